//! What the files of a report say, value by value, and what others than one tab of the page made of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::exchange::fill::{Slot, rows_of};
use crate::fields::field::{Kind, Shape};
use crate::fields::path::described;
use crate::serve::unit::At;

/// What a text of a report's files is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::serve) enum Of {
    /// A file, which is there.
    File,
    /// Rows that are called by their place: how many there are.
    Rows,
    /// A row, which is there.
    Row,
    /// A value.
    Value,
}

/// All that the files of a report say.
pub(in crate::serve) type Values = BTreeMap<(At, Of), String>;

/// What became of one text: what it was and what it is; none where it was not there, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Change {
    /// Which of all changes it is, counted by the times that files were looked at.
    pub number: u64,
    /// The tab of the page that it was made in; empty where it was made outside of the page.
    pub tab: String,
    /// Where.
    pub at: (At, Of),
    /// What was there.
    pub was: Option<String>,
    /// What is there.
    pub is: Option<String>,
}

/// What became of a place in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Became {
    /// It says something else.
    Changed,
    /// It says nothing any more.
    Emptied,
    /// It has come.
    Added,
    /// It has gone.
    Removed,
    /// So many rows have come.
    More(usize),
    /// So many rows have gone.
    Fewer(usize),
}

/// A place that others changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Changed {
    /// Where.
    pub at: At,
    /// What it is.
    pub of: Of,
    /// What became of it.
    pub became: Became,
    /// The number of its last change.
    pub number: u64,
}

/// All that some files say.
pub(in crate::serve) fn values(slots: &[Slot]) -> Values {
    let mut values = Values::new();
    for slot in slots.iter().filter(|slot| slot.text.is_some()) {
        let at = |path: &str| At { file: slot.path.clone(), path: path.to_owned() };
        values.insert((at(""), Of::File), String::new());
        for (path, text) in &slot.said.leaves {
            values.insert((at(path), Of::Value), text.clone());
        }
        for path in slot.said.rows.keys() {
            for (path, of, text) in of_rows(slot, path) {
                values.insert((at(&path), of), text);
            }
        }
    }
    values
}

/// All that some rows of a file say, each text with its path as its input has it.
fn of_rows(slot: &Slot, path: &str) -> Vec<(String, Of, String)> {
    let (rows, field) = (slot.said.rows(path), described(slot.shape, path));
    let shape: Option<&'static Shape> = field.and_then(rows_of);
    let kind = field.map(|field| field.kind);
    let mut all = Vec::new();
    if shape.is_some_and(|shape| shape.row_keys.is_empty()) && !rows.is_empty() {
        all.push((path.to_owned(), Of::Rows, rows.len().to_string()));
    }
    for row in rows {
        let called = match kind {
            Some(Kind::Names | Kind::Tables(_)) => format!("{path}.{}", row.label),
            _ => format!("{path}[{}]", row.label),
        };
        // A name is all that there is of its row.
        if let Some(Kind::Names) = kind {
            let name = row.fields.get("name").cloned().unwrap_or_default();
            all.push((called, Of::Value, name));
            continue;
        }
        for (key, text) in &row.fields {
            all.push((format!("{called}.{key}"), Of::Value, text.clone()));
        }
        all.push((called, Of::Row, String::new()));
    }
    all
}

/// What has changed between two times that files were looked at.
pub(in crate::serve) fn changes(
    before: &Values,
    after: &Values,
    number: u64,
    tab: &str,
) -> Vec<Change> {
    let places = before.keys().chain(after.keys().filter(|at| !before.contains_key(at)));
    let changes = places.map(|at| Change {
        number,
        tab: tab.to_owned(),
        at: at.clone(),
        was: before.get(at).cloned(),
        is: after.get(at).cloned(),
    });
    changes.filter(|change| change.was != change.is).collect()
}

