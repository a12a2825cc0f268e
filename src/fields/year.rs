//! A year's file.

use crate::fields::describe::{code, flag, line, money, per, rows, shape, table};
use crate::fields::field::{Codes, Field, Kind};
use crate::fields::funds::fund;
use crate::fields::{
    acceptance, carry_over, comparison, control, correction, expenditure, extra, income,
    performance, reasons, resources, three_public, unit,
};
use crate::model::department::PerPayment;

shape! {
    /// The figures of a year, its reasons and disclosures.
    year "year" "年度文件"
    {
        YEAR "year" "年度" = Field::of(Kind::Year).required().such_as("2022").note("要与文件名一致")
            .on_page("在这里不能改");
        PUBLISHED "published" "公开日期" = Field::of(Kind::Date).such_as("2023-09-20")
            .unwritten("用 `juesuan.toml` 的；两处都没有是错误")
            .on_page("不填：用项目设置里的公开日期；两处都没有填，只能做草稿");
        APPROVED "approved" "批复日期" = Field::of(Kind::Date).such_as("2023-08-28")
            .note("本级财政部门批复决算的日期，只用来核对公开日期")
            .unwritten("不核对是否按时公开（R0604）");
        ROUNDED_TO "rounded-to" "金额四舍五入到多少元" = Field::of(Kind::Whole {
            least: 1,
            most: 1_000_000,
            unit: "元",
            wanted: "元数（由 0.01 万元换算来的写 100）",
        })
            .note("金额是由四舍五入的数换算的才写").left()
            .unwritten("金额精确到分，差一分也算不等")
            .on_page("各数是从以万元为单位的表换算来的才填：万元保留两位小数的填 100，不保留小数的填 10000；填了，四舍五入的尾差不算错；不填：金额精确到分，差一分也算不等");
        COMPARISON_ONLY "comparison-only" "只供比较" = flag()
            .note("`true` 表示只供比较，能写的字段另列").unwritten("`false`")
            .on_page("选“是”的，这一年只供与下一年比较，不做这一年的报告；不选：照常做报告");
        OPERATING_EXPENSE "operating-expense" "机关运行经费" = money()
            .note("不大于基本支出中的公用经费（R0203）；只有行政、参公单位能写，事业单位写了是错误（R0205）")
            .unwritten("基本支出中的公用经费")
            .on_page("不大于基本支出中的公用经费");
        INCOME "income" "收入" = rows(&income::income::SHAPE)
            .sometimes("是；汇总的部门可以不写").note("全年没有收入写 `income = []`");
        EXPENDITURE "expenditure" "支出" = rows(&expenditure::expenditure::SHAPE)
            .sometimes("是；汇总的部门可以不写").note("没有支出写 `expenditure = []`");
        ECONOMIC "economic" "一般公共预算支出的经济分类" = rows(&expenditure::economic::SHAPE)
            .sometimes("是；汇总的部门可以不写").note("没有写 `economic = []`");
        BUDGET "budget" "预算" = rows(&budget::SHAPE).unwritten("不与预算比较");
        OUTSIDE "outside" "与部门以外的单位之间的补助和上缴" = rows(&outside::SHAPE)
            .note("只有汇总的部门写").unwritten("都在部门以内，互相抵销");
        PROFILE "profile" "本年的单位概况" = table(&unit::profile::SHAPE).unwritten("用 `unit.toml` 的")
            .on_page("本年与往年不同的才填；没有填的各项，照上面的单位概况").kept();
        NAMES "names" "科目目录里没有的名称" = Field::of(Kind::Names)
            .note("编码 = \"名称\"").kept();
        CARRY_OVER "carry-over" "结转和结余" = table(&carry_over::carry_over::SHAPE)
            .unwritten("年初没有结转和结余");
        THREE_PUBLIC "three-public" "“三公”经费" = table(&three_public::three_public::SHAPE)
            .unwritten("没有预算、人次和辆数，给一条警告（R0603）");
        PROCUREMENT "procurement" "政府采购" = table(&resources::procurement::SHAPE)
            .unwritten("没有政府采购，给一条警告（R0603）");
        ASSETS "assets" "国有资产占用情况" = table(&resources::assets::SHAPE)
            .unwritten("没有，给一条警告（R0603）");
        PERFORMANCE "performance" "预算绩效情况" = table(&performance::performance::SHAPE)
            .unwritten("给一条警告（R0603）");
        REASONS "reasons" "原因和用途" = table(&reasons::reasons::SHAPE).unwritten("不印原因");
        EXTRA "extra" "本单位自己的内容，按自己定的名字" = Field::of(Kind::Tables(&extra::extra::SHAPE))
            .note("随程序带的版式不印，自己的版式取来印")
            .on_page("随程序带的版式不印这些；用自己做的版式、版式要的才填");
        CONTROL "control" "核对用的合计数" = table(&control::control::SHAPE)
            .unwritten("不核对（R0401、R0402、R0403）").left();
        PRIOR "prior" "上年数" = table(&comparison::prior::SHAPE)
            .note("没有上年文件时写").unwritten("用上年的文件").left();
        CORRECTIONS "corrections" "公开以后的更正" = rows(&correction::correction::SHAPE)
            .note("一次更正一段，按日期的次序；报告的版次是 1 加更正的次数").unwritten("没有更正过，是第 1 版")
            .on_page("按日期的次序；更正一次，版次加一；没有更正过的，是第 1 版").left();
        ACCEPT "accept" "接受的结论" = rows(&acceptance::acceptance::SHAPE).left();
    }
}

shape! {
    /// One row of the budget.
    budget "budget" "预算的一行" by ["code", "fund"]
    {
        CODE "code" "功能分类编码" = code(Codes::Function).required().note("类、款、项都行");
        NAME "name" "科目名称" = line().note("只用来核对编码");
        FUND "fund" "资金" = fund().default("general")
            .note("只比较财政拨款，写 `\"non-fiscal\"` 是错误");
        INITIAL "initial" "年初预算数" = money().sometimes("是；本年新设立、没有年初预算的，只写 `full-year`")
            .note("年初没有安排的写 `0`；同一资金的各行，要么都写，要么都不写")
            .on_page("年初没有安排的填 0；同一资金的各行，要么都填，要么都不填");
        FULL_YEAR "full-year" "全年预算数（调整后的）" = money().unwritten("等于年初预算");
    }
}

shape! {
    /// Payments with a unit outside the department.
    outside "outside" "与部门以外的单位之间的一行" by ["unit", "code"] each by_payment;
    {
        UNIT "unit" "所属单位" = line().required().such_as("school")
            .note("写 `data` 下文件夹的名字");
        CODE "code" "功能分类项级编码" = code(Codes::Item).note("一个单位有几个科目的写");
        NAME "name" "科目名称" = line().note("只用来核对编码");
    }
}

/// The field of each kind of payment.
pub(crate) fn per_payment() -> &'static PerPayment<Field> {
    per!(PerPayment<Field>, |kind| money().named(kind.key(), kind.term()))
}

/// The fields of all kinds of payments.
fn by_payment() -> &'static [Field] {
    per_payment().values()
}
