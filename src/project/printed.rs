//! A report that is ready → its statements and all else as they are printed.

use crate::engine::{
    Block, Engine, LaidOut, PrintedStatement, blocks, guarded, printed_statements,
};
use crate::model::form::Form;
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

    /// Lays the report out, with what stands on its pages, piece by piece.
    pub(crate) fn blocks(
        &self,
        engine: &mut Engine,
        sources: &mut Sources,
    ) -> Result<(Vec<Block>, LaidOut), Vec<Problem>> {
        guarded(|| {
            let laid_out = engine.lay_out(&self.folder, sources)?;
            Ok((blocks(&laid_out), laid_out))
        })
    }

    /// What its layout decides about the figures printed in it.
    pub(crate) fn form(&self) -> Form {
        self.layout.style.form()
    }
}
