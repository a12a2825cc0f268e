//! What stands in the place of a file and is none, or is far too large, is named; nothing waits for it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{REFERENCE, Sandbox, some};

/// The files that a build reads, with the command that must name each.
const FILES: [(&str, &str); 9] = [
    ("juesuan.toml", "check"),
    ("data/fenyang-social-insurance/unit.toml", "check"),
    ("data/fenyang-social-insurance/2022.toml", "check"),
    ("data/fenyang-social-insurance/2021.toml", "check"),
    ("data/fenyang-social-insurance/2022/02-企保工作经费.toml", "check"),
    ("data/catalog/functions.tsv", "check"),
    ("layouts/shanxi/cover.typ", "build"),
    ("layouts/shanxi/layout.toml", "build"),
    ("fonts/own.ttf", "build"),
];

/// Runs the program; one that does not end is ended, and the test fails.
fn run(sandbox: &Sandbox, command: &str) -> (i32, String) {
    let log = sandbox.path("log");
    let mut child = Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .current_dir(sandbox.root())
        .arg(command)
        .stdin(Stdio::null())
        .stdout(File::create(&log).unwrap())
        .stderr(File::create(sandbox.path("errors")).unwrap())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            let said = [log, sandbox.path("errors")].map(|log| fs::read_to_string(log).unwrap());
            return (status.code().unwrap(), said.concat());
        }
        if begun.elapsed() > Duration::from_secs(300) {
            child.kill().unwrap();
            panic!("{command} does not end");
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Puts something in the place of each file in turn, and looks whether it is named with the reason.
fn is_named(put: impl Fn(&Path), reason: &str) {
    for (file, command) in some(FILES, 3) {
        let sandbox = Sandbox::brief();
        let path = sandbox.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.exists() {
            fs::remove_file(&path).unwrap();
        }
        put(&path);
        let (status, said) = run(&sandbox, command);
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        assert_eq!(status, 1, "{file}: {said}");
        assert!(said.contains(name) && said.contains(reason), "{file}: {said}");
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    // A folder among those of a layout is one of its folders, and one that is called like a font is no font.
    let data = FILES.into_iter().filter(|(file, _)| file.starts_with("data/"));
    for (file, command) in some(data, 3) {
        let sandbox = Sandbox::brief();
        let path = sandbox.path(file);
        if path.exists() {
            fs::remove_file(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        let (status, said) = run(&sandbox, command);
        assert_eq!(status, 1, "{file}: {said}");
        assert!(said.contains("这是文件夹，不是普通文件"), "{file}: {said}");
    }
}

#[test]
fn a_file_that_is_far_too_large_is_named() {
    is_named(|path| File::create(path).unwrap().set_len(1 << 33).unwrap(), "超过上限");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_named() {
    let pipe = |path: &Path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    is_named(pipe, "这是管道，不是普通文件");
}

#[cfg(unix)]
#[test]
fn a_socket_in_the_place_of_a_file_is_named() {
    let socket = |path: &Path| {
        // The names of sockets are short.
        let near = std::env::temp_dir().join(format!("juesuan-{}.socket", std::process::id()));
        drop(std::os::unix::net::UnixListener::bind(&near).unwrap());
        fs::rename(near, path).unwrap();
    };
    is_named(socket, "这是套接字，不是普通文件");
}

#[cfg(unix)]
#[test]
fn a_device_that_never_ends_is_not_read() {
    let year = format!("data/{REFERENCE}/2022.toml");
    for device in ["/dev/zero", "/dev/null", "/dev/tty", "/dev/full"] {
        let sandbox = Sandbox::brief();
        fs::remove_file(sandbox.path(&year)).unwrap();
        std::os::unix::fs::symlink(device, sandbox.path(&year)).unwrap();
        let (status, said) = run(&sandbox, "check");
        assert_eq!(status, 1, "{device}: {said}");
        assert!(said.contains(&year) && said.contains("这是设备，不是普通文件"), "{said}");
    }
}

#[test]
fn large_files_and_links_to_files_are_read() {
    let year = format!("data/{REFERENCE}/2022.toml");
    let sandbox = Sandbox::brief();
    let before = run(&sandbox, "check");
    let text = fs::read_to_string(sandbox.path(&year)).unwrap();
    let comment = format!("{text}\n# {}\n", "说明".repeat(1 << 20));
    sandbox.write(&year, comment.as_bytes());
    assert_eq!(run(&sandbox, "check"), before);
    #[cfg(unix)]
    {
        sandbox.write("elsewhere.toml", text.as_bytes());
        fs::remove_file(sandbox.path(&year)).unwrap();
        std::os::unix::fs::symlink(sandbox.path("elsewhere.toml"), sandbox.path(&year)).unwrap();
        assert_eq!(run(&sandbox, "check"), before);
    }
}

#[test]
fn a_font_that_lies_is_named() {
    let collection = [b"ttcf".as_slice(), &[0, 1, 0, 0], &[0xFF; 4], &[0; 4000]].concat();
    let sound = fs::read(crate::support::repository().join("fonts/LiberationSerif-Regular.ttf"));
    let half = sound.unwrap()[..100_000].to_vec();
    for (contents, reason) in [
        (collection, "它说里面有 4294967295 个字体"),
        (half, "不完整"),
        (b"not a font".to_vec(), "开头不是字体的标记"),
        (Vec::new(), "开头不是字体的标记"),
    ] {
        let sandbox = Sandbox::brief();
        sandbox.write("fonts/own.ttf", &contents);
        let (status, said) = run(&sandbox, "build");
        assert_eq!(status, 1, "{said}");
        assert!(said.contains("own.ttf") && said.contains(reason), "{said}");
    }
    let sandbox = Sandbox::brief();
    sandbox.write("fonts/README.md", b"not a font, and not called one");
    assert_eq!(run(&sandbox, "build").0, 0);
}

#[test]
fn words_opened_as_gbk_and_saved_again_are_told() {
    let year = format!("data/{REFERENCE}/2022.toml");
    let sandbox = Sandbox::brief();
    let text = fs::read(sandbox.path(&year)).unwrap();
    let garbled = encoding_rs::GB18030.decode(&text).0.into_owned();
    sandbox.write(&year, garbled.as_bytes());
    let (status, said) = run(&sandbox, "check");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("错误[garbled]") && said.contains("当成 GBK 打开"), "{said}");
    assert!(said.contains("本来是“"), "{said}");
}
