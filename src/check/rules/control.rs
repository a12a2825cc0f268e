//! 与决算系统和预算核对

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::units::pairs::{self, Pair};
use crate::check::units::slip::exactly;
use crate::check::verdict::Verdict;
use crate::figures::change::Attainment;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::figures::register::{self, Figure};
use crate::model::amount::Money;
use crate::model::any_code::AnyCode;
use crate::model::control::{ControlRow, Count, Total};
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::problem::Problem;

/// R0401 error：合计数与决算系统打印的一致
///
/// [control] 中写的每个合计数，与程序由各行得出的相等。
///
/// 为什么：决算公开的数要与批复的决算一致（常见差错 21：账表、批复、公开三者不一）。合计数对上了，漏行、重行、录错的数就藏不住。
///
/// 例：决算系统打印本年支出合计 2133000.00 元，程序由各行相加得 2123000.00 元。
///
/// 怎么办：先看提示的行，再对照决算系统的表逐行核对；[control] 抄错的，请改正。
pub(super) fn control_total(evidence: &Evidence<'_>) -> Verdict {
    let control = evidence.control()?;
    let mut findings: Vec<(Money, Problem, Vec<String>)> = Vec::new();
    let mut in_unit: Vec<Pair> = Vec::new();
    for (total, printed) in &control.totals {
        let Figure { value: derived, made, .. } = derived(evidence, *total);
        let difference = printed.value - derived;
        if difference.abs() <= evidence.tolerance(|ledger| made.leaves(ledger)) {
            continue;
        }
        let rows = made.leaves(evidence.ledger());
        let name = evidence.name_of(&total.named());
        let own = finding(evidence, &name, *printed, derived, rows);
        if exactly(printed.value.decimal(), derived.decimal()).is_some() {
            in_unit.push(Pair { finding: own, amounts: [printed.value, derived] });
            continue;
        }
        // One slip puts several totals out by the same amount: they are one finding.
        match findings.iter_mut().find(|(other, ..)| *other == difference) {
            Some((_, first, others)) => {
                others.push(name);
                first.places.extend(own.places.into_iter().take(1));
            }
            None => findings.push((difference, own, Vec::new())),
        }
    }
    let gathered = findings.into_iter().map(|(_, mut finding, others)| {
        if !others.is_empty() {
            finding.headline = format!("{}；{}也差这么多", finding.headline, others.join("、"));
        }
        finding
    });
    let in_unit = pairs::findings(in_unit, 0, "决算系统打印的合计数与由各行得出的");
    Ok(in_unit.into_iter().chain(gathered).collect())
}

/// The finding of a printed amount that is not the derived one.
fn finding(
    evidence: &Evidence<'_>,
    name: &str,
    printed: Located<Money>,
    derived: Money,
    rows: Vec<Located<Money>>,
) -> Problem {
    let difference = printed.value - derived;
    let mut finding = Problem::finding(format!(
        "{name}：决算系统打印 {} ≠ 由各行得出 {derived}，差 {} 元",
        printed.value,
        difference.abs()
    ))
    .at(printed.place, format!("决算系统打印 {} 元", printed.value));
    let first = rows.iter().find(|row| !row.value.is_zero()).or(rows.first());
    if let Some(first) = first {
        finding = finding.at(first.place, format!("各行得出 {derived} 元，从这里起"));
    }
    finding
        .places
        .extend(evidence.suspects(difference, rows.into_iter().map(|row| (row.place, row.value))));
    finding.help("请对照决算系统的表逐行核对；[control] 抄错的，请改正")
}

