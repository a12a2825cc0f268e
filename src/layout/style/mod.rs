//! How a layout prints what it is given; its own files see it as `layout.json`.

mod amounts;
mod charts;
mod page;
mod sections;
mod statements;

use serde::Serialize;

use crate::layout::style::amounts::{Amounts, Rates, amounts, rates};
use crate::layout::style::charts::{Charts, charts};
use crate::layout::style::page::{PageStyle, page};
use crate::layout::style::sections::sections;
use crate::layout::style::statements::{StatementForm, statements};
use crate::read::Table;

/// How a layout prints what it is given.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Style {
    /// The statements in order.
    statements: Vec<StatementForm>,
    /// The sections of the narrative in order, by the names of their files.
    sections: Vec<String>,
    /// Whether sources of income and kinds of expenditure that are nil are listed.
    nil_items: bool,
    /// Amounts.
    amounts: Amounts,
    /// Shares and rates.
    rates: Rates,
    /// Pages.
    page: PageStyle,
    /// Charts.
    charts: Charts,
}

impl Style {
    /// Whether it shows figures of the years before last.
    pub fn shows_years(&self) -> bool {
        self.charts.three_public
    }

    /// As JSON text that ends with a newline.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }
}

/// Reads how the layout of a chain prints.
pub(super) fn style(table: &Table<'_>, chain: &[&str]) -> Style {
    Style {
        statements: statements(table, chain),
        sections: sections(table, chain),
        nil_items: table.flag("nil-items").unwrap_or(true),
        amounts: amounts(table),
        rates: rates(table),
        page: page(table),
        charts: charts(table),
    }
}
