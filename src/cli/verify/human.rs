//! What was found, for people: one file in full, many as a table with what is wrong below it.

use crate::cli::show;
use crate::cli::verify::One;
use crate::files::shown_path;
use crate::verify::{Difference, Verdict, Verified};

/// What a proof is none of.
const NO_PUBLISHER: &str = "说明：相同，证明页面上的数就是附件里的数据得出的，不证明是谁公开的；要知道是不是公开的那一份，请把 sha256 与公布的比，或用 --published 指明公开的文件夹";

/// How many differences of a file are shown where there are many files.
const FEW: usize = 5;

/// Shows what was found.
pub(super) fn show(all: &[One]) {
    let lines = match all {
        [one] => in_full(one),
        _ => table(all),
    };
    lines.iter().for_each(|line| show::result(line));
    if all.iter().any(|one| one.verified.verdict.is_proof() && one.published.is_none()) {
        show::remark(NO_PUBLISHER);
    }
}

/// One file in full.
fn in_full(one: &One) -> Vec<String> {
    let Verified { sha256, unit, year, pages, verdict, notes: _, differences, more: _ } =
        &one.verified;
    let mut lines = vec![format!("{}：{}", shown_path(&one.pdf), verdict.term())];
    let year = year.map(|year| format!("{year}年度"));
    let who: Vec<String> = [unit.clone(), year].into_iter().flatten().collect();
    if !who.is_empty() {
        let pages = pages.map_or_else(String::new, |pages| format!("，{pages} 页"));
        lines.push(format!("  附件里的数据：{}{pages}", who.concat()));
    }
    if let Some(sha256) = sha256 {
        lines.push(format!("  sha256：{}", sha256.as_str()));
    }
    lines.extend(told(one, differences.len()));
    lines
}

/// Many files as a table: one a line, what is wrong below it, and the sum.
fn table(all: &[One]) -> Vec<String> {
    let widest = Verdict::ALL.iter().map(|verdict| verdict.term().chars().count()).max();
    let mut lines = Vec::new();
    for one in all {
        let term = one.verified.verdict.term();
        let room = widest.unwrap_or_default() - term.chars().count();
        lines.push(format!("{term}{}  {}", "　".repeat(room), shown_path(&one.pdf)));
        if one.verified.verdict != Verdict::Same || one.published == Some(false) {
            lines.extend(told(one, FEW));
        }
    }
    let count = |verdict: Verdict| all.iter().filter(|one| one.verified.verdict == verdict).count();
    let counts = Verdict::ALL.iter().map(|verdict| (verdict.term(), count(*verdict)));
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(term, count)| format!("{term} {count}")).collect();
    lines.push(format!("共 {} 份：{}", all.len(), counts.join("，")));
    lines
}

/// What is to be said of a file below its verdict, with so many differences at most.
fn told(one: &One, most: usize) -> Vec<String> {
    let Verified { sha256: _, unit: _, year: _, pages: _, verdict: _, notes, differences, more } =
        &one.verified;
    let mut lines: Vec<String> = notes.iter().map(|note| format!("  {note}")).collect();
    lines.extend(differences.iter().take(most).map(|difference| format!("  {}", said(difference))));
    let more = more + differences.len().saturating_sub(most);
    if more > 0 {
        lines.push(format!("  另有 {more} 处"));
    }
    match one.published {
        Some(true) => lines.push("  公开的目录里有它：是公开的那一份".to_owned()),
        Some(false) => lines.push("  公开的目录里没有它：不是公开的那一份".to_owned()),
        None => {}
    }
    lines
}

/// A difference in one line.
fn said(difference: &Difference) -> String {
    let Difference { page, heading, what, stands, follows, line } = difference;
    let mut said = String::new();
    if let Some(page) = page {
        said.push_str(&format!("第 {page} 页"));
    }
    if let Some(heading) = heading {
        said.push_str(&format!("“{heading}”"));
    }
    if !said.is_empty() {
        said.push('：');
    }
    if let Some(what) = what {
        said.push_str(what);
    }
    match (stands, follows) {
        (Some(stands), Some(follows)) => {
            said.push_str(&format!("PDF 上是“{stands}”，数据得出“{follows}”"));
        }
        (Some(stands), None) => said.push_str(&format!("PDF 上的“{stands}”是数据里没有的")),
        (None, Some(follows)) => said.push_str(&format!("PDF 上没有数据得出的“{follows}”")),
        (None, None) => {}
    }
    if let Some(line) = line {
        said.push_str(&format!("（这一行：{line}）"));
    }
    said
}
