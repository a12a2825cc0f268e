//! What the program lists and cannot read or name is told, with its place; nothing is left out in silence.

use std::fs;
#[cfg(unix)]
use std::path::Path;

use crate::support::{REFERENCE, Run, Sandbox, some};

/// A way to change a project, the status that the program then ends with, and what it says.
type Case<'a> = (&'a str, &'a dyn Fn(&Sandbox), i32, &'a [&'a str]);

/// The folder of the reference unit's self-evaluations.
fn year() -> String {
    format!("data/{REFERENCE}/2022")
}

/// Runs a command on every case; each says what it must, and nothing in the system's words.
fn told(command: &[&str], cases: &[Case<'_>]) {
    for (what, change, status, words) in some(cases, 6) {
        let sandbox = Sandbox::reference();
        change(&sandbox);
        let run = sandbox.run(command);
        let said = said(&run);
        assert_eq!(run.status(), *status, "{what}: {said}");
        for word in *words {
            assert!(said.contains(word), "{what}: no {word} in {said}");
        }
        for foreign in ["os error", "No such", "denied", "directory", "symbolic", "Invalid"] {
            assert!(!said.contains(foreign), "{what}: {said}");
        }
    }
}

/// All that a run said.
fn said(run: &Run) -> String {
    run.stdout() + &run.stderr()
}

/// Puts a second unit beside the reference unit.
fn second(sandbox: &Sandbox, folder: &str) {
    let from = sandbox.path(&format!("data/{REFERENCE}"));
    for file in ["unit.toml", "2022.toml", "2021.toml"] {
        let text = fs::read_to_string(from.join(file)).unwrap();
        let text = text.replacen("汾阳市社会保险中心", "汾阳市医疗保险中心", 1);
        sandbox.write(&format!("data/{folder}/{file}"), text.as_bytes());
    }
}

/// Removes a folder.
fn remove(sandbox: &Sandbox, folder: &str) {
    fs::remove_dir_all(sandbox.path(folder)).unwrap();
}

/// Checks that a year's folder that cannot be read, or holds what cannot be read or named, keeps the report from being
/// made.
#[test]
fn a_years_folder_is_read_whole_or_not_at_all() {
    let (year, inside) = (year(), format!("{}/12-新项目.toml", year()));
    let hidden = format!("{year}/.12-新项目.toml");
    let aside = format!("{year}/~12-新项目.toml");
    told(
        &["build"],
        &[
            (
                "a file in its place",
                &|s| {
                    remove(s, &year);
                    s.write(&year, b"");
                },
                1,
                &["not-a-folder", &year, "这里应当是文件夹"],
            ),
            (
                "a folder called like a file",
                &|s| fs::create_dir(s.path(&inside)).unwrap(),
                1,
                &["12-新项目.toml"],
            ),
            (
                "a hidden file",
                &|s| {
                    s.write(&hidden, b"");
                },
                1,
                &["hidden-file", &hidden],
            ),
            (
                "a file set aside",
                &|s| {
                    s.write(&aside, b"");
                },
                1,
                &["hidden-file", &aside],
            ),
        ],
    );
}

#[cfg(unix)]
#[test]
fn links_and_names_that_lead_nowhere_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let (year, inside) = (year(), format!("{}/12-新项目.toml", year()));
    let data = format!("data/{REFERENCE}");
    let link = |s: &Sandbox, target: &str, at: &str| {
        let path = s.path(at);
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
        symlink(target, path).unwrap();
    };
    let garbled =
        |s: &Sandbox, folder: &str, name: &[u8]| s.path(folder).join(OsStr::from_bytes(name));
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("folder")).unwrap();
    fs::write(outside.path().join("file.toml"), "name = \"外面的\"\n").unwrap();
    let (folder, file) = (outside.path().join("folder"), outside.path().join("file.toml"));
    let (folder, file) = (folder.to_str().unwrap(), file.to_str().unwrap());
    let (unit, of_year) = (format!("{data}/unit.toml"), format!("{data}/2022.toml"));
    let last = format!("{data}/2021.toml");
    for command in ["build", "check"] {
        told(
            &[command],
            &[
                (
                    "a year in a loop",
                    &|s| link(s, "2022", &year),
                    1,
                    &["broken-link", &year, "没有尽头"],
                ),
                ("a year nowhere", &|s| link(s, "/nowhere", &year), 1, &["broken-link", &year]),
                ("a year outside", &|s| link(s, folder, &year), 1, &["outside-link", &year]),
                ("a file nowhere", &|s| link(s, "nowhere", &inside), 1, &["broken-link", &inside]),
                ("a file outside", &|s| link(s, file, &inside), 1, &["outside-link", &inside]),
                ("a unit's file nowhere", &|s| link(s, "x", &unit), 1, &["broken-link", &unit]),
                ("a unit's file outside", &|s| link(s, file, &unit), 1, &["outside-link", &unit]),
                ("this year nowhere", &|s| link(s, "x", &of_year), 1, &["broken-link", &of_year]),
                ("last year nowhere", &|s| link(s, "x", &last), 1, &["broken-link", &last]),
                (
                    "last year in a loop",
                    &|s| link(s, "2021.toml", &last),
                    1,
                    &["broken-link", &last],
                ),
                ("a unit nowhere", &|s| link(s, "/nowhere", &data), 1, &["broken-link", &data]),
                ("a unit in a loop", &|s| link(s, REFERENCE, &data), 1, &["broken-link", &data]),
                (
                    "all data in a loop",
                    &|s| link(s, "data", "data"),
                    1,
                    &["broken-link", "data 是链接"],
                ),
                ("the settings nowhere", &|s| link(s, "x", "juesuan.toml"), 1, &["broken-link"]),
                (
                    "a name of another encoding in the year",
                    &|s| fs::write(garbled(s, &year, b"12-\xcf\xee.toml"), "").unwrap(),
                    1,
                    &["unusable-name", "12-\\xCF\\xEE.toml"],
                ),
                (
                    "a name that clears the screen",
                    &|s| fs::write(garbled(s, &year, b"12-\x1b[2J.toml"), "").unwrap(),
                    1,
                    &["unusable-name", "12-\\x1B[2J.toml"],
                ),
                (
                    "a name of another encoding beside it",
                    &|s| fs::write(garbled(s, &data, b"\xcb.docx"), "").unwrap(),
                    1,
                    &["unusable-name", "\\xCB.docx"],
                ),
            ],
        );
    }
    // Links within the project are as good as files.
    let sandbox = Sandbox::reference();
    fs::rename(sandbox.path(&year), sandbox.path("elsewhere")).unwrap();
    symlink("../../elsewhere", sandbox.path(&year)).unwrap();
    fs::rename(sandbox.path(&last), sandbox.path("last.toml")).unwrap();
    symlink("../../last.toml", sandbox.path(&last)).unwrap();
    let run = sandbox.run(&["check"]);
    assert_eq!(run.status(), 0, "{}", said(&run));
}

