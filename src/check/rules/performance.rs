//! 绩效自评

use crate::check::evaluated::evaluated;
use crate::check::evidence::Evidence;
use crate::check::units::slip::asking;
use crate::check::verdict::{NotRun, Verdict};
use crate::check::words::stopgap::text_says_something;
use crate::figures::evaluation::Grade;
use crate::figures::ledger::{Part, Under};
use crate::figures::performance::{GradesWithCount, PerformanceFigures};
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::performance::{Grades, Performance};
use crate::problem::Problem;

/// R0921 warning：各项目执行数之和不大于项目支出
///
/// 所附各份自评报告的全年执行数相加，不应大于本年项目支出（支出决算表的项目支出合计）。
///
/// 为什么：自评的项目都在项目支出之内，部分不能大于整体。自评金额与项目支出不相等是正常的（常见差错 19），所以只查超过的。
///
/// 例：项目支出 533000.00 元，自评报告共执行 590000.00 元。
///
/// 怎么办：核对各份报告的 executed，以及支出中 basic 和 project 的划分。
pub(super) fn executed_over_projects(evidence: &Evidence<'_>) -> Verdict {
    let evaluations = evidence.evaluations()?;
    let rows = || evaluations.iter().flat_map(|evaluation| &evaluation.funds);
    let executed: Money = rows().map(|row| row.executed.value).sum();
    let projects = evidence.figures.expenditure.total.natures[Spending::Project];
    let largest = rows().max_by_key(|row| row.executed.value);
    let over = executed - projects;
    let parts: Vec<Money> = rows().map(|row| row.executed.value).collect();
    let tolerance = evidence.tolerance_of(&parts)
        + evidence.tolerance(|ledger| ledger.spent(&Fund::ALL, Part::Project, Under::All));
    let Some(largest) = largest.filter(|_| over > tolerance) else { return Ok(Vec::new()) };
    let spent = evidence.year().expenditure.iter().map(|row| row.natures[Spending::Project]);
    let most = spent.max_by_key(|amount| amount.value);
    let headline = format!(
        "{} 份自评报告共执行 {executed} 元，大于项目支出 {projects} 元，多 {over} 元",
        evaluations.len()
    );
    let finding = asking(Problem::finding(headline), executed, projects)
        .at(largest.executed.place, format!("最大的一笔执行 {} 元", largest.executed.value));
    let finding = match most {
        Some(most) => finding.at(most.place, format!("项目支出共 {projects} 元")),
        None => finding,
    };
    Ok(vec![finding.help("请核对各份报告的 executed，以及支出中 basic 和 project 的划分")])
}

/// R0922 hint：公布的项目个数不多于所附的自评报告
///
/// 一级、二级项目的个数（优、良、中、差相加）多于所附的自评报告时提示。版式不印自评报告或各级项目的不查。
///
/// 为什么：可以只附一部分报告；但漏附也很常见，读者会数（常见差错 19）。
///
/// 例：公布 37 个项目，只附了 11 份报告。
///
/// 怎么办：确认其余的报告不必附；漏了的补上。
pub(super) fn fewer_attached(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let attached = evidence.evaluations()?.len();
    let announced = figures.count as usize;
    if !prints_both(evidence) {
        return Ok(Vec::new());
    }
    Ok((announced > attached)
        .then(|| {
            let headline = format!(
                "公布了 {announced} 个项目的自评结果，只附 {attached} 份自评报告，少 {} 份",
                announced - attached
            );
            counts(Problem::finding(headline), written, figures)
                .help("可以只附一部分；请确认没有漏附")
        })
        .into_iter()
        .collect())
}

/// Whether the form prints both the reports and how many projects got which grade.
fn prints_both(evidence: &Evidence<'_>) -> bool {
    let printed = ["evaluations", "level-one"];
    printed.iter().all(|key| evidence.layout.asks_for(key))
}

