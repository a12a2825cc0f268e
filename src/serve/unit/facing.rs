//! The fields whose values a file has in words that are none of the page's: units by their folders, and what the names of PDFs
//! are made of.

use crate::exchange::fill::is_units;
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

/// What there is to say of how a field is filled in on the page.
pub(in crate::serve) fn note(field: &Field) -> &'static str {
    match field {
        _ if is_units(field) => "一行一个单位的全称",
        _ if is_pattern(field) => {
            "{单位名称}、{年度}、{单位或部门} 做报告时换成各单位自己的，别的照写；必须有 {单位名称}"
        }
        _ => "",
    }
}
