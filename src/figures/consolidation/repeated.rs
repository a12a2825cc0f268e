//! What a department's own file repeats of its units' figures: adding would count it twice.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::figures::consolidation::disclosures::operating_expense_of;
use crate::figures::consolidation::last_year::comparison;
use crate::figures::consolidation::parts::{Part, Parts};
use crate::figures::consolidation::tables::{Cell, Name, Table, Tables};
use crate::model::place::Place;
use crate::model::report::{Report, YearFile};

/// From so many bits on, one amount does not come about twice by chance: `131072.00` and more digits.
const PRECISE: u32 = 17;

/// Figures that a department's own file repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// Whether they are last year's.
    pub last_year: bool,
    /// The unit whose figures they are; none where they are those of all units together.
    pub unit: Option<String>,
    /// The tables.
    pub tables: Vec<Same>,
}

/// A table that the department's own file repeats, or what is repeated of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// Its term.
    pub term: &'static str,
    /// What is repeated, in 元; a number of things where there is no money in it.
    pub sum: Decimal,
    /// Whether it is a number of things.
    pub counts: bool,
    /// Where the department's own file has it.
    pub own: Place,
    /// Where the units' first has it.
    pub theirs: Place,
}

/// What a department's own files of both years repeat; nothing of a unit.
pub fn repeated(report: &Report) -> Vec<Repeated> {
    if report.members.is_empty() {
        return Vec::new();
    }
    let parts = Parts::of(report);
    let units = parts.others.iter().map(|part| (part.folder, of_part(part)));
    let own = parts.own.year;
    let operating = own.operating_expense.filter(|_| parts.own.nature.has_operating_expense());
    let own = Tables::of_year(own, operating, false);
    let this_year = compare(&own, &units.collect::<Vec<_>>(), false);
    this_year.into_iter().chain(of_last_year(report)).collect()
}

/// What the department's full report of last year repeats; one that serves comparisons only is not added to anything.
fn of_last_year(report: &Report) -> Option<Repeated> {
    let own = match &report.own {
        Some(own) => &own.last_year,
        None => &report.last_year,
    };
    let Some(own @ YearFile::Report(_)) = own else { return None };
    let units = report.members.iter().filter_map(|member| {
        let unit = &member.report.unit;
        let last = comparison(member.report.last_year.as_ref()?, unit.nature);
        Some((unit.folder.as_str(), Tables::of_comparison(&last)))
    });
    let own = Tables::of_comparison(&comparison(own, report.unit.nature));
    compare(&own, &units.collect::<Vec<_>>(), true)
}

/// The tables of a unit.
fn of_part(part: &Part<'_>) -> Tables {
    let operating = part.nature.has_operating_expense();
    let operating = operating.then(|| operating_expense_of(part.year));
    Tables::of_year(part.year, operating, true)
}

/// What the department's own tables repeat: of all units' together or of a single one's, whichever is more.
fn compare(own: &Tables, units: &[(&str, Tables)], last_year: bool) -> Option<Repeated> {
    let together = Tables::together(units.iter().map(|(_, tables)| tables));
    let single = units.iter().map(|(folder, tables)| (Some(*folder), Match::of(own, tables)));
    let all = std::iter::once((None, Match::of(own, &together)));
    let found = all.chain(single).filter(|(_, found)| found.is_no_chance());
    let (unit, most) = found.max_by_key(|(_, found)| found.equal.len())?;
    Some(Repeated { last_year, unit: unit.map(str::to_owned), tables: most.tables() })
}

/// A number that both have.
struct Equal {
    table: Name,
    /// Whether all that the department has in this table is the same.
    whole: bool,
    own: Cell,
    theirs: Cell,
}

/// All numbers that both have.
struct Match {
    equal: Vec<Equal>,
    /// Whether the department has income or expenditure of its own.
    has_money: bool,
    /// Whether all that it has is the same.
    everything: bool,
}

