//! Files of one import that say of the same year of a unit what cannot both be: only one of them is taken.

use std::collections::BTreeMap;

use crate::exchange::into::{Odds, changed, fresh};
use crate::exchange::year::Draft;

/// What one file says of the year of a unit.
#[derive(Debug)]
pub(crate) struct Candidate<'d, T> {
    /// The unit's folder, and the year.
    pub of: (String, u16),
    /// The number of the file among those of the import.
    pub file: usize,
    /// What it is called.
    pub source: &'d str,
    /// What it says.
    pub says: &'d T,
}

/// How a file stands to others of the same unit and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rival {
    /// Its number among those of the import.
    pub file: usize,
    /// What the other is called.
    pub other: String,
    /// Whether it comes before the other.
    pub is_first: bool,
    /// What the two say otherwise: its path, what the one that is written first says, and what the other does.
    pub differences: Vec<Odds>,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a file that another one contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is asked which of them to take.
    Asked,
    /// It is taken.
    Taken,
    /// The other is taken.
    Left,
}

/// How each candidate stands to the others, those that are taken by choice first; none where nothing contradicts it.
pub(crate) fn rivals<T>(
    candidates: &[Candidate<'_, T>],
    taken: &[usize],
    differences: &dyn Fn(&T, &T) -> Vec<Odds>,
) -> Vec<Option<Rival>> {
    let mut all: Vec<Option<Rival>> = candidates.iter().map(|_| None).collect();
    let mut groups: BTreeMap<&(String, u16), Vec<usize>> = BTreeMap::new();
    for (number, candidate) in candidates.iter().enumerate() {
        groups.entry(&candidate.of).or_default().push(number);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let is_taken = |number: &usize| {
            candidates.get(*number).is_some_and(|candidate| taken.contains(&candidate.file))
        };
        group.sort_by_key(|number| !is_taken(number));
        let is_chosen = group.first().is_some_and(is_taken);
        let [of_winner, of_loser] = match is_chosen {
            true => [Fate::Taken, Fate::Left],
            false => [Fate::Asked, Fate::Asked],
        };
        let mut accepted: Vec<usize> = Vec::new();
        for number in group {
            let Some(late) = candidates.get(number) else { continue };
            let against = accepted.iter().find_map(|early| {
                let early = (*early, candidates.get(*early)?);
                let differences = differences(early.1.says, late.says);
                (!differences.is_empty()).then_some((early, differences))
            });
            let Some(((early, winner), differences)) = against else {
                accepted.push(number);
                continue;
            };
            let rival = |is_first: bool, fate| {
                let (one, other) = if is_first { (winner, late) } else { (late, winner) };
                let (file, other) = (one.file, other.source.to_owned());
                Some(Rival { file, other, is_first, differences: differences.clone(), fate })
            };
            if let Some(place) = all.get_mut(early).filter(|place| place.is_none()) {
                *place = rival(true, of_winner);
            }
            if let Some(place) = all.get_mut(number) {
                *place = rival(false, of_loser);
            }
        }
    }
    all
}

/// What the later of two drafts says otherwise than the earlier one. What only one of them tells adds to the other.
pub(super) fn differences(early: &Draft, late: &Draft) -> Vec<Odds> {
    let forth = odds(early, late);
    if forth.is_empty() {
        return forth;
    }
    // What one tells in more detail is no difference: seen the other way round it is left as it is.
    let back = odds(late, early);
    let is_row = |path: &str| path.ends_with(']');
    let array = |path: &str| path.split('[').next().unwrap_or_default().to_owned();
    let is_in = |one: &Odds| {
        back.iter().any(|other| {
            other.path == one.path
                || (is_row(&one.path) || is_row(&other.path))
                    && array(&other.path) == array(&one.path)
        })
    };
    forth.into_iter().filter(is_in).collect()
}

/// What a file made of a draft alone says otherwise than another draft.
fn odds(alone: &Draft, other: &Draft) -> Vec<Odds> {
    let text = fresh(alone, "", 0);
    text.ok()
        .and_then(|text| changed(other, &text).ok())
        .map(|changed| changed.odds)
        .unwrap_or_default()
}
