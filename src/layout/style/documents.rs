//! Which documents a layout makes.

use crate::fields::layout::layout as fields;
use crate::problem::Problem;
use crate::tables::Table;

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    /// The report.
    Report,
    /// 更正说明: the notice of a correction.
    Notice,
}

impl Document {
    /// All of them.
    const ALL: [Self; 2] = [Self::Report, Self::Notice];

    /// The word for it.
    fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Notice => "notice",
        }
    }
}

/// `documents`: which documents there are.
pub(super) fn documents(table: &Table<'_>) -> Vec<Document> {
    let words = table.strings(&fields::DOCUMENTS);
    let documents = words.into_iter().filter_map(|word| {
        let document = Document::ALL.into_iter().find(|document| document.key() == word.value);
        if document.is_none() {
            table.reading.problem(
                Problem::error("unknown-document", format!("没有“{}”这种文件", word.value))
                    .at(word.place, "只有 report 和 notice")
                    .help("report 是报告，notice 是更正说明"),
            );
        }
        document
    });
    documents.collect()
}
