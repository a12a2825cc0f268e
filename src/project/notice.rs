//! The notice of a correction, set by the layout of the report that it corrects.

use std::collections::BTreeMap;

use crate::engine::{
    Block, BlockKind, Engine, Finishing, blocks, export, finished, guarded, words,
};
use crate::layout::{Folder, notice_folder};
use crate::problem::{Problem, Sources};
use crate::project::prepare::Prepared;
use crate::project::typeset::looked_at;

/// A notice that was set.
#[derive(Debug)]
pub(crate) struct SetNotice {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its words as plain text, a piece a line, the cells of a row with tabs between.
    pub text: String,
    /// How many pages it has.
    pub pages: usize,
    /// What the last look at its words warned of.
    pub warnings: Vec<Problem>,
}

impl Prepared<'_> {
    /// Whether the layout makes notices.
    pub(crate) fn has_notice(&self) -> bool {
        self.layout.style.has_notice()
    }

    /// Sets a notice under a file name; `notice` is what it is made from, as JSON.
    pub(crate) fn notice(
        &self,
        name: &str,
        notice: String,
        engine: &mut Engine,
        sources: &mut Sources,
    ) -> Result<SetNotice, Vec<Problem>> {
        let folder: Folder = notice_folder(&self.folder, &self.layout.name, notice);
        guarded(|| {
            let laid_out = engine.lay_out(&folder, sources)?;
            let exported = export(&laid_out, sources)?;
            let warnings = looked_at(self, name, &words(&laid_out), &[])?;
            let (text, pages) = (text(&blocks(&laid_out)), laid_out.pages());
            let published = self.report.corrected().unwrap_or(self.report.published.value);
            let finishing = Finishing { attachments: Vec::new(), published, draft: None };
            let pdf = finished(&exported, &finishing, engine.fonts())?;
            Ok(SetNotice { pdf, text, pages, warnings })
        })
    }
}

/// Pieces as plain text.
fn text(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut rows: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for block in blocks {
        let row = match block.kind {
            BlockKind::Cell { table, row, column: _ } => Some((table, row)),
            BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Entry { .. }
            | BlockKind::Loose => None,
        };
        let known = row.and_then(|row| rows.get(&row)).and_then(|line| lines.get_mut(*line));
        match (known, row) {
            (Some(line), _) => *line = format!("{line}\t{}", block.text),
            (None, row) => {
                if let Some(row) = row {
                    rows.insert(row, lines.len());
                }
                lines.push(block.text.clone());
            }
        }
    }
    lines.join("\n") + "\n"
}
