//! Last year's figures of a department: what it published, or else its units' together.

use crate::figures::consolidation::add_up;
use crate::figures::consolidation::disclosures::operating_expense_of;
use crate::figures::consolidation::parts::{Part, Parts, plus};
use crate::figures::consolidation::rows;
use crate::figures::ledger::Ledger;
use crate::figures::outturn::outturns;
use crate::figures::rounding::rounded_in;
use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::code::FunctionCode;
use crate::model::comparison::Comparison;
use crate::model::department::{Payment, Transfers};
use crate::model::expenditure::{ComparisonExpenditureRow, ExpenditureRow};
use crate::model::income::{ComparisonIncomeRow, IncomeRow};
use crate::model::place::Located;
use crate::model::report::{Report, YearFile, YearReport};
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
            let parts = Parts { own: *own, others: others.to_vec() };
            let (year, transfers) = add_up(&parts, problems);
            problems.extend(out_of_balance(report, transfers, &parts));
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

/// Completes restated figures by those that were published: whatever `[prior]` leaves out beside last year's file.
pub(super) fn complete(report: &mut Report) {
    let (Some(published), Some(YearFile::Comparison(restated))) =
        (&report.as_published, &mut report.last_year)
    else {
        return;
    };
    let published = comparison(published, report.unit.nature);
    let CarryOver { place: _, opening, surplus_used, distribution } = &restated.carry_over;
    if opening.is_empty() && surplus_used.value.is_zero() && distribution.value.is_zero() {
        restated.carry_over = published.carry_over;
    }
    restated.three_public = restated.three_public.or(published.three_public);
    restated.operating_expense = restated.operating_expense.or(published.operating_expense);
}

/// A unit's part, where its file of last year is a full report.
fn part<'a>(unit: &'a Report, last: &'a YearFile) -> Option<Part<'a>> {
    let YearFile::Report(year) = last else { return None };
    Some(Part::of(&unit.unit, year))
}

/// Last year's figures as far as comparisons need them.
pub(super) fn comparison(last: &YearFile, nature: Nature) -> Comparison {
    match last {
        YearFile::Comparison(comparison) => (**comparison).clone(),
        YearFile::Report(report) => of_report(report, nature),
    }
}

/// What comparisons need of a full report.
fn of_report(report: &YearReport, nature: Nature) -> Comparison {
    let YearReport {
        place,
        income,
        expenditure,
        carry_over,
        // These are taken with what the economic sections say of them.
        three_public: _,
        operating_expense: _,
        economic: _,
        // Nothing of last year is compared with these.
        year: _,
        published: _,
        approved: _,
        rounded_to: _,
        profile: _,
        budget: _,
        procurement: _,
        assets: _,
        performance: _,
        reasons: _,
        extra: _,
        prior: _,
        evaluations: _,
        control: _,
        outside: _,
        corrections: _,
        accepted: _,
    } = report;
    let located = |amount| Located::new(amount, *place);
    let spent = outturns(report);
    Comparison {
        place: *place,
        income: income.iter().map(income_row).collect(),
        expenditure: expenditure.iter().map(expenditure_row).collect(),
        carry_over: carry_over.clone(),
        three_public: Some(spent.map(|_, amount| located(*amount))),
        restated: None,
        operating_expense: nature.has_operating_expense().then(|| operating_expense_of(report)),
    }
}

/// What comparisons need of a row of income.
fn income_row(row: &IncomeRow) -> ComparisonIncomeRow {
    let IncomeRow { place, code, sources } = row;
    let code = Located::new(FunctionCode::Item(code.value.clone()), code.place);
    ComparisonIncomeRow { place: *place, code, sources: *sources }
}

/// What comparisons need of a row of expenditure.
fn expenditure_row(row: &ExpenditureRow) -> ComparisonExpenditureRow {
    let ExpenditureRow { place, code, fund, natures } = row;
    let amount = natures.values().iter().map(|amount| amount.value).sum();
    ComparisonExpenditureRow {
        place: *place,
        code: Located::new(FunctionCode::Item(code.value.clone()), code.place),
        fund: *fund,
        natures: Some(*natures),
        amount,
    }
}

