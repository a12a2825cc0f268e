//! `juesuan import`: what makes workbooks hard to read, each with a workbook made on the spot. What happens to each is told in
//! `docs/import.md`.

use std::fs;

use crate::import::{empty, said};
use crate::support::{Run, Sandbox, repository};
use crate::workbooks::Made;

/// Imports a file of some name and bytes.
fn import(name: &str, bytes: &[u8], more: &[&str]) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write(name, bytes);
    let run = sandbox.run(&[&["import", name, "--unit", "u"], more].concat());
    (sandbox, run)
}

/// What is written of a workbook; it must be imported.
fn imported(made: &Made) -> (String, String) {
    imported_as("a.xlsx", &made.bytes(), &[])
}

/// What is written of a file, and what is said; it must be imported.
fn imported_as(name: &str, bytes: &[u8], more: &[&str]) -> (String, String) {
    let (sandbox, run) = import(name, bytes, more);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    (fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap(), run.stdout())
}

/// What is said of a file that must be refused, and that nothing is written of.
fn refused(name: &str, bytes: &[u8], more: &[&str]) -> String {
    let (sandbox, run) = import(name, bytes, more);
    assert_eq!(run.status(), 1, "{name}: {}{}", run.stdout(), run.stderr());
    assert!(!sandbox.path("data").exists(), "{name}");
    run.stderr()
}

/// The same as the small unit's workbook.
fn is_as_ever(text: &str) {
    let (wanted, _) = imported(&Made::of_a_unit());
    assert_eq!(said(text), said(&wanted));
}

#[test]
fn a_small_unit_is_imported_whole() {
    let (text, told) = imported(&Made::of_a_unit());
    for line in [
        "{ code = \"2010301\", general = 1000.00, other = 50.00 }",
        "{ code = \"2010301\", fund = \"general\", basic = 900.00, project = 100.00 }",
        "{ code = \"2010301\", fund = \"non-fiscal\", basic = 30.00 }",
        "{ code = \"30101\", basic = 980.00 }",
        "{ code = \"30201\", project = 100.00 }",
        "vehicle-operation = { initial = 60.00",
        "closing = 20.00",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!told.contains("自相矛盾"), "{told}");
}

/// Checks files that are not what their names say: read where they can be, else named for what they are.
#[test]
fn files_are_what_their_first_bytes_say() {
    let book = Made::of_a_unit().bytes();
    for name in ["a.xls", "A.XLS", "a.XLSX", "a.et"] {
        is_as_ever(&imported_as(name, &book, &[]).0);
    }
    let accounts = fs::read(repository().join("tests/workbooks/a-accounts.xls")).unwrap();
    for name in ["a.et", "a.xlsx"] {
        assert!(imported_as(name, &accounts, &[]).0.contains("4586348.57"));
    }
    let biff5: Vec<u8> =
        [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], b"B\0o\0o\0k\0\0\0"].concat();
    let gbk = [0xBF, 0xC6, 0xC4, 0xBF, b'\t', 0xBD, 0xF0, 0xB6, 0xEE, b'\n'];
    let read_only = fs::read(repository().join("tests/workbooks/read-only.xlsx")).unwrap();
    let truncated = &accounts[..accounts.len() / 2];
    for (bytes, word) in [
        (&b"MIME-Version: 1.0\r\nContent-Type: multipart/related"[..], "MHTML"),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "XML 表格 2003"),
        (&gbk, "纯文本"),
        (&biff5, "Excel 95"),
        (b"%PDF-1.7", "PDF"),
        (b"", "空文件"),
        (&read_only, "密码"),
        (truncated, "损坏"),
        (&book[..book.len() / 2], "损坏"),
        (&[0xFF; 4000], "认不出"),
    ] {
        let said = refused("a.xls", bytes, &[]);
        assert!(said.contains(word) && said.contains("办法"), "{word}: {said}");
    }
}

