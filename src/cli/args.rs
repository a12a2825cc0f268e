//! The arguments of all commands.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

use crate::batch::Shard;
use crate::cli::help::HELP;
use crate::cli::layout::LayoutArgs;
use crate::model::date::Date;
use crate::model::unit::{Kind, Nature};

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

/// What `verify` is told.
#[derive(Debug, Arguments)]
pub(super) struct VerifyArgs {
    /// PDF 文件，或文件夹（连同里面各层的 PDF）；版式不是程序自带的，用 --project 指明有它的项目
    #[arg(value_name = "PDF", required = true, help_heading = "参数")]
    pub(super) pdfs: Vec<PathBuf>,
    /// 已公开的文件夹（published）：看这个 PDF 的 sha256 在不在公开的目录里，也就是不是谁公开的那一份
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) published: Option<PathBuf>,
    /// 另一个字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
    /// 形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: Said,
}

/// How what was found is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Said {
    /// For a person.
    Human,
    /// JSON.
    Json,
}

/// What `schema` is told.
#[derive(Debug, Arguments)]
pub(super) struct SchemaArgs {
    /// 哪一种文件：juesuan、unit、year、evaluation（也可写 attachment）、layout；不写则列出
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) form: Option<String>,
}

/// What `serve` is told.
#[derive(Debug, Arguments)]
pub(super) struct ServeArgs {
    /// 用哪个端口（缺省为上次的）
    #[arg(long, value_name = "端口", help_heading = "选项")]
    pub(super) port: Option<u16>,
    /// 不打开浏览器，只显示地址
    #[arg(long, help_heading = "选项")]
    pub(super) no_open: bool,
}

/// What `check` is told.
#[derive(Debug, Arguments)]
pub(super) struct CheckArgs {
    /// 要核对的单位：写法同 build；不写则为项目年度的全部单位
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 列出全部规则
    #[arg(long, help_heading = "选项")]
    pub(super) list: bool,
    /// 输出的形式：human 带摘录，short 一行一条，json 和 sarif 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: Format,
    /// 有警告也算不通过
    #[arg(long, help_heading = "选项")]
    pub(super) strict: bool,
    /// 另外的字体文件夹：build 用它的，核对缺字也用它
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
    /// 接受这条规则的结论：写成 [[accept]]，加在年度文件末尾；可以写几次，要写 --reason
    #[arg(long, value_name = "规则", help_heading = "接受结论")]
    pub(super) accept: Vec<String>,
    /// 只接受这个字段的结论，如 carry-over.opening[general]；可以写几次
    #[arg(long, value_name = "字段", help_heading = "接受结论")]
    pub(super) at: Vec<String>,
    /// 为什么可以接受
    #[arg(long, value_name = "理由", help_heading = "接受结论")]
    pub(super) reason: Option<String>,
    /// 把旧写法的 [[accept]]（finding）改成新写法
    #[arg(long, conflicts_with_all = ["accept", "at", "reason"], help_heading = "接受结论")]
    pub(super) renew: bool,
}

/// The forms in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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
pub(super) struct ExplainArgs {
    /// 规则的编号或名称，如 R0201 或 economic-total；或信息前面方括号里的名字，如 unknown-field
    #[arg(value_name = "名字", help_heading = "参数")]
    pub(super) name: String,
}

/// What `build` is told.
#[derive(Debug, Arguments)]
pub(super) struct BuildArgs {
    /// 要生成的单位：文件夹名、单位全称、单位/年度，可用 * 代替任意文字；不写则为项目年度的全部单位
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 核对有错误也生成草稿（数据文件本身要读得通）：每页有“草稿”水印，文件名也不同
    #[arg(long, help_heading = "选项")]
    pub(super) draft: bool,
    /// 没有改动的也重新生成
    #[arg(long, help_heading = "选项")]
    pub(super) force: bool,
    /// 逐份说明为什么生成、为什么不生成
    #[arg(long, help_heading = "选项")]
    pub(super) explain: bool,
    /// 删去一定没有用的 PDF：单位不在数据里了，或改了名（只删程序自己生成、没有改动过的）
    #[arg(long, help_heading = "选项")]
    pub(super) prune: bool,
    /// 同时生成几份（缺省为处理器核数）
    #[arg(long, value_name = "份数", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = "选项")]
    pub(super) jobs: Option<u16>,
    /// 一份报告最多用多少秒，超过就停下并报错（缺省 300）
    #[arg(long, value_name = "秒", default_value_t = 300, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=86400), help_heading = "选项")]
    pub(super) limit: u64,
    /// 一份报告最多用多少 GB 内存，超过就停下并报错（缺省 4）
    #[arg(long, value_name = "GB", default_value_t = 4, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "选项")]
    pub(super) memory: u16,
    /// 全部单位分成 N 份，只生成第 K 份，用于多台机器
    #[arg(long, value_name = "K/N", help_heading = "选项")]
    pub(super) shard: Option<Shard>,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: BuildFormat,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// The forms in which results of a build are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BuildFormat {
    /// For a person.
    Human,
    /// JSON.
    Json,
}

