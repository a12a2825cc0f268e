//! `[check]` of `juesuan.toml`.

use crate::fields::describe::{choices, count, shape};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::check::Level;

shape! {
    /// Severities and thresholds.
    check "check" "核对的设置"
    {
        CHANGE_THRESHOLD "change-threshold" "与上年比增减达到百分之几的，要写原因（R0711）" = per_cent();
        BUDGET_THRESHOLD "budget-threshold" "决算数与年初预算数相差达到百分之几的，要写原因（R0712）" = per_cent();
        PUBLICATION_DAYS "publication-days" "批复后多少日内公开（R0604）" = count("日").unwritten("20");
        RULES "rules" "改规则的级别：规则的编号或名称 = 级别" = Field::of(Kind::Settings(levels))
            .unwritten("按规则自己的级别");
    }
}

/// A threshold.
const fn per_cent() -> Field {
    let kind = Kind::Number {
        least: 0,
        most: None,
        decimals: None,
        unit: "%",
        wanted: "百分数（如 10 表示 10%，0 表示凡有差异都要说明）",
    };
    Field::of(kind).note("写不带百分号的数，不能为负；0 表示凡有差异都要写").unwritten("10")
}

/// The severities that a rule may be given.
fn levels() -> Vec<Choice> {
    choices(Level::ALL, |level| (level.key(), level.term()))
}
