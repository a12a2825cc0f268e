//! What a block that was pasted would write: its columns and its rows made out one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::exchange::fill::{Content, Slot, columns, read};
use crate::exchange::{UnitOfMoney, plain};
use crate::fields::field::{Codes, Field, Kind, Shape};
use crate::problem::called;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::paste::cells::scaled;
use crate::serve::unit::paste::pasted::{ASKED, Column, FISCAL, Line, Pasted, Twice, Unit, fiscal};
use crate::serve::unit::paste::twice::once;
use crate::serve::unit::paths::of_row;

/// How many rows and columns are looked at.
pub(super) const MOST: [usize; 2] = [3000, 80];

/// What rows say that add up others.
pub(super) const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// Why a row that adds up others is left out.
const IS_SUM: &str = "合计的行，程序自己加";

/// A block with the rows that it is for.
pub(super) struct Block<'a> {
    /// The report.
    pub now: &'a Now,
    /// The file.
    pub slot: &'a Slot,
    /// The path of the rows.
    pub path: &'a str,
    /// What they are called.
    pub term: &'static str,
    /// What a row is.
    pub shape: &'static Shape,
    /// The cells of the block.
    pub cells: Vec<Vec<String>>,
    /// How many groups of columns stood side by side.
    pub groups: usize,
    /// The rows that the sum of a group adds up, by the number of its row; none where that cannot be told.
    pub sums: BTreeMap<usize, Option<Range<usize>>>,
    /// Why rows are left out whose code cannot be told, by their number.
    pub untold: BTreeMap<usize, String>,
}

/// The rows of a block made out.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// What would be written.
    pub rows: Vec<Line>,
    /// What is left out, each with why.
    left_out: Vec<(String, String)>,
    /// Rows of the file that are none of the block's.
    stays: Vec<String>,
    /// Whether rows come more than once.
    is_twice: bool,
}

