//! `[three-public]`: “三公” expense.

use crate::fields::comparison::{per_item, prior};
use crate::fields::field::Field;
use crate::fields::three_public as fields;
use crate::fields::three_public::{domestic, expense as budgeted, foreign};
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::text::Text;
use crate::model::three_public::{Expense, Guests, Item, PerItem, ThreePublic};
use crate::tables::Table;

/// The table; nothing budgeted and nobody received when it is left out.
pub(super) fn table(parent: &Table<'_>) -> ThreePublic {
    let Some(table) = parent.table(&year::THREE_PUBLIC) else { return none(parent, false) };
    let mut three_public = none(&table, true);
    let tables = fields::per_item();
    if let Some(row) = table.table(&tables[Item::Abroad]) {
        three_public.items[Item::Abroad] = expense(&row, row.text(&fields::abroad::USE));
        three_public.groups = row.count(&fields::abroad::GROUPS);
        three_public.persons = row.count(&fields::abroad::PERSONS);
        row.finish();
    }
    if let Some(row) = table.table(&tables[Item::VehiclePurchase]) {
        three_public.items[Item::VehiclePurchase] =
            expense(&row, row.text(&fields::vehicle_purchase::USE));
        three_public.vehicles_bought = row.count(&fields::vehicle_purchase::VEHICLES);
        row.finish();
    }
    if let Some(row) = table.table(&tables[Item::VehicleOperation]) {
        three_public.items[Item::VehicleOperation] =
            expense(&row, row.text(&fields::vehicle_operation::USE));
        three_public.vehicles_kept = row.count(&fields::vehicle_operation::VEHICLES);
        row.finish();
    }
    if let Some(row) = table.table(&tables[Item::Reception]) {
        three_public.items[Item::Reception] = expense(&row, None);
        three_public.domestic = guests(&row, &fields::reception::DOMESTIC, false);
        three_public.foreign_guests = guests(&row, &fields::reception::FOREIGN_GUESTS, true);
        three_public.overseas = guests(&row, &fields::reception::OVERSEAS, true);
        row.finish();
    }
    table.finish();
    three_public
}

/// No “三公” expense, at the place of a table.
fn none(table: &Table<'_>, written: bool) -> ThreePublic {
    let count = table.absent(0);
    let amount = table.absent(Money::ZERO);
    let expense = Expense {
        place: table.place,
        initial: None,
        full_year: None,
        outturn: None,
        purpose: None,
        reason: None,
    };
    let guests = Guests { amount, batches: count, persons: count, purpose: None };
    ThreePublic {
        place: table.place,
        written,
        items: PerItem::of(|_| expense.clone()),
        groups: count,
        persons: count,
        vehicles_bought: count,
        vehicles_kept: count,
        domestic: guests.clone(),
        foreign_guests: guests.clone(),
        overseas: guests,
    }
}

/// Last year's “三公” expense of a comparison.
pub(super) fn comparison(parent: &Table<'_>) -> Option<PerItem<Located<Money>>> {
    let table = parent.table(&prior::THREE_PUBLIC)?;
    let items = per_item().map(|_, field| table.money(field));
    table.finish();
    Some(items)
}

/// Budget, final figure and words of one kind; guests have purposes of their own.
fn expense(row: &Table<'_>, purpose: Option<Text>) -> Expense {
    Expense {
        place: row.place,
        initial: row.optional_money(&budgeted::INITIAL),
        full_year: row.optional_money(&budgeted::FULL_YEAR),
        outturn: row.optional_money(&budgeted::FINAL),
        purpose,
        reason: row.text(&budgeted::REASON),
    }
}

/// Receptions of one kind.
fn guests(row: &Table<'_>, field: &Field, with_amount: bool) -> Guests {
    let Some(guests) = row.table(field) else {
        let (amount, count) = (row.absent(Money::ZERO), row.absent(0));
        return Guests { amount, batches: count, persons: count, purpose: None };
    };
    let amount =
        if with_amount { guests.money(&foreign::AMOUNT) } else { guests.absent(Money::ZERO) };
    let read = Guests {
        amount,
        batches: guests.count(&domestic::BATCHES),
        persons: guests.count(&domestic::PERSONS),
        purpose: guests.text(&domestic::USE),
    };
    guests.finish();
    read
}
