//! The files of one report as Typst sees them.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::engine::fonts::Fonts;
use crate::engine::library::library;
use crate::layout::Folder;

/// One report to be set: nothing outside its folder can be read.
#[derive(Debug)]
pub(super) struct ReportWorld<'a> {
    /// Typst's standard library.
    library: LazyHash<Library>,
    /// The fonts.
    fonts: &'a Fonts,
    /// The files by their path.
    files: BTreeMap<String, Bytes>,
    /// The Typst files by their path, parsed.
    sources: BTreeMap<String, Source>,
    /// The file to begin with.
    main: FileId,
}

impl<'a> ReportWorld<'a> {
    /// A report from its folder; nothing if a path in it is none.
    pub(super) fn new(folder: Folder, fonts: &'a Fonts) -> Option<Self> {
        let mut sources = BTreeMap::new();
        for (path, bytes) in folder.0.iter().filter(|(path, _)| path.ends_with(".typ")) {
            if let Ok(text) = String::from_utf8(bytes.clone()) {
                sources.insert(path.clone(), Source::new(file_id(path)?, text));
            }
        }
        let files = folder.0.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes)));
        Some(Self {
            library: LazyHash::new(library()),
            fonts,
            files: files.collect(),
            sources,
            main: file_id("main.typ")?,
        })
    }
}

/// The number by which Typst knows a path.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The path of a file of the project; packages have none.
pub(super) fn path(id: FileId) -> Option<String> {
    match id.root() {
        VirtualRoot::Project => Some(id.vpath().get_without_slash().to_owned()),
        _ => None,
    }
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path(id).ok_or(FileError::AccessDenied)?;
        match self.sources.get(&path) {
            Some(source) => Ok(source.clone()),
            None if self.files.contains_key(&path) && path.ends_with(".typ") => {
                Err(FileError::InvalidUtf8)
            }
            None if self.files.contains_key(&path) => Err(FileError::NotSource),
            None => Err(FileError::NotFound(path.into())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id).ok_or(FileError::AccessDenied)?;
        self.files.get(&path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
