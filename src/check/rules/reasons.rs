//! 原因

use std::collections::BTreeMap;

use crate::check::evidence::Evidence;
use crate::check::reasoned::{About, Leaning, Reasoned, Says, is_about, leaning, reasoned};
use crate::check::topics::{foreign_class, foreign_expense};
use crate::check::verdict::Verdict;
use crate::check::words::characters::brief;
use crate::check::words::pattern::Pattern;
use crate::figures::ledger::Under;
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::problem::Problem;

/// How many characters a reason has at least that is noticed when it is repeated.
const REPEATED: usize = 6;

/// How many words of a reason a headline names.
const NAMED: usize = 10;

/// R0701 warning：不同的项目不用同一句原因
///
/// 六个字以上的原因、用途，不原样用在几个不同的科目、几个“三公”项目、几本预算上，也不既作用途又作原因。总计与其中的一部分（如收支总计与一般公共预算支出），以及增减额相同的，本来就可能是同一个原因，不算；同一科目比上年和比预算的原因相同，也不算。
///
/// 为什么：多半是复制粘贴；读者看不出各项为什么变（勾稽 23；常见差错 13）。
///
/// 例：208 和 221 的原因都写“人员正常晋级晋档导致”。
///
/// 怎么办：逐项写明自己的原因；确实相同的，写 [[accept]] 并说明理由。
pub(super) fn repeated_reason(evidence: &Evidence<'_>) -> Verdict {
    let all = reasoned(evidence);
    let printed = |entry: &&Reasoned<'_>| entry.says == Says::Purpose || entry.difference.is_some();
    let all: Vec<(String, &Reasoned<'_>)> =
        all.iter().filter(printed).map(|entry| (entry.bare(), entry)).collect();
    let mut findings = Vec::new();
    let mut groups: Vec<Vec<&Reasoned<'_>>> = Vec::new();
    let mut by_words: BTreeMap<&str, usize> = BTreeMap::new();
    for (words, entry) in all.iter().filter(|(words, _)| words.chars().count() >= REPEATED) {
        let number = *by_words.entry(words).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(same) => same.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    for same in &groups {
        let pasted = pasted(same);
        let Some(first) = pasted.first() else { continue };
        let headline =
            format!("“{}”原样写了 {} 处", shortened(first.passage.text.trim()), pasted.len());
        let places = pasted.iter().map(|entry| (entry.passage.whole(), entry.title())).collect();
        findings.push(Problem {
            places,
            ..Problem::finding(headline).help("请逐项写明自己的原因、用途")
        });
    }
    Ok(findings)
}

/// Those of some entries of the same words that are about something else than another one.
fn pasted<'a, 'r>(same: &[&'a Reasoned<'r>]) -> Vec<&'a Reasoned<'r>> {
    // Reasons of one difference are never different: only those of another difference and purposes are looked at.
    let mut by_difference: BTreeMap<Option<Option<Money>>, Vec<&Reasoned<'_>>> = BTreeMap::new();
    let difference =
        |entry: &Reasoned<'_>| (entry.says != Says::Purpose).then_some(entry.difference);
    for entry in same {
        by_difference.entry(difference(entry)).or_default().push(entry);
    }
    let differs = |entry: &&Reasoned<'_>| {
        let own = difference(entry);
        let others = by_difference.iter().filter(|(of, _)| own.is_none() || **of != own);
        let mut others = others.flat_map(|(_, others)| others);
        others.any(|other| are_different(entry, other))
    };
    same.iter().copied().filter(differs).collect()
}

/// Whether two reasons are about things that change for reasons of their own.
fn are_different(one: &Reasoned<'_>, other: &Reasoned<'_>) -> bool {
    if one.says != Says::Purpose
        && other.says != Says::Purpose
        && one.difference == other.difference
    {
        return false;
    }
    let purpose = (one.says == Says::Purpose) != (other.says == Says::Purpose);
    match (one.about, other.about) {
        (About::Account(fund, code), About::Account(other, other_code)) => {
            fund != other || !code.overlaps(other_code) || purpose
        }
        (About::Expense(index), About::Expense(other)) => index != other || purpose,
        (About::Fund(fund), About::Fund(other)) => fund != other,
        (About::Fund(fund), About::Account(other, _))
        | (About::Account(other, _), About::Fund(fund)) => fund != other || purpose,
        (About::Total, about) | (about, About::Total) => {
            matches!(about, About::ThreePublic | About::Expense(_))
        }
        (About::ThreePublic, About::Expense(_)) | (About::Expense(_), About::ThreePublic) => false,
        (About::OperatingExpense, About::Account(fund, _) | About::Fund(fund))
        | (About::Account(fund, _) | About::Fund(fund), About::OperatingExpense) => {
            fund != Fund::General || purpose
        }
        (about, other) => about != other,
    }
}

/// Words cut short for a headline.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(30) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or(words)),
        None => words.to_owned(),
    }
}

