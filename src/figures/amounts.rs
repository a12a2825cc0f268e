//! The amounts that the sums of a year are made of, as they stand in the data.

use crate::model::amount::Money;
use crate::model::department::{Payment, Side};
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::{PerSource, Source};
use crate::model::place::Located;
use crate::model::report::{YearFile, YearReport};
use crate::model::three_public::Expense;

/// The amounts of one year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amounts<'a> {
    /// The year.
    pub year: &'a YearReport,
    /// Whether what was paid within a department counts for nothing.
    cancelled: bool,
}

/// Which amounts of a row of expenditure are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of them.
    All,
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
}

impl<'a> Amounts<'a> {
    /// The amounts of a year.
    pub(crate) fn of(year: &'a YearReport) -> Self {
        Self { year, cancelled: false }
    }

    /// The amounts of a unit's year that are part of its department's.
    pub(super) fn of_part(year: &'a YearReport, cancelled: bool) -> Self {
        Self { year, cancelled }
    }

    /// Income under a code from the sources that belong to some funds.
    pub(crate) fn income(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let rows = self.year.income.iter();
        let rows = rows.filter(|row| row.code.value.as_str().starts_with(code));
        let amounts = rows.flat_map(|row| {
            let of = |fund: &Fund| self.sources(*fund, &row.sources);
            funds.iter().flat_map(of).collect::<Vec<_>>()
        });
        amounts.collect()
    }

    /// The amounts of the sources that belong to a fund.
    fn sources(self, fund: Fund, sources: &PerSource<Located<Money>>) -> Vec<Located<Money>> {
        let counts = |source: &Source| !(self.cancelled && source.is_transfer());
        Source::of_fund(fund).filter(counts).map(|source| sources[source]).collect()
    }

    /// What was paid of one kind between the unit and the one above it.
    pub(crate) fn paid(self, kind: Payment) -> Vec<Located<Money>> {
        match kind.side() {
            Side::Came(source) => self.year.income.iter().map(|row| row.sources[source]).collect(),
            Side::Went(nature) => {
                self.year.expenditure.iter().map(|row| row.natures[nature]).collect()
            }
        }
    }

    /// Opening balances of some funds under a code; those without a code only where all codes are meant.
    pub(crate) fn opening(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let rows = self.year.carry_over.opening.iter().filter(|row| funds.contains(&row.fund));
        let rows = rows.filter(|row| {
            let own = row.code.as_ref().map_or("", |own| own.value.as_str());
            own.starts_with(code)
        });
        rows.map(|row| row.amount).collect()
    }

    /// Expenditure from some funds under a code.
    pub(crate) fn spent(self, funds: &[Fund], part: Part, code: &str) -> Vec<Located<Money>> {
        let rows = self.year.expenditure.iter().filter(|row| funds.contains(&row.fund));
        let rows = rows.filter(|row| row.code.value.as_str().starts_with(code));
        let amounts = rows.flat_map(|row| {
            let natures = row.natures.iter().filter(|(nature, _)| match part {
                Part::All => !(self.cancelled && nature.is_transfer()),
                Part::Basic => *nature == Spending::Basic,
                Part::Project => *nature == Spending::Project,
            });
            natures.map(|(_, amount)| *amount).collect::<Vec<_>>()
        });
        amounts.collect()
    }

    /// Expenditure by the economic sections that are meant.
    pub(crate) fn sections(
        self,
        part: Part,
        is_meant: impl Fn(&str) -> bool,
    ) -> Vec<Located<Money>> {
        let rows = self.year.economic.iter().filter(|row| is_meant(row.code.value.as_str()));
        let amounts = rows.flat_map(|row| match part {
            Part::All => vec![row.basic, row.project],
            Part::Basic => vec![row.basic],
            Part::Project => vec![row.project],
        });
        amounts.collect()
    }

    /// What makes the closing balance of some funds under a code: opening balances, income and expenditure.
    pub(crate) fn closing(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let spent = self.spent(funds, Part::All, code);
        let (opening, income) = (self.opening(funds, code), self.income(funds, code));
        [spent, opening, income].concat()
    }

    /// A “三公” expense: as it is written, or else what its economic sections hold.
    pub(crate) fn expense(self, expense: &Expense, sections: &[&str]) -> Vec<Located<Money>> {
        match expense.outturn {
            Some(outturn) => vec![outturn],
            None => self.sections(Part::All, |code| sections.contains(&code)),
        }
    }
}

/// What makes last year's closing balance of a fund: under a code, where the whole of last year is known.
pub(crate) fn closing_of_last_year(last: &YearFile, fund: Fund, code: &str) -> Vec<Money> {
    let comparison = match last {
        YearFile::Report(report) => {
            let amounts = Amounts::of(report).closing(&[fund], code);
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
