//! `[performance]`: performance management of the year.

use crate::fields::performance as of;
use crate::fields::year::year as top;
use crate::model::performance::{
    DepartmentReview, Grades, Performance, ProjectFunds, Scope, SelfEvaluation, Stage, Whole,
};
use crate::model::place::Located;
use crate::write::fields::Fields;
use crate::write::file::File;

/// The table and those below it.
pub(super) fn tables(file: File, performance: &Performance) -> File {
    let Performance {
        place: _,
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
    let mut fields = Fields::default()
        .text(&of::performance::SYSTEMS, systems.as_ref())
        .text(&of::performance::MECHANISM, mechanism.as_ref());
    for (field, stage) in
        [(&of::performance::TARGETS, targets), (&of::performance::TRACKING, tracking)]
    {
        if let Some(Stage { projects, amount }) = stage {
            let row = Fields::default().count(&of::stage::PROJECTS, *projects);
            fields = fields.row(field, row.amount(&of::stage::AMOUNT, amount.value));
        }
    }
    if let Some(evaluation) = self_evaluation {
        fields = fields.row(&of::performance::SELF_EVALUATION, in_one_sum(evaluation));
    }
    if *covered_written {
        fields = fields.whole_row(&of::performance::COVERED, funds(&covered.value));
    }
    fields = fields
        .written_money(&of::performance::PROJECT_TOTAL, *project_total)
        .row(&of::performance::LEVEL_ONE, grades(level_one))
        .row(&of::performance::LEVEL_TWO, grades(level_two))
        .text(&of::performance::OTHER, other.as_ref());
    let file = file.whole_table(&[&top::PERFORMANCE], fields);
    let file = match of_all {
        Some(of_all) => {
            file.whole_table(&[&top::PERFORMANCE, &of::performance::WHOLE], whole(of_all))
        }
        None => file,
    };
    match review {
        Some(review) => {
            file.whole_table(&[&top::PERFORMANCE, &of::performance::DEPARTMENT], department(review))
        }
        None => file,
    }
}

/// 绩效自评 in one sum.
fn in_one_sum(evaluation: &SelfEvaluation) -> Fields {
    let SelfEvaluation {
        place: _,
        amount,
        average,
        excellent,
        good,
        fair,
        poor,
        rectified,
        rectifying,
    } = evaluation;
    let fields = Fields::default().amount(&of::self_evaluation::AMOUNT, amount.value);
    let fields = match average {
        Some(average) => fields.score(&of::self_evaluation::AVERAGE, average.value),
        None => fields,
    };
    fields
        .count(&of::self_evaluation::EXCELLENT, *excellent)
        .count(&of::self_evaluation::GOOD, *good)
        .count(&of::self_evaluation::FAIR, *fair)
        .count(&of::self_evaluation::POOR, *poor)
        .count(&of::self_evaluation::RECTIFIED, *rectified)
        .count(&of::self_evaluation::RECTIFYING, *rectifying)
}

/// Money of projects by budget.
fn funds(funds: &ProjectFunds) -> Fields {
    let ProjectFunds { fiscal, social_insurance } = funds;
    let fiscal = fiscal.iter().map(|(fund, amount)| (&of::per_budget()[fund], *amount));
    let amounts = fiscal.chain([(&of::SOCIAL_INSURANCE, *social_insurance)]);
    let amounts = amounts.filter(|(_, amount)| !amount.is_zero());
    amounts.fold(Fields::default(), |fields, (field, amount)| fields.amount(field, amount))
}

/// Projects of one level; nothing where there are none.
fn grades(grades: &Grades) -> Fields {
    let Grades { place: _, amount, excellent, good, fair, poor, measures } = grades;
    let counts = excellent + good + fair + poor;
    if amount.value.is_zero() && counts == 0 && measures.is_none() {
        return Fields::default();
    }
    Fields::default()
        .amount(&of::grades::AMOUNT, amount.value)
        .count(&of::grades::EXCELLENT, *excellent)
        .count(&of::grades::GOOD, *good)
        .count(&of::grades::FAIR, *fair)
        .count(&of::grades::POOR, *poor)
        .text(&of::grades::MEASURES, measures.as_ref())
}

/// The money that an evaluation covers.
fn scope(fields: Fields, scope: &Scope) -> Fields {
    match scope {
        Scope::Projects => fields.word(&of::scope::SCOPE, "projects"),
        Scope::All => fields.word(&of::scope::SCOPE, "all"),
        Scope::Written(written) => fields.whole_row(&of::scope::FUNDS, funds(written)),
    }
}

/// The self-evaluation of the whole expenditure.
fn whole(whole: &Whole) -> Fields {
    let Whole { place: _, scope: covered, score, budget, achieved, problems, measures } = whole;
    let fields = scope(Fields::default(), covered);
    let fields = match score {
        Some(Located { value, place: _ }) => fields.score(&of::whole::SCORE, *value),
        None => fields,
    };
    fields
        .written_money(&of::whole::BUDGET, *budget)
        .text(&of::whole::ACHIEVED, achieved.as_ref())
        .text(&of::whole::PROBLEMS, problems.as_ref())
        .text(&of::whole::MEASURES, measures.as_ref())
}

/// The department's review.
fn department(review: &DepartmentReview) -> Fields {
    let DepartmentReview { place: _, projects, example, scope: covered, result } = review;
    let fields = scope(Fields::default(), covered);
    let fields = match projects {
        Some(projects) => fields.number(&of::department::PROJECTS, *projects),
        None => fields,
    };
    fields
        .text(&of::department::EXAMPLE, example.as_ref())
        .text(&of::department::RESULT, result.as_ref())
}