impl Match {
    /// Looks for the department's numbers among others.
    fn of(own: &Tables, theirs: &Tables) -> Self {
        let mut equal = Vec::new();
        let mut everything = true;
        for (table, Table(cells)) in &own.0 {
            let others = theirs.0.get(table);
            let same = cells.iter().filter_map(|(key, own)| {
                let Table(others) = others?;
                Some((*own, *others.get(key)?)).filter(|(own, other)| own.number == other.number)
            });
            let same: Vec<(Cell, Cell)> = same.collect();
            let whole = same.len() == cells.len();
            everything &= whole || table.is_totals();
            let table = *table;
            equal.extend(same.into_iter().map(|(own, theirs)| Equal { table, whole, own, theirs }));
        }
        let has = |name| own.0.get(&name).is_some_and(|Table(cells)| !cells.is_empty());
        let has_money = has(Name::Income) || has(Name::Expenditure);
        Self { equal, has_money, everything }
    }

    /// Whether so many of so precise numbers cannot be the same by chance. A round amount may be, and one amount that a
    /// single unit has as well: two units buy the same car.
    fn is_no_chance(&self) -> bool {
        let whole = || self.equal.iter().filter(|one| one.whole);
        let sums = || whole().filter(|one| one.theirs.units > 1);
        let is_whole = |table| whole().any(|one| one.table == table);
        let both = is_whole(Name::Income) && is_whole(Name::Expenditure);
        let flow = |one: &Equal| matches!(one.table, Name::Income | Name::Expenditure);
        let counts = whole().filter(|one| one.table.counts()).count();
        let precise = |one: &Equal| {
            one.theirs.units > 1 && !one.table.counts() && bits(one.own.number) >= PRECISE
        };
        let of_sums = Amounts::of(sums());
        let of_whole = Amounts::of(whole());
        let of_all = Amounts::of(self.equal.iter());
        self.equal.iter().any(precise)
            || of_sums.are(2, 9)
            || of_whole.are(2, 20)
            || of_all.are(3, 40)
            || of_all.are(5, 12)
            || both && sums().any(flow)
            || both && self.everything && of_whole.are(2, 0)
            || counted(sums()) >= 6
            || !self.has_money && (sums().next().is_some() || of_whole.are(2, 0) || counts >= 2)
    }

    /// The tables that are the same, or else those of which something is.
    fn tables(&self) -> Vec<Same> {
        let some_whole = self.equal.iter().any(|one| one.whole && !one.table.is_totals());
        let meant = |one: &&Equal| !some_whole || one.whole && !one.table.is_totals();
        let mut tables: Vec<Same> = Vec::new();
        for one in self.equal.iter().filter(meant) {
            let term = one.table.term();
            match tables.iter_mut().find(|table| table.term == term) {
                Some(table) if !one.table.is_totals() => {
                    table.sum = table.sum.saturating_add(one.own.number);
                }
                Some(_) => {}
                None => tables.push(Same {
                    term,
                    sum: one.own.number,
                    counts: one.table.counts(),
                    own: one.own.place,
                    theirs: one.theirs.place,
                }),
            }
        }
        tables
    }
}

/// Different amounts of money and how precise they are together.
struct Amounts {
    number: usize,
    bits: u32,
}

impl Amounts {
    /// The different amounts of some numbers.
    fn of<'e>(equal: impl Iterator<Item = &'e Equal>) -> Self {
        let amounts = equal.filter(|one| !one.table.counts()).map(|one| one.own.number.abs());
        let different: BTreeSet<Decimal> = amounts.collect();
        let bits = different.iter().map(|amount| bits(*amount)).sum();
        Self { number: different.len(), bits }
    }

    /// Whether there are at least so many and they are at least so precise.
    fn are(&self, number: usize, bits: u32) -> bool {
        self.number >= number && self.bits >= bits
    }
}

/// How large some counts are together, in bits.
fn counted<'e>(equal: impl Iterator<Item = &'e Equal>) -> u32 {
    let counts = equal.filter(|one| one.table.counts());
    counts.map(|one| one.own.number.mantissa().unsigned_abs().saturating_add(1).ilog2()).sum()
}

/// How precise an amount is: the binary digits of what is left of it without the noughts at its end.
fn bits(amount: Decimal) -> u32 {
    let mut digits = amount.normalize().mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog2().unwrap_or_default()
}
