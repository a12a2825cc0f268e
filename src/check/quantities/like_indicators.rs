//! Numbers of a text that are all but one of an indicator, or stand where only one of an indicator can.

use std::cell::LazyCell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::number::clause;
use crate::check::quantities::quantity::agrees_to;
use crate::check::quantities::stated::Stated;
use crate::check::quantities::told_years::ToldYears;
use crate::check::quantities::written::{CountedIn, Written, written};
use crate::check::words::characters::{before, head, is_han, tail};
use crate::check::words::pattern::Pattern;

/// A number that is not the indicator's.
#[derive(Debug)]
pub(in crate::check) struct Unlike {
    /// Where it stands, with its unit.
    pub(in crate::check) range: Range<usize>,
    /// What the indicator has.
    pub(in crate::check) stated: String,
}

/// Which of the ways a passage is read in.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Read {
    /// Whether numbers after the thing that an indicator counts are the indicator's.
    pub(in crate::check) things: bool,
    /// Whether it tells what came of the project, so that “目标” and “实际” are those of the indicators.
    pub(in crate::check) results: bool,
}

/// The numbers of a text that are not the indicators'.
pub(in crate::check) fn unlike(
    text: &str,
    stated: &[Stated<'_>],
    read: Read,
    year: u16,
) -> Vec<Unlike> {
    if stated.is_empty() {
        return Vec::new();
    }
    let numbers = written(text);
    let years = LazyCell::new(|| ToldYears::of(text, year));
    let mut found = Vec::new();
    for number in &numbers {
        let alike: Vec<&Stated<'_>> = stated.iter().filter(|s| s.unit == number.unit).collect();
        let known = alike.iter().any(|stated| stated.has(number));
        if known && !read.results {
            continue;
        }
        let told = read.results.then(|| by_role(text, number, &alike)).flatten();
        let unlike = told
            .or_else(|| (!known).then(|| other_unit(number, stated)).flatten())
            .or_else(|| (!known).then(|| slip(number, &alike)).flatten())
            .or_else(|| read.things.then(|| of_thing(text, number, &numbers, &alike)).flatten());
        if let Some(stated) = unlike
            && !years.is_of_another(number.range.start)
            && !is_of_others(text, number.range.start)
        {
            found.push(Unlike { range: number.range.clone(), stated });
        }
    }
    found
}

/// Whether the words before a number say that it is one of another time or of a part.
fn is_of_others(text: &str, at: usize) -> bool {
    let words = clause(text, at);
    ["上年", "去年", "由", "从", "原", "第"].iter().any(|word| words.contains(word))
}

/// What an indicator has instead of a number that is called the target or what was reached.
fn by_role(text: &str, number: &Written, alike: &[&Stated<'_>]) -> Option<String> {
    if alike.is_empty() {
        return None;
    }
    static TARGET: Pattern = Pattern::new("(?:目标|目标值|目标任务)(?:为|是|：)?$");
    static REACHED: Pattern = Pattern::new("(?:^|[，；：。、])实际(?:完成|达到|为)?$");
    static AGAINST: Pattern =
        Pattern::new("(?:高于|低于|达到|未达到|没有达到|未达|不到|超过|高出|比)$");
    static IS_TARGET: Pattern = Pattern::new("^的?(?:控制|年度|年初)?(?:目标|控制线|控制数)");
    let left: String = clause_with_mark(text, number.range.start);
    let right = tail(text, number.range.end);
    let against = AGAINST.is_in(&left) && IS_TARGET.is_in(right);
    if TARGET.is_in(&left) || against {
        let targets = || alike.iter().flat_map(|s| s.targets.iter().map(move |value| (s, *value)));
        let first = targets().next()?;
        let right = targets().any(|(_, value)| number.is(value));
        return (!right).then(|| first.0.shown(first.1).replacen("是 ", "的目标是 ", 1));
    }
    if REACHED.is_in(&left) && number.unit != CountedIn::Money {
        let reached = || alike.iter().filter_map(|s| Some((s, s.reached?)));
        let first = reached().next()?;
        let right = reached().any(|(_, value)| number.is(value));
        return (!right).then(|| first.0.shown(first.1));
    }
    None
}

/// The clause before a place with the mark that opens it.
fn clause_with_mark(text: &str, at: usize) -> String {
    let words = clause(text, at);
    let mark = before(text, at - words.len());
    mark.into_iter().chain(words.chars()).collect()
}

/// What an indicator has whose number a number is but for one digit.
fn slip(number: &Written, alike: &[&Stated<'_>]) -> Option<String> {
    let exact = !matches!(number.unit, CountedIn::Money | CountedIn::PerCent);
    let mut all = alike.iter().filter(|_| exact).flat_map(|s| s.all().map(move |value| (s, value)));
    all.find(|(_, value)| number.is_slip_of(*value)).map(|(s, value)| s.shown(value))
}

/// The least number of which the unit is looked at: smaller ones are the same by chance.
const TELLING: i64 = 100;

/// What an indicator has that is the same number of something else: 512户 for 512人.
fn other_unit(number: &Written, stated: &[Stated<'_>]) -> Option<String> {
    if !number.unit.counts() || number.value < Decimal::from(TELLING) {
        return None;
    }
    let same = |value: &Decimal| agrees_to(number.value, Decimal::ZERO, *value, Decimal::ZERO);
    let others = stated.iter().filter(|s| s.unit.counts() && s.unit != number.unit);
    let mut all = others.flat_map(|s| s.all().map(move |value| (s, value)));
    all.find(|(_, value)| same(value)).map(|(s, value)| s.shown(value))
}

/// The longest name of a thing that is read before or after its number, in characters.
const THING: usize = 8;

/// Words that name no thing.
const NO_THINGS: [&str; 18] = [
    "完成", "目标", "实际", "共计", "合计", "其中", "本年", "全年", "达到", "数量", "人数", "以上",
    "项目", "资金", "金额", "任务", "涉及", "全部",
];

/// What an indicator has of the thing that a number counts, where the number is more than any of that: 建设工作室4个.
fn of_thing(
    text: &str,
    number: &Written,
    numbers: &[Written],
    alike: &[&Stated<'_>],
) -> Option<String> {
    static PART: Pattern = Pattern::new(
        "其中|每|均|另|包括|含|没有|未|剩|余|多|少|差|约|近|不|计划|分别|的$|和$|比|低|高|减|增|控制|价|节约",
    );
    let least = |stated: &&Stated<'_>| stated.all().all(|value| value < number.value);
    let least = number.value.is_zero() || alike.iter().any(least);
    if !least || matches!(number.unit, CountedIn::PerCent | CountedIn::Money) {
        return None;
    }
    let left: String = {
        let run = head(text, number.range.start).chars().rev().take_while(|c| is_han(*c));
        let run: Vec<char> = run.take(THING).collect();
        run.into_iter().rev().collect()
    };
    if PART.is_in(clause(text, number.range.start)) {
        return None;
    }
    let named = named(left.trim_end_matches(['共', '了', '达', '到', '为']), alike);
    let behind = || {
        let begins = before(text, number.range.start).is_none_or(|c| !is_han(c))
            || ["完成", "购置", "实施", "举办", "建成", "开展"]
                .iter()
                .any(|word| left.ends_with(word));
        let words: String =
            tail(text, number.range.end).chars().take_while(|c| is_han(*c)).collect();
        begins.then(|| begun(&words, alike)).flatten()
    };
    let of = named.or_else(behind)?;
    let most = of.iter().flat_map(|s| s.all()).max()?;
    let beyond = number.value > most || number.value.is_zero();
    // A larger one of its sentence may be the whole that the indicator counts only a part of.
    let whole = numbers.iter().any(|other| {
        other.unit == number.unit && other.value > number.value && near(text, number, other)
    });
    let first = of.first()?;
    (beyond && !whole).then(|| first.shown(first.reached.unwrap_or(most)))
}

/// Whether two numbers stand in one sentence.
fn near(text: &str, one: &Written, other: &Written) -> bool {
    let (from, to) = (one.range.start.min(other.range.start), one.range.end.max(other.range.end));
    text.get(from..to).is_some_and(|words| !words.contains(['。', '；', '\n']))
}

/// The indicators that count what some words end with, by the longest name of it.
fn named<'s, 'i>(words: &str, alike: &[&'s Stated<'i>]) -> Option<Vec<&'s Stated<'i>>> {
    let starts: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let thing = |at: &usize| words.get(*at..).unwrap_or_default();
    let (_, long) = starts.split_last()?;
    let alike = having(thing(long.last()?), alike);
    of_first(long.iter().map(thing), &alike)
}

/// The same of what some words begin with.
fn begun<'s, 'i>(words: &str, alike: &[&'s Stated<'i>]) -> Option<Vec<&'s Stated<'i>>> {
    let ends: Vec<usize> = words.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let alike = having(words.get(..*ends.get(1)?)?, alike);
    let long = ends.iter().skip(1).take(THING).rev().filter_map(|end| words.get(..*end));
    of_first(long, &alike)
}

/// The indicators whose names have some words: only these can have more of them.
fn having<'s, 'i>(words: &str, alike: &[&'s Stated<'i>]) -> Vec<&'s Stated<'i>> {
    alike.iter().filter(|stated| stated.indicator.name.value.contains(words)).copied().collect()
}

/// The indicators whose names have the first of some things that any has.
fn of_first<'t, 's, 'i>(
    things: impl Iterator<Item = &'t str>,
    alike: &[&'s Stated<'i>],
) -> Option<Vec<&'s Stated<'i>>> {
    if alike.is_empty() {
        return None;
    }
    let mut things = things.filter(|thing| !NO_THINGS.contains(thing));
    things.find_map(|thing| {
        let of = having(thing, alike);
        (!of.is_empty()).then_some(of)
    })
}
