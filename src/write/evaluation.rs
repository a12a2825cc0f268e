//! The self-evaluation report of one project.

use crate::fields::evaluation as of;
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
        .word(&of::evaluation::NAME, &name.value)
        .text(&of::evaluation::REPORT_TITLE, report_title.as_ref())
        .score(&of::evaluation::EXECUTION_SCORE, execution_score.value)
        .rows(&of::evaluation::FUNDS, funds.iter().map(money).collect())
        .rows(&of::evaluation::INDICATORS, indicators.iter().map(indicator).collect());
    File::new(words(top, written)).into_text()
}

/// The money from one source.
fn money(row: &FundsRow) -> Fields {
    let FundsRow { place: _, source, requested, approved, full_year, executed, carry_over } = row;
    Fields::default()
        .word(&of::funds::SOURCE, &source.value)
        .money(&of::funds::REQUESTED, *requested)
        .money(&of::funds::APPROVED, *approved)
        .amount(&of::funds::FULL_YEAR, full_year.value)
        .amount(&of::funds::EXECUTED, executed.value)
        .written_money(&of::funds::CARRY_OVER, *carry_over)
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
        .word(&of::indicator::LEVEL_ONE, &level_one.value)
        .word(&of::indicator::LEVEL_TWO, &level_two.value)
        .word(&of::indicator::NAME, &name.value)
        .words(&of::indicator::INITIAL, &initial.value)
        .words(&of::indicator::ADJUSTED, &adjusted.value)
        .words(&of::indicator::ACTUAL, &actual.value)
        .score(&of::indicator::WEIGHT, weight.value)
        .score(&of::indicator::SCORE, score.value)
        .words(&of::indicator::DEVIATION, &deviation.value)
}

/// The words, section by section.
fn words(fields: Fields, words: &Words) -> Fields {
    let written = words.iter();
    written.fold(fields, |fields, (section, text)| {
        fields.text(&of::per_text()[section], text.as_ref())
    })
}
