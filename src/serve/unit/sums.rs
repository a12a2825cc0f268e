//! Sums of amounts of a report, each amount told by where it is filled in: so a page adds them up while they are typed.

use crate::exchange::fill::Said;
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::Source;

/// The rows of income.
const INCOME: &str = "income";

/// The rows of expenditure.
const EXPENDITURE: &str = "expenditure";

/// The rows of expenditure by economic section.
pub(super) const ECONOMIC: &str = "economic";

/// The rows of opening balances.
const OPENING: &str = "carry-over.opening";

/// The rows of the budget.
const BUDGET: &str = "budget";

/// The surplus that was used.
const USED: &str = "carry-over.surplus-used";

/// The surplus that was distributed.
const DISTRIBUTION: &str = "carry-over.distribution";

/// Some amounts that are filled in alike.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Amounts {
    /// The path of their rows, or of the one amount.
    pub path: String,
    /// The column of the rows; empty for a single amount.
    pub key: &'static str,
    /// The fund of the rows; none where rows of all funds are meant.
    pub fund: Option<Fund>,
    /// Whether they are taken off.
    pub is_less: bool,
}

/// A sum of amounts.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum(pub Vec<Amounts>);

impl Amounts {
    /// A column of some rows.
    fn column(path: &str, key: &'static str, fund: Option<Fund>) -> Self {
        Self { path: path.to_owned(), key, fund, is_less: false }
    }

    /// A single amount.
    fn single(path: &str) -> Self {
        Self::column(path, "", None)
    }

    /// Whether they are filled in at a field at the top of a file.
    fn is_in(&self, key: &str) -> bool {
        self.path.split('.').next() == Some(key)
    }

    /// What they come to by the files, in 元, and how many of them are not nil.
    pub(super) fn of(&self, said: &Said) -> (Money, u32) {
        let Self { path, key, fund, is_less } = self;
        let texts: Vec<&String> = match *key {
            "" => said.leaves.get(path).into_iter().collect(),
            key => {
                let rows = said.rows(path).iter().filter(|row| {
                    let own = row.fields.get("fund").map_or(Fund::General.key(), String::as_str);
                    fund.is_none_or(|fund| fund.key() == own)
                });
                rows.filter_map(|row| row.fields.get(key)).collect()
            }
        };
        let amounts = texts.into_iter().filter_map(|text| Money::parse(text).ok());
        let amounts: Vec<Money> = amounts.filter(|amount| !amount.is_zero()).collect();
        let count = u32::try_from(amounts.len()).unwrap_or(u32::MAX);
        let sum: Money = amounts.into_iter().sum();
        (if *is_less { -sum } else { sum }, count)
    }
}

impl Sum {
    /// 本年收入 of some funds.
    pub(super) fn income(funds: &[Fund]) -> Self {
        let sources = funds.iter().flat_map(|fund| Source::of_fund(*fund));
        Self(sources.map(|source| Amounts::column(INCOME, source.key(), None)).collect())
    }

    /// What was spent of some funds, in some natures.
    pub(super) fn spent(funds: &[Fund], natures: &[Spending]) -> Self {
        let of_fund = |fund: &Fund| {
            let fund = *fund;
            natures.iter().map(move |nature| Amounts::column(EXPENDITURE, nature.key(), Some(fund)))
        };
        Self(funds.iter().flat_map(of_fund).collect())
    }

    /// A nature of expenditure by economic section.
    pub(super) fn by_section(nature: Spending) -> Self {
        Self(vec![Amounts::column(ECONOMIC, nature.key(), None)])
    }

    /// 年初结转和结余 of some funds.
    pub(super) fn opening(funds: &[Fund]) -> Self {
        let amounts = funds.iter().map(|fund| Amounts::column(OPENING, "amount", Some(*fund)));
        Self(amounts.collect())
    }

    /// 使用非财政拨款结余.
    pub(super) fn used() -> Self {
        Self(vec![Amounts::single(USED)])
    }

    /// 结余分配.
    pub(super) fn distribution() -> Self {
        Self(vec![Amounts::single(DISTRIBUTION)])
    }

    /// 年初预算数 of a fund.
    pub(super) fn budget(fund: Fund) -> Self {
        Self(vec![Amounts::column(BUDGET, "initial", Some(fund))])
    }

    /// A total that the accounts system printed, by its path.
    pub(super) fn printed(path: &str) -> Self {
        Self(vec![Amounts::single(path)])
    }

    /// 年末结转和结余 of some funds.
    pub(super) fn closing(funds: &[Fund]) -> Self {
        let closing = Self::opening(funds).and(Self::income(funds));
        let closing = closing.less(Self::spent(funds, &Spending::ALL));
        match funds.contains(&Fund::NonFiscal) {
            true => closing.and(Self::used()).less(Self::distribution()),
            false => closing,
        }
    }

    /// This and more.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// This without something.
    fn less(self, other: Self) -> Self {
        let less = other.0.into_iter().map(|amounts| Amounts { is_less: true, ..amounts });
        self.and(Self(less.collect()))
    }

    /// What it comes to by the files, in 元, and how many amounts are not nil.
    pub(super) fn of(&self, said: &Said) -> (Money, u32) {
        let all = self.0.iter().map(|amounts| amounts.of(said));
        all.fold((Money::ZERO, 0), |(sum, count), (more, many)| (sum + more, count + many))
    }

    /// Whether any of it is filled in at a field at the top of a file.
    pub(super) fn is_in(&self, key: &str) -> bool {
        self.0.iter().any(|amounts| amounts.is_in(key))
    }

    /// Whether all of it is.
    pub(super) fn is_all_in(&self, key: &str) -> bool {
        self.0.iter().all(|amounts| amounts.is_in(key))
    }
}