/// A total of the report as the register has it.
pub(super) fn derived(evidence: &Evidence<'_>, total: Total) -> Figure<'static, Money> {
    register::total(evidence.figures, evidence.ledger(), total)
}

/// R0402 error：类、款、项的数与决算系统打印的一致
///
/// [control] 的 rows 中写的每个编码，收入、支出、基本支出、项目支出各与程序汇总的相等。
///
/// 为什么：合计相等时，一行多、一行少会互相抵消；按类、款核对才看得出来（勾稽 3；常见差错 6）。
///
/// 例：301 类基本支出，决算系统打印 1300000.00 元，程序汇总得 1030000.00 元。
///
/// 怎么办：核对这个编码之下的各行。
pub(super) fn control_row(evidence: &Evidence<'_>) -> Verdict {
    let control = evidence.control()?;
    let mut in_unit = Vec::new();
    let mut findings = Vec::new();
    for row in &control.rows {
        let (of_row, of_unit) = row_findings(evidence, row);
        findings.extend(of_row);
        in_unit.extend(of_unit);
    }
    let in_unit = pairs::findings(in_unit, 0, "决算系统打印的数与由各行得出的");
    Ok(in_unit.into_iter().chain(findings).collect())
}

/// The findings of one code, and the amounts that are right but for the unit.
fn row_findings(evidence: &Evidence<'_>, control: &ControlRow) -> (Vec<Problem>, Vec<Pair>) {
    let (mut findings, mut in_unit) = (Vec::new(), Vec::new());
    for (column, name, printed) in printed(control) {
        let rows = parts_of_code(evidence.ledger(), control, column);
        let derived: Money = rows.iter().map(|row| row.value).sum();
        let tolerance = evidence.tolerance(|ledger| parts_of_code(ledger, control, column));
        let name = format!("{} {name}", control.code.value);
        if (printed.value - derived).abs() <= tolerance {
            continue;
        }
        let finding = finding(evidence, &name, printed, derived, rows);
        match exactly(printed.value.decimal(), derived.decimal()) {
            Some(_) => in_unit.push(Pair { finding, amounts: [printed.value, derived] }),
            None => findings.push(finding),
        }
    }
    (findings, in_unit)
}

/// A column of the printed amounts of a code.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    /// 本年收入合计.
    Income,
    /// Expenditure, or a part of it.
    Spent(Part),
}

/// The printed amounts of a code, each with its column and the column's name.
pub(super) fn printed(control: &ControlRow) -> Vec<(Column, &'static str, Located<Money>)> {
    let ControlRow { place: _, code: _, income, expenditure, basic, project } = control;
    let columns = [
        (Column::Income, "收入", income),
        (Column::Spent(Part::All), "支出", expenditure),
        (Column::Spent(Part::Basic), "基本支出", basic),
        (Column::Spent(Part::Project), "项目支出", project),
    ];
    let printed = columns.into_iter();
    printed.filter_map(|(column, name, amount)| Some((column, name, (*amount)?))).collect()
}

/// The amounts that a printed amount of a code is made of.
pub(super) fn parts_of_code(
    ledger: &Ledger<'_>,
    control: &ControlRow,
    column: Column,
) -> Vec<Located<Money>> {
    match (&control.code.value, column) {
        (AnyCode::Function(code), Column::Income) => ledger.income(&Fund::ALL, Under::code(code)),
        (AnyCode::Function(code), Column::Spent(part)) => {
            ledger.spent(&Fund::ALL, part, Under::code(code))
        }
        // Reading refuses income of an economic code.
        (AnyCode::Economic(_), Column::Income) => Vec::new(),
        (AnyCode::Economic(code), Column::Spent(part)) => {
            ledger.sections(part, |own| code.holds(own))
        }
    }
}

