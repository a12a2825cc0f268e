//! What a data file says, by the paths of its fields.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

use crate::fields::extra::named;
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::names::names;
use crate::fields::{BLANK, FileForm};
use crate::model::amount::Money;
use crate::problem::{called, row_labels};

/// What a file says. The texts are in one form each, so that what is written in two ways and means the same is the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The values that stand in no row, by path.
    pub leaves: BTreeMap<String, String>,
    /// The rows by the path of their field, in their order.
    pub rows: BTreeMap<String, Vec<Row>>,
    /// The paths of tables and rows that are written, if only to say that there is nothing.
    pub has: BTreeSet<String>,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// What it is called in paths.
    pub label: String,
    /// Its values by key.
    pub fields: BTreeMap<String, String>,
}

/// The rows that a field is shown as, if it is shown so: those of its own, names of codes, or tables of own names.
pub(crate) fn rows_shape(field: &Field) -> Option<&'static Shape> {
    match field.kind {
        Kind::Rows(shape) => Some(shape),
        Kind::Names => Some(&names::SHAPE),
        Kind::Tables(_) => Some(&named::SHAPE),
        Kind::Money(_)
        | Kind::Count(_)
        | Kind::Whole { .. }
        | Kind::Number { .. }
        | Kind::Score
        | Kind::Year
        | Kind::Date
        | Kind::Flag
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::Code(_)
        | Kind::Choice(_)
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Settings(_) => None,
    }
}

/// The path of a row: names of codes and tables of own names are called by key.
pub(super) fn row_path(field: &Field, path: &str, label: &str) -> String {
    match field.has_own_names() {
        true if label.contains('.') && !label.starts_with('"') => format!("{path}.\"{label}\""),
        true => format!("{path}.{label}"),
        false => format!("{path}[{label}]"),
    }
}

/// The key of a name in rows of names.
pub(super) const NAME: &str = "name";

/// The key of a code in rows of names.
pub(super) const CODE: &str = "code";

impl Said {
    /// What a text says; none where its TOML is broken.
    pub(crate) fn of(text: &str, shape: &'static Shape) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut said = Self::default();
        said.table(table.get_ref(), "", shape);
        errors.is_empty().then_some(said)
    }

    /// What a text of some kind says with the fields that it may have: fewer where it serves only comparisons.
    pub(crate) fn of_form(text: &str, form: &'static FileForm) -> Option<(&'static Shape, Self)> {
        let said = Self::of(text, form.shape)?;
        match form.compared.filter(|_| said.is_only_compared()) {
            Some(compared) => Some((compared, Self::of(text, compared)?)),
            None => Some((form.shape, said)),
        }
    }

    /// Whether a year's file says that it serves only comparisons.
    pub(super) fn is_only_compared(&self) -> bool {
        self.leaves.get("comparison-only").is_some_and(|only| only == "true")
    }

    /// Notes what a table says.
    fn table(&mut self, table: &DeTable<'_>, above: &str, shape: &'static Shape) {
        for (key, value) in table {
            let Some(field) = shape.field(key.get_ref()) else { continue };
            let path = format!("{above}{}", field.key);
            match (field.kind, value.get_ref()) {
                (Kind::Table(shape), DeValue::Table(table)) => {
                    self.table(table, &format!("{path}."), shape);
                    self.has.insert(path);
                }
                (Kind::Rows(shape), DeValue::Array(rows)) => {
                    let labels = row_labels(rows, Some(shape));
                    let rows = rows.iter().zip(labels).map(|(row, label)| {
                        let table = row.get_ref().as_table().into_iter().flatten();
                        let fields = table.filter_map(|(key, value)| {
                            let field = shape.field(key.get_ref())?;
                            Some((field.key.to_owned(), written(field, value.get_ref())?))
                        });
                        Row { label, fields: fields.collect() }
                    });
                    self.rows.insert(path.clone(), rows.collect());
                    self.has.insert(path);
                }
                (Kind::Names, DeValue::Table(names)) => {
                    let rows = names.iter().filter_map(|(code, name)| {
                        let name = words(name.get_ref().as_str()?);
                        let fields = [(CODE, code.get_ref().as_ref()), (NAME, &name)];
                        let fields = fields.map(|(key, text)| (key.to_owned(), text.to_owned()));
                        Some(Row { label: code.get_ref().to_string(), fields: fields.into() })
                    });
                    self.rows.insert(path.clone(), rows.collect());
                    self.has.insert(path);
                }
                (Kind::Tables(shape), DeValue::Table(tables)) => {
                    let rows = tables.iter().filter_map(|(name, table)| {
                        let table = table.get_ref().as_table()?;
                        let fields = table.iter().filter_map(|(key, value)| {
                            let field = shape.field(key.get_ref())?;
                            let text = match field.kind {
                                Kind::Rows(_) => small_table(value.get_ref()),
                                _ => written(field, value.get_ref()),
                            };
                            Some((field.key.to_owned(), text?))
                        });
                        let own = (named::KEY.key.to_owned(), name.get_ref().to_string());
                        let fields: BTreeMap<String, String> = fields.chain([own]).collect();
                        let label = called(&named::SHAPE, &|key| fields.get(key).cloned())?;
                        Some(Row { label, fields })
                    });
                    self.rows.insert(path.clone(), rows.collect());
                    self.has.insert(path);
                }
                (Kind::Settings(_), DeValue::Table(settings)) => {
                    let settings = settings.iter().filter_map(|(name, word)| {
                        let word = words(word.get_ref().as_str()?);
                        Some((format!("{path}.{}", name.get_ref()), word))
                    });
                    self.leaves.extend(settings);
                }
                (_, value) => {
                    if let Some(text) = written(field, value) {
                        self.leaves.insert(path, text);
                    }
                }
            }
        }
    }

