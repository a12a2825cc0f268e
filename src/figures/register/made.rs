//! What a figure is made of.

use crate::figures::economic::Group;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::model::amount::Money;
use crate::model::any_code::AnyEconomicCode;
use crate::model::budget::Basis;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::Source;
use crate::model::place::Located;
use crate::model::three_public::Item;

/// What a figure is made of: which amounts of a ledger.
#[derive(Debug, Clone)]
pub enum Made<'a> {
    /// Income from the sources of some funds.
    Income(&'static [Fund], Under<'a>),
    /// Income from one source.
    Source(Source, Under<'a>),
    /// Opening balances.
    Opening(&'static [Fund], Under<'a>),
    /// Expenditure.
    Spent(&'static [Fund], Part, Under<'a>),
    /// Expenditure of one nature.
    Nature(Spending, Under<'a>),
    /// What is left: opening balances and income less expenditure.
    Left(&'static [Fund], Under<'a>),
    /// Budgets.
    Budget(Basis, &'static [Fund], Under<'a>),
    /// Expenditure by economic sections of a group.
    Group(Group, Part),
    /// Expenditure by economic sections under a code.
    Sections(Part, &'a AnyEconomicCode),
    /// Of some “三公” expenses, what is said of each.
    ThreePublic(&'static [Item], Said),
    /// Amounts that were written as they are.
    Written(fn(&Ledger<'_>) -> Vec<Located<Money>>),
    /// All of several.
    Sum(Vec<Made<'a>>),
    /// Other figures: those with the same beginning of the id.
    Figures,
}

/// What is said of a “三公” expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    FullYear,
    /// 决算数.
    Spent,
}

impl Said {
    /// The amounts that it is made of for an item.
    fn of(self, item: Item, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        let expense = &ledger.year.three_public.items[item];
        match self {
            Self::Initial => vec![expense.initial()],
            Self::FullYear => vec![expense.budgeted()],
            Self::Spent => ledger.expense(expense, item.sections()),
        }
    }
}

impl Made<'_> {
    /// The amounts in a ledger, with their places.
    pub fn leaves(&self, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        match self {
            Self::Income(funds, under) => ledger.income(funds, *under),
            Self::Source(source, under) => ledger.source(*source, *under),
            Self::Opening(funds, under) => ledger.opening(funds, *under),
            Self::Spent(funds, part, under) => ledger.spent(funds, *part, *under),
            Self::Nature(nature, under) => {
                let rows = ledger.rows(&Fund::ALL, *under).into_iter();
                rows.map(|row| row.natures[*nature]).collect()
            }
            Self::Left(funds, under) => ledger.closing(funds, *under),
            Self::Budget(basis, funds, under) => ledger.budget(*basis, funds, *under),
            Self::Group(group, part) => {
                ledger.sections(*part, |code| Group::of(&code.class()) == *group)
            }
            Self::Sections(part, code) => ledger.sections(*part, |own| code.holds(own)),
            Self::ThreePublic(items, said) => {
                items.iter().flat_map(|item| said.of(*item, ledger)).collect()
            }
            Self::Written(of) => of(ledger),
            Self::Sum(parts) => parts.iter().flat_map(|part| part.leaves(ledger)).collect(),
            Self::Figures => Vec::new(),
        }
    }
}
