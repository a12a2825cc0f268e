//! 财政拨款“三公”经费支出决算表.

use serde::Serialize;

use crate::figures::change::{Attainment, Change};
use crate::figures::outturn::outturns;
use crate::figures::prior::Prior;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::budget::{Basis, Budgeted};
use crate::model::form::Precision;
use crate::model::report::{EarlierYear, YearReport};
use crate::model::three_public::{Item, PerItem};

/// “三公” expense of a year.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ThreePublicFigures {
    /// Whether nothing was budgeted and nothing spent.
    pub empty: bool,
    /// 合计.
    pub total: ExpenseFigures,
    /// Each item.
    pub items: PerItem<ExpenseFigures>,
    /// 公务用车购置及运行维护费小计.
    pub vehicles: ExpenseFigures,
    /// What was spent year by year, the earliest first and this year last.
    pub years: Vec<YearSpent>,
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

/// What was spent in a year, in 元.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct YearSpent {
    /// The year.
    pub year: u16,
    /// 合计.
    pub total: Money,
    /// Each item.
    #[serde(flatten)]
    pub items: PerItem<Money>,
}

impl YearSpent {
    /// What was spent in a year.
    fn of(year: u16, items: PerItem<Money>) -> Self {
        Self { year, total: items.values().iter().copied().sum(), items }
    }
}

/// Budget, final figure and comparisons, in 元.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ExpenseFigures {
    /// 年初预算数; nil where there was none.
    pub initial: Money,
    /// 全年预算数.
    pub full_year: Money,
    /// Whether the budget of the whole year is printed as another than the initial one, where there is one.
    pub adjusted: bool,
    /// 决算数.
    #[serde(rename = "final")]
    pub outturn: Money,
    /// Against the budget: the initial one, where there is one.
    pub attainment: Attainment,
    /// Against last year.
    pub change: Option<Change>,
    /// Its share of the “三公” expense of the year.
    pub share: Option<Rate>,
}

/// “三公” expense of a year against budget, last year and the years before.
pub(super) fn three_public(
    year: &YearReport,
    prior: Option<&Prior>,
    earlier: &[EarlierYear],
    precision: Precision,
) -> ThreePublicFigures {
    let last = prior.and_then(|prior| prior.three_public);
    let spent = outturns(year);
    let written = &year.three_public;
    let basis = written.basis();
    let items = written.items.map(|item, expense| {
        let (initial, full_year) = (expense.initial().value, expense.budgeted().value);
        let of = Budgeted { initial: (basis == Basis::Initial).then_some(initial), full_year };
        figures(of, spent[item], last.map(|last| last[item]), precision)
    });
    let vehicles = sum(&Item::VEHICLES.map(|item| items[item]), precision);
    let total = sum(items.values(), precision);
    let share = |part: ExpenseFigures| ExpenseFigures {
        share: Rate::proper(part.outturn, total.outturn),
        ..part
    };
    ThreePublicFigures {
        empty: total.initial.is_zero() && total.full_year.is_zero() && total.outturn.is_zero(),
        total: share(total),
        items: items.map(|_, figures| share(*figures)),
        vehicles: share(vehicles),
        years: years(year, spent, last, earlier),
        domestic: spent[Item::Reception] - written.overseas.amount.value,
        batches: written.domestic.batches.value + written.overseas.batches.value,
        persons: written.domestic.persons.value + written.overseas.persons.value,
    }
}

/// What was spent in the earlier years, last year and this year, where it is known.
fn years(
    year: &YearReport,
    spent: PerItem<Money>,
    last: Option<PerItem<Money>>,
    earlier: &[EarlierYear],
) -> Vec<YearSpent> {
    let before = earlier.iter().filter_map(|earlier| {
        Some(YearSpent::of(earlier.year, Prior::of(&earlier.figures, false).three_public?))
    });
    let last = last.map(|last| YearSpent::of(year.year.saturating_sub(1), last));
    before.chain(last).chain([YearSpent::of(year.year, spent)]).collect()
}

/// The figures of one kind.
fn figures(
    budgeted: Budgeted,
    outturn: Money,
    last: Option<Money>,
    precision: Precision,
) -> ExpenseFigures {
    let (initial, full_year) = (budgeted.initial.unwrap_or_default(), budgeted.full_year);
    let attainment = Attainment::of(outturn, budgeted, precision);
    let change = last.map(|last| Change::between(outturn, last, precision));
    let adjusted = attainment.adjusted;
    ExpenseFigures { initial, full_year, adjusted, outturn, attainment, change, share: None }
}

/// The figures of several kinds together.
fn sum(parts: &[ExpenseFigures], precision: Precision) -> ExpenseFigures {
    let add = |of: fn(&ExpenseFigures) -> Money| parts.iter().map(of).sum();
    let last: Option<Vec<Money>> =
        parts.iter().map(|part| part.change.map(|change| change.prior)).collect();
    let initial: Money = add(|part| part.initial);
    let has_initial = parts.iter().any(|part| part.attainment.basis == Basis::Initial);
    figures(
        Budgeted { initial: has_initial.then_some(initial), full_year: add(|part| part.full_year) },
        add(|part| part.outturn),
        last.map(|last| last.into_iter().sum()),
        precision,
    )
}
