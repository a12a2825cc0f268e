//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts and editors read.

use serde_json::{Value, json};

use crate::check::RULES;
use crate::model::acceptance::Acceptance;
use crate::problem::{Described, DescribedPlace, Problem, Severity, Sources, describe};
use crate::project::Reviewed;

/// All findings as one SARIF text.
pub(super) fn text(reports: &[Reviewed]) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.label,
                "name": rule.name,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": rule.doc },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let mut results = Vec::new();
    for report in reports {
        results.extend(report.problems.iter().map(|p| result(p, None, &report.sources)));
        let accepted = report.checked.iter().flat_map(|checked| &checked.accepted);
        results.extend(accepted.map(|(p, by)| result(p, Some(by), &report.sources)));
    }
    let sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "juesuan",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{sarif:#}")
}

/// One finding, with the acceptance that covers it.
fn result(problem: &Problem, accepted: Option<&Acceptance>, sources: &Sources) -> Value {
    let Described {
        path,
        missing,
        places,
        rule: _,
        severity: _,
        headline: _,
        help: _,
        identity: _,
    } = describe(problem, sources);
    let mut locations = places.into_iter().enumerate().map(|(number, place)| {
        let DescribedPlace { position, path, label } = place;
        let mut location = json!({
            "id": number,
            "message": { "text": label },
            "physicalLocation": {
                "artifactLocation": { "uri": encoded(&position.file) },
                "region": {
                    "startLine": position.line,
                    "startColumn": position.column,
                    "endLine": position.end_line,
                    "endColumn": position.end_column,
                },
            },
        });
        if let (Some(fields), Some(path)) = (location.as_object_mut(), path) {
            let field = json!([{ "fullyQualifiedName": path, "kind": "property" }]);
            fields.insert("logicalLocations".to_owned(), field);
        }
        location
    });
    let help = problem.help.iter().map(|help| format!("\n办法：{help}"));
    let message = problem.headline.clone() + &help.collect::<String>();
    let main: Vec<Value> = locations.next().into_iter().collect();
    let related: Vec<Value> = locations.collect();
    let mut result = json!({
        "ruleId": problem.id,
        "level": level(problem.severity),
        "message": { "text": message },
        "locations": main,
        "relatedLocations": related,
    });
    if let (Some(fields), Some(path)) = (result.as_object_mut(), path) {
        fields.insert("properties".to_owned(), json!({ "path": path, "missing": missing }));
    }
    if let (Some(fields), Some(index)) =
        (result.as_object_mut(), RULES.iter().position(|rule| rule.label == problem.id))
    {
        fields.insert("ruleIndex".to_owned(), json!(index));
    }
    if let (Some(fields), Some(by)) = (result.as_object_mut(), accepted) {
        let suppression = json!([{ "kind": "external", "justification": by.reason.value }]);
        fields.insert("suppressions".to_owned(), suppression);
    }
    result
}

/// SARIF's word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A path as a relative URI: everything but the unreserved characters and slashes in per cent signs.
fn encoded(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
