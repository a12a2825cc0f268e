//! How a figure is made: of which others, or of which lines of the data, so that it can be reckoned again.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::facts::Figure;

/// How a figure is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// It is written as it is.
    Written,
    /// Lines of the data added up, each so many times.
    Sum(Vec<Operand>),
    /// One figure in per cent of another.
    Share(Operand, Operand),
    /// The difference of two figures, without its sign.
    Distance(Operand, Operand),
    /// The difference of two figures.
    Difference(Operand, Operand),
    /// Without its sign, the difference of two figures in per cent of the second.
    Growth(Operand, Operand),
    /// The difference of two figures as these are printed, each rounded: without its sign, if so it is said.
    Printed(Operand, Operand, bool),
    /// Nothing was entered: it is nil.
    Nil,
    /// Made of the lines in a way that is not one of these.
    Other,
}

/// Something that a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// What it is called.
    pub name: String,
    /// The path of the fact; none for a line of the data.
    pub fact: Option<String>,
    /// What it comes to, in decimal digits.
    pub value: Decimal,
    /// How many times it counts: 1 or −1 as a rule.
    pub times: Decimal,
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
    /// How the figure of a path is made of others, where it is.
    pub(super) fn of_facts(
        facts: &Facts,
        path: &str,
        operand: &impl Fn(&str) -> Option<Operand>,
    ) -> Option<Self> {
        let value = number(facts, path)?;
        let (parent, key) = path.rsplit_once('.')?;
        let beside = |key: &str| operand(&format!("{parent}.{key}"));
        let pairs = |pairs: &[(Option<Operand>, Option<Operand>)]| -> Vec<(Operand, Operand)> {
            pairs.iter().filter_map(|(one, other)| one.clone().zip(other.clone())).collect()
        };
        let mut tried = Vec::new();
        let compared = [("current", "prior"), ("final", "budget")];
        match key {
            "rate"
            | "share"
            | "general"
            | "small-and-medium-share"
            | "small-and-micro-share"
            | "covered-share" => {}
            "size" | "difference" => {
                for (one, other) in
                    pairs(&compared.map(|(one, other)| (beside(one), beside(other))))
                {
                    match key {
                        "size" => tried.push(Self::Distance(one.clone(), other.clone())),
                        _ => tried.push(Self::Difference(one.clone(), other.clone())),
                    }
                    tried.push(Self::Printed(one, other, key == "size"));
                }
            }
            _ => {}
        }
        if let (Some(current), Some(prior)) = (beside("current"), beside("prior"))
            && key == "rate"
        {
            tried.push(Self::Growth(current, prior.clone()));
            tried.extend(beside("size").map(|size| Self::Share(size, prior)));
        }
        for (part, whole) in pairs(&shares(parent, key, operand, &beside)) {
            tried.push(Self::Share(part, whole));
        }
        let is_printed = |formula: &Self| match formula {
            Self::Printed(..) => true,
            _ => formula.value().is_some_and(|made| made == value),
        };
        tried.into_iter().find(is_printed)
    }

    /// What it comes to; none where it cannot be reckoned without knowing how it is printed.
    pub fn value(&self) -> Option<Decimal> {
        let hundred = Decimal::ONE_HUNDRED;
        match self {
            Self::Sum(operands) => operands.iter().try_fold(Decimal::ZERO, |sum, operand| {
                sum.checked_add(operand.value.checked_mul(operand.times)?)
            }),
            Self::Share(part, whole) => part
                .value
                .checked_mul(hundred)?
                .checked_div(whole.value)
                .map(|rate| rate.normalize()),
            Self::Distance(one, other) => Some((one.value - other.value).abs()),
            Self::Difference(one, other) => Some(one.value - other.value),
            Self::Growth(one, other) => {
                let change = (one.value - other.value).abs().checked_mul(hundred)?;
                change.checked_div(other.value).map(|rate| rate.normalize())
            }
            Self::Nil => Some(Decimal::ZERO),
            Self::Printed(..) | Self::Written | Self::Other => None,
        }
    }

    /// What it is made of.
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Sum(operands) => operands.iter().collect(),
            Self::Share(one, other)
            | Self::Distance(one, other)
            | Self::Difference(one, other)
            | Self::Growth(one, other)
            | Self::Printed(one, other, _) => vec![one, other],
            Self::Written | Self::Nil | Self::Other => Vec::new(),
        }
    }
}

/// What may be the part and the whole of a rate.
fn shares(
    parent: &str,
    key: &str,
    operand: &impl Fn(&str) -> Option<Operand>,
    beside: &impl Fn(&str) -> Option<Operand>,
) -> Vec<(Option<Operand>, Option<Operand>)> {
    let at = |path: String| operand(&path);
    match (parent, key) {
        ("shares", "general") => {
            vec![(operand("general.total.total"), operand("expenditure.total.total"))]
        }
        ("shares.income" | "shares.expenditure", _) => {
            let table = parent.trim_start_matches("shares.");
            vec![(at(format!("{table}.total.{key}")), at(format!("{table}.total.total")))]
        }
        (_, "share") if parent.starts_with("three-public.") => {
            vec![(beside("final"), operand("three-public.total.final"))]
        }
        (_, "share") => vec![(beside("amount"), operand("general.total.total"))],
        (_, "covered-share") => {
            let whole = operand("expenditure.total.project");
            vec![(beside("covered.total"), whole)]
        }
        (_, "small-and-medium-share" | "small-and-micro-share") => {
            vec![(beside(key.trim_end_matches("-share")), beside("total"))]
        }
        (_, "rate") => vec![
            (beside("final"), beside("budget")),
            (beside("executed"), beside("budget")),
            (beside("funds.total.executed"), beside("funds.total.full-year")),
        ],
        _ => Vec::new(),
    }
}
