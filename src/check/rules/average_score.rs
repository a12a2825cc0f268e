//! 绩效自评

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::problem::Problem;

/// R0930 warning：平均得分与各等级的个数相符
///
/// self-evaluation 的平均得分，落在各等级的个数所容许的范围里：优是 90 至 100 分，良 75 至 90 分，合格 60 至 80 分，不合格不到 60 分（各地良、合格的界限不同，取宽的）。一个项目也没有的，不写平均得分。
///
/// 为什么：个数、等级和平均分印在同一句里，读者一算就知道对不对（财预〔2020〕10号；常见差错 19）。
///
/// 例：39 个项目全部是优，平均得分 79.33。
///
/// 怎么办：核对 average 和 excellent、good、fair、poor。
pub(super) fn average_of_grades(evidence: &Evidence<'_>) -> Verdict {
    let performance = evidence.year().performance.as_ref();
    let Some(written) = performance.and_then(|performance| performance.self_evaluation) else {
        return Ok(Vec::new());
    };
    let Some(average) = written.average else { return Ok(Vec::new()) };
    let grades = [
        ("优", written.excellent, 90, 100),
        ("良", written.good, 75, 90),
        ("合格", written.fair, 60, 80),
        ("不合格", written.poor, 0, 60),
    ];
    let count: u32 = grades.iter().map(|(_, number, ..)| *number).sum();
    if count == 0 {
        let headline = format!("没有自评的项目，平均得分却是 {}", average.value);
        let help = "请补上 excellent、good、fair、poor，或删去 average";
        return Ok(vec![Problem::finding(headline).at(average.place, "平均得分").help(help)]);
    }
    let sum = |of: fn(&(&str, u32, u32, u32)) -> u32| -> Decimal {
        grades.iter().map(|grade| Decimal::from(grade.1) * Decimal::from(of(grade))).sum()
    };
    let (least, most) = (sum(|grade| grade.2), sum(|grade| grade.3));
    let told = average.value.0 * Decimal::from(count);
    // The average is rounded to its last digit.
    let rounding = Decimal::from(count) * Decimal::new(5, average.value.0.scale() + 1);
    if told + rounding >= least && told - rounding <= most {
        return Ok(Vec::new());
    }
    let bound = |sum: Decimal| (sum / Decimal::from(count)).round_dp(2).normalize();
    let there = grades.iter().filter(|(_, number, ..)| *number > 0);
    let there: Vec<String> =
        there.map(|(name, number, ..)| format!("{name} {number} 个")).collect();
    let headline = format!(
        "{}，平均得分不会是 {}：在 {} 至 {} 之间",
        there.join("、"),
        average.value,
        bound(least),
        bound(most)
    );
    Ok(vec![
        Problem::finding(headline)
            .at(average.place, "平均得分")
            .help("请核对 average 和 excellent、good、fair、poor"),
    ])
}
