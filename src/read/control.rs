//! `[control]`: totals that the accounts system printed.

use crate::fields::control::{self as fields, per_count, per_total, row as row_of};
use crate::fields::year::year;
use crate::model::any_code::AnyCode;
use crate::model::control::{Control, ControlRow};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// The table, where it is written.
pub(super) fn table(parent: &Table<'_>) -> Option<Control> {
    let table = parent.table(&year::CONTROL)?;
    let totals = per_total().iter();
    let totals = totals.filter_map(|(total, field)| Some((total, table.optional_money(field)?)));
    let counts = per_count().iter().filter(|(_, field)| table.has(field));
    let counts = counts.map(|(count, field)| (count, table.count(field)));
    let control = Control {
        place: table.place,
        totals: totals.collect(),
        counts: counts.collect(),
        rows: rows(&table),
    };
    table.finish();
    Some(control)
}

/// The totals of single codes.
fn rows(table: &Table<'_>) -> Vec<ControlRow> {
    let mut rows = Vec::new();
    for row in table.rows(&fields::control::ROWS) {
        let written = row.required_string(&row_of::CODE);
        let code = AnyCode::parse(&written.value);
        let income = row.optional_money(&row_of::INCOME);
        let [expenditure, basic, project] =
            [&row_of::EXPENDITURE, &row_of::BASIC, &row_of::PROJECT]
                .map(|field| row.optional_money(field));
        row.finish();
        let economic = matches!(code, Some(AnyCode::Economic(_)));
        if let Some(income) = income.filter(|_| economic) {
            row.reading.problem(
                Problem::error("wrong-level", "经济分类只有支出，没有收入")
                    .at(income.place, "没有可以核对的数")
                    .help("请删去 income，或核对编码"),
            );
        }
        if let Some(code) = code {
            let (place, code) = (row.place, Located::new(code, written.place));
            rows.push(ControlRow { place, code, income, expenditure, basic, project });
        } else if !written.value.is_empty() {
            row.reading.problem(
                Problem::error("bad-code", format!("{} 不是科目编码", row.path(row_of::CODE.key)))
                    .at(written.place, "位数或开头不对")
                    .help("功能分类写三、五或七位（如 \"208\"），经济分类写三或五位（如 \"301\"）"),
            );
        }
    }
    rows
}
