//! What was traced, for other programs.

use serde::Serialize;
use serde_json::{Value, json};

use crate::trace::{Answer, Reach};

/// The version of the format.
const FORMAT: u32 = 1;

/// An answer as one JSON text.
pub(super) fn answer(report: &str, answer: &Answer) -> String {
    text(report, answer)
}

/// What a line reaches, as one JSON text.
pub(super) fn reach(report: &str, reach: &Reach) -> String {
    text(report, reach)
}

/// A result as one JSON text.
fn text(report: &str, result: &impl Serialize) -> String {
    let mut all = json!({ "format": FORMAT, "report": report });
    if let (Some(all), Ok(Value::Object(result))) =
        (all.as_object_mut(), serde_json::to_value(result))
    {
        all.extend(result);
    }
    format!("{all:#}")
}
