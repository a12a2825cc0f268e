//! All that one report is made from.

use crate::fields::year::year as fields;
use crate::files::Entry;
use crate::model::department::Transfers;
use crate::model::place::{FileNumber, Place};
use crate::model::report::{Report, YearFile, YearReport};
use crate::model::unit::{Settings, Unit};
use crate::problem::Problem;
use crate::read::last_year::{LastYear, last_year};
use crate::read::{correction, evaluation, members, names, strays, year};
use crate::tables::Reading;
use crate::tables::file::{self, FileError};
use crate::tables::parse;

/// The years that a unit has files of, in order; none where that cannot be told, which is noted when the unit is read.
pub(crate) fn unit_years(reading: &Reading<'_>, folder: &str) -> Option<Vec<u16>> {
    let folder = format!("data/{folder}");
    let entries = reading.files.list(&folder).ok()??.into_iter();
    let year = |entry: Entry| {
        let year = entry.name.to_lowercase().strip_suffix(".toml")?.parse::<u16>().ok()?;
        // Some file systems hold `.TOML` for the same, others do not.
        matches!(reading.files.is_absent(format!("{folder}/{year}.toml")), Ok(false))
            .then_some(year)
    };
    let mut years: Vec<u16> = entries.filter_map(year).collect();
    years.dedup();
    Some(years)
}

/// Whether a unit has a file that seems to be meant for a year and is called otherwise.
pub(crate) fn has_misnamed_year(reading: &Reading<'_>, folder: &str, year: u16) -> bool {
    let meant = [format!("{year}.toml"), format!("{year}.toml.txt")];
    let entries = reading.files.list(format!("data/{folder}")).ok().flatten().unwrap_or_default();
    entries.iter().any(|entry| meant.contains(&entry.name.to_lowercase()))
}

/// Reads a unit's report of a year with its attachments and last year's figures; `unit` is none where its own file
/// could not be read.
pub fn read_report(
    reading: &Reading<'_>,
    project: &Settings,
    folder: &str,
    unit: Option<(Unit, FileNumber)>,
    year: u16,
) -> Option<Report> {
    let folder = format!("data/{folder}");
    let path = format!("{folder}/{year}.toml");
    let last_path = format!("{folder}/{}.toml", year.saturating_sub(1));
    for path in [&last_path, &path] {
        names::peek(reading, path);
    }
    let adds_up = unit.as_ref().is_some_and(|(unit, _)| !unit.members.is_empty());
    let this_year = this_year(reading, &folder, year, adds_up);
    let (evaluations, evaluation_files) = evaluation::all(reading, &format!("{folder}/{year}"));
    let before = read_year(reading, &folder, year.saturating_sub(1), adds_up);
    strays::note(reading, &folder, year);
    let members = match &unit {
        Some((unit, _)) => members::members(reading, project, unit, year),
        None => Vec::new(),
    };
    // Every file has been read by now, so that no error hides another; from here on all parts are needed.
    let ((unit, unit_file), (file, mut report)) = unit.zip(this_year)?;
    report.evaluations = evaluations;
    let listed = report.profile.units.first().or(unit.profile.units.first());
    if let Some(listed) = listed.filter(|_| adds_up) {
        reading.problem(
            Problem::error("listed-twice", "写了 members，就不用再写 units")
                .at(listed.name.place, "单位构成由 members 得出")
                .help("请删去 [profile] 中的 units；要改次序，改 unit.toml 的 members"),
        );
    }
    let mut files = vec![unit_file, file];
    let written = report.prior.take();
    let LastYear { compared: last_year, as_published } =
        last_year(reading, &unit, year, before, written, &mut files);
    files.extend(evaluation_files);
    files.extend(members.iter().flat_map(|member| member_files(reading, &member.report)));
    let Some(published) = report.published.or(project.published) else {
        reading.problem(
            Problem::error("missing-field", "缺少公开日期 published")
                .at(report.place, "")
                .asks("published")
                .help(format!("请在 {path} 或 juesuan.toml 中写明，例：published = 2023-09-20")),
        );
        return None;
    };
    correction::in_order(reading, &report.corrections, published);
    let layout = project.layout_of(Some(&unit));
    Some(Report {
        unit,
        year: *report,
        own: None,
        members,
        transfers: Transfers::default(),
        last_year,
        as_published,
        earlier: Vec::new(),
        names: reading.names(),
        named_codes: reading.named_codes(),
        published,
        layout,
        files,
    })
}

/// This year's file, which must be there and whole.
fn this_year(
    reading: &Reading<'_>,
    folder: &str,
    year: u16,
    adds_up: bool,
) -> Option<(FileNumber, Box<YearReport>)> {
    let path = format!("{folder}/{year}.toml");
    match read_year(reading, folder, year, adds_up) {
        Ok(Some((file, YearFile::Report(report)))) => Some((file, report)),
        Ok(Some((file, YearFile::Comparison(comparison)))) => {
            reading.problem(
                Problem::error("comparison-only", format!("{path} 只供比较，不能生成报告"))
                    .at(Place { file, ..comparison.place }, "")
                    .help("要生成这一年的报告，请填齐数据并删去 comparison-only"),
            );
            None
        }
        Ok(None) | Err(FileError::Unreadable) => None,
        Err(FileError::Missing) => {
            let help = format!("请建立 {year} 年度的数据文件");
            reading.problem(file::missing(reading, &path).help(help));
            None
        }
    }
}

/// The files of a unit that its department's figures come from: all but its self-evaluation reports.
fn member_files(reading: &Reading<'_>, member: &Report) -> Vec<FileNumber> {
    let folder = format!("data/{}/", member.unit.folder);
    let is_its_own = |number: &FileNumber| {
        let file = reading.file(*number);
        file.is_some_and(|file| {
            file.name.strip_prefix(&folder).is_some_and(|name| !name.contains('/'))
        })
    };
    member.files.iter().copied().filter(is_its_own).collect()
}

/// Reads a year's file; nothing inside when it has syntax errors.
pub(super) fn read_year(
    reading: &Reading<'_>,
    folder: &str,
    year: u16,
    adds_up: bool,
) -> Result<Option<(FileNumber, YearFile)>, FileError> {
    let (file, text) = file::read(reading, &format!("{folder}/{year}.toml"))?;
    let read =
        parse(reading, file, &text, &fields::SHAPE, |table| year::year_file(table, year, adds_up));
    Ok(read.map(|read| (file, read)))
}
