//! 原因

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::explained::{explained, is_explained};
use crate::check::levels::lacking;
use crate::check::three_public::items;
use crate::check::verdict::{NotRun, Verdict};
use crate::check::words::stopgap::text_says_something;
use crate::figures::change::{Attainment, Change, Direction, Side};
use crate::model::budget::Basis;
use crate::model::code::FunctionCode;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::place::Place;
use crate::model::reasons::{ReasonOf, Sum};
use crate::model::text::Text;
use crate::problem::Problem;

/// R0711 warning：与上年比变动较大的，要写原因
///
/// 收支总计、财政拨款总计、各项财政拨款支出、各类（项）支出、机关运行经费，与上年比增减达到 juesuan.toml 中 change-threshold（缺省 10%）的，要写原因。上年为零、本年有数的也要写。增减照版式的单位和位数印出来看：印出来相等的不用写。只写“无”“其他”不算写了原因。
///
/// 为什么：公开说明要写明收支增减变化的原因（财预〔2016〕143号；评分常用的标准是差异超过 10% 须说明）。
///
/// 例：政府性基金支出 48000.00 元，上年 37000.00 元，增长 29.73%，没有写原因。
///
/// 怎么办：在 [reasons] 的相应字段中写明原因。
pub(super) fn missing_change_reason(evidence: &Evidence<'_>) -> Verdict {
    evidence.prior()?;
    let (figures, reasons) = (evidence.figures, &evidence.year().reasons);
    let compared = evidence.layout.style.account_changes;
    // “三公” expense has rules of its own.
    let totals = ReasonOf::ALL.into_iter().filter(|sum| sum.sum() != Sum::ThreePublic);
    let top = evidence.year().place;
    let mut findings = Vec::new();
    for sum in totals {
        let smaller = sum.fund().filter(|fund| *fund != FiscalFund::General);
        let printed = |change: &Change| match smaller {
            Some(_) => compared && !(change.current.is_zero() && change.prior.is_zero()),
            None => true,
        };
        let change = figures.change_of(sum).filter(printed);
        let Some(change) = change.filter(|change| needs_reason(evidence, change)) else { continue };
        let reason = reasons.of(sum);
        if !text_says_something(reason) {
            let place = reason.map_or(top, |text| text.place);
            let name = match sum.fund() {
                Some(fund) => format!("{}财政拨款支出", fund.term()),
                None => sum.term().to_owned(),
            };
            let field = format!(" [reasons] 的 {} ", sum.key());
            let finding = unexplained_change(&name, &change, place, &field);
            findings.push(finding.asks(format!("reasons.{}", sum.key())));
        }
    }
    for code in explained(evidence) {
        let Some(change) = code.change.filter(|change| needs_reason(evidence, change)) else {
            continue;
        };
        let reason = code.reason.and_then(|reason| reason.change.as_ref());
        if !text_says_something(reason) {
            let name = format!("{} {}", code.code, code.name);
            let field = format!(" [reasons] accounts 中 {} 的 change ", code.code);
            let finding = unexplained_change(&name, &change, code.place, &field);
            let finding = finding.gathered(lacking(evidence, code.fund, "change", "增减的原因"));
            findings.push(finding.asks(code.path("change")));
        }
    }
    Ok(findings)
}

/// Whether a change is large enough to be explained.
fn needs_reason(evidence: &Evidence<'_>, change: &Change) -> bool {
    let large = change.rate.is_none_or(|rate| rate.0 >= evidence.settings.change_threshold);
    change.is_told() && large
}

/// The finding of a change without a reason.
fn unexplained_change(name: &str, change: &Change, place: Place, field: &str) -> Problem {
    let Change { current, prior, .. } = *change;
    let size = change.movement().abs();
    let (more, grew) = match change.direction {
        Direction::Decrease => ("减少", "下降"),
        _ => ("增加", "增长"),
    };
    let rate = change.rate.map(|rate| format!("，{grew} {rate}")).unwrap_or_default();
    let headline =
        format!("{name}：本年 {current} 元，上年 {prior} 元，{more} {size} 元{rate}，没有写原因");
    Problem::finding(headline).at(place, "没有原因").help(format!("请在{field}中写明原因"))
}

