//! `juesuan explain`: what a rule checks and why.

use crate::check::{explanation, find};
use crate::cli::args::ExplainArgs;
use crate::cli::{Exit, show};

/// Shows the explanation of one rule.
pub(super) fn run(args: &ExplainArgs) -> Exit {
    match find(args.rule.trim()) {
        Some(rule) => {
            show::result(explanation(rule).trim_end());
            Exit::Done
        }
        None => {
            show::remark(&format!("错误[usage]: 没有规则“{}”", args.rule));
            show::remark("  = 办法: juesuan check --list 列出全部规则");
            Exit::Usage
        }
    }
}
