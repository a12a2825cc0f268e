//! Figures that a text names, held against the figures that they are.

use std::cell::{LazyCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use regex::Captures;
use rust_decimal::Decimal;

use crate::check::quantities::measure::Measure;
use crate::check::quantities::quantity::{Kind, Quantity, agrees, quantities, shown};
use crate::check::quantities::reach::{CLAUSE, SENTENCE, words_since};
use crate::check::quantities::told_years::ToldYears;
use crate::check::quantities::values::Values;
use crate::check::subject::Subject;
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::section::Section;
use crate::check::words::traits::Traits;
use crate::figures::evaluation::{EvaluationFigures, FundsColumns};
use crate::figures::performance::PerformanceFigures;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::{Evaluation, EvaluationText, FundsRow};
use crate::model::place::{Located, Place};

/// A figure of a text that is not what it is said to be.
#[derive(Debug, Clone)]
pub(in crate::check) struct Contradiction {
    /// What it is said to be.
    pub(in crate::check) name: &'static str,
    /// The figure as written.
    pub(in crate::check) written: String,
    /// The right figure.
    pub(in crate::check) right: String,
    /// By how much they differ.
    pub(in crate::check) gap: String,
    /// Where the right figure comes from.
    pub(in crate::check) source: Option<Place>,
}

/// What a figure may be.
#[derive(Debug, Clone)]
struct Expected {
    /// The main figure in 元, per cent or pieces.
    main: Decimal,
    /// All that it may be.
    values: Values,
    /// Where the main one comes from.
    source: Option<Place>,
}

impl Expected {
    /// What a figure may be, the main one first; none where there is nothing.
    fn of(values: Vec<Decimal>, source: Option<Place>) -> Option<Self> {
        Some(Self { main: *values.first()?, values: Values::new(values), source })
    }
}

/// What named figures must be, worked out once for all passages of which it holds.
#[derive(Debug, Default)]
pub(in crate::check) struct Expectations(RefCell<BTreeMap<Asked, Option<Rc<Expected>>>>);

/// A named figure: of which report, what it is, whether the passage tells what came of it, and whether it is the overview.
type Asked = (usize, Meaning, bool, bool);

impl Expectations {
    /// What a named figure of a passage must be.
    fn of(
        &self,
        subject: &Subject<'_>,
        passage: &Passage<'_>,
        meaning: Meaning,
    ) -> Option<Rc<Expected>> {
        let Some(index) = passage.evaluation else {
            let figures = subject.figures.performance.as_ref();
            let figures = figures.filter(|_| passage.is_in("performance"))?;
            return of_performance(subject, figures, meaning, passage).map(Rc::new);
        };
        let evaluation = subject.year().evaluations.get(index)?;
        let figures = subject.figures.evaluations.get(index)?;
        let section = passage.section();
        let told = section.is_some_and(Section::tells_of_results);
        let overview = section == Some(Section::Text(EvaluationText::Overview));
        let mut known = self.0.borrow_mut();
        let expected = known.entry((index, meaning, told, overview)).or_insert_with(|| {
            of_evaluation(evaluation, figures, meaning, told, overview).map(Rc::new)
        });
        expected.clone()
    }
}

/// The figures of a passage that are given a name, each with what is wrong with it.
pub(in crate::check) fn named(
    subject: &Subject<'_>,
    expectations: &Expectations,
    passage: &Passage<'_>,
) -> Vec<(Range<usize>, Option<Contradiction>)> {
    let all = passage.quantities();
    if all.is_empty() && !passage.text.contains('分') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let spoken = |name: &&Name| {
        let written = !name.meaning.is_amount() || passage.traits.has_any(Traits::YUAN);
        written && name.hints.iter().any(|hint| passage.text.contains(hint))
    };
    let years = LazyCell::new(|| ToldYears::of(&passage.text, subject.year().year));
    for Name { name, pattern, meaning, .. } in NAMES.iter().filter(spoken) {
        let Some(expected) = expectations.of(subject, passage, *meaning) else { continue };
        let told = Told::new(&passage.text, all, expected.main);
        for captures in pattern.groups(&passage.text) {
            let Some(written) = figure(&captures, &passage.text) else { continue };
            let start = captures.get(0).map_or(0, |whole| whole.start());
            let aside = is_aside(*meaning, &passage.text, start);
            let part = is_of_part(&passage.text, start);
            if !aside && !part && !years.is_of_another(start) {
                found
                    .push((written.range.clone(), contradiction(name, &written, &told, &expected)));
            }
        }
    }
    found.sort_by_key(|(range, wrong)| (range.start, wrong.is_none()));
    found.dedup_by_key(|(range, _)| range.start);
    found
}

/// A name that a text gives to a figure.
struct Name {
    /// What is said in a finding.
    name: &'static str,
    /// Words of which a text that gives this name has some.
    hints: &'static [&'static str],
    /// The words; the group `figure` is the figure with its unit.
    pattern: Pattern,
    /// What the figure is.
    meaning: Meaning,
}

