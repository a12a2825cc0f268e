//! `[procurement]` and `[assets]`.

use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::resources::{Assets, Procurement, Reserved, Vehicles};
use crate::tables::Table;
use crate::tables::number::Sign;

/// Procurement; none when it is left out.
pub(super) fn procurement(parent: &Table<'_>) -> Procurement {
    let Some(table) = parent.table("procurement") else {
        let none = parent.absent(Money::ZERO);
        return Procurement {
            place: parent.place,
            written: false,
            goods: none,
            works: none,
            services: none,
            small_and_medium: none,
            small_and_micro: none,
            awards_written: false,
            reserved: None,
        };
    };
    let amount = |key| table.money(key, Sign::Positive);
    let small_and_medium = amount("small-and-medium");
    // Where nothing went to the larger group, nothing went to its part.
    let micro_is_known = small_and_medium.value.is_zero() || table.has("small-and-micro");
    let procurement = Procurement {
        place: table.place,
        written: true,
        goods: amount("goods"),
        works: amount("works"),
        services: amount("services"),
        small_and_medium,
        small_and_micro: amount("small-and-micro"),
        awards_written: table.has("small-and-medium") && micro_is_known,
        reserved: reserved(&table),
    };
    table.finish();
    procurement
}

/// What was reserved for smaller enterprises, where it is disclosed.
fn reserved(parent: &Table<'_>) -> Option<Reserved> {
    let table = parent.table("reserved")?;
    let amount = |key| table.money(key, Sign::Positive);
    let reserved = Reserved {
        small_and_medium: amount("small-and-medium"),
        small_and_micro: amount("small-and-micro"),
        won_small_and_medium: amount("won-small-and-medium"),
        won_small_and_micro: amount("won-small-and-micro"),
        won_other: amount("won-other"),
    };
    table.finish();
    Some(reserved)
}

/// Vehicles and equipment; none when it is left out.
pub(super) fn assets(parent: &Table<'_>) -> Assets {
    let mut assets = Assets {
        place: parent.place,
        written: false,
        vehicles: parent.absent(Vehicles::default()),
        other_purpose: None,
        equipment: parent.absent(0),
    };
    let Some(table) = parent.table("assets") else { return assets };
    assets.place = table.place;
    assets.written = true;
    assets.vehicles = table.absent(Vehicles::default());
    assets.other_purpose = table.text("other-use");
    assets.equipment = table.count("equipment");
    if let Some(row) = table.table("vehicles") {
        let vehicles = Vehicles {
            deputy_ministerial: row.count("deputy-ministerial").value,
            principal_official: row.count("principal-official").value,
            confidential: row.count("confidential").value,
            emergency: row.count("emergency").value,
            law_enforcement: row.count("law-enforcement").value,
            special: row.count("special").value,
            retired: row.count("retired").value,
            other: row.count("other").value,
        };
        assets.vehicles = Located::new(vehicles, row.place);
        row.finish();
    }
    table.finish();
    assets
}
