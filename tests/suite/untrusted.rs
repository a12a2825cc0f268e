//! Records, locks and parts to be merged are read as what a stranger may have written.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::outputs::{manifest, times};
use crate::support::{Run, Sandbox, some};

/// The report of the first unit.
const SPARSE: &str = "out/2022/霁川市云岫区第三幼儿园2022年度单位决算公开.pdf";
/// That of the second.
const FUND: &str = "out/2022/霁川市云岫区体育彩票服务站2022年度单位决算公开.pdf";

/// A project of two small units whose reports have been built.
fn two() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let path = entry.unwrap().path();
        if !["sparse", "only-fund"].iter().any(|unit| path.ends_with(unit)) {
            fs::remove_dir_all(path).unwrap();
        }
    }
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(sandbox.path(SPARSE).exists() && sandbox.path(FUND).exists());
    sandbox
}

/// All that a run said.
fn said(run: &Run) -> String {
    run.stdout() + &run.stderr()
}

/// Writes a record that was changed.
fn rewrite(sandbox: &Sandbox, before: &Value, change: impl Fn(&mut Value)) {
    let mut record = before.clone();
    change(&mut record);
    sandbox.write("out/manifest.json", record.to_string().as_bytes());
}

/// A way to change a record.
type Change<'a> = (&'a str, &'a dyn Fn(&mut Value));

/// Checks that a record with anything that the program never writes is not used at all, and that nothing is touched.
#[test]
fn a_record_that_no_program_wrote_is_refused() {
    let sandbox = two();
    let record = manifest(&sandbox.path("out")).unwrap();
    let before = times(&sandbox.path("out"));
    sandbox.write("canary.pdf", b"%PDF-1.7 CreatorTool>juesuan 0.1.0");
    let of = |name: &'static str| {
        move |record: &mut Value| record["reports"]["sparse/2022"]["pdf"] = json!(name)
    };
    let up = of("../canary.pdf");
    let across = of("2022/../../canary.pdf");
    let absolute = of("/etc/passwd");
    let backwards = of("2022\\..\\canary.pdf");
    let deep = of("2022/a/b.pdf");
    let no_pdf = of("2022/名册.txt");
    let other_year = of("2021/霁川市云岫区第三幼儿园2021年度单位决算公开.pdf");
    let escape = of("2022/\u{1b}[2J.pdf");
    let stream = of("2022/a:b.pdf");
    let refused: &[Change<'_>] = &[
        ("a path upwards", &up),
        ("a path that goes round", &across),
        ("an absolute path", &absolute),
        ("a path with backslashes", &backwards),
        ("a path that is too deep", &deep),
        ("a file that is no PDF", &no_pdf),
        ("a PDF of another year", &other_year),
        ("a name that clears the screen", &escape),
        ("a stream of a file", &stream),
        ("two reports with one PDF", &|record| {
            let pdf = record["reports"]["sparse/2022"]["pdf"].clone();
            record["reports"]["only-fund/2022"]["pdf"] = pdf;
        }),
        ("a report that is a path", &|record| {
            let entry = record["reports"]["sparse/2022"].clone();
            record["reports"]["../sparse/2022"] = entry;
        }),
        ("a report without a year", &|record| {
            let entry = record["reports"]["sparse/2022"].clone();
            record["reports"]["sparse"] = entry;
        }),
        ("a draft with the name of a report", &|record| {
            let mut entry = record["reports"]["sparse/2022"].clone();
            entry["pdf"] = json!("2022/别的单位.pdf");
            record["reports"]["sparse/2022/draft"] = entry;
        }),
        ("a digest that is none", &|record| {
            record["reports"]["sparse/2022"]["sha256"] = json!("x");
        }),
        ("more pages than there can be", &|record| {
            record["reports"]["sparse/2022"]["pages"] = json!(u64::MAX);
        }),
        ("more acceptances than there can be", &|record| {
            record["reports"]["sparse/2022"]["accepted"] = json!(u64::MAX);
        }),
        ("a leftover elsewhere", &|record| {
            record["leftover"]["../canary.pdf"] = json!({
                "sha256": "0".repeat(64), "report": "gone/2022", "unit": "某单位"
            });
        }),
        ("a leftover that is no PDF", &|record| {
            record["leftover"]["2022/名册.xlsx"] = json!("0".repeat(64));
        }),
    ];
    for (what, change) in some(refused, 4) {
        rewrite(&sandbox, &record, change);
        for command in [&["build", "--prune"][..], &["merge"]] {
            let run = sandbox.run(command);
            assert_eq!(run.status(), 3, "{what}: {}", said(&run));
            assert!(run.stderr().contains("broken-manifest"), "{what}: {}", said(&run));
            assert!(!said(&run).contains('\u{1b}'), "{what}: {}", said(&run));
        }
        assert!(times(&sandbox.path("out")) == before, "{what}");
    }
    assert!(sandbox.path("canary.pdf").exists());
    // Near ones: the record as it was, and one with more fields than are known.
    rewrite(&sandbox, &record, |record| record["note"] = json!("x"));
    let run = sandbox.run(&["build"]);
    assert!(run.stdout().contains("未变 2"), "{}", said(&run));
}

