//! The fields of a TOML file, each with where it stands: `income[2080109].business`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::fields::field::{Field as Described, Shape};

/// The fields of one file, in the order in which they begin; of those that begin together the longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline(Vec<Field>);

/// A key or a value.
#[derive(Debug, Clone)]
struct Field {
    /// Its first byte.
    start: usize,
    /// The byte after its last.
    end: usize,
    /// The path of the field.
    path: String,
    /// Whether it is a text.
    text: bool,
}

impl Outline {
    /// The fields of a text whose top has a shape, as far as it can be read.
    pub(super) fn of(text: &str, shape: Option<&'static Shape>) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut fields = Vec::new();
        of_table(table.get_ref(), "", shape, &mut fields);
        fields.sort_by_key(|field| (field.start, Reverse(field.end)));
        Self(fields)
    }

    /// The path of the narrowest field that holds some bytes; none for the top of a file.
    pub(super) fn path(&self, start: usize, end: usize) -> Option<&str> {
        self.around(start, end).map(|field| field.path.as_str())
    }

    /// Whether there is a field of a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|field| field.path == path)
    }

    /// Whether some bytes are words within a text, not the whole of it.
    pub(super) fn is_within_text(&self, start: usize, end: usize) -> bool {
        self.around(start, end).is_some_and(|field| field.text && field.start < start)
    }

    /// The bytes of the text that holds some bytes, with its quotes; none where they are no text.
    pub(super) fn text(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let field = self.around(start, end).filter(|field| field.text)?;
        Some((field.start, field.end))
    }

    /// The narrowest field that holds some bytes.
    fn around(&self, start: usize, end: usize) -> Option<&Field> {
        if start >= end {
            return None;
        }
        let before = self.0.partition_point(|field| field.start <= start);
        self.0.iter().take(before).rev().find(|field| field.end >= end)
    }
}

/// The fields of a text that hold no others, each with what it says, in the order in which they begin.
pub(crate) fn leaves(text: &str, shape: Option<&'static Shape>) -> Vec<(String, String)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut leaves = Vec::new();
    leaves_of_table(table.get_ref(), "", shape, &mut leaves);
    leaves
}

/// Adds the fields of a table that hold no others.
fn leaves_of_table(
    table: &DeTable<'_>,
    path: &str,
    shape: Option<&'static Shape>,
    leaves: &mut Vec<(String, String)>,
) {
    for (key, value) in table {
        let name = name_of(key.get_ref());
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        let described = shape.and_then(|shape| shape.field(key.get_ref()));
        leaves_of_value(value.get_ref(), path, described, leaves);
    }
}

/// Adds the fields of a value that hold no others; that of a plain value is itself.
fn leaves_of_value(
    value: &DeValue<'_>,
    path: String,
    described: Option<&'static Described>,
    leaves: &mut Vec<(String, String)>,
) {
    let shape = described.and_then(Described::shape);
    let said = match value {
        DeValue::Table(tables) if described.is_some_and(Described::has_named_tables) => {
            for (name, table) in tables {
                let path = format!("{path}.{}", name_of(name.get_ref()));
                if let Some(table) = table.get_ref().as_table() {
                    leaves_of_table(table, &path, shape, leaves);
                }
            }
            return;
        }
        DeValue::Table(table) => return leaves_of_table(table, &path, shape, leaves),
        DeValue::Array(rows) => {
            for (row, key) in rows.iter().zip(row_labels(rows, shape)) {
                let path = format!("{path}[{key}]");
                match row.get_ref().as_table() {
                    Some(table) => leaves_of_table(table, &path, shape, leaves),
                    None => leaves_of_value(row.get_ref(), path, None, leaves),
                }
            }
            return;
        }
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(date) => date.to_string(),
    };
    leaves.push((path, said));
}

/// Notes the fields of a table.
fn of_table(
    table: &DeTable<'_>,
    path: &str,
    shape: Option<&'static Shape>,
    fields: &mut Vec<Field>,
) {
    for (key, value) in table {
        let name = name_of(key.get_ref());
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        let span = key.span();
        fields.push(Field { start: span.start, end: span.end, path: path.clone(), text: false });
        let described = shape.and_then(|shape| shape.field(key.get_ref()));
        of_value(value, path, described, fields);
    }
}

