//! What was found, for other programs.

use serde_json::{Value, json};

use crate::cli::verify::One;
use crate::files::shown_path;
use crate::verify::{Difference, Verdict, Verified};

/// The version of the format.
const FORMAT: u32 = 1;

/// All of it as one JSON text.
pub(super) fn text(all: &[One]) -> String {
    let count = |verdict: Verdict| all.iter().filter(|one| one.verified.verdict == verdict).count();
    let verdicts = Verdict::ALL.map(|verdict| (json!(verdict), json!(count(verdict))));
    let verdicts: serde_json::Map<String, Value> = verdicts
        .into_iter()
        .filter_map(|(key, count)| Some((key.as_str()?.to_owned(), count)))
        .collect();
    let files: Vec<Value> = all.iter().map(file).collect();
    format!("{:#}", json!({ "format": FORMAT, "files": files, "verdicts": verdicts }))
}

/// One file.
fn file(one: &One) -> Value {
    let One { pdf, verified, published } = one;
    let Verified { sha256, unit, year, pages, verdict, notes, differences, more } = verified;
    json!({
        "path": shown_path(pdf),
        "verdict": verdict,
        "sha256": sha256,
        "unit": unit,
        "year": year,
        "pages": pages,
        "published": published,
        "notes": notes,
        "differences": differences.iter().map(difference).collect::<Vec<Value>>(),
        "more": more,
    })
}

/// One difference.
fn difference(difference: &Difference) -> Value {
    let Difference { page, heading, what, stands, follows, line } = difference;
    json!({
        "page": page,
        "heading": heading,
        "what": what,
        "stands": stands,
        "follows": follows,
        "line": line,
    })
}
