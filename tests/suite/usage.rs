//! The command line.

use crate::support::{REFERENCE, Sandbox};

/// Checks that wrong usage ends with 2 and is explained in Chinese.
#[test]
fn wrong_usage_ends_with_2() {
    let sandbox = Sandbox::reference();
    for (arguments, said) in [
        (&["biuld"][..], "没有命令“biuld”"),
        (&["build", "--otu", "x"], "没有选项“--otu”"),
        (&["build", "--out"], "后面没有写内容"),
        (&["facts"], "缺少参数"),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.status(), 2, "{arguments:?}");
        assert!(run.stderr().contains(said), "{arguments:?}: {}", run.stderr());
    }
}

/// Checks that help is in Chinese and ends with 0.
#[test]
fn help_is_in_chinese() {
    let sandbox = Sandbox::reference();
    for arguments in [&["--help"][..], &["build", "--help"], &["facts", "-h"]] {
        let run = sandbox.run(arguments);
        assert_eq!(run.status(), 0, "{arguments:?}");
        let help = run.stdout();
        assert!(help.contains("用法：juesuan"), "{help}");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print"] {
            assert!(!help.contains(english), "{english} in {help}");
        }
    }
}

/// Checks that a unit that is not there is named, with those that are.
#[test]
fn an_unknown_unit_ends_with_1() {
    let sandbox = Sandbox::reference();
    for select in ["nowhere", "汾阳市", "fenyang-social-insurance/abcd", "["] {
        let run = sandbox.run(&["build", select]);
        assert_eq!(run.status(), 1, "{select}");
        assert!(run.stderr().contains("unknown-unit"), "{}", run.stderr());
        assert!(run.stderr().contains(REFERENCE), "{}", run.stderr());
    }
}
