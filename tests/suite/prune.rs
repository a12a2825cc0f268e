//! `--prune` removes what is certainly of no use, names it, and leaves everything else alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::outputs::times;
use crate::support::{Run, Sandbox, some};

/// Where the report of `sparse` is written.
const SPARSE: &str = "out/2022/霁川市云岫区第三幼儿园2022年度单位决算公开.pdf";
/// Where that of `only-fund` is.
const FUND: &str = "out/2022/霁川市云岫区体育彩票服务站2022年度单位决算公开.pdf";

/// A project of three small units whose reports have been built.
fn three() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let path = entry.unwrap().path();
        if !["sparse", "only-fund", "new-unit"].iter().any(|unit| path.ends_with(unit)) {
            fs::remove_dir_all(path).unwrap();
        }
    }
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(sandbox.path(SPARSE).exists() && sandbox.path(FUND).exists());
    sandbox
}

/// The PDFs that a build removed, by its own account, and what it said.
fn pruned(sandbox: &Sandbox, arguments: &[&str]) -> (BTreeSet<String>, Run) {
    let run = sandbox.run(&[&["build", "--format", "json", "--prune"], arguments].concat());
    let json: Value = serde_json::from_str(&run.stdout())
        .unwrap_or_else(|_| panic!("{}{}", run.stdout(), run.stderr()));
    let names = json["pruned"].as_array().unwrap().iter();
    (names.map(|name| format!("out/{}", name.as_str().unwrap())).collect(), run)
}

/// A path as the system's messages write it.
fn told(path: &str) -> String {
    path.replace('/', std::path::MAIN_SEPARATOR_STR)
}

/// A way to make it doubtful whether `sparse` is gone.
type Doubt<'a> = (&'a str, &'a dyn Fn(&Path));

/// Moves the folder of `sparse`.
fn moved(data: &Path, to: &str) {
    fs::rename(data.join("sparse"), data.join(to)).unwrap();
}

/// Checks that units that are gone are removed, with drafts, and renamed ones' old reports; every file is named.
#[test]
fn what_is_certainly_of_no_use_is_removed_and_named() {
    let sandbox = three();
    assert_eq!(sandbox.run(&["build", "sparse", "--draft"]).status(), 0);
    let draft = SPARSE.replace(".pdf", "（草稿）.pdf");
    assert!(sandbox.path(&draft).exists());
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    sandbox.replace("data/only-fund/unit.toml", "体育彩票服务站", "体彩服务站");
    // Another unit that fails does not stand in the way.
    sandbox.write("data/new-unit/2022.toml", b"year = 2022\n");
    let run = sandbox.run(&["build"]);
    assert!(run.stderr().contains("数据里已经没有了"), "{}", run.stderr());
    for pdf in [SPARSE, FUND, &draft] {
        assert!(sandbox.path(pdf).exists(), "{pdf}");
        assert!(run.stderr().contains(&told(pdf)), "{}", run.stderr());
    }
    let run = sandbox.run(&["build", "--prune"]);
    for pdf in [SPARSE, FUND, &draft] {
        assert!(!sandbox.path(pdf).exists(), "{pdf}");
        assert!(run.stdout().contains(&told(pdf)), "{}", run.stdout());
    }
    assert_eq!(times(&sandbox.path("out")).len(), 2, "the renamed one, and the one that failed");
    let run = sandbox.run(&["build", "--prune"]);
    assert!(!run.stdout().contains("已删去") && !run.stderr().contains("没有了"));
}

