//! The first hour: a project folder that builds at once, and a unit whose blanks are named.

use std::fs;

use crate::support::{Sandbox, repository};

/// The files that `init` makes.
const FILES: [&str; 3] = ["juesuan.toml", "data/library/unit.toml", "data/library/2024.toml"];

/// Checks that a new project is checked without a finding and builds, and that its files are those of the README.
#[test]
fn a_new_project_builds_at_once() {
    let sandbox = Sandbox::empty();
    let run = sandbox.run(&["init", "决算 2024"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    for file in FILES {
        let text = fs::read_to_string(sandbox.path("决算 2024").join(file)).unwrap();
        assert!(readme.contains(&format!("```toml\n{text}```")), "{file} is not the README's");
    }
    let run = sandbox.run(&["check", "--project", "决算 2024"]);
    assert!(
        run.status() == 0 && run.stdout().contains("错误 0，警告 0，提示 0"),
        "{}",
        run.stdout()
    );
    let run = sandbox.run(&["build", "--project", "决算 2024"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    assert!(sandbox.path("决算 2024/out/2024/某县图书馆2024年度单位决算公开.pdf").is_file());
}

/// Checks that nothing is made where something is.
#[test]
fn a_folder_in_use_is_left_alone() {
    for (name, contents) in [("说明.txt", "甲"), ("juesuan.toml", "year = 2022\n"), (".隐藏", "")]
    {
        let sandbox = Sandbox::empty();
        sandbox.write(&format!("项目/{name}"), contents.as_bytes());
        let run = sandbox.run(&["init", "项目"]);
        assert!(run.status() == 1 && run.stderr().contains("folder-in-use"), "{}", run.stderr());
        assert_eq!(fs::read_dir(sandbox.path("项目")).unwrap().count(), 1);
    }
    let sandbox = Sandbox::empty();
    sandbox.write("项目", b"a file");
    let run = sandbox.run(&["init", "项目"]);
    assert!(run.status() == 3 || run.status() == 1, "{}", run.stderr());
    // Near: an empty folder, and one whose parents are not there yet.
    let sandbox = Sandbox::empty();
    fs::create_dir(sandbox.path("空")).unwrap();
    assert_eq!(sandbox.run(&["init", "空"]).status(), 0);
    assert_eq!(sandbox.run(&["init", "甲/乙/丙"]).status(), 0);
}

/// A project with a new unit in it.
fn with_unit(arguments: &[&str]) -> Sandbox {
    let sandbox = Sandbox::empty();
    let settings =
        "year = 2024\nlayout = \"shanxi\"\noutput = \"{unit}\"\npublished = 2025-09-20\n";
    sandbox.write("juesuan.toml", settings.as_bytes());
    let run = sandbox.run(&[&["new"], arguments].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    sandbox
}

/// Checks that each blank is named, that a build is refused, and that a draft prints it.
#[test]
fn blanks_are_named() {
    let sandbox = with_unit(&["museum", "--nature", "事业单位"]);
    let run = sandbox.run(&["check"]);
    let said = run.stdout() + &run.stderr();
    assert_eq!(run.status(), 1);
    for missing in ["income", "expenditure", "economic"] {
        assert!(said.contains(&format!("缺少必填的 {missing}")), "{said}");
    }
    // The figures are there; the words are not yet.
    let year = "data/museum/2024.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let rows = "income = []\nexpenditure = []\neconomic = []\n";
    let text = text.replace("year = 2024\n", &format!("year = 2024\n{rows}"));
    sandbox.write(year, text.as_bytes());
    sandbox.replace("data/museum/unit.toml", "[profile]", "established = 2024\n[profile]");
    let run = sandbox.run(&["check"]);
    let said = run.stdout() + &run.stderr();
    assert_eq!(run.status(), 1, "{said}");
    for line in ["name = \"待补\"", "duties = \"待补\"", "organization = \"待补\""] {
        assert!(said.contains("R1012") && said.contains(line), "{line}: {said}");
    }
    assert_eq!(sandbox.run(&["build"]).status(), 1);
    let run = sandbox.run(&["build", "--draft"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
}

/// Checks that every commented field can be read once it is uncommented and filled in: the file has no second spelling.
#[test]
fn every_field_is_explained() {
    let sandbox = with_unit(&["museum", "--nature", "institution", "--name", "某县\"大\"博物馆"]);
    let unit = fs::read_to_string(sandbox.path("data/museum/unit.toml")).unwrap();
    assert!(unit.contains("name = \"某县\\\"大\\\"博物馆\""), "{unit}");
    let year = fs::read_to_string(sandbox.path("data/museum/2024.toml")).unwrap();
    for key in ["income", "budget", "three-public", "procurement", "reasons", "control", "prior"] {
        let shown = year.contains(&format!("# {key} = ")) || year.contains(&format!("# [{key}]"));
        assert!(shown, "{key}: {year}");
    }
}

/// Checks that what is there stays, and that another year of a unit can be begun.
#[test]
fn what_is_there_stays() {
    let sandbox = with_unit(&["museum", "--nature", "institution"]);
    sandbox.write("data/museum/unit.toml", b"name = \"own\"\n");
    let run = sandbox.run(&["new", "museum", "--nature", "institution"]);
    assert!(run.status() == 1 && run.stderr().contains("existing-file"), "{}", run.stderr());
    let run = sandbox.run(&["new", "museum", "--nature", "institution", "--year", "2025"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(sandbox.path("data/museum/2025.toml").is_file());
    assert_eq!(fs::read(sandbox.path("data/museum/unit.toml")).unwrap(), b"name = \"own\"\n");
    for name in ["../x", "a/b", "", ".x", " x", "catalog", "a:b"] {
        let run = sandbox.run(&["new", name, "--nature", "institution"]);
        assert!(run.status() == 1 && run.stderr().contains("bad-name"), "{name}: {}", run.stderr());
    }
    for name in ["县图书馆", "a-b", "1"] {
        assert_eq!(sandbox.run(&["new", name, "--nature", "institution"]).status(), 0, "{name}");
    }
}
