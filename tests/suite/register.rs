//! The register of figures: each figure has an id of its own, and what it is made of adds up to it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use juesuan::figures::ledger::Ledger;
use juesuan::figures::register::{Figure, Made, Value, register, total};
use juesuan::model::amount::Money;
use juesuan::model::control::Total;
use juesuan::project::Derived;

use crate::support::{open, repository, selected};

/// Every report of the projects that have no errors.
fn reports() -> Vec<Derived> {
    let projects = ["tests/projects/everything", "tests/projects/branches", "tests/findings/base"];
    let projects: Vec<PathBuf> = projects.iter().map(|path| repository().join(path)).collect();
    let reports = projects.iter().flat_map(|root| {
        let project = open(root);
        selected(root, &[]).into_iter().filter_map(move |one| project.examine(&one).derived)
    });
    reports.collect()
}

#[test]
fn every_figure_has_an_id_of_its_own() {
    for Derived { report, figures, .. } in reports() {
        let mut ids = BTreeSet::new();
        for Figure { id, term, .. } in register(&report, &figures) {
            assert!(ids.insert(id.to_string()), "{id} twice");
            assert!(!term.is_empty(), "{id}");
        }
        assert!(ids.len() > 100, "{}", ids.len());
    }
}

#[test]
fn what_a_figure_is_made_of_adds_up_to_it() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for Derived { report, figures, .. } in reports() {
        let ledger = Ledger::of(&report.year);
        let sum = |made: &Made<'_>| -> Money {
            made.leaves(&ledger).into_iter().map(|leaf| leaf.value).sum()
        };
        for Figure { id, value, made, .. } in register(&report, &figures) {
            let Value::Money(amount) = value else { continue };
            if is_a_sum(&made) {
                compared += 1;
                if sum(&made) != amount {
                    wrong.push(format!("{id}: {} for {amount}", sum(&made)));
                }
            }
        }
        for kind in Total::ALL {
            let Figure { value, made, .. } = total(&figures, &ledger, *kind);
            // An institution has no operating expense of agencies, whatever its public expense.
            let applies = *kind != Total::OperatingExpense || figures.operating_expense.applies;
            if is_a_sum(&made) && applies && sum(&made) != value {
                wrong.push(format!("{}: {} for {value}", kind.key(), sum(&made)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 1000, "{compared}");
}

/// Whether the amounts that a figure is made of are added: a closing balance takes some of them away.
fn is_a_sum(made: &Made<'_>) -> bool {
    match made {
        Made::Left(..) | Made::Figures => false,
        Made::Sum(parts) => parts.iter().all(is_a_sum),
        Made::Income(..)
        | Made::Source(..)
        | Made::Opening(..)
        | Made::Spent(..)
        | Made::Nature(..)
        | Made::Budget(..)
        | Made::Group(..)
        | Made::Sections(..)
        | Made::ThreePublic(..)
        | Made::Written(_) => true,
    }
}
