//! The next year of units.

use maud::{Markup, html};

use crate::exchange::fill::part_of;
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::rolling::{Begun, Candidate, Obstacle, Rolling};
use crate::serve::unit::At;
use crate::serve::unit::topics::Topic;
use crate::serve::view::addresses::{encoded, place_of};
use crate::serve::view::frame::frame;
use crate::serve::view::import::top;

/// So many obstacles are listed.
const LISTED: usize = 8;

/// The units whose year can be begun.
pub(in crate::serve) fn roll(office: &Office, rolling: &Rolling) -> Answer {
    let token = &office.address.token;
    let Rolling { year, of_project: _, units } = rolling;
    let last = year.saturating_sub(1);
    let can = units.iter().filter(|unit| unit.has_last && !unit.has_own).count();
    let body = html! {
        (top(token, "转入下年"))
        main.stage {
            div.sum { p { "从上年的数据开始新的一年：单位的情况照旧，年初结转和结余由上年的年末算出，上年的数由上年的数据得来，其余留空。上年的数据不动。" } }
            form.tools method="post" action={ "/" (token) "/roll" } {
                label { "新的年度：" input.year name="year" inputmode="numeric" size="6" required value=(year); }
                button { "看这一年" }
            }
            form.stage method="post" action={ "/" (token) "/roll" } {
                input type="hidden" name="year" value=(year);
                div.whole tabindex="0" role="region" aria-label="转入的单位" {
                    table.list {
                        thead { tr {
                            th.check scope="col" { span.unseen { "选" } } th scope="col" { "单位" } th scope="col" { (year) " 年度" }
                        } }
                        tbody { @for unit in units { (candidate(unit, *year, last)) } }
                    }
                    @if units.is_empty() { p.none { "还没有单位。" } }
                }
                footer.dock {
                    span.grow {}
                    @if can > 0 { button.primary name="write" value="yes" id="write" { "转入 " (year) " 年度" } }
                    @else { span.quiet { "没有可以转入的" } }
                }
            }
        }
    };
    Answer::page(frame(token, "转入下年", &["common.js"], &body))
}

/// A unit, and whether its year can be begun.
fn candidate(unit: &Candidate, year: u16, last: u16) -> Markup {
    let Candidate { folder, name, has_last, has_own } = unit;
    let can = *has_last && !*has_own;
    html! {
        tr {
            td.check { @if can { input type="checkbox" name="unit" value=(folder) checked aria-label={ "转入 " (name) }; } }
            th scope="row" { (name) }
            td.quiet {
                @match (has_own, has_last) {
                    (true, _) => { "已经有 " (year) " 年度的数据，填过的不动" },
                    (false, true) => { "由 " (last) " 年度转入" },
                    (false, false) => { "没有 " (last) " 年度的数据" },
                }
            }
        }
    }
}

/// What was begun, and what is to be looked at.
pub(in crate::serve) fn rolled(office: &Office, rolling: &Rolling, begun: &[Begun]) -> Answer {
    let token = &office.address.token;
    let Rolling { year, of_project, units: _ } = rolling;
    let made = begun.iter().filter(|one| one.came.is_ok()).count();
    let body = html! {
        (top(token, "转入下年"))
        div.band role="status" {
            // A sentence of one piece: what stands in a band is set apart.
            p {
                strong { "转入了 " (made) " 个单位" }
                @if made < begun.len() { "，没有转入的 " (begun.len() - made) " 个" }
                @if made > 0 && year != of_project {
                    "。项目的年度还是 " (of_project) "：要做 " (year) " 年度的，在" a href={ "/" (token) "/settings" } { "项目设置" } "里改年度和公开日期。"
                }
            }
        }
        main.stage {
            div.whole.begin tabindex="0" role="region" aria-label="转入的单位" {
                @for Begun { folder, name, came } in begun {
                    section {
                        h2 { (name) }
                        @match came {
                            Ok(looks) => {
                                p { a href={ "/" (token) "/u/" (encoded(folder)) "/" (year) "/todo" } { "到 " (year) " 年度" } }
                                @if !looks.is_empty() {
                                    h3 { "照旧留下、请再看一遍的" }
                                    ul.plainlist { @for look in looks { li { (look) } } }
                                }
                            },
                            Err(obstacles) => (refused(token, folder, year.saturating_sub(1), obstacles)),
                        }
                    }
                }
                p.do { a href={ "/" (token) "/" } { "‹ 全部单位" } }
            }
        }
    };
    Answer::page(frame(token, "转入下年", &["common.js"], &body))
}

/// What keeps a unit's year from being begun, with the ways to where it is mended: the pages of the year before.
fn refused(token: &str, folder: &str, last: u16, obstacles: &[Obstacle]) -> Markup {
    let base = format!("/{token}/u/{}/{last}", encoded(folder));
    let address = |at: &At| {
        let topic = Topic::of_field(part_of(&at.file, last), &at.path);
        format!("{base}/{}", place_of(topic, at))
    };
    html! {
        p.said.err { span.tag.err { "错" } span { "没有转入。先改好这 " (obstacles.len()) " 处：" } }
        ul.plainlist {
            @for Obstacle { said, help, at } in obstacles.iter().take(LISTED) {
                li {
                    @if let Some(at) = at { (last) " 年度的数据：" a href=(address(at)) { (said) } }
                    @else { (said) }
                    @for help in help { p.quiet { (help) } }
                }
            }
        }
        @if obstacles.len() > LISTED { p.quiet { "另有 " (obstacles.len() - LISTED) " 处" } }
        p { a href={ (base) "/todo" } { "到 " (last) " 年度的待办" } }
    }
}
