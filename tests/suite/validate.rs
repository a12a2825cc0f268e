//! Holds values against JSON Schemas, as far as ours go: a word that it does not know fails.

use std::collections::BTreeMap;
use std::sync::Mutex;

use regex::Regex;
use serde_json::Value;

/// What a schema has against a value, with the path of the place; `root` is the whole schema.
pub(crate) fn fault(root: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    let words = schema.as_object().unwrap_or_else(|| panic!("{path}: no schema: {schema}"));
    words.iter().find_map(|(word, wanted)| {
        let wrong = || Some(format!("{path}: {value} against {word} {wanted}"));
        let told = |holds: bool| if holds { None } else { wrong() };
        let each = |wanted: &Value| {
            wanted
                .as_array()
                .unwrap()
                .iter()
                .map(|schema| fault(root, schema, value, path))
                .collect::<Vec<_>>()
        };
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "then" | "else" => None,
            "$ref" => {
                let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                fault(root, root.pointer(pointer).unwrap(), value, path)
            }
            "anyOf" => {
                let faults = each(wanted);
                if faults.contains(&None) { None } else { faults.into_iter().flatten().next() }
            }
            "if" => {
                let branch =
                    if fault(root, wanted, value, path).is_none() { "then" } else { "else" };
                fault(root, &schema[branch], value, path)
            }
            "type" => {
                let one = Value::Array(vec![wanted.clone()]);
                let types = if wanted.is_array() { wanted } else { &one };
                let types = types.as_array().unwrap().iter();
                told(types.map(|name| name.as_str().unwrap()).any(|name| is(value, name)))
            }
            "const" => told(value == wanted),
            "enum" => told(wanted.as_array().unwrap().contains(value)),
            "minimum" => told(value.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap())),
            "maximum" => told(value.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap())),
            "minLength" => {
                let least = wanted.as_u64().unwrap() as usize;
                told(value.as_str().is_none_or(|text| text.chars().count() >= least))
            }
            "pattern" => {
                let pattern = wanted.as_str().unwrap();
                told(value.as_str().is_none_or(|text| matches(pattern, text)))
            }
            "format" => {
                assert_eq!(wanted, "date");
                let day = r"^\d{4}-\d{2}-\d{2}$";
                told(value.as_str().is_none_or(|text| matches(day, text)))
            }
            "required" => {
                let mut keys = wanted.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
                told(value.as_object().is_none_or(|table| keys.all(|key| table.contains_key(key))))
            }
            "items" => {
                let rows = value.as_array().into_iter().flatten().enumerate();
                rows.into_iter().find_map(|(row, value)| {
                    fault(root, wanted, value, &format!("{path}[{}]", row + 1))
                })
            }
            "properties" | "patternProperties" | "additionalProperties" => {
                let fields = value.as_object().into_iter().flatten();
                fields.into_iter().find_map(|(key, value)| {
                    let schemas = of(schema, key);
                    let path = format!("{path}.{key}");
                    let faults = schemas.iter().map(|schema| match schema {
                        Value::Bool(true) => None,
                        Value::Bool(false) => Some(format!("{path}: no such field")),
                        schema => fault(root, schema, value, &path),
                    });
                    faults.into_iter().flatten().next()
                })
            }
            word => panic!("{path}: the schema has a word that is not known here: {word}"),
        }
    })
}

/// The schemas that a schema has for a key.
fn of(schema: &Value, key: &str) -> Vec<Value> {
    let named = schema.get("properties").and_then(|fields| fields.get(key)).cloned();
    let patterns = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let matching = patterns.filter(|(pattern, _)| matches(pattern, key));
    let known: Vec<Value> = named.into_iter().chain(matching.map(|(_, s)| s.clone())).collect();
    match schema.get("additionalProperties") {
        Some(others) if known.is_empty() => vec![others.clone()],
        _ => known,
    }
}

/// Whether a value is of a type.
fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        name => panic!("no type {name}"),
    }
}

/// Whether a text matches a pattern; each is compiled once.
fn matches(pattern: &str, text: &str) -> bool {
    static COMPILED: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let compile = || Regex::new(pattern).unwrap();
    compiled.entry(pattern.to_owned()).or_insert_with(compile).is_match(text)
}
