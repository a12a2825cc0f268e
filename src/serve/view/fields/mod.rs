//! The fields of a file as inputs, made from their description.

mod columns;
mod control;
mod named;
mod nothing;
mod rows;
mod sentences;
mod subtotals;
mod widths;
mod words;

use std::sync::Arc;

use maud::{Markup, html};

use crate::exchange::fill::{Block, Slot, blocks_of, in_unit};
use crate::fields::field::{Field, Need};
use crate::fields::resources::assets::OTHER_USE;
use crate::fields::resources::per_vehicle;
use crate::serve::unit::before::Before;
use crate::serve::unit::held::Held;
use crate::serve::unit::paths::plain;
use crate::serve::unit::{At, BLANK_LEFT, Found, Level, Now};
use crate::serve::view::addresses::name;
use crate::serve::view::leads::leads;
use crate::serve::view::unbroken::unbroken;
use crate::serve::view::why::why;

use words::note;

pub(in crate::serve) use words::{grouped, shown};

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

    /// Those of some fields at the top of the file that are single values, and those that are tables and rows.
    pub(in crate::serve::view) fn parted(&self, keys: &[&str]) -> [Markup; 2] {
        let fields = keys.iter().filter_map(|key| self.slot.shape.field(key));
        let (values, tables): (Vec<_>, Vec<_>) = fields.partition(|field| is_value(field));
        [values, tables].map(|fields| self.blocks(fields))
    }

    /// All fields of the file.
    pub(in crate::serve::view) fn all(&self) -> Markup {
        let fields = self.slot.shape.fields().filter(|field| self.slot.shows(field.key));
        self.blocks(fields.collect())
    }

    /// Some fields, single values first.
    fn blocks(&self, mut fields: Vec<&'static Field>) -> Markup {
        fields.sort_by_key(|field| !is_value(field));
        let blocks = fields.into_iter().flat_map(|field| blocks_of(field, "", 0));
        let (others, own) = self.of_other_layouts(uses_last(blocks.collect()).into_iter());
        html! {
            @for block in own { (self.block(block)) }
            @if let Some(Block::Table { path, .. } | Block::Leaf { path, .. } | Block::Rows { path, .. }) = others.first() {
                details.rest id={ "others|" (self.slot.path) "|" (path) } {
                    summary { "这个版式用不到的" }
                    @for block in others { (self.block(block)) }
                }
            }
        }
    }

    /// A value, rows, or the heading of a table.
    fn block(&self, block: Block) -> Markup {
        match block {
            Block::Table { field, path, depth } => self.heading(field, &path, depth),
            Block::Leaf { field, path, depth: _ } => self.leaf(field, &path),
            Block::Rows { field, path, shape } => self.rows(field, &path, shape),
        }
    }

    /// What only another layout prints and nobody has written, nor is anything found of it; and all else.
    fn of_other_layouts(&self, blocks: impl Iterator<Item = Block>) -> (Vec<Block>, Vec<Block>) {
        let title = self.now.layout.as_ref().map(|(_, title)| title.as_str());
        let mut around: Option<String> = None;
        blocks.partition(|block| {
            let (Block::Table { field, path, .. }
            | Block::Leaf { field, path, .. }
            | Block::Rows { field, path, .. }) = block;
            let is_within = |around: &String| path.starts_with(around.as_str());
            if around.as_ref().is_some_and(is_within) {
                return true;
            }
            let is_other = title.is_some_and(|title| is_of_another(field, title));
            let is_folded = is_other && !self.is_told_below(path);
            around = is_folded.then(|| format!("{path}."));
            is_folded
        })
    }

    /// Whether anything is written, held or found of a field or of what stands below it.
    pub(in crate::serve::view) fn is_told_below(&self, path: &str) -> bool {
        let is_below = |other: &str| {
            let rest = other.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let held = name(&self.at(path));
        self.slot.said.leaves.keys().any(|other| is_below(other))
            || !self.slot.said.rows(path).is_empty()
            || self.held.iter().any(|one| one.name.starts_with(&held))
            || !self.found(is_below).is_empty()
    }

    /// The heading of a table, with what was found about it as a whole.
    fn heading(&self, field: &Field, path: &str, depth: u8) -> Markup {
        let at = self.at(path);
        html! {
            div.heading id=(name(&at)) tabindex="-1" {
                @if depth == 0 { h3 { (plain(field.term)) } } @else { h4 { (plain(field.term)) } }
            }
            @if !field.on_page.is_empty() { p.note { (field.on_page) } }
            (self.said(path))
        }
    }

    /// A single value with its label.
    fn leaf(&self, field: &'static Field, path: &str) -> Markup {
        let text = self.slot.said.leaves.get(path).map(String::as_str);
        self.labelled(field, path, text, None)
    }

    /// A value with its label; `row` is what that is called which it stands in.
    fn labelled(
        &self,
        field: &'static Field,
        path: &str,
        text: Option<&str>,
        row: Option<&str>,
    ) -> Markup {
        let id = name(&self.at(path));
        let unit = in_unit(field);
        let inner = unit.strip_prefix('（').and_then(|unit| unit.strip_suffix('）'));
        let unit = inner.unwrap_or(&unit);
        if self.slot.locked {
            return html! {
                div.field {
                    span { (plain(field.term)) }
                    div {
                        @if text.is_some() {
                            (self.fixed(field, path, text))
                            @if !unit.is_empty() { span.unit { (unit) } }
                        } @else { span.fixed id=(id) tabindex="-1" { "—" } }
                        (self.said(path))
                    }
                }
            };
        }
        let note = note(field);
        html! {
            div.field {
                label for=(id) { (plain(field.term)) @if field.need == Need::Required { span.quiet { "（必填）" } } }
                div.{ (frame(&self.found(|found| found == path))) } {
                    (self.input(field, path, text, row))
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

/// Whether a field is a single value.
fn is_value(field: &Field) -> bool {
    field.shape().is_none() && !field.has_own_names()
}

/// Blocks of which what the other vehicles are used for comes after the vehicles.
fn uses_last(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_use = |block: &Block| matches!(block, Block::Leaf { field, .. } if std::ptr::eq(*field, &OTHER_USE));
    let is_vehicle = |block: &Block| {
        let kinds = per_vehicle().values();
        matches!(block, Block::Leaf { field, .. } if kinds.iter().any(|kind| std::ptr::eq(*field, kind)))
    };
    let used = blocks.iter().position(is_use);
    let last = blocks.iter().rposition(is_vehicle);
    let between = used.zip(last).filter(|(used, last)| used < last);
    let between = between.and_then(|(used, last)| blocks.get_mut(used..=last));
    between.into_iter().for_each(|between| between.rotate_left(1));
    blocks
}

/// Whether a field says, in its term or in what is said of it, that only a layout prints it which is not the one of a title.
fn is_of_another(field: &Field, title: &str) -> bool {
    let in_term = field.term.strip_suffix("版式）").and_then(|term| term.rsplit_once('（'));
    let in_note = field.on_page.strip_prefix("只有").and_then(|note| note.split_once("版式的"));
    let named = in_term.map(|(_, layout)| layout).or(in_note.map(|(layout, _)| layout));
    named.is_some_and(|layout| !title.contains(layout))
}

/// The frame of an input, by the worst that was found about it: red says as well that something is not saved, so that only an
/// error has it.
fn frame(found: &[&Found]) -> &'static str {
    let has = |level| found.iter().any(|found| found.level == level);
    match (has(Level::Error), has(Level::Warning)) {
        (true, _) => "bad",
        (false, true) => "odd",
        (false, false) => "",
    }
}

/// A finding at its field, with the explanation of its rule.
fn finding(now: &Now, found: &Found) -> Markup {
    let [sign, word, class] = found.level.terms();
    html! {
        span.{ "tag " (class) } aria-label=(word) { (sign) }
        span {
            @if found.id == BLANK_LEFT { "还没有填" } @else { (unbroken(&found.said)) }
            @for help in &found.help { "。" (unbroken(help)) }
            (leads(now, found, true))
        }
        (why(now, found, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_vehicles_are_used_for_comes_after_them() {
        let assets = crate::fields::year::year::SHAPE.field("assets").unwrap();
        let blocks = uses_last(blocks_of(assets, "", 0));
        let terms = blocks.iter().map(|block| match block {
            Block::Table { field, .. } | Block::Leaf { field, .. } | Block::Rows { field, .. } => {
                field.term
            }
        });
        let terms: Vec<&str> = terms.collect();
        assert!(terms.ends_with(&["其他用车", "其他用车的用途"]), "{terms:?}");
    }

    #[test]
    fn what_another_layout_prints_is_told_by_its_term() {
        let income = crate::fields::unit::profile::SHAPE.field("main-income").unwrap();
        for (title, wanted) in [("山西省部门决算公开", true), ("上海市部门决算公开", false)]
        {
            assert_eq!(is_of_another(income, title), wanted, "{title}");
        }
        for (term, title, wanted) in [
            ("预留份额（上海版式）", "山西省部门（单位）决算公开", true),
            ("预留份额（上海版式）", "上海市部门（单位）决算公开", false),
            ("单价 100 万元（含）以上设备（不含车辆）", "山西省部门（单位）决算公开", false),
            ("货物支出", "上海市部门（单位）决算公开", false),
        ] {
            let field = Field { term, on_page: "", ..*income };
            assert_eq!(is_of_another(&field, title), wanted, "{term}, {title}");
        }
    }
}
