//! `Report` → every derived number.

pub(crate) mod accounts;
pub(crate) mod balance;
pub(crate) mod by_code;
pub(crate) mod by_fund;
pub(crate) mod change;
pub(crate) mod changes;
pub mod consolidation;
pub(crate) mod economic;
pub(crate) mod evaluation;
pub mod expenditure;
pub(crate) mod fiscal;
pub(crate) mod income;
pub mod ledger;
pub(crate) mod moved;
pub(crate) mod operating;
pub(crate) mod outturn;
pub(crate) mod performance;
pub(crate) mod prior;
pub mod register;
pub(crate) mod resources;
pub(crate) mod rollup;
pub(crate) mod rounding;
pub(crate) mod share;
pub(crate) mod three_public;

use crate::catalog::Catalog;
use crate::model::form::Form;
use crate::model::fund::{FiscalFund, PerFiscal};
use crate::model::reasons::{ReasonOf, Sum};
use crate::model::report::Report;
use accounts::{Account, Attainments, FundItems};
use balance::Balance;
use change::{Attainment, Change};
use changes::Changes;
use economic::Economic;
use evaluation::EvaluationFigures;
use expenditure::{ClassTotal, Expenditure, FundStatement, GeneralStatement};
use fiscal::Fiscal;
use income::Income;
use ledger::Ledger;
use performance::PerformanceFigures;
use prior::Prior;
use resources::{OperatingExpense, ProcurementFigures};
use share::Shares;
use three_public::ThreePublicFigures;

/// Every derived number of a report, and last year's; amounts in 元, rates in per cent and not rounded.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Last year's figures; none for a unit set up in the year.
    pub(crate) prior: Option<Prior>,
    /// 收支总计.
    pub(crate) balance: Balance,
    /// 收入.
    pub(crate) income: Income,
    /// 支出.
    pub(crate) expenditure: Expenditure,
    /// 支出按类、按资金.
    pub classes: Vec<ClassTotal>,
    /// 财政拨款收支.
    pub(crate) fiscal: Fiscal,
    /// 各项财政拨款支出.
    pub(crate) statements: PerFiscal<GeneralStatement>,
    /// 各项财政拨款收支.
    pub(crate) flows: PerFiscal<FundStatement>,
    /// 经济分类.
    pub(crate) economic: Economic,
    /// 比上年.
    pub(crate) changes: Changes,
    /// 占比.
    pub(crate) shares: Shares,
    /// 各项财政拨款支出比年初预算.
    pub(crate) attainments: Attainments,
    /// 一般公共预算按类.
    pub(crate) accounts: Vec<Account>,
    /// 各项财政拨款按项.
    pub(crate) fund_items: FundItems,
    /// “三公”经费.
    pub(crate) three_public: ThreePublicFigures,
    /// 机关运行经费.
    pub operating_expense: OperatingExpense,
    /// 政府采购.
    pub(crate) procurement: ProcurementFigures,
    /// 预算绩效.
    pub(crate) performance: Option<PerformanceFigures>,
    /// 项目绩效自评.
    pub(crate) evaluations: Vec<EvaluationFigures>,
}

impl Figures {
    /// The change that a reason explains; none where it explains another difference, or nothing is known of last year.
    pub(crate) fn change_of(&self, sum: ReasonOf) -> Option<Change> {
        if sum.is_of_budget() {
            return None;
        }
        match sum.sum() {
            Sum::Total => self.changes.total,
            Sum::Fiscal => self.changes.fiscal_total,
            Sum::Fund(fund) => self.changes.funds[fund],
            Sum::ThreePublic => self.three_public.total.change,
            Sum::OperatingExpense => self.operating_expense.change,
        }
    }

    /// The difference from the budget that a reason explains; none where it explains a change, or there is no budget.
    pub(crate) fn attainment_of(&self, sum: ReasonOf) -> Option<Attainment> {
        if sum.is_of_budget() { self.attained(sum) } else { None }
    }

    /// What a reason is about against its initial budget, whichever difference it explains.
    pub(crate) fn attained(&self, sum: ReasonOf) -> Option<Attainment> {
        match sum.sum() {
            Sum::Fund(fund) => self.attainments[fund],
            Sum::ThreePublic => Some(self.three_public.total.attainment),
            Sum::Total | Sum::Fiscal | Sum::OperatingExpense => None,
        }
    }
}

/// Derives every number of a report as a form prints them.
pub fn figures(report: &Report, catalog: &Catalog, form: Form) -> Figures {
    let year = &report.year;
    let precision = form.precision;
    let catalog = catalog.names(year.year, &report.names);
    let last = report
        .last_year
        .as_ref()
        .map(|last| Prior::of(last, operating::has_operating_expense(report)));
    let prior = last.as_ref();
    let ledger = &Ledger::of(year);
    let income = income::income(year, catalog);
    let expenditure = expenditure::expenditure(year, catalog);
    let balance = balance::balance(&year.carry_over, income.total.total, expenditure.total.total);
    let fiscal = fiscal::fiscal(&year.carry_over, &income.total, &expenditure.funds);
    let statements = PerFiscal::of(|fund| expenditure::statement(year, fund, &fiscal, catalog));
    let flows = PerFiscal::of(|fund| expenditure::flow(year, fund, catalog));
    let economic = economic::economic(year, statements[FiscalFund::General].total, catalog);
    Figures {
        changes: changes::changes(prior, &balance, &fiscal, &expenditure, precision),
        shares: share::shares(&income, &expenditure),
        attainments: accounts::attainments(ledger, &expenditure, precision),
        accounts: accounts::accounts(
            ledger,
            prior,
            &statements[FiscalFund::General],
            form,
            catalog,
        ),
        fund_items: accounts::fund_items(ledger, prior, &statements, form, catalog),
        three_public: three_public::three_public(year, prior, &report.earlier, precision),
        operating_expense: resources::operating_expense(report, prior, &economic, precision),
        procurement: resources::procurement(&year.procurement),
        performance: performance::performance(year, &expenditure),
        evaluations: year.evaluations.iter().map(evaluation::evaluation).collect(),
        classes: expenditure::classes(year, catalog),
        prior: last.clone(),
        balance,
        income,
        expenditure,
        fiscal,
        statements,
        flows,
        economic,
    }
}
