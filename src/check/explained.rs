//! The codes that the narrative explains one by one, with their comparisons and words.

use std::collections::BTreeSet;

use crate::check::subject::Subject;
use crate::figures::accounts::budget_under;
use crate::figures::change::{Attainment, Change};
use crate::model::amount::Money;
use crate::model::code::{FunctionCode, Level};
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::reasons::AccountReason;

/// One code that the narrative explains.
#[derive(Debug)]
pub(super) struct Explained<'a> {
    /// The fund.
    pub(super) fund: Fund,
    /// The code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// What was spent, in 元.
    pub(super) amount: Money,
    /// Against last year.
    pub(super) change: Option<Change>,
    /// Against the initial budget.
    pub(super) attainment: Option<Attainment>,
    /// Its words.
    pub(super) reason: Option<&'a AccountReason>,
    /// Where its words stand, or else its first row of expenditure.
    pub(super) place: Place,
}

/// The codes of the three fiscal funds: the general public budget at the level of the layout, the others by item.
pub(super) fn explained<'a>(subject: &Subject<'a>) -> Vec<Explained<'a>> {
    let level = subject.layout.style.account_level;
    let mut all = Vec::new();
    for fund in [Fund::General, Fund::GovernmentFund, Fund::StateCapital] {
        let level = if fund == Fund::General { level } else { Level::Item };
        all.extend(
            codes(subject, fund, level).into_iter().map(|code| of_code(subject, fund, code)),
        );
    }
    all
}

/// The codes of a fund at a level that have expenditure, a budget or last year's expenditure.
fn codes(subject: &Subject<'_>, fund: Fund, level: Level) -> BTreeSet<String> {
    let length = match level {
        Level::Class => 3,
        Level::Section => 5,
        Level::Item => 7,
    };
    let year = &subject.report.year;
    let spent = year.expenditure.iter().filter(|row| row.fund == fund);
    let mut codes: Vec<&str> = spent.map(|row| row.code.value.as_str()).collect();
    let budget = year.budget.iter().filter(|row| row.fund == fund && !row.initial.value.is_zero());
    codes.extend(budget.map(|row| row.code.value.as_str()));
    if let Some(prior) = &subject.figures.prior {
        codes.extend(prior.codes(fund));
    }
    codes.into_iter().filter_map(|code| code.get(..length)).map(str::to_owned).collect()
}

/// One code with its numbers and words.
pub(super) fn of_code<'a>(subject: &Subject<'a>, fund: Fund, code: String) -> Explained<'a> {
    let year = &subject.report.year;
    let rows = || {
        let rows = year.expenditure.iter().filter(|row| row.fund == fund);
        rows.filter(|row| row.code.value.as_str().starts_with(&code))
    };
    let amount: Money = rows().map(|row| row.natures.basic.value + row.natures.project.value).sum();
    let prior = subject.figures.prior.as_ref();
    let change = prior
        .filter(|_| subject.layout.style.account_changes)
        .and_then(|prior| prior.under(fund, &code));
    let mut reasons = year.reasons.accounts.iter();
    let reason = reasons.find(|r| r.fund == fund && r.code.value.as_str() == code);
    let first = rows().next().map_or(year.place, |row| row.place);
    let name =
        subject.catalog.function(&code).or(subject.report.names.get(&code).map(String::as_str));
    Explained {
        fund,
        name: name.unwrap_or_default().to_owned(),
        amount,
        change: change.map(|last| Change::between(amount, last)),
        attainment: budget_under(year, fund, &code).map(|budget| Attainment::of(amount, budget)),
        reason,
        place: reason.map_or(first, |reason| reason.code.place),
        code,
    }
}

/// Whether the narrative explains a code of this kind.
pub(super) fn is_explained(subject: &Subject<'_>, fund: Fund, code: &FunctionCode) -> bool {
    match (fund, subject.layout.style.account_level) {
        (Fund::NonFiscal, _) => false,
        (Fund::General, Level::Class) => matches!(code, FunctionCode::Class(_)),
        (Fund::General, Level::Section) => matches!(code, FunctionCode::Section(_)),
        _ => matches!(code, FunctionCode::Item(_)),
    }
}
