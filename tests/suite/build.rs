//! `juesuan build`.

use std::fs;

use crate::support::{REFERENCE, Sandbox, repository, some};

/// Checks that the one command writes the report under its name.
#[test]
fn the_reference_report_is_written_under_its_name() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["build"]);
    assert_eq!((run.status(), run.stderr().as_str()), (0, ""));
    assert!(
        run.stdout().contains("汾阳市社会保险中心2022年度单位决算公开.pdf"),
        "{}",
        run.stdout()
    );
    assert!(fs::read(sandbox.report()).unwrap().starts_with(b"%PDF-1.7"));
    let beside = fs::read_dir(sandbox.path("out/2022")).unwrap().count();
    assert_eq!(beside, 1, "nothing but the report is left behind");
}

/// Checks that folder, threads, time zone and language do not show in the bytes.
#[test]
fn the_same_data_give_the_same_bytes() {
    let (one, other) = (Sandbox::brief(), Sandbox::brief());
    one.run_with(&["build"], &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC")]);
    other.run_with(
        &["build", REFERENCE],
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.GB18030")],
    );
    assert!(fs::read(one.report()).unwrap() == fs::read(other.report()).unwrap());
}

/// Checks that errors leave an earlier PDF as it was.
#[test]
fn an_error_leaves_the_earlier_report() {
    let sandbox = Sandbox::brief();
    sandbox.write("out/2022/汾阳市社会保险中心2022年度单位决算公开.pdf", "上一次".as_bytes());
    let data = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(&data, "400662.00", "400662.001");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert_eq!(fs::read(sandbox.report()).unwrap(), "上一次".as_bytes());
    assert_eq!(fs::read_dir(sandbox.path("out/2022")).unwrap().count(), 1);
}

/// Checks that one unit's errors do not stop the others.
#[test]
fn a_failed_unit_does_not_stop_the_others() {
    let sandbox = Sandbox::brief();
    sandbox.write("data/a-broken/unit.toml", b"name = 1\n");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(sandbox.report().exists());
    assert!(run.stderr().contains("未生成 a-broken/2022"), "{}", run.stderr());
}

/// Checks the ways to name a unit.
#[test]
fn units_are_selected_by_folder_name_year_and_pattern() {
    let sandbox = Sandbox::brief();
    for select in
        some(["fenyang-social-insurance/2022", "fenyang-*", "汾阳市社会保险中心", "*/2022"], 2)
    {
        let run = sandbox.run(&["build", select]);
        assert_eq!(run.status(), 0, "{select}: {}", run.stderr());
    }
}

/// Checks that a project's own layout file wins over the built-in one.
#[test]
fn a_projects_own_layout_file_wins() {
    let sandbox = Sandbox::brief();
    sandbox.run(&["build"]);
    let before = fs::read(sandbox.report()).unwrap();
    sandbox.write(
        "layouts/shanxi/cover.typ",
        "#let cover(facts) = page[#text(font: facts.fonts.title)[自己的封面]]".as_bytes(),
    );
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(fs::read(sandbox.report()).unwrap() != before);
}

/// Checks that a code which the catalogue lacks is printed under the name that the data give, with a warning.
#[test]
fn an_unknown_code_takes_its_name_from_the_data() {
    let sandbox = Sandbox::brief();
    let data = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(&data, "\"2210201\", general", "\"2210288\", general");
    sandbox.replace(&data, "\"2210201\", fund", "\"2210288\", fund");
    sandbox.replace(&data, "[procurement]", "[names]\n2210288 = \"试点补贴\"\n\n[procurement]");
    let run = sandbox.run(&["facts", REFERENCE]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert_eq!(run.stderr().matches("警告[R0501-unlisted-code]").count(), 1, "{}", run.stderr());
    assert_eq!(run.stdout().matches("试点补贴").count(), 4, "tables 02, 03, 05 and items");
}

/// Checks that a failure of the machine is told from an error of the data.
#[test]
fn a_report_that_cannot_be_written_ends_with_3() {
    let sandbox = Sandbox::brief();
    sandbox.write("out", b"a file where a folder should be");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 3, "{}", run.stderr());
    assert!(run.stderr().contains("not-written"), "{}", run.stderr());
}

/// Checks that a folder under `data` that is no unit is named, not passed over in silence.
#[test]
fn a_folder_without_a_unit_file_is_named() {
    let sandbox = Sandbox::brief();
    sandbox.write("data/left-over/2022.toml", b"year = 2022\n");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0);
    assert!(run.stderr().contains("data/left-over/unit.toml"), "{}", run.stderr());
}

/// Checks what is only worth a remark: the report is built all the same.
#[test]
fn doubtful_data_are_remarked_on_and_built() {
    let data = format!("data/{REFERENCE}/2022.toml");
    let cases = [
        (
            "R0301-opening-balance",
            "[procurement]",
            "[carry-over]\nopening = [{ fund = \"general\", amount = 5.00 }]\n\n[procurement]",
        ),
        (
            "R0714-unused-reason",
            "  { code = \"221\", use",
            "  { code = \"213\", use = \"无\" },\n  { code = \"221\", use",
        ),
        (
            "R0102-negative-own-closing",
            "expenditure = [",
            "expenditure = [\n  { code = \"2210201\", fund = \"non-fiscal\", operating = 1.00 },",
        ),
    ];
    for (id, from, to) in some(cases, 2) {
        let sandbox = Sandbox::without_control().shortened();
        sandbox.replace(&data, from, to);
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 0, "{id}: {}", run.stderr());
        assert!(run.stderr().contains(&format!("警告[{id}]")), "{id}: {}", run.stderr());
        assert!(sandbox.report().exists());
    }
}

