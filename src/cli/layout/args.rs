//! What `layout` is told.

use clap::{Args as Arguments, Subcommand};

use crate::cli::help::HELP;

/// What `layout` is told.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct LayoutArgs {
    /// The command.
    #[command(subcommand)]
    pub(super) command: LayoutCommand,
}

/// The commands for layouts.
#[derive(Debug, Subcommand)]
pub(super) enum LayoutCommand {
    /// 列出全部版式：名称、地区、适用年度、自带的还是自己的
    #[command(help_template = HELP, override_usage = "juesuan layout list [选项]")]
    List,
    /// 显示一种版式的设置和全部文件，或其中一个文件的内容
    #[command(help_template = HELP, override_usage = "juesuan layout show <版式> [文件] [选项]")]
    Show(ShowArgs),
    /// 新建一种版式，沿用另一种的全部文件和设置
    #[command(help_template = HELP, override_usage = "juesuan layout new <版式> --extends <原版式> [选项]")]
    New(NewArgs),
    /// 把沿用来的一个文件复制到项目里，以便修改
    #[command(help_template = HELP, override_usage = "juesuan layout copy <版式> <文件> [选项]")]
    Copy(CopyArgs),
    /// 检查版式：设置对不对；照从前的程序写的文件，逐处列出现在的名字
    #[command(help_template = HELP, override_usage = "juesuan layout check [版式]… [选项]")]
    Check(CheckArgs),
}

/// What `layout show` is told.
#[derive(Debug, Arguments)]
pub(super) struct ShowArgs {
    /// 版式的名字
    #[arg(value_name = "版式", help_heading = "参数")]
    pub(super) layout: String,
    /// 文件，如 narrative/income.typ；不写则列出全部文件
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) file: Option<String>,
}

/// What `layout new` is told.
#[derive(Debug, Arguments)]
pub(super) struct NewArgs {
    /// 新版式的名字，也是文件夹的名字
    #[arg(value_name = "版式", help_heading = "参数")]
    pub(super) layout: String,
    /// 沿用哪一种版式
    #[arg(long, value_name = "原版式", required = true, help_heading = "选项")]
    pub(super) extends: String,
    /// 新版式的名称，如 某县决算公开
    #[arg(long, value_name = "名称", help_heading = "选项")]
    pub(super) title: Option<String>,
}

/// What `layout check` is told.
#[derive(Debug, Arguments)]
pub(super) struct CheckArgs {
    /// 版式的名字；不写则检查全部版式
    #[arg(value_name = "版式", help_heading = "参数")]
    pub(super) layouts: Vec<String>,
}

/// What `layout copy` is told.
#[derive(Debug, Arguments)]
pub(super) struct CopyArgs {
    /// 版式的名字
    #[arg(value_name = "版式", help_heading = "参数")]
    pub(super) layout: String,
    /// 文件，如 narrative/income.typ 或 common/table.typ
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) file: String,
}
