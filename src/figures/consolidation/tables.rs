//! The figures of one unit as numbers by table and key, to be held against those of another.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::budget::BudgetRow;
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::model::comparison::Comparison;
use crate::model::expenditure::{ComparisonExpenditureRow, EconomicRow, ExpenditureRow};
use crate::model::income::{IncomeRow, PerSource};
use crate::model::place::{Located, Place};
use crate::model::report::YearReport;
use crate::model::resources::{Assets, Procurement, Reserved};
use crate::model::three_public::{Expense, Guests, ThreePublic};

/// A number of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The number.
    pub(super) number: Decimal,
    /// Where it stands.
    pub(super) place: Place,
    /// Of how many units it is the sum.
    pub(super) units: usize,
}

/// The numbers of one table that are not nil, by what they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Table(pub(super) BTreeMap<String, Cell>);

/// The tables of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// 收入, by code and source.
    Income,
    /// 收入 by source only, for units that use other codes.
    IncomeTotals,
    /// 支出, by code, fund and nature.
    Expenditure,
    /// 支出 by fund only.
    ExpenditureTotals,
    /// 经济分类.
    Economic,
    /// 结转和结余.
    CarryOver,
    /// 年初预算.
    Budget,
    /// 全年预算.
    FullYearBudget,
    /// “三公”经费.
    ThreePublic,
    /// Its counts.
    ThreePublicCounts,
    /// 政府采购.
    Procurement,
    /// 国有资产: counts.
    Assets,
    /// 机关运行经费.
    OperatingExpense,
}

impl Name {
    /// The table's term.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Income | Self::IncomeTotals => "收入",
            Self::Expenditure | Self::ExpenditureTotals => "支出",
            Self::Economic => "经济分类",
            Self::CarryOver => "结转和结余",
            Self::Budget => "年初预算",
            Self::FullYearBudget => "全年预算",
            Self::ThreePublic => "“三公”经费",
            Self::ThreePublicCounts => "“三公”的个数",
            Self::Procurement => "政府采购",
            Self::Assets => "国有资产",
            Self::OperatingExpense => "机关运行经费",
        }
    }

    /// Whether its numbers are counts.
    pub(super) fn counts(self) -> bool {
        matches!(self, Self::ThreePublicCounts | Self::Assets)
    }

    /// Whether its numbers are sums of another table's.
    pub(super) fn is_totals(self) -> bool {
        matches!(self, Self::IncomeTotals | Self::ExpenditureTotals)
    }
}

/// All tables of one unit or of several together. What units pay each other is left out: a department's own figures may
/// be with it or without.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables(pub(super) BTreeMap<Name, Table>);

impl Tables {
    /// The figures of a year; `spent` takes final “三公” figures from the economic sections where they are not written.
    pub(super) fn of_year(
        year: &YearReport,
        operating: Option<Located<Money>>,
        spent: bool,
    ) -> Self {
        let mut tables = Self::default();
        for IncomeRow { place: _, code, sources } in &year.income {
            tables.income(code.value.as_str(), sources);
        }
        for ExpenditureRow { place: _, code, fund, natures } in &year.expenditure {
            for (nature, amount) in natures.iter().filter(|(nature, _)| !nature.is_transfer()) {
                let row = format!("{} {} {}", code.value, fund.key(), nature.key());
                tables.add(Name::Expenditure, row, *amount);
                tables.add(Name::ExpenditureTotals, fund.key().to_owned(), *amount);
            }
        }
        for EconomicRow { place: _, code, basic, project } in &year.economic {
            for (key, amount) in [("basic", basic), ("project", project)] {
                tables.add(Name::Economic, format!("{} {key}", code.value), *amount);
            }
        }
        for BudgetRow { place: _, code, fund, initial, full_year } in &year.budget {
            for (name, amount) in [(Name::Budget, initial), (Name::FullYearBudget, full_year)] {
                if let Some(amount) = amount {
                    tables.add(name, format!("{} {}", code.value.as_str(), fund.key()), *amount);
                }
            }
        }
        tables.carry_over(&year.carry_over);
        tables.three_public(year, spent);
        tables.procurement(&year.procurement);
        tables.assets(&year.assets);
        if let Some(amount) = operating {
            tables.add(Name::OperatingExpense, String::new(), amount);
        }
        tables
    }

    /// The figures of a comparison.
    pub(super) fn of_comparison(last: &Comparison) -> Self {
        let Comparison {
            place: _,
            income,
            expenditure,
            carry_over,
            three_public,
            restated: _,
            operating_expense,
        } = last;
        let mut tables = Self::default();
        for IncomeRow { place: _, code, sources } in income {
            tables.income(code.value.as_str(), sources);
        }
        for row in expenditure {
            let ComparisonExpenditureRow { place, code, fund, natures: _, amount } = row;
            let amount = Located::new(*amount - row.transfers(), *place);
            let key = format!("{} {}", code.value.as_str(), fund.key());
            tables.add(Name::Expenditure, key, amount);
            tables.add(Name::ExpenditureTotals, fund.key().to_owned(), amount);
        }
        tables.carry_over(carry_over);
        if let Some(items) = three_public {
            for (item, amount) in items.iter() {
                tables.add(Name::ThreePublic, format!("{} final", item.key()), *amount);
            }
        }
        if let Some(amount) = operating_expense {
            tables.add(Name::OperatingExpense, String::new(), *amount);
        }
        tables
    }

