//! Projects of many made-up units for measurements: each has its own name, figures, rows and attachments, and all are right.
//!
//! A unit depends on its number alone, so the first 200 units of a thousand are the same as 200 made alone.

mod accounts;
mod domains;
mod evaluation;
mod last_year;
mod money;
mod projects;
mod random;
mod reasons;
mod unit;
mod year;

use std::fs;
use std::io;
use std::path::Path;

use accounts::Accounts;
use domains::{Domain, NAMES, named};
use money::Cents;
use projects::Project;
use random::Random;

/// The year of the reports.
const YEAR: u16 = 2022;

/// How large the reports are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Size {
    /// As the reference report: eleven evaluation reports, sixteen economic rows, some seventy pages.
    Reference,
    /// From none to eleven evaluation reports, and as different in the rest.
    Mixed,
}

/// A unit.
struct Unit {
    /// Its name.
    name: String,
    /// Where it is.
    place: String,
    /// How documents of its place are numbered.
    short: &'static str,
    /// What kind it is.
    domain: &'static Domain,
    /// Its projects, all evaluated.
    projects: Vec<Project>,
    /// This year's accounts.
    this: Accounts,
    /// Last year's.
    last: Accounts,
    /// Whether last year's file is a whole one, and not for comparison only.
    whole_last_year: bool,
    /// Cars that it keeps.
    cars: i64,
    /// Large equipment that it has.
    equipment: i64,
    /// What it procured, from small and medium enterprises, from small and micro ones.
    procurement: (Cents, Cents, Cents),
    /// What else is left to chance.
    random: Random,
}

impl Unit {
    /// The unit of a number.
    fn of(number: usize, size: Size) -> Self {
        let mut random = Random::of(number);
        let (domain, place, short) = named(number);
        let mixed = size == Size::Mixed;
        let reports = if mixed { random.within(0, 11) } else { 11 };
        let rows = if mixed { random.within(9, 26) } else { 16 };
        let funds = mixed && random.chance(30);
        let projects = Project::some(reports as usize, domain, YEAR, funds, &mut random);
        let own = mixed && !domain.agency() && random.chance(40);
        let (this, last) = Accounts::of(domain, rows as usize, &projects, own, &mut random);
        Self {
            name: format!("{place}{}", domain.name),
            place,
            short,
            domain,
            projects,
            this,
            last,
            whole_last_year: mixed && random.chance(50),
            cars: random.within(1, 6),
            equipment: 0,
            procurement: (Cents(0), Cents(0), Cents(0)),
            random,
        }
    }
}

/// Writes a project folder with so many units.
pub(crate) fn write(root: &Path, units: usize, size: Size) -> io::Result<()> {
    assert!(units <= NAMES, "there are names for {NAMES} units only");
    fs::create_dir_all(root.join("data"))?;
    fs::write(
        root.join("juesuan.toml"),
        format!(
            "year = {YEAR}\nlayout = \"shanxi\"\noutput = \"{{unit}}{{year}}年度{{kind}}决算公开\"\npublished = 2023-09-20\n"
        ),
    )?;
    (0..units)
        .try_for_each(|number| write_unit(&root.join(format!("data/{number:06}")), number, size))
}

/// Writes the folder of a unit.
fn write_unit(folder: &Path, number: usize, size: Size) -> io::Result<()> {
    let mut unit = Unit::of(number, size);
    let evaluations: Vec<_> =
        (0..unit.projects.len()).map(|index| evaluation::of(&mut unit, index)).collect();
    fs::create_dir_all(folder.join(YEAR.to_string()))?;
    fs::write(folder.join("unit.toml"), unit::of(&unit))?;
    fs::write(folder.join(format!("{}.toml", YEAR - 1)), last_year::of(&mut unit))?;
    fs::write(folder.join(format!("{YEAR}.toml")), year::of(&mut unit, &evaluations))?;
    for (index, evaluation) in evaluations.iter().enumerate() {
        let file = format!("{YEAR}/{:02}-{}.toml", index + 1, unit.projects[index].name);
        fs::write(folder.join(file), &evaluation.toml)?;
    }
    Ok(())
}
