//! A department's statements against sums of its units' files that are added here, without the program's help.

use std::collections::BTreeMap;
use std::fs;

use serde::Serialize;
use toml::de::{DeTable, DeValue};

use juesuan::engine::Inspected;
use juesuan::model::fund::FiscalFund;
use juesuan::model::income::Source;

use crate::departments::department;
use crate::support::{Sandbox, lay_out};

/// The department's units.
const UNITS: [&str; 5] =
    ["education-office", "first-school", "kindergarten", "youth-camp", "supplies-office"];

/// An amount such as `1200.55` in hundredths of a 元.
fn cents(amount: &str) -> i64 {
    let (whole, rest) = amount.split_once('.').unwrap_or((amount, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let rest = format!("{rest:0<2}");
    whole.parse::<i64>().unwrap() * 100 + sign * rest.parse::<i64>().unwrap()
}

/// Sums by code and column.
type Sums = BTreeMap<(String, String), i64>;

/// The sums of all units' rows of a table by code and column, added without the program's help; rows without a code
/// have an empty one. The table may stand in another, as in `carry-over.opening`.
fn sums(sandbox: &Sandbox, table: &str, fund: Option<&str>) -> Sums {
    let mut sums = Sums::new();
    for unit in UNITS {
        let text = fs::read_to_string(sandbox.path(&format!("data/{unit}/2024.toml"))).unwrap();
        let data = DeTable::parse(&text).unwrap();
        let mut found = data.get_ref().get(table.split('.').next().unwrap());
        for key in table.split('.').skip(1) {
            found = found.and_then(|value| value.get_ref().as_table()?.get(key));
        }
        let Some(found) = found else { continue };
        let rows: Vec<&DeTable<'_>> = match found.get_ref() {
            DeValue::Array(rows) => {
                rows.iter().map(|row| row.get_ref().as_table().unwrap()).collect()
            }
            value => vec![value.as_table().unwrap()],
        };
        for row in rows {
            let word = |key: &str| row.get(key).and_then(|value| value.get_ref().as_str());
            if fund.is_some_and(|fund| word("fund") != Some(fund)) {
                continue;
            }
            for (key, value) in row.iter() {
                let amount = match value.get_ref() {
                    DeValue::Float(number) => cents(number.as_str()),
                    DeValue::Integer(number) => cents(number.as_str()),
                    _ => continue,
                };
                let place =
                    (word("code").unwrap_or_default().to_owned(), key.get_ref().to_string());
                *sums.entry(place).or_insert(0) += amount;
            }
        }
    }
    sums
}

/// What was summed up in one column, of the codes that begin with something.
fn sum(sums: &Sums, code: &str, columns: &[&str]) -> i64 {
    let rows = sums
        .iter()
        .filter(|((own, column), _)| own.starts_with(code) && columns.contains(&column.as_str()));
    rows.map(|(_, amount)| amount).sum()
}

/// Compares a statement by code with sums; empty cells are nil.
fn compare(table: &[Vec<String>], sums: &Sums, columns: &[&[&str]]) {
    let mut compared = 0;
    for row in table {
        let is_code = row[0].len() >= 3 && row[0].bytes().all(|byte| byte.is_ascii_digit());
        let is_total = row[0] == "合计";
        if !is_code && !is_total {
            continue;
        }
        let code = if is_code { row[0].as_str() } else { "" };
        let cells = &row[row.len() - columns.len()..];
        for (cell, columns) in cells.iter().zip(columns) {
            let printed = if cell.is_empty() { 0 } else { cents(cell) };
            assert_eq!(printed, sum(sums, code, columns), "{code} {columns:?}");
            compared += 1;
        }
    }
    assert!(compared > columns.len() * 3, "{compared} cells compared");
}

/// The amount of a cell; an empty one is nil.
fn printed(cell: &str) -> i64 {
    if cell.is_empty() { 0 } else { cents(cell) }
}

/// Compares cells of the rows of a statement that begin with some words; those after a number are named without it.
fn compare_lines(report: &Inspected, key: &str, lines: &[(&str, &[i64])]) {
    let table = report.table(&format!("statement-{key}")).unwrap();
    for (words, amounts) in lines {
        let mut rows = table.iter().flat_map(|row| {
            let is =
                |cell: &String| cell == words || words.starts_with('、') && cell.ends_with(words);
            let at = row.iter().position(is)?;
            Some(row[at + 1..].iter().skip_while(|cell| cell.len() < 3 && !cell.is_empty()))
        });
        let found: Vec<i64> = rows
            .next()
            .unwrap_or_else(|| panic!("{key} has no {words}"))
            .take(amounts.len())
            .map(|cell| printed(cell))
            .collect();
        assert_eq!(found, *amounts, "{key} {words}");
    }
}

/// The words for some nouns in data and facts.
fn keys<N: Serialize>(nouns: &[N]) -> Vec<String> {
    serde_json::from_value(serde_json::to_value(nouns).unwrap()).unwrap()
}

/// The words as they are compared.
fn words(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}

/// Checks income and expenditure against the sums, without what the units paid each other.
#[test]
fn income_and_expenditure_are_the_sums() {
    let sandbox = department();
    let report = lay_out(sandbox.root(), "education", 2024);
    let mut income = sums(&sandbox, "income", None);
    income.retain(|(_, column), _| column != "superior" && column != "affiliate");
    let (all, fiscal) = (keys(&Source::ALL), keys(&FiscalFund::ALL));
    let others = all.iter().filter(|key| !fiscal.contains(key)).map(|key| vec![key.as_str()]);
    let columns: Vec<Vec<&str>> = [words(&all), words(&fiscal)].into_iter().chain(others).collect();
    let columns: Vec<&[&str]> = columns.iter().map(Vec::as_slice).collect();
    compare(&report.table("statement-income").unwrap(), &income, &columns);
    let mut spent = sums(&sandbox, "expenditure", None);
    spent.retain(|(_, column), _| column != "to-superior" && column != "to-affiliate");
    compare(
        &report.table("statement-expenditure").unwrap(),
        &spent,
        &[&["basic", "project"], &["basic"], &["project"], &[], &[], &[]],
    );
    compare(
        &report.table("statement-general").unwrap(),
        &sums(&sandbox, "expenditure", Some("general")),
        &[&["basic", "project"], &["basic"], &["project"]],
    );
}

/// Checks the two smaller budgets and general-public-budget expenditure by economic code.
#[test]
fn funds_and_economic_codes_are_the_sums() {
    let sandbox = department();
    let report = lay_out(sandbox.root(), "education", 2024);
    let (income, opening) = (sums(&sandbox, "income", None), "carry-over.opening");
    let fund = "government-fund";
    let opening = sums(&sandbox, opening, Some(fund));
    let mut flow = sums(&sandbox, "expenditure", Some(fund));
    flow.extend(income.into_iter().filter(|((_, column), _)| column == fund));
    flow.extend(opening);
    let codes: Vec<String> = flow.keys().map(|(code, _)| code.clone()).collect();
    for code in codes {
        let closing =
            sum(&flow, &code, &["amount", fund]) - sum(&flow, &code, &["basic", "project"]);
        flow.insert((code, "closing".to_owned()), closing);
    }
    compare(
        &report.table("statement-government-fund").unwrap(),
        &flow,
        &[&["amount"], &[fund], &["basic", "project"], &["basic"], &["project"], &["closing"]],
    );
    compare(
        &report.table("statement-state-capital").unwrap(),
        &sums(&sandbox, "expenditure", Some("state-capital")),
        &[&["basic", "project"], &["basic"], &["project"]],
    );
    let economic = sums(&sandbox, "economic", None);
    let table = report.table("statement-details").unwrap();
    let mut compared = 0;
    for cells in table.iter().skip(2).flat_map(|row| row.chunks(4)) {
        if cells[0].len() >= 3 && cells[0].bytes().all(|byte| byte.is_ascii_digit()) {
            let total = sum(&economic, &cells[0], &["basic", "project"]);
            let basic = sum(&economic, &cells[0], &["basic"]);
            assert_eq!([printed(&cells[2]), printed(&cells[3])], [total, basic], "{cells:?}");
            compared += 1;
        }
    }
    assert!(compared > 80, "{compared} codes compared");
    let personnel = |columns: &[&str]| {
        ["301", "303"].map(|code| sum(&economic, code, columns)).iter().sum::<i64>()
    };
    let last = table.last().unwrap();
    let sums_of =
        |columns: &[&str]| [personnel(columns), sum(&economic, "", columns) - personnel(columns)];
    let ([all, public], [basic, public_basic]) =
        (sums_of(&["basic", "project"]), sums_of(&["basic"]));
    let cells: Vec<i64> = [2, 3, 14, 15].map(|at| printed(&last[at])).to_vec();
    assert_eq!(cells, [all, basic, public, public_basic]);
}

/// Checks the two statements of totals.
#[test]
fn totals_are_the_sums() {
    let sandbox = department();
    let report = lay_out(sandbox.root(), "education", 2024);
    let income = sums(&sandbox, "income", None);
    let spent = |fund: Option<&str>| sums(&sandbox, "expenditure", fund);
    let opening =
        |fund: Option<&str>| sum(&sums(&sandbox, "carry-over.opening", fund), "", &["amount"]);
    let came = |columns: &[&str]| sum(&income, "", columns);
    let went = |fund: Option<&str>, code: &str| sum(&spent(fund), code, &["basic", "project"]);
    let funds = keys(&FiscalFund::ALL);
    let funds = words(&funds);
    let own: Vec<Source> = Source::ALL.into_iter().filter(|s| !s.is_transfer()).collect();
    let own = keys(&own);
    let all_income = came(&words(&own));
    let closing = opening(None) + all_income - went(None, "");
    let total = opening(None) + all_income;
    compare_lines(
        &report,
        "totals",
        &[
            ("、一般公共预算财政拨款收入", &[came(&["general"])]),
            ("、政府性基金预算财政拨款收入", &[came(&["government-fund"])]),
            ("、国有资本经营预算财政拨款收入", &[came(&["state-capital"])]),
            ("、上级补助收入", &[0]),
            ("、事业收入", &[came(&["business"])]),
            ("、附属单位上缴收入", &[0]),
            ("、其他收入", &[came(&["other"])]),
            ("本年收入合计", &[all_income]),
            ("年初结转和结余", &[opening(None)]),
            ("总计", &[total]),
            ("、教育支出", &[went(None, "205")]),
            ("、住房保障支出", &[went(None, "221")]),
            ("、国有资本经营预算支出", &[went(None, "223")]),
            ("、其他支出", &[went(None, "229")]),
            ("本年支出合计", &[went(None, "")]),
            ("年末结转和结余", &[closing]),
        ],
    );
    let by_fund = |of: &dyn Fn(&str) -> i64| {
        let amounts: Vec<i64> = funds.iter().map(|fund| of(fund)).collect();
        [vec![amounts.iter().sum()], amounts].concat()
    };
    let closing = by_fund(&|fund| opening(Some(fund)) + came(&[fund]) - went(Some(fund), ""));
    let total = by_fund(&|fund| opening(Some(fund)) + came(&[fund]));
    compare_lines(
        &report,
        "fiscal",
        &[
            ("、一般公共预算财政拨款", &[came(&["general"])]),
            ("、政府性基金预算财政拨款", &[came(&["government-fund"])]),
            ("、国有资本经营预算财政拨款", &[came(&["state-capital"])]),
            ("本年收入合计", &[came(&funds)]),
            ("年初财政拨款结转和结余", &[funds.iter().map(|fund| opening(Some(*fund))).sum()]),
            ("收入总计", &[total[0]]),
            ("、教育支出", &by_fund(&|fund| went(Some(fund), "205"))),
            ("、国有资本经营预算支出", &by_fund(&|fund| went(Some(fund), "223"))),
            ("、其他支出", &by_fund(&|fund| went(Some(fund), "229"))),
            ("本年支出合计", &by_fund(&|fund| went(Some(fund), ""))),
            ("年末财政拨款结转和结余", &closing),
            ("总计", &total),
        ],
    );
}

/// Checks three-public expense, procurement and assets.
#[test]
fn disclosures_are_the_sums() {
    let sandbox = department();
    let report = lay_out(sandbox.root(), "education", 2024);
    let budget =
        |key: &str| sum(&sums(&sandbox, &format!("three-public.{key}"), None), "", &["initial"]);
    let economic = sums(&sandbox, "economic", None);
    let spent = |codes: &[&str]| -> i64 {
        codes.iter().map(|code| sum(&economic, code, &["basic", "project"])).sum()
    };
    let row = |[abroad, bought, kept, received]: [i64; 4]| {
        [abroad + bought + kept + received, abroad, bought + kept, bought, kept, received]
    };
    let budgets = row(["abroad", "vehicle-purchase", "vehicle-operation", "reception"].map(budget));
    let outturns =
        row([spent(&["30212"]), spent(&["30913", "31013"]), spent(&["30231"]), spent(&["30217"])]);
    let table = report.table("statement-three-public").unwrap();
    let cells: Vec<i64> = table.last().unwrap().iter().map(|cell| printed(cell)).collect();
    assert_eq!(cells, [budgets, outturns].concat());
    let procurement = sums(&sandbox, "procurement", None);
    let bought = |keys: &[&str]| sum(&procurement, "", keys);
    let count = |table: &str, key: &str| sum(&sums(&sandbox, table, None), "", &[key]) / 100;
    let table = report.table("statement-statistics").unwrap();
    let cell = |words: &str| {
        let row = table.iter().find(|row| row[0].contains(words));
        row.unwrap_or_else(|| panic!("no {words}"))[2].clone()
    };
    for (words, amount) in [
        ("合计", bought(&["goods", "works", "services"])),
        ("货物", bought(&["goods"])),
        ("工程", bought(&["works"])),
        ("服务", bought(&["services"])),
    ] {
        assert_eq!(printed(&cell(words)), amount, "{words}");
    }
    // 行政单位 and 参照公务员法管理事业单位 each have their own row: the public part of basic expenditure of the one unit of each.
    for (words, amounts) in [
        ("（一）行政单位", &["1000000.10", "20000", "60000", "520000"][..]),
        ("参照公务员法管理事业单位", &["90000"]),
    ] {
        let amount: i64 = amounts.iter().map(|amount| cents(amount)).sum();
        assert_eq!(printed(&cell(words)), amount, "{words}");
    }
    assert_eq!(cell("车辆数合计"), count("assets.vehicles", "emergency").to_string());
    assert_eq!(cell("应急保障用车"), count("assets.vehicles", "emergency").to_string());
    assert_eq!(cell("单价100万元"), count("assets", "equipment").to_string());
}
