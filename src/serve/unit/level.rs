//! How much something that was found asks for, and what says so.

use crate::problem::{Problem, Severity, Sources};
use crate::project::is_gap;

/// How much something asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::serve) enum Level {
    /// It must be mended.
    Error,
    /// Something is to be filled in.
    Gap,
    /// It must be looked at.
    Warning,
    /// It may be looked at.
    Hint,
}

impl Level {
    /// All of them.
    pub(in crate::serve) const ALL: [Self; 4] = [Self::Error, Self::Gap, Self::Warning, Self::Hint];

    /// Its sign, its word, and its class.
    pub(in crate::serve) fn terms(self) -> [&'static str; 3] {
        match self {
            Self::Error => ["错", "错误", "err"],
            Self::Gap => ["缺", "缺", "gap"],
            Self::Warning => ["警", "警告", "warn"],
            Self::Hint => ["提", "提示", "hint"],
        }
    }
}

/// How much a problem asks for.
pub(in crate::serve) fn level(problem: &Problem, sources: &Sources) -> Level {
    match problem.severity {
        _ if is_gap(problem, sources) => Level::Gap,
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Hint => Level::Hint,
    }
}
