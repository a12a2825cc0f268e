//! Performance management: what the form asks for.

use crate::attachments::shown::Shown;
use crate::model::amount::Money;
use crate::model::performance::{
    DepartmentReview, Grades, Performance, ProjectFunds, Scope, SelfEvaluation, Stage, Whole,
};
use crate::model::place::Located;

/// Performance management; nothing where the form shows none of it.
pub(super) fn performance(performance: &Performance, shown: &Shown) -> Option<Performance> {
    let Performance {
        place,
        systems,
        mechanism,
        targets,
        tracking,
        self_evaluation,
        covered,
        covered_written,
        project_total,
        level_one,
        level_two,
        whole: of_all,
        department: review,
        other,
    } = performance;
    let told = [systems, mechanism, other].into_iter().any(|text| shown.text(text).is_some());
    let needed = [
        *covered_written && shown.key("covered"),
        targets.is_some() && shown.key("targets"),
        tracking.is_some() && shown.key("tracking"),
        self_evaluation.is_some() && shown.key("self-evaluation"),
    ];
    let needed = needed.contains(&true);
    if !needed && !told {
        return None;
    }
    // A table with none of these could not be read again, so that words alone keep them.
    let asked = |key| shown.key(key) || !needed;
    let covers = *covered_written && asked("covered");
    let covered = if covers { funds(covered.value) } else { ProjectFunds::default() };
    Some(Performance {
        place: *place,
        systems: shown.text(systems),
        mechanism: shown.text(mechanism),
        targets: targets.filter(|_| asked("targets")).map(stage),
        tracking: tracking.filter(|_| asked("tracking")).map(stage),
        self_evaluation: self_evaluation.filter(|_| asked("self-evaluation")).map(in_one_sum),
        covered: Located::new(covered, *place),
        covered_written: covers,
        project_total: project_total.filter(|_| covers && shown.key("covered-share")),
        level_one: grades(level_one, "level-one", shown),
        level_two: grades(level_two, "level-two", shown),
        whole: of_all.as_ref().filter(|_| shown.key("whole")).map(|of_all| whole(of_all, shown)),
        department: review
            .as_ref()
            .filter(|_| shown.key("department"))
            .map(|review| department(review, shown)),
        other: shown.text(other),
    })
}

/// One stage.
fn stage(stage: Stage) -> Stage {
    let Stage { projects, amount } = stage;
    Stage { projects, amount }
}

/// 绩效自评 in one sum.
fn in_one_sum(evaluation: SelfEvaluation) -> SelfEvaluation {
    let SelfEvaluation {
        place,
        amount,
        average,
        excellent,
        good,
        fair,
        poor,
        rectified,
        rectifying,
    } = evaluation;
    SelfEvaluation { place, amount, average, excellent, good, fair, poor, rectified, rectifying }
}

/// Money of projects by budget.
fn funds(funds: ProjectFunds) -> ProjectFunds {
    let ProjectFunds { fiscal, social_insurance } = funds;
    ProjectFunds { fiscal, social_insurance }
}

/// Projects of one level.
fn grades(grades: &Grades, key: &str, shown: &Shown) -> Grades {
    let Grades { place, amount, excellent, good, fair, poor, measures } = grades;
    let place = *place;
    if !shown.key(key) {
        let amount = Located::new(Money::ZERO, place);
        return Grades { place, amount, excellent: 0, good: 0, fair: 0, poor: 0, measures: None };
    }
    Grades {
        place,
        amount: *amount,
        excellent: *excellent,
        good: *good,
        fair: *fair,
        poor: *poor,
        measures: shown.text(measures),
    }
}

/// The money that an evaluation covers.
fn scope(scope: Scope) -> Scope {
    match scope {
        Scope::Projects => Scope::Projects,
        Scope::All => Scope::All,
        Scope::Written(written) => Scope::Written(funds(written)),
    }
}

/// The self-evaluation of the whole expenditure.
fn whole(whole: &Whole, shown: &Shown) -> Whole {
    let Whole { place, scope: covers, score, budget, achieved, problems, measures } = whole;
    Whole {
        place: *place,
        scope: scope(*covers),
        score: *score,
        budget: *budget,
        achieved: shown.text(achieved),
        problems: shown.text(problems),
        measures: shown.text(measures),
    }
}

/// The department's review.
fn department(review: &DepartmentReview, shown: &Shown) -> DepartmentReview {
    let DepartmentReview { place, projects, example, scope: covers, result } = review;
    DepartmentReview {
        place: *place,
        projects: *projects,
        example: shown.text(example),
        scope: scope(*covers),
        result: shown.text(result),
    }
}
