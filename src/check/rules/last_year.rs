//! 与上年核对

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::evidence::Evidence;
use crate::check::rules::department::{at_units, names};
use crate::check::three_public::items;
use crate::check::units::pairs::{Pair, findings};
use crate::check::units::slip::{about, asking};
use crate::check::verdict::{NotRun, Verdict};
use crate::figures::change::Change;
use crate::figures::consolidation::gaps::without_last_year;
use crate::figures::ledger::{Ledger, Under};
use crate::model::amount::Money;
use crate::model::fund::Fund;
use crate::model::place::Place;
use crate::model::report::YearFile;
use crate::problem::Problem;

/// R0301 warning：年初结转和结余等于上年年末结转和结余
///
/// 一般公共预算、政府性基金预算、国有资本经营预算、非财政拨款，各自比较。
///
/// 为什么：今年的年初数就是去年的年末数（勾稽 2、5、8）。有年初调整（如以前年度损益调整、收回结余资金）的可以不等，所以只是警告。
///
/// 例：上年一般公共预算年末结转 5000.00 元，本年 [carry-over] 写 50000.00。
///
/// 怎么办：核对 [carry-over] 和上年的收支；确有年初调整的写 [[accept]] 并说明理由。
pub(super) fn opening_balance(evidence: &Evidence<'_>) -> Verdict {
    let prior = evidence.prior()?;
    let (now, then) = (&evidence.figures.fiscal, &prior.fiscal);
    let own_opening = evidence.figures.balance.opening - now.total.opening;
    let own_closing = prior.balance.closing - then.total.closing;
    let funds = Fund::ALL.map(|fund| match fund.fiscal() {
        Some(fiscal) => (fund, now.funds[fiscal].opening, then.funds[fiscal].closing),
        None => (fund, own_opening, own_closing),
    });
    let mut findings = Vec::new();
    for (fund, opening, closing) in funds {
        let difference = (opening - closing).abs();
        if difference <= evidence.tolerance_of_opening(fund, Under::All) {
            continue;
        }
        let name = fund.term();
        let headline = format!(
            "{name}年初结转和结余 {opening} ≠ 上年年末结转和结余 {closing}，差 {difference} 元"
        );
        let carry_over = &evidence.year().carry_over;
        let row = carry_over.opening.iter().find(|row| row.fund == fund);
        let place = row.map_or(carry_over.place, |row| row.place);
        let mut finding = Problem::finding(headline)
            .about(format!("carry-over.opening[{}]", fund.key()))
            .at(place, format!("年初 {opening} 元"));
        if let Some(last) = last_spent(evidence, fund) {
            finding = finding.at(last, format!("由上年收支得出的年末数 {closing} 元"));
        }
        findings.push(
            asking(finding, opening, closing)
                .help("请核对 [carry-over] 和上年的收支；确有年初调整的写 [[accept]] 并说明理由"),
        );
    }
    Ok(findings)
}

/// Last year's first row of expenditure of a fund, or else the top of its file.
fn last_spent(evidence: &Evidence<'_>, fund: Fund) -> Option<Place> {
    Some(match evidence.report.last_year.as_ref()? {
        YearFile::Report(report) => {
            let row = report.expenditure.iter().find(|row| row.fund == fund);
            row.map_or(report.place, |row| row.place)
        }
        YearFile::Comparison(comparison) => {
            let row = comparison.expenditure.iter().find(|row| row.fund == fund);
            row.map_or(comparison.place, |row| row.place)
        }
    })
}

/// R0302 warning：政府性基金每个科目的年初数等于上年该科目的年末数
///
/// 上年有完整的数据文件时，政府性基金按项级科目比较年初与上年年末。
///
/// 为什么：政府性基金的表按科目列示年初和年末结转和结余，相邻两年要接得上（勾稽 8）。
///
/// 例：上年 2120803 年末 500.00 元、2120804 年末 0.00 元，本年年初数写在了 2120804 上。
///
/// 怎么办：核对 [carry-over] opening 各行的编码和金额。
pub(super) fn opening_item(evidence: &Evidence<'_>) -> Verdict {
    let Some(YearFile::Report(last)) = &evidence.report.last_year else {
        return Err(NotRun::because("上年没有完整的数据文件"));
    };
    let ledger = Ledger::of(last);
    let mut findings = Vec::new();
    for row in &evidence.year().carry_over.opening {
        let Some(code) = row.code.as_ref().filter(|_| row.fund == Fund::GovernmentFund) else {
            continue;
        };
        let under = Under::code(&code.value);
        let closing = ledger.left(&[row.fund], under);
        let difference = (row.amount.value - closing).abs();
        if difference > evidence.tolerance_of_opening(row.fund, under) {
            let (code, opening) = (&code.value, row.amount.value);
            let finding = Problem::finding(format!(
                "政府性基金 {code} 年初结转和结余 {opening} ≠ 上年年末 {closing}，差 {difference} 元"
            ));
            findings.push(
                asking(finding, opening, closing)
                    .at(row.place, format!("年初 {opening} 元"))
                    .help("请核对编码和金额；确有年初调整的写 [[accept]] 并说明理由"),
            );
        }
    }
    Ok(findings)
}

