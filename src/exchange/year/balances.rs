//! `[carry-over]`.

use crate::exchange::statement::{Statements, Troubles};
use crate::exchange::table::Figure;
use crate::exchange::year::draft::{Array, Draft, Row};
use crate::exchange::year::funds::{Known, OPENING, known};
use crate::model::fund::{FiscalFund, Fund};

/// Opening balances, surplus used and distribution.
pub(super) fn carry_over(statements: &Statements, draft: &mut Draft, troubles: &mut Troubles) {
    let mut rows = Vec::new();
    let mut all_known = true;
    for fund in FiscalFund::ALL {
        match opening(statements, fund, troubles) {
            Some(found) => rows.extend(found),
            None => {
                all_known = false;
                draft.gap(format!("carry-over.opening：{}的年初结转和结余，表里没有", fund.term()));
            }
        }
    }
    let totals = statements.totals.as_ref();
    let fiscal = statements.fiscal.as_ref().and_then(|fiscal| fiscal.opening.as_ref());
    match (totals.and_then(|totals| totals.opening.clone()), fiscal) {
        (Some(all), Some(fiscal)) => {
            let rest = all.less(Some(fiscal));
            if rest.amount.is_negative() {
                troubles.contradict(format!(
                    "年初结转和结余少于财政拨款的年初结转和结余：{}，差 {}",
                    rest.origin, rest.amount
                ));
            }
            rows.extend(row(Fund::NonFiscal, None, Some(rest)));
        }
        _ => {
            all_known = false;
            draft.gap("carry-over.opening：非财政拨款的年初结转和结余（总表的年初数减财政拨款总表的）推不出来");
        }
    }
    if all_known || !rows.is_empty() {
        draft.arrays.push(Array { path: "carry-over.opening", owned: vec!["amount"], rows });
    }
    let Some(totals) = totals else {
        return draft.gap("carry-over：没有收入支出决算总表，使用非财政拨款结余、结余分配不知道");
    };
    for (path, figure) in [
        ("carry-over.surplus-used", &totals.surplus_used),
        ("carry-over.distribution", &totals.distribution),
    ] {
        draft.amount(path, figure.clone().filter(|figure| !figure.is_zero()));
    }
}

/// The opening balances of a fund: by code where its table has them, else as 财政拨款收入支出决算总表 prints it; none where
/// neither is there.
fn opening(statements: &Statements, fund: FiscalFund, troubles: &mut Troubles) -> Option<Vec<Row>> {
    let printed = statements.fiscal.as_ref().and_then(|fiscal| fiscal.opening_of[fund].clone());
    if let known @ Known::Table(table) = known(statements, fund)
        && table.has(OPENING)
    {
        let mut rows = Vec::new();
        for code in known.leaves().into_iter().filter(|code| code.len() == 7) {
            let figure = known.of(&code, OPENING, troubles);
            rows.extend(row(fund.fund(), Some(code), figure));
        }
        return Some(rows);
    }
    let printed = printed?;
    if fund == FiscalFund::GovernmentFund && !printed.is_zero() {
        // The file wants it by item.
        return None;
    }
    Some(row(fund.fund(), None, Some(printed)).into_iter().collect())
}

/// A row where there is an amount.
fn row(fund: Fund, code: Option<String>, figure: Option<Figure>) -> Option<Row> {
    let figure = figure.filter(|figure| !figure.is_zero())?;
    let mut keys = vec![("fund", fund.key().to_owned())];
    keys.extend(code.map(|code| ("code", code)));
    Some(Row { keys, amounts: vec![("amount", figure)] })
}
