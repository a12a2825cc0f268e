//! One page of a table: its columns, its rows, the unit of its amounts.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::exchange::statement::Troubles;
use crate::exchange::table::{
    Cell, Column, Figure, Form, Grid, Piece, UnitOfMoney, Value, is_note, plain,
};
use crate::model::amount::Money;

/// One page of a table.
#[derive(Debug)]
pub(crate) struct Paper<'g> {
    /// The sheet that it stands on.
    pub grid: &'g Grid,
    /// Which table.
    pub form: Form,
    /// The words above its columns.
    pub columns: Vec<Column>,
    /// Its rows of data, those that number the columns and notes left out.
    pub rows: Vec<u32>,
    /// In what unit its amounts are.
    pub unit: UnitOfMoney,
    /// The notes below it, as they are compared.
    pub notes: Vec<String>,
    /// The row below the words above its columns.
    below_columns: u32,
}

/// What a cell for an amount says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    /// Nothing.
    Blank(Cell),
    /// An amount.
    Amount(Figure),
    /// A formula without a result.
    Uncalculated(Cell),
}

impl Read {
    /// The amount; blank is none.
    pub(crate) fn figure(&self) -> Option<Figure> {
        match self {
            Self::Blank(cell) => Some(Figure::at(Money::ZERO, cell.clone())),
            Self::Amount(figure) => Some(figure.clone()),
            Self::Uncalculated(_) => None,
        }
    }
}

/// How finely amounts that are not in 元 were rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rounding {
    /// To how many 元, where they were.
    yuan: Option<Decimal>,
}

/// How many different numbers show with how many decimals a table is printed.
const ENOUGH: usize = 12;

/// How many decimals amounts in 万元 have at least, whatever few of them show.
const DECIMALS: u32 = 2;

impl Rounding {
    /// What the amounts of some tables were rounded to: by the decimals of the tables that have amounts enough to tell, else of
    /// all of a unit together.
    pub(crate) fn of(papers: &[Paper<'_>]) -> Self {
        let mut rounding = Self::default();
        let mut units: Vec<UnitOfMoney> = papers.iter().map(|paper| paper.unit).collect();
        units.sort();
        units.dedup();
        for unit in units {
            let tables = papers.iter().filter(|paper| paper.unit == unit);
            let decimals: Vec<(usize, u32)> = tables.map(Paper::decimals).collect();
            let telling = decimals.iter().filter(|(count, _)| *count >= ENOUGH);
            let coarsest = telling.map(|(_, decimals)| *decimals).min();
            let finest = decimals.iter().map(|(_, decimals)| *decimals).max().unwrap_or_default();
            rounding = rounding.with(unit, coarsest.unwrap_or(finest));
        }
        rounding
    }

    /// What some amounts in a unit with so many decimals were rounded to, besides others.
    pub(crate) fn with(self, unit: UnitOfMoney, decimals: u32) -> Self {
        if unit == UnitOfMoney::Yuan {
            return self;
        }
        let step = Decimal::new(1, decimals.max(DECIMALS)) * unit.yuan();
        Self { yuan: self.yuan.max((step >= Decimal::ONE).then_some(step)) }
    }

    /// To how many 元, where that is a whole number of them.
    pub(crate) fn rounded_to(self) -> Option<u32> {
        self.yuan.and_then(|yuan| u32::try_from(yuan.trunc().mantissa()).ok())
    }
}

/// How far an amount may be from a whole 分.
const REST: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

impl<'g> Paper<'g> {
    /// A page of a sheet.
    pub(crate) fn of(grid: &'g Grid, piece: &Piece, unit: UnitOfMoney) -> Self {
        let (columns, range) = Column::of(grid, piece);
        let (mut rows, mut notes) = (Vec::new(), Vec::new());
        let below_columns = range.start;
        for (row, cells) in grid.rows.range(range) {
            let first = grid.texts(*row).next().map(|(_, words)| words).unwrap_or_default();
            // A note may go on in the next row.
            let goes_on = !notes.is_empty() && cells.len() == 1 && !first.is_empty();
            if is_note(&first) || goes_on {
                notes.extend(grid.texts(*row).map(|(_, words)| words));
            } else if !grid.numbers_columns(*row) {
                rows.push(*row);
            }
        }
        Self { grid, form: piece.form, columns, rows, unit, notes, below_columns }
    }

    /// The row below the words above its columns.
    pub(crate) fn below_columns(&self) -> u32 {
        self.below_columns
    }

    /// A cell of it.
    pub(crate) fn cell(&self, row: u32, column: u32) -> Cell {
        self.grid.cell(row, column)
    }

