//! `income`: income by item and source.

use crate::fields::comparison::prior;
use crate::fields::income as fields;
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::code::ItemCode;
use crate::model::income::{ComparisonIncomeRow, IncomeRow, PerSource};
use crate::model::place::Located;
use crate::tables::Table;
use crate::tables::code::{class, duplicates};

/// The rows of income of a full report.
pub(super) fn rows(table: &Table<'_>) -> Vec<IncomeRow> {
    let mut rows = Vec::new();
    for row in table.rows(&year::INCOME) {
        let code = row.item(&fields::income::CODE);
        let sources = sources(&row);
        row.finish();
        if let Some(code) = code {
            rows.push(IncomeRow { place: row.place, code, sources });
        }
    }
    duplicates(
        table,
        &rows,
        |row| (row.code.value.clone(), row.code.place, row.code.value.to_string()),
        ItemCode::clone,
        PartialEq::eq,
    );
    rows
}

/// The rows of income of a comparison, at any level of code.
pub(super) fn comparison_rows(table: &Table<'_>) -> Vec<ComparisonIncomeRow> {
    let mut rows = Vec::new();
    for row in table.rows(&prior::INCOME) {
        let code = row.function(&fields::compared::CODE);
        let sources = sources(&row);
        row.finish();
        if let Some(code) = code {
            rows.push(ComparisonIncomeRow { place: row.place, code, sources });
        }
    }
    duplicates(
        table,
        &rows,
        |row| {
            let used = used(&row.sources);
            ((row.code.value.clone(), used), row.code.place, row.code.value.as_str().to_owned())
        },
        |(code, _)| class(code.as_str()).to_owned(),
        |(one, used), (other, also)| {
            one == other
                || one.overlaps(other) && used.iter().any(|(source, used)| *used && also[source])
        },
    );
    rows
}

/// The amounts of a row.
fn sources(row: &Table<'_>) -> PerSource<Located<Money>> {
    fields::per_source().map(|_, field| row.money(field))
}

/// Which sources of a row hold money: rows of overlapping codes count twice only where they share one.
fn used(sources: &PerSource<Located<Money>>) -> PerSource<bool> {
    sources.map(|_, amount| !amount.value.is_zero())
}
