//! The register of figures: every figure of a report with its id, its term, its value and what it is made of.

mod comparisons;
mod disclosures;
mod made;
mod statements;
mod totals;

use std::borrow::Cow;
use std::fmt;

use crate::figures::Figures;
use crate::figures::change::{Attainment, Change};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::report::Report;

pub use made::{Made, Said};
pub use totals::total;

/// One figure.
#[derive(Debug, Clone)]
pub struct Figure<'a, V = Value> {
    /// What it is recognised by.
    pub id: Id<'a>,
    /// What it is called.
    pub term: Cow<'static, str>,
    /// What it comes to.
    pub value: V,
    /// What it is made of.
    pub made: Made<'a>,
}

/// What a figure comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An amount in 元.
    Money(Money),
    /// A rate in per cent, not rounded; none where it means nothing.
    Rate(Option<Rate>),
    /// A number of persons or things.
    Count(u32),
}

/// The id of a figure: a table, in it perhaps a part and a row, a column, and what is said of that cell. It is shown as
/// `statements.general[2080109].basic` or `changes.total.rate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id<'a> {
    /// The table.
    table: &'static str,
    /// Its part, such as a fund; empty where it has none.
    part: &'static str,
    /// The row, by its code or number; empty for a total.
    row: &'a str,
    /// The column.
    column: &'static str,
    /// What is said of the cell, such as how it changed; empty for the cell itself.
    aspect: &'static str,
}

impl<'a> Id<'a> {
    /// The id of a cell of a table without parts and rows.
    pub fn of(table: &'static str, column: &'static str) -> Self {
        Self { table, part: "", row: "", column, aspect: "" }
    }

    /// The table.
    pub(crate) fn table(&self) -> &'static str {
        self.table
    }

    /// The same in a part of the table.
    fn part(self, part: &'static str) -> Self {
        Self { part, ..self }
    }

    /// The same in a row.
    fn row(self, row: &'a str) -> Self {
        Self { row, ..self }
    }

    /// Something that is said of the cell.
    fn aspect(self, aspect: &'static str) -> Self {
        Self { aspect, ..self }
    }
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.table)?;
        if !self.part.is_empty() {
            write!(f, ".{}", self.part)?;
        }
        if !self.row.is_empty() {
            write!(f, "[{}]", self.row)?;
        }
        write!(f, ".{}", self.column)?;
        if self.aspect.is_empty() { Ok(()) } else { write!(f, ".{}", self.aspect) }
    }
}

/// Every figure that the text of a report can be about: statements, comparisons, disclosures.
pub fn register<'a>(report: &'a Report, figures: &'a Figures) -> Vec<Figure<'a>> {
    let mut register = Register::default();
    statements::enter(&mut register, figures);
    comparisons::enter(&mut register, report, figures);
    disclosures::enter(&mut register, report, figures);
    register.0
}

/// The figures while they are entered.
#[derive(Debug, Default)]
struct Register<'a>(Vec<Figure<'a>>);

impl<'a> Register<'a> {
    /// Enters a figure.
    fn enter(
        &mut self,
        id: Id<'a>,
        term: impl Into<Cow<'static, str>>,
        value: Value,
        made: Made<'a>,
    ) {
        self.0.push(Figure { id, term: term.into(), value, made });
    }

    /// Enters an amount.
    fn money(
        &mut self,
        id: Id<'a>,
        term: impl Into<Cow<'static, str>>,
        amount: Money,
        made: Made<'a>,
    ) {
        self.enter(id, term, Value::Money(amount), made);
    }

    /// Enters a rate of other figures.
    fn rate(&mut self, id: Id<'a>, term: &'static str, rate: Option<Rate>) {
        self.enter(id, term, Value::Rate(rate), Made::Figures);
    }

    /// Enters a number.
    fn count(&mut self, id: Id<'a>, term: &'static str, count: u32) {
        self.enter(id, term, Value::Count(count), Made::Figures);
    }

    /// Enters how a cell changed against last year.
    fn change(&mut self, id: Id<'a>, name: &str, change: Option<Change>) {
        let Some(change) = change else { return };
        let exact = change.current - change.prior;
        let term = || format!("{name}比上年增减额");
        self.money(id.aspect("change"), term(), exact, Made::Figures);
        if change.size != exact.abs() {
            self.money(id.aspect("change-as-printed"), term(), change.size, Made::Figures);
        }
        self.money(id.aspect("prior"), format!("上年{name}"), change.prior, Made::Figures);
        let exact = Rate::proper(exact.abs(), change.prior);
        let exact = exact.filter(|_| exact != change.rate && !change.current.is_negative());
        self.rate(id.aspect("change-rate-as-printed"), "比上年增减率", change.rate);
        self.rate(id.aspect("change-rate"), "比上年增减率", exact);
    }

    /// Enters how a cell was attained against its budget.
    fn attainment(&mut self, id: Id<'a>, name: &str, attainment: Option<Attainment>) {
        let Some(attainment) = attainment else { return };
        let term = attainment.basis.term();
        let budget = format!("{name}{term}数");
        self.money(id.aspect("budget"), budget, attainment.budget, Made::Figures);
        let attained = attainment.basis.attained();
        let exact = attainment.outturn - attainment.budget;
        let term = || format!("{name}与预算之差");
        self.money(id.aspect("gap"), term(), exact, Made::Figures);
        if attainment.size != exact.abs() {
            self.money(id.aspect("gap-as-printed"), term(), attainment.size, Made::Figures);
        }
        let exact = Rate::proper(attainment.outturn, attainment.budget);
        self.rate(id.aspect("attained-as-printed"), attained, attainment.rate);
        let exact = exact.filter(|_| exact != attainment.rate);
        self.rate(id.aspect("attained"), attained, exact);
        if attainment.full_year != attainment.budget {
            let whole = Basis::FullYear;
            let budget = format!("{name}{}数", whole.term());
            self.money(id.aspect("adjusted-budget"), budget, attainment.full_year, Made::Figures);
            let rate = Rate::proper(attainment.outturn, attainment.full_year);
            self.rate(id.aspect("attained-of-full-year"), whole.attained(), rate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_path() {
        let cell = Id::of("statements", "basic").part("general").row("2080109");
        assert_eq!(cell.to_string(), "statements.general[2080109].basic");
        assert_eq!(Id::of("balance", "total").aspect("change").to_string(), "balance.total.change");
    }
}
