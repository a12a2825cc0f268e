//! The arguments of what begins projects and fills in their data, and of the page.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use crate::exchange::typed_year;
use crate::model::unit::{Kind, Nature};

/// What `init` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct InitArgs {
    /// 项目文件夹：新的，或空的
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub(in crate::cli) folder: PathBuf,
}

/// What `new` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct NewArgs {
    /// 单位在 data 下的文件夹名，自己定，如 library、县图书馆
    #[arg(value_name = "单位文件夹", help_heading = "参数")]
    pub(in crate::cli) unit: String,
    /// 单位全称（不写的写成“待补”）
    #[arg(long, value_name = "全称", help_heading = "选项")]
    pub(in crate::cli) name: Option<String>,
    /// 单位（unit），还是部门（department）
    #[arg(
        long,
        value_name = "种类",
        help_heading = "选项",
        default_value = "unit",
        hide_default_value = true,
        value_parser = kind
    )]
    pub(in crate::cli) kind: Kind,
    /// 性质：行政单位（administrative）、参公单位（civil-service-managed）、事业单位（institution）
    #[arg(long, value_name = "性质", help_heading = "选项", value_parser = nature)]
    pub(in crate::cli) nature: Nature,
    /// 哪一年的（缺省为项目年度）
    #[arg(long, value_name = "年度", value_parser = year, help_heading = "选项")]
    pub(in crate::cli) year: Option<u16>,
}

/// A year of accounts, as it is typed on the page as well.
fn year(text: &str) -> Result<u16, String> {
    let year = typed_year(text).filter(|year| (1990..=2100).contains(year));
    year.ok_or_else(|| "写四位数字，如 2024".to_owned())
}

/// A unit or a department, by its key or its term.
fn kind(text: &str) -> Result<Kind, String> {
    let found = Kind::ALL.into_iter().find(|kind| text == kind.key() || text == kind.term());
    found.ok_or_else(|| "写 unit（单位）或 department（部门）".to_owned())
}

/// A nature, by its key or its term.
fn nature(text: &str) -> Result<Nature, String> {
    let found =
        Nature::ALL.into_iter().find(|nature| text == nature.key() || text == nature.term());
    found.ok_or_else(|| {
        let known = Nature::ALL.map(|nature| format!("{}（{}）", nature.key(), nature.term()));
        format!("写 {}", known.join("、"))
    })
}

/// What `roll` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct RollArgs {
    /// 单位：文件夹名、单位全称，可以写几个，可以用 * 代替任意文字；最后写新的年度，如 2024
    #[arg(value_name = "单位… 年度", required = true, num_args = 1.., help_heading = "参数")]
    pub(in crate::cli) words: Vec<String>,
}

/// What `import` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ImportArgs {
    /// 工作簿（xls、xlsx、ods），或放着工作簿的文件夹
    #[arg(value_name = "文件", required = true, help_heading = "参数")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// 写到 data 下的哪个文件夹；没有的新建；不写则按表里的单位名称找
    #[arg(long, value_name = "单位", help_heading = "选项")]
    pub(in crate::cli) unit: Option<String>,
    /// 哪一年度；表里没有写年度的才要写
    #[arg(long, value_name = "年度", value_parser = year, help_heading = "选项")]
    pub(in crate::cli) year: Option<u16>,
    /// 没有写金额单位的表，金额是元还是万元
    #[arg(long, value_name = "单位", value_parser = ["元", "万元"], hide_possible_values = true, help_heading = "选项")]
    pub(in crate::cli) amounts: Option<String>,
    /// 只说会怎样，不写文件
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) dry_run: bool,
}

/// What `fmt` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct FmtArgs {
    /// 要整理的单位：写法同 build；不写年度的，为这个单位的全部数据文件；都不写的，为全部单位的
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(in crate::cli) select: Vec<String>,
    /// 只说哪些文件要整理，不写文件；有要整理的，状态码是 1
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) check: bool,
}

/// What `schema` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct SchemaArgs {
    /// 哪一种文件：juesuan、unit、year、evaluation（也可写 attachment）、layout；不写则列出
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(in crate::cli) form: Option<String>,
}

/// What `serve` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct ServeArgs {
    /// 用哪个端口（缺省为上次的）
    #[arg(long, value_name = "端口", help_heading = "选项")]
    pub(in crate::cli) port: Option<u16>,
    /// 不打开浏览器，只显示地址
    #[arg(long, help_heading = "选项")]
    pub(in crate::cli) no_open: bool,
}

/// What `completions` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct CompletionsArgs {
    /// 哪一种终端：bash、zsh、fish、powershell、elvish；man 是手册页
    #[arg(value_name = "终端", hide_possible_values = true, help_heading = "参数")]
    pub(in crate::cli) form: CompletionForm,
}

/// What completions are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompletionForm {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
    /// Elvish.
    Elvish,
    /// A manual page, not completions.
    Man,
}
