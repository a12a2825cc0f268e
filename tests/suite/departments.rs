//! Departments that add up their units.

use std::fs;

use serde_json::Value;

use juesuan::project::Purpose;

use crate::support::{Sandbox, lay_out, lay_out_for, repository};

/// The department of five units.
pub(crate) fn department() -> Sandbox {
    Sandbox::of(&repository().join("tests/projects/department"))
}

/// Checks that no rule finds anything in the department and its units, but for what this form does not print.
#[test]
fn the_department_reconciles() {
    let run = department().run(&["check", "--format", "json"]);
    assert_eq!(run.status(), 0, "{}", run.stdout());
    let json: Value = serde_json::from_str(&run.stdout()).unwrap();
    let summary = &json["tally"];
    for count in ["errors", "warnings", "accepted"] {
        assert_eq!(summary[count], 0, "{count}: {}", run.stdout());
    }
    let reports = json["reports"].as_array().unwrap().iter();
    for finding in reports.flat_map(|report| report["findings"].as_array().unwrap()) {
        assert_eq!(finding["rule"], "R0621-typed-but-not-printed", "{finding}");
        assert!(finding["headline"].as_str().unwrap().ends_with("预留份额"), "{finding}");
    }
}

/// Checks that a unit's correction reaches the department, and nothing else is built again.
#[test]
fn a_correction_of_a_unit_reaches_the_department() {
    let sandbox = department().shortened();
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let before = fs::read(sandbox.path("out/2024/汀州县教育局2024年度部门决算公开.pdf")).unwrap();
    for (from, to) in [
        ("general = 800000.00", "general = 800000.50"),
        (
            "780000.00 },\n  { code = \"2050201\", fund = \"non",
            "780000.50 },\n  { code = \"2050201\", fund = \"non",
        ),
        ("basic = 80000.00", "basic = 80000.50"),
    ] {
        sandbox.replace("data/kindergarten/2024.toml", from, to);
    }
    let run = sandbox.run(&["build", "--explain"]);
    let built: Vec<String> =
        run.stdout().lines().filter(|line| line.starts_with("生成 ")).map(str::to_owned).collect();
    let expected = ["education", "kindergarten"]
        .map(|unit| format!("生成 {unit}/2024：data/kindergarten/2024.toml 有改动"));
    assert_eq!(built, expected, "{}", run.stdout());
    // Its control totals no longer agree, so the department keeps what it had.
    assert!(run.stderr().contains("R0401"), "{}", run.stderr());
    let after = fs::read(sandbox.path("out/2024/汀州县教育局2024年度部门决算公开.pdf")).unwrap();
    assert!(before == after);
}

/// Checks that payments which differ on both sides are an error, unless they are named as payments from outside.
#[test]
fn payments_within_the_department_must_agree() {
    let sandbox = department();
    let school = "data/first-school/2024.toml";
    sandbox.replace(school, "superior = 50000.00", "superior = 50100.00");
    let run = sandbox.run(&["check", "education"]);
    let found = "R0212-internal-transfers]: 部门内部往来：各单位上级补助收入合计 80100.00 ≠ 对附属单位补助支出合计 80000.00，差 100.00 元";
    assert!(run.stdout().contains(found), "{}", run.stdout());
    assert!(run.stdout().contains("data/education-office/2024.toml:11:59"), "{}", run.stdout());
    let outside = "outside = [{ unit = \"first-school\", superior = 100.00 }]\n[performance]";
    sandbox.replace("data/education/2024.toml", "[performance]", outside);
    let run = sandbox.run(&["check", "education"]);
    assert!(!run.stdout().contains("R0212"), "{}", run.stdout());
    assert!(
        run.stdout().contains("02表本年收入合计"),
        "the control total lacks it: {}",
        run.stdout()
    );
    sandbox.replace("data/education/2024.toml", "superior = 100.00", "superior = 99999.00");
    let run = sandbox.run(&["check", "education"]);
    assert!(run.stdout().contains("bad-outside"), "{}", run.stdout());
}

