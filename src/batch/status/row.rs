//! One line of the table.

use crate::batch::manifest::Entry;
use crate::batch::plan::{Decision, Why};
use crate::editions::Since;
use crate::model::date::Date;
use crate::problem::Severity;
use crate::project::{Days, Reviewed, Selected};

/// A line to be.
#[derive(Debug)]
pub(super) struct Asked {
    /// The report.
    pub selected: Selected,
    /// Whether there is anything to read.
    pub is_there: bool,
    /// Whether there is a file of the year, or it cannot be told.
    pub has_file: bool,
}

/// The term for how it stands with a report that lacks nothing but what is not written.
pub(crate) const OPEN: &str = "没有填完";

/// How it stands with a report, from the least to the most that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// There is no file of the year.
    Missing,
    /// Its files cannot be read, so that nothing was checked.
    Unread,
    /// All that is wrong stands in the files of its units, which sums need.
    Members,
    /// The check finds errors.
    Errors,
    /// It can be built and was not.
    Ready,
    /// It was built, and what it was made from has changed.
    Stale,
    /// It was built and is as it should be.
    Made,
}

impl State {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Missing,
        Self::Unread,
        Self::Members,
        Self::Errors,
        Self::Ready,
        Self::Stale,
        Self::Made,
    ];

    /// The word for it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unread => "unread",
            Self::Members => "members",
            Self::Errors => "errors",
            Self::Ready => "ready",
            Self::Stale => "stale",
            Self::Made => "made",
        }
    }

    /// The term for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Missing => "没有数据",
            Self::Unread => "读不了",
            Self::Members => "所属单位有错",
            Self::Errors => "有错误",
            Self::Ready => "可以生成",
            Self::Stale => "要重新生成",
            Self::Made => "已生成",
        }
    }
}

/// How it stands with a report's PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pdf {
    /// It is what the data make now: its path in the output folder and its pages.
    Current(String, usize),
    /// It is not: its path, its pages, and what has changed, nothing where the PDF itself is another one.
    Stale(String, usize, Vec<String>),
    /// There is none.
    Missing,
}

impl Pdf {
    /// How it stands with a PDF of which it is known what a build would do, and what it did the last time.
    pub(super) fn of(decision: &Decision, entry: Option<&Entry>) -> Self {
        let stale = |changed| match entry {
            Some(Entry { pdf, pages, .. }) => Self::Stale(pdf.clone(), *pages, changed),
            None => Self::Missing,
        };
        match decision {
            Decision::Keep(entry) => Self::Current(entry.pdf.clone(), entry.pages),
            Decision::Build(Why::New | Why::Missing) => Self::Missing,
            Decision::Build(Why::Changed(parts)) => stale(parts.clone()),
            Decision::Build(Why::Altered | Why::Forced) => stale(Vec::new()),
        }
    }

    /// The word for it.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Current(..) => "current",
            Self::Stale(..) => "stale",
            Self::Missing => "missing",
        }
    }

    /// The term for it.
    pub(crate) fn term(&self) -> &'static str {
        match self {
            Self::Current(..) => "最新",
            Self::Stale(..) => "旧",
            Self::Missing => "无",
        }
    }

    /// How many pages it has.
    pub(crate) fn pages(&self) -> Option<usize> {
        match self {
            Self::Current(_, pages) | Self::Stale(_, pages, _) => Some(*pages),
            Self::Missing => None,
        }
    }
}

/// A report as the table has it.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The unit's folder and the year.
    pub selected: Selected,
    /// The unit's name, where it tells.
    pub name: Option<String>,
    /// How it stands.
    pub state: State,
    /// Whether a draft of it can be set.
    pub has_draft: bool,
    /// How many things are asked for that are not written; none where nothing was read.
    pub gaps: Option<usize>,
    /// How many errors, warnings and hints there are that are no gaps.
    pub found: Option<[usize; 3]>,
    /// How many findings are accepted; none where nothing was checked.
    pub accepted: Option<usize>,
    /// How many rules did not run; none where nothing was checked.
    pub not_run: Option<usize>,
    /// The PDF.
    pub pdf: Pdf,
    /// When the accounts were approved.
    pub approved: Option<Date>,
    /// When the report is published.
    pub published: Option<Date>,
    /// The last day on which it may be published.
    pub deadline: Option<Date>,
    /// How many days it was, is or will be from the approval to the publication.
    pub days: Option<i64>,
    /// How many days these are beyond what is allowed; none in time.
    pub late: Option<i64>,
    /// The last edition that was published; none where nothing was.
    pub out: Option<Out>,
}

/// By what it is told that a report is out whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutBy {
    /// An edition of it is registered.
    Register,
    /// Its PDF is what the data make: nobody registers anything.
    Pdf,
}

