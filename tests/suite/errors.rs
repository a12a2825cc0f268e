//! Every mistake gets a message with file, line, column, excerpt and advice.

use crate::outputs::outputs;
use crate::support::{Sandbox, assert_shown, is_whole, some_shown};

/// The year's data file.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";
/// The unit's file.
const UNIT: &str = "data/fenyang-social-insurance/unit.toml";
/// One attachment.
const EVALUATION: &str = "data/fenyang-social-insurance/2022/02-企保工作经费.toml";

/// A mistake: what it is, in which file, what is replaced by what.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

/// The mistakes of the gallery.
const MISTAKES: &[Mistake] = &[
    ("a misspelt field", YEAR, "{ code = \"2210201\", general", "{ code = \"2210201\", genral"),
    ("an unknown table", YEAR, "[procurement]", "[purchases]"),
    ("a missing field", UNIT, "name = \"汾阳市社会保险中心\"", ""),
    ("a missing amount", YEAR, "{ code = \"221\", initial = 410423.00 }", "{ code = \"221\" }"),
    (
        "an initial budget left out of one row",
        YEAR,
        "{ code = \"221\", initial = 410423.00 }",
        "{ code = \"221\", full-year = 410423.00 }",
    ),
    (
        "something of the office's own without contents",
        YEAR,
        "[reasons]",
        "[extra.telephone]\nname = \"联系电话\"\n\n[reasons]",
    ),
    (
        "a small table with an uneven row",
        YEAR,
        "[reasons]",
        "[extra.meetings]\nname = \"会议费\"\ncolumns = [\"项目\", \"次数\"]\nrows = [{ cells = [\"会议费\"] }]\n\n[reasons]",
    ),
    ("an empty text", UNIT, "\"汾阳市社会保险中心\"", "\"\""),
    ("a text where an amount belongs", YEAR, "goods = 78398.00", "goods = \"七万\""),
    ("a table where a text belongs", YEAR, "other-use = \"无\"", "other-use = {}"),
    ("three decimals", YEAR, "general = 61751372.78", "general = 61751372.785"),
    ("a stray letter", YEAR, "goods = 78398.00", "goods = \"78398.O0\""),
    ("a full-width digit", YEAR, "goods = 78398.00", "goods = \"７8398\""),
    ("misplaced commas", YEAR, "goods = 78398.00", "goods = \"7,83,98.00\""),
    ("an exponent", YEAR, "goods = 78398.00", "goods = 7.8e4"),
    ("a hexadecimal amount", YEAR, "goods = 78398.00", "goods = 0x10"),
    ("an infinite amount", YEAR, "goods = 78398.00", "goods = inf"),
    ("a negative amount", YEAR, "goods = 78398.00", "goods = -78398.00"),
    ("an amount without end", YEAR, "goods = 78398.00", "goods = 78398000000000000000000.00"),
    ("a count with decimals", YEAR, "equipment = 0", "equipment = 0.5"),
    ("a code as a number", YEAR, "code = \"2210201\", general", "code = 2210201, general"),
    ("a code too short", YEAR, "code = \"2210201\", general", "code = \"22102\", general"),
    (
        "a code of the government's own economic classification",
        YEAR,
        "{ code = \"30101\", basic",
        "{ code = \"50101\", basic",
    ),
    ("a code that nobody knows", YEAR, "\"2210201\", general", "\"2210288\", general"),
    ("a class that nobody knows", YEAR, "\"2210201\", general", "\"2980201\", general"),
    ("a code that stands twice", YEAR, "{ code = \"2082699\", g", "{ code = \"2082602\", g"),
    ("a class and its own item", YEAR, "{ code = \"221\", i", "{ code = \"2080109\", i"),
    ("a fund that does not exist", YEAR, "fund = \"general\", basic", "fund = \"genaral\", basic"),
    ("a fund that cannot pay this", YEAR, "basic = 400662.00 },\n]", "operating = 400662.00 },\n]"),
    ("an unknown nature", UNIT, "\"institution\"", "\"事业\""),
    ("a wrong year", YEAR, "year = 2022", "year = 2023"),
    ("an economic section left out", YEAR, "{ code = \"30101\", basic = 1754977.00 },", ""),
    (
        "more spent than came in",
        YEAR,
        "general = 400662.00 },       #",
        "general = 400661.99 },       #",
    ),
    ("a score with three decimals", YEAR, "score = 98", "score = 98.123"),
    (
        "an operating expense of an institution",
        YEAR,
        "year = 2022",
        "year = 2022\noperating-expense = 1.00",
    ),
    ("a score above its weight", EVALUATION, "weight = 30, score = 30", "weight = 30, score = 31"),
    (
        "a budget of a class that nobody knows",
        YEAR,
        "{ code = \"221\", initial",
        "{ code = \"298\", initial",
    ),
    (
        "more for small firms than was bought",
        YEAR,
        "small-and-medium = 78398.00",
        "small-and-medium = 78398.01",
    ),
    (
        "more guests from abroad than guests",
        YEAR,
        "foreign-guests = { amount = 0, batches = 0",
        "foreign-guests = { amount = 0, batches = 1",
    ),
    ("an evaluation without its money", YEAR, "covered = { general = 200458179.41 }", ""),
    (
        "a key after a table",
        YEAR,
        "other-use = \"无\"",
        "other-use = \"无\"\npublished = 2023-09-20",
    ),
    ("a day that does not exist", YEAR, "2023-09-20", "2023-9-31"),
    ("commas without quotes", YEAR, "goods = 78398.00", "goods = 78,398.00"),
    (
        "a bracket left open",
        YEAR,
        "general = 400662.00 },       # 住房公积金\n]",
        "general = 400662.00 },",
    ),
    ("a backslash", YEAR, "职工的住房公积金支出", "职工的\\住房公积金支出"),
    ("a quote within a text", YEAR, "职工的住房公积金支出", "职工的\"住房\"公积金支出"),
    ("a date as text", YEAR, "published = 2023-09-20", "published = \"2023-09-20\""),
    ("a comma left out", YEAR, "general = 61751372.78 },", "general = 61751372.78 }"),
    ("a quote left open", YEAR, "other = \"无\"", "other = \"无"),
    ("a full-width equals sign", YEAR, "goods = 78398.00", "goods ＝ 78398.00"),
    ("a field that stands twice", YEAR, "score = 98", "score = 98\nscore = 99"),
    ("a score above 100", EVALUATION, "execution-score = 10", "execution-score = 110"),
    ("weights above 100", EVALUATION, "weight = 30, score = 30", "weight = 50, score = 30"),
    ("an unknown layout", "juesuan.toml", "layout = \"shanxi\"", "layout = \"shanxii\""),
    ("an output without the unit", "juesuan.toml", "{unit}{year}", "{year}"),
    ("a year with its word", YEAR, "year = 2022", "year = 2022年"),
    ("an amount with its unit", YEAR, "goods = 78398.00", "goods = 7.8398万元"),
    ("a key in Chinese", YEAR, "goods = 78398.00", "货物 = 78398.00"),
    ("a quoted key in Chinese", YEAR, "goods = 78398.00", "\"货物\" = 78398.00"),
    ("a key in Chinese that several fields may be", YEAR, "goods = 78398.00", "支出 = 78398.00"),
    ("a quoted amount with its unit", YEAR, "goods = 78398.00", "goods = \"7.8398万元\""),
    ("a number of other things", YEAR, "groups = 0", "groups = \"2人次\""),
    ("a table in Chinese", YEAR, "[procurement]", "[政府采购]"),
    (
        "cells of a spreadsheet",
        YEAR,
        "expenditure = [\n",
        "expenditure = [\n2080109\t社会保险经办机构\t25394839.76\n",
    ),
    ("a colon", YEAR, "goods = 78398.00", "goods: 78398.00"),
    ("nothing, in words", YEAR, "goods = 78398.00", "goods = 无"),
    ("a character that no font has", YEAR, "use = \"职工的", "use = \"职工\u{1F600}的"),
];

