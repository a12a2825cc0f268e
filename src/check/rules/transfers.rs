//! 部门内部往来

use crate::check::rule::Verdict;
use crate::check::subject::Subject;
use crate::model::amount::Money;
use crate::model::place::{Located, Place};
use crate::model::report::YearReport;
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
pub(super) fn internal_transfers(subject: &Subject<'_>) -> Verdict {
    if subject.report.members.is_empty() {
        return Ok(Vec::new());
    }
    let paid = &subject.report.transfers;
    let members = subject.report.members.iter();
    let years: Vec<&YearReport> =
        std::iter::once(subject.year()).chain(members.map(|member| &member.report.year)).collect();
    let came = |of: fn(&crate::model::income::Sources<Located<Money>>) -> Located<Money>| {
        let rows = years.iter().flat_map(|year| &year.income).map(move |row| of(&row.sources));
        first(rows)
    };
    let went = |of: fn(&crate::model::expenditure::Natures<Located<Money>>) -> Located<Money>| {
        let rows = years.iter().flat_map(|year| &year.expenditure).map(move |row| of(&row.natures));
        first(rows)
    };
    let pairs = [
        (
            ("上级补助收入", paid.superior, came(|sources| sources.superior)),
            ("对附属单位补助支出", paid.to_affiliate, went(|natures| natures.to_affiliate)),
        ),
        (
            ("附属单位上缴收入", paid.affiliate, came(|sources| sources.affiliate)),
            ("上缴上级支出", paid.to_superior, went(|natures| natures.to_superior)),
        ),
    ];
    let different = pairs.into_iter().filter(|((_, one, _), (_, other, _))| one != other);
    Ok(different.map(|(one, other)| finding(subject, one, other)).collect())
}

/// The first amount that is not nil.
fn first(mut amounts: impl Iterator<Item = Located<Money>>) -> Option<Place> {
    amounts.find(|amount| !amount.value.is_zero()).map(|amount| amount.place)
}

/// The finding of two sides that differ.
fn finding(
    subject: &Subject<'_>,
    (came, income, received): (&str, Money, Option<Place>),
    (went, expenditure, spent): (&str, Money, Option<Place>),
) -> Problem {
    let difference = (income - expenditure).abs();
    let headline = format!(
        "部门内部往来：各单位{came}合计 {income} ≠ {went}合计 {expenditure}，差 {difference} 元"
    );
    let mut finding = Problem::finding(headline).at(subject.year().place, "汇总各单位时抵销不平");
    for (place, term) in [(received, came), (spent, went)] {
        if let Some(place) = place {
            finding = finding.at(place, format!("{term}从这里起"));
        }
    }
    finding
        .help("请逐个单位核对这两项")
        .help("与部门以外的单位之间的，写进部门年度文件的 outside，例：outside = [ { unit = \"单位文件夹\", superior = 1000.00 } ]")
}
