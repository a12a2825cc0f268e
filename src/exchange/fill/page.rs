//! One sheet of the workbook.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use crate::exchange::fill::book::Book;
use crate::exchange::fill::check::{self, Area, local};
use crate::exchange::fill::content::{Shown, shown};
use crate::exchange::fill::filled::{ELSEWHERE, WRITTEN, mark};
use crate::exchange::fill::looks::lines_of;
use crate::exchange::fill::note::{beside, note, unit};
use crate::exchange::fill::plan::{Block, Sheet, columns, is_asked};
use crate::fields::field::{Field, Kind};

/// The column of what a cell is called.
pub(super) const LABEL: u16 = 1;
/// The column of single values.
const VALUE: u16 = 2;
/// The column of last year's.
const BEFORE: u16 = 3;
/// The column of what else is said.
const BESIDE: u16 = 4;

/// A sheet under way.
pub(super) struct Pen<'p, 'b> {
    /// The sheet.
    pub sheet: &'p mut Worksheet,
    /// Its title.
    pub title: &'p str,
    /// What all sheets are written with.
    pub book: &'p mut Book<'b>,
    /// The next row.
    pub row: u32,
    /// How wide its columns are, from that of what cells are called.
    pub widths: Vec<f64>,
}

/// Writes a sheet of a file's fields.
pub(super) fn page(pen: &mut Pen<'_, '_>, of: &Sheet<'_>) -> Result<(), XlsxError> {
    let locked = of.slot.locked;
    let remark = match (locked, &of.slot.text) {
        (true, _) => "上年文件里的数，只供对照，不能在这里改",
        (false, None) => "要公开而还没有的，填在这里；不填就没有",
        (false, Some(_)) => "金额单位：元。白的格子填写，灰的不填；变红的请再看一看，黄的还没有填",
    };
    pen.head(remark)?;
    pen.widths(&of.blocks)?;
    for block in &of.blocks {
        match block {
            Block::Table { field, path, depth } => {
                // Where a sheet is one table, its title says which.
                pen.has(of, field, path, *depth, locked)?;
            }
            Block::Leaf { field, path, depth } => pen.leaf(of, field, path, *depth, locked)?,
            Block::Rows { field, path, shape } => pen.rows(of, field, path, shape, locked)?,
        }
    }
    Ok(())
}

impl Pen<'_, '_> {
    /// Writes the title of the sheet.
    pub(super) fn head(&mut self, remark: &str) -> Result<(), XlsxError> {
        let title = format!("{}　{}", self.book.name, self.title);
        self.sheet.write_string_with_format(0, LABEL, title, &self.book.looks.title)?;
        self.sheet.write_string_with_format(1, LABEL, remark, &self.book.looks.remark)?;
        self.row = 2;
        Ok(())
    }

    /// Sets the widths of the columns.
    fn widths(&mut self, blocks: &[Block]) -> Result<(), XlsxError> {
        let leaves = blocks.iter().filter_map(|block| match block {
            Block::Leaf { field, .. } => Some(match field.kind {
                Kind::Paragraphs => 64.0,
                Kind::Words | Kind::Line | Kind::List(_) | Kind::Choice(_) => 44.0,
                _ => 24.0,
            }),
            Block::Table { .. } | Block::Rows { .. } => None,
        });
        let value = leaves.fold(0.0, f64::max);
        self.sheet.set_column_width(LABEL, 38)?;
        let mut widths = vec![value.max(18.0), 18.0, 18.0];
        for block in blocks {
            let Block::Rows { shape, .. } = block else { continue };
            for (index, field) in columns(shape).into_iter().skip(1).enumerate() {
                let width = match field.kind {
                    Kind::Words | Kind::OneOrMore => 40.0,
                    Kind::Line => 22.0,
                    _ => 18.0,
                };
                match widths.get_mut(index) {
                    Some(known) => *known = known.max(width),
                    None => widths.push(width),
                }
            }
        }
        for (column, width) in (VALUE..).zip(&widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        self.widths = [vec![38.0], widths].concat();
        Ok(())
    }

    /// Writes the mark of a line.
    pub(super) fn mark(&mut self, kind: &str, file: &str, path: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, format!("{kind}|{file}|{path}"))?;
        Ok(())
    }

    /// Notes where a value stands.
    pub(super) fn stands(&mut self, file: &str, path: &str, row: u32, column: u16) {
        let cell = format!("{}!{}", self.title, local(row, column));
        self.book.at.insert((file.to_owned(), path.to_owned()), cell);
    }

