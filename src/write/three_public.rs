//! `[three-public]`: “三公” expense.

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
    let abroad = expense(abroad).count("groups", groups.value).count("persons", persons.value);
    let bought = expense(vehicle_purchase).count("vehicles", vehicles_bought.value);
    let kept = expense(vehicle_operation).count("vehicles", vehicles_kept.value);
    let reception = expense(reception)
        .row("domestic", guests(domestic))
        .row("foreign-guests", guests(foreign_guests))
        .row("overseas", guests(overseas));
    file.whole_table("three-public", Fields::default())
        .table("three-public.abroad", abroad)
        .table("three-public.vehicle-purchase", bought)
        .table("three-public.vehicle-operation", kept)
        .table("three-public.reception", reception)
}

/// Budget, final figure and words of one kind.
fn expense(expense: &Expense) -> Fields {
    let Expense { place: _, initial, full_year, outturn, purpose, reason } = expense;
    Fields::default()
        .written_money("initial", *initial)
        .written_money("full-year", *full_year)
        .written_money("final", *outturn)
        .text("use", purpose.as_ref())
        .text("reason", reason.as_ref())
}

/// Receptions of one kind.
fn guests(guests: &Guests) -> Fields {
    let Guests { amount, batches, persons, purpose } = guests;
    Fields::default()
        .money("amount", *amount)
        .count("batches", batches.value)
        .count("persons", persons.value)
        .text("use", purpose.as_ref())
}
