//! `[procurement]` and `[assets]`.

use crate::model::amount::Money;
use crate::model::resources::{Assets, Procurement, Vehicles};
use crate::read::number::Sign;
use crate::read::table::Table;

/// Procurement; none when it is left out.
pub(super) fn procurement(parent: &Table<'_>) -> Procurement {
    let Some(table) = parent.table("procurement") else {
        let none = parent.absent(Money::ZERO);
        return Procurement {
            place: parent.place,
            goods: none,
            works: none,
            services: none,
            small_and_medium: none,
            small_and_micro: none,
        };
    };
    let amount = |key| table.money(key, Sign::Positive);
    let procurement = Procurement {
        place: table.place,
        goods: amount("goods"),
        works: amount("works"),
        services: amount("services"),
        small_and_medium: amount("small-and-medium"),
        small_and_micro: amount("small-and-micro"),
    };
    table.finish();
    procurement
}

/// Vehicles and equipment; none when it is left out.
pub(super) fn assets(parent: &Table<'_>) -> Assets {
    let mut assets = Assets {
        place: parent.place,
        vehicles: Vehicles::default(),
        other_purpose: None,
        equipment: 0,
    };
    let Some(table) = parent.table("assets") else { return assets };
    assets.place = table.place;
    assets.other_purpose = table.text("other-use");
    assets.equipment = table.count("equipment");
    if let Some(row) = table.table("vehicles") {
        assets.vehicles = Vehicles {
            deputy_ministerial: row.count("deputy-ministerial"),
            principal_official: row.count("principal-official"),
            confidential: row.count("confidential"),
            emergency: row.count("emergency"),
            law_enforcement: row.count("law-enforcement"),
            special: row.count("special"),
            retired: row.count("retired"),
            other: row.count("other"),
        };
        row.finish();
    }
    table.finish();
    assets
}
