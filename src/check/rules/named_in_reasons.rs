//! 原因中说出的数

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::reasoned::{Reasoned, reasoned};
use crate::check::verdict::Verdict;
use crate::check::words::claims::{Claim, Of, Value, claims};
use crate::figures::change::{Attainment, Change};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::problem::Problem;

/// R0809 warning：原因里说出的增减、完成率与报告的一致
///
/// [reasons] 和 [three-public] 的原因里说到本项“比上年增长 X%”“比上年减少 X 元”“完成年初预算的 X%”“完成全年预算的 X%”“比预算多 X 元”的，与报告由数据得出的相同（照所写的位数四舍五入）；增加、减少也要说对。说的是别的项目（人员经费、某个项目）的不算。年初预算为零的，没有完成率。
///
/// 为什么：同一句话里程序印一个率，原因里又写一个率，两个不一样，读者一眼就看出来（勾稽 19、21；常见差错 5、9）。
///
/// 例：报告印“增长 8.84%”，原因写“一般公共预算支出比上年增长 76.56%”。
///
/// 怎么办：改正；最好不在原因里写率和增减额，由程序印。
pub(super) fn named_in_reason(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for entry in reasoned(evidence) {
        for claim in claims(&entry.passage.text, &entry.name) {
            let Some(answer) = answer(&entry, &claim) else { continue };
            let words = entry.passage.text.get(claim.range.clone()).unwrap_or_default();
            let mut finding =
                Problem::finding(format!("{}：文字说“{words}”，{answer}", entry.name))
                    .at(entry.passage.place(claim.range.clone()), answer.clone())
                    .help("请改正；最好不在原因里写率和增减额，由程序印");
            if let Some(unit) = suspected(&entry, &claim) {
                finding = finding.help(unit);
            }
            findings.push(finding);
        }
    }
    Ok(findings)
}

/// What the report has instead of what a claim says; none where the two agree or nothing is known.
fn answer(entry: &Reasoned<'_>, claim: &Claim) -> Option<String> {
    match claim.of {
        Of::Change => {
            let change = entry.change?;
            let went = if change.current < change.prior { "减少" } else { "增加" };
            let turned = claim.less != (change.current < change.prior) && change.is_told();
            match claim.value {
                Value::Rate { value, digits } => match change.rate {
                    Some(rate) if !turned && agrees(rate, value, digits) => None,
                    Some(rate) => Some(format!("报告中是{went} {rate}")),
                    None if change.prior.is_zero() => Some("上年为零，没有增减率".to_owned()),
                    None => None,
                },
                Value::Amount { value, step } => {
                    let near = is_near(change.current - change.prior, value, step);
                    (!near || turned).then(|| {
                        format!("报告中是{went} {} 元", (change.current - change.prior).abs())
                    })
                }
            }
        }
        Of::Budget(named) => of_budget(&entry.attainment?, named, claim),
    }
}

/// What the report has instead of what a claim says of a budget. A claim that names no budget may be of either.
fn of_budget(attainment: &Attainment, named: Option<Basis>, claim: &Claim) -> Option<String> {
    let whole = named.is_none() && attainment.full_year != attainment.budget;
    if whole && of_budget(attainment, Some(Basis::FullYear), claim).is_none() {
        return None;
    }
    let basis = named.unwrap_or(attainment.basis);
    let term = basis.term();
    let budget = match (basis, attainment.basis) {
        (Basis::Initial, Basis::FullYear) => return Some("没有年初预算，只有全年预算".to_owned()),
        (Basis::Initial, Basis::Initial) => attainment.budget,
        (Basis::FullYear, _) => attainment.full_year,
    };
    match claim.value {
        Value::Rate { value, digits } => {
            let own = attainment.rate.filter(|_| basis == attainment.basis);
            match own.or_else(|| Rate::proper(attainment.outturn, budget)) {
                Some(rate) => {
                    (!agrees(rate, value, digits)).then(|| format!("报告中完成{term}的 {rate}"))
                }
                None if budget.is_zero() => Some(format!("{term}为零，没有完成率")),
                None => None,
            }
        }
        Value::Amount { value, step } => {
            let gap = attainment.outturn - budget;
            let turned = claim.less != gap.is_negative() && !gap.is_zero();
            let side = if gap.is_negative() { "少" } else { "多" };
            (!is_near(gap, value, step) || turned)
                .then(|| format!("报告中比{term}{side} {} 元", gap.abs()))
        }
    }
}

/// Whether a rate is what is written when it is rounded to as many digits.
fn agrees(rate: Rate, value: Decimal, digits: u32) -> bool {
    let half = Decimal::new(5, digits + 1);
    (rate.0.abs() - value).abs() <= half
}

/// Whether a difference is the amount that is written, within half of its last digit.
fn is_near(difference: Money, value: Decimal, step: Decimal) -> bool {
    (difference.abs().decimal() - value).abs() * Decimal::TWO <= step
}

/// That an amount is off by the factor between 元 and 万元.
fn suspected(entry: &Reasoned<'_>, claim: &Claim) -> Option<&'static str> {
    let Value::Amount { value, .. } = claim.value else { return None };
    let difference = match claim.of {
        Of::Change => entry.change.map(|Change { current, prior, .. }| current - prior)?,
        Of::Budget(_) => {
            entry.attainment.map(|Attainment { outturn, budget, .. }| outturn - budget)?
        }
    };
    let (amount, unit) = (difference.abs().decimal(), Decimal::from(10_000));
    let apart = |one: Decimal, other: Decimal| {
        !one.is_zero() && (one - other).abs() * Decimal::from(200) <= one
    };
    if apart(amount, value * unit) {
        Some("差约一万倍：疑为把万元写成了元")
    } else if apart(amount * unit, value) {
        Some("差约一万倍：疑为把元写成了万元")
    } else {
        None
    }
}
