//! The notice of a correction reads as an office would publish it.

use std::fs;

use crate::support::{Sandbox, is_long, lay_out, repository, some_shown};
use crate::validator::assert_valid;

/// A project of the rich example in a layout, built and published.
fn published(layout: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    let statements =
        if layout == "shanxi" { &["totals", "statistics"][..] } else { &["totals", "basic"] };
    sandbox.write_form(layout, statements, &["general", "other"]);
    for command in [&["build", UNIT][..], &["publish", UNIT]] {
        let run = sandbox.run(command);
        assert_eq!(run.status(), 0, "{layout} {command:?}\n{}{}", run.stdout(), run.stderr());
    }
    sandbox
}

/// The unit, and its year's file.
const UNIT: &str = "first-school/2024";
const YEAR: &str = "data/first-school/2024.toml";

/// Writes a correction and its notice, which an independent validator finds no fault with; the words of it.
fn notice(sandbox: &Sandbox, reason: &str) -> String {
    let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let correction = format!("\n[[corrections]]\ndate = 2025-11-06\nreason = \"{reason}\"\n");
    sandbox.write(YEAR, (text + &correction).as_bytes());
    // One of an earlier correction has another name where the unit has.
    let _ = fs::remove_dir_all(sandbox.path("out/2024"));
    let run = sandbox.run(&["notice", UNIT]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    let files = fs::read_dir(sandbox.path("out/2024")).unwrap();
    let paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    let of = |ending: &str| {
        let found = paths.iter().find(|path| path.to_str().unwrap().ends_with(ending));
        fs::read(found.unwrap()).unwrap()
    };
    assert_valid(&of("更正说明.pdf"), reason);
    String::from_utf8(of("更正说明.txt")).unwrap()
}

/// The number that is printed at the foot of the page on which some words stand.
fn printed_number(sandbox: &Sandbox, words: &str) -> String {
    let lines = lay_out(sandbox.root(), "first-school", 2024).lines_on_pages();
    let page = lines.iter().find(|line| line.text.contains(words)).unwrap().page;
    let on_page = lines.iter().filter(|line| line.page == page);
    let foot =
        on_page.filter_map(|line| line.text.strip_prefix("— ")?.strip_suffix(" —")).next_back();
    foot.unwrap().to_owned()
}

/// The three invented corrections: a figure, a sentence's reason, the unit's name.
#[test]
fn a_notice_says_what_was_corrected_and_that_all_else_stands() {
    for layout in some_shown(["shanxi", "shanghai", "central"], 3) {
        let sandbox = published(layout);
        let (year, unit) = (
            fs::read_to_string(sandbox.path(YEAR)).unwrap(),
            fs::read_to_string(sandbox.path("data/first-school/unit.toml")).unwrap(),
        );
        let run = sandbox.run(&["notice", UNIT]);
        assert!(run.status() == 1 && run.stderr().contains("[no-correction]"), "{}", run.stderr());
        let index = fs::read(sandbox.path("published/2024/first-school/index.json")).unwrap();

        sandbox.replace(YEAR, "works = 440000.00", "works = 430000.00");
        sandbox.replace(
            YEAR,
            "small-and-medium = 440000.00\nsmall-and-micro",
            "small-and-medium = 430000.00\nsmall-and-micro",
        );
        let said = notice(&sandbox, "采购合同结算时核减了一万元");
        // The page is the one that a reader of the report sees, not counting cover and contents.
        let corrected = if layout == "shanxi" { "430,000.00元" } else { "43.00万元" };
        let page = format!("（第{}页）", printed_number(&sandbox, corrected));
        assert!(said.contains(&page), "{page}\n{said}");
        insta::assert_snapshot!(format!("figure_{layout}"), said);

        sandbox.write(YEAR, year.as_bytes());
        sandbox
            .write(YEAR, year.replace("财政追加校舍维修经费", "财政追加校舍加固经费").as_bytes());
        insta::assert_snapshot!(format!("reason_{layout}"), notice(&sandbox, "项目名称写错"));

        sandbox.write(YEAR, year.as_bytes());
        sandbox.write(
            "data/first-school/unit.toml",
            unit.replace("汀州县第一中学", "汀州县第一初级中学").as_bytes(),
        );
        insta::assert_snapshot!(format!("name_{layout}"), notice(&sandbox, "单位名称未写全称"));
        assert_eq!(
            fs::read(sandbox.path("published/2024/first-school/index.json")).unwrap(),
            index
        );
    }
}

/// Checks that the notices of a batch are those of the single reports, that what is not corrected has none, and that one that
/// cannot be made does not stand in the way of the others.
#[test]
fn notices_are_made_in_a_batch() {
    if !is_long() {
        return;
    }
    let sandbox = published("shanxi");
    let all = ["kindergarten/2024", "supplies-office/2024", "youth-camp/2024"];
    for command in ["build", "publish"] {
        let run = sandbox.run(&[&[command][..], &all].concat());
        assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    }
    let correction = "\n[[corrections]]\ndate = 2025-11-06\nreason = \"录入有误\"\n";
    let corrected = |unit: &str, figure: bool| {
        let path = format!("data/{unit}/2024.toml");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        let text = match figure {
            true => text.replacen("[three-public]", "[three-public]\n# 更正\n", 1),
            false => text,
        };
        sandbox.write(&path, (text + correction).as_bytes());
    };
    let rename = |unit: &str| {
        let path = format!("data/{unit}/unit.toml");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        sandbox.write(&path, text.replacen("汀州县", "汀州市", 1).as_bytes());
    };
    corrected("first-school", false);
    rename("first-school");
    corrected("kindergarten", false);
    rename("kindergarten");
    // Nothing that is printed was corrected.
    corrected("supplies-office", true);
    let run = sandbox.run(&["notice", "*"]);
    assert_eq!(run.status(), 1, "{}{}", run.stdout(), run.stderr());
    let said = run.stderr();
    assert!(said.contains("[nothing-corrected]"), "{said}");
    assert!(said.contains("共 6 份：已写出 2，没有更正 3，未写出 1"), "{said}");
    let made = |sandbox: &Sandbox| -> Vec<(String, Vec<u8>)> {
        let files = fs::read_dir(sandbox.path("out/2024")).unwrap().map(|file| file.unwrap());
        let notices = files.filter(|file| file.file_name().to_str().unwrap().contains("更正说明"));
        let mut notices: Vec<_> = notices
            .map(|file| {
                let name = file.file_name().into_string().unwrap();
                (name, fs::read(file.path()).unwrap())
            })
            .collect();
        notices.sort();
        notices
    };
    let together = made(&sandbox);
    assert_eq!(together.len(), 4, "a PDF and a text each");
    for (name, _) in &together {
        fs::remove_file(sandbox.path("out/2024").join(name)).unwrap();
    }
    for unit in ["first-school", "kindergarten"] {
        let run = sandbox.run(&["notice", unit]);
        assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    }
    assert!(made(&sandbox) == together);
}
