//! Many reports: what has to be built is built, everything else stays, and the record says so.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::batch::crew::{Crew, Progress};
use crate::batch::hand::{Bounds, Gone};
use crate::batch::inputs::Surroundings;
use crate::batch::lock::{Lock, place_of};
use crate::batch::manifest::{Entry, name_of};
use crate::batch::order::{Order, Reply};
use crate::batch::plan::{Decision, Wanted, plan};
use crate::batch::record::Record;
use crate::batch::report::Workplace;
use crate::batch::shard::Shard;
use crate::batch::standing::Visitor;
use crate::batch::tidy::Tidying;
use crate::files::sweep;
use crate::problem::Problem;
use crate::project::{Census, Project, Purpose, Scope, Selected};

/// How reports are built.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    /// Where, and what for.
    pub workplace: &'a Workplace,
    /// The project.
    pub project: &'a Project,
    /// Its units.
    pub census: &'a Census,
    /// What the user asked for.
    pub scope: &'a Scope,
    /// The program that workers run.
    pub program: PathBuf,
    /// How many workers.
    pub jobs: usize,
    /// What one report may take.
    pub bounds: Bounds,
    /// Whether reports are built that have not changed.
    pub force: bool,
    /// Whether PDFs are removed that are certainly of no use any more.
    pub prune: bool,
    /// The part of all units that is built here.
    pub shard: Option<Shard>,
    /// How often the user asked to stop.
    pub stop: &'a AtomicUsize,
}

/// What came of a report.
#[derive(Debug)]
pub(crate) enum State {
    /// It was built.
    Built(Entry, Reply),
    /// It is as it was.
    Unchanged(Entry),
    /// It could not be built.
    Failed(Reply),
    /// The user asked to stop before it was done.
    Left,
}

