//! How a figure is made: of which others, or of which lines of the data, so that it can be reckoned again.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, Serializer};

use crate::facts::Figure;
use crate::model::amount::Money;
use crate::model::form::Precision;

/// How a figure is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Formula {
    /// What is done.
    pub how: How,
    /// With what.
    pub operands: Vec<Operand>,
    /// Whether each is rounded first as it is printed, so that a reader who reckons finds the same.
    pub as_printed: bool,
}

/// What is done to make a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is written as it is.
    Written,
    /// All are added up, each so many times.
    Sum,
    /// The first in per cent of the second.
    Share,
    /// The first less the second.
    Difference,
    /// The same without its sign.
    Distance,
    /// The distance of the two in per cent of the second.
    Growth,
    /// Nothing was entered: it is nil.
    Nil,
    /// Something else is done with the lines that feed it.
    Other,
}

/// What one of the two stands in that a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    /// A fact, by its path.
    Fact(String),
    /// What the year's file says, by the path of the field.
    Written(&'static str),
}

/// Something that a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Operand {
    /// What it is called.
    pub name: String,
    /// The path of the fact; none for a line of the data.
    pub fact: Option<String>,
    /// What it comes to, rounded where that is done first.
    #[serde(serialize_with = "as_text")]
    pub value: Decimal,
    /// How many times it counts: 1 or −1 as a rule.
    #[serde(serialize_with = "as_text")]
    pub times: Decimal,
}

/// A number in decimal digits.
fn as_text<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// The facts by path.
pub(super) type Facts = BTreeMap<String, Figure>;

/// The number of a fact.
pub(super) fn number(facts: &Facts, path: &str) -> Option<Decimal> {
    match facts.get(path)? {
        Figure::Number(number) => number.parse().ok(),
        Figure::Count(count) => Some(Decimal::from(*count)),
        Figure::Words(_) => None,
    }
}

impl Formula {
    /// Something done to nothing that could be named.
    pub(super) fn alone(how: How) -> Self {
        Self { how, operands: Vec::new(), as_printed: false }
    }

    /// How the figure of a path is made of others, where it is: the one of the ways that its name allows by which it comes
    /// to what it is.
    pub(super) fn of_facts(
        facts: &Facts,
        path: &str,
        precision: Precision,
        operand: &impl Fn(&Of) -> Option<Operand>,
    ) -> Option<Self> {
        let value = number(facts, path)?;
        let ways = ways(path);
        let made = |as_printed: bool| {
            ways.iter().find_map(|(how, one, other)| {
                let rounded = |operand: Operand| match as_printed {
                    true => Some(Operand { value: rounded(operand.value, precision)?, ..operand }),
                    false => Some(operand),
                };
                let operands = vec![rounded(operand(one)?)?, rounded(operand(other)?)?];
                let formula = Self { how: *how, operands, as_printed };
                (formula.value() == Some(value)).then_some(formula)
            })
        };
        made(false).or_else(|| made(true))
    }

    /// What it comes to; none where that is not known.
    pub fn value(&self) -> Option<Decimal> {
        let percent = |part: Decimal, whole: Decimal| {
            let rate = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
            Some(rate.normalize())
        };
        match (self.how, self.operands.as_slice()) {
            (How::Written, [only]) => Some(only.value),
            (How::Sum, operands) => operands.iter().try_fold(Decimal::ZERO, |sum, operand| {
                sum.checked_add(operand.value.checked_mul(operand.times)?)
            }),
            (How::Share, [part, whole]) => percent(part.value, whole.value),
            (How::Difference, [one, other]) => one.value.checked_sub(other.value),
            (How::Distance, [one, other]) => Some(one.value.checked_sub(other.value)?.abs()),
            (How::Growth, [one, other]) => {
                percent(one.value.checked_sub(other.value)?.abs(), other.value)
            }
            (How::Nil, _) => Some(Decimal::ZERO),
            (
                How::Written
                | How::Share
                | How::Difference
                | How::Distance
                | How::Growth
                | How::Other,
                _,
            ) => None,
        }
    }
}

/// An amount rounded as it is printed.
fn rounded(value: Decimal, precision: Precision) -> Option<Decimal> {
    Some(precision.printed(Money::parse(&value.to_string()).ok()?).decimal())
}