/// R0303 warning：与上年比没有差到十倍
///
/// 收入合计、支出合计、各类支出和“三公”各项，不比上年多到十倍以上，也不少到十分之一以下；机关运行经费不差到一万倍。过半的数都约差一万倍的，并成一条，问是不是一年写元、一年写万元。
///
/// 为什么：正常的增减很少到十倍，多一个 0、少一个 0 却很常见；元和万元混填会差一万倍（常见差错 9）。
///
/// 例：上年住房公积金 95000.00 元，本年写成 1000000.00 元。
///
/// 怎么办：核对这一类各行的数位；确实如此的写 [[accept]] 并说明理由。
pub(super) fn tenfold_change(evidence: &Evidence<'_>) -> Verdict {
    evidence.prior()?;
    let figures = evidence.figures;
    let year = evidence.year();
    let mut changes: Vec<(String, Option<Change>, Place, String)> = vec![
        (
            "本年收入合计".to_owned(),
            figures.changes.income,
            year.income.first().map_or(year.place, |row| row.place),
            "income".to_owned(),
        ),
        (
            "本年支出合计".to_owned(),
            figures.changes.expenditure,
            year.expenditure.first().map_or(year.place, |row| row.place),
            "expenditure".to_owned(),
        ),
    ];
    for account in &figures.accounts {
        let mut rows = year.expenditure.iter();
        let row = rows.find(|row| row.code.value.class() == account.code);
        let name = format!("{} {}", account.code, account.name);
        let place = row.map_or(year.place, |row| row.place);
        let path = format!("expenditure[{}/{}]", account.code, Fund::General.key());
        changes.push((name, account.explanation.change, place, path));
    }
    for item in items(evidence) {
        let place = item.outturn_place(evidence);
        changes.push((item.name.to_owned(), item.figures.change, place, item.path("final")));
    }
    let in_unit = |change: &Change| differs_in_unit(change.current, change.prior);
    let operating = figures.operating_expense.change.filter(in_unit);
    let place = year.operating_expense.map_or(year.place, |written| written.place);
    let path = "operating-expense".to_owned();
    changes.push(("机关运行经费".to_owned(), operating, place, path));
    let whole = last_place(evidence).map(|place| (place, "上年的数".to_owned()));
    let far = changes.iter().filter_map(|(name, change, place, path)| {
        let Change { current, prior, .. } = (*change)?;
        let how = tenfold(current, prior)?;
        let mut finding =
            Problem::finding(format!("{name}：本年 {current} 元，上年 {prior} 元，{how}"))
                .about(path.clone())
                .at(*place, format!("本年 {current} 元"));
        finding.places.extend(whole.clone().filter(|_| differs_in_unit(current, prior)));
        let help = "请核对数位和单位（元）；确实如此的写 [[accept]] 并说明理由";
        Some(Pair { finding: finding.help(help), amounts: [current, prior] })
    });
    let compared = |change: &Change| change.current > Money::ZERO && change.prior > Money::ZERO;
    let all =
        changes.iter().filter(|(_, change, ..)| change.as_ref().is_some_and(compared)).count();
    Ok(findings(far.collect(), all, "本年与上年"))
}

/// Whether two amounts differ as units do.
fn differs_in_unit(one: Money, other: Money) -> bool {
    about(one.decimal(), other.decimal()).is_some()
}

/// The top of the data of last year.
fn last_place(evidence: &Evidence<'_>) -> Option<Place> {
    Some(match evidence.report.last_year.as_ref()? {
        YearFile::Report(report) => report.place,
        YearFile::Comparison(comparison) => comparison.place,
    })
}

/// How one amount is ten times the other or more, if it is.
fn tenfold(current: Money, prior: Money) -> Option<String> {
    let (now, then) = (current.decimal(), prior.decimal());
    if now <= Decimal::ZERO || then <= Decimal::ZERO {
        return None;
    }
    let (larger, smaller, how) =
        if now > then { (now, then, "是上年的") } else { (then, now, "上年是本年的") };
    let times = larger.checked_div(smaller)?;
    let shown = times.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    (times >= Decimal::TEN).then(|| format!("{how} {shown:.1} 倍"))
}

/// R0304 warning：要比较的上年数都要有
///
/// 上年数据里有“三公”经费；行政单位和参公单位还有机关运行经费。
///
/// 为什么：这些都要与上年比较（勾稽 22；常见差错 9）；上年数据没有写的，报告里就没有这些比较。
///
/// 例：2021.toml 只供比较，没有写 [three-public]。
///
/// 怎么办：在上年文件或 [prior] 中补上；上年没有发生的写 0。
pub(super) fn missing_comparative(evidence: &Evidence<'_>) -> Verdict {
    let prior = evidence.prior()?;
    let place = last_place(evidence).unwrap_or(evidence.year().place);
    let applies = evidence.figures.operating_expense.applies;
    let silent = without_last_year(evidence.report);
    let missing = [
        ("“三公”经费", "[three-public]", prior.three_public.is_none(), silent.three_public),
        (
            "机关运行经费",
            "operating-expense",
            applies && prior.operating_expense.is_none(),
            silent.operating_expense,
        ),
    ];
    let missing = missing.into_iter().filter(|(_, _, missing, _)| *missing);
    Ok(missing
        .map(|(what, key, _, units)| match units.as_slice() {
            [] => Problem::finding(format!("上年数据没有{what}，报告中没有这项比较"))
                .at(place, "上年数据")
                .lacking(key.trim_matches(['[', ']']))
                .help(format!("请在上年数据中补上 {key}；没有发生的写 0")),
            units => {
                let headline = format!(
                    "所属单位 {} 的上年数据没有{what}，部门的上年数不知道，报告中没有这项比较",
                    names(units)
                );
                at_units(Problem::finding(headline), evidence, units, "上年数据")
                    .help(format!("请在这些单位的上年数据中补上 {key}；没有发生的写 0"))
            }
        })
        .collect())
}
