//! Where a printed number comes from, and where a field is printed.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::catalog::Catalog;
use crate::engine::Spot;
use crate::exchange::fill::{Part as FilePart, Slot, slots};
use crate::fields::field::Codes;
use crate::files::Files;
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::pages::{Mark, Number, Operand, Traced, Traces, What};
use crate::serve::unit::At;
use crate::serve::unit::paths::{name_of, of_path};
use crate::serve::unit::topics::Topic;
use crate::serve::view::addresses::{encoded, name, place_of};
use crate::serve::view::fields::grouped;
use crate::trace::{How, Line, Sentence};

/// The fields that values stand in, as they are told.
struct Fields {
    /// What addresses of units begin with.
    token: String,
    /// The unit's folder.
    folder: String,
    /// The year.
    year: u16,
    /// The files of each unit of which there are values.
    slots: BTreeMap<String, Vec<Slot>>,
    /// The classification.
    catalog: Option<Catalog>,
}

/// What was found: a part of a page, which a script takes.
pub(in crate::serve) fn traced(
    office: &Office,
    folder: &str,
    year: u16,
    traced: &Traced,
) -> Answer {
    let Traced { edition, found } = traced;
    let lines: &[Line] = match found {
        Some(Traces::Number(number)) => &number.lines,
        Some(Traces::Words(_, lines) | Traces::Places(_, lines)) => lines,
        Some(Traces::Nothing | Traces::NoFigure(..) | Traces::Page(_) | Traces::Sentences(_))
        | None => &[],
    };
    let fields = Fields::of(office, folder, year, lines);
    Answer::page(html! {
        div id="traced" data-edition=(edition) {
            @match found {
                None => (places("现在标不出印在哪里：排不出来，或者版式印出的数查不到来处", &[])),
                Some(Traces::Nothing) => {},
                Some(Traces::Number(number)) => {
                    (figure(number, &fields))
                    (places("这个数印在", &number.places))
                },
                Some(Traces::Words(at, lines)) => (words(at, lines, &fields)),
                Some(Traces::NoFigure(at, term)) => (no_figure(at, term)),
                Some(Traces::Places(marks, lines)) => (places(&of_field(marks, lines), marks)),
                Some(Traces::Page(marks)) => {
                    ol id="numbers" { @for mark in marks { li data-spots=(spots(mark)) { (mark.said) "，" (printed(mark)) } } }
                },
                Some(Traces::Sentences(sentences)) => (of_words(sentences, year)),
            }
        }
    })
}

/// The sentences that words stand in, each by the name of its field, with what is printed before and behind the words.
fn of_words(sentences: &[Sentence], year: u16) -> Markup {
    html! {
        ol id="sentences" {
            @for Sentence { field, before, lead, after } in sentences {
                @let at = At { file: format!("{year}.toml"), path: field.clone() };
                li data-field=(name(&at)) {
                    span { @if !lead.is_empty() { "……" } (before) }
                    span { (after) }
                }
            }
        }
    }
}

/// What is said of the places of a field.
fn of_field(marks: &[Mark], lines: &[Line]) -> String {
    let is_words = marks.iter().any(|mark| mark.what == What::Words);
    if marks.iter().any(|mark| mark.what == What::Lacking) {
        return "话还没有写，写上印在".to_owned();
    }
    match (lines.is_empty(), marks.is_empty()) {
        (true, true) => String::new(),
        (true, false) => "没有填，印在".to_owned(),
        (false, true) => "填的没有印出来".to_owned(),
        (false, false) if is_words => "这些话，和由它得来的数，印在".to_owned(),
        (false, false) if lines.len() > 1 => "由这几格得来的数印在".to_owned(),
        (false, false) => "由这一格得来的数印在".to_owned(),
    }
}

/// The places of something, page by page, with what leads from one to the next.
fn places(said: &str, marks: &[Mark]) -> Markup {
    let mut pages: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        pages.entry(mark.page).or_insert((number, 0)).1 += 1;
    }
    html! {
        div.places id="places" {
            @if !said.is_empty() { span.quiet.told { (said) @if !marks.is_empty() { "：" } } }
            @if marks.len() > 1 {
                button.plain.square type="button" data-step="-1" aria-label="上一处印着的" { "‹" }
                button.plain.square type="button" data-step="1" aria-label="下一处印着的" { "›" }
            }
            span.quiet id="place" role="status" {}
            @if marks.len() > 1 {
                details.by-page {
                    summary { "等 " (marks.len()) " 处" }
                    @for (page, (first, count)) in &pages {
                        button.plain type="button" data-place=(first) { "第 " (page) " 页" @if *count > 1 { " " (count) " 处" } }
                    }
                }
            }
            @for mark in marks {
                span hidden data-spots=(spots(mark)) data-on=(mark.page) data-lacking[mark.what == What::Lacking] {
                    (mark.said) @match mark.what {
                        What::Number | What::Blank => { "：" (printed(mark)) },
                        What::Words | What::Lacking => {},
                    }
                }
            }
        }
    }
}