/// What a named figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    /// 预算执行率.
    Rate,
    /// 全年执行数.
    Executed,
    /// 年初预算数.
    Approved,
    /// 全年预算数.
    FullYear,
    /// 目标申报数.
    Requested,
    /// 资金结（转）余.
    Left,
    /// 满意度.
    Satisfaction,
    /// 总得分.
    Score,
    /// 自评项目个数.
    Projects,
}

impl Meaning {
    /// Whether it is an amount of money.
    fn is_amount(self) -> bool {
        match self {
            Self::Executed | Self::Approved | Self::FullYear | Self::Requested | Self::Left => true,
            Self::Rate | Self::Satisfaction | Self::Score | Self::Projects => false,
        }
    }
}

/// All names.
static NAMES: [Name; 9] = [
    Name {
        name: "预算执行率",
        hints: &["执行率"],
        pattern: Pattern::new("执行率{is}{rate}"),
        meaning: Meaning::Rate,
    },
    Name {
        name: "全年执行数",
        hints: &["支出", "执行", "支付", "发放", "拨付"],
        pattern: Pattern::new(concat!(
            "(?:全年(?:共|累计|合计|实际|总)*(?:支出|执行|支付|发放|拨付)(?:资金|经费|金额|数)*|",
            "(?:共|累计|合计)(?:实际)?(?:支出|支付|发放|拨付|执行)(?:资金|经费|金额)*|",
            "(?:发放|支出|执行|支付|拨付)金额|执行数){is}(?:了)?{money}",
        )),
        meaning: Meaning::Executed,
    },
    Name {
        name: "年初预算数",
        hints: &["年初预算"],
        pattern: Pattern::new("年初预算(?:数|安排|资金|金额|批复|下达)*{is}{money}"),
        meaning: Meaning::Approved,
    },
    Name {
        name: "全年预算数",
        hints: &["全年预算", "调整后预算"],
        pattern: Pattern::new("(?:全年|调整后)预算(?:数|安排|资金|金额)*{is}{money}"),
        meaning: Meaning::FullYear,
    },
    Name {
        name: "目标申报数",
        hints: &["申请"],
        pattern: Pattern::new(
            r"申请(?:[0-9]{4}年度?)?(?P<what>[^。；，,;、0-9０-９]{0,30}){money}",
        ),
        meaning: Meaning::Requested,
    },
    Name {
        name: "资金结（转）余",
        hints: &["结转", "结余", "剩余"],
        pattern: Pattern::new("(?:结转|结余|结转结余|剩余)(?:资金|金额|经费)?{is}{money}"),
        meaning: Meaning::Left,
    },
    Name {
        name: "满意度",
        hints: &["满意度"],
        pattern: Pattern::new("满意度(?:均|都|也)?(?:达到|达|为|是|在|：)*{rate}"),
        meaning: Meaning::Satisfaction,
    },
    Name {
        name: "得分",
        hints: &["得分", "自评", "自我评价"],
        pattern: Pattern::new(concat!(
            "(?:总得分|综合得分|自评得分|自评总分|(?:自评|自我评价)(?:总体|综合)?(?:结果|得分|分数|评分)?)",
            r"(?:均?为|是|：|达到|达)?\s*(?P<figure>[0-9]+(?:\.[0-9]+)?\s*(?:分|%|％))",
        )),
        meaning: Meaning::Score,
    },
    Name {
        name: "自评项目个数",
        hints: &["项目"],
        pattern: Pattern::new(
            r"(?:^|本单位|我单位|本部门|我部门|全部|共有?|涉及)的?(?P<figure>[0-9]+个)项目",
        ),
        meaning: Meaning::Projects,
    },
];

