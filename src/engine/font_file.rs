//! A font file: opened, looked through, and its faces made.

use std::path::Path;

use memmap2::Mmap;
use typst::foundations::Bytes;
use typst::text::Font;

use crate::engine::font_tables::faces;
use crate::files::{self, Most, Opened, shown_path};
use crate::problem::{Problem, reason};

/// The faces of a font file; one that cannot be used is named.
pub(super) fn load(path: &Path) -> Result<Vec<Font>, Problem> {
    let name = shown_path(path);
    let file = files::open(path, Most::Font).map_err(|unread| unread.problem(&name))?;
    let data = contents(&file).map_err(|error| damaged(&name, &reason(&error)))?;
    // Before the engine reads it: it would make as many faces and characters as the file says that there are.
    let count = faces(&data).map_err(|why| damaged(&name, &why))?;
    let faces = (0..count).map(|number| Font::new(data.clone(), number));
    let faces: Option<Vec<Font>> = faces.collect();
    faces.ok_or_else(|| damaged(&name, "排版引擎读不了"))
}

/// The contents of a font file, mapped so that all workers have them in memory once.
fn contents(file: &Opened) -> std::io::Result<Bytes> {
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::new(Vec::new()));
    }
    // SAFETY: a font that somebody writes to while reports are set would break this; fonts are put in place before, and a
    // process that dies of it costs the reports that it works on.
    let mapped = unsafe { Mmap::map(file) }?;
    Ok(Bytes::new(mapped))
}

/// The problem of a font file that is not what it says.
fn damaged(name: &str, why: &str) -> Problem {
    Problem::error("broken-font", format!("字体文件 {name} 是坏的：{why}"))
        .help("请重新复制这个字体文件；不需要的，把它移出 fonts 文件夹")
}
