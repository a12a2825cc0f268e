//! The money that an expenditure is paid from.

use serde::Serialize;

/// The kinds of money (资金性质) that a unit spends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fund {
    /// 一般公共预算财政拨款.
    General,
    /// 政府性基金预算财政拨款.
    GovernmentFund,
    /// 国有资本经营预算财政拨款.
    StateCapital,
    /// 非财政拨款: 事业、经营 and other income of the unit's own.
    NonFiscal,
}

impl Fund {
    /// All kinds, in the order of the statements.
    pub const ALL: [Self; 4] =
        [Self::General, Self::GovernmentFund, Self::StateCapital, Self::NonFiscal];

    /// The kinds of 财政拨款.
    pub const FISCAL: [Self; 3] = [Self::General, Self::GovernmentFund, Self::StateCapital];

    /// The word for it in a data file.
    pub fn key(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::GovernmentFund => "government-fund",
            Self::StateCapital => "state-capital",
            Self::NonFiscal => "non-fiscal",
        }
    }

    /// The field's term, for messages.
    pub fn term(self) -> &'static str {
        match self {
            Self::General => "一般公共预算",
            Self::GovernmentFund => "政府性基金预算",
            Self::StateCapital => "国有资本经营预算",
            Self::NonFiscal => "非财政拨款",
        }
    }
}
