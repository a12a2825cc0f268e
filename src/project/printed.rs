//! A report that is ready → its statements as they are printed.

use crate::engine::{Engine, PrintedStatement, guarded, printed_statements};
use crate::problem::{Problem, Sources};
use crate::project::prepare::Prepared;

impl Prepared<'_> {
    /// Lays the report out for its statements alone; layout files that problems point into are added to `sources`.
    pub(crate) fn statements(
        &self,
        engine: &mut Engine,
        sources: &mut Sources,
    ) -> Result<Vec<PrintedStatement>, Vec<Problem>> {
        guarded(|| Ok(printed_statements(&engine.lay_out(&self.folder, sources)?)))
    }
}
