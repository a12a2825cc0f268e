//! `cargo bench --bench check`: how long 1,000 different units take to be read and checked, on all cores and on one.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot go on"
)]

#[path = "generate/mod.rs"]
mod generate;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use juesuan::batch::in_parallel;
use juesuan::files::Files;
use juesuan::project::{Project, Selected};

use generate::Size;

/// How many units.
const UNITS: usize = 1000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, project, unit) in [
        ("a unit with one evaluation report", "tests/findings/base", "archives"),
        ("the reference unit with eleven", ".", "fenyang-social-insurance"),
    ] {
        let folder = tempfile::tempdir().expect("no temporary folder");
        copies(&root.join(project), unit, folder.path());
        let bytes = size(&folder.path().join("data/0000"));
        println!("{UNITS} x {name} ({} KB of TOML each)", bytes / 1024);
        measure(folder.path());
    }
    let folder = tempfile::tempdir().expect("no temporary folder");
    generate::write(folder.path(), UNITS, Size::Mixed).expect("no units");
    let bytes = size(&folder.path().join("data"));
    println!("{UNITS} different units with none to eleven ({} KB of TOML in all)", bytes / 1024);
    measure(folder.path());
}

/// Makes so many units after a model, each with a name of its own; nothing of one unit is kept for the next.
fn copies(project: &Path, unit: &str, root: &Path) {
    fs::copy(project.join("juesuan.toml"), root.join("juesuan.toml")).expect("no settings");
    let model = project.join("data").join(unit);
    for number in 0..UNITS {
        copy(&model, &root.join(format!("data/{number:04}")), number);
    }
}

/// Copies a folder; the names in its files differ from copy to copy.
fn copy(from: &Path, to: &Path, number: usize) {
    fs::create_dir_all(to).expect("no folder");
    for entry in fs::read_dir(from).expect("no model").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target, number);
        } else {
            let text = fs::read_to_string(entry.path()).expect("no text");
            let text = text.replace("name = \"", &format!("name = \"第{number}号"));
            fs::write(target, text).expect("no file");
        }
    }
}

/// The bytes of a folder.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("no folder").flatten();
    entries
        .map(|entry| {
            let path = entry.path();
            if path.is_dir() { size(&path) } else { entry.metadata().map_or(0, |m| m.len()) }
        })
        .sum()
}

/// Measures three rounds on all cores and one on a single core, and prints the best and the ratio.
fn measure(root: &Path) {
    let project = Project::open(&Files::on(root)).expect("no settings");
    let census = project.units().0.expect("no units");
    let folders = census.folders();
    let check = |number: usize| -> usize { findings(&project, folders[number]) };
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let found: usize = in_parallel(UNITS, check).into_iter().sum();
        let took = start.elapsed();
        best = best.min(took);
        println!("  all cores: {:.3} s ({found} findings)", took.as_secs_f64());
    }
    let start = Instant::now();
    let found: usize = (0..UNITS).map(check).sum();
    let alone = start.elapsed();
    let ratio = alone.as_secs_f64() / best.as_secs_f64();
    println!(
        "  one core:  {:.3} s ({found} findings), {ratio:.2} times the best of all cores",
        alone.as_secs_f64()
    );
}

/// How many findings one unit has.
fn findings(project: &Project, folder: &str) -> usize {
    let selected = Selected { folder: folder.to_owned(), year: 2022 };
    let examined = project.examine(&selected);
    examined.problems.len() + examined.derived.map_or(0, |derived| derived.checked.findings.len())
}
