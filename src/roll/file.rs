//! The text of the file that a year begins with.

use toml::de::DeTable;

use crate::catalog::Names;
use crate::edit::Value;
use crate::fields::carry_over::carry_over;
use crate::fields::year::year as of;
use crate::fields::{Begun as Written, sample_with};
use crate::model::report::YearReport;
use crate::roll::emptied::fields;
use crate::roll::opening;
use crate::write::key_of;

/// What a year's file is begun from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begun<'a> {
    /// The year.
    pub year: u16,
    /// The text of last year's file.
    pub text: &'a str,
    /// What it says of the unit itself, without the units that it adds up.
    pub last: &'a YearReport,
    /// The names of codes in the year.
    pub names: Names<'a>,
}

/// The text of a year's file; none where last year's cannot be read.
pub(crate) fn begun(from: &Begun<'_>) -> Option<String> {
    let Begun { year, text, last, names } = *from;
    let (table, errors) = DeTable::parse_recoverable(text.strip_prefix('\u{feff}').unwrap_or(text));
    if !errors.is_empty() {
        return None;
    }
    let mut values = fields(table.get_ref(), &of::SHAPE);
    values.retain(|(key, _)| key != of::YEAR.key);
    values.push((of::YEAR.key.to_owned(), Value::Bare(year.to_string())));
    carry(&mut values, opening::rows(last));
    let begun: Vec<(&str, Written)> =
        values.iter().map(|(key, value)| (key.as_str(), written(key, value, names))).collect();
    Some(format!(
        "# 由 {} 年度的文件结转：单位概况、科目和项目照旧，数、个数、原因都空着，年初结转和结余是上年的年末数。\n\
         # 写着“待补”的换成 {year} 年度实际的内容，本年没有的删去，多出来的加一行；行首有 # 的程序不读，要用的去掉 #。\n{}",
        last.year,
        sample_with(&of::SHAPE, &[], &[], &begun),
    ))
}

/// Puts the opening balances into what was carried over.
fn carry(values: &mut Vec<(String, Value)>, opening: Vec<Value>) {
    let (key, of_opening) = (of::CARRY_OVER.key, carry_over::OPENING.key);
    let there = values.iter_mut().find(|(other, _)| other == key);
    let mut rows = vec![(of_opening.to_owned(), Value::Rows(opening.clone()))];
    match there {
        Some((_, Value::Table(fields))) => {
            fields.retain(|(other, _)| other != of_opening);
            if !opening.is_empty() {
                rows.append(fields);
                *fields = rows;
            }
        }
        Some(_) | None if opening.is_empty() => {}
        Some(_) | None => values.push((key.to_owned(), Value::Table(rows))),
    }
}

/// A field as it stands in the file.
fn written(key: &str, value: &Value, names: Names<'_>) -> Written {
    let each = |fields: &[(String, Value)]| {
        fields.iter().map(|(key, value)| (key_of(key), on_lines(value, names))).collect()
    };
    match value {
        Value::Table(tables) if key == of::EXTRA.key => {
            let tables = tables.iter().map(|(name, value)| match value {
                Value::Table(fields) => (key_of(name), each(fields)),
                Value::Bare(_) | Value::Words(_) | Value::List(_) | Value::Rows(_) => {
                    (key_of(name), Vec::new())
                }
            });
            Written::Tables(tables.collect())
        }
        Value::Table(fields) => Written::Table(each(fields)),
        Value::Bare(_) | Value::Words(_) | Value::List(_) | Value::Rows(_) => {
            Written::Value(on_lines(value, names))
        }
    }
}

/// A value as it stands after its key; rows that have a code say what it is.
fn on_lines(value: &Value, names: Names<'_>) -> String {
    let Value::Rows(rows) = value else { return value.on_lines("\n") };
    if !rows.iter().all(|row| matches!(row, Value::Table(_))) {
        return value.inline();
    }
    let lines = rows.iter().map(|row| {
        let name = name_of(row, names).map_or(String::new(), |name| format!("  # {name}"));
        format!("  {},{name}\n", row.inline())
    });
    format!("[\n{}]", lines.collect::<String>())
}

/// The name of the code of a row.
fn name_of<'n>(row: &Value, names: Names<'n>) -> Option<&'n str> {
    let Value::Table(fields) = row else { return None };
    let code = fields.iter().find_map(|(key, value)| match value {
        Value::Words(code) if key == "code" => Some(code.as_str()),
        Value::Bare(_) | Value::Words(_) | Value::List(_) | Value::Table(_) | Value::Rows(_) => {
            None
        }
    })?;
    names.function(code).or_else(|| names.economic(code))
}
