//! Why something is asked for: the rule behind a finding, folded away until somebody wants to know.

use maud::{Markup, html};

use crate::check::find;
use crate::serve::unit::why::why as told;
use crate::serve::unit::{Found, Now};

/// The explanation of a finding's rule, under what is shown of it while it is folded; nothing where no rule is behind it.
pub(super) fn why(now: &Now, found: &Found, is_title_shown: bool) -> Markup {
    let Some(rule) = find(found.id) else { return html! {} };
    html! {
        details.why id=(id(now, found)) {
            summary { @if is_title_shown { (rule.title) } @else { "说明" } "　" (rule.number) }
            @if !is_title_shown { p { strong { (rule.title) } } }
            @for paragraph in told(rule) { p { (paragraph) } }
        }
    }
}

/// What an explanation is known by when the page is renewed: the rule and the field, and which of those that are alike.
fn id(now: &Now, found: &Found) -> String {
    let is_alike = |other: &&Found| other.id == found.id && other.at == found.at;
    let before = now.found.iter().take_while(|other| !std::ptr::eq(*other, found));
    let at = found.at.as_ref().map_or(String::new(), |at| format!("|{}|{}", at.file, at.path));
    format!("rule|{}{at}|{}", found.rule, before.filter(is_alike).count())
}
