//! The self-evaluation reports in a year's folder.

use crate::fields::evaluation::{evaluation as report, funds as money, indicator, per_text};
use crate::fields::field::Field;
use crate::files::is_hidden;
use crate::model::evaluation::{Evaluation, FundsRow, Indicator, Score};
use crate::model::place::{FileNumber, Located};
use crate::problem::Problem;
use crate::tables::Reading;
use crate::tables::file;
use crate::tables::{Table, parse};

/// So many files a year's folder holds at most: a report is read whole, and set whole.
const MOST: usize = 1000;

/// All reports in a folder, in the order of their file names, with their files.
pub(super) fn all(reading: &Reading<'_>, folder: &str) -> (Vec<Evaluation>, Vec<FileNumber>) {
    let mut evaluations = Vec::new();
    let mut files = Vec::new();
    let entries = file::folder(reading, folder);
    if entries.len() > MOST {
        let headline = format!("{folder} 里有 {} 个文件，超过上限 {MOST} 个", entries.len());
        reading.problem(
            Problem::error("too-many-files", headline)
                .help("每个项目一份自评报告；请核对是不是放错了文件夹，用不到的请移出 data"),
        );
        return (evaluations, files);
    }
    for entry in entries {
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
            evaluations.extend(parse(reading, number, &text, &report::SHAPE, evaluation));
        }
    }
    (evaluations, files)
}

/// One report.
pub(crate) fn evaluation(table: &Table<'_>) -> Evaluation {
    Evaluation {
        place: table.place,
        name: table.required_string(&report::NAME),
        report_title: table.text(&report::REPORT_TITLE),
        execution_score: required_score(table, &report::EXECUTION_SCORE),
        funds: funds(table),
        indicators: indicators(table),
        words: per_text().map(|_, field| table.text(field)),
    }
}

/// The money by source.
fn funds(table: &Table<'_>) -> Vec<FundsRow> {
    let rows = table.rows(&report::FUNDS).into_iter().map(|row| {
        let read = FundsRow {
            place: row.place,
            source: row.required_string(&money::SOURCE),
            requested: row.money(&money::REQUESTED),
            approved: row.money(&money::APPROVED),
            full_year: row.required_money(&money::FULL_YEAR),
            executed: row.required_money(&money::EXECUTED),
            carry_over: row.optional_money(&money::CARRY_OVER),
        };
        row.finish();
        read
    });
    rows.collect()
}

/// The indicators.
fn indicators(table: &Table<'_>) -> Vec<Indicator> {
    let rows = table.rows(&report::INDICATORS).into_iter().map(|row| {
        let read = Indicator {
            place: row.place,
            level_one: row.required_string(&indicator::LEVEL_ONE),
            level_two: row.required_string(&indicator::LEVEL_TWO),
            name: row.required_string(&indicator::NAME),
            initial: row.cell(&indicator::INITIAL),
            adjusted: row.cell(&indicator::ADJUSTED),
            actual: row.cell(&indicator::ACTUAL),
            weight: required_score(&row, &indicator::WEIGHT),
            score: required_score(&row, &indicator::SCORE),
            deviation: row.cell(&indicator::DEVIATION),
        };
        row.finish();
        read
    });
    rows.collect()
}

/// Points that must be there.
fn required_score(table: &Table<'_>, field: &Field) -> Located<Score> {
    table.require(field);
    table.score(field).unwrap_or_else(|| table.absent(Score::default()))
}
