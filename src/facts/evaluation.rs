//! Self-evaluation reports with their words.

use serde::Serialize;

use crate::facts::{paragraphs, words};
use crate::figures::Figures;
use crate::figures::evaluation::EvaluationFigures;
use crate::model::evaluation::{Evaluation, Indicator, PerText, Score};
use crate::model::report::YearReport;

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
    /// The words, section by section.
    #[serde(flatten)]
    words: PerText<&'a [String]>,
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
        words: written.words.map(|_, text| paragraphs(text.as_ref())),
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
