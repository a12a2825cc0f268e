//! A data file: keys of its own, then tables.

use crate::fields::field::Field;
use crate::write::fields::Fields;
use crate::write::strings::key_of;

/// The text of a data file, as far as it is written.
#[derive(Debug, Default)]
pub(super) struct File(String);

impl File {
    /// Begins with the keys that stand before the first table.
    pub(super) fn new(top: Fields) -> Self {
        Self(top.into_lines().trim_start_matches('\n').to_owned())
    }

    /// Adds a table where anything is in it.
    pub(super) fn table(self, path: &[&Field], fields: Fields) -> Self {
        if fields.is_empty() { self } else { self.whole_table(path, fields) }
    }

    /// Adds a table, even if nothing is in it.
    pub(super) fn whole_table(self, path: &[&Field], fields: Fields) -> Self {
        let keys: Vec<&str> = path.iter().map(|field| field.key).collect();
        self.headed(&format!("[{}]", keys.join(".")), fields)
    }

    /// Adds one of the tables whose names are the user's own.
    pub(super) fn own_table(self, field: &Field, name: &str, fields: Fields) -> Self {
        self.headed(&format!("[{}.{}]", field.key, key_of(name)), fields)
    }

    /// Adds one of several tables of a name.
    pub(super) fn element(self, field: &Field, fields: Fields) -> Self {
        self.headed(&format!("[[{}]]", field.key), fields)
    }

    /// Adds what others have written.
    pub(super) fn with(self, tables: impl FnOnce(Self) -> Self) -> Self {
        tables(self)
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// Adds a table under a heading.
    fn headed(mut self, heading: &str, fields: Fields) -> Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        let lines = fields.into_lines();
        self.0.push_str(heading);
        self.0.push('\n');
        self.0.push_str(lines.trim_start_matches('\n'));
        self
    }
}
