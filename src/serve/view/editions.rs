//! The editions of a report: publishing it, what changed since, correcting it.

use maud::{Markup, html};

use crate::editions::{Edition, Sheet};
use crate::serve::answer::Answer;
use crate::serve::compared::Kept;
use crate::serve::editions::{Refused, Standing};
use crate::serve::making::{Making, Next};
use crate::serve::office::Office;
use crate::serve::pages::{Changed, Compared};
use crate::serve::unit::topics::Topic;
use crate::serve::unit::{At, Found, Level, Now};
use crate::serve::view::addresses::{encoded, field};
use crate::serve::view::fields::grouped;
use crate::serve::view::frame::frame;
use crate::serve::view::leads::leads;
use crate::serve::view::making::{build, made as made_of};
use crate::serve::view::sheets::{sheet_of, sheets};
use crate::serve::view::todo::where_mended;
use crate::serve::view::unbroken::unbroken;
use crate::serve::view::unit::band;

/// So many reasons why nothing can be compared are told.
const REASONS: usize = 6;

/// The page of a report's editions.
pub(in crate::serve) fn editions(office: &Office, now: &Now, standing: &Standing) -> Answer {
    let token = &office.address.token;
    let Standing { editions, corrections, compared, refused } = standing;
    let base = format!("/{token}/u/{}/{}", encoded(&now.selected.folder), now.selected.year);
    let title = format!("公开与更正 · {} · {} 年度", now.name, now.selected.year);
    let made = Making::of(office, &now.selected);
    // What is written as a correction is published next.
    let is_due = *corrections == editions.len();
    // What differs, where that is known.
    let differing = compared.as_ref().and_then(|compared| compared.as_ref().ok());
    let differing = differing.filter(|kept| !is_none(&kept.compared));
    let pages = differing.filter(|kept| !kept.compared.sheets.is_empty());
    let registering = made.as_ref().map(|made| register(token, now, &base, made, editions.len()));
    let body = html! {
        header.top {
            a href={ (base) "/todo" } { "‹ " (now.name) }
            span.sep {}
            h1 { "公开与更正" }
            span.small.nowrap { (now.selected.year) " 年度" }
            span.grow {}
        }
        main.edition.alone[pages.is_none()].beside[pages.is_some()] {
            div.differ tabindex="0" role="region" aria-label="公开与更正" {
                @if let Some(refused) = refused { @if differing.is_none() || is_due { (said(refused)) } }
                @if !editions.is_empty() { (published(editions, &base)) }
                @match (editions.is_empty(), is_due, differing) {
                    (true, ..) => {
                        (first(now, &base))
                        (registering.unwrap_or_default())
                    },
                    (false, true, _) => {
                        h2 { "更正已经写好，登记以后是第 " (editions.len() + 1) " 版" }
                        (registering.unwrap_or_default())
                    },
                    (false, false, Some(kept)) => (correction(&kept.compared, &base, refused.as_ref())),
                    (false, false, None) => h2 { "公开以后" },
                }
                @if *corrections > 0 {
                    p.do {
                        a.button href={ (base) "/edition/notice" } { "下载更正说明" }
                        span.small {
                            @if is_due { "　写错了的，在" } @else { "　写过的，在" }
                            a href={ (base) "/corrections" } { "公开后的更正" }
                            @if is_due { "里改，或者删去那一行" } @else { "里" }
                        }
                    }
                }
                @if let Some(compared) = compared { (since(now, compared, &base)) }
            }
            @if let Some(kept) = pages {
                (sheets(&kept.compared.sheets, kept.compared.more, editions.len(), &format!("{base}/edition"), &kept.key))
            }
        }
    };
    Answer::page(frame(token, &title, &["common.js", "making.js"], &body))
}

/// The editions that there are.
fn published(editions: &[Edition], base: &str) -> Markup {
    html! {
        h2 { "公开过 " (editions.len()) " 版" }
        table.before { tbody {
            @for edition in editions {
                tr {
                    th scope="row" { "第 " (edition.edition) " 版　" (day(&edition.date)) }
                    td { @if let Some(reason) = &edition.reason { "更正：" (reason) } @else { "头一次公开" } }
                    td { a href={ (base) "/edition/" (edition.edition) } { "PDF，" (edition.pages) " 页" } }
                }
            }
        } }
    }
}

