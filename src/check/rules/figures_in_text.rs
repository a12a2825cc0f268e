//! 文字中的数

use std::collections::BTreeMap;

use crate::check::evidence::Evidence;
use crate::check::quantities::equation::wrong;
use crate::check::quantities::named_figures::named;
use crate::check::quantities::named_indicators::off_indicator;
use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::trace::{Traced, Untraced};
use crate::check::verdict::Verdict;
use crate::check::words::characters::brief;
use crate::check::words::passage::Passage;
use crate::check::words::section::Section;
use crate::check::words::traits::Traits;
use crate::check::words::turns::{by_nothing, turned};
use crate::model::place::Place;
use crate::problem::Problem;

/// R0801 warning：完成情况中的金额在报告中找得到
///
/// 自评报告的完成情况、执行分析、产出、效益、满意度各段，以及 [performance] 的完成情况和评价结果中写的每一个金额，都应等于这份报告中的一个数：资金表、指标值，或（对 [performance]）各张决算表。四舍五入到所写的单位和位数相同就算相等。以下也算找得到：几个数连着相加（“（其中……）”里的除外）等于一个数；单价乘人数（再乘 12 个月）等于一个数；写出的算式算得对；“每台、人均”的数等于金额除以个数；“由 A 增加到 B”中 B 找得到的，A 和差额；同一份报告的别处已找得到的。说的是别的年度的不查。
///
/// 为什么：说明中的数要与表一致（勾稽 18；常见差错 5、18）；人工抄写、改数时最容易漏改文字。
///
/// 例：执行分析写“支出 840060 元”，资金表的执行数是 840058.50 元。
///
/// 怎么办：改正文字；数确实另有来源的，写 [[accept]] 并说明理由。
pub(super) fn amount_in_text(evidence: &Evidence<'_>) -> Verdict {
    let is_meant = |traced: &Traced<'_>, figure: &Untraced| {
        traced.tells_results && figure.quantity.kind == Kind::Money
    };
    Ok(untraced(evidence, is_meant))
}

