//! What was held only because the files could not be read or written at the time: it is written once they can be.

use std::collections::BTreeMap;

use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Which;
use crate::serve::unit::change::save;
use crate::serve::unit::held::Held;

/// Writes what waits for the files of any report, or for the settings.
pub(in crate::serve) fn resume_all(office: &Office) {
    for which in office.held.waiting().iter().filter_map(|report| Which::of_key(report)) {
        resume(office, &which);
    }
}

/// Writes what waits for the files of a report, if these can be read; what was changed elsewhere meanwhile is held as that.
pub(in crate::serve) fn resume(office: &Office, which: &Which) {
    let report = which.key();
    if !office.held.waiting().contains(&report) {
        return;
    }
    let now = office.known.look(&office.root, which);
    if now.is_none_or(|now| now.broken.is_some()) {
        return;
    }
    for form in forms(office.held.take_waiting(&report)) {
        // Why it cannot be written this time is held with it.
        let _ = save(office, which, &form);
    }
}

/// What the pages would send of what was held, tab by tab: the values at once, each row that is to be added by itself.
fn forms(held: Vec<Held>) -> Vec<Pairs> {
    type Sent = Vec<(String, String)>;
    let mut tabs: BTreeMap<String, (Sent, BTreeMap<String, Sent>)> = BTreeMap::new();
    for Held { report: _, name, typed, why: _, theirs: _, again } in held {
        let Some(again) = again else { continue };
        let (values, rows) = tabs.entry(again.tab).or_default();
        match name.strip_prefix("is|") {
            Some(at) => {
                values.push((format!("was|{at}"), again.over));
                values.push((name, typed));
            }
            None => {
                let row = name.rsplit_once('|').map_or("", |(row, _)| row).to_owned();
                rows.entry(row).or_default().push((name, typed));
            }
        }
    }
    let then = || ("then".to_owned(), String::new());
    let form = |(tab, (values, rows)): (String, (Sent, BTreeMap<String, Sent>))| {
        let rows = rows.into_values().flat_map(|row| std::iter::once(then()).chain(row));
        let tab = std::iter::once(("tab".to_owned(), tab));
        Pairs(values.into_iter().chain(rows).chain(tab).collect())
    };
    tabs.into_iter().map(form).collect()
}
