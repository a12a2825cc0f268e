//! A printed number ⇄ the lines of data that it comes from: where each fact is printed, how it is made, what feeds it.

mod depends;
mod formula;
mod inputs;
mod names;
mod numbers;
mod printed;
mod report;

pub use formula::{Formula, Operand};
pub use inputs::Line;
pub use printed::{Place, Printed, Source};
pub use report::{Explained, Traceable};
