//! One of two reports that are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::attachments::{Origin, UNIT, origin};
use crate::editions::index::Index;
use crate::engine::{Block, Engine, LaidOut, forget};
use crate::figures::register::{Value, register};
use crate::figures::{Figures, figures};
use crate::files::{Files, copy, list, write_whole};
use crate::layout;
use crate::model::report::{Report, YearFile};
use crate::model::unit::{Attach, Settings};
use crate::problem::{Problem, Sources, reason};
use crate::project::{Noted, Prepared, Project, Purpose, Selected};

/// A report as it is compared.
#[derive(Debug)]
pub struct Side {
    /// What it is, in words.
    pub(crate) label: String,
    /// Its data files by the names under which they are attached.
    pub(super) files: BTreeMap<String, String>,
    /// The folders of the unit and, by their numbers, of its members; empty where they are not known.
    folders: BTreeMap<String, String>,
    /// Which of these, by the same keys, state last year's figures in the file of the year: as attached, they stand in one of
    /// their own.
    with_prior: BTreeSet<String>,
    /// Its year.
    year: u16,
    /// Its figures by id: what each is called and comes to.
    pub(super) figures: BTreeMap<String, (String, String)>,
    /// What stands on its pages.
    pub(super) blocks: Vec<Block>,
    /// Its pages.
    pub(super) laid_out: LaidOut,
    /// The numbers printed on them; none where a page has none.
    numbers: Vec<Option<u64>>,
}

impl Side {
    /// A report of a project as its data are; `label` says what it is. What is wrong with the data, if it cannot be made.
    pub fn of_data(
        label: String,
        project: &Project,
        selected: &Selected,
        engine: &mut Engine,
    ) -> Result<Self, Noted> {
        Self::of_data_for(Purpose::Publication, label, project, selected, engine)
    }

    /// A draft of a report as its data are, whatever the check says of them; what is wrong with them, if not even that can be made.
    pub(crate) fn of_draft(
        label: String,
        project: &Project,
        selected: &Selected,
        engine: &mut Engine,
    ) -> Result<Self, Noted> {
        Self::of_data_for(Purpose::Draft, label, project, selected, engine)
    }

    /// A report of a project as its data are, for some purpose.
    fn of_data_for(
        purpose: Purpose,
        label: String,
        project: &Project,
        selected: &Selected,
        engine: &mut Engine,
    ) -> Result<Self, Noted> {
        let (prepared, Noted { problems, mut sources }) =
            project.prepare(engine.fonts(), selected, purpose);
        let Some(prepared) = prepared else { return Err(Noted { problems, sources }) };
        let clean = Settings { attach: Attach::Clean, ..project.settings.clone() };
        let made = prepared
            .attached_by(&clean, engine, &mut sources)
            .and_then(|attached| Ok((attached, prepared.blocks(engine, &mut sources)?)));
        forget(0);
        let (attached, (blocks, laid_out)) = match made {
            Ok(made) => made,
            Err(problems) => {
                sources.rename(|path| layout::real_path(&project.files, path));
                return Err(Noted { problems, sources });
            }
        };
        let files: BTreeMap<String, Vec<u8>> =
            attached.into_iter().map(|file| (file.name, file.bytes)).collect();
        // Figures of what the form leaves out would differ from a published report's, which has them no more.
        let figures = clean_figures(&files, project.files.root(), selected.year);
        let figures = figures.unwrap_or_else(|| figures_of(project, &prepared));
        let report = &prepared.report;
        let members = report.members.iter().enumerate().map(|(index, member)| {
            let width = report.members.len().to_string().len().max(2);
            (format!("{:0width$}", index + 1), &member.report)
        });
        let reports: BTreeMap<String, &Report> = members.chain([(String::new(), report)]).collect();
        let with_prior = reports.iter().filter(|(_, report)| states_last_year(report));
        let with_prior = with_prior.map(|(key, _)| key.clone()).collect();
        let folders = reports.into_iter().map(|(key, report)| (key, report.unit.folder.clone()));
        let (files, folders, year) = (texts(files), folders.collect(), selected.year);
        let numbers = laid_out.page_numbers();
        Ok(Self { label, files, folders, with_prior, year, figures, blocks, laid_out, numbers })
    }

