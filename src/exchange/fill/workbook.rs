//! A report's files → the bytes of its fill-in workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::exchange::fill::asks::asks;
use crate::exchange::fill::book::Book;
use crate::exchange::fill::explain::{ASKS, explain};
use crate::exchange::fill::guide::{GUIDE, introduce};
use crate::exchange::fill::lists;
use crate::exchange::fill::looks::Looks;
use crate::exchange::fill::note::cut;
use crate::exchange::fill::page::{Pen, page};
use crate::exchange::fill::plan::sheets;
use crate::exchange::fill::said::{NAME, Said};
use crate::exchange::fill::sent;
use crate::exchange::fill::slots::{Part, Slot, slots};
use crate::exchange::fill::units::Units;
use crate::project::{Project, Selected};

/// How many UTF-16 units a cell may hold.
const MOST_UNITS: usize = 32_767;

/// How many a sheet's name may have.
const MOST_OF_A_NAME: usize = 31;

/// The fill-in workbook of a report; why there is none where its files cannot be read.
pub fn workbook(project: &Project, selected: &Selected) -> Result<Vec<u8>, String> {
    let Selected { folder, year } = selected;
    let slots = slots(&project.files, folder, *year)?;
    let long = slots.iter().find_map(|slot| too_long(slot).map(|path| (slot, path)));
    if let Some((slot, path)) = long {
        let file = format!("data/{folder}/{}", slot.path);
        return Err(format!(
            "{file} 的 {path} 超过 {MOST_UNITS} 个字，电子表格的一格放不下；请先分段写到别处，或不用填报表"
        ));
    }
    written(project, selected, &slots).map_err(|error| format!("填报表写不出：{error}"))
}

/// The path of a text that no cell can hold.
fn too_long(slot: &Slot) -> Option<String> {
    let long = |text: &String| text.encode_utf16().count() > MOST_UNITS;
    let leaf = slot.said.leaves.iter().find(|(_, text)| long(text));
    let row = || {
        slot.said.rows.iter().find_map(|(path, rows)| {
            let row = rows.iter().find(|row| row.fields.values().any(long))?;
            Some(format!("{path}[{}]", row.label))
        })
    };
    leaf.map(|(path, _)| path.clone()).or_else(row)
}

/// Writes the workbook.
fn written(project: &Project, selected: &Selected, slots: &[Slot]) -> Result<Vec<u8>, XlsxError> {
    let Selected { folder, year } = selected;
    let part = |part: Part| slots.iter().find(|slot| slot.part(*year) == Some(part));
    let nothing = Said::default();
    let of_year = part(Part::Year);
    let own: BTreeMap<String, String> = of_year
        .into_iter()
        .flat_map(|slot| slot.said.rows("names"))
        .filter_map(|row| Some((row.label.clone(), row.fields.get(NAME)?.clone())))
        .collect();
    let before = match (part(Part::LastYear), of_year) {
        (Some(last), _) => (&last.said, ""),
        (None, Some(slot)) => (&slot.said, "prior."),
        (None, None) => (&nothing, ""),
    };
    let unit = part(Part::Unit).and_then(|slot| slot.said.leaves.get("name"));
    let unit = unit.cloned().unwrap_or_else(|| folder.clone());
    let names = project.catalog.names(*year, &own);
    let mut of_lists = Worksheet::new();
    let mut book = Book {
        name: format!("{unit}{year}年度"),
        file: format!("{year}.toml"),
        names,
        units: Units::of(project),
        lists: lists::write(&mut of_lists, names)?,
        looks: Looks::new(),
        asks: of_year.map(|slot| asks(project, selected, slot)).unwrap_or_default(),
        before,
        at: BTreeMap::new(),
        columns: BTreeMap::new(),
    };
    let mut pages = Vec::new();
    let mut titles: Vec<String> = vec![lists::SHEET.to_owned(), sent::SHEET.to_owned()];
    for of in sheets(slots, *year) {
        let mut sheet = begun(&of.title, &mut titles)?;
        let title = sheet.name();
        let mut pen =
            Pen { sheet: &mut sheet, title: &title, book: &mut book, row: 0, widths: Vec::new() };
        page(&mut pen, &of)?;
        pages.push(sheet);
    }
    let mut of_asks = begun(ASKS, &mut titles)?;
    if let Some(slot) = of_year {
        let mut pen =
            Pen { sheet: &mut of_asks, title: ASKS, book: &mut book, row: 0, widths: Vec::new() };
        explain(&mut pen, slot)?;
    }
    let mut guide = begun(GUIDE, &mut titles)?;
    introduce(&mut guide, &book, *year)?;
    let mut hidden = Worksheet::new();
    hidden.set_name(sent::SHEET)?.set_very_hidden(true);
    let cell = |file: &str, path: &str| {
        book.at.get(&(file.to_owned(), path.to_owned())).cloned().unwrap_or_default()
    };
    for (row, line) in (0..).zip(sent::lines(folder, *year, &unit, &book.units, slots, &cell)) {
        for (column, word) in (0..).zip(line).filter(|(_, word)| !word.is_empty()) {
            hidden.write_string(row, column, word)?;
        }
    }
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{}填报表", book.name))
            .set_creation_datetime(&made),
    );
    workbook.push_worksheet(guide);
    workbook.push_worksheet(of_asks);
    for sheet in pages.into_iter().chain([of_lists, hidden]) {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// A sheet of a title, made one that no other has and that spreadsheets allow.
fn begun(title: &str, titles: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let plain = title.replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "");
    let plain = cut(&plain, MOST_OF_A_NAME);
    let numbered = (2..).map(|number| format!("{}{number}", cut(&plain, MOST_OF_A_NAME - 3)));
    let mut names = std::iter::once(plain.clone()).chain(numbered);
    let name = names.find(|name| !titles.contains(name)).unwrap_or_default();
    titles.push(name.clone());
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let allowed = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&allowed);
    sheet.set_column_hidden(0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(sheet)
}