/// Checks that a report is taken for unchanged only where the record says of what it was made, and the PDF is the
/// program's own and has the report's own name.
#[test]
fn nothing_passes_for_unchanged_that_was_not_built() {
    let sandbox = two();
    let record = manifest(&sandbox.path("out")).unwrap();
    let digest = |bytes: &[u8]| json!(juesuan::batch::Digest::of(bytes).as_str());
    let lacking = |part: &'static str| {
        move |record: &mut Value| {
            let inputs = record["reports"]["sparse/2022"]["inputs"].as_object_mut().unwrap();
            let before = inputs.len();
            inputs.retain(|name, _| !name.starts_with(part));
            assert!(inputs.len() < before, "{part}");
        }
    };
    let all = lacking("");
    let (data, unit) = (lacking("data/sparse/2022.toml"), lacking("data/sparse/unit.toml"));
    let (settings, layout, fonts) =
        (lacking("juesuan.toml"), lacking("layouts/"), lacking("fonts"));
    let fund = fs::read(sandbox.path(FUND)).unwrap();
    let changes: &[Change<'_>] = &[
        ("no inputs", &all),
        ("no data", &data),
        ("no unit", &unit),
        ("no settings", &settings),
        ("no layout", &layout),
        ("no fonts", &fonts),
        ("a file that is no PDF of ours", &|record| {
            fs::write(sandbox.path(SPARSE), b"%PDF-1.7 somebody's own").unwrap();
            let entry = &mut record["reports"]["sparse/2022"];
            entry["sha256"] = digest(b"%PDF-1.7 somebody's own");
            entry["bytes"] = json!(23);
        }),
        ("another report's PDF under another name", &|record| {
            fs::write(sandbox.path("out/2022/别的.pdf"), &fund).unwrap();
            let entry = &mut record["reports"]["sparse/2022"];
            entry["pdf"] = json!("2022/别的.pdf");
            entry["sha256"] = digest(&fund);
            entry["bytes"] = json!(fund.len());
        }),
    ];
    let whole = fs::read(sandbox.path(SPARSE)).unwrap();
    for (what, change) in some(changes, 3) {
        rewrite(&sandbox, &record, change);
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 0, "{what}: {}", said(&run));
        assert!(run.stdout().contains("已生成 1（"), "{what}: {}", said(&run));
        assert!(fs::read(sandbox.path(SPARSE)).unwrap() == whole, "{what}");
    }
    rewrite(&sandbox, &record, |_| {});
    assert!(sandbox.run(&["build"]).stdout().contains("未变 2"), "a near one");
}

/// Checks that a PDF which the record calls left over is removed only where the program made it.
#[test]
fn only_pdfs_of_ours_are_removed() {
    let sandbox = two();
    let record = manifest(&sandbox.path("out")).unwrap();
    let own = b"%PDF-1.7 somebody's own roll".as_slice();
    let left = |bytes: &[u8]| {
        json!({
            "sha256": juesuan::batch::Digest::of(bytes).as_str(),
            "report": "gone/2022",
            "unit": "某单位",
        })
    };
    let ours = fs::read(sandbox.path(SPARSE)).unwrap();
    let strangers: [(&str, Vec<u8>); 6] = [
        ("名册.pdf", own.to_vec()),
        ("空.pdf", Vec::new()),
        ("表格.pdf", b"PK\x03\x04".to_vec()),
        ("说到本程序.pdf", b"%PDF-1.7 made with juesuan".to_vec()),
        ("脚本.pdf", b"#!/bin/sh\n".to_vec()),
        ("截断.pdf", ours[..200].to_vec()),
    ];
    sandbox.write("out/2022/没有用.pdf", &ours);
    // One of ours that was changed since.
    sandbox.write("out/2022/批注.pdf", &[ours.as_slice(), b"\n% a note"].concat());
    rewrite(&sandbox, &record, |record| {
        for (name, bytes) in &strangers {
            sandbox.write(&format!("out/2022/{name}"), bytes);
            record["leftover"][format!("2022/{name}")] = left(bytes);
        }
        record["leftover"]["2022/没有用.pdf"] = left(&ours);
        record["leftover"]["2022/批注.pdf"] = left(&ours);
        record["units"]["gone"] = json!("某单位");
    });
    let run = sandbox.run(&["build", "--prune"]);
    for name in strangers.iter().map(|(name, _)| *name).chain(["批注.pdf"]) {
        assert!(sandbox.path("out/2022").join(name).exists(), "{name}: {}", said(&run));
        assert!(run.stderr().contains(name), "{name}: {}", said(&run));
    }
    assert!(!sandbox.path("out/2022/没有用.pdf").exists(), "{}", said(&run));
}

