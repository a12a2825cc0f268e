//! One report ready to be traced: laid out once as it is and some times with ids for its numbers.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value;

use crate::engine::{Block, Engine, PrintedStatement, blocks, guarded, printed_statements};
use crate::facts::Figure;
use crate::layout::Folder;
use crate::problem::{Problem, Sources};
use crate::project::{Prepared, Selected};
use crate::trace::depends::{Effect, Probe};
use crate::trace::formula::{Facts, Formula, Operand, number};
use crate::trace::inputs::{Input, InputValue, Line, inputs};
use crate::trace::names::name;
use crate::trace::numbers::Numbered;
use crate::trace::printed::{Printed, Source, printed};

/// A report whose numbers can be traced.
pub struct Traceable<'a> {
    /// The report.
    prepared: &'a Prepared<'a>,
    /// Which one it is.
    selected: Selected,
    /// Its files.
    sources: &'a Sources,
    /// Its facts.
    facts: Facts,
    /// The values that they can come from.
    inputs: Vec<Input>,
    /// The numbers on its pages.
    pub printed: Vec<Printed>,
}

/// A figure explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The path of the fact.
    pub fact: String,
    /// What it is called.
    pub name: String,
    /// What it comes to before it is rounded, in decimal digits.
    pub value: String,
    /// How it is made.
    pub formula: Formula,
    /// The lines that feed it.
    pub lines: Vec<Line>,
}

impl<'a> Traceable<'a> {
    /// Lays a report out to be traced.
    pub fn of(
        prepared: &'a Prepared<'a>,
        selected: &Selected,
        sources: &'a Sources,
        engine: &mut Engine,
    ) -> Result<Self, Vec<Problem>> {
        let unreadable = || vec![Problem::error("facts-failed", "事实文件无法生成")];
        let tree = prepared.tree().ok_or_else(unreadable)?;
        let numbered = Numbered::of(&tree);
        let (plain, statements) = laid_out(engine, &prepared.folder)?;
        let mut traced = Vec::new();
        for time in 0..numbered.digits {
            let folder = folder(prepared, &numbered.facts(&tree), time).ok_or_else(unreadable)?;
            traced.push(laid_out(engine, &folder)?.0);
        }
        Ok(Self {
            prepared,
            selected: selected.clone(),
            sources,
            facts: tree.figures(),
            inputs: inputs(sources),
            printed: printed(&plain, &traced, &statements, &numbered),
        })
    }

    /// How a fact is made, and the lines that feed it.
    pub fn explain(&self, fact: &str) -> Explained {
        let effects = self.probe().effects(&[fact.to_owned()].into());
        self.explained(fact, &effects)
    }

    /// The same for several facts, with less work than one by one.
    pub fn explain_all(&self, facts: &BTreeSet<String>) -> Vec<Explained> {
        let effects = self.probe().effects(facts);
        facts.iter().map(|fact| self.explained(fact, &effects)).collect()
    }

    /// The facts that a line of a data file reaches; the file by its path from the project folder, the line from 1.
    pub fn reached(&self, file: &str, line: usize) -> Vec<String> {
        let on_line = self.inputs.iter().enumerate().filter(|(_, input)| {
            let at = input.line(self.sources);
            at.is_some_and(|at| at.file == file && at.line == line)
        });
        let effects = on_line.map(|(index, _)| self.probe().effect(index));
        let facts: BTreeSet<String> = effects.flat_map(Effect::into_keys).collect();
        facts.into_iter().collect()
    }

    /// The files whose lines can be asked for.
    pub fn files(&self) -> Vec<&str> {
        let files: BTreeSet<usize> = self.inputs.iter().map(|input| input.file).collect();
        let all = self.sources.all();
        files.into_iter().filter_map(|file| Some(all.get(file)?.name.as_str())).collect()
    }

    /// The numbers on the pages that a fact is: those printed through the form's own door; of words, where they stand.
    pub fn printed_as(&self, fact: &str) -> Vec<&Printed> {
        let is_it = |printed: &&Printed| match &printed.source {
            Source::Fact(path) => path == fact,
            Source::Words => false,
        };
        self.printed.iter().filter(is_it).collect()
    }

    /// The words of a fact, where it is words.
    pub fn words(&self, fact: &str) -> Option<&str> {
        match self.facts.get(fact)? {
            Figure::Words(words) => Some(words),
            Figure::Number(_) | Figure::Count(_) => None,
        }
    }

