//! What blocks would write to the rows of a unit with several funds.

use std::path::Path;

use super::*;
use crate::files::Files;

mod beside;
mod slips;

/// The year of the unit.
const YEAR: &str =
    include_str!("../../../../tests/projects/clean/data/agriculture-bureau/2024.toml");

/// The folder of the project.
fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/clean")
}

/// The unit with some of the text of its year replaced.
fn with(change: [&str; 2]) -> Now {
    let path = "data/agriculture-bureau/2024.toml";
    assert!(YEAR.contains(change[0]), "{}", change[0]);
    let text = YEAR.replacen(change[0], change[1], usize::from(!change[0].is_empty()));
    let files = Files::on(&root()).over([(path.to_owned(), text)]);
    Now::look(&files, "agriculture-bureau", 2024).unwrap()
}

/// A block pasted into rows of a report, with some more of its form.
fn pasted_into(now: &Now, rows: &str, text: &str, more: &[(&str, &str)]) -> Pasted {
    let mut form = vec![
        ("table".to_owned(), format!("2024.toml|{rows}")),
        ("text".to_owned(), text.to_owned()),
    ];
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    understand(now, &Pairs(form)).unwrap()
}

/// What it would write, a cell a word.
fn would_write(pasted: &Pasted) -> Vec<String> {
    let rows = pasted.rows.iter();
    let cells = rows.flat_map(|row| {
        let changed = row.cells.iter().filter(|(_, was, is)| was != is);
        changed.map(|(field, was, is)| {
            let was = if row.is_new { "新" } else { was.as_str() };
            format!("{}.{}: {was} → {is}", row.label, field.key)
        })
    });
    cells.collect()
}

/// A block pasted into rows of the unit: what it would write, and why rows are left out.
fn of(rows: &str, text: &str, more: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let pasted = pasted_into(&with(["", ""]), rows, text, more);
    let left_out = pasted.left_out.iter().map(|(row, why)| format!("{row}: {why}"));
    (would_write(&pasted), left_out.collect())
}

#[test]
fn codes_that_stand_apart_are_whole() {
    for text in [
        "208 05 01\t684121",
        "208\u{3000}05\u{3000}01\t684121",
        "208.05.01\t684121",
        "208-05-01 行政单位离退休\t684121",
        "２０８ ０５ ０１\t684121",
    ] {
        let text = format!("编码\t一般公共预算财政拨款收入\n{text}");
        let (written, left_out) = of("income", &text, &[]);
        assert_eq!(written, ["2080501.general: 684120.00 → 684121.00"], "{text}");
        assert!(left_out.is_empty(), "{left_out:?}");
    }
    let parted = "类\t款\t项\t名称\t一般公共预算财政拨款收入\n208\t\t\t社保\t9\n208\t05\t\t养老\t9\n208\t05\t01\t离退休\t684121\n\t\t05\t养老\t1\n\t\t\t合计\t9\n210\t\t02\t不明\t9\n";
    let (written, left_out) = of("income", parted, &[]);
    assert_eq!(
        written,
        ["2080501.general: 684120.00 → 684121.00", "2080505.general: 1965308.48 → 1.00"]
    );
    assert_eq!(left_out.len(), 4, "{left_out:?}");
    for (at, why) in [(0, "类、款的行"), (1, "类、款的行"), (2, "合计"), (3, "不知道是哪个编码")]
    {
        assert!(left_out[at].contains(why), "{left_out:?}");
    }
    let economic = "302.13\t5\t\n30202.0\t6\t\n302 15\t\t7\n302.1\t8\t\n2,080,501\t9\t\n";
    let told = [("column|1", "basic"), ("column|2", "project")];
    let (written, left_out) = of("economic", economic, &told);
    assert_eq!(
        written,
        [
            "30213.basic: 104250.00 → 5.00",
            "30202.basic: 64180.00 → 6.00",
            "30215.project: 68400.00 → 7.00"
        ]
    );
    assert!(left_out.iter().all(|row| row.contains("看不出是哪个编码")), "{left_out:?}");
    assert_eq!(left_out.len(), 2);
    // Cut short, they would be the rows of the classes.
    let budget = "编码\t年初预算数\n208 05 0\t1\n208 05 01\t684120\n208 社会保障和就业支出\t5\n";
    let (written, left_out) = of("budget", budget, &[]);
    assert_eq!(written.len(), 2, "{written:?}");
    assert!(written[0].starts_with("2080501/general.initial: 新"), "{written:?}");
    assert!(written[1].starts_with("208/general.initial: "), "{written:?}");
    assert_eq!(left_out.len(), 1, "{left_out:?}");
}