/// Checks that a web page that is called a spreadsheet is read in whatever encoding it is, and whatever it says of it.
#[test]
fn web_pages_are_read_in_any_encoding() {
    let page = fs::read(repository().join("tests/workbooks/d13-web-page.xls")).unwrap();
    let (text, _, _) = match std::str::from_utf8(&page) {
        Ok(_) => encoding_rs::UTF_8.decode(&page),
        Err(_) => encoding_rs::GBK.decode(&page),
    };
    let as_ever = imported_as("a.xls", &page, &[]).0;
    assert!(as_ever.contains("expenditure"), "{as_ever}");
    let wide: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
    for bytes in [text.as_bytes(), &marked, &gbk, &wide] {
        assert_eq!(imported_as("a.xls", bytes, &[]).0, as_ever);
    }
}

/// Checks workbooks that other programs write in their own ways.
#[test]
fn odd_ways_of_writing_are_read() {
    let made = Made::of_a_unit;
    is_as_ever(&imported(&Made { prefixed: true, ..made() }).0);
    is_as_ever(&imported(&Made { strict: true, ..made() }).0);
    is_as_ever(&imported(&Made { from_1904: true, ..made() }).0);
    is_as_ever(&imported_as("a.xlsx", &made().formatted(), &[]).0);
    is_as_ever(&imported(&Made { after: "<sheetProtection sheet=\"1\"/>".to_owned(), ..made() }).0);
    let blank: String = (100..3000)
        .map(|row| format!("<row r=\"{row}\" hidden=\"1\"><c r=\"A{row}\" s=\"0\"/></row>"))
        .collect();
    is_as_ever(&imported(&Made { more_rows: blank, ..made() }).0);
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned();
    is_as_ever(&imported(&Made { more_rows: far, ..made() }).0);
}

/// Checks amounts and codes as people write them.
#[test]
fn amounts_and_codes_are_read_as_they_are_meant() {
    let made = Made::of_a_unit;
    for odd in [
        made().with("02", "1000.00", "1000.0000000000001"),
        made().with("02", "1000.00", "'１，０００．００"),
        made().with("02", "1000.00", "'\u{a0}1,000.00\u{3000}"),
        made().with("02", "'2010301", "2010301"),
        made().with("02", "'201\t", "201\t"),
        made().with("05", "合计", "合　　计"),
        made().with("02", "'2010301\t行政运行", "　'2010301\t　　行政运行"),
        made().with("03", "1010.00", "1,010.00"),
        made().with_all("本年收入合计", "本年收入 合 计"),
        made().with("01", "结余分配", "结余分配\t—"),
        made().with("01", "使用非财政拨款结余\t", "使用非财政拨款结余（含专用结余）\t一"),
    ] {
        is_as_ever(&imported(&odd).0);
    }
    let (text, _) = imported(
        &made()
            .with("02", "1050.00", "995.00")
            .with("02", "\t50.00", "\t-5.00")
            .with("02", "1130.00", "1075.00"),
    );
    assert!(text.contains("other = -5.00"), "{text}");
}

/// Checks codes in three columns, with the zeros that are lost where parts are numbers.
#[test]
fn codes_in_three_columns_are_put_together() {
    let table = "收入决算表\n单位：某县档案局\t2023年度\t\t\t\t单位：元\n类\t款\t项\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n\t\t\t合计\t1130.00\t1080.00\t50.00\n201\t\t\t一般公共服务支出\t1050.00\t1000.00\t50.00\n201\t3\t\t政府办公厅（室）及相关机构事务\t1050.00\t1000.00\t50.00\n201\t'03\t1\t行政运行\t1050.00\t1000.00\t50.00\n221\t\t\t住房保障支出\t80.00\t80.00\n221\t2\t\t住房改革支出\t80.00\t80.00\n221\t2\t1\t住房公积金\t80.00\t80.00";
    is_as_ever(&imported(&Made::of_a_unit().without("02").and("02", table)).0);
    let incomplete = table.replace("201\t'03\t1", "201\t\t1");
    let said =
        refused("a.xlsx", &Made::of_a_unit().without("02").and("02", &incomplete).bytes(), &[]);
    assert!(said.contains("02!A7") && said.contains("不完整"), "{said}");
}

