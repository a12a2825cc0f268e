//! The reports of a project that were asked for.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::project::census::Census;
use crate::project::names::{same_folders, unusable_names};
use crate::project::open::{Noted, Project};
use crate::project::scope::Scope;
use crate::project::select::{Selected, Selections, select};

/// The reports that were asked for.
#[derive(Debug)]
pub struct Chosen {
    /// The units of the project.
    pub census: Census,
    /// What was asked for.
    pub scope: Scope,
    /// The reports, in the order of folders.
    pub reports: Vec<Selected>,
    /// Reports of units that have files of earlier years and none of the project's: they may have been forgotten.
    pub behind: Vec<Selected>,
    /// Those of them that cannot be made, each with the reason: the folder or the file name cannot be used.
    pub refused: BTreeMap<Selected, Problem>,
}

impl Project {
    /// The reports that some selections name, with what is wrong with the selections and in the data folder; none where it
    /// cannot be told what that holds.
    pub fn choose(&self, selections: &[String]) -> (Option<Chosen>, Noted) {
        let reading = self.reading();
        let chosen = Census::take(&reading).map(|census| {
            let scope = Scope::new(selections, self.settings.year);
            let Selections { reports, behind } = select(&reading, &self.settings, &census, &scope);
            same_folders(&census).into_iter().for_each(|problem| reading.problem(problem));
            let mut refused = unusable_names(&self.settings, &census, &reports);
            refused.extend(reports.iter().filter_map(|report| {
                Some((report.clone(), census.misplaced(&report.folder)?.clone()))
            }));
            Chosen { census, scope, reports, behind, refused }
        });
        (chosen, Noted::of(reading))
    }
}
