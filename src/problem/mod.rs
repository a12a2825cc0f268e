//! What is wrong with what a user wrote, as values.

mod figures;
mod gathered;
mod identity;
mod json;
mod known;
mod lines;
mod named;
mod outline;
mod position;
mod reason;
mod render;
mod short;
mod source;
mod summary;
mod visible;

pub(crate) use figures::{canonical, figures_at};
pub use gathered::gathered;
pub(crate) use gathered::gathered_shortly;
pub(crate) use identity::identify;
pub use json::describe;
pub(crate) use json::{Described, DescribedPlace};
pub use known::problems_page;
pub(crate) use known::{Origin, explained, is_of_data_file, known};
pub(crate) use named::NamedField;
pub(crate) use outline::{called, leaves, row_labels};
pub use position::Position;
pub(crate) use reason::reason;
pub use render::render;
pub use short::short;
pub(crate) use source::Source;
pub use source::Sources;
pub use summary::{Shown, more, summed_up};
pub(crate) use visible::{escaped, in_one_line, steers, visible};

use serde::{Deserialize, Serialize};

use crate::model::acceptance::Identity;
use crate::model::place::Place;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The report is not written.
    Error,
    /// The report is made all the same.
    Warning,
    /// Worth a look; often right as it is.
    Hint,
}

impl Severity {
    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
        }
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable name, such as `unknown-field`.
    pub id: &'static str,
    /// Whose fault it is.
    pub origin: Origin,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub headline: String,
    /// Where, the main place first, each with a few words.
    pub places: Vec<(Place, String)>,
    /// What to do.
    pub help: Vec<String>,
    /// What it is about, where its places alone do not say so.
    pub about: Option<Box<About>>,
    /// What it is recognised by, for a finding of the check.
    pub identity: Option<Box<Identity>>,
}

/// What a problem is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The field, where that is not the field at its main place.
    pub field: Option<Field>,
    /// The words with their places, the ones that are not shown as well.
    pub marks: Vec<(Place, String)>,
    /// How it is told together with others of its kind, where that can be.
    pub gathering: Option<Gathering>,
}

/// How many problems of a kind are told as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// What is wrong, with `{}` for how many there are.
    pub headline: String,
    /// What to do.
    pub help: String,
}

/// A field that a problem is about and that its main place only stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A field by its path from the top of the file: what the place shows is a part of it.
    Whole(String),
    /// A field by its path from the top of the file, which should be written.
    Asked(String),
    /// A key that what stands at the place does not have.
    Lacking(String),
}

impl Problem {
    /// An error without a place yet. The table of problems has its id, with its origin and its explanation.
    pub(crate) fn error(id: &'static str, headline: impl Into<String>) -> Self {
        Self {
            id,
            origin: known::origin(id),
            severity: Severity::Error,
            headline: headline.into(),
            places: Vec::new(),
            help: Vec::new(),
            about: None,
            identity: None,
        }
    }

    /// A warning without a place yet.
    pub(crate) fn warning(id: &'static str, headline: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(id, headline) }
    }

    /// What a rule of the check finds; the check adds the rule's id and severity.
    pub(crate) fn finding(headline: impl Into<String>) -> Self {
        Self::error("", headline)
    }

    /// Adds a place and what is to be said of it.
    pub(crate) fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.places.push((place, label.into()));
        self
    }

    /// Names the field that it is about, by its path in the file of the main place.
    pub(crate) fn about(mut self, path: impl Into<String>) -> Self {
        self.about.get_or_insert_default().field = Some(Field::Whole(path.into()));
        self
    }

    /// Names the field that it asks for, by its path in the file of the main place.
    pub fn asks(mut self, path: impl Into<String>) -> Self {
        self.about.get_or_insert_default().field = Some(Field::Asked(path.into()));
        self
    }

    /// Names the key that what stands at the main place does not have.
    pub(crate) fn lacking(mut self, key: impl Into<String>) -> Self {
        self.about.get_or_insert_default().field = Some(Field::Lacking(key.into()));
        self
    }

    /// Notes words that it is about, shown or not.
    pub(crate) fn mark(&mut self, place: Place, words: impl Into<String>) {
        self.about.get_or_insert_default().marks.push((place, words.into()));
    }

    /// Says how it is told together with others of its kind where there are many.
    pub(crate) fn gathered(mut self, gathering: Gathering) -> Self {
        self.about.get_or_insert_default().gathering = Some(gathering);
        self
    }

    /// How it is told together with others of its kind.
    fn gathering(&self) -> Option<&Gathering> {
        self.about.as_ref()?.gathering.as_ref()
    }

    /// The field that it is about, where that is not the field at its main place.
    fn field(&self) -> Option<&Field> {
        self.about.as_ref()?.field.as_ref()
    }

    /// The words that it is noted to be about.
    fn marks(&self) -> &[(Place, String)] {
        match &self.about {
            Some(about) => &about.marks,
            None => &[],
        }
    }

    /// Adds advice.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Whether the program or the machine failed, not the user.
pub(crate) fn any_failure(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.origin == Origin::Machine)
}

/// Whether any of the problems stands in the way of a report.
pub(crate) fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
