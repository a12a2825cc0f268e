//! Every unit of a project when its data folder was looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::files::{Entry, Files, Kind, is_clutter};
use crate::model::unit::Unit;
use crate::problem::Problem;
use crate::read::{DataFolder, Holds, Reading, data_folders, holds_data, read_unit};

/// The units of a project by folder, and what else stands among them.
#[derive(Debug, Default)]
pub struct Census {
    /// The units; none where a unit's own file does not tell what it is.
    units: BTreeMap<String, Option<Unit>>,
    /// Why those of them that cannot be taken as units are not.
    misplaced: BTreeMap<String, Problem>,
    /// Folders that hold data files and no unit.
    data: BTreeSet<String>,
    /// All that stands in the data folder, by its name in lower case: some file systems hold that for the same.
    all: BTreeSet<(String, PathBuf)>,
}

impl Census {
    /// Looks at a project's data folder; what is amiss there is noted. None where it cannot be told what it holds.
    pub(crate) fn take(reading: &Reading<'_>) -> Option<Self> {
        let mut census = Self::default();
        for DataFolder { name, path, holds } in data_folders(reading)? {
            census.all.insert((name.to_lowercase(), path));
            match holds {
                Holds::Unit => {
                    let unit = quiet_unit(reading, &name);
                    census.units.insert(name, unit);
                }
                Holds::Misplaced(problem) => {
                    let unit = quiet_unit(reading, &name);
                    census.units.insert(name.clone(), unit);
                    census.misplaced.insert(name, problem);
                }
                Holds::Data => {
                    census.data.insert(name);
                }
                Holds::Other => {}
            }
        }
        Some(census)
    }

    /// Looks once more, without a word.
    pub fn again(files: &Files) -> Option<Self> {
        let catalog = Catalog::default();
        Self::take(&Reading::new(files, &catalog))
    }

    /// The folders of units, sorted, those that cannot be taken included.
    pub fn folders(&self) -> Vec<&str> {
        self.units.keys().map(String::as_str).collect()
    }

    /// The first folder that holds a unit and cannot be taken as its own.
    pub(crate) fn first_misplaced(&self) -> Option<&str> {
        self.misplaced.keys().next().map(String::as_str)
    }

    /// Why a folder cannot be taken as a unit's.
    pub fn misplaced(&self, folder: &str) -> Option<&Problem> {
        self.misplaced.get(folder)
    }

    /// The units that tell what they are, by folder, those that cannot be taken included.
    pub fn units(&self) -> impl Iterator<Item = (&str, &Unit)> {
        self.units.iter().filter_map(|(folder, unit)| Some((folder.as_str(), unit.as_ref()?)))
    }

    /// The unit of a folder, if it tells what it is.
    pub(crate) fn unit(&self, folder: &str) -> Option<&Unit> {
        self.units.get(folder)?.as_ref()
    }

    /// The name of the unit of a folder, if it tells.
    pub(crate) fn name(&self, folder: &str) -> Option<&str> {
        Some(self.unit(folder)?.name.value.as_str())
    }

    /// Whether anything of a name stands in the data folder.
    pub(crate) fn has(&self, folder: &str) -> bool {
        let folder = folder.to_lowercase();
        self.all
            .range((folder.clone(), PathBuf::new())..)
            .next()
            .is_some_and(|(name, _)| *name == folder)
    }

    /// The units whose folders stand somewhere in another folder of the data, where they are not looked for, and all that
    /// may be one.
    pub(crate) fn units_below(&self, files: &Files) -> Vec<UnitBelow> {
        let files = files.afresh();
        let mut found = Vec::new();
        for (_, path) in &self.all {
            look_below(&files, path, &mut found);
        }
        found
    }

    /// Folders that hold data files and no unit.
    pub(crate) fn without_unit(&self) -> impl Iterator<Item = &str> {
        self.data.iter().map(String::as_str)
    }

    /// Folders that hold a unit or may do, and do not tell which.
    pub(crate) fn untold(&self) -> impl Iterator<Item = &str> {
        let units = self.units.iter().filter(|(_, unit)| unit.is_none());
        units.map(|(folder, _)| folder).chain(&self.data).map(String::as_str)
    }
}

/// A unit whose folder stands in another folder of the data, or what may be one.
#[derive(Debug)]
pub(crate) struct UnitBelow {
    /// Its path from the project folder.
    pub path: String,
    /// Its name, if it tells.
    pub name: Option<String>,
}

/// Adds the units in a folder and the folders below it.
fn look_below(files: &Files, folder: &Path, found: &mut Vec<UnitBelow>) {
    let data = files.root().join("data");
    let shown = |path: &Path| {
        let below = path.strip_prefix(&data).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    };
    let named = |path: &Path, name| UnitBelow { path: format!("data/{}", shown(path)), name };
    let entries = match files.list(folder) {
        Ok(entries) => entries.unwrap_or_default(),
        Err(_) if files.is_file(folder) => return,
        Err(_) => return found.push(named(folder, None)),
    };
    for Entry { name, told: _, path, found: entry } in entries {
        match entry.kind {
            Kind::Folder => {}
            Kind::Unknown if !is_clutter(&name) => {
                found.push(named(&path, None));
                continue;
            }
            Kind::File | Kind::Special | Kind::Unknown => continue,
        }
        let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let holds_unit = !matches!(files.is_absent(path.join("unit.toml")), Ok(true));
        if holds_unit {
            let catalog = Catalog::default();
            let unit = quiet_unit(&Reading::new(files, &catalog), &shown(&path));
            found.push(named(&path, unit.map(|unit| unit.name.value)));
        } else if !is_year && holds_data(files, &path) {
            found.push(named(&path, None));
        }
        if !is_year && !entry.is_link && (holds_unit || !is_clutter(&name)) {
            look_below(files, &path, found);
        }
    }
}

/// A unit; problems in its file are noted when the report is read.
fn quiet_unit(reading: &Reading<'_>, folder: &str) -> Option<Unit> {
    let quiet = Reading::new(&reading.files, reading.catalog);
    let unit = read_unit(&quiet, folder).map(|(unit, _)| unit);
    unit.filter(|unit| !unit.name.value.is_empty())
}
