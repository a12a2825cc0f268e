//! Data that the program takes are laid out in every form, whatever they are: no report fails inside the engine.

use juesuan::engine::{Engine, forget};
use juesuan::problem::Severity;
use juesuan::project::{Noted, Purpose, Selected};

use crate::generated::{LAYOUTS, YEAR, project, settings};
use crate::support::{Sandbox, cases, fonts, is_everything, is_long, open, shown, some};

/// Sets the report of a generated project as a draft, which wants only files that can be read; what went wrong, shown.
fn set(sandbox: &Sandbox) -> Result<usize, String> {
    let project = open(sandbox.root());
    let selected = Selected { folder: "unit".to_owned(), year: YEAR };
    let (prepared, Noted { problems, mut sources }) =
        project.prepare(&fonts(), &selected, Purpose::Draft);
    let Some(prepared) = prepared else { return Err(shown(&problems, &sources)) };
    let typeset = prepared.typeset("报告.pdf", &mut Engine::new(fonts()), &mut sources);
    forget(2);
    match typeset {
        // A hint may say what a form does not print.
        Ok(typeset) if typeset.warnings.iter().all(|p| p.severity == Severity::Hint) => {
            Ok(typeset.pages)
        }
        Ok(typeset) => Err(shown(&typeset.warnings, &sources)),
        Err(problems) => Err(shown(&problems, &sources)),
    }
}

/// Sets so many generated projects, each in a layout that depends on its number; all that fail are shown.
fn all_are_set(count: u32, project: impl Fn(u64, &str) -> Sandbox) {
    let mut failed = Vec::new();
    for number in 0..u64::from(count) {
        let layout = LAYOUTS[number as usize % LAYOUTS.len()];
        if let Err(shown) = set(&project(number, layout)) {
            failed.push(format!("case {number}, {layout}:\n{shown}"));
        }
    }
    let shown: String = failed.iter().take(5).map(|case| format!("{case}\n\n")).collect();
    assert!(failed.is_empty(), "{} of {count} failed\n{shown}", failed.len());
}

/// How many projects are made up; each is set whole, so that a long run has half as many as of other things.
fn count() -> u32 {
    let count = cases(3, 2_000);
    if is_long() && !is_everything() { count / 2 } else { count }
}

#[test]
fn generated_data_are_set_in_every_built_in_layout() {
    all_are_set(count(), project);
}

#[test]
fn generated_data_are_set_under_generated_settings() {
    all_are_set(count(), |number, layout| {
        let sandbox = project(number, "own");
        sandbox.write("layouts/own/layout.toml", settings(number, layout).as_bytes());
        sandbox
    });
}

/// Checks that a form may list hardly any classes, or no statement at all, and keeps the headings of all its parts.
#[test]
fn a_form_with_few_classes_or_no_statement_is_set() {
    for (number, layout) in LAYOUTS.into_iter().enumerate() {
        let all = [
            "classes = []",
            "classes = [\"201\"]",
            "classes = [\"201\", \"207\", \"208\", \"221\"]",
            "classes = [\"201\", \"205\", \"206\", \"207\", \"208\", \"210\", \"212\"]",
            "statements = []",
            "sections = []",
            "statements = []\nsections = []\nclasses = []",
        ];
        // Where time is short, another part of them in each layout.
        for said in some(all.into_iter().skip(number * usize::from(!is_long())), 7) {
            let sandbox = project(3, "own");
            let text = format!("name = \"own\"\nextends = \"{layout}\"\n{said}\n");
            sandbox.write("layouts/own/layout.toml", text.as_bytes());
            let pages = set(&sandbox).unwrap_or_else(|shown| panic!("{layout}, {said}:\n{shown}"));
            assert!(pages >= 4, "{layout}, {said}: {pages} pages");
        }
    }
}
