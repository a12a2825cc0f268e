//! Performance management: sums, shares, grades.

use serde::Serialize;

use crate::figures::evaluation::Grade;
use crate::figures::expenditure::{ByFund, Expenditure};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::Score;
use crate::model::performance::{Grades, ProjectFunds, Scope, Whole};
use crate::model::report::YearReport;

/// The numbers of performance management.
#[derive(Debug, Clone)]
pub struct PerformanceFigures {
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

/// Money of projects by budget with the total, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FundsWithTotal {
    /// All budgets.
    pub total: Money,
    /// The single budgets.
    #[serde(flatten)]
    pub funds: ProjectFunds,
}

impl FundsWithTotal {
    /// Adds up the budgets.
    fn of(funds: ProjectFunds) -> Self {
        let fiscal = funds.general + funds.government_fund + funds.state_capital;
        Self { total: fiscal + funds.social_insurance, funds }
    }
}

/// Projects of one level by grade, with their number.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct GradesWithCount {
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
pub struct WholeFigures {
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
        general: spent.general,
        government_fund: spent.government_fund,
        state_capital: spent.state_capital,
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
