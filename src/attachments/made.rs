//! What a report was made with, which `verify` asks for: program, layout, fonts.

use serde::{Deserialize, Serialize};

use crate::attachments::DataFile;
use crate::files::Digest;
use crate::layout::Folder;

/// The name under which it is attached.
pub(crate) const MADE: &str = "made.json";

/// The version of the file.
const FORMAT: u32 = 1;

/// What a report was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Made {
    /// The version of the file.
    pub format: u32,
    /// The version of the program.
    pub program: String,
    /// The layout.
    pub layout: MadeLayout,
    /// The digest of the fonts that the layout may use.
    pub fonts: Digest,
}

/// A layout that a report was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct MadeLayout {
    /// Its name.
    pub name: String,
    /// The digest of all its files.
    pub sha256: Digest,
}

impl Made {
    /// What a report is made with now.
    pub(crate) fn now(layout: &str, folder: &Folder, fonts: Digest) -> Self {
        let files = folder.0.iter().filter(|(path, _)| path.starts_with("layouts/"));
        let parts = files.flat_map(|(path, contents)| [path.as_bytes(), contents]);
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            layout: MadeLayout { name: layout.to_owned(), sha256: Digest::of_parts(parts) },
            fonts,
        }
    }

    /// What an attachment says; none where it is not such a file.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|made: &Self| made.format == FORMAT)
    }

    /// The file that is attached.
    pub(crate) fn file(&self) -> DataFile {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        DataFile {
            name: MADE.to_owned(),
            description: "用什么做成的：程序的版本，版式和字体的校验码".to_owned(),
            bytes: text.into_bytes(),
        }
    }
}