/// What is printed at a place, as it is told.
fn printed(mark: &Mark) -> &str {
    match mark.what {
        What::Blank => "空白（为零）",
        What::Number | What::Words | What::Lacking => &mark.text,
    }
}

/// The parts of pages that a place takes: the page, the left, upper, right and lower edge of each.
fn spots(mark: &Mark) -> String {
    let spot = |Spot { page, left, right, top, bottom }: &Spot| {
        format!("{page} {left:.2} {top:.2} {right:.2} {bottom:.2}")
    };
    mark.spots.iter().map(spot).collect::<Vec<_>>().join(",")
}

/// What is said of something that was pointed at.
fn lens(at: &Mark, label: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        div.lens id="lens" role="dialog" aria-label=(label) tabindex="-1" data-spots=(spots(at)) {
            header {
                (head)
                span.grow {}
                button.plain.square type="button" id="shut" aria-label="关上" { "×" }
            }
            (body)
        }
    }
}

/// How a figure is made, and the fields that feed it.
fn figure(number: &Number, fields: &Fields) -> Markup {
    let Number { at, name, value, how, as_printed, operands, lines, rounding, places: _ } = number;
    // What is no sum of values has them listed by themselves.
    let is_sum = operands.iter().any(|operand| operand.name.is_none());
    let mut left = lines.iter();
    let body = html! {
        div {
            table {
                @for (number, operand) in operands.iter().enumerate() {
                    @let Operand { name, value, times } = operand;
                    tr {
                        td {
                            (sign(*how, number, times))
                            @match name {
                                Some(name) => (name),
                                None => @if let Some(line) = left.next() { (fields.link(line)) },
                            }
                        }
                        td { (grouped(value)) }
                    }
                }
                tr.total { td { (result(*how, operands.len())) } td { (short(value)) } }
            }
            @if *as_printed { p.small.quiet { "两个数先各照印出的四舍五入。" } }
            @if let Some(rounding) = rounding { p.small.quiet { (rounding) "。" } }
            @if !is_sum { (fields.list(lines)) }
        }
    };
    let head = html! { strong { (printed(at)) } span { (name) } };
    lens(at, "这个数怎样得来", &head, &body)
}

/// A value as far as anybody reads it.
fn short(value: &str) -> String {
    /// So many decimals are enough.
    const ENOUGH: usize = 6;
    match value.split_once('.') {
        Some((whole, decimals)) if decimals.len() > ENOUGH => {
            let decimals = decimals.get(..ENOUGH).unwrap_or_default();
            format!("{}…", grouped(&format!("{whole}.{decimals}")))
        }
        _ => grouped(value),
    }
}

/// What is done with an operand, before it.
fn sign(how: How, number: usize, times: &str) -> Markup {
    let (sign, times) = match times.strip_prefix('-') {
        Some(times) => ("− ", times),
        None if number == 0 => ("", times),
        None => ("+ ", times),
    };
    html! {
        @match (how, number) {
            (How::Sum, _) => { (sign) @if times != "1" { (times) " × " } },
            (How::Share, 1) => "÷ ",
            (How::Difference, 1) => "− ",
            (How::Written | How::Share | How::Difference | How::Distance | How::Growth | How::Nil | How::Other, _) => {},
        }
    }
}

/// What comes of the operands.
fn result(how: How, operands: usize) -> &'static str {
    match how {
        How::Written => "照填的",
        How::Sum if operands == 1 => "等于",
        How::Sum => "相加",
        How::Share => "× 100",
        How::Difference => "相减",
        How::Distance => "相差，不带正负号",
        How::Growth => "相差 ÷ 后一个 × 100，不带正负号",
        How::Nil => "没有填，为零",
        How::Other => "由这些推算",
    }
}

/// Words, and the fields that they are written in.
fn words(at: &Mark, lines: &[Line], fields: &Fields) -> Markup {
    let head =
        html! { strong { @if lines.is_empty() { "版式里写好的话" } @else { "单位自己写的话" } } };
    let body = html! {
        div {
            @if lines.is_empty() { p.quiet { "不是填的；里面的数点了，能看怎样得来。" } }
            (fields.list(lines))
        }
    };
    lens(at, "这句话写在哪里", &head, &body)
}

