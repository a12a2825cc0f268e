//! The arguments of what checks and makes reports, and tells of them.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as Arguments, ValueEnum};

use crate::batch::Shard;
use crate::model::date::Date;

/// What `check` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct CheckArgs {
    /// 要核对的单位：写法同 build；不写则为项目年度的全部单位
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 列出全部规则
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) list: bool,
    /// 输出的形式：human 带摘录，short 一行一条，json 和 sarif 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: Format,
    /// 有警告也算不通过
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) strict: bool,
    /// 另外的字体文件夹：build 用它的，核对缺字也用它
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
    /// 接受这条规则的结论：写成 [[accept]]，加在年度文件末尾；可以写几次，要写 --reason
    #[arg(long, value_name = "规则", help_heading = "接受结论")]
    pub(in crate::cli) accept: Vec<String>,
    /// 只接受这个字段的结论，如 carry-over.opening[general]；可以写几次
    #[arg(long, value_name = "字段", help_heading = "接受结论")]
    pub(in crate::cli) at: Vec<String>,
    /// 为什么可以接受
    #[arg(long, value_name = "理由", help_heading = "接受结论")]
    pub(in crate::cli) reason: Option<String>,
    /// 把旧写法的 [[accept]]（finding）改成新写法
    #[arg(long, conflicts_with_all = ["accept", "at", "reason"], help_heading = "接受结论")]
    pub(in crate::cli) renew: bool,
}

/// The forms in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// With excerpts, for a person.
    Human,
    /// One line each.
    Short,
    /// JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

/// What `explain` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ExplainArgs {
    /// 规则的编号或名称，如 R0201 或 economic-total；或信息前面方括号里的名字，如 unknown-field
    #[arg(value_name = "名字", help_heading = "参数")]
    pub(in crate::cli) name: String,
}

/// What `build` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct BuildArgs {
    /// 要生成的单位：文件夹名、单位全称、单位/年度，可用 * 代替任意文字；不写则为项目年度的全部单位
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 核对有错误也生成草稿（数据文件本身要读得通）：每页有“草稿”水印，文件名也不同
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) draft: bool,
    /// 没有改动的也重新生成
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) force: bool,
    /// 逐份说明为什么生成、为什么不生成
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) explain: bool,
    /// 删去一定没有用的 PDF：单位不在数据里了，或改了名（只删程序自己生成、没有改动过的）
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) prune: bool,
    /// 同时生成几份（缺省为处理器核数）
    #[arg(long, value_name = "份数", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = "选项")]
    pub(in crate::cli) jobs: Option<u16>,
    /// 一份报告最多用多少秒，超过就停下并报错（缺省 300）
    #[arg(long, value_name = "秒", default_value_t = 300, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=86400), help_heading = "选项")]
    pub(in crate::cli) limit: u64,
    /// 一份报告最多用多少 GB 内存，超过就停下并报错（缺省 4）
    #[arg(long, value_name = "GB", default_value_t = 4, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "选项")]
    pub(in crate::cli) memory: u16,
    /// 全部单位分成 N 份，只生成第 K 份，用于多台机器
    #[arg(long, value_name = "K/N", help_heading = "选项")]
    pub(in crate::cli) shard: Option<Shard>,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: BuildFormat,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// The forms in which results of a build are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum BuildFormat {
    /// For a person.
    Human,
    /// JSON.
    Json,
}

/// What `status` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct StatusArgs {
    /// 要看的单位：写法同 build；不写则为全部单位，没有交项目年度数据的也列出
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 表的形式：human 给人看，csv 供电子表格打开，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) format: StatusFormat,
    /// 批复后的天数算到哪一天，如 2023-09-30；today 是今天；不写则算到数据中的公开日期
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub(in crate::cli) on: Option<On>,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 另外的字体文件夹：生成时用了的也要写
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// The forms in which the table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StatusFormat {
    /// For a person.
    Human,
    /// For a spreadsheet.
    Csv,
    /// JSON.
    Json,
}

/// The day as of which something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum On {
    /// A day.
    Day(Date),
    /// The day on which the program runs.
    Today,
}

impl FromStr for On {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "today" | "今天" => Ok(Self::Today),
            day => day.parse().map(Self::Day),
        }
    }
}

/// What `export` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ExportArgs {
    /// 单位文件夹，可写年度（单位/2022）和通配符（*/2022）；不写则为全部单位的项目年度
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 写成什么：xlsx 决算表的工作簿，数是数，合并单元格、打印设置都有；csv 每张表一个文件；workbook 填报表，填好用 import 读回
    #[arg(
        long,
        value_enum,
        value_name = "形式",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(in crate::cli) to: ExportForm,
    /// 写到哪个文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// What statements are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportForm {
    /// A workbook a report.
    Xlsx,
    /// A file a statement.
    Csv,
    /// A workbook a report, to be filled in.
    Workbook,
}

/// What `facts` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct FactsArgs {
    /// 单位和年度，如 fenyang-social-insurance/2022；不写年度则为项目年度
    #[arg(value_name = "单位/年度", help_heading = "参数")]
    pub(in crate::cli) select: String,
    /// 写出一个文件夹，内有事实文件、版式、字体和附件，可用 Typst 编辑
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) write: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) fonts: Option<PathBuf>,
}

/// What `merge` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct MergeArgs {
    /// 别处的输出文件夹，连同其中的 PDF 合并进来；不写则只合并输出文件夹里各分片的记录
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub(in crate::cli) folders: Vec<PathBuf>,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(in crate::cli) out: Option<PathBuf>,
}

/// What a worker is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct WorkerArgs {
    /// Whether it builds drafts.
    #[arg(long)]
    pub(in crate::cli) draft: bool,
    /// The output folder.
    #[arg(long)]
    pub(in crate::cli) out: PathBuf,
    /// Another folder of fonts.
    #[arg(long)]
    pub(in crate::cli) fonts: Option<PathBuf>,
}
