//! The fonts: where they are found, which exist, what they can show.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use ttf_parser::{RawFace, Tag};
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;

use crate::engine::font_file::load;
use crate::engine::reach::Reach;
use crate::files::{Digest, Entry, is_absent, is_clutter, is_file, list, real, shown_path};
use crate::layout::{FontRoles, Layout};
use crate::problem::{Problem, reason};

/// Endings of font files.
const ENDINGS: [&str; 4] = ["otf", "ttf", "ttc", "otc"];

/// Endings of fonts that cannot be used as they are.
const OTHER_ENDINGS: [&str; 14] = [
    ".woff",
    ".woff2",
    ".eot",
    ".fon",
    ".pfb",
    ".pfm",
    ".dfont",
    ".ttf.txt",
    ".otf.txt",
    ".ttf.zip",
    ".otf.zip",
    ".ttc.zip",
    ".ttf.download",
    ".otf.download",
];

/// All fonts that can be used.
#[derive(Debug)]
pub struct Fonts {
    /// The faces, those of the project first.
    faces: Vec<Font>,
    /// What each of them can show.
    reach: Vec<Reach>,
    /// What Typst looks families up in.
    book: LazyHash<FontBook>,
    /// The folders that they came from.
    pub folders: Vec<PathBuf>,
    /// What is wrong with font files that cannot be used.
    pub damaged: Vec<Problem>,
}

impl Fonts {
    /// Loads the project's own fonts and those beside the program.
    pub fn load(root: &Path, extra: Option<&Path>) -> Self {
        let folders = font_folders(root, extra);
        let (mut faces, mut damaged) = (Vec::new(), Vec::new());
        for own in std::iter::once(root.join("fonts")).chain(extra.map(Path::to_owned)) {
            damaged.extend(unusable(&own));
        }
        for path in folders.iter().flat_map(|folder| font_files(folder).unwrap_or_default()) {
            match load(&path) {
                Ok(of_file) => faces.extend(of_file),
                Err(problem) => damaged.push(problem),
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        let reach = faces.iter().map(|_| Reach::default()).collect();
        Self { faces, reach, book, folders, damaged }
    }

    /// What Typst looks families up in.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The face of a number.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// The families of each role that exist; a role with none is a problem.
    pub(crate) fn resolve(&self, layout: &Layout) -> Result<FontRoles, Problem> {
        let roles = layout.fonts.roles();
        let missing: Vec<_> =
            roles.into_iter().filter(|(_, wanted)| self.existing(wanted).is_empty()).collect();
        if !missing.is_empty() {
            return Err(self.missing(&missing));
        }
        Ok(FontRoles {
            title: self.existing(&layout.fonts.title),
            heading: self.existing(&layout.fonts.heading),
            subheading: self.existing(&layout.fonts.subheading),
            body: self.existing(&layout.fonts.body),
            table: self.existing(&layout.fonts.table),
            digits: self.existing(&layout.fonts.digits),
        })
    }

    /// The digest of the faces of some roles: of their names, sizes and heads, which hold the checksum of the whole file.
    pub(crate) fn digest(&self, roles: &FontRoles) -> Digest {
        let families: BTreeSet<String> =
            roles.roles().into_iter().flat_map(|(_, families)| families.iter().cloned()).collect();
        let faces = families.iter().flat_map(|family| self.faces_of(family));
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for face in faces.filter_map(|index| self.faces.get(index)) {
            parts.push(face.info().family.as_bytes().to_vec());
            parts.push((face.data().len() as u64).to_be_bytes().to_vec());
            let raw = RawFace::parse(face.data(), face.index()).ok();
            let head = raw.and_then(|raw| raw.table(Tag::from_bytes(b"head")));
            parts.push(head.unwrap_or_default().to_vec());
        }
        Digest::of_parts(parts.iter().map(Vec::as_slice))
    }

    /// The face to draw some words with: of the first of the families, or else any, that can show them all.
    pub(super) fn face_for(&self, families: &[String], words: &str) -> Option<&Font> {
        let wanted = families.iter().flat_map(|family| {
            let family = family.to_lowercase();
            let regular = self.book.select(&family, FontVariant::default());
            regular.into_iter().chain(self.faces_of(&family)).collect::<Vec<_>>()
        });
        let mut faces = wanted.chain(0..self.faces.len());
        let face = faces.find(|face| words.chars().all(|c| self.covers(&[*face], c)))?;
        self.faces.get(face)
    }

    /// Those of some families that exist.
    fn existing(&self, families: &[String]) -> Vec<String> {
        let known = families.iter().filter(|f| self.book.contains_family(&f.to_lowercase()));
        known.cloned().collect()
    }

    /// The faces of a family.
    pub(super) fn faces_of(&self, family: &str) -> Vec<usize> {
        self.book.select_family(&family.to_lowercase()).collect()
    }

    /// Whether any of some faces can show a character.
    pub(super) fn covers(&self, faces: &[usize], character: char) -> bool {
        faces.iter().any(|index| {
            let face = self.book.info(*index).zip(self.reach.get(*index));
            face.is_some_and(|(info, reach)| reach.holds(&info.coverage, character))
        })
    }

    /// The problem of roles without a font.
    fn missing(&self, roles: &[(&str, &Vec<String>)]) -> Problem {
        let names: Vec<&str> = roles.iter().map(|(role, _)| role_name(role)).collect();
        let mut problem = Problem::error("missing-font", format!("缺少{}的字体", names.join("、")));
        for (role, wanted) in roles {
            problem = problem.help(format!("{}可用：{}", role_name(role), wanted.join("、")));
        }
        let folders: Vec<String> = self.folders.iter().map(|f| shown_path(f)).collect();
        let searched = if folders.is_empty() {
            "没有找到字体文件夹 fonts".to_owned()
        } else {
            format!("已在这些文件夹中找过：{}", folders.join("、"))
        };
        problem.help(format!(
            "请把字体文件放进项目的 fonts 文件夹，或用 --fonts 指明字体文件夹；{searched}"
        ))
    }
}

/// What a role is for, in the user's words.
fn role_name(role: &str) -> &'static str {
    match role {
        "title" => "标题（小标宋）",
        "heading" => "一级标题（黑体）",
        "subheading" => "二级标题（楷体）",
        "body" => "正文（仿宋）",
        "table" => "表格（宋体）",
        _ => "表格数字",
    }
}

/// The folders that fonts are taken from: the project's own, another that was named, those beside the program.
pub(crate) fn font_folders(root: &Path, extra: Option<&Path>) -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| program.ancestors().skip(1).take(4));
    let candidates = std::iter::once(root.join("fonts"))
        .chain(extra.map(Path::to_owned))
        .chain(beside.map(|folder| folder.join("fonts")));
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in candidates {
        let Ok(real) = real(&folder) else { continue };
        if !folders.contains(&real) {
            folders.push(real);
        }
    }
    folders
}

