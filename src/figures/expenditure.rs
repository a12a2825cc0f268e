//! 支出决算表 and the statements of single funds.

use serde::Serialize;

use crate::catalog::Names;
use crate::figures::by_fund::ByFund;
use crate::figures::fiscal::Fiscal;
use crate::figures::income::IncomeColumns;
use crate::figures::rollup::{Row, add_columns, roll_up};
use crate::model::amount::Money;
use crate::model::code::{ClassCode, FunctionCode, ItemCode};
use crate::model::expenditure::{ExpenditureRow, PerSpending, Spending};
use crate::model::fund::{FiscalFund, Fund};
use crate::model::report::YearReport;

/// Expenditure of all levels and funds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Expenditure {
    /// 类、款、项.
    pub rows: Vec<Row<ExpenditureColumns>>,
    /// 本年支出合计.
    pub total: ExpenditureColumns,
    /// The year's expenditure by fund.
    #[serde(skip)]
    pub funds: ByFund,
    /// 项目支出 by fund.
    #[serde(skip)]
    pub projects: ByFund,
}

/// The columns of expenditure, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ExpenditureColumns {
    /// 本年支出合计.
    pub total: Money,
    /// By nature.
    #[serde(flatten)]
    pub natures: PerSpending<Money>,
}

impl ExpenditureColumns {
    /// The columns of one row of data.
    pub(super) fn of(row: &ExpenditureRow) -> Self {
        let natures = row.natures.map(|_, amount| amount.value);
        Self { total: natures.values().iter().copied().sum(), natures }
    }
}

add_columns!(ExpenditureColumns { total, natures });

/// Expenditure of a year.
pub(super) fn expenditure(year: &YearReport, catalog: Names<'_>) -> Expenditure {
    let (rows, total) = roll_up(leaves(year, None), catalog);
    let mut funds = ByFund::default();
    let mut projects = ByFund::default();
    for fund in Fund::ALL {
        for (_, columns) in leaves(year, Some(fund)) {
            funds += ByFund::of(fund, columns.total);
            projects += ByFund::of(fund, columns.natures[Spending::Project]);
        }
    }
    Expenditure { rows, total, funds, projects }
}

/// The year's expenditure of one class, by fund.
#[derive(Debug, Clone, Serialize)]
pub struct ClassTotal {
    /// The class.
    pub code: ClassCode,
    /// Its name.
    pub name: String,
    /// 财政拨款: the three fiscal funds together, in 元.
    pub fiscal: Money,
    /// The amounts.
    #[serde(flatten)]
    pub(crate) funds: ByFund,
}

/// The classes that money was spent under.
pub(super) fn classes(year: &YearReport, catalog: Names<'_>) -> Vec<ClassTotal> {
    let leaves = year.expenditure.iter().map(|row| {
        let amount = ExpenditureColumns::of(row).total;
        (&row.code.value, ByFund::of(row.fund, amount))
    });
    let (rows, _) = roll_up(leaves, catalog);
    rows.into_iter()
        .filter(|row| row.columns != ByFund::default())
        .filter_map(|row| {
            let FunctionCode::Class(code) = row.code else { return None };
            let fiscal = FiscalFund::ALL.into_iter().map(|fund| row.columns.fiscal(fund)).sum();
            Some(ClassTotal { code, name: row.name, fiscal, funds: row.columns })
        })
        .collect()
}

/// The classes that a form lists, in its order, with or without expenditure.
pub fn form_classes(
    form: &[ClassCode],
    spent: &[ClassTotal],
    catalog: Names<'_>,
) -> Vec<ClassTotal> {
    let class = |code: &ClassCode| {
        let found = spent.iter().find(|class| class.code == *code).cloned();
        found.unwrap_or_else(|| ClassTotal {
            code: code.clone(),
            name: catalog.function(code.as_str()).unwrap_or_default().to_owned(),
            fiscal: Money::ZERO,
            funds: ByFund::default(),
        })
    };
    form.iter().map(class).collect()
}