    /// A report that is made once more of the data that were attached to it; the office's own layouts are taken from a
    /// project.
    pub(crate) fn of_attachments(
        label: String,
        attached: BTreeMap<String, Vec<u8>>,
        root: Option<&Path>,
        engine: &mut Engine,
    ) -> Result<Self, Noted> {
        let failed = |why: String| {
            let problem =
                Problem::error("not-comparable", format!("{label}里的数据用不了（{why}）"))
                    .help("要比较的报告里要有本程序附上的干净的数据");
            Noted { problems: vec![problem], sources: Sources::default() }
        };
        let folder = tempfile::tempdir().map_err(|error| failed(reason(&error)))?;
        unpack(&attached, root, folder.path()).map_err(|error| failed(reason(&error)))?;
        let project = Project::open(&Files::on(folder.path()))?;
        let selected = Selected { folder: UNIT.to_owned(), year: project.settings.year };
        let (prepared, Noted { problems, mut sources }) =
            project.prepare(engine.fonts(), &selected, Purpose::Publication);
        let Some(prepared) = prepared else { return Err(Noted { problems, sources }) };
        let made = prepared.blocks(engine, &mut sources);
        forget(0);
        let (blocks, laid_out) = match made {
            Ok(made) => made,
            Err(problems) => return Err(Noted { problems, sources }),
        };
        let figures = figures_of(&project, &prepared);
        Ok(Self {
            label,
            files: texts(attached),
            folders: BTreeMap::new(),
            with_prior: BTreeSet::new(),
            year: selected.year,
            figures,
            blocks,
            numbers: laid_out.page_numbers(),
            laid_out,
        })
    }

    /// An edition that was published.
    pub(crate) fn of_edition(
        label: String,
        root: &Path,
        selected: &Selected,
        index: &Index,
        number: usize,
        engine: &mut Engine,
    ) -> Result<Self, Noted> {
        let failed = |problem| Noted { problems: vec![problem], sources: Sources::default() };
        let Some(edition) = index.edition(number) else {
            let Selected { folder, year } = selected;
            let count = index.editions.len();
            let headline =
                format!("{folder}/{year} 没有公开过第 {number} 版，公开过的是 {count} 版");
            return Err(failed(Problem::error("no-edition", headline).help(
                "版次写在 @ 后面，如 library/2024@1；juesuan status 列出各单位公开到第几版",
            )));
        };
        let mut attached = BTreeMap::new();
        for kept in &edition.data {
            let bytes = kept.read(root, selected).map_err(failed)?;
            let name = kept.path.rsplit('/').next().unwrap_or(&kept.path);
            attached.insert(name.to_owned(), bytes);
        }
        let folders = BTreeMap::from([(String::new(), selected.folder.clone())]);
        Ok(Self { folders, ..Self::of_attachments(label, attached, Some(root), engine)? })
    }

    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        self.numbers.len()
    }

    /// The number printed on a page, which is counted from 1; none where that has none.
    pub(crate) fn number_of(&self, page: usize) -> Option<u64> {
        self.numbers.get(page.checked_sub(1)?).copied().flatten()
    }

    /// A field as it is shown, by its file and its path there: where it stands in the project, as far as that is known.
    pub(super) fn shown(&self, name: &str, path: &str) -> (String, String) {
        let (key, file) = match origin(name) {
            Origin::Own(file) => ("", file),
            Origin::Member(number, file) => (number, file),
            Origin::Evaluation(..) | Origin::Settings | Origin::Catalog(_) | Origin::Other => {
                return (self.shown_file(name), path.to_owned());
            }
        };
        let is_prior =
            Some(file) == self.year.checked_sub(1).map(|last| format!("{last}.toml")).as_deref();
        match is_prior && self.with_prior.contains(key) {
            true => {
                let own = format!("{}.toml", self.year);
                let name = name.strip_suffix(file).map(|before| format!("{before}{own}"));
                (self.shown_file(&name.unwrap_or(own)), format!("prior.{path}"))
            }
            false => (self.shown_file(name), path.to_owned()),
        }
    }

    /// A data file as it is shown.
    fn shown_file(&self, name: &str) -> String {
        let own = self.folders.get("");
        match (origin(name), own) {
            (Origin::Own(file), Some(own)) => format!("data/{own}/{file}"),
            (Origin::Evaluation(year, number), Some(own)) => {
                format!("data/{own}/{year}（第 {} 份自评报告）", number.trim_start_matches('0'))
            }
            (Origin::Member(number, file), _) => {
                match (self.folders.get(number), self.name_of_member(number)) {
                    (Some(folder), _) => format!("data/{folder}/{file}"),
                    (None, Some(name)) => format!("{name} {file}"),
                    (None, None) => name.to_owned(),
                }
            }
            (
                Origin::Own(_)
                | Origin::Evaluation(..)
                | Origin::Settings
                | Origin::Catalog(_)
                | Origin::Other,
                _,
            ) => name.to_owned(),
        }
    }

    /// The name of a member by its number.
    fn name_of_member(&self, number: &str) -> Option<String> {
        let text = self.files.get(&format!("{number}-unit.toml"))?;
        let fields = crate::problem::leaves(text, crate::fields::shape_of("data/unit/unit.toml"));
        fields.into_iter().find(|(path, _)| path == "name").map(|(_, name)| name)
    }
}

