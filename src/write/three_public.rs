//! `[three-public]`: “三公” expense.

use crate::fields::field::Field;
use crate::fields::three_public as of;
use crate::fields::year::year as top;
use crate::model::three_public::{Expense, Guests, Items, ThreePublic};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The table and one for each kind, where it was written.
pub(super) fn tables(file: File, three_public: &ThreePublic) -> File {
    let ThreePublic {
        place: _,
        written,
        items: Items { abroad, vehicle_purchase, vehicle_operation, reception },
        groups,
        persons,
        vehicles_bought,
        vehicles_kept,
        domestic,
        foreign_guests,
        overseas,
    } = three_public;
    if !written {
        return file;
    }
    let abroad = expense(abroad, Some(&of::abroad::USE))
        .count(&of::abroad::GROUPS, groups.value)
        .count(&of::abroad::PERSONS, persons.value);
    let bought = expense(vehicle_purchase, Some(&of::vehicle_purchase::USE))
        .count(&of::vehicle_purchase::VEHICLES, vehicles_bought.value);
    let kept = expense(vehicle_operation, Some(&of::vehicle_operation::USE))
        .count(&of::vehicle_operation::VEHICLES, vehicles_kept.value);
    let reception = expense(reception, None)
        .row(&of::reception::DOMESTIC, guests(domestic))
        .row(&of::reception::FOREIGN_GUESTS, guests(foreign_guests))
        .row(&of::reception::OVERSEAS, guests(overseas));
    let below = |field| [&top::THREE_PUBLIC, field];
    file.whole_table(&[&top::THREE_PUBLIC], Fields::default())
        .table(&below(&of::three_public::ABROAD), abroad)
        .table(&below(&of::three_public::VEHICLE_PURCHASE), bought)
        .table(&below(&of::three_public::VEHICLE_OPERATION), kept)
        .table(&below(&of::three_public::RECEPTION), reception)
}

/// Budget, final figure and words of one kind; `used` is the field of what it was used for.
fn expense(expense: &Expense, used: Option<&Field>) -> Fields {
    let Expense { place: _, initial, full_year, outturn, purpose, reason } = expense;
    let fields = Fields::default()
        .written_money(&of::expense::INITIAL, *initial)
        .written_money(&of::expense::FULL_YEAR, *full_year)
        .written_money(&of::expense::FINAL, *outturn);
    used.into_iter()
        .fold(fields, |fields, used| fields.text(used, purpose.as_ref()))
        .text(&of::expense::REASON, reason.as_ref())
}

/// Receptions of one kind.
fn guests(guests: &Guests) -> Fields {
    let Guests { amount, batches, persons, purpose } = guests;
    Fields::default()
        .money(&of::foreign::AMOUNT, *amount)
        .count(&of::domestic::BATCHES, batches.value)
        .count(&of::domestic::PERSONS, persons.value)
        .text(&of::domestic::USE, purpose.as_ref())
}
