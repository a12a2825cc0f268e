//! The self-evaluation reports in a year's folder.

use crate::files::is_hidden;
use crate::model::evaluation::{Evaluation, FundsRow, Indicator, Score, Words};
use crate::model::place::{FileNumber, Located};
use crate::tables::Reading;
use crate::tables::file;
use crate::tables::number::Sign;
use crate::tables::{Table, parse};

/// All reports in a folder, in the order of their file names, with their files.
pub(super) fn all(reading: &Reading<'_>, folder: &str) -> (Vec<Evaluation>, Vec<FileNumber>) {
    let mut evaluations = Vec::new();
    let mut files = Vec::new();
    for entry in file::folder(reading, folder) {
        let name = entry.name;
        let path = format!("{folder}/{name}");
        if !entry.told {
            reading.problem(file::noted(reading, &path, file::unnamed(&path)));
            continue;
        }
        if is_hidden(&name) || !name.to_lowercase().ends_with(".toml") {
            reading.problem(file::ignored(&path));
            continue;
        }
        if let Ok((number, text)) = file::read(reading, &path) {
            files.push(number);
            evaluations.extend(parse(reading, number, &text, evaluation));
        }
    }
    (evaluations, files)
}

/// One report.
fn evaluation(table: &Table<'_>) -> Evaluation {
    Evaluation {
        place: table.place,
        name: table.required_string("name", "2022年某项目经费"),
        report_title: table.text("report-title"),
        execution_score: required_score(table, "execution-score"),
        funds: funds(table),
        indicators: indicators(table),
        words: Words::of(|text| table.text(text.key())),
    }
}

/// The money by source.
fn funds(table: &Table<'_>) -> Vec<FundsRow> {
    let rows = table.rows("funds").into_iter().map(|row| {
        let read = FundsRow {
            place: row.place,
            source: row.required_string("source", "市县区财政资金"),
            requested: row.money("requested", Sign::Positive),
            approved: row.money("approved", Sign::Positive),
            full_year: row.required_money("full-year", Sign::Positive),
            executed: row.required_money("executed", Sign::Positive),
            carry_over: row.optional_money("carry-over", Sign::Any),
        };
        row.finish();
        read
    });
    rows.collect()
}

/// The indicators.
fn indicators(table: &Table<'_>) -> Vec<Indicator> {
    let rows = table.rows("indicators").into_iter().map(|row| {
        let read = Indicator {
            place: row.place,
            level_one: row.required_string("level-one", "产出指标"),
            level_two: row.required_string("level-two", "数量指标"),
            name: row.required_string("name", "受益人数"),
            initial: row.cell("initial"),
            adjusted: row.cell("adjusted"),
            actual: row.cell("actual"),
            weight: required_score(&row, "weight"),
            score: required_score(&row, "score"),
            deviation: row.cell("deviation"),
        };
        row.finish();
        read
    });
    rows.collect()
}

/// Points that must be there.
fn required_score(table: &Table<'_>, key: &'static str) -> Located<Score> {
    if !table.has(key) {
        table.missing(key, format!("例：{key} = 10"));
    }
    table.score(key).unwrap_or_else(|| table.absent(Score::default()))
}
