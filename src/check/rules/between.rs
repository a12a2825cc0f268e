//! 表间核对

use std::collections::BTreeMap;

use crate::check::evidence::Evidence;
use crate::check::three_public::items;
use crate::check::units::slip::{asking, asking_spent};
use crate::check::verdict::{NotRun, Verdict};
use crate::figures::economic::Group;
use crate::figures::expenditure::GeneralColumns;
use crate::figures::ledger::{Ledger, Part, Under};
use crate::figures::operating::public_basic;
use crate::model::amount::Money;
use crate::model::control::Named;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::income::{IncomeRow, Source};
use crate::model::report::YearFile;
use crate::model::statement::Statement;
use crate::model::unit::Kind;
use crate::problem::Problem;

/// R0201 error：一般公共预算支出按功能分类与按经济分类相等
///
/// expenditure 中 fund = "general" 各行的基本支出合计，等于 economic 各行的基本支出合计；项目支出也是。
///
/// 为什么：同一笔支出按两种分类列示，一般公共预算支出表与基本支出（支出明细）表的合计必须相等（勾稽 6、14）。机关运行经费和“三公”经费也由经济分类得出，这里错了会跟着错。
///
/// 例：功能分类的基本支出共 1600000.00 元，经济分类漏了一行办公费，只有 1480000.00 元。
///
/// 怎么办：对照决算系统的两张表逐行核对；差额恰好是某一行的，先看那一行。
pub(super) fn economic_total(evidence: &Evidence<'_>) -> Verdict {
    let (figures, year) = (evidence.figures, evidence.year());
    let (personnel, public) = (&figures.economic.personnel, &figures.economic.public);
    type Nature = (&'static str, fn(&GeneralColumns) -> Money, Part);
    let natures: [Nature; 2] =
        [("基本支出", |c| c.basic, Part::Basic), ("项目支出", |c| c.project, Part::Project)];
    let mut findings = Vec::new();
    for (what, of, part) in natures {
        let (left, right) =
            (of(&figures.statements[FiscalFund::General].total), of(personnel) + of(public));
        let difference = left - right;
        let both = |ledger: &Ledger<'_>| {
            let by_function = ledger.spent(&[Fund::General], part, Under::All);
            [by_function, ledger.sections(part, |_| true)].concat()
        };
        if difference.abs() <= evidence.tolerance(both) {
            continue;
        }
        let first_economic = year.economic.first().map_or(year.place, |row| row.place);
        let mut finding = Problem::finding(format!(
            "一般公共预算{what}：功能分类合计 {left} ≠ 经济分类合计 {right}，差 {} 元",
            difference.abs()
        ))
        .about("economic")
        .at(first_economic, format!("经济分类各行的{what}共 {right} 元"))
        .at(
            evidence.first_of(Fund::General),
            format!("功能分类各行（general）的{what}共 {left} 元"),
        );
        let amounts = both(evidence.ledger()).into_iter();
        finding.places.extend(evidence.suspects(difference, amounts.map(|a| (a.place, a.value))));
        let finding = asking(finding, left, right);
        findings.push(finding.help("同一笔支出按两种分类填写，合计必须相等；请逐行核对"));
    }
    Ok(findings)
}

