//! Why a file was not read.

use std::io;

use crate::files::{BadLink, Most};
use crate::problem::{Problem, reason};

/// Why a file was not read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// It is not there.
    Missing,
    /// It is there and no regular file: what it is.
    NotPlain(&'static str),
    /// It is larger than a file of its kind may be; how many bytes, if it says so itself.
    TooLarge(Option<u64>, Most),
    /// A link on the way leads nowhere, or where it must not.
    Link(BadLink),
    /// The system does not let it be read.
    Failed(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Failed(error),
        }
    }
}

impl Unread {
    /// Why, in the user's words.
    pub(crate) fn why(&self) -> String {
        match self {
            Self::Missing => "不存在".to_owned(),
            Self::NotPlain(what) => format!("这是{what}，不是普通文件"),
            Self::TooLarge(Some(bytes), most) => {
                let (size, most) = (bytes.div_ceil(1 << 20), most.megabytes());
                format!("有 {size} MB，超过上限 {most} MB")
            }
            Self::TooLarge(None, most) => format!("超过上限 {} MB", most.megabytes()),
            Self::Link(link) => link.said(),
            Self::Failed(error) => reason(error),
        }
    }

    /// The problem of a file of some name that should have been read.
    pub(crate) fn problem(&self, name: &str) -> Problem {
        let why = self.why();
        match self {
            Self::Missing => Problem::error("missing-file", format!("没有文件 {name}")),
            Self::NotPlain(_) => Problem::error("not-a-file", format!("{name} 不能读取：{why}"))
                .help("请移走它，在这里放一个普通的文件"),
            Self::TooLarge(..) => {
                Problem::error("file-too-large", format!("文件 {name} 太大：{why}"))
                    .help("请核对是不是放错了文件")
            }
            Self::Link(link) => link.problem(),
            Self::Failed(_) => {
                Problem::error("unreadable-file", format!("文件 {name} 无法读取（{why}）"))
                    .help("请检查文件是否被其他程序占用，或有无读取权限")
            }
        }
    }
}
