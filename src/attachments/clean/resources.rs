//! Procurement and assets, where the form has them.

use crate::attachments::clean::kept::Kept;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::resources::{Assets, Procurement, Reserved, Vehicles};

/// Procurement; as if it had not been written where the form has none.
pub(super) fn procurement(procurement: &Procurement, kept: &Kept<'_>) -> Procurement {
    let Procurement {
        place,
        written,
        goods,
        works,
        services,
        small_and_medium,
        small_and_micro,
        awards_written,
        reserved: set_aside,
    } = procurement;
    let shown = kept.shown.key("procurement");
    let amount = |amount: &Located<Money>| match shown {
        true => *amount,
        false => Located::new(Money::ZERO, *place),
    };
    Procurement {
        place: *place,
        written: *written && shown,
        goods: amount(goods),
        works: amount(works),
        services: amount(services),
        small_and_medium: amount(small_and_medium),
        small_and_micro: amount(small_and_micro),
        awards_written: *awards_written && shown,
        reserved: set_aside.filter(|_| shown && kept.shown.key("reserved")).map(reserved),
    }
}

/// What was reserved for smaller enterprises.
fn reserved(reserved: Reserved) -> Reserved {
    let Reserved {
        small_and_medium,
        small_and_micro,
        won_small_and_medium,
        won_small_and_micro,
        won_other,
    } = reserved;
    Reserved {
        small_and_medium,
        small_and_micro,
        won_small_and_medium,
        won_small_and_micro,
        won_other,
    }
}

/// Assets; as if they had not been written where the form has none.
pub(super) fn assets(assets: &Assets, kept: &Kept<'_>) -> Assets {
    let Assets { place, written, vehicles, other_purpose, equipment } = assets;
    if !kept.shown.key("assets") {
        let none = Located::new(0, *place);
        let vehicles = Located::new(Vehicles::default(), *place);
        let place = *place;
        return Assets { place, written: false, vehicles, other_purpose: None, equipment: none };
    }
    Assets {
        place: *place,
        written: *written,
        vehicles: *vehicles,
        other_purpose: kept.text(other_purpose),
        equipment: *equipment,
    }
}
