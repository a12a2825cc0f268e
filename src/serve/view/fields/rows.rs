//! Rows as a table, with what was found about them, what was a year ago, and one to be added at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use maud::{Markup, html};

use crate::edit::keys_of_row;
use crate::exchange::fill::Row;
use crate::fields::field::{Codes, Field, Kind, Need, Shape};
use crate::serve::unit::BLANK_LEFT;
use crate::serve::unit::faced::faced;
use crate::serve::unit::held::Held;
use crate::serve::unit::paths::of_row;
use crate::serve::unit::paths::plain;
use crate::serve::unit::rows::DRAFT;
use crate::serve::view::addresses::name;
use crate::serve::view::fields::columns::{Columns, is_summed, is_whole, is_words, total};
use crate::serve::view::fields::control::flag;
use crate::serve::view::fields::subtotals::{classed, coded};
use crate::serve::view::fields::widths::Width;
use crate::serve::view::fields::words::{grouped, note, note_of, short, shown};
use crate::serve::view::fields::{Sheet, finding, frame};

/// What is said further on in headings of columns that are too long for one line.
const PARTS: [&str; 6] = ["财政拨款", "经营预算", "补助支出", "上缴收入", "差异的", "分析及"];

impl Sheet<'_> {
    /// Rows as a table, with one to be added at the end.
    pub(super) fn rows(&self, field: &'static Field, path: &str, shape: &'static Shape) -> Markup {
        if let Kind::Tables(_) = field.kind {
            return self.named(field, path, shape);
        }
        let rows = self.slot.said.rows(path);
        let columns = Columns::of(shape, rows, |key| self.is_told(path, key));
        let sums = columns.all.iter().any(|field| is_summed(field));
        let last = sums && self.before.has_amounts(path);
        let columns = columns.beside(rows, last.then(|| self.before.sum(path)).as_deref());
        let has_code = columns.all.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let note = if self.slot.locked { String::new() } else { note(field) };
        let wide = columns.all.iter().any(|field| is_words(field));
        let asked = self.asked(path, shape);
        let many = columns.is_many();
        let (apart, below) = (columns.names_apart(), columns.names_below());
        let idle: Vec<&str> = columns.idle().map(|field| field.term).collect();
        let gone = self.before.gone(path, rows);
        html! {
            div.heading id=(name(&self.at(path))) tabindex="-1" { h3 { (plain(field.term)) } }
            @if !note.is_empty() { p.note { (note) } }
            (self.said(path))
            @if sums && has_code && !self.slot.locked { (self.by_paste(path)) }
            @if shape.row_keys.is_empty() {
                input type="hidden" name={ "rows|" (self.slot.path) "|" (path) } value=(rows.len());
            }
            @if !idle.is_empty() {
                details.idle id={ "idle|" (self.slot.path) "|" (path) } {
                    summary { "另有 " (idle.len()) " 栏没有数：" (idle.join("、")) }
                }
            }
            table.grid.few[columns.all.len() < 3].wide[wide].many[many].named-below[has_code && below && !wide].broad[wide && columns.all.len() > 7] aria-label=(plain(field.term)) data-table={ (self.slot.path) "|" (path) } {
                thead { tr {
                    @for column in &columns.all {
                        th.{ (columns.width(column, rows).class()) }.idle[columns.is_idle(column)] scope="col" title=[note_of(column)] { (heading(short(column))) }
                        @if apart && matches!(column.kind, Kind::Code(_)) { th scope="col" { "名称" } }
                    }
                    @if last { th.{ (Width::of_last(&self.before.sum(path)).class()) } scope="col" title="上年同一行各项相加" { "上年" } }
                    th.w-del scope="col" { span.unseen { "删行" } }
                } }
                tbody {
                    @for (above, row) in classed(rows, coded(&columns.all).filter(|_| sums)) {
                        @for above in above { (self.subtotal(path, &columns, rows, above, last)) }
                        (self.row(path, shape, &columns, row, last))
                    }
                    @for row in &asked { (self.row(path, shape, &columns, row, last)) }
                    @if !self.slot.locked { (self.new_rows(path, &columns, last)) }
                }
                @if sums && !rows.is_empty() {
                    tfoot { tr {
                        @for (number, column) in columns.all.iter().enumerate() {
                            @if number == 0 {
                                th scope="row" colspan=[(has_code && apart).then_some("2")] { "合计" }
                            } @else if is_summed(column) {
                                td.num.idle[columns.is_idle(column)] data-whole=[is_whole(column).then_some("yes")] { (grouped(&total(rows, column))) }
                            } @else { td {} }
                        }
                        @if last { td.last { (grouped(&self.before.sum(path))) } }
                        td {}
                    } }
                }
            }
            @if !gone.is_empty() && last {
                p.note { "上年有、今年没有的：" (gone.iter().map(|row| self.called(row)).collect::<Vec<_>>().join("；")) }
            }
        }
    }

    /// Whether there is something to say of a column of a table: what is held there, or what was found.
    fn is_told(&self, path: &str, key: &str) -> bool {
        let (row, end) = (format!("{path}["), format!("].{key}"));
        let (new, of_key) = (format!("new|{}|{path}", self.slot.path), format!("|{key}"));
        let begin = name(&self.at(&row));
        let holds = |held: &&Held| {
            held.name.starts_with(&new) && held.name.ends_with(&of_key) && !held.typed.is_empty()
                || held.name.starts_with(&begin) && held.name.ends_with(&end)
        };
        let is_found = |found: &str| found.starts_with(&row) && found.ends_with(&end);
        self.held.iter().any(|held| holds(&held)) || !self.found(is_found).is_empty()
    }

    /// Where a block can be put that a spreadsheet copied, for those who do not know that it can be pasted.
    fn by_paste(&self, path: &str) -> Markup {
        let table = format!("{}|{path}", self.slot.path);
        let id = format!("text|{table}");
        html! {
            details.by-paste id={ "paste|" (table) } {
                summary { "从电子表格贴入…" }
                label.note for=(id) { "把复制的一片贴在这里，先看一遍再写；在格子里直接贴也行。" }
                textarea id=(id) name=(id) rows="3" {}
                button name="table" value=(table) formaction=(self.paste) { "看一遍" }
            }
        }
    }

    /// Rows that are asked for and not there yet.
    pub(super) fn asked(&self, path: &str, shape: &'static Shape) -> Vec<Row> {
        let begin = format!("{path}[");
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        for found in &self.now.found {
            let Some(at) = found.at.as_ref().filter(|at| at.file == self.slot.path) else {
                continue;
            };
            let Some(rest) = at.path.strip_prefix(&begin) else { continue };
            let Some((label, _)) = rest.split_once("].") else { continue };
            if self.slot.said.row(path, label).is_some() {
                continue;
            }
            let Some(keys) = keys_of_row(label, shape) else { continue };
            let fields = keys.into_iter().map(|(key, word)| (key.to_owned(), word)).collect();
            rows.insert(label.to_owned(), Row { label: label.to_owned(), fields });
        }
        rows.into_values().collect()
    }

    /// One row, with what was found about it below.
    fn row(
        &self,
        path: &str,
        shape: &'static Shape,
        columns: &Columns,
        row: &Row,
        last: bool,
    ) -> Markup {
        let whole = format!("{path}[{}]", row.label);
        let is_there = self.slot.said.row(path, &row.label).is_some();
        let called = self.called(row);
        let found = self.found(|found| *found == whole || found.starts_with(&format!("{whole}.")));
        let kind = self.slot.shape.field(path).map(|field| field.kind);
        let names = matches!(kind, Some(Kind::Names));
        let at = |key: &str| match names {
            true => format!("{path}.{}", row.label),
            false => format!("{whole}.{key}"),
        };
        let (below, apart) = (columns.names_below(), columns.names_apart());
        let before = self.before.words(path, &row.label);
        let inputs: Vec<String> =
            columns.all.iter().map(|column| name(&self.at(&at(column.key)))).collect();
        html! {
            tr id=(name(&self.at(&whole))) {
                @for column in &columns.all {
                    @let text = row.fields.get(column.key).map(String::as_str);
                    @let is_key = shape.row_keys.contains(&column.key);
                    @let is_shown = is_key && (names || !is_there);
                    td.idle[columns.is_idle(column)].in[!self.slot.locked && !is_shown].num[self.slot.locked && is_summed(column)].{ (frame(&self.found(|path| path == at(column.key)))) } {
                        @if self.slot.locked && !names {
                            (self.fixed(column, &at(column.key), text))
                        } @else if is_shown {
                            span.fixed { (self.shown(column, text)) }
                        } @else {
                            (self.input(column, &at(column.key), text, Some(&called)))
                        }
                        @if let (Kind::Code(codes), true) = (column.kind, below) {
                            small { (text.and_then(|code| self.name_of(codes, code)).unwrap_or_default()) }
                        }
                    }
                    @if let (Kind::Code(codes), true) = (column.kind, apart) {
                        td.named { (text.and_then(|code| self.name_of(codes, code)).unwrap_or_default()) }
                    }
                }
                @if last { td.last { (self.before.amount(path, &row.label).map(|text| grouped(&text)).unwrap_or_default()) } }
                td.w-del {
                    @if is_there && !self.slot.locked {
                        @let removed = if names { format!("{}|{path}.{}", self.slot.path, row.label) } else { format!("{}|{whole}", self.slot.path) };
                        button.plain.square name="remove" value=(removed) title="删去这一行" aria-label={ "删去 " (called) } { "×" }
                    }
                }
            }
            @for words in before {
                tr.before { (across(columns, last, &html! { "上年的话：" span.song { (words) } })) }
            }
            // A blank is told by its cell.
            @for found in found.iter().filter(|found| found.id != BLANK_LEFT) {
                tr.say.{ (found.level.terms()[2]) } { (across(columns, last, &finding(self.now, found))) }
            }
            @for input in inputs {
                @if self.held.iter().any(|held| held.name == input) {
                    tr.say { (across(columns, last, &self.not_saved(&input))) }
                }
            }
        }
    }

    /// The rows at the end, which are added when they are whole: those that are held, and one for the next.
    pub(super) fn new_rows(&self, path: &str, columns: &Columns, last: bool) -> Markup {
        let begin = format!("new|{}|{path}{DRAFT}", self.slot.path);
        let mut drafts: Vec<&str> = Vec::new();
        for held in self.held {
            let draft = held.name.strip_prefix(&begin).and_then(|rest| rest.split('|').next());
            drafts.extend(draft.filter(|draft| !drafts.contains(draft)));
        }
        html! {
            @for draft in drafts { (self.new_row(&format!("{path}{DRAFT}{draft}"), columns, last)) }
            (self.new_row(path, columns, last))
        }
    }

    /// One of them, by its rows as the names of its inputs have them.
    fn new_row(&self, named: &str, columns: &Columns, last: bool) -> Markup {
        let name = |key: &str| format!("new|{}|{named}|{key}", self.slot.path);
        let held = self
            .held
            .iter()
            .find(|held| columns.all.iter().any(|column| held.name == name(column.key)));
        let apart = columns.names_apart();
        let needed = columns.all.iter().filter(|column| column.need == Need::Required);
        let needed: Vec<String> = needed.map(|column| name(column.key)).collect();
        html! {
            tr.new data-needs=(needed.join(" ")) {
                @for column in &columns.all {
                    td.in.bad[held.is_some()].idle[columns.is_idle(column)] { (self.control(column, &name(column.key), "", &format!("新的一行 {}", column.term))) }
                    @if apart && matches!(column.kind, Kind::Code(_)) { td.named {} }
                }
                @if last { td.last {} }
                td.w-del {
                    @if held.is_some() {
                        button.plain.square type="button" data-drop title="不要这一行" aria-label="不要没有存下的这一行" { "×" }
                    }
                }
            }
            @if let Some(held) = held {
                tr.say id={ "why|" (held.name) } {
                    (across(columns, last, &html! { span.tag.err { "未存" } " 这一行还没有存下：" (held.why) }))
                }
            }
        }
    }

    /// What a row is called: its code, its name, its fund.
    pub(super) fn called(&self, row: &Row) -> String {
        let name = |code: &str| self.name_of(Codes::Any, code);
        self.now.with_units(&of_row(&row.label, &name))
    }

    /// The name of a code: the file's own, or the catalogue's.
    pub(super) fn name_of(&self, codes: Codes, code: &str) -> Option<String> {
        self.now.name_of(self.slot, codes, code)
    }

    /// A value of a file that is only looked at, where links and steps lead.
    pub(super) fn fixed(&self, field: &Field, path: &str, text: Option<&str>) -> Markup {
        let Some(text) = text else { return html! {} };
        let said = match (field.kind, field.choices().is_empty()) {
            (Kind::Flag, _) => flag(text).to_owned(),
            (_, true) => faced(self.now, field, &shown(field, text)),
            (_, false) => self.shown(field, Some(text)),
        };
        let is_number = is_summed(field)
            || matches!(
                field.kind,
                Kind::Count(_) | Kind::Whole { .. } | Kind::Number { .. } | Kind::Score
            );
        html! { span.fixed.num[is_number] id=(name(&self.at(path))) tabindex="-1" { (said) } }
    }

    /// What is shown of a key that cannot be changed.
    fn shown(&self, field: &Field, text: Option<&str>) -> String {
        let text = text.unwrap_or(field.default);
        let choice = field.choices().into_iter().find(|choice| choice.key == text);
        choice.map_or_else(|| faced(self.now, field, text), |choice| choice.term.to_owned())
    }
}

/// What is said across a row, also below the columns that are folded away once they are unfolded.
fn across(columns: &Columns, last: bool, said: &Markup) -> Markup {
    let (count, idle) = columns.cells(last);
    html! {
        td colspan=(count) { (said) }
        @if idle > 0 { td.idle colspan=(idle) {} }
    }
}

/// The heading of a column, which goes on to another line where something else is said.
pub(super) fn heading(words: &str) -> Markup {
    let found = PARTS.iter().filter_map(|part| words.find(part)).filter(|at| *at > 0);
    let begun: BTreeSet<usize> = found.chain([words.len()]).collect();
    let parts = begun.iter().scan(0, |from, to| Some(&words[mem::replace(from, *to)..*to]));
    html! { @for (number, part) in parts.enumerate() { @if number > 0 { wbr; } (part) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_on_where_something_else_is_said() {
        for (words, wanted) in [
            ("国有资本经营预算财政拨款收入", "国有资本<wbr>经营预算<wbr>财政拨款收入"),
            ("对附属单位补助支出", "对附属单位<wbr>补助支出"),
            ("财政拨款", "财政拨款"),
            ("", ""),
        ] {
            assert_eq!(heading(words).0, wanted);
        }
    }
}
