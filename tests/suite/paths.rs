//! Findings name their fields by paths, what is not written as well, and an edit at such a path does what they ask for.

use std::fs;

use juesuan::edit::{Change, Value, edited};
use juesuan::fields::FileForm;
use serde_json::Value as Json;

use crate::support::{Sandbox, repository};

/// The year's file of the clean unit of the gallery.
const YEAR: &str = "data/archives/2022.toml";

/// The findings of the clean unit after some changes of its files.
fn findings(sandbox: &Sandbox) -> Vec<Json> {
    let run = sandbox.run(&["check", "archives", "--format", "json"]);
    let json: Json = serde_json::from_str(&run.stdout()).unwrap();
    json["reports"][0]["findings"].as_array().unwrap().clone()
}

/// The path of the finding of a rule, and whether it is missing.
fn of(findings: &[Json], rule: &str) -> Option<(String, bool)> {
    let finding =
        findings.iter().find(|finding| finding["rule"].as_str().unwrap().starts_with(rule))?;
    Some((finding["path"].as_str().unwrap().to_owned(), finding["missing"].as_bool().unwrap()))
}

/// Checks what findings of several rules name, and that what is missing is told where it is told at all.
#[test]
fn findings_name_their_fields() {
    for (rule, find, put, path, missing) in [
        (
            "R0711",
            "government-fund = \"库房维修工程量增加\"\n",
            "",
            "reasons.government-fund",
            true,
        ),
        (
            "R0601",
            "domestic = { batches = 5, ",
            "domestic = { ",
            "three-public.reception.domestic.batches",
            true,
        ),
        ("R0716", "use = \"职工住房公积金\", ", "", "reasons.accounts[221/general].use", true),
        (
            "R0716",
            "use = \"职工住房公积金\"",
            "use = \"\"",
            "reasons.accounts[221/general].use",
            false,
        ),
        ("R0603", "[assets]", "[[ignored]]", "assets", true),
        ("R0401", "income = 2150000.00", "income = 2150001.00", "control.income", false),
        ("R04", "vehicles = 1\nrows", "vehicles = 2\nrows", "control.vehicles", false),
        (
            "R0107",
            "vehicles = 1, use",
            "vehicles = 3, use",
            "three-public.vehicle-operation.vehicles",
            false,
        ),
    ] {
        let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
        let put = match put {
            // The table goes with its fields.
            "[[ignored]]" => {
                let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
                let year = FileForm::of(YEAR).unwrap();
                let text = edited(year, &text, "assets", &Change::Remove).unwrap();
                sandbox.write(YEAR, text.as_bytes());
                None
            }
            put => Some(put),
        };
        if let Some(put) = put {
            sandbox.replace(YEAR, find, put);
        }
        let found = of(&findings(&sandbox), rule);
        assert_eq!(found, Some((path.to_owned(), missing)), "{rule}");
        let short = sandbox.run(&["check", "archives", "--format", "short"]).stdout();
        assert_eq!(short.contains(&format!("（缺 {path}）")), missing, "{short}");
        let human = sandbox.run(&["check", "archives"]).stdout();
        assert_eq!(human.contains(&format!("= 缺: {path}\n")), missing, "{human}");
        let sarif = sandbox.run(&["check", "archives", "--format", "sarif"]).stdout();
        let sarif: Json = serde_json::from_str(&sarif).unwrap();
        let named = sarif["runs"][0]["results"].as_array().unwrap().iter();
        let mut named = named.map(|result| &result["properties"]);
        assert!(named.any(|named| named["path"] == path && named["missing"] == missing), "{rule}");
    }
}

/// Checks that what a finding misses, written at its path, is what it asked for.
#[test]
fn what_is_missing_is_written_at_its_path() {
    for (rule, find) in [
        ("R0711", "government-fund = \"库房维修工程量增加\"\n"),
        ("R0716", "use = \"职工住房公积金\", "),
    ] {
        let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
        sandbox.replace(YEAR, find, "");
        let (path, missing) = of(&findings(&sandbox), rule).unwrap();
        assert!(missing, "{path}");
        let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        let reason = Change::Set(Value::Words("业务量增加，办公费上涨".to_owned()));
        let text = edited(FileForm::of(YEAR).unwrap(), &text, &path, &reason).unwrap();
        sandbox.write(YEAR, text.as_bytes());
        assert_eq!(of(&findings(&sandbox), rule), None, "{text}");
    }
}
