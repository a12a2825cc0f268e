//! Self-evaluation reports that are printed.

use crate::attachments::shown::Shown;
use crate::model::evaluation::{Evaluation, FundsRow, Indicator, Words};

/// A report with the words of it that are printed; nothing where the form does not print it.
pub(super) fn evaluation(evaluation: &Evaluation, shown: &Shown) -> Option<Evaluation> {
    let Evaluation { place, name, report_title, execution_score, funds, indicators, words } =
        evaluation;
    // A project may be named where its report is not printed.
    let parts = indicators.iter().map(|indicator| shown.words(&indicator.name.value));
    let parts: Vec<bool> = parts.chain(of_words(words, |text| shown.words(text))).collect();
    let printed = parts.iter().filter(|printed| **printed).count();
    if !shown.words(&name.value) || printed * 2 < parts.len() {
        return None;
    }
    Some(Evaluation {
        place: *place,
        name: name.clone(),
        report_title: shown.text(report_title),
        execution_score: *execution_score,
        funds: funds.iter().map(money).collect(),
        indicators: indicators.iter().map(indicator).collect(),
        words: words.map(|_, text| shown.text(text)),
    })
}

/// The money from one source.
fn money(row: &FundsRow) -> FundsRow {
    let FundsRow { place, source, requested, approved, full_year, executed, carry_over } = row;
    FundsRow {
        place: *place,
        source: source.clone(),
        requested: *requested,
        approved: *approved,
        full_year: *full_year,
        executed: *executed,
        carry_over: *carry_over,
    }
}

/// One indicator: a row of one table.
fn indicator(row: &Indicator) -> Indicator {
    let Indicator {
        place,
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
    Indicator {
        place: *place,
        level_one: level_one.clone(),
        level_two: level_two.clone(),
        name: name.clone(),
        initial: initial.clone(),
        adjusted: adjusted.clone(),
        actual: actual.clone(),
        weight: *weight,
        score: *score,
        deviation: deviation.clone(),
    }
}

/// What is said of the words of every section that has any.
fn of_words(words: &Words, say: impl Fn(&str) -> bool) -> Vec<bool> {
    let written = words.values().iter().flatten();
    written.map(|text| say(&text.paragraphs.concat())).collect()
}
