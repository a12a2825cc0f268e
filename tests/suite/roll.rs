//! A year begun from the last: structure stays, what is told of the year is a blank, opening balances are last year's closing.

use std::collections::BTreeMap;
use std::fs;

use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

use crate::support::{REFERENCE, Sandbox, repository};

/// The number at a path of the facts.
fn fact(facts: &serde_json::Value, path: &[&str]) -> Decimal {
    let value = path.iter().fold(facts, |value, key| &value[*key]);
    value.as_str().unwrap_or_else(|| panic!("{path:?}: {value}")).parse().unwrap()
}

/// The opening balances of a file by fund.
fn opening(text: &str) -> BTreeMap<String, Decimal> {
    let table = DeTable::parse(text).unwrap();
    let mut sums = BTreeMap::new();
    let carried = table.get_ref().get("carry-over");
    let rows = carried.and_then(|c| c.get_ref().as_table()?.get("opening")?.get_ref().as_array());
    for row in rows.into_iter().flat_map(|rows| rows.iter()) {
        let row = row.get_ref().as_table().unwrap();
        let amount: Decimal = match row["amount"].get_ref() {
            DeValue::Float(number) => number.as_str().parse().unwrap(),
            other => panic!("{other:?}"),
        };
        *sums.entry(row["fund"].get_ref().as_str().unwrap().to_owned()).or_default() += amount;
    }
    sums
}

/// Checks that what is carried over is carried over and nothing else, for the fullest unit and the reference unit.
#[test]
fn structure_stays_and_balances_go_on() {
    let everything = repository().join("tests/projects/everything");
    let name = fs::read_dir(everything.join("data")).unwrap().map(|entry| entry.unwrap());
    let name = name.filter(|entry| entry.path().join("2022.toml").is_file());
    let name = name.map(|entry| entry.file_name().into_string().unwrap()).next().unwrap();
    for (sandbox, unit) in
        [(Sandbox::of_data(&everything), name.as_str()), (Sandbox::brief(), REFERENCE)]
    {
        let before = fs::read(sandbox.path(&format!("data/{unit}/2022.toml"))).unwrap();
        let run = sandbox.run(&["roll", unit, "2023"]);
        assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
        let text = fs::read_to_string(sandbox.path(&format!("data/{unit}/2023.toml"))).unwrap();
        let table = DeTable::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let table = table.get_ref();
        // No amount and no reason of last year is left but the balances; nothing is accepted, compared or checked yet.
        for gone in ["accept", "control", "prior", "rounded-to"] {
            assert!(!table.contains_key(gone), "{gone}");
        }
        let rows = table["expenditure"].get_ref().as_array().unwrap();
        let old = String::from_utf8(before.clone()).unwrap();
        let old = DeTable::parse(&old).unwrap();
        let spent = old.get_ref()["expenditure"].get_ref().as_array().unwrap();
        assert_eq!(rows.len(), spent.len());
        for (row, was) in rows.iter().zip(spent.iter()) {
            for (key, value) in row.get_ref().as_table().unwrap() {
                let was = was.get_ref().as_table().unwrap()[key.get_ref().as_ref()].get_ref();
                match key.get_ref().as_ref() {
                    "code" | "fund" => assert_eq!(value.get_ref().as_str(), was.as_str()),
                    _ => assert_eq!(value.get_ref().as_str(), Some("待补")),
                }
            }
        }
        let reasons = table["reasons"].get_ref().as_table().unwrap();
        assert!(reasons.iter().filter(|(key, _)| key.get_ref() != "accounts").count() > 0);
        for (key, value) in reasons.iter().filter(|(key, _)| key.get_ref() != "accounts") {
            assert_eq!(value.get_ref().as_str(), Some("待补"), "{}", key.get_ref());
        }
        // What is carried over is what was left, fund by fund.
        let facts = sandbox.run(&["facts", &format!("{unit}/2022")]).stdout();
        let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
        let opening = opening(&text);
        let sum: Decimal = opening.values().copied().sum();
        assert_eq!(sum, fact(&facts, &["balance", "closing"]));
        let fiscal: Decimal =
            opening.iter().filter(|(fund, _)| *fund != "non-fiscal").map(|(_, sum)| *sum).sum();
        assert_eq!(fiscal, fact(&facts, &["fiscal", "total", "closing"]));
        // Each blank is named, nothing is built, and what was there is as it was.
        let run = sandbox.run(&["check", &format!("{unit}/2023"), "--format", "short"]);
        assert_eq!(run.status(), 1, "{}", run.stdout());
        let blanks = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
        let blanks = blanks.join("\n").matches("\"待补\"").count();
        let named = run.stdout().matches("unfilled").count();
        assert!(named > 20 && named <= blanks, "{named} of {blanks}: {}", run.stdout());
        assert_eq!(sandbox.run(&["build", &format!("{unit}/2023")]).status(), 1);
        assert_eq!(fs::read(sandbox.path(&format!("data/{unit}/2022.toml"))).unwrap(), before);
        let again = sandbox.run(&["roll", unit, "2023"]);
        assert!(again.status() == 1 && again.stderr().contains("existing-file"));
        let now = fs::read_to_string(sandbox.path(&format!("data/{unit}/2023.toml"))).unwrap();
        assert_eq!(now, text);
    }
}

