//! What a department's units paid each other: it is nobody's income and nobody's expenditure.

use crate::figures::consolidation::parts::{Parts, plus};
use crate::model::amount::Money;
use crate::model::department::{OutsideRow, Payment, PerPayment, Side, Transfers, is_folder};
use crate::model::expenditure::ExpenditureRow;
use crate::model::income::IncomeRow;
use crate::model::place::Located;
use crate::problem::Problem;

/// Rows without what was paid within the department.
#[derive(Debug, Default)]
pub(super) struct Cancelled {
    /// Income of all units.
    pub(super) income: Vec<IncomeRow>,
    /// Expenditure of all units.
    pub(super) expenditure: Vec<ExpenditureRow>,
    /// What was taken out.
    pub(super) transfers: Transfers,
}

/// Takes out of all rows what the units paid each other: all 上级补助, 附属单位上缴, 上缴上级 and 对附属单位补助 but what the
/// department names as `outside`. Rows that become empty are left out.
pub(super) fn cancel(parts: &Parts<'_>, problems: &mut Vec<Problem>) -> Cancelled {
    let mut outside = Outside::of(&parts.own.year.outside);
    let mut cancelled = Cancelled::default();
    for part in parts.all() {
        for row in &part.year.income {
            let (mut left, code) = (row.clone(), row.code.value.as_str());
            let paid = &mut cancelled.transfers;
            for kind in Payment::ALL {
                if let Side::Came(source) = kind.side() {
                    outside.leave(part.folder, code, kind, &mut left.sources[source], paid);
                }
            }
            if is_nil(row.sources.values()) || !is_nil(left.sources.values()) {
                cancelled.income.push(left);
            }
        }
        for row in &part.year.expenditure {
            let (mut left, code) = (row.clone(), row.code.value.as_str());
            let paid = &mut cancelled.transfers;
            for kind in Payment::ALL {
                if let Side::Went(nature) = kind.side() {
                    outside.leave(part.folder, code, kind, &mut left.natures[nature], paid);
                }
            }
            if is_nil(row.natures.values()) || !is_nil(left.natures.values()) {
                cancelled.expenditure.push(left);
            }
        }
    }
    problems.extend(outside.surplus(parts));
    cancelled
}

/// Whether all amounts of a row are nil.
fn is_nil(amounts: &[Located<Money>]) -> bool {
    amounts.iter().all(|amount| amount.value.is_zero())
}

/// The payments with units outside the department that no row has been found for yet.
#[derive(Debug)]
struct Outside<'a>(Vec<(&'a OutsideRow, PerPayment<Money>)>);

impl<'a> Outside<'a> {
    /// All of them.
    fn of(rows: &'a [OutsideRow]) -> Self {
        Self(rows.iter().map(|row| (row, row.payments)).collect())
    }

    /// Leaves of an amount what was paid outside the department; the rest is noted as paid within it.
    fn leave(
        &mut self,
        unit: &str,
        code: &str,
        kind: Payment,
        amount: &mut Located<Money>,
        transfers: &mut Transfers,
    ) {
        let mut within = *amount;
        for (row, left) in &mut self.0 {
            let is_meant = is_folder(&row.unit.value, unit)
                && row.code.as_ref().is_none_or(|own| own.value.as_str() == code);
            if is_meant {
                let left = &mut left[kind];
                let taken = if *left < within.value { *left } else { within.value };
                // A negative amount is a correction of payments within the department.
                if !taken.is_negative() {
                    *left = *left - taken;
                    within.value = within.value - taken;
                }
            }
        }
        amount.value = amount.value - within.value;
        if !within.value.is_zero() {
            let noted = &mut transfers[kind];
            *noted = Some(noted.map_or(within, |noted| plus(noted, within)));
        }
    }

    /// A problem for every payment that the unit's rows do not hold, or of a unit that is not the department's.
    fn surplus(self, parts: &Parts<'_>) -> impl Iterator<Item = Problem> {
        self.0.into_iter().flat_map(|(row, left)| {
            if !parts.all().any(|part| is_folder(&row.unit.value, part.folder)) {
                return vec![not_a_member(row, parts)];
            }
            let too_much = left.iter().filter(|(_, left)| !left.is_zero());
            too_much.map(|(kind, left)| not_there(row, kind, *left)).collect::<Vec<_>>()
        })
    }
}

/// The problem of an outside payment of a unit that is not the department's.
fn not_a_member(row: &OutsideRow, parts: &Parts<'_>) -> Problem {
    let units: Vec<&str> = parts.all().map(|part| part.folder).collect();
    Problem::error("bad-outside", format!("outside 中的 {} 不是这个部门的单位", row.unit.value))
        .at(row.unit.place, "部门没有这个所属单位")
        .help(format!("unit 写付款或收款单位的文件夹名：{}", units.join("、")))
}

/// The problem of an outside payment that the unit's rows do not hold.
fn not_there(row: &OutsideRow, kind: Payment, left: Money) -> Problem {
    let (unit, term) = (&row.unit.value, kind.term());
    let headline = format!("outside 中 {unit} 的{term}比它数据中的多 {left} 元");
    Problem::error("bad-outside", headline)
        .at(row.place, "它的数据里没有这么多")
        .help("请核对单位、编码和金额；outside 只写与部门以外的单位之间的，部门内部的由程序抵销")
}