/// The places that others than a tab changed and that are not again as they were: each once, and of what came or went as a
/// whole only that. What the tab itself changed later, it knows.
pub(in crate::serve) fn by_others<'c>(
    changes: impl Iterator<Item = &'c Change>,
    tab: &str,
) -> Vec<Changed> {
    let mut places: BTreeMap<&(At, Of), (&Option<String>, &Change)> = BTreeMap::new();
    for change in changes {
        if change.tab == tab && !tab.is_empty() {
            places.remove(&change.at);
        } else {
            places.entry(&change.at).or_insert((&change.was, change)).1 = change;
        }
    }
    places.retain(|_, (was, last)| **was != last.is);
    let wholes: Vec<&(At, Of)> = places.keys().copied().filter(|at| at.1 != Of::Value).collect();
    let is_within = |at: &At| wholes.iter().any(|whole| is_below(at, whole));
    let changed = places.iter().filter(|((at, _), _)| !is_within(at));
    let changed = changed.map(|((at, of), (was, last))| Changed {
        at: at.clone(),
        of: *of,
        became: became(*of, was.as_deref(), last.is.as_deref()),
        number: last.number,
    });
    changed.collect()
}

/// Whether a place is one of those below what came or went as a whole.
fn is_below(at: &At, (whole, of): &(At, Of)) -> bool {
    let below = |sign: &str| {
        at.file == whole.file
            && at.path.strip_prefix(&whole.path).is_some_and(|rest| rest.starts_with(sign))
    };
    match of {
        Of::File => at.file == whole.file && !at.path.is_empty(),
        Of::Rows => below("["),
        Of::Row => below("."),
        Of::Value => false,
    }
}