/// Fills in every blank: reasons with words, days with a day, all else with nothing.
fn filled_in(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with('#') {
            return line.to_owned();
        }
        let words = ["use", "reason", "change", "budget", "total", "general", "text", "achieved"];
        let mut line = line.to_owned();
        for key in words {
            let is_reason = key != "general" || line.starts_with("general");
            if is_reason {
                line = line.replace(&format!("{key} = \"待补\""), &format!("{key} = \"业务增加\""));
            }
        }
        line.replace("\"待补\"", "0")
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// Checks that a new year is a year like any other once its blanks are filled in, compares with the last, and that words which
/// may be out of date are listed.
#[test]
fn a_year_that_is_filled_in_compares_with_the_last() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    let unit = "data/library/unit.toml";
    sandbox.replace(unit, "收集、保存文献", "2019年起承担古籍保护，编制30人。收集、保存文献");
    let run = sandbox.run(&["roll", "某县图书馆", "2025"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    let said = run.stdout() + &run.stderr();
    assert!(
        said.contains("data/library/unit.toml 的 profile.duties") && said.contains("2019"),
        "{said}"
    );
    assert!(!said.contains("profile.organization"), "{said}");
    assert!(said.contains("year 还是 2024"), "{said}");
    let path = "data/library/2025.toml";
    let text = fs::read_to_string(sandbox.path(path)).unwrap();
    assert!(text.contains("{ code = \"2070104\", general = \"待补\" },  # 图书馆"), "{text}");
    assert!(
        text.contains("\n# 国有资产占用情况") && text.contains("equipment = \"待补\"  # "),
        "{text}"
    );
    sandbox.write(path, filled_in(&text).as_bytes());
    let run = sandbox.run(&["check", "library/2025", "--format", "short"]);
    let said = run.stdout() + &run.stderr();
    assert!(!said.contains("unfilled") && !said.contains("unknown-field"), "{said}");
    // Last year's figures are those of its file: the fall to nothing is told.
    assert!(!said.contains("missing-prior") && said.contains("R0711"), "{said}");
}

/// Checks that each unit is on its own and that nothing is made where it cannot be.
#[test]
fn what_cannot_be_begun_is_refused() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/branches"));
    sandbox.write("data/managed/2023.toml", b"own\n");
    sandbox.replace("data/edges/2022.toml", "year = 2022", "year = ");
    let run = sandbox.run(&["roll", "*", "2023"]);
    assert_eq!(run.status(), 1);
    let said = run.stderr();
    assert!(said.contains("未新建 data/managed/2023.toml"), "{said}");
    assert!(said.contains("未新建 data/edges/2023.toml"), "{said}");
    assert_eq!(fs::read(sandbox.path("data/managed/2023.toml")).unwrap(), b"own\n");
    assert!(!sandbox.path("data/edges/2023.toml").exists());
    assert!(sandbox.path("data/single-class/2023.toml").is_file());
    // A file that only serves comparisons does not tell what was left.
    fs::remove_file(sandbox.path("data/single-class/2022.toml")).unwrap();
    let run = sandbox.run(&["roll", "single-class", "2022"]);
    assert!(run.status() == 1 && run.stderr().contains("comparison-only"), "{}", run.stderr());
    assert!(!sandbox.path("data/single-class/2022.toml").exists());
    for wrong in [
        &["roll", "edges"][..],
        &["roll", "2023"],
        &["roll", "edges/2022", "2023"],
        &["roll", "edges", "199"],
    ] {
        assert_eq!(sandbox.run(wrong).status(), 2, "{wrong:?}");
    }
}
