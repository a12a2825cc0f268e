//! The rules, one file a family; `build.rs` lists them by their doc comments.

mod evaluation_indicators;
mod evaluation_report;
mod evaluation_scores;
mod figures_in_text;
mod performance;
mod within;

use crate::check::rule::Rule;
use crate::check::subject::Subject;
use crate::figures::three_public::{ExpenseFigures, ThreePublicFigures};
use crate::model::three_public::Expense;
use crate::problem::Severity;

// `build.rs` makes the list from the functions of the families, in the order of their numbers.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The four “三公” items with their names, figures and data.
pub(super) fn three_public_items<'a>(
    subject: &Subject<'a>,
    figures: &ThreePublicFigures,
) -> [(&'static str, ExpenseFigures, &'a Expense); 4] {
    let items = &subject.report.year.three_public.items;
    [
        ("因公出国（境）费", figures.abroad, &items.abroad),
        ("公务用车购置费", figures.vehicle_purchase, &items.vehicle_purchase),
        ("公务用车运行维护费", figures.vehicle_operation, &items.vehicle_operation),
        ("公务接待费", figures.reception, &items.reception),
    ]
}
