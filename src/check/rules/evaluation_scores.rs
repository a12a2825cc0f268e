//! 绩效自评

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::evaluated::{evaluated, two};
use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::figures::evaluation::EvaluationFigures;
use crate::figures::share::Rate;
use crate::model::evaluation::{Evaluation, Indicator, Score};
use crate::model::place::Place;
use crate::problem::Problem;

/// R0901 error：指标权重之和不超过100，执行得分不超过余下的满分
///
/// 一份自评报告满分 100 分：各指标权重之和不能超过 100；预算执行情况的满分是 100 减去各指标权重，执行得分不能超过它。
///
/// 为什么：总分一般设为 100 分（财预〔2020〕10号《项目支出绩效评价管理办法》）；权重超了，总分和等级就都不对。
///
/// 例：各指标权重共 110；或各指标权重共 95，余下 5 分，执行得分却写 9.5。
///
/// 怎么办：核对各指标的 weight 和 execution-score。
pub(super) fn weights_over_100(evidence: &Evidence<'_>) -> Verdict {
    let over = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let left = figures.execution_weight;
        let earned = evaluation.execution_score;
        let weights = Score(Score::FULL.0 - left.0);
        if left < Score::default() {
            let headline = format!("各指标权重之和为 {weights}，超过 100");
            let over = Problem::finding(headline).help("请核对各指标的 weight");
            return Some(at_groups(over, evaluation));
        }
        (earned.value > left).then(|| {
            Problem::finding(format!(
                "预算执行情况得分 {} 超过满分 {left}（100 − 各指标权重 {weights}）",
                earned.value
            ))
            .at(earned.place, format!("得分 {}", earned.value))
            .help("请核对 execution-score 和各指标的 weight")
        })
    };
    Ok(evaluated(evidence)?.filter_map(over).collect())
}

/// R0931 hint：一个指标的权重不超过 60
///
/// 一份自评报告里，一个指标占了六成以上的分，问一问。各指标的权重之和超过 100 的，R0901 已经说了，不再说。
///
/// 为什么：产出指标合起来一般是 50 分，效益 30 分，满意度 10 分（财预〔2020〕10号）；一个指标 90 分，多半是把一级指标的权重写给了一个指标，或别的指标漏了。
///
/// 例：只有一个指标，weight = 90。
///
/// 怎么办：把指标写全，权重分开；本来就只有这一个的，不必改。
pub(super) fn heavy_indicator(evidence: &Evidence<'_>) -> Verdict {
    let most = Score(Decimal::from(60));
    let heavy = evaluated(evidence)?
        .filter(|(_, figures)| figures.execution_weight >= Score::default())
        .flat_map(|(evaluation, _)| &evaluation.indicators)
        .filter(|indicator| indicator.weight.value > most);
    let finding = |indicator: &Indicator| {
        let Indicator { name, weight, .. } = indicator;
        Problem::finding(format!("{} 一个指标的权重是 {}", name.value, weight.value))
            .at(weight.place, "六成以上的分在这里")
            .help("请核对是不是漏了别的指标，或写成了一级指标的权重")
    };
    Ok(heavy.map(finding).collect())
}

/// The finding with the first weight of every level-one group.
fn at_groups(finding: Problem, evaluation: &Evaluation) -> Problem {
    groups(evaluation).into_iter().fold(finding.about("indicators"), |finding, group| {
        finding.at(group.place, format!("{}权重共 {}", group.name, group.weight))
    })
}

/// The indicators of one level-one group.
struct Group<'a> {
    /// 一级指标.
    name: &'a str,
    /// All their weights.
    weight: Score,
    /// Where the first weight stands.
    place: Place,
}

/// The level-one groups in the order in which they first come.
fn groups(evaluation: &Evaluation) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for indicator in &evaluation.indicators {
        let (name, weight) = (indicator.level_one.value.as_str(), indicator.weight);
        let number = *by_name.entry(name).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.weight = Score(group.weight.0 + weight.value.0),
            None => groups.push(Group { name, weight: weight.value, place: weight.place }),
        }
    }
    groups
}

