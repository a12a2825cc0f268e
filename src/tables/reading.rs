//! What comes up while files are read.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::files::{Files, Looked};
use crate::model::check::{NamedCode, Written};
use crate::model::place::{FileNumber, Located};
use crate::problem::{Problem, Source, Sources};

/// Collects the files, problems and texts of one reading.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The files of the project.
    pub files: Files,
    /// The classification.
    pub catalog: &'a Catalog,
    /// The files read so far.
    sources: RefCell<Sources>,
    /// The problems found so far.
    problems: RefCell<Vec<Problem>>,
    /// The names that the data give for codes the catalogue lacks.
    own_names: RefCell<BTreeMap<String, String>>,
    /// The words read so far, which the fonts must be able to show.
    words: RefCell<Vec<Written>>,
    /// The names that the data give to codes.
    named_codes: RefCell<Vec<NamedCode>>,
}

/// What is left when the reading is over.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The files.
    pub sources: Sources,
    /// The problems.
    pub problems: Vec<Problem>,
    /// The words.
    pub words: Vec<Written>,
    /// What was looked for.
    pub looked: Looked,
}

impl<'a> Reading<'a> {
    /// Begins to read the files of a project, with nothing looked for yet.
    pub fn new(files: &Files, catalog: &'a Catalog) -> Self {
        Self {
            files: files.afresh(),
            catalog,
            sources: RefCell::default(),
            problems: RefCell::default(),
            own_names: RefCell::default(),
            words: RefCell::default(),
            named_codes: RefCell::default(),
        }
    }

    /// Begins to read on where `sources` were read before, so that places in them stay good.
    pub(crate) fn after(files: &Files, catalog: &'a Catalog, sources: &Sources) -> Self {
        Self { sources: RefCell::new(sources.clone()), ..Self::new(files, catalog) }
    }

    /// Notes a problem.
    pub(crate) fn problem(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// Notes a problem that comes up in several places and has the same cause in all of them.
    pub(crate) fn problem_once(&self, problem: Problem) {
        let mut problems = self.problems.borrow_mut();
        if problems.iter().all(|noted| noted.headline != problem.headline) {
            problems.push(problem);
        }
    }

    /// Notes a file.
    pub(crate) fn source(&self, name: String, text: String) -> FileNumber {
        self.sources.borrow_mut().add(name, text)
    }

    /// A file noted before.
    pub(crate) fn file(&self, number: FileNumber) -> Option<Source> {
        self.sources.borrow().file(number).cloned()
    }

    /// Notes names of codes that the catalogue lacks; those of this year, noted last, win.
    pub(crate) fn name(&self, names: &BTreeMap<String, String>) {
        self.own_names.borrow_mut().extend(names.clone());
    }

    /// The names noted so far.
    pub(crate) fn names(&self) -> BTreeMap<String, String> {
        self.own_names.borrow().clone()
    }

    /// Whether a code has a name, in the catalogue or in the data.
    pub(crate) fn knows(&self, code: &str) -> bool {
        let catalog = self.catalog;
        catalog.function(code).or(catalog.economic(code)).is_some()
            || self.own_names.borrow().contains_key(code)
    }

    /// Notes words and the field that they stand in.
    pub(crate) fn words(&self, field: String, words: &Located<String>) {
        self.words.borrow_mut().push(Written { field, words: words.clone() });
    }

    /// Notes the name that the data give to a code.
    pub(crate) fn named_code(&self, named: NamedCode) {
        self.named_codes.borrow_mut().push(named);
    }

    /// The names that the data gave to codes so far.
    pub(crate) fn named_codes(&self) -> Vec<NamedCode> {
        self.named_codes.borrow().clone()
    }

    /// Reads something whose words and problems are kept apart; its files, names and what was looked for are kept here.
    pub(crate) fn apart<T>(
        &self,
        read: impl FnOnce(&Self) -> T,
    ) -> (T, Vec<Problem>, Vec<Written>) {
        let files = self.files.clone();
        let inner =
            Self { files, ..Self::after(&self.files, self.catalog, &self.sources.borrow()) };
        inner.name(&self.names());
        let value = read(&inner);
        self.name(&inner.names());
        let Gathered { sources, problems, words, looked: _ } = inner.finish();
        *self.sources.borrow_mut() = sources;
        (value, problems, words)
    }

    /// Ends the reading.
    pub(crate) fn finish(self) -> Gathered {
        Gathered {
            sources: self.sources.into_inner(),
            problems: self.problems.into_inner(),
            words: self.words.into_inner(),
            looked: self.files.looked(),
        }
    }
}
