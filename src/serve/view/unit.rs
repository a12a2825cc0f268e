//! One report: its topics, what is filled in, how it is printed, and what is to be done.

use maud::{Markup, html};

use crate::exchange::fill::{Part, Slot};
use crate::model::unit::Kind;
use crate::serve::answer::Answer;
use crate::serve::making::Making;
use crate::serve::office::Office;
use crate::serve::stamp::Stamp;
use crate::serve::unit::before::Before;
use crate::serve::unit::held::Held;
use crate::serve::unit::paste::Pasted;
use crate::serve::unit::ties::Ties;
use crate::serve::unit::topics::{Shows, TOPICS, Topic, part_of, stem_of};
use crate::serve::unit::{Broken, Found, Level, Now};
use crate::serve::view::addresses::{address, encoded, page};
use crate::serve::view::elsewhere::elsewhere_band;
use crate::serve::view::fields::Sheet;
use crate::serve::view::frame::frame;
use crate::serve::view::help::help;
use crate::serve::view::making::making;
use crate::serve::view::members::members;
use crate::serve::view::no_year::no_year;
use crate::serve::view::paste::paste;
use crate::serve::view::ties::ties;
use crate::serve::view::todo::{accepted, todo};
use crate::serve::view::unbroken::unbroken;
use crate::serve::view::unwritten::{Unwritten, count, first_of_each, held_at, unwritten};

/// The page of a report with a topic open; `seen` is by what it is known how much of the report it shows.
pub(in crate::serve) fn unit(office: &Office, now: &Now, slug: &str, seen: Option<&str>) -> Answer {
    let made = Making::of(office, &now.selected);
    with(office, now, slug, None, (seen, made.as_ref()))
}

/// The same, once something of it was written: what else is made of the report is asked for later.
pub(in crate::serve) fn saved_unit(office: &Office, now: &Now, slug: &str) -> Answer {
    let made = Making::of_written(office, now);
    with(office, now, slug, None, (None, made.as_ref()))
}

/// The page of a report with what a block that was pasted would write.
pub(in crate::serve) fn pasted(office: &Office, now: &Now, slug: &str, pasted: &Pasted) -> Answer {
    with(office, now, slug, Some(pasted), (None, None))
}

