//! `[control]`: totals that the accounts system printed.

use crate::model::code::{EconomicClassCode, EconomicCode, FunctionCode};
use crate::model::control::{Control, ControlRow, Count, Total};
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::number::Sign;

/// The table, where it is written.
pub(super) fn table(parent: &Table<'_>) -> Option<Control> {
    let table = parent.table("control")?;
    let totals = Total::ALL.iter().filter_map(|total| {
        table.optional_money(total.key(), Sign::Any).map(|amount| (*total, amount))
    });
    let counts = Count::ALL
        .iter()
        .filter(|count| table.has(count.key()))
        .map(|count| (*count, table.count(count.key())));
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
    for row in table.rows("rows") {
        let code = row.required_string("code", "208");
        let amount = |key| row.optional_money(key, Sign::Any);
        let read = ControlRow {
            place: row.place,
            income: amount("income"),
            expenditure: amount("expenditure"),
            basic: amount("basic"),
            project: amount("project"),
            code,
        };
        row.finish();
        let digits = read.code.value.as_str();
        let functional = FunctionCode::parse(digits).is_some();
        let economic =
            EconomicCode::parse(digits).is_some() || EconomicClassCode::parse(digits).is_some();
        if let Some(income) = read.income.filter(|_| economic) {
            row.reading.problem(
                Problem::error("wrong-level", "经济分类只有支出，没有收入")
                    .at(income.place, "没有可以核对的数")
                    .help("请删去 income，或核对编码"),
            );
        }
        if functional || economic {
            rows.push(read);
        } else if !digits.is_empty() {
            row.reading.problem(
                Problem::error("bad-code", format!("{} 不是科目编码", row.path("code")))
                    .at(read.code.place, "位数或开头不对")
                    .help("功能分类写三、五或七位（如 \"208\"），经济分类写三或五位（如 \"301\"）"),
            );
        }
    }
    rows
}