/// The figure that a name was given to.
fn figure(captures: &Captures<'_>, text: &str) -> Option<Quantity> {
    let place = captures.name("figure")?;
    let what = captures.name("what").map_or("", |what| what.as_str());
    if ["每", "标准", "人均"].iter().any(|word| what.contains(word)) {
        return None;
    }
    // 98分 is read as 98%.
    let points = place.as_str().strip_suffix('分').map(|points| format!("{}%", points.trim()));
    let own = points.as_deref().unwrap_or(place.as_str());
    let after = text.get(place.end()..).unwrap_or_default();
    let per = ["/", "每"].iter().any(|word| after.starts_with(word));
    let read = quantities(own).into_iter().next().filter(|_| !per)?;
    Some(Quantity { range: place.range(), ..read })
}

/// Whether the words before a name speak of only a part.
fn is_of_part(text: &str, start: usize) -> bool {
    words_since(text, start, &['。', '；', '，', ',', ';', '\n'], CLAUSE).contains("其中")
}

/// Whether a name is of the opening balance, of the rate by some month, or of a part of those asked.
fn is_aside(meaning: Meaning, text: &str, start: usize) -> bool {
    let sentence = words_since(text, start, &['。', '；', ';', '\n'], SENTENCE);
    match meaning {
        Meaning::Left => {
            let before = text.get(..start).unwrap_or_default();
            let words = before.trim_end_matches(['的', '资', '金']);
            ["年初", "上年", "去年", "以前年度", "上年度"].iter().any(|word| words.ends_with(word))
        }
        Meaning::Rate => {
            // “6月底支出298.6万元，预算执行率51.16%”: as far as the words since the sentence's last whole-year figure.
            let since =
                sentence.rfind("全年").and_then(|at| sentence.get(at..)).unwrap_or(sentence);
            PART_YEAR.is_in(since)
        }
        Meaning::Satisfaction => {
            let clause = sentence.rsplit(['，', ',']).next().unwrap_or_default();
            sentence.contains("其中") || (clause.contains('对') && clause.ends_with('的'))
        }
        _ => false,
    }
}

/// Words that end a part of the year.
static PART_YEAR: Pattern = Pattern::new(concat!(
    "(?:^|[^0-9])(?:[1-9]|1[01])月(?:底|末)|截至(?:[1-9]|1[01])月|上半年|",
    "[一二三1-3]季度|前[一二三1-3]个?季",
));

/// What a named figure of a self-evaluation report must be, in a passage that tells what came of it or not.
fn of_evaluation(
    evaluation: &Evaluation,
    figures: &EvaluationFigures,
    meaning: Meaning,
    told: bool,
    overview: bool,
) -> Option<Expected> {
    let values = |of: fn(&FundsColumns) -> Money| {
        let rows = figures.funds.rows.iter().map(of);
        std::iter::once(of(&figures.funds.total)).chain(rows).map(Money::decimal)
    };
    let first =
        |at: fn(&FundsRow) -> Located<Money>| evaluation.funds.first().map(|row| at(row).place);
    match meaning {
        Meaning::Rate => {
            let rows = figures.funds.rows.iter();
            let rows = rows.filter_map(|row| Rate::proper(row.executed, row.full_year));
            let rates = std::iter::once(figures.rate?).chain(rows).map(|rate| rate.0);
            Expected::of(rates.collect(), first(|row| row.executed))
        }
        Meaning::Executed if told && !overview => {
            Expected::of(values(|row| row.executed).collect(), first(|row| row.executed))
        }
        Meaning::Approved => {
            let all = values(|row| row.approved).chain(values(|row| row.requested));
            Expected::of(all.collect(), first(|row| row.approved))
        }
        Meaning::FullYear => {
            Expected::of(values(|row| row.full_year).collect(), first(|row| row.full_year))
        }
        Meaning::Requested => {
            Expected::of(values(|row| row.requested).collect(), first(|row| row.requested))
        }
        Meaning::Left if told => {
            let left = values(|row| row.full_year - row.executed);
            let all = left.chain(values(|row| row.carry_over));
            Expected::of(all.collect(), first(|row| row.executed))
        }
        Meaning::Satisfaction if told => satisfaction(evaluation),
        Meaning::Score => {
            Expected::of(vec![figures.score.0], Some(evaluation.execution_score.place))
        }
        Meaning::Executed | Meaning::Left | Meaning::Satisfaction | Meaning::Projects => None,
    }
}

