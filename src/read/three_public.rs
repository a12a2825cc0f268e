//! `[three-public]`: “三公” expense.

use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::text::Text;
use crate::model::three_public::{Expense, Guests, Items, ThreePublic};
use crate::read::number::Sign;
use crate::read::table::Table;

/// The table; nothing budgeted and nobody received when it is left out.
pub(super) fn table(parent: &Table<'_>) -> ThreePublic {
    let mut three_public = ThreePublic {
        place: parent.place,
        items: Items::default(),
        groups: 0,
        persons: 0,
        vehicles_bought: 0,
        vehicles_kept: 0,
        domestic: Guests::default(),
        foreign_guests: Guests::default(),
        overseas: Guests::default(),
    };
    let Some(table) = parent.table("three-public") else { return three_public };
    three_public.place = table.place;
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
        initial: row.money("initial", Sign::Positive).value,
        full_year: row.optional_money("full-year", Sign::Positive).map(|amount| amount.value),
        outturn: row.optional_money("final", Sign::Positive),
        purpose,
        reason: row.text("reason"),
    }
}

/// Receptions of one kind.
fn guests(row: &Table<'_>, key: &'static str, with_amount: bool) -> Guests {
    let Some(guests) = row.table(key) else { return Guests::default() };
    let read = Guests {
        amount: if with_amount {
            guests.money("amount", Sign::Positive).value
        } else {
            Money::ZERO
        },
        batches: guests.count("batches"),
        persons: guests.count("persons"),
        purpose: guests.text("use"),
    };
    guests.finish();
    read
}