/// Checks what is refused, with the cell.
#[test]
fn what_is_no_figure_is_refused_with_its_cell() {
    let made = Made::of_a_unit;
    for (odd, words) in [
        (
            made().with("03", "930.00\t100.00\n'221", "!#REF!\t100.00\n'221"),
            &["03!D9", "#REF!"][..],
        ),
        (made().with("03", "930.00\t100.00\n'221", "XX\t100.00\n'221"), &["03!D9", "XX"]),
        (made().with("03", "930.00\t100.00\n'221", "…\t100.00\n'221"), &["03!D9", "…"]),
        (
            made().with("03", "930.00\t100.00\n'221", "=D8\t100.00\n'221"),
            &["03!D9", "公式没有存下结果"],
        ),
        (
            made().with("03", "930.00\t100.00\n'221", "930.001\t100.00\n'221"),
            &["03!D9", "不是整分"],
        ),
        (made().with("03", "'2010301", "'201030"), &["03!A9", "201030", "不完整"]),
        (made().with("02", "金额单位：元", ""), &["收入决算表", "没有写金额单位", "--amounts"]),
        (
            made().with("02", "收入决算表", "收入决算表（单位：万元）"),
            &["02!A1", "万元", "02!I3", "元"],
        ),
        (made().with_all("2023年度", ""), &["--year"]),
        (made().with("03", "2023年度", "2022年度"), &["2022", "2023", "03!B3"]),
        (made().with("03", "某县档案局", "某县史志办"), &["某县档案局", "某县史志办"]),
    ] {
        let said = refused("a.xlsx", &odd.bytes(), &[]);
        assert!(words.iter().all(|word| said.contains(word)), "{words:?}: {said}");
    }
    let (text, _) =
        imported_as("a.xlsx", &made().with("02", "金额单位：元", "").bytes(), &["--amounts", "元"]);
    is_as_ever(&text);
    let (text, _) =
        imported_as("a.xlsx", &made().with_all("2023年度", "").bytes(), &["--year", "2023"]);
    is_as_ever(&text);
}

/// Checks units of money: a table of its own, one that is not what it says.
#[test]
fn each_table_has_its_own_unit_of_money() {
    let three = Made::of_a_unit()
        .with("07", "金额单位：元", "单位：万元")
        .with("07", "60.00", "0.006")
        .with("07", "5.00", "0.0005");
    let (text, _) = imported(&three);
    assert!(text.contains("vehicle-operation = { initial = 60.00"), "{text}");
    let wrong = Made::of_a_unit()
        .with("05", "1080.00", "0.11")
        .with("05", "980.00", "0.10")
        .with("05", "900.00", "0.09")
        .with("05", "1000.00", "0.1")
        .with("05", "100.00", "0.01")
        .with("05", "80.00", "0.01");
    let said = refused("a.xlsx", &wrong.bytes(), &[]);
    assert!(said.contains("05!C6") && said.contains("一万倍"), "{said}");
}

/// Checks where tables stand, what they are called and what stands around them.
#[test]
fn tables_are_known_wherever_they_stand() {
    let made = Made::of_a_unit;
    let whole: String = made().sheets.iter().map(|(_, table)| format!("{table}\n\n")).collect();
    let one = Made::default().and("Sheet1", &whole);
    is_as_ever(&imported(&one).0);
    is_as_ever(
        &imported(&made().with(
            "02",
            "收入决算表\n",
            "监督索引号 53000000\n附件2\n2023年度收入决算表\n",
        ))
        .0,
    );
    let renamed = made().with(
        "05",
        "一般公共预算财政拨款支出决算表",
        "GK05 一般公共预算财政拨款支出决算表（公开05表）",
    );
    is_as_ever(&imported(&renamed).0);
    let untitled = Made {
        sheets: made()
            .sheets
            .into_iter()
            .map(|(name, table)| match name.as_str() {
                "05" => (
                    " 公开05表 一般公共预算财政拨款支出决算表 ".to_owned(),
                    table.split_once('\n').unwrap().1.to_owned(),
                ),
                _ => (name, table),
            })
            .collect(),
        ..Made::default()
    };
    is_as_ever(&imported(&untitled).0);
    let (text, told) = imported(
        &made()
            .and("草稿", "说明\n甲\t乙")
            .and("预算", "部门收支预算总表\n项目\t金额")
            .and("Z03", "现金流量表\n项目\t金额"),
    );
    is_as_ever(&text);
    assert!(
        told.contains("草稿：没有认出") && told.matches("不是决算公开的表").count() == 2,
        "{told}"
    );
    let hidden = made().and("旧稿", &made().sheets[1].1.replace("1000.00", "999.00"));
    let (text, told) = imported(&Made { hidden: vec!["旧稿".to_owned()], ..hidden });
    is_as_ever(&text);
    assert!(told.contains("旧稿：是隐藏的表"), "{told}");
}

