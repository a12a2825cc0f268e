//! Two workbooks of one unit that both changed the same and to something else.

use std::collections::BTreeSet;

use crate::exchange::fill::filled::Filled;
use crate::exchange::fill::merge::{cells_of, told_whole};
use crate::exchange::fill::said::{Row, Said, row_path, rows_shape};
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::path::described;

/// What two workbooks change in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Against {
    /// The file, from the unit's folder.
    pub file: String,
    /// The path of the field.
    pub path: String,
    /// What the one says, with its cell; none where it clears it.
    pub one: Option<String>,
    /// What the other does.
    pub other: Option<String>,
    /// Where it stands.
    pub(super) at: Spot,
}

/// Where a value stands in what a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A single value.
    Leaf(String),
    /// Whether a table is written.
    Has(String),
    /// A row by its field and what it is called.
    Row(String, String),
    /// A value of a row by its key.
    Cell(String, String, &'static str),
}

/// What is filled in of a file, and what its changes are counted from.
type Counted<'a> = (&'a Filled, &'a Said);

/// What two workbooks change in two ways of a file of a shape.
pub(super) fn against(
    file: &str,
    shape: &'static Shape,
    one: Counted<'_>,
    other: Counted<'_>,
) -> Vec<Against> {
    let mut found = Found { file, one, other, all: Vec::new() };
    let both = one.0.shown.intersection(&other.0.shown);
    for (path, field) in both.filter_map(|path| Some((path, described(shape, path)?))) {
        if field.shape().is_none() && !field.has_own_names() {
            let of = |said: &Said| said.leaves.get(path).cloned();
            let shown = |text: &String| told_whole(field, text);
            found.compare(path, path, &of, &shown, Spot::Leaf(path.clone()));
        } else {
            let of = |said: &Said| said.has.contains(path).then(|| "有".to_owned());
            found.compare(path, path, &of, &Clone::clone, Spot::Has(path.clone()));
        }
    }
    for path in one.0.rows.intersection(&other.0.rows) {
        let of_rows = described(shape, path).and_then(|field| Some((field, rows_shape(field)?)));
        if let Some((field, of_row)) = of_rows {
            found.rows(path, field, of_row);
        }
    }
    found.all
}

/// What one text of a file of a shape says otherwise than another: its path, what the one says, and what the other does.
pub(crate) fn apart(
    shape: &'static Shape,
    one: &Said,
    other: &Said,
) -> Vec<(String, Option<String>, Option<String>)> {
    let mut all = Vec::new();
    let leaves: BTreeSet<&String> = one.leaves.keys().chain(other.leaves.keys()).collect();
    for path in leaves {
        let told = |said: &Said| {
            let text = said.leaves.get(path)?;
            Some(described(shape, path).map_or_else(|| text.clone(), |of| told_whole(of, text)))
        };
        all.push((path.clone(), told(one), told(other)));
    }
    let rows: BTreeSet<&String> = one.rows.keys().chain(other.rows.keys()).collect();
    for path in rows {
        let Some(field) = described(shape, path) else { continue };
        let Some(of_row) = rows_shape(field) else { continue };
        let both = one.rows(path).iter().chain(other.rows(path));
        let labels: BTreeSet<&String> = both.map(|row| &row.label).collect();
        for label in labels {
            let full = row_path(field, path, label);
            let (Some(row), Some(of_other)) = (one.row(path, label), other.row(path, label)) else {
                let told = |said: &Said| said.row(path, label).map(|row| cells_of(of_row, row));
                all.push((full, told(one), told(other)));
                continue;
            };
            for column in of_row.fields().filter(|of| !of_row.row_keys.contains(&of.key)) {
                let told = |row: &Row| Some(told_whole(column, row.fields.get(column.key)?));
                all.push((of_column(field, &full, column), told(row), told(of_other)));
            }
        }
    }
    for path in one.has.symmetric_difference(&other.has) {
        let says = [one, other].iter().any(|said| said.says_below(path));
        let told = |said: &Said| said.has.contains(path).then(|| "有".to_owned());
        if !says {
            all.push((path.clone(), told(one), told(other)));
        }
    }
    all.retain(|(_, one, other)| one != other);
    all
}

