//! The files of one report as Typst sees them.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::engine::fonts::Fonts;
use crate::engine::library::library;
use crate::layout::Folder;

/// One report to be set: nothing outside its folder can be read. Copies share what they are made of.
#[derive(Debug, Clone)]
pub(super) struct ReportWorld {
    /// Typst's standard library.
    library: Arc<LazyHash<Library>>,
    /// The fonts.
    fonts: Arc<Fonts>,
    /// The files by their path.
    files: BTreeMap<String, Bytes>,
    /// The Typst files by their path, parsed.
    sources: BTreeMap<String, Source>,
    /// The file to begin with.
    main: FileId,
}

impl ReportWorld {
    /// A world without any files yet.
    pub(super) fn new(fonts: Arc<Fonts>) -> Option<Self> {
        Some(Self {
            library: Arc::new(LazyHash::new(library())),
            fonts,
            files: BTreeMap::new(),
            sources: BTreeMap::new(),
            main: file_id("main.typ")?,
        })
    }

    /// Has the files of a folder now, and no others. What is as it was stays parsed; of what was changed, only what the
    /// change touches is parsed anew. None if a path in the folder is none.
    pub(super) fn enter(&mut self, folder: &Folder) -> Option<&Self> {
        self.files.retain(|path, _| folder.0.contains_key(path));
        self.sources.retain(|path, _| folder.0.contains_key(path));
        for (path, bytes) in &folder.0 {
            if self.files.get(path).is_some_and(|known| known.as_slice() == bytes) {
                continue;
            }
            self.files.insert(path.clone(), Bytes::new(bytes.clone()));
            let text = str::from_utf8(bytes).ok().filter(|_| path.ends_with(".typ"));
            match (text, self.sources.get_mut(path)) {
                (Some(text), Some(source)) => {
                    source.replace(text);
                }
                (Some(text), None) => {
                    let source = Source::new(file_id(path)?, text.to_owned());
                    self.sources.insert(path.clone(), source);
                }
                (None, _) => {
                    self.sources.remove(path);
                }
            }
        }
        Some(self)
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

impl World for ReportWorld {
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
