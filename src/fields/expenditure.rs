//! `expenditure` and `economic`.

use crate::fields::describe::{code, line, per, shape, signed};
use crate::fields::field::{Codes, Field};
use crate::fields::funds::fund;
use crate::model::expenditure::PerSpending;

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
    natures "natures" "支出性质" each by_nature;
    {}
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

/// The field of each nature.
pub(crate) fn per_nature() -> &'static PerSpending<Field> {
    per!(PerSpending<Field>, |nature| {
        let note = if nature.may_be_fiscal() { "" } else { "只能用非财政拨款" };
        signed().note(note).named(nature.key(), nature.term())
    })
}

/// The fields of all natures.
fn by_nature() -> &'static [Field] {
    per_nature().values()
}
