//! Every unit of a project when its data folder was looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::files::{Entry, is_absent, is_clutter, list};
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
    pub fn take(reading: &Reading<'_>) -> Option<Self> {
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
    pub fn again(root: &Path) -> Option<Self> {
        let catalog = Catalog::default();
        Self::take(&Reading::new(root, &catalog))
    }

    /// The folders of units, sorted, those that cannot be taken included.
    pub fn folders(&self) -> Vec<&str> {
        self.units.keys().map(String::as_str).collect()
    }

    /// The first folder that holds a unit and cannot be taken as its own.
    pub(super) fn first_misplaced(&self) -> Option<&str> {
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
    pub fn unit(&self, folder: &str) -> Option<&Unit> {
        self.units.get(folder)?.as_ref()
    }

    /// The name of the unit of a folder, if it tells.
    pub fn name(&self, folder: &str) -> Option<&str> {
        Some(self.unit(folder)?.name.value.as_str())
    }

    /// Whether anything of a name stands in the data folder.
    pub fn has(&self, folder: &str) -> bool {
        let folder = folder.to_lowercase();
        self.all
            .range((folder.clone(), PathBuf::new())..)
            .next()
            .is_some_and(|(name, _)| *name == folder)
    }

    /// The units whose folders stand somewhere in another folder of the data, where they are not looked for, and all that
    /// may be one.
    pub(super) fn units_below(&self, root: &Path) -> Vec<UnitBelow> {
        let mut found = Vec::new();
        for (_, path) in &self.all {
            look_below(root, path, &mut found);
        }
        found
    }

    /// Folders that hold a unit or may do, and do not tell which.
    pub fn untold(&self) -> impl Iterator<Item = &str> {
        let units = self.units.iter().filter(|(_, unit)| unit.is_none());
        units.map(|(folder, _)| folder).chain(&self.data).map(String::as_str)
    }
}

/// A unit whose folder stands in another folder of the data, or what may be one.
#[derive(Debug)]
pub(super) struct UnitBelow {
    /// Its path from the project folder.
    pub(super) path: String,
    /// Its name, if it tells.
    pub(super) name: Option<String>,
}

/// Adds the units in a folder and the folders below it.
fn look_below(root: &Path, folder: &Path, found: &mut Vec<UnitBelow>) {
    let data = root.join("data");
    let shown = |path: &Path| {
        let below = path.strip_prefix(&data).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    };
    let named = |path: &Path, name| UnitBelow { path: format!("data/{}", shown(path)), name };
    let entries = match list(folder) {
        Ok(entries) => entries.unwrap_or_default(),
        Err(_) if folder.is_file() => return,
        Err(_) => return found.push(named(folder, None)),
    };
    for Entry { name, path, .. } in entries {
        match fs::metadata(&path) {
            Ok(inside) if inside.is_dir() => {}
            Err(_) if !is_clutter(&name) => {
                found.push(named(&path, None));
                continue;
            }
            Ok(_) | Err(_) => continue,
        }
        let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let holds_unit = !matches!(is_absent(&path.join("unit.toml")), Ok(true));
        if holds_unit {
            let catalog = Catalog::default();
            let unit = quiet_unit(&Reading::new(root, &catalog), &shown(&path));
            found.push(named(&path, unit.map(|unit| unit.name.value)));
        } else if !is_year && holds_data(&path) {
            found.push(named(&path, None));
        }
        let is_link = fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink());
        if !is_year && !is_link && (holds_unit || !is_clutter(&name)) {
            look_below(root, &path, found);
        }
    }
}

/// A unit; problems in its file are noted when the report is read.
fn quiet_unit(reading: &Reading<'_>, folder: &str) -> Option<Unit> {
    let quiet = Reading::new(&reading.root, reading.catalog);
    let unit = read_unit(&quiet, folder).map(|(unit, _)| unit);
    unit.filter(|unit| !unit.name.value.is_empty())
}
