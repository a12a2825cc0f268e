//! A report's files → the bytes of its fill-in workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::catalog::Names;
use crate::exchange::fill::asks::{Ask, asks};
use crate::exchange::fill::check::Area;
use crate::exchange::fill::filled::mark;
use crate::exchange::fill::lists::{self, Lists};
use crate::exchange::fill::looks::Looks;
use crate::exchange::fill::note::cut;
use crate::exchange::fill::page::{Pen, lines_of, page};
use crate::exchange::fill::plan::sheets;
use crate::exchange::fill::said::{NAME, Said};
use crate::exchange::fill::sent;
use crate::exchange::fill::slots::{Part, Slot, slots};
use crate::fields::field::{Codes, Field, Kind};
use crate::fields::path::described;
use crate::model::amount::Money;
use crate::project::{Project, Selected};

/// How many UTF-16 units a cell may hold.
const MOST_UNITS: usize = 32_767;

/// How many a sheet's name may have.
const MOST_OF_A_NAME: usize = 31;

/// What all sheets are written with.
pub(super) struct Book<'a> {
    /// The name of the unit, with the year.
    pub name: String,
    /// The year's file.
    pub file: String,
    /// The names of codes.
    names: Names<'a>,
    /// The lists of codes.
    pub lists: Lists,
    /// What cells look like.
    pub looks: Looks,
    /// What is to be explained.
    pub asks: Vec<Ask>,
    /// What is known of last year, and what its paths begin with.
    before: (&'a Said, &'static str),
    /// Where each value stands, by file and path.
    pub at: BTreeMap<(String, String), String>,
    /// The columns of rows, by their path and key, with their sheet.
    pub columns: BTreeMap<(String, String), (String, Area)>,
}

impl Book<'_> {
    /// The name of a code.
    pub(super) fn name_of(&self, field: &Field, code: &str) -> Option<&str> {
        let Kind::Code(codes) = field.kind else { return None };
        match codes {
            Codes::Item | Codes::Function => self.names.function(code),
            Codes::Economic => self.names.economic(code),
            Codes::Any => self.names.function(code).or_else(|| self.names.economic(code)),
        }
    }

    /// What last year's was of a single amount.
    pub(super) fn before(&self, path: &str) -> Option<&str> {
        let (said, prefix) = self.before;
        let full = format!("{prefix}{path}");
        let found = match full.strip_suffix(".final") {
            Some(whole) => said.leaves.get(&full).or_else(|| said.leaves.get(whole)),
            None if path == "operating-expense" => said.leaves.get(&full),
            None => None,
        };
        found.map(String::as_str)
    }

    /// What last year's amounts of a row were together.
    pub(super) fn row_before(&self, path: &str, label: &str) -> Option<Money> {
        let (said, prefix) = self.before;
        let row = said.row(&format!("{prefix}{path}"), label)?;
        let amounts = row.fields.iter().filter(|(key, _)| !["code", NAME].contains(&key.as_str()));
        Some(amounts.filter_map(|(_, text)| Money::parse(text).ok()).sum())
    }
}

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
    introduce(&mut guide, &book, selected)?;
    let mut hidden = Worksheet::new();
    hidden.set_name(sent::SHEET)?.set_very_hidden(true);
    let cell = |file: &str, path: &str| {
        book.at.get(&(file.to_owned(), path.to_owned())).cloned().unwrap_or_default()
    };
    for (row, line) in (0..).zip(sent::lines(folder, *year, &unit, slots, &cell)) {
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

/// The title of the sheet of what is to be explained.
const ASKS: &str = "要说明的";

/// The title of the first sheet.
const GUIDE: &str = "填表说明";

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

/// Writes the sheet of what the report must explain: one line for each, with the figures beside it and the rule that asks.
fn explain(pen: &mut Pen<'_, '_>, slot: &Slot) -> Result<(), XlsxError> {
    pen.head("程序按核对规则列出：哪些增减、与预算的差异、用途要说明。左边是数，中间填写，右边是哪条规则要的")?;
    pen.sheet.set_column_width(1, 52)?.set_column_width(2, 64)?;
    pen.sheet.set_column_width(3, 30)?.set_column_width(4, 40)?;
    let header = pen.book.looks.header.clone();
    for (column, title) in (1..).zip(["数", "填写：原因或用途", "写什么", "规则"]) {
        pen.sheet.write_string_with_format(2, column, title, &header)?;
    }
    pen.row = 3;
    pen.sheet.set_freeze_panes(3, 0)?;
    pen.sheet.set_repeat_rows(2, 2)?;
    if pen.book.asks.is_empty() {
        let remark = pen.book.looks.remark.clone();
        let said = "现在没有列出的：没有要说明的，或数据还不全。数填好以后再导出一次，就会列在这里";
        pen.sheet.write_string_with_format(3, 1, said, &remark)?;
        return Ok(());
    }
    for ask in pen.book.asks.clone() {
        let Some(field) = described(slot.shape, &ask.path) else { continue };
        let shown = pen.book.looks.shown.clone();
        let mark = format!("{}|{}|{}", mark::LEAF, slot.path, ask.path);
        pen.sheet.write_string(pen.row, 0, mark)?;
        pen.sheet.write_string_with_format(pen.row, 1, &*ask.figures, &shown)?;
        let text = value_of(&slot.said, &ask.path);
        pen.input(field, text, &ask.path, false, "FALSE")?;
        pen.sheet.write_string_with_format(pen.row, 3, field.term, &shown)?;
        let rule = crate::check::find(ask.rule)
            .map_or(ask.rule.to_owned(), |rule| format!("{} {}", rule.number, rule.title));
        pen.sheet.write_string_with_format(pen.row, 4, rule, &shown)?;
        let lines = [lines_of(&ask.figures, 50), lines_of(text.unwrap_or_default(), 62), 2];
        pen.sheet.set_row_height(pen.row, lines.into_iter().max().unwrap_or(2) * 15 + 4)?;
        let cell = format!("{ASKS}!{}", crate::exchange::fill::check::local(pen.row, 2));
        pen.book.at.insert((slot.path.clone(), ask.path.clone()), cell);
        pen.row += 1;
    }
    Ok(())
}

/// What a file says at a path that may lead into a row.
fn value_of<'a>(said: &'a Said, path: &str) -> Option<&'a str> {
    let text = match crate::exchange::fill::filled::within_row(path) {
        Some((rows, label, key)) => said.row(rows, label)?.fields.get(key),
        None => said.leaves.get(path),
    };
    text.map(String::as_str)
}

