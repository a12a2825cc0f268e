//! 与决算系统和预算核对

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::units::pairs::{self, Pair};
use crate::check::units::slip::exactly;
use crate::check::verdict::Verdict;
use crate::figures::change::Attainment;
use crate::figures::economic::Group;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::figures::outturn::SECTIONS;
use crate::figures::resources::public_basic;
use crate::model::amount::Money;
use crate::model::control::{ControlRow, Count, Total};
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
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
/// 怎么办：先看提示的行，再对照决算系统的表逐行核对；[control] 抄错的改正 [control]。
pub(super) fn control_total(evidence: &Evidence<'_>) -> Verdict {
    let control = evidence.control()?;
    let mut findings: Vec<(Money, Problem, Vec<String>)> = Vec::new();
    let mut in_unit: Vec<Pair> = Vec::new();
    for (total, printed) in &control.totals {
        let (derived, rows) = (derived(evidence, *total), parts(evidence.ledger(), *total));
        let difference = printed.value - derived;
        if difference.abs() <= evidence.tolerance(|ledger| parts(ledger, *total)) {
            continue;
        }
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
    finding.help("请对照决算系统的表逐行核对；[control] 抄错的改正 [control]")
}

/// What a total comes to.
pub(super) fn derived(evidence: &Evidence<'_>, total: Total) -> Money {
    let figures = evidence.figures;
    let (balance, fiscal) = (&figures.balance, &figures.fiscal.total);
    let (economic, three_public) = (&figures.economic, &figures.three_public.total);
    match total {
        Total::Total => balance.total,
        Total::Income => balance.income,
        Total::Expenditure => balance.expenditure,
        Total::Basic => figures.expenditure.total.natures[Spending::Basic],
        Total::Project => figures.expenditure.total.natures[Spending::Project],
        Total::SurplusUsed => balance.surplus_used,
        Total::Opening => balance.opening,
        Total::Distribution => balance.distribution,
        Total::Closing => balance.closing,
        Total::FiscalTotal => fiscal.grand_total,
        Total::FiscalOpening => fiscal.opening,
        Total::FiscalClosing => fiscal.closing,
        Total::General => figures.statements[FiscalFund::General].total.total,
        Total::GeneralBasic => figures.statements[FiscalFund::General].total.basic,
        Total::GeneralProject => figures.statements[FiscalFund::General].total.project,
        Total::Personnel => economic.personnel.total,
        Total::PersonnelBasic => economic.personnel.basic,
        Total::Public => economic.public.total,
        Total::PublicBasic => economic.public.basic,
        Total::Budget => parts(evidence.ledger(), total).iter().map(|part| part.value).sum(),
        Total::ThreePublicInitial => three_public.initial,
        Total::ThreePublicBudget => three_public.full_year,
        Total::ThreePublic => three_public.outturn,
        Total::GovernmentFundIncome => figures.fiscal.funds[FiscalFund::GovernmentFund].income,
        Total::GovernmentFund => figures.fiscal.funds[FiscalFund::GovernmentFund].expenditure,
        Total::StateCapital => figures.statements[FiscalFund::StateCapital].total.total,
        Total::Procurement => figures.procurement.total,
        Total::SmallAndMedium => figures.procurement.small_and_medium,
        Total::SmallAndMicro => figures.procurement.small_and_micro,
        Total::OperatingExpense => figures.operating_expense.amount,
    }
}

/// The amounts that a total is made of.
pub(super) fn parts(ledger: &Ledger<'_>, total: Total) -> Vec<Located<Money>> {
    let year = ledger.year;
    let (carry_over, procurement) = (&year.carry_over, &year.procurement);
    let (used, distributed) = (carry_over.surplus_used, carry_over.distribution);
    let spent = |funds: &[Fund], part| ledger.spent(funds, part, Under::All);
    let of_group = |group, part| ledger.sections(part, |code| Group::of(code) == group);
    let items = &year.three_public.items;
    let expenses =
        [&items.abroad, &items.vehicle_purchase, &items.vehicle_operation, &items.reception];
    match total {
        Total::Total => {
            let (income, opening) =
                (ledger.income(&Fund::ALL, Under::All), ledger.opening(&Fund::ALL, Under::All));
            [income, opening, vec![used]].concat()
        }
        Total::Income => ledger.income(&Fund::ALL, Under::All),
        Total::Expenditure => spent(&Fund::ALL, Part::All),
        Total::Basic => spent(&Fund::ALL, Part::Basic),
        Total::Project => spent(&Fund::ALL, Part::Project),
        Total::SurplusUsed => vec![used],
        Total::Opening => ledger.opening(&Fund::ALL, Under::All),
        Total::Distribution => vec![distributed],
        Total::Closing => {
            [ledger.closing(&Fund::ALL, Under::All), vec![used, distributed]].concat()
        }
        Total::FiscalTotal => {
            [ledger.income(&Fund::FISCAL, Under::All), ledger.opening(&Fund::FISCAL, Under::All)]
                .concat()
        }
        Total::FiscalOpening => ledger.opening(&Fund::FISCAL, Under::All),
        Total::FiscalClosing => ledger.closing(&Fund::FISCAL, Under::All),
        Total::General => spent(&[Fund::General], Part::All),
        Total::GeneralBasic => spent(&[Fund::General], Part::Basic),
        Total::GeneralProject => spent(&[Fund::General], Part::Project),
        Total::Personnel => of_group(Group::Personnel, Part::All),
        Total::PersonnelBasic => of_group(Group::Personnel, Part::Basic),
        Total::Public => of_group(Group::Public, Part::All),
        Total::PublicBasic => of_group(Group::Public, Part::Basic),
        Total::Budget => ledger.budget(&[Fund::General], Under::All),
        Total::ThreePublicInitial => expenses.iter().map(|expense| expense.initial).collect(),
        Total::ThreePublicBudget => {
            expenses.iter().map(|expense| expense.full_year.unwrap_or(expense.initial)).collect()
        }
        Total::ThreePublic => {
            let sections = [
                SECTIONS.abroad,
                SECTIONS.vehicle_purchase,
                SECTIONS.vehicle_operation,
                SECTIONS.reception,
            ];
            let items = expenses.into_iter().zip(sections);
            items.flat_map(|(expense, sections)| ledger.expense(expense, sections)).collect()
        }
        Total::GovernmentFundIncome => ledger.income(&[Fund::GovernmentFund], Under::All),
        Total::GovernmentFund => spent(&[Fund::GovernmentFund], Part::All),
        Total::StateCapital => spent(&[Fund::StateCapital], Part::All),
        Total::Procurement => vec![procurement.goods, procurement.works, procurement.services],
        Total::SmallAndMedium => vec![procurement.small_and_medium],
        Total::SmallAndMicro => vec![procurement.small_and_micro],
        Total::OperatingExpense => match year.operating_expense {
            Some(written) => vec![written],
            None => public_basic(ledger),
        },
    }
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
    let code = control.code.value.as_str();
    match column {
        Column::Income => ledger.income(&Fund::ALL, Under::Code(code)),
        Column::Spent(part) if code.starts_with('2') => {
            ledger.spent(&Fund::ALL, part, Under::Code(code))
        }
        Column::Spent(part) => ledger.sections(part, |own| own.starts_with(code)),
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
                .help("请核对；[control] 抄错的改正 [control]"),
            );
        }
    }
    Ok(findings)
}

