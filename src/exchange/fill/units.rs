//! Units in a fill-in workbook: its cells call them by their names, the files by their folders.

use crate::fields::field::Field;
use crate::fields::unit::unit::MEMBERS;
use crate::fields::year::outside::UNIT;
use crate::project::Project;

/// The folders of units, each with what it is called in cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Units(pub Vec<(String, String)>);

/// Whether a field names one unit.
pub(crate) fn is_unit(field: &Field) -> bool {
    std::ptr::eq(field, &UNIT)
}

/// Whether a field names units, one on a line.
pub(crate) fn is_units(field: &Field) -> bool {
    std::ptr::eq(field, &MEMBERS)
}

impl Units {
    /// The units of a project; those that have the same name are told apart by their folders.
    pub(super) fn of(project: &Project) -> Self {
        let (census, _) = project.units();
        let units = census.iter().flat_map(|census| census.units());
        let named: Vec<(String, String)> =
            units.map(|(folder, unit)| (folder.to_owned(), unit.name.value.clone())).collect();
        let all = named.iter().map(|(folder, name)| {
            let is_one = named.iter().filter(|(_, other)| other == name).count() == 1;
            let called = if is_one { name.clone() } else { format!("{name}（{folder}）") };
            (folder.clone(), called)
        });
        Self(all.collect())
    }

    /// A value of a field as a cell has it.
    pub(super) fn in_cell(&self, field: &Field, text: &str) -> String {
        let called = |folder: &str| self.0.iter().find(|(own, _)| own == folder);
        by_line(field, text, |folder| called(folder).map(|(_, called)| called))
    }

    /// A value of a field as a file has it. A unit may be called by its folder as well.
    pub(super) fn in_file(&self, field: &Field, text: &str) -> String {
        let is_folder = |called: &str| self.0.iter().any(|(folder, _)| folder == called);
        let folder = |called: &str| self.0.iter().find(|(_, name)| name == called);
        by_line(field, text, |called| {
            folder(called).filter(|_| !is_folder(called)).map(|(folder, _)| folder)
        })
    }
}

/// Each line of the value of a field that names units as something else has it; as it is where nothing has.
fn by_line<'t>(
    field: &Field,
    text: &'t str,
    other: impl Fn(&'t str) -> Option<&'t String>,
) -> String {
    if !is_unit(field) && !is_units(field) {
        return text.to_owned();
    }
    let lines = text.lines().map(|line| other(line.trim()).map_or(line, String::as_str));
    lines.collect::<Vec<_>>().join("\n")
}
