//! What is said of a PDF that was verified.

use serde::{Deserialize, Serialize};

use crate::files::Digest;

/// What came of verifying a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Verified {
    /// The sha256 of the file; none where it could not be read.
    pub sha256: Option<Digest>,
    /// The unit that its data name, where they could be read.
    pub unit: Option<String>,
    /// The year of its data.
    pub year: Option<u16>,
    /// How many pages it has.
    pub pages: Option<usize>,
    /// The verdict.
    pub verdict: Verdict,
    /// What else is to be said, in sentences without a final stop.
    pub notes: Vec<String>,
    /// Where the pages are not what the data yield, the first of them.
    pub differences: Vec<Difference>,
    /// How many more there are.
    pub more: usize,
}

/// Whether the pages are what the data yield.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// The same file, byte for byte.
    Same,
    /// The same pages; the file itself was made by another version or with other fonts, or stored again.
    SamePages,
    /// Something is not what the data yield.
    Altered,
    /// The data are not there, not all of them, or no report can be made of them.
    NoData,
    /// It cannot be told here: the layout is not known.
    Unknown,
    /// The file cannot be read.
    Unreadable,
    /// The program or the machine failed.
    Failed,
}

/// A place where a PDF is not what its data yield.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Difference {
    /// The page, from 1; none of what is on no page.
    pub page: Option<usize>,
    /// The heading under which it stands.
    pub heading: Option<String>,
    /// What it is about, such as a page that is missing; none where words say it.
    pub what: Option<String>,
    /// What stands in the PDF.
    pub stands: Option<String>,
    /// What the data yield.
    pub follows: Option<String>,
    /// The line in which it should stand, where that is more than the words themselves.
    pub line: Option<String>,
}

impl Verdict {
    /// All of them, the best first.
    pub(crate) const ALL: [Self; 7] = [
        Self::Same,
        Self::SamePages,
        Self::Altered,
        Self::NoData,
        Self::Unknown,
        Self::Unreadable,
        Self::Failed,
    ];

    /// What it is called.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Same => "逐字节相同",
            Self::SamePages => "页面相同",
            Self::Altered => "与数据不符",
            Self::NoData => "没有可用的数据",
            Self::Unknown => "不能在这里核实",
            Self::Unreadable => "读不了",
            Self::Failed => "没有核实成",
        }
    }

    /// Whether the pages are proved to be what the data yield.
    pub(crate) fn is_proof(self) -> bool {
        match self {
            Self::Same | Self::SamePages => true,
            Self::Altered | Self::NoData | Self::Unknown | Self::Unreadable | Self::Failed => false,
        }
    }
}

impl Verified {
    /// A verdict of which nothing more is known than why.
    pub(crate) fn because(verdict: Verdict, why: impl Into<String>) -> Self {
        Self {
            sha256: None,
            unit: None,
            year: None,
            pages: None,
            verdict,
            notes: vec![why.into()],
            differences: Vec::new(),
            more: 0,
        }
    }
}

impl Difference {
    /// Something that is on no page.
    pub(crate) fn besides(what: impl Into<String>) -> Self {
        Self {
            page: None,
            heading: None,
            what: Some(what.into()),
            stands: None,
            follows: None,
            line: None,
        }
    }

    /// Something of a whole page, from 1.
    pub(crate) fn of_page(page: usize, what: impl Into<String>) -> Self {
        Self { page: Some(page), ..Self::besides(what) }
    }
}
