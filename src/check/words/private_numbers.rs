//! Numbers of persons and their accounts.

use std::ops::Range;

use crate::check::words::characters::{after, before};
use crate::check::words::pattern::Pattern;

/// The identity numbers of residents (GB 11643) in a text.
pub(in crate::check) fn identity_numbers(text: &str) -> Vec<Range<usize>> {
    static NUMBER: Pattern = Pattern::new(r"[0-9]{17}[0-9Xx]");
    let alone = NUMBER.ranges(text).filter(|range| {
        is_alone(text, range) && text.get(range.clone()).is_some_and(is_identity_number)
    });
    alone.collect()
}

/// The numbers of mobile telephones in a text.
pub(in crate::check) fn mobile_numbers(text: &str) -> Vec<Range<usize>> {
    static NUMBER: Pattern =
        Pattern::new(r"1[3-9][0-9](?:[0-9]{8}|-[0-9]{4}-[0-9]{4}| [0-9]{4} [0-9]{4})");
    let alone = NUMBER.ranges(text).filter(|range| {
        let counted = after(text, range.end).is_some_and(|c| "元万亿人次件%％".contains(c));
        is_alone(text, range) && !counted
    });
    alone.collect()
}

/// The numbers of bank cards and accounts in a text.
pub(in crate::check) fn bank_numbers(text: &str) -> Vec<Range<usize>> {
    static CARD: Pattern = Pattern::new(r"[0-9]{16,19}|[0-9]{4}(?: [0-9]{4}){3}(?: [0-9]{1,3})?");
    static LABELLED: Pattern =
        Pattern::new(r"(?:卡号|账号|帐号|账户号码)[：:为是 ]{0,2}([0-9][0-9 ]{8,26}[0-9])");
    let mut found = Vec::new();
    let cards: Vec<Range<usize>> = CARD
        .ranges(text)
        .filter(|range| {
            let number = text.get(range.clone()).unwrap_or_default();
            is_alone(text, range) && !is_identity_number(number) && passes_luhn(number)
        })
        .collect();
    for groups in LABELLED.groups(text) {
        let Some(number) = groups.get(1).map(|number| number.range()) else { continue };
        let before = cards.partition_point(|card| card.end <= number.start);
        if cards.get(before).is_none_or(|card| number.end <= card.start) {
            found.push(number);
        }
    }
    found.extend(cards);
    found.sort_by_key(|range| range.start);
    found
}

/// A number with its middle struck out: `140***3X`.
pub(in crate::check) fn masked(number: &str) -> String {
    let characters: Vec<char> = number.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let last = characters.len().saturating_sub(2).max(3);
    characters.iter().take(3).chain(&['*'; 3]).chain(characters.iter().skip(last)).collect()
}

/// Whether no letter or figure stands beside a number.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || "_*¥￥".contains(c);
    let tail = |c: char| part(c) || c == '.';
    let decimal = before(text, range.start).is_some_and(|c| part(c) || c == '.' || c == ',');
    !decimal && !after(text, range.end).is_some_and(tail)
}

/// Whether a number is an identity number: a province, a day of birth and the check digit.
fn is_identity_number(number: &str) -> bool {
    /// The weights of the 17 figures before the check digit.
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    /// The check digits by the remainder.
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let part = |range: Range<usize>| -> u32 {
        number.get(range).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    };
    let province = matches!(part(0..2),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let born = (1900..=2100).contains(&part(6..10))
        && (1..=12).contains(&part(10..12))
        && (1..=31).contains(&part(12..14));
    let figures = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = figures.zip(WEIGHTS).map(|(figure, weight)| figure * weight).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|remainder| CHECKS.get(remainder));
    let last = number.chars().next_back().map(|c| c.to_ascii_uppercase());
    number.len() == 18 && province && born && last.as_ref() == check
}

/// Whether a number ends in the check digit of cards (Luhn).
fn passes_luhn(number: &str) -> bool {
    let figures = number.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = figures
        .enumerate()
        .map(|(index, figure)| match index % 2 {
            0 => figure,
            _ if figure > 4 => figure * 2 - 9,
            _ => figure * 2,
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_known_by_their_check_digit() {
        assert_eq!(identity_numbers("身份证11010519491231002X，").len(), 1);
        assert!(identity_numbers("身份证110105194912310021").is_empty());
        assert!(identity_numbers("编号A11010519491231002X").is_empty());
        assert!(identity_numbers("110105194913310029").is_empty());
    }

    #[test]
    fn telephones_and_cards_stand_alone() {
        assert_eq!(mobile_numbers("电话13800138000，或139-0013-9000").len(), 2);
        for fine in ["13800138000元", "13800138000.50", "0358-7222222", "113800138000"] {
            assert!(mobile_numbers(fine).is_empty(), "{fine}");
        }
        assert_eq!(bank_numbers("6222 0202 0011 2233 446、6228480402564890018").len(), 2);
        assert_eq!(bank_numbers("账号：0509123456789012").len(), 1);
        assert!(bank_numbers("12018416868418191").is_empty());
    }

    #[test]
    fn numbers_are_shown_in_part() {
        assert_eq!(masked("11010519491231002X"), "110***2X");
        assert_eq!(masked("139-0013-9000"), "139***00");
    }
}
