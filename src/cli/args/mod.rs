//! The arguments of all commands.

mod data;
mod public;
mod report;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::cli::help::HELP;
use crate::cli::layout::LayoutArgs;

pub(super) use data::{
    CompletionForm, CompletionsArgs, FmtArgs, ImportArgs, InitArgs, NewArgs, RollArgs, SchemaArgs,
    ServeArgs,
};
pub(super) use public::{
    DiffArgs, DiffFormat, NoticeArgs, PublishArgs, Said, TraceArgs, VerifyArgs,
};
pub(super) use report::{
    BuildArgs, BuildFormat, CheckArgs, ExplainArgs, ExportArgs, ExportForm, FactsArgs, Format,
    MergeArgs, On, StatusArgs, StatusFormat, WorkerArgs,
};

/// 部门（单位）决算公开报告生成工具：由 TOML 数据文件生成完整的 PDF 报告
#[derive(Debug, Parser)]
#[command(
    name = "juesuan",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    help_template = HELP,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    override_usage = "juesuan <命令> [选项]",
    after_help = "“juesuan <命令> --help”显示该命令的用法。"
)]
pub(super) struct Args {
    /// 项目文件夹（缺省为当前文件夹或其上级中有 juesuan.toml 的最近一个）
    #[arg(long, global = true, value_name = "文件夹", help_heading = "选项")]
    pub(super) project: Option<PathBuf>,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
    /// The command.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 核对数据：勾稽关系、应公开的内容、文字中的数、个人信息，不生成报告
    #[command(help_template = HELP, override_usage = "juesuan check [单位…] [选项]")]
    Check(CheckArgs),
    /// 说明一条核对规则，或一种错误：是什么意思、多半怎么来的、怎么办
    #[command(help_template = HELP, override_usage = "juesuan explain <名字>")]
    Explain(ExplainArgs),
    /// 生成报告 PDF
    #[command(help_template = HELP, override_usage = "juesuan build [单位…] [选项]")]
    Build(BuildArgs),
    /// 新建一个项目文件夹，里面有一个马上能生成的例子
    #[command(help_template = HELP, override_usage = "juesuan init <文件夹>")]
    Init(InitArgs),
    /// 新建一个单位的数据文件，每个字段都有说明，要填的写着“待补”
    #[command(help_template = HELP, override_usage = "juesuan new <单位文件夹> --nature <性质> [选项]")]
    New(NewArgs),
    /// 由上年的文件开始新的一年：概况和科目照旧，数和原因空着，年初数接上年年末数
    #[command(help_template = HELP, override_usage = "juesuan roll <单位…> <年度> [选项]")]
    Roll(RollArgs),
    /// 导入电子表格：决算系统导出的工作簿、公开表工作簿，写进数据文件
    #[command(help_template = HELP, override_usage = "juesuan import <文件…> [选项]")]
    Import(ImportArgs),
    /// 各单位到哪一步了：谁没有交，缺什么，有没有错误，PDF 是不是最新的，批复后多少天
    #[command(help_template = HELP, override_usage = "juesuan status [单位…] [选项]")]
    Status(StatusArgs),
    /// 公开：把生成好的报告定下来，留下 PDF、数据和校验码，以后不再改动；更正以后公开的是下一版
    #[command(help_template = HELP, override_usage = "juesuan publish <单位…> [选项]")]
    Publish(PublishArgs),
    /// 两份报告哪里不同：改了哪些数据，哪些数、哪些格、哪些话跟着变，在第几页
    #[command(help_template = HELP, override_usage = "juesuan diff <旧> <新> [选项]")]
    Diff(DiffArgs),
    /// 追查来处：一个印出的数是怎样得来的、由数据的哪几行得来；或数据的一行印到了哪些地方
    #[command(help_template = HELP, override_usage = "juesuan trace <单位/年度> [数或话] [选项]")]
    Trace(TraceArgs),
    /// 更正说明：与公开过的一版比，更正了什么，更正前、更正后、在哪里，写成 PDF 和文本
    #[command(help_template = HELP, override_usage = "juesuan notice <单位…> [选项]")]
    Notice(NoticeArgs),
    /// 合并分片生成的结果
    #[command(help_template = HELP, override_usage = "juesuan merge [文件夹…] [选项]")]
    Merge(MergeArgs),
    /// 把决算表写成电子表格：一份报告一个工作簿，或每张表一个 CSV 文件；或写成填报表
    #[command(help_template = HELP, override_usage = "juesuan export [单位…] --to <形式> [选项]")]
    Export(ExportArgs),
    /// 把数据文件整理成统一的写法：字段的次序、一行一个科目、金额两位小数；注释一条不少，内容不变
    #[command(help_template = HELP, override_usage = "juesuan fmt [单位…] [选项]")]
    Fmt(FmtArgs),
    /// 输出版式所用的事实数据（JSON），或写出可用 Typst 打开的文件夹
    #[command(help_template = HELP, override_usage = "juesuan facts <单位/年度> [选项]")]
    Facts(FactsArgs),
    /// 输出各种文件的 JSON Schema：编辑器据此提示字段、标出写错的
    #[command(help_template = HELP, override_usage = "juesuan schema [文件]")]
    Schema(SchemaArgs),
    /// 工作页：在浏览器里看各单位、填写、看结论、生成报告，只在这台电脑上
    #[command(help_template = HELP, override_usage = "juesuan serve [选项]")]
    Serve(ServeArgs),
    /// 版式：列出、显示、新建、复制文件来改
    #[command(
        help_template = HELP,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true,
        override_usage = "juesuan layout <命令> [选项]"
    )]
    Layout(LayoutArgs),
    /// 输出终端的补全脚本（按 Tab 键补全命令和选项），或手册页
    #[command(help_template = HELP, override_usage = "juesuan completions <终端>")]
    Completions(CompletionsArgs),
    /// 核实 PDF：用附在里面的数据再做一遍，看页面是不是这些数据得出的，哪里被改过；不需要项目
    #[command(help_template = HELP, override_usage = "juesuan verify <PDF 或文件夹…> [选项]")]
    Verify(VerifyArgs),
    /// Builds what standard input orders, for `build`.
    #[command(hide = true)]
    Worker(WorkerArgs),
    /// Sets the pages that standard input orders, for `serve`.
    #[command(hide = true)]
    SetPages,
    /// Reads the workbooks that standard input names, for `import`.
    #[command(hide = true)]
    ReadWorkbooks,
    /// Verifies the PDFs that standard input names, for `verify`.
    #[command(hide = true)]
    VerifyReports,
}
