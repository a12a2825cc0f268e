//! A great many of anything: bounded time, bounded memory, and a clear word.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Run, Sandbox, repository};

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
    let cases: [(&str, Sandbox, usize, i32); 4] = [
        ("flat", layouts(3000, flat), 3000, 0),
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

/// Checks that far too many attachments are told of early, and that their number alone is what is told.
#[test]
fn far_too_many_attachments_are_told_early() {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    let year = sandbox.path("data/archives/2022");
    let _ = fs::remove_dir_all(&year);
    fs::create_dir_all(&year).unwrap();
    for number in 0..10_000 {
        fs::write(year.join(format!("{number:05}.toml")), "name = \"项目\"\n").unwrap();
    }
    for command in [&["check"][..], &["build"]] {
        let begun = Instant::now();
        let run = sandbox.run(command);
        assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
        assert_eq!(run.status(), 1, "{}", said(&run));
        assert!(said(&run).contains("too-many-files"), "{}", said(&run));
        assert!(said(&run).contains("10000") && said(&run).contains("1000 个"), "{}", said(&run));
        assert!(said(&run).len() < 5000, "{}", said(&run).len());
    }
}
