//! The ids that stand in for facts while a report is laid out to be traced.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::facts::{Figure, Node};
use crate::layout::Folder;

/// The file through which all numbers are printed, and what it is called while another stands in its place.
const DOOR: &str = "layouts/common/format.typ";
const PLAIN_DOOR: &str = "layouts/common/format-plain.typ";

/// What stands in its place.
const TRACING_DOOR: &str = include_str!("door.typ");

/// The facts that are numbers, each with an id of so many digits, of which no two are alike all along.
#[derive(Debug)]
pub(super) struct Numbered {
    /// How many digits an id has; as often the report is laid out.
    pub digits: usize,
    /// The paths by id.
    paths: BTreeMap<Vec<u8>, String>,
    /// The ids by path.
    ids: BTreeMap<String, Vec<u8>>,
    /// Whether counts have ids as well.
    has_counts: bool,
}

impl Numbered {
    /// Numbers the figures of some facts; counts only where the layout prints them through the door too.
    pub(super) fn of(facts: &BTreeMap<String, Figure>, has_counts: bool) -> Self {
        let numbers = facts.iter().filter(|(_, figure)| match figure {
            Figure::Number(_) => true,
            Figure::Count(_) => has_counts,
            Figure::Words(_) => false,
        });
        let paths: Vec<&String> = numbers.map(|(path, _)| path).collect();
        let mut digits = 3;
        // As many ids have all digits alike as there are digits.
        while most(digits) < paths.len() + 10 {
            digits += 1;
        }
        // Where all digits are alike, an id would look the same each time, as do numbers that are no facts.
        let ids = (0_usize..).map(|number| id(number, digits)).filter(|id| !is_alike(id));
        let pairs: Vec<(String, Vec<u8>)> = paths.into_iter().cloned().zip(ids).collect();
        Self {
            digits,
            paths: pairs.iter().map(|(path, id)| (id.clone(), path.clone())).collect(),
            ids: pairs.into_iter().collect(),
            has_counts,
        }
    }

    /// The folder of a report with ids for its numbers, to be laid out for a time, from 0; none where it is not as it
    /// should be.
    pub(super) fn folder(&self, plain: &Folder, facts: &Node, time: usize) -> Option<Folder> {
        let mut folder = plain.clone();
        let facts = serde_json::to_vec(&self.facts(facts)).ok()?;
        folder.0.insert("facts.json".to_owned(), facts);
        let mut style: Value = serde_json::from_slice(folder.0.get("layout.json")?).ok()?;
        style.as_object_mut()?.insert("trace".to_owned(), time.into());
        folder.0.insert("layout.json".to_owned(), serde_json::to_vec(&style).ok()?);
        let door = folder.0.insert(DOOR.to_owned(), TRACING_DOOR.as_bytes().to_vec())?;
        folder.0.insert(PLAIN_DOOR.to_owned(), door);
        Some(folder)
    }

    /// The fact that was printed as some digits each time the report was laid out; none where these are no id.
    pub(super) fn fact(&self, printed: &[Vec<u8>]) -> Option<&str> {
        let mut id: Vec<Option<u8>> = vec![None; self.digits];
        for (time, digits) in printed.iter().enumerate() {
            for (index, digit) in digits.iter().enumerate() {
                let place = id.get_mut((time + index) % self.digits)?;
                if place.is_some_and(|known| known != *digit) {
                    return None;
                }
                *place = Some(*digit);
            }
        }
        let id: Option<Vec<u8>> = id.into_iter().collect();
        self.paths.get(&id?).map(String::as_str)
    }

    /// The facts with every number marked by its id, as `door.typ` reads it.
    fn facts(&self, facts: &Node) -> Value {
        facts.json(&|path, figure| {
            let written = match figure {
                Figure::Count(count) if !self.has_counts => return (*count).into(),
                Figure::Number(number) => number.clone(),
                Figure::Count(count) => count.to_string(),
                Figure::Words(words) => words.clone(),
            };
            let Some(id) = self.ids.get(path) else { return Value::String(written) };
            let (sign, rest) = match written.strip_prefix('-') {
                Some(rest) => ("-", rest),
                None => ("", written.as_str()),
            };
            let mark: String =
                id.iter().map(|digit| "_".repeat(usize::from(*digit) + 1) + "0").collect();
            Value::String(format!("{sign}0{mark}{rest}"))
        })
    }
}

/// How many ids of so many digits there are.
fn most(digits: usize) -> usize {
    u32::try_from(digits).ok().and_then(|digits| 10_usize.checked_pow(digits)).unwrap_or(usize::MAX)
}

/// A number in so many digits.
fn id(number: usize, digits: usize) -> Vec<u8> {
    format!("{number:0digits$}").bytes().map(|byte| byte - b'0').collect()
}

/// Whether all digits are the same.
fn is_alike(id: &[u8]) -> bool {
    id.iter().collect::<BTreeSet<_>>().len() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many facts, each a number.
    fn facts(count: usize) -> BTreeMap<String, Figure> {
        (0..count)
            .map(|number| (format!("fact{number:05}"), Figure::Number(number.to_string())))
            .collect()
    }

    /// The digits that are printed for an id in a number of so many digits, at a time.
    fn digits(id: &[u8], time: usize, count: usize) -> Vec<u8> {
        (0..count).map(|index| id[(time + index) % id.len()]).collect()
    }

    #[test]
    fn every_fact_is_known_by_its_digits_however_few_are_printed() {
        for count in [1, 900, 990, 991, 1500] {
            let numbered = Numbered::of(&facts(count), true);
            assert_eq!(numbered.ids.len(), count);
            for (path, id) in &numbered.ids {
                for printed in [1, 2, 3, 12] {
                    let times: Vec<Vec<u8>> =
                        (0..numbered.digits).map(|time| digits(id, time, printed)).collect();
                    assert_eq!(numbered.fact(&times), Some(path.as_str()));
                }
            }
        }
    }

    #[test]
    fn what_looks_the_same_each_time_is_no_fact() {
        let numbered = Numbered::of(&facts(990), true);
        for digits in [&[2_u8, 0, 2, 4][..], &[1], &[0], &[7, 7]] {
            assert_eq!(numbered.fact(&vec![digits.to_vec(); numbered.digits]), None, "{digits:?}");
        }
    }

    #[test]
    fn counts_stay_numbers_where_they_have_no_ids() {
        let facts = [("persons".to_owned(), Figure::Count(3))].into();
        let node = Node::Table(vec![("persons".to_owned(), Node::Count(3))]);
        let marked = |has_counts| Numbered::of(&facts, has_counts).facts(&node)["persons"].clone();
        assert_eq!(marked(false), 3);
        assert_eq!(marked(true), "0_0_0__03");
    }
}
