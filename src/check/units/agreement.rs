//! Amounts of one report that agree but for the unit.

use crate::check::units::slip::{Unit, digits, exactly};
use crate::check::units::{Clue, Part};
use crate::figures::ledger::{Ledger, Part as Nature, Under};
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::place::Located;
use crate::model::report::YearReport;

/// 元 from which on a contract may be what it says, whatever else agrees with its digits.
const CONTRACT: u64 = 1_000;

/// What procurement, income and the money of evaluated projects say.
pub(super) fn clues(part: Part<'_>) -> Vec<Clue> {
    let mut clues: Vec<Clue> = procurement(part.year).into_iter().collect();
    clues.extend(unspent(part.year));
    clues.extend(evaluated(part.year));
    clues
}

/// Contracts that are an economic section but for the unit, or all too small.
fn procurement(year: &YearReport) -> Option<Clue> {
    let bought = &year.procurement;
    let parts = [bought.goods, bought.works, bought.services];
    let total: Money = parts.iter().map(|part| part.value).sum();
    let limit = Money::whole(CONTRACT);
    let written = parts.iter().find_map(|part| {
        let spent = Ledger::of(year).sections(Nature::All, |_| true).into_iter();
        let mut spent = spent.filter(|spent| in_ten_thousands(part.value, spent.value));
        spent.next().filter(|_| part.value < limit).map(|spent| (part, spent))
    });
    if let Some((part, spent)) = written {
        let said = format!(
            "政府采购 {} 元，经济分类中有一笔 {} 元，正好约是它的一万倍",
            part.value, spent.value
        );
        return Some(Clue::new(said, part.place, 1));
    }
    let awards = [bought.small_and_medium, bought.small_and_micro];
    let mut amounts: Vec<Money> = parts.iter().chain(&awards).map(|amount| amount.value).collect();
    amounts.retain(|amount| !amount.is_zero());
    amounts.sort_unstable();
    amounts.dedup();
    let too_small = amounts.len() >= 3 && total < limit;
    too_small.then(|| Clue::new(format!("政府采购全年的合同共 {total} 元"), bought.place, 1))
}

/// An item whose income is its expenditure but for the unit.
fn unspent(year: &YearReport) -> Option<Clue> {
    let ledger = Ledger::of(year);
    let rows = year.expenditure.iter().filter(|row| row.fund == Fund::General);
    let mut found = rows.filter_map(|row| {
        let code = &row.code.value;
        let came = ledger.income(&[Fund::General], Under::code(code));
        let came: Money = came.iter().map(|amount| amount.value).sum();
        let spent = row.natures[Spending::Basic].value + row.natures[Spending::Project].value;
        let slip = in_ten_thousands(spent, came) && digits(spent.decimal()) >= 2;
        slip.then(|| {
            let said = format!("{code} 收入 {came} 元，支出只有 {spent} 元，正好约差一万倍");
            Clue::new(said, row.place, 1)
        })
    });
    found.next()
}

/// The money of evaluated projects that is 项目支出, or itself elsewhere, but for the unit.
fn evaluated(year: &YearReport) -> Option<Clue> {
    let spent = |funds: &[Fund]| -> Money {
        let projects = Ledger::of(year).spent(funds, Nature::Project, Under::All).into_iter();
        projects.map(|amount| amount.value).sum()
    };
    let performance = year.performance.as_ref()?;
    let covered = performance.covered;
    let covered = Located::new(covered.value.total(), covered.place);
    let levels = [performance.level_one.amount, performance.level_two.amount];
    let of_levels = levels.iter().map(|level| level.value).sum();
    let wholes = [
        ("项目支出", spent(&Fund::ALL)),
        ("财政拨款项目支出", spent(&Fund::FISCAL)),
        ("自评涉及资金", covered.value),
        ("一级、二级项目资金", of_levels),
    ];
    [covered].into_iter().chain(levels).find_map(|amount| {
        let is_whole = |(_, whole): &&(&str, Money)| in_ten_thousands(amount.value, *whole);
        let (name, whole) = wholes.iter().find(is_whole)?;
        let said = format!("绩效涉及的资金 {} 元，{name} {whole} 元，正好约差一万倍", amount.value);
        (digits(amount.value.decimal()) >= 2).then(|| Clue::new(said, amount.place, 1))
    })
}

/// Whether an amount is another one in 万元.
fn in_ten_thousands(small: Money, large: Money) -> bool {
    let positive = small > Money::ZERO && small < large;
    positive && exactly(small.decimal(), large.decimal()) == Some(Unit::TenThousand)
}
