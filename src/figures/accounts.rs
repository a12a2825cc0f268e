//! Code by code: spent, budgeted, last year's, and why.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::figures::change::{Attainment, Change};
use crate::figures::expenditure::{Expenditure, FundStatement, GeneralStatement, leaves};
use crate::figures::prior::Prior;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::code::{ClassCode, ItemCode};
use crate::model::form::{Form, Precision};
use crate::model::fund::Fund;
use crate::model::reasons::AccountReason;
use crate::model::report::YearReport;
use crate::model::text::Text;

/// How many digits a class has.
const CLASS_DIGITS: usize = 3;
/// How many digits an item has.
const ITEM_DIGITS: usize = 7;

/// One class of general-public-budget expenditure.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
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
pub struct FundItem {
    /// The item.
    pub code: String,
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
pub struct Explanation {
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

/// The items of the three budgets.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FundItems {
    /// 一般公共预算.
    pub general: Vec<FundItem>,
    /// 政府性基金预算.
    pub government_fund: Vec<FundItem>,
    /// 国有资本经营预算.
    pub state_capital: Vec<FundItem>,
}

/// Fiscal expenditure against the initial budget; none where no budget is given for the fund.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Attainments {
    /// 一般公共预算.
    pub general: Option<Attainment>,
    /// 政府性基金预算.
    pub government_fund: Option<Attainment>,
    /// 国有资本经营预算.
    pub state_capital: Option<Attainment>,
}

/// The expenditure of each fund against its whole initial budget.
pub(super) fn attainments(
    year: &YearReport,
    expenditure: &Expenditure,
    precision: Precision,
) -> Attainments {
    let of = |fund, outturn| {
        budget_under(year, fund, "").map(|budget| Attainment::of(outturn, budget, precision))
    };
    let spent = &expenditure.funds;
    Attainments {
        general: of(Fund::General, spent.general),
        government_fund: of(Fund::GovernmentFund, spent.government_fund),
        state_capital: of(Fund::StateCapital, spent.state_capital),
    }
}

/// The codes of a fund that the narrative explains one by one, cut to so many digits: those with expenditure, with a budget
/// that is not nil, and, in a form that compares them, with last year's expenditure.
fn explained(
    year: &YearReport,
    prior: Option<&Prior>,
    fund: Fund,
    form: Form,
    digits: usize,
) -> BTreeSet<String> {
    let spent = leaves(year, Some(fund)).map(|(code, _)| code.as_str());
    let budgeted =
        year.budget.iter().filter(|row| row.fund == fund && !row.initial.value.is_zero());
    let budgeted = budgeted.map(|row| row.code.value.as_str());
    let compared = prior.filter(|_| form.account_changes);
    let last = compared.into_iter().flat_map(|prior| prior.codes(fund));
    let codes = spent.chain(budgeted).chain(last);
    codes.filter_map(|code| code.get(..digits)).map(str::to_owned).collect()
}

/// Every class of general-public-budget expenditure that the narrative explains.
pub(super) fn accounts(
    year: &YearReport,
    prior: Option<&Prior>,
    general: &GeneralStatement,
    form: Form,
    catalog: &Catalog,
) -> Vec<Account> {
    let classes = explained(year, prior, Fund::General, form, CLASS_DIGITS);
    let classes = classes.iter().filter_map(|code| ClassCode::parse(code));
    let accounts = classes.map(|code| {
        let row = general.rows.iter().find(|row| row.code == code.as_str());
        let amount = row.map(|row| row.columns.total).unwrap_or_default();
        Account {
            name: catalog.function(code.as_str()).unwrap_or_default().to_owned(),
            amount,
            share: Rate::proper(amount, general.total.total),
            explanation: explanation(year, prior, (Fund::General, code.as_str()), amount, form),
            code,
        }
    });
    accounts.collect()
}

/// Every item of the three budgets that the narrative explains.
pub(super) fn fund_items(
    year: &YearReport,
    prior: Option<&Prior>,
    (general, government_fund, state_capital): (
        &GeneralStatement,
        &FundStatement,
        &GeneralStatement,
    ),
    form: Form,
    catalog: &Catalog,
) -> FundItems {
    let of = |statement: &GeneralStatement, fund| {
        let rows = statement.rows.iter();
        let rows = rows.map(|row| (row.code.as_str(), row.name.as_str(), row.columns.total));
        items(year, prior, fund, &rows.collect::<Vec<_>>(), form, catalog)
    };
    let fund = Fund::GovernmentFund;
    let spent = government_fund.rows.iter();
    let spent = spent.map(|row| (row.code.as_str(), row.name.as_str(), row.columns.total));
    FundItems {
        general: of(general, Fund::General),
        government_fund: items(year, prior, fund, &spent.collect::<Vec<_>>(), form, catalog),
        state_capital: of(state_capital, Fund::StateCapital),
    }
}

/// The items of one fund from its rows of all levels.
fn items(
    year: &YearReport,
    prior: Option<&Prior>,
    fund: Fund,
    rows: &[(&str, &str, Money)],
    form: Form,
    catalog: &Catalog,
) -> Vec<FundItem> {
    let codes = explained(year, prior, fund, form, ITEM_DIGITS);
    let codes = codes.iter().filter_map(|code| ItemCode::parse(code));
    let name = |code: &str| {
        let own = rows.iter().find(|(other, ..)| *other == code).map(|(_, name, _)| *name);
        own.or(catalog.function(code)).unwrap_or_default().to_owned()
    };
    let items = codes.map(|code| {
        let row = rows.iter().find(|(other, ..)| *other == code.as_str());
        let amount = row.map(|(.., amount)| *amount).unwrap_or_default();
        FundItem {
            class: name(code.class().as_str()),
            section: name(code.section().as_str()),
            item: name(code.as_str()),
            amount,
            explanation: explanation(year, prior, (fund, code.as_str()), amount, form),
            code: code.to_string(),
        }
    });
    items.collect()
}

/// Comparisons and words of one code.
fn explanation(
    year: &YearReport,
    prior: Option<&Prior>,
    (fund, code): (Fund, &str),
    amount: Money,
    form: Form,
) -> Explanation {
    let precision = form.precision;
    let reason = reason(year, fund, code);
    let words = |of: fn(&AccountReason) -> Option<&Text>| reason.and_then(of).map(Text::joined);
    let last = prior.and_then(|prior| prior.under(fund, code));
    Explanation {
        attainment: budget_under(year, fund, code)
            .map(|budget| Attainment::of(amount, budget, precision)),
        change: last.map(|last| Change::between(amount, last, precision)),
        purpose: words(|reason| reason.purpose.as_ref()),
        change_reason: words(|reason| reason.change.as_ref()),
        budget_reason: words(|reason| reason.budget.as_ref()),
    }
}

/// The words given for exactly this code.
fn reason<'a>(year: &'a YearReport, fund: Fund, code: &str) -> Option<&'a AccountReason> {
    let mut reasons = year.reasons.accounts.iter();
    reasons.find(|reason| reason.fund == fund && reason.code.value.as_str() == code)
}

/// The budget under a code; none where the fund has no budget, or only one above the code.
pub fn budget_under(year: &YearReport, fund: Fund, code: &str) -> Option<Money> {
    let rows: Vec<_> = year.budget.iter().filter(|row| row.fund == fund).collect();
    let above = |row: &str| row.len() < code.len() && code.starts_with(row);
    if rows.is_empty() || rows.iter().any(|row| above(row.code.value.as_str())) {
        return None;
    }
    let under = rows.iter().filter(|row| row.code.value.as_str().starts_with(code));
    Some(under.map(|row| row.initial.value).sum())
}