/// What `import` is told.
#[derive(Debug, Arguments)]
pub(super) struct ImportArgs {
    /// 工作簿（xls、xlsx、ods），或放着工作簿的文件夹
    #[arg(value_name = "文件", required = true, help_heading = "参数")]
    pub(super) files: Vec<PathBuf>,
    /// 写到 data 下的哪个文件夹；没有的新建；不写则按表里的单位名称找
    #[arg(long, value_name = "单位", help_heading = "选项")]
    pub(super) unit: Option<String>,
    /// 哪一年度；表里没有写年度的才要写
    #[arg(long, value_name = "年度", value_parser = clap::value_parser!(u16).range(1990..=2100), help_heading = "选项")]
    pub(super) year: Option<u16>,
    /// 没有写金额单位的表，金额是元还是万元
    #[arg(long, value_name = "单位", value_parser = ["元", "万元"], hide_possible_values = true, help_heading = "选项")]
    pub(super) amounts: Option<String>,
    /// 只说会怎样，不写文件
    #[arg(long, help_heading = "选项")]
    pub(super) dry_run: bool,
}

/// What `status` is told.
#[derive(Debug, Arguments)]
pub(super) struct StatusArgs {
    /// 要看的单位：写法同 build；不写则为全部单位，没有交项目年度数据的也列出
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 表的形式：human 给人看，csv 供电子表格打开，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: StatusFormat,
    /// 批复后的天数算到哪一天，如 2023-09-30；today 是今天；不写则算到数据中的公开日期
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub(super) on: Option<On>,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
    /// 另外的字体文件夹：生成时用了的也要写
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// The forms in which the table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// For a person.
    Human,
    /// For a spreadsheet.
    Csv,
    /// JSON.
    Json,
}

/// The day as of which something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
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

/// What `publish` is told.
#[derive(Debug, Arguments)]
pub(super) struct PublishArgs {
    /// 要公开的单位：写法同 build，要写明是哪些；全部单位写 '*'
    #[arg(value_name = "单位", required = true, help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 输出文件夹：生成时用了的也要写（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
    /// 另外的字体文件夹：生成时用了的也要写
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// What `diff` is told.
#[derive(Debug, Arguments)]
pub(super) struct DiffArgs {
    /// 旧的：单位/年度@版次（公开过的一版）、单位/年度（现在的数据）、本程序做的 PDF，或别的项目文件夹
    #[arg(value_name = "旧", help_heading = "参数")]
    pub(super) old: String,
    /// 新的：写法同上
    #[arg(value_name = "新", help_heading = "参数")]
    pub(super) new: String,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: DiffFormat,
    /// 比较项目文件夹时，是其中的哪一份：单位/年度（只有一份的不用写）
    #[arg(long, value_name = "单位/年度", help_heading = "选项")]
    pub(super) report: Option<String>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// The forms in which differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For a person.
    Human,
    /// JSON.
    Json,
}

/// What `trace` is told.
#[derive(Debug, Arguments)]
pub(super) struct TraceArgs {
    /// 哪一份报告
    #[arg(value_name = "单位/年度", help_heading = "参数")]
    pub(super) report: String,
    /// 报告上印的数，如 "52.52%"、"416,868,418.19"，或一句话里的几个字
    #[arg(
        value_name = "数或话",
        help_heading = "参数",
        required_unless_present_any = ["page", "statement", "row", "column", "from"]
    )]
    pub(super) what: Option<String>,
    /// 只看第几页
    #[arg(long, value_name = "页", help_heading = "选项")]
    pub(super) page: Option<usize>,
    /// 哪张表：表号（03）、键（expenditure）或表名里的几个字
    #[arg(long, value_name = "表", help_heading = "选项")]
    pub(super) statement: Option<String>,
    /// 哪一行：科目编码或名称
    #[arg(long, value_name = "行", help_heading = "选项")]
    pub(super) row: Option<String>,
    /// 哪一列：表头里的字
    #[arg(long, value_name = "列", help_heading = "选项")]
    pub(super) column: Option<String>,
    /// 反过来：数据的这一行印到了哪些地方，如 2024.toml:17
    #[arg(
        long,
        value_name = "文件:行",
        help_heading = "选项",
        conflicts_with_all = ["what", "page", "statement", "row", "column"]
    )]
    pub(super) from: Option<String>,
    /// 结果的形式：human 给人看，json 供其他程序读
    #[arg(
        long,
        value_name = "形式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(super) format: DiffFormat,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// What `notice` is told.
