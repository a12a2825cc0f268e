//! The reasons and purposes of a report, each with the amount that it explains.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::explained::of_code;
use crate::check::three_public::items;
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::figures::change::{Attainment, Change};
use crate::model::amount::Money;
use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::model::reasons::{ReasonOf, Sum};
use crate::model::text::Text;

/// A reason or purpose that somebody wrote.
pub(super) struct Reasoned<'a> {
    /// The words.
    pub(super) passage: &'a Passage<'a>,
    /// The name of what they are about, such as `208 社会保障和就业支出`.
    pub(super) name: String,
    /// What they are about.
    pub(super) about: About<'a>,
    /// What they say of it.
    pub(super) says: Says,
    /// The difference that they explain, nothing where the report prints none; none where there is nothing to compare with.
    pub(super) difference: Option<Money>,
    /// Whether the difference is no more than a twentieth of what it is held against.
    pub(super) is_slight: bool,
    /// The amount that they are about, against last year's.
    pub(super) change: Option<Change>,
    /// The same against its budget.
    pub(super) attainment: Option<Attainment>,
}

/// What words are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About<'a> {
    /// The totals, from the widest to the narrowest.
    Total,
    /// One of the three fiscal funds.
    Fund(Fund),
    /// “三公” expense as a whole.
    ThreePublic,
    /// One “三公” item, by its number.
    Expense(usize),
    /// 机关运行经费.
    OperatingExpense,
    /// One code of a fund.
    Account(Fund, &'a FunctionCode),
}

/// What words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// What the money was for.
    Purpose,
    /// Why it changed against last year.
    Change,
    /// Why it differs from the budget.
    Budget,
}

impl Says {
    /// The word for it.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Purpose => "用途",
            Self::Change => "增减原因",
            Self::Budget => "预算差异原因",
        }
    }
}

impl Reasoned<'_> {
    /// What the words are, such as `208 社会保障和就业支出的用途`.
    pub(super) fn title(&self) -> String {
        format!("{}的{}", self.name, self.says.term())
    }

    /// The words alone, without signs, figures of lists and blanks.
    pub(super) fn bare(&self) -> String {
        self.passage.text.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}

/// All reasons and purposes.
pub(super) fn reasoned<'a>(evidence: &'a Evidence<'_>) -> Vec<Reasoned<'a>> {
    let mut all = of_totals(evidence);
    all.extend(of_accounts(evidence));
    all.extend(of_three_public(evidence));
    all
}

/// Words with their place in the file.
fn entry<'a>(
    evidence: &'a Evidence<'_>,
    text: Option<&Text>,
    name: &str,
    (about, says): (About<'a>, Says),
    numbers: Numbers,
) -> Option<Reasoned<'a>> {
    let passage = evidence.passage_at(text?.place)?;
    let (gap, Numbers { change, attainment }) = (numbers.gap(says), numbers);
    let (difference, is_slight) = (gap.map(|gap| gap.0), gap.is_some_and(is_slight));
    let name = name.to_owned();
    Some(Reasoned { passage, name, about, says, difference, is_slight, change, attainment })
}

/// An amount against last year's and against its budget.
#[derive(Clone, Copy)]
struct Numbers {
    /// Against last year's.
    change: Option<Change>,
    /// Against its budget.
    attainment: Option<Attainment>,
}

impl Numbers {
    /// The difference that words explain, nothing where none is printed, and what it is held against.
    fn gap(&self, says: Says) -> Option<(Money, Money)> {
        match says {
            Says::Purpose => None,
            Says::Change => self.change.map(|change| (change.movement(), change.prior)),
            Says::Budget => self.attainment.map(|attained| (attained.gap(), attained.budget)),
        }
    }
}

/// Whether a difference is no more than a twentieth of what it is held against.
fn is_slight((difference, base): (Money, Money)) -> bool {
    difference.abs().decimal() * Decimal::from(20) <= base.abs().decimal()
}

