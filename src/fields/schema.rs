//! JSON Schemas (draft 2020-12) of the files, for editors.

use serde_json::{Map, Value, json};

use crate::fields::field::{Codes, Field, Kind, Need, Shape, Sign};
use crate::fields::files::FileForm;

/// Digits with or without separators, and at most two decimals that say something.
const AMOUNT: &str = r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,2}0*)?";

/// The schema of a form of file, as JSON text that ends with a newline.
pub fn schema(form: &FileForm) -> String {
    let own = object(form.shape);
    let mut schema = match form.compared {
        None => own,
        Some(compared) => either(own, object(compared)),
    };
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(form.files));
    let text = serde_json::to_string_pretty(&Value::Object(schema)).unwrap_or_default();
    text + "\n"
}

/// The schema of a file that is read otherwise where it says that it serves only comparisons. Editors take the fields to
/// offer from `anyOf`, and what is wrong from the branch that holds.
fn either(mut own: Map<String, Value>, compared: Map<String, Value>) -> Map<String, Value> {
    const SWITCH: &str = "comparison-only";
    let mut compared = compared;
    for (schema, only) in [(&mut own, false), (&mut compared, true)] {
        if let Some(switch) = schema.get_mut("properties").and_then(|fields| fields.get_mut(SWITCH))
        {
            switch["const"] = json!(only);
        }
    }
    let (full, short) =
        (json!({ "$ref": "#/$defs/full" }), json!({ "$ref": "#/$defs/comparison" }));
    let schema = json!({
        "type": "object",
        "anyOf": [full, short],
        "if": { "properties": { SWITCH: { "const": true } }, "required": [SWITCH] },
        "then": short,
        "else": full,
        "$defs": { "full": own, "comparison": compared },
    });
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// The schema of a table.
fn object(shape: &'static Shape) -> Map<String, Value> {
    let fields: Map<String, Value> =
        shape.fields().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = shape
        .fields()
        .filter(|field| field.need == Need::Required)
        .map(|field| field.key)
        .collect();
    let mut object = Map::new();
    object.insert("title".to_owned(), json!(shape.title));
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(fields));
    object.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

/// The schema of a field.
fn property(field: &'static Field) -> Value {
    let mut schema = match value(field) {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    schema.insert("title".to_owned(), json!(plain(field.term)));
    let description = description(field);
    if !description.is_empty() {
        schema.insert("description".to_owned(), json!(description));
    }
    if !field.default.is_empty() {
        schema.insert("default".to_owned(), json!(field.default));
    }
    Value::Object(schema)
}

/// What may be written for a field.
fn value(field: &'static Field) -> Value {
    match field.kind {
        Kind::Money(Sign::Any) => json!({
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": format!("^\\s*[-+]?{AMOUNT}\\s*$") },
            ]
        }),
        Kind::Money(Sign::Positive) => json!({
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "string", "pattern": format!("^\\s*\\+?{AMOUNT}\\s*$") },
            ]
        }),
        Kind::Count(_) => json!({ "type": "integer", "minimum": 0, "maximum": 99_999_999 }),
        Kind::Whole { least, most, .. } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Number { least, most, .. } => {
            let tenths = |number: u32| f64::from(number) / 10.0;
            match most {
                Some(most) => {
                    json!({ "type": "number", "minimum": tenths(least), "maximum": tenths(most) })
                }
                None => json!({ "type": "number", "minimum": tenths(least) }),
            }
        }
        Kind::Score => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Kind::Year => json!({ "type": "integer", "minimum": 1990, "maximum": 2100 }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Line if field.need == Need::Required => json!({ "type": "string", "minLength": 1 }),
        Kind::Line | Kind::Words | Kind::Paragraphs => json!({ "type": "string" }),
        Kind::Code(codes) => json!({ "type": "string", "pattern": pattern(codes) }),
        Kind::Choice(_) => one_of(field),
        Kind::List(_) => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::OneOrMore => {
            let one = json!({ "type": ["string", "number"] });
            json!({ "anyOf": [one, { "type": "array", "items": one }] })
        }
        Kind::Table(shape) => Value::Object(object(shape)),
        Kind::Rows(shape) => json!({ "type": "array", "items": object(shape) }),
        Kind::Tables(shape) => json!({ "type": "object", "additionalProperties": object(shape) }),
        Kind::Names => json!({
            "type": "object",
            "patternProperties": { pattern(Codes::Any): { "type": "string", "minLength": 1 } },
            "additionalProperties": false,
        }),
        Kind::Settings(_) => json!({ "type": "object", "additionalProperties": one_of(field) }),
    }
}

/// The words that a field may be.
fn one_of(field: &Field) -> Value {
    let words: Vec<&str> = field.choices().iter().map(|choice| choice.key).collect();
    json!({ "type": "string", "enum": words })
}

/// What codes look like.
fn pattern(codes: Codes) -> &'static str {
    match codes {
        Codes::Item => "^\\s*2[0-9]{6}\\s*$",
        Codes::Function => "^\\s*2[0-9]{2}([0-9]{2}){0,2}\\s*$",
        Codes::Economic => "^\\s*3[0-9]{4}\\s*$",
        Codes::Any => "^\\s*(2[0-9]{2}([0-9]{2}){0,2}|3[0-9]{2}([0-9]{2})?)\\s*$",
    }
}

/// What else is to be known of a field, in sentences.
fn description(field: &Field) -> String {
    let choices = field.choices();
    let words: Vec<String> =
        choices.iter().map(|choice| format!("\"{}\" {}", choice.key, choice.term)).collect();
    let written = match field.kind {
        Kind::Money(Sign::Any) => "金额，单位：元，可以是负数".to_owned(),
        Kind::Money(Sign::Positive) => "金额，单位：元，不能是负数".to_owned(),
        Kind::Count(unit) => format!("个数，单位：{unit}"),
        Kind::Whole { wanted, .. } | Kind::Number { wanted, .. } => wanted.to_owned(),
        Kind::Score => "分数，0 到 100".to_owned(),
        Kind::Paragraphs => "段落，一行一段".to_owned(),
        Kind::Choice(_) | Kind::Settings(_) => format!("可写：{}", words.join("、")),
        Kind::Year
        | Kind::Date
        | Kind::Flag
        | Kind::Line
        | Kind::Words
        | Kind::Code(_)
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names => String::new(),
    };
    let unwritten = match field.unwritten {
        "" => String::new(),
        unwritten => format!("不写时：{unwritten}"),
    };
    let need = match field.need {
        Need::Required => "必填".to_owned(),
        Need::Sometimes(when) => format!("必填：{when}"),
        Need::Optional => String::new(),
    };
    let parts = [plain(field.note), written, need, unwritten];
    let parts: Vec<String> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
    parts.join("。")
}

/// Words without the marks of the pages.
fn plain(words: &str) -> String {
    words.replace('`', "")
}
