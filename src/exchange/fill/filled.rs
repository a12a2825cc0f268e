//! What a workbook says now, and in which cells. Its sheets tell by marks in their first column, which is hidden, what stands
//! in which line, so lines may be added and moved.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::fill::cells::{Cells, Content, Page, address};
use crate::exchange::fill::content::read;
use crate::exchange::fill::plan::columns;
use crate::exchange::fill::said::{Row, Said, rows_shape};
use crate::exchange::fill::units::Units;
use crate::fields::field::{Field, Need, Shape};
use crate::fields::path::{Part, described, taken_apart};
use crate::problem::called;

/// The marks of lines in the first column: each is followed by the file and the path of the field.
pub(super) mod mark {
    /// Whether a table or rows are written.
    pub(in crate::exchange::fill) const HAS: &str = "has";
    /// A single value.
    pub(in crate::exchange::fill) const LEAF: &str = "leaf";
    /// Rows begin; the next line has the keys of the columns.
    pub(in crate::exchange::fill) const ROWS: &str = "rows";
    /// Rows end.
    pub(in crate::exchange::fill) const END: &str = "end";
    /// Keys of columns.
    pub(in crate::exchange::fill) const KEYS: &str = "keys";
}

/// The column of the single values.
pub(super) const VALUE: u32 = 2;

/// The word that says that a table is written.
pub(super) const WRITTEN: &str = "有";

/// What stands in a cell whose value is asked for on another sheet.
pub(super) const ELSEWHERE: &str = "见“要说明的”";

/// What the workbook says of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    /// What it says.
    pub said: Said,
    /// Where each value stands, by path.
    pub cells: BTreeMap<String, String>,
    /// The paths of single values and of tables that have a cell.
    pub shown: BTreeSet<String>,
    /// The paths of the rows that have lines.
    pub rows: BTreeSet<String>,
    /// The required cells of rows that are blank.
    pub blank: Vec<Blank>,
}

/// A required cell that is blank in a row that says something.
#[derive(Debug, Clone)]
pub(super) struct Blank {
    /// The path of the rows.
    pub rows: String,
    /// What the row is called.
    pub label: String,
    /// The key of the field.
    pub key: &'static str,
    /// What the field is called.
    pub term: &'static str,
    /// The cell.
    pub cell: String,
}

/// What a workbook says of the files with some shapes, by path from the unit's folder; what cannot be read is told.
pub(super) fn filled(
    cells: &Cells,
    shapes: &BTreeMap<&str, &'static Shape>,
    units: &Units,
    troubles: &mut Vec<String>,
) -> BTreeMap<String, Filled> {
    let mut reader = Reader { shapes, units, files: BTreeMap::new(), asked: Vec::new(), troubles };
    for page in &cells.0 {
        reader.page(page);
    }
    reader.take_asked();
    reader.files
}