    /// The rows of a field.
    pub(crate) fn rows(&self, path: &str) -> &[Row] {
        self.rows.get(path).map_or(&[], Vec::as_slice)
    }

    /// The row of a label.
    pub(crate) fn row(&self, path: &str, label: &str) -> Option<&Row> {
        self.rows(path).iter().find(|row| row.label == label)
    }

    /// Whether anything is said at or below a path.
    pub(super) fn says_below(&self, path: &str) -> bool {
        let below = format!("{path}.");
        !self.rows(path).is_empty()
            || self.leaves.range(below.clone()..).next().is_some_and(|(p, _)| p.starts_with(&below))
            || self.rows.iter().any(|(p, rows)| p.starts_with(&below) && !rows.is_empty())
    }
}

/// A small table, a row a line, with signs between its cells.
fn small_table(value: &DeValue<'_>) -> Option<String> {
    let rows = value.as_array()?.iter().filter_map(|row| {
        let cells = row.get_ref().as_table()?.get("cells")?.get_ref().as_array()?;
        let cells = cells.iter().filter_map(|cell| cell.get_ref().as_str());
        Some(joined(cells).trim().to_owned())
    });
    Some(rows.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
}

/// The cells of a row of a small table as a line.
fn joined<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells = cells
        .map(|cell| cell.trim().replace('\\', "\\\\").replace('|', "\\|").replace('\n', "\\n"));
    cells.collect::<Vec<_>>().join(" | ")
}

/// The cells of a line of a small table.
pub(super) fn cells_of(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            'n' if escaped => cell.push('\n'),
            c if escaped => cell.push(c),
            '\\' => {
                escaped = true;
                continue;
            }
            '|' | '｜' => cells.push(String::new()),
            c => cell.push(c),
        }
        escaped = false;
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// What a value says; none where it is blank.
fn written(field: &Field, value: &DeValue<'_>) -> Option<String> {
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(values) => {
            let values = values.iter().filter_map(|value| match value.get_ref() {
                DeValue::String(text) => Some(text.trim().to_owned()),
                DeValue::Integer(number) => Some(number.as_str().to_owned()),
                DeValue::Float(number) => Some(number.as_str().to_owned()),
                DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_)
                | DeValue::Table(_) => None,
            });
            values.collect::<Vec<_>>().join("\n")
        }
        DeValue::Table(_) => return None,
    };
    Some(canonical(field, &text)).filter(|text| !text.is_empty() && text != BLANK)
}

/// The one form of a text that says something for a field.
pub(super) fn canonical(field: &Field, text: &str) -> String {
    let text = words(text);
    match field.kind {
        Kind::Money(_) => Money::parse(&text).map_or(text, |money| money.to_string()),
        Kind::Score | Kind::Number { .. } => match text.parse::<Decimal>() {
            Ok(number) => number.normalize().to_string(),
            Err(_) => text,
        },
        Kind::Paragraphs | Kind::List(_) | Kind::OneOrMore => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        }
        Kind::Count(_)
        | Kind::Whole { .. }
        | Kind::Year
        | Kind::Date
        | Kind::Flag
        | Kind::Line
        | Kind::Words
        | Kind::Code(_)
        | Kind::Choice(_)
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => text,
    }
}

/// Words without blanks around them, whatever their line ends.
fn words(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::field::all_below;
    use crate::fields::{FILES, shape_of};

    #[test]
    fn two_ways_of_writing_say_the_same() {
        let year = shape_of("data/a/2022.toml").unwrap();
        let one = "year = 2022\nincome = [ { code = \"2080109\", general = \"1,234.5\" } ]\nexpenditure = []\n[reasons]\ntotal = \"\"\"\r\n甲\r\n\"\"\"\n[names]\n2070188 = \" 某 \"\n";
        let other = "\u{feff}names = { 2070188 = \"某\" }\nreasons.total = '甲'\nexpenditure = [ ]\nyear = 2022\n[[income]]\ngeneral = 1234.50\ncode = \"2080109\"\n";
        let one = Said::of(one, year).unwrap();
        assert_eq!(Some(&one), Said::of(other, year).as_ref());
        assert_eq!(one.leaves["reasons.total"], "甲");
        assert_eq!(one.row("income", "2080109").unwrap().fields["general"], "1234.50");
        assert!(one.has.contains("expenditure") && one.rows("expenditure").is_empty());
        assert!(one.says_below("reasons") && !one.says_below("expenditure"));
        assert_eq!(Said::of("a = ", year), None);
    }

    #[test]
    fn small_tables_are_lines() {
        for cells in [&["甲", "1,234"][..], &["甲|乙", "a\\b", ""], &["甲\n乙"], &["", ""]] {
            assert_eq!(cells_of(&joined(cells.iter().copied())), cells);
        }
        assert_eq!(cells_of("甲 ｜ 乙|丙"), ["甲", "乙", "丙"]);
    }

    #[test]
    fn rows_hold_nothing_but_values() {
        for form in FILES.iter().filter(|form| form.name != "layout") {
            for shape in [Some(form.shape), form.compared].into_iter().flatten() {
                for (path, field) in all_below(shape, "") {
                    let is_value = field.shape().is_none() && !field.has_own_names();
                    assert!(!path.contains("[]") || is_value, "{path}");
                }
            }
        }
    }
}