/// What is told while reports are built; a number is the place among those selected.
#[derive(Debug)]
pub(crate) enum Event<'e> {
    /// What will be done with each report.
    Planned(&'e [Decision]),
    /// A report is begun.
    Begun(usize),
    /// A report's worker died; the report comes once more at the end.
    Lost(usize),
    /// A report is done.
    Done(usize, &'e State),
    /// Time passed.
    Tick,
}

/// What came of all.
#[derive(Debug)]
pub(crate) struct Finished {
    /// What came of each report, in the order of the selection.
    pub states: Vec<State>,
    /// PDFs that no report of the data is written to any more.
    pub leftover: Vec<String>,
    /// Those of them that were removed.
    pub pruned: Vec<String>,
    /// What went wrong with the record itself or with removing.
    pub problems: Vec<Problem>,
}

impl Batch<'_> {
    /// Builds reports; those that are `refused` fail with what is wrong with them. Nothing at all is done when the
    /// output folder is held by another build, cannot be written or has a broken record.
    pub(crate) fn build(
        &self,
        selected: &[Selected],
        refused: &BTreeMap<Selected, Problem>,
        mut tell: impl FnMut(Event<'_>),
    ) -> Result<Finished, Problem> {
        let out = &self.workplace.out;
        let mut lock = match self.shard {
            None => Lock::whole(out)?,
            Some(shard) => Lock::shard(out, &shard.to_string())?,
        };
        let place = place_of(self.project.files.root(), out);
        let visitor = Visitor { place: &place, project: self.project, census: self.census };
        let mut record = Record::open(out, self.shard, &mut lock, visitor)?;
        if self.shard.is_none() {
            sweep(out);
        }
        let fonts = self.workplace.fonts.as_deref();
        let files = &self.project.files;
        let surroundings = Surroundings::new(files, fonts, self.workplace.purpose);
        let names: Vec<String> = selected.iter().map(|report| self.name(report)).collect();
        let wanted: Vec<Wanted> = selected
            .iter()
            .map(|report| Wanted::of(report, self.project, self.census, self.workplace.purpose))
            .collect();
        let decisions = plan(&wanted, &record.manifest, &surroundings, out, self.force);
        tell(Event::Planned(&decisions));
        let mut states: Vec<Option<State>> = Vec::new();
        let mut orders = Vec::new();
        for (number, (report, decision)) in selected.iter().zip(&decisions).enumerate() {
            let state = match (refused.get(report), decision) {
                (Some(problem), _) => Some(State::Failed(Reply::refused(problem))),
                (None, Decision::Keep(entry)) => Some(State::Unchanged(entry.clone())),
                (None, Decision::Build(_)) => None,
            };
            match &state {
                Some(state) => tell(Event::Done(number, state)),
                None => orders.push((number, order(report))),
            }
            states.push(state);
        }
        let arguments = self.arguments();
        self.carry_out(orders, arguments, &names, &mut states, &mut record, &mut tell);
        let pruned = self.tidy(&mut record, &names, &states);
        record.save();
        if self.shard.is_none() && self.stop.load(Ordering::Relaxed) > 0 {
            sweep(out);
        }
        let states = states.into_iter().map(|state| state.unwrap_or(State::Left)).collect();
        let leftover = record.manifest.leftover.into_keys().collect();
        Ok(Finished { states, leftover, pruned, problems: record.problems })
    }

    /// Has the reports made that must be, and records each when its PDF is in its place.
    fn carry_out(
        &self,
        orders: Vec<(usize, Order)>,
        arguments: Vec<OsString>,
        names: &[String],
        states: &mut [Option<State>],
        record: &mut Record,
        tell: &mut impl FnMut(Event<'_>),
    ) {
        if orders.is_empty() {
            return;
        }
        let (numbers, orders): (Vec<usize>, Vec<Order>) = orders.into_iter().unzip();
        let number = |index: usize| numbers.get(index).copied().unwrap_or_default();
        let crew = Crew {
            program: self.program.clone(),
            arguments,
            jobs: self.jobs,
            bounds: self.bounds,
            stop: self.stop,
        };
        crew.carry_out(&orders, |progress| {
            let (number, reply) = match progress {
                Progress::Tick => return tell(Event::Tick),
                Progress::Begun(index) => return tell(Event::Begun(number(index))),
                Progress::Lost(index) => return tell(Event::Lost(number(index))),
                Progress::GivenUp(index, why) => {
                    (number(index), Reply::refused(&given_up(&why, self.bounds)))
                }
                Progress::Done(index, reply) => (number(index), *reply),
            };
            let state = match (reply.made.clone(), names.get(number)) {
                (Some(entry), Some(name)) => {
                    record.add(name, entry.clone());
                    State::Built(entry, reply)
                }
                _ => State::Failed(reply),
            };
            tell(Event::Done(number, &state));
            if let Some(place) = states.get_mut(number) {
                *place = Some(state);
            }
        });
    }

    /// Sees to what is left over; what was removed. Where the build was stopped, or it cannot be told what the data are
    /// now, nothing is certain.
    fn tidy(&self, record: &mut Record, names: &[String], states: &[Option<State>]) -> Vec<String> {
        let stopped = self.stop.load(Ordering::Relaxed) > 0;
        // Where nothing is removed, it need not be known twice that a unit is gone.
        let again = if self.prune { Census::again(&self.project.files) } else { None };
        let now = again.as_ref().or(Some(self.census).filter(|_| !self.prune));
        let Some(now) = now.filter(|_| !stopped) else {
            if self.prune {
                let why = if stopped { "生成没有做完" } else { "data 现在读不出来" };
                record.problems.push(
                    Problem::warning("not-pruned", format!("没有删除任何 PDF：{why}"))
                        .help("再运行一次，做完以后才删"),
                );
            }
            return Vec::new();
        };
        let settled = names.iter().zip(states).filter(|(_, state)| match state {
            Some(State::Built(..) | State::Unchanged(_)) => true,
            Some(State::Failed(_) | State::Left) | None => false,
        });
        let settled = settled.map(|(name, _)| name.clone()).collect();
        let known = record.known.clone();
        let tidying = Tidying {
            project: self.project,
            before: self.census,
            now,
            scope: self.scope,
            purpose: self.workplace.purpose,
            known: &known,
            settled: &settled,
        };
        record.tidy(&tidying, self.prune)
    }

    /// The name of a report in the record.
    fn name(&self, report: &Selected) -> String {
        name_of(report, self.workplace.purpose)
    }

    /// The arguments that make the program a worker.
    fn arguments(&self) -> Vec<OsString> {
        let place = self.workplace;
        let mut arguments: Vec<OsString> =
            vec!["worker".into(), "--project".into(), self.project.files.root().into()];
        arguments.extend(["--out".into(), place.out.clone().into()]);
        if let Some(fonts) = &place.fonts {
            arguments.extend(["--fonts".into(), fonts.clone().into()]);
        }
        if place.purpose == Purpose::Draft {
            arguments.push("--draft".into());
        }
        arguments
    }
}

/// The order for a report.
fn order(report: &Selected) -> Order {
    Order { folder: report.folder.clone(), year: report.year }
}

/// The problem of a report that no worker could finish.
fn given_up(why: &Gone, bounds: Bounds) -> Problem {
    let layout = "自己改过版式的，请看其中有没有停不下来的循环";
    match why {
        Gone::Ended(how) => {
            let headline = format!("生成这份报告的进程两次都没有完成：{how}");
            Problem::error("worker-failed", headline)
                .help("请看内存和磁盘空间是否够用，再运行一次；仍然不行，请把数据发给维护者")
        }
        Gone::Overdue => {
            let headline = format!("生成这份报告用时超过上限 {} 秒，已停止", bounds.time.as_secs());
            Problem::error("worker-failed", headline)
                .help(format!("{layout}；报告确实很大的，用 --limit 加长时间"))
        }
        Gone::Greedy => {
            let headline =
                format!("生成这份报告用的内存超过上限 {} GB，已停止", bounds.memory >> 30);
            Problem::error("worker-failed", headline)
                .help(format!("{layout}；报告确实很大的，用 --memory 加大上限"))
        }
    }
}