    /// What a cell says in 元; words and errors are troubles.
    pub(crate) fn read(&self, row: u32, column: u32, troubles: &mut Troubles) -> Read {
        let cell = self.cell(row, column);
        match self.grid.value(row, column) {
            Value::Nothing => Read::Blank(cell),
            Value::Uncalculated => {
                troubles.lacks_result(cell.to_string());
                Read::Uncalculated(cell)
            }
            Value::Number(number) => match in_yuan(number, self.unit) {
                Some(amount) => Read::Amount(Figure::at(amount, cell)),
                None => {
                    troubles
                        .refuse(format!("{cell} 的 {number}{} 不是整分的金额", self.unit.term()));
                    Read::Blank(cell)
                }
            },
            Value::Error(error) => {
                let whose = self.label(row);
                troubles.refuse(format!("{cell} 是错误值 {error}（{whose}），不是金额"));
                Read::Blank(cell)
            }
            Value::Words(words) => {
                let words: String = words.chars().take(20).collect();
                troubles.refuse(format!("{cell} 的“{words}”不是金额（{}）", self.label(row)));
                Read::Blank(cell)
            }
        }
    }

    /// A number of things; anything else is a trouble.
    pub(crate) fn count(
        &self,
        row: u32,
        column: u32,
        troubles: &mut Troubles,
    ) -> Option<(u32, Cell)> {
        let cell = self.cell(row, column);
        match self.grid.value(row, column) {
            Value::Nothing => Some((0, cell)),
            Value::Uncalculated => None,
            Value::Number(number) => match u32::try_from(number.normalize().mantissa()) {
                Ok(count) if number.normalize().scale() == 0 => Some((count, cell)),
                _ => {
                    troubles.refuse(format!("{cell} 的 {number} 不是个数（{}）", self.label(row)));
                    None
                }
            },
            Value::Error(error) => {
                troubles
                    .refuse(format!("{cell} 是错误值 {error}（{}），不是个数", self.label(row)));
                None
            }
            Value::Words(words) => {
                let words: String = words.chars().take(20).collect();
                troubles.refuse(format!("{cell} 的“{words}”不是个数（{}）", self.label(row)));
                None
            }
        }
    }

    /// What a row is called: its code and name.
    pub(crate) fn label(&self, row: u32) -> String {
        let cells = self.grid.rows.get(&row).into_iter().flatten();
        let words = cells.filter_map(|(column, _)| self.grid.written(row, *column)).map(plain);
        let is_amount = |words: &String| words.contains('.') || words.contains(',');
        words.take(4).filter(|words| !is_amount(words)).take(2).collect::<Vec<_>>().join(" ")
    }

    /// How many different numbers it has that are not nothing, and the finest decimals among them.
    fn decimals(&self) -> (usize, u32) {
        let others: Vec<u32> = self
            .columns
            .iter()
            .filter(|column| column.is_code() || column.numbers_rows())
            .map(|column| column.number)
            .collect();
        let (mut numbers, mut finest) = (BTreeSet::new(), 0);
        for row in &self.rows {
            let cells = self.grid.rows.get(row).into_iter().flat_map(|cells| cells.keys());
            for column in cells.filter(|column| !others.contains(column)) {
                if let Value::Number(number) = self.grid.value(*row, *column)
                    && !number.is_zero()
                {
                    numbers.insert(number.normalize());
                    finest = finest.max(number.normalize().scale());
                }
            }
        }
        (numbers.len(), finest)
    }
}

/// A number in a unit as an amount in 元; none where it is no whole number of 分.
fn in_yuan(number: Decimal, unit: UnitOfMoney) -> Option<Money> {
    let yuan = number.checked_mul(unit.yuan())?;
    let rounded =
        yuan.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    ((yuan - rounded).abs() <= REST).then_some(())?;
    Money::parse(&format!("{rounded:.2}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_to_the_fen() {
        let yuan = |text: &str, unit| in_yuan(text.parse().unwrap(), unit).map(|m| m.to_string());
        for (text, unit, wanted) in [
            ("785.21", UnitOfMoney::TenThousand, Some("7852100.00")),
            ("503.2354", UnitOfMoney::TenThousand, Some("5032354.00")),
            ("785.214834", UnitOfMoney::TenThousand, Some("7852148.34")),
            ("0.08", UnitOfMoney::HundredMillion, Some("8000000.00")),
            ("9632.0300000000007", UnitOfMoney::Yuan, Some("9632.03")),
            ("9632.034", UnitOfMoney::Yuan, None),
            ("-12.5", UnitOfMoney::Yuan, Some("-12.50")),
        ] {
            assert_eq!(yuan(text, unit).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn the_rounding_is_that_of_the_coarsest_table() {
        let none = Rounding::default();
        assert_eq!(none.with(UnitOfMoney::Yuan, 2).rounded_to(), None);
        assert_eq!(none.with(UnitOfMoney::TenThousand, 2).rounded_to(), Some(100));
        assert_eq!(none.with(UnitOfMoney::TenThousand, 1).rounded_to(), Some(100));
        assert_eq!(none.with(UnitOfMoney::TenThousand, 4).rounded_to(), Some(1));
        assert_eq!(none.with(UnitOfMoney::TenThousand, 6).rounded_to(), None);
        let both = none.with(UnitOfMoney::TenThousand, 4).with(UnitOfMoney::TenThousand, 2);
        assert_eq!(both.rounded_to(), Some(100));
    }
}