/// Checks a table that goes on on another sheet, with or without a title.
#[test]
fn a_table_may_go_on() {
    let made = Made::of_a_unit();
    let table = &made.sheets[1].1;
    let (first, rest) = table.split_at(table.find("'221\t").unwrap());
    let head: String = table.lines().take(4).map(|line| format!("{line}\n")).collect();
    for rest in [
        format!("{}{rest}", head.replace("收入决算表", "收入决算表（续表）")),
        format!("收入决算表（续表）\n{rest}"),
        format!("{head}{rest}"),
        rest.to_owned(),
    ] {
        let split = Made::of_a_unit().without("02").and("02", first).and("02续", &rest);
        is_as_ever(&imported(&split).0);
    }
    let twice = Made::of_a_unit().and("又", &table.replace("1000.00", "999.00"));
    let said = refused("a.xlsx", &twice.bytes(), &[]);
    assert!(said.contains("2010301") && said.contains("各有一行"), "{said}");
}

/// Checks that columns are known by what they are called.
#[test]
fn columns_may_stand_in_any_order() {
    let swapped = "支出决算表\n编制单位：某县档案局\t2023年\t\t\t单位：元\n科目编码\t科目名称\t项目支出\t基本支出\t合计\n合计\t\t100.00\t1010.00\t1110.00\n'201\t一般公共服务支出\t100.00\t930.00\t1030.00\n'20103\t政府办公厅（室）及相关机构事务\t100.00\t930.00\t1030.00\n'2010301\t行政运行\t100.00\t930.00\t1030.00\n'221\t住房保障支出\t\t80.00\t80.00\n'22102\t住房改革支出\t\t80.00\t80.00\n'2210201\t住房公积金\t\t80.00\t80.00";
    is_as_ever(&imported(&Made::of_a_unit().without("03").and("03", swapped)).0);
    for three in [
        "“三公”经费支出决算表\n单位：某县档案局\t2023年度\t单位：元\n公务接待费\t\t公务用车购置费\t\t公务用车运行维护费\t\t因公出国（境）费\t\t合计\n年初预算数\t决算数\t年初预算数\t决算数\t年初预算数\t决算数\t年初预算数\t决算数\t年初预算数\t决算数\n\t5.00\t\t\t60.00\t\t\t\t60.00\t5.00",
        "“三公”经费支出情况表\n单位：某县档案局\t2023年度\t单位：元\n项目\t年初预算数\t决算数\n合计\t60.00\t5.00\n1.因公出国（境）费\n2.公务用车购置及运行维护费\t60.00\n（1）公务用车购置费\n（2）公务用车运行维护费\t60.00\n3.公务接待费\t\t5.00",
    ] {
        let (text, _) = imported(&Made::of_a_unit().without("07").and("07", three));
        let found = said(&text);
        for (item, key, wanted) in [
            ("vehicle-operation", "initial", "60.00"),
            ("reception", "final", "5.00"),
            ("abroad", "initial", "0.00"),
        ] {
            let key =
                [format!("three-public.{item}"), String::new(), String::new(), key.to_owned()];
            assert_eq!(found.get(&key).map(String::as_str), Some(wanted), "{text}");
        }
    }
}

