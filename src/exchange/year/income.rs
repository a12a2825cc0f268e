//! `income`: 收入决算表 for what is no 财政拨款, and the tables of the funds for what is.

use std::collections::BTreeSet;

use crate::exchange::statement::{IncomeColumn, Statements, Troubles};
use crate::exchange::table::Figure;
use crate::exchange::year::draft::{Array, Draft, Row};
use crate::exchange::year::funds::{IN, Known, known};
use crate::model::fund::{FiscalFund, PerFiscal};
use crate::model::income::Source;

/// The class of expenditure that state capital pays, and no other fund.
const STATE_CAPITAL: &str = "223";

/// The rows.
pub(super) fn rows(statements: &Statements, draft: &mut Draft, troubles: &mut Troubles) {
    let Some(income) = &statements.income else {
        return draft.gap("income（收入）：没有收入决算表");
    };
    let funds = FiscalFund::ALL.map(|fund| (fund, known(statements, fund)));
    let parts = FiscalFund::ALL.into_iter().all(|fund| income.has(IncomeColumn::OfFund(fund)));
    let tells = |fund: FiscalFund| known(statements, fund).tells(IN);
    let smaller = |fund: &FiscalFund| *fund != FiscalFund::General;
    let others_known =
        FiscalFund::ALL.into_iter().filter(smaller).all(|fund| known(statements, fund).is_known());
    if !parts && !others_known {
        return draft.gap(
            "income（收入）：没有政府性基金或国有资本经营预算的表，财政拨款收入分不出是哪种资金",
        );
    }
    let listed = funds.iter().flat_map(|(_, known)| match known {
        Known::Table(table) if table.has(IN) => known.leaves(),
        Known::Table(_) | Known::Nothing | Known::Unknown => Vec::new(),
    });
    let codes: BTreeSet<String> = income.leaves().map(str::to_owned).chain(listed).collect();
    let mut rows = Vec::new();
    for code in codes {
        if code.len() != 7 {
            if let Some(line) = income.rows.get(&code) {
                troubles.refuse(format!(
                    "{} 的编码 {code} 不完整：收入要到项级（7 位），下面没有项",
                    line.at
                ));
            }
            continue;
        }
        let fiscal = income.figure(&code, IncomeColumn::Fiscal, troubles);
        let of = |fund: FiscalFund, troubles: &mut Troubles| match known(statements, fund) {
            _ if parts => income.figure(&code, IncomeColumn::OfFund(fund), troubles),
            known if known.tells(IN) => known.of(&code, IN, troubles),
            // The table lists expenditure only: the class is paid by this fund alone.
            _ if fund == FiscalFund::StateCapital && code.starts_with(STATE_CAPITAL) => {
                fiscal.clone()
            }
            _ => None,
        };
        let others = PerFiscal::of(|fund| match smaller(&fund) {
            true => of(fund, troubles),
            false => None,
        });
        let general = if parts || tells(FiscalFund::General) {
            let general = of(FiscalFund::General, troubles);
            let all = std::iter::once(&general).chain(others.values()).flatten();
            proved(&code, fiscal.as_ref(), all, draft, troubles);
            general
        } else {
            let others = others.values().iter();
            let less = |fiscal| others.fold(fiscal, |rest: Figure, fund| rest.less(fund.as_ref()));
            fiscal.clone().map(less)
        };
        if let Some(general) = general.as_ref().filter(|general| general.amount.is_negative()) {
            let printed = fiscal.as_ref().is_some_and(|fiscal| fiscal.amount.is_negative());
            if !printed && general.origin.plus.len() + general.origin.minus.len() > 1 {
                troubles.contradict(format!(
                    "{code} 的一般公共预算财政拨款收入算出来是负数 {}：{}",
                    general.amount, general.origin
                ));
            }
        }
        let mut amounts = Vec::new();
        for source in Source::ALL {
            let figure = match source.fund().fiscal() {
                Some(FiscalFund::General) => general.clone(),
                Some(fund) => others[fund].clone(),
                None => income.figure(&code, IncomeColumn::From(source), troubles),
            };
            amounts.extend(
                figure.filter(|figure| !figure.is_zero()).map(|figure| (source.key(), figure)),
            );
        }
        if !amounts.is_empty() {
            rows.push(Row { keys: vec![("code", code)], amounts });
        }
    }
    draft.arrays.push(Array { path: "income", owned: Source::ALL.map(Source::key).to_vec(), rows });
}

/// Notes where the funds' income of a code is not the 财政拨款 that 收入决算表 prints.
fn proved<'f>(
    code: &str,
    fiscal: Option<&Figure>,
    funds: impl Iterator<Item = &'f Figure>,
    draft: &Draft,
    troubles: &mut Troubles,
) {
    let Some(fiscal) = fiscal else { return };
    let sum = funds.fold(Figure::default(), |sum, figure| sum.plus(figure));
    let off = (fiscal.amount - sum.amount).abs();
    let tolerance = crate::exchange::year::tolerance(draft);
    if off > tolerance + tolerance + tolerance + tolerance {
        troubles.contradict(format!(
            "{code} 的财政拨款收入 {}（{}），不等于各种资金的收入之和 {}（{}）",
            fiscal.amount, fiscal.origin, sum.amount, sum.origin
        ));
    }
}
