//! Many reports at once: what is built, what stays, and that nothing is lost.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::path::Path;

use serde_json::Value;

use crate::outputs::{manifest, outputs, times, unfinished};
use crate::support::{REFERENCE, Sandbox, is_long, repository, some};

/// A project of nine small units.
fn nine() -> Sandbox {
    Sandbox::nine()
}

/// The same with all their pages where there is time.
fn with_all_pages() -> Sandbox {
    Sandbox::of(&repository().join("tests/projects/branches")).shortened()
}

/// The reports that a build built, by its own account.
fn built(sandbox: &Sandbox, arguments: &[&str]) -> BTreeSet<String> {
    let run = sandbox.run(&[&["build", "--format", "json"], arguments].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let json: Value = serde_json::from_str(&run.stdout()).unwrap();
    let reports = json["reports"].as_array().unwrap().iter();
    reports
        .filter(|report| report["state"] == "built")
        .map(|report| report["report"].as_str().unwrap().to_owned())
        .collect()
}

/// Some names of reports.
fn named<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

/// Checks that the number of workers, the order and the parts of a build do not show in the bytes.
#[test]
fn bytes_are_the_same_however_they_are_built() {
    let whole = with_all_pages();
    assert_eq!(whole.run(&["build", "--jobs", "1"]).status(), 0);
    let wanted = outputs(&whole.path("out"));
    assert_eq!(wanted.len(), 10, "nine reports and the manifest");
    for jobs in some(["4", "2"], 2) {
        let sandbox = with_all_pages();
        assert_eq!(sandbox.run(&["build", "--jobs", jobs]).status(), 0);
        assert!(outputs(&sandbox.path("out")) == wanted, "{jobs} jobs");
    }
    let increments = with_all_pages();
    assert_eq!(built(&increments, &["s*", "edges"]).len(), 3);
    assert_eq!(built(&increments, &[]).len(), 6);
    assert!(outputs(&increments.path("out")) == wanted, "in two steps");
    if is_long() {
        assert_eq!(built(&increments, &["--force"]).len(), 9);
        assert!(outputs(&increments.path("out")) == wanted, "once more");
    }
    let shards = with_all_pages();
    let mut all = BTreeSet::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let part = built(&shards, &["--shard", shard]);
        assert!(all.is_disjoint(&part), "{shard}");
        assert!(built(&shards, &["--shard", shard]).is_empty(), "{shard} once more");
        all.extend(part);
    }
    assert_eq!(all.len(), 9);
    assert_eq!(shards.run(&["merge"]).status(), 0);
    assert!(outputs(&shards.path("out")) == wanted, "shards in one folder");
    let machines = with_all_pages();
    for shard in ["1/2", "2/2"] {
        let out = format!("machine-{}", &shard[..1]);
        assert!(!built(&machines, &["--shard", shard, "--out", &out]).is_empty());
    }
    let run = machines.run(&["merge", "machine-1", "machine-2"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(outputs(&machines.path("out")) == wanted, "shards of two machines");
    assert!(built(&machines, &[]).is_empty(), "what was merged is up to date");
}

/// Checks that a report is built exactly when something that it is made from has changed, and why is told.
#[test]
fn only_what_depends_on_a_change_is_built() {
    let sandbox = nine();
    let out = sandbox.path("out");
    assert_eq!(built(&sandbox, &[]).len(), 9);
    let (before, written) = (outputs(&out), times(&out));
    assert!(built(&sandbox, &[]).is_empty());
    assert!(times(&out) == written && outputs(&out) == before);

    sandbox.replace("data/unchanged/2022.toml", "1700000.00", "1700000.0");
    let why = sandbox.run(&["build", "--explain"]).stdout();
    assert!(why.contains("生成 unchanged/2022：data/unchanged/2022.toml 有改动"), "{why}");
    assert_eq!(why.matches("不生成").count(), 8, "{why}");
    let pdf = "2022/霁川市云岫区档案管理局2022年度单位决算公开.pdf";
    let others = |times: &std::collections::BTreeMap<String, _>| {
        let mut times = times.clone();
        times.remove(pdf);
        times
    };
    assert!(others(&times(&out)) == others(&written), "the others are not touched");
    assert!(times(&out)[pdf] > written[pdf]);

    sandbox.replace("data/unchanged/2021.toml", "# 上年数", "# 去年的数");
    assert_eq!(built(&sandbox, &[]), named(["unchanged/2022"]), "last year's file");
    sandbox.replace("data/edges/unit.toml", "name", "# 名称\nname");
    assert_eq!(built(&sandbox, &[]), named(["edges/2022"]), "the unit's own file");
    let evaluation = fs::read(sandbox.path("data/edges/2022/移民扶持.toml")).unwrap();
    fs::remove_file(sandbox.path("data/edges/2022/移民扶持.toml")).unwrap();
    assert_eq!(built(&sandbox, &[]), named(["edges/2022"]), "an attachment less");
    sandbox.write("data/edges/2022/移民扶持.toml", &evaluation);
    assert_eq!(built(&sandbox, &[]), named(["edges/2022"]), "an attachment more");
    fs::remove_file(out.join(pdf)).unwrap();
    let why = sandbox.run(&["build", "--explain"]).stdout();
    assert!(why.contains("生成 unchanged/2022：上次的 PDF 不在了"), "{why}");
    let mut bytes = fs::read(out.join(pdf)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(out.join(pdf), bytes).unwrap();
    let why = sandbox.run(&["build", "--explain"]).stdout();
    assert!(why.contains("生成 unchanged/2022：上次的 PDF 被改动过"), "{why}");

    sandbox.write("layouts/shanghai-draft/note.txt", b"no layout of theirs");
    assert!(built(&sandbox, &[]).is_empty(), "another layout");
    let cover = fs::read_to_string(repository().join("layouts/shanxi/cover.typ")).unwrap();
    sandbox.write("layouts/shanxi/cover.typ", format!("// 本单位的封面\n{cover}").as_bytes());
    assert_eq!(built(&sandbox, &["edges"]).len(), 1, "their layout");
    assert_eq!(built(&sandbox, &[]).len(), 8, "their layout");
    sandbox.replace("juesuan.toml", "year", "# 年度\nyear");
    assert_eq!(built(&sandbox, &[]).len(), 9, "the settings");
    assert!(built(&sandbox, &[]).is_empty());
}

/// Checks that the next year's report, which compares with a year, is built again when that year is corrected.
#[test]
fn a_correction_reaches_the_next_years_report() {
    let sandbox = nine();
    let text = fs::read_to_string(sandbox.path("data/unchanged/2022.toml")).unwrap();
    let next = text.replace("year = 2022", "year = 2023\npublished = 2024-09-20");
    sandbox.write("data/unchanged/2023.toml", next.as_bytes());
    let all = ["*", "unchanged/2023"];
    assert_eq!(built(&sandbox, &all).len(), 10);
    sandbox.replace("data/unchanged/2022.toml", "1700000.00", "1700000.0");
    assert_eq!(built(&sandbox, &all), named(["unchanged/2022", "unchanged/2023"]));
    sandbox.replace("data/unchanged/2021.toml", "# 上年数", "# 去年的数");
    assert_eq!(built(&sandbox, &all), named(["unchanged/2022"]));
}

/// Checks that what is no longer in the data is named, and removed only when asked for and only if it is the program's.
#[test]
fn what_is_left_over_is_named_and_pruned_on_request() {
    let sandbox = nine();
    built(&sandbox, &["s*", "edges"]);
    let old = sandbox.path("out/2022/霁川市云岫区体育彩票服务站2022年度单位决算公开.pdf");
    let (kept, gone) = (old.exists(), "数据里已经没有了");
    assert!(!kept, "it was not selected");
    built(&sandbox, &["only-fund"]);
    sandbox.replace("data/only-fund/unit.toml", "体育彩票服务站", "体彩服务站");
    let run = sandbox.run(&["build", "only-fund"]);
    assert!(run.stderr().contains(gone) && run.stderr().contains("体育彩票服务站"));
    assert!(
        old.exists()
            && sandbox.path("out/2022/霁川市云岫区体彩服务站2022年度单位决算公开.pdf").exists()
    );
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    let run = sandbox.run(&["build", "edges"]);
    assert!(run.stderr().contains(gone), "{}", run.stderr());
    let count = times(&sandbox.path("out")).len();
    fs::write(&old, "somebody's own").unwrap();
    let run = sandbox.run(&["build", "edges", "--prune"]);
    assert!(!run.stdout().contains("已删去"), "none of it was selected: {}", run.stdout());
    let run = sandbox.run(&["build", "s*", "only-fund", "--prune"]);
    assert!(run.stdout().contains("已删去"), "{}", run.stdout());
    assert!(run.stderr().contains("not-pruned"), "{}", run.stderr());
    assert_eq!(times(&sandbox.path("out")).len(), count - 1);
    assert_eq!(fs::read(&old).unwrap(), b"somebody's own");
}

/// Checks that two units whose reports would have one name are both refused, and the others built.
#[test]
fn two_units_of_one_name_are_refused_and_the_others_built() {
    let sandbox = nine();
    let unit = fs::read(sandbox.path("data/edges/unit.toml")).unwrap();
    sandbox.write("data/sparse/unit.toml", &unit);
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    let said = run.stderr();
    assert_eq!(said.matches("错误[same-name]").count(), 1, "told once for both: {said}");
    assert!(["edges", "sparse"].iter().all(|unit| said.contains(&format!("未生成 {unit}/2022"))));
    assert!(run.stdout().contains("已生成 7"), "{}", run.stdout());
    assert!(run.stderr().contains("未生成的报告："), "{}", run.stderr());
}

/// Checks names that file systems refuse: signs are replaced, devices told apart, what is too long is refused.
#[test]
fn names_that_no_file_system_takes_do_no_harm() {
    let sandbox = Sandbox::brief();
    let unit = format!("data/{REFERENCE}/unit.toml");
    sandbox.replace("juesuan.toml", "{unit}{year}年度{kind}决算公开", "{unit}");
    for (name, file) in [("甲/乙:丙*?\\\"<>|", "甲／乙：丙＊？＂＜＞｜"), ("NUL", "NUL_")]
    {
        let text = fs::read_to_string(sandbox.path(&unit)).unwrap();
        let line = text.lines().find(|line| line.starts_with("name")).unwrap().to_owned();
        sandbox.replace(&unit, &line, &format!("name = \"{name}\""));
        let run = sandbox.run(&["build", "--draft"]);
        let written = sandbox.path(&format!("out/2022/{file}（草稿）.pdf"));
        assert!(written.exists(), "{}{}", run.stderr(), run.stdout());
    }
    let long = format!("name = \"{}\"", "很长的名称".repeat(20));
    sandbox.replace(&unit, "name = \"NUL\"", &long);
    let run = sandbox.run(&["build", "--draft"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("long-name"), "{}", run.stderr());
}

/// Checks that two builds of one output folder keep out of each other's way, and shards do not.
#[test]
fn a_second_build_is_told_to_wait() {
    let sandbox = nine();
    built(&sandbox, &["edges"]);
    let lock = OpenOptions::new().write(true).open(sandbox.path("out/.juesuan.lock")).unwrap();
    lock.lock().unwrap();
    for command in [["build", "edges"], ["build", "--shard=1/2"], ["merge", "--out=out"]] {
        let run = sandbox.run(&command);
        assert_eq!(run.status(), 3);
        assert!(run.stderr().contains("另一个 juesuan 正在"), "{}", run.stderr());
    }
    assert_eq!(sandbox.run(&["build", "edges", "--out", "elsewhere"]).status(), 0);
    lock.unlock().unwrap();
    lock.lock_shared().unwrap();
    assert_eq!(sandbox.run(&["build", "edges", "--shard", "1/1"]).status(), 0);
    assert_eq!(sandbox.run(&["build", "edges"]).status(), 3);
}

/// Checks that a manifest which cannot be used is told of, and nothing is done.
#[test]
fn a_damaged_manifest_is_an_error() {
    let sandbox = nine();
    for text in ["{", "{\"format\": 2, \"reports\": []}", "[]"] {
        sandbox.write("out/manifest.json", text.as_bytes());
        let run = sandbox.run(&["build", "edges"]);
        assert_eq!(run.status(), 3, "{text}");
        assert!(run.stderr().contains("broken-manifest"), "{}", run.stderr());
        assert!(times(&sandbox.path("out")).is_empty());
    }
    built(&sandbox, &["edges", "--out", "other"]);
    let text = fs::read_to_string(sandbox.path("other/manifest.json")).unwrap();
    sandbox.write("out/manifest.json", text.replace("\"2022/", "\"../../").as_bytes());
    let run = sandbox.run(&["build", "edges", "--prune"]);
    assert!(run.stderr().contains("broken-manifest"), "{}", run.stderr());
}

/// Checks that a merge takes nothing over that is not what its record says.
#[test]
fn a_merge_refuses_what_was_altered() {
    let sandbox = nine();
    built(&sandbox, &["edges", "--shard", "1/1", "--out", "one"]);
    let pdf = times(&sandbox.path("one")).into_keys().next().unwrap();
    sandbox.write(&format!("one/{pdf}"), b"altered");
    let run = sandbox.run(&["merge", "one"]);
    assert_eq!(run.status(), 1, "{}", run.stderr());
    assert!(run.stderr().contains("altered-pdf"), "{}", run.stderr());
    assert!(times(&sandbox.path("out")).is_empty());
    sandbox.write("empty/x", b"");
    let run = sandbox.run(&["merge", "empty"]);
    assert!(run.stderr().contains("no-manifest"), "{}", run.stderr());
    built(&sandbox, &["edges", "--shard", "1/1", "--out", "one"]);
    sandbox.replace("juesuan.toml", "published = 2023-09-15", "published = 2023-09-16");
    built(&sandbox, &["edges", "--shard", "1/1", "--out", "two"]);
    let run = sandbox.run(&["merge", "one", "two"]);
    assert!(run.stderr().contains("contradicting-parts"), "{}", run.stderr());
}

/// Checks that a report which never ends is stopped, tried once more, and told of; the others are built.
#[test]
fn a_report_that_never_ends_is_stopped() {
    let sandbox = nine();
    sandbox.write(
        "layouts/endless/report.typ",
        "#let report(facts) = { for i in range(30000) { for j in range(30000) { let n = i * j } } }"
            .as_bytes(),
    );
    let settings = "name = \"endless\"\nextends = \"shanxi\"\n";
    sandbox.write("layouts/endless/layout.toml", settings.as_bytes());
    sandbox.replace("data/sparse/unit.toml", "name", "layout = \"endless\"\nname");
    let run = sandbox.run(&["build", "sparse", "unchanged", "--limit", "1"]);
    assert_eq!(run.status(), 3, "{}", run.stderr());
    assert!(run.stderr().contains("worker-failed"), "{}", run.stderr());
    assert!(run.stderr().contains("用时超过上限"), "{}", run.stderr());
    assert_eq!(times(&sandbox.path("out")).len(), 1);
    assert!(unfinished(&sandbox.path("out")).is_empty());
    let record = manifest(&sandbox.path("out")).unwrap();
    assert_eq!(record["reports"].as_object().unwrap().len(), 1);
}

/// Checks that a build says what came of it in numbers, to people and to programs.
#[test]
fn the_summary_counts_what_was_done() {
    let sandbox = nine();
    sandbox.write("data/a-broken/unit.toml", b"name = 1\n");
    let run = sandbox.run(&["build", "a-broken", "edges"]);
    assert_eq!(run.status(), 1);
    assert!(run.stdout().contains("共 2 份：已生成 1（"), "{}", run.stdout());
    assert!(run.stdout().contains("未变 0，未生成 1；用时"), "{}", run.stdout());
    let run = sandbox.run(&["build", "a-broken", "edges", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout()).unwrap();
    let summary = &json["summary"];
    let counts = ["selected", "built", "unchanged", "failed", "left"];
    assert_eq!(counts.map(|count| summary[count].as_u64().unwrap()), [2, 0, 1, 1, 0]);
    assert_eq!(json["reports"][0]["state"], "failed");
    assert_eq!(json["reports"][0]["problems"][0]["severity"], "error");
    assert!(Path::new(json["reports"][1]["pdf"].as_str().unwrap()).starts_with("2022"));
}
