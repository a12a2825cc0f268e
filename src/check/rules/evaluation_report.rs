//! 绩效自评

use regex::Match;

use crate::check::evaluated::{evaluated, two};
use crate::check::evidence::Evidence;
use crate::check::quantities::number::decimal;
use crate::check::quantities::reach::{SENTENCE, words_since};
use crate::check::units::slip::asking;
use crate::check::verdict::Verdict;
use crate::check::words::characters::tail;
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;
use crate::figures::evaluation::{EvaluationFigures, Grade};
use crate::figures::share::Rate;
use crate::model::evaluation::{Evaluation, FundsRow, Score};
use crate::problem::Problem;

/// R0907 warning：执行数不大于全年预算数
///
/// 资金表每个来源的全年执行数一般不大于全年预算数，执行率不超过 100%。
///
/// 为什么：没有预算不得支出；超过 100% 的，多半是年中追加没有记进全年预算数，或写错了资金来源。
///
/// 例：全年预算 200000.00 元，执行 210000.00 元，执行率 105%。
///
/// 怎么办：核对 funds 的 full-year（年初预算加年中调整）和 executed。
pub(super) fn executed_over_budget(evidence: &Evidence<'_>) -> Verdict {
    let over = |row: &FundsRow| {
        let (budget, spent) = (row.full_year, row.executed);
        (spent.value > budget.value).then(|| {
            let rate = Rate::proper(spent.value, budget.value)
                .map(|rate| format!("，执行率 {}%", two(rate.0)))
                .unwrap_or_default();
            let finding = Problem::finding(format!(
                "{}的全年执行数 {} 大于全年预算数 {}，超 {} 元{rate}",
                row.source.value,
                spent.value,
                budget.value,
                spent.value - budget.value
            ));
            asking(finding, spent.value, budget.value)
                .at(spent.place, format!("执行 {} 元", spent.value))
                .at(budget.place, format!("全年预算 {} 元", budget.value))
                .help("全年预算数是年初预算加年中调整；请核对")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.funds).filter_map(over).collect())
}

/// R0915 warning：写出的资金结（转）余等于全年预算数减执行数
///
/// 资金表写了 carry-over 的，应等于 full-year − executed。不写的由程序算出。
///
/// 为什么：同一行的三个数可以相互算出；没有执行完而写结余 0，读者一减就发现。收回财政的也要在文字中说明。
///
/// 例：全年预算 120000.00 元，执行 118718.00 元，carry-over 写 0，实际还有 1282.00 元。
///
/// 怎么办：核对三个数；结余由财政收回的，写 [[accept]] 并说明理由。
pub(super) fn carry_over_of_funds(evidence: &Evidence<'_>) -> Verdict {
    let odd = |row: &FundsRow| {
        let written = row.carry_over?;
        let left = row.full_year.value - row.executed.value;
        let gap = (written.value - left).abs();
        let parts = [row.full_year.value, row.executed.value];
        (gap > evidence.tolerance_of(&parts)).then(|| {
            Problem::finding(format!(
                "{}的资金结（转）余写 {}，但全年预算 {} − 执行 {} = {} 元",
                row.source.value, written.value, row.full_year.value, row.executed.value, left
            ))
            .at(written.place, format!("结（转）余 {} 元", written.value))
            .at(row.full_year.place, format!("全年预算 {} 元", row.full_year.value))
            .at(row.executed.place, format!("执行 {} 元", row.executed.value))
            .help("请核对；删去 carry-over，程序会自己算出")
        })
    };
    Ok(evidence.evaluations()?.iter().flat_map(|e| &e.funds).filter_map(odd).collect())
}

/// Words that claim a grade.
static CLAIM: Pattern = Pattern::new(concat!(
    r"(?:属于|评为|评定为|评级为|等级为|等次为|结果为|评价为|定为|",
    r"(?P<moved>(?:提高|提升|上升|升|下降|降低|降)[到为至]))",
    r#"\s*[“"「]?(?P<grade>优秀|优|良好|良|中|差)(?:[”"」]|等|级|档|[，。；、！,;.\s]|$)"#,
));

/// Words that state the score of a self-evaluation.
static STATED_SCORE: Pattern = Pattern::new(concat!(
    "(?:自评|自我评价)(?:总体|综合)?(?:结果|得分|总分|分数|总得分|评分)?",
    r"(?:均?为|是|：|达到|达)?\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?:分|%|％)",
));

/// R0916 warning：文字中的等级与得分相符
///
/// 自评报告和 [performance] 的文字中说的“属于‘优’”“等级为良”等，应与总得分对应的等级相同：90 分以上为优，80 分以上为良，60 分以上为中，不到 60 分为差。部门评价的文字只在它自己写了得分时才比。说上年、去年或别的年度的等级的不算；一句话里说等级提高到、降为什么的，以后面的为准。
///
/// 为什么：等级由总得分决定（财预〔2020〕10号）；得分改了而文字没有改，就会矛盾。
///
/// 例：总得分 88 分，文字写“等级为优”。
///
/// 怎么办：核对得分和文字。
pub(super) fn grade_in_words(evidence: &Evidence<'_>) -> Verdict {
    let whole = evidence.year().performance.as_ref().and_then(|p| p.whole.as_ref());
    let mut findings = Vec::new();
    for passage in evidence.passages_with(Traits::GRADE) {
        let Some(score) = score_of(passage, evidence) else { continue };
        for grade in claimed(&passage.text, evidence.year().year) {
            if grade.as_str().chars().next() == Grade::of(score).term().chars().next() {
                continue;
            }
            let right = Grade::of(score).term();
            let headline =
                format!("文字说等级是“{}”，但得分 {score} 对应的是“{right}”", grade.as_str());
            let finding = Problem::finding(headline)
                .at(passage.place(grade.range()), format!("应为“{right}”"));
            let written = whole.and_then(|whole| whole.score);
            let finding = match written.filter(|_| passage.is_in("performance.whole")) {
                Some(written) => finding.at(written.place, format!("得分 {score}")),
                None => finding,
            };
            findings.push(finding.help("请核对得分和文字"));
        }
    }
    Ok(findings)
}

/// The grades that a text claims for a year, without those that the same sentence goes on from.
fn claimed(text: &str, own: u16) -> Vec<Match<'_>> {
    let mut claims: Vec<Match<'_>> = Vec::new();
    for found in CLAIM.groups(text) {
        let (Some(whole), Some(grade)) = (found.get(0), found.name("grade")) else { continue };
        if found.name("moved").is_some() {
            let told = sentence(text, whole.start());
            let spoken = ["自评", "绩效", "评价"].iter().any(|word| told.contains(word));
            // The beginning of an endless sentence is not read: it may say so.
            if !spoken && told.len() < SENTENCE - '。'.len_utf8() {
                continue;
            }
            let start = whole.start() - told.len();
            while claims.pop_if(|claim| claim.start() >= start).is_some() {}
        }
        if !is_of_another_year(text, whole.start(), own) {
            claims.push(grade);
        }
    }
    claims
}

