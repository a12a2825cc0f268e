//! The rows of a field, on their sheet.

use rust_xlsxwriter::{Formula, XlsxError};

use crate::exchange::fill::check::{self, Area, local};
use crate::exchange::fill::filled::{ELSEWHERE, mark};
use crate::exchange::fill::looks::lines_of;
use crate::exchange::fill::note::unit;
use crate::exchange::fill::page::{LABEL, Pen};
use crate::exchange::fill::plan::{Sheet, columns, is_asked};
use crate::exchange::fill::said::Row;
use crate::fields::field::{Codes, Field, Kind, Shape};
use crate::model::amount::Money;

/// How many blank lines are offered for rows with codes, and for others.
const BLANK_LINES: [usize; 2] = [25, 12];

/// The fields whose rows are shown with last year's amount and a sum.
const COMPARED: [&str; 2] = ["income", "expenditure"];

impl Pen<'_, '_> {
    /// Writes rows: the titles of their columns, their sums, the keys of the columns, and a line each.
    pub(super) fn rows(
        &mut self,
        of: &Sheet<'_>,
        field: &Field,
        path: &str,
        shape: &'static Shape,
        locked: bool,
    ) -> Result<(), XlsxError> {
        let locked = locked || path == "accept";
        self.has(of, field, path, 0, locked)?;
        let file = of.slot.path.clone();
        let columns = columns(shape);
        self.mark(mark::ROWS, &file, path)?;
        let header = self.book.looks.header.clone();
        for (column, field) in (LABEL..).zip(&columns) {
            let title = format!("{}{}", field.term, unit(field));
            self.sheet.write_string_with_format(self.row, column, title, &header)?;
            let told = self.note(field, &format!("{path}[].{}", field.key));
            self.sheet.insert_note(self.row, column, &told)?;
        }
        let titles = self.row;
        self.sheet.set_row_height(titles, 34)?;
        let rows = of.slot.said.rows(path);
        let has_codes = columns.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let [coded, others] = BLANK_LINES;
        let blank = match (locked, has_codes) {
            (true, _) => 0,
            (false, true) => coded,
            (false, false) => others,
        };
        let first = self.row + 3;
        let last = first + u32::try_from((rows.len() + blank).max(1)).unwrap_or(u32::MAX) - 1;
        self.row += 1;
        self.sums(rows, &columns, [first, last], path, file == self.book.file)?;
        self.row += 1;
        self.sheet.write_string(self.row, 0, mark::KEYS)?;
        for (column, field) in (LABEL..).zip(&columns) {
            self.sheet.write_string(self.row, column, field.key)?;
        }
        self.sheet.set_row_hidden(self.row)?;
        self.row += 1;
        for number in 0..=last - first {
            let row = usize::try_from(number).ok().and_then(|number| rows.get(number));
            self.line(&file, path, &columns, row, locked)?;
        }
        if !locked {
            self.checks(&columns, [first, last], shape)?;
        }
        for (column, field) in (LABEL..).zip(&columns) {
            let area = Area { first, last, column };
            let key = (path.to_owned(), field.key.to_owned());
            self.book.columns.entry(key).or_insert((self.title.to_owned(), area));
        }
        self.sheet.write_string(self.row, 0, mark::END)?;
        self.row += 1;
        if of.blocks.len() == 1 {
            self.sheet.set_freeze_panes(first, 0)?;
            self.sheet.set_repeat_rows(titles, titles)?;
        }
        Ok(())
    }