/// Checks that nothing is removed of a unit that may still be there, however it came to look otherwise, and that other
/// programs are told the same.
#[test]
fn nothing_doubtful_is_removed() {
    let doubts: &[Doubt<'_>] = &[
        ("an ending that is hidden", &|data| {
            let year = data.join("sparse/2022.toml");
            fs::rename(&year, year.with_extension("toml.txt")).unwrap();
        }),
        ("the unit's own file misnamed", &|data| {
            let unit = data.join("sparse/unit.toml");
            fs::rename(&unit, unit.with_extension("toml.txt")).unwrap();
        }),
        ("the unit's own file gone", &|data| {
            fs::remove_file(data.join("sparse/unit.toml")).unwrap()
        }),
        ("the year's file gone", &|data| fs::remove_file(data.join("sparse/2022.toml")).unwrap()),
        ("all files gone", &|data| {
            fs::remove_dir_all(data.join("sparse")).unwrap();
            fs::create_dir(data.join("sparse")).unwrap();
        }),
        ("a file that is broken", &|data| {
            fs::write(data.join("sparse/unit.toml"), "name =").unwrap()
        }),
        ("a file that is a folder", &|data| {
            fs::remove_file(data.join("sparse/2022.toml")).unwrap();
            fs::create_dir(data.join("sparse/2022.toml")).unwrap();
        }),
        ("a folder that is a file", &|data| {
            fs::remove_dir_all(data.join("sparse")).unwrap();
            fs::write(data.join("sparse"), "").unwrap();
        }),
        ("a folder in another", &|data| moved(data, "new-unit/sparse")),
        ("a folder in one that is none of a unit", &|data| {
            fs::create_dir(data.join("旧")).unwrap();
            moved(data, "旧/sparse");
        }),
        ("a hidden folder", &|data| moved(data, ".sparse")),
        ("a folder set aside", &|data| moved(data, "~sparse")),
        ("a folder in other letters", &|data| {
            moved(data, "Sparse");
            fs::write(data.join("Sparse/2022.toml"), "year = 2022\n").unwrap();
        }),
        ("the folder of another unit that is gone", &|data| {
            fs::remove_dir_all(data.join("new-unit")).unwrap();
            moved(data, "new-unit");
            fs::write(data.join("new-unit/2022.toml"), "year = 2022\n").unwrap();
        }),
        ("a folder of another name that fails", &|data| {
            moved(data, "kindergarten");
            fs::write(data.join("kindergarten/2022.toml"), "year = 2022\n").unwrap();
        }),
        ("a folder of another name that does not say whose it is", &|data| {
            moved(data, "kindergarten");
            fs::write(data.join("kindergarten/unit.toml"), "name = 1\n").unwrap();
        }),
        ("a folder of another name without its file", &|data| {
            moved(data, "kindergarten");
            fs::remove_file(data.join("kindergarten/unit.toml")).unwrap();
        }),
        ("a new name, and errors", &|data| {
            let unit = data.join("sparse/unit.toml");
            let text = fs::read_to_string(&unit).unwrap().replace("第三", "第四");
            fs::write(unit, text).unwrap();
            fs::write(data.join("sparse/2022.toml"), "year = 2022\n").unwrap();
        }),
        #[cfg(unix)]
        ("a link in a loop", &|data| {
            fs::remove_dir_all(data.join("sparse")).unwrap();
            std::os::unix::fs::symlink("sparse", data.join("sparse")).unwrap();
        }),
        #[cfg(unix)]
        ("a link that leads nowhere", &|data| {
            fs::remove_dir_all(data.join("sparse")).unwrap();
            std::os::unix::fs::symlink("/nowhere/sparse", data.join("sparse")).unwrap();
        }),
        #[cfg(unix)]
        ("a name that is no Unicode", &|data| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"\xd3\xd7\xb6\xf9\xd4\xb0");
            fs::rename(data.join("sparse"), data.join(name)).unwrap();
        }),
    ];
    let sandbox = three();
    let (before, data) = (fs::read(sandbox.path(SPARSE)).unwrap(), sandbox.path("data"));
    for (what, doubt) in some(doubts, 3) {
        let aside = sandbox.path("aside");
        copy(&data, &aside);
        doubt(&data);
        let (gone, run) = pruned(&sandbox, &[]);
        assert!(gone.is_empty(), "{what}: {gone:?}");
        assert!(fs::read(sandbox.path(SPARSE)).unwrap() == before, "{what}: {}", run.stderr());
        // Once more: what was doubtful stays so.
        assert!(pruned(&sandbox, &[]).0.is_empty(), "{what}");
        assert!(fs::read(sandbox.path(SPARSE)).unwrap() == before, "{what}, once more");
        fs::remove_dir_all(&data).unwrap();
        fs::rename(&aside, &data).unwrap();
    }
    fs::remove_dir_all(data.join("sparse")).unwrap();
    assert_eq!(pruned(&sandbox, &[]).0, BTreeSet::from([SPARSE.to_owned()]), "a near one");
}