/// Checks that several payments from outside are never more than the unit has, and a negative one is not made up for.
#[test]
fn payments_from_outside_are_not_more_than_there_are() {
    let twice = "outside = [{ unit = \"first-school\", superior = 30000.00 }, { unit = \"first-school\", superior = 30000.00 }]\n[performance]";
    let sandbox = department();
    sandbox.replace("data/education/2024.toml", "[performance]", twice);
    let run = sandbox.run(&["check", "education"]);
    let found = "bad-outside]: outside 中 first-school 的上级补助收入比它数据中的多 10000.00 元";
    assert!(run.stdout().contains(found), "{}", run.stdout());
    let sandbox = department();
    let school = "data/first-school/2024.toml";
    sandbox.replace(school, "superior = 50000.00", "superior = -50000.00");
    let outside = "outside = [{ unit = \"first-school\", superior = 100.00 }]\n[performance]";
    sandbox.replace("data/education/2024.toml", "[performance]", outside);
    let run = sandbox.run(&["check", "education"]);
    assert!(run.stdout().contains("比它数据中的多 100.00 元"), "{}", run.stdout());
}

/// Checks that a department whose unit has errors is not built, and says which unit.
#[test]
fn a_units_errors_stop_the_department() {
    let sandbox = department().shortened();
    let school = "data/first-school/2024.toml";
    sandbox.replace(school, "30101\", basic = 1400000.00", "30101\", basic = 1400000.01");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("所属单位 first-school 的核对有 1 处错误"), "{}", run.stderr());
    assert!(run.stdout().contains("已生成 4"), "{}", run.stdout());
    sandbox.replace(school, "income = [", "income = [ {");
    let run = sandbox.run(&["check", "education"]);
    assert!(run.stdout().contains("broken-member"), "{}", run.stdout());
}

/// Checks what is wrong with a list of units.
#[test]
fn a_wrong_list_of_units_is_explained() {
    let cases = [
        ("[\"education\"]", "own-member"),
        ("[\"first-school\", \"first-school\"]", "repeated-member"),
        ("[\"nowhere\"]", "broken-member"),
        ("\"first-school\"", "wrong-type"),
        ("[1]", "wrong-type"),
    ];
    for (members, id) in cases {
        let sandbox = department();
        let unit = "data/education/unit.toml";
        let text = fs::read_to_string(sandbox.path(unit)).unwrap();
        let line = text.lines().find(|line| line.starts_with("members")).unwrap();
        sandbox.replace(unit, line, &format!("members = {members}"));
        let run = sandbox.run(&["check", "education"]);
        assert!(run.stdout().contains(id), "{members}: {}", run.stdout());
    }
    let sandbox = department();
    sandbox.replace(
        "data/kindergarten/unit.toml",
        "nature",
        "members = [\"first-school\"]\nnature",
    );
    let run = sandbox.run(&["check", "kindergarten"]);
    assert!(run.stdout().contains("not-a-department"), "{}", run.stdout());
    sandbox.replace("data/kindergarten/unit.toml", "kind = \"unit\"", "kind = \"department\"");
    let run = sandbox.run(&["check", "education"]);
    assert!(run.stdout().contains("nested-department"), "{}", run.stdout());
}

/// Checks that units may have another layout than their department, and that either layout lists them.
#[test]
fn units_are_listed_and_may_have_another_layout() {
    let sandbox = department();
    sandbox.replace("data/kindergarten/unit.toml", "nature", "layout = \"shanghai\"\nnature");
    // That layout explains by item.
    sandbox.replace(
        "data/kindergarten/2024.toml",
        "code = \"205\", use",
        "code = \"2050201\", use",
    );
    assert_eq!(sandbox.run(&["check", "education"]).status(), 0);
    let shanxi = lay_out(sandbox.root(), "education", 2024).lines().join("\n");
    assert!(
        shanxi.contains("有5个：汀州县教育局机关、汀州县第一中学、汀州县机关幼儿园、"),
        "{shanxi}"
    );
    sandbox.replace("data/education/unit.toml", "nature", "layout = \"shanghai\"\nnature");
    // Its reasons are written by class.
    let draft = lay_out_for(sandbox.root(), "education", 2024, Purpose::Draft);
    let shanghai = draft.lines().join("\n");
    for unit in ["汀州县教育局机关", "汀州县第一中学", "汀州县机关幼儿园"] {
        assert!(shanghai.contains(unit), "{unit}");
    }
}
