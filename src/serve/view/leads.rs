//! What to do about a finding, as links to the fields where it is done.

use maud::{Markup, html};

use crate::exchange::fill::Part;
use crate::fields::field::Kind;
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::leads::{Lead, Way};
use crate::serve::unit::quotes::own;
use crate::serve::unit::topics::{Shows, Topic, stem_of};
use crate::serve::unit::{Found, Now};
use crate::serve::view::addresses::{encoded, in_own_year, name, place_of};

/// The fields that a finding leads to; at its own field, that goes without saying.
pub(super) fn leads(now: &Now, found: &Found, is_there: bool) -> Markup {
    let own = |lead: &&Lead| lead.way != Way::Suspect && found.at.as_ref() == Some(&lead.at);
    let of = |way: Way| {
        let leads = shown(found).filter(|lead| lead.way == way && !(is_there && own(lead)));
        leads.collect::<Vec<&Lead>>()
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
                        @let words = of_topic(now, topic, lead);
                        a href=(address(topic, lead)) { (words) }
                        @if !is_told(&words, &lead.said) { "（" (lead.said) "）" }
                    }
                }
            }
        }
    }
}

/// Whether one of the fields that a finding leads to is its own.
pub(super) fn lead_there(found: &Found) -> bool {
    shown(found).any(|lead| found.at.as_ref() == Some(&lead.at))
}

/// The fields that a finding leads to, as far as they are filled in on a page.
fn shown(found: &Found) -> impl Iterator<Item = &Lead> {
    found.leads.iter().filter(|lead| is_filled_in(topic(lead)))
}

/// Whether there is nothing more to say of a field than its words end with.
fn is_told(words: &str, said: &str) -> bool {
    let last = words.rsplit('，').next().unwrap_or_default();
    said.is_empty() || said.starts_with(last)
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
    let joined = |parts: [&str; 2]| {
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("，")
    };
    if let Some(called) = called(now, lead) {
        return joined([topic.term, &own(&called)]);
    }
    let within = now.within(topic, lead.shape, &lead.at);
    if let (true, Some(year)) = (lead.is_before, stem_of(&lead.at.file)) {
        let topic = Topic::of_field(Some(Part::Year), &lead.at.path);
        return joined([
            &format!("{year} 年度的{}", topic.term),
            &now.within(topic, lead.shape, &lead.at),
        ]);
    }
    if lead.at.file == SETTINGS {
        return joined(["项目设置", &within]);
    }
    joined([&now.topic_of(topic, &lead.at), &within])
}

/// What a table of an office's own is called that a field stands in; none where it stands in no such.
fn called(now: &Now, lead: &Lead) -> Option<String> {
    let (top, label) = lead.at.path.split_once('.')?;
    lead.shape.field(top).filter(|field| matches!(field.kind, Kind::Tables(_)))?;
    let label = label.split('.').next()?;
    now.slot(&lead.at.file)?.said.row(top, label.trim_matches('"'))?.fields.get("name").cloned()
}
