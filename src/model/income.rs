//! Income of the year, by functional item and source.

use crate::model::amount::Money;
use crate::model::code::{FunctionCode, ItemCode};
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};

/// Money by source of income (收入来源); all in 元.
#[derive(Debug, Clone, Copy)]
pub struct Sources<T> {
    /// 一般公共预算财政拨款.
    pub general: T,
    /// 政府性基金预算财政拨款.
    pub government_fund: T,
    /// 国有资本经营预算财政拨款.
    pub state_capital: T,
    /// 上级补助收入.
    pub superior: T,
    /// 事业收入.
    pub business: T,
    /// 经营收入.
    pub operating: T,
    /// 附属单位上缴收入.
    pub affiliate: T,
    /// 其他收入.
    pub other: T,
}

impl<T: Copy> Sources<T> {
    /// The amounts of all sources, in the order of the statement.
    pub fn all(&self) -> [T; 8] {
        [
            self.general,
            self.government_fund,
            self.state_capital,
            self.superior,
            self.business,
            self.operating,
            self.affiliate,
            self.other,
        ]
    }

    /// The amounts of the sources that belong to a fund.
    pub fn of_fund(&self, fund: Fund) -> Vec<T> {
        match fund {
            Fund::General => vec![self.general],
            Fund::GovernmentFund => vec![self.government_fund],
            Fund::StateCapital => vec![self.state_capital],
            Fund::NonFiscal => {
                vec![self.superior, self.business, self.operating, self.affiliate, self.other]
            }
        }
    }
}

/// One row of income; `C` is the level of code that the table allows.
#[derive(Debug, Clone)]
pub struct IncomeRow<C = ItemCode> {
    /// Where the row stands.
    pub place: Place,
    /// The functional code.
    pub code: Located<C>,
    /// The amounts.
    pub sources: Sources<Located<Money>>,
}

/// A row of income in a comparison, at any level.
pub type ComparisonIncomeRow = IncomeRow<FunctionCode>;
