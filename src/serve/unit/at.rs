//! Where a field of a report stands.

/// The file of the settings.
pub(in crate::serve) const SETTINGS: &str = "juesuan.toml";

/// What the topic is called that shows the fields of a unit's own file.
pub(in crate::serve) const OF_UNIT: &str = "单位和概况";

/// A field of one of the report's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::serve) struct At {
    /// The file, from the unit's folder.
    pub file: String,
    /// The path of the field.
    pub path: String,
}
