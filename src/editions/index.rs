//! `published/<year>/<unit>/index.json`: the editions of a report, written whole or not at all.

use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::files::{self, Digest, Most, Unread, bad_link, shown_path, write_whole};
use crate::problem::Problem;
use crate::project::Selected;

/// The folder of all that was published, in the project.
const FOLDER: &str = "published";

/// The version of the file's form.
const FORMAT: u32 = 1;

/// The editions of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Index {
    /// The version of the file's form.
    format: u32,
    /// The unit's folder.
    pub unit: String,
    /// The year.
    pub year: u16,
    /// The editions, from the first.
    pub editions: Vec<Edition>,
}

/// One edition as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edition {
    /// Its number, from 1.
    pub edition: usize,
    /// The name of the unit then.
    pub name: String,
    /// The day of its publication, as the data say it: 公开日期, or that of the correction.
    pub date: String,
    /// Why it was corrected; none in the first edition.
    pub reason: Option<String>,
    /// How many days it was from the approval of the accounts to its publication, where that is known.
    pub days: Option<i64>,
    /// The version of the program that made it.
    pub program: String,
    /// How many pages it has.
    pub pages: usize,
    /// The PDF.
    pub pdf: Kept,
    /// Its clean data and facts, in files.
    pub data: Vec<Kept>,
    /// The digest of what its facts say.
    pub facts: Digest,
    /// The same of the data as a whole, with what is not printed.
    pub whole: Digest,
}

/// A file that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    /// Its path from the folder of the index, with forward slashes.
    pub path: String,
    /// Its sha256.
    pub sha256: Digest,
}

impl Index {
    /// That of a report of which nothing was published yet.
    fn empty(selected: &Selected) -> Self {
        let Selected { folder, year } = selected;
        Self { format: FORMAT, unit: folder.clone(), year: *year, editions: Vec::new() }
    }

    /// Reads the index of a report; one without editions where there is none. One that cannot be used is a problem.
    pub(crate) fn read(root: &Path, selected: &Selected) -> Result<Self, Problem> {
        let path = folder_of(root, selected).join("index.json");
        let shown = shown_path(&path);
        if let Some(link) = bad_link(root, &below(selected)) {
            return Err(link.problem());
        }
        let bytes = match files::read(&path, Most::Record) {
            Ok(bytes) => bytes,
            Err(Unread::Missing) => return Ok(Self::empty(selected)),
            Err(unread) => return Err(unread.problem(&shown)),
        };
        let index: Option<Self> = serde_json::from_slice(&bytes).ok();
        let index = index.filter(|index| index.is_sound(selected));
        index.ok_or_else(|| {
            Problem::error("broken-index", format!("{shown} 不是完整的公开目录，可能被改动过"))
                .help("请从备份恢复这个文件；已公开的 PDF 没有动。找不回来的，把这个单位的文件夹移走再公开")
        })
    }

    /// Whether it can have been written by this program for a report.
    fn is_sound(&self, selected: &Selected) -> bool {
        let Self { format, unit, year, editions } = self;
        let numbered = editions.iter().zip(1..).all(|(edition, number)| {
            let files = edition.data.iter().chain([&edition.pdf]);
            let is_below = |kept: &Kept| {
                let mut parts = Path::new(&kept.path).components();
                kept.path.starts_with(&format!("{number}/"))
                    && parts.all(|part| matches!(part, Component::Normal(_)))
                    && kept.sha256.is_one()
            };
            edition.edition == number && files.into_iter().all(is_below)
        });
        *format == FORMAT && *unit == selected.folder && *year == selected.year && numbered
    }

    /// Writes the index, whole or not at all.
    pub(super) fn write(&self, root: &Path) -> io::Result<()> {
        let selected = Selected { folder: self.unit.clone(), year: self.year };
        let json = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        write_whole(&folder_of(root, &selected).join("index.json"), (json + "\n").as_bytes())
    }

    /// The edition of a number.
    pub(crate) fn edition(&self, number: usize) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.edition == number)
    }
}

impl Kept {
    /// Its bytes; a problem where they are not what was published.
    pub(crate) fn read(&self, root: &Path, selected: &Selected) -> Result<Vec<u8>, Problem> {
        let path = folder_of(root, selected).join(&self.path);
        let shown = shown_path(&path);
        let altered = |how: &str| {
            Problem::error("published-altered", format!("已公开的 {shown} {how}"))
                .help("已公开的文件不能改动；请从备份恢复，或从公开的网站下载原来的文件放回去")
        };
        match files::read(&path, Most::Pdf) {
            Ok(bytes) if Digest::of(&bytes) == self.sha256 => Ok(bytes),
            Ok(_) => Err(altered("被改动过，与公开时的校验码不符")),
            Err(Unread::Missing) => Err(altered("不见了")),
            Err(unread) => Err(unread.problem(&shown)),
        }
    }
}

/// The folder of all that was published.
pub(crate) fn published(root: &Path) -> PathBuf {
    root.join(FOLDER)
}

/// The folder of a report's editions, from the project's folder.
fn below(selected: &Selected) -> String {
    let Selected { folder, year } = selected;
    format!("{FOLDER}/{year}/{folder}")
}

/// The folder of a report's editions.
pub(super) fn folder_of(root: &Path, selected: &Selected) -> PathBuf {
    root.join(below(selected))
}