/// Checks that nothing is built or removed where the data cannot be told at all.
#[test]
fn data_that_cannot_be_told_remove_nothing() {
    let sandbox = three();
    let before = times(&sandbox.path("out"));
    let data = sandbox.path("data");
    let aside = sandbox.path("aside");
    fs::rename(&data, &aside).unwrap();
    let states: &[Doubt<'_>] = &[
        ("no data", &|_| {}),
        ("no unit", &|data| fs::create_dir(data).unwrap()),
        ("only a catalogue", &|data| fs::create_dir_all(data.join("catalog")).unwrap()),
        ("a file", &|data| fs::write(data, "").unwrap()),
        #[cfg(unix)]
        ("a loop", &|data| std::os::unix::fs::symlink("data", data).unwrap()),
        #[cfg(unix)]
        ("a drive that is not there", &|data| {
            std::os::unix::fs::symlink("/nowhere", data).unwrap();
        }),
    ];
    for (what, state) in some(states, 2) {
        state(&data);
        let run = sandbox.run(&["build", "--prune"]);
        assert_ne!(run.status(), 0, "{what}");
        assert!(run.stderr().contains("未生成任何报告"), "{what}: {}", run.stderr());
        assert!(times(&sandbox.path("out")) == before, "{what}");
        let _ = fs::remove_dir_all(&data);
        let _ = fs::remove_file(&data);
    }
    fs::rename(&aside, &data).unwrap();
}

/// Checks that a selection bounds what is removed, by unit and by year.
#[test]
fn only_what_was_asked_for_is_removed() {
    let sandbox = three();
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    for selection in [&["only-fund"] as &[&str], &["only-fund", "new-unit/2022"], &["o*"]] {
        let (gone, run) = pruned(&sandbox, selection);
        assert!(gone.is_empty() && sandbox.path(SPARSE).exists(), "{}", run.stderr());
    }
    sandbox.replace("juesuan.toml", "year = 2022", "year = 2023");
    let (gone, _) = pruned(&sandbox, &["*/2022", "--draft"]);
    assert!(gone.is_empty(), "drafts remove no reports");
    let run = sandbox.run(&["build", "--prune"]);
    assert!(sandbox.path(SPARSE).exists(), "another year: {}", run.stderr());
    let (gone, _) = pruned(&sandbox, &["*/2022"]);
    assert_eq!(gone, BTreeSet::from([SPARSE.to_owned()]));
}

