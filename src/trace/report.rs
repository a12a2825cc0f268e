//! One report whose numbers can be traced, both ways.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::engine::{Block, BlockKind, Engine, Spot};
use crate::facts::{Figure, Node};
use crate::problem::{Problem, Sources};
use crate::project::Prepared;
use crate::trace::depends::{Effects, Probe};
use crate::trace::formula::{Facts, Formula, How, Of, Operand, number};
use crate::trace::inputs::{Input, InputValue, Line, inputs};
use crate::trace::letters::{letters, parts};
use crate::trace::names::name;
use crate::trace::no_figure::NoFigure;
use crate::trace::numbers::Numbered;
use crate::trace::own_words::own_words;
use crate::trace::pages::{Numbers, Pages, Place, Printed, Tracing, sentence};

/// A report whose numbers can be traced.
pub struct Trace<'a> {
    /// The report.
    prepared: &'a Prepared<'a>,
    /// Its files.
    sources: &'a Sources,
    /// Its facts.
    pub(super) facts: Facts,
    /// The values that they can come from.
    inputs: Vec<Input>,
    /// What these do, found when it is first asked for.
    effects: OnceCell<Effects>,
    /// Its pages.
    pub(super) pages: Pages,
    /// The numbers on its pages, and what is left out of them.
    numbers: Numbers,
}

/// What a printed number is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// A figure.
    Figure(Explained),
    /// Part of words that the office wrote: where.
    Words(Vec<Line>),
    /// No figure at all.
    NoFigure(NoFigure),
}

/// A figure explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Explained {
    /// The paths of the facts that it is: several where one figure is told in several connections.
    pub facts: Vec<String>,
    /// What it is called.
    pub name: String,
    /// What it comes to before it is rounded, in decimal digits.
    pub value: String,
    /// How it is made.
    pub formula: Formula,
    /// The lines of data that feed it, in the order of files and lines.
    pub lines: Vec<Line>,
}

/// Words on a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Said {
    /// The page, from 1.
    pub page: usize,
    /// The heading under which they stand.
    pub section: String,
    /// The sentence, the cell or the paragraph.
    pub words: String,
    /// The parts of pages that the words take that were asked for.
    #[serde(skip)]
    pub spots: Vec<Spot>,
}

impl Said {
    /// The words around a number.
    pub(super) fn of(printed: &Printed) -> Self {
        let Place { page, section, cell: _, words, at: _, spots } = &printed.place;
        let (section, words, spots) = (section.clone(), words.clone(), spots.clone());
        Self { page: *page, section, words, spots }
    }
}

impl<'a> Trace<'a> {
    /// Lays a report out to be traced. What the engine remembers afterwards is the caller's to drop.
    pub fn of(
        prepared: &'a Prepared<'a>,
        sources: &'a Sources,
        engine: &mut Engine,
    ) -> Result<Self, Vec<Problem>> {
        let tree = prepared.tree().ok_or_else(|| vec![untraceable(prepared)])?;
        let facts = tree.figures();
        let pages = Pages::of(engine, &prepared.folder, &mut sources.clone())?;
        let numbers = numbers(prepared, &tree, &facts, &pages, engine);
        let numbers = numbers.ok_or_else(|| vec![untraceable(prepared)])?;
        let (inputs, effects) = (inputs(sources), OnceCell::new());
        Ok(Self { prepared, sources, facts, inputs, effects, pages, numbers })
    }

    /// What the figure is called that a printed number is; none where it is none.
    pub fn called(&self, printed: &Printed) -> Option<String> {
        Some(name(&self.facts, printed.fact.as_ref()?))
    }

    /// Every number on the pages, in their order; the blanks that stand for nil last.
    pub fn printed(&self) -> &[Printed] {
        &self.numbers.printed
    }

    /// Every number that is repeated on the pages, and what it is: in a head of a table that goes on, at the edge of a page.
    pub fn asides(&self) -> impl Iterator<Item = (&Printed, NoFigure)> {
        self.numbers.asides.iter().map(|printed| (printed, NoFigure::of_aside(printed)))
    }

    /// In how many cells some facts would be printed that are nil and that the pages leave out.
    pub fn left_out(&self, facts: &BTreeSet<String>) -> usize {
        self.numbers.left_out.iter().filter(|fact| facts.contains(*fact)).count()
    }

