//! The form of the help pages.

/// The form of the help pages.
pub(super) const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