/// The path of a value of a row.
fn of_column(field: &Field, row: &str, column: &Field) -> String {
    match matches!(field.kind, Kind::Names) {
        // The name of a code stands beside the code alone.
        true => row.to_owned(),
        false => format!("{row}.{}", column.key),
    }
}

/// Puts back what two workbooks change in two ways as it was.
pub(super) fn put_back(said: &mut Said, base: &Said, at: &Spot) {
    match at {
        Spot::Leaf(path) => match base.leaves.get(path) {
            Some(text) => drop(said.leaves.insert(path.clone(), text.clone())),
            None => drop(said.leaves.remove(path)),
        },
        Spot::Has(path) if base.has.contains(path) => drop(said.has.insert(path.clone())),
        Spot::Has(path) => drop(said.has.remove(path)),
        Spot::Row(path, label) => {
            let rows = said.rows.entry(path.clone()).or_default();
            rows.retain(|row| row.label != *label);
            rows.extend(base.row(path, label).cloned());
        }
        Spot::Cell(path, label, key) => {
            let rows = said.rows.get_mut(path).into_iter().flatten();
            for row in rows.filter(|row| row.label == *label) {
                match base.row(path, label).and_then(|row| row.fields.get(*key)) {
                    Some(text) => drop(row.fields.insert((*key).to_owned(), text.clone())),
                    None => drop(row.fields.remove(*key)),
                }
            }
        }
    }
}

/// What was found so far.
struct Found<'a> {
    /// The file.
    file: &'a str,
    /// The one workbook.
    one: Counted<'a>,
    /// The other.
    other: Counted<'a>,
    /// What both change in two ways.
    all: Vec<Against>,
}

impl Found<'_> {
    /// Compares what both say of one thing, which has a cell.
    fn compare<T: PartialEq>(
        &mut self,
        path: &str,
        cell: &str,
        of: &dyn Fn(&Said) -> Option<T>,
        shown: &dyn Fn(&T) -> String,
        at: Spot,
    ) {
        let change = |(filled, base): Counted<'_>| {
            let now = of(&filled.said);
            (now != of(base)).then_some(now)
        };
        let (Some(one), Some(other)) = (change(self.one), change(self.other)) else { return };
        if one == other {
            return;
        }
        let said = |value: Option<T>, (filled, _): Counted<'_>| {
            let cell = filled.cells.get(cell).map(|cell| format!("（{cell}）")).unwrap_or_default();
            value.map(|value| format!("{}{cell}", shown(&value)))
        };
        let (one, other) = (said(one, self.one), said(other, self.other));
        let (file, path) = (self.file.to_owned(), path.to_owned());
        self.all.push(Against { file, path, one, other, at });
    }

    /// Compares rows.
    fn rows(&mut self, path: &str, field: &'static Field, of_row: &'static Shape) {
        let all = [self.one.0, self.other.0].into_iter().map(|filled| &filled.said);
        let all = all.chain([self.one.1, self.other.1]);
        let labels: BTreeSet<String> =
            all.flat_map(|said| said.rows(path)).map(|row| row.label.clone()).collect();
        for label in labels {
            let full = row_path(field, path, &label);
            let by_label = format!("{path}[{label}]");
            let is_gone = |(filled, base): Counted<'_>| {
                base.row(path, &label).is_some() && filled.said.row(path, &label).is_none()
            };
            if is_gone(self.one) || is_gone(self.other) {
                let of = |said: &Said| said.row(path, &label).cloned();
                let shown = |row: &Row| cells_of(of_row, row);
                let at = Spot::Row(path.to_owned(), label.clone());
                self.compare(&full, &by_label, &of, &shown, at);
                continue;
            }
            let keys = of_row.row_keys;
            for column in of_row.fields().filter(|column| !keys.contains(&column.key)) {
                let of = |said: &Said| said.row(path, &label)?.fields.get(column.key).cloned();
                let shown = |text: &String| told_whole(column, text);
                let at = Spot::Cell(path.to_owned(), label.clone(), column.key);
                let cell = format!("{by_label}.{}", column.key);
                self.compare(&of_column(field, &full, column), &cell, &of, &shown, at);
            }
        }
    }
}
