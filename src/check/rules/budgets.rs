//! 表内核对

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::model::amount::Money;
use crate::problem::Problem;

/// R0111 warning：财政拨款支出不大于写出的全年预算
///
/// budget 中写了 full-year 的类、款、项，财政拨款的支出决算数不大于全年预算数。没有写 full-year 的不查：年中可以追加。
///
/// 为什么：全年预算是调整以后的，没有预算不得支出（勾稽 21）；超出的多半是追加的预算没有计入，或编码、数位写错。
///
/// 例：{ code = "201", initial = 1900000.00, full-year = 1950000.00 }，支出决算 1970000.00 元。
///
/// 怎么办：核对 full-year，把年中追加、使用上年结转的都计入；确实如此的写 [[accept]] 并说明理由。
pub(super) fn full_year_budget(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for row in &evidence.year().budget {
        let Some(budget) = row.full_year else { continue };
        let code = &row.code.value;
        let spent = |ledger: &Ledger<'_>| ledger.spent(&[row.fund], Part::All, Under::code(code));
        let amounts = spent(evidence.ledger());
        let total: Money = amounts.iter().map(|amount| amount.value).sum();
        let over = total - budget.value;
        if over <= evidence.tolerance_above(spent) {
            continue;
        }
        let name = evidence.names().function(code.as_str()).unwrap_or_default();
        let largest = amounts.iter().max_by_key(|amount| amount.value);
        let headline = format!(
            "{code} {name}：支出决算 {total} 元，大于全年预算 {} 元，超 {over} 元",
            budget.value
        );
        let mut finding =
            Problem::finding(headline).at(budget.place, format!("全年预算 {} 元", budget.value));
        if let Some(largest) = largest {
            finding = finding.at(largest.place, format!("支出合计 {total} 元"));
        }
        findings.push(finding.help("请核对 full-year，年中追加、使用上年结转的都计入"));
    }
    Ok(findings)
}
