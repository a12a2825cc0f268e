//! `juesuan status`: who is missing, what is lacking, wrong, made and late.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Sandbox, repository};

/// The units of the tests: the clean one of the gallery of findings under other names.
const UNITS: [&str; 7] = ["behind", "broken", "late", "made", "ready", "stale", "wrong"];

/// The clean unit alone.
fn clean() -> Sandbox {
    Sandbox::of(&repository().join("tests/findings/base"))
}

/// The clean unit in other folders, under other names.
fn with_units(units: &[&str]) -> Sandbox {
    let sandbox = clean();
    let read =
        |file: &str| fs::read_to_string(sandbox.path(&format!("data/archives/{file}"))).unwrap();
    let texts = ["unit.toml", "2021.toml", "2022.toml"].map(|file| (file, read(file)));
    for unit in units {
        for (file, text) in &texts {
            let text = text.replace("清河县档案馆", &format!("清河县{unit}馆"));
            sandbox.write(&format!("data/{unit}/{file}"), text.as_bytes());
        }
    }
    fs::remove_dir_all(sandbox.path("data/archives")).unwrap();
    sandbox
}

/// The table as other programs read it.
fn json(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let run = sandbox.run(&[&["status", "--format", "json"], arguments].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    serde_json::from_str(&run.stdout()).unwrap()
}

/// A unit of the table.
fn unit<'v>(table: &'v Value, folder: &str) -> &'v Value {
    let units = table["units"].as_array().unwrap();
    units.iter().find(|unit| unit["unit"] == folder).unwrap_or_else(|| panic!("no {folder}"))
}

/// What was said, where all went well.
fn said(run: &Run) -> String {
    assert_eq!(run.status(), 0, "{}", run.stderr());
    run.stdout()
}

/// One unit of each state.
fn of_every_state() -> Sandbox {
    let sandbox = with_units(&UNITS);
    for unit in ["made", "stale"] {
        assert_eq!(sandbox.run(&["build", unit]).status(), 0);
    }
    sandbox.replace("data/stale/2022.toml", "库房维修工程量增加", "库房维修的工程量增加");
    fs::remove_file(sandbox.path("data/behind/2022.toml")).unwrap();
    sandbox.replace("data/broken/2022.toml", "income = [", "income = [[");
    sandbox.replace("data/wrong/2022.toml", "  { code = \"30239\", basic = 130000.00 },\n", "");
    sandbox
}

#[test]
fn every_state_is_told() {
    let sandbox = of_every_state();
    let table = json(&sandbox, &[]);
    let state = |folder: &str| unit(&table, folder)["state"].as_str().unwrap().to_owned();
    assert_eq!(
        UNITS.map(state),
        ["missing", "unread", "ready", "made", "ready", "stale", "errors"]
    );
    for (state, count) in table["states"].as_object().unwrap() {
        let expected = match state.as_str() {
            "ready" => 2,
            "members" => 0,
            _ => 1,
        };
        assert_eq!(*count, expected, "{state}");
    }
    let broken = unit(&table, "broken");
    assert_eq!(broken["name"], "清河县broken馆");
    assert!(broken["errors"].as_u64().unwrap() > 0 && broken["accepted"].is_null(), "{broken}");
    let behind = unit(&table, "behind");
    assert!(behind["errors"].is_null() && behind["pages"].is_null(), "{behind}");
    let made = unit(&table, "made");
    assert!(made["pages"].as_u64().unwrap() > 5, "{made}");
    assert!(sandbox.path("out").join(made["path"].as_str().unwrap()).is_file());
    assert!(made["changed"].is_null());
    let stale = unit(&table, "stale");
    assert_eq!(stale["changed"], serde_json::json!(["data/stale/2022.toml"]));
    assert!(unit(&table, "wrong")["errors"].as_u64().unwrap() > 0);
    let shown = said(&sandbox.run(&["status"]));
    for line in [
        "共 7 份：没有数据 1，读不了 1，有错误 1，可以生成 2，要重新生成 1，已生成 1",
        "没有数据的 1 个：清河县behind馆",
        "读不了的 1 个：清河县broken馆",
    ] {
        assert!(shown.lines().any(|said| said == line), "{line} in {shown}");
    }
}

