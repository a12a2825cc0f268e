//! `[reasons]`.

use crate::fields::field::{Codes, code, line, rows, shape, words};
use crate::fields::funds::fund;

shape! {
    /// Reasons and uses.
    reasons "reasons" "原因和用途"
    {
        TOTAL "total" "收入支出总体情况的主要原因" = words();
        FISCAL "fiscal" "财政拨款收支总体情况的主要原因" = words();
        GENERAL "general" "一般公共预算支出的主要原因" = words();
        GENERAL_BUDGET "general-budget" "一般公共预算支出与年初预算差异的主要原因（上海版式）" = words();
        GOVERNMENT_FUND "government-fund" "政府性基金支出的主要原因" = words();
        STATE_CAPITAL "state-capital" "国有资本经营支出的主要原因" = words();
        THREE_PUBLIC "three-public" "“三公”经费合计的主要原因" = words();
        THREE_PUBLIC_BUDGET "three-public-budget" "“三公”经费决算数与预算数差异的主要原因（上海版式）" = words();
        OPERATING_EXPENSE "operating-expense" "机关运行经费的主要原因" = words();
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
        BUDGET "budget" "决算数与年初预算数差异的原因" = words().unwritten("没有");
    }
}
