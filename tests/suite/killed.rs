//! Builds that are killed or stopped at any moment: nothing is damaged, and the next build does the rest.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::outputs::{manifest, outputs, times, unfinished};
use crate::support::{Sandbox, cases, some};

/// How often a build is killed.
fn kills() -> u32 {
    cases(6, 200)
}

/// Moments that look random and are the same in every run.
pub(crate) struct Moments {
    /// What the next one comes from.
    number: u64,
    /// None is later.
    longest: Duration,
}

impl Moments {
    /// Moments up to one.
    pub(crate) fn up_to(longest: Duration) -> Self {
        Self { number: 0x2545_f491, longest }
    }

    /// The next one.
    pub(crate) fn next(&mut self) -> Duration {
        self.number =
            self.number.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        self.longest.mul_f64((self.number >> 40) as f64 / f64::from(1 << 24))
    }
}

/// A project of nine small units.
fn nine() -> Sandbox {
    Sandbox::nine()
}

/// A project of four of them.
pub(crate) fn four() -> Sandbox {
    let sandbox = nine();
    for unit in ["first-money", "managed", "new-unit", "nothing-at-all", "only-fund"] {
        fs::remove_dir_all(sandbox.path("data").join(unit)).unwrap();
    }
    sandbox
}

/// Starts a build as the first of a group of processes of its own.
fn start(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    start_command(sandbox, &[&["build"], arguments].concat())
}

/// Starts a command as the first of a group of processes of its own.
pub(crate) fn start_command(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .current_dir(sandbox.root())
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap()
}

/// Sends a signal to a process, or to its group.
pub(crate) fn signal(name: &str, process: u32, group: bool) {
    let target = if group { format!("-{process}") } else { process.to_string() };
    let sent =
        Command::new("sh").args(["-c", &format!("kill -s {name} -- {target} 2>&1")]).output();
    drop(sent.unwrap());
}

/// The processes of a group that are still there.
fn group(leader: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers
        .filter(|number: &u32| {
            let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
            // After the name in brackets: state, parent, group.
            let fields: Vec<&str> =
                stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
            fields.first() != Some(&"Z") && fields.get(2) == Some(&leader.to_string().as_str())
        })
        .collect()
}

/// Waits until a group of processes is gone.
pub(crate) fn wait_for_end(leader: u32) {
    let begun = Instant::now();
    while !group(leader).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10), "a worker was left behind");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Checks that every PDF is one of those that there can be, and that the manifest is never ahead of them.
pub(crate) fn assert_sound(out: &Path, possible: &[BTreeMap<String, Vec<u8>>], round: u32) {
    let digest = |bytes: &[u8]| juesuan::batch::Digest::of(bytes).as_str().to_owned();
    for (path, bytes) in outputs(out).iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let whole = possible.iter().any(|files| files.get(path) == Some(bytes));
        assert!(whole, "round {round}: {path} is damaged");
    }
    let record = manifest(out);
    let reports = record.iter().flat_map(|record| record["reports"].as_object().unwrap());
    for (report, entry) in reports {
        let path = entry["pdf"].as_str().unwrap();
        let found = fs::read(out.join(path)).unwrap_or_default();
        let newest = possible.last().and_then(|files| files.get(path));
        let behind = newest == Some(&found);
        let exact = entry["sha256"].as_str() == Some(&digest(&found));
        assert!(exact || behind, "round {round}: the manifest is ahead with {report}");
    }
}

/// Kills the program and its workers at many moments: no PDF and no manifest is ever damaged, no worker is left behind,
/// and the next build makes the rest.
#[test]
fn a_build_killed_at_any_moment_leaves_nothing_damaged() {
    let versions = ["# 第一版", "# 第二版"];
    let mut possible = Vec::new();
    let mut longest = Duration::ZERO;
    for version in versions {
        let sandbox = four();
        change(&sandbox, version);
        let begun = Instant::now();
        assert!(start(&sandbox, &[]).wait().unwrap().success());
        longest = begun.elapsed().min(Duration::from_secs(2));
        possible.push(outputs(&sandbox.path("out")));
    }
    let sandbox = four();
    let out = sandbox.path("out");
    change(&sandbox, versions[0]);
    let mut version = 0;
    let mut moments = Moments::up_to(longest);
    let (mut killed, kills) = (0, kills());
    while killed < kills {
        let mut build = start(&sandbox, &[]);
        let finished = ends_before(&mut build, moments.next());
        if !finished {
            kill(&build, killed % 4, longest / 4);
            killed += 1;
            build.wait().unwrap();
            wait_for_end(build.id());
            let so_far = [&possible[1 - version], &possible[version]].map(Clone::clone);
            assert_sound(&out, &so_far, killed);
        }
        if finished || killed % 20 == 0 {
            assert!(start(&sandbox, &[]).wait().unwrap().success(), "after kill {killed}");
            assert!(outputs(&out) == possible[version], "after kill {killed}");
            assert!(unfinished(&out).is_empty(), "after kill {killed}");
            version = 1 - version;
            change(&sandbox, versions[version]);
        }
    }
}