#[test]
fn a_pdf_that_is_gone_or_altered_is_told() {
    let sandbox = with_units(&["one", "two"]);
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let table = json(&sandbox, &[]);
    let path =
        |folder: &str| sandbox.path("out").join(unit(&table, folder)["path"].as_str().unwrap());
    fs::remove_file(path("one")).unwrap();
    fs::write(path("two"), b"other").unwrap();
    let table = json(&sandbox, &[]);
    assert_eq!([&unit(&table, "one")["pdf"], &unit(&table, "one")["state"]], ["missing", "ready"]);
    assert_eq!([&unit(&table, "two")["pdf"], &unit(&table, "two")["state"]], ["stale", "stale"]);
    // Looking changes nothing.
    assert!(!path("one").exists());
    assert_eq!(fs::read(path("two")).unwrap(), b"other");
}

#[test]
fn days_are_counted_from_the_approval_and_never_by_the_clock() {
    let sandbox = with_units(&["early", "late", "undated"]);
    sandbox.replace("data/late/2022.toml", "approved = 2023-08-28", "approved = 2023-08-20");
    sandbox.replace("data/undated/2022.toml", "approved = 2023-08-28\n", "");
    let days = |arguments: &[&str], folder: &str| {
        let table = json(&sandbox, arguments);
        let unit = unit(&table, folder);
        (unit["days"].as_i64(), unit["late"].as_i64())
    };
    // Published on 2023-09-15, as the data say.
    assert_eq!(days(&[], "early"), (Some(18), None));
    assert_eq!(days(&[], "late"), (Some(26), Some(6)));
    assert_eq!(days(&[], "undated"), (None, None));
    // Nothing is made: as of a day, it is still waited.
    assert_eq!(days(&["--on", "2023-09-10"], "early"), (Some(13), None));
    assert_eq!(days(&["--on", "2023-09-17"], "early"), (Some(20), None));
    assert_eq!(days(&["--on", "2023-09-18"], "early"), (Some(21), Some(1)));
    // What is made and whose day has come is out, and waits no longer.
    assert_eq!(sandbox.run(&["build", "early"]).status(), 0);
    assert_eq!(days(&["--on", "2023-09-18"], "early"), (Some(18), None));
    assert_eq!(days(&["--on", "2023-09-10"], "early"), (Some(13), None));
    assert_eq!(unit(&json(&sandbox, &[]), "early")["deadline"], "2023-09-17");
    let shown = said(&sandbox.run(&["status", "--on", "2023-09-18"]));
    let line = "批复后超过 20 日的（还没有公开的算到 2023年9月18日） 1 个：清河县late馆（9 日）";
    assert!(shown.lines().any(|said| said == line), "{shown}");
    assert!(shown.contains("不知道超过没有的 1 个：清河县undated馆"), "{shown}");
    // Today is used where it is asked for by name, and only there.
    assert!(days(&["--on", "today"], "late").1.unwrap() > 365);
    assert_eq!(json(&sandbox, &[])["on"], Value::Null);
}

/// Once anything is registered, of this year or another, by the register alone it is told what is out.
#[test]
fn where_a_register_is_kept_what_is_built_still_waits() {
    let sandbox = with_units(&["built", "other", "registered"]);
    assert_eq!(sandbox.run(&["build", "built", "registered"]).status(), 0);
    let days = |arguments: &[&str], folder: &str| {
        let table = json(&sandbox, arguments);
        let unit = unit(&table, folder);
        (unit["days"].as_i64(), unit["late"].as_i64())
    };
    let on = ["--on", "2023-10-01"];
    let all = ["built", "other", "registered"];
    assert_eq!(
        all.map(|unit| days(&on, unit)),
        [(Some(18), None), (Some(34), Some(14)), (Some(18), None)]
    );
    assert_eq!(sandbox.run(&["publish", "registered"]).status(), 0);
    let told = [(Some(34), Some(14)), (Some(34), Some(14)), (Some(18), None)];
    assert_eq!(all.map(|unit| days(&on, unit)), told);
    // Also where only one unit is asked for, and as of a day before its own; without a day, by the data as ever.
    assert_eq!(days(&[&on[..], &["built"]].concat(), "built"), (Some(34), Some(14)));
    assert_eq!(days(&["--on", "2023-09-10"], "registered"), (Some(13), None));
    assert_eq!(all.map(|unit| days(&[], unit)), [(Some(18), None); 3]);
    // What is registered stays out on its day, whatever becomes of the data and the PDF.
    sandbox.replace("data/registered/2022.toml", "库房维修工程量增加", "库房维修的工程量增加");
    fs::remove_dir_all(sandbox.path("out")).unwrap();
    assert_eq!(all.map(|unit| days(&on, unit)), told);
}

