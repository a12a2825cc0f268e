//! A new unit.

use maud::html;

use crate::model::unit::{Kind, Nature};
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::view::frame::frame;
use crate::serve::view::import::top;

/// The form of a new unit, with why it was not made, where it was not.
pub(in crate::serve) fn new_unit(office: &Office, form: &Pairs, why: Option<&str>) -> Answer {
    let token = &office.address.token;
    let year = match form.get("year") {
        "" => office.overview().status.as_ref().map(|status| status.year.to_string()),
        year => Some(year.to_owned()),
    };
    let body = html! {
        (top(token, "新建单位"))
        main.stage {
            div.whole.begin {
                form method="post" action={ "/" (token) "/new" } autocomplete="off" {
                    @if let Some(why) = why { p.said.err role="alert" { span.tag.err { "错" } span { (why) } } }
                    div.field { label for="name" { "单位全称" } div { input id="name" name="name" required value=(form.get("name")); p.note { "与印章一致，印在封面上" } } }
                    div.field { label for="kind" { "是单位还是部门" } div { select id="kind" name="kind" {
                        @for kind in [Kind::Unit, Kind::Department] { option value=(kind.key()) selected[form.get("kind") == kind.key()] { (kind.term()) } }
                    } } }
                    div.field { label for="nature" { "单位性质" } div { select id="nature" name="nature" {
                        @for nature in Nature::ALL { option value=(nature.key()) selected[form.get("nature") == nature.key()] { (nature.term()) } }
                    } } }
                    div.field { label for="year" { "年度" } div { input.num id="year" name="year" inputmode="numeric" required value=(year.unwrap_or_default()); } }
                    p.do { button.primary { "新建" } }
                    p.note { "有决算系统导出的工作簿的，不用先建：把工作簿拖进来，单位跟着就有了。" }
                }
            }
        }
    };
    let answer = Answer::page(frame(token, "新建单位", &["common.js", "drop.js"], &body));
    if why.is_some() { answer.with_status(409) } else { answer }
}
