//! The command line.

use crate::support::{REFERENCE, Sandbox};

/// Checks that wrong usage ends with 2 and is explained in Chinese.
#[test]
fn wrong_usage_ends_with_2() {
    let sandbox = Sandbox::brief();
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
    let sandbox = Sandbox::brief();
    let all = sandbox.run(&["--help"]).stdout();
    let listed = all.lines().skip_while(|line| *line != "命令:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let commands: Vec<&str> =
        listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(commands.len() > 20 && commands.contains(&"export"), "{commands:?}");
    let below = ["list", "show", "check"].map(|command| vec!["layout", command, "--help"]);
    let of_command =
        commands.iter().flat_map(|command| ["-h", "--help"].map(|help| vec![*command, help]));
    for arguments in of_command.chain(below).chain([vec!["--help"], vec!["-h"]]) {
        let run = sandbox.run(&arguments);
        assert_eq!(run.status(), 0, "{arguments:?}");
        let help = run.stdout();
        assert!(help.contains("用法：juesuan"), "{help}");
        // What is said in the program's own words; the names of things are not.
        let names = ["Typst", "JSON", "Schema", "PDF", "Tab", "TOML", "SARIF", "CSV", "ZIP", "GB"];
        let words = help.split(|c: char| !c.is_ascii_alphabetic());
        let english: Vec<&str> = words
            .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.len() > 1)
            .filter(|word| !names.contains(word))
            .collect();
        assert_eq!(english, Vec::<&str>::new(), "{arguments:?}: {help}");
    }
}

/// Checks that a unit that is not there is named, with those that are.
#[test]
fn an_unknown_unit_ends_with_1() {
    let sandbox = Sandbox::brief();
    for select in ["nowhere", "汾阳市", "fenyang-social-insurance/abcd", "["] {
        let run = sandbox.run(&["build", select]);
        assert_eq!(run.status(), 1, "{select}");
        assert!(run.stderr().contains("unknown-unit"), "{}", run.stderr());
        assert!(run.stderr().contains(REFERENCE), "{}", run.stderr());
    }
}

/// Checks that a folder with other things in it is not written into, and that work on layouts is kept.
#[test]
fn a_written_folder_does_not_destroy_anything() {
    let sandbox = Sandbox::brief();
    let run = sandbox.run(&["facts", REFERENCE, "--write", "."]);
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("folder-in-use"), "{}", run.stderr());
    assert_eq!(sandbox.run(&["facts", REFERENCE, "--write", "版式"]).status(), 0);
    sandbox.write("版式/layouts/shanxi/cover.typ", "#let cover(facts) = []".as_bytes());
    sandbox.write("版式/facts.json", b"{}");
    let run = sandbox.run(&["facts", REFERENCE, "--write", "版式"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let read = |file| std::fs::read_to_string(sandbox.path("版式").join(file)).unwrap();
    assert_eq!(read("layouts/shanxi/cover.typ"), "#let cover(facts) = []");
    assert!(read("facts.json").len() > 1000);
}

/// Checks that a pipe closed at the other end does not stop a batch.
#[cfg(unix)]
#[test]
fn a_closed_pipe_does_not_stop_the_batch() {
    let sandbox = Sandbox::brief();
    let unit = format!("data/{REFERENCE}/unit.toml");
    let text = std::fs::read_to_string(sandbox.path(&unit)).unwrap();
    for file in ["2021.toml", "2022.toml"] {
        let data = std::fs::read(sandbox.path(&format!("data/{REFERENCE}/{file}"))).unwrap();
        sandbox.write(&format!("data/second/{file}"), &data);
    }
    sandbox
        .write("data/second/unit.toml", text.replace("汾阳市社会保险中心", "另一单位").as_bytes());
    let program = env!("CARGO_BIN_EXE_juesuan");
    let status = std::process::Command::new("sh")
        .args(["-c", &format!("'{program}' build 2>&- | true")])
        .current_dir(sandbox.root())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(std::fs::read_dir(sandbox.path("out/2022")).unwrap().count(), 2);
}

/// Checks that a folder alone is built, a command alone stays one, and what Windows makes of paths is understood.
#[test]
fn paths_as_windows_writes_them_are_understood() {
    let sandbox = Sandbox::brief();
    let project = sandbox.root().to_str().unwrap().to_owned();
    let run = sandbox.run(&[&project]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("已生成 1（"), "{}", run.stdout());
    // Files of it, and the same again: one project, which is built once.
    let inside =
        [format!("{project}/juesuan.toml"), format!("{project}/data/{REFERENCE}"), project];
    let run = sandbox.run(&inside.each_ref().map(String::as_str));
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert_eq!(run.stdout().matches("未变 1").count(), 1, "{}", run.stdout());
    for words in [&["check"][..], &[]] {
        let run = sandbox.run(words);
        assert_eq!(run.status(), if words.is_empty() { 2 } else { 0 }, "{}", run.stderr());
        assert!(!run.stdout().contains("已生成"), "{}", run.stdout());
    }
    for word in ["D:\\决算 2024\" check", "D:\\决算 2024\"", "\\\\server\\share\" build"] {
        let run = sandbox.run(&["--project", word]);
        assert_eq!(run.status(), 2, "{word}: {}", run.stderr());
        assert!(run.stderr().contains("末尾的反斜杠吃掉了后面的引号"), "{}", run.stderr());
    }
    for selection in [
        format!("data/{REFERENCE}"),
        format!("data\\{REFERENCE}"),
        format!(".\\data\\{REFERENCE}\\"),
        format!("{REFERENCE}\\2022"),
        format!("data\\{REFERENCE}\\2022.toml"),
    ] {
        let run = sandbox.run(&["check", &selection]);
        assert_eq!(run.status(), 0, "{selection}: {}", run.stderr());
    }
    let run = sandbox.run(&["check", "Fenyang-Social-Insurance"]);
    let near = format!("是否想写 {REFERENCE}");
    assert!(run.status() == 0 || run.stderr().contains(&near), "{}", run.stderr());
}

/// Checks that settings which are not named as they must be are told of by the name that they have, from every folder of
/// the project.
#[test]
fn settings_of_another_name_are_told() {
    for (name, help) in [
        ("juesuan.toml.txt", "juesuan.toml.txt，请去掉末尾的 .txt"),
        ("Juesuan.toml.TXT", "Juesuan.toml.TXT，请去掉末尾的 .txt"),
        #[cfg(target_os = "linux")]
        ("juesuan.TOML", "juesuan.TOML，请改名，文件名都用小写字母"),
        #[cfg(target_os = "linux")]
        ("Juesuan.Toml", "Juesuan.Toml，请改名，文件名都用小写字母"),
    ] {
        let empty = Sandbox::empty();
        empty.write(name, b"year = 2022\n");
        for folder in ["", "data", "data/x"] {
            let place = empty.path(folder);
            std::fs::create_dir_all(&place).unwrap();
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_juesuan"))
                .arg("check")
                .current_dir(&place)
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains(help), "{name}: {said}");
        }
    }
}

