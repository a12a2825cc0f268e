//! `income`.

use crate::fields::field::{Codes, code, line, shape, signed};

shape! {
    /// One row of income.
    income "income" "收入的一行" by ["code"] plus [sources::SHAPE]
    {
        CODE "code" "功能分类项级编码，7 位" = code(Codes::Item).required();
        NAME "name" "科目名称" = line().note("只用来核对编码");
    }
}

shape! {
    /// One row of income of a comparison.
    compared "comparison-income" "上年收入的一行" by ["code"] plus [sources::SHAPE]
    {
        CODE "code" "功能分类编码" = code(Codes::Function).required().note("类、款、项都行");
        NAME "name" "科目名称" = line().note("只用来核对编码");
    }
}

shape! {
    /// Amounts by source.
    sources "sources" "收入来源"
    {
        GENERAL "general" "一般公共预算财政拨款" = signed();
        GOVERNMENT_FUND "government-fund" "政府性基金预算财政拨款" = signed();
        STATE_CAPITAL "state-capital" "国有资本经营预算财政拨款" = signed();
        SUPERIOR "superior" "上级补助收入" = signed();
        BUSINESS "business" "事业收入" = signed();
        OPERATING "operating" "经营收入" = signed();
        AFFILIATE "affiliate" "附属单位上缴收入" = signed();
        OTHER "other" "其他收入" = signed();
    }
}
