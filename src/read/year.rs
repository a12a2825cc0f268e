//! A year's data file.

use crate::fields::comparison::file as compared;
use crate::fields::year::year as fields;
use crate::model::place::Place;
use crate::model::report::{YearFile, YearReport};
use crate::problem::Problem;
use crate::read::{
    acceptance, budget, carry_over, comparison, control, correction, expenditure, extra, income,
    names, outside, performance, reasons, resources, three_public, unit,
};
use crate::tables::Table;

/// The data of a year; the file's name must agree with `year`. A department that adds units up may have no figures of
/// its own.
pub(crate) fn year_file(table: &Table<'_>, year: u16, adds_up: bool) -> YearFile {
    match table.year(&fields::YEAR) {
        Some(written) if written.value != year => table.reading.problem(
            Problem::error(
                "wrong-year",
                format!("year = {} 与文件名 {year}.toml 不一致", written.value),
            )
            .at(written.place, "年度")
            .help("请改正年度，或改正文件名"),
        ),
        None if !table.has(&fields::YEAR) => {
            table.missing(&fields::YEAR, format!("例：year = {year}"))
        }
        _ => {}
    }
    names::table(table);
    if table.flag(&fields::COMPARISON_ONLY) == Some(true) {
        table.reshape(&compared::SHAPE);
        return YearFile::Comparison(Box::new(comparison::comparison(table)));
    }
    for (field, what) in
        [(&fields::INCOME, "收入"), (&fields::EXPENDITURE, "支出"), (&fields::ECONOMIC, "经济分类")]
    {
        let key = field.key;
        if !table.has(field) && !adds_up {
            table.missing(field, format!("请写出本年{what}各行；确实没有发生的写 {key} = []"));
        }
    }
    if !adds_up {
        table.refuse(&fields::OUTSIDE);
    }
    YearFile::Report(Box::new(YearReport {
        place: Place { end: table.place.start, ..table.place },
        year,
        published: table.date(&fields::PUBLISHED),
        approved: table.date(&fields::APPROVED),
        rounded_to: table.whole(&fields::ROUNDED_TO),
        profile: unit::profile(table, &fields::PROFILE),
        income: income::rows(table),
        expenditure: expenditure::rows(table),
        economic: expenditure::economic(table),
        carry_over: carry_over::table(table, true),
        budget: budget::rows(table),
        three_public: three_public::table(table),
        operating_expense: table.optional_money(&fields::OPERATING_EXPENSE),
        procurement: resources::procurement(table),
        assets: resources::assets(table),
        performance: performance::table(table),
        reasons: reasons::table(table),
        extra: extra::tables(table),
        prior: comparison::prior(table),
        evaluations: Vec::new(),
        control: control::table(table),
        outside: if adds_up { outside::rows(table) } else { Vec::new() },
        corrections: correction::rows(table),
        accepted: acceptance::rows(table),
    }))
}