    /// The number at a point of a page, in points from its top left corner.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<&Printed> {
        self.printed()
            .iter()
            .find(|printed| printed.place.spots.iter().any(|spot| spot.holds(page, x, y)))
    }

    /// What a printed number is.
    pub fn meaning(&self, printed: &Printed) -> Meaning {
        match &printed.fact {
            Some(fact) => {
                let explained = self.explain(&[fact.clone()].into()).into_iter().next();
                explained.map_or(Meaning::NoFigure(NoFigure::Words), Meaning::Figure)
            }
            None => match own_words(printed, &self.inputs, self.sources, &self.pages.blocks) {
                lines if lines.is_empty() => Meaning::NoFigure(NoFigure::of(printed)),
                lines => Meaning::Words(lines),
            },
        }
    }

    /// How some facts are made, and the lines that feed them; those that are one figure are told as one, together with the
    /// other printed facts that are the same figure.
    pub fn explain(&self, facts: &BTreeSet<String>) -> Vec<Explained> {
        let all = self.with_same_value(facts);
        let mut told: Vec<(BTreeMap<usize, Decimal>, Explained)> = Vec::new();
        for fact in facts.iter().chain(all.difference(facts)) {
            let fed = self.fed_by(fact);
            let Some(one) = self.explain_alone(fact) else { continue };
            let same = told.iter_mut().find(|(known, other)| {
                *known == fed && is_same(&other.value, &one.value) && !is_nil(&one.value)
            });
            match same {
                Some((_, other)) => {
                    if other.formula.how == How::Other {
                        other.formula = one.formula;
                    }
                    other.facts.extend(one.facts);
                }
                None if facts.contains(fact) => told.push((fed, one)),
                None => {}
            }
        }
        told.into_iter().map(|(_, explained)| explained).collect()
    }

    /// How one fact is made, without the others that are the same figure; none where there is no such fact.
    pub fn explain_alone(&self, fact: &str) -> Option<Explained> {
        let value = match self.facts.get(fact)? {
            Figure::Number(number) => number.clone(),
            Figure::Count(count) => count.to_string(),
            Figure::Words(words) => words.clone(),
        };
        let fed = self.fed_by(fact);
        let inputs = fed.keys().filter_map(|index| self.inputs.get(*index));
        let lines = inputs.filter_map(|input| input.line(self.sources)).collect();
        let formula = self.formula(fact).or_else(|| self.sum(fact, &fed));
        let formula = formula.unwrap_or(Formula::alone(How::Other));
        let name = name(&self.facts, fact);
        Some(Explained { facts: vec![fact.to_owned()], name, value, formula, lines })
    }

    /// Where some words are printed, whatever stands between their letters.
    pub fn said(&self, words: &str, page: Option<usize>) -> Vec<Said> {
        let asked = letters(words);
        let mut found = Vec::new();
        for (section, block) in self.in_sections() {
            let is_here = page.is_none_or(|page| block.page == page);
            let parts = if is_here { parts(&block.text, &asked) } else { Vec::new() };
            if !parts.is_empty() {
                let (section, words) = (section.to_owned(), block.text.clone());
                let spots = parts.iter().flat_map(|part| block.spots(part)).collect();
                found.push(Said { page: block.page, section, words, spots });
            }
        }
        found
    }

    /// The sentence, the cell or the heading at a point of a page, in points from its top left corner.
    pub fn said_at(&self, page: usize, x: f64, y: f64) -> Option<Said> {
        let asides = self.pages.asides.iter().map(|block| ("", block));
        self.in_sections().chain(asides).find_map(|(section, block)| {
            let is_whole = matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Heading);
            let mut from = 0;
            while from < block.text.len() {
                let part = match is_whole {
                    true => 0..block.text.len(),
                    false => sentence(&block.text, &(from..from)),
                };
                let spots = block.spots(&part);
                if let Some(spot) = spots.iter().find(|spot| spot.holds(page, x, y)) {
                    let words = block.text.get(part)?.to_owned();
                    return Some(Said {
                        page: spot.page,
                        section: section.to_owned(),
                        words,
                        spots,
                    });
                }
                from = part.end.max(from + 1);
            }
            None
        })
    }

    /// The pieces of the pages, each with the heading under which it stands.
    fn in_sections(&self) -> impl Iterator<Item = (&str, &Block)> {
        self.pages.blocks.iter().scan("", |section, block| {
            if block.kind == BlockKind::Heading {
                *section = &block.text;
            }
            Some((*section, block))
        })
    }

    /// The facts that a line of a data file reaches; the file by its path from the project folder, the line from 1.
    pub fn reached(&self, file: &str, line: usize) -> BTreeSet<String> {
        self.reached_by(|at| at.file == file && at.line == line)
    }

    /// The facts that a field, a row or a table reaches: its file from the project folder, its path such as
    /// `expenditure[2210201/general].basic`.
    pub fn reached_by_field(&self, file: &str, field: &str) -> BTreeSet<String> {
        self.reached_by(|at| at.file == file && is_within(&at.field, field))
    }

    /// The values that stand on a line of a data file.
    pub fn on_line(&self, file: &str, line: usize) -> Vec<Line> {
        let lines = self.inputs.iter().filter_map(|input| input.line(self.sources));
        lines.filter(|at| at.file == file && at.line == line).collect()
    }

    /// The values of a field, a row or a table.
    pub(super) fn of_field(&self, file: &str, field: &str) -> Vec<Line> {
        let lines = self.inputs.iter().filter_map(|input| input.line(self.sources));
        lines.filter(|at| at.file == file && is_within(&at.field, field)).collect()
    }

    /// The lines of a file that have values, in order.
    pub(super) fn lines_of(&self, file: &str) -> Vec<usize> {
        let lines = self.inputs.iter().filter_map(|input| input.line(self.sources));
        lines.filter(|at| at.file == file).map(|at| at.line).collect()
    }

    /// The folder of the report's own data files, with a stroke at its end.
    pub(super) fn folder(&self) -> String {
        format!("data/{}/", self.prepared.report.unit.folder)
    }

    /// Where some facts are printed: numbers by themselves, words as part of sentences and cells.
    pub fn places(&self, facts: &BTreeSet<String>) -> Vec<&Printed> {
        let is_one =
            |printed: &&Printed| printed.fact.as_ref().is_some_and(|fact| facts.contains(fact));
        self.printed().iter().filter(is_one).collect()
    }

    /// The words of a fact, where it is words.
    pub fn words(&self, fact: &str) -> Option<&str> {
        match self.facts.get(fact)? {
            Figure::Words(words) => Some(words),
            Figure::Number(_) | Figure::Count(_) => None,
        }
    }

    /// The data files whose lines can be asked for.
    pub fn files(&self) -> Vec<&str> {
        let files: BTreeSet<usize> = self.inputs.iter().map(|input| input.file).collect();
        let all = self.sources.all();
        files.into_iter().filter_map(|file| Some(all.get(file)?.name.as_str())).collect()
    }

    /// The lines of the office's own words that some words hold or are part of.
    pub fn lines_of_words(&self, words: &str) -> Vec<Line> {
        let found = self.inputs.iter().filter(|input| input.is_within(words));
        found.filter_map(|input| input.line(self.sources)).collect()
    }

    /// The facts that the inputs at some places reach.
    fn reached_by(&self, is_meant: impl Fn(&Line) -> bool) -> BTreeSet<String> {
        let probe = self.probe();
        let at = self.inputs.iter().enumerate();
        let meant =
            at.filter(|(_, input)| input.line(self.sources).is_some_and(|at| is_meant(&at)));
        meant.flat_map(|(index, _)| probe.reached(index)).collect()
    }

    /// Some facts with those printed ones that come to the same and are not nil.
    fn with_same_value(&self, facts: &BTreeSet<String>) -> BTreeSet<String> {
        let value = |fact: &str| number(&self.facts, fact).filter(|value| !value.is_zero());
        let values: BTreeSet<Decimal> = facts.iter().filter_map(|fact| value(fact)).collect();
        let printed = self.printed().iter().filter_map(|printed| printed.fact.as_ref());
        let same = printed.filter(|fact| value(fact).is_some_and(|value| values.contains(&value)));
        facts.iter().chain(same).cloned().collect()
    }

    /// What is found out by changing inputs.
    fn probe(&self) -> Probe<'_> {
        let Self { prepared, sources, facts, inputs, effects: _, pages: _, numbers: _ } = self;
        Probe { prepared, sources, inputs, facts }
    }

    /// What inputs do.
    fn effects(&self) -> &Effects {
        self.effects.get_or_init(|| self.probe().effects())
    }

    /// The inputs that feed a fact, each with how often it counts where the fact is their sum, and else with nil.
    fn fed_by(&self, fact: &str) -> BTreeMap<usize, Decimal> {
        let effects = self.effects();
        if let Some(formula) = self.formula(fact) {
            let of = formula.operands.iter();
            let fed = of.flat_map(|operand| match &operand.fact {
                Some(fact) => self.fed_by(fact).into_keys().collect(),
                None => self.input_of(operand).into_iter().collect::<Vec<usize>>(),
            });
            return fed.map(|input| (input, Decimal::ZERO)).collect();
        }
        let sum = effects.sums.get(fact).cloned().unwrap_or_default();
        match effects.others.get(fact) {
            None => sum,
            Some(others) => {
                let others = self.probe().one_by_one(others, fact);
                sum.into_iter().chain(others).collect()
            }
        }
    }

    /// How a fact is made of others, where it is.
    fn formula(&self, fact: &str) -> Option<Formula> {
        let operand = |of: &Of| match of {
            Of::Fact(path) => Some(Operand {
                name: name(&self.facts, path),
                fact: Some(path.clone()),
                value: number(&self.facts, path)?,
                times: Decimal::ONE,
            }),
            Of::Written(field) => {
                let year = self.prepared.report.year.year;
                let file = format!("{}{year}.toml", self.folder());
                let is_it = |line: &Line| line.file == file && line.field == *field;
                let found = (0..self.inputs.len())
                    .find(|index| self.line(*index).is_some_and(|line| is_it(&line)));
                self.written(found?, Decimal::ONE)
            }
        };
        let precision = self.prepared.form().precision;
        Formula::of_facts(&self.facts, fact, precision, &operand)
    }

    /// The lines that add up to a fact, where they do.
    fn sum(&self, fact: &str, fed: &BTreeMap<usize, Decimal>) -> Option<Formula> {
        let value = number(&self.facts, fact)?;
        if fed.is_empty() && value.is_zero() {
            return Some(Formula::alone(How::Nil));
        }
        let operands = fed.iter().map(|(index, times)| self.written(*index, *times));
        let mut operands: Vec<Operand> = operands.collect::<Option<_>>()?;
        // What is nil adds nothing; of what counts otherwise than in a sum nothing can be reckoned.
        for operand in &mut operands {
            if operand.times.is_zero() && operand.value.is_zero() {
                operand.times = Decimal::ONE;
            }
        }
        if operands.iter().any(|operand| operand.times.is_zero()) {
            return None;
        }
        let written = Formula { how: How::Written, operands, as_printed: false };
        if written.value() == Some(value)
            && written.operands.iter().all(|operand| operand.times == Decimal::ONE)
        {
            return Some(written);
        }
        let mut formula = Formula { how: How::Sum, ..written };
        // What indicators leave of a full score.
        if formula.value().and_then(|sum| value.checked_sub(sum)) == Some(Decimal::ONE_HUNDRED) {
            let (name, value) = ("满分".to_owned(), Decimal::ONE_HUNDRED);
            formula.operands.insert(0, Operand { name, fact: None, value, times: Decimal::ONE });
        }
        (formula.value() == Some(value)).then_some(formula)
    }

    /// An input as part of a formula, counted so many times; none where it is words.
    fn written(&self, index: usize, times: Decimal) -> Option<Operand> {
        let InputValue::Number { value, of: _, is_quoted: _ } = self.inputs.get(index)?.value
        else {
            return None;
        };
        let Line { file, line, field, written: _, excerpt: _ } = self.line(index)?;
        Some(Operand { name: format!("{file}:{line} {field}"), fact: None, value, times })
    }

    /// The input that is part of a formula; none where it is none.
    fn input_of(&self, operand: &Operand) -> Option<usize> {
        let is_it = |index: &usize| {
            self.written(*index, operand.times).is_some_and(|own| own.name == operand.name)
        };
        (0..self.inputs.len()).find(is_it)
    }

    /// The line of an input.
    fn line(&self, index: usize) -> Option<Line> {
        self.inputs.get(index)?.line(self.sources)
    }
}

