//! `[extra]`.

use crate::fields::describe::{line, paragraphs, rows, shape, signed, words};
use crate::fields::field::{Field, Kind};

shape! {
    /// One thing of an office's own.
    extra "extra" "自己的一项内容"
    {
        NAME "name" "名称" = line().required().such_as("监督索引号");
        TEXT "text" "一个号码、一句话" = words();
        PARAGRAPHS "paragraphs" "几段话" = paragraphs();
        AMOUNT "amount" "金额" = signed();
        COLUMNS "columns" "小表的栏目" = Field::of(Kind::List("栏目"));
        ROWS "rows" "小表的各行" = rows(&row::SHAPE).left();
    }
}

shape! {
    /// One thing of an office's own, as a row by the name of its table.
    named "extra-named" "自己的一项内容" by ["key"]
    {
        KEY "key" "代号（照版式的说明填）" = line().required().such_as("index");
        NAME "name" "名称" = line().required();
        TEXT "text" "一个号码、一句话" = words();
        PARAGRAPHS "paragraphs" "几段话" = paragraphs();
        AMOUNT "amount" "金额" = signed();
        COLUMNS "columns" "小表的栏目" = Field::of(Kind::List("栏目")).note("一行一个栏目");
        ROWS "rows" "小表的各行" = Field::of(Kind::List("小表的一行"))
            .note("一行是表里的一行，各栏用“|”隔开，如：甲|乙；文字里有“|”的，前面加“\\”");
    }
}

shape! {
    /// A row of a small table.
    row "extra-row" "小表的一行"
    {
        CELLS "cells" "各栏的内容" = Field::of(Kind::List("各栏的内容")).required()
            .note("与 `columns` 一样多，数也加引号");
    }
}
