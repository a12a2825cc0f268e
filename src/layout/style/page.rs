//! Pages: sizes, spacing, margins, page numbers.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{layout, margins as sides, page as fields};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// A length in the unit that its field says.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Length(Decimal);

impl Serialize for Length {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.normalize())
    }
}

/// What pages look like.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PageStyle {
    /// The size of running text, in points.
    size: Length,
    /// From one line of running text to the next, in points.
    line_spacing: Length,
    /// Margins of pages of text.
    margins: Margins,
    /// Margins of pages of tables.
    table_margins: Margins,
    /// The page number: what stands around the figure 1.
    page_number: String,
    /// Whether the number of an odd page stands to the right and that of an even page to the left.
    page_number_outside: bool,
}

/// Margins of a page, in centimetres.
#[derive(Debug, Clone, Copy, Serialize)]
struct Margins {
    /// Above.
    top: Length,
    /// Below.
    bottom: Length,
    /// To the left.
    left: Length,
    /// To the right.
    right: Length,
}

/// `[page]`: official documents' 三号 at 28 points where nothing else is said.
pub(super) fn page(top: &Table<'_>) -> PageStyle {
    let hundredths = |length| Length(Decimal::new(length, 2));
    let [wide, high] = [hundredths(316), hundredths(254)];
    let mut page = PageStyle {
        size: hundredths(1600),
        line_spacing: hundredths(2800),
        margins: Margins { top: high, bottom: high, left: wide, right: wide },
        table_margins: Margins {
            top: hundredths(230),
            bottom: hundredths(200),
            left: hundredths(180),
            right: hundredths(180),
        },
        page_number: "— 1 —".to_owned(),
        page_number_outside: false,
    };
    let Some(table) = top.table(&layout::PAGE) else { return page };
    let size = table.number(&fields::SIZE);
    page.size = size.map_or(page.size, |size| Length(size.value));
    let spacing = table.number(&fields::LINE_SPACING);
    page.line_spacing = spacing.map_or(page.line_spacing, |spacing| Length(spacing.value));
    if let Some(narrow) = spacing.or(size).filter(|_| page.line_spacing < page.size) {
        table.reading.problem(
            Problem::error("line-spacing", "行距小于字号，字会叠在一起")
                .at(
                    narrow.place,
                    format!("字号 {} 磅，行距 {} 磅", page.size.0, page.line_spacing.0),
                )
                .help("行距（line-spacing）是一行到下一行的距离，三号字（16 磅）常用 28 磅"),
        );
    }
    page.margins = margins(&table, &fields::MARGINS, page.margins);
    page.table_margins = margins(&table, &fields::TABLE_MARGINS, page.table_margins);
    if let Some(number) = page_number(&table) {
        page.page_number = number;
    }
    page.page_number_outside = table.flag(&fields::PAGE_NUMBER_OUTSIDE).unwrap_or(false);
    table.finish();
    page
}

/// Margins of one kind of pages; those that are not said stay.
fn margins(page: &Table<'_>, field: &Field, before: Margins) -> Margins {
    let Some(table) = page.table(field) else { return before };
    let side = |field, before| table.number(field).map_or(before, |side| Length(side.value));
    let margins = Margins {
        top: side(&sides::TOP, before.top),
        bottom: side(&sides::BOTTOM, before.bottom),
        left: side(&sides::LEFT, before.left),
        right: side(&sides::RIGHT, before.right),
    };
    table.finish();
    margins
}

/// The page number, with exactly one figure 1 and no other letter that stands for a number.
fn page_number(table: &Table<'_>) -> Option<String> {
    let number: Located<String> = table.string(&fields::PAGE_NUMBER)?;
    let others = number.value.chars().filter(|c| c.is_alphanumeric());
    if others.eq(['1']) {
        return Some(number.value);
    }
    table.reading.problem(
        Problem::error("page-number", format!("page-number 没有“{}”这种写法", number.value))
            .at(number.place, "要有一个 1，代表页码")
            .help("例：page-number = \"— 1 —\"，或 \"- 1 -\"、\"1\""),
    );
    None
}
