//! Last year's figures of a department: what it published, or else its units' together.

use crate::figures::consolidation::add_up;
use crate::figures::consolidation::parts::{Part, Parts, plus};
use crate::figures::consolidation::rows;
use crate::figures::economic::groups;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::code::FunctionCode;
use crate::model::comparison::Comparison;
use crate::model::expenditure::ComparisonExpenditureRow;
use crate::model::income::{ComparisonIncomeRow, IncomeRow};
use crate::model::place::Located;
use crate::model::report::{Report, YearFile, YearReport};
use crate::model::three_public::Items;
use crate::model::unit::Nature;
use crate::problem::Problem;

/// Last year's figures. A comparison that the department wrote itself is what it published and stays as it is; else its
/// units' are added up, with its own where it has any.
pub(super) fn last_year(report: &Report, problems: &mut Vec<Problem>) -> Option<YearFile> {
    if let Some(YearFile::Comparison(_)) = &report.last_year {
        return report.last_year.clone();
    }
    if report.unit.established == Some(report.year.year) {
        return None;
    }
    let own = report.last_year.as_ref().map(|last| (report, last));
    let members = report.members.iter().filter_map(|member| {
        let last = member.report.last_year.as_ref()?;
        Some((&member.report, last))
    });
    let all: Vec<(&Report, &YearFile)> = own.into_iter().chain(members).collect();
    let parts: Option<Vec<Part<'_>>> = all.iter().map(|(unit, last)| part(unit, last)).collect();
    match parts.as_deref() {
        Some([own, others @ ..]) => {
            let (year, _) = add_up(&Parts { own: *own, others: others.to_vec() }, problems);
            Some(YearFile::Report(Box::new(year)))
        }
        Some([]) => None,
        None => {
            let comparisons: Vec<(Comparison, Nature)> = all
                .iter()
                .map(|(unit, last)| (comparison(last, unit.unit.nature), unit.unit.nature))
                .collect();
            if comparisons.iter().any(|(one, _)| has_transfers(one)) {
                problems.push(not_cancelled(report));
            }
            together(comparisons).map(|sum| YearFile::Comparison(Box::new(sum)))
        }
    }
}

/// A unit's part, where its file of last year is a full report.
fn part<'a>(unit: &'a Report, last: &'a YearFile) -> Option<Part<'a>> {
    let YearFile::Report(year) = last else { return None };
    Some(Part { folder: &unit.unit.folder, year, nature: unit.unit.nature })
}

/// Last year's figures as far as comparisons need them.
fn comparison(last: &YearFile, nature: Nature) -> Comparison {
    match last {
        YearFile::Comparison(comparison) => (**comparison).clone(),
        YearFile::Report(report) => of_report(report, nature),
    }
}

/// What comparisons need of a full report.
fn of_report(report: &YearReport, nature: Nature) -> Comparison {
    let income = report.income.iter().filter_map(|row| {
        let code = FunctionCode::parse(row.code.value.as_str())?;
        let code = Located::new(code, row.code.place);
        Some(ComparisonIncomeRow { place: row.place, code, sources: row.sources })
    });
    let expenditure = report.expenditure.iter().filter_map(|row| {
        let code = FunctionCode::parse(row.code.value.as_str())?;
        let (basic, project) = (row.natures.basic.value, row.natures.project.value);
        Some(ComparisonExpenditureRow {
            place: row.place,
            code: Located::new(code, row.code.place),
            fund: row.fund,
            split: Some((basic, project)),
            amount: row.natures.all().iter().map(|amount| amount.value).sum(),
        })
    });
    let located = |amount| Located::new(amount, report.place);
    let spent = outturns(report);
    let operating = report.operating_expense.unwrap_or_else(|| located(groups(report).1.basic));
    Comparison {
        place: report.place,
        income: income.collect(),
        expenditure: expenditure.collect(),
        carry_over: report.carry_over.clone(),
        three_public: Some(Items {
            abroad: located(spent.abroad),
            vehicle_purchase: located(spent.vehicle_purchase),
            vehicle_operation: located(spent.vehicle_operation),
            reception: located(spent.reception),
        }),
        operating_expense: nature.has_operating_expense().then_some(operating),
    }
}

/// The figures of several units; what one of them lacks is not known of all.
fn together(parts: Vec<(Comparison, Nature)>) -> Option<Comparison> {
    let having = |nature: &Nature| nature.has_operating_expense();
    let mut operating =
        parts.iter().filter(|(_, nature)| having(nature)).map(|(p, _)| p.operating_expense);
    let operating_expense = match operating.next() {
        Some(first) => operating.fold(first, |sum, part| Some(plus(sum?, part?))),
        None => None,
    };
    parts.into_iter().map(|(part, _)| part).reduce(add).map(|sum| {
        let opening = rows::opening(sum.carry_over.opening);
        let carry_over = CarryOver { opening, ..sum.carry_over };
        Comparison { operating_expense, carry_over, ..sum }
    })
}

/// Two units' figures.
fn add(mut sum: Comparison, part: Comparison) -> Comparison {
    sum.income.extend(part.income);
    sum.expenditure.extend(part.expenditure);
    sum.carry_over.opening.extend(part.carry_over.opening);
    sum.carry_over.surplus_used = plus(sum.carry_over.surplus_used, part.carry_over.surplus_used);
    sum.carry_over.distribution = plus(sum.carry_over.distribution, part.carry_over.distribution);
    let both = sum.three_public.zip(part.three_public);
    sum.three_public = both.map(|(one, other)| items(&one, &other));
    sum
}

/// “三公” expense of two units.
fn items(one: &Items<Located<Money>>, other: &Items<Located<Money>>) -> Items<Located<Money>> {
    Items {
        abroad: plus(one.abroad, other.abroad),
        vehicle_purchase: plus(one.vehicle_purchase, other.vehicle_purchase),
        vehicle_operation: plus(one.vehicle_operation, other.vehicle_operation),
        reception: plus(one.reception, other.reception),
    }
}

/// Whether a unit was paid by the one above or below it, which only full reports can show on both sides.
fn has_transfers(comparison: &Comparison) -> bool {
    let paid = |row: &IncomeRow<FunctionCode>| {
        !row.sources.superior.value.is_zero() || !row.sources.affiliate.value.is_zero()
    };
    comparison.income.iter().any(paid)
}

/// The problem of payments within the department that comparisons do not show on both sides.
fn not_cancelled(report: &Report) -> Problem {
    let year = report.year.year.saturating_sub(1);
    let headline = format!("{year} 年有上级补助或附属单位上缴，所属单位的数只供比较，无法抵销");
    Problem::error("prior-transfers", headline)
        .at(report.year.place, "")
        .help(format!("请在部门的数据里写 [prior]，照抄 {year} 年部门决算公开的数"))
}
