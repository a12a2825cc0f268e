//! Values replaced, and fields, rows and tables added.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use crate::edit::line::Lines;
use crate::edit::path::{Step, Target};
use crate::edit::splice::Splice;
use crate::edit::value::{Value, entry};

/// A table that is there, by how it is written.
#[derive(Debug, Clone)]
pub(super) enum Holder {
    /// The top of the file.
    Top,
    /// `{ … }`.
    Inline(Range<usize>),
    /// Under a heading, which stands there.
    Headed(Range<usize>),
    /// Made by dotted keys or by the headings of tables below it.
    Implied,
}

impl Holder {
    /// How a table at a span is written.
    pub(super) fn of(text: &str, span: Range<usize>) -> Self {
        match text.get(span.clone()).and_then(|written| written.chars().next()) {
            Some('{') => Self::Inline(span),
            Some('[') => Self::Headed(span),
            _ => Self::Implied,
        }
    }
}

/// What is there of a path, from the top down.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The innermost table on the way that is there, and how it is written.
    pub(super) table: &'a DeTable<'a>,
    /// How it is written.
    pub(super) holder: Holder,
    /// The keys that lead to it; none where there is a row among them.
    pub(super) keys: Option<Vec<String>>,
    /// The value of the last key that is there, with where its key stands.
    pub(super) value: Option<(Range<usize>, &'a Spanned<DeValue<'a>>)>,
}

/// Follows a path as far as it is there.
pub(super) fn follow<'a>(text: &str, root: &'a DeTable<'a>, steps: &[Step]) -> Found<'a> {
    let mut found = Found { table: root, holder: Holder::Top, keys: Some(Vec::new()), value: None };
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Key(key) => {
                let Some((name, value)) = found.table.get_key_value(key.as_str()) else { break };
                found.value = Some((name.span(), value));
                found.keys.iter_mut().for_each(|keys| keys.push(key.clone()));
            }
            Step::Row(row) => {
                let rows = found.value.as_ref().and_then(|(_, value)| value.get_ref().as_array());
                let Some(row) = rows.and_then(|rows| rows.get(*row)) else { break };
                found.value = Some((row.span(), row));
                found.keys = None;
            }
            Step::New(_) => break,
        }
        let Some((_, value)) = &found.value else { break };
        if let Some(table) = value.get_ref().as_table().filter(|_| number + 1 < steps.len()) {
            found.holder = Holder::of(text, value.span());
            found.table = table;
            found.value = None;
        }
    }
    found
}