/// The font files in a folder, in the order of their names.
pub(crate) fn font_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = list(folder)?.unwrap_or_default().into_iter();
    let fonts = entries.filter(|entry| !is_clutter(&entry.name) && is_font(&entry.name));
    Ok(fonts.map(|entry| entry.path).collect())
}

/// What is wrong with the fonts' folders of a project and one that was named, besides the font files themselves: a folder
/// that cannot be read, and what was meant to be a font and is none that can be used.
fn unusable(folder: &Path) -> Vec<Problem> {
    let entries = match list(folder) {
        Ok(entries) => entries.unwrap_or_default(),
        Err(error) => {
            let why = match is_absent(folder) {
                _ if is_file(folder) => "这是文件，不是文件夹".to_owned(),
                Ok(false) if error.kind() == ErrorKind::NotFound => {
                    "链接所指的地方不在了".to_owned()
                }
                _ => reason(&error),
            };
            let headline = format!("字体文件夹 {} 无法读取（{why}）", shown_path(folder));
            return vec![
                Problem::error("broken-font", headline)
                    .help("请检查读取权限，网络盘是否接通；不要自己的字体的，删去它"),
            ];
        }
    };
    let entries = entries.iter().filter(|entry| !is_clutter(&entry.name));
    entries.filter_map(unused).collect()
}

/// The problem of something in a folder of fonts that was meant to be a font.
fn unused(entry: &Entry) -> Option<Problem> {
    let shown = entry.path.with_file_name(&entry.name);
    let shown = shown_path(&shown);
    let name = entry.name.to_lowercase();
    if OTHER_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        let headline = format!("字体文件 {shown} 的格式用不了");
        return Some(Problem::error("broken-font", headline).help(
            "字体文件的扩展名是 .ttf、.otf、.ttc 或 .otc；压缩的先解开，网页用的换成电脑用的",
        ));
    }
    let inside = || list(&entry.path).ok().flatten().unwrap_or_default();
    let holds_fonts = entry.found.is_folder()
        && !is_font(&name)
        && inside().iter().any(|entry| is_font(&entry.name) && !is_clutter(&entry.name));
    holds_fonts.then(|| {
        Problem::error("broken-font", format!("文件夹 {shown} 里的字体没有用到"))
            .help("字体文件直接放在 fonts 文件夹里；不用的移到别处")
    })
}

/// Whether a name is one of a font file.
fn is_font(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