/// R0902 error：单项得分不超过权重
///
/// 每个指标的得分不能超过它的权重。
///
/// 为什么：权重就是这个指标的满分（财预〔2020〕10号）；多出来的分会抬高总分和等级。
///
/// 例：{ name = "加工卷数", weight = 30, score = 31 }
///
/// 怎么办：核对这个指标的 score 和 weight。
pub(super) fn score_over_weight(evidence: &Evidence<'_>) -> Verdict {
    let over = |indicator: &Indicator| {
        let (weight, score) = (indicator.weight, indicator.score);
        (score.value > weight.value).then(|| {
            Problem::finding(format!(
                "“{}”得分 {} 超过权重 {}",
                indicator.name.value, score.value, weight.value
            ))
            .at(score.place, format!("得分 {}", score.value))
            .at(weight.place, format!("权重 {}", weight.value))
            .help("得分最多等于权重；请核对")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.indicators).filter_map(over).collect())
}

/// R0903 warning：指标权重之和为90
///
/// 各指标权重之和一般是 90，余下的 10 分给预算执行率。超过 100 的由 R0901 查。
///
/// 为什么：财预〔2020〕10号原则上把预算执行率的权重统一设置为 10%，各指标共 90%。合计 100 的，预算执行率就没有分；合计不到 90 的，多半漏了一个指标或录错了权重。
///
/// 例：“补助率”的权重录成 20，各指标共 100，预算执行情况就没有分值了。
///
/// 怎么办：核对各指标的 weight；本地另有规定的写 [[accept]] 并说明理由。
pub(super) fn weights_not_90(evidence: &Evidence<'_>) -> Verdict {
    let ninety = Score(Decimal::from(90));
    let odd = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let left = figures.execution_weight;
        let weights = Score(Score::FULL.0 - left.0);
        let told = evaluation.indicators.is_empty() || weights > Score::FULL;
        (!told && weights != ninety).then(|| {
            let headline = format!(
                "各指标权重之和为 {weights}，不是 90，留给预算执行率的是 {left} 分，不是 10 分"
            );
            at_groups(Problem::finding(headline), evaluation)
                .help("请核对各指标的 weight；本地另有规定的写 [[accept]] 并说明理由")
        })
    };
    Ok(evaluated(evidence)?.filter_map(odd).collect())
}

/// R0904 hint：产出、效益、满意度指标的权重为50、30、10
///
/// 各指标权重之和是 90 时，产出指标一般共 50，效益指标共 30，满意度指标共 10。
///
/// 为什么：财预〔2020〕10号原则上这样统一设置，有特殊情况的可以适当调整，所以只是提示；也可能是某个权重录错了。
///
/// 例：产出指标共 60，效益指标共 20，满意度指标共 10。
///
/// 怎么办：核对各组权重；确要这样分配的不必改。
pub(super) fn level_one_weights(evidence: &Evidence<'_>) -> Verdict {
    let odd = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let usual = |name: &str| match name {
            name if name.contains("产出") => Some(50),
            name if name.contains("效益") => Some(30),
            name if name.contains("满意") => Some(10),
            _ => None,
        };
        let mut groups = groups(evaluation);
        groups.sort_by_key(|group| std::cmp::Reverse(usual(group.name)));
        let complete = figures.execution_weight.0 == Decimal::TEN;
        let differs = |group: &Group<'_>| {
            usual(group.name).is_some_and(|usual| group.weight.0 != Decimal::from(usual))
        };
        (complete && groups.iter().any(differs)).then(|| {
            let shown: Vec<String> =
                groups.iter().map(|group| format!("{} {}", group.name, group.weight)).collect();
            let headline = format!("一级指标的权重是{}，不是通常的 50、30、10", shown.join("、"));
            at_groups(Problem::finding(headline), evaluation).help("请核对；确要这样分配的不必改")
        })
    };
    Ok(evaluated(evidence)?.filter_map(odd).collect())
}