    /// The figures of several units together.
    pub(super) fn together<'t>(units: impl Iterator<Item = &'t Self>) -> Self {
        let mut sum = Self::default();
        for (name, Table(cells)) in units.flat_map(|unit| &unit.0) {
            let Table(sums) = sum.0.entry(*name).or_default();
            for (key, cell) in cells {
                let added = sums.entry(key.clone()).or_insert(Cell { units: 0, ..*cell });
                let before = if added.units == 0 { Decimal::ZERO } else { added.number };
                added.number = before.saturating_add(cell.number);
                added.units += cell.units;
            }
        }
        sum
    }

    /// Adds the amounts of a row of income.
    fn income(&mut self, code: &str, sources: &PerSource<Located<Money>>) {
        for (source, amount) in sources.iter().filter(|(source, _)| !source.is_transfer()) {
            self.add(Name::Income, format!("{code} {}", source.key()), *amount);
            self.add(Name::IncomeTotals, source.key().to_owned(), *amount);
        }
    }

    /// Adds opening balances and what was done with surpluses.
    fn carry_over(&mut self, carry_over: &CarryOver) {
        let CarryOver { place: _, opening, surplus_used, distribution } = carry_over;
        for OpeningRow { place: _, fund, code, amount } in opening {
            let code = code.as_ref().map_or("", |code| code.value.as_str());
            self.add(Name::CarryOver, format!("{} {code}", fund.key()), *amount);
        }
        self.add(Name::CarryOver, "surplus-used".to_owned(), *surplus_used);
        self.add(Name::CarryOver, "distribution".to_owned(), *distribution);
    }

    /// Adds “三公” expense and its counts.
    fn three_public(&mut self, year: &YearReport, spent: bool) {
        let ThreePublic {
            place: _,
            written: _,
            items,
            groups,
            persons,
            vehicles_bought,
            vehicles_kept,
            domestic,
            foreign_guests,
            overseas,
        } = &year.three_public;
        let all_spent = outturns(year);
        for (item, expense) in items.iter() {
            let (key, money) = (item.key(), all_spent[item]);
            let Expense { place, initial: _, full_year, outturn, purpose: _, reason: _ } = expense;
            let initial = expense.initial();
            let known = spent.then(|| Located::new(money, *place));
            self.add(Name::ThreePublic, format!("{key} initial"), initial);
            let full_year = full_year.or(spent.then_some(initial));
            for (which, amount) in [("full-year", full_year), ("final", outturn.or(known))] {
                if let Some(amount) = amount {
                    self.add(Name::ThreePublic, format!("{key} {which}"), amount);
                }
            }
        }
        for (key, guests) in
            [("domestic", domestic), ("foreign-guests", foreign_guests), ("overseas", overseas)]
        {
            let Guests { amount, batches, persons, purpose: _ } = guests;
            self.add(Name::ThreePublic, key.to_owned(), *amount);
            self.count(Name::ThreePublicCounts, format!("{key} batches"), *batches);
            self.count(Name::ThreePublicCounts, format!("{key} persons"), *persons);
        }
        for (key, count) in [
            ("groups", groups),
            ("persons", persons),
            ("vehicles-bought", vehicles_bought),
            ("vehicles-kept", vehicles_kept),
        ] {
            self.count(Name::ThreePublicCounts, key.to_owned(), *count);
        }
    }

    /// Adds procurement and what was reserved.
    fn procurement(&mut self, procurement: &Procurement) {
        let Procurement {
            place: _,
            written: _,
            goods,
            works,
            services,
            small_and_medium,
            small_and_micro,
            awards_written: _,
            reserved,
        } = procurement;
        let mut amounts = vec![
            ("goods", goods),
            ("works", works),
            ("services", services),
            ("small-and-medium", small_and_medium),
            ("small-and-micro", small_and_micro),
        ];
        if let Some(reserved) = reserved {
            let Reserved {
                small_and_medium,
                small_and_micro,
                won_small_and_medium,
                won_small_and_micro,
                won_other,
            } = reserved;
            amounts.extend([
                ("reserved small-and-medium", small_and_medium),
                ("reserved small-and-micro", small_and_micro),
                ("won-small-and-medium", won_small_and_medium),
                ("won-small-and-micro", won_small_and_micro),
                ("won-other", won_other),
            ]);
        }
        for (key, amount) in amounts {
            self.add(Name::Procurement, key.to_owned(), *amount);
        }
    }

    /// Adds vehicles and equipment.
    fn assets(&mut self, assets: &Assets) {
        let Assets { place: _, written: _, vehicles, other_purpose: _, equipment } = assets;
        for (kind, count) in vehicles.value.iter() {
            let count = Located::new(*count, vehicles.place);
            self.count(Name::Assets, kind.key().to_owned(), count);
        }
        self.count(Name::Assets, "equipment".to_owned(), *equipment);
    }

    /// Adds an amount.
    fn add(&mut self, table: Name, key: String, amount: Located<Money>) {
        self.put(table, key, amount.value.decimal(), amount.place);
    }

    /// Adds a count.
    fn count(&mut self, table: Name, key: String, count: Located<u32>) {
        self.put(table, key, Decimal::from(count.value), count.place);
    }

    /// Adds a number, unless it is nil.
    fn put(&mut self, table: Name, key: String, number: Decimal, place: Place) {
        if number.is_zero() {
            return;
        }
        let Table(cells) = self.0.entry(table).or_default();
        let cell = Cell { number: Decimal::ZERO, place, units: 1 };
        let cell = cells.entry(key).or_insert(cell);
        cell.number = cell.number.saturating_add(number);
    }
}
