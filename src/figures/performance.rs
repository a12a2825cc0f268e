//! Performance management: sums, shares, grades.

use serde::Serialize;

use crate::figures::by_fund::ByFund;
use crate::figures::evaluation::Grade;
use crate::figures::expenditure::Expenditure;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::Score;
use crate::model::fund::PerFiscal;
use crate::model::performance::{Grades, ProjectFunds, Scope, SelfEvaluation, Stage, Whole};
use crate::model::report::YearReport;

/// The numbers of performance management.
#[derive(Debug, Clone)]
pub(crate) struct PerformanceFigures {
    /// 编报绩效目标, where it is disclosed.
    pub targets: Option<StageFigures>,
    /// 绩效跟踪, where it is disclosed.
    pub tracking: Option<StageFigures>,
    /// 绩效自评 in one sum, where it is disclosed so.
    pub self_evaluation: Option<SelfEvaluationFigures>,
    /// 项目自评涉及资金.
    pub covered: FundsWithTotal,
    /// Its share of the project money.
    pub covered_share: Option<Rate>,
    /// Projects of both levels.
    pub count: u32,
    /// 一级项目.
    pub level_one: GradesWithCount,
    /// 二级项目.
    pub level_two: GradesWithCount,
    /// 整体支出自评, where there was one.
    pub whole: Option<WholeFigures>,
    /// 部门评价涉及资金, where there was one.
    pub department_funds: Option<FundsWithTotal>,
}

/// One stage of performance management.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct StageFigures {
    /// 项目个数.
    pub count: u32,
    /// 涉及预算金额, in 元.
    pub amount: Money,
}

impl StageFigures {
    /// The numbers of a stage.
    fn of(stage: Stage) -> Self {
        Self { count: stage.projects, amount: stage.amount.value }
    }
}

/// 绩效自评 of all projects.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct SelfEvaluationFigures {
    /// 项目个数: those of all grades.
    pub count: u32,
    /// 涉及预算金额, in 元.
    pub amount: Money,
    /// 平均得分.
    pub average: Option<Score>,
    /// 优.
    pub excellent: u32,
    /// 良.
    pub good: u32,
    /// 合格.
    pub fair: u32,
    /// 不合格.
    pub poor: u32,
    /// 发现的问题: those mended and those being mended.
    pub problems: u32,
    /// 已经完成整改的.
    pub rectified: u32,
    /// 正在整改的.
    pub rectifying: u32,
}

impl SelfEvaluationFigures {
    /// Counts the projects and the problems.
    fn of(written: SelfEvaluation) -> Self {
        let SelfEvaluation { excellent, good, fair, poor, rectified, rectifying, .. } = written;
        Self {
            count: excellent + good + fair + poor,
            amount: written.amount.value,
            average: written.average.map(|average| average.value),
            excellent,
            good,
            fair,
            poor,
            problems: rectified + rectifying,
            rectified,
            rectifying,
        }
    }
}

/// Money of projects by budget with the total, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct FundsWithTotal {
    /// All budgets.
    pub total: Money,
    /// The single budgets.
    #[serde(flatten)]
    pub funds: ProjectFunds,
}

impl FundsWithTotal {
    /// Adds up the budgets.
    fn of(funds: ProjectFunds) -> Self {
        Self { total: funds.total(), funds }
    }
}

/// Projects of one level by grade, with their number.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct GradesWithCount {
    /// 个数.
    pub count: u32,
    /// 涉及资金, in 元.
    pub amount: Money,
    /// 优.
    pub excellent: u32,
    /// 良.
    pub good: u32,
    /// 中.
    pub fair: u32,
    /// 差.
    pub poor: u32,
}

impl GradesWithCount {
    /// Counts the projects.
    fn of(grades: &Grades) -> Self {
        let Grades { excellent, good, fair, poor, .. } = *grades;
        let count = excellent + good + fair + poor;
        Self { count, amount: grades.amount.value, excellent, good, fair, poor }
    }
}

/// The self-evaluation of the whole expenditure.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct WholeFigures {
    /// 涉及资金.
    pub funds: FundsWithTotal,
    /// 得分.
    pub score: Option<Score>,
    /// The grade of the score.
    pub grade: Option<Grade>,
    /// 全年预算数, in 元.
    pub budget: Option<Money>,
    /// 执行数, in 元.
    pub executed: Money,
    /// 执行率.
    pub rate: Option<Rate>,
}

/// The numbers of a year, where the unit reports on performance.
pub(super) fn performance(
    year: &YearReport,
    expenditure: &Expenditure,
) -> Option<PerformanceFigures> {
    let performance = year.performance.as_ref()?;
    let projects = &expenditure.projects;
    let covered = FundsWithTotal::of(performance.covered.value);
    let project_total = performance.project_total.map_or(projects.total, |total| total.value);
    let level_one = GradesWithCount::of(&performance.level_one);
    let level_two = GradesWithCount::of(&performance.level_two);
    Some(PerformanceFigures {
        targets: performance.targets.map(StageFigures::of),
        tracking: performance.tracking.map(StageFigures::of),
        self_evaluation: performance.self_evaluation.map(SelfEvaluationFigures::of),
        covered,
        covered_share: Rate::proper(covered.total, project_total),
        count: level_one.count + level_two.count,
        level_one,
        level_two,
        whole: performance.whole.as_ref().map(|written| whole(written, expenditure)),
        department_funds: performance
            .department
            .as_ref()
            .map(|review| FundsWithTotal::of(covered_by(review.scope, expenditure))),
    })
}

/// The money that an evaluation covers.
fn covered_by(scope: Scope, expenditure: &Expenditure) -> ProjectFunds {
    let of = |spent: &ByFund| ProjectFunds {
        fiscal: PerFiscal::of(|fund| spent.fiscal(fund)),
        social_insurance: Money::ZERO,
    };
    match scope {
        Scope::Projects => of(&expenditure.projects),
        Scope::All => of(&expenditure.funds),
        Scope::Written(funds) => funds,
    }
}

/// The numbers of the self-evaluation of the whole expenditure.
fn whole(written: &Whole, expenditure: &Expenditure) -> WholeFigures {
    let funds = FundsWithTotal::of(covered_by(written.scope, expenditure));
    let executed = funds.total;
    let budget = written.budget.map(|budget| budget.value);
    let score = written.score.map(|score| score.value);
    WholeFigures {
        funds,
        score,
        grade: score.map(Grade::of),
        budget,
        executed,
        rate: budget.and_then(|budget| Rate::proper(executed, budget)),
    }
}