/// What the report says of performance, with its numbers; without it a rule does not run.
fn performance<'a>(
    evidence: &Evidence<'a>,
) -> Result<(&'a Performance, &'a PerformanceFigures), NotRun> {
    let written = evidence.year().performance.as_ref();
    let figures = evidence.figures.performance.as_ref();
    written.zip(figures).ok_or_else(|| NotRun::because("数据中没有预算绩效 [performance]"))
}

/// The finding with the number of projects of both levels.
fn counts(finding: Problem, written: &Performance, figures: &PerformanceFigures) -> Problem {
    finding
        .at(written.level_one.place, format!("一级项目 {} 个", figures.level_one.count))
        .at(written.level_two.place, format!("二级项目 {} 个", figures.level_two.count))
}

/// R0923 warning：所附的自评报告不多于公布的项目个数
///
/// 所附的自评报告份数不应多于一级、二级项目的个数（优、良、中、差相加）。版式不印自评报告或各级项目的（如上海），印不到一起，不查。
///
/// 为什么：附了报告的项目都自评过，应当计入个数和等级（常见差错 19：个数和等级分布前后一致）。
///
/// 例：公布 1 个项目，附了 2 份报告。
///
/// 怎么办：核对 level-one、level-two 的 excellent、good、fair、poor。
pub(super) fn more_attached(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let attached = evidence.evaluations()?.len();
    let announced = figures.count as usize;
    if !prints_both(evidence) {
        return Ok(Vec::new());
    }
    Ok((announced < attached)
        .then(|| {
            let headline = format!(
                "附了 {attached} 份自评报告，公布的项目只有 {announced} 个，少 {} 个",
                attached - announced
            );
            counts(Problem::finding(headline), written, figures)
                .help("请核对各级项目的 excellent、good、fair、poor")
        })
        .into_iter()
        .collect())
}

/// R0924 hint：一级、二级项目的资金之和等于自评涉及资金
///
/// level-one 和 level-two 的 amount 相加，一般等于 covered 各预算之和。
///
/// 为什么：两处都会印在绩效情况里，读者会相加。口径不同（如一个用预算数，一个用执行数）时可以不等，所以只是提示（常见差错 19）。
///
/// 例：自评涉及资金 200458179.41 元，一级、二级项目共 197932916.43 元，差 2525262.98 元。
///
/// 怎么办：核对三个数的口径。
pub(super) fn amounts_of_levels(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let (one, two) = (figures.level_one.amount, figures.level_two.amount);
    let covered = figures.covered.total;
    let gap = (covered - one - two).abs();
    let both_nil = one.is_zero() && two.is_zero();
    let parts = [covered_funds(written).as_slice(), &[one, two]].concat();
    Ok((gap > evidence.tolerance_of(&parts) && !both_nil)
        .then(|| {
            let finding = Problem::finding(format!(
                "一级、二级项目资金 {one} + {two} = {}，不等于自评涉及资金 {covered}，差 {gap} 元",
                one + two
            ));
            asking(finding, one + two, covered)
                .at(written.covered.place, format!("自评涉及资金 {covered} 元"))
                .at(written.level_one.amount.place, format!("一级 {one} 元"))
                .at(written.level_two.amount.place, format!("二级 {two} 元"))
                .help("请核对三个数的口径")
        })
        .into_iter()
        .collect())
}

/// The money of the projects that were evaluated, by budget.
fn covered_funds(written: &Performance) -> Vec<Money> {
    written.covered.value.by_budget().map(|(_, amount)| amount).collect()
}

/// R0925 warning：部门评价的项目个数不多于自评的项目个数
///
/// [performance.department] 的 projects 不应大于一级、二级项目的个数。
///
/// 为什么：部门评价是在自评的项目中选一部分再评，部分不能多于整体（常见差错 19）。
///
/// 例：自评 1 个项目，部门评价写了 3 个。
///
/// 怎么办：核对两处的个数；评价的项目不在自评之列的，写 [[accept]] 并说明理由。
pub(super) fn reviewed_projects(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let review = written.department.as_ref();
    let over = review.and_then(|review| {
        let reviewed = review.projects.filter(|reviewed| *reviewed > figures.count)?;
        let headline = format!("部门评价 {reviewed} 个项目，多于自评的 {} 个项目", figures.count);
        let finding =
            Problem::finding(headline).at(review.place, format!("部门评价 {reviewed} 个项目"));
        Some(counts(finding, written, figures).help("请核对两处的个数"))
    });
    Ok(over.into_iter().collect())
}

