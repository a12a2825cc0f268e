//! `juesuan import`: every line of `tests/workbooks/expected.tsv`.

use std::collections::BTreeMap;
use std::fs;

use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

use crate::support::{Run, Sandbox, repository};

/// The settings of a project with nothing in it.
pub(crate) const SETTINGS: &str = "year = 2023\nlayout = \"shanxi\"\noutput = \"{unit}{year}年度{kind}决算公开\"\npublished = 2024-09-01\n";

/// What a figure is known by: field, fund, code, key.
type Key = [String; 4];

/// One line of the table.
#[derive(Debug, Clone)]
struct Line {
    /// The file.
    file: String,
    /// What should come of it.
    outcome: String,
    /// What it is about.
    key: Key,
    /// The value.
    value: String,
    /// The sheet and cell.
    at: [String; 2],
    /// What is to be said of it.
    note: String,
}

/// The lines of the table.
fn lines() -> Vec<Line> {
    let text = fs::read_to_string(repository().join("tests/workbooks/expected.tsv")).unwrap();
    let lines = text.lines().skip(1).map(|line| {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        cells.resize(10, String::new());
        let [file, outcome, field, fund, code, key, value, sheet, cell, note] =
            <[String; 10]>::try_from(cells).unwrap();
        Line { file, outcome, key: [field, fund, code, key], value, at: [sheet, cell], note }
    });
    lines.collect()
}

/// A project with nothing in it.
pub(crate) fn empty() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("juesuan.toml", SETTINGS.as_bytes());
    sandbox
}

/// Imports a workbook of the samples into the unit `u`.
fn import(sandbox: &Sandbox, file: &str, more: &[&str]) -> Run {
    let path = repository().join("tests/workbooks").join(file);
    sandbox.run(&[&["import", path.to_str().unwrap()], more].concat())
}

