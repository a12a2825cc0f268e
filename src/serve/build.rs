//! Reports being built or registered while the page is looked at.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::batch::{Batch, Bounds, Event, State};
use crate::fields::field::Codes;
use crate::files::Files;
use crate::problem::{Problem, Severity, reason};
use crate::project::{Noted, Project, Purpose, Selected};
use crate::serve::building::{Building, Progress, Said, Work};
use crate::serve::lock::lock;
use crate::serve::office::Office;
use crate::serve::overview::workplace;
use crate::serve::registering::register_all;
use crate::serve::unit::paths::name_of;
use crate::serve::unit::spoken::{Spoken, in_words};

/// What one report may take, as on the command line.
const BOUNDS: Bounds = Bounds { time: Duration::from_secs(300), memory: 4 << 30 };

/// Begins to build or register reports; why not, if it cannot be.
pub(super) fn begin(
    office: &Arc<Office>,
    selected: Vec<Selected>,
    work: Work,
) -> Result<(), &'static str> {
    let mut kept = lock(&office.building);
    if let Some(building) = kept.as_ref().filter(|building| building.goes_on()) {
        return Err(match building.work {
            Work::Build(_) => "正在生成，等它做完",
            Work::Register => "正在登记，等它做完",
        });
    }
    if selected.is_empty() {
        return Err(match work {
            Work::Build(_) => "没有要生成的",
            Work::Register => "没有能登记的",
        });
    }
    let said = vec![Said::Waits; selected.len()];
    let progress = Mutex::new(Progress { said, over: None });
    let (sources, stop) = (office.sources(), AtomicUsize::new(0));
    let building = Arc::new(Building { selected, work, sources, stop, progress });
    let (office, begun) = (Arc::clone(office), Arc::clone(&building));
    let worker = thread::Builder::new().stack_size(16 << 20).spawn(move || {
        let over = match begun.work {
            Work::Build(purpose) => begun.build(&office, purpose),
            Work::Register => {
                register_all(&office, &begun, |report, said| begun.say(&office, Some(report), said))
            }
        };
        lock(&begun.progress).over = Some(over);
        office.listeners.tell("changed");
        office.listeners.tell("built");
    });
    worker.map_err(|_| "电脑太忙，稍后再试")?;
    *kept = Some(building);
    Ok(())
}

impl Building {
    /// Builds the reports; what there is to say at the end.
    fn build(&self, office: &Office, purpose: Purpose) -> String {
        let spoken = |problem: &Problem| in_words(&office.root, None, &problem.headline);
        let first = |Noted { problems, sources: _ }: Noted| {
            problems.first().map(spoken).unwrap_or_default()
        };
        let project = match Project::open(&Files::on(&office.root)) {
            Ok(project) => project,
            Err(noted) => return format!("没有生成：{}", first(noted)),
        };
        let named: Vec<String> = self.selected.iter().map(name).collect();
        let (chosen, noted) = project.choose(&named);
        let Some(chosen) = chosen else { return format!("没有生成：{}", first(noted)) };
        let program = match std::env::current_exe() {
            Ok(program) => program,
            Err(error) => return format!("没有生成：找不到程序文件（{}）", reason(&error)),
        };
        let place = workplace(&office.root, purpose);
        let batch = Batch {
            workplace: &place,
            project: &project,
            census: &chosen.census,
            scope: &chosen.scope,
            program,
            jobs: thread::available_parallelism().map_or(1, usize::from),
            bounds: BOUNDS,
            force: false,
            prune: false,
            shard: None,
            stop: &self.stop,
        };
        let finished = batch.build(&chosen.reports, &chosen.refused, |event| match event {
            Event::Begun(number) => self.say(office, chosen.reports.get(number), Said::Begun),
            Event::Done(number, state) => {
                let report = chosen.reports.get(number);
                let unit = report.and_then(|report| chosen.census.unit(&report.folder));
                let spoken = Spoken {
                    census: Some(&chosen.census),
                    year: report.map_or(0, |report| report.year),
                    layout: project.layout_title(unit),
                    names: &|code| name_of(&[], &project.catalog, Codes::Any, code),
                };
                self.say(office, report, said(state, &spoken));
            }
            Event::Planned(_) | Event::Lost(_) | Event::Tick => {}
        });
        match finished {
            Ok(_) => self.sum(),
            Err(problem) => format!("没有生成：{}", spoken(&problem)),
        }
    }

    /// Notes what there is to say of a report.
    fn say(&self, office: &Office, report: Option<&Selected>, said: Said) {
        let number = self.selected.iter().position(|selected| Some(selected) == report);
        let mut progress = lock(&self.progress);
        if let Some(place) = number.and_then(|number| progress.said.get_mut(number)) {
            *place = said;
        }
        drop(progress);
        office.listeners.tell("built");
    }

    /// What came of all.
    fn sum(&self) -> String {
        let said = self.progress().said;
        let count = |is: fn(&Said) -> bool| said.iter().filter(|said| is(said)).count();
        let made = count(|said| matches!(said, Said::Made(_)));
        let same = count(|said| matches!(said, Said::Unchanged(_)));
        let not = count(|said| matches!(said, Said::Not(..)));
        let left = count(|said| matches!(said, Said::Waits | Said::Begun));
        let mut sum =
            format!("要生成的 {} 份：新生成 {made}，没有改动 {same}，没有生成 {not}", said.len());
        if left > 0 {
            sum.push_str(&format!("，停下时还没有做的 {left}"));
        }
        sum
    }
}

/// What there is to say of a report that is done.
fn said(state: &State, spoken: &Spoken<'_>) -> Said {
    match state {
        State::Built(entry, _) => Said::Made(entry.pages),
        State::Unchanged(entry) => Said::Unchanged(entry.pages),
        State::Failed(reply) => {
            let first = reply.said.iter().find(|said| said.severity == Severity::Error);
            let first = first.map(|said| spoken.said(&said.headline));
            Said::Not(format!("错误 {} 处", reply.errors()), first)
        }
        State::Left => Said::Not("停下了".to_owned(), None),
    }
}

/// A report as a selection names it.
fn name(Selected { folder, year }: &Selected) -> String {
    format!("{folder}/{year}")
}
