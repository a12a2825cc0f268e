//! What some units of a department say and others leave out: no sum of it is the department's.

use crate::figures::consolidation::parts::{Part, Parts};
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::report::{Report, YearFile, YearReport};

/// Something that some units of a department say and others leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What it is.
    pub what: Missing,
    /// The units that leave it out.
    pub units: Vec<Silent>,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The table of “三公” expense, which counts as nil.
    ThreePublic,
    /// The table of procurement, which counts as nil.
    Procurement,
    /// The table of assets, which counts as nil.
    Assets,
    /// 预留份额 of a unit that bought something; the department's is left out.
    Reserved,
    /// The budget of a fund that a unit spent from; the department's of this fund is left out.
    Budget(Fund),
}

/// A unit that leaves something out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// Its folder.
    pub folder: String,
    /// Where it should be said.
    pub place: Place,
}

/// All that some units of a department leave out; nothing of a unit.
pub fn gaps(report: &Report) -> Vec<Gap> {
    if report.members.is_empty() {
        return Vec::new();
    }
    let parts = &Parts::of(report);
    let found = [
        (Missing::ThreePublic, without(parts, |part| part.year.three_public.written)),
        (Missing::Procurement, without(parts, |part| part.year.procurement.written)),
        (Missing::Assets, without(parts, |part| part.year.assets.written)),
        (Missing::Reserved, without_reserved(parts)),
    ];
    let budgets = Fund::ALL.map(|fund| (Missing::Budget(fund), without_budget(parts, fund)));
    let found = found.into_iter().chain(budgets);
    let gaps = found.map(|(what, units)| Gap {
        what,
        units: units.iter().map(|part| silent(part, what)).collect(),
    });
    gaps.filter(|gap| !gap.units.is_empty()).collect()
}

/// The units of a department that bought something without saying what they granted to smaller enterprises.
pub(crate) fn awards(report: &Report) -> Vec<Silent> {
    let parts = Parts::of(report);
    let silent = without_awards(&parts).into_iter();
    silent
        .map(|part| Silent { folder: part.folder.to_owned(), place: part.year.procurement.place })
        .collect()
}

/// The units whose figures of last year lack something that the department's comparison needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SilentLastYear {
    /// “三公” expense.
    pub three_public: Vec<Silent>,
    /// 机关运行经费, of the units whose nature has it.
    pub operating_expense: Vec<Silent>,
}

/// What a department's units leave out of last year's figures; nothing where the department wrote its own.
pub(crate) fn without_last_year(report: &Report) -> SilentLastYear {
    let mut silent = SilentLastYear::default();
    if let Some(YearFile::Comparison(_)) =
        report.own.as_ref().and_then(|own| own.last_year.as_ref())
    {
        return silent;
    }
    for member in &report.members {
        let unit = &member.report.unit;
        let Some(YearFile::Comparison(last)) = &member.report.last_year else { continue };
        let here = || Silent { folder: unit.folder.clone(), place: last.place };
        if last.three_public.is_none() {
            silent.three_public.push(here());
        }
        if unit.nature.has_operating_expense() && last.operating_expense.is_none() {
            silent.operating_expense.push(here());
        }
    }
    silent
}

/// The parts that bought something without saying what they granted to smaller enterprises.
pub(super) fn without_awards<'a>(parts: &Parts<'a>) -> Vec<Part<'a>> {
    parts.all().filter(|part| buys(part.year) && !part.year.procurement.awards_written).collect()
}

/// The parts that bought something without saying what was reserved, where others say so.
pub(super) fn without_reserved<'a>(parts: &Parts<'a>) -> Vec<Part<'a>> {
    let has = |part: &Part<'_>| part.year.procurement.reserved.is_some();
    if speaks_for_all(parts, has) {
        return Vec::new();
    }
    parts.all().filter(|part| buys(part.year) && !has(part)).collect()
}

/// The parts that spent from a fund without saying what was budgeted, where others say so.
pub(super) fn without_budget<'a>(parts: &Parts<'a>, fund: Fund) -> Vec<Part<'a>> {
    let has = |part: &Part<'_>| part.year.budget.iter().any(|row| row.fund == fund);
    let spends = |part: &Part<'_>| {
        let rows = part.year.expenditure.iter().filter(|row| row.fund == fund);
        rows.flat_map(|row| *row.natures.values()).any(|amount| !amount.value.is_zero())
    };
    if speaks_for_all(parts, has) {
        return Vec::new();
    }
    parts.all().filter(|part| spends(part) && !has(part)).collect()
}

/// The units without a table, where others have it.
fn without<'a>(parts: &Parts<'a>, has: impl Fn(&Part<'_>) -> bool) -> Vec<Part<'a>> {
    if speaks_for_all(parts, &has) {
        return Vec::new();
    }
    let own = Some(parts.own).filter(Part::has_money);
    let units = own.into_iter().chain(parts.others.iter().copied());
    units.filter(|part| !has(part)).collect()
}

/// Whether nobody says something, or only a department that has no money of its own: it then says it for all.
fn speaks_for_all(parts: &Parts<'_>, has: impl Fn(&Part<'_>) -> bool) -> bool {
    let units_silent = !parts.others.iter().any(&has);
    units_silent && (!has(&parts.own) || !parts.own.has_money())
}

/// Whether a unit bought anything.
fn buys(year: &YearReport) -> bool {
    let bought = &year.procurement;
    [bought.goods, bought.works, bought.services].iter().any(|amount| !amount.value.is_zero())
}

/// A unit with the place where it should say something.
fn silent(part: &Part<'_>, what: Missing) -> Silent {
    let year = part.year;
    let place = match what {
        Missing::ThreePublic | Missing::Procurement | Missing::Assets => year.place,
        Missing::Reserved => year.procurement.place,
        Missing::Budget(fund) => {
            let mut rows = year.expenditure.iter();
            rows.find(|row| row.fund == fund).map_or(year.place, |row| row.place)
        }
    };
    Silent { folder: part.folder.to_owned(), place }
}