/// R0202 warning：每个项级科目的一般公共预算支出，不超过它的年初结转加本年收入
///
/// 按项级科目：本年支出不大于年初结转和结余 + 本年财政拨款收入。年初结转没有写科目的，不查。
///
/// 为什么：财政拨款按科目安排，收入表与支出表的同一科目应当对得上（勾稽 10、11、13）。不等多半是某一行录错了数或编码；科目之间经批准调剂的可以不等。
///
/// 例：2210201 收入 100000.00 元，支出写成 100900.00 元，而别的科目少了 900.00 元。
///
/// 怎么办：核对提示的两行；确是科目调剂的写 [[accept]] 并说明理由。
pub(super) fn item_overspent(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let opening: Vec<_> =
        year.carry_over.opening.iter().filter(|row| row.fund == Fund::General).collect();
    if opening.iter().any(|row| row.code.is_none()) {
        return Err(NotRun::because("一般公共预算的年初结转没有写到科目"));
    }
    let mut opened_by_code: BTreeMap<&str, Money> = BTreeMap::new();
    for (code, amount) in opening.iter().filter_map(|row| Some((row.code.as_ref()?, row.amount))) {
        *opened_by_code.entry(code.value.as_str()).or_default() += amount.value;
    }
    let income = year.income.iter().rev().map(|income| (income.code.value.as_str(), income));
    let income: BTreeMap<&str, &IncomeRow> = income.collect();
    let mut findings = Vec::new();
    for row in year.expenditure.iter().filter(|row| row.fund == Fund::General) {
        let code = &row.code.value;
        let spent = row.natures[Spending::Basic].value + row.natures[Spending::Project].value;
        let income = income.get(code.as_str());
        let came = income.map(|income| income.sources[Source::General].value).unwrap_or_default();
        let opened = opened_by_code.get(code.as_str()).copied().unwrap_or_default();
        let over = spent - opened - came;
        let amounts = |ledger: &Ledger<'_>| ledger.closing(&[Fund::General], Under::code(code));
        if over <= Money::ZERO || over <= evidence.tolerance(amounts) {
            continue;
        }
        let headline = format!(
            "{code} 的一般公共预算支出 {spent} 大于年初结转 {opened} + 本年收入 {came}，多 {over} 元"
        );
        let finding = Problem::finding(headline).at(row.place, format!("支出 {spent} 元"));
        let finding = asking_spent(finding, spent, came, opened);
        findings.push(
            match income {
                Some(income) => finding.at(income.place, format!("收入 {came} 元")),
                None => finding,
            }
            .help("请核对这两行的金额和编码；科目之间调剂的写 [[accept]] 并说明理由"),
        );
    }
    Ok(findings)
}

/// R0203 error：机关运行经费不大于基本支出中的公用经费
///
/// 写了 operating-expense 的：不大于一般公共预算基本支出中的公用经费（302、307、309—313、399 各类）。
///
/// 为什么：机关运行经费就是行政单位和参公单位用一般公共预算安排的基本支出中的公用经费（勾稽 17）。
///
/// 例：公用经费 300000.00 元，operating-expense 写 310000.00。
///
/// 怎么办：核对 operating-expense；等于公用经费的不用写，由程序得出。
pub(super) fn operating_expense_above_public(evidence: &Evidence<'_>) -> Verdict {
    let Some((amount, public)) = operating_expense(evidence) else { return Ok(Vec::new()) };
    let over = amount - public > evidence.tolerance(public_basic);
    Ok(over.then(|| operating_finding(evidence, amount, public, "大于")).into_iter().collect())
}

/// R0204 warning：单位的机关运行经费等于基本支出中的公用经费
///
/// 单个行政单位、参公单位写了 operating-expense 的，应等于基本支出中的公用经费。部门汇总的不查（下属事业单位的公用经费不算在内）。
///
/// 为什么：单一单位的两个数口径相同（勾稽 17）。
///
/// 例：公用经费 300000.00 元，operating-expense 写 290000.00。
///
/// 怎么办：相等的删去 operating-expense，由程序得出；口径确实不同的写 [[accept]] 并说明理由。
pub(super) fn operating_expense_differs(evidence: &Evidence<'_>) -> Verdict {
    let Some((amount, public)) = operating_expense(evidence) else { return Ok(Vec::new()) };
    if evidence.report.unit.kind == Kind::Department {
        return Err(NotRun::because("部门汇总的机关运行经费不含下属事业单位，可以小于公用经费"));
    }
    let under = public - amount > evidence.tolerance(public_basic);
    Ok(under.then(|| operating_finding(evidence, amount, public, "小于")).into_iter().collect())
}

