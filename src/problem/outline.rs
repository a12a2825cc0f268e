//! The fields of a TOML file, each with where it stands: `income[2080109].business`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Arrays whose rows are of the general public budget where they name no fund.
const OF_GENERAL: [&str; 2] = ["budget", "reasons.accounts"];

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
    /// The fields of a text, as far as it can be read.
    pub(super) fn of(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut fields = Vec::new();
        of_table(table.get_ref(), "", &mut fields);
        fields.sort_by_key(|field| (field.start, Reverse(field.end)));
        Self(fields)
    }

    /// The path of the narrowest field that holds some bytes; none for the top of a file.
    pub(super) fn path(&self, start: usize, end: usize) -> Option<&str> {
        self.around(start, end).map(|field| field.path.as_str())
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

/// Notes the fields of a table.
fn of_table(table: &DeTable<'_>, path: &str, fields: &mut Vec<Field>) {
    for (key, value) in table {
        let name =
            if is_bare(key.get_ref()) { key.get_ref().to_string() } else { quoted(key.get_ref()) };
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        let span = key.span();
        fields.push(Field { start: span.start, end: span.end, path: path.clone(), text: false });
        of_value(value, path, fields);
    }
}

/// Notes a value and what is in it.
fn of_value(value: &Spanned<DeValue<'_>>, path: String, fields: &mut Vec<Field>) {
    let span = value.span();
    match value.get_ref() {
        DeValue::Table(table) => of_table(table, &path, fields),
        DeValue::Array(rows) => {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for (index, row) in rows.iter().enumerate() {
                let key = row.get_ref().as_table().and_then(|table| key_of(table, &path));
                let key = match key {
                    Some(key) => {
                        let count = seen.entry(key.clone()).or_default();
                        *count += 1;
                        if *count == 1 { key } else { format!("{key}#{count}") }
                    }
                    None => (index + 1).to_string(),
                };
                of_value(row, format!("{path}[{key}]"), fields);
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
    let text = matches!(value.get_ref(), DeValue::String(_));
    fields.push(Field { start: span.start, end: span.end, path, text });
}

/// What the row of an array is called by: unit, code and fund, or else its name or source; none where it has none.
fn key_of(row: &DeTable<'_>, array: &str) -> Option<String> {
    let text = |key: &str| {
        let words = row.get(key)?.get_ref().as_str()?.trim();
        (!words.is_empty()).then(|| label(words))
    };
    let code = text("code");
    let usual = || (code.is_some() && OF_GENERAL.contains(&array)).then(|| "general".to_owned());
    let fund = text("fund").or_else(usual);
    let parts: Vec<String> = [text("unit"), code, fund].into_iter().flatten().collect();
    if parts.is_empty() { text("name").or_else(|| text("source")) } else { Some(parts.join("/")) }
}

/// A row's key as it stands in a path: in quotes where it has signs that mean something there.
fn label(words: &str) -> String {
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"[]\"\\#/".contains(c);
    if words.chars().all(plain) { words.to_owned() } else { quoted(words) }
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

    /// The path of the field where some words stand.
    fn path(text: &str, words: &str) -> Option<String> {
        let start = text.find(words).unwrap();
        Outline::of(text).path(start, start + words.len()).map(str::to_owned)
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

[[indicators]]
name = "参保 人数"
score = 17
[[indicators]]
score = 18
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
            ("17", "indicators[\"参保 人数\"].score"),
            ("18", "indicators[2].score"),
            ("{ code = \"208\", initial = 13.00 }", "budget[208/general]"),
            ("year", "year"),
        ] {
            assert_eq!(path(DATA, words).as_deref(), Some(wanted), "{words}");
        }
        assert_eq!(Outline::of(DATA).path(0, 0), None);
    }

    #[test]
    fn lines_comments_and_the_order_of_rows_make_no_difference() {
        let moved = "# 注\r\n\r\nincome = [ # 社保\r\n  { code = \"201\", business = 1 },\r\n  { business = 10.00, code = \"2080109\" },\r\n]\r\n";
        assert_eq!(path(moved, "10.00").as_deref(), Some("income[2080109].business"));
    }

    #[test]
    fn words_within_a_text_are_told_from_the_whole_of_it() {
        let outline = Outline::of(DATA);
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
