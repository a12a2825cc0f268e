//! What to do about a finding, as links to the fields where it is done.

use maud::{Markup, html};

use crate::fields::field::{Kind, Shape};
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::leads::{Lead, Way};
use crate::serve::unit::quotes::own;
use crate::serve::unit::spoken::{of_path, plain};
use crate::serve::unit::topics::{Shows, Topic, stem_of};
use crate::serve::unit::{BLANK_LEFT, Found, Now};
use crate::serve::view::addresses::{encoded, in_own_year, name, place_of};

/// The fields that a finding leads to; at its own field, that goes without saying unless it is to be filled in.
pub(super) fn leads(now: &Now, found: &Found, is_there: bool) -> Markup {
    let is_plain = |lead: &Lead| lead.way == Way::Look || found.id == BLANK_LEFT;
    let own = |lead: &&Lead| is_plain(lead) && found.at.as_ref() == Some(&lead.at);
    let of = |way: Way| {
        let leads = found.leads.iter().filter(|lead| lead.way == way);
        leads
            .filter(|lead| !(is_there && own(lead)) && is_filled_in(topic(lead)))
            .collect::<Vec<&Lead>>()
    };
    html! {
        @for way in Way::ALL {
            @let leads = of(way);
            @if !leads.is_empty() {
                span.leads {
                    (way.term())
                    @for (number, lead) in leads.iter().enumerate() {
                        @if number > 0 { "；" }
                        @let topic = topic(lead);
                        a href=(address(topic, lead)) { (now.with_units(&of_topic(now, topic, lead))) }
                        @if !lead.said.is_empty() { "（" (lead.said) "）" }
                    }
                }
            }
        }
    }
}

/// Where a lead goes: what stands in the settings of the project, there; what is to be filled in of last year's file, to the pages of that year, where it can be.
fn address(topic: &Topic, lead: &Lead) -> String {
    if lead.at.file == SETTINGS {
        return format!("../../../settings#{}", encoded(&name(&lead.at)));
    }
    match lead.is_before {
        true => in_own_year(&lead.at),
        false => place_of(topic, &lead.at),
    }
}

/// The topic where a field is filled in.
fn topic(lead: &Lead) -> &'static Topic {
    Topic::of_field(Some(lead.part), &lead.at.path)
}

/// Whether a topic has fields to fill in.
fn is_filled_in(topic: &Topic) -> bool {
    match topic.shows {
        Shows::Fields(..) | Shows::Evaluations | Shows::LastYear => true,
        Shows::Todo | Shows::Accepted => false,
    }
}

/// A field in words, behind its topic, and that behind its year where it is another.
fn of_topic(now: &Now, topic: &Topic, lead: &Lead) -> String {
    if let Some(called) = called(now, lead) {
        return format!("{}，{}", topic.term, own(&called));
    }
    if let (true, Some(year)) = (lead.is_before, stem_of(&lead.at.file)) {
        let words = of_path(lead.shape, &lead.at.path).unwrap_or_default();
        return format!("{year} 年度的{words}");
    }
    if lead.at.file == SETTINGS {
        return format!("项目设置，{}", of_path(lead.shape, &lead.at.path).unwrap_or_default());
    }
    match within(topic, lead.shape, &lead.at.path).as_str() {
        "" => topic.term.to_owned(),
        rest => format!("{}，{rest}", topic.term),
    }
}

/// What a table of an office's own is called that a field stands in; none where it stands in no such.
fn called(now: &Now, lead: &Lead) -> Option<String> {
    let (top, label) = lead.at.path.split_once('.')?;
    lead.shape.field(top).filter(|field| matches!(field.kind, Kind::Tables(_)))?;
    let label = label.split('.').next()?;
    now.slot(&lead.at.file)?.said.row(top, label.trim_matches('"'))?.fields.get("name").cloned()
}

/// A path of a file of a shape in words within its topic; a topic of a single field at the top stands for that.
pub(super) fn within(topic: &Topic, shape: &'static Shape, path: &str) -> String {
    let words = of_path(shape, path).unwrap_or_default();
    let top = path.split(['.', '[']).next().and_then(|key| shape.field(key));
    let top = top.map_or("", |field| plain(field.term));
    let is_single = matches!(topic.shows, Shows::Fields([], [_]));
    let rest = words.strip_prefix(top).filter(|_| is_single).unwrap_or(&words);
    rest.trim().to_owned()
}
