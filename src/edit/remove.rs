//! Fields, rows and tables removed.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use crate::edit::add::follow;
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
    let start = key_start(&lines, key.start).min(span.start);
    let whole = start..span.end;
    let mut ways = Vec::new();
    let comma = lines.token_after(whole.end).filter(|(kind, _)| *kind == TokenKind::Comma);
    let end = comma.as_ref().map_or(whole.end, |(_, comma)| comma.end);
    // A line of its own goes with the note at its end.
    let own = lines.start(start)..lines.after(end);
    let before = text.get(own.start..start).unwrap_or_default();
    let rest = text.get(end..own.end).unwrap_or_default().trim();
    if before.trim().is_empty() && (rest.is_empty() || rest.starts_with('#')) {
        ways.push(vec![Splice::over(own, "")]);
    }
    if comma.is_some() {
        let blanks = text.get(end..).unwrap_or_default();
        let blanks = blanks.len() - blanks.trim_start_matches([' ', '\t']).len();
        ways.push(vec![Splice::over(whole.start..end + blanks, "")]);
    }
    if let Some(comma) = comma_before(&lines, whole.start) {
        ways.push(vec![Splice::over(comma.start..whole.end, "")]);
        ways.push(vec![Splice::over(comma, ""), Splice::over(whole.clone(), "")]);
    }
    ways.push(vec![Splice::over(whole, "")]);
    ways
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
