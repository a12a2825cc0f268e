//! Numbers that a text gives right after the name of an indicator, held against the indicator.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::measure::Measure;
use crate::check::quantities::number::decimal;
use crate::check::quantities::told_years::ToldYears;
use crate::check::words::characters::{before, is_han, tail};
use crate::check::words::pattern::Pattern;
use crate::model::evaluation::Indicator;

/// A number that is none of the indicator's.
#[derive(Debug)]
pub(in crate::check) struct Off<'i> {
    /// Where it stands, with its unit.
    pub(in crate::check) range: Range<usize>,
    /// The number as it is written.
    pub(in crate::check) written: String,
    /// The indicator.
    pub(in crate::check) indicator: &'i Indicator,
    /// What it states.
    pub(in crate::check) stated: String,
}

/// The shortest name of an indicator that is looked for, in characters: shorter ones stand in other words.
const SHORTEST: usize = 3;

/// The numbers after the names of indicators that are none of theirs.
pub(in crate::check) fn off_indicator<'i>(
    text: &str,
    indicators: &'i [Indicator],
    year: u16,
) -> Vec<Off<'i>> {
    static NUMBER: Pattern = Pattern::new(concat!(
        "^(?:均|都|也|已|只有|仅|分别)*(?:达到了?|达|为|是|在|：|稳定在|保持在|控制在|提高到|提升到|不低于|不少于|不高于|不超过|≥|≤|=)*",
        r"([0-9][0-9,]*(?:\.[0-9]+)?)(%|％|[^0-9，。；、：（）\s]{1,3}|$)",
    ));
    let mut found: Vec<Off<'_>> = Vec::new();
    let years = ToldYears::of(text, year);
    for indicator in indicators {
        let name = indicator.name.value.as_str();
        if name.chars().count() < SHORTEST || !text.contains(name) {
            continue;
        }
        let same = indicators.iter().filter(|other| other.name.value == indicator.name.value);
        let values: Vec<Measure<'_>> = same
            .flat_map(|other| [&other.initial.value, &other.adjusted.value, &other.actual.value])
            .filter_map(|value| Measure::parse(value))
            .collect();
        let Some(stated) = values.last() else { continue };
        for (at, _) in text.match_indices(name) {
            // 门诊患者满意度 is another one than 患者满意度.
            if before(text, at).is_some_and(|c| is_han(c) && !"的和与及将使其为是".contains(c))
                || years.is_of_another(at)
            {
                continue;
            }
            let behind = at + name.len();
            let Some(groups) = NUMBER.groups(tail(text, behind)).next() else { continue };
            let (Some(digits), Some(unit)) = (groups.get(1), groups.get(2)) else { continue };
            let Some(number) = decimal(digits.as_str()) else { continue };
            let unit = unit.as_str().replace('％', "%");
            let alike = |value: &&Measure<'_>| {
                let own = value.unit.chars().next();
                own.is_some() && unit.starts_with(value.unit) && value.scale == Decimal::ONE
            };
            let mut alike = values.iter().filter(alike).peekable();
            if alike.peek().is_none() || alike.any(|value| value.number == number) {
                continue;
            }
            let start = behind + digits.start();
            let range = start..behind + digits.end() + stated.unit.len();
            let written = text.get(range.clone()).unwrap_or(digits.as_str()).to_owned();
            let stated = format!("{}{}", stated.number.normalize(), stated.unit);
            if found.iter().all(|off| off.range.start != start) {
                found.push(Off { range, written, indicator, stated });
            }
        }
    }
    found
}
