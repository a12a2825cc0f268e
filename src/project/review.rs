//! One report read and checked for those who only want to know what is wrong with it.

use crate::check::Checked;
use crate::problem::{NamedField, Problem, Severity, Sources};
use crate::project::choose::Chosen;
use crate::project::examine::{Days, Derived, Examined};
use crate::project::open::Project;
use crate::project::select::Selected;
use crate::read::{has_misnamed_year, unit_years};

/// One report that was checked.
#[derive(Debug)]
pub(crate) struct Reviewed {
    /// Which.
    pub selected: Selected,
    /// The unit's name, where it could be read.
    pub name: Option<String>,
    /// Its days, where they could be read.
    pub days: Option<Days>,
    /// Problems of the files and findings of the rules.
    pub problems: Vec<Problem>,
    /// Accepted findings and the rules that did not run; none where the files have errors.
    pub checked: Option<Checked>,
    /// The files.
    pub sources: Sources,
}

impl Reviewed {
    /// How many of its problems are so bad, without those that ask for something that is not written.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        let is_meant =
            |problem: &&Problem| problem.severity == severity && !is_gap(problem, &self.sources);
        self.problems.iter().filter(is_meant).count()
    }

    /// Whether anything keeps it from being built, be it only that something is not written.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Whether a draft of it can be set: its files can be read, but for what is not written.
    pub(crate) fn has_draft(&self) -> bool {
        self.checked.is_some() || self.count(Severity::Error) == 0
    }

    /// How many of its problems ask for something that is not written.
    pub(crate) fn gaps(&self) -> usize {
        self.problems.iter().filter(|problem| is_gap(problem, &self.sources)).count()
    }
}

/// Whether a problem asks for something that is not written.
pub(crate) fn is_gap(problem: &Problem, sources: &Sources) -> bool {
    GAPS.contains(&problem.id)
        || NamedField::of(problem, sources).is_some_and(|field| field.missing)
}

/// The problems of a field that must be written, and of one that says it is yet to be filled in.
const GAPS: [&str; 2] = ["missing-field", "unfilled"];

impl Project {
    /// Whether a unit certainly has no file of a year, nor one that seems to be meant for it and is called otherwise.
    pub(crate) fn has_no_file(&self, selected: &Selected) -> bool {
        let Selected { folder, year } = selected;
        let reading = self.reading();
        let path = format!("data/{folder}/{year}.toml");
        matches!(reading.files.is_absent(path), Ok(true))
            && !has_misnamed_year(&reading, folder, *year)
    }

    /// The years of which a unit has files; none where that cannot be told.
    pub(crate) fn years(&self, folder: &str) -> Vec<u16> {
        unit_years(&self.reading(), folder).unwrap_or_default()
    }

    /// Reads and checks one of the chosen reports, and looks for more that is wrong with it; `sources` are the files that
    /// what was wrong with the choice points into.
    pub(crate) fn review(
        &self,
        chosen: &Chosen,
        sources: &Sources,
        selected: &Selected,
        more: impl Fn(&Examined) -> Vec<Problem>,
    ) -> Reviewed {
        if let Some(problem) = chosen.census.misplaced(&selected.folder) {
            let (selected, problems) = (selected.clone(), vec![problem.clone()]);
            let sources = sources.clone();
            return Reviewed { selected, name: None, days: None, problems, checked: None, sources };
        }
        let examined = self.examine(selected);
        let more = more(&examined);
        let Examined { derived, days, mut problems, sources, .. } = examined;
        problems.extend(more);
        problems.extend(chosen.refused.get(selected).cloned());
        let selected = selected.clone();
        match derived {
            Some(Derived { report, mut checked, .. }) => {
                problems.append(&mut checked.findings);
                let (name, checked) = (Some(report.unit.name.value), Some(checked));
                Reviewed { selected, name, days, problems, checked, sources }
            }
            None => Reviewed { selected, name: None, days, problems, checked: None, sources },
        }
    }
}
