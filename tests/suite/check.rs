//! `juesuan check` and what it means for `build`.

use serde_json::Value;

use crate::outputs::outputs;
use crate::support::{REFERENCE, Sandbox, repository};

/// The year's file of the clean unit.
const YEAR: &str = "data/archives/2022.toml";

/// A copy of the clean project.
fn clean() -> Sandbox {
    Sandbox::of(&repository().join("tests/findings/base"))
}

/// The same with the economic classification short of a row, which is an error.
fn spoilt() -> Sandbox {
    let sandbox = clean();
    sandbox.replace(YEAR, "  { code = \"30239\", basic = 130000.00 },\n", "");
    sandbox
}

#[test]
fn the_exit_status_tells_errors_from_warnings() {
    assert_eq!(clean().run(&["check"]).status(), 0);
    assert_eq!(spoilt().run(&["check"]).status(), 1);
    let doubtful = clean();
    doubtful.replace(YEAR, "government-fund = \"库房维修工程量增加\"\n", "");
    assert_eq!(doubtful.run(&["check"]).status(), 0);
    assert_eq!(doubtful.run(&["check", "--strict"]).status(), 1);
    assert_eq!(clean().run(&["check", "--format", "xml"]).status(), 2);
    assert_eq!(clean().run(&["check", "nobody"]).status(), 1);
}

#[test]
fn the_ledger_names_what_did_not_run() {
    let sandbox = clean();
    sandbox.replace(YEAR, "approved = 2023-08-28\n", "");
    let shown = sandbox.run(&["check"]).stdout();
    assert!(shown.contains("没有核对不等于没有问题"), "{shown}");
    assert!(shown.contains("R0604-late-publication：数据中没有批复日期"), "{shown}");
    assert!(shown.contains("核对 1 份：错误 0，警告 0，提示 0，已接受 0"), "{shown}");
}

#[test]
fn one_line_output_points_at_line_and_column() {
    let shown = spoilt().run(&["check", "--format", "short"]).stdout();
    let line = shown.lines().find(|line| line.contains("R0201")).unwrap();
    assert!(
        line.starts_with("data/archives/2022.toml:17:3: 错误[R0201-economic-total]: "),
        "{line}"
    );
}

#[test]
fn json_has_findings_places_and_tally() {
    let shown = spoilt().run(&["check", "--format", "json"]).stdout();
    let all: Value = serde_json::from_str(&shown).unwrap();
    let report = &all["reports"][0];
    assert_eq!(report["name"], "清河县档案馆");
    let findings = report["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["rule"] == "R0201-economic-total").unwrap();
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["places"][0]["line"], 17);
    assert_eq!(finding["places"][0]["column"], 3);
    assert!(all["tally"]["errors"].as_u64().unwrap() > 0);
    assert!(!report["not-run"].as_array().unwrap().is_empty());
}