/// The words of the sentence of a byte before it.
fn sentence(text: &str, at: usize) -> &str {
    words_since(text, at, &['。', '；', '\n'], SENTENCE)
}

/// Whether the clause of a byte names another year before it, and does not just compare with it.
fn is_of_another_year(text: &str, at: usize, own: u16) -> bool {
    static TIME: Pattern = Pattern::new(
        "(比|较|与|同|跟|高于|低于|优于)?(?:((?:19|20)[0-9]{2})年|(本年|今年|当年)|上年|去年|上一年|往年|以前年度)度?(?:，|,)?",
    );
    let told = sentence(text, at);
    let times = TIME.groups(told).filter(|time| time.get(1).is_none());
    times.last().is_some_and(|time| {
        let end = time.get(0).map_or(0, |time| time.end());
        let year = time.get(2).and_then(|year| year.as_str().parse::<u16>().ok());
        let ours = time.get(3).is_some() || year == Some(own);
        !ours && !tail(told, end).contains(['，', ',', '；'])
    })
}

/// The score that the words of a passage are about.
fn score_of(passage: &Passage<'_>, evidence: &Evidence<'_>) -> Option<Score> {
    if let Some(index) = passage.evaluation {
        return evidence.figures.evaluations.get(index).map(|figures| figures.score);
    }
    if passage.is_in("performance.whole") {
        return evidence.figures.performance.as_ref()?.whole?.score;
    }
    if !passage.is_in("performance") {
        return None;
    }
    let number = STATED_SCORE.groups(&passage.text).next()?.name("number")?;
    decimal(number.as_str()).map(Score)
}

/// R0917 warning：报告名称与项目名称相符
///
/// 写了 report-title（公开清单所列的报告名称）的，其中应有项目名称 name；年度、“项目”二字和标点不计。
///
/// 为什么：清单和附件标题是同一份报告的两个名字，不同了读者就对不上（常见差错 14、17 一类的漏字、错字）。
///
/// 例：项目是“2022年基本养老保险出口补贴”，清单写成“2022年基本养老保险出口补助项目绩效自评报告”。
///
/// 怎么办：改正其中一个；名称相同的不必写 report-title。
pub(super) fn title_of_report(evidence: &Evidence<'_>) -> Verdict {
    let odd = |evaluation: &Evaluation| {
        let title = evaluation.report_title.as_ref()?;
        let (announced, name) = (title.joined(), &evaluation.name);
        if bare(&announced).contains(&bare(&name.value)) {
            return None;
        }
        let headline = format!("报告名称“{announced}”中没有项目名称“{}”", name.value);
        let (place, label) = evidence
            .passage_at(title.place)
            .and_then(|passage| first_difference(passage, &name.value))
            .unwrap_or((title.place, "公开清单所列的报告名称".to_owned()));
        Some(
            Problem::finding(headline)
                .at(place, label)
                .at(name.place, "项目名称")
                .help("请改正其中一个；名称相同的不必写 report-title"),
        )
    };
    Ok(evidence.evaluations()?.iter().filter_map(odd).collect())
}

