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
        "“结转和结余，年初结转和结余”：",
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
    assert!(told.contains("用 Excel 或 WPS 打开") && told.contains("另存为 xlsx，"), "{told}");
    assert!(!told.contains("“Excel”") && !told.contains("“xlsx”"), "{told}");
    let two = ["a-accounts.xls", "b-public-yuan.xlsx"].map(|name| (name, workbook(name)));
    let two = two.each_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
    let at = leads_to(&page, &send(&page, &two));
    let told = words(&page.post(&at, &[("together", "yes")]).text());
    assert!(!told.contains("“b-public-yuan.xlsx/”"), "{told}");
}

/// The page after several files were dropped together, looked at with some choices.
fn dropped(page: &Serving, names: &[&str], choices: &[(&str, &str)]) -> (String, String) {
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (*name, workbook(name))).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let at = leads_to(page, &send(page, &files));
    let told = words(&page.post(&at, choices).text());
    (at, told)
}

/// Files of the same unit that contradict one another say so with both values before anything is written, and none of them is
/// written until one is chosen; what another file says alike, or tells besides, is written.
#[test]
fn files_that_contradict_are_asked_about() {
    for names in [["a-accounts.xls", "d06-brackets.xlsx"], ["d06-brackets.xlsx", "a-accounts.xls"]]
    {
        let sandbox = begun();
        let page = Serving::of(&sandbox);
        let before = sandbox.files("data");
        let (at, told) = dropped(&page, &names, &[]);
        assert!(told.contains("有 6 处不同，不能都写") && told.contains("不同的 6 处"), "{told}");
        assert!(told.contains("收入，2040601 行政运行，其他收入"), "{told}");
        assert!(told.contains("12,460.35") && told.contains("−1,200.00"), "{told}");
        assert!(told.contains("用哪一份") && told.contains("先选用哪一份"), "{told}");
        let written = words(&page.post(&at, &[("write", "yes")]).text());
        assert!(written.contains("没有写入") && sandbox.files("data") == before, "{written}");
        for (taken, kept) in [("1", names[1]), ("0", names[0])] {
            let told = words(&page.post(&at, &[("take", taken)]).text());
            assert!(
                told.contains("写入 1 个单位") && told.contains("这一份不写"),
                "{kept}: {told}"
            );
        }
        page.post(&at, &[("take", "1"), ("write", "yes")]);
        let other = begun();
        let alone = Serving::of(&other);
        let at = leads_to(&alone, &send(&alone, &[(names[1], &workbook(names[1]))]));
        alone.post(&at, &[("write", "yes")]);
        assert_eq!(sandbox.files("data"), other.files("data"), "{names:?}");
    }
    // Near: those that say the same, in whatever detail and rounding, and those of other units.
    for names in [
        &["a-accounts.xls", "b-public-yuan.xlsx"][..],
        &["b-public-yuan.xlsx", "a-accounts.xls"],
        &["a-accounts.xls", "c-public-wan.xlsx"],
        &["c-public-wan.xlsx", "a-accounts.xls"],
        &["a-accounts.xls", "d11-two-units.xlsx", "d13-web-page.xls"],
    ] {
        let sandbox = begun();
        let page = Serving::of(&sandbox);
        let (_, told) = dropped(&page, names, &[]);
        assert!(!told.contains("用哪一份") && !told.contains("不能都写"), "{names:?}: {told}");
    }
}

/// What a second file would change is seen as it is then written: on top of the first.
#[test]
fn what_comes_second_is_seen_on_top_of_the_first() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let names = ["a-accounts.xls", "b-public-yuan.xlsx"];
    let (at, told) = dropped(&page, &names, &[]);
    let closed = |told: &str| told.split_whitespace().collect::<String>();
    assert!(closed(&told).contains("b-public-yuan.xlsx：改2处"), "{told}");
    let written = words(&page.post(&at, &[("write", "yes")]).text());
    assert!(closed(&written).contains("b-public-yuan.xlsx：改2处"), "{written}");
    // Workbooks that were filled in otherwise by two people of the same unit.
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let (at, _) = dropped(&page, &["a-accounts.xls"], &[]);
    page.post(&at, &[("write", "yes")]);
    let (at, told) = dropped(&page, &["filled-1.xlsx", "filled-2.xlsx"], &[]);
    let written = words(&page.post(&at, &[("write", "yes")]).text());
    assert_eq!(
        told.matches("两边都改了").count(),
        written.matches("两边都改了").count(),
        "{told}\n{written}"
    );
}

/// The command says of a folder what the page says, and writes none of what contradicts itself.
#[test]
fn the_command_says_what_contradicts() {
    let sandbox = begun();
    for name in ["a-accounts.xls", "d06-brackets.xlsx"] {
        sandbox.write(&format!("收到的/{name}"), &workbook(name));
    }
    let before = sandbox.files("data");
    for options in [&["import", "收到的", "--dry-run"][..], &["import", "收到的"]] {
        let run = sandbox.run(options);
        let said = run.stdout() + &run.stderr();
        assert_eq!(run.status(), 1, "{said}");
        assert!(said.contains("有 6 处不同，不能都写"), "{said}");
        assert!(
            said.contains("“a-accounts.xls”是 12460.35，“d06-brackets.xlsx”是 -1200"),
            "{said}"
        );
        assert_eq!(sandbox.files("data"), before, "{said}");
    }
}

/// Rows of basic expenditure alone are compared with what is printed of it, not with a total that has projects as well.
#[test]
fn basic_expenditure_is_compared_with_basic() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let told = seen(&page, "c-public-wan.xlsx", &[]);
    assert!(
        told.contains("（只有基本支出）") && told.contains("27 行，相加 6,213,400.00 元"),
        "{told}"
    );
    assert!(!told.contains("差 −"), "{told}");
    // Near: where both are told, the total is that of both.
    let told = seen(&page, "a-accounts.xls", &[]);
    let economic = "33 行，相加 7,938,878.52 元，与表里印出的合计相等";
    assert!(told.contains(economic) && !told.contains("只有基本支出"), "{told}");
}