/// The ways in which the figure of a path could be made of two others.
fn ways(path: &str) -> Vec<(How, Of, Of)> {
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    let beside = |key: &str| match parent {
        "" => key.to_owned(),
        parent => format!("{parent}.{key}"),
    };
    let of_beside =
        |how: How, one: &str, other: &str| (how, Of::Fact(beside(one)), Of::Fact(beside(other)));
    let share =
        |part: String, whole: &str| (How::Share, Of::Fact(part), Of::Fact(whole.to_owned()));
    match (parent, key) {
        (_, "size") => vec![
            of_beside(How::Distance, "current", "prior"),
            of_beside(How::Distance, "final", "budget"),
        ],
        (_, "difference") => vec![
            of_beside(How::Difference, "current", "prior"),
            of_beside(How::Difference, "final", "budget"),
        ],
        (_, "rate") => vec![
            of_beside(How::Growth, "current", "prior"),
            of_beside(How::Share, "final", "budget"),
            of_beside(How::Share, "executed", "budget"),
            of_beside(How::Share, "funds.total.executed", "funds.total.full-year"),
        ],
        ("shares", "general") => {
            vec![share("general.total.total".to_owned(), "expenditure.total.total")]
        }
        ("shares.income", _) => vec![share(format!("income.total.{key}"), "income.total.total")],
        ("shares.expenditure", _) => {
            vec![share(format!("expenditure.total.{key}"), "expenditure.total.total")]
        }
        (_, "share") if parent.starts_with("three-public.") => {
            vec![share(beside("final"), "three-public.total.final")]
        }
        (_, "share") => vec![share(beside("amount"), "general.total.total")],
        (_, "covered-share") => vec![
            (
                How::Share,
                Of::Fact(beside("covered.total")),
                Of::Written("performance.project-total"),
            ),
            share(beside("covered.total"), "expenditure.total.project"),
        ],
        (_, key) => match key.strip_suffix("-share") {
            Some(part) => vec![of_beside(How::Share, part, "total")],
            None => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::Unit;

    /// How one of some facts is made.
    fn made(facts: &[(&str, &str)], path: &str, unit: Unit) -> Option<Formula> {
        let facts: Facts = facts
            .iter()
            .map(|(path, value)| ((*path).to_owned(), Figure::Number((*value).to_owned())))
            .collect();
        let operand = |of: &Of| {
            let Of::Fact(path) = of else { return None };
            let value = number(&facts, path)?;
            let (name, fact) = (path.clone(), Some(path.clone()));
            Some(Operand { name, fact, value, times: Decimal::ONE })
        };
        Formula::of_facts(&facts, path, Precision { unit, digits: 2 }, &operand)
    }

    #[test]
    fn a_formula_comes_to_the_figure() {
        let change = [
            ("changes.total.current", "416868418.19"),
            ("changes.total.prior", "407941266.85"),
            ("changes.total.size", "8927151.34"),
        ];
        let size = made(&change, "changes.total.size", Unit::Yuan).unwrap();
        assert_eq!((size.how, size.as_printed), (How::Distance, false));
        assert_eq!(size.value().unwrap().to_string(), "8927151.34");
    }

    #[test]
    fn what_is_printed_is_what_is_subtracted() {
        // 2.01 less 2.00 万元.
        let change =
            [("a.current", "20060"), ("a.prior", "20040"), ("a.size", "100.00"), ("a.rate", "0.5")];
        let size = made(&change, "a.size", Unit::TenThousand).unwrap();
        assert_eq!((size.how, size.as_printed), (How::Distance, true));
        let rate = made(&change, "a.rate", Unit::TenThousand).unwrap();
        assert_eq!((rate.how, rate.as_printed), (How::Growth, true));
        assert_eq!(rate.operands[1].value, Decimal::from(20_000));
    }

    #[test]
    fn what_comes_to_something_else_is_no_formula() {
        let facts = [("a.final", "1"), ("a.budget", "3"), ("a.rate", "33")];
        assert_eq!(made(&facts, "a.rate", Unit::Yuan), None);
    }
}
