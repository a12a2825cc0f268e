//! What was traced, for a person.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::problem::in_one_line;
use crate::trace::{
    Answer, Explained, Formula, How, Line, Nothing, Operand, OwnWords, Printed, Reach, Said, Told,
    cell_name, rounding,
};

/// An answer: the figures, the office's own words, what is no figure.
pub(super) fn answer(answer: &Answer) -> String {
    let Answer { figures, words, no_figures } = answer;
    let mut blocks: Vec<String> = figures.iter().map(told).collect();
    blocks.extend(words.iter().map(own_words));
    if !no_figures.is_empty() {
        blocks.push(nothings(no_figures));
    }
    blocks.join("\n")
}

/// What a line reaches.
pub(super) fn reach(reach: &Reach) -> String {
    let Reach { values, numbers, left_out, words } = reach;
    let mut text = String::new();
    lines(&mut text, "数据", values);
    let (blank, printed): (Vec<&Printed>, Vec<&Printed>) =
        numbers.iter().partition(|number| number.text.is_empty());
    if numbers.is_empty() && *left_out == 0 && words.is_empty() {
        let _ = writeln!(text, "印出来的没有一处由它得来");
    }
    if !printed.is_empty() {
        let _ = writeln!(text, "由它得来的数，印在 {} 处：", printed.len());
        printed.iter().for_each(|number| place(&mut text, number));
    }
    if !blank.is_empty() {
        let _ = writeln!(text, "由它得来、现在为零印成空白的 {} 格：", blank.len());
        blank.iter().for_each(|number| place(&mut text, number));
    }
    without_cell(&mut text, *left_out);
    if !words.is_empty() {
        let _ = writeln!(text, "它的话，印在 {} 处：", words.len());
        words.iter().for_each(|words| said(&mut text, words));
    }
    text
}

/// A figure: where it is printed, how it is made, what feeds it.
fn told(told: &Told) -> String {
    let Told { explained, places, left_out, operands } = told;
    let Explained { facts: _, name, value, formula, lines: feeding } = explained;
    let mut text = String::new();
    let _ = writeln!(text, "{name}：{value}");
    let _ = writeln!(text, "印在 {} 处：", places.len());
    places.iter().for_each(|printed| place(&mut text, printed));
    without_cell(&mut text, *left_out);
    let _ = writeln!(text, "怎样得来：");
    let _ = writeln!(text, "  {}", made(formula, value));
    let roundings = roundings(value, places);
    if !roundings.is_empty() {
        let _ = writeln!(text, "  {}", roundings.join("；"));
    }
    for operand in operands {
        let _ =
            writeln!(text, "  其中 {}：{}", operand.name, made(&operand.formula, &operand.value));
    }
    lines(&mut text, "由这些数据得来", feeding);
    text
}

/// How a figure is made, in one line.
fn made(formula: &Formula, value: &str) -> String {
    let Formula { how, operands, as_printed } = formula;
    let named = |operand: &Operand| format!("{} {}", operand.name, operand.value);
    let rounded = if *as_printed { "，两数先各照印出的四舍五入" } else { "" };
    match (how, operands.as_slice()) {
        (How::Written, _) => "照数据里写的".to_owned(),
        (How::Nil, _) => "没有填，为零".to_owned(),
        (How::Sum, operands) => sum(operands, value),
        (How::Share, [part, whole]) => {
            format!("{} ÷ {} × 100 = {value}{rounded}", named(part), named(whole))
        }
        (How::Difference, [one, other]) => {
            format!("{} − {} = {value}{rounded}", named(one), named(other))
        }
        (How::Distance, [one, other]) => {
            format!("{} 与 {} 相差 {value}{rounded}", named(one), named(other))
        }
        (How::Growth, [one, other]) => format!(
            "（{} − {}）÷ {} × 100，不带正负号 = {value}{rounded}",
            named(one),
            named(other),
            other.value
        ),
        (How::Share | How::Difference | How::Distance | How::Growth | How::Other, _) => {
            "由下面的数据推算".to_owned()
        }
    }
}

