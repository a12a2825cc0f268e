//! `[control]`: the totals that the tables print.

use std::collections::BTreeSet;

use crate::exchange::statement::{
    Budget, FundColumn, Group, IncomeColumn, Part, SpendingColumn, Statements,
};
use crate::exchange::table::Figure;
use crate::exchange::year::disclosures::operating_expense;
use crate::exchange::year::draft::{Array, Draft, Row};
use crate::exchange::year::funds::{IN, OUT};
use crate::fields::resources::procurement;
use crate::model::control::{Count, Total};
use crate::model::expenditure::Spending;

/// The totals of statements, and those of functional classes and sections.
pub(super) fn totals(statements: &Statements, draft: &mut Draft) {
    for total in Total::ALL {
        draft.amount(format!("control.{}", total.key()), printed(statements, *total));
    }
    let statistics = statements.statistics.as_ref();
    for count in Count::ALL {
        let of = |path: &str| statistics.and_then(|table| table.counts.get(path).cloned());
        let printed = match count {
            Count::Vehicles => statistics.and_then(|table| table.vehicles.clone()),
            Count::Equipment => of("assets.equipment"),
            Count::VehiclesKept => of("three-public.vehicle-operation.vehicles"),
        };
        draft.count(format!("control.{}", count.key()), printed);
    }
    rows(statements, draft);
}

/// A total as a table prints it.
fn printed(statements: &Statements, total: Total) -> Option<Figure> {
    let Statements {
        totals,
        income,
        expenditure,
        fiscal,
        general,
        government_fund,
        state_capital,
        details,
        basic,
        projects: _,
        three_public,
        statistics,
        indicators: _,
        rounding: _,
    } = statements;
    let (totals, fiscal) = (totals.as_ref(), fiscal.as_ref());
    let spent = |column: SpendingColumn| expenditure.as_ref()?.whole(column);
    let of_general = |column: FundColumn| general.as_ref()?.whole(column);
    let of_basic = || {
        basic
            .as_ref()
            .and_then(|table| table.basic.as_ref())
            .or(details.as_ref().and_then(|table| table.basic.as_ref()))
    };
    let of_details = || details.as_ref()?.whole.as_ref();
    let three = |budget: Budget| {
        let of_table = three_public.as_ref().and_then(|table| table.figures.get(&(budget, None)));
        of_table
            .or(statistics.as_ref().and_then(|table| table.three_public.get(&(budget, None))))
            .cloned()
    };
    let bought =
        |key: &str| statistics.as_ref()?.amounts.get(&format!("procurement.{key}")).cloned();
    match total {
        Total::Total => totals?.total.clone(),
        Total::Income => income
            .as_ref()
            .and_then(|table| table.whole(IncomeColumn::Whole))
            .or_else(|| totals?.income.clone()),
        Total::Expenditure => spent(SpendingColumn::Whole).or_else(|| totals?.expenditure.clone()),
        Total::Basic => spent(SpendingColumn::By(Spending::Basic)),
        Total::Project => spent(SpendingColumn::By(Spending::Project)),
        Total::SurplusUsed => totals?.surplus_used.clone(),
        Total::Opening => totals?.opening.clone(),
        Total::Distribution => totals?.distribution.clone(),
        Total::Closing => totals?.closing.clone(),
        Total::FiscalTotal => fiscal?.total.clone(),
        Total::FiscalOpening => fiscal?.opening.clone(),
        Total::FiscalClosing => fiscal?.closing.clone(),
        Total::General => of_general(OUT),
        Total::GeneralBasic => of_general((Group::Out, Part::Basic)),
        Total::GeneralProject => of_general((Group::Out, Part::Project)),
        Total::Personnel => of_details()?.personnel.clone(),
        Total::PersonnelBasic => of_general((Group::Out, Part::Personnel))
            .or_else(|| of_basic()?.personnel.clone())
            .or_else(|| {
                let amounts = &of_basic()?.amounts;
                Some(amounts.get("301")?.clone().plus(amounts.get("303")?))
            }),
        Total::Public => of_details()?.public.clone(),
        Total::PublicBasic => {
            of_general((Group::Out, Part::Public)).or_else(|| of_basic()?.public.clone())
        }
        // The sum of rows by class proves nothing.
        Total::Budget => None,
        Total::ThreePublicInitial => three(Budget::Initial),
        Total::ThreePublicBudget => three(Budget::FullYear),
        Total::ThreePublic => three(Budget::Final),
        Total::GovernmentFundIncome => government_fund.as_ref()?.whole(IN),
        Total::GovernmentFund => government_fund.as_ref()?.whole(OUT),
        Total::StateCapital => state_capital.as_ref()?.whole(OUT),
        Total::Procurement => statistics.as_ref()?.procurement.clone(),
        Total::SmallAndMedium => bought(procurement::SMALL_AND_MEDIUM.key),
        Total::SmallAndMicro => bought(procurement::SMALL_AND_MICRO.key),
        Total::OperatingExpense => operating_expense(statements).filter(|figure| !figure.is_zero()),
    }
}

/// The totals of classes and sections; what was not there is left out.
fn rows(statements: &Statements, draft: &mut Draft) {
    let Statements { income, expenditure, .. } = statements;
    let above = |code: &&String| code.len() < 7;
    let mut codes: BTreeSet<&String> =
        income.iter().flat_map(|table| table.rows.keys().filter(above)).collect();
    codes.extend(expenditure.iter().flat_map(|table| table.rows.keys().filter(above)));
    let of_code = |code: &String| {
        let came = income.as_ref().and_then(|table| table.printed(code, IncomeColumn::Whole));
        let went = |column| expenditure.as_ref().and_then(|table| table.printed(code, column));
        let amounts = [
            ("income", came),
            ("expenditure", went(SpendingColumn::Whole)),
            ("basic", went(SpendingColumn::By(Spending::Basic))),
            ("project", went(SpendingColumn::By(Spending::Project))),
        ];
        let amounts: Vec<(&'static str, Figure)> = amounts
            .into_iter()
            .filter_map(|(key, figure)| Some((key, figure.filter(|figure| !figure.is_zero())?)))
            .collect();
        (!amounts.is_empty()).then(|| Row { keys: vec![("code", code.clone())], amounts })
    };
    let rows: Vec<Row> = codes.into_iter().filter_map(of_code).collect();
    if !rows.is_empty() {
        let owned = vec!["income", "expenditure", "basic", "project"];
        draft.arrays.push(Array { path: "control.rows", owned, rows });
    }
}
