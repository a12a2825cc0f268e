//! 文字

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::quantities::quantity::{agrees, quantities};
use crate::check::verdict::Verdict;
use crate::check::words::characters::{around, before, head, tail};
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::section::Section;
use crate::check::words::traits::Traits;
use crate::model::amount::Money;

/// R1010 warning：说明本年情况的文字，年度是本年或上年
///
/// 原因、绩效、“三公”各处，以及自评报告的年度目标、完成情况、执行情况、产出、效益、满意度中写的年份，应是本年或上年。文件、规划的年份，“成立于…”“自…起”“…至…年”，以前年度的结转、合同，原有的东西哪年购置、启用，一年一年列到本年的数，“连续三年”之内的年份，以及措施、计划中的下一年不算。自评报告的题名（report-title）只能是本年；自评报告别的各段里，说的是本年的预算、支出（“2023年全年预算835万元”，而这是本年的数）而年份不是本年的，以及以后年度而不像是目标、计划的，也指出来。概况里的“截至 X 年 12 月 31 日”“X 年末实有、在职”是本年末的。
///
/// 为什么：套用往年的稿子忘了改年度，是最常见的差错之一（勾稽 25；常见差错 14）。
///
/// 例：2022 年度的报告，原因写“2019年新增档案数字化项目”。
///
/// 怎么办：改成本年；确实是说往年的，写 [[accept]] 并说明理由。
pub(super) fn foreign_year(evidence: &Evidence<'_>) -> Verdict {
    let own = evidence.year().year;
    let told = evidence.passages_with(Traits::YEAR).filter(|passage| match passage.evaluation {
        Some(_) => passage.key() == TITLE || passage.section().is_some(),
        None => {
            let tables = ["reasons", "performance", "three-public", PROFILE];
            tables.iter().any(|table| passage.is_in(table))
        }
    });
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        if passage.is_in(PROFILE) {
            return as_of(text, own);
        }
        let title = passage.key() == TITLE;
        if passage.section().is_some_and(|section| !section.is_of_the_year()) {
            let far = years(text).into_iter().filter(|year| {
                year.value > own + 1
                    && !is_plan(text, year.start)
                    && !is_history(text, year)
                    && !is_aim(text, year.end)
            });
            let far = far.map(|year| year.start..year.end);
            let all: BTreeMap<usize, usize> =
                far.chain(tied(evidence, passage)).map(|range| (range.start, range.end)).collect();
            let mark = |(start, end): (usize, usize)| {
                let words = around(text, &(start..end), 6);
                Mark::new(start..end, words, format!("本报告是{own}年度"))
            };
            return all.into_iter().map(mark).collect();
        }
        let plans = ["measures", "deviation", "problems"].contains(&passage.key());
        let years = years(text);
        let series = series(text, &years, own);
        let foreign = years.into_iter().zip(series).filter(|(year, in_series)| {
            let next = year.value == own + 1 && (plans || is_plan(text, year.start));
            let told = next || *in_series || is_history(text, year);
            year.value != own && (title || year.value + 1 != own) && !told
        });
        let mark = |range: Range<usize>| {
            Mark::new(range.clone(), around(text, &range, 6), format!("本报告是{own}年度"))
        };
        let mut marks: Vec<Mark> = foreign.map(|(year, _)| mark(year.start..year.end)).collect();
        let known: BTreeSet<usize> = marks.iter().map(|mark| mark.range.start).collect();
        let tied = tied(evidence, passage).into_iter();
        marks.extend(tied.filter(|range| !known.contains(&range.start)).map(mark));
        marks
    };
    Ok(gather(
        told,
        marks,
        |words| format!("年份不是{own}年，也不是上年：{words}"),
        "请核对是不是套用了往年的稿子",
    ))
}

/// Whether what follows a year makes it one that something is aimed at.
fn is_aim(text: &str, end: usize) -> bool {
    static AIM: Pattern = Pattern::new(
        "^(?:底|末|年底|年末|[0-9]{1,2}月)?(?:以?前|之前|前后|目标|远景|规划|将|计划|拟|力争|争取)",
    );
    AIM.is_in(tail(text, end))
}

