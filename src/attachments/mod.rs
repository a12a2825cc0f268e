//! What data leave the office with a report.

mod clean;
mod files;
mod made;
mod origin;
mod shown;
mod source;

pub(crate) use clean::clean;
pub(crate) use files::{DataFile, FACTS};
pub(crate) use made::{MADE, Made};
pub(crate) use origin::{Origin, UNIT, origin};
pub(crate) use shown::{KEYS, Shown};
pub(crate) use source::source_files;

use crate::catalog::Catalog;
use crate::model::check::{CheckSettings, Level};
use crate::model::codes::codes_of_report;
use crate::model::place::Located;
use crate::model::report::Report;
use crate::model::unit::{Attach, Settings};
use crate::write::project_file;

/// The clean data files of a clean report: settings first. `lowered` are the rules whose errors were accepted or made
/// less of, without which the report could not be built again; `listed` are codes that the form lists whatever the data.
pub(crate) fn data_files(
    report: &Report,
    project: &Settings,
    catalog: &Catalog,
    listed: &[&str],
    lowered: &[&str],
) -> Vec<DataFile> {
    let settings = DataFile {
        name: "juesuan.toml".to_owned(),
        description: "项目设置".to_owned(),
        bytes: project_file(&settings(report, project, lowered)).into_bytes(),
    };
    let mut codes = codes_of_report(report);
    codes.extend(listed);
    let catalog = catalog.own(&codes).into_iter().map(|(name, text)| DataFile {
        name: name.to_owned(),
        description: "科目目录".to_owned(),
        bytes: text.into_bytes(),
    });
    std::iter::once(settings).chain(files::files(report)).chain(catalog).collect()
}

/// The settings as they came out for a report.
fn settings(report: &Report, project: &Settings, lowered: &[&str]) -> Settings {
    let Settings {
        // The year of the report counts.
        year: _,
        // So does its layout.
        layout: _,
        // The file's name follows it.
        output,
        // The day of the report counts.
        published: _,
        attach: _,
        // So do public data.
        public_data: _,
        // Only which reasons are asked for and which rules are run.
        check: _,
    } = project;
    let place = report.published.place;
    let levels =
        lowered.iter().map(|rule| (Located::new((*rule).to_owned(), place), Level::Warning));
    Settings {
        year: report.year.year,
        layout: report.layout.clone(),
        output: output.clone(),
        published: Some(report.published),
        attach: Attach::Clean,
        public_data: false,
        check: CheckSettings { levels: levels.collect(), ..CheckSettings::default() },
    }
}
