//! What the sheets of one workbook share while they are written.

use std::collections::BTreeMap;

use crate::catalog::Names;
use crate::exchange::fill::asks::Ask;
use crate::exchange::fill::check::Area;
use crate::exchange::fill::lists::Lists;
use crate::exchange::fill::looks::Looks;
use crate::exchange::fill::said::{NAME, Said};
use crate::exchange::fill::units::Units;
use crate::fields::field::{Codes, Field, Kind};
use crate::model::amount::Money;

/// What all sheets are written with.
pub(super) struct Book<'a> {
    /// The name of the unit, with the year.
    pub name: String,
    /// The year's file.
    pub file: String,
    /// The names of codes.
    pub names: Names<'a>,
    /// What units are called.
    pub units: Units,
    /// The lists of codes.
    pub lists: Lists,
    /// What cells look like.
    pub looks: Looks,
    /// What is to be explained.
    pub asks: Vec<Ask>,
    /// What is known of last year, and what its paths begin with.
    pub before: (&'a Said, &'static str),
    /// Where each value stands, by file and path.
    pub at: BTreeMap<(String, String), String>,
    /// The columns of rows, by their path and key, with their sheet.
    pub columns: BTreeMap<(String, String), (String, Area)>,
}

impl Book<'_> {
    /// The name of a code.
    pub(super) fn name_of(&self, field: &Field, code: &str) -> Option<&str> {
        let Kind::Code(codes) = field.kind else { return None };
        match codes {
            Codes::Item | Codes::Function => self.names.function(code),
            Codes::Economic => self.names.economic(code),
            Codes::Any => self.names.function(code).or_else(|| self.names.economic(code)),
        }
    }

    /// What last year's was of a single amount.
    pub(super) fn before(&self, path: &str) -> Option<&str> {
        let (said, prefix) = self.before;
        let full = format!("{prefix}{path}");
        let found = match full.strip_suffix(".final") {
            Some(whole) => said.leaves.get(&full).or_else(|| said.leaves.get(whole)),
            None if path == "operating-expense" => said.leaves.get(&full),
            None => None,
        };
        found.map(String::as_str)
    }

    /// What last year's amounts of a row were together.
    pub(super) fn row_before(&self, path: &str, label: &str) -> Option<Money> {
        let (said, prefix) = self.before;
        let row = said.row(&format!("{prefix}{path}"), label)?;
        let amounts = row.fields.iter().filter(|(key, _)| !["code", NAME].contains(&key.as_str()));
        Some(amounts.filter_map(|(_, text)| Money::parse(text).ok()).sum())
    }
}
