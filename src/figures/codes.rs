//! What a year's data say of each code of a fund.

use crate::figures::by_code::ByCode;
use crate::model::amount::Money;
use crate::model::expenditure::ExpenditureRow;
use crate::model::fund::Fund;
use crate::model::reasons::AccountReason;
use crate::model::report::YearReport;

/// The rows of a year by fund and code.
#[derive(Debug)]
pub(crate) struct Codes<'a> {
    /// Expenditure, each row with its number in the data.
    spent: ByCode<Vec<(usize, &'a ExpenditureRow)>>,
    /// Initial budgets.
    budget: ByCode<Money>,
    /// Reasons and purposes; of several for one code the first.
    reasons: ByCode<Option<&'a AccountReason>>,
}

impl<'a> Codes<'a> {
    /// The rows of a year.
    pub(crate) fn of(year: &'a YearReport) -> Self {
        let mut codes = Self {
            spent: ByCode::default(),
            budget: ByCode::default(),
            reasons: ByCode::default(),
        };
        for (number, row) in year.expenditure.iter().enumerate() {
            codes.spent.entry(row.fund, row.code.value.as_str()).push((number, row));
        }
        for row in &year.budget {
            *codes.budget.entry(row.fund, row.code.value.as_str()) += row.initial.value;
        }
        for reason in &year.reasons.accounts {
            codes.reasons.entry(reason.fund, reason.code.value.as_str()).get_or_insert(reason);
        }
        codes
    }

    /// The rows of expenditure of a fund under a code, in the order of the data.
    pub(crate) fn spent_under(&self, fund: Fund, code: &str) -> Vec<&'a ExpenditureRow> {
        let under = self.spent.under(fund, code);
        let mut rows: Vec<_> = under.flat_map(|(_, rows)| rows.iter().copied()).collect();
        rows.sort_unstable_by_key(|(number, _)| *number);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The budget under a code; none where the fund has no budget, or only one above the code.
    pub(crate) fn budget_under(&self, fund: Fund, code: &str) -> Option<Money> {
        let written = self.budget.under(fund, "").next().is_some();
        let known = written && !self.budget.is_coarser(fund, code);
        known.then(|| self.budget.under(fund, code).map(|(_, amount)| *amount).sum())
    }

    /// The words given for exactly this code.
    pub(crate) fn reason(&self, fund: Fund, code: &str) -> Option<&'a AccountReason> {
        self.reasons.value(fund, code).copied().flatten()
    }
}
