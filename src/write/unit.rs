//! `unit.toml`: who reports.

use crate::model::unit::{ListedUnit, MainIncome, Profile, Unit};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The file of a unit.
pub fn unit_file(unit: &Unit) -> String {
    let Unit {
        // The name of the folder that the file stands in.
        folder: _,
        name,
        kind,
        nature,
        established,
        members,
        layout,
        profile: described,
        place: _,
    } = unit;
    let top = Fields::default()
        .word("name", &name.value)
        .word("kind", kind.key())
        .word("nature", nature.key());
    let top = match established {
        Some(year) => top.number("established", *year),
        None => top,
    };
    let top = top
        .words("layout", layout.as_ref().map_or("", |layout| &layout.value))
        .list("members", members.iter().map(|member| member.value.as_str()));
    profile(File::new(top), described).into_text()
}

/// `[profile]`: duties and organization.
pub(super) fn profile(file: File, profile: &Profile) -> File {
    let Profile { duties, organization, units, main_income: main } = profile;
    let fields = Fields::default()
        .text("duties", duties.as_ref())
        .text("organization", organization.as_ref())
        .rows("units", units.iter().map(listed).collect());
    file.table("profile", fields).table("profile.main-income", main_income(main))
}

/// A unit that the accounts cover.
fn listed(unit: &ListedUnit) -> Fields {
    let ListedUnit { name, note } = unit;
    let note = note.as_ref().map_or("", |note| note.value.as_str());
    Fields::default().word("name", &name.value).words("note", note)
}

/// What some kinds of income mainly are.
fn main_income(main: &MainIncome) -> Fields {
    let MainIncome { business, operating, other } = main;
    Fields::default()
        .text("business", business.as_ref())
        .text("operating", operating.as_ref())
        .text("other", other.as_ref())
}
