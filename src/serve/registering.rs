//! Many reports registered as published in one go: what can be is shown first; each is then registered whole or not at all.

use crate::batch::{Pdf, ReportState, Row};
use crate::editions::Since;
use crate::project::Selected;
use crate::serve::building::{Building, Said};
use crate::serve::editions::order;
use crate::serve::office::Office;
use crate::serve::pages::{Asked, Done};

/// A report that somebody wants to register.
#[derive(Debug)]
pub(super) struct Proposal<'a> {
    /// Its row.
    pub row: &'a Row,
    /// The edition that it would be; what it lacks, where it cannot be registered.
    pub edition: Result<usize, Lacking>,
}

/// What keeps a report from being registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lacking {
    /// What it is, in a sentence.
    pub why: String,
    /// The page of the report on which something can be done.
    pub page: &'static str,
}

impl<'a> Proposal<'a> {
    /// What would become of a row. The last word has whoever registers it.
    pub(super) fn of(row: &'a Row) -> Self {
        Self { row, edition: edition(row) }
    }
}

/// The next edition of a report; what it lacks, where there can be none.
fn edition(row: &Row) -> Result<usize, Lacking> {
    let lacks = |why: &str, page| Err(Lacking { why: why.to_owned(), page });
    match row.state {
        ReportState::Missing => return lacks("没有数据", "todo"),
        ReportState::Unread if row.is_only_open() => {
            let gaps = row.gaps.unwrap_or_default();
            return lacks(&format!("还有 {gaps} 处没有填"), "todo");
        }
        ReportState::Unread => return lacks("数据读不通，先改正", "todo"),
        ReportState::Members => return lacks("所属单位有错误，先改正", "todo"),
        ReportState::Errors => {
            let why = match (row.found.map_or(0, |[errors, ..]| errors), row.gaps) {
                (0, Some(gaps)) => format!("还有 {gaps} 处没有填"),
                (errors, _) => format!("有 {errors} 处错误，先改正"),
            };
            return lacks(&why, "todo");
        }
        ReportState::Ready | ReportState::Stale | ReportState::Made => {}
    }
    let next = match &row.out {
        None => 1,
        Some(out) => match out.since {
            Since::Same => {
                return lacks(&format!("已经登记过第 {} 版，内容一样", out.edition), "edition");
            }
            Since::Changed => return lacks("公开以后有改动，先写明更正原因", "edition"),
            Since::Corrected => out.edition + 1,
            Since::Unread => return lacks("和公开的一版比较不了", "edition"),
        },
    };
    match &row.pdf {
        Pdf::Current(..) => Ok(next),
        Pdf::Stale(..) => lacks("生成以后有改动，先重新生成", "edition"),
        Pdf::Missing => lacks("还没有生成", "edition"),
    }
}

/// Registers reports, one after another, and says what comes of each; what there is to say at the end.
pub(super) fn register_all(
    office: &Office,
    building: &Building,
    say: impl Fn(&Selected, Said),
) -> String {
    let (mut registered, mut not) = (0_usize, 0_usize);
    for report in &building.selected {
        if building.is_to_stop() {
            break;
        }
        say(report, Said::Begun);
        let said = match order(office, report, Asked::Publish) {
            Ok(Done::Published(edition)) => Said::Registered(edition),
            Ok(Done::Compared(_) | Done::Notice(..)) => Said::Not("没有登记".to_owned(), None),
            Err(why) => Said::Not(why, None),
        };
        match said {
            Said::Registered(_) => registered += 1,
            Said::Waits | Said::Begun | Said::Made(_) | Said::Unchanged(_) | Said::Not(..) => {
                not += 1
            }
        }
        say(report, said);
    }
    let all = building.selected.len();
    let left = all.saturating_sub(registered + not);
    let mut sum = format!("共 {all} 份，登记了 {registered}，没有登记 {not}");
    if left > 0 {
        sum.push_str(&format!("，停下时还没有做的 {left}"));
    }
    sum
}
