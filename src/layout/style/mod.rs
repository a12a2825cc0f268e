//! How a layout prints what it is given; its own files see it as `layout.json`.

mod amounts;
mod charts;
mod documents;
mod omits;
mod page;
mod parts;
mod sections;
mod statements;
mod words;

use serde::Serialize;

use crate::fields::layout::layout as fields;
use crate::layout::style::amounts::{Amounts, Rates, amounts, rates};
use crate::layout::style::charts::{Charts, charts};
use crate::layout::style::documents::{Document, documents};
use crate::layout::style::omits::{Omits, omits};
use crate::layout::style::page::{PageStyle, page};
use crate::layout::style::parts::{PartForm, parts};
use crate::layout::style::sections::sections;
use crate::layout::style::statements::{StatementForm, statements};
use crate::layout::style::words::{OF_CORRECTION, OF_REPORT, check};
use crate::model::code::Level;
use crate::model::control::Named;
use crate::model::form::Form;
use crate::tables::Table;

pub(crate) use crate::layout::style::words::Filling;

/// The version of the facts and settings that a layout's files see: `format` in `facts.json` and `layout.json`.
pub(crate) const FACTS_FORMAT: u16 = 2;

/// How a layout prints what it is given.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Style {
    /// The version of the settings as the layout's files see them.
    format: u16,
    /// Which documents there are.
    #[serde(skip)]
    documents: Vec<Document>,
    /// What the report is called on the cover, below the unit's name.
    report_title: String,
    /// What the cover and the properties say of a correction; empty where they say nothing.
    corrected: String,
    /// The parts in order.
    parts: Vec<PartForm>,
    /// The statements in order.
    statements: Vec<StatementForm>,
    /// The sections of the narrative in order, by the names of their files.
    sections: Vec<String>,
    /// What has to be disclosed and the form does not print, with why.
    #[serde(skip)]
    omits: Omits,
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
    /// How many decimals rates are printed with.
    pub(crate) fn rate_digits(&self) -> u32 {
        self.rates.digits
    }

    /// The names of the files of its statements, in order.
    pub(crate) fn statements(&self) -> Vec<&str> {
        self.statements.iter().map(|form| form.key.as_str()).collect()
    }

    /// The names of its parts, in order.
    pub(crate) fn parts(&self) -> Vec<&str> {
        self.parts.iter().map(|part| part.key.as_str()).collect()
    }

    /// The names of the files of its sections, in order.
    pub(crate) fn sections(&self) -> Vec<&str> {
        self.sections.iter().map(String::as_str).collect()
    }

    /// Whether there is a notice of corrections.
    pub(crate) fn has_notice(&self) -> bool {
        self.documents.contains(&Document::Notice)
    }

    /// Whether it shows figures of the years before last.
    pub(crate) fn shows_years(&self) -> bool {
        self.charts.three_public
    }

    /// What it decides about the figures printed in it.
    pub fn form(&self) -> Form {
        Form { precision: self.amounts.precision, account_changes: self.account_changes }
    }

    /// With what stands in braces in its words replaced.
    pub(crate) fn filled(&self, filling: &Filling<'_>) -> Self {
        let unit = self.amounts.precision.unit;
        let statements = self.statements.iter().map(|form| form.filled(filling, unit)).collect();
        let parts = self.parts.iter().map(|part| part.filled(filling, unit)).collect();
        let report_title = words::filled(&self.report_title, filling, "", unit);
        Self { statements, parts, report_title, ..self.clone() }
    }

    /// What a figure is called where the form prints it: `公开01表总计`, or by the title of a statement that has no label.
    pub(crate) fn name_of(&self, figure: &Named, filling: &Filling<'_>) -> String {
        let unit = self.amounts.precision.unit;
        let mut within = figure.within.iter().filter_map(|(statement, words)| {
            let form = self.statements.iter().find(|form| form.key == statement.file())?;
            let StatementForm { title, label, .. } = form.filled(filling, unit);
            let name = if label.is_empty() { format!("《{title}》") } else { label };
            Some(name + words)
        });
        within.next().unwrap_or_else(|| figure.alone.to_owned())
    }

    /// The titles of what has to be disclosed, and the form neither prints nor says why it does not: statements and sections.
    pub(crate) fn lacks(&self) -> [Vec<&'static str>; 2] {
        self.omits.lacks(&self.statements(), &self.sections())
    }

    /// As JSON text that ends with a newline.
    pub(crate) fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }
}

/// Reads how the layout of a chain prints.
pub(super) fn style(table: &Table<'_>, chain: &[&str]) -> Style {
    let (statements, sections) = (statements(table, chain), sections(table, chain));
    let printed = |form: &StatementForm| form.key.clone();
    Style {
        omits: omits(table, &statements.iter().map(printed).collect::<Vec<_>>(), &sections),
        format: FACTS_FORMAT,
        documents: documents(table),
        report_title: report_title(table),
        corrected: words::words(table, &fields::CORRECTED, &OF_CORRECTION),
        parts: parts(table, chain),
        statements,
        sections,
        account_level: account_level(table),
        account_changes: table.flag(&fields::ACCOUNT_CHANGES).unwrap_or(true),
        budget_reasons: table.flag(&fields::BUDGET_REASONS).unwrap_or_default(),
        state_capital_balances: table.flag(&fields::STATE_CAPITAL_BALANCES).unwrap_or_default(),
        nil_items: table.flag(&fields::NIL_ITEMS).unwrap_or(true),
        amounts: amounts(table),
        rates: rates(table),
        page: page(table),
        charts: charts(table),
    }
}

/// `report-title`: what the report is called on the cover.
fn report_title(table: &Table<'_>) -> String {
    let title = table.required_string(&fields::REPORT_TITLE);
    check(table, &title, &OF_REPORT);
    title.value
}

/// The level at which general-public-budget expenditure is explained: class where nothing is said.
fn account_level(table: &Table<'_>) -> Level {
    let of = |word: &str| match word {
        "class" => Some(Level::Class),
        "item" => Some(Level::Item),
        _ => None,
    };
    table.choice(&fields::ACCOUNT_LEVEL, of).map_or(Level::Class, |level| level.value)
}
