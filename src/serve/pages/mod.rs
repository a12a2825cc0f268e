//! The pages of a report as they are printed: set in processes of their own, watched for time and memory, whose engines
//! remember what they set before.

mod desk;
mod edition;
mod job;
mod pictures;
mod tell;
mod traces;
mod tracing;
mod typist;

pub(crate) use desk::at_desk;
pub(super) use edition::{Asked, Changed, Compared, Done, EditionOrder};
pub(super) use job::{Begins, Drawn, Order, Pages, Wanted};
pub(super) use traces::{Mark, Number, Operand, Sought, TraceOrder, Traced, Traces, What};
pub(super) use typist::Typists;
