//! `expenditure` and `economic`.

use crate::fields::field::{Codes, code, line, shape, signed};
use crate::fields::funds::fund;

shape! {
    /// One row of expenditure.
    expenditure "expenditure" "支出的一行" by ["code", "fund"] plus [natures::SHAPE]
    {
        CODE "code" "功能分类项级编码，7 位" = code(Codes::Item).required();
        NAME "name" "科目名称" = line().note("只用来核对编码");
        FUND "fund" "资金" = fund().required().such_as("general");
    }
}

shape! {
    /// One row of expenditure of a comparison.
    compared "comparison-expenditure" "上年支出的一行" by ["code", "fund"] plus [natures::SHAPE]
    {
        CODE "code" "功能分类编码" = code(Codes::Function).required().note("类、款、项都行");
        NAME "name" "科目名称" = line().note("只用来核对编码");
        FUND "fund" "资金" = fund().required().such_as("general");
        AMOUNT "amount" "合计" = signed().note("只知道合计的写；写了就不能再写分项");
    }
}

shape! {
    /// Amounts by nature.
    natures "natures" "支出性质"
    {
        BASIC "basic" "基本支出" = signed();
        PROJECT "project" "项目支出" = signed();
        TO_SUPERIOR "to-superior" "上缴上级支出" = signed().note("只能用非财政拨款");
        OPERATING "operating" "经营支出" = signed().note("只能用非财政拨款");
        TO_AFFILIATE "to-affiliate" "对附属单位补助支出" = signed().note("只能用非财政拨款");
    }
}

shape! {
    /// One row of general-public-budget expenditure by economic section.
    economic "economic" "经济分类的一行" by ["code"]
    {
        CODE "code" "部门预算支出经济分类款级编码，5 位" = code(Codes::Economic).required();
        NAME "name" "科目名称" = line().note("只用来核对编码");
        BASIC "basic" "列入基本支出的数" = signed();
        PROJECT "project" "列入项目支出的数" = signed();
    }
}
