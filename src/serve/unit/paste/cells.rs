//! The cells of what spreadsheets copy, and the numbers in them.

use rust_decimal::Decimal;

use crate::exchange::fill::Content;
use crate::exchange::{UnitOfMoney, Value, value};

/// The cells of a text as spreadsheets copy it: tabs between cells, quotes around those with line ends.
pub(super) fn cut(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// The number that a text is.
pub(super) fn number(text: &str) -> Option<Decimal> {
    match value(Some(&Content::Text(text.to_owned()))) {
        Value::Number(number) => Some(number),
        Value::Nothing | Value::Uncalculated | Value::Error(_) | Value::Words(_) => None,
    }
}

/// Whether a text stands for nothing.
pub(super) fn is_blank(text: &str) -> bool {
    value(Some(&Content::Text(text.to_owned()))) == Value::Nothing
}

/// An amount in 元; what is no number stays as it is.
pub(super) fn scaled(text: &str, unit: UnitOfMoney) -> String {
    match (unit, number(text)) {
        (UnitOfMoney::Yuan, _) | (_, None) => text.to_owned(),
        (_, Some(number)) => match number.checked_mul(unit.yuan()) {
            Some(yuan) => yuan.normalize().to_string(),
            None => text.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_cut_as_spreadsheets_copy_them() {
        let text = "编码\t名称\r\n30101\t\"甲\n\"\"乙\"\"\"\r\n\t\r\n302\t5\" 管\r\n";
        assert_eq!(
            cut(text),
            [vec!["编码", "名称"], vec!["30101", "甲\n\"乙\""], vec!["302", "5\" 管"]]
        );
        assert!(cut(" \r\n\t").is_empty());
    }

    #[test]
    fn amounts_are_taken_for_yuan() {
        for (text, unit, wanted) in [
            ("1,234.5678", UnitOfMoney::TenThousand, "12345678"),
            ("（0.01）", UnitOfMoney::TenThousand, "-100"),
            ("12", UnitOfMoney::Thousand, "12000"),
            ("—", UnitOfMoney::TenThousand, "—"),
            ("1.5", UnitOfMoney::Yuan, "1.5"),
        ] {
            assert_eq!(scaled(text, unit), wanted);
        }
    }
}
