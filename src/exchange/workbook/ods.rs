//! `.ods`.

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader, SheetVisible};

use crate::exchange::workbook::Stopped;
use crate::exchange::workbook::sheet::Gathering;
use crate::exchange::workbook::xls::dense;
use crate::exchange::workbook::xlsx::bounded;

/// Reads every sheet.
pub(super) fn read(bytes: &[u8], gathering: &mut Gathering) -> Result<(), Stopped> {
    bounded(bytes)?;
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(why)?;
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets {
        gathering.sheet(&sheet.name, sheet.visible != SheetVisible::Visible, Vec::new())?;
        let cells = workbook.worksheet_range(&sheet.name).map_err(why)?;
        dense(&cells, gathering)?;
    }
    Ok(())
}

/// Why a workbook is not read.
fn why(error: OdsError) -> Stopped {
    match error {
        OdsError::Password => Stopped::Password,
        OdsError::CellLimitExceeded { .. } => Stopped::TooMuch,
        _ => Stopped::Damaged,
    }
}
