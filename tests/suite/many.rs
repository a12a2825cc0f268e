//! Many problems: summed up for a person, listed for programs, and the slow report named.

use serde_json::Value;

use crate::support::{Run, Sandbox, is_long, repository, some};

/// The clean unit with so many rows put behind some words of its year's file.
fn with_rows(after: &str, row: &str, count: usize) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let rows = row.repeat(count);
    sandbox.replace("data/archives/2022.toml", after, &format!("{after}{rows}"));
    sandbox
}

/// The findings of a check as programs read them.
fn findings(run: &Run) -> usize {
    let all: Value = serde_json::from_str(&run.stdout()).unwrap();
    all["reports"][0]["findings"].as_array().unwrap().len()
}

/// Rows with a mistake, where they are put and what the mistake is called.
const WRONG: [(&str, &str, &str); 5] = [
    (
        "expenditure = [\n",
        "  { code = \"2012604\", fund = \"general\", basic = \"一\" },\n",
        "bad-amount",
    ),
    ("income = [\n", "  { code = \"2012604\", general = -1.001 },\n", "bad-amount"),
    ("economic = [\n", "  { code = \"99\", basic = 1.00 },\n", "bad-code"),
    ("budget = [\n", "  { code = \"201\", initial = 1.00, note = \"x\" },\n", "unknown-field"),
    (
        "expenditure = [\n",
        "  { code = \"2012604\", fund = \"general\", basic = 1.00 },\n",
        "duplicate-code",
    ),
];

#[test]
fn twenty_thousand_wrong_rows_are_summed_up() {
    for (after, row, id) in some(WRONG, 5) {
        let sandbox = with_rows(after, row, 20_000);
        let shown = sandbox.run(&["check"]).stdout();
        let heading = format!("错误[{id}]");
        assert_eq!(shown.matches(&heading).count(), 21, "{id}: {} bytes", shown.len());
        assert!(shown.contains("处同样的问题"), "{id}");
        assert!(shown.len() < 100_000, "{id}: {} bytes", shown.len());
        let listed = findings(&sandbox.run(&["check", "--format", "json"]));
        assert!(listed >= 20_000 - 1, "{id}: {listed}");
        let lines = sandbox.run(&["check", "--format", "short"]).stdout();
        assert!(lines.lines().filter(|line| line.contains(&heading)).count() >= 20_000 - 1);
    }
}

#[test]
fn a_build_sums_up_as_well() {
    let (after, row, id) = WRONG[0];
    let sandbox = with_rows(after, row, 20_000);
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("另有 19,980 处同样的问题"), "{}", run.stderr().len());
    assert_eq!(run.stderr().matches(&format!("[{id}]")).count(), 21);
    if !is_long() {
        return;
    }
    let json = sandbox.run(&["build", "--format", "json"]).stdout();
    let all: Value = serde_json::from_str(&json).unwrap();
    assert!(all["reports"][0]["problems"].as_array().unwrap().len() >= 20_000);
}

#[test]
fn a_few_are_all_shown() {
    let (after, row, _) = WRONG[0];
    for count in some([1, 2, 20, 21], 3) {
        let shown = with_rows(after, row, count).run(&["check"]).stdout();
        assert_eq!(shown.matches("错误[bad-amount]").count(), count, "{shown}");
        assert!(!shown.contains("处同样的问题"), "{shown}");
    }
}

#[test]
fn a_report_that_takes_long_is_named() {
    if !is_long() {
        return;
    }
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches"));
    sandbox.write("layouts/slow/layout.toml", "name = \"slow\"\nextends = \"shanxi\"\n".as_bytes());
    let cover = "#let cover(facts) = { let n = 0; for a in range(9999) { for b in range(9999) { for c in range(9999) { n += 1 } } } }\n";
    sandbox.write("layouts/slow/cover.typ", cover.as_bytes());
    sandbox.replace("data/sparse/unit.toml", "name", "layout = \"slow\"\nname");
    let run = sandbox.run(&["build", "sparse", "unchanged", "--limit", "13"]);
    let said = run.stderr();
    assert_eq!(said.matches("生成 sparse/2022 已超过 10 秒").count(), 2, "once a try: {said}");
    assert!(!said.contains("生成 unchanged/2022 已超过"), "{said}");
}
