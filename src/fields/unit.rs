//! `unit.toml`, and what a year's file may say instead.

use crate::fields::describe::{choice, choices, line, paragraphs, rows, shape, table, words};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::unit as described;

shape! {
    /// Who reports.
    unit "unit" "单位"
    {
        NAME "name" "单位全称" = line().required().such_as("某市某某中心")
            .note("写在一行里；中间有换行或制表符是错误");
        KIND "kind" "单位还是部门" = choice(kinds).required().such_as("unit");
        NATURE "nature" "单位性质" = choice(natures).required().such_as("institution");
        ESTABLISHED "established" "设立年度" = Field::of(Kind::Year)
            .note("本年新设立的写；这一年可以没有上年数").unwritten("上年数必须有");
        LAYOUT "layout" "本单位自己用的版式" = line().unwritten("用 `juesuan.toml` 的");
        MEMBERS "members" "部门汇总的各单位" = Field::of(Kind::List("单位的文件夹名"))
            .note("照 `data` 下文件夹的名字写，如 `[\"office\", \"school\"]`；只有部门写")
            .unwritten("不汇总，各数都写在自己的文件里");
        PROFILE "profile" "单位概况" = table(&profile::SHAPE).kept();
    }
}

shape! {
    /// Duties and organization.
    profile "profile" "单位概况"
    {
        DUTIES "duties" "职责" = paragraphs().unwritten("排成“无。”，给一条警告（R0606）");
        ORGANIZATION "organization" "机构设置" = paragraphs()
            .unwritten("排成“无。”，给一条警告（R0606）；写了 `units` 的可以不写");
        UNITS "units" "纳入决算编制范围的单位" = rows(&listed_unit::SHAPE).unwritten("没有单位表");
        MAIN_INCOME "main-income" "名词解释中几种收入主要是什么" = table(&main_income::SHAPE)
            .note("没有这种收入的不印；只有上海版式用").unwritten("不列举");
    }
}

shape! {
    /// A unit that the accounts cover.
    listed_unit "units" "纳入决算编制范围的一个单位" by ["name"]
    {
        NAME "name" "单位名称" = line().required().such_as("某市某局（本级）");
        NOTE "note" "备注" = line();
    }
}

shape! {
    /// What some kinds of income mainly are.
    main_income "main-income" "几种收入主要是什么"
    {
        BUSINESS "business" "事业收入主要是什么" = words().such_as("培训费收入");
        OPERATING "operating" "经营收入主要是什么" = words();
        OTHER "other" "其他收入主要是什么" = words();
    }
}

/// Unit and department.
fn kinds() -> Vec<Choice> {
    choices(described::Kind::ALL, |kind| (kind.key(), kind.term()))
}

/// The natures of a unit.
fn natures() -> Vec<Choice> {
    choices(described::Nature::ALL, |nature| (nature.key(), nature.term()))
}
