//! Wrong usage, in Chinese.

use clap::error::{ContextKind, ErrorKind};

use crate::cli::{Exit, show};

/// Shows help and version, or says what is wrong with the arguments.
pub(super) fn explain(error: &clap::Error) -> Exit {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            show::result(error.to_string().trim_end());
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            show::remark(error.to_string().trim_end());
            return Exit::Usage;
        }
        ErrorKind::InvalidSubcommand => {
            format!("没有命令“{}”", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("没有选项“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::MissingSubcommand => "没有写命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("选项 {argument} 写了两次或与别的选项冲突"),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            format!("选项 {argument} 后面没有写内容")
        }
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        _ => format!("参数 {argument} 的内容“{}”不对", context(ContextKind::InvalidValue)),
    };
    show::remark(&format!("错误[usage]: {message}"));
    let near = context(ContextKind::SuggestedSubcommand) + &context(ContextKind::SuggestedArg);
    if !near.is_empty() {
        show::remark(&format!("  = 办法: 是否想写 {near}？"));
    }
    show::remark("  = 办法: juesuan --help 显示全部用法");
    Exit::Usage
}
