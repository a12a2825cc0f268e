//! Published reports stay as they were; it is told what has changed since.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use lopdf::Document;
use serde_json::Value;

use crate::pdf::attached;
use crate::support::{Sandbox, cases, repository};

/// The unit that is published, and its year's file.
const UNIT: &str = "unchanged";
const YEAR: &str = "data/unchanged/2022.toml";

/// What is appended to the year's file for a correction.
fn correction(day: u8, reason: &str) -> String {
    format!("\n[[corrections]]\ndate = 2023-11-{day:02}\nreason = \"{reason}\"\n")
}

/// A project of one unit of nine.
fn one() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != UNIT {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    sandbox
}

/// Adds some text at the end of a file.
fn append(sandbox: &Sandbox, file: &str, text: &str) {
    let before = fs::read_to_string(sandbox.path(file)).unwrap();
    sandbox.write(file, (before + text).as_bytes());
}

/// The files of all that was published, but for the lock.
fn published(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![sandbox.path("published")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let below = path.strip_prefix(sandbox.path("published")).unwrap().to_str().unwrap();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "lock") => {}
                false if below.contains("/.juesuan-part-") => {}
                false => {
                    files.insert(below.replace('\\', "/"), fs::read(&path).unwrap());
                }
            }
        }
    }
    files
}

