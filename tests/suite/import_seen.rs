//! What is seen before an import is written, on the page and by the command: what the rows add up to, of which year they are,
//! what stands in the way and what to do about it.

use std::fs;

use crate::serve_import::{begun, leads_to, send, workbook};
use crate::serve_words::words;
use crate::serving::Serving;
use crate::support::Sandbox;

/// What the command says of a workbook.
fn said(sandbox: &Sandbox, name: &str, options: &[&str]) -> String {
    fs::write(sandbox.path(name), workbook(name)).unwrap();
    let arguments = [&["import", name, "--dry-run"][..], options].concat();
    let run = sandbox.run(&arguments);
    fs::remove_file(sandbox.path(name)).unwrap();
    assert_eq!(run.status(), 0, "{}", run.stderr());
    run.stdout()
}

/// What the page says of a workbook that it was sent, looked at with some choices.
fn seen(page: &Serving, name: &str, choices: &[(&str, &str)]) -> String {
    let at = leads_to(page, &send(page, &[(name, &workbook(name))]));
    words(&page.post(&at, choices).text())
}

/// A unit that is new shows what its rows add up to beside the printed totals, row by row, and how many values there are.
#[test]
fn a_new_unit_shows_its_amounts() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let told = seen(&page, "a-accounts.xls", &[]);
    for words in [
        "各表各行相加",
        "“收入”：",
        "“支出”：",
        "“年初结转和结余”：",
        "与表里印出的合计相等",
        "逐行看",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let count = told.split("写入 1 个单位，").nth(1).and_then(|rest| rest.split(' ').next());
    let count = count.and_then(|count| count.parse::<usize>().ok()).unwrap();
    assert!(count > 100, "{count}");
    let of_command = said(&sandbox, "a-accounts.xls", &[]);
    assert!(of_command.contains("各表相加") && of_command.contains("合计相等"), "{of_command}");
    assert!(!told.contains("加把") && !told.contains("”支出：没有"), "{told}");
    assert!(!told.contains("的数据 的"), "{told}");
}

/// A workbook of the year before, asked for as this year's, says that it becomes last year's figures; of its own year it does
/// not.
#[test]
fn another_year_than_the_workbooks_is_said() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    for told in [
        seen(&page, "a-accounts.xls", &[("year", "2024")]),
        seen(&page, "a-accounts.xls", &[("year", "２０２４")]),
        said(&sandbox, "a-accounts.xls", &["--year", "2024"]),
        said(&sandbox, "a-accounts.xls", &["--year", "２０２４"]),
        said(&sandbox, "a-accounts.xls", &["--year", "2024 年度"]),
    ] {
        let plain = "各数都写作 2024 年度的上年数";
        assert!(told.contains("表里写的是 2023 年度") && told.contains(plain), "{told}");
    }
    for told in [
        seen(&page, "a-accounts.xls", &[("year", "2023")]),
        said(&sandbox, "a-accounts.xls", &["--year", "2023"]),
    ] {
        assert!(!told.contains("的上年数，不是"), "{told}");
    }
}

/// What is no year says so, and nothing is written; a year in wide digits or with its word is one.
#[test]
fn what_is_no_year_says_so() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    for wrong in ["abcd", "24", "20245", "二〇二三", "-2023", "+2023", "1024"] {
        let told = seen(&page, "a-accounts.xls", &[("year", wrong), ("write", "yes")]);
        assert!(told.contains(&format!("年度写的是“{wrong}”")), "{wrong}: {told}");
        assert!(!told.contains("写入 1 个单位"), "{told}");
        assert_eq!(sandbox.files("data"), before, "{wrong}");
    }
    for right in ["2023", " ２０２３ ", "2023年", ""] {
        let told = seen(&page, "a-accounts.xls", &[("year", right)]);
        assert!(!told.contains("年度写的是") && told.contains("写入 1 个单位"), "{right}: {told}");
    }
}

/// What both sides changed says what to do and leads to the field; an import that wrote nothing does not look like one that did.
#[test]
fn a_conflict_says_what_to_do() {
    let (name, unit) = ("filled-1.xlsx", "data/青禾县司法局");
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let first = leads_to(&page, &send(&page, &[("a-accounts.xls", &workbook("a-accounts.xls"))]));
    page.post(&first, &[("write", "yes")]);
    let at = leads_to(&page, &send(&page, &[(name, &workbook(name))]));
    let year = format!("{unit}/2023.toml");
    let text = fs::read_to_string(sandbox.path(&year)).unwrap();
    let changed = text.replacen("year = 2023", "year = 2023\npublished = 2024-01-02", 1);
    sandbox.write(&year, changed.as_bytes());
    let before = sandbox.files("data");
    let shown = page.get(&at).text();
    let told = words(&shown);
    assert!(told.contains("两边都改了") && told.contains("重新导出一份填报表"), "{told}");
    let link = shown.split("href=\"").skip(1).filter_map(|link| link.split('"').next());
    assert!(link.clone().any(|link| link.contains("published") && link.contains('#')), "{shown}");
    let written = page.post(&at, &[("write", "yes")]).text();
    let told = words(&written);
    assert!(!told.contains("导入完了") && !told.contains("写入了"), "{told}");
    assert!(told.contains("没有导入") && written.contains("band bad"), "{told}");
    assert_eq!(sandbox.files("data"), before);
}

/// What cannot be read is called by its file, and programs by their names without marks; sheets and files as they are called.
#[test]
fn names_are_as_they_are() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let told = seen(&page, "d15-password.xlsx", &[]);
    assert!(told.contains("d15-password.xlsx") && !told.contains("没有写单位"), "{told}");
    assert!(!told.contains("“Excel”") && !told.contains("“xlsx”"), "{told}");
    let two = ["a-accounts.xls", "b-public-yuan.xlsx"].map(|name| (name, workbook(name)));
    let two = two.each_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
    let at = leads_to(&page, &send(&page, &two));
    let told = words(&page.post(&at, &[("together", "yes")]).text());
    assert!(!told.contains("“b-public-yuan.xlsx/”"), "{told}");
}
