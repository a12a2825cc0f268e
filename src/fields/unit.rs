//! `unit.toml`, and what a year's file may say instead.

use crate::fields::describe::{choice, choices, line, paragraphs, rows, shape, table, words};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::unit as described;

shape! {
    /// Who reports.
    unit "unit" "单位"
    {
        NAME "name" "单位全称" = line().required().such_as("某市某某中心")
            .note("写在一行里；中间有换行或制表符是错误").on_page("与印章一致，印在封面上");
        KIND "kind" "单位还是部门" = choice(kinds).required().such_as("unit");
        NATURE "nature" "单位性质" = choice(natures).required().such_as("institution");
        ESTABLISHED "established" "设立年度" = Field::of(Kind::Year)
            .note("本年新设立的才写；这一年可以没有上年数").unwritten("要有上年数");
        LAYOUT "layout" "本单位自己用的版式" = line().unwritten("用 `juesuan.toml` 的");
        MEMBERS "members" "部门汇总的各单位" = Field::of(Kind::List("单位的文件夹名"))
            .note("照 `data` 下文件夹的名字写，如 `[\"office\", \"school\"]`；只有部门写")
            .unwritten("不汇总，各数都写在自己的文件里")
            .on_page("由所属单位汇总的部门填，一行一个单位的全称；不填：不汇总，各数都在这里填");
        PROFILE "profile" "单位概况" = table(&profile::SHAPE).on_page("各年都一样的，填在这里").kept();
    }
}

shape! {
    /// Duties and organization.
    profile "profile" "单位概况"
    {
        DUTIES "duties" "职责" = paragraphs().unwritten("印“无。”，给一条警告（R0606）")
            .on_page("应公开的内容；一行一段");
        ORGANIZATION "organization" "机构设置" = paragraphs()
            .unwritten("印“无。”，给一条警告（R0606）；写了 `units` 的可以不写")
            .on_page("应公开的内容；一行一段；列了纳入决算编制范围的单位的，可以不填");
        UNITS "units" "纳入决算编制范围的单位" = rows(&listed_unit::SHAPE).unwritten("不印单位表");
        MAIN_INCOME "main-income" "名词解释中几种收入主要是什么" = table(&main_income::SHAPE)
            .note("没有这种收入的不印；只有上海版式用").unwritten("不列举")
            .on_page("只有上海版式的名词解释印；没有这种收入的不印，不用填");
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
