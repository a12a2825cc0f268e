//! A printed number ⇄ the lines of data that it comes from.
//!
//! [`Trace::of`] lays a report out as it is and some times more with ids in place of its numbers ([`numbers`], `door.typ`),
//! so that it knows which fact every printed number is ([`pages`]). What a fact depends on is found by changing every input
//! ([`depends`]), how it is made by trying what its name allows and holding it against its value ([`formula`]).

mod answer;
mod asked;
mod cells;
mod depends;
mod formula;
mod inputs;
mod letters;
mod names;
mod no_figure;
mod numbers;
mod own_words;
mod pages;
mod reach;
mod report;
mod rounding;
mod sentences;

pub use answer::{Answer, Nothing, OwnWords, Told};
pub use asked::Asked;
pub(crate) use asked::{cell_name, where_is};
pub use cells::Cell;
pub use formula::{Formula, How, Operand};
pub use inputs::Line;
pub use no_figure::NoFigure;
pub use pages::{Place, Printed};
pub use reach::Reach;
pub use report::{Explained, Meaning, Said, Trace};
pub(crate) use rounding::rounding;
pub(crate) use sentences::{Sentence, sentences};
