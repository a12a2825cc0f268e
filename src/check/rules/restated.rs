//! 与上年核对

use std::collections::BTreeSet;

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::figures::operating::has_operating_expense;
use crate::figures::prior::Prior;
use crate::model::amount::Money;
use crate::model::code::{ClassCode, Functional};
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::report::YearFile;
use crate::model::three_public::Item;
use crate::problem::Problem;

/// How many differences a headline names.
const NAMED: usize = 8;

/// R0305 error：上年数与上年文件不同的，要写明原因
///
/// 有上年的文件、又写了 [prior] 的，报告与 [prior] 比较；它与上年文件不同（上年数经过调整、更正），要在 [prior] 的 restated 写原因，报告里印出来。
///
/// 为什么：上年数是已经公开的，本年又印成别的数而不说明，读者两年一对就看出来（勾稽 19；常见差错 9）。
///
/// 例：2023 年公开的公务用车运行维护费是 50000.00 元，本年 [prior] 改成 0，没有写 restated。
///
/// 怎么办：在 [prior] 写 restated = "为什么调整"；没有调整的，删去 [prior]，上年数从上年的文件取。
pub(super) fn restated_without_reason(evidence: &Evidence<'_>) -> Verdict {
    let Some((place, differences)) = differences(evidence) else { return Ok(Vec::new()) };
    if evidence.report.restated().is_some() {
        return Ok(Vec::new());
    }
    let before = evidence.year().year.saturating_sub(1);
    let headline = if differences.is_empty() {
        format!("[prior] 与 {before}.toml 各数相同，写了两处")
    } else {
        format!("上年数与 {before}.toml 不同，没有写原因：{}", told(&differences))
    };
    let help = if differences.is_empty() {
        format!("请删去 [prior]，上年数从 {before}.toml 取")
    } else {
        format!(
            "上年数经过调整的，在 [prior] 写 restated = \"原因\"，报告里会印出来；没有调整的，删去 [prior]，上年数从 {before}.toml 取"
        )
    };
    let finding = Problem::finding(headline).at(place, "[prior]").help(help);
    Ok(vec![if differences.is_empty() { finding } else { finding.asks("prior.restated") }])
}

/// R0306 hint：上年数调整了什么
///
/// 写了 restated 的，列出 [prior] 与上年文件不同的数；各数都相同的，说没有不同。
///
/// 为什么：调整是已经公开的数，发布以前要再看一遍；写了原因而各数相同，报告里说的调整就没有了（勾稽 19）。
///
/// 例：公务用车运行维护费由 50000.00 元调整为 0.00 元。
///
/// 怎么办：核对列出的各数；没有不同的，删去 restated 或改正 [prior]。
pub(super) fn restated_figures(evidence: &Evidence<'_>) -> Verdict {
    let Some((place, differences)) = differences(evidence) else { return Ok(Vec::new()) };
    let Some(reason) = evidence.report.restated() else { return Ok(Vec::new()) };
    let before = evidence.year().year.saturating_sub(1);
    let headline = if differences.is_empty() {
        format!("写了上年数调整的原因，而 [prior] 与 {before}.toml 各数相同")
    } else {
        format!("上年数与 {before}.toml 相比调整了：{}", told(&differences))
    };
    let place = if differences.is_empty() { reason.place } else { place };
    Ok(vec![
        Problem::finding(headline)
            .at(place, "调整后的上年数")
            .help("请核对；报告各处都与调整以后的上年数比较，原因印在收支总体情况里"),
    ])
}

/// A figure of last year that was restated.
struct Difference {
    /// What it is.
    name: String,
    /// What was published, in 元.
    published: Money,
    /// What it is now, in 元.
    restated: Money,
}

/// Some differences in words.
fn told(differences: &[Difference]) -> String {
    let named = differences.iter().take(NAMED).map(|difference| {
        let Difference { name, published, restated } = difference;
        format!("{name}由 {published} 元变为 {restated} 元")
    });
    let named: Vec<String> = named.collect();
    let more = if differences.len() > NAMED { " 等" } else { "" };
    format!("{}{more}", named.join("；"))
}

/// The figures that `[prior]` has otherwise than last year's file, and where it stands; none where nothing is restated.
fn differences(evidence: &Evidence<'_>) -> Option<(Place, Vec<Difference>)> {
    let report = evidence.report;
    let (Some(published), Some(YearFile::Comparison(comparison))) =
        (&report.as_published, &report.last_year)
    else {
        return None;
    };
    let published = Prior::of(published, has_operating_expense(report));
    let restated = evidence.prior().ok()?;
    let mut pairs: Vec<(String, Option<Money>, Option<Money>)> = Vec::new();
    let mut add = |name: &str, of: &dyn Fn(&Prior) -> Option<Money>| {
        pairs.push((name.to_owned(), of(&published), of(restated)));
    };
    add("本年收入合计", &|prior| Some(prior.income.total));
    add("本年支出合计", &|prior| Some(prior.expenditure.total));
    for fund in Fund::ALL {
        let name = format!("{}支出", fund.term());
        add(&name, &|prior| Some(prior.expenditure.funds[fund]));
        let classes: BTreeSet<ClassCode> = [&published, restated]
            .into_iter()
            .flat_map(|prior| prior.codes(fund))
            .map(|code| Functional::from(code).class())
            .collect();
        for class in classes {
            let known = evidence.names().function(class.as_str()).unwrap_or_default();
            add(&format!("{class} {known}"), &|prior| prior.under(fund, &class));
        }
    }
    add("基本支出", &|prior| prior.basic);
    add("项目支出", &|prior| prior.project);
    add("年初结转和结余", &|prior| Some(prior.balance.opening));
    add("年末结转和结余", &|prior| Some(prior.balance.closing));
    for item in Item::ALL {
        add(item.term(), &|prior| prior.three_public.map(|items| items[item]));
    }
    add("机关运行经费", &|prior| prior.operating_expense);
    let differences = pairs.into_iter().filter_map(|(name, published, restated)| {
        let (published, restated) = (published?, restated?);
        (published != restated).then_some(Difference { name, published, restated })
    });
    Some((comparison.place, differences.collect()))
}
