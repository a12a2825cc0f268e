//! The codes that data use.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::comparison::Comparison;
use crate::model::report::{Report, YearFile, YearReport};

/// The codes that a year uses, each with the class and section that it lies in.
pub(crate) fn codes_of_year(year: &YearReport) -> BTreeSet<&str> {
    let came = year.income.iter().map(|row| row.code.value.as_str());
    let went = year.expenditure.iter().map(|row| row.code.value.as_str());
    let economic = year.economic.iter().map(|row| row.code.value.as_str());
    let opening = year.carry_over.opening.iter();
    let opening = opening.filter_map(|row| Some(row.code.as_ref()?.value.as_str()));
    let budget = year.budget.iter().map(|row| row.code.value.as_str());
    let told = year.reasons.accounts.iter().map(|row| row.code.value.as_str());
    let outside = year.outside.iter();
    let outside = outside.filter_map(|row| Some(row.code.as_ref()?.value.as_str()));
    let prior = year.prior.iter().flat_map(codes_of_comparison);
    let codes = came.chain(went).chain(economic).chain(opening).chain(budget).chain(told);
    codes.chain(outside).chain(prior).flat_map(with_those_above).collect()
}

/// The codes that a comparison uses, each with the class and section that it lies in.
pub(crate) fn codes_of_comparison(comparison: &Comparison) -> BTreeSet<&str> {
    let came = comparison.income.iter().map(|row| row.code.value.as_str());
    let went = comparison.expenditure.iter().map(|row| row.code.value.as_str());
    let opening = comparison.carry_over.opening.iter();
    let opening = opening.filter_map(|row| Some(row.code.as_ref()?.value.as_str()));
    came.chain(went).chain(opening).flat_map(with_those_above).collect()
}

/// The codes that a year's file uses.
pub(crate) fn codes_of_file(file: &YearFile) -> BTreeSet<&str> {
    match file {
        YearFile::Report(report) => codes_of_year(report),
        YearFile::Comparison(comparison) => codes_of_comparison(comparison),
    }
}

/// The codes that a report uses, those of its members and of last year included.
pub(crate) fn codes_of_report(report: &Report) -> BTreeSet<&str> {
    let own = report.own.iter().flat_map(|own| {
        let last = own.last_year.iter().flat_map(codes_of_file);
        codes_of_year(&own.year).into_iter().chain(last)
    });
    let last = report.last_year.iter().flat_map(codes_of_file);
    let members = report.members.iter().flat_map(|member| codes_of_report(&member.report));
    codes_of_year(&report.year).into_iter().chain(last).chain(own).chain(members).collect()
}

/// The names of some codes.
pub(crate) fn names_of(
    names: &BTreeMap<String, String>,
    codes: &BTreeSet<&str>,
) -> BTreeMap<String, String> {
    let used = names.iter().filter(|(code, _)| codes.contains(code.as_str()));
    used.map(|(code, name)| (code.clone(), name.clone())).collect()
}

/// A code with the class and section that it lies in.
fn with_those_above(code: &str) -> impl Iterator<Item = &str> {
    [3, 5, 7].into_iter().filter_map(|length| code.get(..length))
}