/// The index of the unit's editions.
fn index(sandbox: &Sandbox) -> Value {
    let path = sandbox.path("published/2022").join(UNIT).join("index.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The row of the unit in the table of `status`.
fn row(sandbox: &Sandbox) -> Value {
    let table: Value =
        serde_json::from_str(&sandbox.run(&["status", "--format", "json"]).stdout()).unwrap();
    table["units"][0].clone()
}

/// Checks that a command succeeds; what it said.
fn done(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let run = sandbox.run(arguments);
    assert_eq!(run.status(), 0, "{arguments:?}\n{}{}", run.stdout(), run.stderr());
    run.stdout() + &run.stderr()
}

/// Checks that a command finds something wrong and says so.
fn refused(sandbox: &Sandbox, arguments: &[&str], id: &str) -> String {
    let run = sandbox.run(arguments);
    assert_eq!(run.status(), 1, "{arguments:?}\n{}{}", run.stdout(), run.stderr());
    assert!(run.stderr().contains(&format!("[{id}]")), "{arguments:?}\n{}", run.stderr());
    run.stderr()
}

#[test]
fn an_edition_stays_as_it_was() {
    let sandbox = one();
    let name = "unchanged/2022";
    refused(&sandbox, &["publish", name], "not-built");
    done(&sandbox, &["build"]);
    assert!(row(&sandbox)["edition"].is_null());
    done(&sandbox, &["publish", name]);
    let first = published(&sandbox);
    let edition = index(&sandbox)["editions"][0].clone();
    assert_eq!((&edition["edition"], &edition["date"]), (&1.into(), &"2023-09-15".into()));
    let folder = sandbox.path("published/2022").join(UNIT);
    let pdf = fs::read(folder.join(edition["pdf"]["path"].as_str().unwrap())).unwrap();
    let built = fs::read_dir(sandbox.path("out/2022")).unwrap().next().unwrap().unwrap();
    assert_eq!(pdf, fs::read(built.path()).unwrap());
    let digest = juesuan::batch::Digest::of(&pdf);
    assert_eq!(edition["pdf"]["sha256"], digest.as_str());
    for (name, bytes) in attached(&Document::load_mem(&pdf).unwrap()) {
        assert_eq!(fs::read(folder.join("1/data").join(&name)).unwrap(), bytes, "{name}");
    }
    assert_eq!(row(&sandbox)["edition"], 1);
    assert_eq!(row(&sandbox)["since"], "same");
    assert!(done(&sandbox, &["publish", "*"]).contains("已经公开过"));

    // A comment is no change of what is said; an amount is, and nothing is published for it without a correction.
    append(&sandbox, YEAR, "# 注\n");
    done(&sandbox, &["build"]);
    assert!(done(&sandbox, &["publish", name]).contains("已经公开过"));
    assert_eq!(row(&sandbox)["since"], "same");
    let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let (_, initial) = text.split_once("initial = ").unwrap();
    let initial: String = initial.chars().take_while(|c| !" ,}\n".contains(*c)).collect();
    sandbox.replace(YEAR, &format!("initial = {initial}"), &format!("initial = 1{initial}"));
    assert_eq!(row(&sandbox)["since"], "changed");
    let said = done(&sandbox, &["build"]);
    assert!(said.contains("published-outdated") && said.contains("第 1 版"), "{said}");
    refused(&sandbox, &["publish", name], "not-corrected");

    append(&sandbox, YEAR, &correction(6, "录入时多写了一位"));
    assert_eq!(row(&sandbox)["since"], "corrected");
    refused(&sandbox, &["publish", name], "not-built");
    done(&sandbox, &["build"]);
    assert!(done(&sandbox, &["publish", name]).contains("第 2 版"));
    let second = published(&sandbox);
    let index = index(&sandbox);
    assert_eq!(index["editions"][0], edition);
    assert_eq!(index["editions"][1]["date"], "2023-11-06");
    assert_eq!(index["editions"][1]["reason"], "录入时多写了一位");
    let path = index["editions"][1]["pdf"]["path"].as_str().unwrap();
    assert!(path.starts_with("2/") && path.ends_with("（更正）.pdf"), "{path}");
    let kept = first.iter().filter(|(path, _)| !path.ends_with("index.json"));
    assert!(
        kept.clone().count() > 3
            && kept.into_iter().all(|(path, bytes)| second.get(path) == Some(bytes))
    );
    assert_eq!(row(&sandbox)["since"], "same");

    // Nothing that a command does changes what was published.
    done(&sandbox, &["build", "--force", "--prune"]);
    for command in [&["check"][..], &["status"], &["export", "--to", "csv"], &["merge"]] {
        sandbox.run(command);
    }
    append(&sandbox, YEAR, &correction(5, "早于上一次"));
    refused(&sandbox, &["build"], "correction-order");
    sandbox.replace(YEAR, &correction(5, "早于上一次"), "");
    sandbox.replace(YEAR, &correction(6, "录入时多写了一位"), "");
    done(&sandbox, &["build"]);
    refused(&sandbox, &["publish", name], "edition-gap");
    append(&sandbox, YEAR, &(correction(6, "一") + &correction(7, "二") + &correction(8, "三")));
    done(&sandbox, &["build"]);
    refused(&sandbox, &["publish", name], "edition-gap");
    fs::remove_dir_all(sandbox.path("data").join(UNIT)).unwrap();
    sandbox.write("data/other/unit.toml", b"name = \"\"");
    sandbox.run(&["build", "--force", "--prune"]);
    assert!(published(&sandbox) == second);
}

#[test]
fn what_was_altered_is_told_and_nothing_is_published_beside_it() {
    let sandbox = one();
    done(&sandbox, &["build"]);
    done(&sandbox, &["publish", "*"]);
    let index = format!("published/2022/{UNIT}/index.json");
    let written = fs::read(sandbox.path(&index)).unwrap();
    for broken in
        ["", "{}", "[]", "{\"format\":1,\"unit\":\"other\",\"year\":2022,\"editions\":[]}"]
    {
        sandbox.write(&index, broken.as_bytes());
        refused(&sandbox, &["publish", "*"], "broken-index");
        assert_eq!(fs::read(sandbox.path(&index)).unwrap(), broken.as_bytes());
    }
    let outside = String::from_utf8(written.clone()).unwrap().replace("\"1/", "\"1/../../../../");
    sandbox.write(&index, outside.as_bytes());
    refused(&sandbox, &["publish", "*"], "broken-index");
    sandbox.write(&index, &written);
    let pdf = published(&sandbox).into_keys().find(|path| path.ends_with(".pdf")).unwrap();
    let pdf = format!("published/{pdf}");
    let bytes = fs::read(sandbox.path(&pdf)).unwrap();
    sandbox.write(&pdf, &[&bytes[..], b"%"].concat());
    refused(&sandbox, &["publish", "*"], "published-altered");
    fs::remove_file(sandbox.path(&pdf)).unwrap();
    refused(&sandbox, &["publish", "*"], "published-altered");
    sandbox.write(&pdf, &bytes);
    done(&sandbox, &["publish", "*"]);
}

/// How the last edition of a unit stands to the data, by the table of `status`.
fn since(sandbox: &Sandbox, unit: &str, arguments: &[&str]) -> Value {
    let run = sandbox.run(&[&["status", "--format", "json"], arguments].concat());
    let table: Value = serde_json::from_str(&run.stdout()).unwrap();
    let rows = table["units"].as_array().unwrap();
    rows.iter().find(|row| row["unit"] == unit).unwrap()["since"].clone()
}

/// Checks that a department's report is told to be out of date when a member's figures change, though its own files are as
/// they were; what a member writes of itself alone is nothing to it.
#[test]
fn a_department_is_out_of_date_with_its_members() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    sandbox.write_form("shanxi", &["totals", "general"], &["general"]);
    done(&sandbox, &["build", "education"]);
    done(&sandbox, &["publish", "education/2024"]);
    assert_eq!(since(&sandbox, "education", &[]), "same");
    let member = "data/youth-camp/2024.toml";
    let before = fs::read_to_string(sandbox.path(member)).unwrap();
    append(&sandbox, member, "\n# 注\n");
    assert_eq!(since(&sandbox, "education", &[]), "same", "a comment");
    sandbox.replace("data/youth-camp/unit.toml", "name =", "# 注\nname =");
    assert_eq!(since(&sandbox, "education", &[]), "same", "a comment in the unit's file");
    let (_, rest) = before.split_once("expenditure = [").unwrap();
    let (_, amount) = rest.split_once("basic = ").unwrap();
    let amount: String = amount.chars().take_while(|c| !" ,}\n".contains(*c)).collect();
    let changed = before.replacen(&format!("basic = {amount}"), &format!("basic = 1{amount}"), 1);
    assert_ne!(changed, before);
    sandbox.write(member, changed.as_bytes());
    assert_eq!(since(&sandbox, "education", &[]), "changed");
    assert_eq!(since(&sandbox, "youth-camp", &[]), Value::Null, "it was never published");
    // Whoever builds is told, whatever is built.
    let run = sandbox.run(&["build", "kindergarten"]);
    let said = run.stderr();
    assert!(said.contains("[published-outdated]") && said.contains("education/2024"), "{said}");
    sandbox.write(member, before.as_bytes());
    assert_eq!(since(&sandbox, "education", &[]), "same");
}

/// Checks that next year's report is told to be out of date when the year is corrected that it compares with.
#[test]
fn next_year_is_out_of_date_with_the_year_before() {
    let sandbox = one();
    done(&sandbox, &["build"]);
    done(&sandbox, &["publish", "unchanged/2022"]);
    let last = "data/unchanged/2021.toml";
    let before = fs::read_to_string(sandbox.path(last)).unwrap();
    append(&sandbox, last, "\n# 注\n");
    assert_eq!(row(&sandbox)["since"], "same", "a comment");
    let digits = before.find(".00").unwrap();
    let start = before[..digits].rfind(|c: char| !c.is_ascii_digit()).unwrap() + 1;
    let changed = format!("{}1{}", &before[..start], &before[start..]);
    sandbox.write(last, changed.as_bytes());
    assert_eq!(row(&sandbox)["since"], "changed", "{changed}");
    let said = sandbox.run(&["build"]).stderr();
    assert!(said.contains("[published-outdated]") && said.contains("unchanged/2022"), "{said}");
    sandbox.write(last, before.as_bytes());
    assert_eq!(row(&sandbox)["since"], "same");
}

/// Kills a publication at many moments: what was published stays, the index names only what is whole, and the next one does
/// the rest.
#[test]
fn a_publication_killed_at_any_moment_leaves_nothing_half_published() {
    let sandbox = one();
    let mut number = 0x2545_f491_u64;
    let (mut killed, mut edition, mut longest) = (0, 0, Duration::from_secs(2));
    let mut before = BTreeMap::new();
    while killed < cases(2, 100) {
        done(&sandbox, &["build"]);
        let begun = Instant::now();
        let mut publication = Command::new(env!("CARGO_BIN_EXE_juesuan"))
            .current_dir(sandbox.root())
            .args(["publish", "*"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        number = number.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let moment = longest.mul_f64((number >> 40) as f64 / f64::from(1 << 24));
        while begun.elapsed() < moment && publication.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        let finished = publication.try_wait().unwrap().is_some();
        let _ = publication.kill();
        publication.wait().unwrap();
        if finished {
            longest = longest.min(begun.elapsed());
        } else {
            killed += 1;
        }
        let now = published(&sandbox);
        let index = now.get(&format!("2022/{UNIT}/index.json"));
        let editions = index.map_or(0, |bytes| {
            let index: Value = serde_json::from_slice(bytes).expect("the index is damaged");
            let editions = index["editions"].as_array().unwrap();
            for edition in editions {
                let data = edition["data"].as_array().unwrap();
                for kept in data.iter().chain([&edition["pdf"]]) {
                    let bytes = &now[&format!("2022/{UNIT}/{}", kept["path"].as_str().unwrap())];
                    assert_eq!(kept["sha256"], juesuan::batch::Digest::of(bytes).as_str());
                }
            }
            editions.len()
        });
        assert!(editions == edition || editions == edition + 1, "kill {killed}");
        let lost = before.iter().find(|(path, bytes)| now.get(*path) != Some(*bytes));
        assert_eq!(lost.map(|(path, _)| path), None, "kill {killed}");
        done(&sandbox, &["publish", "*"]);
        edition += 1;
        before = published(&sandbox);
        before.retain(|path, _| !path.ends_with("index.json"));
        append(&sandbox, YEAR, &correction(6, &format!("第 {edition} 次")));
    }
}
