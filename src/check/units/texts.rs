//! Amounts in texts that are ten thousand times a figure of the report.

use crate::check::quantities::trace::Traced;
use crate::check::units::Clue;

/// What the texts say: one clue for all of them.
pub(super) fn clues(traced: &[Traced<'_>]) -> Option<Clue> {
    let mut found = traced.iter().flat_map(|traced| {
        traced.untraced.iter().filter_map(|figure| {
            let (label, value) = figure.in_ten_thousands.as_ref()?;
            let place = traced.passage.place(figure.quantity.range.clone());
            let words = traced.passage.text.get(figure.quantity.range.clone())?;
            Some((format!("文字写 {words}，报告中的{label}是 {value:.2} 元"), place))
        })
    });
    let (said, place) = found.next()?;
    Some(Clue::new(said, place, 1))
}