/// Whether a build ends within some time.
pub(crate) fn ends_before(build: &mut Child, moment: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < moment {
        if build.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    false
}

/// Kills a build in one of four ways.
fn kill(build: &Child, way: u32, later: Duration) {
    match way {
        // A worker dies: the build goes on and is killed a moment later.
        0 => {
            let workers = group(build.id()).into_iter().filter(|process| *process != build.id());
            workers.take(1).for_each(|worker| signal("KILL", worker, false));
            thread::sleep(later);
            signal("KILL", build.id(), true);
        }
        // The program dies alone: its workers end by themselves.
        1 => signal("KILL", build.id(), false),
        _ => signal("KILL", build.id(), true),
    }
}

/// Makes every report of a project differ from those of another version, in place of the comment before.
pub(crate) fn change(sandbox: &Sandbox, version: &str) {
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let path = entry.unwrap().path().join("2022.toml");
        let text = fs::read_to_string(&path).unwrap();
        let rest = text.strip_prefix("# 第").and_then(|text| text.split_once('\n'));
        let rest = rest.map_or(text.as_str(), |(_, rest)| rest);
        fs::write(&path, format!("{version}\n{rest}")).unwrap();
    }
}

/// Checks that a worker which dies costs nothing: its report is made once more.
#[test]
fn a_worker_that_dies_costs_nothing() {
    let wanted = nine();
    assert!(start(&wanted, &[]).wait().unwrap().success());
    let sandbox = nine();
    let mut build = start(&sandbox, &["--jobs", "2"]);
    let begun = Instant::now();
    let mut killed = 0;
    while killed < 2 && begun.elapsed() < Duration::from_secs(20) {
        let mut workers = group(build.id()).into_iter().filter(|process| *process != build.id());
        if let Some(worker) = workers.next_back() {
            thread::sleep(Duration::from_millis(150));
            signal("KILL", worker, false);
            killed += 1;
        }
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(killed, 2);
    assert!(build.wait().unwrap().success());
    assert!(outputs(&sandbox.path("out")) == outputs(&wanted.path("out")));
}

/// Checks that Ctrl-C ends a build at once that has not begun with any report: while data, records and fonts are read.
#[test]
fn a_build_is_interrupted_from_the_first_moment() {
    let sandbox = nine();
    let out = sandbox.path("out");
    // A record that takes its time.
    let entry = serde_json::json!({
        "pdf": "", "sha256": "0".repeat(64), "bytes": 1, "pages": 1, "warnings": 0, "inputs": {},
    });
    let reports = (0..60_000).map(|number| {
        let mut entry = entry.clone();
        entry["pdf"] = format!("2022/旧的单位{number}.pdf").into();
        (format!("old-{number}/2022"), entry)
    });
    let record = serde_json::json!({
        "format": 2,
        "units": { "sparse": "霁川市云岫区第三幼儿园" },
        "reports": reports.collect::<serde_json::Map<_, _>>(),
    });
    sandbox.write("out/manifest.json", record.to_string().as_bytes());
    for moment in some([0, 20, 60, 120, 200], 2) {
        let mut build = start(&sandbox, &["--jobs", "1"]);
        thread::sleep(Duration::from_millis(moment));
        let asked = Instant::now();
        signal("INT", build.id(), true);
        let status = build.wait().unwrap();
        assert!(asked.elapsed() < Duration::from_secs(10), "{moment}: {:?}", asked.elapsed());
        // Before the program is there at all, the system ends it.
        assert!(matches!(status.code(), Some(130) | None), "{moment}: {status}");
        wait_for_end(build.id());
        assert!(times(&out).len() <= 1 && unfinished(&out).is_empty(), "{moment}");
    }
}

/// Checks that Ctrl-C ends a build cleanly: what is finished stays, nothing half-written, no worker left behind. Asked
/// twice, the one worker may be dropped between its PDF's being in place and its telling so.
#[test]
fn a_build_that_is_interrupted_ends_cleanly() {
    for times_asked in some([1, 2], 2) {
        let sandbox = nine();
        let out = sandbox.path("out");
        let mut build = start(&sandbox, &["--jobs", "1"]);
        let begun = Instant::now();
        while times(&out).is_empty() && begun.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..times_asked {
            signal("INT", build.id(), true);
            thread::sleep(Duration::from_millis(30));
        }
        assert_eq!(build.wait().unwrap().code(), Some(130));
        assert!(group(build.id()).is_empty(), "a worker was left behind");
        assert!(unfinished(&out).is_empty());
        let finished = times(&out).len();
        assert!((1..9).contains(&finished), "{finished}");
        let record = manifest(&out).unwrap();
        let untold = finished - record["reports"].as_object().unwrap().len();
        assert!(untold < times_asked, "{untold} of {finished} not recorded");
        assert!(start(&sandbox, &[]).wait().unwrap().success());
        assert_eq!(times(&out).len(), 9);
    }
}
