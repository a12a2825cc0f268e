//! A record is read as what a stranger may have written: it says nothing that the program would not have written itself.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::batch::manifest::{Entry, Leftover, Manifest, ReportName};
use crate::batch::public::PublicFiles;
use crate::files::folded;
use crate::project::DRAFT;

/// More than any number of a report can be.
const MANY: usize = 10_000_000;

/// What a record says that the program never writes, in the user's words.
pub(super) fn amiss(manifest: &Manifest) -> Option<String> {
    let mut written: BTreeMap<String, &str> = BTreeMap::new();
    for (report, entry) in &manifest.reports {
        if let Some(amiss) = amiss_in_report(report, entry) {
            return Some(amiss);
        }
        if let Some(other) = written.insert(folded(&entry.pdf), report) {
            return Some(format!("里 {other} 和 {report} 是同一个 PDF"));
        }
    }
    manifest.leftover.iter().find_map(|(pdf, left)| amiss_in_leftover(pdf, left))
}

/// The same of one report.
fn amiss_in_report(report: &str, entry: &Entry) -> Option<String> {
    if !is_report(report) {
        return Some(format!("里的“{report}”不是报告的名字"));
    }
    let Entry { pdf, sha256, bytes: _, pages, warnings, accepted, facts, public, inputs: _ } =
        entry;
    let ReportName { folder: _, year, is_draft } = ReportName::of(report);
    let is_named = is_pdf(pdf, year) && (!is_draft || pdf.ends_with(&format!("{DRAFT}.pdf")));
    match () {
        () if !is_named => Some(format!("里的路径“{pdf}”不对")),
        () if !sha256.is_one() => Some(format!("里 {report} 的 sha256 不对")),
        () if facts.as_ref().is_some_and(|facts| !facts.is_one()) => {
            Some(format!("里 {report} 的 facts 不对"))
        }
        () if !is_public(public) => Some(format!("里 {report} 的 public 不对")),
        () if [pages, warnings, accepted].into_iter().any(|number| *number > MANY) => {
            Some(format!("里 {report} 的个数不对"))
        }
        () => None,
    }
}

/// The same of what is left over.
fn amiss_in_leftover(pdf: &str, left: &Leftover) -> Option<String> {
    let Leftover { sha256, report, unit: _, renamed: _, public } = left;
    let year = match report.as_str() {
        "" => pdf.split('/').next().and_then(year),
        report if !is_report(report) => return Some(format!("里的“{report}”不是报告的名字")),
        report => ReportName::of(report).year,
    };
    match () {
        () if !is_pdf(pdf, year) => Some(format!("里的路径“{pdf}”不对")),
        () if !sha256.is_one() => Some(format!("里 {pdf} 的 sha256 不对")),
        () if !is_public(public) => Some(format!("里 {pdf} 的 public 不对")),
        () => None,
    }
}

/// Whether some files are such as stand in a folder of public data.
fn is_public(files: &PublicFiles) -> bool {
    files.iter().all(|(name, digest)| is_plain_name(name) && !name.contains(':') && digest.is_one())
}

/// Whether a name is one of a report: `unit/2022` or `unit/2022/draft`.
fn is_report(name: &str) -> bool {
    match *name.split('/').collect::<Vec<_>>().as_slice() {
        [folder, of] | [folder, of, "draft"] => is_plain_name(folder) && year(of).is_some(),
        _ => false,
    }
}

/// Whether a path is one of a PDF in the folder of a year.
fn is_pdf(path: &str, of: Option<u16>) -> bool {
    path.split_once('/').is_some_and(|(folder, name)| {
        of.is_some()
            && year(folder) == of
            && is_plain_name(name)
            && !name.contains(':')
            && name.strip_suffix(".pdf").is_some_and(|stem| !stem.is_empty())
    })
}

/// The year that some digits are.
fn year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|year: &u16| year.to_string() == digits)
}

/// Whether a name is one of a file or folder, and no path.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
    is_one && !name.contains(['/', '\\']) && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_names_are_what_the_program_writes() {
        for pdf in ["2022/某单位.pdf", "2022/a b...pdf", "2022/（草稿）.pdf"] {
            assert!(is_pdf(pdf, Some(2022)), "{pdf}");
        }
        for pdf in [
            "2021/a.pdf",
            "2022/a.txt",
            "2022/.pdf",
            "2022/x/a.pdf",
            "2022/../a.pdf",
            "../2022/a.pdf",
            "/2022/a.pdf",
            "2022//a.pdf",
            "2022/..\\a.pdf",
            "2022/a:b.pdf",
            "2022/a\u{1b}[2J.pdf",
            "a.pdf",
            "",
        ] {
            assert!(!is_pdf(pdf, Some(2022)), "{pdf}");
        }
        for report in ["library/2022", "library/2022/draft", "图书馆/2022"] {
            assert!(is_report(report), "{report}");
        }
        for report in ["library", "library/02022", "library/x", "../2022", "a/2022/final", "/2022"]
        {
            assert!(!is_report(report), "{report}");
        }
    }
}
