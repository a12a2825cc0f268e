//! `[procurement]` and `[assets]`.

use crate::model::resources::{Assets, Procurement, Reserved, Vehicles};
use crate::write::fields::Fields;
use crate::write::file::File;

/// Procurement where it was written.
pub(super) fn procurement(file: File, procurement: &Procurement) -> File {
    let Procurement {
        place: _,
        written,
        goods,
        works,
        services,
        small_and_medium,
        small_and_micro,
        awards_written,
        reserved: set_aside,
    } = procurement;
    if !written {
        return file;
    }
    let fields = Fields::default()
        .amount("goods", goods.value)
        .money("works", *works)
        .money("services", *services);
    // Left out they are unknown, so that none is written as well.
    let fields = if *awards_written {
        fields
            .amount("small-and-medium", small_and_medium.value)
            .amount("small-and-micro", small_and_micro.value)
    } else {
        fields
            .money("small-and-medium", *small_and_medium)
            .money("small-and-micro", *small_and_micro)
    };
    let fields = match set_aside {
        Some(set_aside) => fields.whole_row("reserved", reserved(set_aside)),
        None => fields,
    };
    file.whole_table("procurement", fields)
}

/// What was reserved for smaller enterprises.
fn reserved(reserved: &Reserved) -> Fields {
    let Reserved {
        small_and_medium,
        small_and_micro,
        won_small_and_medium,
        won_small_and_micro,
        won_other,
    } = reserved;
    Fields::default()
        .money("small-and-medium", *small_and_medium)
        .money("small-and-micro", *small_and_micro)
        .money("won-small-and-medium", *won_small_and_medium)
        .money("won-small-and-micro", *won_small_and_micro)
        .money("won-other", *won_other)
}

/// Assets where they were written.
pub(super) fn assets(file: File, assets: &Assets) -> File {
    let Assets { place: _, written, vehicles: kept, other_purpose, equipment } = assets;
    if !written {
        return file;
    }
    let fields = Fields::default()
        .row("vehicles", vehicles(&kept.value))
        .text("other-use", other_purpose.as_ref())
        .number("equipment", equipment.value);
    file.whole_table("assets", fields)
}

/// Vehicles by kind.
fn vehicles(vehicles: &Vehicles) -> Fields {
    let Vehicles {
        deputy_ministerial,
        principal_official,
        confidential,
        emergency,
        law_enforcement,
        special,
        retired,
        other,
    } = vehicles;
    Fields::default()
        .count("deputy-ministerial", *deputy_ministerial)
        .count("principal-official", *principal_official)
        .count("confidential", *confidential)
        .count("emergency", *emergency)
        .count("law-enforcement", *law_enforcement)
        .count("special", *special)
        .count("retired", *retired)
        .count("other", *other)
}
