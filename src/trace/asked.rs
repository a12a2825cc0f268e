//! What is asked for: a printed number, a cell, a sentence → the numbers on the pages that are meant.

use std::collections::BTreeSet;

use crate::problem::{Problem, in_one_line};
use crate::trace::cells::Cell;
use crate::trace::letters::letters;
use crate::trace::pages::Printed;
use crate::trace::report::Trace;

/// What is asked for; what is none does not matter.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A number as it is printed, or words of a sentence.
    pub what: Option<String>,
    /// The page, from 1.
    pub page: Option<usize>,
    /// The statement: the number of its form, its key, or words of its title.
    pub statement: Option<String>,
    /// The row: its code or its name.
    pub row: Option<String>,
    /// The column: words of its head.
    pub column: Option<String>,
}

/// So many of what could be meant are listed.
const LISTED: usize = 12;

impl Asked {
    /// Whether a cell is asked for.
    fn is_of_cell(&self) -> bool {
        self.statement.is_some() || self.row.is_some() || self.column.is_some()
    }
}

impl Trace<'_> {
    /// The numbers on the pages that are meant, in their order; of a sentence, all that stand in it.
    pub fn find(&self, asked: &Asked) -> Result<Vec<&Printed>, Problem> {
        let Asked { what, page, statement: _, row: _, column: _ } = asked;
        let mut found: Vec<&Printed> = self.printed().iter().collect();
        if asked.is_of_cell() {
            found = in_cell(found, asked)?;
        }
        if let Some(page) = page {
            let pages = self.pages.blocks.iter().map(|block| block.page).max().unwrap_or_default();
            if !(1..=pages).contains(page) {
                return Err(unknown(format!("报告没有第 {page} 页，一共 {pages} 页")));
            }
        }
        let Some(what) = what else {
            found.retain(|printed| page.is_none_or(|page| printed.place.page == page));
            return Ok(found);
        };
        let elsewhere = of_words(&found, what);
        let on_page = |printed: &&Printed| page.is_none_or(|page| printed.place.page == page);
        let here: Vec<&Printed> = elsewhere.iter().copied().filter(on_page).collect();
        if !here.is_empty() {
            return Ok(here);
        }
        let shown = in_one_line(what);
        let place = match page {
            Some(page) => format!("第 {page} 页"),
            None if asked.is_of_cell() => "这一格".to_owned(),
            None => "报告".to_owned(),
        };
        let problem = unknown(format!("{place}上没有印着“{shown}”"));
        Err(match elsewhere.as_slice() {
            [] => near(problem, &found, what),
            elsewhere => {
                problem.help(format!("印在 {}", listed(elsewhere.iter().map(|one| where_is(one)))))
            }
        })
    }
}

/// Where a number stands, in few words.
pub(crate) fn where_is(printed: &Printed) -> String {
    let place = &printed.place;
    match &place.cell {
        Some(cell) => format!("第 {} 页 {}", place.page, cell_name(cell)),
        None if place.section.is_empty() => format!("第 {} 页", place.page),
        None => format!("第 {} 页 {}", place.page, place.section),
    }
}

/// What a cell is called: its table, row and column.
pub(crate) fn cell_name(cell: &Cell) -> String {
    let row = match (cell.row.is_empty(), cell.column.is_empty()) {
        (false, _) => format!("“{}”行", cell.row.join(" ")),
        // The only row of a table has no name.
        (true, false) => String::new(),
        (true, true) => format!("第 {} 行", cell.row_number + 1),
    };
    let column = match cell.column.is_empty() {
        true => format!("第 {} 列", cell.column_number + 1),
        false => format!("“{}”列", cell.column.join("／")),
    };
    format!("《{}》{row}{column}", cell.title)
}

/// The numbers that are, or stand in sentences with, some words.
fn of_words<'p>(found: &[&'p Printed], what: &str) -> Vec<&'p Printed> {
    let asked = plain(what);
    if asked.is_empty() {
        return Vec::new();
    }
    let exact = found.iter().copied().filter(|printed| printed.text == what.trim());
    let exact: Vec<&Printed> = exact.collect();
    if !exact.is_empty() {
        return exact;
    }
    let same = found.iter().copied().filter(|printed| plain(&printed.text) == asked);
    let same: Vec<&Printed> = same.collect();
    let is_words = asked.chars().any(char::is_alphabetic);
    if !same.is_empty() || !is_words {
        return same;
    }
    let asked = letters(what);
    let holds = |printed: &&Printed| {
        let words = letters(&printed.place.words);
        words.windows(asked.len()).any(|part| part == asked)
    };
    found.iter().copied().filter(holds).collect()
}

/// A number without what separates its digits and without its unit; words as they are.
fn plain(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect();
    let units = ["万元", "亿元", "元", "个", "辆", "人次", "批次", "台（套）", "分"];
    let unit = units.iter().find_map(|unit| text.strip_suffix(unit));
    match unit.filter(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))) {
        Some(number) => number.to_owned(),
        None => text,
    }
}