/// Checks that contradictions are named with their cells.
#[test]
fn contradictions_are_named() {
    let made = Made::of_a_unit;
    for (odd, words) in [
        // A row that slipped by one.
        (
            made().with(
                "05",
                "'2010301\t行政运行\t1000.00\t900.00\t100.00\n'221\t住房保障支出\t80.00",
                "'2010301\t行政运行\n'221\t住房保障支出\t1000.00",
            ),
            &["05!", "不等于下面各行之和"][..],
        ),
        (
            made().with(
                "03",
                "'2210201\t住房公积金\t80.00\t80.00",
                "'2210201\t住房公积金\t70.00\t70.00",
            ),
            &["2210201", "03!D12", "05!D12"],
        ),
        (made().with("03", "行政运行", "一般行政管理事务"), &["03!A9", "2010301", "行政运行"]),
        (made().with("01", "1110.00", "1111.00"), &["01!D8", "03!C6", "两处不等"]),
        (made().with("06", "980.00", "970.00"), &["功能分类与经济分类", "05!C6"]),
    ] {
        let (_, told) = imported(&odd);
        assert!(
            told.contains("自相矛盾") && words.iter().all(|word| told.contains(word)),
            "{words:?}: {told}"
        );
    }
}

/// Checks that what cannot be derived is a gap and not nothing.
#[test]
fn what_cannot_be_told_is_a_gap() {
    let made = Made::of_a_unit;
    let (text, told) = imported(&made().without("05"));
    assert!(!text.contains("expenditure = ["), "{text}");
    assert!(told.contains("expenditure（支出）：没有一般公共预算的支出表"), "{told}");
    let (text, _) = imported(&made().without("08").without("09"));
    assert!(
        text.contains("general = 1000.00"),
        "04 says that the other funds were nothing: {text}"
    );
    let (text, told) = imported(&made().without("08").without("09").without("04"));
    assert!(!text.contains("income = [\n"), "{text}");
    assert!(told.contains("income（收入）：没有政府性基金"), "{told}");
    let (_, told) = imported(&made().without("07"));
    assert!(told.contains("three-public（“三公”经费）：没有这张表"), "{told}");
}

/// Checks many files at once: each is imported or not for itself, locks are passed over, a table stands at the end.
#[test]
fn each_file_of_a_folder_succeeds_or_fails_alone() {
    let sandbox = empty();
    for number in 1..=3 {
        let name = format!("某县第{number}小学");
        sandbox.write(
            &format!("表/{number}.xlsx"),
            &Made::of_a_unit().with_all("某县档案局", &name).bytes(),
        );
    }
    sandbox.write("表/4.xls", b"<html><table><tr><td>x</td></tr></table>");
    sandbox.write("表/~$1.xlsx", &[1; 165]);
    sandbox.write("表/说明.docx", b"PK");
    let run = sandbox.run(&["import", "表"]);
    assert_eq!(run.status(), 1);
    let (told, missed) = (run.stdout(), run.stderr());
    assert!(told.contains("共 4 个，导入 3 个，没有导入 1 个"), "{told}");
    assert!(missed.contains("4.xls") && missed.contains("略过 说明.docx"), "{missed}");
    for number in 1..=3 {
        assert!(sandbox.path(&format!("data/某县第{number}小学/2023.toml")).is_file());
    }
}

