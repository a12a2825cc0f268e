//! “三公” expense: all figures, and the words that are printed.

use crate::attachments::clean::kept::Kept;
use crate::model::three_public::{Expense, Guests, ThreePublic};

/// “三公” expense.
pub(super) fn three_public(three_public: &ThreePublic, kept: &Kept<'_>) -> ThreePublic {
    let ThreePublic {
        place,
        written,
        items,
        groups,
        persons,
        vehicles_bought,
        vehicles_kept,
        domestic,
        foreign_guests,
        overseas,
    } = three_public;
    ThreePublic {
        place: *place,
        written: *written,
        items: items.map(|_, written| expense(written, kept)),
        groups: *groups,
        persons: *persons,
        vehicles_bought: *vehicles_bought,
        vehicles_kept: *vehicles_kept,
        domestic: guests(domestic, kept),
        foreign_guests: guests(foreign_guests, kept),
        overseas: guests(overseas, kept),
    }
}

/// One kind.
fn expense(expense: &Expense, kept: &Kept<'_>) -> Expense {
    let Expense { place, initial, full_year, outturn, purpose, reason } = expense;
    Expense {
        place: *place,
        initial: *initial,
        full_year: *full_year,
        outturn: *outturn,
        purpose: kept.text(purpose),
        reason: kept.text(reason),
    }
}

/// Receptions of one kind.
fn guests(guests: &Guests, kept: &Kept<'_>) -> Guests {
    let Guests { amount, batches, persons, purpose } = guests;
    Guests { amount: *amount, batches: *batches, persons: *persons, purpose: kept.text(purpose) }
}
