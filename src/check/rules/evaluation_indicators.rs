//! 绩效自评

use rust_decimal::Decimal;

use crate::check::evaluated::two;
use crate::check::evidence::Evidence;
use crate::check::quantities::measure::{Bound, Measure};
use crate::check::verdict::Verdict;
use crate::check::words::pattern::Pattern;
use crate::check::words::stopgap::says_something;
use crate::model::evaluation::{Indicator, Score};
use crate::model::place::Located;
use crate::problem::Problem;

/// R0908 warning：没有完成的指标不得满分
///
/// 实际完成值没有达到指标值（写了调整后指标的以它为准），得分却是满分。指标值和实际完成值都是一个数、单位相同的才比；也查写着“部分达成”“未完成”而得满分的。没有写 ≥、≤、= 的，只比数量、质量、效益、满意度指标，而且只查不足的。
///
/// 为什么：没有完成的指标按完成的比例记分（财预〔2020〕10号）；得满分与实际完成值矛盾。
///
/// 例：{ name = "退休人员取暖费", adjusted = "≥2159.24万元", actual = "2125.24", weight = 2, score = 2 }
///
/// 怎么办：核对 actual 和 score；成本指标本来是节约为好的，指标值应写“≤”。
pub(super) fn missed_with_full_marks(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        if !has_full_marks(indicator) {
            return None;
        }
        let missed = outcome(indicator).filter(|missed| !missed.met)?;
        let (actual, target) = (&indicator.actual, target(indicator));
        let headline = format!(
            "“{}”得分 {} 等于权重 {}，但实际完成值{}",
            indicator.name.value, indicator.score.value, indicator.weight.value, missed.words
        );
        let finding = Problem::finding(headline)
            .at(indicator.score.place, format!("得分 {}", indicator.score.value))
            .at(actual.place, format!("实际完成值 {}", actual.value));
        let finding = if missed.measures.is_some() {
            finding.at(target.place, format!("指标值 {}", target.value))
        } else {
            finding
        };
        Some(finding.help(if is_cost(indicator) {
            "请核对实际完成值和得分；以节约为好的成本指标，指标值请写“≤”"
        } else {
            "请核对实际完成值和得分"
        }))
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// How an indicator came out.
struct Outcome<'a> {
    /// Whether the target is met.
    met: bool,
    /// Target and value, where both are one number.
    measures: Option<(Measure<'a>, Measure<'a>)>,
    /// What is to be said where it is missed.
    words: String,
}

/// Words of a value that say that the target is not met.
static NOT_MET: Pattern =
    Pattern::new("部分(?:达成|完成|实现|达到)|(?:未|没有|没能)(?:达成|完成|实现|达到|达标)");

/// Names of what should be small, so that a bare target says no direction.
static ADVERSE: Pattern = Pattern::new(
    "死亡|事故|投诉|差错|发案|失误|流失|逾期|破损|损耗|超时|违规|下降|降低|减少|控制|病|耗",
);

/// How an indicator came out; none where that cannot be said.
fn outcome(indicator: &Indicator) -> Option<Outcome<'_>> {
    let (actual, target) = (indicator.actual.value.as_str(), target(indicator).value.as_str());
    if NOT_MET.is_in(actual) {
        let words = format!("写的是“{actual}”");
        return Some(Outcome { met: false, measures: None, words });
    }
    let (wanted, reached) = (Measure::parse(target)?, Measure::parse(actual)?);
    let missed = wanted.is_missed(&reached)?;
    let timed = indicator.level_two.value.contains("时效");
    let adverse = || ADVERSE.is_in(&indicator.name.value);
    if wanted.bound == Bound::Unsaid && (is_cost(indicator) || timed || adverse()) {
        return None;
    }
    let words = match wanted.bound {
        Bound::AtLeast | Bound::Above | Bound::Unsaid => format!(" {actual} 未达到 {target}"),
        Bound::AtMost | Bound::Below => format!(" {actual} 超出了 {target}"),
        Bound::Exactly => format!(" {actual} 与指标值 {target} 不等"),
    };
    Some(Outcome { met: !missed, measures: Some((wanted, reached)), words })
}

/// The target that counts: adjusted, or else initial.
fn target(indicator: &Indicator) -> &Located<String> {
    if indicator.adjusted.value.is_empty() { &indicator.initial } else { &indicator.adjusted }
}

/// Whether an indicator has all the points that it can have, and any.
fn has_full_marks(indicator: &Indicator) -> bool {
    let (weight, score) = (indicator.weight.value, indicator.score.value);
    score >= weight && weight > Score::default()
}

/// Whether an indicator is of cost.
fn is_cost(indicator: &Indicator) -> bool {
    indicator.level_two.value.contains("成本") || indicator.level_one.value.contains("成本")
}

