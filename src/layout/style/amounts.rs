//! How amounts and rates are printed.

use serde::Serialize;

use crate::model::form::{Precision, Unit};
use crate::tables::Table;

/// The most decimals that are printed.
const MOST_DIGITS: u32 = 6;

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

/// How shares and rates are printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Rates {
    /// How many decimals of a per cent.
    digits: u32,
}

/// `[amounts]`: 元 with two decimals where nothing else is said.
pub(super) fn amounts(top: &Table<'_>) -> Amounts {
    let mut amounts = Amounts {
        precision: Precision { unit: Unit::Yuan, digits: 2 },
        text: Writing { separators: true, zero: Zero::Digit },
        tables: Writing { separators: true, zero: Zero::Blank },
    };
    let Some(table) = top.table("amounts") else { return amounts };
    let units = [
        ("元", "元", Unit::Yuan),
        ("万元", "一万元", Unit::TenThousand),
        ("亿元", "一亿元", Unit::HundredMillion),
    ];
    let precision = &mut amounts.precision;
    precision.unit = table.choice("unit", &units).map_or(precision.unit, |unit| unit.value);
    precision.digits = digits(&table).unwrap_or(precision.digits);
    amounts.text = writing(&table, "text", amounts.text);
    amounts.tables = writing(&table, "tables", amounts.tables);
    table.finish();
    amounts
}

/// `[rates]`: two decimals where nothing else is said.
pub(super) fn rates(top: &Table<'_>) -> Rates {
    let mut rates = Rates { digits: 2 };
    if let Some(table) = top.table("rates") {
        rates.digits = digits(&table).unwrap_or(rates.digits);
        table.finish();
    }
    rates
}

/// How many decimals there are.
fn digits(table: &Table<'_>) -> Option<u32> {
    let (value, place) = table.value("digits")?;
    let digits = value.as_integer().and_then(|digits| digits.as_str().parse::<u32>().ok());
    let digits = digits.filter(|digits| *digits <= MOST_DIGITS);
    if digits.is_none() {
        table.mistyped("digits", value, place, "小数的位数（0 到 6 的整数）");
    }
    digits
}

/// How digits are written in one place; what is not said stays.
fn writing(amounts: &Table<'_>, key: &'static str, before: Writing) -> Writing {
    let Some(table) = amounts.table(key) else { return before };
    let mut zeros = vec![("0", "一个零", Zero::Digit), ("0.00", "零，小数补足", Zero::Decimals)];
    // A sentence would be left with a unit and no number.
    if key == "tables" {
        zeros.push(("blank", "空白", Zero::Blank));
    }
    let writing = Writing {
        separators: table.flag("separators").unwrap_or(before.separators),
        zero: table.choice("zero", &zeros).map_or(before.zero, |zero| zero.value),
    };
    table.finish();
    writing
}