/// What became of a place.
fn became(of: Of, was: Option<&str>, is: Option<&str>) -> Became {
    let count = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
    match (of, is) {
        (Of::Rows, _) => match (count(was), count(is)) {
            (was, is) if is > was => Became::More(is - was),
            (was, is) => Became::Fewer(was - is),
        },
        (Of::Value, Some(_)) => Became::Changed,
        (Of::Value, None) => Became::Emptied,
        (Of::File | Of::Row, Some(_)) => Became::Added,
        (Of::File | Of::Row, None) => Became::Removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::fill::slots;
    use crate::files::Files;

    /// What is written by whom, and what of it is told.
    type Case<'c> = (&'c [(&'c str, &'c str)], &'c [(&'c str, Became)]);

    /// The file of a year as it is at first.
    const FIRST: &str = "year = 2022\nincome = [\n  { code = \"2080109\", general = 5.00, business = 1.00 },\n  \
                         { code = \"2210201\", general = 7.00 },\n]\n[three-public.abroad]\ninitial = 3.00\n[names]\n2070188 = \"某\"\n\
                         [[corrections]]\ndate = 2023-10-01\nreason = \"甲\"\n[[corrections]]\ndate = 2023-11-01\nreason = \"乙\"\n";

    /// What the files say of which one has a text.
    fn said(text: &str) -> Values {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("data/甲")).unwrap();
        std::fs::write(folder.path().join("data/甲/2022.toml"), text).unwrap();
        values(&slots(&Files::on(folder.path()), "甲", 2022).unwrap())
    }

    /// What a tab is told after some texts, each written by a tab or outside.
    fn told(tab: &str, texts: &[(&str, &str)]) -> Vec<(String, Became)> {
        let mut before = said(FIRST);
        let mut all = Vec::new();
        for (number, (by, text)) in (1..).zip(texts) {
            let after = said(text);
            all.extend(changes(&before, &after, number, by));
            before = after;
        }
        let told = by_others(all.iter(), tab).into_iter();
        told.map(|changed| (changed.at.path, changed.became)).collect()
    }

    #[test]
    fn what_others_changed_is_told_once_and_by_its_field() {
        let with = |pairs: &[(&str, &str)]| {
            pairs.iter().fold(FIRST.to_owned(), |text, (from, to)| {
                assert!(text.contains(from), "{from}");
                text.replace(from, to)
            })
        };
        let row = "  { code = \"2210201\", general = 7.00 },\n";
        let business = with(&[("business = 1.00", "business = 1.50")]);
        let both = with(&[("business = 1.00", "business = 2.00"), ("= 3.00", "= 4.00")]);
        let new = with(&[(row, &format!("{row}  {{ code = \"2080101\", general = 1.00 }},\n"))]);
        let one_fewer = with(&[("[[corrections]]\ndate = 2023-10-01\nreason = \"甲\"\n", "")]);
        let cases: &[Case<'_>] = &[
            // A value, also one that is written over twice; one that is as it was again is none.
            (&[("", &business)], &[("income[2080109].business", Became::Changed)]),
            (
                &[("", &business), ("b", &both)],
                &[
                    ("income[2080109].business", Became::Changed),
                    ("three-public.abroad.initial", Became::Changed),
                ],
            ),
            (&[("", &business), ("b", FIRST)], &[]),
            // How it is written, and in which order, is no change.
            (&[("", &with(&[("general = 5.00", "general = \"5\"")]))], &[]),
            (&[("", &with(&[(row, ""), ("income = [\n", &format!("income = [\n{row}"))]))], &[]),
            // What goes.
            (
                &[("", &with(&[(", business = 1.00", "")]))],
                &[("income[2080109].business", Became::Emptied)],
            ),
            (&[("", &with(&[(row, "")]))], &[("income[2210201]", Became::Removed)]),
            (&[("", &with(&[("2070188 = \"某\"\n", "")]))], &[("names.2070188", Became::Emptied)]),
            // What comes is one place, however much it says, also with what is written into it then.
            (&[("", &new)], &[("income[2080101]", Became::Added)]),
            (
                &[("", &new), ("", &new.replace("general = 1.00", "general = 2.00"))],
                &[("income[2080101]", Became::Added)],
            ),
            (
                &[("", &with(&[("2080109", "2080199")]))],
                &[("income[2080109]", Became::Removed), ("income[2080199]", Became::Added)],
            ),
            // Rows that are called by their place are told by how many they are.
            (&[("", &one_fewer)], &[("corrections", Became::Fewer(1))]),
            (&[("", &one_fewer), ("b", FIRST)], &[]),
            (
                &[("", &with(&[("reason = \"乙\"", "reason = \"丙\"")]))],
                &[("corrections[2].reason", Became::Changed)],
            ),
            // The tab's own, and what it wrote over.
            (&[("a", &business)], &[]),
            (&[("a", &business), ("a", FIRST)], &[]),
            (&[("", &business), ("a", &both)], &[]),
            (
                &[("a", &business), ("", &both)],
                &[
                    ("income[2080109].business", Became::Changed),
                    ("three-public.abroad.initial", Became::Changed),
                ],
            ),
            (&[("", &new), ("a", FIRST)], &[]),
        ];
        for (number, (texts, wanted)) in cases.iter().enumerate() {
            let wanted: Vec<(String, Became)> =
                wanted.iter().map(|(path, became)| ((*path).to_owned(), *became)).collect();
            assert_eq!(told("a", texts), wanted, "{number}");
        }
        // A page without a tab sees all.
        assert_eq!(told("", &[("", &business)]).len(), 1);
    }

    #[test]
    fn a_file_that_comes_or_goes_is_one_place() {
        let (none, some) = (Values::new(), said(FIRST));
        for (before, after, became) in
            [(&none, &some, Became::Added), (&some, &none, Became::Removed)]
        {
            let all = changes(before, after, 1, "");
            assert!(all.len() > 10, "{all:?}");
            let told = by_others(all.iter(), "a");
            let at = At { file: "2022.toml".to_owned(), path: String::new() };
            assert_eq!(told, [Changed { at, of: Of::File, became, number: 1 }]);
        }
    }
}
