//! `[prior]`: what the tables say of last year.

use crate::exchange::statement::Statements;
use crate::exchange::year::draft::Draft;

/// “三公” expense and operating expense of last year.
pub(super) fn fields(statements: &Statements, draft: &mut Draft) {
    let Some(indicators) = &statements.indicators else { return };
    draft.amount("prior.operating-expense", indicators.operating_expense.clone());
    for (item, figure) in &indicators.three_public {
        draft.amount(format!("prior.three-public.{}", item.key()), Some(figure.clone()));
    }
}
