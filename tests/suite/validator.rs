//! The PDFs before an independent validator, every rule of PDF/UA-1 and PDF/A-3a.

use std::fs;
use std::path::{Path, PathBuf};

use juesuan::files::Files;
use juesuan::layout;
use juesuan::project::{Purpose, Selected};
use lopdf::Document;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use regex::Regex;

use crate::second_reader::{Program, fonts};
use crate::support::{Sandbox, is_long, pdf_of, repository, selected, some};

/// The rules that the validator is wrong about, all for one reason: a glyph whose program begins with a move along one
/// axis gives one number, how far, or two, the width before it; the validator takes every odd count of numbers for one
/// with the width, and every even count for one without.
const MISTAKEN: [&str; 2] = ["ISO 14289-1:2014:7.21.5:1", "ISO 19005-3:2012:6.2.11.5:1"];

/// What the validator then says.
const SAID: &str = r"^font object has rendered CID (\d+) width (-?[\d.]+) in its embedded CIDFontType0C program but (-?[\d.]+) in /W or /DW$";

/// The projects whose reports are published as examples or made for tests, each with what to choose of it.
const PROJECTS: [(&str, &[&str]); 9] = [
    (".", &["fenyang-social-insurance/2022", "putuo-finance/2024"]),
    ("tests/findings/base", &[]),
    ("tests/projects/branches", &[]),
    ("tests/projects/branches-shanghai", &[]),
    ("tests/projects/clean", &[]),
    ("tests/projects/clean-more", &[]),
    ("tests/projects/department", &[]),
    ("tests/projects/everything", &[]),
    ("tests/projects/shanghai-example", &[]),
];

/// Checks that a file breaks no rule but those that the second reader finds kept.
pub(crate) fn assert_valid(pdf: &[u8], case: &str) {
    assert!(!pdf.windows(10).any(|bytes| bytes == b"\r\nendstrea"), "{case}: a stream ends in CR");
    let document = Document::load_mem(pdf).unwrap();
    let fonts = fonts(&document);
    assert!(!fonts.is_empty(), "{case} has no fonts");
    for (bytes, widths) in &fonts {
        let program = Program::read(bytes);
        for glyph in program.characters() {
            let (own, given) = (program.width(glyph), widths.width(glyph));
            assert!((own - given).abs() <= 1.0, "{case}: glyph {glyph} is {own} wide, not {given}");
        }
    }
    let said = Regex::new(SAID).unwrap();
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
        let report =
            validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.rules.total > 100, "{profile}: {:?}", report.rules);
        for failure in &report.failures {
            let words = said.captures(&failure.message);
            let known = MISTAKEN.contains(&failure.rule_id.as_str());
            let words = words.filter(|_| known).unwrap_or_else(|| panic!("{case}: {failure}"));
            let glyph: u16 = words[1].parse().unwrap();
            let (read, given): (f32, f32) = (words[2].parse().unwrap(), words[3].parse().unwrap());
            // Some font has such a glyph, and there it is as wide as the file says.
            let disproved = fonts.iter().any(|(bytes, widths)| {
                let program = Program::read(bytes);
                program.characters().contains(&glyph)
                    && program.mistaken(glyph) == Some(read)
                    && program.width(glyph) == given
                    && widths.width(glyph) == given
            });
            assert!(disproved, "{case}: {failure}");
        }
    }
}

/// The reports of a project.
fn chosen(root: &Path, selections: &[&str]) -> Vec<Selected> {
    let selections: Vec<String> = selections.iter().map(|&chosen| chosen.to_owned()).collect();
    selected(root, &selections)
}

/// Validates reports of some projects, as they would be published; where one may not be, as a draft.
fn validate(projects: &[(&str, &[&str])]) {
    for (project, selections) in some(projects, 6) {
        let root = repository().join(project);
        let reports = chosen(&root, selections);
        assert!(!reports.is_empty(), "{project}");
        // The first units of each project; all of them where there is time.
        for Selected { folder, year } in
            reports.into_iter().take(if is_long() { usize::MAX } else { 1 })
        {
            let made = pdf_of(&root, &folder, year, Purpose::Publication);
            let pdf = made.or_else(|_| pdf_of(&root, &folder, year, Purpose::Draft));
            assert_valid(&pdf.unwrap(), &format!("{project}/{folder}"));
        }
    }
}

#[test]
fn the_examples_are_valid() {
    validate(&PROJECTS[..2]);
}

#[test]
fn the_test_projects_are_valid() {
    validate(&PROJECTS[2..]);
}

/// Checks that no test project was left out above.
#[test]
fn every_test_project_is_validated() {
    let folders = fs::read_dir(repository().join("tests/projects")).unwrap();
    for folder in folders {
        let name = format!("tests/projects/{}", folder.unwrap().file_name().to_str().unwrap());
        assert!(PROJECTS.iter().any(|(project, _)| *project == name), "{name}");
    }
}

/// Validates drafts of one and the same unit in every built-in layout: a unit with everything, and a department.
#[test]
fn every_built_in_layout_is_valid() {
    let names = layout::names(&Files::on(&repository()));
    let names: Vec<&String> = names.iter().filter(|name| layout::is_built_in(name)).collect();
    assert!(names.len() >= 3, "{names:?}");
    let units = [
        ("tests/projects/everything", "qingyu-affairs", 2022),
        ("tests/projects/department", "education", 2024),
    ];
    for (project, unit, year) in some(units, 2) {
        for name in some(&names, 3) {
            let sandbox = Sandbox::of(&repository().join(project));
            sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{name}\""));
            let pdf = pdf_of(sandbox.root(), unit, year, Purpose::Draft).unwrap();
            assert_valid(&pdf, &format!("{project}/{unit} in {name}"));
        }
    }
}

/// Checks that what the validator must find is found: it is not asked in vain.
#[test]
fn faults_are_found() {
    let pdf = pdf_of(&repository().join("tests/projects/branches"), "sparse", 2022, Purpose::Draft);
    let pdf = pdf.unwrap();
    let document = Document::load_mem(&pdf).unwrap();
    let failures = |document: &mut Document, profile| {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&bytes, &options).unwrap();
        report.failures.into_iter().map(|failure| failure.rule_id).collect::<Vec<_>>()
    };
    let sound = failures(&mut document.clone(), ValidationProfile::PdfUa1);
    for key in ["Lang", "MarkInfo", "Metadata", "ViewerPreferences"] {
        let mut spoilt = document.clone();
        spoilt.catalog_mut().unwrap().remove(key.as_bytes());
        assert_ne!(failures(&mut spoilt, ValidationProfile::PdfUa1), sound, "{key}");
    }
}

/// The repository's own examples are those that stand in its data.
#[test]
fn every_example_is_validated() {
    let data: PathBuf = repository().join("data");
    for folder in fs::read_dir(data).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        let validated = PROJECTS[0].1.iter().any(|chosen| chosen.starts_with(&name));
        assert!(validated || name == "catalog", "{name}");
    }
}
