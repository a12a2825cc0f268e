//! What differs, for other programs.

use serde_json::{Value, json};

use crate::editions::{Difference, Side};

/// The version of the format.
const FORMAT: u32 = 1;

/// What differs as one JSON text.
pub(super) fn text(old: &Side, new: &Side, difference: &Difference) -> String {
    let side = |side: &Side| json!({ "report": side.label, "pages": side.pages() });
    let mut all = json!({ "format": FORMAT, "old": side(old), "new": side(new) });
    if let (Some(all), Ok(Value::Object(difference))) =
        (all.as_object_mut(), serde_json::to_value(difference))
    {
        all.extend(difference);
    }
    format!("{all:#}")
}
