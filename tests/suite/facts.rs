//! `juesuan facts`.

use std::fs;

use serde_json::Value;

use crate::support::{REFERENCE, Sandbox};

/// Checks that the facts are JSON with amounts as exact text and rates not rounded.
#[test]
fn the_facts_are_exact() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["facts", &format!("{REFERENCE}/2022")]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let facts: Value = serde_json::from_str(&run.stdout()).unwrap();
    assert_eq!(facts["balance"]["total"], "416868418.19");
    assert_eq!(facts["changes"]["total"]["size"], "8927151.34");
    assert!(facts["changes"]["total"]["rate"].as_str().unwrap().starts_with("2.18834230"));
    assert_eq!(facts["economic"]["personnel"]["total"], "416067005.94");
    assert_eq!(facts["attainments"]["general"]["budget"], "367918211.00");
    assert_eq!(facts["evaluations"].as_array().unwrap().len(), 11);
}

/// Checks that no number of the facts passes through binary floating point.
#[test]
fn the_facts_hold_no_fractions_but_as_text() {
    fn walk(value: &Value) {
        match value {
            Value::Number(number) => assert!(number.is_u64(), "{number}"),
            Value::Array(values) => values.iter().for_each(walk),
            Value::Object(fields) => fields.values().for_each(walk),
            _ => {}
        }
    }
    let facts = Sandbox::reference().run(&["facts", REFERENCE]).stdout();
    walk(&serde_json::from_str(&facts).unwrap());
}

/// Checks that `--write` makes a folder with everything that stock Typst needs.
#[test]
fn a_written_folder_is_complete() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["facts", REFERENCE, "--write", "写出"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("typst compile"), "{}", run.stdout());
    for file in
        ["main.typ", "facts.json", "layouts/shanxi/report.typ", "fonts/FandolFang-Regular.otf"]
    {
        assert!(sandbox.path("写出").join(file).is_file(), "{file}");
    }
    let facts = sandbox.run(&["facts", REFERENCE]).stdout();
    assert_eq!(fs::read_to_string(sandbox.path("写出/facts.json")).unwrap(), facts);
}