/// What is to be looked at before a report is published for the first time.
fn first(now: &Now, base: &str) -> Markup {
    let counts = Level::ALL.map(|level| (level, now.count(level)));
    html! {
        h2 { "公开前看一遍" }
        table.before.counts { tbody {
            @for (level, count) in counts {
                @let [sign, word, class] = level.terms();
                tr {
                    td { @if count > 0 { span.{ "tag " (class) } aria-label=(word) { (sign) } } @else { "✓" } }
                    th scope="row" { (word) }
                    td { @if count > 0 { a href={ (base) "/todo" } { (count) " 处" } } @else { "0 处" } }
                }
            }
            tr {
                td { @if now.not_run.is_empty() { "✓" } @else { span.tag.hint aria-label="没有核对" { "未" } } }
                th scope="row" { "没有核对的" }
                td { a href={ (base) "/todo" } { (now.not_run.len()) " 条" } }
            }
            tr { td {} th scope="row" { "已接受" } td { a href={ (base) "/accepted" } { (now.accepted.len()) " 条" } } }
        } }
    }
}

/// Whether nothing differs.
fn is_none(compared: &Compared) -> bool {
    let Compared { inputs, cells, words, unchanged: _, sheets: _, more: _, unready: _ } = compared;
    inputs.is_empty() && cells.is_empty() && words.is_empty()
}

/// The data that were changed, without what is newly written of the correction itself.
fn corrected(compared: &Compared) -> impl Iterator<Item = &Changed> {
    let is_own = |input: &&Changed| input.old.is_none() && input.what.starts_with("corrections[");
    compared.inputs.iter().filter(move |input| !is_own(input))
}

/// What changed since the last edition.
fn since(now: &Now, compared: &Result<Kept, String>, base: &str) -> Markup {
    let compared = match compared {
        Ok(kept) => kept.compared.as_ref(),
        Err(why) => return not_compared(now, why, base),
    };
    let Compared { inputs: _, cells, words, unchanged, sheets, more: _, unready } = compared;
    let inputs: Vec<&Changed> = corrected(compared).collect();
    let [fields, figures, tables, sentences] = unchanged;
    html! {
        @if let Some(why) = unready {
            p.said.err { span.tag.err { "错" } span { (why) "。改正以后才能公开；下面照草稿比" } a href={ (base) "/todo" } { "到待办" } }
        }
        @if is_none(compared) { p { "与最后一版一字不差。" } }
        @if !inputs.is_empty() {
            h3 { "改了 " (inputs.len()) " 处" }
            @let is_num = are_figures(inputs.iter().copied());
            table.list.changes {
                thead { tr { th scope="col" { "哪一处" } th.num[is_num] scope="col" { "公开的" } th.num[is_num] scope="col" { "现在" } } }
                tbody { @for input in &inputs { (changed_input(now, input, base)) } }
            }
        }
        @if !cells.is_empty() {
            h3 { "表里跟着变的 " (cells.len()) " 格" }
            @let is_num = are_figures(cells.iter());
            table.list.changes {
                thead { tr { th scope="col" { "哪一格" } th scope="col" { "第几页" } th.num[is_num] scope="col" { "公开的" } th.num[is_num] scope="col" { "现在" } } }
                tbody { @for cell in cells {
                    tr {
                        th scope="row" { "《" (cell.place) "》" (cell.what) }
                        td { (page(cell, sheets)) }
                        (old_and_new(cell))
                    }
                } }
            }
        }
        @if !words.is_empty() {
            h3 { "话里跟着变的 " (words.len()) " 处" }
            @for word in words {
                div.wording {
                    header { (if word.place.is_empty() { "封面、目录" } else { &word.place }) "　" (page(word, sheets)) }
                    p.song { (marked(word)) }
                }
            }
        }
        p.quiet { "没有变的：数据 " (fields) " 项，数 " (figures) " 个，表 " (tables) " 张，话 " (sentences) " 段。" }
    }
}

