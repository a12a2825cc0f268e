//! All that has to be ready before a report is set.

use crate::batch::select::Selected;
use crate::check::check;
use crate::engine::Fonts;
use crate::facts::{Setting, facts, to_json};
use crate::figures::expenditure::form_classes;
use crate::figures::figures;
use crate::layout::{self, Folder, Layout};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::unit::Project;
use crate::problem::{Problem, Sources, any_error};
use crate::read::{Reading, read_report, read_unit};

/// A report that is ready to be set.
#[derive(Debug)]
pub struct Prepared {
    /// What it was made from.
    pub report: Report,
    /// The folder that the layout is set in.
    pub folder: Folder,
}

/// Reads one report and derives its facts; with errors there is none, and all are returned.
pub fn prepare(
    reading: Reading<'_>,
    project: &Project,
    fonts: &Fonts,
    selected: &Selected,
) -> (Option<Prepared>, Vec<Problem>, Sources) {
    let (report, layout) = read(&reading, project, selected);
    let catalog = reading.catalog;
    let gathered = reading.finish();
    let (mut problems, sources) = (gathered.problems, gathered.sources);
    let file = |place: Place| sources.file(place.file).cloned();
    let roles = layout.as_ref().and_then(|layout| match fonts.resolve(layout) {
        Ok(roles) => {
            problems.extend(fonts.check(&roles, &gathered.words, file));
            Some(roles)
        }
        Err(missing) => {
            problems.push(missing);
            None
        }
    });
    let (Some(report), Some(layout), Some(roles)) = (report, layout, roles) else {
        return (None, problems, sources);
    };
    problems.extend(unlisted_classes(&report, &layout));
    if any_error(&problems) {
        return (None, problems, sources);
    }
    let derived = figures(&report, catalog);
    problems.extend(check(&report, &derived));
    if any_error(&problems) {
        return (None, problems, sources);
    }
    let attachments = layout::attachments(&report.files, &sources);
    let names = catalog.with(&report.names);
    let form_classes = form_classes(&layout.classes, &derived.classes, &names);
    let setting = Setting { fonts: &roles, attachments: &attachments, form_classes: &form_classes };
    let json = match to_json(&facts(&report, &derived, &setting)) {
        Ok(json) => json,
        Err(error) => {
            problems.push(Problem::error("facts-failed", format!("事实文件无法生成：{error}")));
            return (None, problems, sources);
        }
    };
    let folder = layout::folder(&layout, json, &report.files, &sources);
    (Some(Prepared { report, folder }), problems, sources)
}

/// Reads the unit with its year, and the layout; each as far as it can be read without the other.
fn read(
    reading: &Reading<'_>,
    project: &Project,
    selected: &Selected,
) -> (Option<Report>, Option<Layout>) {
    let unit = read_unit(reading, &selected.folder);
    let name = project.layout_of(unit.as_ref().map(|(unit, _)| unit));
    let layout = layout::find(reading, &name);
    (read_report(reading, project, &selected.folder, unit, selected.year), layout)
}

/// Notes expenditure under classes that the layout's tables do not list, so that none is lost.
fn unlisted_classes(report: &Report, layout: &Layout) -> Vec<Problem> {
    let rows = report.year.expenditure.iter();
    rows.filter(|row| {
        !layout.classes.is_empty() && !layout.classes.contains(&row.code.value.class())
    })
    .map(|row| {
        let headline =
            format!("版式“{}”的总表没有 {} 类支出这一行", layout.name, row.code.value.class());
        Problem::error("class-not-in-form", headline)
            .at(row.code.place, "这一类在总表里没有位置")
            .help("请核对编码；确认无误的，请在版式的 layout.toml 的 classes 中加上这一类")
    })
    .collect()
}
