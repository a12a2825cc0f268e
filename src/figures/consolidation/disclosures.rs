//! “三公” expense, procurement, assets and operating expense of several units together; words stay the department's.

use crate::figures::consolidation::parts::Parts;
use crate::figures::economic::groups;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::YearReport;
use crate::model::resources::{Assets, Procurement, Vehicles};
use crate::model::three_public::{Expense, Guests, Items, ThreePublic};

/// “三公” expense: budgets, final figures and counts added.
pub(super) fn three_public(parts: &Parts<'_>) -> ThreePublic {
    let own = &parts.own.year.three_public;
    let expense = |of: fn(&Items<Expense>) -> &Expense, spent: fn(&Items<Money>) -> Money| {
        let of = |year: &'_ YearReport| of(&year.three_public.items).clone();
        let own = of(parts.own.year);
        let adjusted = parts.years().any(|year| of(year).full_year.is_some());
        let written = parts.years().find_map(|year| of(year).outturn);
        let all_spent = || parts.years().map(|year| spent(&outturns(year))).sum();
        Expense {
            initial: parts.money(|year| of(year).initial),
            full_year: adjusted.then(|| {
                parts.money(|year| of(year).full_year.unwrap_or_else(|| of(year).initial))
            }),
            outturn: written.map(|written| Located::new(all_spent(), written.place)),
            ..own
        }
    };
    let guests = |of: fn(&ThreePublic) -> &Guests| Guests {
        amount: parts.money(|year| of(&year.three_public).amount),
        batches: parts.count(|year| of(&year.three_public).batches),
        persons: parts.count(|year| of(&year.three_public).persons),
        purpose: of(own).purpose.clone(),
    };
    ThreePublic {
        place: own.place,
        written: parts.years().any(|year| year.three_public.written),
        items: Items {
            abroad: expense(|items| &items.abroad, |spent| spent.abroad),
            vehicle_purchase: expense(|items| &items.vehicle_purchase, |s| s.vehicle_purchase),
            vehicle_operation: expense(|items| &items.vehicle_operation, |s| s.vehicle_operation),
            reception: expense(|items| &items.reception, |spent| spent.reception),
        },
        groups: parts.count(|year| year.three_public.groups),
        persons: parts.count(|year| year.three_public.persons),
        vehicles_bought: parts.count(|year| year.three_public.vehicles_bought),
        vehicles_kept: parts.count(|year| year.three_public.vehicles_kept),
        domestic: guests(|table| &table.domestic),
        foreign_guests: guests(|table| &table.foreign_guests),
        overseas: guests(|table| &table.overseas),
    }
}

/// 机关运行经费: that of the units whose nature has it; none where no unit's has.
pub(super) fn operating_expense(parts: &Parts<'_>) -> Option<Located<Money>> {
    let having = parts.all().filter(|part| part.nature.has_operating_expense());
    let amounts = having.map(|part| match part.year.operating_expense {
        Some(written) => written,
        None => Located::new(groups(part.year).1.basic, part.year.place),
    });
    amounts.reduce(|sum, part| Located::new(sum.value + part.value, sum.place))
}

/// 政府采购.
pub(super) fn procurement(parts: &Parts<'_>) -> Procurement {
    Procurement {
        place: parts.own.year.procurement.place,
        written: parts.years().any(|year| year.procurement.written),
        goods: parts.money(|year| year.procurement.goods),
        works: parts.money(|year| year.procurement.works),
        services: parts.money(|year| year.procurement.services),
        small_and_medium: parts.money(|year| year.procurement.small_and_medium),
        small_and_micro: parts.money(|year| year.procurement.small_and_micro),
        awards_written: parts.years().all(|year| {
            let bought = &year.procurement;
            let nothing = [bought.goods, bought.works, bought.services];
            bought.awards_written || nothing.iter().all(|amount| amount.value.is_zero())
        }),
        ..parts.own.year.procurement.clone()
    }
}

/// 国有资产.
pub(super) fn assets(parts: &Parts<'_>) -> Assets {
    let own = &parts.own.year.assets;
    let vehicles = parts.years().map(|year| year.assets.vehicles.value);
    Assets {
        place: own.place,
        written: parts.years().any(|year| year.assets.written),
        vehicles: Located::new(
            vehicles.fold(Vehicles::default(), Vehicles::plus),
            own.vehicles.place,
        ),
        other_purpose: own.other_purpose.clone(),
        equipment: parts.count(|year| year.assets.equipment),
    }
}
