//! All that is to be done, and all that was accepted.

use maud::{Markup, html};

use crate::exchange::fill::Part;
use crate::serve::unit::accept::key;
use crate::serve::unit::topics::Topic;
use crate::serve::unit::{Accepted, At, BLANK_LEFT, Found, Level, Now};
use crate::serve::view::addresses::{address, place_of};
use crate::serve::view::leads::{lead_there, leads};
use crate::serve::view::unbroken::unbroken;
use crate::serve::view::unwritten::{Unwritten, first_of_each, held_nowhere, listed};
use crate::serve::view::why::why;

/// What is not written, all that was found, worst first, and what was not checked.
pub(super) fn todo(now: &Now, base: &str, unwritten: &[Unwritten<'_>]) -> Markup {
    let open = first_of_each(unwritten, base).len();
    let levels = Level::ALL.map(|level| (level.terms()[1], now.count(level)));
    let counts = std::iter::once(("没有存下", open)).filter(|_| open > 0).chain(levels);
    let counts: Vec<String> = counts.map(|(term, count)| format!("{term} {count}")).collect();
    html! {
        section aria-labelledby="heading" {
            header {
                @if now.found.is_empty() && unwritten.is_empty() && now.broken.is_none() {
                    h2 id="heading" tabindex="-1" { "没有待办" }
                } @else {
                    h2 id="heading" tabindex="-1" { "待办 " (open + now.found.len()) " 处" }
                    p { (counts.join("，")) "。" (what_holds(now)) (what_is_apart(now, unwritten)) }
                }
            }
            (listed(unwritten, base, &format!("{base}/todo")))
            @if now.found.iter().any(|found| found.id == BLANK_LEFT) {
                p.quiet { "还没有填的，点“去填”后面的到那一格；本年没有的写 0，整行没有的，点行末的 × 删去。" }
            }
            table.todo {
                thead.unseen { tr {
                    th scope="col" { "级别" } th scope="col" { "问题" } th scope="col" { "在哪里" }
                } }
                tbody {
                    @for (number, found) in (1..).zip(&now.found) {
                        @let [sign, word, class] = found.level.terms();
                        @let is_told_apart = found.level == Level::Gap && gaps_in_the_way(now) < now.count(Level::Gap);
                        tr id={ "found-" (number) } tabindex="-1" {
                            th scope="row" { span.{ "tag " (class) } aria-label=(word) { (sign) } }
                            @let is_led_there = now.broken.is_none() && lead_there(found);
                            td colspan=[is_led_there.then_some("2")] {
                                p { (unbroken(&found.said)) @if is_told_apart && found.is_in_the_way { span.quiet { "（填好才能生成正式的报告）" } } }
                                @for help in &found.help { p.quiet { (unbroken(help)) } }
                                (leads(now, found, false))
                                (why(now, found, false))
                                @if found.identity.is_some() {
                                    @let id = format!("reason-{}", key(found));
                                    details.accept id={ "accept-" (key(found)) } {
                                        summary { "接受…" }
                                        form method="post" action={ (base) "/accept" } {
                                            input type="hidden" name="finding" value=(key(found));
                                            label for=(id) { strong { "核对过，确实没有问题？" } "写明理由，以后不再提醒；数或话一变，会重新提醒。" }
                                            textarea id=(id) name="reason" rows="2" required {}
                                            p.small.quiet { "理由记在数据文件里，不印在报告上。" }
                                            button { "接受这一条" }
                                        }
                                    }
                                }
                            }
                            // The link says it already.
                            @if !is_led_there { td.where { (where_mended(now, found, base)) } }
                        }
                    }
                }
            }
            @if !now.not_run.is_empty() {
                h3.rest { "没有核对的 " (now.not_run.len()) " 条（没有核对不等于没有问题）" }
                table.todo { tbody {
                    @for (title, why) in &now.not_run {
                        tr {
                            th scope="row" { span.tag.hint aria-label="没有核对" { "未" } }
                            td { p { (title) } p.quiet { (why) } }
                            td.where {}
                        }
                    }
                } }
            }
            @if !now.accepted.is_empty() {
                p.quiet.small { a href={ (base) "/accepted" } { "已接受 " (now.accepted.len()) " 条" } "，写着理由。" }
            }
        }
    }
}

/// How many gaps keep the proper report from being made.
fn gaps_in_the_way(now: &Now) -> usize {
    let is_it = |found: &&Found| found.level == Level::Gap && found.is_in_the_way;
    now.found.iter().filter(is_it).count()
}

/// What keeps the proper report from being made, and what does not and is to be done all the same.
fn what_holds(now: &Now) -> String {
    if now.broken.is_some() {
        return "改好以前，排不出报告。".to_owned();
    }
    if now.part(Part::Year).next().is_none() {
        return "有了这一年度的数据，才能生成报告。".to_owned();
    }
    let (errors, holding) = (now.count(Level::Error), gaps_in_the_way(now));
    let others = now.count(Level::Gap) - holding;
    let left = if now.has_draft { "只能生成草稿" } else { "排不出报告" };
    let kept = match (errors, holding, others) {
        (0, 0, 0) if now.found.is_empty() => return String::new(),
        (0, 0, 0) => return "都不妨碍生成正式的报告，公开以前请逐条看过。".to_owned(),
        (0, 0, _) => return "都不妨碍生成正式的报告；缺的，公开以前应当写上。".to_owned(),
        (_, 0, _) => format!("错误改好以前，{left}"),
        (0, _, 0) => format!("缺的填好以前，{left}"),
        (0, _, _) => format!("缺的里面有 {holding} 处填好以前，{left}"),
        (_, _, 0) => format!("错误改好、缺的填好以前，{left}"),
        (_, _, _) => format!("错误改好、缺的里面 {holding} 处填好以前，{left}"),
    };
    match others {
        0 => format!("{kept}。"),
        others => format!("{kept}；缺的另有 {others} 处不妨碍生成，公开以前应当写上。"),
    }
}

/// How much of what was found or is held is counted in no topic.
fn what_is_apart(now: &Now, unwritten: &[Unwritten<'_>]) -> String {
    // What is shown in place of the topics is no list beside them.
    if now.broken.is_some() || now.part(Part::Year).next().is_none() {
        return String::new();
    }
    let apart = now.found.iter().filter(|found| Topic::of_found(now, found).is_none()).count();
    match apart + held_nowhere(unwritten) {
        0 => String::new(),
        apart => format!("其中 {apart} 处不在左边别的主题里，只列在这里。"),
    }
}

/// Where something that was found is mended, as a link there.
pub(super) fn where_mended(now: &Now, found: &Found, base: &str) -> Markup {
    html! {
        @if now.broken.is_some() { span.quiet { "上面写着的那一行" } }
        @else if let Some(at) = &found.at {
            a href=(address(now, found, base)) {
                @if found.is_before { (now.selected.year.saturating_sub(1)) " 年度的数据" }
                @else { (now.topic_of(Topic::at(now, at), at)) }
            }
            (within(now, at))
        } @else if found.is_of_settings {
            a href="../../../settings" { "项目设置" }
        } @else if found.id != "missing-file" { span.quiet { "不在这个单位的数据里" } }
    }
}

/// Where a field stands within its topic, below that.
fn within(now: &Now, at: &At) -> Markup {
    let words = now.slot(&at.file).map(|slot| now.within(Topic::at(now, at), slot.shape, at));
    html! {
        @if let Some(words) = words.filter(|words| !words.is_empty()) { br; span.small.quiet { (words) } }
    }
}

/// All that was accepted, each to be taken back.
pub(super) fn accepted(now: &Now, heading: &Markup, base: &str) -> Markup {
    const ROWS: &str = "accept";
    html! {
        section aria-labelledby="heading" {
            (heading)
            @for slot in now.part(Part::Year) {
                input type="hidden" name={ "rows|" (slot.path) "|" (ROWS) } value=(slot.said.rows(ROWS).len());
            }
            table.todo { tbody {
                @for Accepted { said, reason, row, at } in &now.accepted {
                    tr {
                        td { p { (unbroken(said)) } p.quiet { "理由：" (reason) } }
                        td.where {
                            @if let Some(at) = at {
                                @let topic = Topic::at(now, at);
                                a href={ (base) "/" (place_of(topic, at)) } { (now.topic_of(topic, at)) }
                                (within(now, at))
                            }
                            @if let Some(At { file, path }) = row {
                                br; button.plain name="remove" value={ (file) "|" (path) } title="以后重新提醒，可以撤销" aria-label={ "不再接受：" (said) } { "不再接受" }
                            }
                        }
                    }
                }
            } }
            @if now.accepted.is_empty() { p.quiet { "没有接受过的结论。" } }
        }
    }
}
