//! “三公” expense, procurement, assets and operating expense of several units together; words stay the department's.

use crate::figures::consolidation::gaps;
use crate::figures::consolidation::parts::{Parts, plus};
use crate::figures::operating;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::YearReport;
use crate::model::resources::{Assets, Procurement, Reserved, Vehicles};
use crate::model::three_public::{Expense, Guests, Item, PerItem, ThreePublic};

/// “三公” expense: budgets, final figures and counts added.
pub(super) fn three_public(parts: &Parts<'_>) -> ThreePublic {
    let ThreePublic {
        place,
        written: _,
        items: _,
        groups: _,
        persons: _,
        vehicles_bought: _,
        vehicles_kept: _,
        domestic: _,
        foreign_guests: _,
        overseas: _,
    } = parts.own.year.three_public;
    ThreePublic {
        place,
        written: parts.years().any(|year| year.three_public.written),
        items: PerItem::of(|item| expense(parts, item)),
        groups: parts.count(|year| year.three_public.groups),
        persons: parts.count(|year| year.three_public.persons),
        vehicles_bought: parts.count(|year| year.three_public.vehicles_bought),
        vehicles_kept: parts.count(|year| year.three_public.vehicles_kept),
        domestic: guests(parts, |table| &table.domestic),
        foreign_guests: guests(parts, |table| &table.foreign_guests),
        overseas: guests(parts, |table| &table.overseas),
    }
}

/// One kind of “三公” expense.
fn expense(parts: &Parts<'_>, item: Item) -> Expense {
    let Expense { place, initial: _, full_year: _, outturn: _, purpose, reason } =
        &parts.own.year.three_public.items[item];
    let initial = |year: &YearReport| year.three_public.items[item].initial();
    let planned = |year: &YearReport| year.three_public.items[item].initial.is_some();
    let adjusted = |year: &YearReport| year.three_public.items[item].full_year;
    // A budget that is not said to have been adjusted was not: the whole year's is the initial one.
    let full_year = |year: &YearReport| year.three_public.items[item].budgeted();
    // A final figure that is not written is known all the same: it stands in the economic sections.
    let outturn = parts.years().find_map(|year| year.three_public.items[item].outturn);
    let all_spent = || parts.years().map(|year| outturns(year)[item]).sum();
    Expense {
        place: *place,
        initial: parts.years().any(planned).then(|| parts.money(initial)),
        full_year: parts
            .years()
            .any(|year| adjusted(year).is_some())
            .then(|| parts.money(full_year)),
        outturn: outturn.map(|written| Located::new(all_spent(), written.place)),
        purpose: purpose.clone(),
        reason: reason.clone(),
    }
}

/// Receptions of one kind.
fn guests(parts: &Parts<'_>, of: fn(&ThreePublic) -> &Guests) -> Guests {
    let Guests { amount: _, batches: _, persons: _, purpose } = of(&parts.own.year.three_public);
    Guests {
        amount: parts.money(|year| of(&year.three_public).amount),
        batches: parts.count(|year| of(&year.three_public).batches),
        persons: parts.count(|year| of(&year.three_public).persons),
        purpose: purpose.clone(),
    }
}

/// 机关运行经费: that of the units whose nature has it; none where no unit's has.
pub(super) fn operating_expense(parts: &Parts<'_>) -> Option<Located<Money>> {
    let having = parts.all().filter(|part| part.nature.has_operating_expense());
    having.map(|part| operating_expense_of(part.year)).reduce(plus)
}

/// 机关运行经费 of one unit: as written, or else the public part of basic expenditure.
pub(super) fn operating_expense_of(year: &YearReport) -> Located<Money> {
    let place = year.operating_expense.map_or(year.place, |written| written.place);
    Located::new(operating::of_year(year), place)
}

/// 政府采购; what was granted to smaller enterprises or reserved for them is only known where every unit that bought
/// something says so.
pub(super) fn procurement(parts: &Parts<'_>) -> Procurement {
    let Procurement {
        place,
        written: _,
        goods: _,
        works: _,
        services: _,
        small_and_medium: _,
        small_and_micro: _,
        awards_written: _,
        reserved: _,
    } = parts.own.year.procurement;
    Procurement {
        place,
        written: parts.years().any(|year| year.procurement.written),
        goods: parts.money(|year| year.procurement.goods),
        works: parts.money(|year| year.procurement.works),
        services: parts.money(|year| year.procurement.services),
        small_and_medium: parts.money(|year| year.procurement.small_and_medium),
        small_and_micro: parts.money(|year| year.procurement.small_and_micro),
        awards_written: gaps::without_awards(parts).is_empty(),
        reserved: reserved(parts),
    }
}

/// 预留份额 of all units; none where one that bought something does not say.
fn reserved(parts: &Parts<'_>) -> Option<Reserved> {
    if !gaps::without_reserved(parts).is_empty() {
        return None;
    }
    parts.years().filter_map(|year| year.procurement.reserved).reduce(|sum, part| {
        let Reserved {
            small_and_medium,
            small_and_micro,
            won_small_and_medium,
            won_small_and_micro,
            won_other,
        } = part;
        Reserved {
            small_and_medium: plus(sum.small_and_medium, small_and_medium),
            small_and_micro: plus(sum.small_and_micro, small_and_micro),
            won_small_and_medium: plus(sum.won_small_and_medium, won_small_and_medium),
            won_small_and_micro: plus(sum.won_small_and_micro, won_small_and_micro),
            won_other: plus(sum.won_other, won_other),
        }
    })
}

/// 国有资产.
pub(super) fn assets(parts: &Parts<'_>) -> Assets {
    let Assets { place, written: _, vehicles, other_purpose, equipment: _ } =
        &parts.own.year.assets;
    let all = parts.years().map(|year| year.assets.vehicles.value);
    Assets {
        place: *place,
        written: parts.years().any(|year| year.assets.written),
        vehicles: Located::new(all.fold(Vehicles::default(), Vehicles::plus), vehicles.place),
        other_purpose: other_purpose.clone(),
        equipment: parts.count(|year| year.assets.equipment),
    }
}
