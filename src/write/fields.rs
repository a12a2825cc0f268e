//! Keys with their values, as lines of a table or as one row.

use rust_decimal::Decimal;

use crate::fields::field::Field;
use crate::model::amount::Money;
use crate::model::date::Date;
use crate::model::evaluation::Score;
use crate::model::place::Located;
use crate::model::text::Text;
use crate::write::strings::{key_of, lines, quoted};

/// The keys of a table in their order. What says the same as leaving it out is left out: no money, nobody, no words.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, Value)>);

/// The value of a key.
#[derive(Debug)]
enum Value {
    /// Written as it stands: a number, a day, words in quotes, a row.
    Plain(String),
    /// Several paragraphs.
    Paragraphs(Vec<String>),
    /// Rows, one a line.
    Rows(Vec<String>),
}

impl Fields {
    /// An amount, also where it is none.
    pub(super) fn amount(mut self, field: &Field, amount: Money) -> Self {
        self.plain(field, amount.to_string());
        self
    }

    /// An amount where there is one.
    pub(super) fn money(self, field: &Field, amount: Located<Money>) -> Self {
        if amount.value.is_zero() { self } else { self.amount(field, amount.value) }
    }

    /// An amount where it was written, even if it is none.
    pub(super) fn written_money(self, field: &Field, amount: Option<Located<Money>>) -> Self {
        match amount {
            Some(amount) => self.amount(field, amount.value),
            None => self,
        }
    }

    /// A whole number, also where it is nothing.
    pub(super) fn number(mut self, field: &Field, number: impl Into<u64>) -> Self {
        self.plain(field, number.into().to_string());
        self
    }

    /// A number of things where there are any.
    pub(super) fn count(self, field: &Field, count: u32) -> Self {
        if count == 0 { self } else { self.number(field, count) }
    }

    /// A number with decimals.
    pub(super) fn decimal(mut self, field: &Field, number: Decimal) -> Self {
        self.plain(field, number.normalize().to_string());
        self
    }

    /// Points or a weight.
    pub(super) fn score(mut self, field: &Field, score: Score) -> Self {
        self.plain(field, score.to_string());
        self
    }

    /// A day where it was written.
    pub(super) fn date(mut self, field: &Field, date: Option<Located<Date>>) -> Self {
        if let Some(Located { value: Date { year, month, day }, place: _ }) = date {
            self.plain(field, format!("{year:04}-{month:02}-{day:02}"));
        }
        self
    }

    /// Yes, where it is so.
    pub(super) fn flag(mut self, field: &Field, flag: bool) -> Self {
        if flag {
            self.plain(field, "true".to_owned());
        }
        self
    }

    /// Words on one line, also where they are none.
    pub(super) fn word(mut self, field: &Field, word: &str) -> Self {
        self.plain(field, quoted(word));
        self
    }

    /// Words under a name of the user's own.
    pub(super) fn own(mut self, name: &str, word: &str) -> Self {
        self.0.push((key_of(name), Value::Plain(quoted(word))));
        self
    }

    /// Words on one line where there are any.
    pub(super) fn words(self, field: &Field, words: &str) -> Self {
        if words.is_empty() { self } else { self.word(field, words) }
    }

    /// Several words.
    pub(super) fn list<'w>(mut self, field: &Field, words: impl Iterator<Item = &'w str>) -> Self {
        let words: Vec<String> = words.map(quoted).collect();
        if !words.is_empty() {
            self.plain(field, format!("[{}]", words.join(", ")));
        }
        self
    }

    /// Paragraphs where they were written.
    pub(super) fn text(mut self, field: &Field, text: Option<&Text>) -> Self {
        if let Some(Text { paragraphs, place: _ }) = text {
            self.0.push((field.key.to_owned(), Value::Paragraphs(paragraphs.clone())));
        }
        self
    }

    /// A table on one line where there is anything in it.
    pub(super) fn row(self, field: &Field, row: Self) -> Self {
        if row.is_empty() { self } else { self.whole_row(field, row) }
    }

    /// A table on one line, even if nothing is in it.
    pub(super) fn whole_row(mut self, field: &Field, row: Self) -> Self {
        self.plain(field, row.into_row());
        self
    }

    /// Rows where there are any.
    pub(super) fn rows(self, field: &Field, rows: Vec<Self>) -> Self {
        if rows.is_empty() { self } else { self.all_rows(field, rows) }
    }

    /// Rows, even if there are none.
    pub(super) fn all_rows(mut self, field: &Field, rows: Vec<Self>) -> Self {
        let rows = rows.into_iter().map(Self::into_row).collect();
        self.0.push((field.key.to_owned(), Value::Rows(rows)));
        self
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys, one a line.
    pub(super) fn into_lines(self) -> String {
        let written = self.0.into_iter().map(|(key, value)| match value {
            Value::Plain(value) => format!("{key} = {value}\n"),
            Value::Paragraphs(paragraphs) if paragraphs.len() > 1 => {
                format!("{key} = {}\n", lines(&paragraphs))
            }
            Value::Paragraphs(paragraphs) => format!("{key} = {}\n", quoted(&paragraphs.concat())),
            Value::Rows(rows) if rows.is_empty() => format!("{key} = []\n"),
            Value::Rows(rows) => {
                let rows: String = rows.iter().map(|row| format!("  {row},\n")).collect();
                format!("\n{key} = [\n{rows}]\n")
            }
        });
        written.collect()
    }

    /// The keys on one line.
    fn into_row(self) -> String {
        let written = self.0.into_iter().map(|(key, value)| match value {
            Value::Plain(value) => format!("{key} = {value}"),
            Value::Paragraphs(paragraphs) => format!("{key} = {}", quoted(&paragraphs.join("\n"))),
            Value::Rows(rows) => format!("{key} = [{}]", rows.join(", ")),
        });
        let written: Vec<String> = written.collect();
        if written.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", written.join(", ")) }
    }

    /// Adds a value that is written as it stands.
    fn plain(&mut self, field: &Field, value: String) {
        self.0.push((field.key.to_owned(), Value::Plain(value)));
    }
}