/// R0712 warning：与预算差异较大的，要写原因
///
/// 各类（项）财政拨款支出的决算数，与报告里和它比的那个预算数（年初预算；本年新设立、只有全年预算的，是全年预算）相差达到 juesuan.toml 中 budget-threshold（缺省 10%）的，要写原因；年初没有预算而有支出的也要写。版式印出合计与预算的差异原因的（如上海版式），一般公共预算支出、“三公”经费的合计也要写；“三公”与预算不同的各项都写了原因的，合计不用再写。决算与预算相等的，或照版式的单位和位数印出来相等的，不用写。只有全年预算与决算不同、年初预算与它相等的，也不用写。
///
/// 为什么：说明中要写明决算数大于（小于）预算数的主要原因（上海市 2024 年度模板；勾稽 21）。
///
/// 例：201 类年初预算 1700000.00 元，决算 1970000.00 元，完成 115.88%，没有写原因。
///
/// 怎么办：在 [reasons] accounts 的相应行中写 budget；合计的写在 general-budget、three-public-budget。
pub(super) fn missing_budget_reason(evidence: &Evidence<'_>) -> Verdict {
    if evidence.year().budget.is_empty() {
        return Err(NotRun::because("数据中没有预算 budget"));
    }
    let threshold = evidence.settings.budget_threshold;
    let mut findings = totals_off_budget(evidence);
    for code in explained(evidence) {
        let Some(attainment) = code.attainment.filter(Attainment::is_told) else { continue };
        let Attainment { budget, outturn, rate, basis, .. } = attainment;
        let term = basis.term();
        let size = attainment.gap().abs();
        let far = rate.is_none_or(|rate| (rate.0 - Decimal::ONE_HUNDRED).abs() >= threshold);
        let reason = code.reason.and_then(|reason| reason.budget.as_ref());
        if !far || text_says_something(reason) {
            continue;
        }
        let how = if attainment.direction == Side::Over { "超" } else { "少" };
        let rate = rate.map(|rate| format!("，完成 {rate}")).unwrap_or_default();
        let headline = format!(
            "{} {}：{term} {budget} 元，决算 {outturn} 元，{how} {size} 元{rate}，没有写原因",
            code.code, code.name
        );
        findings.push(
            Problem::finding(headline)
                .asks(code.path("budget"))
                .at(code.place, "没有原因")
                .help(format!("请在 [reasons] accounts 中 {} 的 budget 写明原因", code.code))
                .gathered(lacking(evidence, code.fund, "budget", "与预算差异的原因")),
        );
    }
    Ok(findings)
}

/// The totals of which the form says that they are more or less than their budget, and nobody wrote why.
fn totals_off_budget(evidence: &Evidence<'_>) -> Vec<Problem> {
    let asked = [ReasonOf::GeneralBudget, ReasonOf::ThreePublicBudget].into_iter();
    let asked = asked.filter(|_| evidence.layout.style.budget_reasons);
    let findings = asked.filter_map(|sum| {
        let attainment = evidence.figures.attainment_of(sum).filter(Attainment::is_told)?;
        let Attainment { budget, outturn, rate, basis, .. } = attainment;
        let threshold = evidence.settings.budget_threshold;
        let far = rate.is_none_or(|rate| (rate.0 - Decimal::ONE_HUNDRED).abs() >= threshold);
        let written = evidence.year().reasons.of(sum);
        // “三公” expense has a reason where each of its items that is off its budget has one.
        let told_by_items = sum == ReasonOf::ThreePublicBudget
            && items(evidence).into_iter().all(|item| {
                let told = text_says_something(item.written.reason.as_ref());
                told || !item.figures.attainment.is_told()
            });
        if !far || told_by_items || text_says_something(written) {
            return None;
        }
        let name = match sum.fund() {
            Some(fund) => format!("{}财政拨款支出", fund.term()),
            None => ReasonOf::ThreePublic.term().to_owned(),
        };
        let (how, size) = (attainment.direction, attainment.gap().abs());
        let how = if how == Side::Over { "超" } else { "少" };
        let rate = rate.map(|rate| format!("，完成 {rate}")).unwrap_or_default();
        let headline = format!(
            "{name}合计：{} {budget} 元，决算 {outturn} 元，{how} {size} 元{rate}，没有写原因",
            basis.term()
        );
        let place = written.map_or(evidence.year().place, |text| text.place);
        Some(
            Problem::finding(headline)
                .asks(format!("reasons.{}", sum.key()))
                .at(place, "没有原因")
                .help(format!("这个版式印出合计的差异原因；请在 [reasons] 的 {} 写明", sum.key())),
        )
    });
    findings.collect()
}

