//! A project that was opened: the one door to its units and reports.

use crate::catalog::Catalog;
use crate::files::{Files, Looked};
use crate::layout::{self, Known};
use crate::model::place::Located;
use crate::model::unit::{Settings, Unit};
use crate::problem::{Problem, Sources};
use crate::project::asked::Asked;
use crate::project::census::Census;
use crate::read::{Reading, read_project};

/// A project: its files, its settings and its classification.
#[derive(Debug)]
pub struct Project {
    /// Its files.
    pub files: Files,
    /// Its settings.
    pub settings: Settings,
    /// The classification.
    pub catalog: Catalog,
    /// What is wrong with the settings, and the files that they were read from.
    pub noted: Noted,
    /// What was looked for until it was open.
    pub looked: Looked,
    /// Which facts its layouts ask for.
    pub(super) asked: Asked,
    /// Its layouts whose settings were read.
    pub(super) known: Known,
}

/// What came up while something was read.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The files that it points into.
    pub sources: Sources,
}

impl Project {
    /// Opens the project that some files are; without settings or with a classification that cannot be read there is
    /// none, and all that is wrong is returned.
    pub fn open(files: &Files) -> Result<Self, Noted> {
        let files = files.afresh();
        let catalog = Catalog::load(&files)
            .map_err(|problem| Noted { problems: vec![problem], sources: Sources::default() })?;
        let reading = Reading::new(&files, &catalog);
        let settings = read_project(&reading);
        let gathered = reading.finish();
        let noted = Noted { problems: gathered.problems, sources: gathered.sources };
        let Some(settings) = settings else { return Err(noted) };
        let mut looked = files.looked();
        looked.extend(gathered.looked);
        Ok(Self {
            files,
            settings,
            catalog,
            noted,
            looked,
            asked: Asked::default(),
            known: Known::default(),
        })
    }

    /// Its units, with what is amiss in the data folder; none where it cannot be told what that holds.
    pub fn units(&self) -> (Option<Census>, Noted) {
        let reading = self.reading();
        let census = Census::take(&reading);
        (census, Noted::of(reading))
    }

    /// The name of the layout of a unit, and its title.
    pub(crate) fn layout_title(&self, unit: Option<&Unit>) -> Option<(String, String)> {
        let name = self.settings.layout_of(unit);
        let layout = layout::find(&self.reading(), &name, &self.known)?;
        Some((name.value, layout.about.title))
    }

    /// The names of its layouts, and their titles; one that cannot be used is left out.
    pub(crate) fn layouts(&self) -> Vec<(String, String)> {
        let reading = self.reading();
        let place = self.settings.layout.place;
        let title = |name: &String| {
            let layout = layout::find(&reading, &Located::new(name.clone(), place), &self.known)?;
            Some(layout.about.title)
        };
        let names = layout::names(&self.files).into_iter();
        names.filter_map(|name| title(&name).map(|title| (name, title))).collect()
    }

    /// Begins to read what belongs to it besides its settings.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading::after(&self.files, &self.catalog, &self.noted.sources)
    }
}

impl Noted {
    /// What came up in a reading that is over.
    pub(super) fn of(reading: Reading<'_>) -> Self {
        let gathered = reading.finish();
        Self { problems: gathered.problems, sources: gathered.sources }
    }
}