/// The degrees of satisfaction that the indicators state: what was reached, or else what was aimed at.
fn satisfaction(evaluation: &Evaluation) -> Option<Expected> {
    let indicators = evaluation.indicators.iter();
    let of = indicators.filter(|indicator| indicator.level_one.value.contains("满意"));
    let read = |value: &Located<String>| {
        let measure = Measure::parse(&value.value)?;
        let rate = measure.unit == "%" || measure.unit.is_empty();
        rate.then_some((measure.number, value.place))
    };
    let reached = of.map(|indicator| {
        read(&indicator.actual)
            .or_else(|| read(&indicator.adjusted))
            .or_else(|| read(&indicator.initial))
    });
    // Where one indicator has no number, a figure may be of that one.
    let stated: Vec<(Decimal, Place)> = reached.collect::<Option<_>>()?;
    let source = stated.first().map(|(_, place)| *place)?;
    Expected::of(stated.iter().map(|stated| stated.0).collect(), Some(source))
}

/// What a named figure of `[performance]` must be.
fn of_performance(
    subject: &Subject<'_>,
    figures: &PerformanceFigures,
    meaning: Meaning,
    passage: &Passage<'_>,
) -> Option<Expected> {
    let written = subject.year().performance.as_ref()?;
    match meaning {
        Meaning::Rate if passage.is_in("performance.whole") => {
            let source = written.whole.as_ref()?.budget.map(|budget| budget.place);
            Expected::of(vec![figures.whole?.rate?.0], source)
        }
        Meaning::Score => {
            let score = written.whole.as_ref()?.score?;
            Expected::of(vec![score.value.0], Some(score.place))
        }
        Meaning::Projects => {
            let reviewed = written.department.as_ref().and_then(|review| review.projects);
            let counts = [figures.count, figures.level_one.count, figures.level_two.count];
            let attached = u32::try_from(subject.year().evaluations.len()).ok();
            let values = counts.into_iter().chain(reviewed).chain(attached).map(Decimal::from);
            Expected::of(values.collect(), Some(written.level_one.place))
        }
        _ => None,
    }
}

/// Where a text tells the right figure itself: the first two places of each kind, of which one may be a figure's own.
struct Told {
    /// The figures.
    figures: Vec<(Kind, Range<usize>)>,
    /// Those that are called a rate of execution.
    rates: Vec<(Kind, Range<usize>)>,
}

impl Told {
    /// Where the figures of a text are the right one.
    fn new(text: &str, all: &[Quantity], right: Decimal) -> Self {
        let (mut figures, mut rates) = (Vec::new(), Vec::new());
        let add = |list: &mut Vec<(Kind, Range<usize>)>, told: &Quantity| {
            if list.iter().filter(|(kind, _)| *kind == told.kind).count() < 2 {
                list.push((told.kind, told.range.clone()));
            }
        };
        for told in all.iter().filter(|quantity| agrees(quantity, right, Decimal::ZERO)) {
            add(&mut figures, told);
            let before = text.get(..told.range.start).unwrap_or_default();
            let words = before.trim_end_matches(['为', '是', '达', '到', '：', ' ']);
            if words.ends_with("执行率") {
                add(&mut rates, told);
            }
        }
        Self { figures, rates }
    }

    /// Whether one of some figures is another one of the same kind.
    fn beside(figures: &[(Kind, Range<usize>)], written: &Quantity) -> bool {
        figures.iter().any(|(kind, range)| *kind == written.kind && *range != written.range)
    }
}

/// The contradiction between a figure and what it must be.
fn contradiction(
    name: &'static str,
    written: &Quantity,
    told: &Told,
    expected: &Expected,
) -> Option<Contradiction> {
    let right = expected.main;
    if expected.values.have(written) {
        return None;
    }
    // “共支出105800元，全年共支出118718元”: where the whole is told, the other figure is a part of it.
    let unit = Decimal::from(10_000);
    let in_units =
        (written.value.saturating_mul(unit) - right).abs() <= written.step.saturating_mul(unit);
    let part = written.kind == Kind::Money && written.value < right && !in_units;
    // “上半年执行率51%，全年执行率83%”.
    let rate = name == "预算执行率" && Told::beside(&told.rates, written);
    if rate || part && Told::beside(&told.figures, written) {
        return None;
    }
    let points = matches!(name, "得分");
    let said = |value: Decimal| match (points, written.kind) {
        (true, _) => format!("{} 分", value.normalize()),
        (_, Kind::Count) => format!("{} 个", value.normalize()),
        (_, kind) => shown(kind, value),
    };
    let gap = (right - written.value).abs();
    let gap = match (points, written.kind) {
        (false, Kind::PerCent) => format!("{} 个百分点", gap.round_dp(2).normalize()),
        _ => said(gap),
    };
    Some(Contradiction {
        name,
        written: said(written.value),
        right: said(right),
        gap,
        source: expected.source,
    })
}