/// The operating expense of agencies and the public part of basic expenditure, where the unit has the former.
fn operating_expense(evidence: &Evidence<'_>) -> Option<(Money, Money)> {
    let figures = &evidence.figures.operating_expense;
    figures.applies.then_some((figures.amount, evidence.figures.economic.public.basic))
}

/// The finding of an operating expense that is not the public part of basic expenditure.
fn operating_finding(evidence: &Evidence<'_>, amount: Money, public: Money, how: &str) -> Problem {
    let year = evidence.year();
    let place = year.operating_expense.map_or(year.place, |written| written.place);
    let mut rows = year.economic.iter();
    let row = rows.find(|row| Group::of(&row.code.value.class()) == Group::Public);
    let first = row.map_or(year.place, |row| row.place);
    let difference = (amount - public).abs();
    let finding = Problem::finding(format!(
        "机关运行经费 {amount} {how}基本支出中的公用经费 {public}，差 {difference} 元"
    ));
    asking(finding, amount, public)
        .about("operating-expense")
        .at(place, format!("机关运行经费 {amount} 元"))
        .at(first, format!("公用经费的基本支出共 {public} 元，从这里起"))
        .help("请核对 operating-expense；等于公用经费的不用写")
}

/// R0205 error：事业单位没有机关运行经费
///
/// unit.toml 中 nature = "institution" 的单位，本年和上年数据都不能写 operating-expense。汇总的部门看它自己的文件；所属单位的由程序相加。
///
/// 为什么：只有行政单位和参照公务员法管理的事业单位有机关运行经费（勾稽 17）。
///
/// 例：nature = "institution"，而年度文件写了 operating-expense = 300000.00。
///
/// 怎么办：删去 operating-expense，或改正 nature。
pub(super) fn institution_operating_expense(evidence: &Evidence<'_>) -> Verdict {
    let report = evidence.report;
    if report.unit.nature.has_operating_expense() {
        return Ok(Vec::new());
    }
    // Of a department of institutions and others: what it wrote itself, which is not added to the others'.
    let (year, last_year) = match &report.own {
        Some(own) => (&own.year, &own.last_year),
        None => (&report.year, &report.last_year),
    };
    let prior = match last_year {
        Some(YearFile::Comparison(comparison)) => comparison.operating_expense,
        Some(YearFile::Report(report)) => report.operating_expense,
        None => None,
    };
    // What a department published as a whole may have it of one of its units.
    let published = matches!(last_year, Some(YearFile::Comparison(_)));
    let prior = prior.filter(|_| !(published && evidence.figures.operating_expense.applies));
    let written = [year.operating_expense, prior].into_iter().flatten();
    Ok(written
        .map(|written| {
            let headline = format!("事业单位没有机关运行经费，却写了 {} 元", written.value);
            Problem::finding(headline)
                .at(written.place, "不会印出")
                .at(evidence.report.unit.place, "unit.toml 中的 nature 是事业单位")
                .help("只有行政单位和参公单位有这一项；请删去，或核对 unit.toml 中的 nature")
        })
        .collect())
}

/// R0206 error：“三公”决算数不小于经济分类中的相应支出
///
/// “三公”各项写了 final 的：不小于一般公共预算基本支出中的相应款级科目（30212、30217、30231、30913 与 31013）。
///
/// 为什么：“三公”表还包括项目支出和其他财政拨款，只会比基本支出表多（勾稽 16）。
///
/// 例：30217 公务接待费基本支出 5000.00 元，reception 的 final 写 500.00。
///
/// 怎么办：核对 final；与经济分类相同的不用写，由程序得出。
pub(super) fn three_public_below_economic(evidence: &Evidence<'_>) -> Verdict {
    Ok(three_public_against_economic(evidence, |spent, basic, _| spent < basic))
}

