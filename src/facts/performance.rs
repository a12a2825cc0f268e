//! Performance management with its words.

use serde::Serialize;

use crate::facts::words;
use crate::figures::Figures;
use crate::figures::performance::{
    FundsWithTotal, GradesWithCount, SelfEvaluationFigures, StageFigures, WholeFigures,
};
use crate::figures::share::Rate;
use crate::model::report::YearReport;

/// 预算绩效情况.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PerformanceFacts<'a> {
    /// 预算绩效管理制度.
    systems: Option<String>,
    /// 预算绩效管理工作机制.
    mechanism: Option<String>,
    /// 编报绩效目标.
    targets: Option<StageFigures>,
    /// 绩效跟踪.
    tracking: Option<StageFigures>,
    /// 绩效自评 in one sum.
    self_evaluation: Option<SelfEvaluationFigures>,
    /// 项目自评涉及资金; none where it was not written.
    covered: Option<&'a FundsWithTotal>,
    /// Its share of the project money.
    covered_share: Option<Rate>,
    /// Projects of both levels.
    count: u32,
    /// 一级项目.
    level_one: GradeFacts<'a>,
    /// 二级项目.
    level_two: GradeFacts<'a>,
    /// 整体支出自评.
    whole: Option<WholeFacts<'a>>,
    /// 部门评价.
    department: Option<DepartmentFacts<'a>>,
    /// 其他需要说明的事项.
    other: Option<String>,
}

/// Projects of one level by grade.
#[derive(Debug, Serialize)]
struct GradeFacts<'a> {
    /// The numbers.
    #[serde(flatten)]
    figures: &'a GradesWithCount,
    /// 改进管理措施.
    measures: Option<String>,
}

/// The self-evaluation of the whole expenditure.
#[derive(Debug, Serialize)]
struct WholeFacts<'a> {
    /// The numbers.
    #[serde(flatten)]
    figures: &'a WholeFigures,
    /// 年度绩效目标完成情况.
    achieved: Option<String>,
    /// 发现的主要问题及原因.
    problems: Option<String>,
    /// 下一步改进措施.
    measures: Option<String>,
}

/// The department's review.
#[derive(Debug, Serialize)]
struct DepartmentFacts<'a> {
    /// The project named as the example.
    example: Option<String>,
    /// Projects reviewed.
    count: u32,
    /// 涉及资金.
    funds: &'a FundsWithTotal,
    /// What the review found.
    result: Option<String>,
}

/// Performance management of a year, where the unit reports on it.
pub(super) fn performance<'a>(
    year: &YearReport,
    figures: &'a Figures,
) -> Option<PerformanceFacts<'a>> {
    let written = year.performance.as_ref()?;
    let numbers = figures.performance.as_ref()?;
    Some(PerformanceFacts {
        systems: words(written.systems.as_ref()),
        mechanism: words(written.mechanism.as_ref()),
        targets: numbers.targets,
        tracking: numbers.tracking,
        self_evaluation: numbers.self_evaluation,
        covered: written.covered_written.then_some(&numbers.covered),
        covered_share: numbers.covered_share,
        count: numbers.count,
        level_one: GradeFacts {
            figures: &numbers.level_one,
            measures: words(written.level_one.measures.as_ref()),
        },
        level_two: GradeFacts {
            figures: &numbers.level_two,
            measures: words(written.level_two.measures.as_ref()),
        },
        whole: written.whole.as_ref().zip(numbers.whole.as_ref()).map(|(whole, figures)| {
            WholeFacts {
                figures,
                achieved: words(whole.achieved.as_ref()),
                problems: words(whole.problems.as_ref()),
                measures: words(whole.measures.as_ref()),
            }
        }),
        department: written.department.as_ref().zip(numbers.department_funds.as_ref()).map(
            |(review, funds)| DepartmentFacts {
                example: words(review.example.as_ref()),
                count: review.projects.unwrap_or(numbers.count),
                funds,
                result: words(review.result.as_ref()),
            },
        ),
        other: words(written.other.as_ref()),
    })
}
