//! `[reasons]`.

use crate::fields::describe::{code, line, per, rows, shape, words};
use crate::fields::field::{Codes, Field};
use crate::fields::funds::fund;
use crate::model::reasons::PerReason;

shape! {
    /// Reasons and uses.
    reasons "reasons" "原因和用途" each by_sum;
    {
        ACCOUNTS "accounts" "按科目的用途和原因" = rows(&account::SHAPE);
    }
}

shape! {
    /// The use and the reasons of one code.
    account "accounts" "一个科目的用途和原因" by ["code", "fund"]
    {
        CODE "code" "功能分类编码" = code(Codes::Function).required();
        NAME "name" "科目名称" = line().note("只用来核对编码");
        FUND "fund" "资金" = fund().default("general");
        USE "use" "主要用于" = words().unwritten("没有");
        CHANGE "change" "比上年增减的原因" = words().unwritten("没有");
        BUDGET "budget" "决算数与预算数差异的原因" = words().unwritten("没有");
    }
}

/// The field of each sum that has a reason.
pub(crate) fn per_sum() -> &'static PerReason<Field> {
    per!(PerReason<Field>, |sum| {
        let note = if sum.is_of_budget() {
            "只有要写差异原因的版式（如上海的）才印"
        } else {
            ""
        };
        words().note(note).named(sum.key(), sum.term())
    })
}

/// The fields of all sums.
fn by_sum() -> &'static [Field] {
    per_sum().values()
}
