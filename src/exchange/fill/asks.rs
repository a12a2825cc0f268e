//! What a report has to explain: what the rules would ask for if nothing of it were written yet.

use crate::edit::{Change, edited};
use crate::exchange::fill::slots::Slot;
use crate::fields::FileForm;
use crate::fields::field::{Kind, Shape};
use crate::problem::NamedField;
use crate::project::{Project, Selected};

/// Something to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    /// The field that explains it, in the year's file.
    pub path: String,
    /// The rule that asks.
    pub rule: &'static str,
    /// What it is about, with its figures.
    pub figures: String,
}

/// How the rules of reasons and uses begin.
const REASONS: &str = "R07";

/// What the rules say of what is missing, behind the figures.
const WITHOUT: [&str; 4] = ["，没有写原因", "，没有写用途", "没有写原因", "没有写用途"];

/// What a report has to explain; nothing where its files have errors.
pub(super) fn asks(project: &Project, selected: &Selected, slot: &Slot) -> Vec<Ask> {
    let Some(text) = &slot.text else { return Vec::new() };
    let name = format!("data/{}/{}", selected.folder, slot.path);
    let emptied = without_words(slot.form, slot.shape, text);
    let Ok(emptied) = Project::open(&project.files.over([(name.clone(), emptied)])) else {
        return Vec::new();
    };
    let examined = emptied.examine(selected);
    let Some(derived) = examined.derived else { return Vec::new() };
    let accepted = derived.checked.accepted.into_iter().map(|(finding, _)| finding);
    let findings = derived.checked.findings.into_iter().chain(accepted);
    let mut asks: Vec<Ask> = Vec::new();
    for finding in findings.filter(|finding| finding.id.starts_with(REASONS)) {
        let file = finding.places.first().and_then(|(place, _)| examined.sources.file(place.file));
        let Some(field) = NamedField::of(&finding, &examined.sources) else { continue };
        if file.is_some_and(|file| file.name == name)
            && field.missing
            && asks.iter().all(|ask| ask.path != field.path)
        {
            let said = WITHOUT.iter().find_map(|end| finding.headline.strip_suffix(end));
            let figures = said.unwrap_or(&finding.headline).to_owned();
            asks.push(Ask { path: field.path, rule: finding.id, figures });
        }
    }
    asks
}

/// A year's file without its reasons and uses.
fn without_words(form: &FileForm, shape: &'static Shape, text: &str) -> String {
    let mut paths = vec!["reasons".to_owned()];
    for field in shape.fields().filter(|field| field.key == "three-public") {
        words(field.shape(), field.key, &mut paths);
    }
    // What is not there needs no removing.
    paths.iter().fold(text.to_owned(), |text, path| {
        edited(form, &text, path, &Change::Remove).unwrap_or(text)
    })
}

/// The fields of words at or below a path.
fn words(shape: Option<&'static Shape>, above: &str, paths: &mut Vec<String>) {
    for field in shape.into_iter().flat_map(Shape::fields) {
        let path = format!("{above}.{}", field.key);
        if matches!(field.kind, Kind::Words) {
            paths.push(path);
        } else {
            words(field.shape(), &path, paths);
        }
    }
}
