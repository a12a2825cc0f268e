//! Prunes and merges that are killed at any moment: nothing is damaged or lost, and the next one does the rest.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use crate::killed::{
    Moments, assert_sound, change, ends_before, four, signal, start_command, wait_for_end,
};
use crate::outputs::{manifest, outputs, unfinished};
use crate::support::{Sandbox, cases};

/// What stands in an output folder by path.
type Files = BTreeMap<String, Vec<u8>>;

/// A file in the output folder that is somebody's own.
const OWN: &str = "2022/名册.pdf";

/// How often each is killed.
fn kills() -> u32 {
    cases(4, 200)
}

/// Runs a command to its end.
fn run_whole(sandbox: &Sandbox, arguments: &[&str]) {
    let run = sandbox.run(arguments);
    assert_eq!(run.status(), 0, "{arguments:?}: {}{}", run.stdout(), run.stderr());
}

/// Puts the output folder back as it was; whose it is stays written in it.
fn put_back(sandbox: &Sandbox, files: &Files) {
    let root = sandbox.path("out");
    for path in outputs(&root).into_keys().chain(unfinished(&root)) {
        fs::remove_file(root.join(path)).unwrap();
    }
    for (path, bytes) in files {
        sandbox.write(&format!("out/{path}"), bytes);
    }
}

/// Runs a command and kills it with all its workers at a moment; whether it was not done before.
fn killed(sandbox: &Sandbox, arguments: &[&str], moments: &mut Moments) -> bool {
    let mut child = start_command(sandbox, arguments);
    if ends_before(&mut child, moments.next()) {
        return false;
    }
    signal("KILL", child.id(), true);
    child.wait().unwrap();
    wait_for_end(child.id());
    true
}

/// Checks that every report of a record stands where it says, unless it is one of those that are to go.
fn assert_kept(before: &Files, after: &Files, gone: &[String], what: &str) {
    for (path, bytes) in before.iter().filter(|(path, _)| path.ends_with(".pdf")) {
        match after.get(path) {
            Some(found) => assert!(found == bytes, "{what}: {path} is damaged"),
            None => assert!(gone.contains(path), "{what}: {path} is lost"),
        }
    }
}

/// Kills prunes, half of them with a report that is to be built too.
#[test]
fn a_prune_killed_at_any_moment_loses_nothing_else() {
    let sandbox = four();
    change(&sandbox, "# 第一版");
    run_whole(&sandbox, &["build"]);
    sandbox.write(&format!("out/{OWN}"), b"%PDF-1.7 somebody's own");
    let before = outputs(&sandbox.path("out"));
    let gone: Vec<String> = {
        let record = manifest(&sandbox.path("out")).unwrap();
        let of = |unit: &str| {
            record["reports"][format!("{unit}/2022")]["pdf"].as_str().unwrap().to_owned()
        };
        vec![of("sparse"), of("edges")]
    };
    for unit in ["sparse", "edges"] {
        fs::remove_dir_all(sandbox.path("data").join(unit)).unwrap();
    }
    // With nothing to build, and with one report to build.
    let mut ends = Vec::new();
    let year = "data/unchanged/2022.toml";
    let as_built = fs::read(sandbox.path(year)).unwrap();
    let corrected = [b"# \n", as_built.as_slice()].concat();
    for text in [&as_built, &corrected] {
        put_back(&sandbox, &before);
        sandbox.write(year, text);
        let begun = Instant::now();
        run_whole(&sandbox, &["build", "--prune"]);
        let after = outputs(&sandbox.path("out"));
        for pdf in &gone {
            assert!(
                before.contains_key(pdf) && !after.contains_key(pdf),
                "{pdf}: {:?}",
                after.keys()
            );
        }
        ends.push((text, after, Moments::up_to(begun.elapsed())));
    }
    let (mut round, mut count) = (0, 0);
    while count < kills() {
        let number = round % ends.len();
        let (text, end, moments) = &mut ends[number];
        round += 1;
        put_back(&sandbox, &before);
        sandbox.write(year, text);
        if !killed(&sandbox, &["build", "--prune"], moments) {
            continue;
        }
        count += 1;
        let out = sandbox.path("out");
        let after = outputs(&out);
        let what = format!("kill {count}");
        if number == 0 {
            assert_kept(&before, &after, &gone, &what);
        }
        let both = [before.clone(), end.clone()];
        // What is to go is listed until it is gone; gone before the record says so, it is missed by nobody.
        let there = |files: &Files| {
            files.keys().filter(|path| !gone.contains(path)).cloned().collect::<Vec<_>>()
        };
        assert!(
            there(&before).iter().all(|path| after.contains_key(path)),
            "{what}: {:?}",
            there(&after)
        );
        for (path, bytes) in after.iter().filter(|(path, _)| path.ends_with(".pdf")) {
            assert!(
                both.iter().any(|files| files.get(path) == Some(bytes)),
                "{what}: {path} is damaged"
            );
        }
        manifest(&out).expect("a record");
        run_whole(&sandbox, &["build", "--prune"]);
        assert!(outputs(&out) == *end, "{what}: the next one does the rest");
        assert!(unfinished(&out).is_empty(), "{what}");
    }
}

