//! `.xlsx`, read as a stream of cells: the area that a sheet says it has is not believed, and far cells take no room.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::exchange::workbook::Stopped;
use crate::exchange::workbook::sheet::{Content, Gathering};

/// How many bytes the files of a workbook may have together once they are unpacked.
const MOST_UNPACKED: u64 = 256 << 20;

/// Reads every sheet.
pub(super) fn read(bytes: &[u8], gathering: &mut Gathering) -> Result<(), Stopped> {
    bounded(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(why)?;
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets {
        let merged = match workbook.merge_cells_by_sheet_name(&sheet.name) {
            Ok(merged) => merged,
            // Sheets of charts and macros have no cells.
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(why(error)),
        };
        let merged = merged.iter().map(|area| [area.start.0, area.start.1, area.end.0, area.end.1]);
        gathering.sheet(&sheet.name, sheet.visible != SheetVisible::Visible, merged.collect())?;
        let mut cells = match workbook.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(why(error)),
        };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(why)? {
            let (row, column) = cell.pos;
            let content = match cell.value {
                DataRef::Empty if cell.formula.is_some() => Content::Uncalculated,
                DataRef::Empty => continue,
                DataRef::Int(number) => Content::Number(number.to_string()),
                DataRef::Float(number) => Content::Number(number.to_string()),
                DataRef::String(text) if text.is_empty() && cell.formula.is_some() => {
                    Content::Uncalculated
                }
                DataRef::String(text) => Content::Text(text),
                DataRef::SharedString(text) => Content::Text(text.to_owned()),
                DataRef::Bool(flag) => Content::Other(flag.to_string()),
                DataRef::DateTime(day) => Content::Other(day.as_f64().to_string()),
                DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Content::Other(text),
                DataRef::Error(error) => Content::Error(error.to_string()),
            };
            gathering.cell(row, column, content)?;
        }
    }
    Ok(())
}

/// Refuses an archive that says it is too large once it is unpacked.
pub(super) fn bounded(bytes: &[u8]) -> Result<(), Stopped> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Stopped::Damaged)?;
    let mut unpacked = 0_u64;
    for number in 0..archive.len() {
        let file = archive.by_index_raw(number).map_err(|_| Stopped::Damaged)?;
        unpacked = unpacked.saturating_add(file.size());
        if unpacked > MOST_UNPACKED {
            return Err(Stopped::TooMuch);
        }
    }
    Ok(())
}

/// Why a workbook is not read.
fn why(error: XlsxError) -> Stopped {
    match error {
        XlsxError::Password => Stopped::Password,
        _ => Stopped::Damaged,
    }
}
