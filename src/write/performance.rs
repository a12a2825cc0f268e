//! `[performance]`: performance management of the year.

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
    let mut fields =
        Fields::default().text("systems", systems.as_ref()).text("mechanism", mechanism.as_ref());
    for (key, stage) in [("targets", targets), ("tracking", tracking)] {
        if let Some(Stage { projects, amount }) = stage {
            let row = Fields::default().count("projects", *projects);
            fields = fields.row(key, row.amount("amount", amount.value));
        }
    }
    if let Some(evaluation) = self_evaluation {
        fields = fields.row("self-evaluation", in_one_sum(evaluation));
    }
    if *covered_written {
        fields = fields.whole_row("covered", funds(&covered.value));
    }
    fields = fields
        .written_money("project-total", *project_total)
        .row("level-one", grades(level_one))
        .row("level-two", grades(level_two))
        .text("other", other.as_ref());
    let file = file.whole_table("performance", fields);
    let file = match of_all {
        Some(of_all) => file.whole_table("performance.whole", whole(of_all)),
        None => file,
    };
    match review {
        Some(review) => file.whole_table("performance.department", department(review)),
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
    let fields = Fields::default().amount("amount", amount.value);
    let fields = match average {
        Some(average) => fields.score("average", average.value),
        None => fields,
    };
    fields
        .count("excellent", *excellent)
        .count("good", *good)
        .count("fair", *fair)
        .count("poor", *poor)
        .count("rectified", *rectified)
        .count("rectifying", *rectifying)
}

/// Money of projects by budget.
fn funds(funds: &ProjectFunds) -> Fields {
    let amounts = funds.by_budget().filter(|(_, amount)| !amount.is_zero());
    amounts.fold(Fields::default(), |fields, (key, amount)| fields.amount(key, amount))
}

/// Projects of one level; nothing where there are none.
fn grades(grades: &Grades) -> Fields {
    let Grades { place: _, amount, excellent, good, fair, poor, measures } = grades;
    let counts = excellent + good + fair + poor;
    if amount.value.is_zero() && counts == 0 && measures.is_none() {
        return Fields::default();
    }
    Fields::default()
        .amount("amount", amount.value)
        .count("excellent", *excellent)
        .count("good", *good)
        .count("fair", *fair)
        .count("poor", *poor)
        .text("measures", measures.as_ref())
}

/// The money that an evaluation covers.
fn scope(fields: Fields, scope: &Scope) -> Fields {
    match scope {
        Scope::Projects => fields.word("scope", "projects"),
        Scope::All => fields.word("scope", "all"),
        Scope::Written(written) => fields.whole_row("funds", funds(written)),
    }
}

/// The self-evaluation of the whole expenditure.
fn whole(whole: &Whole) -> Fields {
    let Whole { place: _, scope: covered, score, budget, achieved, problems, measures } = whole;
    let fields = scope(Fields::default(), covered);
    let fields = match score {
        Some(Located { value, place: _ }) => fields.score("score", *value),
        None => fields,
    };
    fields
        .written_money("budget", *budget)
        .text("achieved", achieved.as_ref())
        .text("problems", problems.as_ref())
        .text("measures", measures.as_ref())
}

/// The department's review.
fn department(review: &DepartmentReview) -> Fields {
    let DepartmentReview { place: _, projects, example, scope: covered, result } = review;
    let fields = scope(Fields::default(), covered);
    let fields = match projects {
        Some(projects) => fields.number("projects", *projects),
        None => fields,
    };
    fields.text("example", example.as_ref()).text("result", result.as_ref())
}
