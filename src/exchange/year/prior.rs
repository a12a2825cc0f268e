//! `[prior]`: what the tables say of last year.

use crate::exchange::statement::Budget;
use crate::exchange::statement::Statements;
use crate::exchange::year::disclosures::operating_expense;
use crate::exchange::year::draft::{Array, Draft, Sum};
use crate::model::three_public::Item;

/// “三公” expense and operating expense of last year.
pub(super) fn fields(statements: &Statements, draft: &mut Draft) {
    let Some(indicators) = &statements.indicators else { return };
    let any = indicators.operating_expense.is_some() || !indicators.three_public.is_empty();
    if any {
        draft.gap(
            "prior 的 income、expenditure：上年的收支，表里只有合计；请再导入上年的工作簿，或填写",
        );
    }
    draft.amount("prior.operating-expense", indicators.operating_expense.clone());
    for (item, figure) in &indicators.three_public {
        draft.amount(format!("prior.three-public.{}", item.key()), Some(figure.clone()));
    }
}

/// `[prior]` of a workbook of the year before: its income, expenditure and balances, “三公” expense, operating expense.
pub(super) fn of_year_before(statements: &Statements, before: Draft) -> Draft {
    let mut draft = Draft { names: before.names, ..Draft::default() };
    let renamed = before.arrays.into_iter().filter_map(|array| {
        let path = match array.path {
            "income" => "prior.income",
            "expenditure" => "prior.expenditure",
            "carry-over.opening" => "prior.carry-over.opening",
            _ => return None,
        };
        Some(Array { path, ..array })
    });
    draft.arrays.extend(renamed);
    let taken = |sum: &Sum| draft.arrays.iter().any(|array| array.path == sum.path);
    let sums = before.sums.into_iter();
    let sums = sums.map(|sum| Sum { path: format!("prior.{}", sum.path), ..sum });
    let sums: Vec<Sum> = sums.filter(taken).collect();
    draft.sums = sums;
    draft.amount(
        "prior.operating-expense",
        operating_expense(statements).filter(|figure| !figure.is_zero()),
    );
    for (path, written) in before.fields {
        if path.starts_with("carry-over.") {
            draft.fields.push((format!("prior.{path}"), written));
        }
    }
    for item in Item::ALL {
        let key = (Budget::Final, Some(item));
        let of_table = statements.three_public.as_ref().and_then(|table| table.figures.get(&key));
        let figure = of_table
            .or(statements.statistics.as_ref().and_then(|table| table.three_public.get(&key)));
        draft.amount(format!("prior.three-public.{}", item.key()), figure.cloned());
    }
    for missing in ["prior.income", "prior.expenditure"] {
        if draft.arrays.iter().all(|array| array.path != missing) {
            draft.gap(format!("{missing}：表里推不出来"));
        }
    }
    draft
}
