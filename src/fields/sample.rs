//! Settings to choose from: every field of a file with what it means and a value such as it may have, each in a comment.

use crate::fields::field::{Choice, Field, Kind, Shape};

/// What a blank says until it is filled in: `check` finds it, `build` refuses it, a draft prints it.
pub(crate) const BLANK: &str = "待补";

/// What is written of a field already, as it stands in the file after its equals sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Begun {
    /// A value.
    Value(String),
    /// A table, by its keys.
    Table(Vec<(String, String)>),
    /// Tables of the user's own names.
    Tables(Vec<(String, Vec<(String, String)>)>),
}

/// The fields of a shape but for those that are `written` already, by their keys; `own` has values to be shown, by keys.
pub(crate) fn sample(shape: &'static Shape, written: &[&str], own: &[(&str, String)]) -> String {
    sample_with(shape, written, own, &[])
}

/// The same where some of the fields have been begun: they stand in their places, and all others in comments.
pub(crate) fn sample_with(
    shape: &'static Shape,
    written: &[&str],
    own: &[(&str, String)],
    begun: &[(&str, Begun)],
) -> String {
    let fields = || shape.fields().filter(|field| !written.contains(&field.key));
    let begun_of =
        |key: &str| begun.iter().find(|(other, _)| *other == key).map(|(_, begun)| begun);
    let mut text = String::new();
    for field in fields().filter(|field| !field.is_headed()) {
        let own = own.iter().find(|(key, _)| *key == field.key).map(|(_, value)| value.clone());
        text.push_str(&match begun_of(field.key) {
            Some(Begun::Value(value)) => {
                format!("\n# {}\n{} = {value}\n", meaning(field), field.key)
            }
            Some(Begun::Table(_) | Begun::Tables(_)) | None => {
                let value = own.unwrap_or_else(|| value_of(field));
                format!("\n# {}\n# {} = {value}\n", meaning(field), field.key)
            }
        });
    }
    for field in fields().filter(|field| field.is_headed()) {
        text.push_str(&format!("\n# {}\n", meaning(field)));
        match begun_of(field.key) {
            Some(Begun::Table(fields)) => table(field, field.key, fields, &mut text),
            Some(Begun::Tables(tables)) => {
                for (number, (name, fields)) in tables.iter().enumerate() {
                    text.push_str(if number == 0 { "" } else { "\n" });
                    table(field, &format!("{}.{name}", field.key), fields, &mut text);
                }
            }
            Some(Begun::Value(_)) | None => {
                text.push_str(&format!("# [{}]\n", heading(field)));
                below(field, &[], &mut text);
            }
        }
    }
    text
}

/// A table that has been begun, under its heading.
fn table(field: &Field, heading: &str, begun: &[(String, String)], text: &mut String) {
    text.push_str(&format!("[{heading}]\n"));
    if field.has_own_names() && !field.has_named_tables() {
        begun.iter().for_each(|(key, value)| text.push_str(&format!("{key} = {value}\n")));
    }
    below(field, begun, text);
}

/// The fields below a table: those that have been begun, the others in comments.
fn below(field: &Field, begun: &[(String, String)], text: &mut String) {
    for field in field.shape().into_iter().flat_map(|shape| shape.fields()) {
        text.push_str(&match begun.iter().find(|(key, _)| key == field.key) {
            // What takes several lines has its meaning above.
            Some((key, value)) if value.contains('\n') => {
                format!("# {}\n{key} = {value}\n", meaning(field))
            }
            Some((key, value)) => format!("{key} = {value}  # {}\n", meaning(field)),
            None => format!("# {} = {}  # {}\n", field.key, value_of(field), meaning(field)),
        });
    }
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
