//! 文字中的个数

use std::ops::Range;

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::counts::{Listed, Parted, listed, parted, units_told};
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;
use crate::problem::Problem;

/// R0807 warning：话里的个数加得起来
///
/// “共15个，其中……8个、……8个”这样先说总数、再分说各部分的，各部分相加等于总数。只看一句话之内、两部分以上、单位相同的；相差一成以上的，多半不是把总数分完，不算；党员、女性、学历这样互相交叠的不算。
///
/// 为什么：读者会加一加（勾稽 18；常见差错 12）。
///
/// 例：“共15个，其中年初批复8个、年中增加8个”
///
/// 怎么办：核对总数和各部分。
pub(super) fn parts_of_count(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let parted = parted(&passage.text).into_iter();
        let mark = |Parted { range, whole, sum, unit, told }: Parted| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, format!("{told} = {sum}{unit}，不是 {whole}{unit}"))
        };
        parted.map(mark).collect()
    };
    Ok(gather(
        evidence.passages_with(Traits::DIGIT).filter(|passage| passage.text.contains("其中")),
        marks,
        |words| format!("各部分加起来不等于总数：{words}"),
        "请核对总数和各部分",
    ))
}

/// R0808 warning：说的个数与列的名称一样多
///
/// “下设5个科室：办公室、财务科……”“共3家单位，包括甲、乙、丙”这样说了个数又一一列出的，列出的与说的一样多；“等”字结尾的没有列全，不算。“下设0个科室，分别是：”这样没有而要列的也指出。“所属单位共5家”与概况的单位名单（units）也要一样多。
///
/// 为什么：机构变动以后，名单改了、个数没有改，或反过来（勾稽 25；常见差错 14）。
///
/// 例：“内设5个科室：办公室、财务科、业务科、人事科。”
///
/// 怎么办：核对个数和名单。
pub(super) fn listed_names(evidence: &Evidence<'_>) -> Verdict {
    static NONE: Pattern = Pattern::new(
        "(?:下设|内设|设立?|共有?|所属)[^，。；：0-9\n]{0,6}(?:0|零)[个家](?:职能|内设|下属|预算)?(?:处室|科室|股室|部门|机构|单位)，?(?:分别|包括|有|即|：|:)",
    );
    let marks = |passage: &Passage<'_>| {
        let listed = listed(&passage.text).into_iter();
        let mark = |Listed { range, told, names, unit }: Listed| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, format!("说 {told} {unit}，列了 {names} {unit}"))
        };
        let none = NONE.ranges(&passage.text).map(|range| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, "没有的，不必列出")
        });
        listed.map(mark).chain(none).collect()
    };
    let mut findings = gather(
        evidence.passages_with(Traits::PARTED),
        marks,
        |words| format!("说的个数与列的名称不一样多：{words}"),
        "请核对个数和名单",
    );
    findings.extend(against_list(evidence));
    Ok(findings)
}

/// The numbers of units that a text tells, against the list of units.
fn against_list(evidence: &Evidence<'_>) -> Vec<Problem> {
    let units = &evidence.report.unit.profile.units;
    let Some(first) = units.first() else { return Vec::new() };
    let passages = evidence.passages().iter().filter(|passage| passage.is_in("profile"));
    let told = passages.flat_map(|passage| {
        let numbers = units_told(&passage.text).into_iter();
        numbers.map(move |(range, number)| (passage, range, number))
    });
    let differs = |(passage, range, number): (&Passage<'_>, Range<usize>, u32)| {
        let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
        // The own head office may be counted or not.
        let same = number == count || number + 1 == count || number == count + 1;
        (!same).then(|| {
            Problem::finding(format!("文字中说共 {number} 家单位，单位名单有 {count} 家"))
                .at(passage.place(range), format!("说 {number} 家"))
                .at(first.name.place, format!("名单有 {count} 家，从这里起"))
                .help("请核对个数和名单（profile.units）")
        })
    };
    told.filter_map(differs).collect()
}
