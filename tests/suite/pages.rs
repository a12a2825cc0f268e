//! What a page looks like to its reader: titles broken between words, labels that stand again, one way of amounts, tails.

use juesuan::engine::Inspected;

use crate::support::{Sandbox, lay_out, repository};

/// The report of a case.
fn case(name: &str, unit: &str) -> Inspected {
    let sandbox = Sandbox::of(&repository().join("tests/cases").join(name));
    lay_out(sandbox.root(), unit, 2024)
}

/// Checks that long names are broken between words, and never beside a bracket.
#[test]
fn a_long_name_is_broken_between_words() {
    let sandbox = Sandbox::of(&repository().join("tests/cases/26-cover-breaks-at-bracket"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    let cover = "#import \"/layouts/common/document.typ\": name-lines\n\
                 #let cover(facts) = page([#repr(name-lines(facts.unit.name, 12))])\n";
    sandbox.write("layouts/mine/cover.typ", cover.as_bytes());
    let lines = lay_out(sandbox.root(), "library", 2024).lines();
    let pieces: String = lines[0].chars().filter(|c| !c.is_whitespace()).collect();
    assert!(pieces.contains("[青岚县农业农村局],linebreak(),[（县畜牧兽医中心）]"), "{pieces}");
}

/// Checks that the groups of indicators are named again after a page break.
#[test]
fn groups_are_named_again_on_the_next_page() {
    let report = case("25-group-label-lost-at-page-break", "library");
    let named = report.lines().concat().matches("数量指标").count();
    assert_eq!(named, 2);
}

/// Checks that amounts are written in one way in all sentences.
#[test]
fn amounts_are_written_in_one_way() {
    let text = case("24-two-number-formats", "library").lines().concat();
    assert!(text.contains("年初预算1,250,000.00元，支出决算1,280,000.00元"), "{text}");
    assert!(!text.contains("1250000元") && !text.contains("1,250,000元"), "{text}");
}

/// Checks that tails are told of where amounts are converted, and only there.
#[test]
fn tails_are_told_of_where_amounts_are_converted() {
    let note = "本套报表金额单位转换时可能存在尾数误差。";
    let told = |name| case(name, "library").lines().concat().matches(note).count();
    assert_eq!(told("23-wan-yuan-tails"), 1);
    assert_eq!(told("24-two-number-formats"), 0);
}
