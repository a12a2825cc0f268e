//! Facts whose names are near one that is not there.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use crate::engine::failure::words::{bare, between};
use crate::engine::world::{ReportWorld, file_id};
use crate::layout::new_name;
use crate::tables::nearest;

/// How many names are listed.
const LISTED: usize = 16;

/// What could have been meant by a key that is not there.
pub(super) fn near(world: &ReportWorld, message: &str, span: DiagSpan) -> Option<String> {
    let key = between(message, "dictionary does not contain key ", "")?;
    let key = bare(key.split(" and no default").next().unwrap_or(key));
    if let Some(now) = new_name(key) {
        return Some(format!("从前的名字，现在是 {now}；juesuan layout check 列出全部改了名的"));
    }
    let facts: Value = serde_json::from_slice(&world.file(file_id("facts.json")?).ok()?).ok()?;
    let level = path_before(world, span).and_then(|path| keys_at(&facts, &path));
    let (names, whole) = match &level {
        Some(names) => (names.clone(), true),
        None => (all_keys(&facts), false),
    };
    match nearest(key, names.iter().copied()) {
        Some(near) => Some(format!("是否想写 {near}？")),
        None if whole && names.len() <= LISTED => {
            let list: Vec<&str> = names.into_iter().collect();
            Some(format!("这里有的项：{}", list.join("、")))
        }
        None => None,
    }
}

/// The names that lead to a key, such as `facts.unit` before `.nmae`, if they stand directly before it.
fn path_before(world: &ReportWorld, span: DiagSpan) -> Option<Vec<String>> {
    let source = world.source(span.id()?).ok()?;
    let before = source.text().get(..world.range(span)?.start)?;
    let dotted = before.strip_suffix('.')?;
    let is_part = |c: char| c.is_alphanumeric() || ['-', '_', '.'].contains(&c);
    let start = dotted.rfind(|c| !is_part(c)).map_or(0, |at| {
        at + dotted.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    Some(dotted.get(start..)?.split('.').map(str::to_owned).collect())
}

/// The keys of the facts at a path that begins with `facts`.
fn keys_at<'f>(facts: &'f Value, path: &[String]) -> Option<BTreeSet<&'f str>> {
    let (first, rest) = path.split_first()?;
    if first != "facts" {
        return None;
    }
    let place = rest.iter().try_fold(facts, |value, key| value.get(key))?;
    Some(place.as_object()?.keys().map(String::as_str).collect())
}

/// All keys anywhere in the facts.
fn all_keys(value: &Value) -> BTreeSet<&str> {
    match value {
        Value::Object(fields) => {
            let below = fields.values().flat_map(all_keys);
            fields.keys().map(String::as_str).chain(below).collect()
        }
        Value::Array(values) => values.iter().flat_map(all_keys).collect(),
        _ => BTreeSet::new(),
    }
}
