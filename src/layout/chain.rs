//! Layouts that take over another: which files then make them.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use crate::fields::layout::layout::EXTENDS;
use crate::files::Files;
use crate::layout::shelf::{self, COMMON, Contents};

/// The name of a layout's settings.
pub(super) const SETTINGS: &str = "layout.toml";

/// So many layouts are taken over one after another at most: each costs time, and nobody can tell any more what holds.
pub(super) const DEEPEST: usize = 32;

/// A layout and those that it takes over, one after another; it ends where one takes over none, or one of those before.
pub(crate) fn chain(files: &Files, layout: &str) -> Vec<String> {
    let mut chain = vec![layout.to_owned()];
    while let Some(next) = chain.last().and_then(|last| base(files, last))
        && chain.len() < DEEPEST
        && !chain.contains(&next)
        && shelf::is_known(files, &next)
    {
        chain.push(next);
    }
    chain
}

/// The layout that a text of settings takes over, if it is named by words, with its place in the text.
pub(super) fn extends(text: &str) -> Option<(Option<String>, Range<usize>)> {
    // A key may be spelt with escapes.
    if !text.contains(EXTENDS.key) && !text.contains('\\') {
        return None;
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let value = table.get_ref().get(EXTENDS.key)?;
    Some((value.get_ref().as_str().map(str::to_owned), value.span()))
}

/// All files of a layout by their path within it: its own, and those of the layouts below that it does not replace.
pub(crate) fn merged(files: &Files, layout: &str) -> Contents {
    let mut merged = Contents::new();
    for name in chain(files, layout).iter().rev() {
        put_over(&mut merged, files, name);
    }
    merged
}

/// The files that the engine sees of a layout, by path from the project folder, such as `layouts/shanxi/report.typ`. A
/// layout that takes over another stands there with all its files; the other one stands beside it as it is.
pub(crate) fn seen(files: &Files, layout: &str) -> BTreeMap<String, Vec<u8>> {
    let mut seen = BTreeMap::new();
    for (path, file) in shelf::contents(files, COMMON) {
        seen.insert(format!("layouts/{COMMON}/{path}"), file.contents);
    }
    let mut merged = Contents::new();
    for name in chain(files, layout).iter().rev() {
        put_over(&mut merged, files, name);
        for (path, file) in &merged {
            seen.insert(format!("layouts/{name}/{path}"), file.contents.clone());
        }
    }
    seen
}

/// Where a file that the engine sees really stands: `layouts/mine/report.typ` may be `layouts/shanxi/report.typ`.
pub(crate) fn real_path(files: &Files, path: &str) -> Option<String> {
    let (layout, below) = path.strip_prefix("layouts/")?.split_once('/')?;
    let file = merged(files, layout).remove(below)?;
    Some(format!("layouts/{}/{below}", file.layout))
}

/// Puts a layout's own files over those that it takes over. Settings are taken over key by key, not as a file.
fn put_over(merged: &mut Contents, files: &Files, layout: &str) {
    merged.remove(SETTINGS);
    merged.extend(shelf::contents(files, layout));
}

/// The layout that another one takes over.
fn base(files: &Files, layout: &str) -> Option<String> {
    let text = String::from_utf8(shelf::settings(files, layout).ok()??).ok()?;
    extends(&text)?.0
}
