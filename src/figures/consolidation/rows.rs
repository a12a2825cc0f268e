//! Rows of several units together: one row for each code and fund.

use std::collections::BTreeMap;

use crate::figures::consolidation::parts::{Parts, plus};
use crate::model::amount::Money;
use crate::model::budget::BudgetRow;
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::model::expenditure::{EconomicRow, ExpenditureRow, Natures};
use crate::model::income::{IncomeRow, Sources};
use crate::model::place::Located;

/// Income, one row a code.
pub(super) fn income(rows: Vec<IncomeRow>) -> Vec<IncomeRow> {
    together(
        rows,
        |row| row.code.value.clone(),
        |sum, row| sum.sources = sources(&sum.sources, &row.sources),
    )
}

/// Expenditure, one row a code and fund.
pub(super) fn expenditure(rows: Vec<ExpenditureRow>) -> Vec<ExpenditureRow> {
    together(
        rows,
        |row| (row.code.value.clone(), row.fund),
        |sum, row| sum.natures = natures(&sum.natures, &row.natures),
    )
}

/// Expenditure by economic section, one row a code.
pub(super) fn economic(parts: &Parts<'_>) -> Vec<EconomicRow> {
    let rows = parts.years().flat_map(|year| year.economic.iter().cloned());
    together(
        rows,
        |row| row.code.value.clone(),
        |sum, row| {
            sum.basic = plus(sum.basic, row.basic);
            sum.project = plus(sum.project, row.project);
        },
    )
}

/// The budget, one row a code and fund; units may have it at different levels.
pub(super) fn budget(parts: &Parts<'_>) -> Vec<BudgetRow> {
    let rows = parts.years().flat_map(|year| year.budget.iter().cloned());
    together(
        rows,
        |row| (row.code.value.as_str().to_owned(), row.fund),
        |sum, row| sum.initial = plus(sum.initial, row.initial),
    )
}

/// Opening balances, one row a fund and code, with surplus used and distribution.
pub(super) fn carry_over(parts: &Parts<'_>) -> CarryOver {
    let rows = parts.years().flat_map(|year| year.carry_over.opening.iter().cloned());
    CarryOver {
        place: parts.own.year.carry_over.place,
        opening: opening(rows),
        surplus_used: parts.money(|year| year.carry_over.surplus_used),
        distribution: parts.money(|year| year.carry_over.distribution),
    }
}

/// Opening balances, one row a fund and code.
pub(super) fn opening(rows: impl IntoIterator<Item = OpeningRow>) -> Vec<OpeningRow> {
    together(
        rows,
        |row| (row.fund, row.code.as_ref().map(|code| code.value.clone())),
        |sum, row| sum.amount = plus(sum.amount, row.amount),
    )
}

/// Rows with one key as one row, in the order of their first.
fn together<T, K: Ord>(
    rows: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
    mut add: impl FnMut(&mut T, T),
) -> Vec<T> {
    let mut numbers: BTreeMap<K, usize> = BTreeMap::new();
    let mut sums: Vec<T> = Vec::new();
    for row in rows {
        let number = *numbers.entry(key(&row)).or_insert(sums.len());
        match sums.get_mut(number) {
            Some(sum) => add(sum, row),
            None => sums.push(row),
        }
    }
    sums
}

/// The amounts of two rows of income.
pub(super) fn sources(
    one: &Sources<Located<Money>>,
    other: &Sources<Located<Money>>,
) -> Sources<Located<Money>> {
    Sources {
        general: plus(one.general, other.general),
        government_fund: plus(one.government_fund, other.government_fund),
        state_capital: plus(one.state_capital, other.state_capital),
        superior: plus(one.superior, other.superior),
        business: plus(one.business, other.business),
        operating: plus(one.operating, other.operating),
        affiliate: plus(one.affiliate, other.affiliate),
        other: plus(one.other, other.other),
    }
}

/// The amounts of two rows of expenditure.
fn natures(
    one: &Natures<Located<Money>>,
    other: &Natures<Located<Money>>,
) -> Natures<Located<Money>> {
    Natures {
        basic: plus(one.basic, other.basic),
        project: plus(one.project, other.project),
        to_superior: plus(one.to_superior, other.to_superior),
        operating: plus(one.operating, other.operating),
        to_affiliate: plus(one.to_affiliate, other.to_affiliate),
    }
}
