//! The ledger of a year: every amount of it with the place where it stands, by fund and code.

use std::cell::OnceCell;

use crate::figures::by_code::ByCode;
use crate::model::amount::Money;
use crate::model::budget::{Basis, BudgetRow, Budgeted};
use crate::model::carry_over::OpeningRow;
use crate::model::code::{EconomicCode, Functional};
use crate::model::department::{Payment, Side};
use crate::model::expenditure::{ExpenditureRow, Spending};
use crate::model::fund::Fund;
use crate::model::income::{IncomeRow, Source};
use crate::model::place::Located;
use crate::model::reasons::AccountReason;
use crate::model::report::{YearFile, YearReport};
use crate::model::three_public::Expense;

/// Which codes are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under<'c> {
    /// All of them, and what has none.
    All,
    /// A code and those that are part of it.
    Code(Functional<'c>),
}

impl<'c> Under<'c> {
    /// A code and those that are part of it.
    pub fn code(code: impl Into<Functional<'c>>) -> Self {
        Self::Code(code.into())
    }
}

/// Which amounts of a row of expenditure are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
}

/// The ledger of one year.
#[derive(Debug, Clone)]
pub struct Ledger<'a> {
    /// The year.
    pub year: &'a YearReport,
    /// Whether what was paid within a department counts for nothing.
    cancelled: bool,
    /// Whether it is asked so little that its rows are looked through and not sorted.
    once: bool,
    /// The rows by fund and code, sorted when a code is asked for first.
    index: OnceCell<Index<'a>>,
}