#[test]
fn what_is_blank_leaves_what_is_there() {
    let text = "编码\t基本支出\t项目支出\n30201\t1\t\n30202\t—\t2\n30213\t-\t0\n30299\t\t\n";
    let pasted = pasted_into(&with(["", ""]), "economic", text, &[]);
    assert_eq!(
        would_write(&pasted),
        [
            "30201.basic: 312406.85 → 1.00",
            "30202.project:  → 2.00",
            "30213.project: 845000.00 → 0.00"
        ]
    );
    let kept = pasted.rows.iter().flat_map(|row| &row.kept);
    let kept: Vec<(&str, &str, &str)> =
        kept.map(|(field, was, is)| (field.key, was.as_str(), is.as_str())).collect();
    assert_eq!(
        kept[..3],
        [("project", "98462.90", ""), ("basic", "64180.00", "—"), ("basic", "104250.00", "-")]
    );
    let form = pasted.form();
    let is_erased = |(name, value): &(String, String)| name.starts_with("is|") && value.is_empty();
    assert!(!form.0.iter().any(is_erased), "{form:?}");
}

#[test]
fn without_headings_only_sums_tell_what_columns_are() {
    let plain = "30201\t办公费\t410869.75\t312406.85\n30202\t印刷费\t64180.00\t64180.00\n";
    let asked = pasted_into(&with(["", ""]), "economic", plain, &[]);
    assert!(asked.asks && asked.rows.is_empty() && asked.left_out.is_empty());
    assert_eq!(asked.columns[2].samples, ["410869.75", "64180.00"]);
    let told = [("column|0", "code"), ("column|3", "basic")];
    let told = pasted_into(&with(["", ""]), "economic", plain, &told);
    assert!(!told.asks && would_write(&told).is_empty());
    // Of three columns, one that is the sum of the others in every row is the total.
    for (text, total) in [
        ("30201\t办公费\t3.00\t1.00\t2.00\n30202\t印刷费\t5.00\t5.00\t\n", 2),
        ("30201\t办公费\t1.00\t2.00\t3.00\n30202\t印刷费\t5.00\t\t5.00\n", 4),
    ] {
        let pasted = pasted_into(&with(["", ""]), "economic", text, &[]);
        assert!(pasted.columns[total].is_total && !pasted.asks, "{text}");
        assert_eq!(
            would_write(&pasted),
            [
                "30201.basic: 312406.85 → 1.00",
                "30201.project: 98462.90 → 2.00",
                "30202.basic: 64180.00 → 5.00"
            ],
            "{text}"
        );
    }
    // Sums that hold in some rows only, or for several columns, tell nothing.
    for text in [
        "30201\t3.00\t1.00\t2.00\n30202\t5.00\t4.00\t2.00\n",
        "30201\t3.00\t3.00\t0\n30202\t5.00\t5.00\t0\n",
        "30201\t3.00\t1.00\n",
        "30201\t3.00\t\t1.00\n",
    ] {
        assert!(pasted_into(&with(["", ""]), "economic", text, &[]).asks, "{text}");
    }
    // Rows that have one amount, and a block with one column of numbers.
    let (written, _) = of(
        "carry-over.opening",
        "2120814\t政府性基金预算\t1.00\n",
        &[("column|1", "fund"), ("column|0", "code"), ("column|2", "amount")],
    );
    assert_eq!(written.len(), 1, "{written:?}");
}

