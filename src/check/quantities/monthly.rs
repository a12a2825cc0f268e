//! Amounts of a year that are twelve times those of a month.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::quantities::number::clause;
use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::wholes::makes;

/// The amounts of a text that are said to be of a month, each with the place where it stands first.
#[derive(Debug, Clone, Default)]
pub(super) struct Monthly(BTreeMap<Decimal, usize>);

impl Monthly {
    /// Those of a text.
    pub(super) fn of(text: &str, quantities: &[Quantity]) -> Self {
        let mut monthly = BTreeMap::new();
        for amount in quantities.iter().filter(|quantity| quantity.kind == Kind::Money) {
            let words = clause(text, amount.range.start);
            if ["每月", "月均", "一月"].iter().any(|word| words.contains(word)) {
                monthly.entry(amount.value).or_insert(amount.range.start);
            }
        }
        Self(monthly)
    }

    /// Whether an amount of a year is twelve times one that stands before it.
    pub(super) fn makes(&self, text: &str, written: &Quantity) -> bool {
        let twelve = Decimal::from(12);
        let Some(month) = written.value.checked_div(twelve).filter(|_| !self.0.is_empty()) else {
            return false;
        };
        let words = clause(text, written.range.start);
        if !["每年", "全年", "一年", "年人均"].iter().any(|word| words.contains(word)) {
            return false;
        }
        // More than the digits of what is written can leave open.
        let leeway = month / Decimal::ONE_HUNDRED;
        self.0.range(month - leeway..=month + leeway).any(|(amount, at)| {
            *at < written.range.start && makes(written, amount.saturating_mul(twelve))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::quantity::quantities;

    #[test]
    fn a_year_has_twelve_months() {
        for (text, expected) in [
            ("每月2300元，全年27600元", true),
            ("每月2300元，全年27060元", false),
            ("每月2300元，共27600元", false),
            ("2300元，全年27600元", false),
            ("月均1.5万元，一年18万元", true),
        ] {
            let all = quantities(text);
            let monthly = Monthly::of(text, &all);
            assert_eq!(monthly.makes(text, all.last().unwrap()), expected, "{text}");
        }
    }
}
