//! A report as it is printed.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::pages::{Begins, Pages};
use crate::serve::view::frame::frame;

/// All pages, of which a browser loads those that are in view.
pub(in crate::serve) fn pages(office: &Office, base: &str, pages: &Pages) -> Answer {
    let Pages { edition, sizes, headings, drawn: _, why } = pages;
    let body = html! {
        div.pages id="pages" data-edition=(edition) {
            @if let Some(why) = why {
                p.band.bad id="why" role="status" {
                    @if sizes.is_empty() { "还排不出报告：" } @else { "照现在的数据排不出报告，下面是上一次排好的：" }
                    (why)
                }
            }
            @for (number, (width, height)) in sizes.iter().enumerate() {
                (figure(base, edition, number, [*width, *height], &begins(headings, number + 1)))
            }
        }
    };
    Answer::page(frame(&office.address.token, "印出来的样子", &[], &body))
}

/// What begins on a page, each with how far below its top.
fn begins(headings: &[Begins], page: usize) -> String {
    let here = headings.iter().filter(|heading| heading.page == page);
    let here = here.map(|Begins { page: _, top, words }| json!([top, words]));
    Value::Array(here.collect()).to_string()
}

/// A page, which says how large it is before it is there.
fn figure(
    base: &str,
    edition: &str,
    number: usize,
    [width, height]: [f64; 2],
    begins: &str,
) -> Markup {
    let label = format!("第 {} 页", number + 1);
    html! {
        figure.pageof.fit.wide[width > height] id={ "page" (number + 1) } aria-label=(label)
            data-width=(width) data-height=(height) data-begins=(begins) {
            img loading="lazy" src={ (base) "/page/" (edition) "/" (number) } alt=(label)
                width=(width.round()) height=(height.round());
        }
    }
}
