//! Printed numbers that are no figures: codes, dates, numbers of rows; and those in the office's own words.

use serde::Serialize;

use crate::problem::Sources;
use crate::trace::inputs::{Input, InputValue, Line};
use crate::trace::letters::letters;
use crate::trace::pages::Printed;

/// What a number is that is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoFigure {
    /// 科目编码.
    Code,
    /// 行次、栏次.
    RowNumber,
    /// A year or a day.
    Date,
    /// A page in the contents.
    PageNumber,
    /// The number of a heading or an item.
    Ordinal,
    /// The number of a statement: 公开03表.
    FormNumber,
    /// Anything else in the layout's words.
    Words,
}

impl NoFigure {
    /// What it is called.
    pub fn term(self) -> &'static str {
        match self {
            Self::Code => "科目编码",
            Self::RowNumber => "行次或栏次",
            Self::Date => "年度或日期",
            Self::PageNumber => "目录里的页码",
            Self::Ordinal => "序号",
            Self::FormNumber => "表号",
            Self::Words => "版式里写好的字",
        }
    }

    /// What a printed number is that is none.
    pub(super) fn of(printed: &Printed) -> Self {
        let place = &printed.place;
        let before = place.words.get(..place.at).unwrap_or_default();
        // The dots of the contents hold the number of the page fast.
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{2060}');
        let after =
            place.words.get(place.at + printed.text.len()..).unwrap_or_default().trim_start();
        let is_alone = before.is_empty() && after.is_empty();
        let digits = printed.text.as_str();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let head = |word: &str| {
            place.cell.as_ref().is_some_and(|cell| cell.column.iter().any(|head| head == word))
        };
        let is_year = is_number && digits.len() == 4 && digits.starts_with(['1', '2']);
        match () {
            () if head("行次") || place.cell.is_some() && is_alone && digits.len() < 3 => {
                Self::RowNumber
            }
            () if place.cell.is_some() && is_number && matches!(digits.len(), 3 | 5 | 7) => {
                Self::Code
            }
            () if after.starts_with(['年', '月', '日']) || is_year => Self::Date,
            () if before.ends_with("公开") || after.starts_with('表') => Self::FormNumber,
            () if before.ends_with(['.', '…', '·']) && after.is_empty() => Self::PageNumber,
            () if after.starts_with(['、', '.', '．', '）', ')']) => Self::Ordinal,
            () if is_alone && place.section.is_empty() => Self::PageNumber,
            () if is_alone => Self::RowNumber,
            () => Self::Words,
        }
    }
}

/// The lines of the office's own words that a printed number is part of.
pub(super) fn own_words(printed: &Printed, inputs: &[Input], sources: &Sources) -> Vec<Line> {
    let place = &printed.place;
    let before = letters(place.words.get(..place.at).unwrap_or_default());
    let after = letters(place.words.get(place.at + printed.text.len()..).unwrap_or_default());
    let number = letters(&printed.text);
    let likeness = |input: &Input| match &input.value {
        InputValue::Number { .. } => 0,
        InputValue::Words(words) => likeness(&letters(words), &number, &before, &after),
    };
    let found: Vec<(usize, &Input)> = inputs.iter().map(|input| (likeness(input), input)).collect();
    let best = found.iter().map(|(likeness, _)| *likeness).max().unwrap_or_default();
    let best = found.into_iter().filter(|(likeness, _)| *likeness == best && best > 0);
    best.filter_map(|(_, input)| input.line(sources)).collect()
}

/// How many letters of some words stand around a number as they stand in a sentence; nil where that may be chance.
fn likeness(words: &[char], number: &[char], before: &[char], after: &[char]) -> usize {
    /// So many letters are no chance.
    const ENOUGH: usize = 4;
    let starts = words.len().checked_sub(number.len()).map_or(0..0, |last| 0..last + 1);
    let at = |start: usize| {
        let (lead, rest) = words.split_at_checked(start)?;
        let rest = rest.strip_prefix(number)?;
        let is_part = lead.last().is_some_and(char::is_ascii_digit)
            || rest.first().is_some_and(char::is_ascii_digit);
        let same = |one: (&char, &char)| one.0 == one.1;
        let left =
            lead.iter().rev().zip(before.iter().rev()).take_while(|pair| same(*pair)).count();
        let right = rest.iter().zip(after).take_while(|pair| same(*pair)).count();
        let is_whole = left == lead.len() && right == rest.len();
        (!is_part && (left + right >= ENOUGH || is_whole)).then_some(left + right + number.len())
    };
    starts.filter_map(at).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_the_words_around_it() {
        let split = |sentence: &str, number: &str| {
            let (before, after) = sentence.split_once(number).unwrap();
            (letters(before), letters(after))
        };
        let words = letters("主要是新增12个项目，其中2个跨年");
        let like = |sentence: &str, number: &str| {
            let (before, after) = split(sentence, number);
            likeness(&words, &letters(number), &before, &after)
        };
        assert!(like("主要原因是新增12个项目，其中2个跨年。", "12") > 4);
        // Part of another number, and other words.
        assert_eq!(like("公务用车1辆。", "1"), 0);
        assert_eq!(like("接待2批次。", "2"), 0);
    }
}