/// Writes the sheet that says how the workbook is used.
fn introduce(sheet: &mut Worksheet, book: &Book<'_>, selected: &Selected) -> Result<(), XlsxError> {
    let Selected { folder, year } = selected;
    sheet.write_string_with_format(
        0,
        1,
        format!("{}决算公开填报表", book.name),
        &book.looks.title,
    )?;
    let label = book.looks.heading.clone().set_text_wrap();
    sheet.set_column_width(1, 110)?;
    let lines = [
        format!("单位：{}　年度：{year}　数据文件夹：data/{folder}", book.name.trim_end_matches(&format!("{year}年度"))),
        "1．先看“要说明的”：哪些数的增减、差异和用途要写，一行一条，数在旁边。".to_owned(),
        "2．白的格子填写，灰的不用填（程序推算的、上年的、别处填的）。有下拉列表的从列表里选；编码也可以只写数字。".to_owned(),
        "3．金额单位一律是元，最多两位小数；没有的不填。点一下格子，旁边会说明它是什么、怎样填。".to_owned(),
        "4．变红的格子多半填得不对；黄的是必填而还没有填的。".to_owned(),
        "5．行不够可以插入行；整行清空就是删去这一行。不要删去表和列，不要改表的名字。".to_owned(),
        "6．没有改动的格子不会改动数据；改了的，导入时逐格列出。填报期间别人在数据文件里改了同一格的，导入会指出，两边都不动。".to_owned(),
        "7．填好保存成 xlsx 交回，由管数据的人运行：juesuan import 填报表.xlsx".to_owned(),
    ];
    for (row, line) in (2..).zip(lines) {
        let format = if row == 2 { &label } else { &book.looks.label };
        sheet.set_row_height(row, 15 * lines_of(&line, 106) + 8)?;
        sheet.write_string_with_format(row, 1, line, format)?;
    }
    Ok(())
}
