//! Code by code: spent, budgeted, last year's, and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalog::Names;
use crate::figures::change::{Attainment, Change};
use crate::figures::expenditure::{Expenditure, GeneralStatement, leaves};
use crate::figures::ledger::{Ledger, Under};
use crate::figures::prior::Prior;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::code::{ClassCode, FunctionCode, Functional, ItemCode};
use crate::model::form::{Form, Precision};
use crate::model::fund::{FiscalFund, Fund, PerFiscal};
use crate::model::place::Located;
use crate::model::reasons::AccountReason;
use crate::model::text::Text;

/// One class of general-public-budget expenditure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Account {
    /// The class.
    pub code: ClassCode,
    /// Its name.
    pub name: String,
    /// What was spent, in 元.
    pub amount: Money,
    /// Its share of general-public-budget expenditure.
    pub share: Option<Rate>,
    /// The numbers and words around it.
    #[serde(flatten)]
    pub explanation: Explanation,
}

/// One item of a fiscal budget.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FundItem {
    /// The item.
    pub code: ItemCode,
    /// The name of its class.
    pub class: String,
    /// The name of its section.
    pub section: String,
    /// Its own name.
    pub item: String,
    /// What was spent, in 元.
    pub amount: Money,
    /// The numbers and words around it.
    #[serde(flatten)]
    pub explanation: Explanation,
}

/// Comparisons and words of one code.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Explanation {
    /// Against the budget; none where no budget is given for the fund.
    pub attainment: Option<Attainment>,
    /// Against last year.
    pub change: Option<Change>,
    /// What for.
    #[serde(rename = "use")]
    pub purpose: Option<String>,
    /// Why it changed.
    pub change_reason: Option<String>,
    /// Why it differs from the budget.
    pub budget_reason: Option<String>,
}

/// The items of each fiscal budget.
pub(crate) type FundItems = PerFiscal<Vec<FundItem>>;

/// Fiscal expenditure against the budget; none where no budget is given for the fund.
pub(crate) type Attainments = PerFiscal<Option<Attainment>>;

/// The expenditure of each fund against its whole budget.
pub(super) fn attainments(
    ledger: &Ledger<'_>,
    expenditure: &Expenditure,
    precision: Precision,
) -> Attainments {
    PerFiscal::of(|fund: FiscalFund| {
        let budget = ledger.budgeted(fund.fund(), Under::All);
        budget.map(|budget| Attainment::of(expenditure.funds.fiscal(fund), budget, precision))
    })
}

/// The codes of a fund that the narrative explains one by one, each at the level at which it does: those with expenditure,
/// with a budget that is not nil, and, in a form that compares them, with last year's expenditure.
fn explained<C: Ord>(
    ledger: &Ledger<'_>,
    prior: Option<&Prior>,
    fund: Fund,
    form: Form,
    at_level: impl Fn(Functional<'_>) -> Option<C>,
) -> BTreeSet<C> {
    let spent = leaves(ledger.year, Some(fund)).map(|(code, _)| Functional::from(code));
    let is_nil =
        |amount: Option<Located<Money>>| amount.is_none_or(|amount| amount.value.is_zero());
    let budgeted = ledger.year.budget.iter().filter(|row| row.fund == fund);
    let budgeted = budgeted.filter(|row| !is_nil(row.initial) || !is_nil(row.full_year));
    let budgeted = budgeted.map(|row| Functional::from(&row.code.value));
    let compared = prior.filter(|_| form.account_changes);
    let last = compared.into_iter().flat_map(|prior| prior.codes(fund)).map(Functional::from);
    let codes = spent.chain(budgeted).chain(last);
    codes.filter_map(at_level).collect()
}

/// Every class of general-public-budget expenditure that the narrative explains.
pub(super) fn accounts(
    ledger: &Ledger<'_>,
    prior: Option<&Prior>,
    general: &GeneralStatement,
    form: Form,
    catalog: Names<'_>,
) -> Vec<Account> {
    let classes = explained(ledger, prior, Fund::General, form, |code| Some(code.class()));
    let accounts = classes.into_iter().map(|code| {
        let row = general.rows.iter().find(|row| row.code == FunctionCode::Class(code.clone()));
        let amount = row.map(|row| row.columns.total).unwrap_or_default();
        Account {
            name: catalog.function(code.as_str()).unwrap_or_default().to_owned(),
            amount,
            share: Rate::proper(amount, general.total.total),
            explanation: explanation(ledger, prior, (Fund::General, (&code).into()), amount, form),
            code,
        }
    });
    accounts.collect()
}

/// Every item of the fiscal budgets that the narrative explains.
pub(super) fn fund_items(
    ledger: &Ledger<'_>,
    prior: Option<&Prior>,
    statements: &PerFiscal<GeneralStatement>,
    form: Form,
    catalog: Names<'_>,
) -> FundItems {
    PerFiscal::of(|fund: FiscalFund| {
        let rows = statements[fund].rows.iter();
        let rows = rows.map(|row| (row.code.as_str(), row.name.as_str(), row.columns.total));
        let rows: Vec<(&str, &str, Money)> = rows.collect();
        items(ledger, prior, fund.fund(), &rows, form, catalog)
    })
}

/// The items of one fund from its rows of all levels.
fn items(
    ledger: &Ledger<'_>,
    prior: Option<&Prior>,
    fund: Fund,
    rows: &[(&str, &str, Money)],
    form: Form,
    catalog: Names<'_>,
) -> Vec<FundItem> {
    let codes = explained(ledger, prior, fund, form, |code| code.item());
    let by_code: BTreeMap<&str, (&str, Money)> =
        rows.iter().rev().map(|(code, name, amount)| (*code, (*name, *amount))).collect();
    let name = |code: &str| {
        let own = by_code.get(code).map(|(name, _)| *name);
        own.or(catalog.function(code)).unwrap_or_default().to_owned()
    };
    let items = codes.into_iter().map(|code| {
        let amount = by_code.get(code.as_str()).map(|(_, amount)| *amount).unwrap_or_default();
        FundItem {
            class: name(code.class().as_str()),
            section: name(code.section().as_str()),
            item: name(code.as_str()),
            amount,
            explanation: explanation(ledger, prior, (fund, (&code).into()), amount, form),
            code,
        }
    });
    items.collect()
}

/// Comparisons and words of one code.
fn explanation(
    ledger: &Ledger<'_>,
    prior: Option<&Prior>,
    (fund, code): (Fund, Functional<'_>),
    amount: Money,
    form: Form,
) -> Explanation {
    let precision = form.precision;
    let reason = ledger.reason(fund, code);
    let words = |of: fn(&AccountReason) -> Option<&Text>| reason.and_then(of).map(Text::joined);
    let last = prior.and_then(|prior| prior.under(fund, code));
    Explanation {
        attainment: ledger
            .budgeted(fund, Under::Code(code))
            .map(|budget| Attainment::of(amount, budget, precision)),
        change: last.map(|last| Change::between(amount, last, precision)),
        purpose: words(|reason| reason.purpose.as_ref()),
        change_reason: words(|reason| reason.change.as_ref()),
        budget_reason: words(|reason| reason.budget.as_ref()),
    }
}
