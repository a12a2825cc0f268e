//! `[[corrections]]`.

use crate::fields::describe::{line, shape};
use crate::fields::field::{Field, Kind};

shape! {
    /// A correction of a report that was published.
    correction "corrections" "公开以后的一次更正"
    {
        DATE "date" "更正日期" = Field::of(Kind::Date).required().such_as("2023-11-06")
            .note("公开更正后的报告的日期，不早于公开日期和上一次更正");
        REASON "reason" "更正原因" = line().required()
            .such_as("审计发现培训费列错了科目").note("印在更正说明里");
    }
}
