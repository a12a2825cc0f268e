//! 文字中的数

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::check::evidence::Evidence;
use crate::check::quantities::like_indicators::{Read, Unlike, unlike};
use crate::check::quantities::quantity::Kind;
use crate::check::quantities::stated::Stated;
use crate::check::quantities::trace::Untraced;
use crate::check::verdict::Verdict;
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::section::{Section, Tells};
use crate::check::words::traits::Traits;
use crate::model::evaluation::EvaluationText;
use crate::model::place::FileNumber;

/// R0811 hint：文字里说指标的数，与指标相同
///
/// 自评报告的各段文字和 [performance] 里的数（各种单位：人、户、亩、期、公里、卷……），下面几样问一问：与指标的一个数只差一位（三位以上，写错一位或相邻两位颠倒）；数与指标相同而单位不同（512户，指标是512人）；“目标9台”“低于30%的控制目标”不是任何一个目标；“实际6台”不是任何一个实际完成值；写在指标数的东西之后（“建成工作室4个”，指标是工作室3个），而比指标的哪个数都大。说的是别的年度、其中一部分的不算；改进措施、经验做法不看。别的规则（R0801 至 R0805）已经说了的不再说。
///
/// 为什么：同一个数在目标、完成情况、产出分析里各写一遍，改了一处就会漏掉另一处（勾稽 18；常见差错 5）。
///
/// 例：产出分析写“加工档案5100卷”，指标是 5000卷。
///
/// 怎么办：核对；确是另一回事的不必改。
pub(super) fn number_unlike_indicators(evidence: &Evidence<'_>) -> Verdict {
    let evaluations = evidence.evaluations()?;
    let of_each: Vec<Vec<Stated<'_>>> = evaluations
        .iter()
        .map(|evaluation| evaluation.indicators.iter().filter_map(Stated::of).collect())
        .collect();
    let of_all: LazyCell<Vec<Stated<'_>>, _> = LazyCell::new(|| {
        evaluations.iter().flat_map(|e| e.indicators.iter().filter_map(Stated::of)).collect()
    });
    let told = told(evidence);
    let marks = |passage: &Passage<'_>| {
        let Some(read) = read(passage) else { return Vec::new() };
        let stated = match passage.evaluation {
            Some(index) => of_each.get(index).map_or(&[][..], Vec::as_slice),
            None => of_all.as_slice(),
        };
        let found = unlike(&passage.text, stated, read, evidence.year().year).into_iter();
        let found = found.filter(|unlike| {
            let place = passage.place(unlike.range.clone());
            !told.contains(&(place.file, place.start))
        });
        let mark = |Unlike { range, stated }: Unlike| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, stated)
        };
        found.map(mark).collect()
    };
    Ok(gather(
        evidence.passages_with(Traits::DIGIT),
        marks,
        |words| format!("文字里的数与指标不同：{words}"),
        "请核对文字和指标；确是另一回事的不必改",
    ))
}

/// How a passage is read; none where its numbers are not looked at.
fn read(passage: &Passage<'_>) -> Option<Read> {
    if passage.evaluation.is_none() {
        let told = passage.is_in("performance") && matches!(passage.key(), "achieved" | "problems");
        return told.then_some(Read { things: false, results: false });
    }
    let section = passage.section()?;
    let results = section.tells() == Tells::Results;
    let told = match section {
        Section::Deviation => true,
        Section::Text(text) => !matches!(
            text,
            EvaluationText::Basis
                | EvaluationText::Safeguards
                | EvaluationText::Experience
                | EvaluationText::Measures
        ),
    };
    let goals =
        [Section::Text(EvaluationText::AnnualGoal), Section::Text(EvaluationText::Overview)];
    told.then(|| Read { things: results || goals.contains(&section), results })
}

/// Where figures stand that other rules tell of.
fn told(evidence: &Evidence<'_>) -> BTreeSet<(FileNumber, usize)> {
    let mut places = BTreeSet::new();
    for traced in evidence.traced() {
        let of = traced.untraced.iter().filter(|figure| match figure.quantity.kind {
            Kind::Money => true,
            Kind::PerCent => traced.tells_results || figure.near,
            Kind::Count => figure.near,
        });
        let place = |figure: &Untraced| traced.passage.place(figure.quantity.range.clone());
        places.extend(of.map(place).map(|place| (place.file, place.start)));
    }
    places
}
