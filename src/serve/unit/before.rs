//! What a report said a year ago, beside what it says now: last year's file, or what this year's file says instead.

use crate::exchange::fill::{Part, Row, Said, Slot, rows_of, whole_of_row};
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::path::described;
use crate::model::amount::Money;
use crate::serve::unit::Now;

/// What was a year ago of a file of a report.
pub(in crate::serve) struct Before<'a> {
    /// What was said, and what stands before the paths there; none where nothing is known.
    said: Option<(Whose<'a>, &'static str)>,
    /// The fields of the file.
    shape: &'static Shape,
}

/// Where it is said.
enum Whose<'a> {
    /// In this year's file.
    ThisYear(&'a Said),
    /// In last year's, of which all is read.
    LastYear(Said),
}

impl<'a> Before<'a> {
    /// What was a year ago of a file.
    pub(in crate::serve) fn of(now: &'a Now, slot: &'a Slot) -> Self {
        let is_year = slot.part(now.selected.year) == Some(Part::Year);
        let last = now.part(Part::LastYear).next().and_then(Slot::whole);
        let said = match last {
            _ if !is_year => None,
            Some(said) => Some((Whose::LastYear(said), "")),
            None => Some((Whose::ThisYear(&slot.said), "prior.")),
        };
        Self { said, shape: slot.shape }
    }

    /// What was said, and where a path is found in it.
    fn at(&self, path: &str) -> Option<(&Said, String)> {
        let (whose, above) = self.said.as_ref()?;
        let said = match whose {
            Whose::ThisYear(said) => *said,
            Whose::LastYear(said) => said,
        };
        (!path.starts_with("prior")).then(|| (said, format!("{above}{path}")))
    }

    /// What a single value was; words that only say what the unit is do not count.
    pub(in crate::serve) fn leaf(&self, field: &Field, path: &str) -> Option<String> {
        let is_told =
            matches!(field.kind, Kind::Money(_) | Kind::Count(_) | Kind::Words | Kind::Paragraphs);
        let (said, path) = self.at(path).filter(|_| is_told)?;
        said.leaves.get(&path).cloned()
    }

    /// Whether rows had any amounts.
    pub(in crate::serve) fn has_amounts(&self, path: &str) -> bool {
        self.rows(path).iter().any(|row| self.total(path, row).is_some())
    }

    /// What the amounts of a row came to.
    pub(in crate::serve) fn amount(&self, path: &str, label: &str) -> Option<String> {
        let row = self.rows(path).iter().find(|row| row.label == label)?;
        self.total(path, row).map(|total| total.to_string())
    }

    /// What the amounts of all rows came to.
    pub(in crate::serve) fn sum(&self, path: &str) -> String {
        let totals = self.rows(path).iter().filter_map(|row| self.total(path, row));
        totals.sum::<Money>().to_string()
    }

    /// What the amounts of the rows below a code came to.
    pub(in crate::serve) fn sum_below(&self, path: &str, above: &str) -> Money {
        let code = |row: &Row| row.fields.get("code").is_some_and(|code| code.starts_with(above));
        let rows = self.rows(path).iter().filter(|row| code(row));
        rows.filter_map(|row| self.total(path, row)).sum()
    }

    /// What was said in a row.
    pub(in crate::serve) fn words(&self, path: &str, label: &str) -> Vec<String> {
        let rows = self.rows(path);
        let Some(row) = rows.iter().find(|row| row.label == label) else { return Vec::new() };
        let fields = self.row_shape(path).into_iter().flat_map(Shape::fields);
        let words = fields.filter(|field| matches!(field.kind, Kind::Words | Kind::Paragraphs));
        words.filter_map(|field| row.fields.get(field.key).cloned()).collect()
    }

    /// What was said in one field of a row.
    pub(in crate::serve) fn word(&self, path: &str, label: &str, key: &str) -> Option<String> {
        let row = self.rows(path).iter().find(|row| row.label == label)?;
        row.fields.get(key).cloned()
    }

    /// Whether the words of last year are known.
    pub(in crate::serve) fn has_words(&self) -> bool {
        matches!(self.said, Some((Whose::LastYear(_), _)))
    }

    /// The rows that are not there any more; a class stands for all that is below it.
    pub(in crate::serve) fn gone(&self, path: &str, rows: &[Row]) -> Vec<&Row> {
        let code = |row: &Row| row.fields.get("code").cloned().unwrap_or_default();
        let is_there = |before: &&Row| {
            let above = code(before);
            rows.iter().any(|row| row.label == before.label || code(row).starts_with(&above))
        };
        self.rows(path).iter().filter(|before| !is_there(before)).collect()
    }

    /// The rows of a path.
    fn rows(&self, path: &str) -> &[Row] {
        self.at(path).map_or(&[], |(said, path)| said.rows(&path))
    }

    /// What the rows of a path are.
    fn row_shape(&self, path: &str) -> Option<&'static Shape> {
        described(self.shape, path).and_then(rows_of)
    }

    /// What the amounts of a row come to; none where it has none.
    fn total(&self, path: &str, row: &Row) -> Option<Money> {
        whole_of_row(self.row_shape(path)?, row)
    }
}
