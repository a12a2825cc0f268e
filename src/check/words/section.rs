//! What the check knows of each section of a self-evaluation report.

use crate::model::evaluation::EvaluationText as Is;

/// A section of a self-evaluation report that has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Section {
    /// One of its texts.
    Text(Is),
    /// 偏差原因分析及改进措施 of an indicator.
    Deviation,
}

/// What a section tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Tells {
    /// What came of the project.
    Results,
    /// What it is, what it was meant to be, or why something was missed.
    Project,
    /// What was learnt, and what is to be done: its figures are not the report's.
    Lessons,
}

impl Section {
    /// The section of a field by its last key.
    pub(in crate::check) fn of(key: &str) -> Option<Self> {
        if key == "deviation" {
            return Some(Self::Deviation);
        }
        Is::ALL.into_iter().find(|text| text.key() == key).map(Self::Text)
    }

    /// What it is called in a finding.
    pub(in crate::check) fn name(self) -> &'static str {
        match self {
            Self::Text(Is::Overview) => "项目概况",
            Self::Text(Is::Basis) => "立项依据",
            Self::Text(Is::Necessity) => "必要性",
            Self::Text(Is::Safeguards) => "保证措施",
            Self::Text(Is::PeriodGoal) => "实施期目标",
            Self::Text(Is::AnnualGoal) => "年度目标",
            Self::Text(Is::Plan) => "实施计划",
            Self::Text(Is::Achieved) => "目标完成情况",
            Self::Text(Is::Execution) => "预算执行分析",
            Self::Text(Is::Outputs) => "产出分析",
            Self::Text(Is::Benefits) => "效益分析",
            Self::Text(Is::Satisfaction) => "满意度分析",
            Self::Text(Is::Experience) => "经验做法",
            Self::Text(Is::Problems) => "存在的问题",
            Self::Text(Is::Measures) => "改进措施",
            Self::Deviation => "偏差原因",
        }
    }

    /// What it tells.
    pub(in crate::check) fn tells(self) -> Tells {
        match self {
            Self::Text(
                Is::Achieved | Is::Execution | Is::Outputs | Is::Benefits | Is::Satisfaction,
            ) => Tells::Results,
            Self::Text(
                Is::Overview
                | Is::Basis
                | Is::Necessity
                | Is::Safeguards
                | Is::PeriodGoal
                | Is::AnnualGoal
                | Is::Plan
                | Is::Problems,
            )
            | Self::Deviation => Tells::Project,
            Self::Text(Is::Experience | Is::Measures) => Tells::Lessons,
        }
    }

    /// Whether a named figure in it may be what came of the project: results are told in the overview and of each indicator
    /// as well.
    pub(in crate::check) fn tells_of_results(self) -> bool {
        self.tells() == Tells::Results || matches!(self, Self::Text(Is::Overview) | Self::Deviation)
    }

    /// Whether a number after the name of an indicator is one of the indicator: results and the goals of the year are, not
    /// those of several years, nor what was learnt.
    pub(in crate::check) fn tells_of_indicators(self) -> bool {
        self.tells() == Tells::Results || matches!(self, Self::Text(Is::AnnualGoal))
    }

    /// Whether the years in it are those of the report.
    pub(in crate::check) fn is_of_the_year(self) -> bool {
        match self {
            Self::Text(
                Is::AnnualGoal
                | Is::Achieved
                | Is::Execution
                | Is::Outputs
                | Is::Benefits
                | Is::Satisfaction,
            )
            | Self::Deviation => true,
            Self::Text(
                Is::Overview
                | Is::Basis
                | Is::Necessity
                | Is::Safeguards
                | Is::PeriodGoal
                | Is::Plan
                | Is::Experience
                | Is::Problems
                | Is::Measures,
            ) => false,
        }
    }

    /// Whether the project of the year is told in it, so that a text that only names last year is last year's.
    pub(in crate::check) fn introduces_the_project(self) -> bool {
        match self {
            Self::Text(
                Is::Overview
                | Is::Plan
                | Is::Necessity
                | Is::PeriodGoal
                | Is::AnnualGoal
                | Is::Achieved
                | Is::Execution
                | Is::Outputs,
            ) => true,
            Self::Text(
                Is::Basis
                | Is::Safeguards
                | Is::Benefits
                | Is::Satisfaction
                | Is::Experience
                | Is::Problems
                | Is::Measures,
            )
            | Self::Deviation => false,
        }
    }
}
