//! A build as a person reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::explain::explain;
use super::progress::Bar;
use crate::batch::{Decision, Event, Finished, State};
use crate::check::{RULES, Relaxed};
use crate::cli::args::{BuildArgs, BuildFormat};
use crate::cli::relaxed::{lowered, off};
use crate::cli::show;
use crate::cli::watch::{AtWork, PATIENCE};
use crate::files::shown_path;
use crate::problem::Sources;
use crate::project::Selected;

/// Shows reports as they are done, in the order of the selection.
#[derive(Debug)]
pub(super) struct Human<'a> {
    /// The bar.
    bar: &'a Bar,
    /// The reports.
    selected: &'a [Selected],
    /// The output folder.
    out: &'a Path,
    /// What the user asked for.
    args: &'a BuildArgs,
    /// How many reports failed so far.
    failed: usize,
    /// The first report that was not shown yet.
    next: usize,
    /// Reports that are done before an earlier one, with what is shown.
    waiting: BTreeMap<usize, Lines>,
    /// Reports that come again at the end, and are not waited for.
    later: BTreeSet<usize>,
    /// The reports that are at work.
    at_work: AtWork,
    /// Whether the user was told that his wish to stop was heard.
    heard: bool,
    /// What was said: a fault of the form or the settings is every report's and needs no second telling.
    told: BTreeSet<String>,
}

/// What is shown of a report: on standard error, then on standard output, then on standard error again.
#[derive(Debug, Default)]
struct Lines {
    /// Errors and warnings.
    said: Vec<String>,
    /// What was made.
    result: Option<String>,
    /// What was not.
    remark: Option<String>,
}

impl<'a> Human<'a> {
    /// Nothing is shown yet.
    pub(super) fn new(
        bar: &'a Bar,
        selected: &'a [Selected],
        out: &'a Path,
        args: &'a BuildArgs,
    ) -> Self {
        Self {
            bar,
            selected,
            out,
            args,
            failed: 0,
            next: 0,
            waiting: BTreeMap::new(),
            later: BTreeSet::new(),
            at_work: AtWork::default(),
            heard: false,
            told: BTreeSet::new(),
        }
    }

    /// Shows what happens.
    pub(super) fn tell(&mut self, event: Event<'_>, stop: &AtomicUsize) {
        if !self.heard && stop.load(Ordering::Relaxed) > 0 {
            self.heard = true;
            self.bar.aside(|| {
                show::remark("正在停下：做完手上的报告就结束；再按一次 Ctrl-C 立即结束");
            });
        }
        // With every event: where others are done one after another, no time passes between.
        self.name_slow();
        match event {
            Event::Tick => self.bar.tick(),
            Event::Planned(decisions) => self.planned(decisions),
            Event::Begun(number) => {
                self.at_work.begin(number);
                self.say_at_work();
            }
            Event::Lost(number) => {
                self.later.insert(number);
                self.at_work.end(number);
                let report = self.report(number);
                self.bar.aside(|| {
                    show::remark(&format!("生成 {report} 的进程意外结束，最后再单独生成一次"));
                });
                self.release();
            }
            Event::Done(number, state) => {
                if self.at_work.end(number) {
                    self.failed += usize::from(matches!(state, State::Failed(_)));
                    self.bar.advance(self.failed);
                    self.say_at_work();
                }
                let lines = self.lines(number, state);
                self.waiting.insert(number, lines);
                self.release();
            }
        }
    }

    /// Begins the bar, and explains what will be done if asked to.
    fn planned(&mut self, decisions: &[Decision]) {
        let built = decisions.iter().filter(|decision| matches!(decision, Decision::Build(_)));
        self.bar.begin(built.count());
        if self.args.explain {
            for (number, decision) in decisions.iter().enumerate() {
                self.write(&explain(&self.report(number), decision));
            }
        }
    }

    /// Shows the reports that are done, as far as no earlier one is missing.
    fn release(&mut self) {
        loop {
            let number = match self.waiting.first_key_value() {
                Some((number, _)) if self.later.contains(number) || *number == self.next => *number,
                _ if self.later.contains(&self.next) => {
                    self.next += 1;
                    continue;
                }
                _ => break,
            };
            let Some(lines) = self.waiting.remove(&number) else { break };
            self.next = self.next.max(number + 1);
            let json = self.args.format == BuildFormat::Json;
            let Lines { said, result, remark } = lines;
            let count = said.len();
            let said: Vec<String> =
                said.into_iter().filter(|said| json || self.told.insert(said.clone())).collect();
            let again = if said.len() < count {
                "（与前面说过的相同，不再重复）"
            } else {
                ""
            };
            self.bar.aside(|| {
                if !json {
                    for said in &said {
                        let _ = writeln!(anstream::stderr().lock(), "{said}");
                    }
                    result.iter().for_each(|line| show::result(line));
                }
                remark.iter().for_each(|line| show::remark(&format!("{line}{again}")));
            });
        }
    }

