//! Names that no system takes, that are another's elsewhere, or that steer the terminal: each is told with its place.

use std::fs;

use lopdf::Document;

use crate::outputs::times;
use crate::pdf::attached;
use crate::support::{Run, Sandbox, repository, some};

/// The two units.
const UNITS: [&str; 2] = ["only-fund", "sparse"];

/// A project of two small units.
fn two() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let path = entry.unwrap().path();
        if !UNITS.iter().any(|unit| path.ends_with(unit)) {
            fs::remove_dir_all(path).unwrap();
        }
    }
    sandbox
}

/// Gives a unit another name, as TOML writes it.
fn rename(sandbox: &Sandbox, unit: &str, name: &str) {
    let path = format!("data/{unit}/unit.toml");
    let text = fs::read_to_string(sandbox.path(&path)).unwrap();
    let old = text.lines().find(|line| line.starts_with("name")).unwrap();
    sandbox.write(&path, text.replacen(old, &format!("name = \"{name}\""), 1).as_bytes());
}

/// All that a run said.
fn said(run: &Run) -> String {
    run.stdout() + &run.stderr()
}

/// Makes sure that nothing that a run said steers the terminal.
fn is_plain(run: &Run, what: &str) {
    let said = said(run);
    let bad = said.chars().find(|c| {
        c.is_control() && *c != '\n' && *c != '\t'
            || ('\u{2028}'..='\u{202e}').contains(c)
            || ('\u{2066}'..='\u{2069}').contains(c)
    });
    assert_eq!(bad, None, "{what}: {said:?}");
}

/// Checks that a unit whose name makes no file name is told of at its name, the other one is built, and drafts alike.
#[test]
fn names_that_no_system_takes_are_told_at_their_place() {
    let long = "单".repeat(11_000);
    let cases: &[(&str, &str, &str)] = &[
        ("aux", "bad-name", "设备名"),
        ("aux.x", "bad-name", "设备名"),
        ("Con.某单位", "bad-name", "设备名"),
        ("COM¹", "bad-name", "设备名"),
        ("lpt9", "bad-name", "设备名"),
        ("CONIN$", "bad-name", "设备名"),
        ("conout$.a.b", "bad-name", "设备名"),
        ("...", "bad-name", "只有点"),
        (". .", "bad-name", "只有点"),
        ("。。。", "bad-name", "只有点"),
        ("某\\u2028单位", "bad-name", "U+2028"),
        ("某\\u2029单位", "bad-name", "U+2029"),
        ("某\\u0085单位", "bad-name", "U+0085"),
        ("某\\u202e单位", "bad-name", "U+202E"),
        ("某\\n单位", "bad-name", "换行"),
        ("某\\u001b[2J单位", "bad-name", "换行或制表符"),
        (&long, "long-name", "11000"),
    ];
    for (number, (name, id, words)) in some(cases.iter().enumerate(), 3) {
        let sandbox = two();
        sandbox.replace("juesuan.toml", "{unit}{year}年度{kind}决算公开", "{unit}");
        rename(&sandbox, "sparse", name);
        let mut commands = vec![vec!["check"]];
        if number % 6 == 0 {
            commands.extend([vec!["build"], vec!["build", "--draft"]]);
        }
        for command in commands {
            let run = sandbox.run(&command);
            let name: String = name.chars().take(30).collect();
            // A name of a device is written otherwise; any other is an error.
            let (status, made) = if *words == "设备名" { (0, 2) } else { (1, 1) };
            assert_eq!(run.status(), status, "{name}: {}", said(&run));
            assert!(said(&run).contains(id), "{name}: {}", said(&run));
            assert!(said(&run).contains(words), "{name}: {}", said(&run));
            assert!(said(&run).contains("data/sparse/unit.toml:2:"), "{name}: {}", said(&run));
            assert!(said(&run).len() < 30_000, "{name}: {} bytes", said(&run).len());
            if command == ["check"] {
                is_plain(&run, &name);
            } else {
                assert_eq!(times(&sandbox.path("out")).len(), made, "{name}");
                let _ = fs::remove_dir_all(sandbox.path("out"));
            }
        }
    }
    // Near ones: what makes a file name, whatever it looks like.
    let sandbox = two();
    for name in ["auxiliary", "某单位.", "Ａｕｘ", "a.con", "COM10", "单…位", &"单".repeat(75)]
    {
        sandbox.write(
            "juesuan.toml",
            b"year = 2022\nlayout = \"shanxi\"\noutput = \"{unit}\"\npublished = 2023-09-15\n",
        );
        rename(&sandbox, "sparse", name);
        let run = sandbox.run(&["check", "sparse", "--format", "short"]);
        for id in ["bad-name", "long-name"] {
            assert!(!said(&run).contains(id), "{name}: {}", said(&run));
        }
    }
}

