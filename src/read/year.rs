//! A year's data file.

use toml::de::DeValue;

use crate::model::place::{Located, Place};
use crate::model::report::{YearFile, YearReport};
use crate::problem::Problem;
use crate::read::{
    acceptance, budget, carry_over, comparison, control, expenditure, income, names, outside,
    performance, reasons, resources, three_public, unit,
};
use crate::tables::Table;
use crate::tables::number::Sign;

/// The data of a year; the file's name must agree with `year`. A department that adds units up may have no figures of
/// its own.
pub(super) fn year_file(table: &Table<'_>, year: u16, adds_up: bool) -> YearFile {
    match table.year("year") {
        Some(written) if written.value != year => table.reading.problem(
            Problem::error(
                "wrong-year",
                format!("year = {} 与文件名 {year}.toml 不一致", written.value),
            )
            .at(written.place, "年度")
            .help("请改正年度，或改正文件名"),
        ),
        None if !table.has("year") => table.missing("year", format!("例：year = {year}")),
        _ => {}
    }
    names::table(table);
    if comparison_only(table) {
        return YearFile::Comparison(Box::new(comparison::comparison(table)));
    }
    for (key, what) in [("income", "收入"), ("expenditure", "支出"), ("economic", "经济分类")]
    {
        if !table.has(key) && !adds_up {
            table.missing(key, format!("请写出本年{what}各行；确实没有发生的写 {key} = []"));
        }
    }
    YearFile::Report(Box::new(YearReport {
        place: Place { end: table.place.start, ..table.place },
        year,
        published: table.date("published"),
        approved: table.date("approved"),
        rounded_to: rounded_to(table),
        profile: unit::profile(table),
        income: income::rows(table),
        expenditure: expenditure::rows(table),
        economic: expenditure::economic(table),
        carry_over: carry_over::table(table, true),
        budget: budget::rows(table),
        three_public: three_public::table(table),
        operating_expense: table.optional_money("operating-expense", Sign::Positive),
        procurement: resources::procurement(table),
        assets: resources::assets(table),
        performance: performance::table(table),
        reasons: reasons::table(table),
        prior: comparison::prior(table),
        evaluations: Vec::new(),
        control: control::table(table),
        outside: if adds_up { outside::rows(table) } else { Vec::new() },
        accepted: acceptance::rows(table),
    }))
}

/// Whether the file says that it serves only comparisons.
fn comparison_only(table: &Table<'_>) -> bool {
    match table.value("comparison-only") {
        Some((DeValue::Boolean(only), _)) => *only,
        Some((other, place)) => {
            table.mistyped("comparison-only", other, place, "true 或 false");
            false
        }
        None => false,
    }
}

/// To how many 元 the amounts were rounded.
fn rounded_to(table: &Table<'_>) -> Option<Located<u32>> {
    let (value, place) = table.value("rounded-to")?;
    let number = value.as_integer().filter(|i| i.radix() == 10);
    let number = number.and_then(|i| i.as_str().parse::<u32>().ok());
    let number = number.filter(|number| (1..=1_000_000).contains(number));
    if number.is_none() {
        table.mistyped("rounded-to", value, place, "元数（由 0.01 万元换算来的写 100）");
    }
    number.map(|number| Located::new(number, place))
}