/// R0207 warning：“三公”决算数与经济分类中的相应支出相等
///
/// “三公”各项写了 final、又没有政府性基金和国有资本经营支出的：应等于经济分类中相应科目的基本支出加项目支出。
///
/// 为什么：同一笔支出在基本支出（支出明细）表和“三公”表各列一次（勾稽 16；常见差错 5）。
///
/// 例：30231 公务用车运行维护费 45000.00 元，vehicle-operation 的 final 写 54000.00。
///
/// 怎么办：核对两处；口径不同的写 [[accept]] 并说明理由。
pub(super) fn three_public_differs(evidence: &Evidence<'_>) -> Verdict {
    let spent = &evidence.figures.expenditure.funds;
    let mut smaller = FiscalFund::ALL.into_iter().filter(|fund| *fund != FiscalFund::General);
    if smaller.any(|fund| !spent.fiscal(fund).is_zero()) {
        return Err(NotRun::because("有政府性基金或国有资本经营支出，“三公”可以不只在经济分类中"));
    }
    Ok(three_public_against_economic(evidence, |spent, basic, all| spent >= basic && spent != all))
}

/// The written “三公” figures that stand wrong to their economic sections: figure, basic part, basic and project.
fn three_public_against_economic(
    evidence: &Evidence<'_>,
    wrong: fn(Money, Money, Money) -> bool,
) -> Vec<Problem> {
    let mut findings = Vec::new();
    for item in items(evidence) {
        let Some(spent) = item.written.outturn else { continue };
        let basic: Money = item.rows(evidence).map(|row| row.basic.value).sum();
        let project: Money = item.rows(evidence).map(|row| row.project.value).sum();
        let all = basic + project;
        let parts = |ledger: &Ledger<'_>| item.parts(ledger);
        let near = (spent.value - all).abs() <= evidence.tolerance(parts);
        if near || !wrong(spent.value, basic, all) {
            continue;
        }
        let (name, sections) = (item.name, item.item.sections().join("、"));
        let difference = (spent.value - all).abs();
        let mut finding = Problem::finding(format!(
            "{name}决算数 {} ≠ 经济分类 {sections} 的支出 {all}（其中基本支出 {basic}），差 {difference} 元",
            spent.value
        ))
        .at(spent.place, format!("final = {}", spent.value));
        finding.places.extend(item.rows(evidence).map(|row| {
            let amount = row.basic.value + row.project.value;
            (row.place, format!("{} 共 {amount} 元", row.code.value))
        }));
        let finding = asking(finding, spent.value, all);
        findings.push(finding.help("请核对；与经济分类相同的不用写 final，由程序得出"));
    }
    findings
}

/// R0208 hint：行政运行不列项目支出，一般行政管理事务不列基本支出
///
/// 名称是“行政运行”的项级科目反映基本支出，“一般行政管理事务”反映项目支出。
///
/// 为什么：两个科目的口径由政府收支分类科目规定，互相混入是常见差错（常见差错 21）。
///
/// 例：行政运行写了 project = 83700.00。
///
/// 怎么办：对照账套核对；上级批复就是如此的写 [[accept]] 并说明理由。
pub(super) fn routine_items(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for row in &evidence.year().expenditure {
        let code = &row.code.value;
        let name = evidence.names().function(code.as_str()).unwrap_or_default();
        let (wrong, term, amount) = match name {
            "行政运行" => ("行政运行", "项目支出", row.natures[Spending::Project]),
            "一般行政管理事务" => {
                ("一般行政管理事务", "基本支出", row.natures[Spending::Basic])
            }
            _ => continue,
        };
        if !amount.value.is_zero() {
            findings.push(
                Problem::finding(format!("{code} {wrong}列了{term} {} 元", amount.value))
                    .at(amount.place, format!("{wrong}一般没有{term}"))
                    .help("请对照账套核对科目和支出性质"),
            );
        }
    }
    Ok(findings)
}