/// Checks that two reports never have one file, be one of them a draft, and whatever other systems hold for the same.
#[test]
fn names_of_two_units_that_are_one_file_are_told() {
    for (one, other) in [
        ("某单位", "某单位"),
        ("ABC中心", "abc中心"),
        ("Caf\\u00e9", "Cafe\\u0301"),
        ("Å", "\\u212b"),
        ("某单位", "某单位（草稿）"),
        ("某:单位", "某：单位"),
    ] {
        let sandbox = two();
        sandbox.replace("juesuan.toml", "{unit}{year}年度{kind}决算公开", "{unit}");
        rename(&sandbox, "sparse", one);
        rename(&sandbox, "only-fund", other);
        for command in [&["check"][..], &["build"], &["build", "--draft", "sparse"]] {
            let run = sandbox.run(command);
            assert_eq!(run.status(), 1, "{one} {other}: {}", said(&run));
            assert!(said(&run).contains("same-name"), "{one} {other}: {}", said(&run));
            for unit in UNITS {
                let path = format!("data/{unit}/unit.toml");
                assert!(said(&run).contains(&path), "{one} {other}: {}", said(&run));
            }
            assert!(times(&sandbox.path("out")).is_empty(), "{one} {other}");
        }
    }
    let sandbox = two();
    for (one, other) in [("某单位", "某单位二"), ("某单位草稿", "某单位"), ("a b", "ab")]
    {
        rename(&sandbox, "sparse", one);
        rename(&sandbox, "only-fund", other);
        let run = sandbox.run(&["check", "--format", "short"]);
        assert!(!said(&run).contains("same-name"), "{one} {other}: {}", said(&run));
    }
}

/// Checks that folders of units that are one folder elsewhere are told of, and files that are named by a path there.
#[cfg(target_os = "linux")]
#[test]
fn folders_and_files_that_are_others_elsewhere_are_told() {
    for (from, to) in [
        ("sparse", "Sparse"),
        ("sparse", "SPARSE"),
        ("cafe\u{301}", "caf\u{e9}"),
        ("Cafe\u{301}", "CAF\u{c9}"),
        ("甲Ａ", "甲ａ"),
        ("\u{c5}", "\u{212b}"),
        ("图书馆Б", "图书馆б"),
    ] {
        let sandbox = two();
        if from != "sparse" {
            fs::rename(sandbox.path("data/sparse"), sandbox.path("data").join(from)).unwrap();
        }
        fs::rename(sandbox.path("data/only-fund"), sandbox.path("data").join(to)).unwrap();
        let run = sandbox.run(&["check"]);
        assert_eq!(run.status(), 0, "{from}: {}", said(&run));
        assert!(run.stderr().contains("警告[same-folder]"), "{from}: {}", said(&run));
        assert!(run.stderr().contains(&format!("data/{to}")), "{from}: {}", said(&run));
    }
    for (from, to) in [("sparse", "sparse2"), ("甲A", "甲Ａ"), ("a-b", "a b"), ("图书馆", "圖書館")]
    {
        let sandbox = two();
        if from != "sparse" {
            fs::rename(sandbox.path("data/sparse"), sandbox.path("data").join(from)).unwrap();
        }
        fs::rename(sandbox.path("data/only-fund"), sandbox.path("data").join(to)).unwrap();
        let run = sandbox.run(&["check"]);
        assert_eq!(run.status(), 0, "{from} {to}: {}", said(&run));
        assert!(!said(&run).contains("same-folder"), "{from} {to}: {}", said(&run));
    }
    for name in ["a\\b.toml", "a\u{2028}b.toml", "a\u{202e}b.toml", "a\u{9b}2Jb.toml", "\\.toml"] {
        let sandbox = two();
        sandbox.write(&format!("data/sparse/2022/{name}"), b"");
        let run = sandbox.run(&["check", "sparse", "--format", "short"]);
        assert_eq!(run.status(), 1, "{name:?}: {}", said(&run));
        assert!(said(&run).contains("unusable-name"), "{name:?}: {}", said(&run));
        assert!(said(&run).contains("data/sparse/2022/"), "{name:?}: {}", said(&run));
        is_plain(&run, name);
    }
}

