//! Codes as tables print them, and classes by name.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::exchange::statement::{Paper, Troubles};
use crate::exchange::table::{Value, bare, plain};

/// What the cells for a code say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Code {
    /// A code, with the name that stands in the same cell, if one does.
    Of(String, Option<String>),
    /// Words instead, or nothing.
    None,
    /// Something that begins as a code and is none; it is refused already.
    Wrong,
}

/// The code of a row, from the columns that hold codes.
pub(crate) fn code(paper: &Paper<'_>, row: u32, columns: &[u32], troubles: &mut Troubles) -> Code {
    let parts: Vec<(u32, String)> =
        columns.iter().map(|column| (*column, part(paper, row, *column))).collect();
    let Some((first_column, first)) = parts.iter().find(|(_, part)| !part.is_empty()) else {
        return Code::None;
    };
    let digits = first.len() - first.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || first.chars().all(|c| c == '0') {
        return Code::None;
    }
    let mut wrong = |code: &str| {
        let cell = paper.cell(row, *first_column);
        troubles.refuse(format!(
            "{cell} 的编码“{code}”不完整：应当是 3、5 或 7 位（{}）",
            paper.label(row)
        ));
        Code::Wrong
    };
    let (number, name) = first.split_at_checked(digits).unwrap_or((first, ""));
    if !name.is_empty() {
        // A numbered label is no code.
        return match number.len() {
            3 | 5 | 7 if !name.starts_with(['、', '.']) => Code::Of(
                number.to_owned(),
                Some(name.trim_start_matches(['-', ']', ')']).to_owned()),
            ),
            _ => Code::None,
        };
    }
    let rest: Vec<&str> = parts
        .iter()
        .skip_while(|(column, _)| column != first_column)
        .skip(1)
        .map(|(_, part)| part.as_str())
        .collect();
    let filled = rest.iter().take_while(|part| !part.is_empty()).count();
    if rest.iter().skip(filled).any(|part| !part.is_empty())
        || parts.first().is_some_and(|(column, _)| column != first_column && parts.len() > 1)
    {
        let all: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).collect();
        return wrong(all.join(" ").trim());
    }
    let mut whole = number.to_owned();
    for part in rest.iter().take(filled) {
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return wrong(&[whole.as_str(), *part].join(" "));
        }
        match part.len() {
            // Zeros at the front are lost where a code was stored as a number.
            1 => whole.push_str(&format!("0{part}")),
            2 => whole.push_str(part),
            _ if part.starts_with(&whole) => whole = (*part).to_owned(),
            _ => return wrong(&[whole.as_str(), *part].join(" ")),
        }
    }
    match whole.len() {
        3 | 5 | 7 => Code::Of(whole, None),
        _ => wrong(&whole),
    }
}

/// One cell of a code: its digits, whether they were stored as a number or as words.
fn part(paper: &Paper<'_>, row: u32, column: u32) -> String {
    let words = paper.grid.words(row, column);
    let words = words.trim_start_matches(['\'', '[', '(']);
    match words.split_once('.') {
        Some((whole, zeros)) if zeros.chars().all(|c| c == '0') => whole.to_owned(),
        _ => match paper.grid.value(row, column) {
            Value::Error(error) => error,
            Value::Nothing | Value::Number(_) | Value::Uncalculated | Value::Words(_) => {
                words.trim_end_matches([']', ')']).to_owned()
            }
        },
    }
}

/// The functional classes by their names, those of before included.
#[derive(Debug)]
pub(crate) struct ClassNames(BTreeMap<String, String>);

impl ClassNames {
    /// The classes of a catalogue.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let mut names = BTreeMap::new();
        for code in 200..300_u32 {
            let code = code.to_string();
            let former = catalog.formers(&code).iter().map(|former| former.name.as_str());
            for name in former.chain(catalog.function(&code)) {
                names.insert(plain(name), code.clone());
            }
        }
        Self(names)
    }

    /// The class that a label names.
    pub(crate) fn class(&self, label: &str) -> Option<&str> {
        self.0.get(bare(label)).map(String::as_str)
    }
}
