//! A report that is ready → its PDF: the pages are set, what leaves with them is decided, and all of it looked at.

use crate::attachments::{DataFile, FACTS, KEYS, Made, Shown, clean, data_files, source_files};
use crate::check::{Outgoing, find, outgoing};
use crate::engine::{
    Engine, Finishing, Fonts, Public, Typeset, Words, export, finished, guarded,
    printed_statements, words,
};
use crate::figures::consolidation::consolidate;
use crate::layout::{Attachment, Folder, mentioned};
use crate::model::check::CheckSettings;
use crate::model::report::Report;
use crate::model::unit::{Attach, Settings};
use crate::problem::{Problem, Severity, Sources, any_error};
use crate::project::drawn::{bad_links, fallback_fonts};
use crate::project::examine::errors;
use crate::project::prepare::{Prepared, Purpose};
use crate::project::unprinted::unprinted;

/// The MIME type of settings and data files.
const TOML: &str = "application/toml";
/// The MIME type of a catalogue.
const TSV: &str = "text/tab-separated-values";
/// The MIME type of the facts.
const JSON: &str = "application/json";

impl Prepared<'_> {
    /// Sets the report under a file name; layout files that problems point into are added to `sources`. What the engine
    /// remembers afterwards is the caller's to drop.
    pub fn typeset(
        &self,
        name: &str,
        engine: &mut Engine,
        sources: &mut Sources,
    ) -> Result<Typeset, Vec<Problem>> {
        // A fault on the way costs this report, not those that come after it.
        guarded(|| {
            let laid_out = engine.lay_out(&self.folder, sources)?;
            let exported = export(&laid_out, sources)?;
            let words = words(&laid_out);
            let (pages, headings) = (laid_out.pages(), laid_out.headings());
            let bad = bad_links(&words);
            if !bad.is_empty() {
                return Err(bad);
            }
            let wanted = self.project.settings.public_data && self.purpose == Purpose::Publication;
            let statements = wanted.then(|| printed_statements(&laid_out));
            let mut warnings = laid_out.into_warnings();
            warnings.extend(fallback_fonts(&words, &self.folder, &self.roles));
            let settings = &self.project.settings;
            let mut attachments = attachments(self, settings, &words, &exported, engine, sources)?;
            let public = match statements {
                Some(statements) => {
                    let facts =
                        clean_facts(self, &attachments, &words, &exported, engine, sources)?;
                    Some(Public { statements, facts })
                }
                None => None,
            };
            let beside = public.iter().map(|public| attachment(facts_file(public.facts.clone())));
            let leaving: Vec<Attachment> = attachments.iter().cloned().chain(beside).collect();
            warnings.extend(looked_at(self, name, &words, &leaving)?);
            if self.project.settings.attach != Attach::None && !self.is_open {
                attachments.push(attachment(self.made(engine.fonts()).file()));
            }
            if !self.is_open {
                warnings.extend(unprinted(self, &words));
            }
            let finishing = Finishing { attachments, ..self.finishing.clone() };
            let pdf = finished(&exported, &finishing, engine.fonts())?;
            let attachments = finishing.attachments;
            Ok(Typeset { pdf, pages, attachments, public, headings, warnings })
        })
    }

    /// What would be attached to the report by other settings.
    pub(crate) fn attached_by(
        &self,
        settings: &Settings,
        engine: &mut Engine,
        sources: &mut Sources,
    ) -> Result<Vec<Attachment>, Vec<Problem>> {
        guarded(|| {
            let laid_out = engine.lay_out(&self.folder, sources)?;
            let exported = export(&laid_out, sources)?;
            attachments(self, settings, &words(&laid_out), &exported, engine, sources)
        })
    }

    /// What it is made with.
    pub(crate) fn made(&self, fonts: &Fonts) -> Made {
        Made::now(&self.layout.name, &self.folder, fonts.digest(&self.roles))
    }
}

/// What is attached to a report that was set and exported.
fn attachments(
    prepared: &Prepared<'_>,
    settings: &Settings,
    words: &Words,
    exported: &[u8],
    engine: &mut Engine,
    sources: &mut Sources,
) -> Result<Vec<Attachment>, Vec<Problem>> {
    let (files, facts) = match settings.attach {
        Attach::None | Attach::Source | Attach::Clean if prepared.is_open => return Ok(Vec::new()),
        Attach::None => return Ok(Vec::new()),
        Attach::Source => {
            let report = &prepared.report;
            (source_files(&report.files, sources, &report.unit.folder), prepared.facts.clone())
        }
        Attach::Clean => {
            let (report, facts) = cleaned(prepared, words, exported, engine, sources)?;
            let lowered = lowered(prepared, &report, words, sources);
            let listed: Vec<&str> = prepared.layout.classes.iter().map(|c| c.as_str()).collect();
            let catalog = &prepared.project.catalog;
            (data_files(&report, settings, catalog, &listed, &lowered), facts)
        }
    };
    let facts = facts_file(facts.into_bytes());
    Ok(files.into_iter().chain([facts]).map(attachment).collect())
}

