//! 财政拨款“三公”经费支出决算表.

use serde::Serialize;

use crate::figures::change::{Attainment, Change};
use crate::figures::outturn::outturns;
use crate::figures::prior::Prior;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::report::YearReport;
use crate::model::three_public::Expense;

/// “三公” expense of a year.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ThreePublicFigures {
    /// Whether nothing was budgeted and nothing spent.
    pub empty: bool,
    /// 合计.
    pub total: ExpenseFigures,
    /// 因公出国（境）费.
    pub abroad: ExpenseFigures,
    /// 公务用车购置及运行维护费小计.
    pub vehicles: ExpenseFigures,
    /// 公务用车购置费.
    pub vehicle_purchase: ExpenseFigures,
    /// 公务用车运行维护费.
    pub vehicle_operation: ExpenseFigures,
    /// 公务接待费.
    pub reception: ExpenseFigures,
    /// 国内接待费: reception less what was spent abroad, in 元.
    #[serde(skip)]
    pub domestic: Money,
    /// 接待批次, at home and abroad.
    #[serde(skip)]
    pub batches: u32,
    /// 接待人次, at home and abroad.
    #[serde(skip)]
    pub persons: u32,
}

/// Budget, final figure and comparisons, in 元.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExpenseFigures {
    /// 年初预算数.
    pub initial: Money,
    /// 全年预算数.
    pub full_year: Money,
    /// 决算数.
    #[serde(rename = "final")]
    pub outturn: Money,
    /// Against the initial budget.
    pub attainment: Attainment,
    /// Against last year.
    pub change: Option<Change>,
    /// Its share of the “三公” expense of the year.
    pub share: Option<Rate>,
}

/// “三公” expense of a year against budget and last year.
pub(super) fn three_public(year: &YearReport, prior: Option<&Prior>) -> ThreePublicFigures {
    let last = prior.and_then(|prior| prior.three_public);
    let spent = outturns(year);
    let written = &year.three_public;
    let items = &written.items;
    let one = |expense: &Expense, outturn, last: Option<Money>| {
        let initial = expense.initial.value;
        let full_year = expense.full_year.map_or(initial, |written| written.value);
        figures(initial, full_year, outturn, last)
    };
    let abroad = one(&items.abroad, spent.abroad, last.map(|last| last.abroad));
    let bought = last.map(|last| last.vehicle_purchase);
    let purchase = one(&items.vehicle_purchase, spent.vehicle_purchase, bought);
    let kept = last.map(|last| last.vehicle_operation);
    let operation = one(&items.vehicle_operation, spent.vehicle_operation, kept);
    let reception = one(&items.reception, spent.reception, last.map(|last| last.reception));
    let vehicles = sum(&[purchase, operation]);
    let total = sum(&[abroad, vehicles, reception]);
    let share = |part: ExpenseFigures| ExpenseFigures {
        share: Rate::proper(part.outturn, total.outturn),
        ..part
    };
    ThreePublicFigures {
        empty: total.initial.is_zero() && total.full_year.is_zero() && total.outturn.is_zero(),
        total: share(total),
        abroad: share(abroad),
        vehicles: share(vehicles),
        vehicle_purchase: share(purchase),
        vehicle_operation: share(operation),
        domestic: reception.outturn - written.overseas.amount.value,
        batches: written.domestic.batches.value + written.overseas.batches.value,
        persons: written.domestic.persons.value + written.overseas.persons.value,
        reception: share(reception),
    }
}

/// The figures of one kind.
fn figures(
    initial: Money,
    full_year: Money,
    outturn: Money,
    last: Option<Money>,
) -> ExpenseFigures {
    let attainment = Attainment::of(outturn, initial);
    let change = last.map(|last| Change::between(outturn, last));
    ExpenseFigures { initial, full_year, outturn, attainment, change, share: None }
}

/// The figures of several kinds together.
fn sum(parts: &[ExpenseFigures]) -> ExpenseFigures {
    let add = |of: fn(&ExpenseFigures) -> Money| parts.iter().map(of).sum();
    let last: Option<Vec<Money>> =
        parts.iter().map(|part| part.change.map(|change| change.prior)).collect();
    figures(
        add(|part| part.initial),
        add(|part| part.full_year),
        add(|part| part.outturn),
        last.map(|last| last.into_iter().sum()),
    )
}
