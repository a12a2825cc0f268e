//! The self-evaluation reports with their numbers.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::subject::Subject;
use crate::check::verdict::NotRun;
use crate::figures::evaluation::EvaluationFigures;
use crate::model::evaluation::Evaluation;

/// The reports with their numbers; without any a rule does not run.
pub(super) fn evaluated<'a>(
    subject: &Subject<'a>,
) -> Result<impl Iterator<Item = (&'a Evaluation, &'a EvaluationFigures)> + use<'a>, NotRun> {
    Ok(subject.evaluations()?.iter().zip(&subject.figures.evaluations))
}

/// A rate or a score as findings show it: rounded half away from zero to two decimals, without noughts at its end.
pub(super) fn two(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize()
}