/// A way to put something in the place of a file.
#[cfg(unix)]
type Put<'a> = (&'a str, &'a dyn Fn(&Path));

/// Checks that what stands in the place of a record, a lock or a part and is no plain file of a sensible size is not
/// read, nor written to.
#[cfg(unix)]
#[test]
fn records_that_are_no_plain_files_are_not_read() {
    let sandbox = two();
    part(&sandbox, "part", "sparse");
    let (out, other) = (
        crate::outputs::outputs(&sandbox.path("out")),
        crate::outputs::outputs(&sandbox.path("part")),
    );
    let huge = |at: &Path| fs::File::create(at).unwrap().set_len(1 << 33).unwrap();
    let pipe = |at: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(at).status().unwrap().success());
    };
    let folder = |at: &Path| fs::create_dir(at).unwrap();
    let endless = |at: &Path| std::os::unix::fs::symlink("/dev/zero", at).unwrap();
    let ways: [Put<'_>; 4] =
        [("huge", &huge), ("a pipe", &pipe), ("a folder", &folder), ("endless", &endless)];
    let places: [(&str, &[&str]); 5] = [
        ("out/manifest.json", &["build", "--prune"]),
        ("out/manifest.json", &["merge"]),
        ("out/.juesuan.lock", &["build"]),
        ("out/manifest.1-of-2.json", &["merge"]),
        ("part/manifest.json", &["merge", "part"]),
    ];
    for (at, command) in some(places, 2) {
        for (what, put) in ways {
            let path = sandbox.path(at);
            let _ = fs::remove_file(&path);
            put(&path);
            let begun = std::time::Instant::now();
            let run = sandbox.run(command);
            assert!([1, 3].contains(&run.status()), "{at} {what}: {}", said(&run));
            assert!(begun.elapsed().as_secs() < 60, "{at} {what}");
            assert!(said(&run).len() < 5000, "{at} {what}");
            if path.is_dir() {
                fs::remove_dir(&path).unwrap();
            } else {
                fs::remove_file(&path).unwrap();
            }
            for (folder, files) in [("out", &out), ("part", &other)] {
                for (path, bytes) in files {
                    let path = sandbox.path(folder).join(path);
                    let is_it = path == sandbox.path(at);
                    assert!(is_it || fs::read(&path).unwrap() == *bytes, "{at} {what}: {path:?}");
                    fs::write(&path, bytes).unwrap();
                }
            }
        }
    }
}

/// Checks that what is in the place of a lock file and is somebody's own is not written to.
#[test]
fn a_lock_is_not_written_over_what_is_somebodys_own() {
    let sandbox = two();
    let lock = sandbox.path("out/.juesuan.lock");
    for own in ["name = \"某单位\"\n", "1\n2\n3\n", "812\n/etc/passwd\n", &"文字".repeat(3000)]
    {
        fs::write(&lock, own).unwrap();
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 3, "{own}: {}", said(&run));
        assert!(run.stderr().contains("不是锁文件"), "{}", said(&run));
        assert_eq!(fs::read_to_string(&lock).unwrap(), own);
        assert_eq!(sandbox.run(&["merge"]).status(), 3);
        assert_eq!(fs::read_to_string(&lock).unwrap(), own);
    }
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    assert_eq!(sandbox.run(&["build"]).status(), 3);
    fs::remove_dir(&lock).unwrap();
    for near in some(["", "812\n", "812\n../\n", "\0\0\0\0\0\0"], 2) {
        fs::write(&lock, near).unwrap();
        assert_eq!(sandbox.run(&["build"]).status(), 0, "{near:?}");
    }
}

