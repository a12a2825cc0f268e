//! The cells of tables that differ; rows belong together by their codes and names, wherever they stand.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::editions::diff::aligned::{Paired, paired};
use crate::editions::diff::called::{Called, Line};
use crate::editions::diff::{Moved, Side, Unchanged, note};
use crate::engine::{Block, BlockKind, Spot};

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct CellDifference {
    /// The title of the table.
    pub table: String,
    /// What the row is called.
    pub row: Called,
    /// What the column is called.
    pub column: Called,
    /// What stood in it; none where there was no such cell.
    pub old: Option<String>,
    /// What stands in it.
    pub new: Option<String>,
    /// The page on which it stood.
    pub old_page: Option<usize>,
    /// The page on which it stands.
    pub new_page: Option<usize>,
    /// Where its words stood, and where they stand.
    #[serde(skip)]
    pub spots: [Vec<Spot>; 2],
}

/// A table of a report.
#[derive(Debug, Default)]
struct Table<'a> {
    /// The heading above it.
    title: &'a str,
    /// Its rows.
    rows: Vec<Row<'a>>,
}

/// A row of a table.
#[derive(Debug, Default)]
struct Row<'a> {
    /// Its cells by column; empty ones are not there.
    cells: BTreeMap<usize, &'a Block>,
    /// What it is known by.
    key: String,
}

/// The cells that differ, in the order of the new report.
pub(super) fn differences(
    old: &Side,
    new: &Side,
    unchanged: &mut Unchanged,
    moved: &mut Vec<Moved>,
) -> Vec<CellDifference> {
    let (before, now) = (tables(&old.blocks), tables(&new.blocks));
    let titles =
        [&before, &now].map(|tables| tables.iter().map(|table| table.title).collect::<Vec<_>>());
    let [old_titles, new_titles] = &titles;
    let Paired { pairs, gone, new: added } = paired(old_titles, new_titles, |_, _| 1.0);
    let nothing = Table::default();
    let mut both: Vec<(&Table<'_>, &Table<'_>)> = Vec::new();
    both.extend(pairs.iter().filter_map(|(from, to)| Some((before.get(*from)?, now.get(*to)?))));
    both.extend(gone.iter().filter_map(|from| Some((before.get(*from)?, &nothing))));
    both.extend(added.iter().filter_map(|to| Some((&nothing, now.get(*to)?))));
    let mut differences = Vec::new();
    for (was, is) in both {
        let found = of_table(was, is, moved);
        if found.is_empty() {
            unchanged.tables.push(is.title.to_owned());
        }
        differences.extend(found);
    }
    differences
}

/// The tables of a report.
fn tables(blocks: &[Block]) -> Vec<Table<'_>> {
    let mut tables: BTreeMap<usize, (&str, BTreeMap<usize, Row<'_>>)> = BTreeMap::new();
    let mut title = "";
    for block in blocks {
        match block.kind {
            BlockKind::Heading => title = &block.text,
            BlockKind::Cell { table, row, column } => {
                let (_, rows) = tables.entry(table).or_insert_with(|| (title, BTreeMap::new()));
                rows.entry(row).or_default().cells.insert(column, block);
            }
            BlockKind::Paragraph | BlockKind::Entry { .. } | BlockKind::Loose => {}
        }
    }
    let tables = tables.into_values().map(|(title, rows)| {
        let numbered = numbered(&rows);
        let rows = rows.into_values().map(|row| Row { key: key(&row, &numbered), ..row });
        Table { title, rows: rows.collect() }
    });
    tables.collect()
}

/// The columns that only count the rows: their head says so.
fn numbered(rows: &BTreeMap<usize, Row<'_>>) -> BTreeSet<usize> {
    let cells = rows.values().flat_map(|row| &row.cells);
    cells.filter(|(_, cell)| cell.text == "行次").map(|(column, _)| *column).collect()
}

