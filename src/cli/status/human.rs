//! The table for a person, with who is missing and who is late.

use crate::batch::{COLUMNS, Cell, Column, OPEN, ReportState, Row, Status};
use crate::cli::show;
use crate::problem::in_one_line;

/// So many units are named in a line.
const NAMED: usize = 20;

/// Shows the table and what it comes to.
pub(super) fn show(status: &Status) {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| column.is_brief).collect();
    let mut lines = vec![columns.iter().map(|column| Cell::Text(column.term.to_owned())).collect()];
    lines.extend(
        status
            .rows
            .iter()
            .map(|row| columns.iter().map(|column| (column.cell)(row)).collect::<Vec<Cell>>()),
    );
    for line in aligned(&lines) {
        show::result(&line);
    }
    show::result("");
    summary(status);
}

/// What the table comes to.
fn summary(status: &Status) {
    let terms: Vec<&str> = status.rows.iter().map(Row::state_term).collect();
    let all = ReportState::ALL.into_iter().flat_map(|state| match state {
        ReportState::Unread => vec![state.term(), OPEN],
        ReportState::Missing
        | ReportState::Members
        | ReportState::Errors
        | ReportState::Ready
        | ReportState::Stale
        | ReportState::Made => vec![state.term()],
    });
    let counted = all.map(|term| (term, terms.iter().filter(|one| **one == term).count()));
    let states: Vec<String> = counted
        .filter(|(_, count)| *count > 0)
        .map(|(term, count)| format!("{term} {count}"))
        .collect();
    show::result(&format!("共 {} 份：{}", status.rows.len(), states.join("，")));
    let called = |row: &Row| row.called().to_owned();
    named("没有数据的", called, status.rows.iter().filter(|row| row.state == ReportState::Missing));
    let unread = |row: &&Row| row.state == ReportState::Unread && !row.is_only_open();
    named("读不了的", called, status.rows.iter().filter(unread));
    let lacking = |row: &Row| format!("{}（{} 处）", row.called(), row.gaps.unwrap_or_default());
    named("没有填完的", lacking, status.rows.iter().filter(|row| row.is_only_open()));
    let until = match status.on {
        Some(on) => format!("还没有公开的算到 {on}"),
        None => "算到数据中的公开日期；--on 日期 算到那一天".to_owned(),
    };
    let limit = status.limit;
    let by = |row: &Row| format!("{}（{} 日）", row.called(), row.late.unwrap_or_default());
    named(&format!("批复后超过 {limit} 日的（{until}）"), by, status.late());
    let undated = status.undated().filter(|row| row.found.is_some());
    named("没有批复日期、不知道超过没有的", called, undated);
    if status.rules_off > 0 {
        let off = status.rules_off;
        show::result(&format!("juesuan.toml 中设为不查（off）的规则 {off} 条"));
    }
}

/// A line that names some units, if there are any.
fn named<'r>(what: &str, called: impl Fn(&Row) -> String, rows: impl Iterator<Item = &'r Row>) {
    let names: Vec<String> = rows.map(called).collect();
    if names.is_empty() {
        return;
    }
    let more = if names.len() > NAMED { " 等" } else { "" };
    let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    show::result(&format!("{what} {} 个：{}{more}", names.len(), shown.join("、")));
}

/// Lines of cells in columns: words flush left, numbers flush right.
fn aligned(lines: &[Vec<Cell>]) -> Vec<String> {
    let width_of = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| width(&in_one_line(&cell.shown()))).max().unwrap_or_default()
    };
    let columns = lines.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(width_of).collect();
    let is_number =
        |column: usize| lines.iter().any(|line| matches!(line.get(column), Some(Cell::Number(_))));
    let flush_right: Vec<bool> = (0..columns).map(is_number).collect();
    let line = |cells: &Vec<Cell>| {
        let cells = cells.iter().zip(&widths).zip(&flush_right).map(|((cell, all), right)| {
            let shown = in_one_line(&cell.shown());
            let shown = if *cell == Cell::Empty { "-".to_owned() } else { shown };
            let room = " ".repeat(all.saturating_sub(width(&shown)));
            if *right { room + &shown } else { shown + &room }
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(line).collect()
}

/// How many columns of a terminal some words take: those of the East Asian scripts take two each.
fn width(words: &str) -> usize {
    words.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
}
