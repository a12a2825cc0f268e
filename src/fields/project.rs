//! `juesuan.toml`.

use crate::fields::check::check;
use crate::fields::describe::{choice, choices, flag, line, shape, table};
use crate::fields::field::{Choice, Field, Kind};
use crate::model::unit::Attach;

shape! {
    /// The settings of the project.
    project "juesuan" "项目设置"
    {
        YEAR "year" "要生成报告的年度" = Field::of(Kind::Year).required().such_as("2022");
        LAYOUT "layout" "版式名" = line().required().such_as("shanxi")
            .note("自带的和自己的，`juesuan layout list` 列出");
        OUTPUT "output" "PDF 的文件名，不含 `.pdf`" = line().required()
            .such_as("{unit}{year}年度{kind}决算公开")
            .note("可以用 `{unit}`（单位名称）、`{year}`（年度）、`{kind}`（“单位”或“部门”）；必须有 `{unit}`")
            .on_page("{单位名称}、{年度}、{单位或部门} 做报告时换成各单位自己的，别的照写；必须有 {单位名称}");
        PUBLISHED "published" "公开日期" = Field::of(Kind::Date).such_as("2023-09-20")
            .unwritten("各年度文件里自己写")
            .on_page("各单位没有自己填的，都用它；不填：各单位在“单位和概况”里自己填");
        ATTACH "attach" "PDF 里附什么数据" = choice(attached).default("clean");
        PUBLIC_DATA "public-data" "另写公开数据" = flag().unwritten("不写")
            .note("写 `true`：每份报告旁边另有一个文件夹“…（数据）”，里面有各张表的 CSV、说明它们的 `csv-metadata.json`（CSVW）和 `facts.json`")
            .on_page("选“是”的，生成 PDF 时旁边另存一份各张表的数据，供公众下载、用程序处理；不选：不存");
        CHECK "check" "核对的设置" = table(&check::SHAPE).unwritten("都用缺省的");
    }
}

/// What may be attached.
fn attached() -> Vec<Choice> {
    choices(Attach::ALL, |attach| (attach.key(), attach.term()))
}
