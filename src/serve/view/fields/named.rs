//! Tables of an office's own, one below the other: each under what it is called, as its name in the file is no word of the page.

use maud::{Markup, html};

use crate::exchange::fill::{Row, columns};
use crate::fields::field::{Field, Need, Shape};
use crate::serve::unit::paths::plain;
use crate::serve::unit::quotes::own;
use crate::serve::view::addresses::name;
use crate::serve::view::fields::Sheet;
use crate::serve::view::fields::columns::Columns;
use crate::serve::view::fields::words::note;

impl Sheet<'_> {
    /// All of them, with a row in which one more is begun: by all that it needs.
    pub(super) fn named(&self, field: &'static Field, path: &str, shape: &'static Shape) -> Markup {
        let note = note(field);
        let needed = columns(shape).into_iter().filter(|column| column.need == Need::Required);
        let needed = Columns::whole(needed.collect());
        html! {
            div.heading id=(name(&self.at(path))) tabindex="-1" { h3 { (plain(field.term)) } }
            @if !note.is_empty() { p.note { (note) } }
            (self.said(path))
            @for (number, row) in self.slot.said.rows(path).iter().enumerate() {
                (self.one_named(path, shape, number + 1, row))
            }
            @if !self.slot.locked {
                div.heading { h4 { "再加一项" } }
                table.grid aria-label="再加一项" data-table={ (self.slot.path) "|" (path) } {
                    thead { tr {
                        @for column in &needed.all { th scope="col" { (column.term) } }
                        th.w-del scope="col" { span.unseen { "删行" } }
                    } }
                    tbody { (self.new_rows(path, &needed, false)) }
                }
            }
        }
    }

    /// One of them.
    fn one_named(&self, path: &str, shape: &'static Shape, number: usize, row: &Row) -> Markup {
        let whole = format!("{path}.{}", row.label);
        let title = row.fields.get("name").map(String::as_str).unwrap_or_default();
        let called = own(title);
        html! {
            div.heading id=(name(&self.at(&whole))) tabindex="-1" {
                h4 {
                    "第 " (number) " 项　" (title)
                    @if !self.slot.locked {
                        " " button.plain.square name="remove" value={ (self.slot.path) "|" (whole) } title="删去这一项" aria-label={ "删去 " (called) } { "×" }
                    }
                }
            }
            (self.said(&whole))
            @for column in columns(shape).into_iter().filter(|column| !shape.row_keys.contains(&column.key)) {
                @let at = format!("{whole}.{}", column.key);
                @let text = row.fields.get(column.key).map(String::as_str);
                (self.labelled(column, &at, text, Some(&called)))
            }
        }
    }
}