impl Block<'_> {
    /// What it would write.
    pub(super) fn understood(&self, file: &str, text: &str, form: &Pairs) -> Pasted {
        let fields: Vec<&'static Field> = columns(self.shape)
            .into_iter()
            .filter(|field| field.key != "name" || self.shape.row_keys.contains(&"name"))
            .collect();
        let code = fields.iter().copied().find(|field| matches!(field.kind, Kind::Code(_)));
        let code_at = code.and_then(|code| self.code_column(code));
        let heading = self.heading(code_at);
        let mut columns = self.columns(heading, code.zip(code_at), &fields);
        for (number, column) in columns.iter_mut().enumerate() {
            let name = format!("column|{number}");
            if let Some((_, key)) = form.0.iter().find(|(known, _)| *known == name) {
                column.field = fields.iter().copied().find(|field| field.key == key);
                column.is_fiscal = key == FISCAL;
                column.is_asked = key == ASKED;
                column.is_other &= column.field.is_none() && !column.is_fiscal;
            }
        }
        let meanings: Vec<_> = columns.iter().map(Column::meaning).collect();
        for (column, own) in columns.iter_mut().zip(&meanings) {
            let same = meanings.iter().filter(|other| own.is_some() && *other == own);
            column.is_asked |= same.count() > 1;
        }
        let has = |field: &Field| {
            columns.iter().any(|column| column.field.is_some_and(|own| own.key == field.key))
        };
        let keys = self.shape.row_keys.iter().filter_map(|key| self.shape.field(key));
        let missing = keys.filter(|field| !has(field) && matches!(field.kind, Kind::Choice(_)));
        let fixed: Vec<(&'static Field, String)> = missing
            .map(|field| (field, form.get(&format!("fixed|{}", field.key)).to_owned()))
            .collect();
        let is_amount = |column: &Column| {
            column.is_fiscal
                || column.field.is_some_and(|field| matches!(field.kind, Kind::Money(_)))
        };
        let is_number = |(at, column): (usize, &Column)| {
            column.field.is_none() && !column.is_total && self.is_numbers(heading, at)
        };
        let asks = columns.iter().any(|column| column.is_asked)
            || fields.iter().any(|field| matches!(field.kind, Kind::Money(_)))
                && !columns.iter().any(is_amount)
                && columns.iter().enumerate().any(is_number);
        let mut pasted = Pasted {
            file: file.to_owned(),
            path: self.path.to_owned(),
            term: self.term,
            text: text.to_owned(),
            groups: self.groups,
            sums_funds: !fiscal(&fields).is_empty(),
            fields,
            columns,
            asks,
            fixed,
            money: Unit::Known(UnitOfMoney::Yuan),
            twice: Some(Twice::of(form.get("twice"))),
            misfits: Vec::new(),
            rows: Vec::new(),
            left_out: Vec::new(),
            stays: Vec::new(),
            since: Vec::new(),
        };
        let told = UnitOfMoney::of(form.get("amounts"));
        let unit = told.unwrap_or(UnitOfMoney::Yuan);
        // Before it is known which columns are amounts, no row says anything.
        let lines = match asks {
            true => Lines::default(),
            false => self.lines(heading, unit, &pasted),
        };
        pasted.money = match told {
            Some(unit) => Unit::Known(unit),
            None if self.asks_unit(heading, &pasted) => Unit::Asked,
            None => Unit::Known(UnitOfMoney::Yuan),
        };
        pasted.twice = pasted.twice.filter(|_| lines.is_twice);
        let pasted =
            Pasted { rows: lines.rows, left_out: lines.left_out, stays: lines.stays, ..pasted };
        let misfits = self.misfits(unit, &pasted);
        Pasted { misfits, ..pasted }
    }

    /// Takes the rows of the block one by one.
    pub(super) fn lines(&self, heading: usize, unit: UnitOfMoney, pasted: &Pasted) -> Lines {
        let mut lines = Lines::default();
        let mut found: Vec<(String, Line)> = Vec::new();
        for (number, row) in self.cells.iter().enumerate().skip(heading).take(MOST[0]) {
            let words: Vec<&str> =
                row.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
            if words.is_empty() {
                continue;
            }
            let shown = words.iter().take(4).copied().collect::<Vec<_>>().join("　");
            let line = match self.untold.get(&number) {
                Some(why) => Err(why.clone()),
                None => self.line(number, row, unit, pasted),
            };
            match line {
                Ok(line) => found.push((shown, line)),
                Err(why) => lines.left_out.push((shown, why)),
            }
        }
        let seen: BTreeSet<String> = found.iter().map(|(_, line)| line.label.clone()).collect();
        lines.is_twice = seen.len() < found.len();
        for (shown, line) in once(found, pasted.twice == Some(Twice::Add)) {
            match line {
                Ok(line) => lines.rows.push(line),
                Err(why) => lines.left_out.push((shown, why)),
            }
        }
        let others = self.slot.said.rows(self.path).iter();
        let others = others.filter(|row| !seen.contains(&row.label));
        lines.stays = others.map(|row| self.called(&row.label)).collect();
        lines
    }

    /// What a row of the block would write; why it is left out.
    fn line(
        &self,
        number: usize,
        row: &[String],
        unit: UnitOfMoney,
        pasted: &Pasted,
    ) -> Result<Line, String> {
        let mut fields = BTreeMap::new();
        let mut blank = BTreeMap::new();
        let mut given: Vec<&'static Field> = Vec::new();
        let mut of_funds = None;
        let first = row.iter().map(|text| plain(text)).find(|text| !text.is_empty());
        let is_sum = first.is_some_and(|text| SUMS.iter().any(|sum| text.ends_with(sum)));
        let sums = fiscal(&pasted.fields).first().copied();
        for (number, column) in pasted.columns.iter().enumerate() {
            let field = if column.is_fiscal { sums } else { column.field };
            let Some(field) = field else { continue };
            let text = row.get(number).map(String::as_str).unwrap_or_default();
            let is_code = matches!(field.kind, Kind::Code(_));
            let is_key = self.shape.row_keys.contains(&field.key);
            if !is_key && !column.is_fiscal {
                given.push(field);
            }
            let meant = match field.kind {
                Kind::Money(_) => scaled(text, unit),
                _ => text.to_owned(),
            };
            match read(field, &Content::Text(meant)) {
                Ok(Some(text)) if column.is_fiscal => of_funds = Some(text),
                Ok(Some(text)) => drop(fields.insert(field.key, text)),
                Ok(None) | Err(_) if is_code && is_sum => return Err(IS_SUM.to_owned()),
                Ok(None) if is_key && field.default.is_empty() => {
                    return Err(format!("没有“{}”，不知道是哪一行", short(field)));
                }
                Ok(None) => drop(blank.insert(field.key, text.trim().to_owned())),
                Err(why) => return Err(format!("“{}”{why}", short(field))),
            }
        }
        if let Some((codes, code)) = self.code(&fields) {
            self.known(codes, &code)?;
            self.named(row, pasted, &code)?;
        }
        for (field, told) in &pasted.fixed {
            let word = self.word(field, told, &fields)?;
            fields.insert(field.key, word);
        }
        let label = called(self.shape, &|key| fields.get(key).cloned());
        let label = label.ok_or_else(|| "没有编码、名称，不知道是哪一行".to_owned())?;
        let there = self.slot.said.row(self.path, &label);
        if let Some(amount) = of_funds
            && let Some(field) = self.of_fund(&amount, &fields, there, pasted)?
        {
            fields.insert(field.key, amount);
            given.push(field);
        }
        let (mut cells, mut kept) = (Vec::new(), Vec::new());
        for field in given {
            self.own_fund(field, &fields, there)?;
            let was = there.and_then(|row| row.fields.get(field.key)).cloned().unwrap_or_default();
            match fields.get(field.key) {
                Some(is) => cells.push((field, was, is.clone())),
                // What is blank says nothing of what is there.
                None if !was.is_empty() => {
                    kept.push((field, was, blank.remove(field.key).unwrap_or_default()));
                }
                None => {}
            }
        }
        if there.is_none() && cells.is_empty() {
            return Err("没有数".to_owned());
        }
        let keys = self.shape.row_keys.iter();
        let keys = keys.filter_map(|key| Some((*key, fields.get(key)?.clone()))).collect();
        let called = self.called(&label);
        let is_new = there.is_none();
        Ok(Line { at: vec![number], label, called, keys, is_new, cells, kept })
    }

    /// The code of a row, and which codes it may be.
    fn code(&self, fields: &BTreeMap<&'static str, String>) -> Option<(Codes, String)> {
        let field = self.shape.fields().find(|field| matches!(field.kind, Kind::Code(_)))?;
        let Kind::Code(codes) = field.kind else { return None };
        Some((codes, fields.get(field.key)?.clone()))
    }

    /// Refuses a code of a level that is only added up, or that nobody knows.
    fn known(&self, codes: Codes, code: &str) -> Result<(), String> {
        let whole = match codes {
            Codes::Item => 7,
            Codes::Economic => 5,
            Codes::Function | Codes::Any => 0,
        };
        if code.len() < whole {
            return Err("类、款的行，程序自己加".to_owned());
        }
        match name(self.now, self.slot, code) {
            Some(_) => Ok(()),
            None => Err("科目目录里没有这个编码；先在“科目名称”里写它叫什么".to_owned()),
        }
    }

    /// What a row is called by people.
    fn called(&self, label: &str) -> String {
        self.now.with_units(&of_row(label, &|code| name(self.now, self.slot, code)))
    }
}

/// What a field is called above a column.
fn short(field: &Field) -> &'static str {
    match field.kind {
        Kind::Code(_) => "编码",
        _ => field.term,
    }
}

/// The name of a code: the file's own, or the catalogue's.
pub(super) fn name(now: &Now, slot: &Slot, code: &str) -> Option<String> {
    now.name_of(slot, Codes::Any, code)
}
