//! The main button of a report, which does what comes next, and what is made of it already.

use maud::{Markup, html};

use crate::project::Selected;
use crate::serve::building::Work;
use crate::serve::making::{Making, Next};
use crate::serve::view::addresses::{encoded, pdf};

/// What is made of a report, and the button; a script has them made anew, and builds without leaving the page. Without one a
/// build leads back to a topic.
pub(in crate::serve) fn making(
    token: &str,
    report: &Selected,
    making: &Making,
    back: &str,
) -> Markup {
    let base = format!("/{token}/u/{}/{}", encoded(&report.folder), report.year);
    html! {
        div.making id="making" data-from={ (base) "/making" } {
            span.small role="status" id="made" { (made(token, report, making, &base)) }
            @match making.next {
                Next::Wait(_) | Next::Nothing | Next::Begin => {},
                Next::Mend => a id="make" href={ (base) "/todo" } { "数据读不通，先改正" },
                Next::Draft => (build(token, report, back, "生成草稿", Some("有错误的、没有填完的，先不能生成正式的报告"))),
                Next::Build => (build(token, report, back, "生成 PDF", None)),
                Next::Publish => a.button.primary id="make" href={ (base) "/edition" } { "登记公开" },
                Next::Correct => a.button.primary id="make" href={ (base) "/edition" } { "登记更正" },
            }
        }
    }
}

/// What is made of a report, with the way to its PDF; why it is not.
pub(super) fn made(token: &str, report: &Selected, making: &Making, base: &str) -> Markup {
    let address = pdf(token, report);
    html! {
        @match (making.next, making.pages, making.draft) {
            (Next::Wait(Work::Build(_)), ..) => span id="make" tabindex="-1" { "正在生成……" },
            (Next::Wait(Work::Register), ..) => span id="make" tabindex="-1" { "正在登记……" },
            (next, Some(pages), _) => {
                @match (next, making.edition) {
                    (Next::Nothing, Some(edition)) => { "第 " (edition) " 版已登记" },
                    _ => "已生成",
                }
                "　" (pages) " 页　" a href=(address) { "下载" } "　"
            },
            (_, None, draft) => {
                @if let Some((why, sentence)) = &making.not_made {
                    a.held href={ (base) "/todo" } title=[sentence.as_ref()] { "没有生成：" (why) } "　"
                }
                @if let Some(pages) = draft { "草稿　" (pages) " 页　" a href={ (address) "/draft" } { "下载" } "　" }
            },
        }
    }
}

/// The form that has a report built.
pub(super) fn build(
    token: &str,
    report: &Selected,
    back: &str,
    word: &str,
    title: Option<&str>,
) -> Markup {
    html! {
        form method="post" action={ "/" (token) "/build" } {
            input type="hidden" name="unit" value={ (report.folder) "/" (report.year) };
            input type="hidden" name="back" value=(back);
            @if title.is_some() { input type="hidden" name="draft" value="yes"; }
            button.primary id="make" title=[title] { (word) }
        }
    }
}
