//! Last year's figures, from a full report or from a comparison.

use crate::figures::balance::{Balance, balance};
use crate::figures::by_code::ByCode;
use crate::figures::by_fund::ByFund;
use crate::figures::economic::groups;
use crate::figures::expenditure::ExpenditureColumns;
use crate::figures::fiscal::{Fiscal, fiscal};
use crate::figures::income::IncomeColumns;
use crate::figures::operating;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::code::{FunctionCode, Functional};
use crate::model::comparison::Comparison;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::report::{YearFile, YearReport};
use crate::model::three_public::PerItem;

/// Last year's figures as the comparisons need them, in 元.
#[derive(Debug, Clone)]
pub(crate) struct Prior {
    /// 收支总计.
    pub balance: Balance,
    /// 财政拨款收支.
    pub fiscal: Fiscal,
    /// 收入, by source.
    pub income: IncomeColumns,
    /// 本年支出合计, by fund.
    pub expenditure: ByFund,
    /// 基本支出, where it is known.
    pub basic: Option<Money>,
    /// 项目支出, where it is known.
    pub project: Option<Money>,
    /// Expenditure by code and fund, at whatever level it is known.
    codes: ByCode<Fund, Money>,
    /// “三公” expense, where it is known.
    pub three_public: Option<PerItem<Money>>,
    /// 机关运行经费, where it is known.
    pub operating_expense: Option<Money>,
}

impl Prior {
    /// The figures of last year's file; with operating expense of agencies where the unit has any.
    pub(crate) fn of(last: &YearFile, operating: bool) -> Self {
        match last {
            YearFile::Report(report) => Self::of_report(report, operating),
            YearFile::Comparison(comparison) => Self::of_comparison(comparison),
        }
    }

    /// The figures of a full report.
    fn of_report(report: &YearReport, operating: bool) -> Self {
        let income = report.income.iter().map(|row| IncomeColumns::of(&row.sources));
        let rows = report.expenditure.iter().map(|row| {
            let ExpenditureColumns { total, natures } = ExpenditureColumns::of(row);
            let parts = (natures[Spending::Basic], natures[Spending::Project]);
            (Functional::from(&row.code.value), row.fund, total, Some(parts))
        });
        let mut prior = Self::from_rows(income, rows, &report.carry_over);
        prior.three_public = Some(outturns(report));
        if operating {
            let (_, public) = groups(report);
            prior.operating_expense = Some(operating::amount(report, public.basic));
        }
        prior
    }

    /// The figures of a comparison.
    fn of_comparison(comparison: &Comparison) -> Self {
        let income = comparison.income.iter().map(|row| IncomeColumns::of(&row.sources));
        let rows = comparison.expenditure.iter().map(|row| {
            let parts = row.of(Spending::Basic).zip(row.of(Spending::Project));
            (Functional::from(&row.code.value), row.fund, row.amount, parts)
        });
        let mut prior = Self::from_rows(income, rows, &comparison.carry_over);
        let three_public = comparison.three_public.as_ref();
        prior.three_public = three_public.map(|items| items.map(|_, amount| amount.value));
        prior.operating_expense = comparison.operating_expense.map(|amount| amount.value);
        prior
    }

    /// The sums of rows of income and expenditure.
    fn from_rows<'a>(
        income: impl Iterator<Item = IncomeColumns>,
        rows: impl Iterator<Item = (Functional<'a>, Fund, Money, Option<(Money, Money)>)>,
        carry_over: &CarryOver,
    ) -> Self {
        let mut came = IncomeColumns::default();
        for row in income {
            came += row;
        }
        let mut went = ByFund::default();
        let mut split: Option<(Money, Money)> = Some((Money::ZERO, Money::ZERO));
        let mut codes: ByCode<Fund, Money> = ByCode::default();
        for (code, fund, amount, parts) in rows {
            went += ByFund::of(fund, amount);
            split = split.zip(parts).map(|(sum, part)| (sum.0 + part.0, sum.1 + part.1));
            *codes.entry(fund, code) += amount;
        }
        Self {
            balance: balance(carry_over, came.total, went.total),
            fiscal: fiscal(carry_over, &came, &went),
            income: came,
            expenditure: went,
            basic: split.map(|(basic, _)| basic),
            project: split.map(|(_, project)| project),
            codes,
            three_public: None,
            operating_expense: None,
        }
    }

    /// Last year's expenditure under a code; none where it is only known at a higher level.
    pub(crate) fn under<'c>(&self, fund: Fund, code: impl Into<Functional<'c>>) -> Option<Money> {
        let code = code.into();
        let known = !self.codes.is_coarser(fund, code);
        known.then(|| self.codes.under(fund, code).copied().sum())
    }

    /// The codes of one fund that money was spent under.
    pub(crate) fn codes(&self, fund: Fund) -> impl Iterator<Item = &FunctionCode> {
        let of_fund = self.codes.all(fund);
        of_fund.filter(|(_, money)| !money.is_zero()).map(|(code, _)| code)
    }
}