/// R0926 warning：有“中”“差”的项目要写明改进措施
///
/// 一级或二级项目中有评为“中”或“差”的，该级应写 measures；写“无”的不算。
///
/// 为什么：这一段专门说明对“中”“差”项目采取的改进管理措施；评价结果要用于改进管理（财预〔2020〕10号）。
///
/// 例：level-two = { amount = 100000.00, poor = 1 }
///
/// 怎么办：补写 measures。
pub(super) fn measures_for_poor(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let lacking = |(name, written, figures): (&str, &Grades, GradesWithCount)| {
        let low = figures.fair + figures.poor;
        let silent = !text_says_something(written.measures.as_ref());
        (low > 0 && silent).then(|| {
            Problem::finding(format!(
                "{name}有 {} 个“中”、{} 个“差”，没有写改进措施",
                figures.fair, figures.poor
            ))
            .at(written.place, format!("“中”和“差”共 {low} 个"))
            .lacking("measures")
            .help("请在 measures 中写明对这些项目采取的改进管理措施")
        })
    };
    Ok(levels(written, figures).into_iter().filter_map(lacking).collect())
}

/// Both levels with their names and numbers.
fn levels<'a>(
    written: &'a Performance,
    figures: &PerformanceFigures,
) -> [(&'static str, &'a Grades, GradesWithCount); 2] {
    [
        ("一级项目", &written.level_one, figures.level_one),
        ("二级项目", &written.level_two, figures.level_two),
    ]
}

/// R0927 warning：自评涉及资金不大于项目资金总额
///
/// covered 各预算之和不应大于项目资金总额（project-total；没有写的，以本年项目支出为准），占比不超过 100%。
///
/// 为什么：报告会印出自评资金占项目资金的百分比，超过 100% 不成立；多半是两个数的口径不同（一个用预算数，一个用决算数）。
///
/// 例：项目支出 533000.00 元，自评涉及资金 560000.00 元，占 105.07%。
///
/// 怎么办：核对 covered；以预算数为准的，写 project-total。
pub(super) fn covered_over_total(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let whole = written.project_total;
    let total = whole.map_or(evidence.figures.expenditure.projects.total, |whole| whole.value);
    let covered = figures.covered.total;
    let over = covered - total;
    let funds = covered_funds(written);
    let tolerance = match whole {
        Some(_) => evidence.tolerance_of(&funds),
        None => {
            let projects =
                evidence.tolerance(|ledger| ledger.spent(&Fund::ALL, Part::Project, Under::All));
            evidence.tolerance_of(&funds) + projects
        }
    };
    Ok((over > tolerance && !total.is_zero())
        .then(|| {
            let base = if whole.is_some() { "项目资金总额" } else { "项目支出" };
            let finding = Problem::finding(format!(
                "自评涉及资金 {covered} 大于{base} {total}，多 {over} 元"
            ))
            .at(written.covered.place, format!("自评涉及资金 {covered} 元"));
            let finding = asking(finding, covered, total);
            let finding = match whole {
                Some(whole) => finding.at(whole.place, format!("项目资金总额 {total} 元")),
                None => finding,
            };
            finding.help("请核对 covered；以预算数为准的，请写 project-total")
        })
        .into_iter()
        .collect())
}

