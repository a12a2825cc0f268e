//! Statements as a workbook: one sheet each, laid out and ready to print like the page.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};

use crate::engine::{PrintedCell, PrintedStatement, Side};
use crate::exchange::statements::cell::{Number, Value, value};
use crate::exchange::statements::sheet_name::names;

/// The font of all cells, which every spreadsheet program has or replaces.
const FONT: &str = "宋体";
/// A4, as spreadsheets number papers.
const A4: u8 = 9;
/// How many characters stand on a line of an upright page, and of one that lies on its side.
const CHARACTERS: [f64; 2] = [92.0, 136.0];

/// The bytes of a workbook with the statements of one report; the same each time.
pub(crate) fn workbook(statements: &[PrintedStatement], title: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The time of making is that of no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for (statement, name) in statements.iter().zip(names(statements)) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        write_sheet(sheet, statement)?;
    }
    workbook.save_to_buffer()
}

/// Writes a statement on a sheet.
fn write_sheet(sheet: &mut Worksheet, statement: &PrintedStatement) -> Result<(), XlsxError> {
    let last = column(statement.widths.len().saturating_sub(1));
    let [upright, lying] = CHARACTERS;
    let line = if statement.landscape { lying } else { upright };
    let widths = widths(statement, line);
    for (index, width) in widths.iter().enumerate() {
        sheet.set_column_width(column(index), *width)?;
    }
    for (index, line) in statement.above.iter().enumerate() {
        write_line(sheet, row(index), line, last)?;
    }
    let top = statement.above.len();
    for (index, height) in heights(statement, &widths).into_iter().enumerate() {
        sheet.set_row_height(row(top + index), height)?;
    }
    for cell in &statement.cells {
        write_cell(sheet, cell, top, statement.head)?;
    }
    let rows = statement.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or_default();
    for (index, line) in statement.below.iter().enumerate() {
        // Notes begin at the left; a full line of them only seems to stand in the middle.
        let words: Vec<&str> = line.iter().map(|(_, text)| text.as_str()).collect();
        write_line(sheet, row(top + rows + index), &[(Side::Left, words.join(" "))], last)?;
    }
    if rows > 0 {
        let end = row(top + rows - 1);
        sheet.ignore_error_range(row(top), 0, end, last, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    if statement.landscape {
        sheet.set_landscape();
    }
    let head = top + statement.head;
    if head > 0 {
        sheet.set_repeat_rows(0, row(head - 1))?;
        sheet.set_freeze_panes(row(head), 0)?;
    }
    Ok(())
}

/// How wide the columns are, in characters, of which a line of the page has so many; every number fits into its own.
fn widths(statement: &PrintedStatement, line: f64) -> Vec<f64> {
    let mut widths: Vec<f64> = statement.widths.iter().map(|part| (part * line).max(3.0)).collect();
    for cell in statement.cells.iter().filter(|cell| cell.columns == 1) {
        if let Value::Number(_) = value(cell, statement.head)
            && let Some(width) = widths.get_mut(cell.column)
        {
            *width = width.max(f64::from(length(&cell.text)) * 1.1 + 1.5);
        }
    }
    widths
}

/// How high the rows of a table are, in points, so that words that are broken within a cell show whole.
fn heights(statement: &PrintedStatement, widths: &[f64]) -> Vec<f64> {
    /// How high one line of words is.
    const LINE: f64 = 14.0;
    let rows = statement.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or_default();
    let mut heights = vec![LINE + 2.0; rows];
    for cell in &statement.cells {
        let Value::Text(text) = value(cell, statement.head) else { continue };
        let room = widths.iter().skip(cell.column).take(cell.columns).sum::<f64>() - 1.0;
        let needed = (f64::from(length(&text)) / room.max(2.0)).ceil() * LINE + 2.0;
        let spanned = heights.iter_mut().skip(cell.row).take(cell.rows);
        let missing = needed - spanned.map(|height| *height).sum::<f64>();
        let last = heights.get_mut(cell.row + cell.rows - 1);
        if let Some(last) = last.filter(|_| missing > 0.0) {
            *last += missing;
        }
    }
    heights
}

/// How many characters of half a width a text has.
fn length(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Writes one of the lines outside of the table: the first of those above it is the title.
fn write_line(
    sheet: &mut Worksheet,
    at: u32,
    line: &[(Side, String)],
    last: u16,
) -> Result<(), XlsxError> {
    let is_title = at == 0;
    let format = if is_title {
        sheet.set_row_height(at, 30)?;
        Format::new().set_font_name(FONT).set_font_size(16).set_bold()
    } else {
        Format::new().set_font_name(FONT).set_font_size(10)
    };
    let format = format.set_align(FormatAlign::VerticalCenter);
    for (side, text) in line {
        let format = guarded(format.clone().set_align(align(*side)), text);
        match side {
            Side::Middle if line.len() == 1 && last > 0 => {
                sheet.merge_range(at, 0, at, last, text, &format)?;
            }
            Side::Left => {
                sheet.write_string_with_format(at, 0, text, &format)?;
            }
            Side::Middle => {
                sheet.write_string_with_format(at, last / 2, text, &format)?;
            }
            Side::Right => {
                sheet.write_string_with_format(at, last, text, &format)?;
            }
        }
    }
    Ok(())
}

/// Writes a cell of a table whose first row is the sheet's row `top`.
fn write_cell(
    sheet: &mut Worksheet,
    cell: &PrintedCell,
    top: usize,
    head: usize,
) -> Result<(), XlsxError> {
    let (first, left) = (row(top + cell.row), column(cell.column));
    let (bottom, right) =
        (row(top + cell.row + cell.rows - 1), column(cell.column + cell.columns - 1));
    let format = Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_align(align(cell.side));
    let value = value(cell, head);
    let format = match &value {
        Value::Blank => format,
        Value::Text(text) => guarded(format.set_text_wrap(), text),
        Value::Number(number) => format.set_num_format(pattern(number)),
    };
    if (bottom, right) != (first, left) {
        sheet.merge_range(first, left, bottom, right, "", &format)?;
    }
    match value {
        Value::Blank => sheet.write_blank(first, left, &format)?,
        Value::Text(text) => sheet.write_string_with_format(first, left, text, &format)?,
        Value::Number(number) => {
            sheet.write_number_with_format(first, left, number.value, &format)?
        }
    };
    Ok(())
}

/// How a spreadsheet shows a number as it is printed.
fn pattern(number: &Number) -> String {
    let whole = if number.separated { "#,##0" } else { "0" };
    match number.decimals {
        0 => whole.to_owned(),
        decimals => format!("{whole}.{}", "0".repeat(decimals)),
    }
}

/// A format under which a text is not taken for a formula when its cell is edited.
fn guarded(format: Format, text: &str) -> Format {
    if text.starts_with(['=', '+', '-', '@']) { format.set_quote_prefix() } else { format }
}

/// Where the words of a cell stand.
fn align(side: Side) -> FormatAlign {
    match side {
        Side::Left => FormatAlign::Left,
        Side::Middle => FormatAlign::Center,
        Side::Right => FormatAlign::Right,
    }
}

/// A row's number; a sheet refuses those that it has not.
fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A column's number; a sheet refuses those that it has not.
fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
