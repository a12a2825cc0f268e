//! What the amounts of rows come to.

use crate::exchange::fill::said::{Row, Said, rows_shape};
use crate::fields::field::{Kind, Shape};
use crate::fields::path::described;
use crate::fields::year::budget;
use crate::model::amount::Money;

/// What the amounts of a row come to, in 元; none where it has none.
pub(crate) fn whole_of_row(shape: &'static Shape, row: &Row) -> Option<Money> {
    let amount = |key: &str| Money::parse(row.fields.get(key)?).ok();
    // What a budget became takes the place of what it was: it is no part beside it.
    let is_part = |key: &str| key != budget::FULL_YEAR.key || amount(budget::INITIAL.key).is_none();
    let fields = shape.fields().filter(|field| matches!(field.kind, Kind::Money(_)));
    let parts = fields.filter(|field| is_part(field.key)).filter_map(|field| amount(field.key));
    // A row that only says its total has it under a key of its own.
    parts.reduce(|sum, part| sum + part).or_else(|| amount("amount"))
}

/// What the amounts of the rows at a path come to, in 元, and how many rows they are; none where there are none.
pub(crate) fn whole_of_rows(
    shape: &'static Shape,
    said: &Said,
    path: &str,
) -> Option<(usize, Money)> {
    let shape = described(shape, path).and_then(rows_shape)?;
    let rows = said.rows(path);
    let amounts = rows.iter().filter_map(|row| whole_of_row(shape, row));
    Some((rows.len(), amounts.sum())).filter(|(rows, _)| *rows > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    #[test]
    fn a_budget_counts_once() {
        let text = "\
budget = [\n\
  { code = \"201\", initial = 100.00, full-year = 120.00 },\n\
  { code = \"205\", initial = 50.00 },\n\
  { code = \"208\", full-year = 7.00 },\n\
]\n\
income = [{ code = \"2010101\", general = 3.00, other = 4.50 }]\n\
expenditure = []\n";
        let shape = shape_of("data/unit/2023.toml").unwrap();
        let said = Said::of(text, shape).unwrap();
        let of = |path: &str| {
            whole_of_rows(shape, &said, path).map(|(rows, sum)| (rows, sum.to_string()))
        };
        assert_eq!(of("budget"), Some((3, "157.00".to_owned())));
        assert_eq!(of("income"), Some((1, "7.50".to_owned())));
        assert_eq!(of("expenditure"), None);
    }
}
