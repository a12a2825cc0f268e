//! A great many of anything: bounded time, bounded memory, and a clear word.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::{Run, Sandbox, is_long, repository, some};

/// How long what takes a second or two may take at most, on a machine that is busy.
const LONG: Duration = Duration::from_secs(60);

/// All that a run said.
fn said(run: &Run) -> String {
    run.stdout() + &run.stderr()
}

/// A project with many layouts, of which each takes over what `base` says of its number.
fn layouts(count: usize, base: impl Fn(usize) -> String) -> Sandbox {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    for number in 0..count {
        let text = format!(
            "name = \"l{number:04}\"\nextends = \"{}\"\ntitle = \"某县{number}\"\n",
            base(number)
        );
        sandbox.write(&format!("layouts/l{number:04}/layout.toml"), text.as_bytes());
    }
    sandbox
}

/// Checks that many layouts, and one upon the other, are listed in bounded time, and each once.
#[test]
fn many_layouts_are_listed() {
    let chain = |number: usize| match number {
        0 => "shanxi".to_owned(),
        _ => format!("l{:04}", number - 1),
    };
    let flat = |_: usize| "shanxi".to_owned();
    let circle = |number: usize| format!("l{:04}", (number + 1) % 100);
    let many = if is_long() { 3000 } else { 500 };
    let cases: [(&str, Sandbox, usize, i32); 4] = [
        ("flat", layouts(many, flat), many, 0),
        ("a short chain", layouts(20, chain), 20, 0),
        ("an endless chain", layouts(300, chain), 300, 1),
        ("a circle", layouts(100, circle), 100, 1),
    ];
    for (what, sandbox, count, status) in cases {
        let begun = Instant::now();
        let run = sandbox.run(&["layout", "list"]);
        assert!(begun.elapsed() < LONG, "{what}: {:?}", begun.elapsed());
        assert_eq!(run.status(), status, "{what}: {}", run.stderr());
        let own = run.stdout().lines().filter(|line| line.contains("自己的")).count();
        assert_eq!(own, count, "{what}");
    }
}

/// A project whose year's folder holds nothing.
fn without_attachments() -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    let year = sandbox.path("data/archives/2022");
    let _ = fs::remove_dir_all(&year);
    fs::create_dir_all(&year).unwrap();
    (sandbox, year)
}

/// Checks that far too many attachments are told of early, whatever they are, and that their number alone is what is told.
#[test]
fn far_too_many_attachments_are_told_early() {
    /// Puts the file of a number into a folder.
    type Put = fn(&Path, usize);
    let cases: [(&str, usize, Put); 7] = [
        ("reports", 10_000, |year, number| {
            fs::write(year.join(format!("{number:05}.toml")), "name = \"项目\"\n").unwrap();
        }),
        ("empty ones with Chinese names", 10_000, |year, number| {
            fs::write(year.join(format!("{number:05}-某某项目绩效自评.toml")), "").unwrap();
        }),
        ("other files", 10_000, |year, number| {
            fs::write(year.join(format!("附件{number}.docx")), "PK").unwrap();
        }),
        ("folders", 10_000, |year, number| {
            fs::create_dir(year.join(format!("{number}.toml"))).unwrap();
        }),
        ("files that cannot be read as TOML", 10_000, |year, number| {
            fs::write(year.join(format!("{number}.TOML")), [0xff, 0x00, b'[']).unwrap();
        }),
        ("some of each", 10_000, |year, number| {
            let ending = ["toml", "pdf", "txt", "TOML", ""][number % 5];
            fs::write(year.join(format!("{number}.{ending}x").replace(".x", "")), "= [").unwrap();
        }),
        ("one too many", 1001, |year, number| {
            fs::write(year.join(format!("{number}.toml")), "").unwrap();
        }),
    ];
    for (what, count, put) in some(cases, 6) {
        let (sandbox, year) = without_attachments();
        (0..count).for_each(|number| put(&year, number));
        for command in [&["check"][..], &["build"], &["check", "--format", "json"]] {
            let begun = Instant::now();
            let run = sandbox.run(command);
            assert!(begun.elapsed() < LONG, "{what}: {:?}", begun.elapsed());
            assert_eq!(run.status(), 1, "{what}: {}", said(&run));
            assert!(said(&run).contains("too-many-files"), "{what}: {}", said(&run));
            let told = said(&run).contains(&format!("data/archives/2022 里有 {count} 个文件"));
            assert!(told && said(&run).contains("1000 个"), "{what}: {}", said(&run));
            assert!(said(&run).len() < 5000, "{what}: {}", said(&run).len());
        }
        assert!(!sandbox.path("out/2022").exists(), "{what}");
    }
}

/// Checks that as many as are allowed are read each, and that what nobody put there counts for nothing.
#[test]
fn as_many_attachments_as_are_allowed_are_read() {
    let (sandbox, year) = without_attachments();
    for number in 0..1000 {
        fs::write(year.join(format!("{number}.toml")), "").unwrap();
    }
    for clutter in ["Thumbs.db", "desktop.ini", ".DS_Store"] {
        fs::write(year.join(clutter), "").unwrap();
    }
    let run = sandbox.run(&["check", "--format", "short"]);
    assert_eq!(run.status(), 1, "{}", said(&run));
    assert!(!said(&run).contains("too-many-files"), "{}", said(&run));
    for file in ["data/archives/2022/0.toml", "data/archives/2022/999.toml"] {
        assert!(said(&run).contains(file), "{file}");
    }
}