    /// Writes the title of a table or of rows, with whether it is written.
    pub(super) fn has(
        &mut self,
        of: &Sheet<'_>,
        field: &Field,
        path: &str,
        depth: u8,
        locked: bool,
    ) -> Result<(), XlsxError> {
        self.row += 1;
        let heading = self.book.looks.heading.clone().set_indent(depth);
        self.sheet.write_string_with_format(self.row, LABEL, field.term, &heading)?;
        let file = &of.slot.path;
        self.mark(mark::HAS, file, path)?;
        let flag = self.book.looks.flag(locked);
        match of.slot.said.has.contains(path) {
            true => self.sheet.write_string_with_format(self.row, VALUE, WRITTEN, &flag)?,
            false => self.sheet.write_blank(self.row, VALUE, &flag)?,
        };
        let list = rust_xlsxwriter::DataValidation::new()
            .allow_list_strings(&[WRITTEN])?
            .set_input_message("没有发生也要写明的，选“有”；下面填了任何一格，就算有")?;
        self.sheet.add_data_validation(self.row, VALUE, self.row, VALUE, &list)?;
        let said = match (field.note, field.unwritten) {
            (note, _) if note.contains("= []") => "全年没有的，左边选“有”，下面不填".to_owned(),
            ("", "") => "没有发生也要写明的，左边选“有”".to_owned(),
            ("", unwritten) => format!("没有发生也要写明的，左边选“有”；没有的：{unwritten}"),
            (note, _) => note.to_owned(),
        };
        let remark = self.book.looks.remark.clone();
        self.sheet.write_string_with_format(self.row, BEFORE, said.replace('`', ""), &remark)?;
        self.stands(file, path, self.row, VALUE);
        self.row += 1;
        Ok(())
    }

    /// Writes a line with a single value.
    fn leaf(
        &mut self,
        of: &Sheet<'_>,
        field: &Field,
        path: &str,
        depth: u8,
        locked: bool,
    ) -> Result<(), XlsxError> {
        let file = &of.slot.path;
        let label = self.book.looks.label.clone().set_indent(depth);
        let title = format!("{}{}", field.term, unit(field));
        if lines_of(&title, 36 - 2 * u32::from(depth)) > 1 {
            self.sheet.set_row_height(self.row, 34)?;
        }
        self.sheet.write_string_with_format(self.row, LABEL, title, &label)?;
        if of.slot.path == self.book.file && is_asked(&self.book.asks, path) {
            let shown = self.book.looks.shown.clone();
            self.sheet.write_string_with_format(self.row, VALUE, ELSEWHERE, &shown)?;
            self.row += 1;
            return Ok(());
        }
        let locked = locked || path == "year" && of.slot.text.is_some();
        self.mark(mark::LEAF, file, path)?;
        let text = of.slot.said.leaves.get(path).cloned();
        let is_needed = of.slot.text.is_some() && !path.contains('.');
        self.input(field, text.as_deref(), path, locked, if is_needed { "TRUE" } else { "FALSE" })?;
        let remark = self.book.looks.remark.clone();
        self.sheet.write_string_with_format(self.row, BESIDE, beside(field), &remark)?;
        if let Some(before) = self.book.before(path).filter(|_| of.slot.path == self.book.file) {
            let sum = self.book.looks.sum.clone();
            let said = format!("上年 {before}");
            self.sheet.write_string_with_format(self.row, BEFORE, said, &sum)?;
        }
        self.stands(file, path, self.row, VALUE);
        self.row += 1;
        Ok(())
    }

    /// Writes the cell of a single value in the current row.
    pub(super) fn input(
        &mut self,
        field: &Field,
        text: Option<&str>,
        path: &str,
        locked: bool,
        needed: &str,
    ) -> Result<(), XlsxError> {
        let format = self.book.looks.of(field, locked);
        self.value(self.row, VALUE, field, text, &format)?;
        let area = Area { first: self.row, last: self.row, column: VALUE };
        if !locked {
            check::add(self.sheet, area, field, &self.book.lists, &self.book.looks)?;
            check::missing(self.sheet, area, field, needed, &self.book.looks)?;
        }
        let told = self.note(field, path);
        self.sheet.insert_note(self.row, VALUE, &told)?;
        if let Some(text) = text {
            let width = match field.kind {
                Kind::Paragraphs => 60,
                _ => 42,
            };
            self.height(self.row, text, width)?;
        }
        Ok(())
    }

    /// The note at the cell of a field.
    pub(super) fn note(&self, field: &Field, path: &str) -> Note {
        let text = note(field, path);
        let lines: u32 = text.lines().map(|line| lines_of(line, 44)).sum();
        Note::new(text).add_author_prefix(false).set_width(330).set_height(20 * lines + 12)
    }

    /// Writes what a field says into a cell.
    pub(super) fn value(
        &mut self,
        row: u32,
        column: u16,
        field: &Field,
        text: Option<&str>,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        let text = text.map(|text| self.book.units.in_cell(field, text));
        let text = text.as_deref();
        match text.map(|text| shown(field, text, self.book.name_of(field, text))) {
            Some(Shown::Number(number)) => {
                self.sheet.write_number_with_format(row, column, number, format)?;
            }
            Some(Shown::Words(words)) => {
                self.sheet.write_string_with_format(row, column, words, format)?;
            }
            None => {
                self.sheet.write_blank(row, column, format)?;
            }
        }
        Ok(())
    }

    /// Makes a row as high as a text needs.
    fn height(&mut self, row: u32, text: &str, width: u32) -> Result<(), XlsxError> {
        let lines: u32 = text.lines().map(|line| lines_of(line, width)).sum();
        if lines > 1 {
            self.sheet.set_row_height(row, (lines * 15 + 4).min(400))?;
        }
        Ok(())
    }
}
