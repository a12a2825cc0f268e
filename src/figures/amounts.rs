//! The amounts that the sums of a year are made of, as they stand in the data.

use crate::model::amount::Money;
use crate::model::fund::Fund;
use crate::model::income::Sources;
use crate::model::place::Located;
use crate::model::report::{YearFile, YearReport};
use crate::model::three_public::Expense;

/// The amounts of one year.
#[derive(Debug, Clone, Copy)]
pub struct Amounts<'a> {
    /// The year.
    pub year: &'a YearReport,
    /// Whether what was paid within a department counts for nothing.
    cancelled: bool,
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

impl<'a> Amounts<'a> {
    /// The amounts of a year.
    pub fn of(year: &'a YearReport) -> Self {
        Self { year, cancelled: false }
    }

    /// The amounts of a unit's year that are part of its department's.
    pub(super) fn of_part(year: &'a YearReport, cancelled: bool) -> Self {
        Self { year, cancelled }
    }

    /// Income under a code from the sources that belong to some funds.
    pub fn income(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let rows = self.year.income.iter();
        let rows = rows.filter(|row| row.code.value.as_str().starts_with(code));
        let amounts = rows.flat_map(|row| {
            let of = |fund: &Fund| self.sources(*fund, &row.sources);
            funds.iter().flat_map(of).collect::<Vec<_>>()
        });
        amounts.collect()
    }

    /// The sources that belong to a fund.
    fn sources(self, fund: Fund, sources: &Sources<Located<Money>>) -> Vec<Located<Money>> {
        if self.cancelled && fund == Fund::NonFiscal {
            return vec![sources.business, sources.operating, sources.other];
        }
        sources.of_fund(fund)
    }

    /// Opening balances of some funds under a code; those without a code only where all codes are meant.
    pub fn opening(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let rows = self.year.carry_over.opening.iter().filter(|row| funds.contains(&row.fund));
        let rows = rows.filter(|row| {
            let own = row.code.as_ref().map_or("", |own| own.value.as_str());
            own.starts_with(code)
        });
        rows.map(|row| row.amount).collect()
    }

    /// Expenditure from some funds under a code.
    pub fn spent(self, funds: &[Fund], part: Part, code: &str) -> Vec<Located<Money>> {
        let rows = self.year.expenditure.iter().filter(|row| funds.contains(&row.fund));
        let rows = rows.filter(|row| row.code.value.as_str().starts_with(code));
        let amounts = rows.flat_map(|row| {
            let natures = &row.natures;
            match part {
                Part::All if self.cancelled => {
                    vec![natures.basic, natures.project, natures.operating]
                }
                Part::All => natures.all().to_vec(),
                Part::Basic => vec![natures.basic],
                Part::Project => vec![natures.project],
            }
        });
        amounts.collect()
    }

    /// Expenditure by the economic sections that are meant.
    pub fn sections(self, part: Part, is_meant: impl Fn(&str) -> bool) -> Vec<Located<Money>> {
        let rows = self.year.economic.iter().filter(|row| is_meant(row.code.value.as_str()));
        let amounts = rows.flat_map(|row| match part {
            Part::All => vec![row.basic, row.project],
            Part::Basic => vec![row.basic],
            Part::Project => vec![row.project],
        });
        amounts.collect()
    }

    /// What makes the closing balance of some funds under a code: opening balances, income and expenditure.
    pub fn closing(self, funds: &[Fund], code: &str) -> Vec<Located<Money>> {
        let spent = self.spent(funds, Part::All, code);
        let (opening, income) = (self.opening(funds, code), self.income(funds, code));
        [spent, opening, income].concat()
    }

    /// A “三公” expense: as it is written, or else what its economic sections hold.
    pub fn expense(self, expense: &Expense, sections: &[&str]) -> Vec<Located<Money>> {
        match expense.outturn {
            Some(outturn) => vec![outturn],
            None => self.sections(Part::All, |code| sections.contains(&code)),
        }
    }
}

/// What makes last year's closing balance of a fund: under a code, where the whole of last year is known.
pub fn closing_of_last_year(last: &YearFile, fund: Fund, code: &str) -> Vec<Money> {
    let comparison = match last {
        YearFile::Report(report) => {
            let amounts = Amounts::of(report).closing(&[fund], code);
            return amounts.into_iter().map(|amount| amount.value).collect();
        }
        YearFile::Comparison(comparison) => comparison,
    };
    let opening = comparison.carry_over.opening.iter().filter(|row| row.fund == fund);
    let opening = opening.map(|row| row.amount.value);
    let income = comparison.income.iter().flat_map(|row| row.sources.of_fund(fund));
    let spent = comparison.expenditure.iter().filter(|row| row.fund == fund);
    let spent = spent.flat_map(|row| match row.natures {
        Some(natures) => natures.all().map(|amount| amount.value).to_vec(),
        None => vec![row.amount],
    });
    opening.chain(income.map(|amount| amount.value)).chain(spent).collect()
}
