//! The sums of classes and sections in tables with codes: rows that are only shown, each above what it adds up.

use maud::{Markup, html};

use crate::exchange::fill::Row;
use crate::fields::field::{Codes, Field, Kind, Need};
use crate::model::amount::Money;
use crate::serve::view::fields::Sheet;
use crate::serve::view::fields::columns::{Columns, is_summed};
use crate::serve::view::fields::words::grouped;

/// How many digits the codes of classes and of sections have.
const ABOVE: [usize; 2] = [3, 5];

/// The column of the codes that have classes above them; none where rows need no code, or may be of two classifications.
pub(super) fn coded(columns: &[&'static Field]) -> Option<&'static Field> {
    columns.iter().copied().find(|column| match column.kind {
        Kind::Code(Codes::Item | Codes::Function | Codes::Economic) => {
            column.need == Need::Required
        }
        _ => false,
    })
}

/// Rows in the order of their codes, each with the codes above it that begin there and are no rows themselves.
pub(super) fn classed<'r>(rows: &'r [Row], code: Option<&Field>) -> Vec<(Vec<&'r str>, &'r Row)> {
    let Some(code) = code else { return rows.iter().map(|row| (Vec::new(), row)).collect() };
    let of = |row: &'r Row| row.fields.get(code.key).map_or("", String::as_str);
    let mut ordered: Vec<&Row> = rows.iter().collect();
    ordered.sort_by_key(|row| of(row));
    let mut last = "";
    let classed = ordered.into_iter().map(|row| {
        let code = of(row);
        let above = ABOVE.into_iter().filter(|digits| *digits < code.len());
        let above = above.filter_map(|digits| code.get(..digits));
        let begins = above.filter(|above| {
            !last.starts_with(above) && rows.iter().all(|other| of(other) != *above)
        });
        let begins = begins.collect();
        last = code;
        (begins, row)
    });
    classed.collect()
}

impl Sheet<'_> {
    /// The row of a class or a section with its sums.
    pub(super) fn subtotal(
        &self,
        path: &str,
        columns: &Columns,
        rows: &[Row],
        above: &str,
        last: bool,
    ) -> Markup {
        let apart = columns.names_apart();
        html! {
            tr.sum data-below=(above) {
                @for column in &columns.all {
                    @if let Kind::Code(codes) = column.kind {
                        @let named = self.name_of(codes, above).unwrap_or_default();
                        th scope="row" {
                            (above)
                            @if columns.names_below() { small { (named) } }
                        }
                        @if apart { td.named { (named) } }
                    } @else if is_summed(column) {
                        td.num.idle[columns.is_idle(column)] { (shown(below(rows, column.key, above))) }
                    } @else { td {} }
                }
                @if last { td.last { (shown(self.before.sum_below(path, above))) } }
                td.w-del {}
            }
        }
    }
}

/// What the rows below a code come to in a column.
fn below(rows: &[Row], key: &str, above: &str) -> Money {
    let is_below = |row: &&Row| row.fields.get("code").is_some_and(|code| code.starts_with(above));
    let texts = rows.iter().filter(is_below).filter_map(|row| row.fields.get(key));
    texts.filter_map(|text| Money::parse(text).ok()).sum()
}

/// A sum as it is shown: nothing where it is nil.
fn shown(sum: Money) -> String {
    if sum == Money::ZERO { String::new() } else { grouped(&sum.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A row of a code.
    fn row(code: &str) -> Row {
        let fields = BTreeMap::from([("code".to_owned(), code.to_owned())]);
        Row { label: code.to_owned(), fields }
    }

    #[test]
    fn classes_stand_once_above_their_rows_and_not_where_they_are_rows() {
        let rows = ["2210201", "2080109", "2080507", "20805", "213", "2130301", "2080599"].map(row);
        let code = &crate::fields::income::income::CODE;
        let classed = classed(&rows, Some(code));
        let told: Vec<String> = classed
            .iter()
            .flat_map(|(above, row)| {
                above.iter().map(|a| format!("+{a}")).chain([row.label.clone()])
            })
            .collect();
        let wanted =
            "+208 +20801 2080109 20805 2080507 2080599 213 +21303 2130301 +221 +22102 2210201";
        assert_eq!(told.join(" "), wanted);
    }
}
