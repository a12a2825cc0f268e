//! Money by fund.

use serde::Serialize;

use crate::figures::rollup::add_columns;
use crate::model::amount::Money;
use crate::model::fund::{FiscalFund, Fund, PerFund};

/// Money by fund, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ByFund {
    /// All funds.
    pub total: Money,
    /// The single funds.
    #[serde(flatten)]
    pub funds: PerFund<Money>,
}

impl ByFund {
    /// An amount of one fund.
    pub(super) fn of(fund: Fund, amount: Money) -> Self {
        let mut all = Self { total: amount, ..Self::default() };
        all.funds[fund] = amount;
        all
    }

    /// The money of a kind of 财政拨款.
    pub(crate) fn fiscal(&self, fund: FiscalFund) -> Money {
        self.funds[fund.fund()]
    }
}

add_columns!(ByFund { total, funds });
