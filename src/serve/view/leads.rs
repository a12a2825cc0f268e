//! What to do about a finding, as links to the fields where it is done.

use maud::{Markup, html};

use crate::serve::unit::Found;
use crate::serve::unit::leads::{Lead, Way};
use crate::serve::view::addresses::{encoded, name};

/// The fields that a finding leads to; at its own field, that goes without saying unless it is to be filled in.
pub(super) fn leads(found: &Found, is_there: bool) -> Markup {
    let own = |lead: &&Lead| lead.way == Way::Look && found.at.as_ref() == Some(&lead.at);
    let of = |way: Way| {
        let leads = found.leads.iter().filter(|lead| lead.way == way);
        leads.filter(|lead| !(is_there && own(lead))).collect::<Vec<&Lead>>()
    };
    html! {
        @for way in Way::ALL {
            @let leads = of(way);
            @if !leads.is_empty() {
                span.leads {
                    (way.term())
                    @for (number, lead) in leads.iter().enumerate() {
                        @if number > 0 { "；" }
                        a href={ (lead.slug) "#" (encoded(&name(&lead.at))) } { (lead.words) }
                        @if !lead.said.is_empty() { "（" (lead.said) "）" }
                    }
                }
            }
        }
    }
}
