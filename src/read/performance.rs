//! `[performance]`: performance management of the year.

use crate::fields::field::Field;
use crate::fields::performance as fields;
use crate::fields::performance::{grades as level, performance as top, scope as part};
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::performance::{
    DepartmentReview, Grades, Performance, ProjectFunds, Scope, SelfEvaluation, Stage, Whole,
};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// The table, where the unit reports on performance.
pub(super) fn table(parent: &Table<'_>) -> Option<Performance> {
    let table = parent.table(&year::PERFORMANCE)?;
    let performance = Performance {
        place: table.place,
        systems: table.text(&top::SYSTEMS),
        mechanism: table.text(&top::MECHANISM),
        targets: stage(&table, &top::TARGETS),
        tracking: stage(&table, &top::TRACKING),
        self_evaluation: self_evaluation(&table),
        covered: covered(&table),
        covered_written: table.has(&top::COVERED),
        project_total: table.optional_money(&top::PROJECT_TOTAL),
        level_one: grades(&table, &top::LEVEL_ONE),
        level_two: grades(&table, &top::LEVEL_TWO),
        whole: whole(&table),
        department: department(&table),
        other: table.text(&top::OTHER),
    };
    table.finish();
    Some(performance)
}

/// One stage of performance management, where it is disclosed.
fn stage(parent: &Table<'_>, field: &Field) -> Option<Stage> {
    let table = parent.table(field)?;
    let stage = Stage {
        projects: table.count(&fields::stage::PROJECTS).value,
        amount: table.required_money(&fields::stage::AMOUNT),
    };
    table.finish();
    Some(stage)
}

/// 绩效自评 in one sum, where it is disclosed so.
fn self_evaluation(parent: &Table<'_>) -> Option<SelfEvaluation> {
    let table = parent.table(&top::SELF_EVALUATION)?;
    let evaluation = SelfEvaluation {
        place: table.place,
        amount: table.required_money(&fields::self_evaluation::AMOUNT),
        average: table.score(&fields::self_evaluation::AVERAGE),
        excellent: table.count(&fields::self_evaluation::EXCELLENT).value,
        good: table.count(&fields::self_evaluation::GOOD).value,
        fair: table.count(&fields::self_evaluation::FAIR).value,
        poor: table.count(&fields::self_evaluation::POOR).value,
        rectified: table.count(&fields::self_evaluation::RECTIFIED).value,
        rectifying: table.count(&fields::self_evaluation::RECTIFYING).value,
    };
    table.finish();
    Some(evaluation)
}

/// 项目自评涉及资金, which must be there unless the stages of performance management are disclosed.
fn covered(table: &Table<'_>) -> Located<ProjectFunds> {
    let staged = [&top::TARGETS, &top::TRACKING, &top::SELF_EVALUATION];
    let staged = staged.iter().any(|field| table.has(field));
    if !table.has(&top::COVERED) && !staged {
        table.missing(&top::COVERED, "例：covered = { general = 1234.56 }（项目自评涉及资金）");
    }
    funds(table, &top::COVERED).unwrap_or_else(|| table.absent(ProjectFunds::default()))
}

/// Money of projects by budget.
fn funds(parent: &Table<'_>, field: &Field) -> Option<Located<ProjectFunds>> {
    let table = parent.table(field)?;
    let funds = ProjectFunds {
        fiscal: fields::per_budget().map(|_, field| table.money(field).value),
        social_insurance: table.money(&fields::SOCIAL_INSURANCE).value,
    };
    table.finish();
    Some(Located::new(funds, table.place))
}

/// The money that an evaluation covers: written, or a part of the year's expenditure that is named.
fn scope(table: &Table<'_>) -> Scope {
    let of = |word: &str| Scope::NAMED.into_iter().find(|(key, ..)| *key == word);
    let named = table.choice(&part::SCOPE, |word| of(word).map(|(.., scope)| scope));
    match (funds(table, &part::FUNDS), named) {
        (Some(written), None) if !table.has(&part::SCOPE) => Scope::Written(written.value),
        (Some(_), _) => {
            table.reading.problem(
                Problem::error(
                    "amount-twice",
                    format!("{} 和 funds 只写一个", table.path(part::SCOPE.key)),
                )
                .at(table.place, "涉及资金写了两处")
                .help("scope 由程序从支出得出，funds 是另外填写的数"),
            );
            Scope::Projects
        }
        (None, Some(named)) => named.value,
        (None, None) => {
            if !table.has(&part::SCOPE) {
                let help = "例：scope = \"projects\"（项目支出），或 scope = \"all\"（全部财政拨款支出）；\
                            口径不同的写 funds = { general = 1234.56 }";
                table.missing(&part::SCOPE, help);
            }
            Scope::Projects
        }
    }
}

/// Projects of one level by grade.
fn grades(parent: &Table<'_>, field: &Field) -> Grades {
    let Some(table) = parent.table(field) else {
        let amount = parent.absent(Money::ZERO);
        let place = parent.place;
        return Grades { place, amount, excellent: 0, good: 0, fair: 0, poor: 0, measures: None };
    };
    let grades = Grades {
        place: table.place,
        amount: table.required_money(&level::AMOUNT),
        excellent: table.count(&level::EXCELLENT).value,
        good: table.count(&level::GOOD).value,
        fair: table.count(&level::FAIR).value,
        poor: table.count(&level::POOR).value,
        measures: table.text(&level::MEASURES),
    };
    table.finish();
    grades
}

/// The self-evaluation of the whole expenditure, where there was one.
fn whole(parent: &Table<'_>) -> Option<Whole> {
    let table = parent.table(&top::WHOLE)?;
    let whole = Whole {
        place: table.place,
        scope: scope(&table),
        score: table.score(&fields::whole::SCORE),
        budget: table.optional_money(&fields::whole::BUDGET),
        achieved: table.text(&fields::whole::ACHIEVED),
        problems: table.text(&fields::whole::PROBLEMS),
        measures: table.text(&fields::whole::MEASURES),
    };
    table.finish();
    Some(whole)
}

/// The department's review, where there was one.
fn department(parent: &Table<'_>) -> Option<DepartmentReview> {
    let table = parent.table(&top::DEPARTMENT)?;
    let review = DepartmentReview {
        place: table.place,
        projects: table
            .has(&fields::department::PROJECTS)
            .then(|| table.count(&fields::department::PROJECTS).value),
        example: table.text(&fields::department::EXAMPLE),
        scope: scope(&table),
        result: table.text(&fields::department::RESULT),
    };
    table.finish();
    Some(review)
}
