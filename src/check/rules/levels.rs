//! 原因

use std::collections::BTreeMap;

use crate::check::evidence::Evidence;
use crate::check::explained::{explained, is_explained};
use crate::check::levels::{form, level, term};
use crate::check::verdict::Verdict;
use crate::figures::ledger::Under;
use crate::model::code::{FunctionCode, Functional, Level};
use crate::model::fund::Fund;
use crate::model::reasons::AccountReason;
use crate::problem::Problem;

/// R0715 warning：用途和原因写在版式说明的那一级
///
/// 同一份数据可以换着版式用：[reasons] accounts 里按类的、按项的可以并排写，各种版式印自己说明的那一级（山西按类，三位编码；上海、中央按项，七位编码；政府性基金和国有资本经营预算都按项）。只写了别的级次、这个版式说明的那一级没有写的，印不出来。按款写的、非财政拨款的，没有一种版式印。
///
/// 为什么：写在别的级次上的话没有地方印，会悄悄漏掉（勾稽 24）。
///
/// 例：山西版式按类说明，accounts 中写了 code = "2210201"，没有 221 的。
///
/// 怎么办：在版式说明的那一级也写上；没有一种版式印的，改正编码的位数，或删去。
pub(super) fn reason_at_wrong_level(evidence: &Evidence<'_>) -> Verdict {
    let told = explained(evidence);
    let is_told = |row: &AccountReason| {
        let other_level = |code: &FunctionCode| code.overlaps(&row.code.value);
        let mut same = told.iter().filter(|code| code.fund == row.fund && other_level(&code.code));
        Level::of(&row.code.value) != Level::Section && same.any(|code| code.reason.is_some())
    };
    let mut groups: BTreeMap<(Fund, Level), Vec<&AccountReason>> = BTreeMap::new();
    for row in &evidence.year().reasons.accounts {
        if !is_explained(evidence, row.fund, &row.code.value) && !is_told(row) {
            groups.entry((row.fund, Level::of(&row.code.value))).or_default().push(row);
        }
    }
    Ok(groups.into_iter().map(|((fund, at), rows)| elsewhere(evidence, fund, at, &rows)).collect())
}

/// The finding of words for a fund that stand at a level at which the form does not explain it.
fn elsewhere(evidence: &Evidence<'_>, fund: Fund, at: Level, rows: &[&AccountReason]) -> Problem {
    let (form, wanted, count) = (form(evidence), level(evidence, fund), rows.len());
    let (named, at) = (fund.term(), term(at));
    let mut problem = match fund {
        Fund::NonFiscal => Problem::finding("非财政拨款的支出，没有一种版式逐项说明")
            .help("请删去这些话，或改正 fund"),
        Fund::General | Fund::GovernmentFund | Fund::StateCapital => {
            let (digits, wanted) = (wanted.digits(), term(wanted));
            let headline = format!(
                "{form}逐{wanted}说明{named}：写在{at}上的 {count} 条用途和原因印不出来，相应的{wanted}没有写"
            );
            let help = format!(
                "这是版式要求的：请在 [reasons] accounts 中按{wanted}（{digits} 位编码）写；按{at}写的换了逐{at}说明的版式才印，那时要用的不必删"
            );
            Problem::finding(headline).help(help)
        }
    };
    for row in rows {
        problem = problem.at(row.code.place, "不会印出");
        problem.mark(row.code.place, row.code.value.as_str());
    }
    problem.about("reasons.accounts")
}

/// R0718 error：逐条说明的科目，年初预算要写到说明的那一级
///
/// 版式逐项说明预算完成情况的，budget 写到项；只写到类、款的，各项的预算不知道是多少，那半句印不出来。写到项的，按类说明的版式由程序相加，所以写到项的数据哪种版式都能用。
///
/// 为什么：说明要逐项写年初预算和支出决算（上海市 2024 年度模板；勾稽 21）；缺的数不能编造。
///
/// 例：上海版式，budget 只写了 { code = "207", initial = 1250000.00 }，没有 2070104 的。
///
/// 怎么办：把 budget 的一行换成各项的几行，合计不变。
pub(super) fn budget_above_the_level(evidence: &Evidence<'_>) -> Verdict {
    let ledger = evidence.ledger();
    let budget = &evidence.year().budget;
    let mut missing: BTreeMap<Fund, Vec<FunctionCode>> = BTreeMap::new();
    for code in explained(evidence) {
        let is_written = budget.iter().any(|row| row.fund == code.fund);
        if is_written && ledger.budgeted(code.fund, Under::code(&code.code)).is_none() {
            missing.entry(code.fund).or_default().push(code.code);
        }
    }
    let findings = missing.into_iter().map(|(fund, codes)| {
        let (form, wanted) = (form(evidence), term(level(evidence, fund)));
        let above = budget.iter().filter(|row| {
            let own = &row.code.value;
            let above = |code: &FunctionCode| code != own && Functional::from(own).holds(code);
            row.fund == fund && codes.iter().any(above)
        });
        let above: Vec<_> = above.collect();
        let whole = !above.is_empty() && above.iter().all(|row| row.initial.is_none());
        let (count, named) = (codes.len(), fund.term());
        let listed = codes.iter().map(FunctionCode::as_str).collect::<Vec<_>>().join("、");
        let (budget, key) =
            if whole { ("全年预算", "full-year") } else { ("年初预算", "initial") };
        let headline =
            format!("{form}逐{wanted}说明{named}的{budget}，还差 {count} {wanted}的{budget}数");
        let mut problem = Problem::finding(headline).about("budget");
        for row in above {
            problem = problem.at(row.code.place, "只写到这一级");
            problem.mark(row.code.place, row.code.value.as_str());
        }
        let help = format!("各自的 {key}，合计不变；按类说明的版式由程序相加");
        problem.help(format!("请把这几行换成{listed}{help}"))
    });
    Ok(findings.collect())
}