/// Kills merges: of the shards in one folder, of the folders of other machines into a new one, and into one with older
/// reports.
#[test]
fn a_merge_killed_at_any_moment_loses_nothing() {
    let sandbox = four();
    let mut versions = Vec::new();
    for version in ["# 第一版", "# 第二版"] {
        change(&sandbox, version);
        run_whole(&sandbox, &["build", "--out", "whole"]);
        versions.push(outputs(&sandbox.path("whole")));
    }
    for shard in ["1/2", "2/2"] {
        run_whole(&sandbox, &["build", "--shard", shard, "--out", "shards"]);
        run_whole(
            &sandbox,
            &["build", "--shard", shard, "--out", &format!("machine-{}", &shard[..1])],
        );
    }
    let [old, new] = &versions[..] else { panic!("two versions") };
    let parts =
        ["shards", "machine-1", "machine-2"].map(|folder| (folder, outputs(&sandbox.path(folder))));
    let nothing = Files::new();
    let elsewhere = &["merge", "machine-1", "machine-2"][..];
    let ways: [(&str, &Files, &[&str]); 3] = [
        ("shards", &parts[0].1, &["merge"]),
        ("a new folder", &nothing, elsewhere),
        ("an older one", old, elsewhere),
    ];
    let mut ways = ways.map(|(what, before, command)| {
        put_back(&sandbox, before);
        let begun = Instant::now();
        run_whole(&sandbox, command);
        assert!(outputs(&sandbox.path("out")) == *new, "{what}");
        (what, before, command, Moments::up_to(begun.elapsed()))
    });
    let (mut round, mut count) = (0, 0);
    while count < kills() {
        let number = round % ways.len();
        let (what, before, command, moments) = &mut ways[number];
        round += 1;
        put_back(&sandbox, before);
        if !killed(&sandbox, command, moments) {
            continue;
        }
        count += 1;
        let out = sandbox.path("out");
        let what = format!("kill {count} of {what}");
        assert_sound(&out, &[old.clone(), new.clone()], count);
        let after = outputs(&out);
        for path in before.keys().filter(|path| path.ends_with(".pdf")) {
            assert!(after.contains_key(path), "{what}: {path} is lost");
        }
        let is_known = |report: &str| {
            let records = after.iter().filter(|(path, _)| path.starts_with("manifest."));
            records.filter(|(_, text)| String::from_utf8_lossy(text).contains(report)).count() > 0
        };
        if command.len() == 1 {
            for unit in ["sparse/2022", "edges/2022", "unchanged/2022"] {
                assert!(is_known(unit), "{what}: no record has {unit}");
            }
        }
        for (folder, files) in parts.iter().filter(|(folder, _)| *folder != "shards") {
            assert!(outputs(&sandbox.path(folder)) == *files, "{what}: {folder} is as it was");
        }
        run_whole(&sandbox, command);
        assert!(outputs(&out) == *new, "{what}: the next one does the rest");
        assert!(unfinished(&out).is_empty(), "{what}");
    }
}
