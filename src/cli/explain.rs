//! `juesuan explain`: what a rule checks and why, what a problem means and what to do about it.

use crate::check::{explanation, find};
use crate::cli::args::ExplainArgs;
use crate::cli::{Exit, show};
use crate::problem::{explained, known};

/// Shows the explanation of one rule or problem.
pub(super) fn run(args: &ExplainArgs) -> Exit {
    let name = args.name.trim();
    let rule = find(name).map(explanation);
    let explained = rule.or_else(|| known(name).map(|(origin, known)| explained(origin, known)));
    match explained {
        Some(text) => {
            show::result(text.trim_end());
            Exit::Done
        }
        None => {
            show::remark(&format!("错误[usage]: 没有名为“{name}”的规则或错误"));
            show::remark(
                "  = 办法: juesuan check --list 列出全部规则；错误的名字是信息前面方括号里的字",
            );
            Exit::Usage
        }
    }
}