#[test]
fn sarif_has_the_rules_and_suppresses_what_is_accepted() {
    let sandbox = spoilt();
    sandbox.run(&["check", "--accept", "R0201", "--reason", "试验"]);
    let shown = sandbox.run(&["check", "--format", "sarif"]).stdout();
    let sarif: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let accepted = results.iter().find(|r| r["ruleId"] == "R0201-economic-total").unwrap();
    assert_eq!(accepted["suppressions"][0]["justification"], "试验");
    let index = usize::try_from(accepted["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], "R0201-economic-total");
    let place = &accepted["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "data/archives/2022.toml");
    assert_eq!(place["region"]["startLine"], 17);
}

#[test]
fn an_accepted_finding_is_listed_and_no_longer_counts() {
    let sandbox = clean();
    sandbox.replace(YEAR, "published = 2023-09-15", "published = 2023-09-20");
    assert_eq!(sandbox.run(&["check"]).status(), 1);
    let reason = "公示期间系统停用";
    sandbox.run(&["check", "--accept", "late-publication", "--reason", reason]);
    let run = sandbox.run(&["check"]);
    assert_eq!(run.status(), 0, "{}", run.stdout());
    assert!(run.stdout().contains("理由：公示期间系统停用"), "{}", run.stdout());
    // The dates change: the finding is a new one, and the acceptance answers to nothing.
    sandbox.replace(YEAR, "published = 2023-09-20", "published = 2023-09-25");
    let run = sandbox.run(&["check"]);
    assert_eq!(run.status(), 1);
    assert!(run.stdout().contains("idle-accept"), "{}", run.stdout());
    assert!(run.stdout().contains("过了 28 日"), "{}", run.stdout());
}

#[test]
fn the_project_sets_severities_and_thresholds() {
    let sandbox = spoilt();
    let settings = std::fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let set = |lines: &str| {
        sandbox.write("juesuan.toml", format!("{settings}\n[check]\n{lines}\n").as_bytes());
        sandbox.run(&["check"])
    };
    let off = "rules = { R0201 = \"off\", control-total = \"off\", control-row = \"hint\" }";
    let run = set(off);
    assert_eq!(run.status(), 0, "{}", run.stdout());
    assert!(
        run.stdout().contains("R0201-economic-total、R0401-control-total：juesuan.toml 中设为不查")
    );
    let run = set("change-threshold = 0\nrules = { economic-total = \"warning\" }");
    assert!(run.stdout().contains("警告[R0201-economic-total]"), "{}", run.stdout());
    let run = set("rules = { R9999 = \"off\" }");
    assert_eq!(run.status(), 1);
    assert!(run.stdout().contains("unknown-rule"), "{}", run.stdout());
    let run = set("rules = { R0201 = \"sometimes\" }");
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("unknown-choice"), "{}", run.stderr());
}

#[test]
fn build_refuses_errors_and_a_draft_never_has_the_final_name() {
    let sandbox = Sandbox::reference();
    let data = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(
        &data,
        "{ code = \"30101\", basic = 1754977.00 }",
        "{ code = \"30101\", basic = 1754977.01 }",
    );
    assert_eq!(sandbox.run(&["build"]).status(), 1);
    assert!(outputs(&sandbox.path("out")).is_empty());
    let run = sandbox.run(&["build", "--draft"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("已生成草稿"), "{}", run.stdout());
    assert!(!sandbox.report().exists());
    assert!(sandbox.path("out/2022/汾阳市社会保险中心2022年度单位决算公开（草稿）.pdf").exists());
}

#[test]
fn rules_are_listed_and_explained() {
    let sandbox = clean();
    let list = sandbox.run(&["check", "--list"]).stdout();
    assert_eq!(list.lines().count(), juesuan::check::RULES.len());
    for name in ["R0201", "economic-total", "R0201-economic-total", "r0201"] {
        let run = sandbox.run(&["explain", name]);
        assert_eq!(run.status(), 0);
        assert!(run.stdout().contains("怎么办："), "{}", run.stdout());
    }
    for name in ["unknown-field", "missing-font", "busy", "usage"] {
        let run = sandbox.run(&["explain", name]);
        assert_eq!(run.status(), 0);
        assert!(run.stdout().contains("怎么办："), "{}", run.stdout());
    }
    for name in ["R9999", "no-such-problem"] {
        assert_eq!(sandbox.run(&["explain", name]).status(), 2);
    }
}

/// The example of the second province: the slips that its data can show are found, its rounding tails are not.
#[test]
fn the_second_example_shows_its_slips() {
    let project = repository().join("tests/projects/shanghai-example");
    let run = clean().run(&["check", "--format", "short", "--project", project.to_str().unwrap()]);
    insta::assert_snapshot!(run.stdout());
}

/// Checks that a test project has so many reports and not one finding of any severity.
fn assert_without_findings(project: &str, reports: u32) {
    let project = repository().join(project);
    let run = clean().run(&["check", "--format", "short", "--project", project.to_str().unwrap()]);
    let shown = run.stdout();
    let severities = ["错误[", "警告[", "提示["];
    let findings: Vec<&str> = shown
        .lines()
        .filter(|line| severities.iter().any(|severity| line.contains(severity)))
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    let tally = format!("核对 {reports} 份：错误 0，警告 0，提示 0，已接受 0");
    assert!(shown.contains(&tally), "{shown}");
    assert_eq!(run.status(), 0, "{}", run.stderr());
}

/// Three invented units, each unlike the others, whose data and texts are right in every figure and word.
#[test]
fn three_clean_units_have_no_findings() {
    assert_without_findings("tests/projects/clean", 3);
}

/// A hospital, a subdistrict office and a department with its six units: much that looks wrong and is right.
#[test]
fn what_only_looks_wrong_is_no_finding() {
    assert_without_findings("tests/projects/clean-more", 9);
}
