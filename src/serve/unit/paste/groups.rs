//! Which year, and whether budget or accounts, the words above a column speak of, those above merged cells as well.

use crate::exchange::plain;
use crate::serve::unit::paste::cells::number;

/// Terms that have words of a budget and are of accounts as well.
pub(super) const FUNDS: [&str; 4] =
    ["一般公共预算", "公共财政预算", "政府性基金预算", "国有资本经营预算"];

/// What columns speak of that have other amounts than those of the year.
const OTHERS: [&str; 12] = [
    "预算", "增减", "增长", "增加", "减少", "同比", "比例", "占比", "比重", "差异", "结转", "结余",
];

/// What is said of the year before.
const BEFORE: [&str; 5] = ["上年", "去年", "上一年", "往年", "以前年度"];

/// What is said of the year itself.
const SAME: [&str; 3] = ["本年", "当年", "今年"];

/// The words above each column from the top down, once more above all columns that a merged cell covers.
pub(super) fn above(headings: &[Vec<String>], width: usize) -> Vec<Vec<String>> {
    let word = |row: usize, column: usize| {
        let text = headings.get(row).and_then(|row| row.get(column)).map(|text| plain(text));
        text.filter(|text| !text.is_empty() && number(text).is_none())
    };
    let below = |row: usize, column: usize| {
        (row + 1..headings.len()).any(|row| word(row, column).is_some())
    };
    let covering = |row: usize, column: usize| {
        let left = (0..column).rev().find(|left| word(row, *left).is_some());
        left.filter(|left| below(row, column) && below(row, *left)).and_then(|left| word(row, left))
    };
    let words = |column: usize| {
        let rows = 0..headings.len();
        rows.filter_map(|row| word(row, column).or_else(|| covering(row, column))).collect()
    };
    (0..width).map(words).collect()
}

/// Whether the words above a column speak of another year than the one that is wanted, or of what its field is not. `own` are
/// the terms of the field; `now` is the year of the report.
pub(super) fn is_other(words: &[String], own: &str, [wanted, now]: [u16; 2]) -> bool {
    let bare = |text: &str| FUNDS.iter().fold(text.to_owned(), |text, fund| text.replace(fund, ""));
    let own = bare(own);
    let says = |word: &str, sought: &str| bare(word).contains(sought) && !own.contains(sought);
    if words.iter().any(|word| OTHERS.iter().any(|other| says(word, other))) {
        return true;
    }
    let named = words.iter().rev().map(|word| years(word)).find(|years| !years.is_empty());
    let back = words.iter().rev().find_map(|word| {
        let has = |sought: &[&str]| sought.iter().any(|sought| says(word, sought));
        match (has(&BEFORE), has(&SAME)) {
            (false, false) => None,
            // A word that has its year tells it.
            _ if !years(word).is_empty() => Some(0),
            (before, _) => Some(u16::from(before)),
        }
    });
    match (named.as_deref(), back) {
        (None, None) => false,
        (None, Some(back)) => now.checked_sub(back) != Some(wanted),
        (Some([year]), back) => year.checked_sub(back.unwrap_or_default()) != Some(wanted),
        (Some([..]), _) => true,
    }
}

/// The years that a word names; days are none.
fn years(word: &str) -> Vec<u16> {
    let signs: Vec<char> = word.chars().collect();
    let is_digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let mut years = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let until = (at..signs.len()).find(|end| !is_digit(*end)).unwrap_or(signs.len());
        let digits: String = signs.iter().skip(at).take(until - at).collect();
        let next = signs.get(until);
        let is_day = next.is_some_and(|c| "年-./".contains(*c)) && is_digit(until + 1);
        let year = match (digits.len(), digits.parse::<u16>()) {
            (4, Ok(year)) if (1990..2100).contains(&year) => Some(year),
            (2, Ok(year)) if next == Some(&'年') => Some(2000 + year),
            _ => None,
        };
        years.extend(year.filter(|_| !is_day));
        at = until.max(at + 1);
    }
    years
}
