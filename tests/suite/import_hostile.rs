//! `juesuan import`: workbooks that were made to do harm, and workbooks with bytes changed at random.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::import::empty;
use crate::support::{cases, is_long, repository};
use crate::workbooks::Made;

/// How long the processors may work at the import of one file, however much else they have to do.
const LONGEST: Duration = Duration::from_secs(10);

/// How long it may take in all: one that waits for nothing to come does not work.
const PATIENCE: Duration = Duration::from_secs(120);

/// Imports a file over data that are there; they stay as they are where it is refused.
fn survives(name: &str, bytes: &[u8]) -> (i32, String) {
    let sandbox = empty();
    let path = "data/u/2023.toml";
    let before = "year = 2023\nincome = []\nexpenditure = []\neconomic = []\n";
    sandbox.write(path, before.as_bytes());
    sandbox.write(name, bytes);
    let begun = Instant::now();
    let (run, worked) = sandbox.run_timed(&["import", name, "--unit", "u"]);
    let took = begun.elapsed();
    let told = run.stdout() + &run.stderr();
    assert!(worked < LONGEST && took < PATIENCE, "{worked:?} of {took:?}: {told}");
    assert!(!told.contains("panicked") && matches!(run.status(), 0 | 1), "{told}");
    if run.status() == 1 {
        assert_eq!(fs::read_to_string(sandbox.path(path)).unwrap(), before, "{told}");
        assert!(!sandbox.path("data/u/unit.toml").exists(), "{told}");
    }
    (run.status(), told)
}

/// The files of an archive.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|number| {
            let mut file = archive.by_index(number).unwrap();
            let mut text = Vec::new();
            file.read_to_end(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// An archive of files.
fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Checks workbooks with more in them than any: they are refused in time, and nothing is written.
#[test]
fn too_much_is_refused() {
    let bomb = |more_rows: String| Made { more_rows, ..Made::of_a_unit() }.bytes();
    if is_long() {
        let rows: String =
            (100..1_000_100).map(|row| format!("<row r=\"{row}\"><c><v>1</v></c></row>")).collect();
        let (status, told) = survives("a.xlsx", &bomb(rows));
        assert_eq!(status, 1, "{told}");
        let row = format!("<row><c t=\"str\"><v>{}</v></c></row>", "甲".repeat(40 << 20));
        let (status, told) = survives("a.xlsx", &bomb(row));
        assert_eq!(status, 1, "{told}");
        let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
        survives("a.xlsx", &bomb(deep));
        let page =
            format!("<html><table>{}</table>", "<tr><td rowspan=1000 colspan=1000>1".repeat(5000));
        survives("a.xls", page.as_bytes());
    }
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned();
    let (status, told) = survives("a.xlsx", &bomb(far));
    assert_eq!(status, 0, "{told}");
    let blank: String =
        (100..20_000).map(|row| format!("<row r=\"{row}\"><c s=\"0\"/></row>")).collect();
    let (status, told) = survives("a.xlsx", &bomb(blank));
    assert_eq!(status, 0, "{told}");
}

/// Checks that bytes changed at random in what a workbook holds do no harm.
#[test]
fn changed_bytes_do_no_harm() {
    let samples: Vec<(&str, Vec<u8>)> =
        ["a-accounts.xls", "b-public-yuan.xlsx", "d13-web-page.xls", "d15-password.xlsx"]
            .into_iter()
            .map(|name| (name, fs::read(repository().join("tests/workbooks").join(name)).unwrap()))
            .collect();
    let changes = prop::collection::vec((any::<u32>(), any::<u8>(), 0..4_u8), 1..12);
    let strategy = (0..samples.len(), any::<u16>(), changes);
    // `PROPTEST_CASES=20000` asks for more.
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or_else(|| cases(8, 1_500));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&strategy, |(sample, part, changes)| {
            let (name, bytes) = &samples[sample];
            let change = |bytes: &mut Vec<u8>| {
                for (place, byte, kind) in &changes {
                    let at = *place as usize % bytes.len().max(1);
                    match kind {
                        0 => bytes[at] = *byte,
                        1 => bytes.insert(at, *byte),
                        2 => drop(bytes.remove(at)),
                        _ => bytes.truncate(bytes.len() - at % 64.min(bytes.len())),
                    }
                    if bytes.is_empty() {
                        bytes.push(*byte);
                    }
                }
            };
            // Of an archive what is packed is changed, so that it is still one.
            let changed = if *name == "b-public-yuan.xlsx" && part % 4 > 0 {
                let mut files = unpacked(bytes);
                let number = usize::from(part) % files.len();
                change(&mut files[number].1);
                packed(&files)
            } else {
                let mut bytes = bytes.clone();
                change(&mut bytes);
                bytes
            };
            survives(name, &changed);
            Ok(())
        })
        .unwrap();
}
