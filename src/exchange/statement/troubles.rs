//! What came up while tables were read.

/// What came up, each in a sentence that names its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Troubles {
    /// Why nothing may be written.
    pub refused: Vec<String>,
    /// What was not understood and left out.
    pub not_understood: Vec<String>,
    /// Where the tables contradict themselves or one another.
    pub contradictions: Vec<String>,
    /// What was decided where the tables leave a choice.
    pub remarks: Vec<String>,
    /// Cells with formulas whose results were not stored.
    pub uncalculated: Vec<String>,
}

impl Troubles {
    /// Nothing may be written, for a reason.
    pub(crate) fn refuse(&mut self, why: String) {
        push(&mut self.refused, why);
    }

    /// Something is left out.
    pub(crate) fn leave_out(&mut self, what: String) {
        push(&mut self.not_understood, what);
    }

    /// Something cannot be so.
    pub(crate) fn contradict(&mut self, what: String) {
        push(&mut self.contradictions, what);
    }

    /// A formula has no result.
    pub(crate) fn lacks_result(&mut self, cell: String) {
        push(&mut self.uncalculated, cell);
    }

    /// Something was decided.
    pub(crate) fn remark(&mut self, what: String) {
        push(&mut self.remarks, what);
    }
}

/// Adds a sentence that is not there yet.
fn push(sentences: &mut Vec<String>, sentence: String) {
    if !sentences.contains(&sentence) {
        sentences.push(sentence);
    }
}