/// Checks that no link of an output folder is followed out of it.
#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_output_folder() {
    use std::os::unix::fs::symlink;
    let link = |target: &Path, at: &Path| {
        let _ = fs::remove_file(at);
        let _ = fs::remove_dir_all(at);
        symlink(target, at).unwrap();
    };
    let links = [
        ("out/.juesuan.lock", "canary/notes.txt"),
        ("out/.juesuan-1-of-2.lock", "canary/notes.txt"),
        ("out/manifest.json", "canary/manifest.json"),
        ("out/2022", "canary/2022"),
        ("out/2022", "nowhere"),
        ("out/2022", "out/2022"),
        (SPARSE, "canary/notes.txt"),
    ];
    for (at, target) in some(links, 5) {
        let sandbox = two();
        sandbox.write("canary/notes.txt", b"notes");
        fs::copy(sandbox.path("out/manifest.json"), sandbox.path("canary/manifest.json")).unwrap();
        fs::create_dir(sandbox.path("canary/2022")).unwrap();
        fs::copy(sandbox.path(SPARSE), sandbox.path("canary").join(&SPARSE[4..])).unwrap();
        let before = crate::outputs::outputs(&sandbox.path("canary"));
        link(&sandbox.path(target), &sandbox.path(at));
        for arguments in [
            &["build", "--force", "--prune"][..],
            &["build", "--force", "--shard", "1/2"],
            &["merge"],
        ] {
            let run = sandbox.run(arguments);
            assert!([0, 1, 3].contains(&run.status()), "{at}: {}", said(&run));
            assert!(crate::outputs::outputs(&sandbox.path("canary")) == before, "{at}");
            assert!(!sandbox.path("nowhere").exists(), "{at}");
        }
        let run = sandbox.run(&["build", "--force"]);
        let is_replaced = at == SPARSE || at.contains("1-of-2");
        assert_eq!(run.status(), if is_replaced { 0 } else { 3 }, "{at}: {}", said(&run));
        assert!(
            is_replaced || run.stderr().contains("链接") || at.ends_with("lock"),
            "{}",
            said(&run)
        );
    }
}

/// A part of a build elsewhere, with its record.
fn part(sandbox: &Sandbox, folder: &str, unit: &str) -> Value {
    let run = sandbox.run(&["build", unit, "--out", folder]);
    assert_eq!(run.status(), 0, "{}", said(&run));
    manifest(&sandbox.path(folder)).unwrap()
}

/// Checks that parts to be merged bring nothing that the program did not make, take nobody's place, and lead nowhere.
#[test]
fn parts_that_no_program_wrote_are_not_merged() {
    let sandbox = two();
    let record = part(&sandbox, "part", "sparse");
    let whole = crate::outputs::outputs(&sandbox.path("part"));
    let pdf = "2022/霁川市云岫区第三幼儿园2022年度单位决算公开.pdf";
    let put = |at: &str, bytes: &[u8]| {
        sandbox.write(&format!("part/{at}"), bytes);
    };
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut record = record.clone();
        change(&mut record);
        put("manifest.json", record.to_string().as_bytes());
    };
    let own = b"#!/bin/sh\n".as_slice();
    let cases: &[(&str, &dyn Fn())] = &[
        ("a file that is no PDF", &|| {
            put(pdf, own);
            forged(&|record| {
                record["reports"]["sparse/2022"]["sha256"] =
                    json!(juesuan::batch::Digest::of(own).as_str());
            });
        }),
        ("a path out of the folder", &|| {
            forged(&|record| record["reports"]["sparse/2022"]["pdf"] = json!("../canary.pdf"));
        }),
        ("a name of a year that is another", &|| {
            forged(&|record| record["reports"]["sparse/2022"]["pdf"] = json!("2021/a.pdf"));
        }),
        ("a PDF that is gone", &|| fs::remove_file(sandbox.path("part").join(pdf)).unwrap()),
        ("a PDF that was changed", &|| put(pdf, b"%PDF-1.7 CreatorTool>juesuan 0")),
        ("a record that is none", &|| put("manifest.json", b"{\"format\": 2")),
        ("two parts with one PDF", &|| {
            let mut other = record.clone();
            let entry = other["reports"]["sparse/2022"].clone();
            other["reports"] = json!({ "only-fund/2022": entry });
            put("manifest.1-of-2.json", other.to_string().as_bytes());
        }),
        ("somebody's own file in the place", &|| {
            sandbox.write(&format!("out/{pdf}"), b"somebody's own");
        }),
        #[cfg(unix)]
        ("a link to a PDF elsewhere", &|| {
            fs::rename(sandbox.path("part").join(pdf), sandbox.path("elsewhere.pdf")).unwrap();
            std::os::unix::fs::symlink(
                sandbox.path("elsewhere.pdf"),
                sandbox.path("part").join(pdf),
            )
            .unwrap();
        }),
        #[cfg(unix)]
        ("a link in place of the year", &|| {
            fs::rename(sandbox.path("part/2022"), sandbox.path("year")).unwrap();
            std::os::unix::fs::symlink(sandbox.path("year"), sandbox.path("part/2022")).unwrap();
        }),
    ];
    for (what, spoil) in some(cases, 3) {
        spoil();
        let out = sandbox.path("out");
        let before = crate::outputs::outputs(&out);
        let run = sandbox.run(&["merge", "part"]);
        assert!([1, 3].contains(&run.status()), "{what}: {}", said(&run));
        let mut after = crate::outputs::outputs(&out);
        after.remove("manifest.json");
        let mut before = before;
        before.remove("manifest.json");
        assert!(after == before, "{what}: {}", said(&run));
        for folder in ["part", "out", "year"] {
            let _ = fs::remove_dir_all(sandbox.path(folder));
        }
        let _ = fs::remove_file(sandbox.path("elsewhere.pdf"));
        for (path, bytes) in &whole {
            sandbox.write(&format!("part/{path}"), bytes);
        }
    }
    let run = sandbox.run(&["merge", "part"]);
    assert_eq!(run.status(), 0, "a near one: {}", said(&run));
    assert!(run.stdout().contains("复制 PDF 1 份"), "{}", said(&run));
}