/// R0713 warning：“三公”经费有增减的，要写原因
///
/// “三公”各项的决算数，照版式的单位和位数印出来与上年不等的，要写原因：写在该项的 reason，或 [reasons] 的 three-public。
///
/// 为什么：“三公”经费要说明与上年、与预算对比增减变化的原因（《财政预决算领域基层政务公开标准目录》；勾稽 22；常见差错 12）。
///
/// 例：公务接待费 5000.00 元，上年 6000.00 元，两处都没有写原因。
///
/// 怎么办：在该项写 reason。
pub(super) fn three_public_reason(evidence: &Evidence<'_>) -> Verdict {
    evidence.prior()?;
    let overall = text_says_something(evidence.year().reasons.of(ReasonOf::ThreePublic));
    let mut findings = Vec::new();
    for item in items(evidence) {
        let written = item.written;
        let Some(change) = item.figures.change.filter(Change::is_told) else { continue };
        if !overall && !text_says_something(written.reason.as_ref()) {
            let finding = unexplained_change(item.name, &change, written.place, "该项的 reason ");
            findings.push(finding.asks(item.path("reason")));
        }
    }
    Ok(findings)
}

/// R0714 warning：持平的不写原因，没有发生的不写用途
///
/// 与上年持平的不写 change，与预算相等的不写 budget；没有支出的科目不写 use；总数、“三公”各项、机关运行经费持平、与预算相等的不写原因；没有上年数、没有年初预算可比的也不写。这个版式不印、别的版式印的（如上海版式不逐项与上年比，不印 change）可以写着，换版式时用。持平、相等，照版式的单位和位数印出来看；“三公”各项两年都没有支出的，可以写为什么没有。
///
/// 为什么：持平又写原因、没有支出又写用途，是前后矛盾（常见差错 4；上海市 2024 年度模板：预决算持平不用说明）。写了也不会印出。
///
/// 例：221 类与上年同为 95000.00 元，却写了 change = "缴存基数提高"。
///
/// 怎么办：删去这句话，或核对金额和编码。
pub(super) fn unused_reason(evidence: &Evidence<'_>) -> Verdict {
    let compared = evidence.layout.style.account_changes;
    let explained = explained(evidence);
    let mut findings = Vec::new();
    let mut unused = |name: &str, why, text| findings.push(not_printed(name, why, text));
    for code in &explained {
        let Some(reason) = code.reason else { continue };
        let name = format!("{} {}", code.code, code.name);
        let moved = unmoved(code.change).filter(|_| compared);
        if let Some((why, text)) = moved.zip(reason.change.as_ref()) {
            unused(&name, why, text);
        }
        if let Some((why, text)) = met(code.attainment).zip(reason.budget.as_ref()) {
            unused(&name, why, text);
        }
        if let Some(text) = reason.purpose.as_ref().filter(|_| code.amount.is_zero()) {
            unused(&name, "没有支出", text);
        }
    }
    let explained: BTreeSet<(Fund, &FunctionCode)> =
        explained.iter().map(|code| (code.fund, &code.code)).collect();
    for reason in &evidence.year().reasons.accounts {
        let code = &reason.code.value;
        let known = explained.contains(&(reason.fund, code));
        if is_explained(evidence, reason.fund, &reason.code.value) && !known {
            let what = if compared { "支出、预算和上年数" } else { "支出和预算" };
            findings.push(
                Problem::finding(format!("{code} 没有{what}，这一行不会印出"))
                    .at(reason.place, "没有用到")
                    .help("请删去这一行，或核对编码和 fund"),
            );
        }
    }
    findings.extend(unused_totals(evidence));
    findings.extend(unmoved_totals(evidence));
    Ok(findings)
}

/// Why the reason of a change is not printed, if it is not.
fn unmoved(change: Option<Change>) -> Option<&'static str> {
    match change {
        None => Some("没有上年数可比"),
        Some(change) => (!change.is_told()).then_some("与上年持平"),
    }
}

