//! Imports that are killed at any moment: each data file is whole, as it was or as it should be.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::import::empty;
use crate::support::{Sandbox, cases, repository};

/// The data file and that of its unit.
const FILES: [&str; 2] = ["data/u/2023.toml", "data/u/unit.toml"];

/// A project whose unit has the figures of one workbook, with another to be imported.
fn project() -> Sandbox {
    let sandbox = empty();
    let workbooks = repository().join("tests/workbooks");
    sandbox.add(&workbooks.join("b-public-yuan.xlsx"), "b.xlsx");
    sandbox.add(&workbooks.join("a-accounts.xls"), "a.xls");
    sandbox
}

/// What the files say; nothing of one that is not there.
fn texts(sandbox: &Sandbox) -> Vec<Option<String>> {
    FILES.iter().map(|path| fs::read_to_string(sandbox.path(path)).ok()).collect()
}

/// Checks imports into a new unit and over one that is there, killed at moments all over the time that they take.
#[test]
fn a_killed_import_leaves_files_whole() {
    for earlier in [None, Some("b.xlsx")] {
        let begin = || {
            let sandbox = project();
            if let Some(earlier) = earlier {
                assert_eq!(sandbox.run(&["import", earlier, "--unit", "u"]).status(), 0);
            }
            sandbox
        };
        let sandbox = begin();
        let old = texts(&sandbox);
        let begun = Instant::now();
        assert_eq!(sandbox.run(&["import", "a.xls", "--unit", "u"]).status(), 0);
        let whole = begun.elapsed();
        let new = texts(&sandbox);
        assert_ne!(old, new);
        let rounds = cases(4, 25);
        let (mut stopped, mut finished) = (0, 0);
        let sandbox = begin();
        for round in 0..rounds {
            // The last moments are those in which files are written.
            let part = whole * (round * 13 % rounds + 1) / rounds;
            let moment = if round % 2 == 0 { part } else { whole - part / 8 };
            for (path, text) in FILES.iter().zip(&old) {
                match text {
                    Some(text) => {
                        sandbox.write(path, text.as_bytes());
                    }
                    // There may be none to be removed.
                    None => {
                        let _ = fs::remove_file(sandbox.path(path));
                    }
                }
            }
            let mut child = Command::new(env!("CARGO_BIN_EXE_juesuan"))
                .current_dir(sandbox.root())
                .args(["import", "a.xls", "--unit", "u"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            thread::sleep(moment.max(Duration::from_millis(1)));
            let _ = child.kill();
            child.wait().unwrap();
            for ((now, old), new) in texts(&sandbox).iter().zip(&old).zip(&new) {
                assert!(now == old || now == new, "after {moment:?}: {now:?}");
                if now == new { finished += 1 } else { stopped += 1 }
            }
        }
        assert!(stopped + finished > 0);
        // The next import does the rest.
        assert_eq!(sandbox.run(&["import", "a.xls", "--unit", "u"]).status(), 0);
        assert_eq!(texts(&sandbox), new);
    }
}
