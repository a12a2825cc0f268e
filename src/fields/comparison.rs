//! A year that serves only comparisons: a file of its own, or `[prior]`.

use crate::fields::describe::{flag, money, per, rows, shape, table, words};
use crate::fields::field::{Field, Kind};
use crate::fields::{carry_over, expenditure, income};
use crate::model::three_public::PerItem;

shape! {
    /// The file of a year that serves only comparisons.
    file "comparison" "只供比较的年度文件" plus [prior::SHAPE]
    {
        YEAR "year" "年度" = Field::of(Kind::Year).required().such_as("2021");
        COMPARISON_ONLY "comparison-only" "只供比较" = flag().required().note("写 `true`")
            .on_page("“是”：这一年只供与下一年比较，不做这一年的报告");
        NAMES "names" "科目目录里没有的名称" = Field::of(Kind::Names)
            .note("编码 = \"名称\"").unwritten("只用本年写了的");
    }
}

shape! {
    /// What is compared with.
    prior "prior" "上年数"
    {
        RESTATED "restated" "上年数调整的原因" = words()
            .note("与上年公开的决算数不同的才写，印在报告里").unwritten("与上年公开的相同");
        INCOME "income" "收入" = rows(&income::compared::SHAPE).required().note("没有写 `income = []`");
        EXPENDITURE "expenditure" "支出" = rows(&expenditure::compared::SHAPE).required()
            .note("没有写 `expenditure = []`；可以只写合计 `amount`")
            .on_page("只知道合计的，可以只填合计");
        CARRY_OVER "carry-over" "结转和结余" = table(&carry_over::carry_over::SHAPE)
            .note("政府性基金可以不写编码").unwritten("0");
        THREE_PUBLIC "three-public" "“三公”经费" = table(&three_public::SHAPE)
            .note("写了表，缺的项算 0").unwritten("“三公”经费不作比较，给一条警告（R0304）");
        OPERATING_EXPENSE "operating-expense" "机关运行经费" = money()
            .note("事业单位不写，写了是错误（R0205）")
            .unwritten("不作比较；行政、参公单位给一条警告（R0304）")
            .on_page("行政单位、参公单位要填，用来比较；其他单位没有，不填");
    }
}

shape! {
    /// Three-public expense of a comparison.
    three_public "comparison-three-public" "上年“三公”经费" each by_item;
    {}
}

/// The field of each item of “三公” expense.
pub(crate) fn per_item() -> &'static PerItem<Field> {
    per!(PerItem<Field>, |item| money().named(item.key(), item.term()))
}

/// The fields of all items of “三公” expense.
fn by_item() -> &'static [Field] {
    per_item().values()
}
