//! Printed numbers in the office's own words: the field that they were written in.

use std::ops::Range;

use crate::engine::Block;
use crate::problem::Sources;
use crate::trace::inputs::{Input, InputValue, Line};
use crate::trace::letters::letters;
use crate::trace::pages::{Printed, numbers_within};

/// So many letters are no chance.
const ENOUGH: usize = 4;

/// The lines of the office's own words that a printed number is part of.
pub(super) fn own_words(
    printed: &Printed,
    inputs: &[Input],
    sources: &Sources,
    blocks: &[Block],
) -> Vec<Line> {
    let around = Around::of(printed);
    let likeness = |input: &Input| match &input.value {
        InputValue::Number { .. } => Likeness::default(),
        InputValue::Words(words) => around.likeness(words),
    };
    let found: Vec<(Likeness, &Input)> =
        inputs.iter().map(|input| (likeness(input), input)).collect();
    let best = found.iter().map(|(likeness, _)| *likeness).max().unwrap_or_default();
    if best == Likeness::default() {
        return Vec::new();
    }
    let best: Vec<&Input> = found
        .into_iter()
        .filter(|(likeness, _)| *likeness == best)
        .map(|(_, input)| input)
        .collect();
    let near = Near::of(printed, inputs, sources, blocks);
    near.nearest(best).into_iter().filter_map(|input| input.line(sources)).collect()
}

/// How much of the words around a number is what somebody wrote, the least first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// How many letters of them stand around the number as they stand in print, with its own.
    letters: usize,
    /// Whether they are printed with nothing left out.
    is_whole: bool,
}

/// A number and what is printed around it in its sentence or its cell.
struct Around<'a> {
    /// The number.
    number: &'a str,
    /// What stands before it.
    before: &'a str,
    /// What stands behind it.
    after: &'a str,
    /// Whether it stands in a cell.
    is_cell: bool,
    /// Whether the cell is one of a statement, in which the office has no words of its own.
    is_statement: bool,
}

impl<'a> Around<'a> {
    /// What stands around a printed number.
    fn of(printed: &'a Printed) -> Self {
        let place = &printed.place;
        Self {
            number: &printed.text,
            before: place.words.get(..place.at).unwrap_or_default(),
            after: place.words.get(place.at + printed.text.len()..).unwrap_or_default(),
            is_cell: place.cell.is_some(),
            is_statement: place.cell.as_ref().is_some_and(|cell| cell.statement.is_some()),
        }
    }

    /// How much some words, which have the number in them, are what is printed around it; nil where that may be chance.
    fn likeness(&self, words: &str) -> Likeness {
        let (before, after) = (letters(self.before), letters(self.after));
        let same = |one: (&char, &char)| one.0 == one.1;
        let at = |range: Range<usize>| {
            let number = words.get(range.clone())?;
            if digits(number) != digits(self.number) {
                return None;
            }
            let lead = letters(words.get(..range.start)?);
            let rest = letters(words.get(range.end..)?);
            let left = lead.iter().rev().zip(before.iter().rev()).take_while(|pair| same(*pair));
            let right = rest.iter().zip(&after).take_while(|pair| same(*pair));
            let (left, right) = (left.count(), right.count());
            let is_whole = left == lead.len() && right == rest.len() && self.has(words, &range);
            let is_own = match self.is_statement {
                true => left + right >= ENOUGH,
                false => left + right >= ENOUGH || is_whole && self.is_no_chance(words),
            };
            let letters = left + right + letters(number).len();
            is_own.then_some(Likeness { letters, is_whole })
        };
        numbers_within(words, 0..words.len()).into_iter().filter_map(at).max().unwrap_or_default()
    }

    /// Whether some words are printed around the number, every sign of theirs.
    fn has(&self, words: &str, number: &Range<usize>) -> bool {
        let (lead, rest) = (words.get(..number.start), words.get(number.end..));
        let own = words.get(number.clone()).unwrap_or_default();
        // What stands behind the number may have been taken for a part of it: the sign of per cent.
        let behind = |rest: &str| {
            format!("{}{}", self.number, self.after).starts_with(&format!("{own}{rest}"))
        };
        lead.is_some_and(|lead| self.before.ends_with(lead.trim_start()))
            && rest.is_some_and(|rest| behind(rest.trim_end()))
    }

    /// Whether short words that are printed around the number are these: they fill its cell, or have signs enough.
    fn is_no_chance(&self, words: &str) -> bool {
        let words = words.trim();
        let is_number = words.chars().all(|c| c.is_ascii_digit());
        match self.is_cell {
            true => format!("{}{}{}", self.before, self.number, self.after).trim() == words,
            false => !is_number && words.chars().count() >= ENOUGH - 1,
        }
    }
}

/// A number without its signs: that of per cent, which may stand behind it in the form, and the stroke before it.
fn digits(number: &str) -> &str {
    number.trim_start_matches('-').trim_end_matches('%')
}

/// What is printed near a number: of fields with the same words, that one is meant whose others are printed there.
struct Near<'a> {
    /// The letters of what stands in its row, to the left.
    row: Vec<Vec<char>>,
    /// The letters of what stands on its page.
    page: Vec<Vec<char>>,
    /// All values.
    inputs: &'a [Input],
    /// The files.
    sources: &'a Sources,
}

