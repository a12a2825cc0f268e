//! The totals that the accounts system prints as well.

use crate::figures::Figures;
use crate::figures::economic::Group;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::figures::operating::public_basic;
use crate::figures::register::{Figure, Id, Made, Said};
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::control::Total;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::place::Located;
use crate::model::three_public::Item;

/// A total of a report as its figure, in 元.
pub fn total(figures: &Figures, ledger: &Ledger<'_>, total: Total) -> Figure<'static, Money> {
    let value = value(figures, ledger, total);
    let term = total.named().alone.into();
    Figure { id: Id::of("control", total.key()), term, value, made: made(total) }
}

/// What a total comes to, in 元.
fn value(figures: &Figures, ledger: &Ledger<'_>, total: Total) -> Money {
    let (balance, fiscal) = (&figures.balance, &figures.fiscal);
    let (economic, three_public) = (&figures.economic, &figures.three_public.total);
    let natures = &figures.expenditure.total.natures;
    let general = &figures.statements[FiscalFund::General].total;
    match total {
        Total::Total => balance.total,
        Total::Income => balance.income,
        Total::Expenditure => balance.expenditure,
        Total::Basic => natures[Spending::Basic],
        Total::Project => natures[Spending::Project],
        Total::SurplusUsed => balance.surplus_used,
        Total::Opening => balance.opening,
        Total::Distribution => balance.distribution,
        Total::Closing => balance.closing,
        Total::FiscalTotal => fiscal.total.grand_total,
        Total::FiscalOpening => fiscal.total.opening,
        Total::FiscalClosing => fiscal.total.closing,
        Total::General => general.total,
        Total::GeneralBasic => general.basic,
        Total::GeneralProject => general.project,
        Total::Personnel => economic.personnel.total,
        Total::PersonnelBasic => economic.personnel.basic,
        Total::Public => economic.public.total,
        Total::PublicBasic => economic.public.basic,
        Total::Budget => {
            let amounts = made(total).leaves(ledger);
            amounts.into_iter().map(|amount| amount.value).sum()
        }
        Total::ThreePublicInitial => three_public.initial,
        Total::ThreePublicBudget => three_public.full_year,
        Total::ThreePublic => three_public.outturn,
        Total::GovernmentFundIncome => fiscal.funds[FiscalFund::GovernmentFund].income,
        Total::GovernmentFund => fiscal.funds[FiscalFund::GovernmentFund].expenditure,
        Total::StateCapital => figures.statements[FiscalFund::StateCapital].total.total,
        Total::Procurement => figures.procurement.total,
        Total::SmallAndMedium => figures.procurement.small_and_medium,
        Total::SmallAndMicro => figures.procurement.small_and_micro,
        Total::OperatingExpense => figures.operating_expense.amount,
    }
}

/// What a total is made of.
pub(super) fn made(total: Total) -> Made<'static> {
    use Made::{Budget, Group as OfGroup, Income, Left, Opening, Spent, Sum, ThreePublic, Written};
    let all = Under::All;
    let (every, fiscal) = (&Fund::ALL[..], &Fund::FISCAL[..]);
    let general = Fund::General.alone();
    let used = Written(|ledger| vec![ledger.year.carry_over.surplus_used]);
    let distributed = Written(|ledger| vec![ledger.year.carry_over.distribution]);
    match total {
        Total::Total => Sum(vec![Income(every, all), Opening(every, all), used]),
        Total::Income => Income(every, all),
        Total::Expenditure => Spent(every, Part::All, all),
        Total::Basic => Spent(every, Part::Basic, all),
        Total::Project => Spent(every, Part::Project, all),
        Total::SurplusUsed => used,
        Total::Opening => Opening(every, all),
        Total::Distribution => distributed,
        Total::Closing => Sum(vec![Left(every, all), used, distributed]),
        Total::FiscalTotal => Sum(vec![Income(fiscal, all), Opening(fiscal, all)]),
        Total::FiscalOpening => Opening(fiscal, all),
        Total::FiscalClosing => Left(fiscal, all),
        Total::General => Spent(general, Part::All, all),
        Total::GeneralBasic => Spent(general, Part::Basic, all),
        Total::GeneralProject => Spent(general, Part::Project, all),
        Total::Personnel => OfGroup(Group::Personnel, Part::All),
        Total::PersonnelBasic => OfGroup(Group::Personnel, Part::Basic),
        Total::Public => OfGroup(Group::Public, Part::All),
        Total::PublicBasic => OfGroup(Group::Public, Part::Basic),
        Total::Budget => Budget(Basis::Initial, general, all),
        Total::ThreePublicInitial => ThreePublic(&Item::ALL, Said::Initial),
        Total::ThreePublicBudget => ThreePublic(&Item::ALL, Said::FullYear),
        Total::ThreePublic => ThreePublic(&Item::ALL, Said::Spent),
        Total::GovernmentFundIncome => Income(Fund::GovernmentFund.alone(), all),
        Total::GovernmentFund => Spent(Fund::GovernmentFund.alone(), Part::All, all),
        Total::StateCapital => Spent(Fund::StateCapital.alone(), Part::All, all),
        Total::Procurement => Written(|ledger| {
            let bought = &ledger.year.procurement;
            vec![bought.goods, bought.works, bought.services]
        }),
        Total::SmallAndMedium => Written(|ledger| vec![ledger.year.procurement.small_and_medium]),
        Total::SmallAndMicro => Written(|ledger| vec![ledger.year.procurement.small_and_micro]),
        Total::OperatingExpense => Written(operating_expense),
    }
}

/// 机关运行经费: as written, or else the public part of basic expenditure.
fn operating_expense(ledger: &Ledger<'_>) -> Vec<Located<Money>> {
    match ledger.year.operating_expense {
        Some(written) => vec![written],
        None => public_basic(ledger),
    }
}
