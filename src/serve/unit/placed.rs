//! Where the fields of a report stand, in words, with the names of its codes, its units and its projects.

use crate::exchange::fill::{Part, Slot};
use crate::fields::field::{Codes, Shape};
use crate::serve::unit::paths::{name_of, of_path, placed};
use crate::serve::unit::topics::{Shows, Topic};
use crate::serve::unit::{At, Now};

impl Now {
    /// What a code is called in one of its files: by the file's own names, or by the catalogue.
    pub(in crate::serve) fn name_of(
        &self,
        slot: &Slot,
        codes: Codes,
        code: &str,
    ) -> Option<String> {
        name_of(std::slice::from_ref(slot), &self.catalog, codes, code)
    }

    /// A field in words, as within a sentence; none where there is no such file, or no such field in it.
    pub(in crate::serve) fn in_words(&self, at: &At) -> Option<String> {
        let slot = self.slot(&at.file)?;
        let words = of_path(slot.shape, &at.path, &|code| self.name_of(slot, Codes::Any, code))?;
        Some(self.with_units(&words))
    }

    /// Where a field of a shape stands within its topic; a topic of a single field at the top stands for that.
    pub(in crate::serve) fn within(&self, topic: &Topic, shape: &'static Shape, at: &At) -> String {
        let slot = self.slot(&at.file).or_else(|| self.part(Part::Year).next());
        let name = |code: &str| self.name_of(slot?, Codes::Any, code);
        let mut parts = placed(shape, &at.path, &name).unwrap_or_default();
        if matches!(topic.shows, Shows::Fields([], [_])) && !parts.is_empty() {
            parts.remove(0);
        }
        // What the topic says need not be said again.
        parts.retain(|part| part != topic.term);
        self.with_units(&parts.join("，"))
    }

    /// What the topic of a field is called, with the project where it is one of several that are evaluated.
    pub(in crate::serve) fn topic_of(&self, topic: &Topic, at: &At) -> String {
        let is_of_several = self.part(Part::Evaluation).nth(1).is_some();
        let project = self
            .part(Part::Evaluation)
            .find(|slot| slot.path == at.file)
            .and_then(|slot| slot.said.leaves.get("name"))
            .filter(|_| is_of_several);
        match project {
            Some(project) => format!("{}“{project}”", topic.term),
            None => topic.term.to_owned(),
        }
    }
}
