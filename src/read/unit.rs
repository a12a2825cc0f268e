//! `unit.toml`: who reports.

use crate::model::place::{FileNumber, Located};
use crate::model::unit::{Kind, ListedUnit, MainIncome, Nature, Profile, Unit};
use crate::problem::Problem;
use crate::read::members;
use crate::tables::Reading;
use crate::tables::file::{self, FileError};
use crate::tables::{Table, parse};

/// Reads the unit of a folder under `data/`.
pub fn read_unit(reading: &Reading<'_>, folder: &str) -> Option<(Unit, FileNumber)> {
    let path = format!("data/{folder}/unit.toml");
    match file::read(reading, &path) {
        Ok((number, text)) => {
            let unit = parse(reading, number, &text, |table| unit(table, folder))?;
            Some((unit, number))
        }
        Err(FileError::Missing) => {
            let help = "每个单位的文件夹里要有 unit.toml，写明单位名称、性质和概况";
            reading.problem(file::missing(reading, &path).help(help));
            None
        }
        Err(FileError::Unreadable) => None,
    }
}

/// The unit.
fn unit(table: &Table<'_>, folder: &str) -> Unit {
    let kinds = [Kind::Unit, Kind::Department].map(|kind| (kind.key(), kind.term(), kind));
    let natures = [
        ("行政单位", Nature::Administrative),
        ("参照公务员法管理的事业单位", Nature::CivilServiceManaged),
        ("事业单位", Nature::Institution),
    ];
    let natures = natures.map(|(term, nature)| (nature.key(), term, nature));
    for (key, example) in [("kind", "unit"), ("nature", "institution")] {
        if !table.has(key) {
            table.missing(key, format!("例：{key} = \"{example}\""));
        }
    }
    let kind = table.choice("kind", &kinds).map_or(Kind::Unit, |kind| kind.value);
    Unit {
        folder: folder.to_owned(),
        name: full_name(table),
        kind,
        nature: table.choice("nature", &natures).map_or(Nature::Institution, |n| n.value),
        established: table.year("established").map(|year| year.value),
        members: members::names(table, kind),
        layout: table.string("layout"),
        profile: profile(table),
        place: table.place,
    }
}

/// The full name, on one line.
fn full_name(table: &Table<'_>) -> Located<String> {
    let name = table.required_string("name", "某市某某中心");
    if name.value.chars().any(char::is_control) {
        table.reading.problem(
            Problem::error("bad-name", "单位名称中有换行或制表符")
                .at(name.place, "单位名称写在一行里")
                .help("请删去换行"),
        );
    }
    name
}

/// `[profile]`: duties and organization.
pub(super) fn profile(parent: &Table<'_>) -> Profile {
    let Some(table) = parent.table("profile") else { return Profile::default() };
    let profile = Profile {
        duties: table.text("duties"),
        organization: table.text("organization"),
        units: units(&table),
        main_income: main_income(&table),
    };
    table.finish();
    profile
}

/// What some kinds of income mainly are.
fn main_income(parent: &Table<'_>) -> MainIncome {
    let Some(table) = parent.table("main-income") else { return MainIncome::default() };
    let main = MainIncome {
        business: table.text("business"),
        operating: table.text("operating"),
        other: table.text("other"),
    };
    table.finish();
    main
}

/// The units that the accounts cover.
fn units(table: &Table<'_>) -> Vec<ListedUnit> {
    let units = table.rows("units").into_iter().map(|row| {
        let unit = ListedUnit {
            name: row.required_string("name", "某市某局（本级）"),
            note: row.string("note"),
        };
        row.finish();
        unit
    });
    units.collect()
}