/// Why nothing can be compared, each reason with the place where it is mended.
fn not_compared(now: &Now, why: &str, base: &str) -> Markup {
    // What the check finds keeps no draft from being set.
    let in_the_way = |found: &&Found| found.level == Level::Error && found.rule.is_empty();
    let found: Vec<&Found> = now.found.iter().filter(in_the_way).collect();
    let is_told = now.broken.is_some() || found.iter().any(|found| found.said == why);
    let tag = html! { span.tag.err aria-label="错误" { "错" } };
    html! {
        h3 { "现在还不能与公开的一版比较" }
        @if let Some(broken) = &now.broken { (band(broken)) }
        table.todo { tbody {
            @if !is_told { tr { th scope="row" { (tag) } td { p { (why) } } td.where {} } }
            @for found in found.iter().take(REASONS) {
                tr {
                    th scope="row" { (tag) }
                    td {
                        p { (unbroken(&found.said)) }
                        @for help in &found.help { p.quiet { (unbroken(help)) } }
                        (leads(now, found, false))
                    }
                    td.where { (where_mended(now, found, base)) }
                }
            }
        } }
        p.quiet {
            @if found.len() > REASONS { "另有 " (found.len() - REASONS) " 处，在" a href={ (base) "/todo" } { "待办" } "里。" }
            "改好以后再打开这一页，就列出公开以后改了什么。"
        }
    }
}

/// A field that differs, with the way to it.
fn changed_input(now: &Now, input: &Changed, base: &str) -> Markup {
    let file = input.place.strip_prefix(&format!("data/{}/", now.selected.folder));
    let at = file.map(|file| At { file: file.to_owned(), path: input.what.clone() });
    let words = at.as_ref().and_then(|at| {
        let (topic, slot) = (Topic::at(now, at), now.slot(&at.file)?);
        let parts = [now.topic_of(topic, at), now.within(topic, slot.shape, at)];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"))
    });
    let words = words.unwrap_or_else(|| now.with_units(&input.term));
    html! {
        tr {
            th scope="row" {
                @match &at {
                    Some(at) => a href={ (base) "/" (field(now, at)) } { (words) },
                    None => (words),
                }
            }
            (old_and_new(input))
        }
    }
}

/// Words with what was taken out and put in.
fn marked(word: &Changed) -> Markup {
    let (old, new) = match (&word.old, &word.new) {
        (None, Some(new)) => return html! { ins { (new) } },
        (Some(old), None) => return html! { del { (old) } },
        pair => pair,
    };
    // What is marked as changed stands between brackets, with an arrow in it.
    let parts =
        word.marked.split('〔').enumerate().map(|(number, part)| match part.split_once('〕') {
            Some((change, rest)) if number > 0 => {
                let (from, to) = change.split_once('→').unwrap_or((change, ""));
                html! { del { (from) } ins { (to) } (rest) }
            }
            _ => html! { (part) },
        });
    match (old, new) {
        (Some(_), Some(_)) if !word.marked.is_empty() => html! { @for part in parts { (part) } },
        (old, new) => {
            html! { del { (old.as_deref().unwrap_or_default()) } ins { (new.as_deref().unwrap_or_default()) } }
        }
    }
}

/// The cells of what stood and stands somewhere: figures flush right with their thousands set apart, words flush left.
fn old_and_new(changed: &Changed) -> Markup {
    let Changed { place: _, what: _, term: _, old, new, marked: _, page: _ } = changed;
    let cell = |text: &Option<String>| match text.as_deref() {
        Some(text) if is_figure(text) => grouped(text),
        Some(text) => text.to_owned(),
        None => "（没有）".to_owned(),
    };
    let is_num = [old, new].into_iter().flatten().all(|text| is_figure(text));
    html! {
        td.old.num[is_num] { (cell(old)) }
        td.new.num[is_num] { (cell(new)) }
    }
}

/// Whether what stood and stands in all places are figures.
fn are_figures<'c>(all: impl Iterator<Item = &'c Changed>) -> bool {
    let mut texts = all.flat_map(|changed| [&changed.old, &changed.new]).flatten();
    texts.all(|text| is_figure(text))
}