/// What a row is known by: its codes, or else its words.
fn key(row: &Row<'_>, numbered: &BTreeSet<usize>) -> String {
    let told = row.cells.iter().filter(|(column, _)| !numbered.contains(column));
    let told: Vec<&str> = told.map(|(_, cell)| cell.text.as_str()).collect();
    let codes: Vec<&str> = told.iter().copied().filter(|text| is_code(text)).collect();
    if !codes.is_empty() {
        return codes.join(" ");
    }
    told.into_iter().filter(|text| !is_number(text)).collect::<Vec<_>>().join(" ")
}

/// Whether some words are the code of an account.
fn is_code(text: &str) -> bool {
    matches!(text.len(), 3 | 5 | 7)
        && text.starts_with(['2', '3'])
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether some words are a number.
fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '－' | '—');
    text.chars().all(is_part)
}

/// The cells of a table that differ.
fn of_table(old: &Table<'_>, new: &Table<'_>, moved: &mut Vec<Moved>) -> Vec<CellDifference> {
    let keys =
        [old, new].map(|table| table.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>());
    let [old_keys, new_keys] = &keys;
    let Paired { pairs, gone, new: added } = paired(old_keys, new_keys, |from, to| {
        let (Some(was), Some(is)) = (old.rows.get(from), new.rows.get(to)) else { return 0.0 };
        likeness(was, is)
    });
    let nothing = Row::default();
    let mut rows: Vec<(usize, &Row<'_>, &Row<'_>, &Table<'_>)> = Vec::new();
    rows.extend(
        pairs
            .iter()
            .filter_map(|(from, to)| Some((*to, old.rows.get(*from)?, new.rows.get(*to)?, new))),
    );
    rows.extend(gone.iter().filter_map(|from| Some((*from, old.rows.get(*from)?, &nothing, old))));
    rows.extend(added.iter().filter_map(|to| Some((*to, &nothing, new.rows.get(*to)?, new))));
    rows.sort_by_key(|(at, ..)| *at);
    let mut differences = Vec::new();
    for (at, was, is, table) in rows {
        let columns: BTreeSet<&usize> = was.cells.keys().chain(is.cells.keys()).collect();
        for column in columns {
            let (from, to) = (was.cells.get(column), is.cells.get(column));
            match (from, to) {
                (Some(from), Some(to)) if from.text == to.text => {
                    note(moved, new.title, from.page, to.page);
                }
                _ => differences.push(CellDifference {
                    table: table.title.to_owned(),
                    row: row_name(if is.cells.is_empty() { was } else { is }, at, *column),
                    column: column_name(table, at, *column),
                    old: from.map(|cell| cell.text.clone()),
                    new: to.map(|cell| cell.text.clone()),
                    old_page: from.map(|cell| cell.page),
                    new_page: to.map(|cell| cell.page),
                    spots: [from, to].map(|cell| cell.map(|cell| spots(cell)).unwrap_or_default()),
                }),
            }
        }
    }
    differences
}

/// Where the words of a cell stand.
fn spots(cell: &Block) -> Vec<Spot> {
    cell.spots(&(0..cell.text.len()))
}

/// How much two rows are alike: which part of their cells says the same.
fn likeness(one: &Row<'_>, other: &Row<'_>) -> f64 {
    let same = one.cells.iter().filter(|(column, cell)| {
        other.cells.get(column).is_some_and(|other| other.text == cell.text)
    });
    let (same, all) = (same.count(), one.cells.len().max(other.cells.len()).max(1));
    let shared = one.cells.keys().filter(|column| other.cells.contains_key(column)).count();
    // Rows of the same form in the same place belong together, whatever they say.
    (same as f64 + 0.5 * shared as f64) / (1.5 * all as f64)
}

/// What the row of a cell is called: the words nearest to its left, as several lists may stand beside one another, or else
/// all that the row has.
fn row_name(row: &Row<'_>, at: usize, column: usize) -> Called {
    let names = row.cells.iter().map(|(column, cell)| (*column, cell.text.as_str()));
    let names: Vec<(usize, &str)> =
        names.filter(|(_, text)| is_code(text) || !is_number(text)).collect();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for (place, text) in names.iter().copied().rev().filter(|(place, _)| *place < column) {
        if near.last().is_none_or(|(nearest, _)| place + 1 == *nearest) {
            near.push((place, text));
        }
    }
    near.reverse();
    let said = if near.is_empty() { names } else { near };
    let words = said.into_iter().map(|(_, text)| text.to_owned()).collect();
    Called { line: Line::Row, words, number: at + 1 }
}

/// What a column is called: what stands above it in the head of the table.
fn column_name(table: &Table<'_>, at: usize, column: usize) -> Called {
    let is_figures = |row: &Row<'_>| {
        let amounts =
            row.cells.values().filter(|cell| is_number(&cell.text) && cell.text.len() > 3);
        amounts.count() > 0
    };
    let head = table.rows.iter().take(at).take_while(|row| !is_figures(row)).take(HEAD);
    let mut names: Vec<&str> = Vec::new();
    let mut is_met = false;
    for row in head {
        let exact = row.cells.get(&column);
        // A cell further left may reach over the column, until the column has one of its own, which may reach down.
        let above = exact.or_else(|| row.cells.range(..column).next_back().map(|(_, cell)| cell));
        let above = above.filter(|_| exact.is_some() || !is_met).map(|cell| cell.text.as_str());
        is_met |= exact.is_some();
        let above = above.filter(|text| !is_number(text) && *text != "栏次" && *text != "行次");
        if let Some(name) = above.filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    let words = names.into_iter().map(str::to_owned).collect();
    Called { line: Line::Column, words, number: column + 1 }
}

/// A head has so many rows at most.
const HEAD: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_by_all_that_stands_above_them() {
        let cell = |row: usize, column: usize, text: &str| Block {
            kind: BlockKind::Cell { table: 0, row, column },
            text: text.to_owned(),
            page: 1,
            runs: Vec::new(),
        };
        // 项目 over 编码 and 名称; 合计 over both rows; 其中 over 基本 and 项目支出.
        let blocks = [
            cell(0, 0, "项目"),
            cell(0, 2, "合计"),
            cell(0, 3, "其中"),
            cell(1, 0, "编码"),
            cell(1, 1, "名称"),
            cell(1, 3, "基本"),
            cell(1, 4, "项目支出"),
            cell(2, 0, "205"),
            cell(2, 1, "教育支出"),
            cell(2, 2, "12.00"),
            cell(2, 4, "12.00"),
        ];
        let tables = tables(&blocks);
        let name = |column| column_name(&tables[0], 2, column).to_string();
        let names = [0, 1, 2, 3, 4].map(name);
        assert_eq!(names, ["项目／编码", "项目／名称", "合计", "其中／基本", "其中／项目支出"]);
    }
    #[test]
    fn rows_are_called_by_the_names_nearest_to_the_left() {
        let cell = |column: usize, text: &str| Block {
            kind: BlockKind::Cell { table: 0, row: 5, column },
            text: text.to_owned(),
            page: 1,
            runs: Vec::new(),
        };
        let blocks = [
            cell(0, "一、财政拨款收入"),
            cell(1, "1"),
            cell(2, "12.00"),
            cell(3, "一、教育支出"),
            cell(4, "32"),
            cell(5, "7.00"),
        ];
        let both = &tables(&blocks)[0].rows[0];
        let names = [0, 1, 2, 3, 5].map(|column| row_name(both, 5, column).to_string());
        let (left, right) = ("一、财政拨款收入", "一、教育支出");
        assert_eq!(names, [&format!("{left} {right}"), left, left, left, right]);
        let blocks = [cell(0, "2050101"), cell(1, "行政运行"), cell(2, "1.00"), cell(3, "2.00")];
        let item = &tables(&blocks)[0].rows[0];
        assert_eq!(row_name(item, 5, 3).to_string(), "2050101 行政运行");
        let blocks = [cell(0, "1.00"), cell(1, "2.00")];
        let nameless = &tables(&blocks)[0].rows[0];
        assert_eq!(row_name(nameless, 5, 1).to_string(), "第 6 行");
    }
}
