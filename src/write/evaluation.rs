//! The self-evaluation report of one project.

use crate::model::evaluation::{Evaluation, FundsRow, Indicator, Words};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The file of one report.
pub fn evaluation_file(evaluation: &Evaluation) -> String {
    let Evaluation {
        place: _,
        name,
        report_title,
        execution_score,
        funds,
        indicators,
        words: written,
    } = evaluation;
    let top = Fields::default()
        .word("name", &name.value)
        .text("report-title", report_title.as_ref())
        .score("execution-score", execution_score.value)
        .rows("funds", funds.iter().map(money).collect())
        .rows("indicators", indicators.iter().map(indicator).collect());
    File::new(words(top, written)).into_text()
}

/// The money from one source.
fn money(row: &FundsRow) -> Fields {
    let FundsRow { place: _, source, requested, approved, full_year, executed, carry_over } = row;
    Fields::default()
        .word("source", &source.value)
        .money("requested", *requested)
        .money("approved", *approved)
        .amount("full-year", full_year.value)
        .amount("executed", executed.value)
        .written_money("carry-over", *carry_over)
}

/// One indicator.
fn indicator(row: &Indicator) -> Fields {
    let Indicator {
        place: _,
        level_one,
        level_two,
        name,
        initial,
        adjusted,
        actual,
        weight,
        score,
        deviation,
    } = row;
    Fields::default()
        .word("level-one", &level_one.value)
        .word("level-two", &level_two.value)
        .word("name", &name.value)
        .words("initial", &initial.value)
        .words("adjusted", &adjusted.value)
        .words("actual", &actual.value)
        .score("weight", weight.value)
        .score("score", score.value)
        .words("deviation", &deviation.value)
}

/// The words, section by section.
fn words(fields: Fields, words: &Words) -> Fields {
    let written = words.iter();
    written.fold(fields, |fields, (section, text)| fields.text(section.key(), text.as_ref()))
}
