//! Which inputs a figure depends on, found by changing them: many at once first, and one by one where that changes something.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::facts::Figure;
use crate::problem::Sources;
use crate::project::Prepared;
use crate::trace::formula::number;
use crate::trace::inputs::{Input, InputValue};

/// The facts of a report and how they come out when inputs are changed.
pub(super) struct Probe<'a> {
    /// The report.
    pub prepared: &'a Prepared<'a>,
    /// Its files.
    pub sources: &'a Sources,
    /// Its inputs.
    pub inputs: &'a [Input],
    /// Its facts as they are.
    pub facts: &'a BTreeMap<String, Figure>,
}

/// What one input does to some facts: by path, how much the fact changes for each one that the input does, where both are numbers.
pub(super) type Effect = BTreeMap<String, Option<Decimal>>;

impl Probe<'_> {
    /// What each input does to some facts; inputs that do nothing are left out.
    pub(super) fn effects(&self, targets: &BTreeSet<String>) -> BTreeMap<usize, Effect> {
        let mut found = BTreeMap::new();
        self.narrow(0..self.inputs.len(), targets, &mut found);
        found
    }

    /// What one input does to all facts.
    pub(super) fn effect(&self, input: usize) -> Effect {
        self.effect_on(input, &self.facts.keys().cloned().collect())
    }

    /// Looks for inputs in a range that do something.
    fn narrow(
        &self,
        range: Range<usize>,
        targets: &BTreeSet<String>,
        found: &mut BTreeMap<usize, Effect>,
    ) {
        match range.len() {
            0 => {}
            1 => {
                let effect = self.effect_on(range.start, targets);
                if !effect.is_empty() {
                    found.insert(range.start, effect);
                }
            }
            length => {
                let changes: Vec<(usize, Decimal)> =
                    range.clone().map(|input| (input, self.deltas(input)[0])).collect();
                let same = |new: BTreeMap<String, Figure>| {
                    targets.iter().all(|path| new.get(path) == self.facts.get(path))
                };
                if self.changed(&changes).is_some_and(same) {
                    return;
                }
                let middle = range.start + length / 2;
                self.narrow(range.start..middle, targets, found);
                self.narrow(middle..range.end, targets, found);
            }
        }
    }

    /// What one input does to some facts.
    fn effect_on(&self, input: usize, targets: &BTreeSet<String>) -> Effect {
        for delta in self.deltas(input) {
            let Some(new) = self.changed(&[(input, delta)]) else { continue };
            let changed = targets.iter().filter(|path| new.get(*path) != self.facts.get(*path));
            let weight = |path: &String| {
                let (old, new) = (number(self.facts, path)?, number(&new, path)?);
                Some(new.checked_sub(old)?.checked_div(delta)?.normalize())
            };
            return changed.map(|path| (path.clone(), weight(path))).collect();
        }
        Effect::new()
    }

    /// By how much an input is changed: first by much, so that what is rounded changes as well, then by what is sure to be allowed.
    fn deltas(&self, input: usize) -> [Decimal; 4] {
        let number = Decimal::from(input + 1);
        let whole = match self.inputs.get(input).map(|input| &input.value) {
            Some(InputValue::Number(value, _)) => value.is_integer() && value.scale() == 0,
            Some(InputValue::Words(_)) | None => true,
        };
        let (one, cent) = (Decimal::ONE, Decimal::new(1, 2));
        match whole {
            true => [number + one, one, -one, one + one],
            false => [Decimal::from(1_000_000) * number + number * cent, one, cent, -cent],
        }
    }

    /// The facts with some inputs changed; none where the data could not be read then.
    fn changed(&self, changes: &[(usize, Decimal)]) -> Option<BTreeMap<String, Figure>> {
        let mut texts: BTreeMap<usize, String> = BTreeMap::new();
        // From the end, so that what stands before keeps its place.
        for (input, delta) in changes.iter().rev() {
            let input = self.inputs.get(*input)?;
            let source = self.sources.all().get(input.file)?;
            let text = texts.entry(input.file).or_insert_with(|| source.text.to_string());
            let old = text.get(input.start..input.end)?;
            let new = match &input.value {
                InputValue::Number(value, quoted) => {
                    let new = (value + delta).to_string();
                    if *quoted { format!("\"{new}\"") } else { new }
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

/// Words, with their quotes, that are others.
fn other_words(old: &str) -> String {
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        if let Some(inner) = old.strip_prefix(quote) {
            return format!("{quote}另{inner}");
        }
    }
    old.to_owned()
}