/// R0209 warning：国有资本经营预算支出类与资金一致
///
/// 223 类（国有资本经营预算支出）用国有资本经营预算财政拨款安排，fund 应写 "state-capital"。
///
/// 为什么：国有资本经营预算的表由资金得出，资金写错，支出就列到了别的表里（勾稽 15）。
///
/// 例：{ code = "2230105", fund = "general", project = 450000.00 }
///
/// 怎么办：核对 fund 和编码。
pub(super) fn fund_of_class(evidence: &Evidence<'_>) -> Verdict {
    let rows = evidence.year().expenditure.iter();
    let wrong = rows
        .filter(|row| row.code.value.class().as_str() == "223" && row.fund != Fund::StateCapital);
    Ok(wrong
        .map(|row| {
            let headline =
                format!("{} 是国有资本经营预算支出，资金却写成{}", row.code.value, row.fund.term());
            Problem::finding(headline)
                .at(row.place, format!("fund = \"{}\"", row.fund.key()))
                .help("请改成 fund = \"state-capital\"，或核对编码")
        })
        .collect())
}

/// The statements that list expenditure by class.
const TOTALS: Named =
    Named { within: &[(Statement::Totals, ""), (Statement::Fiscal, "")], alone: "总表" };

/// R0210 error：支出的每一类在版式的总表里都有一行
///
/// 支出各行的类，都要在版式的 layout.toml 的 classes 之中。
///
/// 为什么：收入支出总表和财政拨款总表按类列示；表里没有的类印不出来，合计与各行之和就不等了（勾稽 1、5、11）。
///
/// 例：版式的总表没有 230 类，支出却有 2300199。
///
/// 怎么办：核对编码；确认无误的，请在版式的 layout.toml 的 classes 中加上这一类。
pub(super) fn class_not_in_form(evidence: &Evidence<'_>) -> Verdict {
    let classes = &evidence.layout.classes;
    let rows = evidence.year().expenditure.iter();
    let lost = rows.filter(|row| !classes.is_empty() && !classes.contains(&row.code.value.class()));
    Ok(lost
        .map(|row| {
            let class = row.code.value.class();
            let (name, totals) = (&evidence.layout.name, evidence.name_of(&TOTALS));
            Problem::finding(format!("版式“{name}”的{totals}没有 {class} 类支出这一行"))
                .at(row.code.place, format!("这一类在{totals}里没有位置"))
                .help("请核对编码；确认无误的，请在版式的 layout.toml 的 classes 中加上这一类")
        })
        .collect())
}

/// R0211 error：国有资本经营预算的年初结转和结余要写到科目
///
/// 版式的国有资本经营预算表逐项列年初、年末结转和结余（layout.toml 写了 state-capital-balances = true）的，[carry-over] 中国有资本经营预算的年初数要写 code。
///
/// 为什么：没有编码就不知道列在哪一项，合计与各行之和会不等（勾稽 8）。
///
/// 例：上海版式的单位写了 { fund = "state-capital", amount = 20000.00 }，没有 code。
///
/// 怎么办：按项拆开，各写 code。
pub(super) fn state_capital_opening(evidence: &Evidence<'_>) -> Verdict {
    let rows = evidence.year().carry_over.opening.iter();
    let bare = rows.filter(|row| {
        row.fund == Fund::StateCapital && row.code.is_none() && !row.amount.value.is_zero()
    });
    let bare = bare.filter(|_| evidence.layout.style.state_capital_balances);
    Ok(bare
        .map(|row| {
            let amount = row.amount.value;
            Problem::finding(format!("国有资本经营预算的年初结转和结余 {amount} 元没有写到科目"))
                .at(row.place, "缺少 code")
                .lacking("code")
                .help("例：{ fund = \"state-capital\", code = \"2230105\", amount = 100.00 }")
        })
        .collect())
}
