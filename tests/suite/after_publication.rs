//! The chapter 公开以后 of the README, followed to the letter.

use std::fs;

use crate::support::{Sandbox, repository};

/// The chapter.
fn chapter() -> String {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap().replace("\r\n", "\n");
    let (_, rest) = readme.split_once("\n## 公开以后\n").unwrap();
    rest.split("\n## ").next().unwrap().to_owned()
}

/// Follows the chapter from publication through a correction to the notice: each command does what is said of it.
#[test]
fn the_chapter_can_be_followed() {
    let chapter = chapter();
    let empty = Sandbox::empty();
    assert_eq!(empty.run(&["init", "决算2024"]).status(), 0);
    let sandbox = Sandbox::of(&empty.path("决算2024"));
    sandbox.write_form("shanxi", &["three-public"], &["three-public"]);
    let year = "data/library/2024.toml";
    let mut said = String::new();
    let mut lines = chapter.lines();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        if let Some(command) = line.strip_prefix("    juesuan ") {
            let words: Vec<&str> = command.split_whitespace().collect();
            let run = sandbox.run(&words);
            assert_eq!(run.status(), 0, "{command}\n{}{}", run.stdout(), run.stderr());
            said = run.stdout() + &run.stderr();
            commands += 1;
        } else if line == "```text" {
            // What is shown of the last command is what it says, but for paths, pages and times.
            for shown in lines.by_ref().take_while(|line| *line != "```") {
                assert!(said.contains(shown.trim()), "not said: {shown}\n{said}");
            }
        } else if line == "```toml" {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let before = fs::read_to_string(sandbox.path(year)).unwrap();
            let (old, new) = ("batches = 4, persons = 30", "batches = 5, persons = 30");
            assert!(before.contains(old) && chapter.contains("把批次 4 改成 5"));
            let after = before.replace(old, new) + "\n" + &text.join("\n") + "\n";
            sandbox.write(year, after.as_bytes());
        }
    }
    assert_eq!(commands, 10);
    let published = sandbox.path("published/2024/library");
    assert!(published.join("1").is_dir() && published.join("2").is_dir());
    let notice =
        fs::read_to_string(sandbox.path("out/2024/某县图书馆2024年度单位决算公开更正说明.txt"));
    assert!(notice.unwrap().contains("接待批次漏了一次"));
}
