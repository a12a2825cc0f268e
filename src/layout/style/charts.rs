//! Which charts a layout shows.

use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{charts as fields, layout};
use crate::tables::Table;

/// Which charts a layout shows; none where nothing is said.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Charts {
    /// Shares of income.
    income: Shares,
    /// Shares of expenditure.
    expenditure: Shares,
    /// Shares of general-public-budget expenditure by class.
    general: Shares,
    /// This year against last year.
    years: bool,
    /// Budget against final accounts.
    budget: bool,
    /// Three-public expense over the years.
    pub(super) three_public: bool,
}

/// How shares are drawn.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Shares {
    /// Not at all.
    #[default]
    None,
    /// As parts of a circle.
    Pie,
    /// As bars.
    Bar,
}

/// `[charts]`.
pub(super) fn charts(top: &Table<'_>) -> Charts {
    let Some(table) = top.table(&layout::CHARTS) else { return Charts::default() };
    let charts = Charts {
        income: shares(&table, &fields::INCOME),
        expenditure: shares(&table, &fields::EXPENDITURE),
        general: shares(&table, &fields::GENERAL),
        years: table.flag(&fields::YEARS).unwrap_or_default(),
        budget: table.flag(&fields::BUDGET).unwrap_or_default(),
        three_public: table.flag(&fields::THREE_PUBLIC).unwrap_or_default(),
    };
    table.finish();
    charts
}

/// How shares of one kind are drawn.
fn shares(table: &Table<'_>, field: &Field) -> Shares {
    let of = |word: &str| match word {
        "none" => Some(Shares::None),
        "pie" => Some(Shares::Pie),
        "bar" => Some(Shares::Bar),
        _ => None,
    };
    table.choice(field, of).map_or(Shares::None, |kind| kind.value)
}
