//! Layouts whose settings were read before: a batch asks for the same one with every unit.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::layout::settings::Layout;
use crate::model::check::Written;
use crate::model::place::{FileNumber, Located, Place};
use crate::tables::Reading;

/// Sound layouts by their names, each as it was read last.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<BTreeMap<String, Arc<Kept>>>);

/// A layout, the texts of settings that say so, and the words in them.
#[derive(Debug)]
struct Kept {
    texts: Vec<(FileNumber, Arc<str>)>,
    layout: Layout,
    words: Vec<Written>,
}

impl Known {
    /// The layout that these texts of settings make, if it is known: its words are noted as if it were read.
    pub(super) fn recall(
        &self,
        reading: &Reading<'_>,
        name: &str,
        texts: &[(FileNumber, Arc<str>)],
    ) -> Option<Layout> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Arc::clone(known.get(name)?);
        drop(known);
        let same = kept.texts.iter().map(|(_, text)| text).eq(texts.iter().map(|(_, text)| text));
        same.then(|| kept.noted(reading, texts))
    }

    /// Keeps a layout in which nothing is wrong.
    pub(super) fn keep(
        &self,
        texts: Vec<(FileNumber, Arc<str>)>,
        layout: &Layout,
        words: Vec<Written>,
    ) {
        let kept = Kept { texts, layout: layout.clone(), words };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(layout.name.clone(), Arc::new(kept));
    }
}

impl Kept {
    /// The layout with its places in the files of a reading that have the same texts.
    fn noted(&self, reading: &Reading<'_>, texts: &[(FileNumber, Arc<str>)]) -> Layout {
        let here = |place: Place| {
            let mut both = self.texts.iter().zip(texts);
            let file = both.find(|((was, _), _)| *was == place.file);
            Place { file: file.map_or(place.file, |(_, (is, _))| *is), ..place }
        };
        for Written { field, words } in &self.words {
            let words = Located::new(words.value.clone(), here(words.place));
            reading.words(field.clone(), &words);
        }
        let mut layout = self.layout.clone();
        if let Some(years) = &mut layout.about.years {
            years.place = here(years.place);
        }
        layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::files::Files;
    use crate::layout;
    use crate::problem::Sources;

    /// Reads a layout of a project; with what it says and the words that were noted.
    fn read(files: &Files, known: &Known, before: usize) -> (String, String) {
        let catalog = Catalog::default();
        let mut sources = Sources::default();
        for number in 0..before {
            sources.add(format!("{number}"), "");
        }
        let reading = Reading::after(files, &catalog, &sources);
        let nowhere = Place::new(FileNumber(usize::MAX), 0..0);
        let name = Located::new("mine".to_owned(), nowhere);
        let layout = layout::find(&reading, &name, known);
        (format!("{layout:?}"), format!("{:?}", reading.finish()))
    }

    /// What is known is what would be read, wherever its files stand among those of a reading, and only for the same texts.
    #[test]
    fn a_known_layout_is_the_one_that_would_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("layouts/mine/layout.toml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text =
            "name = \"mine\"\nextends = \"shanxi\"\ntitle = \"一\"\nyears = { from = 2020 }\n";
        std::fs::write(&path, text).unwrap();
        let known = Known::default();
        let files = Files::on(folder.path());
        let first = read(&files, &known, 0);
        assert!(first.0.contains("from: Some(2020)") && first.1.contains("\"title\""), "{first:?}");
        for before in [0, 1, 3] {
            assert_eq!(read(&files, &known, before), read(&files, &Known::default(), before));
        }
        std::fs::write(&path, text.replace("2020", "2021")).unwrap();
        let changed = read(&files, &known, 2);
        assert!(changed.0.contains("from: Some(2021)"));
        assert_eq!(changed, read(&files, &Known::default(), 2));
        std::fs::write(&path, text.replace("title", "titel")).unwrap();
        let wrong = read(&files, &known, 2);
        assert_eq!(wrong, read(&files, &Known::default(), 2));
        assert!(wrong.0.contains("None") && wrong.1.contains("titel"));
    }
}