/// The page of a report with a topic open, or a block that was pasted in its place.
fn with(
    office: &Office,
    now: &Now,
    slug: &str,
    pasted: Option<&Pasted>,
    (seen, made): (Option<&str>, Option<&Making>),
) -> Answer {
    let Some(topic) = Topic::of(slug) else { return Answer::not_found() };
    let token = &office.address.token;
    let report = format!("{}/{}", now.selected.folder, now.selected.year);
    let held = office.held.of_report(&report);
    let base = format!("/{token}/u/{}/{}", encoded(&now.selected.folder), now.selected.year);
    let title = format!("{} · {} · {} 年度决算公开", topic.term, now.name, now.selected.year);
    let about = now.about.map(|(kind, nature)| match kind {
        Kind::Department => kind.term(),
        Kind::Unit => nature.term(),
    });
    let [undo, renamed] =
        [&now.undo, &now.renamed].map(|pairs| serde_json::to_string(pairs).unwrap_or_default());
    let shown = |topic: &'static Topic, slug: &str| {
        content(office, now, (topic, slug), &base, (held.as_slice(), &[][..]))
    };
    let unwritten = unwritten(now, &held, shown);
    let edition = Stamp::of_sources(&office.root).key();
    let body = html! {
        a.skip href="#form" { "到填写的地方" }
        header.top {
            a href={ "/" (token) "/" } { "‹ 全部单位" }
            span.sep {}
            h1 title=(now.name) { (now.name) }
            @if let Some(about) = about { span.quiet.small.nowrap { (about) } }
            span.small.nowrap { (now.selected.year) " 年度" }
            nav.walk.small id="walk" aria-label="别的单位" hidden {
                a.button.plain.square aria-keyshortcuts="Alt+PageUp" { "‹" }
                span {}
                a.button.plain.square aria-keyshortcuts="Alt+PageDown" { "›" }
            }
            span.grow {}
            (saved(&held, unwritten.first().map(|first| first.address(&base))))
            a.button href={ (base) "/workbook" } title="带着现在的数，填好再拖回来" { "填报表" }
            a.button href={ (base) "/edition" } { "公开与更正" }
            @if let Some(made) = made { (making(token, &now.selected, made, slug)) }
        }
        div.band.bad role="alert" hidden id="offline" {
            strong { "程序停了，或者连不上。" }
            "刚输入的留在这一页；请再打开一次程序，这一页会自己接上，自己补存。"
        }
        div id="broken" { @if let Some(broken) = &now.broken { (band(broken)) } }
        (elsewhere_band(&base, seen))
        div.work {
            (topics(now, topic, &unwritten, &base))
            main.form id="form" tabindex=[reached(topic)] data-slug=(slug) data-edition=(edition) data-undo=(undo) data-renamed=(renamed) data-stays[pasted.is_some()] {
                (no_year(now, token))
                @match topic.shows {
                    _ if pasted.is_some() => (pasted.map(|pasted| paste(pasted, slug, &base)).unwrap_or_default()),
                    _ if now.broken.is_some() => (todo(now, &base, &unwritten)),
                    Shows::Todo => (content(office, now, (topic, slug), &base, (held.as_slice(), unwritten.as_slice()))),
                    Shows::Fields(..) | Shows::Evaluations | Shows::LastYear | Shows::Accepted => {
                        form method="post" action={ (base) "/" (page(slug)) } id="fields" autocomplete="off" {
                            // What Enter presses where no script is: else the first button of a row, which deletes it.
                            button hidden {}
                            @for slot in &now.slots {
                                @if let Some(text) = &slot.text {
                                    input type="hidden" name={ "base|" (slot.path) } value=(office.texts.shown(text));
                                }
                            }
                            (content(office, now, (topic, slug), &base, (held.as_slice(), unwritten.as_slice())))
                            p.by-hand { button.primary { "存盘" } }
                        }
                    },
                }
            }
            (view(&base))
        }
        (queue(now, &unwritten, &base))
        (help())
    };
    Answer::page(frame(
        token,
        &title,
        &[
            "common.js",
            "ways.js",
            "amounts.js",
            "codes.js",
            "steps.js",
            "making.js",
            "unit.js",
            "rows.js",
            "folds.js",
            "unsent.js",
            "keys.js",
            "walk.js",
            "block.js",
            "ties.js",
            "pages.js",
            "trace.js",
            "sentences.js",
            "elsewhere.js",
        ],
        &body,
    ))
}

/// How it stands with writing: how much is held, and where the first of it is seen; and what undoes it.
pub(super) fn saved(held: &[Held], first: Option<String>) -> Markup {
    html! {
        @match first {
            None => span.saved id="saved" role="status" { "改了就存" },
            Some(first) => span.saved id="saved" role="status" {
                a.saved.held href=(first) { (count(held.iter())) " 处没有存下" }
            },
        }
        button.plain type="button" id="undo" hidden { "撤销" }
        button.plain type="button" id="redo" hidden { "重做" }
    }
}

/// The report as it is printed, beside.
fn view(base: &str) -> Markup {
    html! {
        section.view aria-label="印出来的样子" id="view" data-pages={ (base) "/pages" } data-trace={ (base) "/trace" } {
            header {
                button.plain.square type="button" id="page-before" aria-label="上一页" { "‹" }
                select.which id="which" aria-label="看哪一页" { option { "印出来的样子" } }
                button.plain.square type="button" id="page-after" aria-label="下一页" { "›" }
                span.grow {}
                label title="填到哪里，页就翻到哪里" { input type="checkbox" id="follow" checked; " 跟着走" }
                select id="size" aria-label="大小" {
                    option value="fit" { "页宽" } option value="close" { "近看" }
                }
                select id="way" aria-label="填的和页怎样排" {
                    option value="beside" { "左右排" } option value="stacked" { "上下排" }
                    option value="form" { "只填写" } option value="pages" { "只看页" }
                }
            }
            div.pages id="pages" tabindex="0" role="group" aria-label="各页；按回车键，用方向键在数之间走" {
                noscript { p { a href={ (base) "/pages" } { "看印出来的样子" } } }
            }
            div.places id="places" hidden {}
        }
    }
}

/// Why nothing can be changed at the moment.
pub(super) fn band(broken: &Broken) -> Markup {
    html! {
        div.band.bad.wraps role="alert" {
            @match &broken.line {
                Some((what, file, number, line)) => {
                    strong { (what) "（“" (file) "”）第 " (number) " 行读不通：" }
                    pre { (line) }
                    (broken.why) "。改好以前，这里只能看。"
                },
                None => { strong { "数据读不通：" } (broken.why) "。改好以前，这里只能看。" },
            }
        }
    }
}

