//! `expenditure`: the tables of the funds, and what 支出决算表 has besides.

use std::collections::BTreeSet;

use crate::exchange::statement::{FundColumn, Group, Part, SpendingColumn, Statements, Troubles};
use crate::exchange::table::Figure;
use crate::exchange::year::draft::{Array, Draft, Row};
use crate::exchange::year::funds::known;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};

/// The rows.
pub(super) fn rows(statements: &Statements, draft: &mut Draft, troubles: &mut Troubles) {
    let missing: Vec<&str> = FiscalFund::ALL
        .into_iter()
        .filter(|fund| !known(statements, *fund).is_known())
        .map(FiscalFund::term)
        .collect();
    let Some(spent) = &statements.expenditure else {
        return draft.gap("expenditure（支出）：没有支出决算表");
    };
    if !missing.is_empty() {
        return draft.gap(format!(
            "expenditure（支出）：没有{}的支出表，分不出各种资金",
            missing.join("、")
        ));
    }
    let listed = FiscalFund::ALL.into_iter().flat_map(|fund| known(statements, fund).leaves());
    let codes: BTreeSet<String> = spent.leaves().map(str::to_owned).chain(listed).collect();
    let mut rows = Vec::new();
    for code in codes {
        if code.len() != 7 {
            if let Some(line) = spent.rows.get(&code) {
                troubles.refuse(format!(
                    "{} 的编码 {code} 不完整：支出要到项级（7 位），下面没有项",
                    line.at
                ));
            }
            continue;
        }
        for fund in Fund::ALL {
            let mut amounts = Vec::new();
            for nature in Spending::ALL {
                let figure = match (fund.fiscal(), column(nature)) {
                    (Some(fiscal), Some(column)) => {
                        known(statements, fiscal).of(&code, column, troubles)
                    }
                    (Some(_), None) => None,
                    (None, _) => own(statements, &code, nature, troubles),
                };
                amounts.extend(
                    figure.filter(|figure| !figure.is_zero()).map(|figure| (nature.key(), figure)),
                );
            }
            if !amounts.is_empty() {
                rows.push(Row {
                    keys: vec![("code", code.clone()), ("fund", fund.key().to_owned())],
                    amounts,
                });
            }
        }
    }
    draft.arrays.push(Array {
        path: "expenditure",
        owned: Spending::ALL.map(Spending::key).to_vec(),
        rows,
    });
}

/// The column of a fund's table for a nature; none where it may not pay such.
fn column(nature: Spending) -> Option<FundColumn> {
    match nature {
        Spending::Basic => Some((Group::Out, Part::Basic)),
        Spending::Project => Some((Group::Out, Part::Project)),
        Spending::ToSuperior | Spending::Operating | Spending::ToAffiliate => None,
    }
}

/// What was spent of the unit's own money: all, less what the funds paid.
fn own(
    statements: &Statements,
    code: &str,
    nature: Spending,
    troubles: &mut Troubles,
) -> Option<Figure> {
    let spent = statements.expenditure.as_ref()?;
    let all = spent.figure(code, SpendingColumn::By(nature), troubles);
    let Some(column) = column(nature) else { return all };
    let paid = FiscalFund::ALL
        .into_iter()
        .filter_map(|fund| known(statements, fund).of(code, column, troubles));
    let paid: Vec<Figure> = paid.filter(|figure| !figure.is_zero()).collect();
    let Some(all) = all else {
        if let Some(first) = paid.first() {
            troubles.contradict(format!(
                "{} 有 {code} 的支出 {}，支出决算表没有这个科目",
                first.origin, first.amount
            ));
        }
        return None;
    };
    let printed = all.clone();
    let rest = paid.iter().fold(all, |rest, paid| rest.less(Some(paid)));
    if rest.amount.is_negative() && !printed.amount.is_negative() {
        troubles.contradict(format!(
            "{code} 的{}：支出决算表 {}（{}），比财政拨款的支出还少（{}），差 {}",
            nature.term(),
            printed.amount,
            printed.origin,
            rest.origin,
            rest.amount
        ));
    }
    Some(rest)
}