/// The years of a text, other than the report's, of which a budget or outlay is told that is this year's: 2023年全年预算835万元
/// where that is the budget of 2024. Where the text tells it of the report's year as well, both are right.
fn tied(evidence: &Evidence<'_>, passage: &Passage<'_>) -> Vec<Range<usize>> {
    static OF_YEAR: Pattern = Pattern::new(concat!(
        "((?:19|20)[0-9]{2})年度?，?(?:年?初)?[^。；：\n，]{0,30}?(?:预算|执行|支出|安排)[^，。；：\n0-9]{0,6}?",
        r"([0-9][0-9,]*(?:\.[0-9]+)?(?:亿元|万元|元))",
    ));
    let text = &*passage.text;
    let own = evidence.year().year;
    if !passage.traits.has_any(Traits::SUM) || !OF_YEAR.is_in(text) {
        return Vec::new();
    }
    let held = held(evidence, passage);
    let mut found: Vec<(u16, Decimal, Range<usize>)> = Vec::new();
    for groups in OF_YEAR.groups(text) {
        let (Some(whole), Some(year), Some(figure)) = (groups.get(0), groups.get(1), groups.get(2))
        else {
            continue;
        };
        let left = head(text, year.start());
        let aside = ["比", "较", "与", "同", "自", "从", "—", "-", "至", "到", "《", "〔", "（"];
        let words = whole.as_str();
        let carried =
            ["结转", "结余", "合同", "批复", "文件"].iter().any(|word| words.contains(word));
        if carried || aside.iter().any(|word| left.ends_with(word)) {
            continue;
        }
        let read = quantities(figure.as_str()).into_iter().next();
        let (Ok(value), Some(read)) = (year.as_str().parse::<u16>(), read) else { continue };
        let exact = read.value.normalize().mantissa().to_string().trim_end_matches('0').len() >= 2;
        if exact && held.iter().any(|held| agrees(&read, *held, Decimal::ZERO)) {
            found.push((value, read.value, year.start()..year.end() + "年".len()));
        }
    }
    let told =
        |amount: Decimal| found.iter().any(|(year, other, _)| *year == own && *other == amount);
    let foreign = found.iter().filter(|(year, amount, _)| *year != own && !told(*amount));
    foreign.map(|(_, _, range)| range.clone()).collect()
}

/// The budgets and outlays of this year that a passage may tell of.
fn held(evidence: &Evidence<'_>, passage: &Passage<'_>) -> Vec<Decimal> {
    let Some(index) = passage.evaluation else {
        let whole = evidence.year().performance.as_ref().filter(|_| passage.is_in("performance"));
        let whole = whole.and_then(|performance| performance.whole.as_ref());
        return whole
            .and_then(|whole| whole.budget)
            .map(|b| b.value.decimal())
            .into_iter()
            .collect();
    };
    let Some(figures) = evidence.figures.evaluations.get(index) else { return Vec::new() };
    let rows = figures.funds.rows.iter().chain([&figures.funds.total]);
    let amounts = rows.flat_map(|row| [row.requested, row.approved, row.full_year, row.executed]);
    amounts.filter(|amount| !amount.is_zero()).map(Money::decimal).collect()
}

/// The key of the title of a self-evaluation report.
const TITLE: &str = "report-title";

/// The table of a unit's duties and organization.
const PROFILE: &str = "profile";

/// The years at whose end a profile counts its people, where they are not the report's.
fn as_of(text: &str, own: u16) -> Vec<Mark> {
    static AS_OF: Pattern = Pattern::new(concat!(
        "截至((?:19|20)[0-9]{2})年(?:12月31日|年?末|年?底)|",
        "((?:19|20)[0-9]{2})年(?:年?末|年?底|12月31日)，?(?:本单位|本部门)?(?:共有?|实有|在职|在编|现有|有)[^，。；]{0,10}[0-9]",
    ));
    let marks = AS_OF.groups(text).filter_map(|groups| {
        let year = groups.get(1).or_else(|| groups.get(2))?;
        let other = year.as_str().parse::<u16>().ok()? != own;
        let range = year.range();
        let words = around(text, &range, 6);
        other.then(|| Mark::new(range, words, format!("应是{own}年末的")))
    });
    marks.collect()
}

