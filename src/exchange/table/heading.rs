//! What stands between a table's title and its columns: whose it is, of which year, in what unit.

use crate::exchange::table::address::Cell;
use crate::exchange::table::grid::Grid;
use crate::exchange::table::pieces::Piece;
use crate::exchange::table::unit_of_money::UnitOfMoney;
use crate::exchange::table::words::plain;

/// What a table says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The units of money that it states, each with its cell.
    pub money: Vec<(UnitOfMoney, Cell)>,
    /// Whose it is.
    pub name: Option<(String, Cell)>,
    /// Of which year.
    pub year: Option<(u16, Cell)>,
}

/// How many rows below the title may say something of the table.
const ROWS: u32 = 6;

/// The words before the name of a unit, the longer ones first.
const BEFORE_NAMES: [&str; 14] = [
    "编制单位",
    "填报单位",
    "单位名称",
    "部门名称",
    "公开部门",
    "公开单位",
    "预算单位",
    "预算部门",
    "编报单位",
    "编制部门",
    "填报部门",
    "主管部门",
    "部门",
    "单位",
];

impl Heading {
    /// What a piece of a sheet says of itself.
    pub(crate) fn of(grid: &Grid, piece: &Piece) -> Self {
        let mut heading = Self::default();
        let last = piece.below_title.saturating_add(ROWS).min(piece.end);
        for (row, cells) in grid.rows.range(piece.first..last) {
            for column in cells.keys() {
                heading.take(grid, *row, *column);
            }
        }
        heading
    }

    /// Takes what a cell says.
    fn take(&mut self, grid: &Grid, row: u32, column: u32) {
        let Some(written) = grid.written(row, column) else { return };
        let words = plain(written);
        let cell = grid.cell(row, column);
        if let Some(unit) = UnitOfMoney::said(&words) {
            self.money.push((unit, cell.clone()));
        }
        if self.name.is_none()
            && let Some(name) = name(grid, row, column, written)
        {
            self.name = Some((name, cell.clone()));
        }
        if self.year.is_none()
            && let Some(year) = year(&words)
        {
            self.year = Some((year, cell));
        }
    }
}

/// Whether a row says something of the table and nothing of its columns: the form's number, whose it is, the unit.
pub(crate) fn is_heading(grid: &Grid, row: u32) -> bool {
    let texts: Vec<String> = grid.texts(row).map(|(_, words)| words).collect();
    let of_heading = |words: &String| {
        let number = words.ends_with('表')
            && words.chars().count() <= 10
            && words.contains(|c: char| c.is_ascii_digit());
        let announces = words.split_once(':').is_some_and(|(before, _)| {
            before.ends_with("单位") || before.ends_with("部门") || before.ends_with("名称")
        });
        number
            || announces
            || UnitOfMoney::said(words).is_some()
            || year(words).is_some_and(|_| words.chars().count() <= 8)
    };
    texts.iter().any(of_heading)
}

/// The name of a unit that a cell announces, in itself or in the next cell.
fn name(grid: &Grid, row: u32, column: u32, written: &str) -> Option<String> {
    let blankless: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(name) = name_of_book(&blankless) {
        return Some(name);
    }
    let (before, after) = blankless.split_once([':', '：'])?;
    let before = plain(before);
    let plain_words = !before.contains(['(', '表', '注', '。']) && before.chars().count() <= 8;
    let announced = plain_words && BEFORE_NAMES.iter().any(|word| before.ends_with(word));
    if !announced || before.contains("金额") {
        return None;
    }
    let after = if after.is_empty() {
        let next = grid.rows.get(&row)?.range(column + 1..).next()?;
        grid.written(row, *next.0)?.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        after.to_owned()
    };
    cut(&after)
}

/// The name of a unit in a title such as `青禾县司法局2023年度部门决算表`.
fn name_of_book(blankless: &str) -> Option<String> {
    let at = blankless.find("年度").or_else(|| blankless.find('年'))?;
    let (before, after) = blankless.split_at_checked(at)?;
    let name = before
        .trim_end_matches(|c: char| plain(&c.to_string()).chars().all(|c| c.is_ascii_digit()));
    let of_book = ["部门决算", "单位决算", "决算公开", "度部门", "度单位"];
    let is_book = of_book.iter().any(|word| after.contains(word))
        && after.ends_with(['表', '开', '告', '算']);
    let is_name = name.chars().count() >= 3
        && name.len() < before.len()
        && !name.contains([':', '：', '表', '注']);
    (is_book && is_name).then(|| name.to_owned())
}

/// A name without a number before it or a year after it; none where it is a unit of money or not a name.
fn cut(name: &str) -> Option<String> {
    let name =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || "[]【】()（）-_".contains(c));
    let year = name.char_indices().find(|(at, c)| {
        *c == '2'
            && name
                .get(*at..)
                .is_some_and(|rest| rest.get(4..).is_some_and(|r| r.starts_with('年')))
    });
    let name = year.map_or(name, |(at, _)| name.get(..at).unwrap_or(name));
    let is_money = UnitOfMoney::of(&plain(name)).is_some();
    (!is_money && name.chars().count() >= 2).then(|| name.to_owned())
}

/// The year that some words, compared already, say: `2023年度`, or `2023年` with no month after it.
fn year(words: &str) -> Option<u16> {
    words.match_indices('年').find_map(|(at, mark)| {
        let digits = words.get(at.checked_sub(4)?..at)?;
        let year: u16 = digits.parse().ok().filter(|year| (1990..=2100).contains(year))?;
        let longer = words.get(..at - 4)?.ends_with(|c: char| c.is_ascii_digit());
        let after = words.get(at + mark.len()..)?;
        let is_day = after.starts_with(|c: char| c.is_ascii_digit());
        (!longer && !is_day).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::workbook::{Content, Sheet};

    /// What a sheet of some rows says.
    fn heading(rows: &[&[&str]]) -> Heading {
        let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(
                move |(column, text)| {
                    (row as u32, column as u32, Content::Text((*text).to_owned()))
                },
            )
        });
        let sheet = Sheet { name: "甲".to_owned(), cells: cells.collect(), ..Sheet::default() };
        let grid = Grid::of(sheet, "甲");
        let piece = crate::exchange::table::pieces(&grid).remove(0);
        Heading::of(&grid, &piece)
    }

    #[test]
    fn names_years_and_units_are_found() {
        for (rows, name, year) in [
            (
                &[&["收入决算表"][..], &["部门名称：青禾县司法局", "2023年度", "金额单位：元"]][..],
                "青禾县司法局",
                2023,
            ),
            (
                &[&["青禾县司法局2023年度部门决算表"], &["收入决算表"], &["", "单位：元"]],
                "青禾县司法局",
                2023,
            ),
            (
                &[
                    &["公开02表"],
                    &["2022年度收入决算表"],
                    &["编制单位：", "某县元村镇政府", "单位：元"],
                ],
                "某县元村镇政府",
                2022,
            ),
            (
                &[&["收入决算表"], &["单位：[101]某县财政局（本级） 2023年度", "单位：元"]],
                "某县财政局（本级）",
                2023,
            ),
            (
                &[&["收入决算表"], &["公开部门：某局", "2024年8月15日", "2023年", "单位：元"]],
                "某局",
                2023,
            ),
        ] {
            let heading = heading(rows);
            assert_eq!(heading.name.map(|(name, _)| name).as_deref(), Some(name));
            assert_eq!(heading.year.map(|(year, _)| year), Some(year));
            assert_eq!(heading.money.first().map(|(unit, _)| *unit), Some(UnitOfMoney::Yuan));
        }
    }
}
