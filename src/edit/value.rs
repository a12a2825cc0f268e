//! A value to be written, and whether a field may have it.

use rust_decimal::Decimal;

use crate::fields::field::{Codes, Field, Kind, Sign};
use crate::model::amount::Money;
use crate::model::code::{EconomicClassCode, EconomicCode, FunctionCode, ItemCode};
use crate::write::{lines, quoted};

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, a day, `true` or `false`, as it is to stand in the file.
    Bare(String),
    /// Words; line ends part paragraphs.
    Words(String),
    /// Several words.
    List(Vec<String>),
    /// A table or row.
    Table(Vec<(String, Value)>),
    /// Rows.
    Rows(Vec<Value>),
}

impl Value {
    /// As it is written on one line.
    pub(crate) fn inline(&self) -> String {
        match self {
            Self::Bare(text) => text.clone(),
            Self::Words(words) => quoted(words),
            Self::List(words) => {
                let words: Vec<String> = words.iter().map(|words| quoted(words)).collect();
                format!("[{}]", words.join(", "))
            }
            Self::Table(fields) if fields.is_empty() => "{}".to_owned(),
            Self::Table(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(key, value)| entry(key, &value.inline())).collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Self::Rows(rows) => {
                let rows: Vec<String> = rows.iter().map(Self::inline).collect();
                format!("[{}]", rows.join(", "))
            }
        }
    }

    /// As it is written after a key of its own line: several paragraphs and rows one a line.
    pub(crate) fn on_lines(&self, line_end: &str) -> String {
        let text = match self {
            Self::Words(words) if words.contains('\n') => {
                let paragraphs: Vec<String> = words.lines().map(str::to_owned).collect();
                lines(&paragraphs)
            }
            Self::Rows(rows) if !rows.is_empty() => {
                let rows: String =
                    rows.iter().map(|row| format!("  {},\n", row.inline())).collect();
                format!("[\n{rows}]")
            }
            Self::Bare(_) | Self::Words(_) | Self::List(_) | Self::Table(_) | Self::Rows(_) => {
                return self.inline();
            }
        };
        text.replace('\n', line_end)
    }
}

/// A key with its value.
pub(crate) fn entry(key: &str, value: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) {
        format!("{key} = {value}")
    } else {
        format!("{} = {value}", quoted(key))
    }
}

/// Whether a field may have a value, as far as the value alone tells.
pub(crate) fn fits(field: &Field, value: &Value) -> bool {
    let bare = |right: &dyn Fn(&str) -> bool| matches!(value, Value::Bare(text) if right(text));
    let words = |right: &dyn Fn(&str) -> bool| matches!(value, Value::Words(text) if right(text));
    let decimal = |text: &str| text.parse::<Decimal>().ok();
    match field.kind {
        Kind::Money(sign) => {
            let text = match value {
                Value::Bare(text) if !text.contains(',') => text,
                Value::Words(text) => text,
                Value::Bare(_) | Value::List(_) | Value::Table(_) | Value::Rows(_) => return false,
            };
            let money = Money::parse(text.trim());
            money.is_ok_and(|money| sign == Sign::Any || !money.is_negative())
        }
        Kind::Count(_) => bare(&|text| text.parse::<u32>().is_ok_and(|n| n < 100_000_000)),
        Kind::Whole { least, most, .. } => {
            bare(&|text| text.parse::<u32>().is_ok_and(|n| (least..=most).contains(&n)))
        }
        Kind::Number { least, most, decimals, .. } => bare(&|text| {
            let tenths = |number: u32| Decimal::new(i64::from(number), 1);
            decimal(text).is_some_and(|number| {
                number >= tenths(least)
                    && most.is_none_or(|most| number <= tenths(most))
                    && decimals.is_none_or(|decimals| number.scale() <= decimals)
            })
        }),
        Kind::Score => bare(&|text| {
            let range = Decimal::ZERO..=Decimal::ONE_HUNDRED;
            decimal(text).is_some_and(|score| range.contains(&score) && score.scale() <= 2)
        }),
        Kind::Year => bare(&|text| text.parse::<u16>().is_ok_and(|y| (1990..=2100).contains(&y))),
        Kind::Date => bare(&|text| {
            let day = format!("day = {text}");
            let (table, errors) = toml::de::DeTable::parse_recoverable(&day);
            let day = table.get_ref().get("day").and_then(|day| day.get_ref().as_datetime());
            errors.is_empty() && day.is_some_and(|day| day.date.is_some() && day.time.is_none())
        }),
        Kind::Flag => bare(&|text| matches!(text, "true" | "false")),
        Kind::Line => words(&|text| !text.contains(['\n', '\r'])),
        Kind::Words | Kind::Paragraphs => words(&|_| true),
        Kind::Code(codes) => words(&|text| match codes {
            Codes::Item => ItemCode::parse(text).is_some(),
            Codes::Function => FunctionCode::parse(text).is_some(),
            Codes::Economic => EconomicCode::parse(text).is_some(),
            Codes::Any => {
                FunctionCode::parse(text).is_some()
                    || EconomicCode::parse(text).is_some()
                    || EconomicClassCode::parse(text).is_some()
            }
        }),
        Kind::Choice(choices) => words(&|text| choices().iter().any(|choice| choice.key == text)),
        Kind::List(_) => matches!(value, Value::List(_)),
        Kind::OneOrMore => matches!(value, Value::Words(_) | Value::List(_) | Value::Bare(_)),
        Kind::Table(shape) => is_table_of(value, &|key, value| {
            shape.field(key).is_some_and(|field| fits(field, value))
        }),
        Kind::Tables(shape) => is_table_of(value, &|_, value| {
            is_table_of(value, &|key, value| shape.field(key).is_some_and(|f| fits(f, value)))
        }),
        Kind::Rows(shape) => match value {
            Value::Rows(rows) => rows.iter().all(|row| {
                is_table_of(row, &|key, value| shape.field(key).is_some_and(|f| fits(f, value)))
            }),
            Value::List(words) => words.is_empty(),
            Value::Bare(_) | Value::Words(_) | Value::Table(_) => false,
        },
        Kind::Names => is_table_of(value, &|_, value| matches!(value, Value::Words(_))),
        Kind::Settings(choices) => is_table_of(
            value,
            &|_, value| matches!(value, Value::Words(word) if choices().iter().any(|c| c.key == word)),
        ),
    }
}

/// Whether a value is a table each of whose fields is right.
fn is_table_of(value: &Value, right: &dyn Fn(&str, &Value) -> bool) -> bool {
    matches!(value, Value::Table(fields) if fields.iter().all(|(key, value)| right(key, value)))
}