/// The numbers of the cells that are meant.
fn in_cell<'p>(printed: Vec<&'p Printed>, asked: &Asked) -> Result<Vec<&'p Printed>, Problem> {
    let Asked { what: _, page: _, statement, row, column } = asked;
    let mut cells: Vec<(&Printed, &Cell)> =
        printed.into_iter().filter_map(|one| Some((one, one.place.cell.as_ref()?))).collect();
    if let Some(statement) = statement {
        let all = cells.clone();
        cells.retain(|(_, cell)| is_statement(cell, statement));
        if cells.is_empty() {
            let names = all.iter().map(|(_, cell)| title(cell));
            return Err(unknown(format!("没有哪张表是“{}”", in_one_line(statement)))
                .help(format!("报告里的表：{}", listed(names))));
        }
    }
    if let Some(row) = row {
        let all = cells.clone();
        let is_row = |cell: &Cell, whole: bool| {
            cell.row.iter().any(|name| if whole { same(name, row) } else { holds(name, row) })
        };
        cells.retain(|(_, cell)| is_row(cell, true));
        if cells.is_empty() {
            cells = all.iter().copied().filter(|(_, cell)| is_row(cell, false)).collect();
        }
        if cells.is_empty() {
            let names =
                all.iter().map(|(_, cell)| cell.row.join(" ")).filter(|name| !name.is_empty());
            return Err(unknown(format!("表里没有哪一行是“{}”", in_one_line(row)))
                .help(format!("各行：{}", listed(names))));
        }
    }
    if let Some(column) = column {
        let all = cells.clone();
        let is_column = |cell: &Cell, whole: bool| match whole {
            true => {
                cell.column.iter().any(|name| same(name, column))
                    || same(&cell.column.join("／"), column)
            }
            false => cell.column.iter().any(|name| holds(name, column)),
        };
        cells.retain(|(_, cell)| is_column(cell, true));
        if cells.is_empty() {
            cells = all.iter().copied().filter(|(_, cell)| is_column(cell, false)).collect();
        }
        if cells.is_empty() {
            let names =
                all.iter().map(|(_, cell)| cell.column.join("／")).filter(|name| !name.is_empty());
            return Err(unknown(format!("表里没有哪一列是“{}”", in_one_line(column)))
                .help(format!("各列：{}", listed(names))));
        }
    }
    Ok(cells.into_iter().map(|(printed, _)| printed).collect())
}

/// Whether a cell is of the statement that is meant.
fn is_statement(cell: &Cell, meant: &str) -> bool {
    let number = |words: &str| -> Option<u32> {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let is_label =
        |line: &String| line.ends_with('表') && line.contains(|c: char| c.is_ascii_digit());
    match meant.trim().parse::<u32>() {
        Ok(meant) => cell.above.iter().any(|line| is_label(line) && number(line) == Some(meant)),
        Err(_) => {
            cell.statement.as_deref() == Some(meant.trim())
                || holds(&cell.title, meant)
                || cell.above.iter().any(|line| same(line, meant))
        }
    }
}

/// The title of a cell's table with the number of its form.
fn title(cell: &Cell) -> String {
    let label = cell.above.iter().find(|line| line.starts_with("公开") && line.ends_with('表'));
    match label {
        Some(label) => format!("{label}《{}》", cell.title),
        None => format!("《{}》", cell.title),
    }
}

/// Whether words are the same but for blanks and signs.
fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// Whether words hold others.
fn holds(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    !other.is_empty() && one.windows(other.len()).any(|part| part == other)
}

/// What could have been meant, once each.
fn listed(names: impl Iterator<Item = String>) -> String {
    let mut met = BTreeSet::new();
    let names: Vec<String> = names.filter(|name| met.insert(name.clone())).collect();
    let more = names.len().saturating_sub(LISTED);
    let shown = names.into_iter().take(LISTED).collect::<Vec<_>>().join("、");
    if more == 0 { shown } else { format!("{shown}，另有 {more} 处") }
}

/// The problem of what is printed nowhere, with the numbers that are most alike.
fn near(problem: Problem, found: &[&Printed], what: &str) -> Problem {
    /// How much alike numbers must be.
    const ALIKE: f64 = 0.75;
    let what = plain(what);
    let numbers: BTreeSet<&str> =
        found.iter().filter(|one| one.fact.is_some()).map(|one| one.text.as_str()).collect();
    let mut alike: Vec<(f64, &str)> = numbers
        .into_iter()
        .map(|text| (strsim::normalized_levenshtein(&plain(text), &what), text))
        .collect();
    alike.retain(|(likeness, _)| *likeness >= ALIKE);
    alike.sort_by(|one, other| other.0.total_cmp(&one.0));
    let alike: Vec<String> =
        alike.into_iter().take(3).map(|(_, text)| format!("“{text}”")).collect();
    match alike.is_empty() {
        true => {
            problem.help("请照报告上印的写，如 \"52.52%\"、\"416,868,418.19\"，或写句子里的几个字")
        }
        false => problem.help(format!("相近的有 {}", alike.join("、"))),
    }
}

/// The problem of what is not there.
fn unknown(headline: String) -> Problem {
    Problem::error("no-such-number", headline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert_eq!(plain("416,868,418.19元"), "416868418.19");
        assert_eq!(plain(" 52.52% "), "52.52%");
        assert_eq!(plain("12辆"), "12");
        assert_eq!(plain("公务用车12辆"), "公务用车12辆");
    }
}
