//! `unit.toml`: who reports.

use crate::fields::field::Field;
use crate::fields::unit::{self as fields, profile as about, unit as top};
use crate::model::place::{FileNumber, Located};
use crate::model::unit::{Kind, ListedUnit, MainIncome, Nature, Profile, Unit};
use crate::problem::{Problem, steers};
use crate::tables::Reading;
use crate::tables::file::{self, FileError};
use crate::tables::{Table, parse};

/// Reads the unit of a folder under `data/`.
pub fn read_unit(reading: &Reading<'_>, folder: &str) -> Option<(Unit, FileNumber)> {
    let path = format!("data/{folder}/unit.toml");
    match file::read(reading, &path) {
        Ok((number, text)) => {
            let unit = parse(reading, number, &text, &top::SHAPE, |table| unit(table, folder))?;
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
pub(crate) fn unit(table: &Table<'_>, folder: &str) -> Unit {
    for field in [&top::KIND, &top::NATURE] {
        table.require(field);
    }
    let kind = |word: &str| Kind::ALL.into_iter().find(|kind| kind.key() == word);
    let nature = |word: &str| Nature::ALL.into_iter().find(|nature| nature.key() == word);
    let kind = table.choice(&top::KIND, kind).map_or(Kind::Unit, |kind| kind.value);
    Unit {
        folder: folder.to_owned(),
        name: full_name(table),
        kind,
        nature: table.choice(&top::NATURE, nature).map_or(Nature::Institution, |n| n.value),
        established: table.year(&top::ESTABLISHED).map(|year| year.value),
        members: members(table, kind),
        layout: table.string(&top::LAYOUT),
        profile: profile(table, &top::PROFILE),
        place: table.place,
    }
}

/// The full name, on one line.
fn full_name(table: &Table<'_>) -> Located<String> {
    let name = table.required_string(&top::NAME);
    let bad = match name.value.chars().find(|c| steers(*c)) {
        Some(c) if c.is_ascii() => {
            Some(("单位名称中有换行或制表符".to_owned(), "单位名称写在一行里", "请删去换行"))
        }
        Some(c) => {
            let headline = format!("单位名称中有看不见的字符 U+{:04X}", c as u32);
            Some((headline, "这里面有", "请把名称重新打一遍，不要粘贴"))
        }
        None => {
            let is_dots = name.value.chars().all(|c| c == ' ' || ".．。…".contains(c));
            (is_dots && !name.value.is_empty())
                .then(|| ("单位名称里只有点".to_owned(), "没有字", "请写单位全称"))
        }
    };
    if let Some((headline, label, help)) = bad {
        table
            .reading
            .problem(Problem::error("bad-name", headline).at(name.place, label).help(help));
    }
    name
}

/// `members` of a `unit.toml`: the folders of a department's units, as they are written.
fn members(table: &Table<'_>, kind: Kind) -> Vec<Located<String>> {
    let names = table.strings(&top::MEMBERS);
    let Some((_, place)) = table.as_written(&top::MEMBERS) else { return names };
    if kind == Kind::Unit {
        table.reading.problem(
            Problem::error("not-a-department", "单位没有所属单位")
                .at(place, "只有部门写 members")
                .help("汇总所属单位的，改为 kind = \"department\"；不汇总的，删去 members"),
        );
        return Vec::new();
    }
    names
}

/// `[profile]`: duties and organization.
pub(super) fn profile(parent: &Table<'_>, field: &Field) -> Profile {
    let Some(table) = parent.table(field) else { return Profile::default() };
    let profile = Profile {
        duties: table.text(&about::DUTIES),
        organization: table.text(&about::ORGANIZATION),
        units: units(&table),
        main_income: main_income(&table),
    };
    table.finish();
    profile
}

/// What some kinds of income mainly are.
fn main_income(parent: &Table<'_>) -> MainIncome {
    let Some(table) = parent.table(&about::MAIN_INCOME) else { return MainIncome::default() };
    let main = MainIncome {
        business: table.text(&fields::main_income::BUSINESS),
        operating: table.text(&fields::main_income::OPERATING),
        other: table.text(&fields::main_income::OTHER),
    };
    table.finish();
    main
}

/// The units that the accounts cover.
fn units(table: &Table<'_>) -> Vec<ListedUnit> {
    let units = table.rows(&about::UNITS).into_iter().map(|row| {
        let unit = ListedUnit {
            name: row.required_string(&fields::listed_unit::NAME),
            note: row.string(&fields::listed_unit::NOTE),
        };
        row.finish();
        unit
    });
    units.collect()
}
