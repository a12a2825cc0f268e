//! What “三公” expense came to.

use crate::figures::economic::spent_on;
use crate::figures::ledger::{Ledger, Part};
use crate::figures::rounding::bound_of;
use crate::model::amount::Money;
use crate::model::report::YearReport;
use crate::model::three_public::{Expense, Items};

/// The economic sections that each is paid from.
pub(crate) const SECTIONS: Items<&[&str]> = Items {
    abroad: &["30212"],
    vehicle_purchase: &["30913", "31013"],
    vehicle_operation: &["30231"],
    reception: &["30217"],
};

/// What was spent: as written, or else what the economic sections hold. Where the two differ only by what was rounded,
/// it is one figure, that of the sections.
pub(crate) fn outturns(year: &YearReport) -> Items<Money> {
    let items = &year.three_public.items;
    let of = |expense: &Expense, sections: &[&str]| {
        let spent = spent_on(year, sections);
        let Some(written) = expense.outturn else { return spent };
        let parts = Ledger::of(year).sections(Part::All, |code| sections.contains(&code.as_str()));
        let bound = bound_of(year, parts.iter().map(|part| part.value));
        let same = !spent.is_zero() && (written.value - spent).abs() <= bound;
        if same { spent } else { written.value }
    };
    Items {
        abroad: of(&items.abroad, SECTIONS.abroad),
        vehicle_purchase: of(&items.vehicle_purchase, SECTIONS.vehicle_purchase),
        vehicle_operation: of(&items.vehicle_operation, SECTIONS.vehicle_operation),
        reception: of(&items.reception, SECTIONS.reception),
    }
}