/// The name without year, punctuation and “项目”.
fn bare(name: &str) -> String {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = letters.chars().take_while(char::is_ascii_digit).count();
    let rest = letters.get(digits..).and_then(|rest| rest.strip_prefix('年'));
    let rest = rest.filter(|_| digits == 4).unwrap_or(&letters);
    rest.strip_prefix("度").unwrap_or(rest).trim_end_matches("项目").to_owned()
}

/// The first character in which a title differs from the name that it begins with.
fn first_difference(
    passage: &Passage<'_>,
    name: &str,
) -> Option<(crate::model::place::Place, String)> {
    let same = passage.text.chars().zip(name.chars()).take_while(|(one, other)| one == other);
    let same = same.count();
    let wanted = name.chars().nth(same)?;
    let (start, written) = passage.text.char_indices().nth(same)?;
    let place = passage.place(start..start + written.len_utf8());
    (same > 0).then(|| (place, format!("“{written}”，项目名称中是“{wanted}”")))
}

/// R0918 warning：自评报告要有资金，要有产出、效益、满意度三类指标
///
/// 每份自评报告都应有资金（funds）和指标（indicators），一级指标应有产出、效益、满意度三类。
///
/// 为什么：财预〔2020〕10号的自评指标由预算执行率和产出、效益、满意度指标组成；缺一类，得分就不完整（常见差错 7）。
///
/// 例：指标只有产出和满意度两类。
///
/// 怎么办：补上缺的一类；这个项目确不设的，写 [[accept]] 并说明理由。
pub(super) fn incomplete_evaluation(evidence: &Evidence<'_>) -> Verdict {
    let missing = |(evaluation, figures): (&Evaluation, &EvaluationFigures)| {
        let mut missing = Vec::new();
        if figures.funds.rows.is_empty() {
            missing.push("资金（funds）");
        }
        if evaluation.indicators.is_empty() {
            missing.push("指标（indicators）");
        } else {
            let kinds = [("产出", "产出指标"), ("效益", "效益指标"), ("满意", "满意度指标")];
            missing.extend(kinds.into_iter().filter_map(|(word, kind)| {
                let mut indicators = evaluation.indicators.iter();
                let there = indicators.any(|indicator| indicator.level_one.value.contains(word));
                (!there).then_some(kind)
            }));
        }
        (!missing.is_empty()).then(|| {
            let headline =
                format!("“{}”的自评报告没有{}", evaluation.name.value, missing.join("、"));
            let place = evaluation.name.place;
            let mut finding = Problem::finding(headline)
                .about("indicators")
                .at(place, format!("缺{}", missing.join("、")))
                .help("请补上；这个项目确不设的，写 [[accept]] 并说明理由");
            // Another part that is missing makes another finding.
            missing.into_iter().for_each(|kind| finding.mark(place, kind));
            finding
        })
    };
    Ok(evaluated(evidence)?.filter_map(missing).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_of_other_years_are_no_claims() {
        let claims = |text: &str| -> Vec<String> {
            let claims = claimed(text, 2024);
            claims.iter().map(|grade| grade.as_str().to_owned()).collect()
        };
        let both = "该项目2023年度的自评等级为“良”，本年提高到“优”，但还有差距。";
        assert_eq!(claims(both), ["优"]);
        assert_eq!(claims("自评等级去年提高到“优”，本年降为“良”。"), ["良"]);
        assert_eq!(claims("初次自评结果为“中”，整改后提升到“良”。"), ["良"]);
        assert_eq!(claims("2023年度，自评等级为“良”。"), [""; 0]);
        assert_eq!(claims("2024年度自评等级为“良”。"), ["良"]);
        assert_eq!(claims("2023年完成前期工作，自评等级为“良”。"), ["良"]);
        assert_eq!(claims("自评等级较上年提高到“良”。"), ["良"]);
        assert_eq!(claims("自评等级为“良”。绩效结果属于“优”。"), ["良", "优"]);
        assert_eq!(claims("路面状况提升到优。"), [""; 0]);
    }
}