impl<'a> Near<'a> {
    /// What is printed near a number.
    fn of(printed: &Printed, inputs: &'a [Input], sources: &'a Sources, blocks: &[Block]) -> Self {
        let place = &printed.place;
        let row = place.cell.iter().flat_map(|cell| &cell.row).map(|words| letters(words));
        let page = blocks.iter().filter(|block| block.page == place.page);
        Self {
            row: row.collect(),
            page: page.map(|block| letters(&block.text)).collect(),
            inputs,
            sources,
        }
    }

    /// Those of some fields that are nearest: by what stands in the row, else by what of their table, else of their file stands
    /// on the page.
    fn nearest<'b>(&self, fields: Vec<&'b Input>) -> Vec<&'b Input> {
        if fields.len() < 2 {
            return fields;
        }
        let by_nearness: Vec<([usize; 3], &Input)> =
            fields.into_iter().map(|field| (self.nearness(field), field)).collect();
        let most = by_nearness.iter().map(|(nearness, _)| *nearness).max();
        let nearest = by_nearness.into_iter().filter(|(nearness, _)| Some(*nearness) == most);
        nearest.map(|(_, field)| field).collect()
    }

    /// How many of the other words of a field's table stand in the row, how many of its file on the page, and how many of its
    /// table.
    fn nearness(&self, field: &Input) -> [usize; 3] {
        let own = self.table(field);
        let mut nearness = [0; 3];
        for other in self.inputs.iter().filter(|other| other.file == field.file) {
            let InputValue::Words(words) = &other.value else { continue };
            let words = letters(words);
            if words.is_empty() || other.start == field.start {
                continue;
            }
            let is_beside = own.is_some() && self.table(other) == own;
            let is_in = |printed: &[Vec<char>]| printed.iter().any(|one| is_part(&words, one));
            let is_on_page = is_in(&self.page);
            nearness[0] += usize::from(is_beside && is_in(&self.row));
            nearness[1] += usize::from(is_on_page);
            nearness[2] += usize::from(is_beside && is_on_page);
        }
        nearness
    }

    /// The path of the table that a field stands in.
    fn table(&self, field: &Input) -> Option<&'a str> {
        let path = self.sources.path(field.place())?;
        path.rfind(['.', '[']).and_then(|at| path.get(..at))
    }
}

/// Whether some letters stand in others.
fn is_part(words: &[char], printed: &[char]) -> bool {
    printed.windows(words.len().max(1)).any(|part| part == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many letters of some words are printed around a number, which stands between strokes.
    fn like(words: &str, sentence: &str) -> usize {
        let parts: Vec<&str> = sentence.split('|').collect();
        let [before, number, after] = parts.as_slice() else { panic!("{sentence}") };
        let around = Around { number, before, after, is_cell: false, is_statement: false };
        around.likeness(words).letters
    }

    #[test]
    fn a_number_is_found_in_the_words_around_it() {
        let words = "主要是新增12个项目，其中2个跨年";
        assert!(like(words, "主要原因是新增|12|个项目，其中2个跨年。") > 4);
        // Part of another number, and other words.
        assert_eq!(like(words, "公务用车|1|辆。"), 0);
        assert_eq!(like(words, "接待|2|批次。"), 0);
    }

    #[test]
    fn numbers_beside_numbers_are_found() {
        for (words, sentence) in [
            ("分别完成目标的100.28%、101.31%", "本年分别完成目标的|100.28%|、101.31%。"),
            ("分别完成目标的100.28%、101.31%", "本年分别完成目标的100.28%、|101.31%|。"),
            ("县政办发〔2019〕19号", "依据县政办发〔2019〕|19|号立项。"),
            ("县政办发〔2019〕19号", "依据县政办发〔|2019|〕19号立项。"),
            ("合同编号QY-2022-01", "合同编号QY-|2022|-01"),
            ("满意度97%（100份问卷）", "满意度|97%|（100份问卷）"),
            ("满意度97%（100份问卷）", "满意度97%（|100|份问卷）"),
        ] {
            assert!(like(words, sentence) > 4, "{sentence}");
        }
        assert_eq!(like("满意度1,197份", "满意度|197|份"), 0);
        assert_eq!(like("支出1.5万元的安排", "支出|15|万元的安排"), 0);
    }

    #[test]
    fn short_words_are_found_where_they_stand_whole() {
        assert!(like("≥90%", "群众满意度≥|90%|。") > 0);
        // The form's own words that begin alike.
        assert_eq!(like("100%", "单价|100|万元（含）以上设备"), 0);
        assert_eq!(like("3", "设备|3|台（套）"), 0);
        assert_eq!(like("3台", "设备|3|台（套）"), 0);
        let cell = |before, number, after, is_statement| Around {
            number,
            before,
            after,
            is_cell: true,
            is_statement,
        };
        assert!(cell("", "100%", "", false).likeness("100%").letters > 0);
        assert!(cell("≥", "90%", "", false).likeness("≥90%").letters > 0);
        assert_eq!(cell("≥", "90%", "", false).likeness("90%").letters, 0);
        assert_eq!(cell("", "3", "", true).likeness("3").letters, 0);
    }
}