/// A statement of basic and project expenditure of one fund.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GeneralStatement {
    /// Whether there was no such money.
    pub empty: bool,
    /// 类、款、项.
    pub rows: Vec<Row<GeneralColumns>>,
    /// 合计.
    pub total: GeneralColumns,
}

/// Basic and project expenditure, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct GeneralColumns {
    /// 合计.
    pub total: Money,
    /// 基本支出.
    pub basic: Money,
    /// 项目支出.
    pub project: Money,
}

add_columns!(GeneralColumns { total, basic, project });

/// The statement of one fund. That of a smaller budget is not empty where its money only came in or was carried over.
pub(super) fn statement(
    year: &YearReport,
    fund: FiscalFund,
    fiscal: &Fiscal,
    catalog: Names<'_>,
) -> GeneralStatement {
    let leaves = leaves(year, Some(fund.fund())).map(|(code, columns)| {
        let ExpenditureColumns { total, natures } = columns;
        let (basic, project) = (natures[Spending::Basic], natures[Spending::Project]);
        (code, GeneralColumns { total, basic, project })
    });
    let (rows, total) = roll_up(leaves, catalog);
    let has_money = fund != FiscalFund::General && !fiscal.funds[fund].is_nil();
    GeneralStatement { empty: rows.is_empty() && !has_money, rows, total }
}

/// The statement of a fund with opening and closing balances.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FundStatement {
    /// Whether nothing came in, went out or was carried over.
    pub empty: bool,
    /// 类、款、项.
    pub rows: Vec<Row<FundColumns>>,
    /// 合计.
    pub total: FundColumns,
}

/// Balances, income and expenditure of a fund, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FundColumns {
    /// 年初结转和结余.
    pub opening: Money,
    /// 本年收入.
    pub income: Money,
    /// 本年支出.
    pub total: Money,
    /// 基本支出.
    pub basic: Money,
    /// 项目支出.
    pub project: Money,
    /// 年末结转和结余.
    pub closing: Money,
}

add_columns!(FundColumns { opening, income, total, basic, project, closing });

/// The balances, income and expenditure of one fund; an opening balance without a code only counts in the total.
pub(super) fn flow(year: &YearReport, fund: FiscalFund, catalog: Names<'_>) -> FundStatement {
    let fund = fund.fund();
    let balance =
        |amount| FundColumns { opening: amount, closing: amount, ..FundColumns::default() };
    let opening = || year.carry_over.opening.iter().filter(move |row| row.fund == fund);
    let coded = opening().filter_map(|row| {
        let (code, amount) = (row.code.as_ref()?, row.amount.value);
        (!amount.is_zero()).then_some((&code.value, balance(amount)))
    });
    let income = year.income.iter().filter_map(|row| {
        let income = IncomeColumns::of(&row.sources).of_fund(fund);
        let columns = FundColumns { income, closing: income, ..FundColumns::default() };
        (!income.is_zero()).then_some((&row.code.value, columns))
    });
    let spent = leaves(year, Some(fund)).map(|(code, columns)| {
        let ExpenditureColumns { total, natures } = columns;
        let (basic, project) = (natures[Spending::Basic], natures[Spending::Project]);
        let closing = -total;
        (code, FundColumns { total, basic, project, closing, ..FundColumns::default() })
    });
    let (rows, mut total) = roll_up(coded.chain(income).chain(spent), catalog);
    let uncoded: Money = opening().filter(|row| row.code.is_none()).map(|r| r.amount.value).sum();
    total += balance(uncoded);
    FundStatement { empty: rows.is_empty() && uncoded.is_zero(), rows, total }
}

/// The leaf rows with any money, of one fund or of all.
pub(super) fn leaves(
    year: &YearReport,
    fund: Option<Fund>,
) -> impl Iterator<Item = (&ItemCode, ExpenditureColumns)> {
    year.expenditure
        .iter()
        .filter(move |row| fund.is_none_or(|fund| row.fund == fund))
        .map(|row| (&row.code.value, ExpenditureColumns::of(row)))
        .filter(|(_, columns)| *columns != ExpenditureColumns::default())
}
