//! The self-evaluation report of one project.

use crate::fields::describe::{line, money, paragraphs, per, rows, shape, signed, words};
use crate::fields::field::{Field, Kind};
use crate::model::evaluation::PerText;

shape! {
    /// One report.
    evaluation "evaluation" "项目绩效自评报告" plus [texts::SHAPE]
    {
        NAME "name" "项目名称" = line().required().such_as("2022年某项目经费");
        EXECUTION_SCORE "execution-score" "预算执行情况得分" = score().required().such_as("10");
        REPORT_TITLE "report-title" "公开的报告名称" = words()
            .unwritten("项目名称加“项目绩效自评报告”，名称本来以“项目”结尾的不重复");
        FUNDS "funds" "资金" = rows(&funds::SHAPE).unwritten("没有");
        INDICATORS "indicators" "绩效指标" = rows(&indicator::SHAPE).unwritten("没有");
    }
}

shape! {
    /// The words, section by section.
    texts "evaluation-texts" "各段文字" each by_text;
    {}
}

shape! {
    /// The money from one source.
    funds "evaluation-funds" "一种资金来源" by ["source"]
    {
        SOURCE "source" "资金来源" = line().required().such_as("市县区财政资金");
        REQUESTED "requested" "年初预算：目标申报数" = money().unwritten("0");
        APPROVED "approved" "年初预算：预算编制数" = money().unwritten("0");
        FULL_YEAR "full-year" "全年预算数" = money().required();
        EXECUTED "executed" "全年执行数" = money().required();
        CARRY_OVER "carry-over" "资金结（转）余" = signed().unwritten("全年预算减全年执行");
    }
}

shape! {
    /// One indicator.
    indicator "indicators" "一个绩效指标" by ["name"]
    {
        LEVEL_ONE "level-one" "一级指标" = line().required().such_as("产出指标");
        LEVEL_TWO "level-two" "二级指标" = line().required().such_as("数量指标");
        NAME "name" "指标名称" = line().required().such_as("受益人数");
        WEIGHT "weight" "权重" = score().required().such_as("10");
        SCORE "score" "得分" = score().required().such_as("10").note("不能超过权重（R0902）");
        INITIAL "initial" "年初指标" = words().note("数也要加引号，如 `\"98\"`");
        ADJUSTED "adjusted" "调整后指标" = words();
        ACTUAL "actual" "实际完成值" = words();
        DEVIATION "deviation" "偏差原因分析及改进措施" = words();
    }
}

/// Points or a weight.
const fn score() -> Field {
    Field::of(Kind::Score)
}

/// The paragraphs of a section.
const fn text() -> Field {
    paragraphs().unwritten("印“无。”")
}

/// The field of each text.
pub(crate) fn per_text() -> &'static PerText<Field> {
    per!(PerText<Field>, |section| text().named(section.key(), section.term()))
}

/// The fields of all texts.
fn by_text() -> &'static [Field] {
    per_text().values()
}
