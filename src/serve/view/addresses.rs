//! Where fields stand, and what was found about them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::exchange::fill::part_of;
use crate::project::Selected;
use crate::serve::unit::topics::{Topic, stem_of};
use crate::serve::unit::{At, Found, Now};

/// Where something that was found is mended.
pub(super) fn address(now: &Now, found: &Found, base: &str) -> String {
    match &found.at {
        Some(at) if found.is_before => format!("{base}/{}", in_own_year(at)),
        Some(at) => format!("{base}/{}", field(now, at)),
        None => format!("{base}/todo"),
    }
}

/// The address of a field of the file of a year among the pages of another year of the unit: on those of its own, where it is
/// filled in.
pub(super) fn in_own_year(at: &At) -> String {
    let stem = stem_of(&at.file).unwrap_or_default();
    let part = stem.parse().ok().and_then(|year| part_of(&at.file, year));
    format!("../{stem}/{}", place_of(Topic::of_field(part, &at.path), at))
}

/// The address of a field among the pages of its report.
pub(super) fn field(now: &Now, at: &At) -> String {
    place_of(Topic::at(now, at), at)
}

/// The address of a field of a topic among the pages of its report.
pub(super) fn place_of(topic: &Topic, at: &At) -> String {
    format!("{}#{}", page(&topic.slug_of(&at.file)), encoded(&name(at)))
}

/// The name of a page of a report as a part of an address.
pub(in crate::serve) fn page(slug: &str) -> String {
    encoded(slug).replace("%2D", "-")
}

/// Where something about the settings is mended.
pub(super) fn settings_at(token: &str, found: &Found) -> String {
    let field = found.at.as_ref().map(|at| encoded(&name(at))).unwrap_or_default();
    format!("/{token}/settings#{field}")
}

/// The name of the input of a field.
pub(super) fn name(at: &At) -> String {
    format!("is|{}|{}", at.file, at.path)
}

/// The address of the PDF of a report.
pub(super) fn pdf(token: &str, Selected { folder, year }: &Selected) -> String {
    format!("/{token}/pdf/{}/{year}", encoded(folder))
}

/// A name as a part of an address.
pub(in crate::serve) fn encoded(name: &str) -> String {
    utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()
}
