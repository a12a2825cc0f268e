//! One PDF → the verdict.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::attachments::{MADE, Made, Origin, origin};
use crate::engine::{Fonts, OpenedPdf};
use crate::files::{self, Digest, Most};
use crate::verify::Order;
use crate::verify::again::{Again, Attached, FACTS, Not, again};
use crate::verify::compare::Pair;
use crate::verify::said::{Difference, Verdict, Verified};

/// How many differences are told of a PDF.
const TOLD: usize = 40;

/// Verifies a PDF.
pub(super) fn judge(order: &Order, fonts: &Arc<Fonts>) -> Verified {
    let Order { pdf, project, fonts: _ } = order;
    let bytes = match files::read(pdf, Most::Pdf) {
        Ok(bytes) => bytes,
        Err(unread) => return Verified::because(Verdict::Unreadable, unread.why()),
    };
    let sha256 = Some(Digest::of(&bytes));
    Verified { sha256, ..of_bytes(bytes, project.as_deref(), fonts) }
}

/// Verifies what a PDF holds.
fn of_bytes(bytes: Vec<u8>, project: Option<&Path>, fonts: &Arc<Fonts>) -> Verified {
    if !bytes.starts_with(b"%PDF-") {
        return Verified::because(Verdict::Unreadable, "不是 PDF 文件");
    }
    let is_whole = bytes.trim_ascii_end().ends_with(b"%%EOF");
    let Some(stands) = OpenedPdf::open(bytes.clone()) else {
        let why = if is_whole {
            "PDF 损坏，或有密码"
        } else {
            "PDF 不完整：末尾缺了一段"
        };
        return Verified::because(Verdict::Unreadable, why);
    };
    let mut verified = Verified {
        pages: Some(stands.pages()),
        ..Verified::because(Verdict::NoData, "附件读不出来：多得、大得不像决算报告的，或已经损坏")
    };
    let attachments = stands.attachments();
    let known = attachments.as_ref().map(Attached::read);
    if let (Some(attachments), Some(known)) = (&attachments, &known) {
        verified = Verified { unit: known.unit.clone(), year: known.year, ..verified };
        verified.notes.clear();
        from_data(&mut verified, &bytes, &stands, (attachments, known), project, fonts);
    }
    if !is_whole {
        verified.notes.push("文件不完整：末尾缺了一段".to_owned());
    }
    verified
}

/// Builds a report of the attached data again and compares.
fn from_data(
    verified: &mut Verified,
    bytes: &[u8],
    stands: &OpenedPdf,
    (attachments, known): (&BTreeMap<String, Vec<u8>>, &Attached),
    project: Option<&Path>,
    fonts: &Arc<Fonts>,
) {
    if let Some((verdict, why)) = lacking(attachments) {
        (verified.verdict, verified.notes) = (verdict, vec![why]);
        return;
    }
    let again = match again(attachments, known, project, fonts) {
        Ok(again) => again,
        Err(not) => {
            let (verdict, why) = match not {
                Not::Unknown(why) => (Verdict::Unknown, unknown(&why, known)),
                Not::Broken(why) => (Verdict::NoData, format!("附件里的数据做不出报告：{why}")),
                Not::Failed(why) => (Verdict::Failed, why),
            };
            (verified.verdict, verified.notes) = (verdict, vec![why]);
            return;
        }
    };
    if again.pdf == bytes {
        verified.verdict = Verdict::Same;
        return;
    }
    compared(verified, stands, attachments, &again);
}

/// What a PDF lacks to be built again: the data or the facts.
fn lacking(attachments: &BTreeMap<String, Vec<u8>>) -> Option<(Verdict, String)> {
    if attachments.is_empty() {
        return Some((
            Verdict::NoData,
            "没有附数据：不是本程序生成的，生成时没有附（attach = \"none\"），或附件被去掉了"
                .to_owned(),
        ));
    }
    if attachments.contains_key("juesuan.toml") {
        let has = |name: &str| attachments.contains_key(name);
        let is_year =
            |name: &String| matches!(origin(name), Origin::Own(file) if file != "unit.toml");
        let has_year = attachments.keys().any(is_year);
        let parts = [(FACTS, has(FACTS)), ("unit.toml", has("unit.toml")), ("年度数据", has_year)];
        let missing: Vec<&str> =
            parts.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
        return (!missing.is_empty())
            .then(|| (Verdict::NoData, format!("附件缺少 {}", missing.join("、"))));
    }
    let is_source = attachments.contains_key(FACTS);
    let why = match is_source {
        true => "附的是原样的数据（attach = \"source\"），没有项目设置，不能在这里核实",
        false => "附件不是本程序附的数据",
    };
    Some((if is_source { Verdict::Unknown } else { Verdict::NoData }, why.to_owned()))
}

