//! Where a field of a report stands.

/// The file of the settings.
pub(in crate::serve) const SETTINGS: &str = "juesuan.toml";

/// A field of one of the report's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::serve) struct At {
    /// The file, from the unit's folder.
    pub file: String,
    /// The path of the field.
    pub path: String,
}
