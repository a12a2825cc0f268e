//! Workbooks that were filled in, several of them at once: those of one unit are put together, and where two of them changed the
//! same to something else, it is asked whose counts.

use crate::exchange::bring::fill_in::take_back;
use crate::exchange::bring::options::Options;
use crate::exchange::bring::outcome::Outcome;
use crate::exchange::bring::rivals::{Fate, Rival};
use crate::exchange::bring::written::Written;
use crate::exchange::fill::{Against, Cells, Returned};
use crate::exchange::into::Odds;
use crate::project::Project;

/// A workbook that was filled in.
pub(super) struct FilledIn {
    /// Its number among the files of the import.
    pub number: usize,
    /// What it is called.
    pub name: String,
    /// What it says.
    pub cells: Cells,
}

/// A workbook that was read, and how it stands to the others.
struct Standing<'f> {
    /// The workbook.
    file: &'f FilledIn,
    /// What it says.
    returned: Returned,
    /// How it stands to another one.
    rival: Option<Rival>,
}

/// Takes what was filled in, unless it is refused or only tried: what became of each.
pub(super) fn take_all_back(
    filled: &[FilledIn],
    options: &Options,
    project: &Project,
    written: &mut Written,
) -> Vec<Outcome> {
    let Options { unit, year, amounts: _, apart: _, taken, dry_run } = options;
    if let Some(unit) = unit.as_ref().filter(|_| filled.len() > 1) {
        let refused = |FilledIn { name, .. }: &FilledIn| Outcome {
            source: name.clone(),
            refused: vec![format!("有几份填报表，不能都写进 data/{unit}")],
            help: vec!["--unit 一次只能和一份填报表一起用；不写 --unit，各写各的单位".to_owned()],
            ..Outcome::default()
        };
        return filled.iter().map(refused).collect();
    }
    let read = filled.iter().map(|file| {
        let returned = Returned::read(&project.files, &file.cells, unit.as_deref(), *year);
        Standing { file, returned, rival: None }
    });
    let mut all: Vec<Standing<'_>> = read.collect();
    stand(&mut all, taken, project);
    // What is chosen is there before what yields to it.
    let mut order: Vec<usize> = (0..all.len()).collect();
    let is_taken = |number: &usize| {
        let rival = all.get(*number).and_then(|standing| standing.rival.as_ref());
        rival.is_some_and(|rival| rival.fate == Fate::Taken)
    };
    order.sort_by_key(|number| !is_taken(number));
    let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
    for number in order {
        let Some(Standing { file, returned, rival }) = all.get_mut(number) else { continue };
        let files = written.over(returned.folder()).unwrap_or_else(|| project.files.clone());
        let (outcome, texts) = take_back(returned, &file.name, rival.take(), &files, *dry_run);
        written.take(texts);
        outcomes.push((number, outcome));
    }
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Finds how each workbook stands to the others; those that are not chosen yield to those that are.
fn stand(all: &mut [Standing<'_>], taken: &[usize], project: &Project) {
    let is_possible = |standing: &Standing<'_>| {
        let applied = standing.returned.applied(&project.files);
        // What the files contradict as well may yet be left to another workbook.
        applied.refused.len() == applied.conflicts.len()
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.retain(|number| all.get(*number).is_some_and(is_possible));
    let is_taken = |all: &[Standing<'_>], number: usize| {
        all.get(number).is_some_and(|standing| taken.contains(&standing.file.number))
    };
    order.sort_by_key(|number| !is_taken(all, *number));
    for (at, late) in order.iter().enumerate() {
        for early in order.iter().take(at) {
            let (Some(one), Some(other)) = (all.get(*early), all.get(*late)) else { continue };
            let against = one.returned.against(&other.returned);
            if against.is_empty() {
                continue;
            }
            let differences: Vec<Odds> =
                against.iter().map(|against| odds(one.returned.folder(), against)).collect();
            let names = [one, other].map(|standing| standing.file.name.clone());
            let numbers = [one, other].map(|standing| standing.file.number);
            let [of_one, of_other] = match is_taken(all, *early) {
                true => [Fate::Taken, Fate::Left],
                false => [Fate::Asked, Fate::Asked],
            };
            let [first, second] = names;
            let [first_number, second_number] = numbers;
            let of_one = Rival {
                file: first_number,
                other: second,
                is_first: true,
                differences: differences.clone(),
                fate: of_one,
            };
            let of_other = Rival {
                file: second_number,
                other: first,
                is_first: false,
                differences,
                fate: of_other,
            };
            for (number, rival) in [(*early, of_one), (*late, of_other)] {
                let Some(standing) = all.get_mut(number) else { continue };
                if rival.fate == Fate::Left {
                    standing.returned.yields(&against);
                }
                // What cannot be written yet tells why.
                let known = standing.rival.as_ref();
                if known.is_none_or(|known| known.fate != Fate::Asked && rival.fate == Fate::Asked)
                {
                    standing.rival = Some(rival);
                }
            }
        }
    }
}

/// What two workbooks of a unit say otherwise of one thing.
fn odds(folder: &str, against: &Against) -> Odds {
    let Against { file, path, one, other, .. } = against;
    Odds {
        file: Some(format!("data/{folder}/{file}")),
        path: path.clone(),
        before: one.clone(),
        now: other.clone(),
    }
}
