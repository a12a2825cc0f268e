//! What the columns of a block are: by the words above them, else by their sums.

use rust_decimal::Decimal;

use crate::exchange::fill::{Content, Part, read};
use crate::exchange::plain;
use crate::fields::field::{Field, Kind};
use crate::serve::unit::paste::block::{Block, MOST, SUMS, name};
use crate::serve::unit::paste::cells::{is_blank, number};
use crate::serve::unit::paste::groups::{above, is_other};
use crate::serve::unit::paste::pasted::{Column, fiscal};

/// How many rows are shown below the choice of what a column is.
const SAMPLES: usize = 3;

impl Block<'_> {
    /// The column that has the most codes.
    pub(super) fn code_column(&self, code: &'static Field) -> Option<usize> {
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
    pub(super) fn heading(&self, code_at: Option<usize>) -> usize {
        let is_amount = |text: &String| {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits > 0 && text.contains(['.', ',']) && number(text).is_some()
        };
        let is_heading = |row: &Vec<String>| {
            let code = code_at.and_then(|at| row.get(at));
            // A title that begins with its year is no row.
            let begins = code.is_some_and(|text| {
                text.trim().starts_with(|c: char| c.is_ascii_digit()) && !text.contains('年')
            });
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

    /// The columns with the words above them, and what these words, or their sums, say that they are.
    pub(super) fn columns(
        &self,
        heading: usize,
        code: Option<(&'static Field, usize)>,
        fields: &[&'static Field],
    ) -> Vec<Column> {
        let width = self.cells.iter().map(Vec::len).max().unwrap_or_default().min(MOST[1]);
        let headings = self.cells.get(..heading).unwrap_or_default();
        let above = above(headings, width);
        let words = |column: usize| -> Vec<String> {
            let texts = headings.iter().filter_map(|row| row.get(column)).map(|text| plain(text));
            texts.filter(|text| !text.is_empty() && number(text).is_none()).collect()
        };
        let samples = |column: usize| -> Vec<String> {
            let rows = self.cells.iter().skip(heading).take(SAMPLES);
            rows.map(|row| row.get(column).cloned().unwrap_or_default()).collect()
        };
        let mut columns: Vec<Column> = above
            .iter()
            .enumerate()
            .map(|(number, above)| Column {
                heading: above.join(" "),
                field: None,
                is_fiscal: false,
                is_total: false,
                is_other: false,
                is_asked: false,
                samples: samples(number),
            })
            .collect();
        if let Some((code, at)) = code
            && let Some(column) = columns.get_mut(at)
        {
            column.field = Some(code);
        }
        let mut free: Vec<&'static Field> = fields.to_vec();
        free.retain(|field| code.is_none_or(|(code, _)| code.key != field.key));
        for strict in [true, false] {
            let mut meant: Vec<(&'static Field, usize)> = Vec::new();
            for (number, (column, above)) in columns.iter_mut().zip(&above).enumerate() {
                let words = words(number);
                let all = fields.iter().copied().filter(|field| means(field, &words, strict));
                let all: Vec<&'static Field> = all.collect();
                // Words that are a part of several terms say none of them.
                let ([only], None, false) = (all.as_slice(), column.field, column.is_asked) else {
                    continue;
                };
                if self.is_other(above, &[*only]) {
                    column.is_other = true;
                } else if free.iter().any(|field| field.key == only.key) {
                    meant.push((only, number));
                }
            }
            free.retain(|field| {
                let own = meant.iter().filter(|(meant, _)| meant.key == field.key);
                let own: Vec<usize> = own.map(|(_, number)| *number).collect();
                found(&mut columns, &own, |column| column.field = Some(*field));
                own.is_empty()
            });
        }
        self.by_words_of_all_funds(
            &mut columns,
            fields,
            [&words, &|at| above.get(at).cloned().unwrap_or_default()],
        );
        if heading == 0 {
            self.by_sums(&mut columns, &free);
        }
        columns
    }

    /// Whether the words above a column are of another year than the rows, or of what fields are not.
    pub(super) fn is_other(&self, above: &[String], fields: &[&'static Field]) -> bool {
        let terms = fields.iter().map(|field| field.term);
        let terms: Vec<&str> = terms.chain([self.term]).collect();
        let year = self.now.selected.year;
        let is_before =
            self.path.starts_with("prior") || self.slot.part(year) == Some(Part::LastYear);
        let wanted = year.saturating_sub(u16::from(is_before));
        is_other(above, &plain(&terms.join("，")), [wanted, year])
    }

    /// Finds the column of 财政拨款 of whatever fund; `words` are those above a column, without and with merged cells.
    fn by_words_of_all_funds(
        &self,
        columns: &mut [Column],
        fields: &[&'static Field],
        [words, above]: [&dyn Fn(usize) -> Vec<String>; 2],
    ) {
        let fiscal = fiscal(fields);
        let says_all = |number: usize, column: &Column| {
            let mut words = words(number);
            if let Some(last) = words.last_mut() {
                let bare = last.trim_end_matches("合计").trim_end_matches("小计");
                *last = bare.trim_start_matches("本年").to_owned();
            }
            let meant = |field: &&&'static Field| means(field, &words, false);
            let count = fields.iter().filter(meant).count();
            column.field.is_none() && count > 1 && count == fiscal.iter().filter(meant).count()
        };
        let mut own = Vec::new();
        for (number, column) in columns.iter_mut().enumerate() {
            if says_all(number, column) {
                column.is_other = self.is_other(&above(number), &fiscal);
                own.extend((!column.is_other).then_some(number));
            }
        }
        found(columns, &own, |column| column.is_fiscal = true);
    }

    /// Without headings: one column of numbers is the one amount that rows have; of several, one that is the sum of all others
    /// tells that these are the amounts in their order. Otherwise nothing does.
    fn by_sums(&self, columns: &mut [Column], free: &[&'static Field]) {
        let amounts: Vec<&'static Field> =
            free.iter().copied().filter(|field| matches!(field.kind, Kind::Money(_))).collect();
        let mut bare: Vec<usize> = (0..columns.len())
            .filter(|at| columns.get(*at).is_some_and(|column| column.field.is_none()))
            .filter(|at| self.is_numbers(0, *at))
            .collect();
        let total = self.total_of(&bare);
        if let Some(column) = total.and_then(|total| columns.get_mut(total)) {
            column.is_total = true;
        }
        bare.retain(|at| Some(*at) != total);
        let is_told = total.is_some() || amounts.len() == 1;
        if is_told && bare.len() == amounts.len() {
            for (at, field) in bare.into_iter().zip(amounts) {
                columns.get_mut(at).into_iter().for_each(|column| column.field = Some(field));
            }
        }
    }

    /// Whether a column has numbers below the headings, and nothing else.
    pub(super) fn is_numbers(&self, heading: usize, at: usize) -> bool {
        let texts = self.cells.iter().skip(heading).filter_map(|row| row.get(at));
        let mut texts = texts.filter(|text| !is_blank(text)).peekable();
        texts.peek().is_some() && texts.all(|text| number(text).is_some())
    }

    /// The one of some columns that is the sum of all others in every row.
    fn total_of(&self, columns: &[usize]) -> Option<usize> {
        let value = |row: &Vec<String>, at: usize| {
            row.get(at).and_then(|text| number(text)).unwrap_or_default()
        };
        let is_total = |total: &&usize| {
            self.cells.iter().all(|row| {
                let all: Option<Decimal> = columns
                    .iter()
                    .try_fold(Decimal::ZERO, |sum, at| sum.checked_add(value(row, *at)));
                let twice = value(row, **total).checked_mul(Decimal::TWO);
                all.is_some() && all == twice
            })
        };
        let mut totals = columns.iter().filter(is_total);
        let total = totals.next().filter(|_| columns.len() > 2)?;
        totals.next().is_none().then_some(*total)
    }
}

/// Takes the one column that was found; of several, it must be told which.
fn found(columns: &mut [Column], all: &[usize], take: impl Fn(&mut Column)) {
    for at in all {
        let Some(column) = columns.get_mut(*at) else { continue };
        match all.len() {
            1 => take(column),
            _ => column.is_asked = true,
        }
    }
}

/// Whether the words above a column say a field: exactly, or as a part of its term.
pub(super) fn means(field: &Field, words: &[String], strict: bool) -> bool {
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
