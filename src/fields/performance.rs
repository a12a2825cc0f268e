//! `[performance]`.

use crate::fields::describe::{choice, choices, count, each, money, per, shape, table, words};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::fund::PerFiscal;
use crate::model::performance as model;
use crate::model::performance::Scope;

shape! {
    /// Performance management of the year.
    performance "performance" "预算绩效情况"
    {
        SYSTEMS "systems" "预算绩效管理制度的名称（上海版式）" = words()
            .note("几个的用顿号隔开").unwritten("报告里不提").kept();
        MECHANISM "mechanism" "谁的工作机制（上海版式）" = words().unwritten("报告里不提")
            .on_page("如：局财务科牵头、业务科室负责；不填：报告里不提").kept();
        TARGETS "targets" "编报绩效目标的项目（上海版式）" = table(&stage::SHAPE).unwritten("报告里不提");
        TRACKING "tracking" "绩效跟踪评价的项目（上海版式）" = table(&stage::SHAPE).unwritten("报告里不提");
        SELF_EVALUATION "self-evaluation" "绩效自评（上海版式）" = table(&self_evaluation::SHAPE)
            .note("项目个数和发现问题的个数由程序相加").unwritten("报告里不提");
        COVERED "covered" "项目自评涉及资金" = table(&funds::SHAPE)
            .sometimes("没有 `targets`、`tracking`、`self-evaluation` 的必填")
            .unwritten("自评照 `self-evaluation` 印")
            .on_page("没有开展项目绩效自评的，各项填 0");
        PROJECT_TOTAL "project-total" "项目资金总额" = money()
            .note("用来算占比").unwritten("本年项目支出合计");
        LEVEL_ONE "level-one" "一级项目" = table(&grades::SHAPE).unwritten("这一级没有项目")
            .on_page("没有一级项目的，都不填");
        LEVEL_TWO "level-two" "二级项目" = table(&grades::SHAPE).unwritten("这一级没有项目")
            .on_page("没有二级项目的，都不填");
        WHOLE "whole" "整体支出绩效自评" = table(&whole::SHAPE).unwritten("报告写明未开展")
            .on_page("没有开展的，都不填，报告写明未开展");
        DEPARTMENT "department" "部门评价" = table(&department::SHAPE).unwritten("没有开展")
            .on_page("没有开展的，都不填");
        OTHER "other" "其他需要说明的事项" = words().unwritten("没有");
    }
}

shape! {
    /// One stage of performance management.
    stage "stage" "编报绩效目标、绩效跟踪评价的项目"
    {
        PROJECTS "projects" "项目个数" = count("个");
        AMOUNT "amount" "涉及预算金额" = money().required();
    }
}

shape! {
    /// 绩效自评 in one sum.
    self_evaluation "self-evaluation" "绩效自评"
    {
        AMOUNT "amount" "涉及预算金额" = money().required();
        AVERAGE "average" "平均得分" = Field::of(Kind::Score);
        EXCELLENT "excellent" "评级为优的个数" = count("个");
        GOOD "good" "评级为良的个数" = count("个");
        FAIR "fair" "评级为合格的个数" = count("个");
        POOR "poor" "评级为不合格的个数" = count("个");
        RECTIFIED "rectified" "发现的问题中已经完成整改的个数" = count("个");
        RECTIFYING "rectifying" "发现的问题中正在整改的个数" = count("个");
    }
}

shape! {
    /// Money of projects by budget.
    funds "funds" "涉及资金" each by_budget;
    {}
}

shape! {
    /// Projects of one level by grade.
    grades "grades" "一级、二级项目"
    {
        AMOUNT "amount" "涉及资金" = money().required();
        EXCELLENT "excellent" "优的个数" = count("个");
        GOOD "good" "良的个数" = count("个");
        FAIR "fair" "中的个数" = count("个");
        POOR "poor" "差的个数" = count("个");
        MEASURES "measures" "对“中”和“差”的改进措施" = words();
    }
}

shape! {
    /// The money that an evaluation covers.
    scope "scope" "涉及资金的范围"
    {
        SCOPE "scope" "涉及资金（即执行数）的范围" = choice(scopes).sometimes("`scope`、`funds` 写一个")
            .on_page("口径不同的不选，填下面的涉及资金");
        FUNDS "funds" "涉及资金" = table(&funds::SHAPE)
            .sometimes("`scope`、`funds` 写一个").note("口径不同时另填");
    }
}

shape! {
    /// The self-evaluation of the whole expenditure.
    whole "whole" "整体支出绩效自评" plus [scope::SHAPE]
    {
        SCORE "score" "得分" = Field::of(Kind::Score).note("等级由得分得出").unwritten("没有得分");
        BUDGET "budget" "全年预算数" = money().unwritten("没有预算数，也不算执行率");
        ACHIEVED "achieved" "目标完成情况" = words().unwritten("没有");
        PROBLEMS "problems" "主要问题及原因" = words().unwritten("没有");
        MEASURES "measures" "改进措施" = words().unwritten("没有");
    }
}

shape! {
    /// The department's review.
    department "department" "部门评价" plus [scope::SHAPE]
    {
        PROJECTS "projects" "评价的项目个数" = count("个").unwritten("一级、二级项目个数之和（全部）");
        EXAMPLE "example" "举例的项目名称" = words().unwritten("不举例");
        RESULT "result" "评价结果" = words().unwritten("没有");
    }
}

/// The parts of the year's expenditure that can be named.
fn scopes() -> Vec<Choice> {
    choices(Scope::NAMED, |(key, term, _)| (*key, *term))
}

/// The field of each budget of 财政拨款.
pub(crate) fn per_budget() -> &'static PerFiscal<Field> {
    per!(PerFiscal<Field>, |fund| money().named(fund.key(), fund.term()))
}

/// 社会保险基金预算.
pub(crate) static SOCIAL_INSURANCE: Field =
    money().named(model::SOCIAL_INSURANCE, "社会保险基金预算");

/// The fields of all budgets.
fn by_budget() -> &'static [Field] {
    each!(per_budget().values().iter().copied().chain([SOCIAL_INSURANCE]))
}
