//! Headings, paragraphs and other words that differ.

use serde::Serialize;

use crate::editions::diff::aligned::{Paired, paired};
use crate::editions::diff::marked::{Part, marked, parts};
use crate::editions::diff::{Moved, Side, Unchanged, note};
use crate::engine::{Block, BlockKind, Spot};

/// Words that differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct WordDifference {
    /// `heading`, `paragraph`, `entry` of the contents or `other`.
    pub kind: &'static str,
    /// The headings that they stand under; empty before the first one.
    pub section: String,
    /// What they said; none where they are new. Of an entry, not on which page that stands.
    pub old: Option<String>,
    /// What they say; none where they are gone.
    pub new: Option<String>,
    /// The new wording with the changes marked.
    pub marked: String,
    /// The page on which they stood.
    pub old_page: Option<usize>,
    /// The page on which they stand.
    pub new_page: Option<usize>,
    /// Where that stood which has changed, and where it stands.
    #[serde(skip)]
    pub spots: [Vec<Spot>; 2],
}

/// Words of a report with the headings that they stand under.
struct Words<'a> {
    /// The words.
    block: &'a Block,
    /// The last heading before them.
    section: &'a str,
}

/// The words that differ, in their order.
pub(super) fn differences(
    old: &Side,
    new: &Side,
    unchanged: &mut Unchanged,
    moved: &mut Vec<Moved>,
) -> Vec<WordDifference> {
    let (before, now) = (words(&old.blocks), words(&new.blocks));
    let key = |words: &Words<'_>| (kind(words.block.kind), words.block.said().to_owned());
    let keys = [&before, &now].map(|words| words.iter().map(key).collect::<Vec<_>>());
    let [old_keys, new_keys] = &keys;
    let Paired { pairs, gone, new: added } = paired(old_keys, new_keys, |old, new| {
        let (Some((one, before)), Some((other, now))) = (old_keys.get(old), new_keys.get(new))
        else {
            return 0.0;
        };
        if one == other { strsim::sorensen_dice(before, now) } else { 0.0 }
    });
    let mut found: Vec<(usize, WordDifference)> = Vec::new();
    for (from, to) in pairs {
        let (Some(was), Some(is)) = (before.get(from), now.get(to)) else { continue };
        if was.block.said() == is.block.said() {
            unchanged.words += 1;
            note(moved, is.section, was.block.page, is.block.page);
        } else {
            found.push((to, difference(Some(was), Some(is))));
        }
    }
    // What is gone stood behind what stands before it still.
    let gone =
        gone.into_iter().filter_map(|from| Some((from, difference(Some(before.get(from)?), None))));
    found.extend(gone);
    found.extend(
        added.into_iter().filter_map(|to| Some((to, difference(None, Some(now.get(to)?))))),
    );
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, difference)| difference).collect()
}

/// The words of a report that stand in no table.
fn words(blocks: &[Block]) -> Vec<Words<'_>> {
    let mut section = "";
    let mut words = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Cell { .. } => continue,
            BlockKind::Heading => section = &block.text,
            BlockKind::Paragraph | BlockKind::Entry { .. } | BlockKind::Loose => {}
        }
        words.push(Words { block, section });
    }
    words
}

/// What differs between words, of which one may be missing.
fn difference(old: Option<&Words<'_>>, new: Option<&Words<'_>>) -> WordDifference {
    let text = |words: Option<&Words<'_>>| words.map(|words| words.block.said().to_owned());
    let (was, is) = (text(old), text(new));
    let said = new.or(old);
    let (before, now) =
        parts(was.as_deref().unwrap_or_default(), is.as_deref().unwrap_or_default());
    WordDifference {
        kind: said.map_or("other", |words| kind(words.block.kind)),
        section: said.map(|words| words.section.to_owned()).unwrap_or_default(),
        marked: marked(was.as_deref().unwrap_or_default(), is.as_deref().unwrap_or_default()),
        old: was,
        new: is,
        old_page: old.map(|words| words.block.page),
        new_page: new.map(|words| words.block.page),
        spots: [(old, before), (new, now)].map(|(words, parts)| spots(words, &parts)),
    }
}

/// Where those parts of some words stand that have changed.
fn spots(words: Option<&Words<'_>>, parts: &[Part]) -> Vec<Spot> {
    let Some(Words { block, section: _ }) = words else { return Vec::new() };
    let (mut spots, mut begin) = (Vec::new(), 0);
    for Part { text, changed } in parts {
        let end = begin + text.len();
        if *changed {
            spots.extend(block.spots(&(begin..end)));
        }
        begin = end;
    }
    spots
}

/// The word for a kind of words.
fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Cell { .. } => "cell",
        BlockKind::Entry { .. } => "entry",
        BlockKind::Loose => "other",
    }
}
