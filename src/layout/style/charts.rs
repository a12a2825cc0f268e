//! Which charts a layout shows.

use serde::Serialize;

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
    let Some(table) = top.table("charts") else { return Charts::default() };
    let charts = Charts {
        income: shares(&table, "income"),
        expenditure: shares(&table, "expenditure"),
        general: shares(&table, "general"),
        years: table.flag("years").unwrap_or_default(),
        budget: table.flag("budget").unwrap_or_default(),
        three_public: table.flag("three-public").unwrap_or_default(),
    };
    table.finish();
    charts
}

/// How shares of one kind are drawn.
fn shares(table: &Table<'_>, key: &'static str) -> Shares {
    let kinds = [
        ("none", "不要", Shares::None),
        ("pie", "饼图", Shares::Pie),
        ("bar", "条形图", Shares::Bar),
    ];
    table.choice(key, &kinds).map_or(Shares::None, |kind| kind.value)
}