/// Whether a field is one that is meant, or stands in the row or table that is.
pub(super) fn is_within(field: &str, meant: &str) -> bool {
    field.strip_prefix(meant).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The numbers on the pages, with the facts that they are. A layout that takes counts for numbers itself is laid out with
/// ids for all but these.
fn numbers(
    prepared: &Prepared<'_>,
    tree: &Node,
    facts: &Facts,
    pages: &Pages,
    engine: &mut Engine,
) -> Option<Numbers> {
    [true, false].into_iter().find_map(|has_counts| {
        let numbered = Numbered::of(facts, has_counts);
        let folder = &prepared.folder;
        pages.numbers(Tracing { engine: &mut *engine, folder, facts: tree, numbered: &numbered })
    })
}

/// Whether two values come to the same.
fn is_same(one: &str, other: &str) -> bool {
    let decimal = |value: &str| value.parse::<Decimal>().ok();
    one == other || decimal(one).is_some_and(|one| decimal(other) == Some(one))
}

/// Whether a value is nil.
fn is_nil(value: &str) -> bool {
    value.parse::<Decimal>().is_ok_and(|value| value.is_zero())
}

/// The problem of a layout that prints otherwise once its numbers have ids.
fn untraceable(prepared: &Prepared<'_>) -> Problem {
    let layout = &prepared.report.layout.value;
    Problem::error("not-traceable", format!("版式 {layout} 印出的数追查不了来处"))
        .help("版式里的数要经过 /layouts/common/format.typ 的函数印出，不要拿印好的字来比较；见 docs/trace.md")
}
