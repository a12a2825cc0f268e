//! Who reports.

use crate::attachments::clean::kept::Kept;
use crate::model::place::Located;
use crate::model::unit::{ListedUnit, MainIncome, Profile, Unit};

/// The folder of the unit that reports, in a project made of clean data.
pub(super) const MAIN: &str = "unit";

/// A unit in a year, with what it says of itself in the year's file; `layout` where it has another than the whole report.
pub(super) fn unit(
    unit: &Unit,
    own: &Profile,
    year: u16,
    kept: &Kept<'_>,
    own_layout: Option<&Located<String>>,
) -> Unit {
    let Unit {
        folder,
        name,
        kind,
        nature,
        established,
        members,
        layout: _,
        profile: general,
        place,
    } = unit;
    let members =
        members.iter().map(|member| Located::new(kept.folder(&member.value), member.place));
    Unit {
        folder: kept.folder(folder),
        name: name.clone(),
        kind: *kind,
        nature: *nature,
        // Only that a year is the first one is of consequence.
        established: established.filter(|established| *established == year),
        members: members.collect(),
        layout: own_layout.cloned(),
        profile: if kept.words { profile(own, general, kept) } else { Profile::default() },
        place: *place,
    }
}

/// What is printed of a profile: this year's where it is written, or else the unit's.
fn profile(own: &Profile, general: &Profile, kept: &Kept<'_>) -> Profile {
    let Profile { duties, organization, units, main_income } = own;
    let MainIncome { business, operating, other } = main_income;
    let units = if units.is_empty() { &general.units } else { units };
    let text = |own: &Option<_>, general: &Option<_>| {
        kept.shown.text(if own.is_some() { own } else { general })
    };
    let main = &general.main_income;
    Profile {
        duties: text(duties, &general.duties),
        organization: text(organization, &general.organization),
        units: units.iter().map(|unit| listed(unit, kept)).collect(),
        main_income: MainIncome {
            business: text(business, &main.business),
            operating: text(operating, &main.operating),
            other: text(other, &main.other),
        },
    }
}

/// A unit of the list; how many there are is printed, so that none is left out.
fn listed(unit: &ListedUnit, kept: &Kept<'_>) -> ListedUnit {
    let ListedUnit { name, note } = unit;
    let note = note.clone().filter(|note| kept.shown.words(&note.value));
    ListedUnit { name: name.clone(), note }
}
