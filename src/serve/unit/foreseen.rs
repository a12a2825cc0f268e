//! What will be written if a field is left as it is: the pages are set and the report is checked with that while somebody still
//! types, so that both are there when it is written.

use std::collections::BTreeMap;

use crate::edit::edited;
use crate::files::Files;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::change::asked;
use crate::serve::unit::shown::Before;
use crate::serve::unit::{Now, Which};

/// Has the pages of a report that are looked at set with what a form says. Nothing is written or held, and what could not be
/// written is let be.
pub(in crate::serve) fn foresee(office: &Office, which: &Which, form: &Pairs) {
    let Which::Report(selected) = which else { return };
    let now = office.known.look(&office.root, which);
    let Some(now) = now.filter(|now| now.broken.is_none()) else { return };
    let texts = texts(office, &now, which, form);
    if !texts.is_empty() {
        office.typists.ahead(selected, &texts);
        office.known.foresee(which, &Files::on(&office.root).over(texts));
    }
}

/// The texts of the files, by their paths, that come of it.
fn texts(office: &Office, now: &Now, which: &Which, form: &Pairs) -> BTreeMap<String, String> {
    let held = office.held.of_report(&which.key());
    let shown = Before { texts: &office.texts, held: &held };
    let mut texts = BTreeMap::new();
    for one in asked(now, form, &shown).unwrap_or_default() {
        let (Some(slot), Ok(Some(change))) = (now.slot(&one.at.file), &one.change) else {
            continue;
        };
        let path = which.path(&slot.path);
        let Some(before) = texts.get(&path).or(slot.text.as_ref()) else { continue };
        if let Ok(text) = edited(slot.form, before, &one.at.path, change) {
            texts.insert(path, text);
        }
    }
    texts
}
