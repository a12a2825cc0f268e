//! What the report says of performance management (预算绩效情况).

use serde::Serialize;

use crate::model::amount::Money;
use crate::model::evaluation::Score;
use crate::model::fund::PerFiscal;
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// Performance management of the year.
#[derive(Debug, Clone)]
pub struct Performance {
    /// Where the table stands.
    pub place: Place,
    /// 预算绩效管理制度.
    pub systems: Option<Text>,
    /// 预算绩效管理工作机制.
    pub mechanism: Option<Text>,
    /// 编报绩效目标, where it is disclosed.
    pub targets: Option<Stage>,
    /// 绩效跟踪, where it is disclosed.
    pub tracking: Option<Stage>,
    /// 绩效自评 in one sum, where it is disclosed so.
    pub self_evaluation: Option<SelfEvaluation>,
    /// 项目自评涉及资金.
    pub covered: Located<ProjectFunds>,
    /// Whether `covered` was written at all.
    pub covered_written: bool,
    /// 项目资金总额 that `covered` is a share of, in 元; the project expenditure where not written.
    pub project_total: Option<Located<Money>>,
    /// 一级项目.
    pub level_one: Grades,
    /// 二级项目.
    pub level_two: Grades,
    /// 整体支出自评, where there was one.
    pub whole: Option<Whole>,
    /// 部门评价, where there was one.
    pub department: Option<DepartmentReview>,
    /// 其他需要说明的事项.
    pub other: Option<Text>,
}

/// One stage of performance management.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// 项目个数.
    pub projects: u32,
    /// 涉及预算金额, in 元.
    pub amount: Located<Money>,
}

/// 绩效自评 of all projects.
#[derive(Debug, Clone, Copy)]
pub struct SelfEvaluation {
    /// Where the table stands.
    pub place: Place,
    /// 涉及预算金额, in 元.
    pub amount: Located<Money>,
    /// 平均得分.
    pub average: Option<Located<Score>>,
    /// 优.
    pub excellent: u32,
    /// 良.
    pub good: u32,
    /// 合格.
    pub fair: u32,
    /// 不合格.
    pub poor: u32,
    /// 发现的问题 already mended.
    pub rectified: u32,
    /// 发现的问题 being mended.
    pub rectifying: u32,
}

/// The word for 社会保险基金预算 in a data file.
pub(crate) const SOCIAL_INSURANCE: &str = "social-insurance";

/// Money of projects by budget, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProjectFunds {
    /// 财政拨款.
    #[serde(flatten)]
    pub fiscal: PerFiscal<Money>,
    /// 社会保险基金预算.
    pub social_insurance: Money,
}

impl ProjectFunds {
    /// The amounts with the words for their budgets, in order.
    pub(crate) fn by_budget(&self) -> impl Iterator<Item = (&'static str, Money)> {
        let fiscal = self.fiscal.iter().map(|(fund, amount)| (fund.key(), *amount));
        fiscal.chain([(SOCIAL_INSURANCE, self.social_insurance)])
    }

    /// All budgets together.
    pub(crate) fn total(&self) -> Money {
        self.by_budget().map(|(_, amount)| amount).sum()
    }
}

/// How many projects of one level got which grade.
#[derive(Debug, Clone)]
pub struct Grades {
    /// Where the table stands.
    pub place: Place,
    /// 涉及资金, in 元.
    pub amount: Located<Money>,
    /// 优.
    pub excellent: u32,
    /// 良.
    pub good: u32,
    /// 中.
    pub fair: u32,
    /// 差.
    pub poor: u32,
    /// 对“中”和“差”的项目采取的改进管理措施.
    pub measures: Option<Text>,
}

/// The money that an evaluation covers (涉及资金).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// 项目支出 of the year.
    Projects,
    /// All fiscal expenditure of the year.
    All,
    /// As written.
    Written(ProjectFunds),
}

impl Scope {
    /// The parts of the year's expenditure that have a name: the word for it in a data file, what it means, and the scope.
    pub(crate) const NAMED: [(&'static str, &'static str, Self); 2] =
        [("projects", "项目支出", Self::Projects), ("all", "全部财政拨款支出", Self::All)];
}

/// 部门（单位）整体支出绩效自评.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Where the table stands.
    pub place: Place,
    /// 涉及资金.
    pub scope: Scope,
    /// 得分.
    pub score: Option<Located<Score>>,
    /// 全年预算数, in 元.
    pub budget: Option<Located<Money>>,
    /// 年度绩效目标完成情况.
    pub achieved: Option<Text>,
    /// 发现的主要问题及原因.
    pub problems: Option<Text>,
    /// 下一步改进措施.
    pub measures: Option<Text>,
}

/// 部门评价.
#[derive(Debug, Clone)]
pub struct DepartmentReview {
    /// Where the table stands.
    pub place: Place,
    /// Projects reviewed; all where not written.
    pub projects: Option<u32>,
    /// The project named as the example.
    pub example: Option<Text>,
    /// 涉及资金.
    pub scope: Scope,
    /// What the review found.
    pub result: Option<Text>,
}
