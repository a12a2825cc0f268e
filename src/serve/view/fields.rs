//! The fields of a file as inputs, made from their description.

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{Markup, html};

use crate::edit::keys_of_row;
use crate::exchange::fill::{Block, Row, Slot, blocks_of, columns, in_unit};
use crate::fields::field::{Codes, Field, Kind, Need, Shape};
use crate::model::amount::Money;
use crate::serve::unit::before::Before;
use crate::serve::unit::held::Held;
use crate::serve::unit::spoken::{of_label, own, plain};
use crate::serve::unit::{At, Found, Now, Which};
use crate::serve::view::addresses::name;

/// A file whose fields are shown.
pub(super) struct Sheet<'a> {
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

/// The words for yes and no.
const FLAGS: [(&str, &str); 2] = [("true", "是"), ("false", "否")];

impl Sheet<'_> {
    /// Some fields at the top of the file.
    pub(super) fn fields(&self, keys: &[&str]) -> Markup {
        let fields = keys.iter().filter_map(|key| self.slot.shape.field(key));
        self.blocks(fields.collect())
    }

    /// All fields of the file.
    pub(super) fn all(&self) -> Markup {
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
        let unit = unit.trim_matches(['（', '）']);
        html! {
            div.field {
                label for=(id) { (plain(field.term)) @if field.need == Need::Required { span.quiet { "（必填）" } } }
                div {
                    (self.input(field, path, text, None))
                    @if !unit.is_empty() { span.unit { (unit) } }
                    @if !note.is_empty() { p.note { (note) } }
                    @if let Some(before) = self.before.leaf(field, path) { p.note { "上年：" (before) } }
                    (self.said(path))
                    (self.not_saved(&id))
                }
            }
        }
    }

    /// Rows as a table, with one to be added at the end.
    fn rows(&self, field: &'static Field, path: &str, shape: &'static Shape) -> Markup {
        let rows = self.slot.said.rows(path);
        let columns = shown_columns(shape, rows);
        let has_code = columns.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let sums = columns.iter().any(|field| is_summed(field));
        let note = note(field);
        let wide = columns.iter().any(|field| matches!(field.kind, Kind::Words | Kind::Paragraphs));
        let asked = self.asked(path, shape);
        let many = is_many(&columns);
        let last = sums && self.before.has_amounts(path);
        let gone = self.before.gone(path, rows);
        html! {
            div.heading id=(name(&self.at(path))) tabindex="-1" { h3 { (field.term) } }
            @if !note.is_empty() { p.note { (note) } }
            (self.said(path))
            @if sums && has_code && !self.slot.locked { (self.by_paste(path)) }
            table.grid.wide[wide].many[many] aria-label=(field.term) data-table={ (self.slot.path) "|" (path) } {
                thead { tr {
                    @for column in &columns {
                        th scope="col" class=(width(column, rows)) title=[note_of(column)] { (short(column)) }
                        @if !many && matches!(column.kind, Kind::Code(_)) { th scope="col" { "名称" } }
                    }
                    @if last { th.w-last scope="col" title="上年同一行各项相加" { "上年" } }
                    th.w-del scope="col" { span.unseen { "删行" } }
                } }
                tbody {
                    @for row in rows { (self.row(path, shape, &columns, row, last)) }
                    @for row in &asked { (self.row(path, shape, &columns, row, last)) }
                    @if !self.slot.locked { (self.new_row(path, &columns, last)) }
                }
                @if sums && !rows.is_empty() {
                    tfoot { tr {
                        @for (number, column) in columns.iter().enumerate() {
                            @if number == 0 {
                                th scope="row" colspan=[(has_code && !many).then_some("2")] { "合计" }
                            } @else if is_summed(column) {
                                td.num { (grouped(&sum(rows, column.key))) }
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

    /// Where a block can be put that a spreadsheet copied, for those who do not know that it can be pasted.
    fn by_paste(&self, path: &str) -> Markup {
        let table = format!("{}|{path}", self.slot.path);
        let id = format!("text|{table}");
        html! {
            details.by-paste {
                summary { "从电子表格贴入…" }
                label.note for=(id) { "把复制的一片贴在这里，先看一遍再写；在格子里直接贴也行。" }
                textarea id=(id) name=(id) rows="3" {}
                button name="table" value=(table) formaction=(self.paste) { "看一遍" }
            }
        }
    }

    /// Rows that are asked for and not there yet.
    fn asked(&self, path: &str, shape: &'static Shape) -> Vec<Row> {
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
        columns: &[&'static Field],
        row: &Row,
        last: bool,
    ) -> Markup {
        let whole = format!("{path}[{}]", row.label);
        let is_there = self.slot.said.row(path, &row.label).is_some();
        let called = self.called(row);
        let found = self.found(|found| *found == whole || found.starts_with(&format!("{whole}.")));
        let kind = self.slot.shape.field(path).map(|field| field.kind);
        let named_tables = matches!(kind, Some(Kind::Tables(_)));
        let names = named_tables || matches!(kind, Some(Kind::Names));
        let at = |key: &str| match kind {
            Some(Kind::Names) => format!("{path}.{}", row.label),
            Some(Kind::Tables(_)) => format!("{path}.{}.{key}", row.label),
            _ => format!("{whole}.{key}"),
        };
        let many = is_many(columns);
        let count = columns.len() + if many { 1 } else { 2 } + usize::from(last);
        let before = self.before.words(path, &row.label);
        let inputs: Vec<String> =
            columns.iter().map(|column| name(&self.at(&at(column.key)))).collect();
        html! {
            tr id=(name(&self.at(&whole))) {
                @for column in columns {
                    @let text = row.fields.get(column.key).map(String::as_str);
                    @let is_key = shape.row_keys.contains(&column.key);
                    @let is_shown = is_key && (names || !is_there);
                    td.in[!is_shown || named_tables].bad[found.iter().any(|found| found.at.as_ref().is_some_and(|of| of.path == at(column.key)))] {
                        @if is_shown {
                            @if named_tables {
                                // The office's own word for it, which is no word of the page.
                                input readonly value=(text.unwrap_or_default()) aria-label={ (called) " " (column.term) };
                            } @else {
                                span.fixed { (self.shown(column, text)) }
                            }
                        } @else {
                            (self.input(column, &at(column.key), text, Some(&called)))
                        }
                        @if let (Kind::Code(codes), true) = (column.kind, many) {
                            small { (text.and_then(|code| self.name_of(codes, code)).unwrap_or_default()) }
                        }
                    }
                    @if let (Kind::Code(codes), false) = (column.kind, many) {
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
            @for words in before { tr.before { td colspan=(count) { "上年的话：" span.song { (words) } } } }
            @for found in found { tr.say.{ (found.level.terms()[2]) } { td colspan=(count) { (finding(found)) } } }
            @for input in inputs {
                @if self.held.iter().any(|held| held.name == input) {
                    tr.say { td colspan=(count) { (self.not_saved(&input)) } }
                }
            }
        }
    }

    /// The row at the end, which is added when it is whole.
    fn new_row(&self, path: &str, columns: &[&'static Field], last: bool) -> Markup {
        let name = |key: &str| format!("new|{}|{path}|{key}", self.slot.path);
        let held = self
            .held
            .iter()
            .find(|held| columns.iter().any(|column| held.name == name(column.key)));
        let many = is_many(columns);
        html! {
            tr.new data-needs=(columns.iter().filter(|column| column.need == Need::Required).map(|column| name(column.key)).collect::<Vec<_>>().join(" ")) {
                @for column in columns {
                    td.in.bad[held.is_some()] { (self.control(column, &name(column.key), "", &format!("新的一行 {}", column.term))) }
                    @if !many && matches!(column.kind, Kind::Code(_)) { td.named {} }
                }
                @if last { td.last {} }
                td.w-del {}
            }
            @if let Some(held) = held {
                tr.say { td colspan=(columns.len() + 2 + usize::from(last)) {
                    span.tag.err { "未存" } " 这一行还没有存下：" (held.why)
                } }
            }
        }
    }

    /// The input of a field; `row` is what its row is called.
    fn input(
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
        let shown = shown(field, text.unwrap_or_default());
        self.control(field, &name(&self.at(path)), &shown, &label)
    }

    /// An input by its name, with what is held of it in place of what the file has.
    fn control(&self, field: &'static Field, id: &str, shown: &str, label: &str) -> Markup {
        let held = self.held.iter().find(|held| held.name == id);
        let typed = held.map_or(shown, |held| held.typed.as_str());
        let bad = held.map(|_| "true");
        let locked = self.slot.locked || self.is_fixed(id);
        let said = held.map(|_| format!("why|{id}"));
        let needed = (field.need == Need::Required).then_some("true");
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
                let unwritten = unwritten.map(|(_, term)| format!("（{term}）"));
                self.select(id, shown, label, &choices, &unwritten.unwrap_or_default())
            }
            // Which layouts there are, the project tells.
            Kind::Line if field.key == "layout" => {
                let mut choices = self.layouts.to_vec();
                if !shown.is_empty() && choices.iter().all(|(key, _)| key != shown) {
                    choices.push((shown.to_owned(), format!("没有的版式“{shown}”")));
                }
                self.select(id, shown, label, &choices, "")
            }
            Kind::Words | Kind::Paragraphs | Kind::List(_) | Kind::OneOrMore => html! {
                textarea.song[matches!(field.kind, Kind::Words | Kind::Paragraphs)] id=(id) name=(id) rows=(lines(typed)) aria-label=(label)
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
                input.num inputmode="decimal" id=(id) name=(id) value=(typed) aria-label=(label) data-was=(shown)
                    data-money[matches!(field.kind, Kind::Money(_))] readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said];
            },
            Kind::Code(codes) => html! {
                input id=(id) name=(id) value=(typed) aria-label=(label) data-was=(shown) data-codes=(of_codes(codes))
                    readonly[locked] aria-required=[needed] aria-invalid=[bad] aria-describedby=[said];
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

    /// A choice without one that goes without saying.
    pub(super) fn choice(
        &self,
        id: &str,
        shown: &str,
        label: &str,
        choices: &[(String, String)],
    ) -> Markup {
        self.select(id, shown, label, choices, "")
    }

    /// An input for one of some words; `unwritten` is what it means to choose none.
    fn select(
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
        html! {
            select id=(id) name=(id) aria-label=(label) data-was=(shown) disabled[locked] aria-invalid=[bad] aria-describedby=[said] {
                option value="" { (unwritten) }
                @for (key, term) in choices { option value=(key) selected[typed == key] { (term) } }
            }
        }
    }

    /// Whether an input is only shown: the year is in the name of the file.
    fn is_fixed(&self, id: &str) -> bool {
        id == format!("is|{}|year", self.slot.path) && self.now.which != Which::Settings
    }

    /// What there is to say of an input that is held.
    pub(super) fn not_saved(&self, id: &str) -> Markup {
        let Some(held) = self.held.iter().find(|held| held.name == id) else { return html! {} };
        html! {
            p.said.err id={ "why|" (id) } {
                span.tag.err { "未存" }
                @match &held.theirs {
                    Some(theirs) => {
                        span { (held.why) "。文件里现在是 " strong { @if theirs.is_empty() { "空的" } @else { (theirs) } } "，刚才输入的是 " strong { (held.typed) } }
                        button type="button" data-theirs=(id) { "用文件里的" }
                        button type="button" data-mine=(id) { "用我输入的" }
                    },
                    None => {
                        span { (held.why) "。这一格还没有存下，文件和报告里仍是原来的。" }
                        button type="button" data-theirs=(id) { "恢复原来的" }
                    },
                }
            }
        }
    }

    /// What was found about exactly a path.
    fn said(&self, path: &str) -> Markup {
        html! {
            @for found in self.found(|found| found == path) {
                p.said.{ (found.level.terms()[2]) } { (finding(found)) }
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

    /// What a row is called: its code, its name, its fund.
    fn called(&self, row: &Row) -> String {
        let code = row.fields.get("code").map(String::as_str).unwrap_or_default();
        let named = self.name_of(Codes::Any, code);
        // An office's own contents are called by their name.
        if let (Some(_), Some(name)) = (row.fields.get("key"), row.fields.get("name")) {
            return own(name);
        }
        let words = [of_label(&row.label), named.unwrap_or_default()];
        words.join(" ").trim().to_owned()
    }

    /// The name of a code: the file's own, or the catalogue's.
    fn name_of(&self, codes: Codes, code: &str) -> Option<String> {
        let own = self.slot.said.row("names", code).and_then(|row| row.fields.get("name").cloned());
        let catalog = &self.now.catalog;
        let function = || catalog.function(code);
        let economic = || catalog.economic(code);
        let name = match codes {
            Codes::Item | Codes::Function => function(),
            Codes::Economic => economic(),
            Codes::Any => function().or_else(economic),
        };
        own.or_else(|| name.map(str::to_owned))
    }

    /// What is shown of a key that cannot be changed.
    fn shown(&self, field: &Field, text: Option<&str>) -> String {
        let text = text.unwrap_or(field.default);
        let choice = field.choices().into_iter().find(|choice| choice.key == text);
        choice.map_or_else(|| text.to_owned(), |choice| choice.term.to_owned())
    }
}

/// A finding at its field.
fn finding(found: &Found) -> Markup {
    let [sign, word, class] = found.level.terms();
    html! {
        span.{ "tag " (class) } aria-label=(word) { (sign) }
        span { (found.said) @for help in &found.help { "。" (help) } }
    }
}

/// The columns of rows; names that only serve to check codes are shown where somebody wrote them.
fn shown_columns(shape: &'static Shape, rows: &[Row]) -> Vec<&'static Field> {
    let all = columns(shape);
    let has_code = all.iter().any(|field| matches!(field.kind, Kind::Code(_)));
    let is_written = |key: &str| rows.iter().any(|row| row.fields.contains_key(key));
    let is_idle = |field: &Field| has_code && field.key == "name" && field.need != Need::Required;
    all.into_iter().filter(|field| !is_idle(field) || is_written(field.key)).collect()
}

/// Whether rows have so many amounts that the name of a code stands below it.
fn is_many(columns: &[&'static Field]) -> bool {
    columns.iter().filter(|field| is_summed(field)).count() > 3
}

/// Whether the values of a column are added up.
fn is_summed(field: &Field) -> bool {
    matches!(field.kind, Kind::Money(_))
}

/// The sum of a column.
fn sum(rows: &[Row], key: &str) -> String {
    let texts = rows.iter().filter_map(|row| row.fields.get(key));
    texts.filter_map(|text| Money::parse(text).ok()).sum::<Money>().to_string()
}

/// What a value of a field looks like in its input.
fn shown(field: &Field, text: &str) -> String {
    match field.kind {
        Kind::Money(_) => grouped(text),
        _ => text.to_owned(),
    }
}

/// An amount with its thousands set apart.
fn grouped(text: &str) -> String {
    let (whole, rest) =
        text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (number, digit) in digits.chars().enumerate() {
        if number > 0 && (digits.len() - number) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match rest {
        Some(rest) => format!("{sign}{grouped}.{rest}"),
        None => format!("{sign}{grouped}"),
    }
}

/// How many lines an input for words has.
fn lines(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count() / 38 + 1);
    lines.sum::<usize>().clamp(1, 14)
}

/// How wide a column is.
fn width(field: &Field, rows: &[Row]) -> &'static str {
    let is_idle = || !rows.iter().any(|row| row.fields.contains_key(field.key));
    match field.kind {
        Kind::Code(_) => "w-code",
        Kind::Choice(_) => "w-fund",
        Kind::Money(_) if is_idle() && !rows.is_empty() => "w-idle",
        Kind::Money(_) => "w-amount",
        Kind::Count(_) | Kind::Whole { .. } | Kind::Number { .. } | Kind::Score | Kind::Year => {
            "w-count"
        }
        _ => "",
    }
}

/// The term of a column without what goes without saying in a table.
fn short(field: &Field) -> &'static str {
    match field.kind {
        Kind::Code(_) => "编码",
        _ => field.term,
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

/// What is said of a column.
fn note_of(field: &Field) -> Option<String> {
    Some(note(field)).filter(|note| !note.is_empty())
}

/// What is said of a field, as far as it says no keys.
fn note(field: &Field) -> String {
    let unwritten = match field.unwritten {
        "" => String::new(),
        unwritten => format!("不填：{unwritten}"),
    };
    let parts = field.note.split('；').map(str::to_owned).chain([unwritten]);
    let is_plain = |part: &String| {
        !part.is_empty() && !part.contains(|c: char| c.is_ascii_lowercase() || c == '`')
    };
    parts.filter(is_plain).collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (text, wanted) in [
            ("0.00", "0.00"),
            ("999.00", "999.00"),
            ("1000.50", "1,000.50"),
            ("-1234567.89", "-1,234,567.89"),
            ("123456", "123,456"),
            ("", ""),
        ] {
            assert_eq!(grouped(text), wanted);
        }
    }
}
