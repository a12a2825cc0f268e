//! The program run on a spoilt project, and judged.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::{Ground, Tree, tree};

/// How long a command may take.
const LONGEST: Duration = Duration::from_secs(10);

/// Words that the program never says.
const FOREIGN: [&str; 9] = [
    "panicked",
    "RUST_BACKTRACE",
    "memory allocation",
    "os error",
    "程序内部出错",
    "engine-failed",
    "stack overflow",
    "\u{1b}[2J",
    "\u{202e}",
];

/// What came of a command.
pub(crate) struct Judged {
    /// The status; none where it was ended.
    pub(crate) status: Option<i32>,
    /// How long it took.
    pub(crate) took: Duration,
    /// What is wrong with it.
    pub(crate) faults: Vec<String>,
}

/// Runs a command and judges it.
pub(crate) fn judged(ground: &Ground, command: &[&str]) -> Judged {
    let out = ground.root().join("out");
    let before = tree(&out);
    let begun = Instant::now();
    let (status, said) = carried_out(ground, command);
    let took = begun.elapsed();
    let mut faults = Vec::new();
    if !matches!(status, Some(0 | 1 | 3)) {
        faults.push(format!("status {status:?}: {}", beginning(&said)));
    }
    faults.extend(
        FOREIGN
            .iter()
            .filter(|word| said.contains(**word))
            .map(|word| format!("it said {word:?}: {}", beginning(&said))),
    );
    if took > LONGEST {
        faults.push(format!("it took {took:?}"));
    }
    faults.extend(ground.canary_fault());
    faults.extend(deleted(&before, &tree(&out), &said));
    Judged { status, took, faults }
}

/// Runs a command; one that does not end is ended.
fn carried_out(ground: &Ground, command: &[&str]) -> (Option<i32>, String) {
    let (said, errors) = (ground.root().join(".said"), ground.root().join(".errors"));
    let file = |path| fs::File::create(path).expect("a file");
    let mut child = Command::new(ground.program())
        .args(command)
        .current_dir(ground.root())
        .stdin(Stdio::null())
        .stdout(file(&said))
        .stderr(file(&errors))
        .spawn()
        .expect("the program");
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().expect("a status") {
            Some(status) => break status.code(),
            None if begun.elapsed() > LONGEST * 6 => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    (status, read(said) + &read(errors))
}

/// What was deleted from an output folder and not named. Parts of a merge are named by their number.
fn deleted(before: &Tree, after: &Tree, said: &str) -> Vec<String> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let unnamed = gone.filter(|path| {
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_own = name.starts_with(".juesuan-part-") || name.contains("-of-");
        !is_own && !said.contains(&name)
    });
    unnamed.map(|path| format!("{} went without a word", path.display())).collect()
}

/// The beginning of a text.
fn beginning(text: &str) -> String {
    text.chars().take(1500).collect()
}