#[test]
fn the_days_of_a_unit_with_errors_in_its_files_are_told_as_well() {
    let sandbox = with_units(&["broken"]);
    sandbox.replace("data/broken/2022.toml", "fund = \"general\"", "fund = \"genaral\"");
    let table = json(&sandbox, &["--on", "2023-10-01"]);
    let unit = unit(&table, "broken");
    assert_eq!(unit["state"], "unread");
    assert_eq!([&unit["days"], &unit["late"]], [34, 14]);
}

#[test]
fn the_term_is_the_projects() {
    let sandbox = with_units(&["one"]);
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let longer =
        format!("{settings}\n[check]\npublication-days = 30\n[check.rules]\nR0301 = \"off\"\n");
    sandbox.write("juesuan.toml", longer.as_bytes());
    let table = json(&sandbox, &["--on", "2023-09-20"]);
    assert_eq!([&table["limit"], &table["rules-off"]], [30, 1]);
    assert_eq!(unit(&table, "one")["late"], Value::Null);
    assert_eq!(unit(&table, "one")["deadline"], "2023-09-27");
    assert!(said(&sandbox.run(&["status"])).contains("设为不查（off）的规则 1 条"));
}

#[test]
fn gaps_are_what_is_asked_for_and_not_written() {
    let sandbox = with_units(&["one", "two"]);
    let before = unit(&json(&sandbox, &[]), "one")["gaps"].as_u64().unwrap();
    assert_eq!(before, 0);
    sandbox.replace("data/one/2022.toml", "government-fund = \"库房维修工程量增加\"\n", "");
    sandbox.replace("data/two/2022.toml", "year = 2022\n", "");
    let table = json(&sandbox, &[]);
    assert_eq!(unit(&table, "one")["gaps"], 1);
    assert_eq!(
        [&unit(&table, "two")["gaps"], &unit(&table, "two")["state"]],
        [&Value::from(1), &Value::from("unread")]
    );
    // Where nothing is wrong but that, nobody is told that it cannot be read; other programs get the keys as ever.
    sandbox.replace("data/one/2022.toml", "approved = 2023-08-28", "approved = 2023-09-28");
    sandbox.write("data/three/unit.toml", &fs::read(sandbox.path("data/one/unit.toml")).unwrap());
    sandbox.write("data/three/2022.toml", b"year = 2022\nincome = [[\n");
    let shown = said(&sandbox.run(&["status"]));
    let lines = [
        "共 3 份：读不了 1，没有填完 1，有错误 1",
        "读不了的 1 个：清河县one馆",
        "没有填完的 1 个：清河县two馆（1 处）",
    ];
    for line in lines {
        assert!(shown.lines().any(|said| said == line), "{line} in {shown}");
    }
    let csv = said(&sandbox.run(&["status", "two", "--format", "csv"]));
    assert!(csv.contains("没有填完") && !csv.contains("读不了"), "{csv}");
}

#[test]
fn a_project_of_which_no_unit_has_the_year_is_a_table_too() {
    let sandbox = with_units(&["one", "two"]);
    sandbox.replace("juesuan.toml", "year = 2022", "year = 2025");
    sandbox.write("data/bare/2025.toml", b"year = 2025\n");
    let table = json(&sandbox, &[]);
    let states: Vec<&Value> =
        table["units"].as_array().unwrap().iter().map(|unit| &unit["state"]).collect();
    assert_eq!(states, ["unread", "missing", "missing"]);
    // Units that begin later have nothing to show yet.
    sandbox.replace("juesuan.toml", "year = 2025", "year = 2019");
    assert_eq!(json(&sandbox, &["--project", "."])["units"].as_array().unwrap().len(), 1);
}