/// R0403 error：个数与决算系统打印的一致
///
/// [control] 中写的车辆数、设备数、公务用车保有量，与数据中的相等。
///
/// 为什么：统计表和“三公”说明中的个数，要与机构运行信息表一致（勾稽 9；常见差错 12）。
///
/// 例：决算系统打印车辆 1 辆，[assets] 的各类车辆合计 2 辆。
///
/// 怎么办：核对 [assets] 和 [three-public]。
pub(super) fn control_count(evidence: &Evidence<'_>) -> Verdict {
    let control = evidence.control()?;
    let year = evidence.year();
    let mut findings = Vec::new();
    for (count, printed) in &control.counts {
        let written = match count {
            Count::Vehicles => {
                let vehicles = year.assets.vehicles;
                Located::new(vehicles.value.total(), vehicles.place)
            }
            Count::Equipment => year.assets.equipment,
            Count::VehiclesKept => year.three_public.vehicles_kept,
        };
        if written.value != printed.value {
            let (printed_count, own) = (printed.value, written.value);
            findings.push(
                Problem::finding(format!(
                    "{}：决算系统打印 {printed_count} ≠ 数据中的 {own}",
                    evidence.name_of(&count.named())
                ))
                .at(printed.place, format!("决算系统打印 {printed_count}"))
                .at(written.place, format!("数据中是 {own}"))
                .help("请核对；[control] 抄错的，请改正"),
            );
        }
    }
    Ok(findings)
}

/// R0404 warning：决算数与预算数没有差到十倍
///
/// 财政拨款支出合计和各类支出，与年初预算（没有年初预算的，与全年预算）相比，不超过十倍，也不低于十分之一。过半的数都约差一万倍的，并成一条，问是不是一边写元、一边写万元。
///
/// 为什么：差到十倍，多半是预算数或决算数多了、少了一个 0，或元与万元混填（勾稽 21；常见差错 9）。
///
/// 例：住房公积金决算 100000.00 元，年初预算写成 10000.00。
///
/// 怎么办：核对预算各行的数位；确实如此的写 [[accept]] 并说明理由。
pub(super) fn tenfold_budget(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let place = |code: &str| -> Place {
        let mut rows = year.budget.iter();
        let row = rows.find(|row| row.code.value.as_str().starts_with(code));
        let written = row.and_then(|row| row.initial.or(row.full_year));
        written.map_or(year.place, |amount| amount.place)
    };
    let mut attainments: Vec<(String, Attainment, Place, String)> = Vec::new();
    let path = |code: &str, fund: Fund| format!("budget[{code}/{}]", fund.key());
    for account in &evidence.figures.accounts {
        let name = format!("{} {}", account.code, account.name);
        let of = account.explanation.attainment;
        let code = account.code.as_str();
        attainments.extend(of.map(|of| (name, of, place(code), path(code, Fund::General))));
    }
    for (fund, items) in
        evidence.figures.fund_items.iter().map(|(fund, items)| (fund.fund(), items))
    {
        // Those of the general public budget were looked at class by class.
        for item in items.iter().filter(|_| fund != Fund::General) {
            let name = format!("{} {}", item.code, item.item);
            let (of, code) = (item.explanation.attainment, item.code.as_str());
            attainments.extend(of.map(|of| (name, of, place(code), path(code, fund))));
        }
    }
    let compared = |budget: Money, outturn: Money| budget > Money::ZERO && outturn > Money::ZERO;
    let all = attainments.iter().filter(|(_, of, ..)| compared(of.budget, of.outturn)).count();
    let far = attainments.into_iter().filter_map(|(name, attainment, place, path)| {
        let Attainment { budget, outturn, basis, .. } = attainment;
        let term = basis.term();
        let rate = attainment.rate?;
        let far = rate.0 >= Decimal::from(1000) || rate.0 <= Decimal::TEN && !outturn.is_zero();
        far.then(|| {
            let headline = format!("{name}：决算数 {outturn} 元，是{term}数 {budget} 元的 {rate}");
            let finding = Problem::finding(headline)
                .about(path)
                .at(place, format!("{term} {budget} 元"))
                .help("请核对预算数和决算数的数位；确实如此的写 [[accept]] 并说明理由");
            Pair { finding, amounts: [outturn, budget] }
        })
    });
    Ok(pairs::findings(far.collect(), all, "决算与预算"))
}