/// Checks that shells can complete every command that the help lists, and that the manual page tells of them.
#[test]
fn shells_complete_every_command() {
    let sandbox = Sandbox::empty();
    let help = sandbox.run(&["--help"]).stdout();
    let (_, commands) = help.split_once("命令").unwrap();
    let commands = commands.lines().filter_map(|line| line.strip_prefix("  "));
    let commands = commands.filter_map(|line| line.split_whitespace().next());
    let commands: Vec<&str> =
        commands.filter(|word| word.chars().all(|c| c.is_ascii_lowercase())).collect();
    assert!(commands.len() > 12, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "man"] {
        let run = sandbox.run(&["completions", shell]);
        let written = run.stdout();
        assert_eq!(run.status(), 0, "{shell}: {}", run.stderr());
        for command in &commands {
            assert!(written.contains(command), "{shell}: {command}");
        }
    }
    assert!(sandbox.run(&["completions", "man"]).stdout().contains(".TH juesuan"));
    assert_eq!(sandbox.run(&["completions", "sh"]).status(), 2);
}

/// Checks that every kind of file whose ending is in capitals is read, or told of by its name.
#[cfg(target_os = "linux")]
#[test]
fn endings_in_capitals_are_read_or_told() {
    let base = crate::support::repository().join("tests/findings/base");
    for (from, to) in [
        ("data/archives/unit.toml", "unit.TOML"),
        ("data/archives/2022.toml", "2022.TOML"),
        ("data/archives/2022.toml", "2022.Toml"),
        ("data/archives/2021.toml", "2021.TOML"),
        ("layouts/mine/layout.toml", "layout.TOML"),
    ] {
        let sandbox = Sandbox::of(&base);
        sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
        if from.starts_with("layouts") {
            sandbox.replace("data/archives/unit.toml", "name", "layout = \"mine\"\nname");
        }
        let path = sandbox.path(from);
        std::fs::rename(&path, path.with_file_name(to)).unwrap();
        let run = sandbox.run(&["check"]);
        let said = run.stdout() + &run.stderr();
        assert_eq!(run.status(), 1, "{to}: {said}");
        assert!(said.contains(&format!("有一个文件叫 {to}，请改名")), "{to}: {said}");
    }
    // An attached one has any name, and is read.
    let sandbox = Sandbox::of(&base);
    let attached = sandbox.path("data/archives/2022/01-档案数字化.toml");
    std::fs::rename(&attached, attached.with_extension("TOML")).unwrap();
    let text = std::fs::read(attached.with_extension("TOML")).unwrap();
    let run = sandbox.run(&["check"]);
    assert_eq!(run.status(), 0, "{}", run.stdout());
    std::fs::write(attached.with_extension("TOML"), [b"nmae = 1\n".as_slice(), &text].concat())
        .unwrap();
    let run = sandbox.run(&["check"]);
    assert!(run.stdout().contains("01-档案数字化.TOML"), "{}", run.stdout());
    assert_eq!(run.status(), 1, "{}", run.stdout());
}
