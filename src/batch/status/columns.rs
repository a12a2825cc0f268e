//! The columns of the table, each described once: for a terminal, a spreadsheet, other programs and a page.

use crate::batch::status::row::Row;
use crate::model::date::Date;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing, for it is not known.
    Empty,
    /// Words as somebody wrote them.
    Text(String),
    /// One of some words, by its key and its term.
    Word(&'static str, &'static str),
    /// A number.
    Number(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// How it is shown to a person.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Word(_, term) => (*term).to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.key(),
        }
    }

    /// The number of something that may not be known.
    fn count(count: Option<usize>) -> Self {
        count.map_or(Self::Empty, |count| Self::Number(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// A day that may not be known.
    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// Days that may not be known.
    fn days(days: Option<i64>) -> Self {
        days.map_or(Self::Empty, Self::Number)
    }
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    /// The word for it, for other programs.
    pub key: &'static str,
    /// Its heading.
    pub term: &'static str,
    /// Whether a terminal shows it.
    pub is_brief: bool,
    /// What stands in it.
    pub cell: fn(&Row) -> Cell,
}

/// A column that a terminal shows as well.
const fn brief(key: &'static str, term: &'static str, cell: fn(&Row) -> Cell) -> Column {
    Column { key, term, is_brief: true, cell }
}

/// A column that is only for spreadsheets and other programs.
const fn full(key: &'static str, term: &'static str, cell: fn(&Row) -> Cell) -> Column {
    Column { is_brief: false, ..brief(key, term, cell) }
}

/// All columns, in order.
pub(crate) const COLUMNS: &[Column] = &[
    full("unit", "文件夹", |row| Cell::Text(row.selected.folder.clone())),
    brief("name", "单位", |row| Cell::Text(row.called().to_owned())),
    full("year", "年度", |row| Cell::Number(i64::from(row.selected.year))),
    brief("state", "状况", |row| Cell::Word(row.state.key(), row.state_term())),
    brief("gaps", "待补", |row| Cell::count(row.gaps)),
    brief("errors", "错误", |row| Cell::count(row.found.map(|[errors, ..]| errors))),
    brief("warnings", "警告", |row| Cell::count(row.found.map(|[_, warnings, _]| warnings))),
    full("hints", "提示", |row| Cell::count(row.found.map(|[.., hints]| hints))),
    brief("accepted", "已接受", |row| Cell::count(row.accepted)),
    brief("not-run", "未核对", |row| Cell::count(row.not_run)),
    brief("pdf", "PDF", |row| Cell::Word(row.pdf.key(), row.pdf.term())),
    brief("pages", "页数", |row| Cell::count(row.pdf.pages())),
    brief("approved", "批复", |row| Cell::day(row.approved)),
    full("published", "公开", |row| Cell::day(row.published)),
    full("deadline", "最后一日", |row| Cell::day(row.deadline)),
    brief("days", "天数", |row| Cell::days(row.days)),
    brief("late", "超过", |row| Cell::days(row.late)),
    brief("edition", "版次", |row| Cell::count(row.out.as_ref().map(|out| out.edition))),
    full("edition-date", "这一版公开", |row| {
        row.out.as_ref().map_or(Cell::Empty, |out| Cell::Text(out.date.clone()))
    }),
    full("edition-days", "这一版天数", |row| {
        Cell::days(row.out.as_ref().and_then(|out| out.days))
    }),
    brief("since", "公开以后", |row| {
        let since = row.out.as_ref().map(|out| out.since);
        since.map_or(Cell::Empty, |since| Cell::Word(since.key(), since.term()))
    }),
];
