//! What cells look like.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::fields::field::{Field, Kind};

/// The formats of a workbook.
#[derive(Debug)]
pub(super) struct Looks {
    /// The title of a sheet.
    pub title: Format,
    /// The title of a table within a sheet.
    pub heading: Format,
    /// The title of a column.
    pub header: Format,
    /// What a cell is called.
    pub label: Format,
    /// Remarks.
    pub remark: Format,
    /// Words that are only shown.
    pub shown: Format,
    /// Amounts that are only shown.
    pub sum: Format,
    /// What is wrong.
    pub wrong: Format,
    /// What is missing.
    pub missing: Format,
    /// A cell to be filled in, without the form of its numbers.
    input: Format,
}

/// The number format of amounts.
const AMOUNT: &str = "#,##0.00";

impl Looks {
    /// The formats.
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(11);
        let boxed = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF))
            .set_align(FormatAlign::VerticalCenter);
        let grey = boxed.clone().set_background_color(Color::RGB(0x00F2_F2F2)).set_text_wrap();
        Self {
            title: plain.clone().set_bold().set_font_size(16),
            heading: plain.clone().set_bold().set_font_size(12),
            header: boxed
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00DD_EBF7)),
            label: boxed.clone().set_text_wrap(),
            remark: plain
                .set_font_size(10)
                .set_font_color(Color::RGB(0x0059_5959))
                .set_align(FormatAlign::VerticalCenter),
            shown: grey.clone(),
            sum: grey.set_num_format(AMOUNT),
            wrong: Format::new()
                .set_background_color(Color::RGB(0x00FF_C7CE))
                .set_font_color(Color::RGB(0x009C_0006)),
            missing: Format::new().set_background_color(Color::RGB(0x00FF_EB9C)),
            input: boxed.set_unlocked(),
        }
    }

    /// A cell of a field to be filled in; one that is only shown is locked.
    pub(super) fn of(&self, field: &Field, locked: bool) -> Format {
        let format = match locked {
            true => self.shown.clone(),
            false => self.input.clone(),
        };
        match field.kind {
            Kind::Money(_) => format.set_num_format(AMOUNT).set_align(FormatAlign::Right),
            Kind::Count(_) | Kind::Whole { .. } | Kind::Year => {
                format.set_num_format("0").set_align(FormatAlign::Right)
            }
            Kind::Number { .. } | Kind::Score => {
                format.set_num_format("0.##").set_align(FormatAlign::Right)
            }
            // Words stay as they are typed: no 98% made 0.98, no code made a number.
            _ => format.set_num_format("@").set_text_wrap(),
        }
    }

    /// The cell that says whether a table is written.
    pub(super) fn flag(&self, locked: bool) -> Format {
        let format = if locked { self.shown.clone() } else { self.input.clone() };
        format.set_num_format("@").set_align(FormatAlign::Center)
    }
}

/// How many lines a text needs in a cell of a width, by the width of its characters.
pub(super) fn lines_of(line: &str, width: u32) -> u32 {
    let wide =
        line.chars().map(|c| if c as u32 >= 0x2E80 || "“”—…".contains(c) { 2 } else { 1 });
    wide.sum::<u32>().div_ceil(width).max(1)
}
