//! `[control]`.

use crate::fields::describe::{code, count, per, rows, shape, signed};
use crate::fields::field::{Codes, Field};
use crate::model::control::{Count, PerCount, PerTotal, Total};

shape! {
    /// Totals that the accounts system printed.
    control "control" "核对用的合计数" each totals; plus [counts::SHAPE]
    {
        ROWS "rows" "按编码的合计数" = rows(&row::SHAPE);
    }
}

shape! {
    /// Totals that are numbers of things.
    counts "counts" "核对用的个数" each counted;
    {}
}

shape! {
    /// The totals of one code.
    row "control-rows" "一个编码的合计数" by ["code"]
    {
        CODE "code" "编码" = code(Codes::Any).required().such_as("208")
            .note("功能分类的类、款、项（3、5、7 位），或经济分类的类、款（3、5 位）");
        INCOME "income" "本年收入合计" = signed().note("经济分类没有收入，不能写");
        EXPENDITURE "expenditure" "本年支出合计" = signed()
            .note("经济分类的编码，是一般公共预算财政拨款支出的合计");
        BASIC "basic" "其中：基本支出" = signed();
        PROJECT "project" "其中：项目支出" = signed();
    }
}

/// The field of each total of money.
pub(crate) fn per_total() -> &'static PerTotal<Field> {
    per!(PerTotal<Field>, |total: Total| signed().named(total.key(), total.named().alone))
}

/// The field of each total of things.
pub(crate) fn per_count() -> &'static PerCount<Field> {
    per!(PerCount<Field>, |total: Count| {
        count(total.unit()).named(total.key(), total.named().alone)
    })
}

/// The fields of all totals of money.
fn totals() -> &'static [Field] {
    per_total().values()
}

/// The fields of all totals of things.
fn counted() -> &'static [Field] {
    per_count().values()
}
