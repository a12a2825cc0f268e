//! Wages and other economic sections that are too small for a year, and amounts smaller than they were rounded to.

use crate::check::units::{Clue, Part};
use crate::model::amount::Money;
use crate::model::code::EconomicCode;
use crate::model::expenditure::EconomicRow;
use crate::model::place::{Located, Place};

/// Sections that are paid every month of the year to everybody or for everybody.
const WAGES: [&str; 7] = ["30101", "30102", "30107", "30108", "30109", "30110", "30113"];

/// 元 below which no such section stays in a year; a single month of one person comes to more.
const WAGE: u64 = 100;

/// Sections of pay that everybody gets.
const PAY: [&str; 2] = ["30101", "30107"];

/// 元 below which the pay of all together does not stay in a year.
const ALL_PAY: u64 = 500;

/// 元 below which hardly any section stays in a year.
const SMALL: u64 = 100;

/// How many sections there must be before the share of small ones says anything.
const SECTIONS: usize = 5;

/// From how many sections on it says more than chance does.
const MANY_SECTIONS: usize = 8;

/// What the economic sections and `rounded-to` say.
pub(super) fn clues(part: Part<'_>) -> Vec<Clue> {
    let mut rows: Vec<(&EconomicRow, Money)> = part
        .year
        .economic
        .iter()
        .map(|row| (row, row.basic.value + row.project.value))
        .filter(|(_, amount)| *amount > Money::ZERO)
        .collect();
    // By code, so that the finding is the same whatever the order of the rows.
    rows.sort_by(|(one, _), (other, _)| one.code.value.cmp(&other.code.value));
    let wages = small_wages(&rows);
    let small = rows.iter().filter(|(_, amount)| *amount < Money::whole(SMALL)).count();
    let mostly_small = rows.len() >= SECTIONS && small * 2 >= rows.len();
    let pay = rows.iter().filter(|(row, _)| PAY.contains(&row.code.value.as_str()));
    let all_pay: Money = pay.map(|(_, amount)| *amount).sum();
    let no_pay = all_pay > Money::ZERO && all_pay < Money::whole(ALL_PAY);
    let told = wages.len() >= 2 || no_pay || (mostly_small && !wages.is_empty());
    let mut clues = Vec::new();
    if let Some((.., place)) = wages.first().filter(|_| told) {
        let named = wages.iter().take(3).map(|(code, amount, _)| {
            let name = part.catalog.economic(code.as_str()).unwrap_or(code.as_str());
            format!("{name}全年 {amount} 元")
        });
        clues.push(Clue::new(named.collect::<Vec<_>>().join("、"), *place, 1));
        if mostly_small {
            let said = format!("经济分类 {} 款中有 {small} 款全年不到 {SMALL} 元", rows.len());
            let weight = u32::from(rows.len() >= MANY_SECTIONS);
            clues.push(Clue::new(said, *place, weight));
        }
    }
    clues.extend(below_rounding(part));
    clues
}

/// The sections of wages that are too small, with their amounts and places.
fn small_wages<'a>(rows: &[(&'a EconomicRow, Money)]) -> Vec<(&'a EconomicCode, Money, Place)> {
    let wages = rows.iter().filter(|(row, amount)| {
        let code = row.code.value.as_str();
        let limit = if PAY.contains(&code) { ALL_PAY } else { WAGE };
        WAGES.contains(&code) && *amount < Money::whole(limit)
    });
    wages.map(|(row, amount)| (&row.code.value, *amount, row.place)).collect()
}

/// Amounts that are less than half of what they are said to be rounded to.
fn below_rounding(part: Part<'_>) -> Option<Clue> {
    let unit = part.year.rounded_to?;
    let year = part.year;
    let income = year.income.iter().flat_map(|row| *row.sources.values());
    let spent = year.expenditure.iter().flat_map(|row| *row.natures.values());
    let sections = year.economic.iter().flat_map(|row| [row.basic, row.project]);
    let half = Money::halves(unit.value.into());
    let below: Vec<Located<Money>> = income
        .chain(spent)
        .chain(sections)
        .filter(|amount| !amount.value.is_zero() && amount.value.abs() < half)
        .collect();
    let least = below.iter().min_by_key(|amount| amount.value.abs());
    let least = least.filter(|_| below.len() > 1)?;
    let said = format!(
        "写了 rounded-to = {}，却有 {} 个数不到 {half} 元，如 {} 元",
        unit.value,
        below.len(),
        least.value
    );
    Some(Clue::new(said, least.place, 2))
}
