//! 差一点的名称和单位

use std::ops::Range;

use crate::check::evidence::Evidence;
use crate::check::quantities::measure::Measure;
use crate::check::verdict::Verdict;
use crate::check::words::characters::around;
use crate::check::words::marks::{Mark, gather};
use crate::check::words::near_names::Names;
use crate::check::words::passage::Passage;
use crate::check::words::signs::unsigned;
use crate::check::words::traits::Traits;
use crate::check::words::unit_names::{OwnName, split};

/// R1018 hint：报告里有的名称写得一样
///
/// 文字中提到的科目、指标、自评项目、本单位和所属单位，与报告里的名称只差一个字：漏一个字、相邻两个字颠倒、（八个字以上的名称、六个字以上的科目，后面写着这个指标的数的指标名称）错一个字、项目名称里的年份不同。五个字以上的名称才看，漏掉“的、和、内、性、率”这样的字的不算；引文件名（在《》里）的不算。
///
/// 为什么：同一样东西两种叫法，读者对不上号；多半是打字、改稿时掉了字（常见差错 8）。
///
/// 例：“用于职工职业年缴费”，科目是职业年金缴费。
///
/// 怎么办：改成报告里的名称；本来就是另一样的，不必改。
pub(super) fn near_name(evidence: &Evidence<'_>) -> Verdict {
    let names = names(evidence);
    let own = &evidence.report.unit.name.value;
    let next = format!("{}年", evidence.year().year + 1);
    let marks = |passage: &Passage<'_>| {
        let found = names.near(&passage.text, number_of).into_iter();
        let mark = |(range, right): (Range<usize>, String)| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            // Next year's project of the same name is another one.
            let other = words.contains(&next)
                || evidence.catalog.has_name(&words)
                || right == *own && is_told(own, &passage.text, &range);
            (!other).then(|| Mark::new(range, words, format!("报告里的名称是{right}")))
        };
        found.filter_map(mark).collect()
    };
    // The title of a self-evaluation report is held against its name by a rule of its own.
    let passages = evidence.passages().iter().filter(|passage| passage.key() != "report-title");
    Ok(gather(
        passages,
        marks,
        |words| format!("与报告里的名称差一个字：{words}"),
        "请核对是不是同一样；是的改成一样",
    ))
}

/// Whether the rule about the unit's own name tells of the words at a place.
fn is_told(own: &str, text: &str, at: &Range<usize>) -> bool {
    let Some((region, core)) = split(own) else { return false };
    let mentions = OwnName::new(region, core).mentions(text);
    mentions.iter().any(|(range, _)| range.start < at.end && at.start < range.end)
}

/// The names that a report holds: of accounts, of self-evaluations and their indicators, of a department's units.
fn names<'e>(evidence: &'e Evidence<'_>) -> Names<'e> {
    let mut names = Names::default();
    let year = evidence.year();
    let functions = evidence.names();
    for row in &year.expenditure {
        let code = row.code.value.as_str();
        for length in [5, 7] {
            let code = code.get(..length).filter(|_| code.len() >= length);
            if let Some(name) = code.and_then(|code| functions.function(code)) {
                names.add(name, is_long(name));
            }
        }
    }
    for row in &year.economic {
        if let Some(name) = evidence.catalog.economic(row.code.value.as_str()) {
            names.add(name, is_long(name));
        }
    }
    for evaluation in &year.evaluations {
        names.add(&evaluation.name.value, false);
        for indicator in &evaluation.indicators {
            let values = [&indicator.initial, &indicator.adjusted, &indicator.actual];
            let measured = values.into_iter().map(|value| value.value.as_str()).collect();
            names.add_measured(&indicator.name.value, false, measured);
        }
    }
    names.add(&evidence.report.unit.name.value, false);
    for member in &evidence.report.members {
        names.add(&member.report.unit.name.value, false);
    }
    names
}

/// The number that a value is.
fn number_of(value: &str) -> Option<String> {
    Measure::parse(value).map(|measure| measure.number.to_string())
}

/// Whether the name of an account is so long that another character in the place of one makes no other thing of it.
fn is_long(name: &str) -> bool {
    name.chars().count() >= 6
}

/// R1019 warning：百分数要写百分号
///
/// “执行率 88.39，”“满意度 94.10。”“占 76.23，”“下降 18.87；”这样，率、满意度、占比、增减之后的数写了百分号，后面不是元、万元。汇率、费率这样的不算；整数的增减，前面说了“比上年”“同比”的才算。
///
/// 为什么：掉了百分号的数，读者不知道是百分之几，还是几万元（常见差错 9、18）。
///
/// 例：“比上年下降18.87；”，应为 18.87%。
///
/// 怎么办：补上百分号，或改正单位。
pub(super) fn percent_sign(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let found = unsigned(&passage.text).into_iter();
        let mark = |range: Range<usize>| {
            let words = around(&passage.text, &range, 6);
            Mark::new(range, words, "应是百分数")
        };
        found.map(mark).collect()
    };
    let told = evidence.passages_with(Traits::RATE.or(Traits::BEFORE_BARE));
    Ok(gather(
        told.filter(|passage| passage.traits.has_any(Traits::BARE_END)),
        marks,
        |words| format!("没有百分号：{words}"),
        "请补上百分号，或改正单位",
    ))
}
