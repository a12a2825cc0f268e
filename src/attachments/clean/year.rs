//! A year's data.

use crate::attachments::clean::kept::Kept;
use crate::attachments::clean::{
    evaluation, extra, performance, reasons, resources, rows, three_public,
};
use crate::model::reasons::Reasons;
use crate::model::report::YearReport;
use crate::model::unit::Profile;

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
        extra,
        // Read before; it becomes a file of last year.
        prior: _,
        evaluations,
        // Only held against the totals.
        control: _,
        outside,
        corrections,
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
        extra: extra::extra(extra, kept),
        prior: None,
        evaluations: evaluations
            .iter()
            .filter(|_| told)
            .filter_map(|evaluation| evaluation::evaluation(evaluation, kept.shown))
            .collect(),
        control: None,
        outside: rows::outside(outside, kept),
        // Those of a member are of its own report.
        corrections: if told { corrections.clone() } else { Vec::new() },
        accepted: Vec::new(),
    }
}
