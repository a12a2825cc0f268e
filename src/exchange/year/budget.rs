//! `budget`: the initial budget by class and fund, which only the accounts system's export has.

use crate::exchange::statement::Statements;
use crate::exchange::year::draft::{Array, Draft, Row};
use crate::model::fund::Fund;

/// The rows.
pub(super) fn rows(statements: &Statements, draft: &mut Draft) {
    let budget = statements.fiscal.iter().flat_map(|fiscal| &fiscal.budget);
    let rows: Vec<Row> = budget
        .filter(|(_, figure)| !figure.is_zero())
        .map(|((class, fund), figure)| {
            let mut keys = vec![("code", class.clone())];
            if fund.fund() != Fund::General {
                keys.push(("fund", fund.key().to_owned()));
            }
            Row { keys, amounts: vec![("initial", figure.clone())] }
        })
        .collect();
    if rows.is_empty() {
        return draft.gap("budget（预算）：表里没有分科目、分资金的年初预算，请照预算批复填写");
    }
    draft.gap("budget（预算）：年初预算只有到类的数；要逐项说明的，请照预算批复改成到项");
    draft.arrays.push(Array { path: "budget", owned: vec!["initial"], rows });
}
