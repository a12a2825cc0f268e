//! What a project says of the check.

use rust_decimal::Decimal;

use crate::model::place::{Located, Place};

/// `[check]` of `juesuan.toml`.
#[derive(Debug, Clone)]
pub struct CheckSettings {
    /// From which change against last year on a reason must be given, in per cent.
    pub change_threshold: Decimal,
    /// From which difference to the budget on a reason must be given, in per cent.
    pub budget_threshold: Decimal,
    /// How many days may pass from the approval to the publication.
    pub publication_days: u32,
    /// Severities of single rules, by number or name.
    pub levels: Vec<(Located<String>, Level)>,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self {
            change_threshold: Decimal::TEN,
            budget_threshold: Decimal::TEN,
            publication_days: 20,
            levels: Vec::new(),
        }
    }
}

/// How a rule's findings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 错误.
    Error,
    /// 警告.
    Warning,
    /// 提示.
    Hint,
    /// Not checked.
    Off,
}

impl Level {
    /// All of them, the gravest first.
    pub(crate) const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Hint, Self::Off];

    /// The word for it in `juesuan.toml`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
            Self::Off => "off",
        }
    }

    /// What it means, for messages.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
            Self::Off => "不查",
        }
    }
}

/// The name that a data row gives its code, or `[names]` a code that the catalogue lacks.
#[derive(Debug, Clone)]
pub struct NamedCode {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// Whether it stands in `[names]`.
    pub listed: bool,
}

/// Words that somebody wrote, with the field that they were written into.
#[derive(Debug, Clone)]
pub struct Written {
    /// The field from the top of its file, such as `reasons.total`.
    pub field: String,
    /// The words and their place.
    pub words: Located<String>,
}
