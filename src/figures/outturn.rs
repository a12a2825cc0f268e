//! What “三公” expense came to.

use crate::figures::economic::spent_on;
use crate::figures::ledger::{Ledger, Part};
use crate::figures::rounding::bound_of;
use crate::model::amount::Money;
use crate::model::report::YearReport;
use crate::model::three_public::PerItem;

/// What was spent: as written, or else what the economic sections hold. Where the two differ only by what was rounded,
/// it is one figure, that of the sections.
pub(crate) fn outturns(year: &YearReport) -> PerItem<Money> {
    year.three_public.items.map(|item, expense| {
        let sections = item.sections();
        let spent = spent_on(year, sections);
        let Some(written) = expense.outturn else { return spent };
        let parts = Ledger::of(year).sections(Part::All, |code| sections.contains(&code.as_str()));
        let bound = bound_of(year, parts.iter().map(|part| part.value));
        let same = !spent.is_zero() && (written.value - spent).abs() <= bound;
        if same { spent } else { written.value }
    })
}
