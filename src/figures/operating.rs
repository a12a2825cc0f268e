//! What 机关运行经费 comes to in a year, and who has it.

use crate::figures::economic::Group;
use crate::figures::ledger::{Ledger, Part};
use crate::figures::rounding::bound_of;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::{Report, YearReport};
use crate::model::unit::Nature;

/// As written, or else the public part of basic expenditure; where the two differ only by what was rounded, it is one
/// figure, that part.
pub(super) fn amount(year: &YearReport, public: Money) -> Money {
    let Some(written) = year.operating_expense else { return public };
    let parts = public_basic(&Ledger::of(year));
    let bound = bound_of(year, parts.iter().map(|part| part.value));
    let same = !public.is_zero() && (written.value - public).abs() <= bound;
    if same { public } else { written.value }
}

/// The amounts of the public part of basic expenditure.
pub(crate) fn public_basic(ledger: &Ledger<'_>) -> Vec<Located<Money>> {
    ledger.sections(Part::Basic, |code| Group::of(&code.class()) == Group::Public)
}

/// Whether a unit's nature, or that of one of a department's units, has operating expense.
pub(crate) fn has_operating_expense(report: &Report) -> bool {
    let members = report.members.iter().map(|member| member.report.unit.nature);
    std::iter::once(report.unit.nature).chain(members).any(Nature::has_operating_expense)
}