/// Checks that only the program's own unchanged file is removed, and that no link leads to another.
#[test]
fn what_is_not_the_programs_own_stays() {
    let sandbox = three();
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    let (pdf, year) = (sandbox.path(SPARSE), sandbox.path("out/2022"));
    let original = fs::read(&pdf).unwrap();
    let canary = sandbox.path("canary");
    fs::create_dir(&canary).unwrap();
    let spoilt: &[Doubt<'_>] = &[
        ("another file", &|pdf| fs::write(pdf, "somebody's own").unwrap()),
        ("one byte more", &|pdf| {
            fs::write(pdf, [original.as_slice(), b"\n"].concat()).unwrap();
        }),
        ("a folder", &|pdf| {
            fs::remove_file(pdf).unwrap();
            fs::create_dir(pdf).unwrap();
        }),
        #[cfg(unix)]
        ("a link", &|pdf| {
            fs::rename(pdf, canary.join("kept.pdf")).unwrap();
            std::os::unix::fs::symlink(canary.join("kept.pdf"), pdf).unwrap();
        }),
        #[cfg(unix)]
        ("a year that is a link", &|pdf| {
            fs::rename(pdf.parent().unwrap(), canary.join("2022")).unwrap();
            std::os::unix::fs::symlink(canary.join("2022"), pdf.parent().unwrap()).unwrap();
        }),
    ];
    for (what, spoil) in some(spoilt, 3) {
        spoil(&pdf);
        let (gone, run) = pruned(&sandbox, &[]);
        assert!(gone.is_empty(), "{what}: {gone:?}");
        assert!(run.stdout().contains("not-pruned"), "{what}: {}", run.stdout());
        assert!(fs::symlink_metadata(&pdf).is_ok(), "{what}");
        if fs::symlink_metadata(&year).unwrap().is_symlink() {
            fs::remove_file(&year).unwrap();
            fs::rename(canary.join("2022"), &year).unwrap();
        } else {
            let _ = fs::remove_dir(&pdf);
            let _ = fs::remove_file(&pdf);
            fs::write(&pdf, &original).unwrap();
        }
    }
    assert_eq!(pruned(&sandbox, &[]).0, BTreeSet::from([SPARSE.to_owned()]), "a near one");
}

/// A second project with the units of `three`, of which some have other names, and its own output folder elsewhere.
fn other_project(sandbox: &Sandbox, folder: &str, renamed: bool) -> PathBuf {
    let root = sandbox.path(folder);
    fs::create_dir(&root).unwrap();
    fs::copy(sandbox.path("juesuan.toml"), root.join("juesuan.toml")).unwrap();
    copy(&sandbox.path("data"), &root.join("data"));
    if sandbox.path("layouts").exists() {
        copy(&sandbox.path("layouts"), &root.join("layouts"));
    }
    for entry in fs::read_dir(root.join("data")).unwrap().filter(|_| renamed) {
        let unit = entry.unwrap().path().join("unit.toml");
        let text = fs::read_to_string(&unit).unwrap().replace("云岫区", "青霭区");
        fs::write(unit, text).unwrap();
    }
    root
}

/// Checks that two projects do not share an output folder, and that one which was moved or copied keeps its own.
#[test]
fn two_projects_do_not_share_a_folder() {
    let sandbox = three();
    let shared = sandbox.path("out");
    let out = shared.to_str().unwrap();
    let before = times(&shared);
    let run = |root: &Path, arguments: &[&str]| {
        let project = ["build", "--prune", "--out", out, "--project", root.to_str().unwrap()];
        sandbox.run(&[project.as_slice(), arguments].concat())
    };
    // Other units in folders of the same names, with the very same figures.
    let other = other_project(&sandbox, "other", true);
    let refused = run(&other, &[]);
    assert_eq!(refused.status(), 1, "{}", refused.stderr());
    assert!(refused.stderr().contains("错误[other-project]"), "{}", refused.stderr());
    assert!(refused.stderr().contains("霁川市云岫区"), "{}", refused.stderr());
    assert!(times(&shared) == before);
    for shard in [["--shard", "1/2"], ["--shard", "2/2"]] {
        assert!(run(&other, &shard).stderr().contains("other-project"));
    }
    // A copy that lacks a unit, and one that has only one of them.
    let copied = other_project(&sandbox, "copied", false);
    fs::remove_dir_all(copied.join("data/sparse")).unwrap();
    let unsure = run(&copied, &[]);
    assert_eq!(unsure.status(), 0, "{}", unsure.stderr());
    assert!(unsure.stderr().contains("not-pruned"), "{}", unsure.stderr());
    assert!(times(&shared) == before, "what it shares is up to date");
    fs::remove_dir_all(copied.join("data/only-fund")).unwrap();
    assert!(run(&copied, &[]).stderr().contains("other-project"));
    assert!(times(&shared) == before);
    // The same project moved, then with a unit less.
    let moved = sandbox.path("moved");
    fs::create_dir(&moved).unwrap();
    for part in ["juesuan.toml", "data", "layouts", "out"] {
        // Only a form of few pages is written into the project.
        if sandbox.path(part).exists() {
            fs::rename(sandbox.path(part), moved.join(part)).unwrap();
        }
    }
    let project = moved.to_str().unwrap();
    let same = sandbox.run(&["build", "--prune", "--project", project]);
    assert!(same.stdout().contains("未变 3"), "{}{}", same.stdout(), same.stderr());
    fs::remove_dir_all(moved.join("data/sparse")).unwrap();
    let less = sandbox.run(&["build", "--prune", "--project", project]);
    assert!(less.stdout().contains("已删去"), "{}{}", less.stdout(), less.stderr());
    assert!(!moved.join(SPARSE).exists() && moved.join(FUND).exists());
}

