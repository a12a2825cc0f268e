//! What can be done for a report of whose year there is nothing yet.

use maud::{Markup, html};

use crate::exchange::fill::Part;
use crate::serve::unit::{Now, Which};
use crate::serve::view::addresses::encoded;

/// The ways to begin the year: from the year before, from a workbook, or with nothing; nothing where there is the year's file, or
/// nobody can tell.
pub(super) fn no_year(now: &Now, token: &str) -> Markup {
    let has_file = now.part(Part::Year).next().is_some() || now.years.contains(&now.selected.year);
    if has_file || now.broken.is_some() || now.which == Which::Settings {
        return html! {};
    }
    let year = now.selected.year;
    let unit = format!("/{token}/u/{}", encoded(&now.selected.folder));
    let newest = now.years.iter().copied().filter(|other| *other < year).max();
    let before = year.saturating_sub(1);
    html! {
        div.band.wraps role="region" aria-label="这个年度还没有数据" {
            strong.nowrap { "还没有 " (year) " 年度的数据" }
            @if newest == Some(before) {
                form method="post" action={ "/" (token) "/roll" } {
                    input type="hidden" name="year" value=(year);
                    input type="hidden" name="unit" value=(now.selected.folder);
                    button.primary name="write" value="yes" { "由 " (before) " 年度转入下年" }
                }
            }
            a.button href={ "/" (token) "/import" } { "导入 " (year) " 年度的工作簿" }
            form method="post" action={ (unit) "/" (year) "/begin" } { button { "新建空白的 " (year) " 年度" } }
            @match newest {
                Some(newest) if newest < before => {
                    p { "最近的是 " a href={ (unit) "/" (newest) "/todo" } { (newest) " 年度" } "；有了 " (before) " 年度的，才能转入下年。" }
                },
                Some(_) => {},
                None => {
                    @if let Some(later) = now.years.iter().min() {
                        p { "这个单位有 " a href={ (unit) "/" (later) "/todo" } { (later) " 年度" } "的。" }
                    }
                },
            }
        }
    }
}
