//! What “三公” expense came to.

use crate::figures::economic::spent_on;
use crate::model::amount::Money;
use crate::model::report::YearReport;
use crate::model::three_public::{Expense, Items};

/// What was spent: as written, or else what the economic sections hold.
pub(super) fn outturns(year: &YearReport) -> Items<Money> {
    let items = &year.three_public.items;
    let of = |expense: &Expense, codes: &[&str]| {
        expense.outturn.map_or_else(|| spent_on(year, codes), |written| written.value)
    };
    Items {
        abroad: of(&items.abroad, &["30212"]),
        vehicle_purchase: of(&items.vehicle_purchase, &["30913", "31013"]),
        vehicle_operation: of(&items.vehicle_operation, &["30231"]),
        reception: of(&items.reception, &["30217"]),
    }
}