/// What was published of a report last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Out {
    /// The edition.
    pub edition: usize,
    /// The day of its publication.
    pub date: String,
    /// The day on which the first one was published, where that is one.
    pub first: Option<Date>,
    /// How many days that was after the approval, where it is known.
    pub days: Option<i64>,
    /// How the data stand to it.
    pub since: Since,
}

impl Row {
    /// The row of a report that was read, or of which there is nothing to read.
    pub(super) fn of(
        asked: &Asked,
        name: Option<&str>,
        reviewed: Option<&Reviewed>,
        (pdf, out): (Pdf, Option<Out>),
        on: Option<(Date, OutBy)>,
        limit: u32,
    ) -> Self {
        let checked = reviewed.and_then(|reviewed| reviewed.checked.as_ref());
        let days = reviewed.and_then(|reviewed| reviewed.days);
        let approved = days.and_then(|days| days.approved);
        let passed = days.and_then(|days| passed(days, &pdf, out.as_ref(), on));
        let name = reviewed.and_then(|reviewed| reviewed.name.clone()).or(name.map(str::to_owned));
        Self {
            selected: asked.selected.clone(),
            name,
            state: state(asked, reviewed, &pdf),
            has_draft: reviewed.is_some_and(Reviewed::has_draft),
            gaps: reviewed.map(Reviewed::gaps),
            found: reviewed.map(|reviewed| {
                [Severity::Error, Severity::Warning, Severity::Hint].map(|bad| reviewed.count(bad))
            }),
            accepted: checked.map(|checked| checked.accepted.len()),
            not_run: checked.map(|checked| checked.not_run.len()),
            pdf,
            approved,
            published: days.map(|days| days.published),
            deadline: approved.map(|approved| approved.plus(limit)),
            days: passed,
            late: passed.map(|days| days - i64::from(limit)).filter(|late| *late > 0),
            out,
        }
    }

    /// The unit's name, or its folder where it does not tell.
    pub(crate) fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.selected.folder)
    }

    /// How many days it is beyond what is allowed that nothing of it is registered; none in time, and once it is.
    pub(crate) fn awaited(&self) -> Option<i64> {
        self.late.filter(|_| self.out.is_none())
    }

    /// The term for how it stands: that something is not written is no error.
    pub(crate) fn state_term(&self) -> &'static str {
        if self.is_only_open() { OPEN } else { self.state.term() }
    }

    /// Whether nothing keeps it from being built but that something is not written.
    pub(crate) fn is_only_open(&self) -> bool {
        let is_kept = matches!(self.state, State::Unread | State::Errors);
        let has_errors = self.found.is_none_or(|[errors, ..]| errors > 0);
        is_kept && !has_errors && self.gaps.is_some_and(|gaps| gaps > 0)
    }
}

/// How it stands with a report.
fn state(asked: &Asked, reviewed: Option<&Reviewed>, pdf: &Pdf) -> State {
    let Some(reviewed) = reviewed.filter(|_| asked.has_file) else {
        return if asked.has_file { State::Unread } else { State::Missing };
    };
    match pdf {
        _ if is_only_of_members(reviewed) => State::Members,
        _ if reviewed.checked.is_none() => State::Unread,
        _ if reviewed.has_errors() => State::Errors,
        Pdf::Missing => State::Ready,
        Pdf::Stale(..) => State::Stale,
        Pdf::Current(..) => State::Made,
    }
}

/// Whether there are errors, and all of them stand in the files of other units.
fn is_only_of_members(reviewed: &Reviewed) -> bool {
    let own = format!("data/{}/", reviewed.selected.folder);
    let errors = reviewed.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let mut of_members = errors.map(|problem| {
        let place = problem.places.first().map(|(place, _)| place.file);
        let path =
            place.and_then(|file| reviewed.sources.file(file)).map(|source| source.name.as_str());
        path.is_some_and(|path| path.starts_with("data/") && !path.starts_with(&own))
    });
    of_members.next().is_some_and(|first| first && of_members.all(|of_member| of_member))
}

/// How many days it was or is from the approval to the publication: to the day that the data name; as of some day, to that
/// day as long as its day of publication has not come, or nothing tells that it is out.
fn passed(days: Days, pdf: &Pdf, out: Option<&Out>, on: Option<(Date, OutBy)>) -> Option<i64> {
    let Days { approved, published } = days;
    // What is registered was out on the day of its first edition, whatever the data say since.
    let first = out.and_then(|out| out.first).unwrap_or(published);
    let end = match on {
        None => published,
        Some((on, by)) => {
            let (is_out, published) = match by {
                OutBy::Register => (out.is_some(), first),
                OutBy::Pdf => (matches!(pdf, Pdf::Current(..)), published),
            };
            if is_out && published <= on { published } else { on }
        }
    };
    approved.map(|approved| end.days_after(approved))
}