/// R0702 warning：增减的原因与增减的方向一致
///
/// 比上年减少了，原因里却只有“增加、增长、新增、提高”这样的话；或比上年增加了，原因里却只有“减少、下降、压减、缩减”这样的话。两样都有的、说上年情况的不算。比上年增减了，原因却是“与上年持平”“无变化”“同上年”的也是；说“基本持平”“变化不大”的，增减超过 5% 才算。
///
/// 为什么：方向相反，多半是套用了往年的稿子，或数据录反了（勾稽 23；常见差错 4）。
///
/// 例：一般公共预算支出比上年减少，原因写“人员晋级晋档，工资增加”。
///
/// 怎么办：核对数据和原因；话没有错的（如人员减少而支出增加），把因果说清楚，或写 [[accept]]。
pub(super) fn reason_direction(evidence: &Evidence<'_>) -> Verdict {
    evidence.prior()?;
    Ok(contradictions(evidence, Says::Change))
}

/// R0703 warning：与预算差异的原因与差异的方向一致
///
/// 决算小于年初预算，原因里却只有“追加、增加、新增、超出、大于”这样的话；或决算大于年初预算，原因里却只有“核减、压减、未支付、结转下年、小于”这样的话；或两者不等，原因却是“与预算持平”（说“基本持平”的，差 5% 以上才算）。两样都有的不算；使用了上年结转的资金，又有一部分结转下年，也是两样都有。
///
/// 为什么：同 R0702；决算数与预算数写反了也会这样（勾稽 23；常见差错 4）。
///
/// 例：政府性基金项目决算大于预算，原因写“工程结算核减”。
///
/// 怎么办：核对年初预算、支出和原因。
pub(super) fn budget_reason_direction(evidence: &Evidence<'_>) -> Verdict {
    Ok(contradictions(evidence, Says::Budget))
}

/// Reasons that lean the other way than the amount went.
fn contradictions(evidence: &Evidence<'_>, says: Says) -> Vec<Problem> {
    let last = evidence.year().year.saturating_sub(1);
    let mut findings = Vec::new();
    for entry in reasoned(evidence).iter().filter(|entry| entry.says == says) {
        let Some(difference) = entry.difference.filter(|difference| !difference.is_zero()) else {
            continue;
        };
        let Some((leaning, words)) = leaning(&entry.passage.text, says, last) else { continue };
        let went = if difference.is_negative() { Leaning::Less } else { Leaning::More };
        if went == leaning {
            continue;
        }
        let about = |range: &std::ops::Range<usize>| {
            entry.passage.text.get(range.clone()).is_some_and(is_about)
        };
        if leaning == Leaning::Level && words.iter().all(about) && entry.is_slight {
            continue;
        }
        let text = |range: &std::ops::Range<usize>| {
            entry.passage.text.get(range.clone()).unwrap_or_default().to_owned()
        };
        let mut said: Vec<String> = words.iter().map(text).collect();
        said.dedup();
        let headline = format!(
            "{}{}，原因说的却是{}",
            entry.name,
            direction(entry, says, difference),
            said.iter().take(NAMED).map(|word| format!("“{word}”")).collect::<String>()
        );
        let mut finding = Problem::finding(headline);
        for range in words {
            let label = format!("实际{}", direction(entry, says, difference));
            finding = finding.at(entry.passage.place(range), label);
        }
        findings.push(finding.help("请核对数据和原因是不是说的一回事"));
    }
    findings
}

/// A difference in words: 比上年减少 100.00 元.
fn direction(entry: &Reasoned<'_>, says: Says, difference: Money) -> String {
    let budget = entry.attainment.map_or(Basis::Initial, |attained| attained.basis).term();
    let less = difference.is_negative();
    match (says, less) {
        (Says::Budget, true) => format!("比{budget}少 {} 元", difference.abs()),
        (Says::Budget, false) => format!("比{budget}多 {difference} 元"),
        (_, true) => format!("比上年减少 {} 元", difference.abs()),
        (_, false) => format!("比上年增加 {difference} 元"),
    }
}

/// R0704 warning：原因、用途说的是本项目的事
///
/// 公务用车的原因不说出国、接待，公务接待的不说出国、用车；208 社会保障和就业支出、210 卫生健康支出、221 住房保障支出的用途和原因，不只说别的类的事（如公积金写成医保）。提到本项目的不算。
///
/// 为什么：复制了别的项目的话，叫做张冠李戴（常见差错 13）。
///
/// 例：公务用车购置费的原因写“本单位无因公出国（境）支出”；221 的用途写“职工医疗保险缴费”。
///
/// 怎么办：改成本项目的原因、用途。
pub(super) fn foreign_reason(evidence: &Evidence<'_>) -> Verdict {
    let mut findings: Vec<Problem> = Vec::new();
    for entry in reasoned(evidence) {
        let text = &entry.passage.text;
        let found = match entry.about {
            About::Expense(index) => foreign_expense(text, index),
            About::Account(Fund::General, code) => foreign_class(text, code.as_str(), entry.says),
            _ => None,
        };
        let Some(range) = found else { continue };
        let words = text.get(range.clone()).unwrap_or_default();
        let headline = format!("{}说的是别的项目：“{words}”", entry.title());
        findings.push(
            Problem::finding(headline)
                .at(entry.passage.place(range), format!("与{}无关", entry.name))
                .help("请改成本项目的原因、用途"),
        );
    }
    Ok(findings)
}

