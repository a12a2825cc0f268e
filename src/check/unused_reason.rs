//! 写了用途和原因，报告里却没有地方说.

use crate::figures::Figures;
use crate::figures::accounts::FundItem;
use crate::model::fund::Fund;
use crate::model::reasons::AccountReason;
use crate::model::report::Report;
use crate::problem::Problem;

/// Every use and reason belongs to a code that has expenditure, a budget or last year's expenditure.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let rows = report.year.reasons.accounts.iter().filter(|row| {
        let code = row.code.value.as_str();
        let item = |items: &[FundItem]| items.iter().any(|i| i.code == code);
        match row.fund {
            Fund::General => figures.accounts.iter().all(|account| account.code.as_str() != code),
            Fund::GovernmentFund => !item(&figures.fund_items.government_fund),
            Fund::StateCapital => !item(&figures.fund_items.state_capital),
            Fund::NonFiscal => false,
        }
    });
    let finding = |row: &AccountReason| {
        let (code, fund) = (row.code.value.as_str(), row.fund.term());
        let headline = format!("{code}（{fund}）写了用途或原因，但没有支出、预算和上年支出");
        Problem::warning("unused-reason", headline)
            .at(row.code.place, "不会印出")
            .help("请核对编码和资金，或删去这一行")
    };
    rows.map(finding).collect()
}
