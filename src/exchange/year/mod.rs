//! What the tables say → what the file of the year shall hold; where one table is not enough, what several say together. What
//! cannot be told becomes a gap, never nothing.

mod agree;
mod balances;
mod budget;
mod control;
mod disclosures;
mod draft;
mod economic;
mod expenditure;
mod funds;
mod income;
mod names;
mod prior;
mod sums;

pub(crate) use draft::{Array, Draft, Row, Sum, Written};
pub(crate) use sums::sums_of_data;

use crate::catalog::Catalog;
use crate::exchange::statement::{Statements, Troubles};
use crate::model::amount::Money;

/// What a unit's file of the year shall hold.
pub(crate) fn draft(
    statements: &Statements,
    catalog: &Catalog,
    year: u16,
    troubles: &mut Troubles,
) -> Draft {
    let mut draft = Draft { rounded_to: statements.rounding.rounded_to(), ..Draft::default() };
    let tolerance = tolerance(&draft);
    agree::units(statements, troubles);
    agree::tables(statements, tolerance, troubles);
    income::rows(statements, &mut draft, troubles);
    expenditure::rows(statements, &mut draft, troubles);
    economic::rows(statements, &mut draft, troubles);
    budget::rows(statements, &mut draft);
    names::unknown(statements, catalog, year, &mut draft, troubles);
    balances::carry_over(statements, &mut draft, troubles);
    disclosures::three_public(statements, &mut draft);
    disclosures::resources(statements, &mut draft);
    prior::fields(statements, &mut draft);
    control::totals(statements, &mut draft);
    draft.sums = sums::sums(statements, &draft);
    draft
}

/// What a rounded amount may be off.
fn tolerance(draft: &Draft) -> Money {
    draft.rounded_to.map_or(Money::ZERO, |unit| Money::halves(u64::from(unit)))
}

/// What the year file of a department shall hold, whose figures are those of its units: the printed totals.
pub(crate) fn of_department(statements: &Statements, troubles: &mut Troubles) -> Draft {
    let mut draft = Draft { rounded_to: statements.rounding.rounded_to(), ..Draft::default() };
    let tolerance = tolerance(&draft);
    agree::units(statements, troubles);
    agree::tables(statements, tolerance, troubles);
    control::totals(statements, &mut draft);
    Draft { rounded_to: None, ..draft }
}

/// What the file of a year shall hold of a workbook of the year before: `[prior]`.
pub(crate) fn as_prior(
    statements: &Statements,
    catalog: &Catalog,
    year: u16,
    troubles: &mut Troubles,
) -> Draft {
    let before = draft(statements, catalog, year.saturating_sub(1), troubles);
    prior::of_year_before(statements, before)
}