/// Checks that two attached files never have one name, whichever names their own would be one elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn attached_files_have_names_of_their_own() {
    use std::collections::BTreeSet;
    use unicode_normalization::UnicodeNormalization;
    let plain = |name: &String| name.to_lowercase().nfc().collect::<String>();
    let cases: &[&[&str]] = &[
        &["unit.toml"],
        &["A-b.toml", "a-b.toml"],
        &["A-B.toml", "a-b.toml", "a-b-2.toml"],
        &["caf\u{e9}.toml", "cafe\u{301}.toml"],
        &["\u{c5}.toml", "\u{212b}.toml", "a\u{30a}.toml"],
        &["Б.toml", "б.TOML"],
        &["2022-unit.toml", "2022-UNIT.toml"],
    ];
    let folder = "data/qingyu-affairs/2022";
    for names in some(cases, 4) {
        let sandbox = Sandbox::of(&repository().join("tests/projects/everything"));
        let text = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
        sandbox.write("juesuan.toml", format!("attach = \"source\"\n{text}").as_bytes());
        let report = fs::read_to_string(sandbox.path(folder).join("02-科普活动专项.toml")).unwrap();
        for name in *names {
            sandbox.write(&format!("{folder}/{name}"), format!("# {name}\n{report}").as_bytes());
        }
        let run = sandbox.run(&["build", "--draft"]);
        assert!([0, 1].contains(&run.status()), "{names:?}: {}", said(&run));
        let pdfs = times(&sandbox.path("out"));
        let pdf = pdfs.keys().next().unwrap_or_else(|| panic!("{names:?}: {}", said(&run)));
        let attached = attached(&Document::load(sandbox.path("out").join(pdf)).unwrap());
        for name in *names {
            let first = format!("# {name}\n");
            let holding = attached.values().filter(|bytes| bytes.starts_with(first.as_bytes()));
            assert_eq!(holding.count(), 1, "{name}: {:?}", attached.keys());
        }
        let apart: BTreeSet<String> = attached.keys().map(plain).collect();
        assert_eq!(apart.len(), attached.len(), "{names:?}: {:?}", attached.keys());
    }
}