/// R0905 warning：预算执行情况得分与预算执行率相称
///
/// 预算执行情况得分一般等于满分 × 预算执行率（全年执行数 ÷ 全年预算数，超过 100% 的按 100%），相差超过 0.5 分就提示。得分取整数的，差在 0.5 分以内不算。
///
/// 为什么：执行率是算得出的数，读者会拿它与得分相比；得分高了，多半是资金表改过而得分没有跟着改（财预〔2020〕10号：未完成指标值的按比例记分）。
///
/// 例：全年预算 2000000.00 元，执行 1500000.00 元，执行率 75%，得分却是满分 10 分。
///
/// 怎么办：核对 funds 和 execution-score；本地另有记分办法的写 [[accept]] 并说明理由。
pub(super) fn execution_score(evidence: &Evidence<'_>) -> Verdict {
    let half = Decimal::new(5, 1);
    let odd = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let (rate, expected) = expected(figures)?;
        let earned = evaluation.execution_score;
        let gap = earned.value.0 - expected;
        let told = earned.value > figures.execution_weight;
        (!told && gap.abs() > half).then(|| {
            let more = if gap.is_sign_negative() { "少" } else { "多" };
            let headline = format!(
                "预算执行情况得分 {}，按执行率应为 {} × {}% = {}，{more} {} 分",
                earned.value,
                figures.execution_weight,
                shown(rate),
                two(expected),
                two(gap.abs())
            );
            at_funds(Problem::finding(headline), evaluation, rate)
                .help("请核对 funds 和 execution-score")
        })
    };
    Ok(evaluated(evidence)?.filter_map(odd).collect())
}

/// The execution rate of a report and the points that go with it.
fn expected(figures: &EvaluationFigures) -> Option<(Rate, Decimal)> {
    let rate = figures.rate?;
    let full = figures.execution_weight.0;
    let part = rate.0.min(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    (full > Decimal::ZERO).then(|| (rate, full * part))
}

/// The finding with the score and the money that it should go with.
fn at_funds(finding: Problem, evaluation: &Evaluation, rate: Rate) -> Problem {
    let earned = evaluation.execution_score;
    let finding = finding.at(earned.place, format!("得分 {}", earned.value));
    evaluation.funds.iter().filter(|row| !row.full_year.value.is_zero()).fold(
        finding,
        |finding, row| {
            let label = match evaluation.funds.as_slice() {
                [_] => format!("执行 {} 元，执行率 {}%", row.executed.value, shown(rate)),
                _ => format!("执行 {} 元，预算 {} 元", row.executed.value, row.full_year.value),
            };
            finding.at(row.executed.place, label)
        },
    )
}

/// A rate as it is printed.
fn shown(rate: Rate) -> Decimal {
    two(rate.0)
}

/// R0906 hint：执行率不到100%的，执行得分不是满分
///
/// 预算执行率不到 100%，预算执行情况得分却是满分，而按执行率算与满分相差在 0.5 分以内（多的由 R0905 查）。
///
/// 为什么：得分取整数的单位会把 9.89 分写成 10 分，但读者看到的是没有执行完却得了满分。
///
/// 例：执行率 98.93%，满分 10 分，得分 10。
///
/// 怎么办：能写小数的写 9.89；按规定取整的不必改。
pub(super) fn full_execution_score(evidence: &Evidence<'_>) -> Verdict {
    let half = Decimal::new(5, 1);
    let odd = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let (rate, expected) = expected(figures)?;
        let earned = evaluation.execution_score.value;
        let full = earned == figures.execution_weight;
        let near = earned.0 - expected <= half && shown(rate) < Decimal::ONE_HUNDRED;
        (full && near).then(|| {
            let headline = format!(
                "预算执行率 {}%，预算执行情况得分却是满分 {earned}；按执行率应为 {}",
                shown(rate),
                two(expected)
            );
            at_funds(Problem::finding(headline), evaluation, rate)
                .help("能写小数的请写小数；按规定取整的不必改")
        })
    };
    Ok(evaluated(evidence)?.filter_map(odd).collect())
}
