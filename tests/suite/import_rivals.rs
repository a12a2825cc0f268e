//! Files of one unit that were dropped together and contradict one another: workbooks that were filled in, and reports of the year
//! before. What differs is told with both values before anything is written, and what is chosen is taken.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use juesuan::exchange::fill::{Cells, cells};

use crate::fill::{line, of_leaf, of_rows};
use crate::serve_import::{begun, leads_to, send, workbook};
use crate::serve_words::{english, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The unit of the workbooks.
const UNIT: &str = "青禾县司法局";

/// Its file of the year.
const FILE: &str = "2023.toml";

/// A project with the unit, and its workbook to be filled in.
fn sent_out() -> (Sandbox, Vec<u8>) {
    let sandbox = begun();
    fs::write(sandbox.path("a.xls"), workbook("a-accounts.xls")).unwrap();
    assert_eq!(sandbox.run(&["import", "a.xls"]).status(), 0);
    let run =
        sandbox.run(&["export", &format!("{UNIT}/2023"), "--to", "workbook", "--out", "sent"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let sent = sandbox.files("sent").into_iter().next().unwrap().1;
    (sandbox, sent)
}

/// A cell of a workbook: its sheet, its row and its column.
type Spot = (usize, (u32, u32));

/// The cell of a value of a row.
fn of_row(cells: &Cells, path: &str, key: &str, label: &str) -> Spot {
    let (page, row) = line(cells, FILE, path, "code", label);
    (page, (row, of_rows(cells, FILE, path, key).2))
}

/// A workbook with words in some of its cells.
fn filled(sent: &[u8], changes: &[(Spot, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(sent)).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        for ((page, (row, column)), word) in changes {
            if name == format!("xl/worksheets/sheet{}.xml", page + 1) {
                let letter = char::from(b'A' + u8::try_from(*column).unwrap());
                let at = format!("{letter}{}", row + 1);
                bytes = replaced(&String::from_utf8(bytes).unwrap(), &at, word).into_bytes();
            }
        }
        made.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        made.write_all(&bytes).unwrap();
    }
    made.finish().unwrap().into_inner()
}

/// The text of a sheet with words in a cell.
fn replaced(sheet: &str, at: &str, word: &str) -> String {
    let begin = sheet.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no {at}: {sheet}"));
    let open = begin + sheet[begin..].find('>').unwrap() + 1;
    let end = match sheet[..open].ends_with("/>") {
        true => open,
        false => open + sheet[open..].find("</c>").unwrap() + "</c>".len(),
    };
    let new = match word {
        "" => String::new(),
        word => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{word}</t></is></c>"),
    };
    format!("{}{new}{}", &sheet[..begin], &sheet[end..])
}

/// The page after files were dropped together, looked at with some choices: where it is, and its words.
fn dropped(page: &Serving, files: &[(&str, &[u8])], choices: &[(&str, &str)]) -> (String, String) {
    let at = leads_to(page, &send(page, files));
    let told = page.post(&at, choices).text();
    // What files are called is not the page's.
    let own = [".xlsx", ".pdf"].iter().fold(told.clone(), |told, ending| told.replace(ending, ""));
    assert!(english(&own).is_empty(), "{:?}", english(&own));
    (at, words(&told))
}

/// Two workbooks of one unit that both changed the same to something else say which cells and both values, and nothing is
/// written before one is chosen; then what only one of them changed, and what both changed alike, is taken from both.
#[test]
fn workbooks_that_contradict_are_asked_about() {
    let (sandbox, sent) = sent_out();
    let sheets = cells(&sent).unwrap();
    let other = of_row(&sheets, "income", "other", "2040601");
    let named = of_leaf(&sheets, "unit.toml", "established");
    let day = of_leaf(&sheets, FILE, "published");
    let business = of_row(&sheets, "income", "business", "2040601");
    let wages = of_row(&sheets, "economic", "basic", "30101");
    let one =
        filled(&sent, &[(other, "111.11"), (named, "2001"), (day, "2024-08-01"), (business, "5")]);
    let two =
        filled(&sent, &[(other, "222.22"), (named, "2002"), (day, "2024-08-01"), (wages, "7.5")]);
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    let files = [("甲填.xlsx", one.as_slice()), ("乙填.xlsx", &two)];
    let (at, told) = dropped(&page, &files, &[]);
    for wanted in [
        "有 2 处填得不同，不能都写",
        "不同的 2 处",
        "收入，2040601 行政运行，其他收入",
        "111.11（收入!",
        "222.22（收入!",
        "单位和概况，设立年度",
        "用哪一份",
        "先选用哪一份",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert!(!told.contains("两边都改了"), "{told}");
    let written = words(&page.post(&at, &[("write", "yes")]).text());
    assert!(written.contains("没有写入") && sandbox.files("data") == before, "{written}");
    // The command says the same and writes as little.
    for (name, bytes) in &files {
        sandbox.write(&format!("收回/{name}"), bytes);
    }
    for options in [&["import", "收回", "--dry-run"][..], &["import", "收回"]] {
        let run = sandbox.run(options);
        let said = run.stdout() + &run.stderr();
        assert_eq!(run.status(), 1, "{said}");
        assert!(said.contains("有 2 处填得不同，不能都写"), "{said}");
        assert!(said.contains("是 111.11（收入!") && said.contains("是 222.22（收入!"), "{said}");
        assert_eq!(sandbox.files("data"), before, "{said}");
    }
    let year = format!("data/{UNIT}/{FILE}");
    for (taken, kept, left) in [("0", "111.11", "222.22"), ("1", "222.22", "111.11")] {
        let told = words(&page.post(&at, &[("take", taken)]).text());
        assert!(told.contains("选了用那一份的；别的照写"), "{told}");
        assert!(told.contains("写入 1 个单位，5 处"), "{told}");
        let written = words(&page.post(&at, &[("take", taken), ("write", "yes")]).text());
        assert!(written.contains("写入了 1 个单位"), "{written}");
        let text = fs::read_to_string(sandbox.path(&year)).unwrap();
        assert!(text.contains(kept) && !text.contains(left), "{text}");
        assert!(text.contains("business = 5.00") && text.contains("basic = 7.50"), "{text}");
        assert!(text.contains("published = 2024-08-01"), "{text}");
        assert_eq!(page.post(&format!("{at}/back"), &[]).status, 200);
        assert_eq!(sandbox.files("data"), before);
    }
}

/// What is deleted in one and changed in the other contradicts; what is said alike, or by one alone, or of another unit, does not;
/// files of the same name are told apart.
#[test]
fn what_contradicts_is_what_both_changed() {
    let (sandbox, sent) = sent_out();
    let sheets = cells(&sent).unwrap();
    let page = Serving::of(&sandbox);
    let other = of_row(&sheets, "income", "other", "2040601");
    // The whole row is cleared.
    let columns = 1..=of_rows(&sheets, FILE, "income", "other").2 + 6;
    let row: Vec<(Spot, &str)> = columns
        .map(|column| ((other.0, (other.1.0, column)), ""))
        .filter(|((page, at), _)| sheets.0[*page].cells.contains_key(at))
        .collect();
    let gone = filled(&sent, &row);
    let changed = filled(&sent, &[(other, "111.11")]);
    let same = [("表.xlsx", changed.as_slice()), ("表.xlsx", &gone)];
    for (files, count) in [
        (vec![same[0], same[1]], 1),
        (vec![same[1], same[0]], 1),
        (vec![same[0], same[0]], 0),
        (vec![same[1], same[1]], 0),
        (vec![same[0], ("原样.xlsx", sent.as_slice())], 0),
    ] {
        let (_, told) = dropped(&page, &files, &[]);
        let asked = format!("有 {count} 处填得不同，不能都写");
        assert_eq!(told.contains(&asked), count > 0, "{told}");
        assert!(count > 0 || !told.contains("用哪一份"), "{told}");
        assert!(
            count == 0 || told.contains("表（第 1 份）.xlsx") && told.contains("没有"),
            "{told}"
        );
    }
    // Of three, those that both yield to the chosen one and contradict each other elsewhere are not written.
    let basic = of_row(&sheets, "economic", "basic", "30101");
    let two = filled(&sent, &[(other, "222.22"), (basic, "2")]);
    let three = filled(&sent, &[(other, "333.33"), (basic, "3")]);
    let files = [("甲.xlsx", changed.as_slice()), ("乙.xlsx", &two), ("丙.xlsx", &three)];
    let (at, told) = dropped(&page, &files, &[("take", "0")]);
    assert!(told.contains("写入 1 个单位，1 处"), "{told}");
    assert_eq!(told.matches("有 1 处填得不同，不能都写").count(), 2, "{told}");
    page.post(&at, &[("take", "0"), ("write", "yes")]);
    let text = fs::read_to_string(sandbox.path(&format!("data/{UNIT}/{FILE}"))).unwrap();
    assert!(text.contains("111.11") && !text.contains("222.22") && !text.contains("333.33"));
}

/// Two reports of the same unit and year that bring other data are told with both values, and one is chosen; two that bring the
/// same are one.
#[test]
fn reports_that_contradict_are_asked_about() {
    let made = Sandbox::brief();
    let year = format!("data/{REFERENCE}/2022.toml");
    let (of_first, of_second) = ("367507788.00", "367507788.01");
    let text = fs::read_to_string(made.path(&year)).unwrap();
    let with = |budget: &str, total: &str| {
        let text = text.replace(of_first, budget).replace("= 367918211.00", total);
        made.write(&year, text.as_bytes());
        assert_eq!(made.run(&["build"]).status(), 0);
        fs::read(made.report()).unwrap()
    };
    let (first, second) = (with(of_first, "= 367918211.00"), with(of_second, "= 367918211.01"));
    assert!(first != second);
    let files = [("早.pdf", first.as_slice()), ("晚.pdf", &second)];
    for is_new in [true, false] {
        let sandbox = begun();
        let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
        let settings = settings.replacen("year = 2024", "year = 2023", 1);
        sandbox.write("juesuan.toml", settings.as_bytes());
        if !is_new {
            let unit = fs::read(made.path(&format!("data/{REFERENCE}/unit.toml"))).unwrap();
            sandbox.write(&format!("data/{REFERENCE}/unit.toml"), &unit);
        }
        let page = Serving::of(&sandbox);
        let before = sandbox.files("data");
        let (at, told) = dropped(&page, &files, &[]);
        assert!(told.contains("不能都写") && told.contains("用哪一份"), "{told}");
        assert!(told.contains("367,507,788.00") && told.contains("367,507,788.01"), "{told}");
        assert!(told.contains("208 社会保障和就业支出（一般公共预算），年初预算数"), "{told}");
        let written = words(&page.post(&at, &[("write", "yes")]).text());
        assert!(written.contains("没有写入") && sandbox.files("data") == before, "{written}");
        for (taken, kept) in [("0", of_first), ("1", of_second)] {
            let written = words(&page.post(&at, &[("take", taken), ("write", "yes")]).text());
            assert!(written.contains("写入了 1 个单位"), "{written}");
            let all = sandbox.files("data").into_iter();
            let mut texts = all.filter(|(path, _)| path.ends_with("/2022.toml"));
            let text = String::from_utf8(texts.next().unwrap().1).unwrap();
            assert!(text.contains(kept), "{text}");
            assert_eq!(page.post(&format!("{at}/back"), &[]).status, 200);
            assert_eq!(sandbox.files("data"), before);
        }
        // The same data in another file.
        let draft = [("早.pdf", first.as_slice()), ("又一份.pdf", &first)];
        let (at, told) = dropped(&page, &draft, &[]);
        assert!(!told.contains("用哪一份") && told.contains("写入 1 个单位，"), "{told}");
        let written = words(&page.post(&at, &[("write", "yes")]).text());
        assert!(written.contains("写入了 1 个单位") && !written.contains("没有写的"), "{written}");
    }
}
