//! 部门内部往来

use crate::check::evidence::Evidence;
use crate::check::units::slip::asking;
use crate::check::verdict::Verdict;
use crate::figures::ledger::Ledger;
use crate::model::amount::Money;
use crate::model::department::Payment;
use crate::model::place::Located;
use crate::problem::Problem;

/// R0212 error：部门内部往来两边相等
///
/// 部门汇总时，各单位的上级补助收入合计 = 各单位的对附属单位补助支出合计；附属单位上缴收入合计 = 上缴上级支出合计。outside 中写明与部门以外往来的除外。
///
/// 为什么：本级拨给所属单位的钱，在本级是支出，在所属单位是收入；汇总成部门的，两边都要抵销，不然收支都多算了。两边不等，抵销以后收支就不平。
///
/// 例：所属学校的上级补助收入 1000.00 元，本级的对附属单位补助支出 900.00 元，差 100.00 元。
///
/// 怎么办：逐个单位核对这几项；有的是部门以外的上级拨来的，或交给部门以外的上级的，在部门年度文件的 outside 里写明。
pub(super) fn internal_transfers(evidence: &Evidence<'_>) -> Verdict {
    if evidence.report.members.is_empty() {
        return Ok(Vec::new());
    }
    let paid = &evidence.report.transfers;
    let findings = Payment::PAIRS.into_iter().filter_map(|(came, went)| {
        let both = |ledger: &Ledger<'_>| [ledger.paid(came), ledger.paid(went)].concat();
        let tolerance = evidence.tolerance(both);
        let side = |kind: Payment| (kind.term(), paid[kind]);
        let (difference, finding) = finding(evidence, side(came), side(went))?;
        (difference > tolerance).then_some(finding)
    });
    Ok(findings.collect())
}

/// One side of what was paid: its term, and the sum where there is any.
type Side = (&'static str, Option<Located<Money>>);

/// The finding of two sides that differ, with the difference.
fn finding(evidence: &Evidence<'_>, came: Side, went: Side) -> Option<(Money, Problem)> {
    let [income, expenditure] =
        [came, went].map(|(_, sum)| sum.map_or(Money::ZERO, |sum| sum.value));
    let difference = (income - expenditure).abs();
    if difference.is_zero() {
        return None;
    }
    let headline = format!(
        "部门内部往来：各单位{}合计 {income} ≠ {}合计 {expenditure}，差 {difference} 元",
        came.0, went.0
    );
    let mut finding = Problem::finding(headline)
        .about("outside")
        .at(evidence.year().place, "汇总各单位时抵销不平");
    for (term, sum) in [came, went] {
        if let Some(sum) = sum {
            finding = finding.at(sum.place, format!("{term}从这里起"));
        }
    }
    let finding = asking(finding, income, expenditure).help("请逐个单位核对这两项").help(
        "与部门以外的单位之间的，写进部门年度文件的 outside，例：outside = [ { unit = \"单位文件夹\", superior = 1000.00 } ]",
    );
    Some((difference, finding))
}