#[derive(Debug, Arguments)]
pub(super) struct NoticeArgs {
    /// 更正了的单位：写法同 build；没有更正的略过
    #[arg(value_name = "单位", required = true, help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 写到哪个文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// What `merge` is told.
#[derive(Debug, Arguments)]
pub(super) struct MergeArgs {
    /// 别处的输出文件夹，连同其中的 PDF 合并进来；不写则只合并输出文件夹里各分片的记录
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub(super) folders: Vec<PathBuf>,
    /// 输出文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
}

/// What a worker is told.
#[derive(Debug, Arguments)]
pub(super) struct WorkerArgs {
    /// Whether it builds drafts.
    #[arg(long)]
    pub(super) draft: bool,
    /// The output folder.
    #[arg(long)]
    pub(super) out: PathBuf,
    /// Another folder of fonts.
    #[arg(long)]
    pub(super) fonts: Option<PathBuf>,
}

/// What `init` is told.
#[derive(Debug, Arguments)]
pub(super) struct InitArgs {
    /// 项目文件夹：新的，或空的
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub(super) folder: PathBuf,
}

/// What `new` is told.
#[derive(Debug, Arguments)]
pub(super) struct NewArgs {
    /// 单位在 data 下的文件夹名，自己定，如 library、县图书馆
    #[arg(value_name = "单位文件夹", help_heading = "参数")]
    pub(super) unit: String,
    /// 单位全称（不写的写成“待补”）
    #[arg(long, value_name = "全称", help_heading = "选项")]
    pub(super) name: Option<String>,
    /// 单位（unit），还是部门（department）
    #[arg(
        long,
        value_name = "种类",
        help_heading = "选项",
        default_value = "unit",
        hide_default_value = true,
        value_parser = kind
    )]
    pub(super) kind: Kind,
    /// 性质：行政单位（administrative）、参公单位（civil-service-managed）、事业单位（institution）
    #[arg(long, value_name = "性质", help_heading = "选项", value_parser = nature)]
    pub(super) nature: Nature,
    /// 哪一年的（缺省为项目年度）
    #[arg(long, value_name = "年度", help_heading = "选项")]
    pub(super) year: Option<u16>,
}

/// What `completions` is told.
#[derive(Debug, Arguments)]
pub(super) struct CompletionsArgs {
    /// 哪一种终端：bash、zsh、fish、powershell、elvish；man 是手册页
    #[arg(value_name = "终端", hide_possible_values = true, help_heading = "参数")]
    pub(super) form: CompletionForm,
}

/// What completions are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompletionForm {
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

/// What `fmt` is told.
#[derive(Debug, Arguments)]
pub(super) struct FmtArgs {
    /// 要整理的单位：写法同 build；不写年度的，为这个单位的全部数据文件；都不写的，为全部单位的
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 只说哪些文件要整理，不写文件；有要整理的，状态码是 1
    #[arg(long, help_heading = "选项")]
    pub(super) check: bool,
}

/// What `roll` is told.
#[derive(Debug, Arguments)]
pub(super) struct RollArgs {
    /// 单位：文件夹名、单位全称，可以写几个，可以用 * 代替任意文字；最后写新的年度，如 2024
    #[arg(value_name = "单位… 年度", required = true, num_args = 1.., help_heading = "参数")]
    pub(super) words: Vec<String>,
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

/// What `export` is told.
#[derive(Debug, Arguments)]
pub(super) struct ExportArgs {
    /// 单位文件夹，可写年度（单位/2022）和通配符（*/2022）；不写则为全部单位的项目年度
    #[arg(value_name = "单位", help_heading = "参数")]
    pub(super) select: Vec<String>,
    /// 写成什么：xlsx 决算表的工作簿，数是数，合并单元格、打印设置都有；csv 每张表一个文件；workbook 填报表，填好用 import 读回
    #[arg(long, value_enum, value_name = "形式", help_heading = "选项")]
    pub(super) to: ExportForm,
    /// 写到哪个文件夹（缺省为项目文件夹下的 out）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) out: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}

/// What statements are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportForm {
    /// A workbook a report.
    Xlsx,
    /// A file a statement.
    Csv,
    /// A workbook a report, to be filled in.
    Workbook,
}

/// What `facts` is told.
#[derive(Debug, Arguments)]
pub(super) struct FactsArgs {
    /// 单位和年度，如 fenyang-social-insurance/2022；不写年度则为项目年度
    #[arg(value_name = "单位/年度", help_heading = "参数")]
    pub(super) select: String,
    /// 写出一个文件夹，内有事实文件、版式、字体和附件，可用 Typst 编辑
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) write: Option<PathBuf>,
    /// 另外的字体文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(super) fonts: Option<PathBuf>,
}
