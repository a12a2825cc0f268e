//! What becomes of workbooks that are brought into a project.

use crate::exchange::bring::rivals::Rival;

/// What became of a unit's tables.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The files.
    pub source: String,
    /// The unit's name.
    pub name: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The data file.
    pub path: Option<String>,
    /// Whether it is a new one.
    pub is_new: bool,
    /// What was replaced, added and removed in one that was there.
    pub changes: Vec<String>,
    /// How many values and rows are written.
    pub count: usize,
    /// What new files get, row by row.
    pub rows: Vec<String>,
    /// What the rows of each table add up to, beside the total that is printed.
    pub sums: Vec<String>,
    /// The tables that were read.
    pub read: Vec<String>,
    /// What was not understood.
    pub left_out: Vec<String>,
    /// What contradicts itself.
    pub contradictions: Vec<String>,
    /// What was decided.
    pub remarks: Vec<String>,
    /// What is still missing.
    pub gaps: Vec<String>,
    /// Why nothing was written.
    pub refused: Vec<String>,
    /// The files, from the unit's folder, and paths of what was changed in the data as well.
    pub conflicts: Vec<(String, String)>,
    /// How it stands to other files that say something else of the same.
    pub rival: Option<Rival>,
    /// What to do about what stands in the way.
    pub help: Vec<String>,
    /// Whether the machine failed, not the user.
    pub machine: bool,
}
