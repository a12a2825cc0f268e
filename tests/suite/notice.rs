//! The notice of a correction reads as an office would publish it.

use std::fs;

use crate::support::{Sandbox, repository};

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

/// Writes a correction and its notice; the words of it.
fn notice(sandbox: &Sandbox, reason: &str) -> String {
    let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let correction = format!("\n[[corrections]]\ndate = 2025-11-06\nreason = \"{reason}\"\n");
    sandbox.write(YEAR, (text + &correction).as_bytes());
    let run = sandbox.run(&["notice", UNIT]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    let files = fs::read_dir(sandbox.path("out/2024")).unwrap();
    let paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    let of = |ending: &str| {
        let found = paths.iter().find(|path| path.to_str().unwrap().ends_with(ending));
        fs::read(found.unwrap()).unwrap()
    };
    assert!(of("更正说明.pdf").starts_with(b"%PDF-"));
    String::from_utf8(of("更正说明.txt")).unwrap()
}

/// The three invented corrections: a figure, a sentence's reason, the unit's name.
#[test]
fn a_notice_says_what_was_corrected_and_that_all_else_stands() {
    for layout in ["shanxi", "shanghai"] {
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
        insta::assert_snapshot!(
            format!("figure_{layout}"),
            notice(&sandbox, "采购合同结算时核减了一万元")
        );

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
