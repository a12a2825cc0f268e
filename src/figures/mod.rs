//! `Report` → every derived number.

pub mod accounts;
pub mod amounts;
pub mod balance;
pub mod by_code;
pub mod change;
pub mod changes;
pub mod codes;
pub mod consolidation;
pub mod economic;
pub mod evaluation;
pub mod expenditure;
pub mod fiscal;
pub mod income;
pub mod outturn;
pub mod performance;
pub mod prior;
pub mod resources;
pub mod rollup;
pub mod rounding;
pub mod share;
pub mod three_public;

use crate::catalog::Catalog;
use crate::model::form::Form;
use crate::model::report::Report;
use accounts::{Account, Attainments, FundItems};
use balance::Balance;
use changes::Changes;
use economic::Economic;
use evaluation::EvaluationFigures;
use expenditure::{ClassTotal, Expenditure, FundStatement, GeneralStatement};
use fiscal::Fiscal;
use income::Income;
use performance::PerformanceFigures;
use prior::Prior;
use resources::{OperatingExpense, ProcurementFigures};
use share::Shares;
use three_public::ThreePublicFigures;

/// Every derived number of a report, and last year's; amounts in 元, rates in per cent and not rounded.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Last year's figures; none for a unit set up in the year.
    pub prior: Option<Prior>,
    /// 收支总计.
    pub balance: Balance,
    /// 收入.
    pub income: Income,
    /// 支出.
    pub expenditure: Expenditure,
    /// 支出按类、按资金.
    pub classes: Vec<ClassTotal>,
    /// 财政拨款收支.
    pub fiscal: Fiscal,
    /// 一般公共预算支出.
    pub general: GeneralStatement,
    /// 政府性基金收支.
    pub government_fund: FundStatement,
    /// 国有资本经营支出.
    pub state_capital: GeneralStatement,
    /// 国有资本经营收支.
    pub state_capital_flow: FundStatement,
    /// 经济分类.
    pub economic: Economic,
    /// 比上年.
    pub changes: Changes,
    /// 占比.
    pub shares: Shares,
    /// 各项财政拨款支出比年初预算.
    pub attainments: Attainments,
    /// 一般公共预算按类.
    pub accounts: Vec<Account>,
    /// 各项财政拨款按项.
    pub fund_items: FundItems,
    /// “三公”经费.
    pub three_public: ThreePublicFigures,
    /// 机关运行经费.
    pub operating_expense: OperatingExpense,
    /// 政府采购.
    pub procurement: ProcurementFigures,
    /// 预算绩效.
    pub performance: Option<PerformanceFigures>,
    /// 项目绩效自评.
    pub evaluations: Vec<EvaluationFigures>,
}

/// Derives every number of a report as a form prints them.
pub fn figures(report: &Report, catalog: &Catalog, form: Form) -> Figures {
    let year = &report.year;
    let precision = form.precision;
    let catalog = &*catalog.with(&report.names);
    let last = report
        .last_year
        .as_ref()
        .map(|last| Prior::of(last, resources::has_operating_expense(report)));
    let prior = last.as_ref();
    let income = income::income(year, catalog);
    let expenditure = expenditure::expenditure(year, catalog);
    let balance = balance::balance(&year.carry_over, income.total.total, expenditure.total.total);
    let general = expenditure::general(year, catalog);
    let government_fund = expenditure::government_fund(year, catalog);
    let mut state_capital = expenditure::state_capital(year, catalog);
    let fiscal = fiscal::fiscal(&year.carry_over, &income.total, &expenditure.funds);
    state_capital.empty &= fiscal.state_capital.is_nil();
    let economic = economic::economic(year, general.total, catalog);
    Figures {
        changes: changes::changes(prior, &balance, &fiscal, &expenditure, precision),
        shares: share::shares(&income, &expenditure),
        attainments: accounts::attainments(year, &expenditure, precision),
        accounts: accounts::accounts(year, prior, &general, form, catalog),
        fund_items: accounts::fund_items(
            year,
            prior,
            (&general, &government_fund, &state_capital),
            form,
            catalog,
        ),
        three_public: three_public::three_public(year, prior, &report.earlier, precision),
        operating_expense: resources::operating_expense(report, prior, &economic, precision),
        procurement: resources::procurement(&year.procurement),
        performance: performance::performance(year, &expenditure),
        evaluations: year.evaluations.iter().map(evaluation::evaluation).collect(),
        classes: expenditure::classes(year, catalog),
        state_capital_flow: expenditure::state_capital_flow(year, catalog),
        prior: last.clone(),
        balance,
        income,
        expenditure,
        fiscal,
        general,
        government_fund,
        state_capital,
        economic,
    }
}
