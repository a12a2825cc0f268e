//! 年末结转和结余不为负.

use crate::figures::Figures;
use crate::model::amount::Money;
use crate::model::code::Level;
use crate::model::expenditure::ExpenditureRow;
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::report::{Report, YearReport};
use crate::problem::Problem;

/// No money ends the year below nothing: opening + income − expenditure is not negative, for the general public
/// budget, the state capital and each item of the government fund; for money of the unit's own it is only a warning.
///
/// A negative balance means that a row of income or an opening balance was left out, or an amount mistyped.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let (year, fiscal) = (&report.year, &figures.fiscal);
    let mut findings = Vec::new();
    let items = figures.government_fund.rows.iter().filter(|row| row.level == Level::Item);
    for row in items {
        let columns = &row.columns;
        let sums = (columns.opening, columns.income, columns.total, columns.closing);
        let name = format!("{} {}", row.code, row.name);
        findings.extend(finding(&name, sums, place(year, Fund::GovernmentFund, Some(&row.code))));
    }
    for (fund, columns) in
        [(Fund::General, &fiscal.general), (Fund::StateCapital, &fiscal.state_capital)]
    {
        let sums = (columns.opening, columns.income, columns.expenditure, columns.closing);
        findings.extend(finding(fund.term(), sums, place(year, fund, None)));
    }
    let own = figures.balance.closing - fiscal.total.closing;
    if own.is_negative() {
        let headline = format!("非财政拨款年末结转和结余为负：{own} 元");
        findings.push(
            Problem::warning("negative-closing", headline)
                .at(place(year, Fund::NonFiscal, None), "非财政拨款支出")
                .help("请核对非财政拨款的收入、支出，以及 [carry-over]"),
        );
    }
    findings
}

/// The finding of opening, income, expenditure and closing, if the closing balance is negative.
fn finding(name: &str, sums: (Money, Money, Money, Money), place: Place) -> Option<Problem> {
    let (opening, income, expenditure, closing) = sums;
    let headline = format!(
        "{name}年末结转和结余为负：年初 {opening} + 收入 {income} − 支出 {expenditure} = {closing} 元"
    );
    closing.is_negative().then(|| {
        Problem::error("negative-closing", headline)
            .at(place, format!("支出共 {expenditure} 元"))
            .help("请核对收入、支出各行，以及 [carry-over] 中的年初结转和结余")
    })
}

/// The first row of expenditure of a fund, or of one of its items.
fn place(year: &YearReport, fund: Fund, item: Option<&str>) -> Place {
    let sought = |row: &&ExpenditureRow| {
        row.fund == fund && item.is_none_or(|item| row.code.value.as_str() == item)
    };
    year.expenditure.iter().find(sought).map_or(year.place, |row| row.place)
}
