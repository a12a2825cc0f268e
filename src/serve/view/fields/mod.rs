//! The fields of a file as inputs, made from their description.

mod columns;
mod control;
mod nothing;
mod rows;
mod sentences;
mod subtotals;
mod words;

use std::sync::Arc;

use maud::{Markup, html};

use crate::exchange::fill::{Block, Slot, blocks_of, in_unit};
use crate::fields::field::{Field, Need};
use crate::serve::unit::before::Before;
use crate::serve::unit::held::Held;
use crate::serve::unit::spoken::plain;
use crate::serve::unit::{At, Found, Now};
use crate::serve::view::addresses::name;
use crate::serve::view::leads::leads;
use crate::serve::view::why::why;

use words::{note, shown};

pub(super) use words::grouped;

/// A file whose fields are shown.
pub(in crate::serve::view) struct Sheet<'a> {
    /// The report.
    pub now: &'a Now,
    /// The file.
    pub slot: &'a Slot,
    /// What is held of the report.
    pub held: &'a [Held],
    /// What was a year ago.
    pub before: Before<'a>,
    /// Where a block that is pasted goes.
    pub paste: String,
    /// The layouts that there are, with their titles.
    pub layouts: Arc<Vec<(String, String)>>,
}

impl Sheet<'_> {
    /// Some fields at the top of the file.
    pub(in crate::serve::view) fn fields(&self, keys: &[&str]) -> Markup {
        let fields = keys.iter().filter_map(|key| self.slot.shape.field(key));
        self.blocks(fields.collect())
    }

    /// All fields of the file.
    pub(in crate::serve::view) fn all(&self) -> Markup {
        let fields = self.slot.shape.fields().filter(|field| self.slot.shows(field.key));
        self.blocks(fields.collect())
    }

    /// Some fields, single values first.
    fn blocks(&self, mut fields: Vec<&'static Field>) -> Markup {
        let is_leaf = |field: &&Field| field.shape().is_none() && !field.has_own_names();
        fields.sort_by_key(|field| !is_leaf(field));
        let blocks = fields.into_iter().flat_map(|field| blocks_of(field, "", 0));
        html! {
            @for block in blocks {
                @match block {
                    Block::Table { field, path, depth } => (self.heading(field, &path, depth)),
                    Block::Leaf { field, path, depth: _ } => (self.leaf(field, &path)),
                    Block::Rows { field, path, shape } => (self.rows(field, &path, shape)),
                }
            }
        }
    }

    /// The heading of a table, with what was found about it as a whole.
    fn heading(&self, field: &Field, path: &str, depth: u8) -> Markup {
        let at = self.at(path);
        html! {
            div.heading id=(name(&at)) tabindex="-1" {
                @if depth == 0 { h3 { (field.term) } } @else { h4 { (field.term) } }
            }
            (self.said(path))
        }
    }

    /// A single value with its label.
    fn leaf(&self, field: &'static Field, path: &str) -> Markup {
        let text = self.slot.said.leaves.get(path).map(String::as_str);
        let id = name(&self.at(path));
        let note = note(field);
        let unit = in_unit(field);
        let inner = unit.strip_prefix('（').and_then(|unit| unit.strip_suffix('）'));
        let unit = inner.unwrap_or(&unit);
        html! {
            div.field {
                label for=(id) { (plain(field.term)) @if field.need == Need::Required { span.quiet { "（必填）" } } }
                div {
                    (self.input(field, path, text, None))
                    @if !unit.is_empty() { span.unit { (unit) } }
                    @if !note.is_empty() { p.note { (note) } }
                    @if let Some(before) = self.before.leaf(field, path) { p.note { "上年：" (shown(field, &before)) } }
                    (self.said(path))
                    (self.not_saved(&id))
                }
            }
        }
    }

    /// What was found about exactly a path.
    fn said(&self, path: &str) -> Markup {
        html! {
            @for found in self.found(|found| found == path) {
                div.said.{ (found.level.terms()[2]) } { (finding(self.now, found)) }
            }
        }
    }

    /// What was found about some paths of the file.
    fn found(&self, is_meant: impl Fn(&str) -> bool) -> Vec<&Found> {
        let is_here = |at: &At| at.file == self.slot.path && is_meant(&at.path);
        self.now.found.iter().filter(|found| found.at.as_ref().is_some_and(is_here)).collect()
    }

    /// A field of the file.
    fn at(&self, path: &str) -> At {
        At { file: self.slot.path.clone(), path: path.to_owned() }
    }
}

/// A finding at its field, with the explanation of its rule.
fn finding(now: &Now, found: &Found) -> Markup {
    let [sign, word, class] = found.level.terms();
    html! {
        span.{ "tag " (class) } aria-label=(word) { (sign) }
        span {
            (found.said) @for help in &found.help { "。" (help) }
            (leads(found, true))
        }
        (why(now, found, false))
    }
}
