//! `[[accept]]`.

use crate::fields::describe::{line, shape, words};
use crate::fields::field::{Field, Kind};

shape! {
    /// A finding that the office accepts.
    acceptance "accept" "接受的结论"
    {
        RULE "rule" "规则的编号或名称" = line().required().such_as("R0301");
        AT "at" "结论说的字段" = Field::of(Kind::OneOrMore).sometimes("是；旧写法写 `finding`")
            .note("几处的写成 `[\"…\", \"…\"]`");
        FIGURES "figures" "结论第一行里的数" = Field::of(Kind::OneOrMore)
            .sometimes("有数的").note("依次写");
        WORDS "words" "结论标出的字" = Field::of(Kind::OneOrMore)
            .sometimes("说文字的").note("很长的只写开头，加一个校验码");
        FINDING "finding" "旧写法：结论里的几个字" = words().note("`juesuan check --renew` 改成新写法");
        REASON "reason" "为什么可以接受" = line().required().such_as("为什么可以接受");
    }
}
