//! The codes that the narrative explains one by one, with their comparisons and words.

use crate::check::evidence::Evidence;
use crate::figures::change::{Attainment, Change};
use crate::figures::ledger::Under;
use crate::model::amount::Money;
use crate::model::code::{FunctionCode, Functional, Level};
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::place::Place;
use crate::model::reasons::AccountReason;

/// One code that the narrative explains.
#[derive(Debug)]
pub(super) struct Explained<'a> {
    /// The fund.
    pub(super) fund: Fund,
    /// The code.
    pub(super) code: FunctionCode,
    /// Its name.
    pub(super) name: String,
    /// What was spent, in 元.
    pub(super) amount: Money,
    /// Against last year.
    pub(super) change: Option<Change>,
    /// Against the budget.
    pub(super) attainment: Option<Attainment>,
    /// Its words.
    pub(super) reason: Option<&'a AccountReason>,
    /// Where its words stand, or else its first row of expenditure.
    pub(super) place: Place,
}

impl Explained<'_> {
    /// The path of one of its words.
    pub(super) fn path(&self, key: &str) -> String {
        format!("reasons.accounts[{}/{}].{key}", self.code, self.fund.key())
    }
}

/// The codes of the three fiscal funds that the report explains: the general public budget at the level of the layout, the
/// others by item.
pub(super) fn explained<'a>(evidence: &Evidence<'a>) -> Vec<Explained<'a>> {
    let figures = evidence.figures;
    let by_class = evidence.layout.style.account_level == Level::Class;
    let codes = FiscalFund::ALL.into_iter().flat_map(|fund| {
        let classes = figures.accounts.iter().map(|account| Functional::from(&account.code));
        let items = figures.fund_items[fund].iter().map(|item| Functional::from(&item.code));
        let codes: Vec<Functional<'_>> = if fund == FiscalFund::General && by_class {
            classes.collect()
        } else {
            items.collect()
        };
        codes.into_iter().map(move |code| (fund.fund(), code))
    });
    codes.map(|(fund, code)| of_code(evidence, fund, code)).collect()
}

/// One code with its numbers and words.
pub(super) fn of_code<'a>(
    evidence: &Evidence<'a>,
    fund: Fund,
    code: Functional<'_>,
) -> Explained<'a> {
    let (year, ledger) = (evidence.year(), evidence.ledger());
    let rows = ledger.rows(&[fund], Under::Code(code));
    let amounts = rows
        .iter()
        .map(|row| row.natures[Spending::Basic].value + row.natures[Spending::Project].value);
    let amount: Money = amounts.sum();
    let prior = evidence.figures.prior.as_ref();
    let precision = evidence.layout.style.form().precision;
    let change = prior
        .filter(|_| evidence.layout.style.account_changes)
        .and_then(|prior| prior.under(fund, code));
    let reason = ledger.reason(fund, code);
    let first = rows.first().map_or(year.place, |row| row.place);
    let name = evidence.names().function(code.as_str());
    Explained {
        fund,
        name: name.unwrap_or_default().to_owned(),
        amount,
        change: change.map(|last| Change::between(amount, last, precision)),
        attainment: ledger
            .budgeted(fund, Under::Code(code))
            .map(|budget| Attainment::of(amount, budget, precision)),
        reason,
        place: reason.map_or(first, |reason| reason.code.place),
        code: code.owned(),
    }
}

/// Whether the narrative explains a code of this kind.
pub(super) fn is_explained(evidence: &Evidence<'_>, fund: Fund, code: &FunctionCode) -> bool {
    match (fund, evidence.layout.style.account_level) {
        (Fund::NonFiscal, _) => false,
        (Fund::General, Level::Class) => matches!(code, FunctionCode::Class(_)),
        (Fund::General, Level::Section) => matches!(code, FunctionCode::Section(_)),
        _ => matches!(code, FunctionCode::Item(_)),
    }
}