    /// What is shown of a report.
    fn lines(&self, number: usize, state: &State) -> Lines {
        match state {
            State::Unchanged(_) | State::Left => Lines::default(),
            State::Built(entry, reply) => {
                let done = if self.args.draft { "已生成草稿" } else { "已生成" };
                let path = shown(&self.out.join(&entry.pdf));
                let counts = [("警告", entry.warnings), ("已接受", entry.accepted)];
                let seen = counts.into_iter().filter(|(_, count)| *count > 0);
                let seen: String =
                    seen.map(|(what, count)| format!("，{what} {count} 处")).collect();
                let result = Some(format!("{done} {path}（{} 页{seen}）", entry.pages));
                Lines { said: said(reply), result, remark: None }
            }
            State::Failed(reply) => {
                let (report, errors) = (self.report(number), reply.errors());
                let remark = Some(format!("未生成 {report}：{errors} 处错误，原有的 PDF 未动"));
                Lines { said: said(reply), result: None, remark }
            }
        }
    }

    /// Writes a line of results, where they are for a person.
    fn write(&self, line: &str) {
        self.bar.aside(|| match self.args.format {
            BuildFormat::Human => show::result(line),
            BuildFormat::Json => show::remark(line),
        });
    }

    /// Names the reports that take long, so that one that never ends is known.
    fn name_slow(&mut self) {
        for number in self.at_work.overdue(PATIENCE) {
            let (report, patience) = (self.report(number), PATIENCE.as_secs());
            self.bar.aside(|| {
                show::remark(&format!("生成 {report} 已超过 {patience} 秒，还在继续"));
            });
        }
    }

    /// Says which reports are at work.
    fn say_at_work(&self) {
        let reports: Vec<String> = self.at_work.all().map(|number| self.report(number)).collect();
        self.bar.say(reports.join("、"));
    }

    /// The name of a report.
    fn report(&self, number: usize) -> String {
        self.selected.get(number).map(name).unwrap_or_default()
    }
}

/// What a report's worker said.
fn said(reply: &crate::batch::Reply) -> Vec<String> {
    reply.said.iter().filter_map(|said| said.shown.clone()).collect()
}

/// A report as the user selects it.
pub(super) fn name(selected: &Selected) -> String {
    format!("{}/{}", selected.folder, selected.year)
}

/// Shows what the check did not count: findings that are accepted, rules that the project relaxes.
pub(super) fn checked(finished: &Finished, relaxed: &[Relaxed]) {
    let accepted = finished.states.iter().map(|state| match state {
        State::Built(entry, _) | State::Unchanged(entry) => entry.accepted,
        State::Failed(_) | State::Left => 0,
    });
    let accepted: usize = accepted.sum();
    if accepted > 0 {
        show::result(&format!("已接受的结论 {accepted} 处（juesuan check 列出各条和理由）"));
    }
    off(relaxed).into_iter().chain(lowered(relaxed)).for_each(|line| show::result(&line));
    if relaxed.iter().filter(|rule| rule.to.is_none()).count() == RULES.len() {
        show::result("一条规则也没有核对");
    }
}

/// Shows what came of all: the failures with their first reason, what is left over, and how many there were.
pub(super) fn summary(selected: &[Selected], finished: &Finished, out: &Path, seconds: f64) {
    show::problems(&finished.problems, &Sources::default());
    let (mut built, mut unchanged, mut failed, mut left, mut pages) = (0, 0, Vec::new(), 0, 0);
    for (report, state) in selected.iter().zip(&finished.states) {
        match state {
            State::Built(entry, _) => (built, pages) = (built + 1, pages + entry.pages),
            State::Unchanged(_) => unchanged += 1,
            State::Left => left += 1,
            State::Failed(reply) => failed.push((report, reply)),
        }
    }
    if selected.len() > 1 && !failed.is_empty() {
        show::remark("未生成的报告：");
        let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
        for (report, reply) in &failed {
            let first =
                reply.said.iter().find(|said| said.severity == crate::problem::Severity::Error);
            let reason = first.map_or("", |said| &said.headline);
            let more = match reply.errors() {
                0 | 1 => String::new(),
                errors => format!("（共 {errors} 处错误）"),
            };
            let reason = format!("{reason}{more}");
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, reports)) => reports.push(name(report)),
                None => reasons.push((reason, vec![name(report)])),
            }
        }
        for (reason, reports) in reasons {
            show::remark(&format!("  {}：{reason}", reports.join("、")));
        }
    }
    if !finished.pruned.is_empty() {
        show::result(&format!("已删去数据里没有的报告 {} 份：", finished.pruned.len()));
        for pdf in &finished.pruned {
            show::result(&format!("  {}", shown(&out.join(pdf))));
        }
    }
    if !finished.leftover.is_empty() {
        show::remark(
            "这些 PDF 的报告数据里已经没有了，不要的话用 --prune 删去（写了单位、年度的，只删那些单位、年度的）：",
        );
        for pdf in &finished.leftover {
            show::remark(&format!("  {}", shown(&out.join(pdf))));
        }
    }
    let stopped =
        if left > 0 { format!("，没有做 {left}（已停下）") } else { String::new() };
    show::result(&format!(
        "共 {} 份：已生成 {built}（{pages} 页），未变 {unchanged}，未生成 {}{stopped}；用时 {seconds:.1} 秒",
        selected.len(),
        failed.len(),
    ));
}

/// A path as seen from where the user stands.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    shown_path(path.strip_prefix(&here).unwrap_or(path))
}
