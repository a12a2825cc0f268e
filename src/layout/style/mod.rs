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
use crate::model::code::Level;
use crate::read::Table;

/// How a layout prints what it is given.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Style {
    /// The statements in order.
    statements: Vec<StatementForm>,
    /// The sections of the narrative in order, by the names of their files.
    sections: Vec<String>,
    /// The level at which general-public-budget expenditure is explained.
    pub account_level: Level,
    /// Whether every account, and each of the two smaller budgets, is held against last year.
    pub account_changes: bool,
    /// Whether reasons are given for general-public-budget and three-public expense that differ from their budgets.
    pub budget_reasons: bool,
    /// Whether the statement of the state capital budget has balances by item.
    pub state_capital_balances: bool,
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
    /// The names of the files of its statements, in order.
    pub fn statements(&self) -> Vec<&str> {
        self.statements.iter().map(|form| form.key.as_str()).collect()
    }

    /// The names of the files of its sections, in order.
    pub fn sections(&self) -> Vec<&str> {
        self.sections.iter().map(String::as_str).collect()
    }

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
        account_level: account_level(table),
        account_changes: table.flag("account-changes").unwrap_or(true),
        budget_reasons: table.flag("budget-reasons").unwrap_or_default(),
        state_capital_balances: table.flag("state-capital-balances").unwrap_or_default(),
        nil_items: table.flag("nil-items").unwrap_or(true),
        amounts: amounts(table),
        rates: rates(table),
        page: page(table),
        charts: charts(table),
    }
}

/// The level at which general-public-budget expenditure is explained: class where nothing is said.
fn account_level(table: &Table<'_>) -> Level {
    let levels = [("class", "类", Level::Class), ("item", "项", Level::Item)];
    table.choice("account-level", &levels).map_or(Level::Class, |level| level.value)
}
