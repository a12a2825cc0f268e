//! One input, by the kind of its field.

use maud::{Markup, html};

use crate::exchange::fill::is_unit;
use crate::fields::field::{Codes, Field, Kind, Need};
use crate::serve::unit::faced::faced;
use crate::serve::unit::paths::plain;
use crate::serve::unit::values::GONE;
use crate::serve::unit::{BLANK_LEFT, Found, Which};
use crate::serve::view::addresses::name;
use crate::serve::view::fields::Sheet;
use crate::serve::view::fields::words::{is_plain, lines, shown};

/// The words for yes and no.
const FLAGS: [(&str, &str); 2] = [("true", "是"), ("false", "否")];

/// More characters than an input has room for in a window that is not large.
const LONG: usize = 30;

/// The word for a yes or a no of a file.
pub(super) fn flag(text: &str) -> &str {
    FLAGS.iter().find(|(key, _)| *key == text).map_or(text, |(_, term)| term)
}

impl Sheet<'_> {
    /// The input of a field; `row` is what its row is called.
    pub(super) fn input(
        &self,
        field: &'static Field,
        path: &str,
        text: Option<&str>,
        row: Option<&str>,
    ) -> Markup {
        let label = match row {
            Some(row) => format!("{row} {}", field.term),
            None => plain(field.term).to_owned(),
        };
        let shown = match is_unit(field) {
            // It is chosen by its name.
            true => text.unwrap_or_default().to_owned(),
            false => faced(self.now, field, &shown(field, text.unwrap_or_default())),
        };
        self.control(field, &name(&self.at(path)), &shown, &label)
    }

    /// An input by its name, with what is held of it in place of what the file has.
    pub(super) fn control(
        &self,
        field: &'static Field,
        id: &str,
        shown: &str,
        label: &str,
    ) -> Markup {
        let held = self.held.iter().find(|held| held.name == id);
        let typed = held.map_or(shown, |held| held.typed.as_str());
        let bad = held.map(|_| "true");
        let locked = self.slot.locked || self.is_fixed(id);
        let said = held.map(|_| format!("why|{id}"));
        let needed = (field.need == Need::Required).then_some("true");
        let blank = self.is_blank(id).then_some("还没有填");
        match field.kind {
            Kind::Choice(_) | Kind::Flag => {
                let owned = |(key, term): (&str, &str)| (key.to_owned(), term.to_owned());
                let choices: Vec<(String, String)> = match field.kind {
                    Kind::Flag => FLAGS.into_iter().map(owned).collect(),
                    _ => {
                        let choices = field.choices().into_iter();
                        choices.map(|choice| owned((choice.key, choice.term))).collect()
                    }
                };
                let unwritten = choices.iter().find(|(key, _)| key == field.default);
                let unwritten = match (unwritten, field.kind) {
                    (Some((_, term)), _) => format!("（{term}）"),
                    (None, Kind::Flag) if is_plain(field.unwritten) => {
                        format!("（{}）", field.unwritten)
                    }
                    (None, _) => String::new(),
                };
                self.select(id, shown, label, &choices, &unwritten)
            }
            // Which layouts there are, the project tells.
            Kind::Line if field.key == "layout" => {
                let mut choices = self.layouts.to_vec();
                if !shown.is_empty() && choices.iter().all(|(key, _)| key != shown) {
                    choices.push((shown.to_owned(), format!("找不到的版式“{shown}”")));
                }
                let unwritten = match (&self.now.which, &self.now.layout) {
                    (Which::Settings, _) => String::new(),
                    (Which::Report(_), Some((_, title))) if shown.is_empty() => {
                        format!("（{title}）")
                    }
                    (Which::Report(_), _) => "（照项目设置）".to_owned(),
                };
                self.select(id, shown, label, &choices, &unwritten)
            }
            Kind::Line if is_unit(field) => {
                let mut choices = self.now.of_department();
                if !typed.is_empty() && choices.iter().all(|(folder, _)| folder != typed) {
                    choices.push((typed.to_owned(), faced(self.now, field, typed)));
                }
                self.select(id, shown, label, &choices, "")
            }
            Kind::Words | Kind::Paragraphs | Kind::List(_) | Kind::OneOrMore => html! {
                textarea id=(id) name=(id) rows=(lines(typed)) aria-label=(label)
                    data-was=(shown) readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said] { "\n" (typed) }
            },
            Kind::Date => html! {
                input type="date" id=(id) name=(id) value=(typed) aria-label=(label) data-was=(shown) readonly[locked] aria-invalid=[bad] aria-describedby=[said];
            },
            Kind::Money(_)
            | Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year => html! {
                input.num id=(id) name=(id) value=(typed) aria-label=(label) placeholder=[blank] data-was=(shown)
                    data-money[matches!(field.kind, Kind::Money(_))] readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said];
            },
            Kind::Code(codes) => html! {
                input id=(id) name=(id) value=(typed) aria-label=(label) placeholder=[blank] data-was=(shown) data-codes=(of_codes(codes))
                    readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said];
            },
            // It goes on in the next line rather than out of sight.
            Kind::Line if shown.chars().count() > LONG => html! {
                textarea.line id=(id) name=(id) rows="2" aria-label=(label)
                    data-was=(shown) readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said] { "\n" (typed) }
            },
            Kind::Line
            | Kind::Table(_)
            | Kind::Rows(_)
            | Kind::Tables(_)
            | Kind::Names
            | Kind::Settings(_) => html! {
                input id=(id) name=(id) value=(typed) aria-label=(label) data-was=(shown) readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said];
            },
        }
    }

    /// An input for one of some words; `unwritten` is what it means to choose none.
    pub(in crate::serve::view) fn select(
        &self,
        id: &str,
        shown: &str,
        label: &str,
        choices: &[(String, String)],
        unwritten: &str,
    ) -> Markup {
        let held = self.held.iter().find(|held| held.name == id);
        let typed = held.map_or(shown, |held| held.typed.as_str());
        let (bad, said) = (held.map(|_| "true"), held.map(|_| format!("why|{id}")));
        let locked = self.slot.locked || self.is_fixed(id);
        // A narrow column shows only how it begins.
        let chosen = choices.iter().find(|(key, _)| typed == key).map(|(_, term)| term);
        html! {
            select title=[chosen] id=(id) name=(id) aria-label=(label) data-was=(shown) disabled[locked] aria-invalid=[bad] aria-describedby=[said] {
                option value="" { (unwritten) }
                @for (key, term) in choices { option value=(key) selected[typed == key] { (term) } }
            }
        }
    }

    /// Whether the file says of an input that it is yet to be filled in.
    fn is_blank(&self, id: &str) -> bool {
        let is_it = |found: &Found| found.at.as_ref().is_some_and(|at| name(at) == id);
        self.now.found.iter().any(|found| found.id == BLANK_LEFT && is_it(found))
    }

    /// Whether an input is only shown: the year is in the name of the file.
    fn is_fixed(&self, id: &str) -> bool {
        id == format!("is|{}|year", self.slot.path) && self.now.which != Which::Settings
    }

    /// What there is to say of an input that is held.
    pub(in crate::serve::view) fn not_saved(&self, id: &str) -> Markup {
        let Some(held) = self.held.iter().find(|held| held.name == id) else { return html! {} };
        html! {
            p.said.err id={ "why|" (id) } {
                span.tag.err { "未存" }
                @match &held.theirs {
                    Some(theirs) => {
                        span { (held.why) "。文件里现在是 " strong { @if theirs.is_empty() { "空的" } @else { (theirs) } } "，刚才输入的是 " strong { (held.typed) } }
                        button name="theirs" value=(id) data-theirs=(id) { "用文件里的" }
                        button name="mine" value=(id) data-mine=(id) { "用我输入的" }
                    },
                    None => {
                        // Its row is there again.
                        span { @if held.why == GONE { "输入的时候这一行不在" } @else { (held.why) } "。这一格还没有存下，文件和报告里仍是原来的。" }
                        button name="theirs" value=(id) data-theirs=(id) { "恢复原来的" }
                    },
                }
            }
        }
    }
}

/// The classification that a code is of, for the picker.
fn of_codes(codes: Codes) -> &'static str {
    match codes {
        Codes::Item => "item",
        Codes::Function => "function",
        Codes::Economic => "economic",
        Codes::Any => "any",
    }
}