/// R1011 hint：自评报告写的是本年的事
///
/// 自评报告的概况、计划、必要性、目标、完成情况、执行情况、产出，第一句就写上年而全篇没有写本年的，请核对。
///
/// 为什么：套用上年的自评报告忘了改年度（勾稽 25；常见差错 14）。
///
/// 例：2022 年度的项目，概况写“申请2021年企业养老保险业务工作经费10000元”。
///
/// 怎么办：改成本年；确实是上年的事，不必改。
pub(super) fn last_year_only(evidence: &Evidence<'_>) -> Verdict {
    evidence.evaluations()?;
    let own = evidence.year().year;
    let told = evidence.passages_with(Traits::YEAR);
    let told = told.filter(|p| p.section().is_some_and(Section::introduces_the_project));
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        let years = years(text);
        if years.iter().any(|year| year.value == own) {
            return Vec::new();
        }
        let blanks = text.len() - text.trim_start().len();
        let clause = tail(text, blanks).find(['，', '。', '；', '：', '\n']);
        let clause = clause.map_or(text.len(), |end| blanks + end);
        let last = years.into_iter().filter(|year| {
            let left = head(text, year.start);
            let compared = ["比", "较", "根据", "按照", "依据"].iter().any(|w| left.ends_with(w));
            let first = year.start <= clause;
            year.value + 1 == own && first && !compared && !is_history(text, year)
        });
        let mark = |year: Year| {
            let range = year.start..year.end;
            let words = around(text, &range, 6);
            Mark::new(range, words, format!("没有提到{own}年"))
        };
        last.map(mark).collect()
    };
    Ok(gather(
        told,
        marks,
        |words| format!("只写了上年，没有写{own}年：{words}"),
        "请核对是不是套用了上年的自评报告",
    ))
}

/// A year named in a text.
struct Year {
    /// The year.
    value: u16,
    /// Its first byte.
    start: usize,
    /// The byte after 年.
    end: usize,
    /// Whether it stands in the title of a document.
    titled: bool,
}

/// The years named in a text, other than those of numbers of documents.
fn years(text: &str) -> Vec<Year> {
    static YEAR: Pattern = Pattern::new(r"((?:19|20)[0-9]{2}) ?年度?");
    let (mut years, mut from, mut titles) = (Vec::new(), 0, 0_i64);
    for groups in YEAR.groups(text) {
        let (Some(whole), Some(digits)) = (groups.get(0), groups.get(1)) else { continue };
        let since = text.get(from..whole.start()).unwrap_or_default();
        titles += since.chars().filter(|c| *c == '《').count() as i64;
        titles -= since.chars().filter(|c| *c == '》').count() as i64;
        from = whole.start();
        let number = before(text, whole.start()).is_some_and(|c| c.is_ascii_digit());
        if let Some(value) = digits.as_str().parse().ok().filter(|_| !number) {
            let (start, end) = (whole.start(), whole.end());
            years.push(Year { value, start, end, titled: titles > 0 });
        }
    }
    years
}

/// Which years are told one by one up to the report's own, or are of “连续三年”.
fn series(text: &str, years: &[Year], own: u16) -> Vec<bool> {
    static STREAK: Pattern = Pattern::new("(?:连续|近)([2-9两二三四五六七八九])年");
    let mut in_series = vec![false; years.len()];
    let mut next: Option<&Year> = None;
    for (year, in_series) in years.iter().zip(&mut in_series).rev() {
        let follows = next.is_some_and(|next| {
            let between = text.get(year.end..next.start).unwrap_or_default();
            let near = between.chars().count() <= 20 && !between.contains(['。', '；', '\n']);
            near && year.value + 1 == next.value
        });
        next = (follows || year.value == own).then_some(year);
        *in_series = next.is_some();
    }
    let streaks = STREAK.groups(text).filter_map(|groups| {
        let (whole, count) = (groups.get(0)?, groups.get(1)?);
        Some((whole.end(), digit(count.as_str())))
    });
    let mut streaks = streaks.peekable();
    // The longest streak of the sentence so far.
    let (mut from, mut longest) = (0, 0);
    for (year, in_series) in years.iter().zip(&mut in_series) {
        let ends = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|words| words.contains(['。', '；', '\n']))
        };
        while let Some((end, count)) = streaks.next_if(|(end, _)| *end <= year.start) {
            longest = if ends(from, end) { count } else { count.max(longest) };
            from = end;
        }
        if ends(from, year.start) {
            longest = 0;
        }
        from = year.start;
        *in_series |= year.value <= own && year.value + longest > own;
    }
    in_series
}

