//! The README's first tutorial, from an empty folder and a workbook to the PDF, as it is written there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Sandbox, repository};

/// The chapter of the README.
fn chapter() -> String {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let (_, rest) = readme.split_once("## 从决算系统的工作簿开始\n").unwrap();
    rest.split_once("\n## ").unwrap().0.to_owned()
}

/// Runs each command of the chapter as it stands; where the user fills in the workbook and saves it, one that was filled in and
/// saved by LibreOffice takes its place. Checks that the program says what the chapter shows.
#[test]
fn the_first_tutorial_works_as_it_is_written() {
    let chapter = chapter();
    let sandbox = Sandbox::empty();
    sandbox.add(&repository().join("tests/workbooks/a-accounts.xls"), "a-accounts.xls");
    let mut folder = sandbox.root().to_owned();
    let (mut said, mut filled, mut built) = (String::new(), 0, false);
    for line in chapter.lines().filter_map(|line| line.strip_prefix("    ")) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["cd", below] => folder = folder.join(below),
            ["juesuan", arguments @ ..] => {
                if let ["import", path] = arguments
                    && path.ends_with("填报表.xlsx")
                {
                    filled += 1;
                    let saved = repository().join(format!("tests/workbooks/filled-{filled}.xlsx"));
                    assert!(folder.join(path).is_file(), "{path} was not exported");
                    fs::copy(saved, folder.join(path)).unwrap();
                }
                built |= arguments.first() == Some(&"build");
                said.push_str(&run(&folder, arguments));
            }
            _ => {}
        }
    }
    assert_eq!((filled, built), (2, true));
    assert!(folder.join("out/2023/青禾县司法局2023年度单位决算公开.pdf").is_file());
    let mut shown = 0;
    for block in chapter.split("```text\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            assert!(said.contains(line.trim()), "not said: {line}\n{said}");
            shown += 1;
        }
    }
    assert!(shown > 6);
    for image in chapter.split("<img src=\"").skip(1) {
        let path = image.split('"').next().unwrap();
        assert!(repository().join(path).is_file(), "{path}");
    }
}

/// Runs a command that must do what it is told; what it says.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
    command.current_dir(folder).args(arguments);
    if arguments.first() == Some(&"build") {
        command.arg("--fonts").arg(repository().join("fonts"));
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    said
}