/// What a workbook is read with.
struct Reader<'a> {
    /// The fields of each file.
    shapes: &'a BTreeMap<&'a str, &'static Shape>,
    /// What the cells call units.
    units: &'a Units,
    /// What was read so far.
    files: BTreeMap<String, Filled>,
    /// Values of rows that have a line of their own: file, path, cell, value.
    asked: Vec<(String, String, String, Option<String>)>,
    /// What cannot be read.
    troubles: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// Reads a sheet.
    fn page(&mut self, page: &Page) {
        let last = page.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let mut row = 0;
        while row <= last {
            let mark: Vec<&str> = page.words(row, 0).splitn(3, '|').collect();
            let [kind, file, path] = mark.as_slice() else {
                row += 1;
                continue;
            };
            let Some(shape) = self.shapes.get(file) else {
                row += 1;
                continue;
            };
            let Some(field) = described(shape, path) else {
                let cell = address(&page.name, row, VALUE);
                self.troubles
                    .push(format!("{cell}：程序没有 {path} 这个字段；填报表是另一版程序做的"));
                row += 1;
                continue;
            };
            match *kind {
                mark::HAS => self.has(page, row, file, path),
                mark::LEAF => self.leaf(page, row, file, path, field),
                mark::ROWS => row = self.rows(page, row, file, path, field),
                _ => {}
            }
            row += 1;
        }
    }

    /// What is read of a file.
    fn file(&mut self, file: &str) -> &mut Filled {
        self.files.entry(file.to_owned()).or_default()
    }

    /// Reads whether a table is written.
    fn has(&mut self, page: &Page, row: u32, file: &str, path: &str) {
        let written = !page.words(row, VALUE).trim().is_empty();
        let cell = address(&page.name, row, VALUE);
        let filled = self.file(file);
        filled.shown.insert(path.to_owned());
        filled.cells.insert(path.to_owned(), cell);
        if written {
            filled.said.has.insert(path.to_owned());
        }
    }

    /// Reads a single value.
    fn leaf(&mut self, page: &Page, row: u32, file: &str, path: &str, field: &Field) {
        let cell = address(&page.name, row, VALUE);
        let Some(text) = self.value(page, row, VALUE, field) else { return };
        let in_row = taken_apart(path)
            .is_some_and(|parts| parts.iter().any(|part| matches!(part, Part::Label(_))));
        if in_row {
            self.asked.push((file.to_owned(), path.to_owned(), cell, text));
            return;
        }
        let filled = self.file(file);
        filled.shown.insert(path.to_owned());
        filled.cells.insert(path.to_owned(), cell);
        if let Some(text) = text {
            filled.said.leaves.insert(path.to_owned(), text);
        }
    }

    /// The value of a cell: none where it cannot be read, which is told.
    fn value(
        &mut self,
        page: &Page,
        row: u32,
        column: u32,
        field: &Field,
    ) -> Option<Option<String>> {
        let Some(content) = page.cells.get(&(row, column)) else { return Some(None) };
        match read(field, content) {
            Ok(text) => Some(text.map(|text| self.units.in_file(field, &text))),
            Err(why) => {
                let cell = address(&page.name, row, column);
                self.troubles.push(format!("{cell}（{}）{why}", field.term));
                None
            }
        }
    }

    /// Reads rows; the line after which to go on.
    fn rows(&mut self, page: &Page, begin: u32, file: &str, path: &str, field: &Field) -> u32 {
        let last = page.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let Some(shape) = rows_shape(field) else { return begin };
        let keys = (begin..=last).find(|row| page.words(*row, 0) == mark::KEYS);
        let Some(keys) = keys else { return begin };
        let end = (keys..=last).find(|row| page.words(*row, 0) == mark::END).unwrap_or(last + 1);
        let known = columns(shape);
        let columns: Vec<(u32, &'static Field)> = page
            .cells
            .range((keys, 1)..(keys + 1, 0))
            .filter_map(|((row, column), _)| {
                let key = page.words(*row, *column);
                Some((*column, *known.iter().find(|field| field.key == key)?))
            })
            .collect();
        self.file(file).rows.insert(path.to_owned());
        self.file(file).said.rows.entry(path.to_owned()).or_default();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for row in keys + 1..end {
            self.row(page, row, file, path, shape, &columns, &mut count);
        }
        end
    }

    /// Reads one row.
    #[expect(
        clippy::too_many_arguments,
        reason = "a row is read with all that its rows are read with"
    )]
    fn row(
        &mut self,
        page: &Page,
        row: u32,
        file: &str,
        path: &str,
        shape: &'static Shape,
        columns: &[(u32, &'static Field)],
        count: &mut BTreeMap<String, usize>,
    ) {
        let mut fields = BTreeMap::new();
        let mut at = Vec::new();
        let mut blank = Vec::new();
        for (column, field) in columns {
            let elsewhere = matches!(page.cells.get(&(row, *column)),
                Some(Content::Text(text)) if text == ELSEWHERE);
            if elsewhere {
                continue;
            }
            at.push((field.key, address(&page.name, row, *column)));
            match self.value(page, row, *column, field) {
                Some(Some(text)) => {
                    fields.insert(field.key.to_owned(), text);
                }
                Some(None) if field.need == Need::Required => blank.push((*column, *field)),
                Some(None) | None => {}
            }
        }
        if fields.is_empty() {
            return;
        }
        let label = match shape.row_keys {
            [] => Some((self.file(file).said.rows(path).len() + 1).to_string()),
            _ => called(shape, &|key| fields.get(key).cloned()),
        };
        let Some(label) = label else {
            let keys: Vec<&str> =
                shape.row_keys.iter().filter_map(|key| Some(shape.field(key)?.term)).collect();
            let cell = address(&page.name, row, 1);
            self.troubles.push(format!("{cell}：这一行没有填“{}”", keys.join("”或“")));
            return;
        };
        let seen = count.entry(label.clone()).or_default();
        *seen += 1;
        let label =
            if *seen == 1 || shape.row_keys.is_empty() { label } else { format!("{label}#{seen}") };
        let filled = self.file(file);
        let full = format!("{path}[{label}]");
        filled.blank.extend(blank.into_iter().map(|(column, field)| Blank {
            rows: path.to_owned(),
            label: label.clone(),
            key: field.key,
            term: field.term,
            cell: address(&page.name, row, column),
        }));
        filled.cells.insert(full.clone(), address(&page.name, row, 1));
        for (key, cell) in at {
            filled.cells.insert(format!("{full}.{key}"), cell);
        }
        filled.said.rows.entry(path.to_owned()).or_default().push(Row { label, fields });
    }

    /// Puts the values that have lines of their own into their rows.
    fn take_asked(&mut self) {
        for (file, path, cell, text) in std::mem::take(&mut self.asked) {
            let Some((rows, label, key)) = within_row(&path) else { continue };
            let shape = self.shapes.get(file.as_str());
            let rows_of = shape.and_then(|shape| described(shape, rows)).and_then(Field::shape);
            let filled = self.file(&file);
            filled.cells.insert(path.clone(), cell);
            filled.rows.insert(rows.to_owned());
            let all = filled.said.rows.entry(rows.to_owned()).or_default();
            let number = match (all.iter().position(|row| row.label == label), &text) {
                (Some(number), _) => number,
                (None, None) => continue,
                (None, Some(_)) => {
                    let keys = rows_of.and_then(|shape| crate::edit::keys_of_row(label, shape));
                    let keys = keys.unwrap_or_default().into_iter();
                    let fields = keys.map(|(key, word)| (key.to_owned(), word)).collect();
                    all.push(Row { label: label.to_owned(), fields });
                    all.len() - 1
                }
            };
            if let (Some(row), Some(text)) = (all.get_mut(number), text) {
                row.fields.insert(key.to_owned(), text);
            }
        }
    }
}

/// A path such as `reasons.accounts[208/general].use` as rows, label and key; none of a path that names no value of a row.
pub(super) fn within_row(path: &str) -> Option<(&str, &str, &str)> {
    let open = path.find('[')?;
    let close = path.rfind("].")?;
    Some((path.get(..open)?, path.get(open + 1..close)?, path.get(close + 2..)?))
}
