//! The arguments of what publishes reports, and of what looks at published ones.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

/// What `publish` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct PublishArgs {
    /// 要公开的单位：写法同 build，要写明是哪些；全部单位写 '*'
    #[arg(value_name = "单位", required = true, help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 输出文件夹：生成时用了的也要写（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 另外的字体文件夹：生成时用了的也要写
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// What `diff` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct DiffArgs {
    /// 旧的：单位/年度@版次（公开过的一版）、单位/年度（现在的数据）、本程序做的 PDF，或别的项目文件夹
    #[arg(value_name = "旧", help_heading = "参数")]
    pub(in crate::cli) old: String,
    /// 新的：写法同上
    #[arg(value_name = "新", help_heading = "参数")]
    pub(in crate::cli) new: String,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: DiffFormat,
    /// 比较项目文件夹时，是其中的哪一份：单位/年度（只有一份的不用写）
    #[arg(long, value_name = "单位/年度", help_heading = "选项")]
    pub(in crate::cli) report: Option<String>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// The forms in which differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// For a person.
    Human,
    /// JSON.
    Json,
}

/// What `trace` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct TraceArgs {
    /// 哪一份报告
    #[arg(value_name = "单位/年度", help_heading = "参数")]
    pub(in crate::cli) report: String,
    /// 报告上印的数，如 "52.52%"、"416,868,418.19"，或一句话里的几个字
    #[arg(
        value_name = "数或话",
        help_heading = "参数",
        required_unless_present_any = ["page", "statement", "row", "column", "from"]
    )]
    pub(in crate::cli) what: Option<String>,
    /// 只看第几页
    #[arg(long, value_name = "页", help_heading = "选项")]
    pub(in crate::cli) page: Option<usize>,
    /// 哪张表：表号（03）、键（expenditure）或表名里的几个字
    #[arg(long, value_name = "表", help_heading = "选项")]
    pub(in crate::cli) statement: Option<String>,
    /// 哪一行：科目编码或名称
    #[arg(long, value_name = "行", help_heading = "选项")]
    pub(in crate::cli) row: Option<String>,
    /// 哪一列：表头里的字
    #[arg(long, value_name = "列", help_heading = "选项")]
    pub(in crate::cli) column: Option<String>,
    /// 反过来：数据的这一行印到了哪些地方，如 2024.toml:17
    #[arg(
        long,
        value_name = "文件:行",
        help_heading = "选项",
        conflicts_with_all = ["what", "page", "statement", "row", "column"]
    )]
    pub(in crate::cli) from: Option<String>,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: DiffFormat,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// What `notice` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct NoticeArgs {
    /// 更正了的单位：写法同 build；没有更正的略过
    #[arg(value_name = "单位", required = true, help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 写到哪个文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// What `verify` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct VerifyArgs {
    /// PDF 文件，或文件夹（连同里面各层的 PDF）；版式不是程序自带的，用 --project 指明有它的项目
    #[arg(value_name = "PDF", required = true, help_heading = "参数")]
    pub(in crate::cli) pdfs: Vec<PathBuf>,
    /// 已公开的文件夹（published）：看这个 PDF 的 sha256 在不在公开的目录里，也就是不是谁公开的那一份
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) published: Option<PathBuf>,
    /// 另一个字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
    /// 形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: Said,
}

/// How what was found is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Said {
    /// For a person.
    Human,
    /// JSON.
    Json,
}
