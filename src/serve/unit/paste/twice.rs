//! Rows that come more than once in a block: none of them is the one that is meant.

use std::collections::BTreeMap;

use crate::fields::field::{Field, Kind};
use crate::model::amount::Money;
use crate::serve::unit::paste::pasted::Line;
use crate::serve::view::shown;

/// A row with its words as they stand in the block; why it is left out.
type Found = (String, Result<Line, String>);

/// Rows each of which comes once: those that come more often are added up where that was told, else left out.
pub(super) fn once(found: Vec<(String, Line)>, adds: bool) -> Vec<Found> {
    let mut groups: Vec<Vec<(String, Line)>> = Vec::new();
    let mut places = BTreeMap::new();
    for (words, line) in found {
        let at = *places.entry(line.label.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push((words, line)),
            None => groups.push(vec![(words, line)]),
        }
    }
    groups.into_iter().flat_map(|group| one(group, adds)).collect()
}

/// One row of several that are called the same.
fn one(group: Vec<(String, Line)>, adds: bool) -> Vec<Found> {
    if group.len() < 2 {
        return group.into_iter().map(|(words, line)| (words, Ok(line))).collect();
    }
    let (words, lines): (Vec<String>, Vec<Line>) = group.into_iter().unzip();
    let why = format!("这一行贴了 {} 次：{}", lines.len(), amounts(&lines));
    match adds.then(|| sum(lines)).flatten() {
        Some(line) => vec![(words.join("；"), Ok(line))],
        None => words.into_iter().map(|words| (words, Err(why.clone()))).collect(),
    }
}

/// What each amount of some rows is, one after the other.
fn amounts(lines: &[Line]) -> String {
    let mut all: Vec<(&'static Field, Vec<String>)> = Vec::new();
    for (field, _, is) in lines.iter().flat_map(|line| &line.cells) {
        match all.iter_mut().find(|(own, _)| own.key == field.key) {
            Some((_, texts)) => texts.push(shown(field, is)),
            None => all.push((field, vec![shown(field, is)])),
        }
    }
    let said = all.iter().map(|(field, texts)| format!("{} {}", field.term, texts.join("、")));
    said.collect::<Vec<_>>().join("；")
}

/// The rows in one, with their amounts added up; none where other cells differ.
fn sum(lines: Vec<Line>) -> Option<Line> {
    let mut lines = lines.into_iter();
    let mut whole = lines.next()?;
    for line in lines {
        whole.at.extend(line.at);
        for (field, was, is) in line.cells {
            match whole.cells.iter_mut().find(|(own, _, _)| own.key == field.key) {
                Some((_, _, own)) => *own = both(field, own, &is)?,
                None => whole.cells.push((field, was, is)),
            }
        }
        whole.kept.extend(line.kept);
    }
    let kept = std::mem::take(&mut whole.kept);
    for (field, was, is) in kept {
        let is_known = |own: &&'static Field| own.key == field.key;
        let mut known = whole.cells.iter().map(|(own, _, _)| *own);
        let mut left = whole.kept.iter().map(|(own, _, _)| *own);
        if !known.any(|own| is_known(&own)) && !left.any(|own| is_known(&own)) {
            whole.kept.push((field, was, is));
        }
    }
    Some(whole)
}

/// Two texts of a field in one: their sum, or what both say.
fn both(field: &Field, one: &str, other: &str) -> Option<String> {
    if matches!(field.kind, Kind::Money(_)) {
        let sum: Money = [Money::parse(one).ok()?, Money::parse(other).ok()?].into_iter().sum();
        return Some(sum.to_string());
    }
    (one == other).then(|| one.to_owned())
}