/// Checks that one unit that cannot be read or named fails by itself, and the others are built.
#[test]
fn a_unit_that_cannot_be_told_fails_alone() {
    let cases: &[Case<'_>] = &[
        ("hidden", &|s| second(s, ".second"), 1, &["hidden-unit", "data/.second"]),
        ("set aside", &|s| second(s, "~second"), 1, &["hidden-unit", "data/~second"]),
        (
            "a file in place of the unit's own",
            &|s| {
                second(s, "second");
                fs::remove_file(s.path("data/second/unit.toml")).unwrap();
                fs::create_dir(s.path("data/second/unit.toml")).unwrap();
            },
            1,
            &["not-a-file", "data/second/unit.toml"],
        ),
        #[cfg(unix)]
        (
            "a link in a loop",
            &|s| std::os::unix::fs::symlink("second", s.path("data/second")).unwrap(),
            1,
            &["broken-link", "data/second 是链接"],
        ),
        #[cfg(unix)]
        (
            "a link outside",
            &|s| {
                second(s, "second");
                let outside = Box::leak(Box::new(tempfile::tempdir().unwrap())).path();
                let kept = outside.join("second");
                fs::create_dir(&kept).unwrap();
                for file in ["unit.toml", "2022.toml", "2021.toml"] {
                    fs::rename(s.path("data/second").join(file), kept.join(file)).unwrap();
                }
                fs::remove_dir(s.path("data/second")).unwrap();
                std::os::unix::fs::symlink(kept, s.path("data/second")).unwrap();
            },
            1,
            &["outside-link", "data/second 是链接"],
        ),
        #[cfg(unix)]
        (
            "a name of another encoding",
            &|s| {
                use std::os::unix::ffi::OsStrExt;
                second(s, "second");
                let name = std::ffi::OsStr::from_bytes(b"\xb1\xbe\xca\xd0");
                fs::rename(s.path("data/second"), s.path("data").join(name)).unwrap();
            },
            1,
            &["unusable-name", "data/\\xB1\\xBE\\xCA\\xD0"],
        ),
    ];
    told(&["check"], cases);
    told(&["build"], cases);
    for (what, change, _, words) in some(cases, 3) {
        let sandbox = Sandbox::brief();
        change(&sandbox);
        let run = sandbox.run(&["build"]);
        assert!(sandbox.report().exists(), "{what}: {}", said(&run));
        assert!(run.stdout().contains("已生成 1（"), "{what}: {}", said(&run));
        // Another unit was asked for: it is none of its business.
        let run = sandbox.run(&["check", REFERENCE]);
        assert!(!said(&run).contains(words[0]), "{what}: {}", said(&run));
    }
}