/// R0909 hint：部分达成的定性指标按档记分
///
/// 实际完成值写“部分达成”的，得分应在权重的 60%—80%；写“未达成”的，应在 60% 以下。这里查高于这一档而没有得满分的（满分的由 R0908 查）。
///
/// 为什么：财预〔2020〕10号把定性指标分为达成、部分达成并具有一定效果、未达成且效果较差三档，分别按 100%—80%、80%—60%、60%—0% 记分。
///
/// 例：权重 10，“部分达成预期指标并具有一定效果”，得分 9。
///
/// 怎么办：核对得分；其实已经达成的，改写实际完成值。
pub(super) fn partly_met_score(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        let actual = &indicator.actual;
        if has_full_marks(indicator) || outcome(indicator)?.measures.is_some() {
            return None;
        }
        let per_cent = if actual.value.contains("部分") { 80 } else { 60 };
        let (weight, score) = (indicator.weight, indicator.score);
        let most = weight.value.0 * Decimal::new(per_cent, 2);
        (score.value.0 > most).then(|| {
            Problem::finding(format!(
                "“{}”实际完成值写的是“{}”，得分 {} 高于这一档的上限 {} × {per_cent}% = {}",
                indicator.name.value,
                actual.value,
                score.value,
                weight.value,
                two(most)
            ))
            .at(score.place, format!("得分 {}", score.value))
            .at(actual.place, "实际完成值")
            .help("请核对得分；其实已经达成的，请改写实际完成值")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// R0910 hint：没有完成的定量指标按比例记分
///
/// 实际完成值小于指标值的，得分一般不高于权重 × 实际完成值 ÷ 指标值；高出 0.5 分以上就提示。得满分的由 R0908 查。
///
/// 为什么：财预〔2020〕10号规定，未完成指标值的，按照完成值与指标值的比例记分。
///
/// 例：“补助金额”≥2000000元，实际 1500000，权重 10，按比例应为 7.5 分，写了 9 分。
///
/// 怎么办：核对得分；本地另有记分办法的不必改。
pub(super) fn missed_score(evidence: &Evidence<'_>) -> Verdict {
    let half = Decimal::new(5, 1);
    let odd = |indicator: &Indicator| {
        if has_full_marks(indicator) {
            return None;
        }
        let missed = outcome(indicator).filter(|missed| !missed.met)?;
        let (wanted, reached) = missed.measures?;
        if matches!(wanted.bound, Bound::AtMost | Bound::Below) {
            return None;
        }
        let readings = wanted.readings(&reached);
        let parts = readings.into_iter().filter_map(|(target, actual)| actual.checked_div(target));
        let part = parts.max().filter(|part| *part < Decimal::ONE)?;
        let (weight, score) = (indicator.weight, indicator.score);
        let most = weight.value.0 * part;
        (score.value.0 - most > half).then(|| {
            let (actual, target) = (&indicator.actual, target(indicator));
            Problem::finding(format!(
                "“{}”完成了指标值的 {}%，按比例应为 {} × {}% = {} 分，得分 {} 多了 {} 分",
                indicator.name.value,
                two(part * Decimal::ONE_HUNDRED),
                weight.value,
                two(part * Decimal::ONE_HUNDRED),
                two(most),
                score.value,
                two(score.value.0 - most)
            ))
            .at(score.place, format!("得分 {}", score.value))
            .at(actual.place, format!("实际完成值 {}", actual.value))
            .at(target.place, format!("指标值 {}", target.value))
            .help("请核对得分；本地另有记分办法的不必改")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// R0911 warning：扣了分的指标要写明偏差原因
///
/// 得分小于权重的指标，应写“偏差原因分析及改进措施”（deviation）。
///
/// 为什么：没有完成的要分析偏差原因、提出改进措施（财预〔2020〕10号）；自评表有这一栏，空着就不完整。
///
/// 例：权重 20，得分 18，deviation 没有写。
///
/// 怎么办：补写 deviation。
pub(super) fn no_deviation(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        let (weight, score) = (indicator.weight, indicator.score);
        let lost = score.value < weight.value;
        (lost && !says_something(&indicator.deviation.value)).then(|| {
            Problem::finding(format!(
                "“{}”得分 {} 小于权重 {}，扣了 {} 分，没有写偏差原因",
                indicator.name.value,
                score.value,
                weight.value,
                Score(weight.value.0 - score.value.0)
            ))
            .at(indicator.deviation.place, "没有写偏差原因")
            .at(score.place, format!("得分 {}", score.value))
            .at(weight.place, format!("权重 {}", weight.value))
            .lacking("deviation")
            .help("请补写 deviation（偏差原因分析及改进措施）")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// R0912 hint：完成了的指标不扣分
///
/// 实际完成值达到指标值，得分却小于权重。完成值超过指标值 30% 以上的、指标值是 0 的不查。
///
/// 为什么：完成指标值的，记该指标的全部分值；只有完成值高出指标值较多、指标值明显定低了的，才适度调减（财预〔2020〕10号）。也可能是实际完成值录错了。
///
/// 例：满意度 ≥90%，实际 90.1%，权重 10，得分 8。
///
/// 怎么办：核对实际完成值和得分；另有扣分理由的写在 deviation 里。
pub(super) fn met_with_marks_lost(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        let (weight, score) = (indicator.weight, indicator.score);
        if score.value >= weight.value {
            return None;
        }
        let met = outcome(indicator).filter(|outcome| outcome.met)?;
        let (wanted, reached) = met.measures?;
        let far = wanted.readings(&reached).into_iter().any(|(target, actual)| {
            let capped = matches!(wanted.bound, Bound::AtMost | Bound::Below);
            target.is_zero() || !capped && actual > target.saturating_mul(Decimal::new(13, 1))
        });
        (score.value < weight.value && !far).then(|| {
            let (actual, target) = (&indicator.actual, target(indicator));
            Problem::finding(format!(
                "“{}”实际完成值 {} 已达到指标值 {}，得分 {} 却小于权重 {}",
                indicator.name.value, actual.value, target.value, score.value, weight.value
            ))
            .at(score.place, format!("得分 {}", score.value))
            .at(actual.place, format!("实际完成值 {}", actual.value))
            .at(target.place, format!("指标值 {}", target.value))
            .help("请核对实际完成值和得分")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// R0913 hint：得了满分的指标没有偏差原因
///
/// 指标得了满分，也看不出没有完成，却写了偏差原因。
///
/// 为什么：偏差原因是解释为什么没有完成的；写了它，读者会以为这个指标没有完成。
///
/// 例：权重 10，得分 10，deviation = "受天气影响，进度推迟"。
///
/// 怎么办：核对得分和实际完成值；没有偏差的删去 deviation。
pub(super) fn full_marks_with_deviation(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        let missed = || outcome(indicator).is_some_and(|outcome| !outcome.met);
        let explained = says_something(&indicator.deviation.value);
        (has_full_marks(indicator) && explained && !missed()).then(|| {
            Problem::finding(format!(
                "“{}”得了满分 {}，却写了偏差原因",
                indicator.name.value, indicator.weight.value
            ))
            .at(indicator.deviation.place, "偏差原因")
            .at(indicator.score.place, format!("得分 {}", indicator.score.value))
            .help("请核对得分和实际完成值；没有偏差的请删去 deviation")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}

/// What names end with that count something.
const COUNTING: [&str; 8] = ["人数", "人员数", "人次", "户数", "村数", "个数", "次数", "场次"];

/// What names end with that are of money.
const OF_MONEY: [&str; 11] = [
    "金额",
    "补助金",
    "经费",
    "费用",
    "资金",
    "补贴",
    "抚恤金",
    "工资",
    "养老金",
    "造价",
    "取暖费",
];

/// R0914 hint：指标值的单位与指标名称相称
///
/// 名称是人数、户数、次数的，指标值不以“元”为单位；名称是金额、经费、补助的，不以“人”“户”“个”“次”为单位；名称是“率”“满意度”的，用百分数。
///
/// 为什么：自评表常由上一年或别的项目复制，单位没有改过来，读者会看不懂指标。
///
/// 例：{ name = "申请丧葬费人数", adjusted = "≥2000元" }
///
/// 怎么办：改正单位或名称；单位确是这样的不必改。
pub(super) fn unit_of_indicator(evidence: &Evidence<'_>) -> Verdict {
    let odd = |indicator: &Indicator| {
        let name = indicator.name.value.as_str();
        let values = [&indicator.adjusted, &indicator.initial, &indicator.actual];
        let counting = COUNTING.iter().any(|ending| name.ends_with(ending));
        let money = OF_MONEY.iter().any(|ending| name.ends_with(ending));
        let rate = name.ends_with('率') || name.ends_with("满意度");
        if !(counting || money || rate) {
            return None;
        }
        let wrong = |unit: &str| {
            let persons = ["人", "名", "户", "个", "次", "人次", "批次"].contains(&unit);
            let share = ["", "%", "‰", "分", "倍", "次", "成"].contains(&unit);
            counting && unit.starts_with('元') || money && persons || rate && !share
        };
        let odd = values.into_iter().find_map(|value| {
            let unit = Measure::parse(&value.value)?.unit;
            wrong(unit).then_some((value, unit))
        });
        let (value, unit) = odd?;
        Some(
            Problem::finding(format!("指标“{name}”的值以“{unit}”为单位：{}", value.value))
                .at(value.place, format!("单位是“{unit}”"))
                .at(indicator.name.place, "指标名称")
                .help("请改正单位或名称"),
        )
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(odd).collect())
}
