//! Years before the report's: what this year is compared with.

use crate::attachments::clean::kept::Kept;
use crate::attachments::clean::rows;
use crate::figures::prior::Prior;
use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::comparison::Comparison;
use crate::model::expenditure::ComparisonExpenditureRow;
use crate::model::place::{Located, Place};
use crate::model::reasons::Reasons;
use crate::model::report::{YearFile, YearReport};
use crate::model::resources::{Assets, Procurement, Vehicles};
use crate::model::three_public::{Expense, Guests, ThreePublic};
use crate::model::unit::Profile;

/// Last year's data.
pub(super) fn last_year(file: &YearFile, kept: &Kept<'_>) -> YearFile {
    match file {
        YearFile::Report(report) => YearFile::Report(Box::new(of_report(report, kept))),
        YearFile::Comparison(comparison) => {
            YearFile::Comparison(Box::new(of_comparison(comparison, kept)))
        }
    }
}

/// What an earlier year is shown with: its “三公” expense; nothing where that is not known.
pub(super) fn three_public_only(file: &YearFile) -> Option<YearFile> {
    let place = match file {
        YearFile::Report(report) => report.place,
        YearFile::Comparison(comparison) => comparison.place,
    };
    let none = Located::new(Money::ZERO, place);
    let located = |amount| Located::new(amount, place);
    let spent = Prior::of(file, false).three_public?;
    Some(YearFile::Comparison(Box::new(Comparison {
        place,
        income: Vec::new(),
        expenditure: Vec::new(),
        carry_over: CarryOver {
            place,
            opening: Vec::new(),
            surplus_used: none,
            distribution: none,
        },
        three_public: Some(spent.map(|_, amount| located(*amount))),
        restated: None,
        operating_expense: None,
    })))
}

/// What comparisons need of a full report: figures, and of what is disclosed besides only the final ones.
fn of_report(report: &YearReport, kept: &Kept<'_>) -> YearReport {
    let YearReport {
        place,
        year,
        published: _,
        approved: _,
        rounded_to,
        profile: _,
        income,
        expenditure,
        economic,
        carry_over,
        // Budgets are compared with their own year.
        budget: _,
        three_public,
        operating_expense,
        // Neither is compared.
        procurement: _,
        assets: _,
        performance: _,
        reasons: _,
        extra: _,
        prior: _,
        evaluations: _,
        control: _,
        outside,
        corrections: _,
        accepted: _,
    } = report;
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
        budget: Vec::new(),
        three_public: spent(three_public),
        operating_expense: *operating_expense,
        procurement: no_procurement(*place),
        assets: no_assets(*place),
        performance: None,
        reasons: Reasons::default(),
        extra: Vec::new(),
        prior: None,
        evaluations: Vec::new(),
        control: None,
        outside: rows::outside(outside, kept),
        corrections: Vec::new(),
        accepted: Vec::new(),
    }
}

/// What was spent of “三公” expense, where it is written.
fn spent(three_public: &ThreePublic) -> ThreePublic {
    let ThreePublic {
        place,
        written: _,
        items,
        // Nothing but the final figures is compared.
        groups: _,
        persons: _,
        vehicles_bought: _,
        vehicles_kept: _,
        domestic: _,
        foreign_guests: _,
        overseas: _,
    } = three_public;
    let place = *place;
    let (amount, count) = (Located::new(Money::ZERO, place), Located::new(0, place));
    let expense = |expense: &Expense| {
        let Expense { place, initial: _, full_year: _, outturn, purpose: _, reason: _ } = expense;
        let (place, outturn) = (*place, *outturn);
        Expense { place, initial: None, full_year: None, outturn, purpose: None, reason: None }
    };
    let guests = || Guests { amount, batches: count, persons: count, purpose: None };
    let items = items.map(|_, written| expense(written));
    let written = items.values().iter().any(|expense| expense.outturn.is_some());
    ThreePublic {
        place,
        written,
        items,
        groups: count,
        persons: count,
        vehicles_bought: count,
        vehicles_kept: count,
        domestic: guests(),
        foreign_guests: guests(),
        overseas: guests(),
    }
}

/// Procurement that was not written.
fn no_procurement(place: Place) -> Procurement {
    let none = Located::new(Money::ZERO, place);
    Procurement {
        place,
        written: false,
        goods: none,
        works: none,
        services: none,
        small_and_medium: none,
        small_and_micro: none,
        awards_written: false,
        reserved: None,
    }
}

/// Assets that were not written.
fn no_assets(place: Place) -> Assets {
    Assets {
        place,
        written: false,
        vehicles: Located::new(Vehicles::default(), place),
        other_purpose: None,
        equipment: Located::new(0, place),
    }
}

/// A comparison, all of which is compared with.
fn of_comparison(comparison: &Comparison, kept: &Kept<'_>) -> Comparison {
    let Comparison {
        place,
        income,
        expenditure,
        carry_over,
        three_public,
        restated,
        operating_expense,
    } = comparison;
    let expenditure = expenditure.iter().map(|row| {
        let ComparisonExpenditureRow { place, code, fund, natures, amount } = row;
        ComparisonExpenditureRow {
            place: *place,
            code: code.clone(),
            fund: *fund,
            natures: *natures,
            amount: *amount,
        }
    });
    Comparison {
        place: *place,
        income: rows::income(income),
        expenditure: expenditure.collect(),
        carry_over: rows::carry_over(carry_over),
        three_public: *three_public,
        restated: kept.text(restated),
        operating_expense: *operating_expense,
    }
}
