//! Which inputs a figure depends on, found by changing them: several at once, each by a digit of its own, so that the sum
//! of all changes tells how often each of them counts; what is no sum is found one by one.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::facts::Figure;
use crate::problem::Sources;
use crate::project::Prepared;
use crate::trace::formula::{Facts, number};
use crate::trace::inputs::{Input, InputValue, Measure};

/// The facts of a report and how they come out when inputs are changed.
pub(super) struct Probe<'a> {
    /// The report.
    pub prepared: &'a Prepared<'a>,
    /// Its files.
    pub sources: &'a Sources,
    /// Its inputs.
    pub inputs: &'a [Input],
    /// Its facts as they are.
    pub facts: &'a Facts,
}

/// What inputs do to figures.
#[derive(Debug, Default)]
pub(super) struct Effects {
    /// The figures that are sums: how often each input counts.
    pub sums: BTreeMap<String, BTreeMap<usize, Decimal>>,
    /// The other figures that inputs change: those that were changed together when it did.
    pub others: BTreeMap<String, BTreeSet<usize>>,
}

/// How often an input is told from others that are changed together: it may count 4 times, or −5 times.
const BASE: i64 = 10;

impl Probe<'_> {
    /// What each input that is a number does to each figure.
    pub(super) fn effects(&self) -> Effects {
        let mut effects = Effects::default();
        for (of, most) in [(Measure::Money, 12), (Measure::Things, 8), (Measure::Points, 3)] {
            let inputs: Vec<usize> =
                (0..self.inputs.len()).filter(|input| self.measure(*input) == Some(of)).collect();
            inputs.chunks(most).for_each(|inputs| self.add_effects(inputs, of, &mut effects));
        }
        effects
    }

    /// What one input does: every fact that it changes.
    pub(super) fn reached(&self, input: usize) -> BTreeSet<String> {
        let Some((_, new)) = self.changed_alone(input) else { return BTreeSet::new() };
        let all = self.facts.keys().chain(new.keys());
        all.filter(|path| new.get(*path) != self.facts.get(*path)).cloned().collect()
    }

    /// Which of some inputs change a figure, one by one; how often each counts, and nil where that is not so: where a figure
    /// comes and goes with one that is nil itself.
    pub(super) fn one_by_one(
        &self,
        inputs: &BTreeSet<usize>,
        fact: &str,
    ) -> BTreeMap<usize, Decimal> {
        let times = |input: &usize| {
            let (delta, new) = self.changed_alone(*input)?;
            let times = || {
                let difference = number(&new, fact)?.checked_sub(number(self.facts, fact)?)?;
                difference.checked_div(delta).filter(Decimal::is_integer)
            };
            let is_changed = new.get(fact) != self.facts.get(fact);
            is_changed.then(|| (*input, times().unwrap_or_default().normalize()))
        };
        inputs.iter().filter_map(times).collect()
    }

    /// Adds what some inputs of one measure do; where they cannot be changed together, what each half of them does.
    fn add_effects(&self, inputs: &[usize], of: Measure, effects: &mut Effects) {
        let changed = Self::deltas(inputs.len(), of).find_map(|deltas| {
            let changes: Vec<(usize, Decimal)> =
                inputs.iter().copied().zip(deltas.iter().copied()).collect();
            Some((deltas, self.changed(&changes)?))
        });
        match (changed, inputs) {
            (Some((deltas, new)), _) => self.tell_apart(inputs, &deltas, &new, effects),
            (None, [] | [_]) => {}
            (None, _) => {
                let (one, other) = inputs.split_at(inputs.len() / 2);
                self.add_effects(one, of, effects);
                self.add_effects(other, of, effects);
            }
        }
    }

    /// Tells from new facts what each of the changes did.
    fn tell_apart(&self, inputs: &[usize], deltas: &[Decimal], new: &Facts, effects: &mut Effects) {
        let paths: BTreeSet<&String> = self.facts.keys().chain(new.keys()).collect();
        for path in paths {
            if self.facts.get(path) == new.get(path)
                || matches!(self.facts.get(path), Some(Figure::Words(_)))
            {
                continue;
            }
            let difference = || number(new, path)?.checked_sub(number(self.facts, path)?);
            match difference().and_then(|difference| digits(difference, deltas)) {
                Some(times) => {
                    let sum = effects.sums.entry(path.clone()).or_default();
                    let counted = inputs.iter().zip(times).filter(|(_, times)| !times.is_zero());
                    sum.extend(counted.map(|(input, times)| (*input, times)));
                }
                None => effects.others.entry(path.clone()).or_default().extend(inputs),
            }
        }
    }

    /// By how much so many inputs are changed together, in ways of which not all may be allowed.
    fn deltas(count: usize, of: Measure) -> impl Iterator<Item = Vec<Decimal>> {
        let by = move |first: Decimal| -> Vec<Decimal> {
            let next = |delta: &Decimal| delta.checked_mul(Decimal::from(BASE));
            std::iter::successors(Some(first), next).take(count).collect()
        };
        let cent = Decimal::new(1, 2);
        let firsts = match of {
            Measure::Money => vec![cent, -cent],
            Measure::Things => vec![Decimal::ONE, -Decimal::ONE],
            Measure::Points => vec![-cent, cent],
        };
        firsts.into_iter().map(by)
    }

    /// The facts with one input changed, and by how much: by much, or else by as much as is allowed.
    fn changed_alone(&self, input: usize) -> Option<(Decimal, Facts)> {
        let (one, cent) = (Decimal::ONE, Decimal::new(1, 2));
        let deltas = match self.measure(input) {
            Some(Measure::Money) => vec![Decimal::new(12_345_678_901, 2), cent, -cent],
            Some(Measure::Things) => vec![one + one, one, -one],
            Some(Measure::Points) => vec![-one, one, -cent, cent],
            None => vec![one],
        };
        deltas.into_iter().find_map(|delta| Some((delta, self.changed(&[(input, delta)])?)))
    }

    /// What an input counts; none where it is words.
    fn measure(&self, input: usize) -> Option<Measure> {
        match self.inputs.get(input)?.value {
            InputValue::Number { value: _, of, is_quoted: _ } => Some(of),
            InputValue::Words(_) => None,
        }
    }

    /// The facts with some inputs changed; none where the data could not be read then.
    fn changed(&self, changes: &[(usize, Decimal)]) -> Option<Facts> {
        let mut texts: BTreeMap<usize, String> = BTreeMap::new();
        let changes: BTreeMap<usize, Decimal> = changes.iter().copied().collect();
        // From the end, so that what stands before keeps its place.
        for (input, delta) in changes.iter().rev() {
            let input = self.inputs.get(*input)?;
            let source = self.sources.all().get(input.file)?;
            let text = texts.entry(input.file).or_insert_with(|| source.text.to_string());
            let old = text.get(input.start..input.end)?;
            let new = match &input.value {
                InputValue::Number { value, of: _, is_quoted } => {
                    let new = value.checked_add(*delta)?.to_string();
                    if *is_quoted { format!("\"{new}\"") } else { new }
                }
                InputValue::Words(_) => other_words(old),
            };
            text.replace_range(input.start..input.end, &new);
        }
        let texts = texts
            .into_iter()
            .filter_map(|(file, text)| Some((self.sources.all().get(file)?.name.clone(), text)));
        Some(self.prepared.tree_over(texts.collect())?.figures())
    }
}