/// The number of a single figure or Chinese numeral.
fn digit(numeral: &str) -> u16 {
    let places = ["零一二三四五六七八九", "0123456789", "〇一两"];
    let found = places.iter().find_map(|digits| {
        let numeral = numeral.chars().next()?;
        digits.chars().position(|digit| digit == numeral)
    });
    found.and_then(|digit| u16::try_from(digit).ok()).unwrap_or_default()
}

/// Whether a year is one of history, of a plan of several years, or of a document.
fn is_history(text: &str, year: &Year) -> bool {
    static PAST: Pattern = Pattern::new(concat!(
        "^(?:末|底)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:前|后|起|以来|至|到|—|-|－|～|~|、)|",
        "^[^，。；]{0,12}(?:成立|设立|建成|建立|开工|结转|结余|合同|签订|批复|印发|出台|下达|欠|规划|审计|文件)|",
        "^(?:[0-9]{1,2}月)?(?:投入使用|竣工|出厂)|",
        "^(?:[0-9]{1,2}月)?(?:购置|购入|购买|启用)(?:的|[，。；、）)]|$)",
    ));
    let left = head(text, year.start);
    let range = ["自", "从", "于", "至", "到", "—", "-", "－", "～", "~", "、"];
    year.titled || range.iter().any(|sign| left.ends_with(sign)) || PAST.is_in(tail(text, year.end))
}

/// Whether the year at a byte is one that something is put off to.
fn is_plan(text: &str, at: usize) -> bool {
    let near: Vec<char> = head(text, at).chars().rev().take(8).collect();
    let near: String = near.into_iter().rev().collect();
    ["结转", "计划", "预计", "推迟", "延", "留", "拟", "将", "至", "到", "于"]
        .iter()
        .any(|word| near.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_history_are_left_alone() {
        let foreign = |text: &str| {
            years(text).iter().filter(|year| year.value != 2022 && !is_history(text, year)).count()
        };
        assert_eq!(foreign("2019年新增项目"), 1);
        for fine in [
            "成立于2010年",
            "2019年以来",
            "使用2020年结转资金",
            "《2020年规划》",
            "2021—2025年规划",
            "原车2009年购置，已报废",
            "更换2012年6月购入的锅炉",
            "办公楼2008年竣工",
        ] {
            assert_eq!(foreign(fine), 0, "{fine}");
        }
        assert_eq!(foreign("2019年购置执法车1辆，支出增加"), 1);
    }

    #[test]
    fn years_of_a_series_end_with_the_own_year() {
        let alone = |text: &str| {
            let years = years(text);
            let series = series(text, &years, 2024);
            years.iter().zip(series).filter(|(_, in_series)| !in_series).count()
        };
        for fine in [
            "规范管理率（2022年61.4%、2023年63.0%、2024年65.7%）",
            "连续三年上升，2022年首次超过60%",
            "近5年持续增长（2020年为12.5%）",
        ] {
            assert_eq!(alone(fine), 0, "{fine}");
        }
        for slip in [
            "连续三年上升（2021年61.4%、2022年63.0%、2023年65.7%）",
            "2021年61.4%、2023年63.0%、2024年65.7%",
            "2022年新增项目。2023年和2024年没有",
            "连续三年上升。2022年新增项目",
        ] {
            assert_ne!(alone(slip), 0, "{slip}");
        }
    }
}
