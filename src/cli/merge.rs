//! `juesuan merge`: the parts of a sharded build become one.

use std::path::PathBuf;

use crate::batch::merge;
use crate::cli::args::MergeArgs;
use crate::cli::start::{failed, root};
use crate::cli::{Exit, show};
use crate::problem::{Sources, any_error, any_failure};

/// What is said when nothing is merged.
const NOTHING_MERGED: &str = "没有合并";

/// Merges the records of shards, and other output folders.
pub(super) fn run(project: &Option<PathBuf>, args: &MergeArgs) -> Exit {
    let out = match (&args.out, root(project, NOTHING_MERGED)) {
        (Some(out), _) => out.clone(),
        (None, Ok(root)) => root.join("out"),
        (None, Err(exit)) => return exit,
    };
    let merged = match merge(&out, &args.folders) {
        Ok(merged) => merged,
        Err(problem) => return failed(&[problem], &Sources::default(), NOTHING_MERGED),
    };
    show::problems(&merged.problems, &Sources::default());
    let (records, reports, copied) = (merged.records, merged.reports, merged.copied);
    match any_error(&merged.problems) {
        false if records == 0 => show::result("没有要合并的分片记录"),
        false => show::result(&format!(
            "已合并 {records} 份记录，现有报告 {reports} 份，复制 PDF {copied} 份"
        )),
        true => show::remark("没有全部合并：改正以后再运行一次，已经合并的不受影响"),
    }
    match any_error(&merged.problems) {
        true if any_failure(&merged.problems) => Exit::Failed,
        true => Exit::Errors,
        false => Exit::Done,
    }
}
