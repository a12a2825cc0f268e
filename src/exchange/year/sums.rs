//! What the rows of each table add up to, beside the total that the tables print.

use crate::exchange::fill::{Said, whole_of_rows};
use crate::exchange::statement::Statements;
use crate::exchange::table::Figure;
use crate::exchange::year::Written;
use crate::exchange::year::agree::sum_of_sections;
use crate::exchange::year::draft::{Draft, Only, Sum};
use crate::fields::field::Shape;
use crate::model::amount::Money;
use crate::model::control::Total;

/// Rows with the total that is printed of them.
const SUMMED: [(&str, Option<Total>); 5] = [
    ("income", Some(Total::Income)),
    ("expenditure", Some(Total::Expenditure)),
    ("economic", Some(Total::General)),
    ("carry-over.opening", Some(Total::Opening)),
    ("budget", Some(Total::Budget)),
];

/// What the rows of a year add up to.
pub(super) fn sums(statements: &Statements, draft: &Draft) -> Vec<Sum> {
    let printed = |total: Total| -> Option<Figure> {
        let path = format!("control.{}", total.key());
        let (_, written) = draft.fields.iter().find(|(other, _)| *other == path)?;
        match written {
            Written::Amount(figure) => Some(figure.clone()),
            Written::Count(..) => None,
        }
    };
    let of = |(path, total): (&str, Option<Total>)| {
        let array = draft.arrays.iter().find(|array| array.path == path)?;
        let amounts = array.rows.iter().flat_map(|row| &row.amounts);
        let amounts: Vec<Money> = amounts.map(|(_, figure)| figure.amount).collect();
        let many = u64::try_from(amounts.len()).unwrap_or(u64::MAX).saturating_add(1);
        let unit = u64::from(draft.rounded_to.unwrap_or_default());
        // Rows of one kind of expenditure are no part of a total of both.
        let only = match (path, array.owned.as_slice()) {
            ("economic", ["basic"]) => Some(Only::Basic),
            ("economic", ["project"]) => Some(Only::Project),
            (_, _) => None,
        };
        Some(Sum {
            path: path.to_owned(),
            only,
            rows: array.rows.len(),
            sum: amounts.into_iter().sum(),
            printed: match only {
                None => total.and_then(printed),
                Some(only) => sum_of_sections(statements, only).or_else(|| {
                    printed(match only {
                        Only::Basic => Total::GeneralBasic,
                        Only::Project => Total::GeneralProject,
                    })
                }),
            },
            tolerance: Money::halves(unit.saturating_mul(many)),
        })
    };
    SUMMED.into_iter().filter_map(of).collect()
}

/// What the rows of the data of a year add up to, a sentence each.
pub(crate) fn sums_of_data(shape: &'static Shape, said: &Said) -> Vec<String> {
    let of = |(path, _): (&str, Option<Total>)| {
        whole_of_rows(shape, said, path).map(|(rows, sum)| added(path, "", rows, sum))
    };
    SUMMED.into_iter().filter_map(of).collect()
}

/// What rows add up to.
fn added(path: &str, only: &str, rows: usize, sum: Money) -> String {
    format!("{path}{only}：{rows} 行，相加 {sum} 元")
}

impl Sum {
    /// The sum in a sentence.
    pub(crate) fn told(&self) -> String {
        let Self { path, only, rows, sum, printed, tolerance } = self;
        let only = match only {
            Some(Only::Basic) => "（只有基本支出）",
            Some(Only::Project) => "（只有项目支出）",
            None => "",
        };
        let begin = added(path, only, *rows, *sum);
        match printed {
            None => format!("{begin}；表里没有印出这个合计，没有比"),
            Some(Figure { amount, origin }) if amount == sum => {
                format!("{begin}，与表里印出的合计相等（{origin}）")
            }
            Some(Figure { amount, origin }) if (*amount - *sum).abs() <= *tolerance => {
                format!("{begin}，表里印出的合计 {amount} 元（{origin}），差在四舍五入以内")
            }
            Some(Figure { amount, origin }) => format!(
                "{begin}，表里印出的合计 {amount} 元（{origin}），差 {} 元，请核对",
                *sum - *amount
            ),
        }
    }
}