/// Checks that the folder of facts is written only where this command made it, and no link out of it is followed.
#[test]
fn facts_are_written_only_into_their_own_folder() {
    let sandbox = two();
    let write = ["facts", "sparse", "--write", "facts"];
    let (main, facts) = ("facts/main.typ", "facts/facts.json");
    let cases: &[(&str, &dyn Fn())] = &[
        ("a Typst project of somebody's own", &|| {
            sandbox.write(main, b"= My thesis\n").write(facts, b"{}");
        }),
        ("only a file of the same name", &|| {
            sandbox.write(main, b"= My thesis\n");
        }),
        ("a main file that was worked on", &|| {
            assert_eq!(sandbox.run(&write).status(), 0);
            let text = fs::read_to_string(sandbox.path(main)).unwrap();
            sandbox.write(main, format!("#set page(fill: red)\n{text}").as_bytes());
        }),
        ("something else", &|| {
            sandbox.write("facts/名册.xlsx", b"PK");
        }),
        ("a file in its place", &|| {
            sandbox.write("facts", b"x");
        }),
        #[cfg(unix)]
        ("layouts that lead out", &|| {
            assert_eq!(sandbox.run(&write).status(), 0);
            fs::remove_dir_all(sandbox.path("facts/layouts")).unwrap();
            fs::create_dir(sandbox.path("canary")).unwrap();
            std::os::unix::fs::symlink(sandbox.path("canary"), sandbox.path("facts/layouts"))
                .unwrap();
        }),
        #[cfg(unix)]
        ("fonts that lead out", &|| {
            assert_eq!(sandbox.run(&write).status(), 0);
            fs::remove_dir_all(sandbox.path("facts/fonts")).unwrap();
            fs::create_dir(sandbox.path("canary")).unwrap();
            std::os::unix::fs::symlink(sandbox.path("canary"), sandbox.path("facts/fonts"))
                .unwrap();
        }),
        #[cfg(unix)]
        ("a main file that leads out", &|| {
            assert_eq!(sandbox.run(&write).status(), 0);
            fs::rename(sandbox.path(main), sandbox.path("canary")).unwrap();
            std::os::unix::fs::symlink(sandbox.path("canary"), sandbox.path(main)).unwrap();
        }),
    ];
    for (what, put) in some(cases, 2) {
        put();
        let before = crate::outputs::outputs(&sandbox.path("facts"));
        let run = sandbox.run(&write);
        assert_eq!(run.status(), 1, "{what}: {}", said(&run));
        assert!(run.stderr().contains("folder-in-use"), "{what}: {}", said(&run));
        assert!(crate::outputs::outputs(&sandbox.path("facts")) == before, "{what}");
        let canary = sandbox.path("canary");
        assert!(fs::read_dir(&canary).map_or(0, Iterator::count) == 0, "{what}");
        for path in ["facts", "canary"] {
            let _ = fs::remove_dir_all(sandbox.path(path));
            let _ = fs::remove_file(sandbox.path(path));
        }
    }
    assert_eq!(sandbox.run(&write).status(), 0);
    assert_eq!(sandbox.run(&write).status(), 0, "a near one");
    // Another report may be written into it.
    assert_eq!(sandbox.run(&["facts", "only-fund", "--write", "facts"]).status(), 0);
}