/// The reasons of the totals.
fn of_totals<'a>(evidence: &'a Evidence<'_>) -> Vec<Reasoned<'a>> {
    let (reasons, figures) = (&evidence.year().reasons, evidence.figures);
    let (budgets, changes): (Vec<_>, Vec<_>) =
        ReasonOf::ALL.into_iter().partition(|sum| sum.is_of_budget());
    let of = |sum: ReasonOf, says, numbers| {
        let (about, name) = match sum.sum() {
            Sum::Total | Sum::Fiscal => (About::Total, sum.term()),
            Sum::Fund(fund) => (About::Fund(fund.fund()), fund.spent()),
            Sum::ThreePublic => (About::ThreePublic, ReasonOf::ThreePublic.term()),
            Sum::OperatingExpense => (About::OperatingExpense, sum.term()),
        };
        entry(evidence, reasons.of(sum), name, (about, says), numbers)
    };
    let changes = changes.into_iter().filter_map(|sum| {
        let change = figures.change_of(sum);
        of(sum, Says::Change, Numbers { change, attainment: figures.attained(sum) })
    });
    let budgets = budgets.into_iter().filter_map(|sum| {
        of(sum, Says::Budget, Numbers { change: None, attainment: figures.attained(sum) })
    });
    changes.chain(budgets).collect()
}

/// The purposes and reasons of single codes.
fn of_accounts<'a>(evidence: &'a Evidence<'_>) -> Vec<Reasoned<'a>> {
    let mut all = Vec::new();
    for account in &evidence.year().reasons.accounts {
        let (fund, code) = (account.fund, &account.code.value);
        let numbers = of_code(evidence, fund, code.into());
        let name = format!("{code} {}", numbers.name);
        let numbers = Numbers { change: numbers.change, attainment: numbers.attainment };
        let words = [
            (&account.purpose, Says::Purpose),
            (&account.change, Says::Change),
            (&account.budget, Says::Budget),
        ];
        all.extend(words.into_iter().filter_map(|(text, says)| {
            entry(evidence, text.as_ref(), &name, (About::Account(fund, code), says), numbers)
        }));
    }
    all
}

/// The purposes and reasons of “三公” items.
fn of_three_public<'a>(evidence: &'a Evidence<'_>) -> Vec<Reasoned<'a>> {
    let mut all = Vec::new();
    for (index, item) in items(evidence).into_iter().enumerate() {
        let (name, figures, written) = (item.name, item.figures, item.written);
        let about = About::Expense(index);
        let numbers = Numbers { change: figures.change, attainment: Some(figures.attainment) };
        let says = if figures.change.is_some() { Says::Change } else { Says::Budget };
        for (text, says) in [(&written.purpose, Says::Purpose), (&written.reason, says)] {
            all.extend(entry(evidence, text.as_ref(), name, (about, says), numbers));
        }
    }
    all
}

/// Which way some words lean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaning {
    /// To more.
    More,
    /// To less.
    Less,
    /// To no change.
    Level,
}