#[test]
fn selections_are_those_of_build() {
    let sandbox = with_units(&["one", "two"]);
    let count = |arguments: &[&str]| json(&sandbox, arguments)["units"].as_array().unwrap().len();
    assert_eq!([count(&[]), count(&["one"]), count(&["清河县t*"]), count(&["*/*"])], [2, 1, 1, 4]);
    assert_eq!(unit(&json(&sandbox, &["one/2020"]), "one")["state"], "missing");
    let run = sandbox.run(&["status", "nobody"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("unknown-unit"), "{}", run.stderr());
    for wrong in [&["--on", "2023-02-29"][..], &["--on", "九月"], &["--format", "xml"]] {
        assert_eq!(sandbox.run(&[&["status"], wrong].concat()).status(), 2, "{wrong:?}");
    }
}

#[test]
fn a_record_that_cannot_be_used_is_said_and_taken_for_none() {
    let sandbox = with_units(&["one"]);
    sandbox.write("out/manifest.json", b"{");
    let run = sandbox.run(&["status"]);
    assert!(said(&run).contains("可以生成"));
    assert!(run.stderr().contains("broken-manifest"), "{}", run.stderr());
    assert_eq!(fs::read(sandbox.path("out/manifest.json")).unwrap(), b"{");
}

#[test]
fn a_spreadsheet_gets_the_columns_that_programs_get() {
    let sandbox = of_every_state();
    let csv = said(&sandbox.run(&["status", "--format", "csv"]));
    let lines: Vec<Vec<&str>> = csv
        .strip_prefix('\u{feff}')
        .unwrap()
        .strip_suffix("\r\n")
        .unwrap()
        .split("\r\n")
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(lines.len(), 1 + UNITS.len());
    assert_eq!(lines[0][..4], ["文件夹", "单位", "年度", "状况"]);
    let table = json(&sandbox, &[]);
    for line in &lines[1..] {
        assert_eq!(line.len(), lines[0].len());
        let unit = unit(&table, line[0]);
        let warnings = lines[0].iter().position(|heading| *heading == "警告").unwrap();
        let count = unit["warnings"].as_u64().map(|count| count.to_string()).unwrap_or_default();
        assert_eq!(line[warnings], count);
        // Besides the columns: the path of the PDF, and what has changed.
        assert_eq!(unit.as_object().unwrap().len(), line.len() + 2);
    }
    assert_eq!(csv, said(&sandbox.run(&["status", "--format", "csv"])));
}

#[test]
fn columns_of_a_terminal_are_flush() {
    let shown = said(&of_every_state().run(&["status"]));
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let lines: Vec<&str> = shown.lines().take_while(|line| !line.is_empty()).collect();
    let heading = lines[0];
    let end = width(&heading[..heading.find("  错误").unwrap() + "  错误".len()]);
    for line in &lines[1..] {
        let before: usize =
            line.char_indices().map(|(at, _)| at).find(|at| width(&line[..*at]) == end).unwrap();
        assert!(line[..before].ends_with(|c: char| c.is_ascii_digit() || c == '-'), "{line}");
        assert!(line[before..].starts_with("  "), "{line}");
    }
}

#[test]
fn a_department_whose_units_are_wrong_is_not_wrong_itself() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean-more"));
    let year = "data/reservoir/2024.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    sandbox.write(year, text.replacen("income = [", "income = [[", 1).as_bytes());
    let state = |table: &Value, folder: &str| unit(table, folder)["state"].clone();
    let table = json(&sandbox, &["water-bureau", "reservoir"]);
    assert_eq!(state(&table, "reservoir"), "unread");
    assert_eq!(state(&table, "water-bureau"), "members");
    let said = said(&sandbox.run(&["status", "water-bureau"]));
    assert!(said.contains("所属单位有错"), "{said}");
}
