//! The doors of the house: one to the disk, one to a project, an engine that is used again.

use std::fs;
use std::path::{Path, PathBuf};

use juesuan::engine::{Engine, forget};
use juesuan::files::Files;
use juesuan::project::{Noted, Project, Purpose, Selected};

use crate::support::{Sandbox, fonts, repository, shown};

/// Ways of looking at a disk.
const LOOKS: [&str; 7] = [
    "fs::",
    "File::open",
    ".canonicalize()",
    ".read_dir()",
    ".exists()",
    ".is_dir()",
    ".symlink_metadata()",
];

/// Checks that nothing but the room of files looks at the disk, and the file that holds an output folder.
#[test]
fn there_is_one_door_to_the_disk() {
    /// The Rust files below a folder.
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { collect(&path, found) } else { found.push(path) }
        }
    }
    let source = repository().join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    for file in files {
        let below = file.strip_prefix(&source).unwrap();
        if below.starts_with("files") || below == Path::new("batch/lock.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            let look = LOOKS.iter().find(|look| line.contains(**look));
            assert_eq!(look, None, "src/{}:{}", below.display(), number + 1);
        }
    }
}

/// The clean unit's findings with some text in place of a file's.
fn findings(files: &Files) -> Vec<String> {
    let project = Project::open(files).unwrap();
    let examined = project.examine(&Selected { folder: "archives".to_owned(), year: 2022 });
    let checked = examined.derived.unwrap().checked;
    checked.findings.into_iter().map(|finding| finding.headline).collect()
}

/// Checks that a text which is not saved yet counts as if it were, and that nothing is saved for it.
#[test]
fn unsaved_text_is_checked() {
    let base = repository().join("tests/findings/base");
    let path = "data/archives/2022.toml";
    let saved = fs::read_to_string(base.join(path)).unwrap();
    let files = Files::on(&base);
    assert_eq!(findings(&files), [""; 0]);
    let text = saved.replacen("vehicles = 1, use", "vehicles = 3, use", 1);
    assert_ne!(text, saved);
    let unsaved = files.over([(path.to_owned(), text)]);
    assert_eq!(findings(&unsaved), ["公务用车保有量 3 辆，大于车辆总数 1 辆"]);
    assert_eq!(findings(&files), [""; 0]);
    assert_eq!(fs::read_to_string(base.join(path)).unwrap(), saved);
}

/// Checks that a unit which is not saved yet is one of the project's.
#[test]
fn an_unsaved_unit_is_a_unit() {
    let base = repository().join("tests/findings/base");
    let unit = fs::read_to_string(base.join("data/archives/unit.toml")).unwrap();
    let new = Files::on(&base).over([("data/new/unit.toml".to_owned(), unit)]);
    let folders = |files: &Files| -> Vec<String> {
        let census = Project::open(files).unwrap().units().0.unwrap();
        census.folders().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(folders(&new), ["archives", "new"]);
    assert_eq!(folders(&Files::on(&base)), ["archives"]);
}

/// The PDF of a report, set by an engine.
fn typeset(files: &Files, unit: &str, engine: &mut Engine) -> Vec<u8> {
    let project = Project::open(files).unwrap();
    let report = Selected { folder: unit.to_owned(), year: project.settings.year };
    let (prepared, Noted { problems, mut sources }) =
        project.prepare(engine.fonts(), &report, Purpose::Draft);
    let prepared = prepared.unwrap_or_else(|| panic!("{}", shown(&problems, &sources)));
    let typeset = prepared.typeset("报告.pdf", engine, &mut sources);
    typeset.unwrap_or_else(|problems| panic!("{}", shown(&problems, &sources))).pdf
}

/// Checks that what an engine has set before changes nothing: other reports, other layouts, a changed file, memories that
/// are kept.
#[test]
fn an_engine_that_is_used_again_sets_the_same() {
    let nine = Sandbox::of(&repository().join("tests/projects/branches")).shortened();
    // What is attached names the digest of the layout, and a note changes that.
    let settings = fs::read_to_string(nine.path("juesuan.toml")).unwrap();
    nine.write("juesuan.toml", format!("attach = \"none\"\n{settings}").as_bytes());
    let shanxi = Files::on(nine.root());
    let shanghai = Files::on(&repository().join("tests/projects/branches-shanghai"));
    let cover = fs::read_to_string(repository().join("layouts/shanxi/cover.typ")).unwrap();
    let noted = format!("// 本单位的封面\n{cover}");
    let changed = shanxi.over([("layouts/shanxi/cover.typ".to_owned(), noted)]);
    let lower = cover.replacen("v(2cm)", "v(3cm)", 1);
    assert_ne!(lower, cover);
    let moved = shanxi.over([("layouts/shanxi/cover.typ".to_owned(), lower)]);
    let reports = [
        (&shanxi, "edges"),
        (&shanghai, "nearly"),
        (&changed, "edges"),
        (&moved, "edges"),
        (&shanxi, "unchanged"),
        (&shanxi, "edges"),
    ];
    let mut used = Engine::new(fonts());
    let again = reports.map(|(files, unit)| typeset(files, unit, &mut used));
    let fresh = reports.map(|(files, unit)| {
        forget(0);
        typeset(files, unit, &mut Engine::new(fonts()))
    });
    for ((one, other), (_, unit)) in again.iter().zip(&fresh).zip(reports) {
        assert!(one == other, "{unit}");
    }
    assert!(again[0] == again[2] && again[0] == again[5], "a note changes no page");
    assert!(again[0] != again[3], "a changed file is set anew");
}