/// A sum in one line; a long one says how many lines there are, which follow below.
fn sum(operands: &[Operand], value: &str) -> String {
    /// So many are written out.
    const MOST: usize = 6;
    if operands.len() > MOST {
        let minus = operands.iter().filter(|operand| operand.times.is_sign_negative()).count();
        let less =
            if minus == 0 { String::new() } else { format!("，其中 {minus} 个是减去的") };
        return format!("数据里的 {} 个数相加{less} = {value}", operands.len());
    }
    let mut text = String::new();
    for (index, operand) in operands.iter().enumerate() {
        let sign = match (index, operand.times.is_sign_negative()) {
            (0, false) => "",
            (0, true) => "− ",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        let times = operand.times.abs();
        let times = if times == Decimal::ONE { String::new() } else { format!("{times} × ") };
        let _ = write!(text, "{sign}{times}{}", operand.value);
    }
    format!("{text} = {value}")
}

/// How a value is rounded where it is printed, each way once.
fn roundings(value: &str, places: &[Printed]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for printed in places.iter().filter(|printed| !printed.text.is_empty()) {
        let told = rounding(value, &printed.text);
        if let Some(told) = told.filter(|told| !said.contains(told)) {
            said.push(told);
        }
    }
    said
}

/// Where a number is printed.
fn place(text: &mut String, printed: &Printed) {
    let place = &printed.place;
    let shown = if printed.text.is_empty() { "（空白）" } else { &printed.text };
    let _ = match &place.cell {
        Some(cell) => writeln!(text, "  第 {} 页 {}：{shown}", place.page, cell_name(cell)),
        None => {
            let section = if place.section.is_empty() { "封面、目录" } else { &place.section };
            writeln!(
                text,
                "  第 {} 页 {section}：{shown}\n    {}",
                place.page,
                in_one_line(&place.words)
            )
        }
    };
}

/// In how many cells more a nil would stand, were they on the pages.
fn without_cell(text: &mut String, count: usize) {
    if count > 0 {
        let _ = writeln!(text, "另有 {count} 格：现在为零，版式没有把这一格印在页上");
    }
}

/// Where words are printed.
fn said(text: &mut String, said: &Said) {
    let Said { page, section, words, spots: _ } = said;
    let section = if section.is_empty() { "封面、目录" } else { section };
    let _ = writeln!(text, "  第 {page} 页 {section}\n    {}", in_one_line(words));
}

/// Words that the office wrote.
fn own_words(own: &OwnWords) -> String {
    let OwnWords { places, lines: written } = own;
    let mut text = String::new();
    let _ = match written.is_empty() {
        true => writeln!(text, "版式里写好的话，不是数据里的，印在 {} 处：", places.len()),
        false => writeln!(text, "单位自己写的话，印在 {} 处：", places.len()),
    };
    places.iter().for_each(|words| said(&mut text, words));
    if !written.is_empty() {
        lines(&mut text, "写在", written);
    }
    text
}

/// Numbers that are no figures.
fn nothings(nothings: &[Nothing]) -> String {
    let mut text = format!("不是数的 {} 处：\n", nothings.len());
    for Nothing { place: printed, kind } in nothings {
        let place = &printed.place;
        let section = if place.section.is_empty() { "封面、目录" } else { &place.section };
        let _ =
            writeln!(text, "  第 {} 页 {section}：“{}”是{}", place.page, printed.text, kind.term());
    }
    text
}

/// Lines of data, each once, with the fields that stand there.
fn lines(text: &mut String, headline: &str, all: &[Line]) {
    let fields = all.len();
    let _ = writeln!(text, "{headline}（{fields} 项）：");
    let mut last: Option<(&str, usize)> = None;
    for Line { file, line, field, written, excerpt } in all {
        if last != Some((file, *line)) {
            let _ = writeln!(text, "  {file}:{line}　{}", in_one_line(excerpt));
        }
        let _ = writeln!(text, "    {field} = {}", in_one_line(written));
        last = Some((file, *line));
    }
}
