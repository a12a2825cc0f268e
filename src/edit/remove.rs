//! Fields, rows and tables removed.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use crate::edit::add::{Holder, follow};
use crate::edit::line::Lines;
use crate::edit::path::Target;
use crate::edit::splice::Splice;

/// The ways to remove what a path leads to.
pub(super) fn ways(text: &str, root: &DeTable<'_>, target: &Target) -> Vec<Vec<Splice>> {
    let lines = Lines::of(text);
    let found = follow(text, root, &target.steps);
    let Some((key, value)) = found.value else { return Vec::new() };
    let span = value.span();
    let headed = match value.get_ref() {
        DeValue::Table(_) => text.get(span.clone()).is_some_and(|written| written.starts_with('[')),
        DeValue::Array(_) => text.get(span.start..).is_some_and(|rest| rest.starts_with("[[")),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => false,
    };
    if headed {
        return sections(&lines, &span);
    }
    let mut parts = Vec::new();
    match (value.get_ref().as_table(), Holder::of(text, span.clone())) {
        (Some(table), Holder::Implied) => dotted(table, &mut parts),
        _ => parts.push((key, span)),
    }
    let parts = parts.into_iter().map(|(key, value)| {
        let start = key_start(&lines, key.start).min(value.start);
        entry(&lines, start..value.end)
    });
    let parts: Vec<[Option<Splice>; WAYS]> = parts.collect();
    let way = |number: usize| {
        parts
            .iter()
            .map(|ways| ways.get(number).cloned().flatten())
            .collect::<Option<Vec<Splice>>>()
    };
    (0..WAYS).filter_map(way).collect()
}

/// The keys and values that dotted keys made of a table.
fn dotted(table: &DeTable<'_>, parts: &mut Vec<(Range<usize>, Range<usize>)>) {
    for (key, value) in table {
        match value.get_ref().as_table() {
            // The table of a dotted key stands where the key does.
            Some(below) if value.span() == key.span() => dotted(below, parts),
            _ => parts.push((key.span(), value.span())),
        }
    }
}

/// How many ways there are to remove an entry.
const WAYS: usize = 4;

/// The ways to remove an entry: with its line, with the comma after it, with the comma before it, alone.
fn entry(lines: &Lines<'_>, whole: Range<usize>) -> [Option<Splice>; WAYS] {
    let text = lines.text;
    let comma = lines.token_after(whole.end).filter(|(kind, _)| *kind == TokenKind::Comma);
    let end = comma.as_ref().map_or(whole.end, |(_, comma)| comma.end);
    // A line of its own goes with the note at its end.
    let own = lines.start(whole.start)..lines.after(end);
    let before = text.get(own.start..whole.start).unwrap_or_default();
    let rest = text.get(end..own.end).unwrap_or_default().trim();
    let is_own = before.trim().is_empty() && (rest.is_empty() || rest.starts_with('#'));
    let after = text.get(end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    [
        is_own.then(|| Splice::over(own, "")),
        comma.map(|_| Splice::over(whole.start..end + blanks, "")),
        comma_before(lines, whole.start).map(|comma| Splice::over(comma.start..whole.end, "")),
        Some(Splice::over(whole, "")),
    ]
}

/// The ways to remove what stands under a heading: its section, or with the sections of the tables below it.
fn sections(lines: &Lines<'_>, heading: &Range<usize>) -> Vec<Vec<Splice>> {
    let start = lines.start(heading.start);
    let mut ends = vec![lines.section_end(Some(heading.start))];
    ends.extend(
        lines.headings_after(heading.start).map(|next| lines.section_end(Some(next.start))),
    );
    let section = |end: usize| {
        let said = lines.last_said(heading.start, end);
        vec![Splice::over(start..said, "")]
    };
    ends.into_iter().map(section).collect()
}

/// Where a key begins that may be the last of a dotted one.
fn key_start(lines: &Lines<'_>, key: usize) -> usize {
    let before = lines.text.get(..key).unwrap_or_default();
    let dotted = before.trim_end_matches([' ', '\t']).ends_with('.');
    if !dotted {
        return key;
    }
    let of_key = |c: char| c.is_alphanumeric() || "-_.\"'".contains(c) || c == ' ' || c == '\t';
    let start = before.trim_end_matches(of_key).len();
    let blanks = before.get(start..).unwrap_or_default();
    start + blanks.len() - blanks.trim_start_matches([' ', '\t']).len()
}

/// The comma before a place, where nothing but blanks, line ends and notes lies between.
fn comma_before(lines: &Lines<'_>, place: usize) -> Option<Range<usize>> {
    let before = lines.text.get(..place)?;
    let commas = before.rmatch_indices(',').map(|(at, comma)| at..at + comma.len());
    let mut commas = commas
        .filter(|comma| lines.token_after(comma.end).is_some_and(|(_, next)| next.start == place));
    commas.next()
}
