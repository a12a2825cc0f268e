//! Pages of a report as it was published and as it is, side by side, with what differs marked.

use maud::{Markup, html};

use crate::editions::{Paper, Sheet};
use crate::engine::Spot;

/// How far beyond the words of a page is shown, in points.
const MARGIN: f64 = 14.0;

/// The pages on which something differs; `edition` is the last one that was published, `base` the address of its report's
/// editions, and `key` what its pictures are known by.
pub(super) fn sheets(
    sheets: &[Sheet],
    more: usize,
    edition: usize,
    base: &str,
    key: &str,
) -> Markup {
    let name = format!("第 {edition} 版");
    html! {
        section.view aria-label="前后对照" {
            header {
                span { "前后对照：变了的 " (sheets.len() + more) " 页" }
                span.quiet { @if more > 0 { "，下面是前 " (sheets.len()) " 页" } }
            }
            div.compare tabindex="0" role="region" aria-label="前后两页" {
                @for (number, Sheet { old, new }) in sheets.iter().enumerate() {
                    @let address = |side: &str| format!("{base}/sheets/{key}/{number}/{side}");
                    section.wide[new.size.0 > new.size.1] id={ "sheet" (number) } aria-label={ "第 " (new.page) " 页" } {
                        @let shown = [old, new].map(shown).into_iter().reduce(Spot::with);
                        (paper(old, shown, &name, &address("old")))
                        (paper(new, shown, "现在", &address("new")))
                    }
                }
                p.note {
                    "左边照第 " (edition) " 版的数据再排一遍；与挂出去的不一样的，以 "
                    a href={ (base) "/" (edition) } { "第 " (edition) " 版的 PDF" }
                    " 为准。点一页看整页。"
                }
            }
        }
    }
}

/// The part of a page that is worth showing: that on which words stand, or all of it.
fn shown(Paper { page, size: (width, height), svg: _, marks: _, words }: &Paper) -> Spot {
    words.unwrap_or(Spot { page: *page, left: 0.0, right: *width, top: 0.0, bottom: *height })
}

/// A page with its marks, of which so much is shown; the way to the whole of it.
fn paper(paper: &Paper, shown: Option<Spot>, name: &str, address: &str) -> Markup {
    let Paper { page, size: (width, height), svg: _, marks, words: _ } = paper;
    let Spot { page: _, left, right, top, bottom } = shown.unwrap_or(self::shown(paper));
    let [left, top] = [left, top].map(|edge| (edge - MARGIN).max(0.0));
    let [right, bottom] =
        [(right, width), (bottom, height)].map(|(edge, most)| (edge + MARGIN).min(*most));
    let view = format!("{left:.0} {top:.0} {:.0} {:.0}", right - left, bottom - top);
    let said = match marks.len() {
        0 => format!("{name}第 {page} 页"),
        count => format!("{name}第 {page} 页，标出变了的 {count} 处"),
    };
    html! {
        figure {
            figcaption { (name) "，第 " (page) " 页" }
            a href=(address) target="_blank" aria-label={ (said) "，看整页" } {
                svg viewBox=(view) role="img" aria-label=(said) {
                    image href=(address) width=(width) height=(height) {}
                    @for Spot { page: _, left, right, top, bottom } in marks {
                        rect x=(tenths(left - 1.0)) y=(tenths(top - 1.0))
                            width=(tenths(right - left + 2.0)) height=(tenths(bottom - top + 2.0)) {}
                    }
                }
            }
        }
    }
}

/// The number of the pair on which a page of the new report stands, or one of the old report where it is in no pair.
pub(super) fn sheet_of(sheets: &[Sheet], page: usize) -> Option<usize> {
    let new = sheets.iter().position(|sheet| sheet.new.page == page);
    new.or_else(|| sheets.iter().position(|sheet| sheet.old.page == page))
}

/// A length with one decimal.
fn tenths(length: f64) -> String {
    format!("{length:.1}")
}
