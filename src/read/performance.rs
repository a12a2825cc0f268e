//! `[performance]`: performance management of the year.

use crate::model::amount::Money;
use crate::model::fund::PerFiscal;
use crate::model::performance::{
    DepartmentReview, Grades, Performance, ProjectFunds, SOCIAL_INSURANCE, Scope, SelfEvaluation,
    Stage, Whole,
};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::number::Sign;

/// The table, where the unit reports on performance.
pub(super) fn table(parent: &Table<'_>) -> Option<Performance> {
    let table = parent.table("performance")?;
    let performance = Performance {
        place: table.place,
        systems: table.text("systems"),
        mechanism: table.text("mechanism"),
        targets: stage(&table, "targets"),
        tracking: stage(&table, "tracking"),
        self_evaluation: self_evaluation(&table),
        covered: covered(&table),
        covered_written: table.has("covered"),
        project_total: table.optional_money("project-total", Sign::Positive),
        level_one: grades(&table, "level-one"),
        level_two: grades(&table, "level-two"),
        whole: whole(&table),
        department: department(&table),
        other: table.text("other"),
    };
    table.finish();
    Some(performance)
}

/// One stage of performance management, where it is disclosed.
fn stage(parent: &Table<'_>, key: &'static str) -> Option<Stage> {
    let table = parent.table(key)?;
    let stage = Stage {
        projects: table.count("projects").value,
        amount: table.required_money("amount", Sign::Positive),
    };
    table.finish();
    Some(stage)
}

/// 绩效自评 in one sum, where it is disclosed so.
fn self_evaluation(parent: &Table<'_>) -> Option<SelfEvaluation> {
    let table = parent.table("self-evaluation")?;
    let evaluation = SelfEvaluation {
        place: table.place,
        amount: table.required_money("amount", Sign::Positive),
        average: table.score("average"),
        excellent: table.count("excellent").value,
        good: table.count("good").value,
        fair: table.count("fair").value,
        poor: table.count("poor").value,
        rectified: table.count("rectified").value,
        rectifying: table.count("rectifying").value,
    };
    table.finish();
    Some(evaluation)
}

/// 项目自评涉及资金, which must be there unless the stages of performance management are disclosed.
fn covered(table: &Table<'_>) -> Located<ProjectFunds> {
    let staged = ["targets", "tracking", "self-evaluation"].iter().any(|key| table.has(key));
    if !table.has("covered") && !staged {
        table.missing("covered", "例：covered = { general = 1234.56 }（项目自评涉及资金）");
    }
    funds(table, "covered").unwrap_or_else(|| table.absent(ProjectFunds::default()))
}

/// Money of projects by budget.
fn funds(parent: &Table<'_>, key: &'static str) -> Option<Located<ProjectFunds>> {
    let table = parent.table(key)?;
    let amount = |key| table.money(key, Sign::Positive).value;
    let funds = ProjectFunds {
        fiscal: PerFiscal::of(|fund| amount(fund.key())),
        social_insurance: amount(SOCIAL_INSURANCE),
    };
    table.finish();
    Some(Located::new(funds, table.place))
}

/// The money that an evaluation covers: written, or a part of the year's expenditure that is named.
fn scope(table: &Table<'_>) -> Scope {
    let choices =
        [("projects", "项目支出", Scope::Projects), ("all", "全部财政拨款支出", Scope::All)];
    let named = table.choice("scope", &choices);
    match (funds(table, "funds"), named) {
        (Some(written), None) if !table.has("scope") => Scope::Written(written.value),
        (Some(_), _) => {
            table.reading.problem(
                Problem::error(
                    "amount-twice",
                    format!("{} 和 funds 只写一个", table.path("scope")),
                )
                .at(table.place, "涉及资金写了两处")
                .help("scope 由程序从支出得出，funds 是另外填写的数"),
            );
            Scope::Projects
        }
        (None, Some(named)) => named.value,
        (None, None) => {
            if !table.has("scope") {
                let help = "例：scope = \"projects\"（项目支出），或 scope = \"all\"（全部财政拨款支出）；\
                            口径不同的写 funds = { general = 1234.56 }";
                table.missing("scope", help);
            }
            Scope::Projects
        }
    }
}

/// Projects of one level by grade.
fn grades(parent: &Table<'_>, key: &'static str) -> Grades {
    let Some(table) = parent.table(key) else {
        let amount = parent.absent(Money::ZERO);
        let place = parent.place;
        return Grades { place, amount, excellent: 0, good: 0, fair: 0, poor: 0, measures: None };
    };
    let grades = Grades {
        place: table.place,
        amount: table.required_money("amount", Sign::Positive),
        excellent: table.count("excellent").value,
        good: table.count("good").value,
        fair: table.count("fair").value,
        poor: table.count("poor").value,
        measures: table.text("measures"),
    };
    table.finish();
    grades
}

/// The self-evaluation of the whole expenditure, where there was one.
fn whole(parent: &Table<'_>) -> Option<Whole> {
    let table = parent.table("whole")?;
    let whole = Whole {
        place: table.place,
        scope: scope(&table),
        score: table.score("score"),
        budget: table.optional_money("budget", Sign::Positive),
        achieved: table.text("achieved"),
        problems: table.text("problems"),
        measures: table.text("measures"),
    };
    table.finish();
    Some(whole)
}

/// The department's review, where there was one.
fn department(parent: &Table<'_>) -> Option<DepartmentReview> {
    let table = parent.table("department")?;
    let review = DepartmentReview {
        place: table.place,
        projects: table.has("projects").then(|| table.count("projects").value),
        example: table.text("example"),
        scope: scope(&table),
        result: table.text("result"),
    };
    table.finish();
    Some(review)
}
