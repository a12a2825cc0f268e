//! Last year's figures: a file of its own or `[prior]`.

use crate::fields::comparison::prior;
use crate::fields::year::year;
use crate::model::comparison::Comparison;
use crate::read::{carry_over, expenditure, income, three_public};
use crate::tables::Table;

/// What a table says of last year.
pub(super) fn comparison(table: &Table<'_>) -> Comparison {
    for (field, what) in [(&prior::INCOME, "收入"), (&prior::EXPENDITURE, "支出")] {
        let key = field.key;
        if !table.has(field) {
            table.missing(field, format!("请写出上年{what}；上年确实没有的写 {key} = []"));
        }
    }
    Comparison {
        place: table.place,
        income: income::comparison_rows(table),
        expenditure: expenditure::comparison_rows(table),
        carry_over: carry_over::table(table, false),
        three_public: three_public::comparison(table),
        restated: table.text(&prior::RESTATED),
        operating_expense: table.optional_money(&prior::OPERATING_EXPENSE),
    }
}

/// The table `[prior]`, where there is one.
pub(super) fn prior(parent: &Table<'_>) -> Option<Comparison> {
    let table = parent.table(&year::PRIOR)?;
    let comparison = comparison(&table);
    table.finish();
    Some(comparison)
}