/// Rows by fund and code, each with its number in the data.
#[derive(Debug, Clone, Default)]
struct Index<'a> {
    /// Income, which has sources for funds.
    income: ByCode<(), Vec<(usize, &'a IncomeRow)>>,
    /// Opening balances that have a code.
    opening: ByCode<Fund, Vec<(usize, &'a OpeningRow)>>,
    /// Expenditure.
    spent: ByCode<Fund, Vec<(usize, &'a ExpenditureRow)>>,
    /// Budgets.
    budget: ByCode<Fund, Vec<(usize, &'a BudgetRow)>>,
    /// Reasons and purposes; of several for one code the first.
    reasons: ByCode<Fund, Option<&'a AccountReason>>,
}

impl<'a> Index<'a> {
    /// The rows of a year.
    fn of(year: &'a YearReport) -> Self {
        let mut index = Self::default();
        for (number, row) in year.income.iter().enumerate() {
            index.income.entry((), &row.code.value).push((number, row));
        }
        for (number, row) in year.carry_over.opening.iter().enumerate() {
            if let Some(code) = &row.code {
                index.opening.entry(row.fund, &code.value).push((number, row));
            }
        }
        for (number, row) in year.expenditure.iter().enumerate() {
            index.spent.entry(row.fund, &row.code.value).push((number, row));
        }
        for (number, row) in year.budget.iter().enumerate() {
            index.budget.entry(row.fund, &row.code.value).push((number, row));
        }
        for reason in &year.reasons.accounts {
            index.reasons.entry(reason.fund, &reason.code.value).get_or_insert(reason);
        }
        index
    }
}

/// The rows of some groups under a code, in the order of the data.
fn rows<'a, G: Ord + Copy, R>(
    index: &ByCode<G, Vec<(usize, &'a R)>>,
    groups: &[G],
    code: Functional<'_>,
) -> Vec<&'a R> {
    let under = groups.iter().flat_map(|group| index.under(*group, code));
    let mut rows: Vec<(usize, &'a R)> = under.flat_map(|rows| rows.iter().copied()).collect();
    rows.sort_unstable_by_key(|(number, _)| *number);
    rows.into_iter().map(|(_, row)| row).collect()
}

impl<'a> Ledger<'a> {
    /// The ledger of a year.
    pub fn of(year: &'a YearReport) -> Self {
        Self { year, cancelled: false, once: false, index: OnceCell::new() }
    }

    /// The ledger of a unit's year that may be part of its department's, for a single question.
    pub(super) fn of_part(year: &'a YearReport, cancelled: bool) -> Self {
        Self { cancelled, once: true, ..Self::of(year) }
    }

    /// The rows by fund and code.
    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::of(self.year))
    }

    /// Income under a code from the sources that belong to some funds.
    pub fn income(&self, funds: &[Fund], under: Under<'_>) -> Vec<Located<Money>> {
        let sources: Vec<Source> = funds.iter().flat_map(|fund| Source::of_fund(*fund)).collect();
        self.from(&sources, under)
    }

    /// Income under a code from one source.
    pub fn source(&self, source: Source, under: Under<'_>) -> Vec<Located<Money>> {
        self.from(&[source], under)
    }

    /// Income under a code from some sources.
    fn from(&self, sources: &[Source], under: Under<'_>) -> Vec<Located<Money>> {
        let rows = match under {
            Under::All => self.year.income.iter().collect(),
            Under::Code(code) if self.once => {
                let all = self.year.income.iter();
                all.filter(|row| code.holds(&row.code.value)).collect()
            }
            Under::Code(code) => rows(&self.index().income, &[()], code),
        };
        let counts = |source: &&Source| !(self.cancelled && source.is_transfer());
        let sources = || sources.iter().filter(counts);
        rows.into_iter().flat_map(|row| sources().map(|source| row.sources[*source])).collect()
    }

    /// Opening balances of some funds under a code.
    pub fn opening(&self, funds: &[Fund], under: Under<'_>) -> Vec<Located<Money>> {
        let rows = match under {
            Under::All => {
                let all = self.year.carry_over.opening.iter();
                all.filter(|row| funds.contains(&row.fund)).collect()
            }
            Under::Code(code) if self.once => {
                let all = self.year.carry_over.opening.iter();
                let coded = |row: &&OpeningRow| {
                    let own = row.code.as_ref();
                    own.is_some_and(|own| code.holds(&own.value))
                };
                all.filter(|row| funds.contains(&row.fund)).filter(coded).collect()
            }
            Under::Code(code) => rows(&self.index().opening, funds, code),
        };
        rows.into_iter().map(|row| row.amount).collect()
    }

    /// The rows of expenditure from some funds under a code.
    pub fn rows(&self, funds: &[Fund], under: Under<'_>) -> Vec<&'a ExpenditureRow> {
        match under {
            Under::All => {
                let all = self.year.expenditure.iter();
                all.filter(|row| funds.contains(&row.fund)).collect()
            }
            Under::Code(code) if self.once => {
                let all = self.year.expenditure.iter();
                let coded = |row: &&ExpenditureRow| code.holds(&row.code.value);
                all.filter(|row| funds.contains(&row.fund)).filter(coded).collect()
            }
            Under::Code(code) => rows(&self.index().spent, funds, code),
        }
    }

    /// Expenditure from some funds under a code.
    pub fn spent(&self, funds: &[Fund], part: Part, under: Under<'_>) -> Vec<Located<Money>> {
        let natures = Spending::ALL.into_iter().filter(|nature| match part {
            Part::All => !(self.cancelled && nature.is_transfer()),
            Part::Basic => *nature == Spending::Basic,
            Part::Project => *nature == Spending::Project,
        });
        let natures: Vec<Spending> = natures.collect();
        let amounts =
            |row: &ExpenditureRow| natures.iter().map(|nature| row.natures[*nature]).collect();
        self.rows(funds, under).into_iter().flat_map(|row| -> Vec<_> { amounts(row) }).collect()
    }

    /// What makes the closing balance of some funds under a code: opening balances, income and expenditure.
    pub fn closing(&self, funds: &[Fund], under: Under<'_>) -> Vec<Located<Money>> {
        let spent = self.spent(funds, Part::All, under);
        let (opening, income) = (self.opening(funds, under), self.income(funds, under));
        [spent, opening, income].concat()
    }

    /// The closing balance of some funds under a code, in 元.
    pub fn left(&self, funds: &[Fund], under: Under<'_>) -> Money {
        let sum = |amounts: Vec<Located<Money>>| -> Money {
            amounts.into_iter().map(|amount| amount.value).sum()
        };
        let came = sum(self.opening(funds, under)) + sum(self.income(funds, under));
        came - sum(self.spent(funds, Part::All, under))
    }

    /// Budgets of some funds under a code.
    pub fn budget(&self, basis: Basis, funds: &[Fund], under: Under<'_>) -> Vec<Located<Money>> {
        let rows = match under {
            Under::All => self.year.budget.iter().filter(|row| funds.contains(&row.fund)).collect(),
            Under::Code(code) => rows(&self.index().budget, funds, code),
        };
        rows.into_iter().filter_map(|row| row.of(basis)).collect()
    }

    /// The budget of a fund under a code, in 元; none where the fund has no budget, or only one above the code.
    pub fn budgeted(&self, fund: Fund, under: Under<'_>) -> Option<Budgeted> {
        let known = match under {
            Under::All => true,
            Under::Code(code) => !self.index().budget.is_coarser(fund, code),
        };
        let mut rows = self.year.budget.iter().filter(|row| row.fund == fund);
        let first = rows.next().filter(|_| known)?;
        let sum = |basis| {
            let amounts = self.budget(basis, &[fund], under).into_iter();
            amounts.map(|amount| amount.value).sum()
        };
        let initial = first.initial.map(|_| sum(Basis::Initial));
        Some(Budgeted { initial, full_year: sum(Basis::FullYear) })
    }

    /// The words given for exactly a code.
    pub fn reason(&self, fund: Fund, code: Functional<'_>) -> Option<&'a AccountReason> {
        self.index().reasons.value(fund, code).copied().flatten()
    }

    /// What was paid of one kind between the unit and the one above it.
    pub fn paid(&self, kind: Payment) -> Vec<Located<Money>> {
        match kind.side() {
            Side::Came(source) => self.year.income.iter().map(|row| row.sources[source]).collect(),
            Side::Went(nature) => {
                self.year.expenditure.iter().map(|row| row.natures[nature]).collect()
            }
        }
    }

    /// Expenditure by the economic sections that are meant.
    pub fn sections(
        &self,
        part: Part,
        is_meant: impl Fn(&EconomicCode) -> bool,
    ) -> Vec<Located<Money>> {
        let rows = self.year.economic.iter().filter(|row| is_meant(&row.code.value));
        let amounts = rows.flat_map(|row| match part {
            Part::All => vec![row.basic, row.project],
            Part::Basic => vec![row.basic],
            Part::Project => vec![row.project],
        });
        amounts.collect()
    }

    /// A “三公” expense: as it is written, or else what its economic sections hold.
    pub fn expense(&self, expense: &Expense, sections: &[&str]) -> Vec<Located<Money>> {
        match expense.outturn {
            Some(outturn) => vec![outturn],
            None => self.sections(Part::All, |code| sections.contains(&code.as_str())),
        }
    }
}

/// What makes last year's closing balance of a fund: under a code, where the whole of last year is known.
pub fn closing_of_last_year(last: &YearFile, fund: Fund, under: Under<'_>) -> Vec<Money> {
    let comparison = match last {
        YearFile::Report(report) => {
            let amounts = Ledger::of_part(report, false).closing(&[fund], under);
            return amounts.into_iter().map(|amount| amount.value).collect();
        }
        YearFile::Comparison(comparison) => comparison,
    };
    let opening = comparison.carry_over.opening.iter().filter(|row| row.fund == fund);
    let opening = opening.map(|row| row.amount.value);
    let income = comparison.income.iter();
    let income =
        income.flat_map(|row| Source::of_fund(fund).map(|source| row.sources[source].value));
    let spent = comparison.expenditure.iter().filter(|row| row.fund == fund);
    let spent = spent.flat_map(|row| match row.natures {
        Some(natures) => natures.values().map(|amount| amount.value).to_vec(),
        None => vec![row.amount],
    });
    opening.chain(income).chain(spent).collect()
}