/// Checks that files and folders that seem to be meant for data and are not used are named in a warning.
#[test]
fn what_seems_to_be_data_is_named() {
    let data = format!("data/{REFERENCE}");
    for (file, words) in [
        ("2022 - 副本.toml", "2022 - 副本.toml 没有用到"),
        ("２０２３.toml", "２０２３.toml 没有用到"),
        ("2023年.toml", "2023年.toml 没有用到"),
        ("2020.toml.txt", "2020.toml.txt 没有用到"),
        ("2022年/01-项目.toml", "2022年 里的数据文件没有用到"),
        ("自评/01-项目.toml", "自评 里的数据文件没有用到"),
        ("备份/unit.toml", "备份 里有 unit.toml，没有用到"),
    ] {
        let path = format!("{data}/{file}");
        told(
            &["check"],
            &[(
                file,
                &|s| {
                    s.write(&path, b"");
                },
                0,
                &["警告[ignored-", words],
            )],
        );
    }
    told(
        &["check"],
        &[
            (
                "a file of no unit",
                &|s| {
                    s.write("data/2022.toml", b"");
                },
                0,
                &["警告[ignored-file]", "data/2022.toml"],
            ),
            (
                "a unit in a folder of no unit",
                &|s| second(s, "市直/second"),
                0,
                &["data/市直/unit.toml", "里面的 second 是单位的文件夹"],
            ),
            (
                "capital letters",
                &|s| {
                    let from = s.path(&format!("{data}/2022.toml"));
                    fs::rename(from, s.path(&format!("{data}/2022.TOML"))).unwrap();
                },
                if cfg!(windows) { 0 } else { 1 },
                &["2022.TOML"],
            ),
        ],
    );
}

/// Checks that what systems and editors leave in folders is passed over in silence.
#[test]
fn what_systems_leave_is_passed_over() {
    let sandbox = Sandbox::reference();
    let before = said(&sandbox.run(&["check"]));
    let data = format!("data/{REFERENCE}");
    for folder in ["data".to_owned(), data.clone(), year()] {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "._01.toml",
            ".#01.toml",
            "~$说明.docx",
            "~$01.toml",
            "01.toml~",
            ".01.toml.swp",
            ".git/config",
            ".svn/entries",
        ] {
            sandbox.write(&format!("{folder}/{name}"), b"\xff\xfe");
        }
    }
    sandbox.write(&format!("{data}/说明.docx"), b"PK");
    sandbox.write("data/说明.docx", b"PK");
    fs::create_dir(sandbox.path(&format!("{data}/2019"))).unwrap();
    fs::create_dir(sandbox.path(&format!("{data}/附件"))).unwrap();
    assert_eq!(said(&sandbox.run(&["check"])), before);
}