/// Shows the message of every mistake; `tests/suite/snapshots` is read as prose.
#[test]
fn every_mistake_has_its_message() {
    let mut gallery = String::new();
    for (what, file, from, to) in some_shown(MISTAKES, 6) {
        let sandbox = Sandbox::reference();
        sandbox.replace(file, from, to);
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 1, "{what}: {}{}", run.stdout(), run.stderr());
        assert!(outputs(&sandbox.path("out")).is_empty(), "{what}: something was written");
        assert!(
            run.stderr().contains(file.rsplit('/').next().unwrap()),
            "{what}: {}",
            run.stderr()
        );
        gallery.push_str(&format!("## {what}\n\n{}\n", run.stderr().trim_end()));
    }
    if !is_whole() {
        return assert_shown("errors__every_mistake_has_its_message", &gallery);
    }
    insta::assert_snapshot!(gallery);
}

/// Checks that all errors are shown at once, those of different files too.
#[test]
fn all_errors_are_shown_at_once() {
    let sandbox = Sandbox::reference();
    sandbox.replace(YEAR, "goods = 78398.00", "goods = 1.234");
    sandbox.replace(YEAR, "equipment = 0", "equipmnt = 0");
    sandbox.replace(UNIT, "kind = \"unit\"", "kind = \"units\"");
    sandbox.replace(EVALUATION, "execution-score = 10", "");
    let errors = sandbox.run(&["build"]).stderr();
    for id in ["bad-amount", "unknown-field", "unknown-choice", "missing-field"] {
        assert!(errors.contains(id), "{id} not in {errors}");
    }
}

