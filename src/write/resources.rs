//! `[procurement]` and `[assets]`.

use crate::fields::resources as of;
use crate::fields::year::year as top;
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
        .amount(&of::procurement::GOODS, goods.value)
        .money(&of::procurement::WORKS, *works)
        .money(&of::procurement::SERVICES, *services);
    // Left out they are unknown, so that none is written as well.
    let fields = if *awards_written {
        fields
            .amount(&of::procurement::SMALL_AND_MEDIUM, small_and_medium.value)
            .amount(&of::procurement::SMALL_AND_MICRO, small_and_micro.value)
    } else {
        fields
            .money(&of::procurement::SMALL_AND_MEDIUM, *small_and_medium)
            .money(&of::procurement::SMALL_AND_MICRO, *small_and_micro)
    };
    let fields = match set_aside {
        Some(set_aside) => fields.whole_row(&of::procurement::RESERVED, reserved(set_aside)),
        None => fields,
    };
    file.whole_table(&[&top::PROCUREMENT], fields)
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
        .money(&of::reserved::SMALL_AND_MEDIUM, *small_and_medium)
        .money(&of::reserved::SMALL_AND_MICRO, *small_and_micro)
        .money(&of::reserved::WON_SMALL_AND_MEDIUM, *won_small_and_medium)
        .money(&of::reserved::WON_SMALL_AND_MICRO, *won_small_and_micro)
        .money(&of::reserved::WON_OTHER, *won_other)
}

/// Assets where they were written.
pub(super) fn assets(file: File, assets: &Assets) -> File {
    let Assets { place: _, written, vehicles: kept, other_purpose, equipment } = assets;
    if !written {
        return file;
    }
    let fields = Fields::default()
        .row(&of::assets::VEHICLES, vehicles(&kept.value))
        .text(&of::assets::OTHER_USE, other_purpose.as_ref())
        .number(&of::assets::EQUIPMENT, equipment.value);
    file.whole_table(&[&top::ASSETS], fields)
}

/// Vehicles by kind.
fn vehicles(vehicles: &Vehicles) -> Fields {
    let kinds = vehicles.iter();
    kinds.fold(Fields::default(), |fields, (kind, count)| {
        fields.count(&of::per_vehicle()[kind], *count)
    })
}
