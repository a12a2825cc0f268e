//! What a block that was pasted would write: its columns and its rows made out one by one.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::catalog::Catalog;
use crate::exchange::fill::{Content, Row, Slot, columns, read};
use crate::exchange::{UnitOfMoney, plain};
use crate::fields::field::{Codes, Field, Kind, Shape};
use crate::problem::called;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::paste::cells::{number, scaled};
use crate::serve::unit::paste::pasted::{Column, Line, Pasted, Unit};
use crate::serve::unit::spoken::of_label;

/// How many rows and columns are looked at.
const MOST: [usize; 2] = [3000, 80];

/// What rows say that add up others.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

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
    /// What a row is.
    pub shape: &'static Shape,
    /// The cells of the block.
    pub cells: Vec<Vec<String>>,
}

impl Block<'_> {
    /// What it would write.
    pub(super) fn understood(
        &self,
        file: &str,
        term: &'static str,
        text: &str,
        form: &Pairs,
    ) -> Pasted {
        let fields: Vec<&'static Field> = columns(self.shape)
            .into_iter()
            .filter(|field| field.key != "name" || self.shape.row_keys.contains(&"name"))
            .collect();
        let code = fields.iter().copied().find(|field| matches!(field.kind, Kind::Code(_)));
        let code_at = code.and_then(|code| self.code_column(code));
        let heading = self.heading(code_at);
        let mut columns = self.columns(heading, code.zip(code_at), &fields);
        for (number, column) in columns.iter_mut().enumerate() {
            if let Some((_, key)) =
                form.0.iter().find(|(name, _)| *name == format!("column|{number}"))
            {
                column.field = fields.iter().copied().find(|field| field.key == key);
            }
        }
        let has = |field: &Field| {
            columns.iter().any(|column| column.field.is_some_and(|own| own.key == field.key))
        };
        let keys = self.shape.row_keys.iter().filter_map(|key| self.shape.field(key));
        let missing = keys.filter(|field| !has(field) && matches!(field.kind, Kind::Choice(_)));
        let fixed: Vec<(&'static Field, String)> = missing
            .map(|field| (field, self.chosen(field, form.get(&format!("fixed|{}", field.key)))))
            .collect();
        let mut pasted = Pasted {
            file: file.to_owned(),
            path: self.path.to_owned(),
            term,
            text: text.to_owned(),
            fields,
            columns,
            fixed,
            money: Unit::Known(UnitOfMoney::Yuan),
            rows: Vec::new(),
            left_out: Vec::new(),
            stays: Vec::new(),
        };
        let told = UnitOfMoney::of(form.get("amounts"));
        self.lines(heading, told.unwrap_or(UnitOfMoney::Yuan), &mut pasted);
        pasted.money = match told {
            Some(unit) => Unit::Known(unit),
            None if self.speaks_of_another_unit() || self.looks_small(heading, &mut pasted) => {
                Unit::Asked
            }
            None => Unit::Known(UnitOfMoney::Yuan),
        };
        pasted
    }

    /// The column that has the most codes.
    fn code_column(&self, code: &'static Field) -> Option<usize> {
        let width = self.cells.iter().map(Vec::len).max().unwrap_or_default();
        let counted = (0..width).map(|column| {
            let texts = self.cells.iter().filter_map(|row| row.get(column));
            (texts.filter(|text| self.is_known(code, text)).count(), column)
        });
        let (count, column) =
            counted.max_by_key(|(count, column)| (*count, std::cmp::Reverse(*column)))?;
        (count > 0).then_some(column)
    }

    /// Whether a text begins with a code that somebody knows.
    fn is_known(&self, code: &'static Field, text: &str) -> bool {
        let read = read(code, &Content::Text(text.to_owned())).ok().flatten();
        read.is_some_and(|code| name(self.now, self.slot, &code).is_some())
    }

    /// How many rows there are before the first that has a code or an amount.
    fn heading(&self, code_at: Option<usize>) -> usize {
        let is_amount = |text: &String| {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits > 0 && text.contains(['.', ',']) && number(text).is_some()
        };
        let is_heading = |row: &Vec<String>| {
            let code = code_at.and_then(|at| row.get(at));
            let begins =
                code.is_some_and(|text| text.trim().starts_with(|c: char| c.is_ascii_digit()));
            let numbers = row.iter().filter(|text| number(text).is_some()).count();
            // A row of numbers from 1 tells the columns.
            let counted = (1..=numbers).map(Decimal::from);
            let counts = numbers > 1 && row.iter().filter_map(|text| number(text)).eq(counted);
            let adds_up = row.iter().any(|text| SUMS.iter().any(|sum| plain(text).ends_with(sum)));
            match counts {
                true => !begins && !adds_up,
                false => !row.iter().any(is_amount) && !begins && numbers == 0,
            }
        };
        let count = self.cells.iter().take_while(|row| is_heading(row)).count();
        // Without codes, words alone do not tell where headings end.
        if code_at.is_none() { count.min(1) } else { count }
    }

    /// The columns with the words above them, and the fields that these words say.
    fn columns(
        &self,
        heading: usize,
        code: Option<(&'static Field, usize)>,
        fields: &[&'static Field],
    ) -> Vec<Column> {
        let width = self.cells.iter().map(Vec::len).max().unwrap_or_default().min(MOST[1]);
        let words = |column: usize| -> Vec<String> {
            let above = self.cells.iter().take(heading);
            let texts = above.filter_map(|row| row.get(column)).map(|text| plain(text));
            texts.filter(|text| !text.is_empty() && number(text).is_none()).collect()
        };
        let mut columns: Vec<Column> = (0..width)
            .map(|number| Column { heading: words(number).join(" "), field: None })
            .collect();
        if let Some((code, at)) = code
            && let Some(column) = columns.get_mut(at)
        {
            column.field = Some(code);
        }
        let mut free: Vec<&'static Field> = fields.to_vec();
        free.retain(|field| code.is_none_or(|(code, _)| code.key != field.key));
        for strict in [true, false] {
            for (number, column) in columns.iter_mut().enumerate() {
                if column.field.is_some() {
                    continue;
                }
                let words = words(number);
                let found = free.iter().position(|field| means(field, &words, strict));
                column.field = found.map(|found| free.remove(found));
            }
        }
        // Without headings, as many columns of numbers as there are amounts are meant in their order.
        let amounts: Vec<&'static Field> =
            free.iter().copied().filter(|field| matches!(field.kind, Kind::Money(_))).collect();
        let is_numbers = |at: usize| {
            let texts = self.cells.iter().skip(heading).filter_map(|row| row.get(at));
            let texts: Vec<&String> = texts.filter(|text| !text.trim().is_empty()).collect();
            !texts.is_empty() && texts.iter().all(|text| number(text).is_some())
        };
        let bare: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(at, column)| column.field.is_none() && is_numbers(*at))
            .map(|(at, _)| at)
            .collect();
        if heading == 0 && bare.len() == amounts.len() {
            for (at, field) in bare.into_iter().zip(amounts) {
                columns.get_mut(at).into_iter().for_each(|column| column.field = Some(field));
            }
        }
        columns
    }

    /// The word for all rows that somebody chose, or that all rows of the file have, or the first of them.
    fn chosen(&self, field: &'static Field, told: &str) -> String {
        let choices = field.choices();
        if choices.iter().any(|choice| choice.key == told) {
            return told.to_owned();
        }
        let rows = self.slot.said.rows(self.path).iter();
        let all: BTreeSet<&String> = rows.filter_map(|row| row.fields.get(field.key)).collect();
        let only = all.first().filter(|_| all.len() == 1).map(|word| (*word).clone());
        let first = || choices.first().map(|choice| choice.key.to_owned()).unwrap_or_default();
        only.unwrap_or_else(first)
    }

    /// Takes the rows of the block one by one.
    fn lines(&self, heading: usize, unit: UnitOfMoney, pasted: &mut Pasted) {
        let mut seen = BTreeSet::new();
        for row in self.cells.iter().skip(heading).take(MOST[0]) {
            let words: Vec<&str> =
                row.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
            if words.is_empty() {
                continue;
            }
            let shown = words.iter().take(4).copied().collect::<Vec<_>>().join("　");
            match self.line(row, unit, pasted) {
                Ok(line) if !seen.insert(line.label.clone()) => {
                    let why = "同一行在前面已经有了".to_owned();
                    pasted.left_out.push((shown, why));
                }
                Ok(line) => pasted.rows.push(line),
                Err(why) => pasted.left_out.push((shown, why)),
            }
        }
        let others = self.slot.said.rows(self.path).iter();
        let others = others.filter(|row| !seen.contains(&row.label));
        pasted.stays = others.map(|row| self.called(&row.label, &row.fields)).collect();
    }

    /// What a row of the block would write; why it is left out.
    fn line(&self, row: &[String], unit: UnitOfMoney, pasted: &Pasted) -> Result<Line, String> {
        let mut fields = BTreeMap::new();
        let first = row.iter().map(|text| plain(text)).find(|text| !text.is_empty());
        let is_sum = first.is_some_and(|text| SUMS.iter().any(|sum| text.ends_with(sum)));
        for (field, word) in &pasted.fixed {
            fields.insert(field.key, word.clone());
        }
        for (number, column) in pasted.columns.iter().enumerate() {
            let Some(field) = column.field else { continue };
            let text = row.get(number).map(String::as_str).unwrap_or_default();
            let is_code = matches!(field.kind, Kind::Code(_));
            let text = match field.kind {
                Kind::Money(_) => scaled(text, unit),
                _ => text.to_owned(),
            };
            match read(field, &Content::Text(text)) {
                Ok(Some(text)) => drop(fields.insert(field.key, text)),
                Ok(None) if is_code && is_sum => return Err(IS_SUM.to_owned()),
                Ok(None)
                    if self.shape.row_keys.contains(&field.key) && field.default.is_empty() =>
                {
                    return Err(format!("没有“{}”，不知道是哪一行", short(field)));
                }
                Ok(None) => {}
                Err(_) if is_code && is_sum => return Err(IS_SUM.to_owned()),
                Err(why) => return Err(format!("“{}”{why}", short(field))),
            }
        }
        if let Some((codes, code)) = self.code(&fields) {
            self.known(codes, &code)?;
        }
        let label = called(self.shape, &|key| fields.get(key).cloned());
        let label = label.ok_or_else(|| "没有编码、名称，不知道是哪一行".to_owned())?;
        let there = self.slot.said.row(self.path, &label);
        let values = pasted.columns.iter().filter_map(|column| column.field);
        let values = values.filter(|field| !self.shape.row_keys.contains(&field.key));
        let cells = values.map(|field| {
            let was = there.and_then(|row| row.fields.get(field.key)).cloned();
            let is = fields.get(field.key).cloned();
            (field, was.unwrap_or_default(), is.unwrap_or_default())
        });
        let cells: Vec<(&'static Field, String, String)> = cells.collect();
        if there.is_none() && cells.iter().all(|(_, _, is)| is.is_empty()) {
            return Err("没有数".to_owned());
        }
        let own = fields.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
        let keys = self.shape.row_keys.iter();
        let keys = keys.filter_map(|key| Some((*key, fields.get(key)?.clone()))).collect();
        let called = self.called(&label, &own);
        Ok(Line { label, called, keys, is_new: there.is_none(), cells })
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
    fn called(&self, label: &str, fields: &BTreeMap<String, String>) -> String {
        let code = fields.get("code").map(String::as_str).unwrap_or_default();
        let words = [of_label(label), name(self.now, self.slot, code).unwrap_or_default()];
        words.join(" ").trim().to_owned()
    }

    /// Whether the amounts would be about those of the file if they were in 万元. The rows stay as they were made out.
    fn looks_small(&self, heading: usize, pasted: &mut Pasted) -> bool {
        let rows = std::mem::take(&mut pasted.rows);
        let left_out = std::mem::take(&mut pasted.left_out);
        self.lines(heading, UnitOfMoney::TenThousand, pasted);
        let scaled = std::mem::replace(&mut pasted.rows, rows);
        pasted.left_out = left_out;
        let pairs = scaled.iter().flat_map(|row| &row.cells).filter_map(|(field, was, is)| {
            let is_money = matches!(field.kind, Kind::Money(_));
            let number = |text: &String| text.parse::<Decimal>().ok().filter(|n| !n.is_zero());
            number(was)?.checked_div(number(is)?).filter(|_| is_money)
        });
        let times: Vec<Decimal> = pairs.collect();
        let is_about_one =
            |times: &&Decimal| **times > Decimal::new(9, 1) && **times < Decimal::new(11, 1);
        let count = times.iter().filter(is_about_one).count();
        count > 0 && count * 2 >= times.len()
    }

    /// Whether the block says that its amounts are in another unit than 元.
    fn speaks_of_another_unit(&self) -> bool {
        let texts = self.cells.iter().take(12).flatten().map(|text| plain(text));
        let mut said = texts.filter(|text| number(text).is_none());
        said.any(|text| ["万元", "千元", "亿元"].iter().any(|unit| text.contains(unit)))
    }
}

/// Whether the words above a column say a field: exactly, or as a part of its term.
fn means(field: &Field, words: &[String], strict: bool) -> bool {
    let term = plain(field.term);
    let Some(last) = words.last() else { return false };
    match strict {
        true => *last == term || words.join("") == term,
        false => {
            let sums = |text: &str| SUMS.iter().any(|sum| text.contains(sum));
            // What stands in brackets is the unit of the amounts, or a formula.
            let bare = last.trim_start_matches("其中:").split('(').next().unwrap_or_default();
            let is_code = matches!(field.kind, Kind::Code(_));
            bare.chars().count() > 1
                && !is_code
                && sums(bare) == sums(&term)
                && (term.contains(bare) || bare.contains(term.as_str()))
        }
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
fn name(now: &Now, slot: &Slot, code: &str) -> Option<String> {
    let own = slot.said.row("names", code).and_then(|row: &Row| row.fields.get("name").cloned());
    let catalog: &Catalog = &now.catalog;
    let found = catalog.function(code).or_else(|| catalog.economic(code));
    own.or_else(|| found.map(str::to_owned))
}
