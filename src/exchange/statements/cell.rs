//! What a printed cell holds for a spreadsheet: a number as a number, all else as it is.

use crate::engine::{PrintedCell, Side};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Blank,
    /// Words, a code, a number of a column.
    Text(String),
    /// A number.
    Number(Number),
}

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its digits with sign and dot, without separators.
    pub(super) digits: String,
    /// The same for a spreadsheet, which holds it exactly to the last printed digit.
    pub(super) value: f64,
    /// How many decimals are printed.
    pub(super) decimals: usize,
    /// Whether thousands are separated.
    pub(super) separated: bool,
}

/// What a cell holds: numbers stand at the right and below the head of a table; codes stand elsewhere.
pub(super) fn value(cell: &PrintedCell, head: usize) -> Value {
    if cell.text.is_empty() {
        return Value::Blank;
    }
    let number = (cell.side == Side::Right && cell.row >= head).then(|| number(&cell.text));
    number.flatten().map_or_else(|| Value::Text(cell.text.clone()), Value::Number)
}

/// A text that is a number and nothing else; none with more digits than a spreadsheet holds.
fn number(text: &str) -> Option<Number> {
    /// How many digits a spreadsheet holds for certain.
    const HELD: usize = 15;
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let dotted = bare.contains('.');
    let separated = whole.contains(',');
    let groups_hold = !separated
        || whole.split(',').enumerate().all(|(index, group)| match index {
            0 => (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        });
    let figures = whole.replace(',', "");
    let sound = !figures.is_empty()
        && is_digits(&figures)
        && is_digits(decimals)
        && groups_hold
        && dotted != decimals.is_empty()
        && figures.trim_start_matches('0').len() + decimals.len() <= HELD;
    let digits = text.replace(',', "");
    let value = digits.parse().ok().filter(|_| sound)?;
    Some(Number { digits, value, decimals: decimals.len(), separated })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text at the right holds.
    fn held(text: &str) -> Value {
        let text = text.to_owned();
        let cell = PrintedCell { row: 2, column: 1, rows: 1, columns: 1, text, side: Side::Right };
        value(&cell, 2)
    }

    #[test]
    fn numbers_are_numbers() {
        for (text, digits, decimals, separated) in [
            ("416,868,418.19", "416868418.19", 2, true),
            ("-0.50", "-0.50", 2, false),
            ("0", "0", 0, false),
            ("12", "12", 0, false),
            ("1,234", "1234", 0, true),
            ("999999999999.99", "999999999999.99", 2, false),
        ] {
            let Value::Number(number) = held(text) else { panic!("{text}") };
            let value: f64 = digits.parse().unwrap();
            let digits = digits.to_owned();
            assert_eq!(number, Number { digits, value, decimals, separated }, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in [
            "—",
            "1.",
            ".5",
            "1,23",
            "12,34.00",
            "1-2",
            "--1",
            "1e3",
            "5辆",
            "12345678901234567.89",
        ] {
            assert_eq!(held(text), Value::Text(text.to_owned()));
        }
        assert_eq!(held(""), Value::Blank);
    }

    #[test]
    fn codes_and_heads_are_text() {
        let text = "2080109".to_owned();
        let code = PrintedCell { row: 2, column: 0, rows: 1, columns: 1, text, side: Side::Left };
        assert_eq!(value(&code, 2), Value::Text("2080109".to_owned()));
        let head = PrintedCell { row: 1, side: Side::Right, ..code };
        assert_eq!(value(&head, 2), Value::Text("2080109".to_owned()));
    }
}