/// Checks that an own layout, catalogue or font that is there and cannot be read is not replaced by another in silence.
#[test]
fn what_is_ones_own_is_not_replaced_in_silence() {
    let folder = |s: &Sandbox, path: &str| fs::create_dir_all(s.path(path)).unwrap();
    told(
        &["build"],
        &[
            (
                "layouts that are a file",
                &|s| {
                    s.write("layouts", b"");
                },
                1,
                &["layouts"],
            ),
            (
                "a layout that is a file",
                &|s| {
                    s.write("layouts/shanxi", b"");
                },
                1,
                &["layouts/shanxi"],
            ),
            (
                "common files that are a file",
                &|s| {
                    s.write("layouts/common", b"");
                },
                1,
                &["layouts/common"],
            ),
            (
                "settings that are a folder",
                &|s| folder(s, "layouts/shanxi/layout.toml"),
                1,
                &["layouts/shanxi/layout.toml"],
            ),
            (
                "a page that is a folder",
                &|s| folder(s, "layouts/shanxi/cover.typ"),
                1,
                &["layouts/shanxi/cover.typ"],
            ),
            (
                "a catalogue that is a file",
                &|s| {
                    s.write("data/catalog", b"");
                },
                3,
                &["data/catalog"],
            ),
            (
                "a list that is a folder",
                &|s| folder(s, "data/catalog/functions.tsv"),
                1,
                &["data/catalog/functions.tsv"],
            ),
            (
                "a list whose ending is hidden",
                &|s| {
                    s.write("data/catalog/economics.tsv.txt", b"301\tx\n");
                },
                1,
                &["data/catalog/economics.tsv.txt"],
            ),
            ("a font that is a folder", &|s| folder(s, "fonts/own.ttf"), 1, &["own.ttf"]),
            (
                "a font for web pages",
                &|s| {
                    s.write("fonts/own.woff2", b"wOF2");
                },
                1,
                &["own.woff2"],
            ),
            (
                "a font that is packed",
                &|s| {
                    s.write("fonts/own.ttf.zip", b"PK");
                },
                1,
                &["own.ttf.zip"],
            ),
            (
                "fonts that are a file",
                &|s| {
                    s.write("fonts", b"");
                },
                1,
                &["fonts"],
            ),
            (
                "fonts in a folder",
                &|s| {
                    s.write("fonts/公文/own.ttf", b"");
                },
                1,
                &["公文"],
            ),
        ],
    );
    let sandbox = Sandbox::reference();
    for name in
        ["Thumbs.db", "desktop.ini", ".DS_Store", "._own.ttf", "说明.txt", "OFL.txt", "许可/a.txt"]
    {
        sandbox.write(&format!("fonts/{name}"), b"x");
    }
    for name in [".DS_Store", "Thumbs.db", ".git/config", "~$x.docx"] {
        sandbox.write(&format!("layouts/{name}"), b"x");
        sandbox.write(&format!("layouts/shanxi/{name}"), b"x");
    }
    sandbox.write("data/catalog/说明.txt", b"x");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", said(&run));
    assert!(!run.stderr().contains("警告"), "{}", said(&run));
}

#[cfg(unix)]
#[test]
fn links_of_what_is_ones_own_are_told() {
    use std::os::unix::fs::symlink;
    let link = |s: &Sandbox, target: &str, at: &str| {
        fs::create_dir_all(s.path(at).parent().unwrap()).unwrap();
        symlink(target, s.path(at)).unwrap();
    };
    told(
        &["build"],
        &[
            ("a catalogue nowhere", &|s| link(s, "x", "data/catalog"), 1, &["data/catalog"]),
            (
                "a catalogue in a loop",
                &|s| link(s, "catalog", "data/catalog"),
                1,
                &["data/catalog"],
            ),
            (
                "a list nowhere",
                &|s| link(s, "x", "data/catalog/functions.tsv"),
                1,
                &["data/catalog/functions.tsv"],
            ),
            ("a font nowhere", &|s| link(s, "x", "fonts/own.ttf"), 1, &["own.ttf"]),
            ("a font in a loop", &|s| link(s, "own.ttf", "fonts/own.ttf"), 3, &["own.ttf"]),
            ("fonts nowhere", &|s| link(s, "/nowhere", "fonts"), 1, &["fonts"]),
            ("fonts in a loop", &|s| link(s, "fonts", "fonts"), 1, &["fonts"]),
            ("a layout in a loop", &|s| link(s, "shanxi", "layouts/shanxi"), 0, &["layout-link"]),
        ],
    );
    // Fonts may be kept outside the project, and the list of layouts names what it cannot list.
    let sandbox = Sandbox::reference();
    symlink(crate::support::repository().join("fonts"), sandbox.path("fonts")).unwrap();
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    use std::os::unix::ffi::OsStrExt;
    let garbled = Path::new("layouts").join(std::ffi::OsStr::from_bytes(b"\xb1\xbe\xca\xd0"));
    fs::create_dir_all(sandbox.root().join(garbled)).unwrap();
    let run = sandbox.run(&["layout", "list"]);
    assert_eq!(run.status(), 1, "{}", said(&run));
    assert!(said(&run).contains("layouts/\\xB1\\xBE\\xCA\\xD0"), "{}", said(&run));
}
