//! What a department adds up from its units, above what it may fill in itself, with the ways to where the units fill it in.

use maud::{Markup, html};

use crate::model::amount::Money;
use crate::serve::unit::Now;
use crate::serve::unit::members::{Member, Members, Sums};
use crate::serve::unit::topics::{Shows, Topic};
use crate::serve::view::addresses::encoded;
use crate::serve::view::fields::grouped;

/// What is said of the figures of the year before.
const LAST_YEAR: &str = "没有写部门自己的上年数，就由所属单位的上年数汇总：";

/// The topic that tells what a unit is.
const PROFILE: &str = "profile";

/// The units of a department with what a topic comes to; nothing where a topic is not added up.
pub(super) fn members(now: &Now, topic: &Topic, token: &str) -> Markup {
    let Some(Members { units, sums }) = &now.members else { return html! {} };
    let address = |unit: &Member| {
        let Member { folder, .. } = unit;
        format!("/{token}/u/{}/{}/{}", encoded(folder), now.selected.year, topic.slug)
    };
    let links = |meant: &[&Member]| {
        html! {
            @for (number, unit) in meant.iter().enumerate() {
                @if number > 0 { "、" }
                a href=(address(unit)) { (unit.name) }
            }
        }
    };
    let all: Vec<&Member> = units.iter().collect();
    if let Shows::LastYear = topic.shows {
        return html! { div.summed id="summed" { p.note { (LAST_YEAR) (links(&all)) } } };
    }
    if topic.slug == PROFILE {
        return html! { div.summed id="summed" { p.note { "汇总的所属单位：" (links(&all)) } } };
    }
    if !Members::add_up(topic.slug) {
        return html! {};
    }
    let sums =
        sums.iter().find(|(slug, sums)| *slug == topic.slug && sums.units.len() == units.len());
    let meant: Vec<&Member> = match topic.slug {
        "operating" => units.iter().filter(|unit| unit.has_operating_expense).collect(),
        _ => all,
    };
    html! {
        div.summed id="summed" {
            p {
                strong { "由所属单位汇总。" }
                "数在各单位里填，点名称去填；程序相加" @if offsets(topic) { "，单位之间的往来抵销" } "。"
            }
            @match sums {
                Some((_, sums)) => (table(sums, units, &address, topic)),
                None => {
                    p.note { "有的单位还没有填完，暂时算不出合计：" (links(&meant)) }
                }
            }
            p.note { (own(topic)) }
        }
    }
}

/// The sums of the units, one below the other.
fn table(
    sums: &Sums,
    units: &[Member],
    address: &impl Fn(&Member) -> String,
    topic: &Topic,
) -> Markup {
    let Sums { columns, units: amounts, own, all, are_counts } = sums;
    let is_meant = |unit: &Member| topic.slug != "operating" || unit.has_operating_expense;
    let meant: Vec<(&Member, &Vec<Money>)> =
        units.iter().zip(amounts).filter(|(unit, _)| is_meant(unit)).collect();
    let parts = amounts.iter().chain([own]);
    let difference: Vec<Money> = (0..columns.len())
        .map(|number| {
            let at = |line: &Vec<Money>| line.get(number).copied().unwrap_or(Money::ZERO);
            at(all) - parts.clone().map(at).sum::<Money>()
        })
        .collect();
    let is_any = |amounts: &[Money]| amounts.iter().any(|amount| !amount.is_zero());
    let line = |term: Markup, amounts: &[Money]| {
        html! {
            tr {
                th scope="row" { (term) }
                @for amount in amounts { td.num { (shown(*amount, *are_counts)) } }
            }
        }
    };
    html! {
        div.columns tabindex="0" role="region" aria-label={ (topic.term) "，各单位的" } {
            table.list {
                thead { tr { th scope="col" { "所属单位" } @for column in columns { th.num scope="col" { (column) } } } }
                tbody {
                    @for (unit, amounts) in meant {
                        (line(html! { a href=(address(unit)) { (unit.name) } }, amounts))
                    }
                    @if is_any(own) { (line(html! { "部门自己另填的" }, own)) }
                    @if is_any(&difference) {
                        (line(html! { @if offsets(topic) { "单位之间的往来抵销" } @else { "有的单位没有填，部门略去的" } }, &difference))
                    }
                    (line(html! { strong { "部门合计" } }, all))
                }
            }
        }
    }
}

/// Whether what units pay each other is cancelled out in a topic.
fn offsets(topic: &Topic) -> bool {
    ["income", "expenditure"].contains(&topic.slug)
}

/// What is said of what the department itself may fill in below.
fn own(topic: &Topic) -> &'static str {
    match ["three-public", "assets"].contains(&topic.slug) {
        true => {
            "下面的用途、原因由部门自己写；数只填没有另建单位的本级的，所属单位的再填一遍就算了两次。"
        }
        false => "下面只填没有另建单位的本级的数，一般空着；所属单位的再填一遍就算了两次。",
    }
}

/// An amount, or a number of things; nothing where there is none.
fn shown(amount: Money, is_count: bool) -> String {
    let text = grouped(&amount.to_string());
    match is_count {
        _ if amount.is_zero() => String::new(),
        true => text.trim_end_matches(".00").to_owned(),
        false => text,
    }
}