/// Checks that a member's folder that is called like a year of its department takes no name of the department's own files.
#[test]
fn members_files_have_names_of_their_own() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    let text = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    sandbox.write("juesuan.toml", format!("attach = \"source\"\n{text}").as_bytes());
    fs::rename(sandbox.path("data/youth-camp"), sandbox.path("data/2024")).unwrap();
    sandbox.replace("data/education/unit.toml", "\"youth-camp\"", "\"2024\"");
    let report = repository().join("tests/projects/everything/data/qingyu-affairs/2022");
    let report = fs::read_to_string(report.join("02-科普活动专项.toml")).unwrap();
    for name in ["unit.toml", "2024.toml"] {
        sandbox
            .write(&format!("data/education/2024/{name}"), format!("# own\n{report}").as_bytes());
    }
    let run = sandbox.run(&["build", "education", "--draft"]);
    assert!([0, 1].contains(&run.status()), "{}", said(&run));
    let pdfs = times(&sandbox.path("out"));
    let pdf = pdfs.keys().next().unwrap_or_else(|| panic!("{}", said(&run)));
    let attached = attached(&Document::load(sandbox.path("out").join(pdf)).unwrap());
    let own = attached.values().filter(|bytes| bytes.starts_with(b"# own\n"));
    assert_eq!(own.count(), 2, "{:?}", attached.keys());
    for name in ["2024/unit.toml", "2024/2024.toml"] {
        let bytes = fs::read(sandbox.path("data").join(name)).unwrap();
        let holding = attached.values().filter(|attached| **attached == bytes);
        assert_eq!(holding.count(), 1, "{name}: {:?}", attached.keys());
    }
}

/// Checks that nothing that anybody wrote steers the terminal, whatever the command shows of it.
#[test]
fn nothing_that_was_written_steers_the_terminal() {
    let bad = "\\u001b[2J\\u001b]0;x\\u0007\\u009b2J\\u202e\\u2028\\u007f";
    let sandbox = two();
    let year = "data/sparse/2022.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let accept = format!(
        "\n[[accept]]\nrule = \"R0603\"\nat = \"three-public\"\nreason = \"看过{bad}\\n核对 9 份：错误 0\"\n"
    );
    let spoilt = [
        (year, format!("{text}{accept}")),
        (year, format!("{text}\n[reasons]\ntotal = \"因为{bad}一百二十元减少\"\n")),
        (year, format!("{text}\n\"{bad}\" = 1\n")),
        (year, format!("{text}\nincome = \"{bad}\"\n")),
        (year, format!("{text}# \u{9b}2J\u{202e}\n[reasons]\nx = 1 # \u{9b}2J\u{202e}\n")),
        (
            "layouts/mine/layout.toml",
            format!("name = \"mine\"\nextends = \"shanxi\"\ntitle = \"{bad}\"\n"),
        ),
        ("layouts/mine/layout.toml", format!("name = \"{bad}\"\nextends = \"{bad}\"\n")),
        ("juesuan.toml", format!("year = 2022\nlayout = \"{bad}\"\noutput = \"{{unit}}{bad}\"\n")),
    ];
    for (number, (path, text)) in some(spoilt.iter().enumerate(), 3) {
        let sandbox = two();
        sandbox.write(path, text.as_bytes());
        for command in [
            &["check"][..],
            &["check", "--format", "short"],
            &["check", "--format", "json"],
            &["check", "--format", "sarif"],
            &["layout", "list"],
            &["layout", "show", "mine"],
        ] {
            is_plain(&sandbox.run(command), &format!("{number} {command:?}"));
        }
    }
    let escape = "\u{1b}[2J\u{202e}";
    for command in [
        &["check", escape][..],
        &["explain", escape],
        &["schema", escape],
        &["layout", "show", escape],
        &["layout", "show", "shanxi", escape],
        &["build", "--out", "x", escape],
        &["build", "--shard", escape],
        &[escape],
        &["build", "--project", escape],
        &["merge", escape],
    ] {
        is_plain(&sandbox.run(command), &format!("{command:?}"));
    }
    // Near ones: what belongs to words stays as it is, and the facts say all of it.
    sandbox.write(year, format!("# 👨\u{200d}👩\n{text}").as_bytes());
    let run = sandbox.run(&["check", "sparse"]);
    assert_eq!(run.status(), 0, "{}", said(&run));
}
