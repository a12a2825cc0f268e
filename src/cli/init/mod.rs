//! `juesuan init`: a project folder that builds at once, with a unit as an example.

use std::path::Path;

use crate::cli::args::InitArgs;
use crate::cli::{Exit, show};
use crate::files::{list, write_new};
use crate::problem::{Problem, Sources, reason};

/// The files of the example, by their paths in the project.
const FILES: [(&str, &str); 3] = [
    ("juesuan.toml", include_str!("juesuan.toml")),
    ("data/library/unit.toml", include_str!("unit.toml")),
    ("data/library/2024.toml", include_str!("year.toml")),
];

/// Makes a project in a folder that is new or empty.
pub(super) fn run(args: &InitArgs) -> Exit {
    let folder = args.folder.as_path();
    let shown = folder.display();
    match list(folder) {
        Ok(entries) if entries.as_ref().is_none_or(Vec::is_empty) => {}
        Ok(_) => {
            let headline = format!("文件夹 {shown} 里已经有东西了，没有改动它");
            return refuse(
                Problem::error("folder-in-use", headline)
                    .help("init 后面请写一个新的或空的文件夹；已经是项目的，用 juesuan new 加单位"),
                Exit::Errors,
            );
        }
        Err(error) => return refuse(not_made(folder, &error), Exit::Failed),
    }
    for (path, text) in FILES {
        if let Err(error) = write_new(&folder.join(path), text.as_bytes()) {
            return refuse(not_made(&folder.join(path), &error), Exit::Failed);
        }
    }
    show::result(&format!("已在 {shown} 建好项目，里面有一个虚构的例子 data/library"));
    show::result("看一遍结果：在这个文件夹里运行 juesuan build，PDF 在 out 里");
    show::result(
        "换成自己的单位：juesuan new 文件夹名 新建，或 juesuan import 工作簿 读入；例子不要了，把 data/library 删去",
    );
    Exit::Done
}

/// The problem of something that could not be made.
fn not_made(path: &Path, error: &std::io::Error) -> Problem {
    Problem::error("not-written", format!("无法写出 {}（{}）", path.display(), reason(error)))
        .help("请检查磁盘空间和写入权限，或换一个文件夹")
}

/// Shows why nothing was made.
fn refuse(problem: Problem, exit: Exit) -> Exit {
    show::problems(&[problem], &Sources::default());
    exit
}
