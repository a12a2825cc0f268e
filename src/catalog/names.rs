//! Names of codes as a report of some year shows them.

use std::collections::BTreeMap;

use crate::catalog::Catalog;

/// The names of codes in a year, with those that the data give to codes that the catalogue lacks.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The catalogue.
    catalog: &'a Catalog,
    /// The year.
    year: u16,
    /// The names of the data by code.
    own: &'a BTreeMap<String, String>,
}

impl Catalog {
    /// The names of a report's year, with those of its own data.
    pub fn names<'a>(&'a self, year: u16, own: &'a BTreeMap<String, String>) -> Names<'a> {
        Names { catalog: self, year, own }
    }
}

impl<'a> Names<'a> {
    /// The name of a functional code of any level.
    pub(crate) fn function(self, code: &str) -> Option<&'a str> {
        let name = self.catalog.former(code, self.year).or(self.catalog.function(code));
        name.or_else(|| self.own(code))
    }

    /// The name of an economic code of any level.
    pub(crate) fn economic(self, code: &str) -> Option<&'a str> {
        let name = self.catalog.former(code, self.year).or(self.catalog.economic(code));
        name.or_else(|| self.own(code))
    }

    /// All economic codes with their names, in order.
    pub(crate) fn economics(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let own = self.own.iter().filter(|(code, _)| !code.starts_with('2'));
        let own = own.map(|(code, name)| (code.as_str(), name.as_str()));
        let listed = self.catalog.economics.keys().map(String::as_str);
        let named = listed.filter_map(move |code| Some((code, self.economic(code)?)));
        own.chain(named).collect::<BTreeMap<_, _>>().into_iter()
    }

    /// All functional codes with their names, in order.
    pub(crate) fn functions(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let own = self.own.iter().filter(|(code, _)| code.starts_with('2'));
        let own = own.map(|(code, name)| (code.as_str(), name.as_str()));
        let listed = self.catalog.functions.keys().map(String::as_str);
        let named = listed.filter_map(move |code| Some((code, self.function(code)?)));
        own.chain(named).collect::<BTreeMap<_, _>>().into_iter()
    }

    /// The name that the data give to a code.
    fn own(self, code: &str) -> Option<&'a str> {
        self.own.get(code).map(String::as_str)
    }
}
