//! Rows of several units together: one row for each code and fund.

use std::collections::BTreeMap;

use crate::figures::consolidation::gaps;
use crate::figures::consolidation::parts::{Part, Parts, plus};
use crate::model::amount::Money;
use crate::model::budget::{Basis, BudgetRow};
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::model::expenditure::{EconomicRow, ExpenditureRow};
use crate::model::fund::Fund;
use crate::model::income::IncomeRow;
use crate::model::place::Located;

/// Income, one row a code.
pub(super) fn income(rows: Vec<IncomeRow>) -> Vec<IncomeRow> {
    together(
        rows,
        |row| row.code.value.clone(),
        |sum, IncomeRow { place: _, code: _, sources: added }| {
            sum.sources = sum.sources.with(&added, |one, other| plus(*one, *other));
        },
    )
}

/// Expenditure, one row a code and fund.
pub(super) fn expenditure(rows: Vec<ExpenditureRow>) -> Vec<ExpenditureRow> {
    together(
        rows,
        |row| (row.code.value.clone(), row.fund),
        |sum, ExpenditureRow { place: _, code: _, fund: _, natures: added }| {
            sum.natures = sum.natures.with(&added, |one, other| plus(*one, *other));
        },
    )
}

/// Expenditure by economic section, one row a code.
pub(super) fn economic(parts: &Parts<'_>) -> Vec<EconomicRow> {
    let rows = parts.years().flat_map(|year| year.economic.iter().cloned());
    together(
        rows,
        |row| row.code.value.clone(),
        |sum, EconomicRow { place: _, code: _, basic, project }| {
            sum.basic = plus(sum.basic, basic);
            sum.project = plus(sum.project, project);
        },
    )
}

/// The budget, one row a code and fund; units may have it at different levels. A fund that some units spent from without
/// saying what was budgeted has none: what the others say is no budget of the department. A unit that was founded in the
/// year had no initial budget; where another leaves its out, the department has only that of the whole year.
pub(super) fn budget(parts: &Parts<'_>) -> Vec<BudgetRow> {
    let known = Fund::ALL.map(|fund| (fund, gaps::without_budget(parts, fund).is_empty()));
    let of = |fund: Fund| {
        let rows = parts.all().flat_map(|part| part.year.budget.iter().map(move |row| (part, row)));
        rows.filter(move |(_, row)| row.fund == fund)
    };
    let planned = |fund| {
        let silent = |(part, row): (Part<'_>, &BudgetRow)| row.initial.is_none() && !part.founded;
        of(fund).any(|(_, row)| row.initial.is_some()) && !of(fund).any(silent)
    };
    let planned = Fund::ALL.map(|fund| (fund, planned(fund)));
    let adjusted = |fund| of(fund).any(|(_, row)| row.full_year.is_some());
    let adjusted = Fund::ALL.map(|fund| (fund, adjusted(fund)));
    let rows = parts.years().flat_map(|year| year.budget.iter().cloned());
    let rows = rows.filter(|row| known.contains(&(row.fund, true))).map(|row| {
        let nil = Located::new(Money::ZERO, row.place);
        let initial = planned.contains(&(row.fund, true)).then(|| row.initial.unwrap_or(nil));
        let full_year = adjusted.contains(&(row.fund, true)).then(|| row.of(Basis::FullYear));
        BudgetRow { initial, full_year: full_year.flatten(), ..row }
    });
    let both = |one: Option<Located<Money>>, other: Option<Located<Money>>| match (one, other) {
        (Some(one), Some(other)) => Some(plus(one, other)),
        (one, other) => one.or(other),
    };
    together(
        rows,
        |row| (row.code.value.as_str().to_owned(), row.fund),
        |sum, BudgetRow { place: _, code: _, fund: _, initial, full_year }| {
            sum.initial = both(sum.initial, initial);
            sum.full_year = both(sum.full_year, full_year);
        },
    )
}

/// Opening balances, one row a fund and code, with surplus used and distribution.
pub(super) fn carry_over(parts: &Parts<'_>) -> CarryOver {
    let rows = parts.years().flat_map(|year| year.carry_over.opening.iter().cloned());
    let CarryOver { place, opening: _, surplus_used: _, distribution: _ } =
        parts.own.year.carry_over;
    CarryOver {
        place,
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
        |sum, OpeningRow { place: _, fund: _, code: _, amount }| {
            sum.amount = plus(sum.amount, amount);
        },
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
