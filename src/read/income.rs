//! `income`: income by item and source.

use crate::fields::comparison::prior;
use crate::fields::income as fields;
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::code::ItemCode;
use crate::model::income::{ComparisonIncomeRow, IncomeRow, Sources};
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
            one == other || one.overlaps(other) && used.iter().zip(also).any(|(a, b)| *a && *b)
        },
    );
    rows
}

/// The amounts of a row.
fn sources(row: &Table<'_>) -> Sources<Located<Money>> {
    Sources {
        general: row.money(&fields::sources::GENERAL),
        government_fund: row.money(&fields::sources::GOVERNMENT_FUND),
        state_capital: row.money(&fields::sources::STATE_CAPITAL),
        superior: row.money(&fields::sources::SUPERIOR),
        business: row.money(&fields::sources::BUSINESS),
        operating: row.money(&fields::sources::OPERATING),
        affiliate: row.money(&fields::sources::AFFILIATE),
        other: row.money(&fields::sources::OTHER),
    }
}

/// Which sources of a row hold money: rows of overlapping codes count twice only where they share one.
fn used(sources: &Sources<Located<Money>>) -> [bool; 8] {
    [
        sources.general,
        sources.government_fund,
        sources.state_capital,
        sources.superior,
        sources.business,
        sources.operating,
        sources.affiliate,
        sources.other,
    ]
    .map(|amount| !amount.value.is_zero())
}
