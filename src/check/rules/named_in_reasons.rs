//! 原因中说出的数

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::quantities::quantity::{agrees as held, quantities};
use crate::check::reasoned::reasoned;
use crate::check::three_public::items;
use crate::check::verdict::Verdict;
use crate::check::words::claims::{Claim, Of, Value, claims, names};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;
use crate::figures::change::{Attainment, Change};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::fund::FiscalFund;
use crate::model::income::Source;
use crate::problem::Problem;

/// R0809 warning：原因和绩效的文字里说出的增减、完成率与报告的一致
///
/// [reasons] 和 [three-public] 的原因里说到本项“比上年增长 X%”“比上年减少 X 元”“完成年初预算的 X%”“完成全年预算的 X%”“比预算多 X 元”的，与报告由数据得出的相同（照所写的位数四舍五入）；增加、减少也要说对。原因和 [performance] 的文字指名说到报告里别的数（机关运行经费、事业收入、公务接待费等）的增减、完成率，也与那个数比；上年写成年份的一样。“由 A 增加到 B”而 B 是本年的数的，A 是上年的数。说的是报告里没有的（人员经费、某个项目）不算。年初预算为零的，没有完成率。
///
/// 为什么：同一句话里程序印一个率，原因里又写一个率，两个不一样，读者一眼就看出来（勾稽 19、21；常见差错 5、9）。
///
/// 例：报告印“增长 8.84%”，原因写“一般公共预算支出比上年增长 76.56%”。
///
/// 怎么办：改正；最好不在原因里写率和增减额，由程序印。
pub(super) fn named_in_reason(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    let things = things(evidence);
    let last = evidence.year().year.saturating_sub(1);
    let reasons = reasoned(evidence)
        .into_iter()
        .map(|entry| (entry.passage, Thing::new(entry.name, entry.change, entry.attainment)));
    let told = evidence.passages_with(Traits::DIGIT).filter(|passage| {
        passage.evaluation.is_none()
            && passage.is_in("performance")
            && !matches!(passage.key(), "example" | "measures")
    });
    let told = told.map(|passage| (passage, Thing::new(String::new(), None, None)));
    for (passage, own) in reasons.chain(told) {
        findings.extend(
            own.change.into_iter().flat_map(|change| off_course(passage, &own.name, change)),
        );
        for claim in claims(&passage.text, &own.name, last) {
            let thing = match &claim.subject {
                None => Some(&own),
                Some(subject) => things.iter().find(|thing| names(subject, &thing.name)),
            };
            let Some(thing) = thing else { continue };
            let Some(answer) = answer(thing, &claim) else { continue };
            let words = passage.text.get(claim.range.clone()).unwrap_or_default();
            let mut finding =
                Problem::finding(format!("{}：文字说“{words}”，{answer}", thing.name))
                    .at(passage.place(claim.range.clone()), answer.clone())
                    .help("请改正；最好不在文字里写率和增减额，由程序印");
            if let Some(unit) = suspected(thing, &claim) {
                finding = finding.help(unit);
            }
            findings.push(finding);
        }
    }
    Ok(findings)
}

/// Where a reason says that something went from one amount to another, the latter being this year's, and the former is not
/// last year's.
fn off_course(passage: &Passage<'_>, name: &str, change: Change) -> Vec<Problem> {
    static COURSE: Pattern = Pattern::new(concat!(
        r"(?:由|从)(?:上年|去年)?的?([0-9][0-9,]*(?:\.[0-9]+)?(?:亿元|万元|元))",
        "(?:增加|增长|上升|提高|减少|下降|降低|降|减|增)(?:到|至|为)",
        r"([0-9][0-9,]*(?:\.[0-9]+)?(?:亿元|万元|元))",
    ));
    let found = COURSE.groups(&passage.text).filter_map(|groups| {
        let (before, after) = (groups.get(1)?, groups.get(2)?);
        let is = |words: &str, amount: Money| {
            let read = quantities(words).into_iter().next();
            read.is_some_and(|read| held(&read, amount.abs().decimal(), Decimal::ZERO))
        };
        let off = is(after.as_str(), change.current) && !is(before.as_str(), change.prior);
        off.then(|| {
            let answer = format!("报告中上年是 {} 元", change.prior);
            let words = before.as_str();
            Problem::finding(format!("{name}：文字说上年是“{words}”，{answer}"))
                .at(passage.place(before.range()), answer)
                .help("请改正；最好不在文字里写率和增减额，由程序印")
        })
    });
    found.collect()
}

/// A thing that texts tell of, with what the report has of it.
struct Thing {
    /// Its name.
    name: String,
    /// Against last year.
    change: Option<Change>,
    /// Against its initial budget.
    attainment: Option<Attainment>,
}

impl Thing {
    /// A thing by its name.
    fn new(
        name: impl Into<String>,
        change: Option<Change>,
        attainment: Option<Attainment>,
    ) -> Self {
        Self { name: name.into(), change, attainment }
    }
}

/// The things that texts call by name, wherever they stand.
fn things(evidence: &Evidence<'_>) -> Vec<Thing> {
    let figures = evidence.figures;
    let changes = &figures.changes;
    let mut things: Vec<Thing> = Vec::new();
    let mut add = |names: &[&str], change, attainment| {
        things.extend(names.iter().map(|name| Thing::new(*name, change, attainment)));
    };
    add(&["收支总计", "收入支出总计", "收、支总计"], changes.total, None);
    add(&["财政拨款收支总计", "财政拨款收入支出总计"], changes.fiscal_total, None);
    add(&["收入合计", "本年收入合计"], changes.income, None);
    add(&["支出合计", "本年支出合计"], changes.expenditure, None);
    add(&["基本支出"], changes.basic, None);
    add(&["项目支出"], changes.project, None);
    for fund in FiscalFund::ALL {
        let (change, attainment) = (changes.funds[fund], figures.attainments[fund]);
        let names: &[&str] = match fund {
            FiscalFund::General => &["一般公共预算财政拨款支出", "一般公共预算支出"],
            FiscalFund::GovernmentFund => &["政府性基金支出", "政府性基金预算财政拨款支出"],
            FiscalFund::StateCapital => &["国有资本经营支出", "国有资本经营预算财政拨款支出"],
        };
        add(names, change, attainment);
    }
    add(&["机关运行经费", "机关运行经费支出"], figures.operating_expense.change, None);
    let total = &figures.three_public.total;
    add(&["“三公”经费", "“三公”经费支出"], total.change, Some(total.attainment));
    for item in items(evidence) {
        add(&[item.name], item.figures.change, Some(item.figures.attainment));
    }
    if let Some(prior) = &figures.prior {
        let precision = evidence.layout.style.form().precision;
        let (now, last) = (&figures.income.total, &prior.income);
        for source in Source::ALL {
            let change = Change::between(now.sources[source], last.sources[source], precision);
            add(&[source.term()], Some(change), None);
        }
        let change = Change::between(now.fiscal, last.fiscal, precision);
        add(&["财政拨款收入"], Some(change), None);
    }
    things
}

/// What the report has instead of what a claim says; none where the two agree or nothing is known.
fn answer(entry: &Thing, claim: &Claim) -> Option<String> {
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
fn suspected(entry: &Thing, claim: &Claim) -> Option<&'static str> {
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
