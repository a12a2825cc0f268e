//! The money that an expenditure is paid from.

use crate::model::nouns::{Per, nouns};

nouns! {
    /// The kinds of money (资金性质) that a unit spends.
    Fund {
        General = "general", "一般公共预算";
        GovernmentFund = "government-fund", "政府性基金预算";
        StateCapital = "state-capital", "国有资本经营预算";
        /// 事业、经营 and other income of the unit's own.
        NonFiscal = "non-fiscal", "非财政拨款";
    }
}

nouns! {
    /// The kinds of 财政拨款.
    FiscalFund {
        General = "general", "一般公共预算";
        GovernmentFund = "government-fund", "政府性基金预算";
        StateCapital = "state-capital", "国有资本经营预算";
    }
}

/// A value for each fund.
pub type PerFund<T> = Per<Fund, T, { Fund::ALL.len() }>;

/// A value for each kind of 财政拨款.
pub type PerFiscal<T> = Per<FiscalFund, T, { FiscalFund::ALL.len() }>;

impl Fund {
    /// The kinds of 财政拨款.
    pub(crate) const FISCAL: [Self; FiscalFund::ALL.len()] =
        [Self::General, Self::GovernmentFund, Self::StateCapital];

    /// The fund alone, where several may be meant.
    pub fn alone(self) -> &'static [Self] {
        match self {
            Self::General => &[Self::General],
            Self::GovernmentFund => &[Self::GovernmentFund],
            Self::StateCapital => &[Self::StateCapital],
            Self::NonFiscal => &[Self::NonFiscal],
        }
    }

    /// The kind of 财政拨款 that it is, if it is one.
    pub(crate) fn fiscal(self) -> Option<FiscalFund> {
        match self {
            Self::General => Some(FiscalFund::General),
            Self::GovernmentFund => Some(FiscalFund::GovernmentFund),
            Self::StateCapital => Some(FiscalFund::StateCapital),
            Self::NonFiscal => None,
        }
    }
}

impl FiscalFund {
    /// What its expenditure is called.
    pub(crate) fn spent(self) -> &'static str {
        match self {
            Self::General => "一般公共预算支出",
            Self::GovernmentFund => "政府性基金支出",
            Self::StateCapital => "国有资本经营支出",
        }
    }

    /// The fund.
    pub(crate) fn fund(self) -> Fund {
        match self {
            Self::General => Fund::General,
            Self::GovernmentFund => Fund::GovernmentFund,
            Self::StateCapital => Fund::StateCapital,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_of_fiscal_money_are_funds() {
        let fiscal: Vec<FiscalFund> = Fund::ALL.into_iter().filter_map(Fund::fiscal).collect();
        assert_eq!(fiscal, FiscalFund::ALL);
        assert_eq!(Fund::FISCAL, FiscalFund::ALL.map(FiscalFund::fund));
        for kind in FiscalFund::ALL {
            let fund = kind.fund();
            assert_eq!(
                (fund.fiscal(), fund.key(), fund.term()),
                (Some(kind), kind.key(), kind.term())
            );
        }
    }
}