/// The clean facts of a report that was set and exported: those that are attached, where they are clean.
fn clean_facts(
    prepared: &Prepared<'_>,
    attachments: &[Attachment],
    words: &Words,
    exported: &[u8],
    engine: &mut Engine,
    sources: &mut Sources,
) -> Result<Vec<u8>, Vec<Problem>> {
    let attached = attachments.iter().find(|file| file.name == FACTS);
    match (prepared.project.settings.attach, attached) {
        (Attach::Clean, Some(facts)) => Ok(facts.bytes.clone()),
        (Attach::Clean | Attach::Source | Attach::None, _) => {
            let (_, facts) = cleaned(prepared, words, exported, engine, sources)?;
            Ok(facts.into_bytes())
        }
    }
}

/// The file of the facts.
fn facts_file(bytes: Vec<u8>) -> DataFile {
    let (name, description) = (FACTS.to_owned(), "排版用的全部数和话".to_owned());
    DataFile { name, description, bytes }
}

/// A data file as it is attached.
fn attachment(file: DataFile) -> Attachment {
    let DataFile { name, description, bytes } = file;
    let mime = match name.rsplit_once('.') {
        Some((_, "json")) => JSON,
        Some((_, "tsv")) => TSV,
        _ => TOML,
    };
    Attachment { name, description, mime, bytes }
}

/// The clean report and its facts. Where these differ from what the pages were set from, the pages are set from them as
/// well: if they come out otherwise, something was left out that does show, and less is left out, in the end nothing.
fn cleaned(
    prepared: &Prepared<'_>,
    words: &Words,
    exported: &[u8],
    engine: &mut Engine,
    sources: &mut Sources,
) -> Result<(Report, String), Vec<Problem>> {
    let keys = mentioned(&prepared.folder, &prepared.layout, &KEYS);
    let shown = Shown::found(&words.pages, keys);
    let in_part = shown.clone().in_part();
    for shown in [shown, in_part.clone(), in_part.with_all_figures()] {
        let report = clean(&prepared.report, &shown);
        let (added_up, _) = consolidate(report.clone());
        let facts = prepared.facts_of(&added_up).map_err(|problem| vec![problem])?;
        if facts == prepared.facts {
            return Ok((report, facts));
        }
        let mut folder: Folder = prepared.folder.clone();
        folder.0.insert("facts.json".to_owned(), facts.clone().into_bytes());
        // What a layout says of facts that it does not print is not the office's business.
        let again = engine.lay_out(&folder, sources);
        let again = again.and_then(|laid_out| export(&laid_out, sources));
        if again.is_ok_and(|again| again == exported) {
            return Ok((report, facts));
        }
    }
    Ok((clean(&prepared.report, &Shown::Everything), prepared.facts.clone()))
}

/// The rules that find errors in a clean report: they were accepted or made less of, and the report could not be built
/// again without that.
fn lowered(
    prepared: &Prepared<'_>,
    report: &Report,
    words: &Words,
    sources: &Sources,
) -> Vec<&'static str> {
    let shown = Shown::found(&words.pages, Default::default());
    let written = prepared.written.iter().filter(|written| shown.words(&written.words.value));
    let written: Vec<_> = written.cloned().collect();
    let settings =
        Settings { check: CheckSettings::default(), ..prepared.project.settings.clone() };
    let found = errors(prepared.project, &settings, &prepared.layout, report, &written, sources);
    let mut rules: Vec<&'static str> =
        found.iter().filter_map(|error| Some(find(error.id)?.number)).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The last look at all that leaves. What would be an error keeps a report from being published; a draft gets a warning.
pub(super) fn looked_at(
    prepared: &Prepared<'_>,
    name: &str,
    words: &Words,
    attachments: &[Attachment],
) -> Result<Vec<Problem>, Vec<Problem>> {
    let texts: Vec<(String, String)> = attachments
        .iter()
        .map(|file| {
            let Attachment { name, description, mime: _, bytes } = file;
            let what = format!("附件 {name} ");
            (what, format!("{name}\n{description}\n{}", String::from_utf8_lossy(bytes)))
        })
        .collect();
    // A dot after digits would make an amount of them.
    let name = name.trim_end_matches(".pdf");
    let mut leaving = vec![
        Outgoing { what: "页面上", words: &words.pages },
        Outgoing { what: "页眉、页脚里", words: &words.decoration },
        Outgoing { what: "书签里", words: &words.bookmarks },
        Outgoing { what: "文件的属性里", words: &words.properties },
        Outgoing {
            what: "图的替代文字、链接、版式自己的附件里", words: &words.unseen
        },
        Outgoing { what: "报告的文件名里", words: name },
    ];
    leaving.extend(texts.iter().map(|(what, words)| Outgoing { what, words }));
    let mut problems =
        outgoing(&leaving, &prepared.facts, &prepared.told, &prepared.project.settings.check);
    problems.retain(|problem| problem.severity != Severity::Hint);
    if prepared.purpose == Purpose::Draft {
        for problem in &mut problems {
            problem.severity = Severity::Warning;
        }
    }
    if any_error(&problems) { Err(problems) } else { Ok(problems) }
}