/// What is said of a layout that is not known here.
fn unknown(why: &str, known: &Attached) -> String {
    let layout = known.layout.as_deref().unwrap_or_default();
    format!("不能在这里核实：{why}（版式“{layout}”）；有这个版式的项目，用 --project 指明")
}

/// Compares a PDF with the one that its data yield.
fn compared(
    verified: &mut Verified,
    stands: &OpenedPdf,
    attachments: &BTreeMap<String, Vec<u8>>,
    again: &Again,
) {
    let Again { pdf, headings, made: now } = again;
    let Some(follows) = OpenedPdf::open(pdf.clone()) else {
        (verified.verdict, verified.notes) =
            (Verdict::Failed, vec!["重新做出的 PDF 读不了，这是程序的问题".to_owned()]);
        return;
    };
    let made = attachments.get(MADE).and_then(|made| Made::read(made));
    let (others, other_layout) = otherwise(made.as_ref(), now);
    let pair = Pair { stands, follows: &follows, headings };
    let mut differences = match others.is_empty() {
        true => pair.all(),
        false => pair.words(),
    };
    let expected = follows.attachments().unwrap_or_default();
    differences.extend(of_attachments(attachments, &expected, !others.is_empty()));
    verified.verdict = match (differences.is_empty(), other_layout) {
        (true, _) => Verdict::SamePages,
        (false, true) => Verdict::Unknown,
        (false, false) => Verdict::Altered,
    };
    if others.is_empty() && differences.is_empty() {
        verified.notes.push("文件被别的程序重新存过，内容没有变".to_owned());
    }
    if !others.is_empty() {
        verified.notes.push(format!(
            "{}，所以只比了各页的字和附件，没有比线条、图和文件的属性",
            others.join("；")
        ));
    }
    if verified.verdict == Verdict::Unknown {
        verified.notes.push(
            "版式不是做它时的，不能在这里核实；有原来版式的项目，用 --project 指明".to_owned(),
        );
    }
    verified.more = differences.len().saturating_sub(TOLD);
    differences.truncate(TOLD);
    verified.differences = differences;
}

/// With what else than now a PDF was made, and whether the layout is another.
fn otherwise(made: Option<&Made>, now: &Made) -> (Vec<String>, bool) {
    let Some(made) = made else {
        return (vec!["没有记着用什么做成的（从前的程序，或被去掉了）".to_owned()], false);
    };
    let mut others = Vec::new();
    if made.program != now.program {
        others.push(format!("由 {} 版的程序生成，这里是 {} 版", made.program, now.program));
    }
    let other_layout = made.layout != now.layout;
    if other_layout {
        others.push(format!("版式“{}”与这里的不同", made.layout.name));
    }
    if made.fonts != now.fonts {
        others.push("字体与这里的不同".to_owned());
    }
    (others, other_layout)
}

/// The attachments that are not what the data yield; what a report was made with only where that is the same as now.
fn of_attachments(
    stands: &BTreeMap<String, Vec<u8>>,
    follows: &BTreeMap<String, Vec<u8>>,
    otherwise: bool,
) -> Vec<Difference> {
    let names = stands.keys().chain(follows.keys().filter(|name| !stands.contains_key(*name)));
    let names = names.filter(|name| !(otherwise && name.as_str() == MADE));
    let differs = names.filter_map(|name| match (stands.get(name), follows.get(name)) {
        (Some(stands), Some(follows)) if stands == follows => None,
        (Some(_), Some(_)) => Some(format!("附件 {name} 不是由这些数据得出的")),
        (Some(_), None) => Some(format!("附件 {name} 是多出来的")),
        (None, _) => Some(format!("缺少附件 {name}")),
    });
    differs.map(Difference::besides).collect()
}