/// Checks a workbook with a sheet a unit: each goes into a folder of its own.
#[test]
fn a_workbook_may_have_a_sheet_a_unit() {
    let whole = |name: &str| -> String {
        let sheets = Made::of_a_unit().with_all("某县档案局", name).sheets;
        sheets.iter().map(|(_, table)| format!("{table}\n\n")).collect()
    };
    let sandbox = empty();
    sandbox.write(
        "a.xlsx",
        &Made::default().and("一", &whole("第一小学")).and("二", &whole("第二小学")).bytes(),
    );
    let run = sandbox.run(&["import", "a.xlsx"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    for unit in ["第一小学", "第二小学"] {
        is_as_ever(&fs::read_to_string(sandbox.path(&format!("data/{unit}/2023.toml"))).unwrap());
    }
}

/// Checks that a department which adds up its units gets only its totals, and that rounded tables do not replace exact figures.
#[test]
fn only_what_is_meant_is_written() {
    let sandbox = empty();
    sandbox.write("data/u/unit.toml", "name = \"某县档案局\"\nkind = \"department\"\nnature = \"administrative\"\nmembers = [\"a\"]\n".as_bytes());
    sandbox.write("a.xlsx", &Made::of_a_unit().bytes());
    assert_eq!(sandbox.run(&["import", "a.xlsx"]).status(), 0);
    let text = fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap();
    assert!(
        text.contains("[control]")
            && !text.contains("income = [\n")
            && !text.contains("[three-public]"),
        "{text}"
    );

    let sandbox = empty();
    sandbox.write("a.xlsx", &Made::of_a_unit().bytes());
    assert_eq!(sandbox.run(&["import", "a.xlsx", "--unit", "u"]).status(), 0);
    let exact = fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap();
    let rounded = Made::of_a_unit().with_all("金额单位：元", "单位：万元");
    let rounded = [
        "1130.00=0.11",
        "1110.00=0.11",
        "1080.00=0.11",
        "1050.00=0.11",
        "1030.00=0.10",
        "1010.00=0.10",
        "1000.00=0.10",
        "980.00=0.10",
        "930.00=0.09",
        "900.00=0.09",
        "100.00=0.01",
        "80.00=0.01",
        "60.00=0.01",
        "50.00=0.01",
        "20.00=0.00",
        "5.00=0.00",
    ]
    .iter()
    .fold(rounded, |made, pair| {
        let (from, to) = pair.split_once('=').unwrap();
        made.with_all(&format!("\t{from}"), &format!("\t{to}"))
            .with_all(&format!("\n{from}"), &format!("\n{to}"))
    });
    sandbox.write("b.xlsx", &rounded.bytes());
    let run = sandbox.run(&["import", "b.xlsx", "--unit", "u"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("精确到分"), "{}", run.stdout());
    assert_eq!(fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap(), exact);
}

/// Checks that a budget and balances that the file has finer than the tables stay.
#[test]
fn what_the_file_has_finer_stays() {
    let sandbox = empty();
    let accounts = repository().join("tests/workbooks/a-accounts.xls");
    let import = ["import", accounts.to_str().unwrap(), "--unit", "u"];
    assert_eq!(sandbox.run(&import).status(), 0);
    let path = "data/u/2023.toml";
    sandbox.replace(
        path,
        "{ code = \"221\", initial = 441000.00 }",
        "{ code = \"2210201\", initial = 441000.00 }",
    );
    sandbox.replace(
        path,
        "{ code = \"210\", initial = 309200.00 }",
        "{ code = \"2101101\", initial = 309000.00 }",
    );
    let before = fs::read_to_string(sandbox.path(path)).unwrap();
    let run = sandbox.run(&import);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), before);
    let told = run.stdout();
    assert!(
        told.contains("budget（221/general）：文件里分得更细，合计相等")
            && told.contains(
                "budget（210/general）：文件里分得更细，合计 309000.00，表里是 309200.00"
            ),
        "{told}"
    );
}

/// Checks last year: a workbook of it goes into `[prior]`, and its figures in this year's are held against its file.
#[test]
fn last_years_figures_are_written_or_compared() {
    let (text, _) = imported_as(
        "a.xlsx",
        &Made::of_a_unit().with_all("2023年度", "2022年度").bytes(),
        &["--year", "2023"],
    );
    let found = said(&text);
    let key = |parts: [&str; 4]| parts.map(str::to_owned);
    for (parts, wanted) in [
        (["prior.income", "", "2010301", "general"], "1000.00"),
        (["prior.expenditure", "non-fiscal", "2010301", "basic"], "30.00"),
        (["prior.three-public", "", "", "reception"], "5.00"),
    ] {
        assert_eq!(found.get(&key(parts)).map(String::as_str), Some(wanted), "{text}");
    }
    let fields = ["control", "income", "expenditure"];
    assert!(found.keys().all(|key| !fields.contains(&key[0].as_str())), "{text}");

    let accounts = repository().join("tests/workbooks/a-accounts.xls");
    let import = ["import", accounts.to_str().unwrap(), "--unit", "u"];
    let sandbox = empty();
    sandbox.write("data/u/2022.toml", b"year = 2022\ncomparison-only = true\noperating-expense = 702345.19\nincome = []\nexpenditure = []\n[three-public]\nabroad = 0\nvehicle-operation = 41260.00\n");
    let run = sandbox.run(&import);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let told = run.stdout();
    assert!(
        told.contains(
            "operating-expense 是 702345.19，表里是 702345.18（CS02 主要指标变动情况表!D19）"
        ),
        "{told}"
    );
    assert!(!told.contains("41260"), "{told}");
    let text = fs::read_to_string(sandbox.path("data/u/2023.toml")).unwrap();
    assert!(!text.contains("[prior]"), "{text}");
}

/// Checks that codes which come once for each project are added up.
#[test]
fn projects_are_added_up() {
    let projects = "一般公共预算财政拨款项目支出决算明细表\n编制单位：某县档案局\t2023年度\t\t\t金额单位：元\n项目\t\t\t合计\t工资福利支出\t\t商品和服务支出\n支出功能分类科目编码\t项目名称\t项目编码\t\t小计\t基本工资\t小计\t办公费\t印刷费\n'2010301\t甲项目\t*\t60.00\t\t\t60.00\t60.00\n'2010301\t乙项目\tP2\t40.00\t\t\t40.00\t30.00\t10.00";
    let basic = "一般公共预算财政拨款基本支出决算表\n单位：某县档案局\t2023年度\t单位：元\n科目编码\t科目名称\t决算数\n'301\t工资福利支出\t980.00\n'30101\t基本工资\t980.00";
    let (text, told) =
        imported(&Made::of_a_unit().without("06").and("06", basic).and("Z08_2", projects));
    for row in [
        "{ code = \"30101\", basic = 980.00 }",
        "{ code = \"30201\", project = 90.00 }",
        "{ code = \"30202\", project = 10.00 }",
    ] {
        assert!(text.contains(row), "{row}: {text}{told}");
    }
}

/// Checks what amounts in 万元 were rounded to, and heads whose cells were not merged.
#[test]
fn rounding_is_told_by_the_decimals() {
    let sample = |file: &str| repository().join("tests/workbooks").join(file);
    let (text, _) = imported_as("c.xlsx", &fs::read(sample("c-public-wan.xlsx")).unwrap(), &[]);
    assert!(text.contains("rounded-to = 100\n"), "{text}");
    let pairs = [
        "1130.00=0.113",
        "1110.00=0.111",
        "1080.00=0.108",
        "1050.00=0.105",
        "1030.00=0.103",
        "1010.00=0.101",
        "1000.00=0.1",
        "980.00=0.098",
        "930.00=0.093",
        "900.00=0.09",
        "100.00=0.01",
        "80.00=0.008",
        "60.00=0.006",
        "50.00=0.005",
        "20.00=0.002",
        "5.00=0.0005",
    ];
    let exact = pairs.iter().fold(
        Made::of_a_unit().with_all("金额单位：元", "单位：万元"),
        |made, pair| {
            let (from, to) = pair.split_once('=').unwrap();
            made.with_all(&format!("\t{from}"), &format!("\t{to}"))
                .with_all(&format!("\n{from}"), &format!("\n{to}"))
        },
    );
    let (text, _) = imported(&exact);
    assert!(text.contains("rounded-to = 1\n") && text.contains("basic = 900.00"), "{text}");
    assert!(text.contains("final = 5.00"), "{text}");
    let unmerged = "财政拨款“三公”经费支出决算表\n单位：某县档案局\t2023年度\t单位：元\n年初预算数\t\t\t\t\t\t决算数\n合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\n60.00\t\t60.00\t\t60.00\t\t5.00\t\t\t\t\t5.00";
    let (text, _) = imported(&Made::of_a_unit().without("07").and("07", unmerged));
    assert!(text.contains("vehicle-operation = { initial = 60.00"), "{text}");
    assert!(
        text.contains("three-public-initial = 60.00") && text.contains("three-public = 5.00"),
        "{text}"
    );
}
