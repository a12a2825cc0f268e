//! 机关运行经费 ≤ 06表公用经费（基本支出）.

use crate::figures::Figures;
use crate::model::report::Report;
use crate::problem::Problem;

/// The operating expense of agencies is never above the public part of basic expenditure.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let (amount, public) = (figures.operating_expense.amount, figures.economic.public.basic);
    let written = report.year.operating_expense.filter(|_| amount > public);
    let finding = written.map(|written| {
        let headline = format!("机关运行经费 {amount} 大于基本支出中的公用经费 {public}");
        Problem::error("operating-expense", headline)
            .at(written.place, "机关运行经费")
            .help("机关运行经费是基本支出中的公用经费；不写这个字段的，由程序得出")
    });
    finding.into_iter().collect()
}
