//! Findings about pairs of amounts that are far apart: one for all that differ as units do.

use crate::check::units::slip::{Unit, about, asking};
use crate::model::amount::Money;
use crate::problem::Problem;

/// At most so many pairs are pointed at in one finding.
const SHOWN: usize = 6;

/// Two amounts that are far apart.
#[derive(Debug)]
pub(in crate::check) struct Pair {
    /// What is to be said of them alone.
    pub(in crate::check) finding: Problem,
    /// Both amounts.
    pub(in crate::check) amounts: [Money; 2],
}

/// The findings of pairs: a single one for those that differ as the same units do, where they are several and at least
/// half of those that were compared.
pub(in crate::check) fn findings(pairs: Vec<Pair>, compared: usize, what: &str) -> Vec<Problem> {
    let unit = |pair: &Pair| {
        let [one, other] = pair.amounts;
        about(one.decimal(), other.decimal())
    };
    let first = pairs.iter().find_map(unit);
    let (same, others): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| unit(pair) == first && first.is_some());
    match first {
        Some(unit) if same.len() > 1 && same.len() * 2 >= compared => {
            let together = together(same, unit, what).into_iter();
            together.chain(others.into_iter().map(alone)).collect()
        }
        _ => same.into_iter().chain(others).map(alone).collect(),
    }
}

/// The finding of pairs that all differ as units do.
fn together(pairs: Vec<Pair>, unit: Unit, what: &str) -> Option<Problem> {
    let (term, factor, count) = (unit.term(), unit.factor(), pairs.len());
    let mut pairs = pairs.into_iter();
    let mut finding = pairs.next()?.finding;
    let rest = finding.places.split_off(1.min(finding.places.len()));
    let others = pairs.filter_map(|pair| pair.finding.places.into_iter().next());
    finding.places.extend(others.take(SHOWN));
    finding.places.extend(rest);
    finding.headline = format!(
        "{what}有 {count} 个数都约差 {factor} 倍，疑为一边写元、一边写{term}：如{}",
        finding.headline
    );
    Some(finding)
}

/// The finding of one pair.
fn alone(pair: Pair) -> Problem {
    let [one, other] = pair.amounts;
    asking(pair.finding, one, other)
}