    /// What a fact is called.
    pub fn name(&self, fact: &str) -> String {
        name(&self.facts, fact)
    }

    /// The lines of the office's own words that a printed number is part of; none where it is a code, a row's number, a date.
    pub fn own_words(&self, printed: &Printed) -> Vec<Line> {
        let letters =
            |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let around = letters(&printed.place.words);
        let holds = |input: &&Input| match &input.value {
            InputValue::Number(..) => false,
            InputValue::Words(words) => words.split(['。', '；', '\n']).any(|part| {
                let part = letters(part);
                part.contains(&letters(&printed.text))
                    && (around.contains(&part) || part.contains(&around))
            }),
        };
        self.inputs.iter().filter(holds).filter_map(|input| input.line(self.sources)).collect()
    }

    /// What is found out by changing inputs.
    fn probe(&self) -> Probe<'_> {
        let Self { prepared, selected, sources, facts, inputs, printed: _ } = self;
        Probe { prepared, selected, sources, inputs, facts }
    }

    /// A fact with what inputs do to it.
    fn explained(&self, fact: &str, effects: &BTreeMap<usize, Effect>) -> Explained {
        let feeding: Vec<(&Input, Option<Decimal>)> = effects
            .iter()
            .filter_map(|(index, effect)| Some((self.inputs.get(*index)?, *effect.get(fact)?)))
            .collect();
        let mut lines: Vec<Line> =
            feeding.iter().filter_map(|(input, _)| input.line(self.sources)).collect();
        lines.sort();
        let operand = |path: &str| {
            Some(Operand {
                name: name(&self.facts, path),
                fact: Some(path.to_owned()),
                value: number(&self.facts, path)?,
                times: Decimal::ONE,
            })
        };
        let formula = Formula::of_facts(&self.facts, fact, &operand);
        let formula = formula.or_else(|| self.sum(fact, &feeding)).unwrap_or(Formula::Other);
        let value = match self.facts.get(fact) {
            Some(Figure::Number(number)) => number.clone(),
            Some(Figure::Count(count)) => count.to_string(),
            Some(Figure::Words(words)) => words.clone(),
            None => String::new(),
        };
        Explained { fact: fact.to_owned(), name: name(&self.facts, fact), value, formula, lines }
    }

    /// The lines that add up to a fact, where they do.
    fn sum(&self, fact: &str, feeding: &[(&Input, Option<Decimal>)]) -> Option<Formula> {
        let value = number(&self.facts, fact)?;
        if feeding.is_empty() && value.is_zero() {
            return Some(Formula::Nil);
        }
        let is_count = matches!(self.facts.get(fact), Some(Figure::Count(_)));
        let operands = feeding.iter().map(|(input, times)| {
            let InputValue::Number(amount, _) = &input.value else { return None };
            let line = input.line(self.sources)?;
            Some(Operand {
                name: format!("{} {}", line.file, line.field),
                fact: None,
                value: *amount,
                times: if is_count { Decimal::ONE } else { (*times)? },
            })
        });
        let operands: Vec<Operand> = operands.collect::<Option<_>>()?;
        if let [operand] = operands.as_slice()
            && operand.times == Decimal::ONE
            && operand.value == value
        {
            return Some(Formula::Written);
        }
        let formula = Formula::Sum(operands);
        (formula.value() == Some(value)).then_some(formula)
    }
}

/// Lays a folder out, for its blocks and its statements.
fn laid_out(
    engine: &mut Engine,
    folder: &Folder,
) -> Result<(Vec<Block>, Vec<PrintedStatement>), Vec<Problem>> {
    // The numbers of facts are no words of the user: what points into them is not shown.
    let mut sources = Sources::default();
    guarded(|| {
        let laid_out = engine.lay_out(folder, &mut sources)?;
        Ok((blocks(&laid_out), printed_statements(&laid_out)))
    })
}

/// The folder of a report with the ids of its facts, to be laid out for a time.
fn folder(prepared: &Prepared<'_>, facts: &Value, time: usize) -> Option<Folder> {
    let mut folder = prepared.folder.clone();
    folder.0.insert("facts.json".to_owned(), serde_json::to_vec(facts).ok()?);
    let style = folder.0.get("layout.json")?;
    let mut style: Value = serde_json::from_slice(style).ok()?;
    style.as_object_mut()?.insert("trace".to_owned(), time.into());
    folder.0.insert("layout.json".to_owned(), serde_json::to_vec(&style).ok()?);
    Some(folder)
}
