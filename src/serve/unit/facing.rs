//! What the names of PDFs are made of, which a file has in words that are none of the page's.

use crate::fields::field::Field;
use crate::fields::project::project::OUTPUT;

/// What the names of PDFs are made of, as the settings have it and as the page does.
pub(super) const PARTS: [(&str, &str); 3] =
    [("{unit}", "{单位名称}"), ("{year}", "{年度}"), ("{kind}", "{单位或部门}")];

/// Whether a field says what the names of PDFs are made of.
pub(in crate::serve) fn is_pattern(field: &Field) -> bool {
    std::ptr::eq(field, &OUTPUT)
}

/// What names of PDFs are made of, as the page has it, where a text begins with that; and what follows.
pub(super) fn part(text: &str) -> Option<(&'static str, &str)> {
    PARTS.iter().find_map(|(is, looks)| Some((*looks, text.strip_prefix(is)?)))
}
