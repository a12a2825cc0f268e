//! Money carried over from and to other years.

use crate::model::amount::Money;
use crate::model::code::ItemCode;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};

/// 年初结转和结余、使用非财政拨款结余、结余分配.
#[derive(Debug, Clone)]
pub struct CarryOver {
    /// Where the table stands.
    pub place: Place,
    /// Opening balances by fund; those of the government fund by item.
    pub opening: Vec<OpeningRow>,
    /// 使用非财政拨款结余, in 元.
    pub surplus_used: Located<Money>,
    /// 结余分配, in 元.
    pub distribution: Located<Money>,
}

/// One opening balance.
#[derive(Debug, Clone)]
pub struct OpeningRow {
    /// Where the row stands.
    pub place: Place,
    /// The fund.
    pub fund: Fund,
    /// The functional item; required for the government fund, whose statement lists items.
    pub code: Option<Located<ItemCode>>,
    /// The balance in 元.
    pub amount: Located<Money>,
}
