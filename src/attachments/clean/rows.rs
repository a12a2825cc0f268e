//! Rows of figures, all of which are reckoned with.

use crate::attachments::clean::kept::Kept;
use crate::model::budget::BudgetRow;
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::model::department::OutsideRow;
use crate::model::expenditure::{EconomicRow, ExpenditureRow};
use crate::model::income::IncomeRow;
use crate::model::place::Located;

/// 收入.
pub(super) fn income<C: Clone>(rows: &[IncomeRow<C>]) -> Vec<IncomeRow<C>> {
    let rows = rows.iter().map(|row| {
        let IncomeRow { place, code, sources } = row;
        IncomeRow { place: *place, code: code.clone(), sources: *sources }
    });
    rows.collect()
}

/// 支出.
pub(super) fn expenditure(rows: &[ExpenditureRow]) -> Vec<ExpenditureRow> {
    let rows = rows.iter().map(|row| {
        let ExpenditureRow { place, code, fund, natures } = row;
        ExpenditureRow { place: *place, code: code.clone(), fund: *fund, natures: *natures }
    });
    rows.collect()
}

/// 经济分类.
pub(super) fn economic(rows: &[EconomicRow]) -> Vec<EconomicRow> {
    let rows = rows.iter().map(|row| {
        let EconomicRow { place, code, basic, project } = row;
        EconomicRow { place: *place, code: code.clone(), basic: *basic, project: *project }
    });
    rows.collect()
}

/// 结转和结余.
pub(super) fn carry_over(carry_over: &CarryOver) -> CarryOver {
    let CarryOver { place, opening, surplus_used, distribution } = carry_over;
    let opening = opening.iter().map(|row| {
        let OpeningRow { place, fund, code, amount } = row;
        OpeningRow { place: *place, fund: *fund, code: code.clone(), amount: *amount }
    });
    CarryOver {
        place: *place,
        opening: opening.collect(),
        surplus_used: *surplus_used,
        distribution: *distribution,
    }
}

/// 年初预算.
pub(super) fn budget(rows: &[BudgetRow]) -> Vec<BudgetRow> {
    let rows = rows.iter().map(|row| {
        let BudgetRow { place, code, fund, initial, full_year } = row;
        BudgetRow {
            place: *place,
            code: code.clone(),
            fund: *fund,
            initial: *initial,
            full_year: *full_year,
        }
    });
    rows.collect()
}

/// Payments with units outside the department, under the program's own names of the folders.
pub(super) fn outside(rows: &[OutsideRow], kept: &Kept<'_>) -> Vec<OutsideRow> {
    let rows = rows.iter().map(|row| {
        let OutsideRow { place, unit, code, payments } = row;
        OutsideRow {
            place: *place,
            unit: Located::new(kept.folder(&unit.value), unit.place),
            code: code.clone(),
            payments: *payments,
        }
    });
    rows.collect()
}
