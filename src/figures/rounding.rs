//! How far a sum may be off because the amounts in it were rounded.

use crate::figures::ledger::Ledger;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::{Report, YearFile, YearReport};

/// By how many 元 a sum of amounts may differ from what it should be: each amount was rounded, and so was the sum. An
/// amount that is nil was not rounded. Nothing where the amounts of the year are exact.
pub(crate) fn bound(
    report: &Report,
    amounts: impl Fn(&Ledger<'_>) -> Vec<Located<Money>>,
) -> Money {
    let Some(widest) = report.year.rounded_to else { return Money::ZERO };
    Money::halves(this_year(report, amounts) + u64::from(widest.value))
}

/// The same for opening balances against what last year's amounts leave. Files that serve only comparisons are rounded
/// as this year's are.
pub(crate) fn bound_of_opening(
    report: &Report,
    opening: impl Fn(&Ledger<'_>) -> Vec<Located<Money>>,
    closing: impl Fn(&YearFile) -> Vec<Money>,
) -> Money {
    let now = report.year.rounded_to.map_or(0, |unit| unit.value);
    let mut widest = now;
    let mut units = this_year(report, opening);
    for last in last_years(report) {
        let unit = match last {
            YearFile::Report(last) => last.rounded_to.map_or(0, |unit| unit.value),
            YearFile::Comparison(_) => now,
        };
        widest = widest.max(unit);
        units += rounded(unit, closing(last));
    }
    Money::halves(units + u64::from(widest))
}

/// The same for a sum of some amounts of one year.
pub(crate) fn bound_of(year: &YearReport, amounts: impl IntoIterator<Item = Money>) -> Money {
    let unit = year.rounded_to.map_or(0, |unit| unit.value);
    Money::halves(rounded(unit, amounts) + u64::from(unit))
}

/// The units to which amounts of this year were rounded, added up.
fn this_year(report: &Report, amounts: impl Fn(&Ledger<'_>) -> Vec<Located<Money>>) -> u64 {
    let units = written(report).into_iter().map(|written| {
        let Some(unit) = written.year.rounded_to else { return 0 };
        rounded(unit.value, amounts(&written).into_iter().map(|amount| amount.value))
    });
    units.sum()
}

/// The unit to which a year's amounts were rounded once for every amount that is not nil.
pub(super) fn rounded_in(year: &YearReport, amounts: impl IntoIterator<Item = Money>) -> u64 {
    rounded(year.rounded_to.map_or(0, |unit| unit.value), amounts)
}

/// The unit once for every amount that is not nil.
fn rounded(unit: u32, amounts: impl IntoIterator<Item = Money>) -> u64 {
    let amounts = amounts.into_iter().filter(|amount| !amount.is_zero());
    u64::from(unit) * amounts.count() as u64
}

/// The years that a report's figures were written in: its own, and those of its members without what is cancelled out.
fn written(report: &Report) -> Vec<Ledger<'_>> {
    let Some(own) = &report.own else { return vec![Ledger::of_part(&report.year, false)] };
    let part = |folder: &str, year| {
        let outside = own.year.outside.iter().any(|row| row.unit.value == folder);
        Ledger::of_part(year, !outside)
    };
    let members = report.members.iter().map(|member| &member.report);
    let members = members.map(|report| part(&report.unit.folder, &report.year));
    std::iter::once(part(&report.unit.folder, &own.year)).chain(members).collect()
}

/// The files that last year's figures were written in.
fn last_years(report: &Report) -> impl Iterator<Item = &YearFile> {
    let own = match &report.own {
        Some(own) => own.last_year.as_ref(),
        None => report.last_year.as_ref(),
    };
    let alone = matches!(own, Some(YearFile::Comparison(_)));
    let members = report.members.iter().filter(move |_| !alone);
    own.into_iter().chain(members.filter_map(|member| member.report.last_year.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_amounts_that_were_written_are_rounded() {
        let money = |text| Money::parse(text).unwrap();
        let amounts = || [money("0"), money("1200.00"), money("-300.00"), Money::ZERO];
        assert_eq!(rounded(100, amounts()), 200);
        assert_eq!(Money::halves(rounded(100, amounts()) + 100), money("150"));
        assert_eq!(Money::halves(rounded(1, amounts()) + 1), money("1.50"));
    }
}
