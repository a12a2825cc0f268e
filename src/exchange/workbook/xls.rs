//! `.xls` (BIFF8).

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};

use crate::exchange::workbook::Stopped;
use crate::exchange::workbook::sheet::{Content, Gathering};

/// Reads every sheet.
pub(super) fn read(bytes: &[u8], gathering: &mut Gathering) -> Result<(), Stopped> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(why)?;
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets {
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.iter().map(|area| [area.start.0, area.start.1, area.end.0, area.end.1]);
        gathering.sheet(&sheet.name, sheet.visible != SheetVisible::Visible, merged.collect())?;
        let Ok(cells) = workbook.worksheet_range(&sheet.name) else { continue };
        dense(&cells, gathering)?;
    }
    Ok(())
}

/// Takes the cells of a range that hold something.
pub(super) fn dense(
    cells: &calamine::Range<Data>,
    gathering: &mut Gathering,
) -> Result<(), Stopped> {
    let (first_row, first_column) = cells.start().unwrap_or_default();
    for (row, column, value) in cells.used_cells() {
        let content = match value {
            Data::Empty => continue,
            Data::Int(number) => Content::Number(number.to_string()),
            Data::Float(number) => Content::Number(number.to_string()),
            Data::String(text) => Content::Text(text.clone()),
            Data::Bool(flag) => Content::Other(flag.to_string()),
            Data::DateTime(day) => Content::Other(day.as_f64().to_string()),
            Data::DateTimeIso(text) | Data::DurationIso(text) => Content::Other(text.clone()),
            Data::Error(error) => Content::Error(error.to_string()),
        };
        let at = |first: u32, beyond: usize| {
            u32::try_from(beyond).ok().and_then(|beyond| first.checked_add(beyond))
        };
        let (Some(row), Some(column)) = (at(first_row, row), at(first_column, column)) else {
            return Err(Stopped::Damaged);
        };
        gathering.cell(row, column, content)?;
    }
    Ok(())
}

/// Why a workbook is not read.
fn why(error: XlsError) -> Stopped {
    match error {
        XlsError::Password => Stopped::Password,
        _ => Stopped::Damaged,
    }
}
