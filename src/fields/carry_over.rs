//! `[carry-over]`.

use crate::fields::describe::{code, line, money, rows, shape, signed};
use crate::fields::field::Codes;
use crate::fields::funds::fund;

shape! {
    /// Opening balances, surplus used, distribution.
    carry_over "carry-over" "结转和结余"
    {
        OPENING "opening" "年初结转和结余" = rows(&opening::SHAPE);
        SURPLUS_USED "surplus-used" "使用非财政拨款结余" = money();
        DISTRIBUTION "distribution" "结余分配" = signed();
    }
}

shape! {
    /// One opening balance.
    opening "opening" "年初结转和结余的一行" by ["code", "fund"]
    {
        FUND "fund" "资金" = fund().required().such_as("general");
        AMOUNT "amount" "年初结转和结余" = signed().required();
        CODE "code" "功能分类项级编码" = code(Codes::Item)
            .sometimes("政府性基金必填；国有资本经营预算，版式逐项列年初数的（上海）要写（R0211）");
        NAME "name" "科目名称" = line().note("只用来核对编码");
    }
}
