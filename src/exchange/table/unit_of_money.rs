//! In what unit a table says that its amounts are.

use rust_decimal::Decimal;

/// A unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnitOfMoney {
    /// 元.
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    TenThousand,
    /// 百万元.
    Million,
    /// 亿元.
    HundredMillion,
}

impl UnitOfMoney {
    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::Million => "百万元",
            Self::HundredMillion => "亿元",
        }
    }

    /// All of them, those that end with another one first.
    const ALL: [Self; 5] =
        [Self::Million, Self::HundredMillion, Self::TenThousand, Self::Thousand, Self::Yuan];

    /// The unit of a word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.term() == word)
    }

    /// The unit that some words, compared already, announce.
    pub(crate) fn said(plain: &str) -> Option<Self> {
        let announced = plain.match_indices("单位").filter_map(|(at, word)| {
            let after = plain.get(at + word.len()..)?.trim_start_matches([':', ',', ';']);
            let after = after.strip_prefix("人民币").unwrap_or(after);
            let unit = Self::ALL.into_iter().find(|unit| after.starts_with(unit.term()))?;
            let rest = after.strip_prefix(unit.term())?;
            // Some places and units have names that begin so.
            rest.chars().next().is_none_or(|c| !c.is_alphabetic()).then_some(unit)
        });
        let mut announced = announced;
        announced.next().or_else(|| {
            let inner = plain.strip_prefix('(')?.strip_suffix(')')?;
            Self::of(inner)
        })
    }

    /// How many 元 it is.
    pub(crate) fn yuan(self) -> Decimal {
        Decimal::from(match self {
            Self::Yuan => 1_u32,
            Self::Thousand => 1000,
            Self::TenThousand => 10_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_where_they_are_announced() {
        for (words, wanted) in [
            ("金额单位:元", Some(UnitOfMoney::Yuan)),
            ("单位:万元", Some(UnitOfMoney::TenThousand)),
            ("收入决算表(单位:人民币万元)", Some(UnitOfMoney::TenThousand)),
            ("单位:亿元", Some(UnitOfMoney::HundredMillion)),
            ("单位名称:元氏县司法局", None),
            ("单位:青禾县司法局", None),
            ("编制单位:元宝区财政局", None),
            ("单价100万元(含)以上设备", None),
        ] {
            assert_eq!(UnitOfMoney::said(words), wanted, "{words}");
        }
    }
}
