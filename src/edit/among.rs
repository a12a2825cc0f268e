//! Rows that come among others, in their place.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::edit::add::{add_row, follow, headed};
use crate::edit::line::Lines;
use crate::edit::path::Target;
use crate::edit::splice::Splice;
use crate::edit::value::Value;

/// The ways to put a row among the rows that a path leads to, at a place from 0.
pub(super) fn ways(
    text: &str,
    root: &DeTable<'_>,
    target: &Target,
    at: usize,
    row: &Value,
) -> Vec<Vec<Splice>> {
    let lines = Lines::of(text);
    let found = follow(text, root, &target.steps);
    let Some((_, rows)) = found.value else { return Vec::new() };
    let Some(array) = rows.get_ref().as_array() else { return Vec::new() };
    let spans: Vec<Range<usize>> = array.iter().map(Spanned::span).collect();
    let Some(next) = spans.get(at) else {
        return add_row(&lines, rows.span(), &spans, row);
    };
    let before = at.checked_sub(1).and_then(|before| spans.get(before));
    match text.get(rows.span().start..).is_some_and(|rest| rest.starts_with("[[")) {
        true => headed_before(&lines, before, next, row),
        false => row_before(&lines, before, next, &row.inline()),
    }
}

/// The ways to put a row under a heading before another one.
fn headed_before(
    lines: &Lines<'_>,
    before: Option<&Range<usize>>,
    next: &Range<usize>,
    row: &Value,
) -> Vec<Vec<Splice>> {
    let (Value::Table(fields), Some(heading)) = (row, lines.text.get(next.clone())) else {
        return Vec::new();
    };
    let section = headed(lines, heading, fields);
    // What is said above a heading is said of its row.
    vec![match before {
        Some(before) => {
            let said = lines.last_said(before.end, lines.section_end(Some(before.start)));
            vec![Splice::at(said, format!("{}{section}", lines.end))]
        }
        None => vec![Splice::at(lines.start(next.start), format!("{section}{}", lines.end))],
    }]
}

/// The ways to put a row between brackets before another one.
fn row_before(
    lines: &Lines<'_>,
    before: Option<&Range<usize>>,
    next: &Range<usize>,
    row: &str,
) -> Vec<Vec<Splice>> {
    let line = lines.start(next.start);
    let blanks = lines.text.get(line..next.start).unwrap_or_default();
    let is_own = blanks.trim().is_empty();
    let own = format!("{}{row},{}", lines.indent(next.start), lines.end);
    let comma = before.and_then(|before| lines.token_after(before.end));
    // What is said on the lines above a row is said of it.
    let behind = comma.map(|(_, comma)| lines.after(comma.end)).filter(|behind| *behind <= line);
    let place = behind.unwrap_or(line);
    let mut ways = Vec::new();
    if is_own {
        ways.push(vec![Splice::at(place, own)]);
    }
    ways.push(vec![Splice::at(next.start, format!("{row}, "))]);
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Change, edited};
    use crate::fields::FILES;

    #[test]
    fn a_row_comes_between_others() {
        let year = FILES.iter().find(|form| form.name == "year").unwrap();
        let code = |code: &str| {
            let words = |key: &str, word: &str| (key.to_owned(), Value::Words(word.to_owned()));
            Value::Table(vec![
                words("code", code),
                ("basic".to_owned(), Value::Bare("5.00".to_owned())),
            ])
        };
        let new = "{ code = \"30105\", basic = 5.00 }";
        let (a, b) = ("{ code = \"30101\", basic = 1.00 }", "{ code = \"30102\", basic = 2.00 }");
        let headed =
            "# 甲\n[[economic]]\ncode = \"30101\"\n\n# 乙\n[[economic]] # 乙\ncode = \"30102\"\n";
        let row = "[[economic]]\ncode = \"30105\"\nbasic = 5.00\n";
        for (text, at, wanted) in [
            (
                format!("economic = [ # 全\n  # 甲\n  {a}, # 一\n  # 乙\n  {b}\n]\n"),
                0,
                format!("economic = [ # 全\n  # 甲\n  {new},\n  {a}, # 一\n  # 乙\n  {b}\n]\n"),
            ),
            (
                format!("economic = [ # 全\n  # 甲\n  {a}, # 一\n  # 乙\n  {b}\n]\n"),
                1,
                format!("economic = [ # 全\n  # 甲\n  {a}, # 一\n  {new},\n  # 乙\n  {b}\n]\n"),
            ),
            (
                format!("economic = [\n  {a},\n  {b} # 二\n]\n"),
                2,
                format!("economic = [\n  {a},\n  {b}, # 二\n  {new},\n]\n"),
            ),
            (format!("economic = [ {a}, {b} ]"), 0, format!("economic = [ {new}, {a}, {b} ]")),
            (format!("economic = [ {a}, {b} ]"), 1, format!("economic = [ {a}, {new}, {b} ]")),
            (format!("economic = [ {a}, {b} ]"), 9, format!("economic = [ {a}, {b}, {new} ]")),
            (
                format!("economic = [\n  {a}, {b},\n]\n"),
                1,
                format!("economic = [\n  {a}, {new}, {b},\n]\n"),
            ),
            ("economic = []\n".to_owned(), 3, format!("economic = [\n  {new},\n]\n")),
            (
                headed.to_owned(),
                0,
                headed.replacen("[[economic]]", &format!("{row}\n[[economic]]"), 1),
            ),
            (headed.to_owned(), 1, headed.replacen("\n\n# 乙", &format!("\n\n{row}\n# 乙"), 1)),
            (headed.to_owned(), 2, format!("{headed}\n{row}")),
        ] {
            for end in ["\n", "\r\n"] {
                let [text, wanted] =
                    [&text, &wanted].map(|text| format!("\u{feff}{}", text.replace('\n', end)));
                let change = Change::Insert(at, code("30105"));
                assert_eq!(edited(year, &text, "economic", &change).unwrap(), wanted, "{at}");
            }
        }
        let absent =
            edited(year, "year = 2022\n", "economic", &Change::Insert(0, code("30105"))).unwrap();
        assert_eq!(absent, format!("year = 2022\neconomic = [\n  {new},\n]\n"));
        for (path, row) in [
            ("economic", code("302")),
            ("economic[30101]", code("30105")),
            ("reasons", code("30105")),
        ] {
            let refused =
                edited(year, &format!("economic = [ {a} ]\n"), path, &Change::Insert(0, row));
            assert!(refused.is_err(), "{path}");
        }
    }
}