    /// Writes one line of rows.
    fn line(
        &mut self,
        file: &str,
        path: &str,
        columns: &[&'static Field],
        row: Option<&Row>,
        locked: bool,
    ) -> Result<(), XlsxError> {
        let mut longest = 1;
        for (column, field) in (LABEL..).zip(columns) {
            let full = row.map(|row| format!("{path}[{}].{}", row.label, field.key));
            let asked = full
                .as_ref()
                .is_some_and(|full| file == self.book.file && is_asked(&self.book.asks, full));
            if asked {
                let shown = self.book.looks.shown.clone();
                self.sheet.write_string_with_format(self.row, column, ELSEWHERE, &shown)?;
                continue;
            }
            let text = row.and_then(|row| row.fields.get(field.key)).map(String::as_str);
            let format = self.book.looks.of(field, locked);
            self.value(self.row, column, field, text, &format)?;
            if let Some(text) = text {
                let name = self.book.name_of(field, text).unwrap_or_default();
                let width = self.widths.get(usize::from(column - LABEL)).copied();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "columns are narrow"
                )]
                let width = width.map_or(18, |width| width as u32).saturating_sub(2);
                let lines = format!("{text} {name}");
                longest = longest.max(lines.lines().map(|line| lines_of(line, width)).sum());
            }
            if let Some(full) = full {
                self.stands(file, &full, self.row, column);
            }
        }
        if longest > 1 {
            self.sheet.set_row_height(self.row, (longest * 15 + 4).min(400))?;
        }
        if let Some(row) = row.filter(|_| file == self.book.file && COMPARED.contains(&path)) {
            self.derived(path, columns, row)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the sum of a row and last year's.
    fn derived(
        &mut self,
        path: &str,
        columns: &[&'static Field],
        row: &Row,
    ) -> Result<(), XlsxError> {
        let amounts: Vec<u16> = (LABEL..)
            .zip(columns)
            .filter(|(_, field)| matches!(field.kind, Kind::Money(_)))
            .map(|(column, _)| column)
            .collect();
        let (Some(from), Some(to)) = (amounts.first(), amounts.last()) else { return Ok(()) };
        let [from, to] = [from, to].map(|column| local(self.row, *column));
        let after = LABEL + u16::try_from(columns.len()).unwrap_or_default();
        let sum = self.book.looks.sum.clone();
        let formula = Formula::new(format!("=SUM({from}:{to})")).set_result(total(row, columns));
        self.sheet.write_formula_with_format(self.row, after, formula, &sum)?;
        if let Some(before) = self.book.row_before(path, &row.label) {
            let before: f64 = before.to_string().parse().unwrap_or_default();
            self.sheet.write_number_with_format(self.row, after + 1, before, &sum)?;
        }
        Ok(())
    }

    /// Writes the sums of the columns of amounts; those of the year's own rows with the titles of what is derived of them.
    fn sums(
        &mut self,
        rows: &[Row],
        columns: &[&'static Field],
        [first, last]: [u32; 2],
        path: &str,
        is_own: bool,
    ) -> Result<(), XlsxError> {
        // Codes of any level hold each other: their sum says nothing.
        let mixed = |field: &&&Field| matches!(field.kind, Kind::Code(Codes::Any));
        if columns.iter().any(|field| mixed(&field)) {
            return Ok(());
        }
        let sum = self.book.looks.sum.clone();
        let mut any = false;
        for (column, field) in (LABEL..).zip(columns) {
            if !matches!(field.kind, Kind::Money(_) | Kind::Score) {
                continue;
            }
            any = true;
            let area = Area { first, last, column };
            let texts = rows.iter().filter_map(|row| row.fields.get(field.key));
            let total: Money = texts.filter_map(|text| Money::parse(text).ok()).sum();
            let formula =
                Formula::new(format!("=SUM({})", area.cells())).set_result(total.to_string());
            self.sheet.write_formula_with_format(self.row, column, formula, &sum)?;
            if let Some(rule) = self.equal_elsewhere(path, field, column) {
                let area = Area { first: self.row, last: self.row, column };
                check::red(self.sheet, area, &rule, &self.book.looks)?;
            }
        }
        if any {
            let shown = self.book.looks.shown.clone();
            self.sheet.write_string_with_format(self.row, LABEL, "合计（自动）", &shown)?;
        }
        if is_own && COMPARED.contains(&path) {
            let after = LABEL + u16::try_from(columns.len()).unwrap_or_default();
            let header = self.book.looks.header.clone();
            for (column, title) in (after..).zip(["合计（自动）", "上年数"]) {
                self.sheet.write_string_with_format(self.row - 1, column, title, &header)?;
                self.sheet.set_column_width(column, 18)?;
            }
        }
        Ok(())
    }

    /// The formula that holds where the sum of the economic sections is not that of the expenditure by function.
    fn equal_elsewhere(&self, path: &str, field: &Field, column: u16) -> Option<String> {
        if path != "economic" {
            return None;
        }
        let of = |key: &str| self.book.columns.get(&("expenditure".to_owned(), key.to_owned()));
        let ((sheet, amounts), (_, funds)) = (of(field.key)?, of("fund")?);
        let general = crate::model::fund::Fund::General.term();
        let (amounts, funds) = (amounts.cells(), funds.cells());
        let sum = local(self.row, column);
        Some(format!(
            "=ABS({sum}-SUMIF('{sheet}'!{funds},\"{general}\",'{sheet}'!{amounts}))>0.004"
        ))
    }

    /// Adds what spreadsheets tell of the cells of rows.
    fn checks(
        &mut self,
        columns: &[&'static Field],
        [first, last]: [u32; 2],
        shape: &'static Shape,
    ) -> Result<(), XlsxError> {
        let count = u16::try_from(columns.len()).unwrap_or_default();
        let end = local(first, LABEL + count - 1);
        let written = format!("COUNTA(${}:${end})>0", local(first, LABEL));
        let mut keys = Vec::new();
        for (column, field) in (LABEL..).zip(columns) {
            let area = Area { first, last, column };
            check::add(self.sheet, area, field, &self.book.lists, &self.book.looks)?;
            check::missing(self.sheet, area, field, &written, &self.book.looks)?;
            if shape.row_keys.contains(&field.key) {
                keys.push(format!("{},${}", area.cells(), area.first_cell()));
            }
        }
        if !keys.is_empty() {
            let area = Area { first, last, column: LABEL };
            let twice = format!("=AND({}<>\"\",COUNTIFS({})>1)", area.first_cell(), keys.join(","));
            check::red(self.sheet, area, &twice, &self.book.looks)?;
        }
        Ok(())
    }
}

/// The amounts of a row together.
fn total(row: &Row, columns: &[&'static Field]) -> String {
    let amounts = columns.iter().filter(|field| matches!(field.kind, Kind::Money(_)));
    let texts = amounts.filter_map(|field| row.fields.get(field.key));
    texts.filter_map(|text| Money::parse(text).ok()).sum::<Money>().to_string()
}
