//! `[procurement]` and `[assets]`.

use crate::fields::resources as fields;
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::resources::{Assets, Procurement, Reserved, Vehicles};
use crate::tables::Table;

/// Procurement; none when it is left out.
pub(super) fn procurement(parent: &Table<'_>) -> Procurement {
    let Some(table) = parent.table(&year::PROCUREMENT) else {
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
    let small_and_medium = table.money(&fields::procurement::SMALL_AND_MEDIUM);
    // Where nothing went to the larger group, nothing went to its part.
    let micro_is_known =
        small_and_medium.value.is_zero() || table.has(&fields::procurement::SMALL_AND_MICRO);
    let procurement = Procurement {
        place: table.place,
        written: true,
        goods: table.money(&fields::procurement::GOODS),
        works: table.money(&fields::procurement::WORKS),
        services: table.money(&fields::procurement::SERVICES),
        small_and_medium,
        small_and_micro: table.money(&fields::procurement::SMALL_AND_MICRO),
        awards_written: table.has(&fields::procurement::SMALL_AND_MEDIUM) && micro_is_known,
        reserved: reserved(&table),
    };
    table.finish();
    procurement
}

/// What was reserved for smaller enterprises, where it is disclosed.
fn reserved(parent: &Table<'_>) -> Option<Reserved> {
    let table = parent.table(&fields::procurement::RESERVED)?;
    let reserved = Reserved {
        small_and_medium: table.money(&fields::reserved::SMALL_AND_MEDIUM),
        small_and_micro: table.money(&fields::reserved::SMALL_AND_MICRO),
        won_small_and_medium: table.money(&fields::reserved::WON_SMALL_AND_MEDIUM),
        won_small_and_micro: table.money(&fields::reserved::WON_SMALL_AND_MICRO),
        won_other: table.money(&fields::reserved::WON_OTHER),
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
    let Some(table) = parent.table(&year::ASSETS) else { return assets };
    assets.place = table.place;
    assets.written = true;
    assets.vehicles = table.absent(Vehicles::default());
    assets.other_purpose = table.text(&fields::assets::OTHER_USE);
    assets.equipment = table.count(&fields::assets::EQUIPMENT);
    if let Some(row) = table.table(&fields::assets::VEHICLES) {
        let vehicles = fields::per_vehicle().map(|_, kind| row.count(kind).value);
        assets.vehicles = Located::new(vehicles, row.place);
        row.finish();
    }
    table.finish();
    assets
}
