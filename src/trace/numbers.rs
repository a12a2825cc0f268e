//! The ids that stand in for facts while a report is laid out to be traced.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facts::{Figure, Node};

/// The facts that are numbers, each with an id of so many digits, of which no two are alike all along.
#[derive(Debug)]
pub(super) struct Numbered {
    /// How many digits an id has; as often the report is laid out.
    pub digits: usize,
    /// The paths by id.
    paths: BTreeMap<Vec<u8>, String>,
    /// The ids by path.
    ids: BTreeMap<String, Vec<u8>>,
}

impl Numbered {
    /// Numbers the figures of some facts.
    pub(super) fn of(facts: &Node) -> Self {
        let figures = facts.figures();
        let numbers = figures.iter().filter(|(_, figure)| match figure {
            Figure::Number(_) | Figure::Count(_) => true,
            Figure::Words(_) => false,
        });
        let paths: Vec<&String> = numbers.map(|(path, _)| path).collect();
        let digits = (3_usize..).find(|digits| paths.len() + 10 < 10_usize.pow(*digits as u32));
        let digits = digits.unwrap_or(9);
        // Where all digits are alike, an id would look the same each time, as do numbers that are no facts.
        let ids = (0_usize..).map(|number| id(number, digits)).filter(|id| !is_alike(id));
        let pairs: Vec<(String, Vec<u8>)> = paths.into_iter().cloned().zip(ids).collect();
        Self {
            digits,
            paths: pairs.iter().map(|(path, id)| (id.clone(), path.clone())).collect(),
            ids: pairs.into_iter().collect(),
        }
    }

    /// The facts with every number marked by its id, as `format.typ` reads it.
    pub(super) fn facts(&self, facts: &Node) -> Value {
        facts.json(&|path, figure| {
            let written = match figure {
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
}

/// A number in so many digits.
fn id(number: usize, digits: usize) -> Vec<u8> {
    format!("{number:0digits$}").bytes().map(|byte| byte - b'0').collect()
}

/// Whether all digits are the same.
fn is_alike(id: &[u8]) -> bool {
    id.iter().all(|digit| id.first() == Some(digit))
}
