//! The words that only people know, each in its sentence: the figures that it explains, where these changed most, what was said
//! a year ago, and the rule that asks for it. What is written and asked for by nobody is a line.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::check::find;
use crate::edit::keys_of_row;
use crate::exchange::fill::{Row, columns};
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::reasons::{account, per_sum, reasons};
use crate::model::fund::Fund;
use crate::serve::unit::explained::Explained;
use crate::serve::unit::paths::plain;
use crate::serve::unit::{Found, Level, Now};
use crate::serve::view::addresses::name;
use crate::serve::view::fields::columns::Columns;
use crate::serve::view::fields::rows::heading;
use crate::serve::view::fields::words::{grouped, short};
use crate::serve::view::fields::{Sheet, finding, frame};
use crate::serve::view::why::why;

/// A field whose words stand in a sentence.
struct Sentence {
    /// The field.
    field: &'static Field,
    /// Its path.
    path: String,
    /// What the sum or the code is called.
    called: String,
    /// The words, if any are written.
    text: Option<String>,
    /// What was written a year ago.
    before: Option<String>,
    /// What its row is called, where it is of one.
    row: Option<String>,
}

/// The path of all reasons and uses.
const ALL: &str = "reasons";

/// The rule that finds words which have no place in the report.
const UNUSED: &str = "R0714";

/// The path of the words of single codes.
const ACCOUNTS: &str = "reasons.accounts";

