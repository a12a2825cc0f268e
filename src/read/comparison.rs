//! Last year's figures: a file of its own or `[prior]`.

use crate::model::comparison::Comparison;
use crate::read::{carry_over, expenditure, income, three_public};
use crate::tables::Table;
use crate::tables::number::Sign;

/// What a table says of last year.
pub(super) fn comparison(table: &Table<'_>) -> Comparison {
    for (key, what) in [("income", "收入"), ("expenditure", "支出")] {
        if !table.has(key) {
            table.missing(key, format!("请写出上年{what}；上年确实没有的写 {key} = []"));
        }
    }
    Comparison {
        place: table.place,
        income: income::comparison_rows(table),
        expenditure: expenditure::comparison_rows(table),
        carry_over: carry_over::table(table, false),
        three_public: three_public::comparison(table),
        operating_expense: table.optional_money("operating-expense", Sign::Positive),
    }
}

/// The table `[prior]`, where there is one.
pub(super) fn prior(parent: &Table<'_>) -> Option<Comparison> {
    let table = parent.table("prior")?;
    let comparison = comparison(&table);
    table.finish();
    Some(comparison)
}