/// R0404 warning：决算数与年初预算数没有差到十倍
///
/// 财政拨款支出合计和各类支出，与年初预算相比，不超过十倍，也不低于十分之一。过半的数都约差一万倍的，并成一条，问是不是一边写元、一边写万元。
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
        row.map_or(year.place, |row| row.initial.place)
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
            let of = item.explanation.attainment;
            attainments.extend(of.map(|of| (name, of, place(&item.code), path(&item.code, fund))));
        }
    }
    let compared = |budget: Money, outturn: Money| budget > Money::ZERO && outturn > Money::ZERO;
    let all = attainments.iter().filter(|(_, of, ..)| compared(of.budget, of.outturn)).count();
    let far = attainments.into_iter().filter_map(|(name, attainment, place, path)| {
        let Attainment { budget, outturn, .. } = attainment;
        let rate = attainment.rate?;
        let far = rate.0 >= Decimal::from(1000) || rate.0 <= Decimal::TEN && !outturn.is_zero();
        far.then(|| {
            let headline =
                format!("{name}：决算数 {outturn} 元，是年初预算数 {budget} 元的 {rate}");
            let finding = Problem::finding(headline)
                .about(path)
                .at(place, format!("年初预算 {budget} 元"))
                .help("请核对预算数和决算数的数位；确实如此的写 [[accept]] 并说明理由");
            Pair { finding, amounts: [outturn, budget] }
        })
    });
    Ok(pairs::findings(far.collect(), all, "决算与年初预算"))
}
