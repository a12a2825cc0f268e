//! The self-evaluation report of one project (项目绩效自评报告).

use std::fmt;
use std::iter::Sum;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::model::amount::Money;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// Points or weights of an evaluation, exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub Decimal);

impl Score {
    /// All points of an evaluation.
    pub(crate) const FULL: Self = Self(Decimal::ONE_HUNDRED);
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Self>>(scores: I) -> Self {
        Self(scores.map(|score| score.0).sum())
    }
}

/// The self-evaluation of one project.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Where its file stands.
    pub place: Place,
    /// 项目名称.
    pub name: Located<String>,
    /// The title under which the report is announced, where it is not made of the name.
    pub report_title: Option<Text>,
    /// 预算执行情况得分.
    pub execution_score: Located<Score>,
    /// 资金.
    pub funds: Vec<FundsRow>,
    /// 绩效指标.
    pub indicators: Vec<Indicator>,
    /// The words of the report.
    pub words: Words,
}

nouns! {
    /// The texts of an evaluation, section by section.
    EvaluationText {
        Overview = "overview", "项目概况";
        Basis = "basis", "立项依据";
        Necessity = "necessity", "项目设立的必要性";
        Safeguards = "safeguards", "保证项目实施的措施与制度";
        PeriodGoal = "period-goal", "项目实施期绩效目标";
        AnnualGoal = "annual-goal", "项目年度目标";
        Plan = "plan", "项目实施计划";
        Achieved = "achieved", "全年目标实际完成情况";
        Execution = "execution", "项目实施和预算执行情况分析";
        Outputs = "outputs", "产出情况及分析";
        Benefits = "benefits", "效益情况及分析";
        Satisfaction = "satisfaction", "满意度情况及分析";
        Experience = "experience", "项目主要经验做法";
        Problems = "problems", "存在的主要问题及原因分析";
        Measures = "measures", "下一步改进措施及管理建议";
    }
}

/// A value for each text of an evaluation.
pub type PerText<T> = Per<EvaluationText, T, { EvaluationText::ALL.len() }>;

/// The texts of an evaluation, as far as they were written.
pub type Words = PerText<Option<Text>>;

/// Money of a project from one source, in 元.
#[derive(Debug, Clone)]
pub struct FundsRow {
    /// Where the row stands.
    pub place: Place,
    /// 资金来源.
    pub source: Located<String>,
    /// 目标申报数.
    pub requested: Located<Money>,
    /// 预算编制数.
    pub approved: Located<Money>,
    /// 全年预算数.
    pub full_year: Located<Money>,
    /// 全年执行数.
    pub executed: Located<Money>,
    /// 资金结（转）余, where it is not simply what was not spent.
    pub carry_over: Option<Located<Money>>,
}

/// One performance indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Where the row stands.
    pub place: Place,
    /// 一级指标.
    pub level_one: Located<String>,
    /// 二级指标.
    pub level_two: Located<String>,
    /// 指标名称.
    pub name: Located<String>,
    /// 年初指标.
    pub initial: Located<String>,
    /// 调整后指标.
    pub adjusted: Located<String>,
    /// 实际完成值.
    pub actual: Located<String>,
    /// 权重.
    pub weight: Located<Score>,
    /// 得分.
    pub score: Located<Score>,
    /// 偏差原因分析及改进措施.
    pub deviation: Located<String>,
}
