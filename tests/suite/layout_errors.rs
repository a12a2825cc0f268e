//! Mistakes that somebody makes who changes a layout for the first time.

use crate::outputs::outputs;
use crate::support::{Sandbox, assert_shown, is_whole, some_shown};

/// A mistake: what it is, and the text of the cover.
const MISTAKES: &[(&str, &str)] = &[
    ("a misspelt fact", "#let cover(facts) = [#facts.unit.nmae]"),
    ("a fact that is nowhere", "#let cover(facts) = [#facts.unit.telephone]"),
    ("a misspelt fact of a row", "#let cover(facts) = for row in facts.income.rows [#row.totla]"),
    ("a misspelt table of facts", "#let cover(facts) = [#facts.procurment.total]"),
    (
        "a field of what was not filled in",
        "#let cover(facts) = [#facts.reasons.state-capital.text]",
    ),
    ("an unknown variable", "#let cover(facts) = [#name]"),
    ("a function that was not imported", "#let cover(facts) = [#money(facts.balance.total)]"),
    ("a misspelt import", "#import \"/layouts/common/format.typ\": monye\n#let cover(facts) = []"),
    ("a file that is not there", "#import \"titel.typ\": title\n#let cover(facts) = []"),
    ("a hash in the text", "#let cover(facts) = [本单位#1 号楼，#号]"),
    ("a bracket left open", "#let cover(facts) = [\n  本单位\n"),
    ("a bracket too many", "#let cover(facts) = [本单位]]"),
    ("a brace too many", "#let cover(facts) = { [本单位] } }"),
    ("a paren left open", "#let cover(facts) = { text(size: 12pt, [本单位] }"),
    ("a quote left open", "#let cover(facts) = \"本单位"),
    ("a full-width comma", "#let cover(facts) = text(size: 12pt，[本单位])"),
    ("Chinese without brackets", "#let cover(facts) = { 本单位，你好 }"),
    ("a hash within code", "#let cover(facts) = { #facts.unit.name }"),
    ("no equals sign", "#let cover(facts) [本单位]"),
    ("no name of the function", "#let (facts) = [本单位]\n#let cover = 3"),
    ("another name of the function", "#let cover-page(facts) = [本单位]"),
    ("a number added to words", "#let cover(facts) = [#(facts.unit.name + facts.year)]"),
    ("words where a size belongs", "#let cover(facts) = text(size: \"12pt\")[本单位]"),
    ("a size without a unit", "#let cover(facts) = text(size: 12)[本单位]"),
    ("a size with a unit that is none", "#let cover(facts) = text(size: 12号)[本单位]"),
    ("a misspelt option", "#let cover(facts) = text(szie: 12pt)[本单位]"),
    ("an argument too many", "#let cover(facts) = strong([本单位], [决算])"),
    ("an argument too few", "#let line(a, b) = [#a#b]\n#let cover(facts) = line([本单位])"),
    ("a method that is none", "#let cover(facts) = [#facts.unit.name.size()]"),
    ("an element that is none", "#let cover(facts) = [#facts.income.rows.at(99)]"),
    ("a loop over a number", "#let cover(facts) = for n in facts.year [#n]"),
    ("a division by zero", "#let cover(facts) = [#(1 / 0)]"),
    (
        "an amount taken from an amount",
        "#let cover(facts) = [#(facts.balance.total - facts.balance.opening)]",
    ),
    (
        "nothing handed to a shared function",
        "#import \"/layouts/common/format.typ\": money\n#let cover(facts) = [#money(none)]",
    ),
    ("its own panic", "#let cover(facts) = panic(\"没有想到\")"),
    ("a font that is none", "#let cover(facts) = text(font: \"华文行楷\")[本单位]"),
    ("a picture that is none", "#let cover(facts) = image(\"seal.png\")"),
    (
        "a backslash in a path",
        "#import \"..\\\\common\\\\format.typ\": money\n#let cover(facts) = []",
    ),
    (
        "a picture without words",
        "#let cover(facts) = image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))",
    ),
];

/// Shows the message of every mistake; `tests/suite/snapshots` is read as prose.
#[test]
fn every_mistake_in_a_layout_is_explained() {
    let mut gallery = String::new();
    let sandbox = Sandbox::reference();
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    for (what, cover) in some_shown(MISTAKES, 6) {
        sandbox.write("layouts/mine/cover.typ", format!("{cover}\n").as_bytes());
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 1, "{what}: {}", run.stderr());
        assert!(outputs(&sandbox.path("out")).is_empty(), "{what}: something was written");
        // On a machine that is busy the program says that it is still at work.
        let said: String = run
            .stderr()
            .lines()
            .filter(|line| !line.ends_with("秒，还在继续"))
            .map(|line| format!("{line}\n"))
            .collect();
        gallery.push_str(&format!("## {what}\n\n{}\n\n", said.trim_end()));
    }
    if !is_whole() {
        return assert_shown("layout_errors__every_mistake_in_a_layout_is_explained", &gallery);
    }
    insta::assert_snapshot!(gallery);
}

/// Checks that a mistake in a file that is taken over is shown where the file stands.
#[test]
fn a_file_taken_over_is_named_where_it_stands() {
    let sandbox = Sandbox::reference();
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    sandbox.write("layouts/shanxi/cover.typ", b"#let cover(facts) = [#nmae]\n");
    let errors = sandbox.run(&["build"]).stderr();
    assert!(errors.contains("layouts/shanxi/cover.typ:1:"), "{errors}");
    assert!(!errors.contains("layouts/mine/cover.typ"), "{errors}");
}