/// What a data file says: the values by field, fund, code and key.
pub(crate) fn said(text: &str) -> BTreeMap<Key, String> {
    fn take(path: &str, table: &DeTable<'_>, found: &mut BTreeMap<Key, String>) {
        for (key, value) in table {
            let below = if path.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{path}.{}", key.get_ref())
            };
            match value.get_ref() {
                DeValue::Table(table) => take(&below, table, found),
                DeValue::Array(rows) => {
                    for row in rows.iter() {
                        let Some(row) = row.get_ref().as_table() else { continue };
                        let word = |key: &str| {
                            row.get(key).map_or("", |word| word.get_ref().as_str().unwrap())
                        };
                        let fund = match (below.as_str(), word("fund")) {
                            ("budget", "") => "general",
                            (_, fund) => fund,
                        };
                        for (key, value) in row {
                            let key = key.get_ref().to_string();
                            if key != "code" && key != "fund" {
                                found.insert(
                                    [below.clone(), fund.to_owned(), word("code").to_owned(), key],
                                    shown(value.get_ref()),
                                );
                            }
                        }
                    }
                }
                value if path.is_empty() => {
                    found
                        .insert([below, String::new(), String::new(), String::new()], shown(value));
                }
                value => {
                    found.insert(
                        [path.to_owned(), String::new(), String::new(), key.get_ref().to_string()],
                        shown(value),
                    );
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    take("", DeTable::parse(text).unwrap().get_ref(), &mut found);
    found
}

/// A value as it is written.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(words) => words.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// Whether two values say the same.
fn same(one: &str, other: &str) -> bool {
    match (one.parse::<Decimal>(), other.parse::<Decimal>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The lines of a file, those of the file that it is the same as included.
fn lines_of(file: &str, all: &[Line]) -> Vec<Line> {
    let own: Vec<Line> = all.iter().filter(|line| line.file == file).cloned().collect();
    let same = own.iter().find(|line| line.key[0] == "same-as");
    let Some(same) = same else { return own };
    let base = all.iter().filter(|line| line.file == same.value);
    let base = base.filter(|line| own.iter().all(|other| other.key != line.key));
    base.chain(
        own.iter()
            .filter(|line| !["same-as", "must-name", "must-not"].contains(&line.key[0].as_str())),
    )
    .cloned()
    .collect()
}

/// Checks that what was written of a file is what its lines say, and nothing else; how many lines were written.
fn holds(file: &str, sandbox: &Sandbox, lines: &[Line]) -> usize {
    let unit = fs::read_to_string(sandbox.path("data/u/unit.toml")).unwrap();
    let year = fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap();
    let found = said(&year);
    let mut written = 0;
    for line in lines {
        let [field, ..] = &line.key;
        match field.as_str() {
            "unit" => assert_eq!(said(&unit)[&["name", "", "", ""].map(str::to_owned)], line.value),
            "absent" => continue,
            "rounded-to" if line.value.is_empty() => {
                assert!(!found.contains_key(&line.key), "{file}: {line:?}")
            }
            _ => match found.get(&line.key) {
                Some(value) => assert!(same(value, &line.value), "{file}: {value}: {line:?}"),
                None => {
                    let may = line.note.contains("may be left out")
                        || field.starts_with("control") && file.starts_with("d05");
                    assert!(may, "{file} lacks {line:?}");
                    continue;
                }
            },
        }
        written += 1;
    }
    for (key, value) in &found {
        assert!(lines.iter().any(|line| line.key == *key), "{file} has {key:?} = {value}");
    }
    written
}

/// Checks every line of the table.
#[test]
fn every_line_of_the_samples_holds() {
    let all = lines();
    let files: Vec<&str> = {
        let mut files: Vec<&str> = all.iter().map(|line| line.file.as_str()).collect();
        files.dedup();
        files
    };
    let mut counted = 0;
    for file in files {
        let own: Vec<&Line> = all.iter().filter(|line| line.file == file).collect();
        counted += own.len();
        let sandbox = empty();
        let run = import(&sandbox, file, &["--unit", "u"]);
        let text = run.stdout() + &run.stderr();
        if own.iter().any(|line| line.outcome == "refuse") {
            assert_eq!(run.status(), 1, "{file}: {text}");
            assert!(!sandbox.path("data").exists(), "{file}");
            for line in own.iter().filter(|line| line.key[0] == "must-name") {
                let [sheet, cell] = &line.at;
                assert!(line.value.split('|').any(|word| text.contains(word)), "{line:?}: {text}");
                assert!(
                    text.contains(sheet.as_str()) && text.contains(cell.as_str()),
                    "{line:?}: {text}"
                );
                assert!(text.contains(&line.key[2]), "{line:?}: {text}");
            }
            continue;
        }
        assert_eq!(run.status(), 0, "{file}: {text}");
        let lines = lines_of(file, &all);
        let written = holds(file, &sandbox, &lines);
        assert!(written > 100, "{file}: {written}");
    }
    assert_eq!(counted, 557);
}

/// Checks that of two units the one that the command names is imported.
#[test]
fn a_unit_is_chosen_by_its_name() {
    let all = lines();
    let sandbox = empty();
    sandbox.write(
        "data/u/unit.toml",
        "name = \"青禾县司法局\"\nkind = \"unit\"\nnature = \"administrative\"\n".as_bytes(),
    );
    let run = import(&sandbox, "d11-two-units.xlsx", &["--unit", "u"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    holds("d11-two-units.xlsx", &sandbox, &lines_of("b-public-yuan.xlsx", &all));
    assert!(run.stdout().contains("青禾县公证处"));
}

/// Checks that what is imported passes the check once last year's figures are there: the printed totals prove it.
#[test]
fn what_is_imported_passes_the_check() {
    // The public form has no numbers of groups, guests and vehicles, and the accounts system has the budgets of the two
    // smaller funds by class alone: what is asked for then is a gap.
    const GAPS: [&str; 2] = ["R0601-three-public-counts", "R0718-budget-above-the-level"];
    for (file, gaps) in [("a-accounts.xls", 2), ("b-public-yuan.xlsx", 4)] {
        let sandbox = empty();
        let last = "year = 2022\ncomparison-only = true\nincome = [{ code = \"204\", general = 6420310.00 }]\nexpenditure = [{ code = \"204\", fund = \"general\", basic = 5102366.20, project = 1132713.62 }]\n[carry-over]\nopening = [{ fund = \"general\", amount = 0.00 }]\n";
        sandbox.write("data/u/2022.toml", last.as_bytes());
        assert_eq!(import(&sandbox, file, &["--unit", "u"]).status(), 0);
        let check = sandbox.run(&["check", "u", "--format", "short"]);
        let text = check.stdout() + &check.stderr();
        let errors: Vec<&str> = text.lines().filter(|line| line.contains("错误[")).collect();
        let (asked, others): (Vec<&str>, Vec<&str>) =
            errors.into_iter().partition(|line| GAPS.iter().any(|gap| line.contains(gap)));
        assert_eq!((asked.len(), others), (gaps, Vec::new()), "{file}: {text}");
    }
}

/// Checks that importing again changes nothing, and that a file keeps its comments, order, mark and line ends.
#[test]
fn a_file_that_is_there_is_edited_in_place() {
    let sandbox = empty();
    assert_eq!(import(&sandbox, "b-public-yuan.xlsx", &["--unit", "u"]).status(), 0);
    let path = "data/u/2023.toml";
    let imported = fs::read_to_string(sandbox.path(path)).unwrap();
    let again = import(&sandbox, "b-public-yuan.xlsx", &["--unit", "u"]);
    assert!(again.stdout().contains("没有改动"), "{}", again.stdout());
    assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), imported);
    let edited = format!("\u{feff}{imported}")
        .replace("year = 2023\n", "year = 2023 # 年度\napproved = 2024-08-01\n")
        .replace(
            "  { code = \"2040602\", general = 186000.00 },",
            "  { code = \"2040602\", general = 186000.01 }, # 改过",
        )
        .replace(
            "  { code = \"2080801\", general = 98742.00 },\n",
            "  { code = \"2080899\", general = 5.00 },\n",
        )
        .replace("[assets]\n", "[reasons]\ntotal = \"甲\"\n\n[assets] # 资产\nother-use = \"乙\"\n")
        .replace('\n', "\r\n");
    sandbox.write(path, edited.as_bytes());
    let run = import(&sandbox, "b-public-yuan.xlsx", &["--unit", "u", "--dry-run"]);
    assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), edited);
    let changes: Vec<String> = run
        .stdout()
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| line.starts_with(['改', '加', '删']))
        .collect();
    assert_eq!(
        changes,
        [
            "改动：",
            "改 income[2040602].general：186000.01 → 186000.00（公开02表 收入决算表!D11）",
            "加 income[2080801]：general 98742.00",
            "删 income[2080899]（原来 general 5.00）",
        ]
    );
    assert_eq!(import(&sandbox, "b-public-yuan.xlsx", &["--unit", "u"]).status(), 0);
    let text = fs::read_to_string(sandbox.path(path)).unwrap();
    for kept in [
        "\u{feff}#",
        "year = 2023 # 年度\r\napproved = 2024-08-01\r\n",
        "general = 186000.00 }, # 改过\r\n",
        "total = \"甲\"",
        "[assets] # 资产\r\nother-use = \"乙\"\r\n",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(!text.replace("\r\n", "").contains('\n'));
    let mut said_now =
        said(text.trim_start_matches('\u{feff}').replace("approved = 2024-08-01\r\n", "").as_str());
    said_now.retain(|key, _| key[0] != "reasons" && key[3] != "other-use");
    assert_eq!(said_now, said(&imported));
}
