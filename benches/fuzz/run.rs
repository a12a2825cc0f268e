//! The program run on a spoilt project, and judged.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::{Ground, Tree, tree};

/// How long a command may take, of the processors where the system tells: on a busy machine anything takes long.
const LONGEST: Duration = Duration::from_secs(10);
/// When a command that does not end is ended, by the clock: what waits for ever uses no processor. Long, for a bench that
/// gives way to others may get none for minutes.
const ENDED: Duration = Duration::from_secs(1200);

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
    let (begun, used) = (Instant::now(), processors());
    let (status, said) = carried_out(ground, command);
    let took = match (used, processors()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        (None, _) | (_, None) => begun.elapsed(),
    };
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
            None if begun.elapsed() > ENDED => {
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

/// How long the processors have worked for the commands that have ended, with their workers.
#[cfg(unix)]
fn processors() -> Option<Duration> {
    // SAFETY: all zeroes is a value of this structure, and the system writes one of its own over it.
    let (usage, status) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let status = libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        (usage, status)
    };
    let of = |time: libc::timeval| {
        let micros = time.tv_sec.saturating_mul(1_000_000).saturating_add(time.tv_usec);
        Duration::from_micros(u64::try_from(micros).unwrap_or_default())
    };
    (status == 0).then(|| of(usage.ru_utime) + of(usage.ru_stime))
}

/// Elsewhere it is not told.
#[cfg(not(unix))]
fn processors() -> Option<Duration> {
    None
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
