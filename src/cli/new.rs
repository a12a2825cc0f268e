//! `juesuan new`: a unit's files, with every field explained and every blank named.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::cli::args::NewArgs;
use crate::cli::start::{failed, files};
use crate::cli::{Exit, show};
use crate::fields::BLANK;
use crate::files::{Files, write_new};
use crate::problem::{Problem, Sources, reason};
use crate::project::{Noted, Project};
use crate::write::{unit_text, unusable_folder, year_text};

/// What is said when nothing is made.
const NOTHING_MADE: &str = "未新建任何文件";

/// Makes the files of a new unit, or those of another year of one that is there.
pub(super) fn run(project: &Option<PathBuf>, args: &NewArgs) -> Exit {
    make(project, args).err().unwrap_or(Exit::Done)
}

/// Makes the files; those that are there stay as they are.
fn make(project: &Option<PathBuf>, args: &NewArgs) -> Result<(), Exit> {
    let folder = args.unit.as_str();
    if let Some(why) = unusable_folder(folder) {
        let headline = format!("“{folder}”不能作单位文件夹的名字：{why}");
        let problem = Problem::error("bad-name", headline).help("用汉字、字母、数字和连字符，如 library 或 县图书馆；不能有斜杠、冒号，前后不能有空格；catalog 是放科目目录的");
        return Err(failed(&[problem], &Sources::default(), NOTHING_MADE));
    }
    let files = files(project, NOTHING_MADE)?;
    let opened = Project::open(&files)
        .map_err(|Noted { problems, sources }| failed(&problems, &sources, NOTHING_MADE))?;
    let year = args.year.unwrap_or(opened.settings.year);
    let unit_file = format!("data/{folder}/unit.toml");
    let year_file = format!("data/{folder}/{year}.toml");
    let first =
        write(&files, &unit_file, &unit_text(args.name.as_deref(), args.kind, args.nature))?;
    let second = write(&files, &year_file, &year_text(year))?;
    if !first && !second {
        let headline = format!("{unit_file} 和 {year_file} 都已经有了，没有改动它们");
        let problem = Problem::error("existing-file", headline)
            .help("要另一个年度的，加 --year；要重新建的，先把原来的改名或删去");
        return Err(failed(&[problem], &Sources::default(), NOTHING_MADE));
    }
    for (path, made) in [(&unit_file, first), (&year_file, second)] {
        let became = if made { "已新建" } else { "原来就有，没有改动" };
        show::result(&format!("{became} {path}"));
    }
    show::result(&format!(
        "每个字段都有说明，要用哪一个，去掉行首的 #；写着“{BLANK}”的要换成实际的内容。填了哪些、还差哪些：juesuan check {folder}/{year}"
    ));
    Ok(())
}

/// Writes a file unless it is there; whether it was written.
fn write(files: &Files, path: &str, text: &str) -> Result<bool, Exit> {
    match write_new(&files.root().join(path), text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => {
            let headline = format!("无法写出 {path}（{}）", reason(&error));
            let problem = Problem::error("not-written", headline)
                .help("请检查磁盘空间和写入权限，或换一个文件夹");
            Err(failed(&[problem], &Sources::default(), NOTHING_MADE))
        }
    }
}
