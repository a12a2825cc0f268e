//! Settings to choose from: every field of a file with what it means and a value such as it may have, each in a comment.

use crate::fields::field::{Choice, Field, Kind, Shape};

/// The fields of a shape but for those that are `written` already, by their keys; `own` has values to be shown, by keys.
pub(crate) fn sample(shape: &'static Shape, written: &[&str], own: &[(&str, String)]) -> String {
    let fields = || shape.fields().filter(|field| !written.contains(&field.key));
    let mut text = String::new();
    for field in fields().filter(|field| !field.is_headed()) {
        let value = own.iter().find(|(key, _)| *key == field.key).map(|(_, value)| value.clone());
        let value = value.unwrap_or_else(|| value_of(field));
        text.push_str(&format!("\n# {}\n# {} = {value}\n", meaning(field), field.key));
    }
    for field in fields().filter(|field| field.is_headed()) {
        text.push_str(&format!("\n# {}\n# [{}]\n", meaning(field), heading(field)));
        for below in field.shape().into_iter().flat_map(|shape| shape.fields()) {
            let line = format!("# {} = {}", below.key, value_of(below));
            text.push_str(&format!("{line}  # {}\n", meaning(below)));
        }
    }
    text
}

/// The heading of a table; one whose name is the user's own is called by the example.
fn heading(field: &Field) -> String {
    if field.has_named_tables() {
        format!("{}.{}", field.key, field.example)
    } else {
        field.key.to_owned()
    }
}

/// What a field means, and which words it may be.
fn meaning(field: &Field) -> String {
    let words = |choices: Vec<Choice>| {
        let words = choices.iter().map(|choice| match choice.key == choice.term {
            true => choice.key.to_owned(),
            false => format!("{}（{}）", choice.key, choice.term),
        });
        words.collect::<Vec<_>>().join("、")
    };
    let choices = Some(words(field.choices())).filter(|words| !words.is_empty());
    let note = Some(field.note.replace('`', "")).filter(|note| !note.is_empty());
    let said =
        [Some(field.term.to_owned()), note, choices.map(|choices| format!("可写 {choices}"))];
    said.into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// A value such as a field may have.
fn value_of(field: &Field) -> String {
    let number = |otherwise: &str| match field.example {
        "" => otherwise.to_owned(),
        example => example.to_owned(),
    };
    match field.kind {
        Kind::Money(_) => number("0.00"),
        Kind::Count(_) | Kind::Number { .. } | Kind::Score => number("0"),
        Kind::Whole { least, .. } => number(&least.to_string()),
        Kind::Year => number("2024"),
        Kind::Date => number("2024-12-31"),
        Kind::Choice(_) if !field.example.is_empty() => quoted(field.example),
        Kind::Flag => "true".to_owned(),
        Kind::Line | Kind::Words | Kind::Paragraphs | Kind::Code(_) | Kind::OneOrMore => {
            quoted(field.example)
        }
        Kind::Choice(choices) => {
            choices().first().map(|choice| quoted(choice.key)).unwrap_or_default()
        }
        Kind::List(_) => format!("[{}]", quoted(field.example)),
        Kind::Table(shape) => inline(shape),
        Kind::Rows(shape) => format!("[{}]", inline(shape)),
        Kind::Tables(_) | Kind::Names | Kind::Settings(_) => "{}".to_owned(),
    }
}

/// A table on one line; of fields that there is one of for each of some nouns, the first.
fn inline(shape: &'static Shape) -> String {
    let own = shape.fields.iter().copied().chain((shape.each)().first());
    let fields: Vec<String> =
        own.map(|field| format!("{} = {}", field.key, value_of(field))).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// Words in quotes; no example has a quote in it.
fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}