#[test]
fn income_of_all_funds_goes_to_the_fund_of_its_row() {
    let text = "编码\t名称\t本年收入合计\t财政拨款收入\t其他收入\n2080501\t离退休\t1\t684121\t\n\
        2120814\t农业\t1\t6850000.00\t\n2120816\t农村\t1\t4127301\t\n2230105\t社会化\t1\t7\t\n\
        2296012\t救助\t1\t8\t\n2130101\t行政\t1\t9846217.35\t\n2080502\t事业离退休\t1\t9\t\n2130199\t其他\t1\t655020.40\t38216.07\n";
    let (written, left_out) = of("income", text, &[]);
    assert_eq!(
        written,
        [
            "2080501.general: 684120.00 → 684121.00",
            "2120816.government-fund: 4127300.00 → 4127301.00",
            "2230105.state-capital: 1208640.00 → 7.00",
            "2296012.government-fund: 新 → 8.00",
            "2080502.general: 新 → 9.00"
        ]
    );
    assert!(left_out.is_empty(), "{left_out:?}");
    for heading in ["财政拨款", "财政拨款收入小计", "本年财政拨款收入", "其中：财政拨款收入（元）"]
    {
        let (written, _) = of("income", &format!("编码\t{heading}\n2120816\t4127301\n"), &[]);
        assert_eq!(written, ["2120816.government-fund: 4127300.00 → 4127301.00"], "{heading}");
    }
    // Words that say a fund mean it; what the code is not of is left out.
    for (heading, key) in [
        ("一般公共预算财政拨款收入", "general"),
        ("一般公共预算", "general"),
        ("政府性基金预算财政拨款", "government-fund"),
    ] {
        let (written, left_out) =
            of("income", &format!("编码\t{heading}\n2120816\t5\n2080501\t5\n"), &[]);
        match key {
            "general" => {
                assert_eq!(written, ["2080501.general: 684120.00 → 5.00"], "{heading}");
                assert!(left_out[0].contains("这个编码是政府性基金预算的"), "{left_out:?}");
            }
            _ => assert_eq!(written.len(), 2, "{heading}"),
        }
    }
    // A row of several funds takes only what it has in all.
    let two = with([
        "\"2120816\", government-fund = 4127300.00",
        "\"2120816\", general = 1.00, government-fund = 2.00",
    ]);
    for (amount, is_left_out) in [("3", false), ("4", true)] {
        let pasted =
            pasted_into(&two, "income", &format!("编码\t财政拨款收入\n2120816\t{amount}\n"), &[]);
        assert_eq!(
            (would_write(&pasted).len(), pasted.left_out.len()),
            (0, usize::from(is_left_out))
        );
    }
    // With columns of their own, funds are those of these columns.
    let both = "编码\t财政拨款收入\t其中：政府性基金预算财政拨款收入\n2120816\t5\t5\n2080501\t684121\t\n2120814\t6\t5\n";
    let (written, left_out) = of("income", both, &[]);
    assert_eq!(
        written,
        ["2120816.government-fund: 4127300.00 → 5.00", "2080501.general: 684120.00 → 684121.00"]
    );
    assert!(left_out[0].contains("不等"), "{left_out:?}");
}

#[test]
fn expenditure_goes_to_the_row_that_is_there() {
    let text = "编码\t名称\t基本支出\t项目支出\n2080501\t离退休\t684121\t\n2120814\t农业\t\t5\n\
        2296012\t救助\t\t6\n2230106\t国资\t\t7\n2130199\t其他\t\t8\n2080502\t事业\t9\t\n";
    let sure = [
        "2080501/general.basic: 684120.00 → 684121.00",
        "2120814/government-fund.project: 7934612.38 → 5.00",
        "2296012/government-fund.project: 新 → 6.00",
    ];
    let (written, left_out) = of("expenditure", text, &[]);
    assert_eq!(written[..3], sure);
    assert!(!written.iter().any(|cell| cell.contains("2130199") || cell.contains("2080502")));
    assert!(left_out.iter().any(|row| row.contains("2130199") && row.contains("看不出是哪一行")));
    assert!(left_out.iter().any(|row| row.contains("2080502") && row.contains("在上面选")));
    // What is chosen for the rest is for the rest.
    let (written, _) = of("expenditure", text, &[("fixed|fund", "rest:non-fiscal")]);
    assert_eq!(written[..3], sure);
    assert!(written.contains(&"2080502/non-fiscal.basic: 新 → 9.00".to_owned()), "{written:?}");
    // What is chosen for all never doubles a row of a fund.
    let (written, left_out) = of("expenditure", text, &[("fixed|fund", "general")]);
    assert!(!written.iter().any(|cell| cell.contains("2120814") || cell.contains("2296012")));
    assert!(
        left_out.iter().any(|row| row.contains("2120814") && row.contains("不是一般公共预算的"))
    );
    assert!(written.contains(&"2130199/general.project: 655020.40 → 8.00".to_owned()));
}