/// The ways to replace a value that is there.
pub(super) fn replacements(
    text: &str,
    root: &DeTable<'_>,
    target: &Target,
    value: &Value,
) -> Vec<Vec<Splice>> {
    let lines = Lines::of(text);
    let found = follow(text, root, &target.steps);
    let Some((_, old)) = found.value else { return Vec::new() };
    let span = old.span();
    let on_lines = matches!(found.holder, Holder::Top | Holder::Headed(_));
    let mut ways = Vec::new();
    let whole = match old.get_ref() {
        DeValue::Table(_) | DeValue::Array(_) => {
            // Tables and rows under headings are changed field by field.
            let written = text.get(span.clone()).unwrap_or_default();
            written.starts_with('{') || written.starts_with('[') && written.ends_with(']')
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => true,
    };
    if whole {
        if on_lines {
            ways.push(vec![Splice::over(span.clone(), value.on_lines(lines.end))]);
        }
        ways.push(vec![Splice::over(span, value.inline())]);
    }
    ways
}

/// The ways to add what is not there.
pub(super) fn ways(
    text: &str,
    root: &DeTable<'_>,
    target: &Target,
    value: &Value,
) -> Vec<Vec<Splice>> {
    let lines = Lines::of(text);
    let found = follow(text, root, &target.steps);
    let missing = target.steps.get(target.there..).unwrap_or_default();
    match (missing, &found.value) {
        ([Step::New(keys), rest @ ..], Some((_, rows))) => {
            let row = row(keys, rest, value);
            rows.get_ref().as_array().map_or_else(Vec::new, |array| {
                let spans: Vec<Range<usize>> = array.iter().map(Spanned::span).collect();
                add_row(&lines, rows.span(), &spans, &row)
            })
        }
        ([Step::Key(key), rest @ ..], _) => {
            let value = nested(rest, value);
            add_field(&lines, &found, key, &value)
        }
        _ => Vec::new(),
    }
}

/// A row under its heading, as lines.
pub(super) fn headed(lines: &Lines<'_>, heading: &str, fields: &[(String, Value)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(key, value)| entry(key, &value.on_lines(lines.end)) + lines.end)
        .collect();
    format!("{heading}{}{}", lines.end, fields.concat())
}

/// A value within the tables and rows that lead to it.
fn nested(steps: &[Step], value: &Value) -> Value {
    match steps {
        [] => value.clone(),
        [Step::New(keys), rest @ ..] => Value::Rows(vec![row(keys, rest, value)]),
        [Step::Key(key), rest @ ..] => Value::Table(vec![(key.clone(), nested(rest, value))]),
        [Step::Row(_), rest @ ..] => nested(rest, value),
    }
}

/// A new row: its keys, and a value within it.
fn row(keys: &[(&'static str, String)], rest: &[Step], value: &Value) -> Value {
    let keys = keys.iter().map(|(key, word)| ((*key).to_owned(), Value::Words(word.clone())));
    let mut fields: Vec<(String, Value)> = keys.collect();
    if let Value::Table(others) = nested(rest, value) {
        fields.retain(|(key, _)| others.iter().all(|(other, _)| other != key));
        fields.extend(others);
    }
    Value::Table(fields)
}

/// The ways to add a field to a table.
fn add_field(lines: &Lines<'_>, found: &Found<'_>, key: &str, value: &Value) -> Vec<Vec<Splice>> {
    let line = entry(key, &value.on_lines(lines.end));
    let inline = entry(key, &value.inline());
    match &found.holder {
        Holder::Top => {
            let mut ways = Vec::new();
            if let Value::Table(fields) = value {
                ways.push(new_section(lines, &[key.to_owned()], fields));
            }
            ways.push(new_entry(lines, 0, lines.section_end(None), found.table, &line));
            ways
        }
        Holder::Headed(heading) => {
            let end = lines.section_end(Some(heading.start));
            vec![new_entry(lines, heading.end, end, found.table, &line)]
        }
        Holder::Inline(span) => vec![into_inline(lines, span, found.table, &inline)],
        Holder::Implied => {
            let mut ways = Vec::new();
            for (name, old) in found.table {
                ways.extend(dotted(lines, name.span(), old.span(), [&line, &inline]));
            }
            if let Some(keys) = &found.keys {
                let fields = [(key.to_owned(), value.clone())];
                ways.push(new_section(lines, keys, &fields));
            }
            ways
        }
    }
}

/// A line after the last of a section that says something.
fn new_entry(
    lines: &Lines<'_>,
    from: usize,
    section_end: usize,
    table: &DeTable<'_>,
    line: &str,
) -> Vec<Splice> {
    let within = |span: &Range<usize>| span.start >= from && span.end <= section_end;
    let mut first = table.iter().map(|(key, _)| key.span()).filter(within).collect::<Vec<_>>();
    first.sort_by_key(|span| span.start);
    let indent = first.first().map_or("", |span| lines.indent(span.start));
    let said = match (first.is_empty(), from) {
        // A file without fields of its own begins with notes about the whole.
        (true, 0) => notes_at_the_top(lines),
        _ => lines.last_said(from, section_end),
    };
    vec![Splice::at(said, lines.new_line(said, &format!("{indent}{line}")))]
}

/// The byte after the notes at the top of a text.
fn notes_at_the_top(lines: &Lines<'_>) -> usize {
    let mut at = 0;
    while lines.text.get(at..).is_some_and(|rest| rest.starts_with('#')) {
        at = lines.after(at);
    }
    at
}

/// A section of its own at the end of the file.
fn new_section(lines: &Lines<'_>, keys: &[String], fields: &[(String, Value)]) -> Vec<Splice> {
    let path: Vec<String> = keys.iter().map(|key| bare(key)).collect();
    let fields: Vec<String> = fields
        .iter()
        .map(|(key, value)| entry(key, &value.on_lines(lines.end)) + lines.end)
        .collect();
    let end = lines.text.len();
    let parted = if lines.text.is_empty() { "" } else { lines.end };
    let begun = if lines.text.is_empty() || lines.text.ends_with('\n') { "" } else { lines.end };
    let section = format!("{begun}{parted}[{}]{}{}", path.join("."), lines.end, fields.concat());
    vec![Splice::at(end, section)]
}

/// A key as it stands in a heading.
fn bare(key: &str) -> String {
    let written = entry(key, "");
    written.trim_end_matches([' ', '=']).to_owned()
}

/// A field behind the last one of `{ … }`.
fn into_inline(
    lines: &Lines<'_>,
    span: &Range<usize>,
    table: &DeTable<'_>,
    field: &str,
) -> Vec<Splice> {
    let ends = table.iter().map(|(_, value)| last_byte(value));
    let Some(last) = ends.max().filter(|last| *last < span.end) else {
        let close = span.end.saturating_sub(1);
        let inner = span.start + 1..close;
        return match lines.text.get(inner.clone()).is_some_and(|inner| inner.trim().is_empty()) {
            true => vec![Splice::over(inner, format!(" {field} "))],
            false => vec![Splice::at(close, format!(" {field} "))],
        };
    };
    match lines.token_after(last) {
        Some((TokenKind::Comma, comma)) => vec![Splice::at(comma.end, format!(" {field}"))],
        _ => vec![Splice::at(last, format!(", {field}"))],
    }
}

/// The byte after a value, or after the last value of a table made by dotted keys.
fn last_byte(value: &Spanned<DeValue<'_>>) -> usize {
    let below = value.get_ref().as_table().into_iter().flatten();
    let below = below.map(|(_, value)| last_byte(value)).max();
    below.unwrap_or(0).max(value.span().end)
}

/// A dotted key after another one of the same table.
fn dotted(
    lines: &Lines<'_>,
    key: Range<usize>,
    value: Range<usize>,
    [line, inline]: [&str; 2],
) -> Vec<Vec<Splice>> {
    let before = lines.text.get(..key.start).unwrap_or_default();
    let of_key = |c: char| c.is_alphanumeric() || "-_.\"'".contains(c) || c == ' ' || c == '\t';
    let prefix = before.trim_end_matches(of_key).len();
    let prefix = lines.text.get(prefix..key.start).unwrap_or_default();
    let after = lines.after(value.end);
    let own = format!("{prefix}{line}");
    vec![
        vec![Splice::at(after, lines.new_line(after, &own))],
        vec![Splice::at(value.end, format!(", {}{inline}", prefix.trim_start()))],
    ]
}

/// The ways to write a row between brackets that have none, but perhaps notes.
fn first_row(lines: &Lines<'_>, span: &Range<usize>, row: &str) -> Vec<Vec<Splice>> {
    let end = lines.end;
    let close = span.end.saturating_sub(1);
    let inner = span.start + 1..close;
    if lines.text.get(inner.clone()).is_some_and(|inner| inner.trim().is_empty()) {
        return vec![vec![Splice::over(inner, format!("{end}  {row},{end}"))]];
    }
    let line = lines.start(close);
    vec![
        vec![Splice::at(line, format!("  {row},{end}"))],
        vec![Splice::at(close, format!("  {row},{end}"))],
    ]
}

/// The ways to add a row to rows at a span, whose rows are at spans.
pub(super) fn add_row(
    lines: &Lines<'_>,
    span: Range<usize>,
    rows: &[Range<usize>],
    row: &Value,
) -> Vec<Vec<Splice>> {
    let text = lines.text;
    let written = row.inline();
    let Some(last) = rows.last() else {
        return first_row(lines, &span, &written);
    };
    if text.get(span.start..).is_some_and(|rest| rest.starts_with("[[")) {
        let (Value::Table(fields), Some(heading)) = (row, text.get(last.clone())) else {
            return Vec::new();
        };
        let row = headed(lines, heading, fields);
        let section = lines.section_end(Some(last.start));
        let places = [lines.last_said(last.end, section), text.len()];
        let added = |at: usize| {
            let begun =
                if text.get(..at).is_some_and(|b| b.ends_with('\n')) { "" } else { lines.end };
            vec![Splice::at(at, format!("{begun}{}{row}", lines.end))]
        };
        return places.into_iter().map(added).collect();
    }
    let after = match lines.token_after(last.end) {
        Some((TokenKind::Comma, comma)) => Some(comma.end),
        _ => None,
    };
    let line_end = lines.after(after.unwrap_or(last.end));
    let closes_later = line_end < span.end;
    let mut ways = Vec::new();
    if closes_later {
        let line = format!("{}{written},", lines.indent(last.start));
        let mut splices = vec![Splice::at(line_end, lines.new_line(line_end, &line))];
        if after.is_none() {
            splices.push(Splice::at(last.end, ","));
        }
        ways.push(splices);
    }
    ways.push(match after {
        Some(comma) => vec![Splice::at(comma, format!(" {written}"))],
        None => vec![Splice::at(last.end, format!(", {written}"))],
    });
    ways
}
