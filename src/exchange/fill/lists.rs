//! The codes to choose from, on a hidden sheet.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::catalog::Names;
use crate::fields::field::Codes;

/// The name of the sheet.
pub(super) const SHEET: &str = "清单";

/// Which codes stand in which column.
const COLUMNS: [(Codes, u16); 4] =
    [(Codes::Item, 0), (Codes::Function, 1), (Codes::Economic, 2), (Codes::Any, 3)];

/// The lists of codes.
#[derive(Debug)]
pub(super) struct Lists {
    /// How many codes each column has.
    lengths: [usize; 4],
}

/// Writes the lists onto a sheet.
pub(super) fn write(sheet: &mut Worksheet, names: Names<'_>) -> Result<Lists, XlsxError> {
    sheet.set_name(SHEET)?.set_hidden(true).set_column_range_width(0, 3, 36)?;
    let mut lengths = [0; 4];
    for ((codes, column), length) in COLUMNS.into_iter().zip(&mut lengths) {
        let functions = names.functions().filter(|(code, _)| match codes {
            Codes::Item => code.len() == 7,
            Codes::Function | Codes::Any => true,
            Codes::Economic => false,
        });
        let economics = names.economics().filter(|(code, _)| match codes {
            Codes::Item | Codes::Function => false,
            Codes::Economic => code.len() == 5,
            Codes::Any => true,
        });
        for (row, (code, name)) in (0..).zip(functions.chain(economics)) {
            sheet.write_string(row, column, format!("{code} {name}"))?;
            *length += 1;
        }
    }
    Ok(Lists { lengths })
}

impl Lists {
    /// The cells of a list.
    pub(super) fn range(&self, codes: Codes) -> String {
        let found = COLUMNS.iter().zip(&self.lengths).find(|((other, _), _)| *other == codes);
        let (letter, length) = match found {
            Some(((_, 0), length)) => ('A', *length),
            Some(((_, 1), length)) => ('B', *length),
            Some(((_, 2), length)) => ('C', *length),
            Some((_, length)) => ('D', *length),
            None => ('A', 0),
        };
        format!("'{SHEET}'!${letter}$1:${letter}${}", length.max(1))
    }
}