/// A number that is no figure.
fn no_figure(at: &Mark, term: &str) -> Markup {
    let head = html! { strong { (at.text) } span { (term) } };
    let body = html! { div { p.quiet { "不是由填的数得来的。" } } };
    lens(at, "这是什么", &head, &body)
}

impl Fields {
    /// The fields of some values of a report.
    fn of(office: &Office, folder: &str, year: u16, lines: &[Line]) -> Self {
        let files = Files::on(&office.root);
        let mut all = BTreeMap::new();
        for folder in lines.iter().filter_map(|line| of_unit(&line.file)).map(|(folder, _)| folder)
        {
            if !all.contains_key(folder) {
                all.insert(folder.to_owned(), slots(&files, folder, year).unwrap_or_default());
            }
        }
        Self {
            token: office.address.token.clone(),
            folder: folder.to_owned(),
            year,
            slots: all,
            catalog: (!lines.is_empty()).then(|| Catalog::load(&files).ok()).flatten(),
        }
    }

    /// Some values, each with the way to its field.
    fn list(&self, lines: &[Line]) -> Markup {
        html! {
            @if !lines.is_empty() {
                h3 { "填在 " (lines.len()) " 处" }
                ul {
                    @for line in lines {
                        li { (self.link(line)) span.grow {} span.quiet { (written(&line.written)) } }
                    }
                }
            }
        }
    }

    /// The way to the field of a value, by what it is called.
    fn link(&self, line: &Line) -> Markup {
        let Some((folder, file)) = of_unit(&line.file) else { return html! { "别处的数据" } };
        let of_unit = self.slots.get(folder);
        let slot = of_unit.and_then(|slots| slots.iter().find(|slot| slot.path == file));
        let Some(slot) = slot else { return html! { "以前年度的数据" } };
        let topic = Topic::of_field(slot.part(self.year), &line.field);
        let at = At { file: file.to_owned(), path: line.field.clone() };
        let (unit, year) = (encoded(folder), self.year);
        let id = name(&at);
        let address = format!("/{}/u/{unit}/{year}/{}", self.token, place_of(topic, &at));
        let whose =
            (folder != self.folder).then(|| of_unit.map(|slots| unit_name(slots))).flatten();
        html! {
            a href=(address) data-field=(id) {
                @if let Some(whose) = whose { (whose) " " }
                @if slot.part(self.year) == Some(FilePart::LastYear) { "上年 " }
                (self.called(slot, topic, &line.field))
            }
        }
    }

    /// What a field is called: its topic, its row with the names of codes, its column.
    fn called(&self, slot: &Slot, topic: &Topic, path: &str) -> String {
        let words = of_path(slot.shape, path, &|code| self.name_of(slot, code));
        let words = words.unwrap_or_else(|| topic.term.to_owned());
        // A row may be called by the folder of a unit.
        let named = |words: String, (folder, slots): (&String, &Vec<Slot>)| {
            words.replace(&format!("“{folder}”"), &unit_name(slots))
        };
        self.slots.iter().fold(words, named)
    }

    /// The name of a code: the file's own, or the catalogue's.
    fn name_of(&self, slot: &Slot, code: &str) -> Option<String> {
        name_of(std::slice::from_ref(slot), self.catalog.as_ref()?, Codes::Any, code)
    }
}

/// The unit's folder of a data file, and the file from there.
fn of_unit(file: &str) -> Option<(&str, &str)> {
    file.strip_prefix("data/")?.split_once('/')
}

/// The name of the unit of some files.
fn unit_name(slots: &[Slot]) -> String {
    let name = slots.first().and_then(|slot| slot.said.leaves.get("name").cloned());
    name.unwrap_or_else(|| "别的单位".to_owned())
}

/// What is written in a field, in short.
fn written(text: &str) -> String {
    /// So many letters are enough to know it by.
    const ENOUGH: usize = 16;
    let plain = text.trim_matches(['"', '\'', '\n']);
    if plain.bytes().all(|b| b.is_ascii_digit() || b"-._,".contains(&b)) {
        return grouped(&plain.replace(['_', ','], ""));
    }
    let mut short: String = plain.chars().take(ENOUGH).collect();
    if short.len() < plain.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_told_in_short() {
        assert_eq!(written("1_234_567.80"), "1,234,567.80");
        assert_eq!(written("\"12\""), "12");
        assert_eq!(written("\"人员增加\""), "人员增加");
        assert_eq!(
            written("\"一二三四五六七八九十一二三四五六七\""),
            "一二三四五六七八九十一二三四五六…"
        );
    }
}
