//! How amounts and rates are printed.

use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{amounts as fields, in_tables, in_text, layout, rates as shares};
use crate::model::form::{Precision, Unit};
use crate::tables::Table;

/// How amounts are printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Amounts {
    /// The unit and how many decimals.
    #[serde(flatten)]
    pub(super) precision: Precision,
    /// Within sentences.
    text: Writing,
    /// Within tables.
    tables: Writing,
}

/// How the digits of an amount are written.
#[derive(Debug, Clone, Copy, Serialize)]
struct Writing {
    /// Whether thousands are set apart by commas.
    separators: bool,
    /// What stands for nothing.
    zero: Zero,
}

/// What stands for nothing.
#[derive(Debug, Clone, Copy, Serialize)]
enum Zero {
    /// Nothing at all.
    #[serde(rename = "blank")]
    Blank,
    /// A bare digit.
    #[serde(rename = "0")]
    Digit,
    /// With all decimals.
    #[serde(rename = "0.00")]
    Decimals,
}

impl Zero {
    /// What a word stands for.
    fn of(word: &str) -> Option<Self> {
        match word {
            "blank" => Some(Self::Blank),
            "0" => Some(Self::Digit),
            "0.00" => Some(Self::Decimals),
            _ => None,
        }
    }
}

/// How shares and rates are printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Rates {
    /// How many decimals of a per cent.
    pub(super) digits: u32,
}

/// `[amounts]`: 元 with two decimals where nothing else is said.
pub(super) fn amounts(top: &Table<'_>) -> Amounts {
    let mut amounts = Amounts {
        precision: Precision { unit: Unit::Yuan, digits: 2 },
        text: Writing { separators: true, zero: Zero::Digit },
        tables: Writing { separators: true, zero: Zero::Blank },
    };
    let Some(table) = top.table(&layout::AMOUNTS) else { return amounts };
    let unit = |word: &str| Unit::ALL.into_iter().find(|unit| unit.term() == word);
    let precision = &mut amounts.precision;
    precision.unit = table.choice(&fields::UNIT, unit).map_or(precision.unit, |unit| unit.value);
    let digits = table.whole(&fields::DIGITS);
    precision.digits = digits.map_or(precision.digits, |digits| digits.value);
    amounts.text =
        writing(&table, &fields::TEXT, [&in_text::SEPARATORS, &in_text::ZERO], amounts.text);
    amounts.tables = writing(
        &table,
        &fields::IN_TABLES,
        [&in_tables::SEPARATORS, &in_tables::ZERO],
        amounts.tables,
    );
    table.finish();
    amounts
}

/// `[rates]`: two decimals where nothing else is said.
pub(super) fn rates(top: &Table<'_>) -> Rates {
    let mut rates = Rates { digits: 2 };
    if let Some(table) = top.table(&layout::RATES) {
        let digits = table.whole(&shares::DIGITS);
        rates.digits = digits.map_or(rates.digits, |digits| digits.value);
        table.finish();
    }
    rates
}

/// How digits are written in one place; what is not said stays.
fn writing(
    amounts: &Table<'_>,
    field: &Field,
    [separators, zero]: [&Field; 2],
    before: Writing,
) -> Writing {
    let Some(table) = amounts.table(field) else { return before };
    let zeros = zero.choices();
    let of = |word: &str| zeros.iter().find(|choice| choice.key == word).and(Zero::of(word));
    let writing = Writing {
        separators: table.flag(separators).unwrap_or(before.separators),
        zero: table.choice(zero, of).map_or(before.zero, |zero| zero.value),
    };
    table.finish();
    writing
}