/// Why the reason of a difference from the budget is not printed, if it is not.
fn met(attainment: Option<Attainment>) -> Option<&'static str> {
    match attainment {
        None => Some("没有年初预算可比"),
        Some(attainment) => {
            let equal = match attainment.basis {
                Basis::Initial => "与年初预算相等",
                Basis::FullYear => "与全年预算相等",
            };
            (!attainment.is_told()).then_some(equal)
        }
    }
}

/// The reasons of totals, of “三公” items and of operating expense whose figures are printed alike in both years, or have
/// nothing to be compared with.
fn unmoved_totals(evidence: &Evidence<'_>) -> Vec<Problem> {
    let (figures, reasons) = (evidence.figures, &evidence.year().reasons);
    let compared = evidence.layout.style.account_changes;
    let has_none = (!figures.operating_expense.applies).then_some("这个单位没有机关运行经费");
    // Without last year's figures, or with nothing in either year, the form has room for what is said of “三公” expense.
    let level = |change: Option<Change>| {
        let change = change.filter(|c| !c.current.is_zero() || !c.prior.is_zero());
        change.and_then(|change| unmoved(Some(change)))
    };
    let totals = ReasonOf::ALL.into_iter().filter_map(|sum| {
        let (text, change) = (reasons.of(sum), figures.change_of(sum));
        let (why, text) = match sum.sum() {
            _ if sum.is_of_budget() => (None, text),
            Sum::Total | Sum::Fiscal => (unmoved(change), text),
            Sum::Fund(fund) => {
                (unmoved(change), text.filter(|_| compared || fund == FiscalFund::General))
            }
            Sum::ThreePublic => (level(change), text),
            Sum::OperatingExpense => (has_none.or_else(|| unmoved(change)), text),
        };
        Some((sum.term(), why?, text?))
    });
    let items = items(evidence).into_iter().filter_map(|item| {
        Some((item.name, level(item.figures.change)?, item.written.reason.as_ref()?))
    });
    totals.chain(items).map(|(name, why, text)| not_printed(name, why, text)).collect()
}

/// The reasons of differences from the budget where there are none.
fn unused_totals(evidence: &Evidence<'_>) -> Vec<Problem> {
    let reasons = &evidence.year().reasons;
    // A form that does not state them leaves the words to one that does.
    let budgets = ReasonOf::ALL.into_iter().filter(|sum| sum.is_of_budget());
    let told = budgets.filter(|_| evidence.layout.style.budget_reasons);
    let unused = told.filter_map(|sum| {
        let name = sum.fund().map_or("“三公”经费", FiscalFund::spent);
        let (why, text) = met(evidence.figures.attainment_of(sum)).zip(reasons.of(sum))?;
        Some(not_printed(name, why, text))
    });
    unused.collect()
}

/// The finding of words that have no place in the report.
fn not_printed(name: &str, why: &str, text: &Text) -> Problem {
    Problem::finding(format!("{name}：{why}，这段话不会印出"))
        .at(text.place, why.to_owned())
        .help("请删去这句话，或核对金额和编码")
}

/// R0716 warning：逐条说明的科目要写用途
///
/// 有财政拨款支出的各类（项），在 [reasons] accounts 中写了 use。
///
/// 为什么：说明中逐条写“主要用于：…”（勾稽 24；上海市 2024 年度模板）；没有写的，那半句略去。一份报告缺得多的，合成一条，说出这个版式还差几项。
///
/// 例：201 类支出 1970000.00 元，accounts 中没有 use。
///
/// 怎么办：在 [reasons] accounts 的相应行中写 use。
pub(super) fn missing_purpose(evidence: &Evidence<'_>) -> Verdict {
    let bare = explained(evidence).into_iter().filter(|code| {
        let written = code.reason.and_then(|reason| reason.purpose.as_ref());
        !code.amount.is_zero() && !text_says_something(written)
    });
    Ok(bare
        .map(|code| {
            let headline =
                format!("{} {}：本年支出 {} 元，没有写用途", code.code, code.name, code.amount);
            Problem::finding(headline)
                .asks(code.path("use"))
                .at(code.place, "没有用途")
                .help(format!("请在 [reasons] accounts 中 {} 的 use 写明主要用于什么", code.code))
                .gathered(lacking(evidence, code.fund, "use", "用途"))
        })
        .collect())
}
