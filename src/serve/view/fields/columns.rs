//! The columns of a table: sentences, amounts that are added up, those without a number, and where the names of codes stand.

use crate::exchange::fill::{Row, columns};
use crate::fields::field::{Field, Kind, Need, Shape};
use crate::model::amount::Money;
use crate::serve::view::fields::widths::Width;

/// From more than how many amounts on the columns without a number are folded away.
const MANY: usize = 3;

/// How many pixels a table has in a window that is not large, without the column for deleting rows.
const ROOM: u16 = 597;

/// How many of them names want beside the codes.
const NAMES: u16 = 150;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// All of them, in the order in which they stand.
    pub all: Vec<&'static Field>,
    /// The keys of those that are folded away, as no row has an amount there.
    idle: Vec<&'static str>,
    /// Whether the others leave names too little room.
    is_full: bool,
}

impl Columns {
    /// The columns of rows, of which those that something is told of are not folded away; names that only serve to check codes
    /// are shown where somebody wrote them.
    pub(super) fn of(shape: &'static Shape, rows: &[Row], is_told: impl Fn(&str) -> bool) -> Self {
        let all = columns(shape);
        let has_code = all.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let is_written = |key: &str| rows.iter().any(|row| row.fields.contains_key(key));
        let checks =
            |field: &Field| has_code && field.key == "name" && field.need != Need::Required;
        let all: Vec<&'static Field> =
            all.into_iter().filter(|field| !checks(field) || is_written(field.key)).collect();
        let is_idle = |field: &&&'static Field| {
            is_summed(field) && !is_written(field.key) && !is_told(field.key)
        };
        let idle = match rows.is_empty() || count(&all) <= MANY {
            true => Vec::new(),
            false => all.iter().filter(is_idle).map(|field| field.key).collect(),
        };
        Self { all, idle, is_full: false }
    }

    /// Columns none of which is folded away.
    pub(super) fn whole(all: Vec<&'static Field>) -> Self {
        Self { all, idle: Vec::new(), is_full: false }
    }

    /// The same columns of rows, which know whether names have room beside them and the year before, of which the amounts add up to `last`.
    pub(super) fn beside(self, rows: &[Row], last: Option<&str>) -> Self {
        let shown = self.all.iter().filter(|field| !self.is_idle(field));
        let widths = shown.map(|field| Width::of(field, rows, &sum(rows, field.key)));
        let taken: u16 = widths.chain(last.map(Width::of_last)).map(Width::pixels).sum();
        Self { is_full: taken + NAMES > ROOM, ..self }
    }

    /// How wide a column is; what rows without a code are told by keeps room where amounts would leave it none.
    pub(super) fn width(&self, field: &Field, rows: &[Row]) -> Width {
        let has_code = self.all.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let has_words = self.all.iter().any(|column| is_words(column));
        match Width::of(field, rows, &sum(rows, field.key)) {
            Width::Rest if self.is_full && !has_code && !has_words => Width::Unit,
            width => width,
        }
    }

    /// Whether a column is folded away.
    pub(super) fn is_idle(&self, field: &Field) -> bool {
        self.idle.contains(&field.key)
    }

    /// The columns that are folded away.
    pub(super) fn idle(&self) -> impl Iterator<Item = &'static Field> {
        self.all.iter().copied().filter(|field| self.is_idle(field))
    }

    /// Whether rows have so many amounts that they hardly have room beside each other.
    pub(super) fn is_many(&self) -> bool {
        count(&self.all) > MANY
    }

    /// Whether the names of codes stand in a column of their own: not where they stand below, or are filled in beside.
    pub(super) fn names_apart(&self) -> bool {
        !self.names_below() && self.all.iter().all(|column| column.key != "name")
    }

    /// Whether the names of codes stand below them, as the other columns want the room.
    pub(super) fn names_below(&self) -> bool {
        let many = count(&self.all) - self.idle.len() > MANY;
        many || self.is_full || self.all.iter().any(|column| is_words(column))
    }

    /// How many cells a row has, of which the last is for deleting it, with those that are folded away counted apart.
    pub(super) fn cells(&self, has_last: bool) -> (usize, usize) {
        let others = 1 + usize::from(self.names_apart()) + usize::from(has_last);
        (self.all.len() - self.idle.len() + others, self.idle.len())
    }
}

/// How many columns of amounts there are.
fn count(columns: &[&'static Field]) -> usize {
    columns.iter().filter(|field| is_summed(field)).count()
}

/// Whether the values of a column are sentences.
pub(super) fn is_words(field: &Field) -> bool {
    matches!(field.kind, Kind::Words | Kind::Paragraphs)
}

/// Whether the values of a column are added up.
pub(super) fn is_summed(field: &Field) -> bool {
    matches!(field.kind, Kind::Money(_))
}

/// What a column comes to: nothing where a row leaves blank what then is as much as something else.
pub(super) fn total(rows: &[Row], column: &Field) -> String {
    let is_partly = rows.iter().any(|row| !row.fields.contains_key(column.key));
    match is_partly && is_whole(column) {
        true => String::new(),
        false => sum(rows, column.key),
    }
}

/// Whether a blank of a column stands for another amount than none.
pub(super) fn is_whole(column: &Field) -> bool {
    is_summed(column) && !["", "0"].contains(&column.unwritten)
}

/// The sum of a column; nothing where nothing is written in it, which may mean something else than nought.
pub(super) fn sum(rows: &[Row], key: &str) -> String {
    let mut texts = rows.iter().filter_map(|row| row.fields.get(key)).peekable();
    match texts.peek() {
        None => String::new(),
        Some(_) => texts.filter_map(|text| Money::parse(text).ok()).sum::<Money>().to_string(),
    }
}
