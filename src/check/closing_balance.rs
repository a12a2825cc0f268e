//! 年末结转和结余不为负.

use crate::figures::Figures;
use crate::figures::fiscal::FiscalColumns;
use crate::model::fund::Fund;
use crate::model::report::Report;
use crate::problem::Problem;

/// No fiscal fund ends the year below nothing: opening + income − expenditure is not negative.
///
/// A negative balance means that a row of income or an opening balance was left out, or an amount mistyped.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let fiscal = &figures.fiscal;
    let funds = [
        (Fund::General, &fiscal.general),
        (Fund::GovernmentFund, &fiscal.government_fund),
        (Fund::StateCapital, &fiscal.state_capital),
    ];
    let negative = funds.into_iter().filter(|(_, columns)| columns.closing.is_negative());
    negative.map(|(fund, columns)| finding(report, fund, columns)).collect()
}

/// The finding of one fund.
fn finding(report: &Report, fund: Fund, columns: &FiscalColumns) -> Problem {
    let FiscalColumns { opening, income, expenditure, closing, .. } = columns;
    let headline = format!(
        "{}年末结转和结余为负：年初 {opening} + 收入 {income} − 支出 {expenditure} = {closing} 元",
        fund.term()
    );
    let year = &report.year;
    let mut rows = year.expenditure.iter().filter(|row| row.fund == fund);
    let place = rows.next().map_or(year.place, |row| row.place);
    Problem::error("negative-closing", headline)
        .at(place, format!("{}支出共 {expenditure} 元", fund.term()))
        .help("请核对收入、支出各行，以及 [carry-over] 中的年初结转和结余")
}