/// R0928 warning：各级项目有个数就有资金
///
/// 一级、二级项目有个数而金额是零，或有金额而一个项目也没有，都不成立。
///
/// 为什么：多半漏写了金额或等级个数，印出来就是“0 个项目，涉及资金若干元”（常见差错 19）。
///
/// 例：level-two = { amount = 100000.00 }，优、良、中、差都没有写。
///
/// 怎么办：补上金额或个数。
pub(super) fn count_without_amount(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let odd = |(name, written, figures): (&str, &Grades, GradesWithCount)| {
        let (count, amount) = (figures.count, figures.amount);
        ((count == 0) != amount.is_zero()).then(|| {
            Problem::finding(format!("{name} {count} 个，涉及资金却是 {amount} 元"))
                .at(written.place, format!("{count} 个，{amount} 元"))
                .help("请核对 amount 和 excellent、good、fair、poor")
        })
    };
    Ok(levels(written, figures).into_iter().filter_map(odd).collect())
}

/// R0929 warning：公布的等级与所附报告的得分相符
///
/// 公布的项目（一级、二级相加）有几个，就附了几份自评报告的，公布的优、良、中、差各有几个，应与各份报告的得分对应的等级一样多：90 分以上为优，80 分以上为良，60 分以上为中，不到 60 分为差。只附了一部分报告的不查。
///
/// 为什么：等级分布写在绩效情况里，得分写在各份报告里，读者一份一份数得出来；两处都是由得分决定的（财预〔2020〕10号），理应勾稽（常见差错 19：个数和等级分布前后一致）。
///
/// 例：公布优 1 个，所附的一份报告得分 88.50，是良。
///
/// 怎么办：核对各级项目的 excellent、good、fair、poor 和各份报告的得分。
pub(super) fn grades_of_attached(evidence: &Evidence<'_>) -> Verdict {
    let (written, figures) = performance(evidence)?;
    let attached = || evidence.figures.evaluations.iter().map(|figures| figures.grade);
    if figures.count as usize != evidence.evaluations()?.len() {
        return Ok(Vec::new());
    }
    let announced = |grade| of_grade(figures.level_one, grade) + of_grade(figures.level_two, grade);
    let scored = |grade| attached().map(|other| u32::from(other == grade)).sum::<u32>();
    if GRADES.into_iter().all(|grade| announced(grade) == scored(grade)) {
        return Ok(Vec::new());
    }
    let finding = Problem::finding(format!(
        "公布的等级是{}，所附自评报告的得分对应的是{}",
        distribution(announced),
        distribution(scored)
    ));
    let there = levels(written, figures).into_iter().filter(|(_, _, figures)| figures.count > 0);
    let finding = there.fold(finding, |finding, (name, written, figures)| {
        let grades = distribution(|grade| of_grade(figures, grade));
        finding.at(written.place, format!("{name}{grades}"))
    });
    let surplus = evaluated(evidence)?
        .find(|(_, figures)| scored(figures.grade) > announced(figures.grade))
        .map(|(report, figures)| {
            let label = format!("得分 {}，等级是{}", figures.score, figures.grade.term());
            (report.name.place, label)
        });
    let finding = match surplus {
        Some((place, label)) => finding.at(place, label),
        None => finding,
    };
    Ok(vec![finding.help("请核对各级项目的 excellent、good、fair、poor 和各份报告的得分")])
}

/// The grades from the best.
const GRADES: [Grade; 4] = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor];

/// How many projects of a level have a grade.
fn of_grade(level: GradesWithCount, grade: Grade) -> u32 {
    match grade {
        Grade::Excellent => level.excellent,
        Grade::Good => level.good,
        Grade::Fair => level.fair,
        Grade::Poor => level.poor,
    }
}

/// The numbers of the grades that there are: 优 3 个、良 1 个.
fn distribution(of: impl Fn(Grade) -> u32) -> String {
    let numbers = GRADES.into_iter().map(|grade| (grade, of(grade)));
    let there = numbers.filter(|(_, number)| *number > 0);
    let words: Vec<String> =
        there.map(|(grade, number)| format!("{} {number} 个", grade.term())).collect();
    words.join("、")
}
