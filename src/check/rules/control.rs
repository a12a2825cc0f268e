//! 与决算系统和预算核对

use rust_decimal::Decimal;

use crate::check::rule::Verdict;
use crate::check::subject::Subject;
use crate::check::three_public::items;
use crate::figures::change::Attainment;
use crate::model::amount::Money;
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
/// 怎么办：先看提示的行，再对照决算系统的表逐行核对；[control] 抄错的改正 [control]。
pub(super) fn control_total(subject: &Subject<'_>) -> Verdict {
    let control = subject.control()?;
    let mut findings: Vec<(Money, Problem, Vec<&str>)> = Vec::new();
    for (total, printed) in &control.totals {
        let (derived, rows) = derived(subject, *total);
        let difference = printed.value - derived;
        if difference.abs() <= subject.tolerance(rows.len().max(1)) {
            continue;
        }
        let own = finding(subject, total.term(), *printed, derived, rows);
        // One slip puts several totals out by the same amount: they are one finding.
        match findings.iter_mut().find(|(other, ..)| *other == difference) {
            Some((_, first, others)) => {
                others.push(total.term());
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
    Ok(gathered.collect())
}

/// The finding of a printed amount that is not the derived one.
fn finding(
    subject: &Subject<'_>,
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
        .extend(subject.suspects(difference, rows.into_iter().map(|row| (row.place, row.value))));
    finding.help("请对照决算系统的表逐行核对；[control] 抄错的改正 [control]")
}

/// What a total comes to, and the amounts that it is made of.
fn derived(subject: &Subject<'_>, total: Total) -> (Money, Vec<Located<Money>>) {
    let (figures, year) = (subject.figures, subject.year());
    let (balance, fiscal) = (&figures.balance, &figures.fiscal.total);
    let economic = &figures.economic;
    let is_fiscal = |fund: Fund| fund != Fund::NonFiscal;
    let is_personnel = |class: &str| matches!(class, "301" | "303");
    let procurement = &year.procurement;
    match total {
        Total::Total => (balance.total, income(subject)),
        Total::Income => (balance.income, income(subject)),
        Total::Expenditure => (balance.expenditure, spent(subject, Part::All, |_| true)),
        Total::Basic => (figures.expenditure.total.basic, spent(subject, Part::Basic, |_| true)),
        Total::Project => {
            (figures.expenditure.total.project, spent(subject, Part::Project, |_| true))
        }
        Total::SurplusUsed => (balance.surplus_used, vec![year.carry_over.surplus_used]),
        Total::Opening => (balance.opening, opening(subject, |_| true)),
        Total::Distribution => (balance.distribution, vec![year.carry_over.distribution]),
        Total::Closing => (balance.closing, spent(subject, Part::All, |_| true)),
        Total::FiscalTotal => {
            let rows = year.income.iter().map(|row| &row.sources);
            let fiscal_income = rows.flat_map(|s| [s.general, s.government_fund, s.state_capital]);
            (fiscal.grand_total, fiscal_income.collect())
        }
        Total::FiscalOpening => (fiscal.opening, opening(subject, is_fiscal)),
        Total::FiscalClosing => (fiscal.closing, spent(subject, Part::All, is_fiscal)),
        Total::General => (figures.general.total.total, general(subject, Part::All)),
        Total::GeneralBasic => (figures.general.total.basic, general(subject, Part::Basic)),
        Total::GeneralProject => (figures.general.total.project, general(subject, Part::Project)),
        Total::Personnel => {
            (economic.personnel.total, by_section(subject, Part::All, is_personnel))
        }
        Total::PersonnelBasic => {
            (economic.personnel.basic, by_section(subject, Part::Basic, is_personnel))
        }
        Total::Public => {
            (economic.public.total, by_section(subject, Part::All, |class| !is_personnel(class)))
        }
        Total::PublicBasic => {
            (economic.public.basic, by_section(subject, Part::Basic, |class| !is_personnel(class)))
        }
        Total::Budget => {
            let rows = year.budget.iter().filter(|row| row.fund == Fund::General);
            let rows: Vec<_> = rows.map(|row| row.initial).collect();
            (rows.iter().map(|row| row.value).sum(), rows)
        }
        Total::ThreePublicInitial => {
            let rows = items(subject).map(|item| item.written.initial);
            (figures.three_public.total.initial, rows.to_vec())
        }
        Total::ThreePublicBudget => {
            let rows =
                items(subject).map(|item| item.written.full_year.unwrap_or(item.written.initial));
            (figures.three_public.total.full_year, rows.to_vec())
        }
        Total::ThreePublic => {
            let rows = items(subject)
                .map(|item| Located::new(item.figures.outturn, item.outturn_place(subject)));
            (figures.three_public.total.outturn, rows.to_vec())
        }
        Total::GovernmentFundIncome => {
            let rows = year.income.iter().map(|row| row.sources.government_fund);
            (figures.fiscal.government_fund.income, rows.collect())
        }
        Total::GovernmentFund => (
            figures.fiscal.government_fund.expenditure,
            spent(subject, Part::All, |fund| fund == Fund::GovernmentFund),
        ),
        Total::StateCapital => (
            figures.state_capital.total.total,
            spent(subject, Part::All, |fund| fund == Fund::StateCapital),
        ),
        Total::Procurement => (
            figures.procurement.total,
            vec![procurement.goods, procurement.works, procurement.services],
        ),
        Total::SmallAndMedium => (figures.procurement.sme, vec![procurement.small_and_medium]),
        Total::SmallAndMicro => (figures.procurement.micro, vec![procurement.small_and_micro]),
        Total::OperatingExpense => {
            let rows = by_section(subject, Part::Basic, |class| !is_personnel(class));
            let written = year.operating_expense.map(|written| vec![written]);
            (figures.operating_expense.amount, written.unwrap_or(rows))
        }
    }
}

/// Which amounts of a row of expenditure are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of them.
    All,
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
}

/// The amounts of income.
fn income(subject: &Subject<'_>) -> Vec<Located<Money>> {
    subject.year().income.iter().flat_map(|row| row.sources.all()).collect()
}

/// The opening balances of some funds.
fn opening(subject: &Subject<'_>, is_meant: impl Fn(Fund) -> bool) -> Vec<Located<Money>> {
    let rows = subject.year().carry_over.opening.iter();
    rows.filter(|row| is_meant(row.fund)).map(|row| row.amount).collect()
}

/// The amounts of expenditure from some funds.
fn spent(
    subject: &Subject<'_>,
    part: Part,
    is_meant: impl Fn(Fund) -> bool,
) -> Vec<Located<Money>> {
    let rows = subject.year().expenditure.iter().filter(|row| is_meant(row.fund));
    rows.flat_map(|row| match part {
        Part::All => row.natures.all().to_vec(),
        Part::Basic => vec![row.natures.basic],
        Part::Project => vec![row.natures.project],
    })
    .collect()
}

/// The amounts of expenditure from the general public budget.
fn general(subject: &Subject<'_>, part: Part) -> Vec<Located<Money>> {
    spent(subject, part, |fund| fund == Fund::General)
}

/// The amounts of the economic sections of some classes.
fn by_section(
    subject: &Subject<'_>,
    part: Part,
    is_meant: impl Fn(&str) -> bool,
) -> Vec<Located<Money>> {
    let rows = subject.year().economic.iter();
    let rows = rows.filter(|row| is_meant(row.code.value.class().as_str()));
    rows.flat_map(|row| match part {
        Part::All => vec![row.basic, row.project],
        Part::Basic => vec![row.basic],
        Part::Project => vec![row.project],
    })
    .collect()
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
pub(super) fn control_row(subject: &Subject<'_>) -> Verdict {
    let control = subject.control()?;
    Ok(control.rows.iter().flat_map(|row| row_findings(subject, row)).collect())
}

/// The findings of one code.
fn row_findings(subject: &Subject<'_>, control: &ControlRow) -> Vec<Problem> {
    let code = control.code.value.as_str();
    let functional = code.starts_with('2');
    let year = subject.year();
    let mut findings = Vec::new();
    let mut compare = |name: &str, printed: Option<Located<Money>>, rows: Vec<Located<Money>>| {
        let Some(printed) = printed else { return };
        let derived: Money = rows.iter().map(|row| row.value).sum();
        if (printed.value - derived).abs() > subject.tolerance(rows.len().max(1)) {
            findings.push(finding(subject, &format!("{code} {name}"), printed, derived, rows));
        }
    };
    let income = || {
        let rows = year.income.iter().filter(|row| row.code.value.as_str().starts_with(code));
        rows.flat_map(|row| row.sources.all()).collect()
    };
    let spent = |part: Part| -> Vec<Located<Money>> {
        let functional_rows = year.expenditure.iter().filter(|_| functional);
        let functional_rows =
            functional_rows.filter(|row| row.code.value.as_str().starts_with(code));
        let economic_rows = year.economic.iter().filter(|_| !functional);
        let economic_rows = economic_rows.filter(|row| row.code.value.as_str().starts_with(code));
        let pick = |basic, project, other: &[Located<Money>]| match part {
            Part::All => [&[basic, project], other].concat(),
            Part::Basic => vec![basic],
            Part::Project => vec![project],
        };
        let by_function = functional_rows.flat_map(|row| {
            let n = &row.natures;
            pick(n.basic, n.project, &[n.to_superior, n.operating, n.to_affiliate])
        });
        let by_section = economic_rows.flat_map(|row| pick(row.basic, row.project, &[]));
        by_function.chain(by_section).collect()
    };
    compare("收入", control.income, income());
    compare("支出", control.expenditure, spent(Part::All));
    compare("基本支出", control.basic, spent(Part::Basic));
    compare("项目支出", control.project, spent(Part::Project));
    findings
}

/// R0403 error：个数与决算系统打印的一致
///
/// [control] 中写的车辆数、设备数、公务用车保有量，与数据中的相等。
///
/// 为什么：10表和“三公”说明中的个数，要与机构运行信息表一致（勾稽 9；常见差错 12）。
///
/// 例：决算系统打印车辆 1 辆，[assets] 的各类车辆合计 2 辆。
///
/// 怎么办：核对 [assets] 和 [three-public]。
pub(super) fn control_count(subject: &Subject<'_>) -> Verdict {
    let control = subject.control()?;
    let year = subject.year();
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
                    count.term()
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
/// 财政拨款支出合计和各类支出，与年初预算相比，不超过十倍，也不低于十分之一。
///
/// 为什么：差到十倍，多半是预算数或决算数多了、少了一个 0，或元与万元混填（勾稽 21；常见差错 9）。
///
/// 例：住房公积金决算 100000.00 元，年初预算写成 10000.00。
///
/// 怎么办：核对预算各行的数位；确实如此的写 [[accept]] 并说明理由。
pub(super) fn tenfold_budget(subject: &Subject<'_>) -> Verdict {
    let year = subject.year();
    let place = |code: &str| -> Place {
        let mut rows = year.budget.iter();
        let row = rows.find(|row| row.code.value.as_str().starts_with(code));
        row.map_or(year.place, |row| row.initial.place)
    };
    let mut attainments: Vec<(String, Attainment, Place)> = Vec::new();
    for account in &subject.figures.accounts {
        let name = format!("{} {}", account.code, account.name);
        let of = account.explanation.attainment;
        attainments.extend(of.map(|attainment| (name, attainment, place(account.code.as_str()))));
    }
    let items = &subject.figures.fund_items;
    for item in items.government_fund.iter().chain(&items.state_capital) {
        let name = format!("{} {}", item.code, item.item);
        let of = item.explanation.attainment;
        attainments.extend(of.map(|attainment| (name, attainment, place(&item.code))));
    }
    let findings = attainments.into_iter().filter_map(|(name, attainment, place)| {
        let Attainment { budget, outturn, .. } = attainment;
        let rate = attainment.rate?;
        let far = rate.0 >= Decimal::from(1000) || rate.0 <= Decimal::TEN && !outturn.is_zero();
        far.then(|| {
            Problem::finding(format!(
                "{name}：决算数 {outturn} 元，是年初预算数 {budget} 元的 {rate}"
            ))
            .at(place, format!("年初预算 {budget} 元"))
            .help("请核对预算数和决算数的数位；确实如此的写 [[accept]] 并说明理由")
        })
    });
    Ok(findings.collect())
}
