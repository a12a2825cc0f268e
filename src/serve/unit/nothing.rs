//! The topics that have one box for a year in which nothing of them happened.

/// What the boxes say, by the keys of their tables, which are the topics' names in addresses as well.
const BOXES: [(&str, &str); 3] = [
    ("three-public", "本年没有“三公”经费"),
    ("procurement", "本年没有政府采购"),
    ("assets", "本年没有国有资产"),
];

/// What the box of a table says; none where it has none.
pub(in crate::serve) fn box_of(key: &str) -> Option<&'static str> {
    BOXES.iter().find(|(own, _)| *own == key).map(|(_, said)| *said)
}