/// The words of a reason that all lean one way; none if they lean both ways or neither.
pub(super) fn leaning(text: &str, says: Says, last: u16) -> Option<(Leaning, Vec<Range<usize>>)> {
    static GREW: Pattern = Pattern::new("增加|增长|上升|提高|上涨|新增|增多|追加|调增|上调");
    static FELL: Pattern = Pattern::new("减少|下降|压减|降低|压缩|缩减|核减|调减|下调");
    static OVER: Pattern = Pattern::new(
        "超支|超出|超过|(?:大于|高于|多于)(?:年初|全年|本年)?预算|追加|增加|新增|增长|提高|上涨|调增|补缴|上调",
    );
    static UNDER: Pattern = Pattern::new(concat!(
        "减少|核减|压减|压缩|缩减|节约|降低|下降|调减|取消|推迟|延期|延后|来不及|(?:没有|未)到岗|(?:小于|低于|少于)(?:年初|全年|本年)?预算|",
        "未(?:执行|支付|使用|完成|安排|实施|发生|开展)|结转(?:下年|下一年|次年|至|到)",
    ));
    // Alone it leans no way: the initial budget may have what last year left.
    static CARRIED: Pattern =
        Pattern::new("(?:^|[^未有])(?:使用|动用)了?(?:上年|上年度|以前年度|往年|年初)的?结[转余]");
    static OTHER: Pattern = Pattern::new(concat!(
        "(?:提高|提升|增加|降低|减少)[^，。；]{0,8}(?:效率|效益|质量|水平|能力|满意度|意识|积极性|门槛)|",
        "(?:效率|效益|质量|水平|能力|意识|积极性|力度|成效|节约率)[^，。；\n]{0,4}(?:提高|提升|增加|增强|降低|减少)|",
        "(?:不|未|无|没有|不再|停止|避免)(?:再|能|得)?(?:新增|增加|提高|超支|超出|超过|(?:大于|高于|多于)(?:年初|全年|本年)?预算|追加|减少|小于|低于|少于|压减|压缩|降低)|增减|(?:大于|高于|多于|小于|低于|少于)(?:或|等于)",
    ));
    // What grows and costs less, or falls and costs more: it leans no way by itself.
    static CAUSE: Pattern = Pattern::new(concat!(
        "(?:退休|调出|调离|离职|辞职|减员|去世|线上|视频|网上|无纸化|结余|结转|节约|收回|上缴|减免|缓缴|减税|降费|优惠|疫情|影响|直接列支)",
        "[^，。；\n费]{0,10}(?:增加|增多|增长|提高|上升|减少|下降|降低)|",
        "(?:补助|收入|收费)[^，。；\n]{0,6}(?:减少|下降|降低)[^。；\n]{0,10}(?:承担|补足|补齐|弥补|财政)|",
        "(?:新增|追加|增加|上调|调增)[^，。；\n]{0,12}(?:未|尚|较少|推迟|延期|流标|跨年|年底|年末|才下达|暂缓|招标)|",
        "(?:压减|压缩|减少|核减|缩减)[^，。；\n]{0,8}(?:恢复|补足|补齐|取消|到期)",
    ));
    // Whatever grew and fell, this is what it came to.
    static NET: Pattern = Pattern::new(concat!(
        "(?:净|(?:增减)?相抵(?:以后|之后|后)?，?(?:总体|仍|还是|净)?(?:略有|有所|略)?|(?:总体|总的来看|总体来看)(?:上|来看)?，?(?:仍|还是)?(?:略有|有所|略)?)",
        "(增加|增长|上升|减少|下降|降低)",
    ));
    if says == Says::Change
        && let Some(last) = NET.groups(text).last().and_then(|groups| groups.get(1))
    {
        let more = ["增加", "增长", "上升"].contains(&last.as_str());
        let leaning = if more { Leaning::More } else { Leaning::Less };
        return Some((leaning, vec![last.range()]));
    }
    let (more, less) = if says == Says::Budget { (&OVER, &UNDER) } else { (&GREW, &FELL) };
    let mut aside: Vec<Range<usize>> = OTHER.ranges(text).chain(CAUSE.ranges(text)).collect();
    aside.extend(of_last_year(text, last));
    if says == Says::Budget {
        aside.extend(of_budgeting(text));
    }
    aside.sort_unstable_by_key(|range| range.start);
    // The farthest end of those that begin so early.
    let ends = aside.iter().scan(0, |end, range| {
        *end = range.end.max(*end);
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    let in_aside = |range: &Range<usize>| {
        let begun = aside.partition_point(|aside| aside.start <= range.start);
        let end = begun.checked_sub(1).and_then(|last| ends.get(last));
        end.is_some_and(|end| range.end <= *end)
    };
    let of = |pattern: &Pattern| -> Vec<Range<usize>> {
        pattern.ranges(text).filter(|range| !in_aside(range)).collect()
    };
    let carried = says == Says::Budget && CARRIED.is_in(text);
    match (of(more), of(less)) {
        (more, less) if less.is_empty() && !more.is_empty() => Some((Leaning::More, more)),
        (more, less) if more.is_empty() && !less.is_empty() && !carried => {
            Some((Leaning::Less, less))
        }
        (more, less) if more.is_empty() && less.is_empty() => {
            let level = level(text, says);
            (!level.is_empty()).then_some((Leaning::Level, level))
        }
        _ => None,
    }
}

/// The clauses that say by themselves that nothing changed.
fn level(text: &str, says: Says) -> Vec<Range<usize>> {
    static CHANGE: Pattern = Pattern::new(concat!(
        r"(?:^|[，。；、：\n])((?:主要)?(?:原因)?(?:是|为|在于)?(?:本年度?|今年|当年)?(?:收支|支出|收入|费用|经费|决算数?)?(?:总额|总体)?",
        r"(?:(?:与|同|较|比|和)?(?:上年度?|去年)(?:决算数?|支出|相比|比)*(?:基本|大致|大体)?(?:持平|相同|一致|一样|不变|无变化|没有变化|变化不大|变动不大|无增减|无差异)|",
        r"同(?:上年度?|去年)|(?:基本|大致|大体)?(?:持平|无变化|没有变化|变化不大|变动不大|无增减变化|无增减|未发生变化)))(?:$|[，。；、\n])",
    ));
    static BUDGET: Pattern = Pattern::new(concat!(
        r"(?:^|[，。；、：\n])((?:主要)?(?:原因)?(?:是|为|在于)?(?:支出|费用|经费|决算数?)?(?:与|同|较|比|和)?(?:年初|全年|本年)?预算数?(?:相比|比)*",
        r"(?:基本|大致|大体)?(?:持平|相同|一致|一样|无差异|没有差异|差异不大))(?:$|[，。；、\n])",
    ));
    let pattern = if says == Says::Budget { &BUDGET } else { &CHANGE };
    let groups = pattern.groups(text);
    groups.filter_map(|groups| groups.get(1)).map(|clause| clause.range()).collect()
}

/// Whether words say that there is hardly a change, rather than none.
pub(super) fn is_about(words: &str) -> bool {
    ["基本", "大致", "大体", "不大"].iter().any(|about| words.contains(about))
}

/// The clauses that tell of last year.
fn of_last_year(text: &str, last: u16) -> Vec<Range<usize>> {
    static CLAUSE: Pattern = Pattern::new("[^，。；、\n]+");
    let year = format!("{last}年");
    let clauses = CLAUSE.ranges(text).filter(|range| {
        let clause = text.get(range.clone()).unwrap_or_default();
        let compared = ["比", "较", "与", "同"].iter().any(|word| clause.contains(word));
        let named = ["上年", "去年", "以前年度", year.as_str()];
        !compared && named.iter().any(|word| clause.contains(word))
    });
    clauses.collect()
}

/// The clauses that tell how the budget was made, where they compare it with nothing: it is the other side.
fn of_budgeting(text: &str) -> Vec<Range<usize>> {
    static CLAUSE: Pattern =
        Pattern::new("[^，。；、\n]*(?:年初|预算编制|编制预算|编报|编列|未列入预算)[^，。；、\n]*");
    let is_compared = |clause: &str| {
        ["比", "较", "大于", "小于", "高于", "低于", "多于", "少于", "超"]
            .iter()
            .any(|word| clause.contains(word))
    };
    let clauses = CLAUSE.ranges(text);
    clauses.filter(|range| !text.get(range.clone()).is_some_and(is_compared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which way a reason of change leans.
    fn leans(text: &str) -> Option<Leaning> {
        leaning(text, Says::Change, 2021).map(|(leaning, _)| leaning)
    }

    #[test]
    fn reasons_lean_by_their_own_words() {
        assert_eq!(leans("人员增加，工资上涨"), Some(Leaning::More));
        assert_eq!(leans("压减会议费"), Some(Leaning::Less));
        assert_eq!(leans("人员增加，会议费减少"), None);
        assert_eq!(leans("上年新增设备购置，本年没有"), None);
        assert_eq!(leans("与上年相比人员增加"), Some(Leaning::More));
        assert_eq!(leans("提高资金使用效率"), None);
        assert_eq!(leans("本年没有新增项目"), None);
        assert_eq!(leans("取暖费增加，办公费减少，增减相抵略有增加"), Some(Leaning::More));
        assert_eq!(leans("基金拨款减少，增减相抵后净减少"), Some(Leaning::Less));
        assert_eq!(leans("工程增加，维修减少，总体减少"), Some(Leaning::Less));
        assert_eq!(leans("净水设备增加，会议费减少"), None);
    }

    #[test]
    fn causes_may_work_the_other_way() {
        for text in [
            "退休人员增加",
            "退休、调出人员增多",
            "自然减员增多",
            "节约意识提高",
            "工作效率提高",
            "办公自动化水平提高",
            "线上会议增多，差旅费节约",
            "结转下年的项目资金增加",
            "财政收回结余资金增加",
            "减税降费力度增加",
            "新增人员未到岗",
            "追加预算较少",
            "新增项目尚在招标，没有支付",
            "疫情影响降低，差旅恢复",
            "人员去世减少，发放一次性抚恤金",
            "降低入学门槛，学生人数多",
            "上级补助减少，由本级财政承担",
            "免费开放补助减少后由财政补足",
            "压减的经费恢复安排",
            "事业收入减少，财政补足缺口",
        ] {
            assert_eq!(leans(text), None, "{text}");
        }
        for (text, leaning) in [
            ("退休人员增加，退休费增加", Leaning::More),
            ("新增人员5名", Leaning::More),
            ("追加了人员经费", Leaning::More),
            ("事业收入减少", Leaning::Less),
            ("上级补助减少", Leaning::Less),
            ("压减会议费，会议推迟", Leaning::Less),
            ("疫情影响，会议减少", Leaning::Less),
            ("工资标准提高", Leaning::More),
        ] {
            assert_eq!(leans(text), Some(leaning), "{text}");
        }
        let budget = |text| leaning(text, Says::Budget, 2021).map(|(leaning, _)| leaning);
        for text in [
            "年初预算未安排该项目，年中下达",
            "年初未安排预算，按实际需要下达",
            "年初预算压减后，按实际需要恢复",
            "新增项目招标流标",
            "追加项目跨年实施",
            "追加的资金年底才下达",
            "年初预算增加了预留经费，实际没有用",
            "预算编制增加了预备费，实际按需支付",
        ] {
            assert_eq!(budget(text), None, "{text}");
        }
        for (text, leaning) in [
            ("年初预算未安排，年中追加", Leaning::More),
            ("项目未实施", Leaning::Less),
            ("决算数小于年初预算", Leaning::Less),
            ("比年初预算减少", Leaning::Less),
            ("工程结算核减", Leaning::Less),
        ] {
            assert_eq!(budget(text), Some(leaning), "{text}");
        }
    }

    #[test]
    fn a_reason_may_say_that_nothing_changed() {
        for text in [
            "与上年持平",
            "主要原因是与上年基本持平，无变化",
            "同上年",
            "与上年相比变化不大",
            "本年支出与上年决算数相同。",
            "基本持平",
        ] {
            assert_eq!(leans(text), Some(Leaning::Level), "{text}");
        }
        for other in [
            "人员无变化",
            "车辆数与上年持平，维修费减少",
            "人员编制与上年相同，工资增加",
            "收费标准不变",
            "上年购置设备，本年没有",
        ] {
            assert_ne!(leans(other), Some(Leaning::Level), "{other}");
        }
        let budget = |text| leaning(text, Says::Budget, 2021).map(|(leaning, _)| leaning);
        assert_eq!(budget("与年初预算基本持平"), Some(Leaning::Level));
        assert_eq!(budget("决算数小于预算数"), Some(Leaning::Less));
        assert_eq!(budget("决算高于预算"), Some(Leaning::More));
        assert_eq!(budget("未超出预算"), None);
        assert_eq!(budget("年初按290人测算，低于实际缴费的312人"), None);
        assert_eq!(budget("追加的资金12月下达，来不及支出"), None);
    }

    #[test]
    fn budget_reasons_lean_by_other_words() {
        let leans = |text| leaning(text, Says::Budget, 2021).map(|(leaning, _)| leaning);
        assert_eq!(leans("年中追加经费"), Some(Leaning::More));
        assert_eq!(leans("部分项目结转下年"), Some(Leaning::Less));
        assert_eq!(leans("使用上年结转资金"), None);
        assert_eq!(leans("使用了上年结转的购置资金，100万元结转下年"), None);
        assert_eq!(leans("没有使用上年结转资金，100万元结转下年"), Some(Leaning::Less));
        assert_eq!(leans("使用了上年结转的购置资金，年中追加"), Some(Leaning::More));
    }
}
