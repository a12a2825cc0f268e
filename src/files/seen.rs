//! What the files of a project answered to all that was asked of them.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::files::{BadLink, Digest, Entry, Found, Most, Unread};

/// What some files answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// The answer to each question.
    pub(super) answers: BTreeMap<Question, Answer>,
    /// Whether there was an answer that is not told: a file changed meanwhile, or it was none of the project's.
    pub(super) is_untold: bool,
}

/// What is asked of a path from the project folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// What the file holds that is never larger than its bound.
    Read(String, Most),
    /// What is in the folder.
    List(String),
    /// What stands there.
    Look(String),
    /// Which link on the way to it is bad.
    BadLink(String),
    /// Where it really leads.
    Real(String),
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// The digest of what the file holds.
    Read(Digest),
    /// What is in the folder.
    List(Option<Vec<Entry>>),
    /// What stands there.
    Look(Option<Found>),
    /// The bad link.
    BadLink(Option<BadLink>),
    /// Where it really leads.
    Real(PathBuf),
    /// Why there is no answer.
    Failed(String),
}

impl Seen {
    /// What nobody noted.
    pub(crate) fn untold() -> Self {
        Self { answers: BTreeMap::new(), is_untold: true }
    }

    /// Notes an answer; another than before is none that can be relied upon.
    pub(super) fn note(&mut self, question: Question, answer: Answer) {
        match self.answers.get(&question) {
            Some(known) => self.is_untold |= *known != answer,
            None => drop(self.answers.insert(question, answer)),
        }
    }

    /// Notes that something was answered that is not told.
    pub(super) fn note_untold(&mut self) {
        self.is_untold = true;
    }
}

impl Answer {
    /// What a file holds.
    pub(super) fn of_read(read: &Result<Vec<u8>, Unread>) -> Self {
        match read {
            Ok(bytes) => Self::Read(Digest::of(bytes)),
            Err(unread) => Self::Failed(unread.why()),
        }
    }

    /// What is in a folder.
    pub(super) fn of_list(listed: &io::Result<Option<Vec<Entry>>>) -> Self {
        match listed {
            Ok(entries) => Self::List(entries.clone()),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// What stands at a path.
    pub(super) fn of_look(found: &io::Result<Option<Found>>) -> Self {
        match found {
            Ok(found) => Self::Look(*found),
            Err(error) => Self::Failed(error.to_string()),
        }
    }

    /// Where a path really leads.
    pub(super) fn of_real(real: &io::Result<PathBuf>) -> Self {
        match real {
            Ok(path) => Self::Real(path.clone()),
            Err(error) => Self::Failed(error.to_string()),
        }
    }
}
