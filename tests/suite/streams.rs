//! Standard output that takes nothing, and systems that give little: a status and words of the program's own.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::outputs::{times, unfinished};
use crate::support::{Sandbox, some};

/// A project of one small unit.
fn one() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("sparse") {
            fs::remove_dir_all(path).unwrap();
        }
    }
    sandbox
}

/// Runs the program in a shell that does something with it; the status and what it said on standard error.
fn shell(sandbox: &Sandbox, before: &str, command: &str, after: &str) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_juesuan");
    let script = format!("{before}\n'{program}' {command} {after}");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(sandbox.root())
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The commands that write to standard output.
const COMMANDS: [&str; 9] = [
    "check",
    "check --format short",
    "check --format json",
    "check --list",
    "layout list",
    "layout show shanxi cover.typ",
    "explain R0101",
    "schema year",
    "facts sparse",
];

/// Checks that results which cannot be written end with 3, and that the reports are made all the same.
#[cfg(target_os = "linux")]
#[test]
fn results_that_are_lost_end_with_3() {
    let sandbox = one();
    for command in some(COMMANDS, 3) {
        for (redirection, words) in [(">/dev/full", "磁盘已满"), (">&-", "它是关着的")] {
            let (status, said) = shell(&sandbox, "", command, redirection);
            assert_eq!(status, Some(3), "{command} {redirection}: {said}");
            assert!(said.contains(words), "{command} {redirection}: {said}");
        }
        for redirection in [">/dev/null", ">file", "1<>/dev/null", "2>&-", "2>/dev/full"] {
            let (status, said) = shell(&sandbox, "", command, redirection);
            assert_eq!(status, Some(0), "{command} {redirection}: {said}");
        }
    }
    for command in ["build --force", "build --force --format json"] {
        for redirection in [">/dev/full", ">&-"] {
            let _ = fs::remove_dir_all(sandbox.path("out"));
            let (status, said) = shell(&sandbox, "", command, redirection);
            assert_eq!(status, Some(3), "{command} {redirection}: {said}");
            assert_eq!(times(&sandbox.path("out")).len(), 1, "{command} {redirection}: {said}");
        }
    }
    // Whoever reads no further gets a status too, and no words.
    let (status, said) = shell(&sandbox, "set -o pipefail", "check --list", "| true");
    assert!(matches!(status, Some(0 | 3)), "{status:?} {said}");
    assert!(!said.contains("not-written"), "{said}");
}

/// Checks that a system that gives little gets words of the program's own and a status, in bounded time.
#[cfg(target_os = "linux")]
#[test]
fn limits_of_the_system_end_in_words() {
    let sandbox = one();
    let limits = [
        "-n 4",
        "-n 6",
        "-n 8",
        "-n 12",
        "-n 20",
        "-u 1",
        "-v 60000",
        "-v 200000",
        "-v 300000",
        "-v 400000",
        "-s 64",
        "-f 0",
        "-f 1",
        "-f 100",
        "-d 20000",
        "-d 60000",
        "-t 1",
    ];
    for limit in some(limits, 4) {
        for command in ["check --format short", "build --force --limit 20"] {
            let begun = Instant::now();
            let (status, said) = shell(&sandbox, &format!("ulimit {limit}"), command, ">/dev/null");
            // A process that has no room to begin, or no time left, is ended by the system; where the program alone has room,
            // but not what it is linked to, by what loads them.
            let is_ended = matches!(status, None | Some(137 | 152)) && limit == "-t 1"
                || matches!(status, Some(127 | 139)) && limit == "-v 60000";
            assert!(is_ended || matches!(status, Some(0 | 1 | 3)), "{limit}: {status:?} {said}");
            for foreign in [
                "panicked",
                "RUST_BACKTRACE",
                "memory allocation",
                "os error",
                "Os {",
                "stack backtrace",
                "fatal runtime",
                "信号",
                "unavailable",
            ] {
                assert!(!said.contains(foreign), "{limit} {command}: {said}");
            }
            assert!(begun.elapsed() < Duration::from_secs(90), "{limit} {command}: {said}");
            assert!(unfinished(&sandbox.path("out")).len() <= 1, "{limit} {command}");
        }
    }
    assert_eq!(sandbox.run(&["build", "--force"]).status(), 0);
    assert!(unfinished(&sandbox.path("out")).is_empty());
}

/// Checks that dates far from the year are asked about, and others not.
#[test]
fn dates_far_in_the_future_are_asked_about() {
    let sandbox = one();
    let check = |text: String| {
        sandbox.write("juesuan.toml", text.as_bytes());
        let run = sandbox.run(&["check", "--format", "short"]);
        run.stdout() + &run.stderr()
    };
    let settings = |date: &str| {
        format!("year = 2022\nlayout = \"shanxi\"\noutput = \"{{unit}}\"\npublished = {date}\n")
    };
    for date in ["2099-09-15", "9999-12-31", "2203-09-15", "2032-09-15", "2028-01-01"] {
        let said = check(settings(date));
        assert!(said.contains("警告[far-date]"), "{date}: {said}");
    }
    for date in ["2023-09-15", "2024-01-31", "2027-12-31"] {
        assert!(!check(settings(date)).contains("far-date"), "{date}");
    }
}

/// Checks that links which lead to anything but pages and letter boxes are refused.
#[test]
fn what_a_layout_should_not_put_on_a_page_is_told() {
    let sandbox = one();
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    sandbox.replace("data/sparse/unit.toml", "name", "layout = \"mine\"\nname");
    let build = |cover: &str| {
        let cover = format!("#let cover(facts) = [{cover}]\n");
        sandbox.write("layouts/mine/cover.typ", cover.as_bytes());
        let run = sandbox.run(&["build", "--force"]);
        (run.status(), run.stdout() + &run.stderr())
    };
    for link in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.com/x",
        "smb://server/x",
        "决算.pdf",
    ] {
        let (status, said) = build(&format!("#link(\"{link}\")[本单位]"));
        assert_eq!(status, 1, "{link}: {said}");
        assert!(said.contains("错误[bad-link]") && said.contains(link), "{link}: {said}");
    }
    let (status, said) =
        build("#link(\"https://example.com/决算\")[网址]#link(\"mailto:a@example.com\")[邮箱]");
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("fallback-font"), "{said}");
}
