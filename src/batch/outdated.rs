//! Published reports that no longer say what their data say.

use crate::batch::digest::Digest;
use crate::batch::parallel::in_parallel;
use crate::editions::{Index, Since, published_reports, since};
use crate::problem::{Problem, Severity};
use crate::project::{Project, Selected};

/// A warning for every published report of a project, whoever changed it: a unit's own data, a member's, those of the year
/// before. `built` tells the digest of what the facts of a report's PDF say, where that was built of the data as they are.
pub(crate) fn outdated(
    project: &Project,
    built: impl Fn(&Selected) -> Option<Digest> + Sync,
) -> Vec<Problem> {
    let reports = published_reports(project.files.root());
    let told = in_parallel(reports.len(), |number| {
        let (selected, index) = reports.get(number)?;
        let index = match index {
            Ok(index) => index,
            Err(problem) => {
                return Some(Problem { severity: Severity::Warning, ..problem.clone() });
            }
        };
        let examined = project.examine(selected);
        told(selected, index, since(project, index, &examined, built(selected).as_ref())?)
    });
    told.into_iter().flatten().collect()
}

/// What is said of a published report; nothing where its data say the same.
fn told(selected: &Selected, index: &Index, since: Since) -> Option<Problem> {
    let Selected { folder, year } = selected;
    let last = index.editions.last()?;
    let (edition, date) = (last.edition, &last.date);
    let published = format!("{folder}/{year} 在 {date} 公开的第 {edition} 版");
    let warning = |headline: String| Problem::warning("published-outdated", headline);
    match since {
        Since::Same => None,
        Since::Changed => Some(warning(format!("{published}，与现在的数据不同了")).help(format!(
            "juesuan diff {folder}/{year}@{edition} {folder}/{year} 列出哪里不同；要更正的，在年度文件里写 [[corrections]]，再生成、公开"
        ))),
        Since::Corrected => Some(
            warning(format!("{published}，写了更正，还没有公开更正以后的"))
                .help(format!("生成以后运行 juesuan publish {folder}/{year}")),
        ),
        Since::Unread => Some(
            warning(format!("{published}，数据现在读不了，不知道变了没有"))
                .help(format!("juesuan check {folder}/{year} 列出哪里不对")),
        ),
    }
}
