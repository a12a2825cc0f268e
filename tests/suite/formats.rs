//! What is of another version of the program: layouts copied long ago, records of a later one.

use std::fs;

use crate::outputs::times;
use crate::support::{REFERENCE, Sandbox, lay_out, repository};

/// The reference project with a layout that has files copied when the facts were of the first format.
fn copied() -> Sandbox {
    let sandbox = Sandbox::reference();
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.add(&repository().join("tests/formats/1"), "layouts/mine");
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    sandbox
}

/// Shows what is said of a layout with files copied when the facts were of the first format.
#[test]
fn a_layout_of_the_first_format_gets_a_list() {
    let sandbox = copied();
    let run = sandbox.run(&["layout", "check", "mine"]);
    assert_eq!(run.status(), 1, "{}", run.stderr());
    insta::assert_snapshot!(format!("{}\n{}", run.stderr().trim_end(), run.stdout()));
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("警告[old-layout]"), "{}", run.stderr());
    assert!(run.stderr().contains("juesuan layout check mine"), "{}", run.stderr());
}

/// Checks that a layout without files of its own needs no change, and is told how to say so.
#[test]
fn settings_alone_are_of_every_format() {
    let sandbox = Sandbox::brief();
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    let run = sandbox.run(&["layout", "check", "mine", "shanxi", "shanghai", "central"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    assert!(
        run.stdout()
            .contains("mine：没有要改的；请在 layouts/mine/layout.toml 里写 facts-format = 2")
    );
    for layout in ["shanxi", "shanghai", "central"] {
        assert!(run.stdout().contains(&format!("{layout}：没有问题，照事实格式 2 写的")));
    }
}

/// Checks that a fact that has another name since is told by it where a page cannot be set.
#[test]
fn a_renamed_fact_is_told_by_its_new_name() {
    let sandbox = copied();
    for file in ["report.typ", "profile.typ", "narrative/general.typ"] {
        fs::remove_file(sandbox.path(&format!("layouts/mine/{file}"))).unwrap();
    }
    let section = b"#let section(facts, order) = [#facts.procurement.sme]\n";
    sandbox.write("layouts/mine/narrative/other.typ", section);
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("从前的名字，现在是 small-and-medium"), "{}", run.stderr());
}

/// Checks that of a record which a later version wrote nothing is known: no PDF is removed, and reports are made again.
#[test]
fn a_later_record_prunes_nothing() {
    let sandbox = Sandbox::brief();
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let record = fs::read_to_string(sandbox.path("out/manifest.json")).unwrap();
    let (before, after) = record.split_once("\"format\": ").unwrap();
    let (_, after) = after.split_once(',').unwrap();
    let later = format!("{before}\"format\": 99,\n  \"things\": [1, 2],{after}");
    sandbox.write("out/manifest.json", later.as_bytes());
    sandbox.replace("juesuan.toml", "output = \"", "output = \"另一名_");
    let files = times(&sandbox.path("out"));
    let run = sandbox.run(&["build", "--prune"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stderr().contains("警告[later-manifest]"), "{}", run.stderr());
    assert!(run.stderr().contains("当作没有生成记录"), "{}", run.stderr());
    let now = times(&sandbox.path("out"));
    assert_eq!(now.len(), files.len() + 1, "{now:?}");
    for (path, time) in files {
        assert_eq!(now.get(&path), Some(&time), "{path:?}");
    }
}

/// Checks that parts stand in the order of the settings, with or without numbers, and that none loses its heading.
#[test]
fn parts_stand_as_the_settings_say() {
    let headings = |own: &str| {
        let sandbox = Sandbox::reference();
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
        let settings = format!("name = \"mine\"\nextends = \"shanxi\"\nfacts-format = 2\n{own}");
        sandbox.write("layouts/mine/layout.toml", settings.as_bytes());
        let lines = lay_out(sandbox.root(), REFERENCE, 2022).lines();
        let titles = ["概况", "2022年度单位决算表", "情况说明", "名词解释", "附件"];
        let is_title = |line: &&String| {
            let title = line.split_once("部分　").filter(|(number, _)| number.starts_with('第'));
            titles.contains(&title.map_or(line.as_str(), |(_, title)| title))
        };
        let found = lines.iter().filter(is_title);
        let mut found: Vec<String> = found.cloned().collect();
        found.dedup();
        found
    };
    let order = "parts = [\"narrative\", \"profile\", \"attachments\", \"statements\"]\n";
    let numbered = headings(order);
    let wanted =
        ["第一部分　情况说明", "第二部分　概况", "第三部分　附件", "第四部分　2022年度单位决算表"];
    assert!(numbered.ends_with(&wanted.map(str::to_owned)), "{numbered:?}");
    let plain = headings(&format!("{order}part-heading = \"{{标题}}\"\n"));
    let wanted = ["情况说明", "概况", "附件", "2022年度单位决算表"];
    assert!(plain.ends_with(&wanted.map(str::to_owned)), "{plain:?}");
    let without =
        headings("statements = []\n[part.attachments]\ntitle = \"附件\"\nheading = \"{标题}\"\n");
    let wanted = [
        "第一部分　概况",
        "第二部分　2022年度单位决算表",
        "第三部分　情况说明",
        "第四部分　名词解释",
        "附件",
    ];
    assert!(without.ends_with(&wanted.map(str::to_owned)), "{without:?}");
}

/// The Typst files of the program's layouts, with their paths.
fn typst_files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![repository().join("layouts")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "typ") {
                let shown = path.strip_prefix(repository().join("layouts")).unwrap();
                found.push((shown.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Checks that numbers are made of words in one file of the layouts alone, and that parts are numbered nowhere in words.
#[test]
fn numbers_pass_one_door() {
    for (path, text) in typst_files() {
        let door = path.ends_with("format.typ");
        for (number, line) in text.lines().enumerate() {
            let line = line.split("//").next().unwrap();
            let at = format!("{path}:{}: {line}", number + 1);
            assert!(door || !line.contains("decimal(") && !line.contains("float("), "{at}");
            for part in ["第一部分", "第二部分", "第三部分", "第四部分", "第五部分"]
            {
                assert!(!line.contains(part), "{at}");
            }
        }
    }
}

/// Checks that lines can be read in a small window: all but those that are one text and nothing else.
#[test]
fn lines_are_short() {
    for (path, text) in typst_files() {
        for (number, line) in text.lines().enumerate() {
            let is_words =
                line.trim_start().starts_with(['"', '(']) && line.trim_end().ends_with([',', ')']);
            let length = line.chars().count();
            assert!(length <= 160 || is_words, "{path}:{}: {length}", number + 1);
        }
    }
}