/// Notes a value and what is in it.
fn of_value(
    value: &Spanned<DeValue<'_>>,
    path: String,
    described: Option<&'static Described>,
    fields: &mut Vec<Field>,
) {
    let span = value.span();
    let shape = described.and_then(Described::shape);
    match value.get_ref() {
        DeValue::Table(table) if described.is_some_and(Described::has_named_tables) => {
            of_named_tables(table, &path, shape, fields);
        }
        DeValue::Table(table) => of_table(table, &path, shape, fields),
        DeValue::Array(rows) => {
            for (row, key) in rows.iter().zip(row_labels(rows, shape)) {
                let path = format!("{path}[{key}]");
                if let DeValue::Table(table) = row.get_ref() {
                    of_table(table, &path, shape, fields);
                }
                let span = row.span();
                let text = matches!(row.get_ref(), DeValue::String(_));
                fields.push(Field { start: span.start, end: span.end, path, text });
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
    // Rows under headings stand where the first of them does, whose own path says more.
    let first = value.get_ref().as_array().and_then(|rows| rows.iter().next());
    if first.is_none_or(|first| first.span() != span) {
        let text = matches!(value.get_ref(), DeValue::String(_));
        fields.push(Field { start: span.start, end: span.end, path, text });
    }
}

/// What each of some rows is called in a path: by its keys, a second one of the same keys with its count, or else by its
/// position from 1.
pub(crate) fn row_labels(rows: &DeArray<'_>, shape: Option<&'static Shape>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let rows = rows.iter().enumerate().map(|(index, row)| {
        let key = row.get_ref().as_table().and_then(|table| key_of(table, shape?));
        match key {
            Some(key) => {
                let count = seen.entry(key.clone()).or_default();
                *count += 1;
                if *count == 1 { key } else { format!("{key}#{count}") }
            }
            None => (index + 1).to_string(),
        }
    });
    rows.collect()
}

/// Notes tables whose names are the user's own.
fn of_named_tables(
    tables: &DeTable<'_>,
    path: &str,
    shape: Option<&'static Shape>,
    fields: &mut Vec<Field>,
) {
    let mut names = Vec::new();
    of_table(tables, path, None, &mut names);
    fields.extend(names);
    for (name, value) in tables {
        let name = name_of(name.get_ref());
        if let (Some(table), Some(shape)) = (value.get_ref().as_table(), shape) {
            of_table(table, &format!("{path}.{name}"), Some(shape), fields);
        }
    }
}

/// What a row is called by: what its key fields say, or stand for where they are left out; none where none is written.
fn key_of(row: &DeTable<'_>, shape: &'static Shape) -> Option<String> {
    called(shape, &|key| Some(row.get(key)?.get_ref().as_str()?.to_owned()))
}

/// What a row is called by whose fields are told by key.
pub(crate) fn called(
    shape: &'static Shape,
    field: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let written = |key: &str| {
        let words = field(key)?;
        let words = words.trim();
        (!words.is_empty()).then(|| label(words))
    };
    let default = |key: &str| {
        let default = shape.field(key)?.default;
        (!default.is_empty()).then(|| label(default))
    };
    let keys = shape.row_keys.iter();
    if !keys.clone().any(|key| written(key).is_some()) {
        return None;
    }
    let parts = keys.filter_map(|key| written(key).or_else(|| default(key)));
    Some(parts.collect::<Vec<_>>().join("/"))
}

/// A row's key as it stands in a path: in quotes where it has signs that mean something there.
fn label(words: &str) -> String {
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"[]\"\\#/".contains(c);
    if words.chars().all(plain) { words.to_owned() } else { quoted(words) }
}

/// A key as it stands in a path.
fn name_of(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { quoted(key) }
}

/// Whether a key needs no quotes.
fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Words in quotes.
fn quoted(words: &str) -> String {
    let one_line: Vec<&str> = words.split_whitespace().collect();
    format!("\"{}\"", one_line.join(" ").replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    /// The fields of a text that is read as a year's file and, for rows of its own, as a self-evaluation report.
    fn outline(text: &str) -> Outline {
        let form =
            if text.contains("indicators") { "data/a/2022/1.toml" } else { "data/a/2022.toml" };
        Outline::of(text, shape_of(form))
    }

    /// The path of the field where some words stand.
    fn path(text: &str, words: &str) -> Option<String> {
        let start = text.find(words).unwrap();
        outline(text).path(start, start + words.len()).map(str::to_owned)
    }

    const DATA: &str = r#"year = 2022
income = [
  { code = "2080109", business = 10.00 },  # 社保
  { code = "2080109", business = 11.00 },
]
expenditure = [ { code = "2080109", fund = "general", basic = 12.00 } ]
budget = [ { code = "208", initial = 13.00 } ]
outside = [ { unit = "school", code = "2080109", superior = 14.00 } ]
members = ["甲", "乙"]

[carry-over]
opening = [ { fund = "non-fiscal", amount = 15.00 } ]

[reasons]
total = "人员增加，工资上涨"
accounts = [ { code = "2080109", change = "缴存基数提高" } ]

[three-public.reception]
domestic = { batches = 16 }
"#;

    const EVALUATION: &str = r#"[[indicators]]
name = "参保 人数"
score = 17
[[indicators]]
score = 18
[[funds]]
source = "县级"
executed = 19
"#;

    #[test]
    fn rows_are_called_by_their_keys() {
        for (words, wanted) in [
            ("10.00", "income[2080109].business"),
            ("11.00", "income[2080109#2].business"),
            ("12.00", "expenditure[2080109/general].basic"),
            ("13.00", "budget[208/general].initial"),
            ("14.00", "outside[school/2080109].superior"),
            ("\"乙\"", "members[2]"),
            ("15.00", "carry-over.opening[non-fiscal].amount"),
            ("工资", "reasons.total"),
            ("缴存基数", "reasons.accounts[2080109/general].change"),
            ("16", "three-public.reception.domestic.batches"),
            ("[three-public.reception]", "three-public.reception"),
            ("{ code = \"208\", initial = 13.00 }", "budget[208/general]"),
            ("year", "year"),
        ] {
            assert_eq!(path(DATA, words).as_deref(), Some(wanted), "{words}");
        }
        for (words, wanted) in [
            ("17", "indicators[\"参保 人数\"].score"),
            ("18", "indicators[2].score"),
            ("19", "funds[县级].executed"),
            ("[[funds]]", "funds[县级]"),
            ("[[indicators]]", "indicators[\"参保 人数\"]"),
        ] {
            assert_eq!(path(EVALUATION, words).as_deref(), Some(wanted), "{words}");
        }
        assert_eq!(outline(DATA).path(0, 0), None);
    }

    #[test]
    fn leaves_say_what_is_written() {
        let leaves = leaves(DATA, shape_of("data/a/2022.toml"));
        for (path, said) in [
            ("year", "2022"),
            ("income[2080109#2].business", "11.00"),
            ("members[2]", "乙"),
            ("reasons.total", "人员增加，工资上涨"),
            ("three-public.reception.domestic.batches", "16"),
        ] {
            let found: Vec<&str> =
                leaves.iter().filter(|(at, _)| at == path).map(|(_, said)| said.as_str()).collect();
            assert_eq!(found, [said], "{path}");
        }
    }

    #[test]
    fn lines_comments_and_the_order_of_rows_make_no_difference() {
        let moved = "# 注\r\n\r\nincome = [ # 社保\r\n  { code = \"201\", business = 1 },\r\n  { business = 10.00, code = \"2080109\" },\r\n]\r\n";
        assert_eq!(path(moved, "10.00").as_deref(), Some("income[2080109].business"));
    }

    #[test]
    fn words_within_a_text_are_told_from_the_whole_of_it() {
        let outline = outline(DATA);
        let whole = DATA.find("\"人员增加").unwrap();
        let end = whole + "\"人员增加，工资上涨\"".len();
        assert!(outline.is_within_text(whole + 1, end - 1));
        assert!(!outline.is_within_text(whole, end));
        assert_eq!(outline.text(whole + 1, whole + 4), Some((whole, end)));
    }

    #[test]
    fn a_broken_file_has_the_fields_that_can_be_read() {
        assert_eq!(path("year = 2022\nincome = [\n", "2022").as_deref(), Some("year"));
    }
}