/// One finding for the figures of a kind that cannot be traced in one passage, and in those that repeat it.
fn untraced(
    evidence: &Evidence<'_>,
    is_meant: impl Fn(&Traced<'_>, &Untraced) -> bool,
) -> Vec<Problem> {
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut repeated: BTreeMap<(usize, Vec<String>), usize> = BTreeMap::new();
    for traced in evidence.traced() {
        let meant = traced.untraced.iter().filter(|figure| is_meant(traced, figure));
        let words = |quantity: &Quantity| {
            let words = traced.passage.text.get(quantity.range.clone()).unwrap_or_default();
            brief(words).into_owned()
        };
        let (mut all, mut places, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        for Untraced { quantity, beside, .. } in meant {
            kinds.push(quantity.kind);
            all.push(words(quantity));
            places.push((traced.passage.place(quantity.range.clone()), beside.clone()));
        }
        if all.is_empty() {
            continue;
        }
        let number = traced.passage.evaluation.map_or(gathered.len(), |evaluation| {
            *repeated.entry((evaluation, all.clone())).or_insert(gathered.len())
        });
        match gathered.get_mut(number) {
            Some(earlier) => {
                earlier.section = format!("{}、{}", earlier.section, section(traced));
                earlier.places.extend(places);
                earlier.too_long |= traced.too_long;
            }
            None => gathered.push(Gathered {
                term: term(&kinds),
                section: section(traced).to_owned(),
                words: all,
                places,
                too_long: traced.too_long,
            }),
        }
    }
    gathered.into_iter().map(Gathered::finding).collect()
}

/// Figures that cannot be traced, of one passage or of several that repeat it.
struct Gathered {
    /// What they are.
    term: &'static str,
    /// The sections that they stand in.
    section: String,
    /// The figures as they are written.
    words: Vec<String>,
    /// Where they stand, with what is said of each.
    places: Vec<(Place, String)>,
    /// Whether a passage is so long that not all of its figures were held against each other.
    too_long: bool,
}

/// How many figures a headline names.
const NAMED: usize = 20;

impl Gathered {
    /// The finding.
    fn finding(self) -> Problem {
        let Self { term, section, words, places, too_long } = self;
        let headline = match words.as_slice() {
            [one] => format!("{section}中的{term} {one} 在报告中找不到相同的数"),
            several => {
                let named = several.get(..NAMED).unwrap_or(several).join("、");
                let more = if several.len() > NAMED { " 等" } else { "" };
                format!(
                    "{section}中有 {} 个{term}在报告中找不到相同的数：{named}{more}",
                    several.len()
                )
            }
        };
        let finding = Problem { places, ..Problem::finding(headline) };
        let finding = finding.help("请核对；写错的请改正文字，确有来源的不必改");
        if too_long {
            finding.help(
                "这段文字的数太多，或一句话太长：相距很远的数没有相互核对过（相加、相乘、比率）；分成几段可以核对得更全",
            )
        } else {
            finding
        }
    }
}

/// The word for figures of some kinds.
fn term(kinds: &[Kind]) -> &'static str {
    let only = |kind: Kind| kinds.iter().all(|other| *other == kind);
    match () {
        () if only(Kind::Money) => "金额",
        () if only(Kind::PerCent) => "百分数",
        () if only(Kind::Count) => "个数",
        () => "金额和百分数",
    }
}

/// The section that a passage is printed in.
fn section(traced: &Traced<'_>) -> &'static str {
    let passage = &traced.passage;
    if let Some(section) = Section::of(passage.key()) {
        return section.name();
    }
    match passage.key() {
        "result" => "评价结果",
        "other" => "其他需要说明的事项",
        "use" => "用途",
        _ if passage.is_in("reasons") => "增减原因",
        _ => "原因说明",
    }
}

/// R0802 warning：完成情况中的百分数在报告中找得到
///
/// 同 R0801，查百分数：应等于执行率、指标值、占比、增减率、完成率等算得出的数：同一句里两个数相除，一个数除以全年执行数或全年预算数，实际完成值除以指标值，各资金来源的占比，“平均”之前各个百分数的平均数。100% 和“高于 95%”“90% 以上”这样的界限不查。
///
/// 为什么：百分数都由表中的数算出，算错、抄错读者一除就发现（勾稽 18—21；常见差错 8、9）。
///
/// 例：产出分析写“合格率 97%”，指标的实际完成值是 96%。
///
/// 怎么办：改正文字，或改正指标。
pub(super) fn rate_in_text(evidence: &Evidence<'_>) -> Verdict {
    let is_meant = |traced: &Traced<'_>, figure: &Untraced| {
        traced.tells_results && figure.quantity.kind == Kind::PerCent
    };
    Ok(untraced(evidence, is_meant))
}

/// R0803 hint：文字中的人数、个数在报告中找得到
///
/// 各段文字中 10 以上的人数、户数、个数、台数等，应等于指标值或报告中的一个个数；连着相加等于一个数的、用来乘出一个金额的、与另一个数相除等于同一句里的百分数的也算。找不到的，只说与报告中的数相差不到二十分之一的（多半是笔误），以及与金额写在同一句里的人数、户数（测算用的数）。“1000 人以下”“1000 人—2000 人”这样的范围，编制、实有、在职人数，以及单位概况和改进措施不查。
///
/// 为什么：同一个人数在概况、指标、完成情况中各写一遍，改了一处就会漏掉另一处。文字可以说报告之外的数，所以只是提示。
///
/// 例：概况写“离休干部 20 人”，指标是 19 人。
///
/// 怎么办：核对；确是另一回事的不必改。
pub(super) fn count_in_text(evidence: &Evidence<'_>) -> Verdict {
    Ok(untraced(evidence, |traced, figure| {
        let count = figure.quantity.kind == Kind::Count;
        count && (figure.near || is_reckoned(traced, figure))
    }))
}

/// Whether a number of persons stands in a sentence with an amount, which is reckoned by it.
fn is_reckoned(traced: &Traced<'_>, count: &Untraced) -> bool {
    let unit = traced.passage.text.get(count.quantity.range.clone()).unwrap_or_default();
    unit.ends_with(['人', '名', '户']) && count.with_amount
}

/// R0804 warning：文字中指明的数与报告相符
///
/// 文字中说明了是什么的数，应等于报告中的那个数：“预算执行率 X%”等于资金表算出的执行率；“全年支出 X 元”“发放金额 X 元”等于全年执行数；“年初预算 X 元”等于预算编制数或目标申报数；“全年预算 X 元”“申请……X 元”“结余 X 元”等于资金表的相应栏；“满意度 X%”等于满意度指标；“得分 X 分”“自评结果为 X”等于得分；“本单位 X 个项目”等于自评项目个数；自评报告里指标的名称之后写的数（“药占比 27.6%”），等于这个指标的一个值。有几个资金来源的，等于其中一个也可以；说的是别的年度、写着“其中”的，上半年、某月底的执行率，年初和上年的结转，“对……的满意度”，以及同一段里已写出正确总数的不查。
///
/// 为什么：这些数就印在同一份报告里，读者一翻就会相比（勾稽 18；常见差错 5、19）。
///
/// 例：执行分析写“预算执行率 99%”，资金表算出的是 95%。
///
/// 怎么办：核对资金表和文字，改正其中一个。
pub(super) fn named_figure(evidence: &Evidence<'_>) -> Verdict {
    let mut findings: Vec<Problem> = Vec::new();
    let mut repeated: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for passage in evidence.passages_with(Traits::DIGIT) {
        if passage.evaluation.is_none() && !passage.is_in("performance") {
            continue;
        }
        for (range, found) in named(evidence, evidence.expectations(), passage) {
            let Some(found) = found else { continue };
            let headline = format!(
                "文字说{}是 {}，报告中是 {}，差 {}",
                found.name, found.written, found.right, found.gap
            );
            let place = passage.place(range);
            let label = format!("报告中是 {}", found.right);
            let number = passage.evaluation.map_or(findings.len(), |evaluation| {
                *repeated.entry((evaluation, headline.clone())).or_insert(findings.len())
            });
            if let Some(finding) = findings.get_mut(number) {
                finding.places.push((place, label));
                continue;
            }
            let finding = Problem::finding(headline).at(place, label);
            let finding = match found.source {
                Some(source) => finding.at(source, format!("{} {}", found.name, found.right)),
                None => finding,
            };
            findings.push(finding.help("请核对文字和报告中的数，改正其中一个"));
        }
        findings.extend(off_indicators(evidence, passage));
    }
    Ok(findings)
}

/// What a section of a self-evaluation report says of an indicator by its name, and the indicator has otherwise.
fn off_indicators(evidence: &Evidence<'_>, passage: &Passage<'_>) -> Vec<Problem> {
    let evaluation = passage.evaluation.and_then(|index| evidence.year().evaluations.get(index));
    let told = passage.section().is_some_and(Section::tells_of_indicators);
    let Some(evaluation) = evaluation.filter(|_| told) else { return Vec::new() };
    let found = off_indicator(&passage.text, &evaluation.indicators, evidence.year().year);
    let problems = found.into_iter().map(|off| {
        let name = &off.indicator.name.value;
        let headline = format!("文字说{name}是 {}，指标是 {}", off.written, off.stated);
        Problem::finding(headline)
            .at(passage.place(off.range), format!("指标是 {}", off.stated))
            .at(off.indicator.name.place, format!("{name}：{}", off.stated))
            .help("请核对文字和指标，改正其中一个")
    });
    problems.collect()
}

/// R0805 hint：概况、依据和原因中的金额、百分数在报告中找得到
///
/// 项目概况、立项依据、必要性、目标、计划、问题、偏差原因，以及 [reasons] 等各段原因中的金额和百分数，也与报告中的数相比，办法同 R0801、R0802；百分数只说与报告中的数相差不到二十分之一的。
///
/// 为什么：概况常由上一年或预算申报时复制，金额与资金表不一致很常见；但这里也可以写报告之外的数（补助标准、上年情况），所以只是提示。
///
/// 例：概况写“金额为 705000 元”，资金表的各栏都是 120000.00 元。
///
/// 怎么办：核对；是旧数的改正，确有来源的不必改。
pub(super) fn described_figure(evidence: &Evidence<'_>) -> Verdict {
    Ok(untraced(evidence, |traced, figure| {
        let told = match figure.quantity.kind {
            Kind::Money => true,
            Kind::PerCent => figure.near,
            Kind::Count => false,
        };
        told && !traced.tells_results
    }))
}

/// R0806 warning：文字中的算式算得对
///
/// 文字中写出的乘、加算式（如“4700人*36元/人=16.92万元”），左边算出来应等于右边；四舍五入到所写的位数相同就算对。
///
/// 为什么：测算过程印在报告里，读者会跟着算一遍；改了人数或标准而没有改得数，就算不出来。
///
/// 例：“21142*12=253740元”，应为 253704 元。
///
/// 怎么办：改正算式或得数。
pub(super) fn equation_in_text(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for passage in evidence.passages_with(Traits::EQUALS) {
        for found in wrong(&passage.text) {
            let headline = format!("算式“{}”不成立，应为 {}", found.written, found.right);
            let finding = Problem::finding(headline)
                .at(passage.place(found.range), format!("算出来是 {}", found.right));
            findings.push(finding.help("请改正算式或得数"));
        }
    }
    Ok(findings)
}

/// R0810 warning：说增加的是增加，说减少的是减少
///
/// “由 A 增加到 B”的，B 要大于 A；“由 A 减少到 B”的，B 要小于 A。两个数的单位不能比的不算。“减少 0.00 万元”“增长 0%”“下降 -81.75%”这样的也不对：没有变的说持平，下降的不再写负号。
///
/// 为什么：一句话自己就矛盾；不是方向写错了，就是数抄错、颠倒了，单位错了（勾稽 23；常见差错 4）。
///
/// 例：“设备购置费由 216 万元增加到 153.6 万元”。
///
/// 怎么办：核对两个数和方向。
pub(super) fn turned_course(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for passage in evidence.passages_with(Traits::COME_TO.or(Traits::BY_NOTHING)) {
        for found in turned(&passage.text) {
            let words = passage.text.get(found.range.clone()).unwrap_or_default();
            let went = match (found.level, found.less) {
                (true, _) => "两个数相同",
                (false, true) => "其实是减少",
                (false, false) => "其实是增加",
            };
            let headline = format!("“{}”：{went}", brief(words));
            findings.push(
                Problem::finding(headline)
                    .at(passage.place(found.range), went)
                    .help("请核对两个数和方向"),
            );
        }
        if !passage.traits.has_any(Traits::BY_NOTHING) {
            continue;
        }
        for range in by_nothing(&passage.text) {
            let words = passage.text.get(range.clone()).unwrap_or_default();
            let negative = words.contains(['-', '－', '−']);
            let why =
                if negative { "方向之后不再写负号" } else { "没有变，应说持平" };
            findings.push(
                Problem::finding(format!("“{words}”：{why}"))
                    .at(passage.place(range), why)
                    .help("请核对数和方向；没有变的写“持平”，或删去"),
            );
        }
    }
    Ok(findings)
}