/// Whether the keyboard reaches the topic itself, to move it: where it may have no field that is reached.
fn reached(topic: &Topic) -> Option<&'static str> {
    match topic.shows {
        Shows::Todo | Shows::Accepted | Shows::LastYear => Some("0"),
        Shows::Fields(..) | Shows::Evaluations => None,
    }
}

/// The list of topics, with how much is held and how much there is to be done in each.
fn topics(now: &Now, current: &Topic, unwritten: &[Unwritten<'_>], base: &str) -> Markup {
    let topics: Vec<&'static Topic> = TOPICS.iter().filter(|topic| topic.applies(now)).collect();
    html! {
        nav.topics aria-label="填写的内容" {
            @for group in 0..3_u8 {
                ol {
                    @for topic in topics.iter().filter(|topic| topic.group == group) {
                        li {
                            a href={ (base) "/" (topic.slug) }
                                aria-current=[(topic.slug == current.slug).then_some("page")] {
                                (topic.term) span.grow {}
                                @let held = held_at(unwritten, topic);
                                @if held > 0 { span.tag.err aria-label={ "没有存下 " (held) " 处" } { "未" (held) } }
                                @for (level, count) in counts(now, topic) {
                                    @let [sign, word, class] = level.terms();
                                    span.{ "tag " (class) } aria-label={ (word) " " (count) " 处" } { (sign) (count) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How much there is to be done in a topic, by level.
fn counts(now: &Now, topic: &Topic) -> Vec<(Level, usize)> {
    let is_here = |found: &Found| match topic.shows {
        Shows::Todo => true,
        Shows::Fields(..) | Shows::Evaluations | Shows::LastYear | Shows::Accepted => {
            Topic::of_found(now, found).is_some_and(|of_found| of_found.slug == topic.slug)
        }
    };
    let counted = Level::ALL.map(|level| {
        let found = now.found.iter().filter(|found| found.level == level && is_here(found));
        (level, found.count())
    });
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What stands in a topic.
fn content(
    office: &Office,
    now: &Now,
    (topic, slug): (&Topic, &str),
    base: &str,
    (held, unwritten): (&[Held], &[Unwritten<'_>]),
) -> Markup {
    let heading = html! {
        header { h2 id="heading" { (topic.term) } p { (topic.said) } }
    };
    let last_year = now.selected.year.saturating_sub(1);
    let sheet = |slot| Sheet {
        now,
        slot,
        held,
        before: Before::of(now, slot),
        paste: format!("{base}/{}/paste", page(slug)),
        layouts: office.layouts(),
    };
    match topic.shows {
        Shows::Todo => todo(now, base, unwritten),
        Shows::Accepted => accepted(now, &heading, base),
        Shows::Fields(of_unit, of_year) => {
            html! {
                section aria-labelledby="heading" {
                    (heading)
                    (members(now, topic, &office.address.token))
                    @if let Some(must) = Ties::of(now, topic) { (ties(&must)) }
                    @for slot in now.part(Part::Year).filter(|_| of_unit.is_empty()) {
                        @for key in of_year.iter().filter(|_| topic.may_be_nothing() && now.members.is_none()) { (sheet(slot).nothing(key)) }
                        @if topic.slug == "reasons" { (sheet(slot).sentences()) } @else { (sheet(slot).fields(of_year)) }
                    }
                    @if !of_unit.is_empty() {
                        @let unit = now.part(Part::Unit).map(|slot| sheet(slot).parted(of_unit)).next();
                        @let year = now.part(Part::Year).map(|slot| sheet(slot).parted(of_year)).next();
                        @if let Some([values, _]) = &unit { (values) }
                        @if let Some([values, _]) = &year { div.heading { h3 { "年度和日期" } } (values) }
                        @for [_, tables] in unit.iter().chain(&year) { (tables) }
                    }
                    @if now.part(Part::Year).next().is_none() && !of_year.is_empty() {
                        p.quiet { "先有 " (now.selected.year) " 年度的数据，才能在这里填。" }
                    }
                }
            }
        }
        Shows::Evaluations => html! {
            section aria-labelledby="heading" {
                (heading)
                @let all: Vec<&Slot> = now.part(Part::Evaluation).collect();
                @let asked = all.iter().find(|slot| stem_of(&slot.path) == part_of(slug));
                @if let Some(shown) = asked.or(all.first()) {
                    @if all.len() > 1 { (evaluations(&all, shown, topic, base)) }
                    (sheet(shown).all())
                }
            }
        },
        Shows::LastYear => html! {
            @let last = now.part(Part::LastYear).next();
            // What this year's file says otherwise than last year's own is filled in beside it.
            @let own = now.part(Part::Year).map(sheet).filter(|sheet| last.is_none() || sheet.is_told_below("prior"));
            @let own: Vec<Sheet<'_>> = own.collect();
            section aria-labelledby="heading" {
                header { h2 id="heading" { (topic.term) } p { (where_last_year_is(now, last, !own.is_empty())) } }
                @if last.is_none() { (members(now, topic, &office.address.token)) }
                // That year's file is only looked at here.
                @for found in now.found.iter().filter(|found| found.is_before) {
                    @let [sign, word, class] = found.level.terms();
                    div.said.{ (class) } { span.{ "tag " (class) } aria-label=(word) { (sign) } span { a href=(address(now, found, base)) { (unbroken(&found.said)) } } }
                }
                @for sheet in &own { (sheet.fields(&["prior"])) }
                @if let Some(slot) = last {
                    @if !own.is_empty() { div.heading { h3 { (last_year) " 年度的数据" } } }
                    (sheet(slot).all())
                }
            }
        },
    }
}

/// Where the figures of the year before come from, and where they are changed; `restates` says whether this year's file has some
/// as well.
fn where_last_year_is(now: &Now, last: Option<&Slot>, restates: bool) -> Markup {
    let year = now.selected.year.saturating_sub(1);
    let of_own = || html! { "上年数调整过、与上年公开的不同的，填在“上年数”里，写明原因。" };
    html! {
        @match last {
            None if now.members.is_some() => { "上年数由所属单位上年的数汇总；照部门自己 " (year) " 年公开的比较的，填在这里。" },
            None => { "没有 " (year) " 年度的数据：要比较的上年数填在这里，本年新设立的单位不填。" },
            Some(slot) if slot.locked => {
                @if restates { (of_own()) "下面 " }
                (year) " 年度的数据只看不改；要改的，" a href={ "../" (year) "/income" } { "到 " (year) " 年度" } "改。"
            },
            Some(_) => { @if restates { (of_own()) } (year) " 年度的数据只供比较，在这里填、在这里改。" },
        }
    }
}

/// The self-evaluations, of which one is shown, by the names of their projects.
fn evaluations(all: &[&Slot], shown: &Slot, topic: &Topic, base: &str) -> Markup {
    html! {
        nav.parts aria-label="各份自评报告" { ol {
            @for (number, slot) in all.iter().enumerate() {
                li {
                    a href={ (base) "/" (page(&topic.slug_of(&slot.path))) } aria-current=[(slot.path == shown.path).then_some("page")] {
                        "第 " (number + 1) " 份　" (slot.said.leaves.get("name").map_or("", String::as_str))
                    }
                }
            }
        } }
    }
}

/// All that is not written and all that was found, one after the other, in the bar at the bottom.
fn queue(now: &Now, unwritten: &[Unwritten<'_>], base: &str) -> Markup {
    let open = first_of_each(unwritten, base);
    let count = open.len() + now.found.len();
    html! {
        footer.dock.queue {
            button type="button" id="previous" { "‹ 上一处" }
            button type="button" id="next" { "下一处 ›" }
            span.kbd { "F8" }
            span.nowrap.quiet id="where" {
                @if count == 0 { "没有待办" } @else { "待办 " (count) " 处" }
                @if !open.is_empty() { "，" (open.len()) " 处没有存下" }
            }
            span.what id="what" {}
            span.nowrap.quiet id="picked" role="status" {}
            button.plain type="button" id="help-open" { "键盘和帮助 " kbd.kbd { "F1" } }
            ol hidden id="queue" {
                @for (address, [topic, field, typed]) in &open {
                    li { a href=(address) data-held { span.tag.err { "未" } " 没有存下 “" (typed) "”：" (topic) " " (field) } }
                }
                @for found in &now.found {
                    @let [sign, _, class] = found.level.terms();
                    li { a href=(address(now, found, base)) { span.{ "tag " (class) } { (sign) } " " (found.said) } }
                }
            }
        }
    }
}