/// Checks that a file which cannot be parsed does not hide the errors of the others.
#[test]
fn a_broken_file_does_not_hide_the_errors_of_the_others() {
    let spoilt = [
        (UNIT, "kind = \"unit\"", "kind = \"unit"),
        (YEAR, "goods = 78398.00", "goods ＝ 78398.00"),
        (EVALUATION, "execution-score = 10", ""),
        ("data/fenyang-social-insurance/2021.toml", "abroad = 0.00", "abroad = 0.001"),
        ("data/fenyang-social-insurance/2022/03-失业保险业务工作经费.toml", "1年期", "\u{1F600}"),
    ];
    let sandbox = Sandbox::reference();
    for (file, from, to) in spoilt {
        sandbox.replace(file, from, to);
    }
    let errors = sandbox.run(&["build"]).stderr();
    for (file, ..) in spoilt {
        assert!(errors.contains(&format!("{file}:")), "{file} is not in {errors}");
    }
}

/// A way to spoil a project.
type Spoil<'a> = (&'a str, &'a dyn Fn(&Sandbox));

/// Checks the messages of files that are missing, unreadable or broken.
#[test]
fn files_that_are_missing_or_broken_are_named() {
    let mut gallery = String::new();
    let cases: &[Spoil<'_>] = &[
        ("no data of the year", &|s| std::fs::remove_file(s.path(YEAR)).unwrap()),
        ("no last year", &|s| {
            std::fs::remove_file(s.path(&YEAR.replace("2022", "2021"))).unwrap();
        }),
        ("not UTF-8", &|s| {
            s.write(UNIT, b"name = \"\xb7\xda\xd1\xf4\"\n");
        }),
        ("curly quotes throughout", &|s| {
            let text = std::fs::read_to_string(s.path(YEAR)).unwrap();
            s.write(YEAR, text.replace('"', "”").as_bytes());
        }),
        ("UTF-16", &|s| {
            let text = std::fs::read_to_string(s.path(UNIT)).unwrap();
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            s.write(UNIT, &[0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>());
        }),
        ("only a copy", &|s| {
            std::fs::rename(s.path(YEAR), s.path(&YEAR.replace("2022", "2022 - 副本"))).unwrap();
        }),
        ("a font that nobody has", &|s| {
            let toml = include_str!("../../layouts/shanxi/layout.toml");
            let toml = format!("{toml}\n[fonts]\nbody = [\"FangSong_GB2312\"]\n");
            s.write("layouts/shanxi/layout.toml", toml.as_bytes());
        }),
        ("a layout that lists a class twice", &|s| {
            let toml = include_str!("../../layouts/shanxi/layout.toml");
            let toml = toml.replacen("\"202\"", "\"201\"", 1);
            s.write("layouts/shanxi/layout.toml", toml.as_bytes());
        }),
        ("a layout that never settles", &|s| {
            let text = "#let cover(facts) = context {\n  for _ in range(query(<x>).len() + 1) [#metadata(1) <x>]\n}\n";
            s.write("layouts/shanxi/cover.typ", text.as_bytes());
        }),
        ("a catalogue that is not UTF-8", &|s| {
            s.write("data/catalog/functions.tsv", b"208\t\xc9\xe7\xbb\xe1\n");
        }),
        ("an attachment whose ending is hidden", &|s| {
            s.write(&YEAR.replace(".toml", "/12-x.toml.txt"), b"name = \"x\"\n");
        }),
        ("a broken layout file", &|s| {
            s.write("layouts/shanxi/cover.typ", "#let cover(facts) = [#facts.nmae]\n".as_bytes());
        }),
        ("a layout file that cannot be parsed", &|s| {
            s.write("layouts/shanxi/cover.typ", "#let cover(facts) = {\n".as_bytes());
        }),
        ("a layout that reads outside its folder", &|s| {
            let text = "#let cover(facts) = read(\"/../../../etc/passwd\")\n";
            s.write("layouts/shanxi/cover.typ", text.as_bytes());
        }),
        ("a layout that loads a package", &|s| {
            let text = "#import \"@preview/example:0.1.0\": add\n#let cover(facts) = []\n";
            s.write("layouts/shanxi/cover.typ", text.as_bytes());
        }),
    ];
    for (what, spoil) in some_shown(cases, 4) {
        let sandbox = Sandbox::reference();
        spoil(&sandbox);
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 1, "{what}: {}", run.stderr());
        assert!(outputs(&sandbox.path("out")).is_empty(), "{what}: something was written");
        let root = repository_paths(&run.stderr());
        gallery.push_str(&format!("## {what}\n\n{}\n", root.trim_end()));
    }
    if !is_whole() {
        return assert_shown("errors__files_that_are_missing_or_broken_are_named", &gallery);
    }
    insta::assert_snapshot!(gallery);
}

/// The message without the folders that fonts were looked for in.
fn repository_paths(message: &str) -> String {
    // On a machine that is busy the program says that it is still at work.
    let said = message.lines().filter(|line| !line.ends_with("秒，还在继续"));
    let lines = said.map(|line| match line.split_once("已在这些文件夹中找过：") {
        Some((before, _)) => format!("{before}已在这些文件夹中找过：…"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