/// Whether last year's figures stand in the file of the year itself.
fn states_last_year(report: &Report) -> bool {
    let written = match &report.own {
        Some(own) => own.last_year.as_ref(),
        None => report.last_year.as_ref(),
    };
    match written {
        Some(YearFile::Comparison(last)) => last.place.file == report.year.place.file,
        Some(YearFile::Report(_)) | None => false,
    }
}

/// The figures that come of the data which are attached to a report; none where these cannot be read.
fn clean_figures(
    attached: &BTreeMap<String, Vec<u8>>,
    root: &Path,
    year: u16,
) -> Option<BTreeMap<String, (String, String)>> {
    let folder = tempfile::tempdir().ok()?;
    unpack(attached, Some(root), folder.path()).ok()?;
    let project = Project::open(&Files::on(folder.path())).ok()?;
    let derived = project.examine(&Selected { folder: UNIT.to_owned(), year }).derived?;
    Some(registered(&derived.report, &derived.figures))
}

/// The figures of a report by id.
fn figures_of(project: &Project, prepared: &Prepared<'_>) -> BTreeMap<String, (String, String)> {
    let report = &prepared.report;
    registered(report, &figures(report, &project.catalog, prepared.form()))
}

/// The same of figures that are derived already.
fn registered(report: &Report, figures: &Figures) -> BTreeMap<String, (String, String)> {
    let register = register(report, figures);
    let figures = register.iter().map(|figure| {
        let value = match figure.value {
            Value::Money(amount) => format!("{amount} 元"),
            Value::Rate(Some(rate)) => rate.to_string(),
            Value::Rate(None) => "（无意义）".to_owned(),
            Value::Count(count) => count.to_string(),
        };
        (figure.id.to_string(), (figure.term.to_string(), value))
    });
    figures.collect()
}

/// The files that are texts.
fn texts(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let text = |(name, bytes)| Some((name, String::from_utf8(bytes).ok()?));
    files.into_iter().filter_map(text).collect()
}

/// Puts attached files into a folder as a project, with the layouts and fonts of another.
fn unpack(
    attached: &BTreeMap<String, Vec<u8>>,
    root: Option<&Path>,
    folder: &Path,
) -> std::io::Result<()> {
    for (name, bytes) in attached {
        if let Some(path) = origin(name).path() {
            write_whole(&folder.join(path), bytes)?;
        }
    }
    match root {
        Some(root) => copy_all(&root.join("layouts"), &folder.join("layouts")),
        None => Ok(()),
    }
}

/// Copies the files of a folder and what is below; links are not followed.
fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in list(from)?.unwrap_or_default() {
        let target = to.join(&entry.name);
        if entry.found.is_plain_folder() {
            copy_all(&entry.path, &target)?;
        } else if !entry.found.is_link {
            copy(&entry.path, &target)?;
        }
    }
    Ok(())
}