/// Checks that names which last year's file gives serve this year's codes, and this year's win.
#[test]
fn names_of_both_years_serve_both() {
    let sandbox = Sandbox::brief();
    let data = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(&data, "\"2210201\", general", "\"2210288\", general");
    sandbox.replace(&data, "\"2210201\", fund", "\"2210288\", fund");
    let last = format!("data/{REFERENCE}/2021.toml");
    sandbox.replace(&last, "[three-public]", "[names]\n2210288 = \"去年的名称\"\n\n[three-public]");
    assert!(sandbox.run(&["facts", REFERENCE]).stdout().contains("去年的名称"));
    sandbox.replace(&last, "code = \"221\", fund", "code = \"2210299\", fund");
    sandbox.replace(&last, "2210288 = \"去年的名称\"", "");
    sandbox.replace(&last, "2210299", "2210288");
    assert_eq!(sandbox.run(&["facts", REFERENCE]).status(), 1, "no name in either file");
    sandbox.replace(&data, "[procurement]", "[names]\n2210288 = \"今年的名称\"\n\n[procurement]");
    let facts = sandbox.run(&["facts", REFERENCE]).stdout();
    assert!(facts.contains("今年的名称") && !facts.contains("去年的名称"));
}

/// Checks that, with nothing selected, a unit whose data begin later is left out, and one whose data ended is noted.
#[test]
fn units_without_the_year_are_left_out() {
    let sandbox = Sandbox::brief();
    let unit = "name = \"某局\"\nkind = \"unit\"\nnature = \"institution\"\n";
    for (folder, year) in [("later", 2024), ("ended", 2020)] {
        sandbox.write(&format!("data/{folder}/unit.toml"), unit.replace('某', folder).as_bytes());
        sandbox.write(&format!("data/{folder}/{year}.toml"), b"");
    }
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(sandbox.report().is_file());
    assert!(
        run.stderr().contains("data/ended 没有 2022 年度的数据文件，已略过"),
        "{}",
        run.stderr()
    );
    assert!(!run.stderr().contains("later"), "{}", run.stderr());
    let run = sandbox.run(&["build", "later"]);
    assert_eq!(run.status(), 1, "{}", run.stderr());
}

/// Checks that words which were typed and are not on the pages are told in one hint, and that there is none otherwise.
#[test]
fn words_that_are_not_on_the_pages_are_told_once() {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let run = sandbox.run(&["build"]);
    assert!(run.status() == 0 && !run.stderr().contains("not-printed"), "{}", run.stderr());
    let unit = "data/archives/unit.toml";
    let text = fs::read_to_string(sandbox.path(unit)).unwrap();
    let more = "\n[profile.main-income]\nbusiness = \"培训收入和场地收入\"\nother = \"银行存款利息收入\"\n";
    sandbox.write(unit, (text + more).as_bytes());
    let run = sandbox.run(&["build"]);
    let said = run.stderr();
    assert_eq!(run.status(), 0, "{said}");
    assert_eq!(said.matches("提示[not-printed]").count(), 1, "{said}");
    assert!(said.contains("2 处：“培训收入和场地收入”、“银行存款利息收入”"), "{said}");
}

/// Checks that what a form asks for and prints under a condition alone is told when the condition does not hold: the check
/// cannot know, the pages do.
#[test]
fn what_is_printed_under_a_condition_is_told_by_the_pages() {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.write("layouts/mine/layout.toml", MINE.as_bytes());
    let own = "#let part(facts) = if facts.unit.kind == \"department\" [#facts.extra.phone.text]\n";
    sandbox.write("layouts/mine/parts/own.typ", own.as_bytes());
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    let year = "data/archives/2022.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let more = "\n[extra.phone]\nname = \"联系电话\"\ntext = \"零四七八八二一二三四五\"\n";
    sandbox.write(year, (text + more).as_bytes());
    let said = sandbox.run(&["check"]).stdout();
    assert!(!said.contains("R0621"), "the form asks for it: {said}");
    let run = sandbox.run(&["build"]);
    let said = run.stderr();
    assert_eq!(run.status(), 0, "{said}");
    assert!(
        said.contains("提示[not-printed]") && said.contains("零四七八八二一二三四五"),
        "{said}"
    );
    sandbox
        .write("layouts/mine/parts/own.typ", own.replace("\"department\"", "\"unit\"").as_bytes());
    let said = sandbox.run(&["build"]).stderr();
    assert!(!said.contains("not-printed"), "{said}");
}

/// A form of few pages with a part of the office's own.
const MINE: &str = "name = \"mine\"\nfacts-format = 2\nextends = \"shanxi\"\ntitle = \"自己的\"\nparts = [\"profile\", \"statements\", \"narrative\", \"attachments\", \"own\"]\n\n[part.own]\ntitle = \"其他\"\n";

/// Checks that the folder of a unit that pays a department from outside is no text that should be printed.
#[test]
fn the_folder_of_a_unit_outside_is_no_text() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean-more"));
    sandbox.write_form("shanxi", &["totals", "general"], &["totals", "general"]);
    let department = fs::read_to_string(sandbox.path("data/water-bureau/2024.toml")).unwrap();
    let (_, outside) = department.split_once("outside = [").unwrap();
    let (_, unit) = outside.split_once("unit = \"").unwrap();
    let (unit, _) = unit.split_once('"').unwrap();
    let run = sandbox.run(&["build", "water-bureau"]);
    let said = run.stdout() + &run.stderr();
    assert_eq!(run.status(), 0, "{said}");
    assert!(unit.len() >= 5 && !said.contains(unit), "{unit}: {said}");
}
