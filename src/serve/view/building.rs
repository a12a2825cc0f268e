//! How far a build or a registering is: a band over the table, and the cells of its rows that change.

use maud::{Markup, html};

use crate::batch::Row;
use crate::serve::answer::Answer;
use crate::serve::building::{Building, Progress, Said, Work};
use crate::serve::office::Office;
use crate::serve::overview::Overview;

/// How many reports have a line of their own in the band.
const LINES: usize = 30;

/// What there is to say of work on reports, and the cells of its rows, for a script to put them in their places.
pub(in crate::serve) fn progress(office: &Office) -> Answer {
    let overview = office.overview();
    let building = office.building();
    let building = building.as_deref();
    Answer::page(html! {
        (band(building, &overview))
        @if let Some(building) = building {
            table id="cells" data-column=(column(building.work)) hidden { tbody {
                @for (report, said) in building.said() {
                    tr data-report={ (report.folder) "/" (report.year) } { (said_of(&said)) }
                }
            } }
        }
    })
}

/// The class of the column in which it shows how far a report is.
fn column(work: Work) -> &'static str {
    match work {
        Work::Build(_) => "w-report",
        Work::Register => "w-public",
    }
}

/// The cell of a report that is worked on.
pub(super) fn said_of(said: &Said) -> Markup {
    html! {
        @match said {
            Said::Waits => td.quiet { "排队" },
            Said::Begun => td { "正在做……" },
            Said::Made(pages) => td { "完成　" (pages) " 页" },
            Said::Unchanged(pages) => td { "没有改动　" (pages) " 页" },
            Said::Registered(edition) => td { "登记为第 " (edition) " 版" },
            Said::Not(why, sentence) => td.n-err title=(sentence.as_ref().unwrap_or(why)) { "没有做：" (why) },
        }
    }
}

/// The band of work on reports, with a line for each that was not done.
pub(super) fn band(building: Option<&Building>, overview: &Overview) -> Markup {
    let Some(building) = building else { return html! {} };
    let progress = building.progress();
    let (done, all) = (progress.done(), progress.said.len());
    let (going, over) = match (building.work, building.is_to_stop()) {
        (Work::Build(_), false) => ("正在生成：", "生成完了："),
        (Work::Register, false) => ("正在登记：", "登记完了："),
        // What was under way is still brought to its end.
        (_, true) => ("正在停下：", "停下了："),
    };
    let lines = lines(building, &progress, overview);
    let more = lines.len().saturating_sub(LINES);
    let registered = registered(building, &progress, overview);
    html! {
        div.band role="status" data-over[progress.over.is_some()] {
            @match &progress.over {
                Some(sum) => { strong { (over) } (sum) },
                None => {
                    strong { (going) } "第 " (done) " 份，共 " (all) " 份"
                    progress value=(done) max=(all) aria-label="做了几份" {}
                },
            }
        }
        @if !lines.is_empty() || !registered.is_empty() {
            ul.lines tabindex="0" aria-label="各份报告" {
                @for (name, words, is_final) in lines.iter().take(LINES) {
                    li {
                        span.nowrap { (name) } span { (words) }
                        @if *is_final { (copied(&format!("{name}：{words}"))) }
                    }
                }
                @if more > 0 { li { "另有 " (more) " 份，见下面的表" } }
                @if !registered.is_empty() {
                    li { span.nowrap { "登记了" } span { (registered) } (copied(&format!("登记了：{registered}"))) }
                }
            }
        }
    }
}

/// A line for each report that is being done or was not done: its name, how it is, and whether it stays so.
fn lines(
    building: &Building,
    progress: &Progress,
    overview: &Overview,
) -> Vec<(String, String, bool)> {
    let lines = progress.said.iter().enumerate().filter_map(|(number, said)| {
        let (words, is_final) = match (said, building.work) {
            (Said::Begun, _) if progress.over.is_some() => ("停下时没有做完".to_owned(), false),
            (Said::Begun, Work::Build(_)) => ("正在排版……".to_owned(), false),
            (Said::Begun, Work::Register) => ("正在登记……".to_owned(), false),
            (Said::Not(why, sentence), work) => {
                let not = match work {
                    Work::Build(_) => "没有生成",
                    Work::Register => "没有登记",
                };
                let sentence = sentence.iter().map(|sentence| format!("：{sentence}"));
                (format!("{not}：{why}{}", sentence.collect::<String>()), true)
            }
            (Said::Waits | Said::Made(_) | Said::Unchanged(_) | Said::Registered(_), _) => {
                return None;
            }
        };
        Some((name(building, overview, number)?, words, is_final))
    });
    lines.collect()
}

/// The reports that were registered, each with its edition.
fn registered(building: &Building, progress: &Progress, overview: &Overview) -> String {
    let all = progress.said.iter().enumerate().filter_map(|(number, said)| match said {
        Said::Registered(edition) => {
            Some(format!("{}第 {edition} 版", name(building, overview, number)?))
        }
        Said::Waits | Said::Begun | Said::Made(_) | Said::Unchanged(_) | Said::Not(..) => None,
    });
    all.collect::<Vec<_>>().join("，")
}

/// What a report that is worked on is called.
fn name(building: &Building, overview: &Overview, number: usize) -> Option<String> {
    let selected = building.selected.get(number)?;
    let row = overview.row(&selected.folder, selected.year);
    Some(row.map_or_else(|| selected.folder.clone(), |row| Row::called(row).to_owned()))
}

/// A button that copies a sentence.
pub(super) fn copied(sentence: &str) -> Markup {
    html! { button.plain type="button" data-copy=(sentence) { "复制这句话" } }
}
