//! `unit.toml`: who reports.

use crate::fields::unit as of;
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
        .word(&of::unit::NAME, &name.value)
        .word(&of::unit::KIND, kind.key())
        .word(&of::unit::NATURE, nature.key());
    let top = match established {
        Some(year) => top.number(&of::unit::ESTABLISHED, *year),
        None => top,
    };
    let top = top
        .words(&of::unit::LAYOUT, layout.as_ref().map_or("", |layout| &layout.value))
        .list(&of::unit::MEMBERS, members.iter().map(|member| member.value.as_str()));
    profile(File::new(top), described).into_text()
}

/// `[profile]`: duties and organization.
pub(super) fn profile(file: File, profile: &Profile) -> File {
    let Profile { duties, organization, units, main_income: main } = profile;
    let fields = Fields::default()
        .text(&of::profile::DUTIES, duties.as_ref())
        .text(&of::profile::ORGANIZATION, organization.as_ref())
        .rows(&of::profile::UNITS, units.iter().map(listed).collect());
    file.table(&[&of::unit::PROFILE], fields)
        .table(&[&of::unit::PROFILE, &of::profile::MAIN_INCOME], main_income(main))
}

/// A unit that the accounts cover.
fn listed(unit: &ListedUnit) -> Fields {
    let ListedUnit { name, note } = unit;
    let note = note.as_ref().map_or("", |note| note.value.as_str());
    Fields::default().word(&of::listed_unit::NAME, &name.value).words(&of::listed_unit::NOTE, note)
}

/// What some kinds of income mainly are.
fn main_income(main: &MainIncome) -> Fields {
    let MainIncome { business, operating, other } = main;
    Fields::default()
        .text(&of::main_income::BUSINESS, business.as_ref())
        .text(&of::main_income::OPERATING, operating.as_ref())
        .text(&of::main_income::OTHER, other.as_ref())
}
