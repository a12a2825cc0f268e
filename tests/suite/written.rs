//! Canonical data files: what is written of a report says all that its own files say.

use std::fs;
use std::path::Path;

use juesuan::model::report::{Report, YearFile};
use juesuan::project::{Examined, Selected};
use juesuan::read::{Reading, read_report, read_unit};
use juesuan::write::{comparison_file, evaluation_file, project_file, unit_file, year_file};

use crate::support::{Sandbox, open, repository};

/// Units with all that data files can have.
const REPORTS: [(&str, &str, u16); 8] = [
    (".", "fenyang-social-insurance", 2022),
    (".", "putuo-finance", 2024),
    ("tests/findings/base", "archives", 2022),
    ("tests/projects/everything", "qingyu-affairs", 2022),
    ("tests/projects/clean", "county-hospital", 2024),
    ("tests/projects/clean", "agriculture-bureau", 2024),
    ("tests/projects/branches", "edges", 2022),
    ("tests/projects/shanghai-example", "putuo-finance", 2024),
];

/// A report as it is read, with the settings of its project.
fn read(root: &Path, unit: &str, year: u16) -> (String, Report) {
    let project = open(root);
    let reading = Reading::new(&project.files, &project.catalog);
    let described = read_unit(&reading, unit);
    let report = read_report(&reading, &project.settings, unit, described, year);
    (project_file(&project.settings), report.unwrap())
}

/// The canonical files of a report, by path.
fn written(root: &Path, settings: String, report: &Report) -> Vec<(String, String)> {
    let (folder, year) = (&report.unit.folder, report.year.year);
    let file = |name: String| format!("data/{folder}/{name}.toml");
    let mut files = vec![
        ("juesuan.toml".to_owned(), settings),
        (file("unit".to_owned()), unit_file(&report.unit)),
        (file(year.to_string()), year_file(&report.year, &report.names)),
    ];
    if let Some(last) = &report.last_year {
        let text = match last {
            YearFile::Report(report) => year_file(report, &Default::default()),
            YearFile::Comparison(last) => comparison_file(year - 1, last, &Default::default()),
        };
        files.push((file((year - 1).to_string()), text));
    }
    // Findings and acceptances name these files, so they keep their names.
    let folder = root.join(format!("data/{}/{year}", report.unit.folder));
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            Some(entry.unwrap().file_name().to_str()?.strip_suffix(".toml")?.to_owned())
        })
        .collect();
    names.sort();
    for (name, evaluation) in names.iter().zip(&report.year.evaluations) {
        files.push((file(format!("{year}/{name}")), evaluation_file(evaluation)));
    }
    files
}

/// What the check says of a report, without the places.
fn findings(root: &Path, unit: &str, year: u16) -> Vec<String> {
    let selected = Selected { folder: unit.to_owned(), year };
    let Examined { derived, problems, .. } = open(root).examine(&selected);
    let checked = derived.unwrap_or_else(|| panic!("{problems:#?}")).checked;
    let accepted = checked.accepted.into_iter().map(|(finding, _)| finding);
    let findings = checked.findings.into_iter().chain(accepted);
    let mut findings: Vec<String> =
        findings.map(|finding| format!("{}: {}", finding.id, finding.headline)).collect();
    findings.sort();
    findings
}

/// Checks that files written of a report are read as the same report, and that the check says the same of it.
#[test]
fn what_is_written_says_the_same() {
    for (project, unit, year) in REPORTS {
        let root = repository().join(project);
        let (settings, report) = read(&root, unit, year);
        let files = written(&root, settings, &report);
        let sandbox = Sandbox::empty();
        for (path, text) in &files {
            sandbox.write(path, text.as_bytes());
        }
        let (settings, report) = read(sandbox.root(), unit, year);
        assert_eq!(written(sandbox.root(), settings, &report), files, "{unit}/{year}");
        let said = findings(&root, unit, year);
        assert_eq!(findings(sandbox.root(), unit, year), said, "{unit}/{year}");
    }
}

/// Checks that a file is written as people write it: rows one a line, words as they are.
#[test]
fn files_are_written_as_people_write_them() {
    let (settings, report) = read(&repository().join("tests/findings/base"), "archives", 2022);
    let files = written(&repository().join("tests/findings/base"), settings, &report);
    let text = |name: &str| &files.iter().find(|(path, _)| path.ends_with(name)).unwrap().1;
    let year = text("archives/2022.toml");
    for line in [
        "year = 2022\npublished = 2023-09-15\napproved = 2023-08-28\n\nincome = [\n",
        "  { code = \"2012604\", general = 1980000.00, other = 20000.00 },\n",
        "  { code = \"2290401\", fund = \"government-fund\", initial = 50000.00 },\n",
        "\n[three-public.reception]\ninitial = 6000.00\n",
        "domestic = { batches = 5, persons = 40, use = \"外县档案馆业务交流\" }\n",
        "\n[control]\ntotal = 2160000.00\n",
    ] {
        assert!(year.contains(line), "{line}\n{year}");
    }
    let source = fs::read_to_string(repository().join("tests/findings/base/juesuan.toml")).unwrap();
    assert_eq!(text("juesuan.toml"), &source);
}
