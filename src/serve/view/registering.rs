//! Reports that are to be registered as published: what would be, and what keeps the others.

use maud::{Markup, html};

use crate::batch::Pdf;
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::registering::{Lacking, Proposal};
use crate::serve::view::addresses::{encoded, pdf};
use crate::serve::view::frame::frame;

/// The page of reports that are to be registered.
pub(in crate::serve) fn registering(office: &Office, proposals: &[Proposal<'_>]) -> Answer {
    let token = &office.address.token;
    let count = proposals.iter().filter(|proposal| proposal.edition.is_ok()).count();
    let others = proposals.len() - count;
    let body = html! {
        header.top {
            a href={ "/" (token) "/" } { "‹ 全部单位" }
            span.sep {}
            h1 { "登记公开" }
        }
        main.edition.alone {
            div.differ tabindex="0" role="region" aria-label="登记公开" {
                h2 {
                    @match (proposals.is_empty(), count, others) {
                        (true, ..) => "没有选中单位",
                        (false, 0, _) => "选中的都还不能登记",
                        (false, _, 0) => { "登记 " (count) " 份" },
                        (false, ..) => { "能登记的 " (count) " 份，还不能的 " (others) " 份" },
                    }
                }
                @if count > 0 {
                    table.list.changes aria-label="要登记的" {
                        thead { tr {
                            th scope="col" { "单位" } th scope="col" { "登记为" } th scope="col" { "报告" }
                            th.num scope="col" { "缺" } th.num scope="col" { "警告" } th.num scope="col" { "没有核对" }
                        } }
                        tbody { @for proposal in proposals { (to_be(token, proposal)) } }
                    }
                    form method="post" action="register" {
                        input type="hidden" name="write" value="yes";
                        @for Proposal { row, edition } in proposals {
                            @if edition.is_ok() {
                                input type="hidden" name="unit" value={ (row.selected.folder) "/" (row.selected.year) };
                            }
                        }
                        p.note { "程序不联网：PDF 要自己挂到网站上。登记以后，这一版就不再变了，以后的改动都与它比。" }
                        p.do { button.primary { "登记这 " (count) " 份" } }
                    }
                }
                @if others > 0 {
                    h3 { "还不能登记的" }
                    table.list.changes aria-label="还不能登记的" {
                        thead { tr { th scope="col" { "单位" } th scope="col" { "为什么" } } }
                        tbody { @for proposal in proposals { (not_yet(token, proposal)) } }
                    }
                }
            }
        }
    };
    Answer::page(frame(token, "登记公开", &[], &body))
}

/// The row of a report that would be registered.
fn to_be(token: &str, Proposal { row, edition }: &Proposal<'_>) -> Markup {
    let Ok(edition) = edition else { return html! {} };
    let some = |number: Option<usize>| number.filter(|number| *number > 0);
    let [gaps, warnings, not_run] =
        [some(row.gaps), some(row.found.map(|[_, warnings, _]| warnings)), some(row.not_run)];
    html! {
        tr {
            th scope="row" { a href=(page(token, row.selected.folder.as_str(), row.selected.year, "todo")) { (row.called()) } }
            td { "第 " (edition) " 版" @if *edition > 1 { "，更正" } }
            td { @if let Pdf::Current(_, pages) = &row.pdf { a href=(pdf(token, &row.selected)) { (pages) " 页" } } }
            @for number in [gaps, warnings, not_run] { td.num { @if let Some(number) = number { (number) } } }
        }
    }
}

/// The row of a report that cannot be registered yet.
fn not_yet(token: &str, Proposal { row, edition }: &Proposal<'_>) -> Markup {
    let Err(Lacking { why, page: to }) = edition else { return html! {} };
    html! {
        tr {
            th scope="row" { (row.called()) }
            td { a href=(page(token, row.selected.folder.as_str(), row.selected.year, to)) { (why) } }
        }
    }
}

/// The address of a page of a report.
fn page(token: &str, folder: &str, year: u16, page: &str) -> String {
    format!("/{token}/u/{}/{year}/{page}", encoded(folder))
}
