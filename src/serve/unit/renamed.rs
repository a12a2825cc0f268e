//! What rows are called once changes are made: the names of their inputs follow where a code, a fund or a name changes, and where
//! rows that are called by their place move up or down.

use std::collections::BTreeMap;

use crate::exchange::fill::{Row, Said, Slot};
use crate::fields::field::Kind;
use crate::fields::path::{described, end_of_label};

/// The rows of lists, by the file and the path of the list: what each was called before all changes, and what it is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Renamed(BTreeMap<(String, String), Vec<(String, String)>>);

impl Renamed {
    /// Notes what a change at a path makes of the rows of its list.
    pub(super) fn note(&mut self, slot: &Slot, path: &str, [before, after]: [&str; 2]) {
        let Some((rows, gone)) = list_of(slot, path) else { return };
        let of = |text: &str| {
            let said = Said::of(text, slot.shape);
            said.map(|said| said.rows(rows).to_vec()).unwrap_or_default()
        };
        let (old, new) = (of(before), of(after));
        let of_list = (slot.path.clone(), rows.to_owned());
        let known = self.0.entry(of_list).or_insert_with(|| {
            old.iter().map(|row| (row.label.clone(), row.label.clone())).collect()
        });
        let became = became(&old, &new, gone);
        known.retain_mut(|(_, called)| {
            let now =
                became.iter().find(|(was, _)| was == called).map(|(_, now)| (*now).to_owned());
            now.is_some_and(|now| {
                *called = now;
                true
            })
        });
    }

    /// A path of a file as it is now.
    pub(super) fn path(&self, file: &str, path: &str) -> String {
        let now = || {
            let (rows, label, rest) = apart(path)?;
            let known = self.0.get(&(file.to_owned(), rows.to_owned()))?;
            let (_, now) = known.iter().find(|(was, _)| was == label)?;
            Some(format!("{rows}[{now}]{rest}"))
        };
        now().unwrap_or_else(|| path.to_owned())
    }

    /// The name of an input of a value as it is now.
    pub(super) fn name(&self, name: &str) -> String {
        match name.splitn(3, '|').collect::<Vec<&str>>().as_slice() {
            [what @ ("is" | "was"), file, path] => {
                format!("{what}|{file}|{}", self.path(file, path))
            }
            _ => name.to_owned(),
        }
    }

    /// How the names of inputs of rows begin that are called otherwise now: as they began, and as they do.
    pub(super) fn beginnings(&self) -> Vec<(String, String)> {
        let of_list = |((file, rows), known): (&(String, String), &Vec<(String, String)>)| {
            let others = known.iter().filter(|(was, now)| was != now);
            let begins = |label: &String| format!("{file}|{rows}[{label}]");
            others.map(|(was, now)| (begins(was), begins(now))).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of_list).collect()
    }
}

/// A path of a row or within one taken apart: its list, what the row is called, and what follows the bracket.
pub(super) fn apart(path: &str) -> Option<(&str, &str, &str)> {
    let (rows, rest) = path.split_once('[')?;
    let end = end_of_label(rest)?;
    Some((rows, rest.get(..end)?, rest.get(end + 1..)?))
}

/// The list whose rows a change at a path may rename, and which row is meant.
fn list_of<'p>(slot: &Slot, path: &'p str) -> Option<(&'p str, Option<&'p str>)> {
    let (rows, label, rest) = match apart(path) {
        Some((rows, label, rest)) => (rows, Some(label), rest),
        None => (path, None, ""),
    };
    let Kind::Rows(shape) = described(slot.shape, rows)?.kind else { return None };
    let may_rename = match rest.strip_prefix('.') {
        Some(key) => shape.row_keys.contains(&key),
        None => true,
    };
    may_rename.then_some((rows, label))
}

/// Which of the rows before is which of those after: they keep their order, but for one that came or went.
fn became<'r>(old: &'r [Row], new: &'r [Row], gone: Option<&str>) -> Vec<(&'r str, &'r str)> {
    let differs = |at: &usize| {
        let fields = |rows: &'r [Row]| rows.get(*at).map(|row| &row.fields);
        fields(old) != fields(new)
    };
    let (mut old_rows, mut new_rows) =
        (old.iter().collect::<Vec<_>>(), new.iter().collect::<Vec<_>>());
    if new.len() < old.len()
        && let Some(at) = old.iter().position(|row| Some(row.label.as_str()) == gone)
    {
        old_rows.remove(at);
    }
    if new.len() > old.len()
        && let Some(at) = (0..new.len()).find(differs)
    {
        new_rows.remove(at);
    }
    let both = old_rows.into_iter().zip(new_rows);
    both.map(|(was, now)| (was.label.as_str(), now.label.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_rows_are_taken_apart() {
        for (path, wanted) in [
            ("economic[30103].code", Some(("economic", "30103", ".code"))),
            (
                "carry-over.opening[2080109/general].fund",
                Some(("carry-over.opening", "2080109/general", ".fund")),
            ),
            ("profile.units[\"甲[一].乙\"]", Some(("profile.units", "\"甲[一].乙\"", ""))),
            (
                "profile.units[\"甲[一].乙\"].note",
                Some(("profile.units", "\"甲[一].乙\"", ".note")),
            ),
            ("corrections[2]", Some(("corrections", "2", ""))),
            ("names.2070188", None),
            ("reasons.total", None),
        ] {
            assert_eq!(apart(path), wanted, "{path}");
        }
    }
}