impl Sheet<'_> {
    /// All reasons and uses of a year.
    pub(in crate::serve::view) fn sentences(&self) -> Markup {
        let boxes: Vec<Sentence> = self.of_sums().into_iter().chain(self.of_codes()).collect();
        let (shown, idle): (Vec<Sentence>, Vec<Sentence>) =
            boxes.into_iter().partition(|one| self.is_shown(one));
        let (unused, written): (Vec<&Sentence>, Vec<&Sentence>) =
            shown.iter().filter(|one| one.text.is_some()).partition(|one| self.is_unused(one));
        let (written, unused) = (written.len(), unused.len());
        let lacking = shown.iter().filter(|one| one.text.is_none() && self.is_open(one)).count();
        html! {
            p.sum-of-words {
                "写好 " (written) " 句" @if lacking > 0 { "，" strong { "还缺 " (lacking) " 句" } }
                @if unused > 0 { "；另有 " (unused) " 句不会印出，请删去或核对" } "。"
            }
            (self.place_of(ALL))
            (self.said(ALL))
            (self.said(ACCOUNTS))
            @for (number, one) in shown.iter().enumerate() {
                @let before = number.checked_sub(1).and_then(|before| shown.get(before));
                @if one.row.is_some() && before.is_none_or(|before| before.called != one.called) {
                    h3.of-code { (one.called) }
                }
                (self.sentence(one, false))
            }
            @if !idle.is_empty() {
                details.rest id="idle" {
                    summary { "现在不用写的 " (idle.len()) " 句" }
                    p.note { "持平的、没有数可比的、这个版式不印的，不用写；写了留着，换版式时用。" }
                    @for one in &idle { (self.sentence(one, true)) }
                }
            }
            (self.codes())
        }
    }

    /// What stands for a table as a whole.
    fn place_of(&self, path: &str) -> Markup {
        html! { div.unseen id=(name(&self.at(path))) tabindex="-1" { h3 { "原因和用途" } } }
    }

    /// The fields of sums.
    fn of_sums(&self) -> Vec<Sentence> {
        let boxes = per_sum().values().iter().map(|field| {
            let path = format!("reasons.{}", field.key);
            Sentence {
                field,
                called: plain(field.term).to_owned(),
                text: self.slot.said.leaves.get(&path).cloned(),
                before: self.before.leaf(field, &path),
                row: None,
                path,
            }
        });
        boxes.collect()
    }

    /// The fields of single codes: of those that are written, asked for, or explained.
    fn of_codes(&self) -> Vec<Sentence> {
        let shape = &account::SHAPE;
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        let written = self.slot.said.rows(ACCOUNTS).iter().cloned();
        let asked = self.asked(ACCOUNTS, shape).into_iter();
        for row in written.chain(asked).chain(self.explained_rows(shape)) {
            rows.entry(row.label.clone()).or_insert(row);
        }
        let fields = [&account::USE, &account::BUDGET, &account::CHANGE];
        let boxes = rows.into_values().flat_map(|row| {
            let called = self.called(&row);
            let title = self.titled(&row);
            fields.map(|field| Sentence {
                field,
                path: format!("{ACCOUNTS}[{}].{}", row.label, field.key),
                called: title.clone(),
                text: row.fields.get(field.key).cloned(),
                before: self.before.word(ACCOUNTS, &row.label, field.key),
                row: Some(called.clone()),
            })
        });
        boxes.collect()
    }

    /// What a code is called where its fund goes without saying.
    fn titled(&self, row: &Row) -> String {
        let called = self.called(row);
        let general = format!("（{}）", Fund::General.term());
        called.strip_suffix(&general).map(str::to_owned).unwrap_or(called)
    }

    /// The rows of codes that the form explains.
    fn explained_rows(&self, shape: &'static Shape) -> impl Iterator<Item = Row> {
        self.now.explained.iter().filter_map(move |explained| {
            let label = explained.path.strip_prefix(ACCOUNTS)?.strip_prefix('[')?;
            let (label, _) = label.split_once("].")?;
            let keys = keys_of_row(label, shape)?;
            let fields = keys.into_iter().map(|(key, word)| (key.to_owned(), word)).collect();
            Some(Row { label: label.to_owned(), fields })
        })
    }

    /// What the words of a field explain.
    fn explained(&self, one: &Sentence) -> Option<&Explained> {
        self.now.explained.iter().find(|explained| explained.path == one.path)
    }

    /// What was found about a field, and whether something typed into it is held.
    fn open(&self, one: &Sentence) -> (Vec<&Found>, bool) {
        let id = name(&self.at(&one.path));
        (self.found(|path| path == one.path), self.held.iter().any(|held| held.name == id))
    }

    /// Whether somebody has to look at a field: it is asked for, or something is said of it.
    fn is_open(&self, one: &Sentence) -> bool {
        let (found, is_held) = self.open(one);
        let is_use = one.field.key == account::USE.key;
        let is_asked = is_use && self.explained(one).is_some_and(|explained| explained.is_told);
        !found.is_empty() || is_held || is_asked && one.text.is_none()
    }

    /// Whether the words of a field are told to have no place in the report, by themselves or with all of their row.
    fn is_unused(&self, one: &Sentence) -> bool {
        let row = one.path.rsplit_once('.').map_or("", |(row, _)| row);
        let found = self.found(|path| path == one.path || path == row);
        found.iter().any(|found| found.rule == UNUSED)
    }

    /// Whether a field is shown among the others: it says something, or the form has a place for it.
    fn is_shown(&self, one: &Sentence) -> bool {
        let is_told = self.explained(one).is_some_and(|explained| explained.is_told);
        one.text.is_some() || is_told || self.is_open(one)
    }

    /// One field in its sentence: among those that nobody needs now, or below the heading that says its code, if it has one.
    fn sentence(&self, one: &Sentence, is_idle: bool) -> Markup {
        let Sentence { field, path, called, text, before, row } = one;
        let id = name(&self.at(path));
        let explained = self.explained(one);
        let (found, _) = self.open(one);
        let gap = found.iter().find(|found| found.level == Level::Gap);
        // The term of a difference from the budget says itself what it is.
        let (sum, is_budget) = match called.strip_suffix("与年初预算的差异") {
            Some(sum) => (sum, true),
            None => (called.as_str(), field.key == account::BUDGET.key),
        };
        let (kind, brief) = match explained {
            _ if field.key == account::USE.key => ("用途".to_owned(), "用途".to_owned()),
            Some(explained) if is_budget => {
                // It may be the whole year's budget that there is to compare with.
                let budget = explained.figures.first().map_or("年初预算", |(budget, _)| budget);
                (format!("{}的原因", explained.way), format!("与{budget}"))
            }
            Some(explained) => (format!("{}的原因", explained.way), "比上年".to_owned()),
            None if is_budget => ("与年初预算差异的原因".to_owned(), "与年初预算".to_owned()),
            None => ("比上年增减的原因".to_owned(), "比上年".to_owned()),
        };
        let brief = match (row, is_budget) {
            (Some(_), _) => brief,
            (None, true) => format!("{sum}，{brief}"),
            (None, false) => sum.to_owned(),
        };
        html! {
            div.reason.folded[!self.is_open(one)] {
                div.what {
                    @if gap.is_some() { span.tag.gap aria-label="缺" { "缺" } }
                    label for=(id) {
                        span.whole-name { @if is_idle || row.is_none() { b { (sum) } "，" } (kind) } span.brief { (brief) }
                        @if text.is_none() && !is_idle && !self.is_open(one) { span.quiet { "（可以不写）" } }
                    }
                    @if let Some(explained) = explained { @for part in &explained.short { span.in-short { (told(part)) } } }
                }
                @if let Some(explained) = explained {
                    dl.facts {
                        @for (term, text) in &explained.figures {
                            div { dt { (term) } dd { (told(text)) } }
                        }
                    }
                    @if !explained.moved.is_empty() {
                        p.moved {
                            span { "变在哪里" }
                            @for (name, by) in &explained.moved { " " b { (name) " " (told(by)) } }
                        }
                    }
                }
                div.sentence {
                    div.slot.{ (frame(&found)) } {
                        (self.input(field, path, text.as_deref(), row.as_deref()))
                    }
                }
                p.below {
                    @match before {
                        Some(before) => {
                            span { "上年写的：" span.song data-before=(id) { (before) } }
                            @if !self.slot.locked {
                                button.plain type="button" data-again=(id) { "抄过来改" }
                            }
                        },
                        None => @if text.is_none() && self.before.has_words() { span { "上年没有写这一句" } },
                    }
                }
                @for found in &found { (asking(self.now, found)) }
                (self.not_saved(&id))
            }
        }
    }

    /// The codes that have words, as rows of which some can be taken away and others added.
    fn codes(&self) -> Markup {
        let field = &reasons::ACCOUNTS;
        let shape = &account::SHAPE;
        let rows = self.slot.said.rows(ACCOUNTS);
        let has_names = rows.iter().any(|row| row.fields.contains_key(account::NAME.key));
        let is_shown = |field: &&'static Field| field.key != account::NAME.key || has_names;
        let all: Vec<&'static Field> = columns(shape).into_iter().filter(is_shown).collect();
        let is_words = |field: &&'static Field| matches!(field.kind, Kind::Words);
        let keys: Vec<&'static Field> = all.iter().copied().filter(|one| !is_words(one)).collect();
        html! {
            details.rest id="codes-with-words" {
                summary { "写着话的科目 " (rows.len()) " 个：增加、删去、改编码" }
                div id=(name(&self.at(ACCOUNTS))) tabindex="-1" { p.note { "删去一行，这个科目的几句话都不要了，可以撤销。" } }
                table.grid aria-label=(field.term) data-table={ (self.slot.path) "|" (ACCOUNTS) } {
                    thead { tr {
                        @for column in &all { th scope="col" { (heading(short(column))) } }
                        th.w-del scope="col" { span.unseen { "删行" } }
                    } }
                    tbody {
                        @for row in rows {
                            @let whole = format!("{ACCOUNTS}[{}]", row.label);
                            @let called = self.called(row);
                            tr id=(name(&self.at(&whole))) {
                                @for column in &keys {
                                    td.in { (self.input(column, &format!("{whole}.{}", column.key), row.fields.get(column.key).map(String::as_str), Some(&called))) }
                                }
                                td colspan=(all.len() - keys.len()) { (called) }
                                td.w-del {
                                    @if !self.slot.locked {
                                        button.plain.square name="remove" value={ (self.slot.path) "|" (whole) } title="删去这一行" aria-label={ "删去 " (called) } { "×" }
                                    }
                                }
                            }
                            @for found in self.found(|found| found == whole) {
                                tr.say.{ (found.level.terms()[2]) } { td colspan=(all.len() + 1) { (finding(self.now, found)) } }
                            }
                            @for column in &keys {
                                @let id = name(&self.at(&format!("{whole}.{}", column.key)));
                                @for found in self.found(|found| *found == format!("{whole}.{}", column.key)) {
                                    tr.say.{ (found.level.terms()[2]) } { td colspan=(all.len() + 1) { (finding(self.now, found)) } }
                                }
                                @if self.held.iter().any(|held| held.name == id) {
                                    tr.say { td colspan=(all.len() + 1) { (self.not_saved(&id)) } }
                                }
                            }
                        }
                        @if !self.slot.locked { (self.new_rows(ACCOUNTS, &Columns::whole(all.clone()), false)) }
                    }
                }
            }
        }
    }
}

/// What was found about words; of one that is only lacking, the rule says it.
fn asking(now: &Now, found: &Found) -> Markup {
    html! {
        @if found.level == Level::Gap && find(found.id).is_some() {
            (why(now, found, true))
        } @else {
            div.said.{ (found.level.terms()[2]) } { (finding(now, found)) }
        }
    }
}

/// A text whose numbers have their thousands set apart.
fn told(text: &str) -> String {
    let mut told = String::new();
    let mut number = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            c => {
                told.push_str(&grouped(&number));
                number.clear();
                told.push(c);
            }
        }
    }
    told.push_str(&grouped(&number));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_text_have_their_thousands_set_apart() {
        assert_eq!(told("+1148648.20　14.82%"), "+1,148,648.20　14.82%");
        assert_eq!(told("2338.51万元"), "2,338.51万元");
        assert_eq!(told("−0.50"), "−0.50");
        assert_eq!(told(""), "");
    }
}
