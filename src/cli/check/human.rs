//! Findings for a person: report by report, then what was accepted, what did not run, and how many there were.

use std::collections::BTreeMap;

use super::Tally;
use crate::check::{Checked, Relaxed};
use crate::cli::relaxed::lowered;
use crate::cli::show;
use crate::problem::{Position, Shown, gathered, in_one_line, more, render, short, summed_up};
use crate::project::Reviewed;

/// So many units are named where one rule did not run for several.
const NAMED: usize = 5;

/// So many rules are named where one reason keeps them from running.
const FEW: usize = 3;

/// Shows the findings of all reports, with excerpts or in one line each.
pub(super) fn show(reports: &[Reviewed], tally: &Tally, relaxed: &[Relaxed], excerpts: bool) {
    let mut told = Told::new();
    for report in reports {
        findings(report, excerpts, &mut told);
        accepted(report);
    }
    again(&told);
    not_run(reports);
    if let Some(lowered) = lowered(relaxed) {
        show::result(&lowered);
        show::result("");
    }
    total(tally);
}

/// The findings of one report, to standard output; colours show where the terminal has them.
fn findings(report: &Reviewed, excerpts: bool, told: &mut Told) {
    let Reviewed { problems, sources, .. } = report;
    if !excerpts {
        return show::styled(problems.iter().map(|problem| short(problem, sources)));
    }
    let texts = summed_up(problems).into_iter().filter_map(|shown| match shown {
        Shown::One(problem) => Some(render(problem, sources, true) + "\n"),
        Shown::Together(first, all) => Some(gathered(first, all, sources) + "\n"),
        Shown::More(first, count) => Some(more(first, count, sources) + "\n"),
        Shown::Counted => None,
    });
    let texts: Vec<String> = texts.collect();
    show::styled(texts.into_iter().filter(|text| {
        let units = told.entry(text.clone()).or_default();
        units.push(report.selected.folder.clone());
        units.len() == 1
    }));
}

/// What was shown, with the units of which it was to be said: a fault of the form or the settings is every unit's.
type Told = BTreeMap<String, Vec<String>>;

/// The units of which something is to be said that was said of an earlier one.
fn again(told: &Told) {
    for (text, units) in told.iter().filter(|(_, units)| units.len() > 1) {
        let headline = text.lines().next().unwrap_or_default();
        let named: Vec<&str> = units.iter().skip(1).take(NAMED).map(String::as_str).collect();
        let (count, more) = (units.len() - 1, if units.len() > NAMED + 1 { " 等" } else { "" });
        let named = named.join("、");
        let line =
            format!("{headline}\n  = 同前: 另有 {count} 份也是这样，不再重复：{named}{more}\n");
        show::styled(std::iter::once(line));
    }
}

/// The accepted findings of one report.
fn accepted(report: &Reviewed) {
    let Some(checked) = report.checked.as_ref().filter(|checked| !checked.accepted.is_empty())
    else {
        return;
    };
    show::result(&format!("{} 已接受：", title(report)));
    for (finding, acceptance) in &checked.accepted {
        let position = Position::of(acceptance.place, &report.sources);
        let place = position.map_or_else(String::new, |p| format!("（{}:{}）", p.file, p.line));
        let reason = in_one_line(&acceptance.reason.value);
        show::result(&format!("  {} {}", finding.id, finding.headline));
        show::result(&format!("    理由：{reason}{place}"));
    }
    show::result("");
}

/// The unit and the year.
fn title(report: &Reviewed) -> String {
    let name = report.name.as_deref().unwrap_or(&report.selected.folder);
    format!("{name} {}年度", report.selected.year)
}

/// The ledger of rules that did not run: for each reason and the same units, the rules.
fn not_run(reports: &[Reviewed]) {
    let mut by_rule: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut unread = Vec::new();
    for report in reports {
        let Some(checked) = &report.checked else {
            unread.push(report.selected.folder.as_str());
            continue;
        };
        for (rule, why) in &checked.not_run {
            by_rule.entry((rule.label, why)).or_default().push(&report.selected.folder);
        }
    }
    let mut ledger: Vec<(Vec<&str>, &str, Vec<&str>)> = Vec::new();
    for ((rule, why), folders) in by_rule {
        match ledger.iter_mut().find(|(_, other, units)| *other == why && *units == folders) {
            Some((rules, ..)) => rules.push(rule),
            None => ledger.push((vec![rule], why, folders)),
        }
    }
    if ledger.is_empty() && unread.is_empty() {
        return;
    }
    let any_ran = |report: &Reviewed| report.checked.as_ref().is_none_or(Checked::any_ran);
    show::result(match reports.iter().any(any_ran) {
        true => "没有核对的（没有核对不等于没有问题）：",
        false => "没有核对的：",
    });
    if !unread.is_empty() {
        show::result(&format!(
            "  全部规则：数据文件有错误，改正后再核对{}",
            units(&unread, reports)
        ));
    }
    for (rules, why, folders) in ledger {
        show::result(&format!("  {}：{why}{}", named(&rules), units(&folders, reports)));
    }
    show::result("");
}

/// A few rules by number and name, many by the first and the last number.
fn named(rules: &[&str]) -> String {
    let number = |rule: &&str| rule.split('-').next().unwrap_or_default().to_owned();
    match (rules.first(), rules.last()) {
        (Some(first), Some(last)) if rules.len() > FEW => {
            format!("{} 至 {} 中的 {} 条规则", number(first), number(last), rules.len())
        }
        _ => rules.join("、"),
    }
}

/// The units of a line of the ledger, where there are several reports.
fn units(folders: &[&str], reports: &[Reviewed]) -> String {
    if reports.len() == 1 {
        return String::new();
    }
    let named: Vec<&str> = folders.iter().take(NAMED).copied().collect();
    let more = if folders.len() > NAMED { " 等" } else { "" };
    format!("（{} 份：{}{more}）", folders.len(), named.join("、"))
}

/// How many there were.
fn total(tally: &Tally) {
    let Tally { reports, clean, unchecked, unread, errors, warnings, hints, accepted, not_run: _ } =
        tally;
    let mut results = Vec::new();
    if *clean > 0 || *unchecked == 0 {
        results.push(format!("没有问题 {clean} 份"));
    }
    if *unread > 0 {
        results.push(format!("读不了 {unread} 份"));
    }
    if *unchecked > 0 {
        results.push(format!("一条规则也没有核对 {unchecked} 份"));
    }
    show::result(&format!(
        "核对 {reports} 份：错误 {errors}，警告 {warnings}，提示 {hints}，已接受 {accepted}；{}",
        results.join("，")
    ));
}