/// R0705 warning：用途说的基本支出、项目支出与数据一致
///
/// 某科目的用途只说“基本支出”，数据里它却只有项目支出；或只说“项目支出”，数据里却只有基本支出。
///
/// 为什么：用途与支出表、一般公共预算支出表的列对不上，读者会以为录错了列（勾稽 24；常见差错 5、13）。
///
/// 例：{ code = "2290401", fund = "government-fund", use = "保障单位运转的基本支出" }，而这一项全是项目支出。
///
/// 怎么办：核对用途，和支出各行写在 basic 还是 project。
pub(super) fn purpose_nature(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for entry in reasoned(evidence).iter().filter(|entry| entry.says == Says::Purpose) {
        let About::Account(fund, code) = entry.about else { continue };
        let rows = evidence.ledger().rows(&[fund], Under::code(code));
        let basic: Money = rows.iter().map(|row| row.natures[Spending::Basic].value).sum();
        let project: Money = rows.iter().map(|row| row.natures[Spending::Project].value).sum();
        let text = &entry.passage.text;
        for (said, own, other, has) in
            [("基本支出", basic, "项目支出", project), ("项目支出", project, "基本支出", basic)]
        {
            let Some(at) = text.find(said).filter(|_| !text.contains(other)) else { continue };
            if own.is_zero() && !has.is_zero() {
                let place = entry.passage.place(at..at + said.len());
                let name = &entry.name;
                let headline = format!("{name}的用途说是“{said}”，数据里只有{other} {has} 元");
                let mut finding = Problem::finding(headline).at(place, format!("没有{said}"));
                if let Some(row) = rows.first() {
                    finding = finding.at(row.place, format!("{other} {has} 元"));
                }
                findings.push(finding.help("请核对用途，和支出各行写在 basic 还是 project"));
            }
        }
    }
    Ok(findings)
}

/// R0706 hint：原因、用途写得具体
///
/// 整句只有“其他原因”“正常变动”“工作需要”“实际情况”“支出增加”“预算调整”“无”“同上”“详见附件”这样的话。
///
/// 为什么：这样的话套在哪里都成立，等于没有说明原因（勾稽 23）。
///
/// 例：221 的原因写“正常变动”。
///
/// 怎么办：写明是哪些人、哪些事、多少钱变了。
pub(super) fn vague_reason(evidence: &Evidence<'_>) -> Verdict {
    static VAGUE: Pattern = Pattern::new(concat!(
        "^(?:(?:主要)?(?:是|因|因为|由于|根据|按|按照|随着)?(?:本年度?|今年|当年|单位|我单位|本单位)?(?:的)?(?:",
        "其他(?:原因|因素|方面|支出|费用)?|",
        "无|同上|同前|略|如上|(?:详|具体)?见(?:附件|附表|上文|下表|说明)|按(?:文件|规定|要求)(?:执行|列支|支出)|",
        "正常(?:变动|变化|增长|增减|调整|波动|支出|开支|工作|业务|运转)|",
        "(?:工作|业务|实际|日常|事业)(?:需要|需求|要求|情况|支出|开支|原因|发展需要|工作需要)(?:支出|安排|调整|变化|变动|发生|进行)?|",
        "据实(?:支出|列支|发生)?|实际(?:支出|发生)(?:数)?|",
        "(?:政策|客观|特殊|历史|各种|多种)(?:性)?(?:原因|因素)|",
        "(?:预算|计划)(?:安排|调整|变化)|情况变化|",
        "(?:支出|经费|费用|开支|资金|预算|收入|收支)(?:有所|略有)?(?:增加|减少|增长|下降|变动|变化)|",
        "(?:有所|略有)?(?:增加|减少|变动|变化)",
        ")(?:的)?(?:导致|所致|造成|引起)?)+$",
    ));
    let mut findings: Vec<Problem> = Vec::new();
    for entry in reasoned(evidence) {
        let words = entry.bare();
        // Of what was not spent, “无” is the purpose.
        let nothing = words == "无" && entry.attainment.is_some_and(|of| of.outturn.is_zero());
        if nothing || !VAGUE.is_in(&words) {
            continue;
        }
        let headline = format!("{}没有说清：“{}”", entry.title(), brief(entry.passage.text.trim()));
        findings.push(
            Problem::finding(headline)
                .at(entry.passage.whole(), "哪里都能用的话")
                .help("请写明是哪些人、哪些事、多少钱变了"),
        );
    }
    Ok(findings)
}
