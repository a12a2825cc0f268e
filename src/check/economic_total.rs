//! 一般公共预算支出按功能分类与按经济分类相等 (05表 = 06表).

use crate::figures::Figures;
use crate::model::amount::Money;
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::report::Report;
use crate::problem::Problem;

/// General-public-budget expenditure is the same by function and by economic section, basic and project each.
///
/// Table 05 prints the one and table 06 the other; the operating expense and “三公” expense follow from 06.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let (function, economic) = (&figures.general.total, &figures.economic.total);
    let pairs = [
        ("基本支出", function.basic, economic.basic),
        ("项目支出", function.project, economic.project),
    ];
    let differing = pairs.into_iter().filter(|(_, function, economic)| function != economic);
    differing.map(|(what, function, economic)| finding(report, what, function, economic)).collect()
}

/// The finding of one nature of expenditure.
fn finding(report: &Report, what: &str, function: Money, economic: Money) -> Problem {
    let year = &report.year;
    let mut general = year.expenditure.iter().filter(|row| row.fund == Fund::General);
    let of_function: Place = general.next().map_or(year.place, |row| row.place);
    let of_economic: Place = year.economic.first().map_or(year.place, |row| row.place);
    let difference = (function - economic).abs();
    let headline = format!(
        "一般公共预算{what}：功能分类合计 {function} ≠ 经济分类合计 {economic}，差 {difference} 元"
    );
    Problem::error("economic-total", headline)
        .at(of_economic, format!("经济分类各行的{what}共 {economic} 元"))
        .at(of_function, format!("功能分类各行（general）的{what}共 {function} 元"))
        .help("同一笔支出按两种分类填写，合计必须相等；请逐行核对")
}