/// The figures of several units; what one of them lacks is not known of all.
fn together(parts: Vec<(Comparison, Nature)>) -> Option<Comparison> {
    let having = parts.iter().filter(|(_, nature)| nature.has_operating_expense());
    let mut operating = having.map(|(part, _)| part.operating_expense);
    let operating_expense = match operating.next() {
        Some(first) => operating.fold(first, |sum, part| Some(plus(sum?, part?))),
        None => None,
    };
    let sum = parts.into_iter().map(|(part, _)| part).reduce(add)?;
    Some(Comparison { operating_expense, ..sum })
}

/// Two units' figures but for operating expense, which only some units have.
fn add(sum: Comparison, part: Comparison) -> Comparison {
    let Comparison {
        place: _,
        income,
        expenditure,
        carry_over: CarryOver { place: _, opening, surplus_used, distribution },
        three_public,
        // Said in the unit's own report.
        restated: _,
        operating_expense: _,
    } = part;
    let carried = sum.carry_over;
    Comparison {
        place: sum.place,
        income: [sum.income, income].concat(),
        expenditure: [sum.expenditure, expenditure].concat(),
        carry_over: CarryOver {
            place: carried.place,
            opening: rows::opening([carried.opening, opening].concat()),
            surplus_used: plus(carried.surplus_used, surplus_used),
            distribution: plus(carried.distribution, distribution),
        },
        three_public: sum
            .three_public
            .zip(three_public)
            .map(|(one, other)| one.with(&other, |one, other| plus(*one, *other))),
        restated: None,
        operating_expense: None,
    }
}

/// Whether a unit was paid by the one above or below it or paid it, which only full reports can show on both sides.
fn has_transfers(comparison: &Comparison) -> bool {
    let came = |row: &ComparisonIncomeRow| {
        row.sources.iter().any(|(source, amount)| source.is_transfer() && !amount.value.is_zero())
    };
    let went = |row: &ComparisonExpenditureRow| !row.transfers().is_zero();
    comparison.income.iter().any(came) || comparison.expenditure.iter().any(went)
}

/// The problem of payments within the department that comparisons do not show on both sides.
fn not_cancelled(report: &Report) -> Problem {
    let year = report.year.year.saturating_sub(1);
    let headline = format!("{year} 年有单位之间的补助或上缴，所属单位的数只供比较，无法抵销");
    Problem::error("prior-transfers", headline)
        .at(report.year.place, "")
        .help(format!("请在部门的数据里写 [prior]，照抄 {year} 年部门决算公开的数"))
}

/// The problems of last year's payments within the department that do not agree on both sides: what was cancelled out
/// was not paid within it.
fn out_of_balance(report: &Report, paid: Transfers, parts: &Parts<'_>) -> Vec<Problem> {
    let year = report.year.year.saturating_sub(1);
    let (place, folder) = (report.year.place, &report.unit.folder);
    let problems = Payment::PAIRS.into_iter().filter_map(|(came, went)| {
        let tolerance = rounded_off(parts, came, went);
        let [(came, income), (went, expenditure)] = [came, went]
            .map(|side| (side, paid[side].map_or(Money::ZERO, |sum| sum.value)));
        let difference = (income - expenditure).abs();
        let headline = format!(
            "{year} 年部门内部往来：各单位{}合计 {income} ≠ {}合计 {expenditure}，差 {difference} 元",
            came.term(),
            went.term()
        );
        let mut problem = Problem::error("prior-transfers", headline).at(place, "上年数抵销不平");
        for side in [came, went] {
            if let Some(sum) = paid[side] {
                problem = problem.at(sum.place, format!("{year} 年的{}从这里起", side.term()));
            }
        }
        (difference > tolerance).then(|| {
            problem
                .help(format!(
                    "请核对各单位 {year} 年的数；与部门以外的单位之间的，写进 data/{folder}/{year}.toml 的 outside"
                ))
                .help(format!("也可以在部门的数据里写 [prior]，照抄 {year} 年部门决算公开的数"))
        })
    });
    problems.collect()
}

/// How far both sides of a payment may be apart because its amounts were rounded.
fn rounded_off(parts: &Parts<'_>, came: Payment, went: Payment) -> Money {
    let units = parts.years().map(|year| {
        let amounts = [came, went].into_iter().flat_map(|side| Ledger::of(year).paid(side));
        rounded_in(year, amounts.map(|amount| amount.value))
    });
    let widest = parts.years().filter_map(|year| year.rounded_to).map(|unit| unit.value).max();
    Money::halves(units.sum::<u64>() + u64::from(widest.unwrap_or_default()))
}
