//! Last year's closing balances → this year's opening ones.

use std::collections::BTreeSet;

use crate::edit::Value;
use crate::fields::carry_over::opening as of;
use crate::figures::ledger::{Ledger, Under};
use crate::model::amount::Money;
use crate::model::code::ItemCode;
use crate::model::fund::Fund;
use crate::model::report::YearReport;

/// The rows of `[carry-over]` `opening`: what is left of each fund, item by item where last year told its items apart.
pub(super) fn rows(last: &YearReport) -> Vec<Value> {
    Fund::ALL.into_iter().flat_map(|fund| of_fund(last, fund)).collect()
}

/// The rows of a fund.
fn of_fund(last: &YearReport, fund: Fund) -> Vec<Value> {
    let ledger = Ledger::of(last);
    let left = |under| ledger.left(&[fund], under);
    let carried = &last.carry_over;
    let (used, distributed) = match fund {
        Fund::NonFiscal => (carried.surplus_used.value, carried.distribution.value),
        Fund::General | Fund::GovernmentFund | Fund::StateCapital => (Money::ZERO, Money::ZERO),
    };
    let whole = left(Under::All) + used - distributed;
    let opened: Vec<_> = carried.opening.iter().filter(|row| row.fund == fund).collect();
    let told_apart = match fund {
        Fund::GovernmentFund | Fund::StateCapital => opened.iter().all(|row| row.code.is_some()),
        Fund::General | Fund::NonFiscal => {
            !opened.is_empty() && opened.iter().all(|row| row.code.is_some())
        }
    };
    if told_apart {
        let opened = opened.iter().filter_map(|row| Some(&row.code.as_ref()?.value));
        let spent = last.expenditure.iter().filter(|row| row.fund == fund);
        let came = last.income.iter().map(|row| &row.code.value);
        let codes: BTreeSet<&ItemCode> =
            opened.chain(spent.map(|row| &row.code.value)).chain(came).collect();
        let items: Vec<(&ItemCode, Money)> = codes
            .into_iter()
            .map(|code| (code, left(Under::code(code))))
            .filter(|(_, amount)| !amount.is_zero())
            .collect();
        // What was used or distributed is of no item.
        if items.iter().map(|(_, amount)| *amount).sum::<Money>() == whole {
            return items.iter().map(|(code, amount)| row(fund, Some(code), *amount)).collect();
        }
    }
    if whole.is_zero() { Vec::new() } else { vec![row(fund, None, whole)] }
}

/// One row.
fn row(fund: Fund, code: Option<&ItemCode>, amount: Money) -> Value {
    let words = |text: &str| Value::Words(text.to_owned());
    let fund = (of::FUND.key.to_owned(), words(fund.key()));
    let code = code.map(|code| (of::CODE.key.to_owned(), words(code.as_str())));
    let amount = (of::AMOUNT.key.to_owned(), Value::Bare(amount.to_string()));
    Value::Table(std::iter::once(fund).chain(code).chain([amount]).collect())
}
