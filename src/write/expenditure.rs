//! `expenditure` and `economic`: what the money was spent on.

use crate::fields::expenditure as of;
use crate::model::amount::Money;
use crate::model::expenditure::{
    ComparisonExpenditureRow, EconomicRow, ExpenditureRow, PerSpending,
};
use crate::model::place::Located;
use crate::write::fields::Fields;

/// The rows of a full report.
pub(super) fn rows(rows: &[ExpenditureRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let ExpenditureRow { place: _, code, fund, natures } = row;
        let fields = Fields::default()
            .word(&of::expenditure::CODE, code.value.as_str())
            .word(&of::expenditure::FUND, fund.key());
        parts(fields, natures)
    });
    rows.collect()
}

/// The rows of a comparison.
pub(super) fn comparison_rows(rows: &[ComparisonExpenditureRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let ComparisonExpenditureRow { place: _, code, fund, natures, amount } = row;
        let fields = Fields::default()
            .word(&of::compared::CODE, code.value.as_str())
            .word(&of::compared::FUND, fund.key());
        match natures {
            Some(natures) => parts(fields, natures),
            None => fields.amount(&of::compared::AMOUNT, *amount),
        }
    });
    rows.collect()
}

/// The rows by economic section.
pub(super) fn economic(rows: &[EconomicRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let EconomicRow { place: _, code, basic, project } = row;
        Fields::default()
            .word(&of::economic::CODE, code.value.as_str())
            .money(&of::economic::BASIC, *basic)
            .money(&of::economic::PROJECT, *project)
    });
    rows.collect()
}

/// The amounts of a row.
fn parts(fields: Fields, natures: &PerSpending<Located<Money>>) -> Fields {
    natures
        .iter()
        .fold(fields, |fields, (nature, amount)| fields.money(&of::per_nature()[nature], *amount))
}
