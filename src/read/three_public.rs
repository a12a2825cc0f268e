//! `[three-public]`: “三公” expense.

use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::text::Text;
use crate::model::three_public::{Expense, Guests, Items, ThreePublic};
use crate::tables::Table;
use crate::tables::number::Sign;

/// The table; nothing budgeted and nobody received when it is left out.
pub(super) fn table(parent: &Table<'_>) -> ThreePublic {
    let Some(table) = parent.table("three-public") else { return none(parent, false) };
    let mut three_public = none(&table, true);
    if let Some(row) = table.table("abroad") {
        three_public.items.abroad = expense(&row, row.text("use"));
        three_public.groups = row.count("groups");
        three_public.persons = row.count("persons");
        row.finish();
    }
    if let Some(row) = table.table("vehicle-purchase") {
        three_public.items.vehicle_purchase = expense(&row, row.text("use"));
        three_public.vehicles_bought = row.count("vehicles");
        row.finish();
    }
    if let Some(row) = table.table("vehicle-operation") {
        three_public.items.vehicle_operation = expense(&row, row.text("use"));
        three_public.vehicles_kept = row.count("vehicles");
        row.finish();
    }
    if let Some(row) = table.table("reception") {
        three_public.items.reception = expense(&row, None);
        three_public.domestic = guests(&row, "domestic", false);
        three_public.foreign_guests = guests(&row, "foreign-guests", true);
        three_public.overseas = guests(&row, "overseas", true);
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
        initial: amount,
        full_year: None,
        outturn: None,
        purpose: None,
        reason: None,
    };
    let guests = Guests { amount, batches: count, persons: count, purpose: None };
    ThreePublic {
        place: table.place,
        written,
        items: Items {
            abroad: expense.clone(),
            vehicle_purchase: expense.clone(),
            vehicle_operation: expense.clone(),
            reception: expense,
        },
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
pub(super) fn comparison(parent: &Table<'_>) -> Option<Items<Located<Money>>> {
    let table = parent.table("three-public")?;
    let amount = |key| table.money(key, Sign::Positive);
    let items = Items {
        abroad: amount("abroad"),
        vehicle_purchase: amount("vehicle-purchase"),
        vehicle_operation: amount("vehicle-operation"),
        reception: amount("reception"),
    };
    table.finish();
    Some(items)
}

/// Budget, final figure and words of one kind; guests have purposes of their own.
fn expense(row: &Table<'_>, purpose: Option<Text>) -> Expense {
    Expense {
        place: row.place,
        initial: row.money("initial", Sign::Positive),
        full_year: row.optional_money("full-year", Sign::Positive),
        outturn: row.optional_money("final", Sign::Positive),
        purpose,
        reason: row.text("reason"),
    }
}

/// Receptions of one kind.
fn guests(row: &Table<'_>, key: &'static str, with_amount: bool) -> Guests {
    let Some(guests) = row.table(key) else {
        let (amount, count) = (row.absent(Money::ZERO), row.absent(0));
        return Guests { amount, batches: count, persons: count, purpose: None };
    };
    let amount = if with_amount {
        guests.money("amount", Sign::Positive)
    } else {
        guests.absent(Money::ZERO)
    };
    let read = Guests {
        amount,
        batches: guests.count("batches"),
        persons: guests.count("persons"),
        purpose: guests.text("use"),
    };
    guests.finish();
    read
}