/// How often each of some changes counts in a difference: its digits; none where it is no such sum.
fn digits(difference: Decimal, deltas: &[Decimal]) -> Option<Vec<Decimal>> {
    let first = deltas.first()?;
    let mut rest = difference.checked_div(*first).filter(Decimal::is_integer)?;
    let base = Decimal::from(BASE);
    let mut times = Vec::with_capacity(deltas.len());
    for _ in deltas {
        let mut digit = rest % base;
        if digit >= base / Decimal::TWO {
            digit -= base;
        } else if digit < -(base / Decimal::TWO) {
            digit += base;
        }
        rest = (rest - digit).checked_div(base)?;
        times.push(digit.normalize());
    }
    // What is no sum has digits that nothing counts so often.
    let most = Decimal::from(3);
    (rest.is_zero() && times.iter().all(|times| times.abs() <= most)).then_some(times)
}

/// Words, with their quotes, that are others.
fn other_words(old: &str) -> String {
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        if let Some(inner) = old.strip_prefix(quote) {
            return format!("{quote}另{inner}");
        }
    }
    old.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_changes_tells_how_often_each_counts() {
        let deltas: Vec<Decimal> =
            ["0.01", "0.1", "1", "10"].map(|delta| delta.parse().unwrap()).into();
        let told = |difference: &str| {
            let times = digits(difference.parse().unwrap(), &deltas)?;
            Some(times.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(told("1.01").unwrap(), "1 0 1 0");
        assert_eq!(told("-9.9").unwrap(), "0 1 0 -1");
        assert_eq!(told("20.3").unwrap(), "0 3 0 2");
        assert_eq!(told("-0.11").unwrap(), "-1 -1 0 0");
        // A part of a 分, more than all of them, a digit that is none.
        assert_eq!(told("0.005"), None);
        assert_eq!(told("100"), None);
        assert_eq!(told("0.04"), None);
    }
}
