//! `income`.

use crate::fields::describe::{code, line, per, shape, signed};
use crate::fields::field::{Codes, Field};
use crate::model::income::PerSource;

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
    sources "sources" "收入来源" each by_source;
    {}
}

/// The field of each source.
pub(crate) fn per_source() -> &'static PerSource<Field> {
    per!(PerSource<Field>, |source| signed().named(source.key(), source.term()))
}

/// The fields of all sources.
fn by_source() -> &'static [Field] {
    per_source().values()
}
