//! What others changed of a report: the band that says it, and what the page asks for to fill that.

use maud::{Markup, html};

use crate::exchange::fill::{Part, part_of};
use crate::fields::field::Shape;
use crate::project::Selected;
use crate::serve::answer::Answer;
use crate::serve::journal::Told;
use crate::serve::office::Office;
use crate::serve::unit::changed::{Became, Changed, Of};
use crate::serve::unit::topics::{TOPICS, Topic};
use crate::serve::unit::{Now, Which};
use crate::serve::view::addresses::{encoded, name, place_of};

/// The band, which is empty as long as nobody else changed anything; `seen` is by what it is known how much the page shows.
pub(super) fn elsewhere_band(base: &str, seen: Option<&str>) -> Markup {
    html! {
        div.band role="status" hidden id="elsewhere" data-ask={ (base) "/elsewhere" } data-seen=[seen] {
            strong.nowrap id="elsewhere-said" { "在别处改过，已经读进来：" }
            span {}
            span.grow {}
            button type="button" { "看过了" }
        }
    }
}

/// What others changed, place by place, as the page takes it.
pub(in crate::serve) fn elsewhere(office: &Office, report: &Selected, told: &Told) -> Answer {
    let Selected { folder, year } = report;
    let base = format!("/{}/u/{}/{year}", office.address.token, encoded(folder));
    let Told { seen, changed } = told;
    let is_any = changed.as_ref().is_some_and(|changed| !changed.is_empty());
    let look = || office.known.look(&office.root, &Which::Report(report.clone()));
    let now = if is_any { look() } else { None };
    let places = changed
        .iter()
        .flatten()
        .map(|(shape, changed)| place(&base, *year, now.as_ref(), shape, changed));
    let mut places: Vec<(usize, Markup)> = places.collect();
    places.sort_by_key(|(order, _)| *order);
    Answer::page(html! {
        ol id="changed" data-seen=(seen) data-anew[changed.is_none()] {
            @for (_, place) in places { (place) }
        }
    })
}

/// One place, and where its topic stands among the others.
fn place(
    base: &str,
    year: u16,
    now: Option<&Now>,
    shape: &'static Shape,
    changed: &Changed,
) -> (usize, Markup) {
    let Changed { at, of, became, number } = changed;
    let part = part_of(&at.file, year);
    let topic = match (of, part) {
        // A file is called by what it is, and led to where it begins.
        (Of::File, Some(Part::Unit | Part::Year)) => Topic::of_field(part, "profile"),
        (Of::File, Some(Part::LastYear | Part::Evaluation) | None) => Topic::of_field(part, ""),
        (Of::Rows | Of::Row | Of::Value, _) => Topic::of_field(part, &at.path),
    };
    let words = match (of, part) {
        (Of::File, Some(Part::Unit)) => "单位的数据".to_owned(),
        (Of::File, Some(Part::Year)) => "本年的数据".to_owned(),
        (Of::File, Some(Part::LastYear)) => "上年的数据".to_owned(),
        (Of::File, Some(Part::Evaluation) | None) => "自评报告".to_owned(),
        (Of::Rows | Of::Row | Of::Value, _) => {
            let within = now.map(|now| now.within(topic, shape, at)).unwrap_or_default();
            let topic = now.map_or_else(|| topic.term.to_owned(), |now| now.topic_of(topic, at));
            let parts = [topic, within].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("，")
        }
    };
    let order = TOPICS.iter().position(|other| other.slug == topic.slug).unwrap_or(TOPICS.len());
    let id = name(at);
    (
        order,
        html! {
            li data-field=(id) data-number=(number) {
                a href={ (base) "/" (place_of(topic, at)) } { (words) }
                (how(*of, *became))
            }
        },
    )
}

/// What became of a place, where that is more than that it says something else.
fn how(of: Of, became: Became) -> String {
    match (became, of) {
        (Became::Changed, _) => String::new(),
        (Became::Emptied, _) => "（现在空着）".to_owned(),
        (Became::Added, Of::File) => "（新的一份）".to_owned(),
        (Became::Added, Of::Rows | Of::Row | Of::Value) => "（新的一行）".to_owned(),
        (Became::Removed, Of::File) => "（这一份没有了）".to_owned(),
        (Became::Removed, Of::Rows | Of::Row | Of::Value) => "（这一行没有了）".to_owned(),
        (Became::More(count), _) => format!("（多了 {count} 行）"),
        (Became::Fewer(count), _) => format!("（少了 {count} 行）"),
    }
}
