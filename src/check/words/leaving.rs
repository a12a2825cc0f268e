//! All words that leave the office with a report: its texts, and what is published without being one of them.

use std::collections::BTreeSet;

use crate::check::subject::Subject;
use crate::check::words::passage::Passage;
use crate::check::words::traits::Traits;
use crate::model::amount::Money;
use crate::model::check::Written;
use crate::model::codes::codes_of_report;
use crate::model::place::{FileNumber, Place};
use crate::model::unit::Attach;
use crate::tables::{Readable, readable, said};

/// What is said where a file's name is meant.
const FILE_NAME: &str = "报告的文件名";
/// What is said where a word of the settings is meant.
const SETTING: &str = "设置里的字也会公开";
/// What is said where a form's own words are meant.
const FORM: &str = "版式里的字也会公开";
/// What is said where a name of a code is meant.
const NAME: &str = "科目名称会印出";
/// What is said of notes and of words that only the data file has.
const ATTACHED: &str = "数据文件原样附在报告里，这里的字也会公开";
/// What is said where the name of a data file is meant.
const ATTACHED_NAME: &str = "数据文件原样附在报告里，它的文件夹和文件名也会公开";

/// The words that leave the office, those that are texts of the report first.
pub(in crate::check) fn leaving<'a>(
    subject: &Subject<'a>,
    passages: &[Passage<'a>],
) -> Vec<Passage<'a>> {
    let texts = passages.iter().map(|passage| as_said(subject, passage.clone()));
    let mut leaving: Vec<Passage<'a>> = texts.collect();
    let known: BTreeSet<Place> = leaving.iter().map(|passage| passage.literal).collect();
    leaving.extend(of_settings(subject));
    leaving.extend(of_form(subject));
    match subject.project.attach {
        Attach::Source => {
            let files = subject.report.files.iter();
            leaving.extend(files.flat_map(|file| of_file(subject, *file, &known)));
        }
        Attach::Clean | Attach::None => leaving.extend(of_names(subject)),
    }
    leaving
}

/// A text as it is printed: what stands in escapes is read out, and the whole text is its place.
fn as_said<'a>(subject: &Subject<'a>, passage: Passage<'a>) -> Passage<'a> {
    let escaped = passage.traits.has_any(Traits::ESCAPED);
    let literal = passage.literal;
    let words = || said(subject.sources.file(literal.file)?.text.get(literal.start..literal.end)?);
    match escaped.then(words).flatten() {
        Some(words) => Passage::apart(words, literal, passage.aside),
        None => passage,
    }
}

/// The name of the report's file, as the settings make it, and the layout's name.
fn of_settings<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let (output, layout) = (&subject.project.output, &subject.report.layout);
    vec![
        Passage::apart(output.value.clone(), output.place, Some(FILE_NAME)),
        Passage::apart(layout.value.clone(), layout.place, Some(SETTING)),
    ]
}

/// The words of the form's settings.
fn of_form<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let of_form = subject.written.iter().filter(|written| {
        let file = subject.sources.file(written.words.place.file);
        file.is_some_and(|file| file.name.starts_with("layouts/"))
    });
    of_form.map(|written| words(subject, written, FORM)).collect()
}

/// The names that the data give to codes which the report uses.
fn of_names<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let used = codes_of_report(subject.report);
    // A form may list economic codes and functional classes that no row has.
    let leaves = |code: &str| used.contains(code) || code.starts_with('3') || code.len() == 3;
    let names = subject
        .written
        .iter()
        .filter(|written| written.field.strip_prefix("names.").is_some_and(leaves));
    names.map(|written| words(subject, written, NAME)).collect()
}

/// Words that were read, at their place.
fn words<'a>(subject: &Subject<'a>, written: &'a Written, aside: &'static str) -> Passage<'a> {
    let place = written.words.place;
    let passage = Passage::at(subject.sources, place, Some(aside));
    let apart = || Passage::apart(written.words.value.clone(), place, Some(aside));
    passage.map_or_else(apart, |passage| as_said(subject, passage))
}

/// Everything readable in a file that is attached as it is, but for the texts already known; and its names.
fn of_file<'a>(
    subject: &Subject<'a>,
    file: FileNumber,
    known: &BTreeSet<Place>,
) -> Vec<Passage<'a>> {
    let Some(source) = subject.sources.file(file) else { return Vec::new() };
    let top = Place::new(file, 0..0);
    // A dot after digits would make an amount of them.
    let name = source.name.trim_end_matches(".toml").to_owned();
    let name = Passage::apart(name, top, Some(ATTACHED_NAME));
    let text: &'a str = &source.text;
    let read = readable(text).into_iter().filter_map(|found| match found {
        Readable::Note(range) => {
            let words = text.get(range.clone())?;
            Some(Passage::of(words, Place::new(file, range), Some(ATTACHED)))
        }
        Readable::Quoted(range) => {
            let place = Place::new(file, range.clone());
            let words = said(text.get(range)?)?;
            let is_text = || subject.written.iter().any(|written| written.words.place == place);
            // An amount in quotes may have as many digits as a telephone number.
            if known.contains(&place) || Money::parse(words.trim()).is_ok() && !is_text() {
                return None;
            }
            Passage::at(subject.sources, place, Some(ATTACHED)).map(|at| as_said(subject, at))
        }
    });
    std::iter::once(name).chain(read).collect()
}
