//! What may be a slip of whoever copied: amounts in another unit of money, the name of another code.

use rust_decimal::Decimal;

use crate::catalog::is_called;
use crate::exchange::fill::rows_of;
use crate::exchange::{UnitOfMoney, plain};
use crate::fields::field::{Kind, Shape};
use crate::fields::path::described;
use crate::serve::unit::before::Before;
use crate::serve::unit::paste::block::{Block, name};
use crate::serve::unit::paste::cells::number;
use crate::serve::unit::paste::pasted::{Line, Pasted};

/// How many times larger or smaller amounts are that have nothing to do with those there.
const FAR: Decimal = Decimal::ONE_HUNDRED;

/// Amounts in 元 are seldom all below it.
const SMALL: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

impl Block<'_> {
    /// Whether the unit of the amounts must be told: the block speaks of another one than 元, or its amounts do.
    pub(super) fn asks_unit(&self, heading: usize, pasted: &Pasted) -> bool {
        self.speaks_of_another_unit()
            || !pasted.asks
                && (self.has_parts_of_cents(heading, pasted) || self.is_far(heading, pasted))
    }

    /// Whether the block says that its amounts are in another unit than 元.
    fn speaks_of_another_unit(&self) -> bool {
        let texts = self.cells.iter().take(12).flatten().map(|text| plain(text));
        let mut said = texts.filter(|text| number(text).is_none());
        said.any(|text| ["万元", "千元", "亿元"].iter().any(|unit| text.contains(unit)))
    }

    /// Whether an amount has more than cents.
    fn has_parts_of_cents(&self, heading: usize, pasted: &Pasted) -> bool {
        let is_money = |at: &usize| {
            let column = pasted.columns.get(*at);
            column.is_some_and(|column| {
                column.is_fiscal
                    || column.field.is_some_and(|field| matches!(field.kind, Kind::Money(_)))
            })
        };
        let amounts: Vec<usize> = (0..pasted.columns.len()).filter(is_money).collect();
        let rows = self.cells.iter().skip(heading);
        let mut numbers =
            rows.flat_map(|row| amounts.iter().filter_map(|at| number(row.get(*at)?)));
        numbers.any(|number| number.normalize().scale() > 2)
    }

    /// Whether the amounts, taken for 元, are far from those of the file, or of the year before; where nothing is known of their
    /// rows, whether all are small and far smaller than others.
    fn is_far(&self, heading: usize, pasted: &Pasted) -> bool {
        let rows = self.lines(heading, UnitOfMoney::Yuan, pasted).rows;
        let cells = rows.iter().flat_map(|row| &row.cells);
        let cells = cells.filter(|(field, _, _)| matches!(field.kind, Kind::Money(_)));
        let cells: Vec<(Option<Decimal>, Decimal)> =
            cells.filter_map(|(_, was, is)| Some((amount(was), amount(is)?))).collect();
        let beside: Vec<Decimal> =
            cells.iter().filter_map(|(was, is)| is.checked_div((*was)?)).collect();
        if !beside.is_empty() {
            return mostly_far(&beside);
        }
        let before = Before::of(self.now, self.slot);
        let since = rows.iter().filter_map(|row| {
            let was = before.amount(self.path, &row.label)?;
            sum(row)?.checked_div(amount(&was)?)
        });
        let since: Vec<Decimal> = since.collect();
        if !since.is_empty() {
            return mostly_far(&since);
        }
        let is: Vec<Decimal> = cells.into_iter().map(|(_, is)| is).collect();
        let Some(middle) = middle(&is).filter(|_| is.iter().all(|is| is.abs() < SMALL)) else {
            return false;
        };
        let others = Some(self.others(|path| path == self.path)).filter(|all| !all.is_empty());
        let others = others.unwrap_or_else(|| self.others(|_| true));
        let times = self::middle(&others).and_then(|other| other.checked_div(middle));
        times.is_none_or(|times| times >= FAR)
    }

    /// The amounts of the file in rows of some paths.
    fn others(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Decimal> {
        let mut all = Vec::new();
        for (path, rows) in self.slot.said.rows.iter().filter(|(path, _)| is_wanted(path)) {
            let fields = described(self.slot.shape, path).and_then(rows_of);
            let fields = fields.into_iter().flat_map(Shape::fields);
            for field in fields.filter(|field| matches!(field.kind, Kind::Money(_))) {
                all.extend(rows.iter().filter_map(|row| amount(row.fields.get(field.key)?)));
            }
        }
        all
    }

    /// Refuses a row whose name is that of another code.
    pub(super) fn named(&self, row: &[String], pasted: &Pasted, code: &str) -> Result<(), String> {
        let at = pasted.columns.iter().position(|column| {
            column.field.is_some_and(|field| matches!(field.kind, Kind::Code(_)))
        });
        let is_own = |c: char| c.is_ascii_digit() || " .-_　".contains(c) || c.is_whitespace();
        let behind = at.and_then(|at| row.get(at)).map(|text| plain(text));
        let behind = behind.map(|text| text.trim_start_matches(is_own).to_owned());
        let free = pasted.columns.iter().zip(row).filter(|(column, text)| {
            let is_name = column.field.is_none_or(|field| field.key == "name");
            is_name && !column.is_fiscal && number(text).is_none()
        });
        let free: Vec<(bool, String)> = free
            .map(|(column, text)| {
                (column.heading.contains("名称"), text.split_whitespace().collect())
            })
            .filter(|(_, text): &(bool, String)| !text.is_empty())
            .collect();
        let headed = free.iter().find(|(is_headed, _)| *is_headed).or_else(|| free.first());
        let said = behind.filter(|text| !text.is_empty());
        let Some(said) = said.or_else(|| headed.map(|(_, text)| text.clone())) else {
            return Ok(());
        };
        let own = name(self.now, self.slot, code).unwrap_or_default();
        let is_own = plain(&own) == plain(&said) || is_called(code, &said);
        match self.now.catalog.has_name(&said) && !is_own {
            true => {
                Err(format!("编码是“{own}”的，名称写的是“{said}”：不知道哪个对，在表里改对再贴"))
            }
            false => Ok(()),
        }
    }
}

/// What the amounts of a row come to; none where that is nothing.
fn sum(row: &Line) -> Option<Decimal> {
    let amounts = row.cells.iter().filter(|(field, _, _)| matches!(field.kind, Kind::Money(_)));
    let sum: Decimal = amounts.filter_map(|(_, _, is)| amount(is)).sum();
    Some(sum).filter(|sum| !sum.is_zero())
}

/// An amount that is not nothing.
fn amount(text: &str) -> Option<Decimal> {
    text.parse::<Decimal>().ok().filter(|number| !number.is_zero())
}

/// Whether at least half of some quotients are far from one.
fn mostly_far(times: &[Decimal]) -> bool {
    let far = times.iter().map(Decimal::abs);
    let far = far.filter(|times| *times >= FAR || times.saturating_mul(FAR) <= Decimal::ONE);
    far.count() * 2 >= times.len()
}

/// The one in the middle of some numbers by their size.
fn middle(numbers: &[Decimal]) -> Option<Decimal> {
    let mut numbers: Vec<Decimal> = numbers.iter().map(Decimal::abs).collect();
    numbers.sort();
    numbers.get(numbers.len() / 2).copied()
}
