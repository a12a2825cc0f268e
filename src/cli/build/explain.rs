//! `--explain`: why each report is built or not.

use crate::batch::{Decision, Why};

/// Why something is done with a report, in a line.
pub(super) fn explain(report: &str, decision: &Decision) -> String {
    match decision {
        Decision::Keep(_) => format!("不生成 {report}：没有改动"),
        Decision::Build(why) => format!("生成 {report}：{}", why_built(why)),
    }
}

/// Why a report is built.
fn why_built(why: &Why) -> String {
    match why {
        Why::Forced => "要求全部重新生成".to_owned(),
        Why::New => "没有生成过".to_owned(),
        Why::Missing => "上次的 PDF 不在了".to_owned(),
        Why::Altered => "上次的 PDF 被改动过".to_owned(),
        Why::Changed(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| name(part)).collect();
            format!("{}有改动", parts.join("、"))
        }
    }
}

/// What a part is to the user.
fn name(part: &str) -> String {
    match part {
        "fonts" => "字体".to_owned(),
        "program" => "程序".to_owned(),
        "purpose" => "用途（草稿或正式）".to_owned(),
        folder if folder.ends_with('/') => format!("{folder} 里的文件"),
        layout if layout.starts_with("layouts/") => format!("版式 {layout} "),
        file => format!("{file} "),
    }
}
