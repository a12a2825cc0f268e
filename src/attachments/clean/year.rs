//! A year's data.

use std::collections::BTreeMap;

use crate::attachments::clean::{evaluation, performance, reasons, resources, rows, three_public};
use crate::attachments::shown::Shown;
use crate::model::reasons::Reasons;
use crate::model::report::YearReport;
use crate::model::text::Text;
use crate::model::unit::Profile;

/// What is kept of a unit's data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept<'a> {
    /// What the form shows.
    pub(super) shown: &'a Shown,
    /// The program's own names of the units' folders.
    pub(super) folders: &'a BTreeMap<String, String>,
    /// Whether the form prints the unit's words: a department's members are only added up.
    pub(super) words: bool,
}

impl Kept<'_> {
    /// The program's own name of a unit's folder.
    pub(super) fn folder(&self, folder: &str) -> String {
        self.folders.get(folder).cloned().unwrap_or_default()
    }

    /// A text that is printed.
    pub(super) fn text(&self, text: &Option<Text>) -> Option<Text> {
        if self.words { self.shown.text(text) } else { None }
    }
}

/// A year's clean data.
pub(super) fn year(written: &YearReport, kept: &Kept<'_>) -> YearReport {
    let YearReport {
        place,
        year,
        // The settings say it.
        published: _,
        // Only held against the day of publication.
        approved: _,
        // By how much sums may differ.
        rounded_to,
        // The unit's file says it.
        profile: _,
        income,
        expenditure,
        economic,
        carry_over,
        budget,
        three_public,
        operating_expense,
        procurement,
        assets,
        performance,
        reasons,
        // Read before; it becomes a file of last year.
        prior: _,
        evaluations,
        // Only held against the totals.
        control: _,
        outside,
        // Matters between the office and the program.
        accepted: _,
    } = written;
    let told = kept.words;
    YearReport {
        place: *place,
        year: *year,
        published: None,
        approved: None,
        rounded_to: *rounded_to,
        profile: Profile::default(),
        income: rows::income(income),
        expenditure: rows::expenditure(expenditure),
        economic: rows::economic(economic),
        carry_over: rows::carry_over(carry_over),
        budget: rows::budget(budget),
        three_public: three_public::three_public(three_public, kept),
        operating_expense: *operating_expense,
        procurement: resources::procurement(procurement, kept),
        assets: resources::assets(assets, kept),
        performance: performance
            .as_ref()
            .filter(|_| told)
            .and_then(|performance| performance::performance(performance, kept.shown)),
        reasons: if told { reasons::reasons(reasons, kept.shown) } else { Reasons::default() },
        prior: None,
        evaluations: evaluations
            .iter()
            .filter(|_| told)
            .filter_map(|evaluation| evaluation::evaluation(evaluation, kept.shown))
            .collect(),
        control: None,
        outside: rows::outside(outside, kept),
        accepted: Vec::new(),
    }
}
