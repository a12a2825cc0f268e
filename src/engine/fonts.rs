//! The fonts: where they are found, which exist, what they can show.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::engine::font_file::load;

use crate::layout::{FontRoles, Layout};
use crate::model::check::Written;
use crate::model::place::Place;
use crate::problem::{Problem, Source};

/// Endings of font files.
const ENDINGS: [&str; 4] = ["otf", "ttf", "ttc", "otc"];

/// All fonts that can be used.
#[derive(Debug)]
pub struct Fonts {
    /// The faces, those of the project first.
    faces: Vec<Font>,
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
        for path in folders.iter().flat_map(|folder| font_files(folder)) {
            match load(&path) {
                Ok(of_file) => faces.extend(of_file),
                Err(problem) => damaged.push(problem),
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { faces, book, folders, damaged }
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
    pub fn resolve(&self, layout: &Layout) -> Result<FontRoles, Problem> {
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

    /// A problem for every word with a character that the fonts of some role cannot show.
    pub fn check(
        &self,
        roles: &FontRoles,
        words: &[Written],
        file: impl Fn(Place) -> Option<Source>,
    ) -> Vec<Problem> {
        let chains: Vec<Vec<usize>> =
            [&roles.body, &roles.table, &roles.subheading, &roles.heading, &roles.title]
                .into_iter()
                .map(|families| families.iter().flat_map(|f| self.faces_of(f)).collect())
                .collect();
        let mut problems = Vec::new();
        // Looking a character up in a font takes its time, and the same ones come again and again.
        let mut known: BTreeMap<char, bool> = BTreeMap::new();
        let mut can_show = |c: char| {
            let look_up = || chains.iter().all(|chain| self.covers(chain, c));
            c.is_whitespace() || *known.entry(c).or_insert_with(look_up)
        };
        for text in words.iter().map(|written| &written.words) {
            let lacking = text.value.chars().find(|c| !can_show(*c));
            if let Some(lacking) = lacking {
                problems.push(missing_glyph(lacking, text.place, file(text.place)));
            }
        }
        problems
    }

    /// Those of some families that exist.
    fn existing(&self, families: &[String]) -> Vec<String> {
        let known = families.iter().filter(|f| self.book.contains_family(&f.to_lowercase()));
        known.cloned().collect()
    }

    /// The faces of a family.
    fn faces_of(&self, family: &str) -> Vec<usize> {
        self.book.select_family(&family.to_lowercase()).collect()
    }

    /// Whether any of some faces can show a character.
    fn covers(&self, faces: &[usize], character: char) -> bool {
        faces.iter().any(|index| {
            self.book.info(*index).is_some_and(|info| info.coverage.contains(character as u32))
        })
    }

    /// The problem of roles without a font.
    fn missing(&self, roles: &[(&str, &Vec<String>)]) -> Problem {
        let names: Vec<&str> = roles.iter().map(|(role, _)| role_name(role)).collect();
        let mut problem = Problem::error("missing-font", format!("缺少{}的字体", names.join("、")));
        for (role, wanted) in roles {
            problem = problem.help(format!("{}可用：{}", role_name(role), wanted.join("、")));
        }
        let folders: Vec<String> = self.folders.iter().map(|f| f.display().to_string()).collect();
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
pub fn font_folders(root: &Path, extra: Option<&Path>) -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| program.ancestors().skip(1).take(4));
    let candidates = std::iter::once(root.join("fonts"))
        .chain(extra.map(Path::to_owned))
        .chain(beside.map(|folder| folder.join("fonts")));
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in candidates {
        let Ok(real) = folder.canonicalize() else { continue };
        if !folders.contains(&real) {
            folders.push(real);
        }
    }
    folders
}

/// The font files in a folder, in the order of their names.
pub fn font_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.to_lowercase().as_str()))
        })
        .collect();
    paths.sort();
    paths
}

/// The problem of a character that no font has, at the character itself.
fn missing_glyph(character: char, place: Place, source: Option<Source>) -> Problem {
    let found = source.and_then(|source| {
        let written = source.text.get(place.start..place.end)?;
        let start = place.start + written.find(character)?;
        Some(Place { start, end: start + character.len_utf8(), ..place })
    });
    let code = format!("U+{:04X}", character as u32);
    Problem::error("missing-glyph", format!("字体中没有“{character}”（{code}）这个字"))
        .at(found.unwrap_or(place), "显示不出来")
        .help("请核对是否录入有误；确需使用的生僻字，请把含有该字的宋体字体放进项目的 fonts 文件夹，并写进版式的 layout.toml")
}
