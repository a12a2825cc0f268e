//! Self-evaluation reports with their words.

use serde::Serialize;

use crate::facts::{paragraphs, words};
use crate::figures::Figures;
use crate::figures::evaluation::EvaluationFigures;
use crate::model::evaluation::{Evaluation, Indicator, Score};
use crate::model::report::YearReport;
use crate::model::text::Text;

/// One self-evaluation report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct EvaluationFacts<'a> {
    /// 项目名称.
    name: &'a str,
    /// The title under which it is announced.
    report_title: Option<String>,
    /// 预算执行情况得分.
    execution_score: Score,
    /// The derived numbers.
    #[serde(flatten)]
    figures: &'a EvaluationFigures,
    /// 绩效指标.
    indicators: Vec<IndicatorFacts<'a>>,
    /// The words.
    #[serde(flatten)]
    words: WordFacts<'a>,
}

/// One indicator.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct IndicatorFacts<'a> {
    /// 一级指标.
    level_one: &'a str,
    /// 二级指标.
    level_two: &'a str,
    /// 指标名称.
    name: &'a str,
    /// 年初指标.
    initial: &'a str,
    /// 调整后指标.
    adjusted: &'a str,
    /// 实际完成值.
    actual: &'a str,
    /// 权重.
    weight: Score,
    /// 得分.
    score: Score,
    /// 偏差原因分析及改进措施.
    deviation: &'a str,
}

/// The words, section by section.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct WordFacts<'a> {
    /// 项目概况.
    overview: &'a [String],
    /// 立项依据.
    basis: &'a [String],
    /// 必要性.
    necessity: &'a [String],
    /// 措施与制度.
    safeguards: &'a [String],
    /// 实施期目标.
    period_goal: &'a [String],
    /// 年度目标.
    annual_goal: &'a [String],
    /// 实施计划.
    plan: &'a [String],
    /// 目标完成情况.
    achieved: &'a [String],
    /// 预算执行分析.
    execution: &'a [String],
    /// 产出.
    outputs: &'a [String],
    /// 效益.
    benefits: &'a [String],
    /// 满意度.
    satisfaction: &'a [String],
    /// 经验做法.
    experience: &'a [String],
    /// 问题.
    problems: &'a [String],
    /// 改进措施.
    measures: &'a [String],
}

/// The self-evaluation reports of a year.
pub(super) fn evaluations<'a>(
    year: &'a YearReport,
    figures: &'a Figures,
) -> Vec<EvaluationFacts<'a>> {
    year.evaluations.iter().zip(&figures.evaluations).map(|(e, f)| evaluation(e, f)).collect()
}

/// One report.
fn evaluation<'a>(written: &'a Evaluation, figures: &'a EvaluationFigures) -> EvaluationFacts<'a> {
    EvaluationFacts {
        name: &written.name.value,
        report_title: words(written.report_title.as_ref()),
        execution_score: written.execution_score.value,
        figures,
        indicators: written.indicators.iter().map(indicator).collect(),
        words: word_facts(written),
    }
}

/// One indicator.
fn indicator(indicator: &Indicator) -> IndicatorFacts<'_> {
    IndicatorFacts {
        level_one: &indicator.level_one.value,
        level_two: &indicator.level_two.value,
        name: &indicator.name.value,
        initial: &indicator.initial.value,
        adjusted: &indicator.adjusted.value,
        actual: &indicator.actual.value,
        weight: indicator.weight.value,
        score: indicator.score.value,
        deviation: &indicator.deviation.value,
    }
}

/// The paragraphs of one section.
fn text(text: &Option<Text>) -> &[String] {
    paragraphs(text.as_ref())
}

/// The words of one report.
fn word_facts(written: &Evaluation) -> WordFacts<'_> {
    let words = &written.words;
    WordFacts {
        overview: text(&words.overview),
        basis: text(&words.basis),
        necessity: text(&words.necessity),
        safeguards: text(&words.safeguards),
        period_goal: text(&words.period_goal),
        annual_goal: text(&words.annual_goal),
        plan: text(&words.plan),
        achieved: text(&words.achieved),
        execution: text(&words.execution),
        outputs: text(&words.outputs),
        benefits: text(&words.benefits),
        satisfaction: text(&words.satisfaction),
        experience: text(&words.experience),
        problems: text(&words.problems),
        measures: text(&words.measures),
    }
}