#[test]
fn only_what_was_shown_is_written() {
    let text = "编码\t基本支出\n30101\t1\n30102\t2\n30299\t3\n";
    let shown = pasted_into(&with(["", ""]), "economic", text, &[]);
    let seen = shown.seen();
    let again = |change: [&str; 2], text: &str| {
        let now = with(change);
        let mut pasted = pasted_into(&now, "economic", text, &[]);
        (pasted.is_as_seen(&now, &seen), pasted.since.join("；"))
    };
    assert_eq!(again(["", ""], text), (true, String::new()));
    assert!(again(["basic = 2104385.50", "basic = 1.00"], text).0);
    for (change, why) in [
        (["30101\", basic = 5236418.00", "30101\", basic = 777777.00"], "现在是 777,777.00"),
        (["30101\", basic = 5236418.00", "30101\", basic = 1.00"], "现在是 1.00"),
        (
            ["  { code = \"30102\", basic = 3918640.00 },\n", ""],
            "30102 津贴补贴：文件里没有这一行了",
        ),
        (["\"30102\"", "\"30106\""], "30102 津贴补贴：文件里没有这一行了"),
    ] {
        let (is_as_seen, since) = again(change, text);
        assert!(!is_as_seen && since.contains(why), "{change:?}: {since}");
    }
    let (is_as_seen, since) = again(["", ""], "编码\t项目支出\n30101\t1\n");
    assert!(!is_as_seen && since.contains("与刚才列出的不同"), "{since}");
    let now = with(["", ""]);
    assert!(!pasted_into(&now, "economic", text, &[]).is_as_seen(&now, ""));
}

#[test]
fn amounts_in_another_unit_are_known_by_the_year_before() {
    let gone = "  { code = \"2120814\", government-fund = 6850000.00 },\n";
    let now = with([gone, ""]);
    for (amount, is_asked) in [
        ("698.00", true),
        ("550.1", true),
        ("6980000.00", false),
        ("698000", false),
        ("1.00", true),
        ("45000.00", true),
        ("75000.00", false),
    ] {
        let text = format!("编码\t政府性基金预算财政拨款收入\n2120814\t{amount}\n");
        let money = pasted_into(&now, "income", &text, &[]).money;
        assert_eq!(money == Unit::Asked, is_asked, "{amount}");
    }
}

#[test]
fn cells_that_are_named_are_a_block() {
    let named = |amounts: [&str; 3]| {
        let at = ["economic[30101].basic", "economic[30102].basic", "economic[30201].project"];
        let pairs = at.iter().zip(amounts).flat_map(|(at, is)| {
            [
                (format!("is|2024.toml|{at}"), is.to_owned()),
                (format!("was|2024.toml|{at}"), String::new()),
            ]
        });
        let table = ("table".to_owned(), "2024.toml|economic".to_owned());
        understand(&with(["", ""]), &Pairs([table].into_iter().chain(pairs).collect())).unwrap()
    };
    let small = named(["523.64", "391.86", "9.85"]);
    assert!(small.money == Unit::Asked && !small.asks && small.rows.len() == 3, "{small:?}");
    assert_eq!(
        would_write(&named(["1", "2", "3"])),
        [
            "30101.basic: 5236418.00 → 1.00",
            "30102.basic: 3918640.00 → 2.00",
            "30201.project: 98462.90 → 3.00"
        ]
    );
    let fund = ("is|2024.toml|expenditure[2130199/non-fiscal].basic".to_owned(), "5".to_owned());
    let table = ("table".to_owned(), "2024.toml|expenditure".to_owned());
    let fund = understand(&with(["", ""]), &Pairs(vec![table, fund])).unwrap();
    assert_eq!(would_write(&fund), ["2130199/non-fiscal.basic: 24310.55 → 5.00"]);
}