/// Checks that of a record which does not say whose it is nothing is removed, and that it is taken over.
#[test]
fn an_older_record_is_taken_over_before_anything_is_removed() {
    let sandbox = three();
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    let text = fs::read(sandbox.path("out/manifest.json")).unwrap();
    let mut old: Value = serde_json::from_slice(&text).unwrap();
    old["format"] = 1.into();
    old.as_object_mut().unwrap().remove("units");
    let left = "2022/别处的.pdf";
    sandbox.write(&format!("out/{left}"), b"%PDF");
    // The sha256 of the file, as earlier versions noted it.
    let digest = "0f4a5a2d8a2b2b9e0a6c5f1c0f2f2ad3a5c1d0c2b0a2f1e0d9c8b7a695847362";
    old["leftover"] = serde_json::json!({ left: digest });
    sandbox.write("out/manifest.json", old.to_string().as_bytes());
    fs::remove_file(sandbox.path("out/.juesuan.lock")).unwrap();
    let (gone, run) = pruned(&sandbox, &[]);
    assert!(gone.is_empty() && sandbox.path(SPARSE).exists(), "{}", run.stderr());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let said = run.stdout();
    assert!(said.contains("unknown-reports") && said.contains(left), "{said}");
    let (gone, run) = pruned(&sandbox, &[]);
    assert!(gone.is_empty() && sandbox.path(SPARSE).exists(), "{}", run.stdout());
    fs::remove_dir_all(sandbox.path("data/only-fund")).unwrap();
    assert_eq!(pruned(&sandbox, &[]).0, BTreeSet::from([FUND.to_owned()]), "its own since then");
}

/// Checks that a part of a build removes only its own, and that parts of two projects are not merged.
#[test]
fn shards_remove_only_their_own() {
    let sandbox = three();
    fs::remove_dir_all(sandbox.path("data/sparse")).unwrap();
    fs::remove_dir_all(sandbox.path("data/new-unit")).unwrap();
    let mut all = BTreeSet::new();
    for shard in ["1/4", "2/4", "3/4", "4/4"] {
        let (gone, run) = pruned(&sandbox, &["--shard", shard]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        assert!(all.is_disjoint(&gone), "{shard}");
        all.extend(gone);
    }
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(sandbox.path(FUND).exists());
    assert_eq!(sandbox.run(&["merge"]).status(), 0);
    let other = other_project(&sandbox, "other", true);
    let built = sandbox.run(&["build", "--project", other.to_str().unwrap()]);
    assert_eq!(built.status(), 0, "{}", built.stderr());
    let merged = sandbox.run(&["merge", "other/out"]);
    assert!(merged.stderr().contains("other-project"), "{}", merged.stderr());
    assert_eq!(times(&sandbox.path("out")).len(), 1);
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, name) = {
            let entry = entry.unwrap();
            (entry.path(), entry.file_name())
        };
        if from.is_dir() {
            copy(&from, &to.join(name));
        } else {
            fs::copy(&from, to.join(name)).unwrap();
        }
    }
}
