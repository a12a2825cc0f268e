//! `[three-public]`: “三公” expense.

use crate::fields::field::Field;
use crate::fields::three_public as of;
use crate::fields::year::year as top;
use crate::model::three_public::{Expense, Guests, Item, ThreePublic};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The table and one for each kind, where it was written.
pub(super) fn tables(file: File, three_public: &ThreePublic) -> File {
    let ThreePublic {
        place: _,
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
    if !written {
        return file;
    }
    let used = |item: Item| match item {
        Item::Abroad => Some(&of::abroad::USE),
        Item::VehiclePurchase => Some(&of::vehicle_purchase::USE),
        Item::VehicleOperation => Some(&of::vehicle_operation::USE),
        Item::Reception => None,
    };
    let counted = |item: Item, fields: Fields| match item {
        Item::Abroad => fields
            .count(&of::abroad::GROUPS, groups.value)
            .count(&of::abroad::PERSONS, persons.value),
        Item::VehiclePurchase => {
            fields.count(&of::vehicle_purchase::VEHICLES, vehicles_bought.value)
        }
        Item::VehicleOperation => {
            fields.count(&of::vehicle_operation::VEHICLES, vehicles_kept.value)
        }
        Item::Reception => fields
            .row(&of::reception::DOMESTIC, guests(domestic))
            .row(&of::reception::FOREIGN_GUESTS, guests(foreign_guests))
            .row(&of::reception::OVERSEAS, guests(overseas)),
    };
    let whole = file.whole_table(&[&top::THREE_PUBLIC], Fields::default());
    items.iter().fold(whole, |file, (item, written)| {
        let below = [&top::THREE_PUBLIC, &of::per_item()[item]];
        file.table(&below, counted(item, expense(written, used(item))))
    })
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