/// Whether a text is an amount, a rate or a small number, and no word, code or year: these are longer and have no cents.
fn is_figure(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_long = whole.len() > 3 && !digits.contains('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number(whole) && is_number(cents) && !is_long
}

/// A day of an index as people write it.
fn day(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => {
            format!("{year}年{}月{}日", month.trim_start_matches('0'), day.trim_start_matches('0'))
        }
        _ => date.to_owned(),
    }
}

/// The page that something stands on, with the way to its picture.
fn page(changed: &Changed, sheets: &[Sheet]) -> Markup {
    let sheet = changed.page.and_then(|page| sheet_of(sheets, page));
    html! {
        @match (changed.page, sheet) {
            (Some(page), Some(sheet)) => a href={ "#sheet" (sheet) } { "第 " (page) " 页" },
            (Some(page), None) => { "第 " (page) " 页" },
            (None, _) => {},
        }
    }
}

/// What changed in short, and the form of its correction, above all that has to be scrolled.
fn correction(compared: &Compared, base: &str, refused: Option<&Refused>) -> Markup {
    let Compared { inputs: _, cells, words, unchanged: _, sheets: _, more: _, unready: _ } =
        compared;
    let inputs = corrected(compared).count();
    let of_date = refused.filter(|refused| refused.is_of_date);
    let of_reason = refused.filter(|refused| !refused.is_of_date);
    html! {
        h2 { "公开以后有改动，还要写更正" }
        p { "改了 " (inputs) " 处，跟着变的：表里 " (cells.len()) " 格，话里 " (words.len()) " 处，都列在下面。" }
        form.correct method="post" action={ (base) "/edition/correct" } {
            label for="date" { "更正日期" }
            div {
                input type="date" id="date" name="date" required value=[refused.map(|refused| &refused.date)] aria-invalid=[of_date.map(|_| "true")] aria-describedby=[of_date.map(|_| "unwritten")];
                @if let Some(refused) = of_date { (said(refused)) }
            }
            label for="reason" { "更正原因" }
            div {
                textarea id="reason" name="reason" rows="2" required aria-invalid=[of_reason.map(|_| "true")] aria-describedby=[of_reason.map(|_| "unwritten")] autofocus[of_reason.is_some()] { @if let Some(refused) = refused { (refused.reason) } }
                @if let Some(refused) = of_reason { (said(refused)) }
                p.note { "更正要写明原因，会印在更正说明上。不该改的，把数据改回去。" }
            }
            span {}
            div { button.primary { "写下这次更正" } }
        }
    }
}

/// Why a correction was not written.
fn said(refused: &Refused) -> Markup {
    let why = refused.why.trim_start_matches("没有写：");
    html! { p.said.err role="alert" id="unwritten" { span.tag.err { "错" } span { "没有写下：" (why) } } }
}

/// Building and registering the next edition, after so many.
fn register(token: &str, now: &Now, base: &str, made: &Making, editions: usize) -> Markup {
    let report = &now.selected;
    let word = if editions > 0 { "登记更正" } else { "登记公开" };
    let said = html! { p role="status" id="made" { (made_of(token, report, made, base)) } };
    html! {
        @if editions == 0 { h3 { (word) } }
        div id="making" data-from={ (base) "/edition" } {
            @match made.next {
                Next::Wait(_) => (said),
                Next::Draft | Next::Mend | Next::Begin => p.said.err { span.tag.err { "错" } span { "有错误，改正以后才能公开。" } a href={ (base) "/todo" } { "去看待办" } },
                Next::Build => {
                    p.note { "报告还没有生成，或者生成以后有改动；先生成，看过 PDF 再登记。" }
                    (said)
                    (build(token, report, "edition", "生成 PDF", None))
                },
                Next::Publish | Next::Correct | Next::Nothing => {
                    (said)
                    form method="post" action={ (base) "/edition/publish" } {
                        p.note { "程序不联网：PDF 要自己挂到网站上。登记以后，这一版就不再变了，以后的改动都与它比。" }
                        button.primary id="make" { (word) }
                    }
                },
            }
        }
    }
}
