//! What a department adds up from its units, topic by topic.

use crate::figures::operating;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::Source;
use crate::model::report::{Report, YearReport};
use crate::model::three_public::Item;
use crate::model::unit::Nature;
use crate::project::{Census, Examined};

/// The units of a department, with what is added up from them.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Members {
    /// Its units, in the order in which it lists them.
    pub units: Vec<Member>,
    /// The sums by the names of topics in addresses; none where the figures are not known.
    pub sums: Vec<(&'static str, Sums)>,
}

/// A unit of a department.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Member {
    /// Its folder.
    pub folder: String,
    /// Its name, or that of its folder where it tells none.
    pub name: String,
    /// Whether it has operating expense; so it is taken where it does not tell what it is.
    pub has_operating_expense: bool,
}

/// What a topic comes to.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Sums {
    /// What the columns are called.
    pub columns: Vec<String>,
    /// Each unit's, in the order of the units.
    pub units: Vec<Vec<Money>>,
    /// What the department itself has.
    pub own: Vec<Money>,
    /// What the department's report has.
    pub all: Vec<Money>,
    /// Whether they are numbers of things, not 元.
    pub are_counts: bool,
}

/// What a year comes to in a topic: each with what it is called.
type Amounts = Vec<(String, Money)>;

/// The amounts of a report that a topic has.
type OfTopic = fn(&YearReport) -> Amounts;

/// The topics whose figures are added up, each with what a year comes to there.
const TOPICS: [(&str, OfTopic); 9] = [
    ("income", income),
    ("expenditure", expenditure),
    ("economic", economic),
    ("carry-over", carry_over),
    ("budget", budget),
    ("three-public", three_public),
    ("procurement", procurement),
    ("assets", assets),
    ("operating", operating_expense),
];

impl Members {
    /// The units of a folder's department; none where it adds up none.
    pub(super) fn of(census: &Census, folder: &str) -> Option<Self> {
        let members = &census.unit(folder)?.members;
        let member = |folder: &str| Member {
            folder: folder.to_owned(),
            name: census.name(folder).unwrap_or(folder).to_owned(),
            has_operating_expense: census
                .unit(folder)
                .is_none_or(|unit| unit.nature.has_operating_expense()),
        };
        let units = members.iter().map(|name| member(&name.value)).collect();
        (!members.is_empty()).then_some(Self { units, sums: Vec::new() })
    }

    /// Whether a topic is added up from the units.
    pub(in crate::serve) fn add_up(slug: &str) -> bool {
        TOPICS.iter().any(|(own, _)| *own == slug)
    }
}

/// What the topics of a department come to; nothing where its figures are not known.
pub(super) fn sums(examined: &Examined) -> Vec<(&'static str, Sums)> {
    let Some(report) = examined.derived.as_ref().map(|derived| &derived.report) else {
        return Vec::new();
    };
    let Some(own) = &report.own else { return Vec::new() };
    let sums = TOPICS.map(|(slug, of)| (slug, sums_of(slug, of, report, &own.year)));
    sums.into_iter().collect()
}

/// What one topic comes to, without columns in which there is nothing.
fn sums_of(slug: &str, of: fn(&YearReport) -> Amounts, report: &Report, own: &YearReport) -> Sums {
    let is_operating = slug == "operating";
    let amounts = |nature: Nature, year: &YearReport| {
        let is_none = is_operating && !nature.has_operating_expense();
        let amounts = of(year).into_iter();
        amounts.map(|(_, amount)| if is_none { Money::ZERO } else { amount }).collect::<Vec<_>>()
    };
    let members = report.members.iter().map(|member| &member.report);
    let mut units: Vec<Vec<Money>> =
        members.map(|member| amounts(member.unit.nature, &member.year)).collect();
    let all = of(&report.year);
    let columns: Vec<String> = all.iter().map(|(term, _)| term.clone()).collect();
    let mut all: Vec<Money> = all.into_iter().map(|(_, amount)| amount).collect();
    let mut own = amounts(report.unit.nature, own);
    let last = columns.len().saturating_sub(1);
    let mut lines: Vec<&mut Vec<Money>> = units.iter_mut().collect();
    lines.extend([&mut own, &mut all]);
    let is_any = |number: usize| {
        let mut amounts = lines.iter().filter_map(|line| line.get(number));
        number == last || amounts.any(|amount| !amount.is_zero())
    };
    let kept: Vec<bool> = (0..columns.len()).map(is_any).collect();
    for line in lines {
        *line = some(line, &kept);
    }
    let are_counts = slug == "assets";
    Sums { columns: some(&columns, &kept), units, own, all, are_counts }
}

/// Those of some things that are kept.
fn some<T: Clone>(all: &[T], kept: &[bool]) -> Vec<T> {
    let kept = all.iter().zip(kept).filter(|(_, kept)| **kept);
    kept.map(|(one, _)| one.clone()).collect()
}

/// Amounts with their sum behind them.
fn with_sum(mut amounts: Amounts, term: &str) -> Amounts {
    let sum = amounts.iter().map(|(_, amount)| *amount).sum();
    amounts.push((term.to_owned(), sum));
    amounts
}

/// 收入 by fund.
fn income(year: &YearReport) -> Amounts {
    let of_source = |source: Source| {
        let rows = year.income.iter().map(|row| row.sources[source].value);
        rows.sum::<Money>()
    };
    let of_fund = |fund: Fund| Source::of_fund(fund).map(of_source).sum::<Money>();
    let amounts = Fund::ALL.into_iter().map(|fund| (fund.term().to_owned(), of_fund(fund)));
    with_sum(amounts.collect(), "收入合计")
}

/// 支出 by nature.
fn expenditure(year: &YearReport) -> Amounts {
    let of_nature = |nature: Spending| {
        let rows = year.expenditure.iter().map(|row| row.natures[nature].value);
        (nature.term().to_owned(), rows.sum::<Money>())
    };
    with_sum(Spending::ALL.into_iter().map(of_nature).collect(), "支出合计")
}

/// 经济分类.
fn economic(year: &YearReport) -> Amounts {
    let rows = &year.economic;
    let basic = rows.iter().map(|row| row.basic.value).sum();
    let project = rows.iter().map(|row| row.project.value).sum();
    let of = |nature: Spending, amount| (nature.term().to_owned(), amount);
    with_sum(vec![of(Spending::Basic, basic), of(Spending::Project, project)], "合计")
}

/// 结转和结余 at the beginning of the year, and what became of it.
fn carry_over(year: &YearReport) -> Amounts {
    let opening = year.carry_over.opening.iter().map(|row| row.amount.value).sum();
    vec![
        ("使用非财政拨款结余".to_owned(), year.carry_over.surplus_used.value),
        ("结余分配".to_owned(), year.carry_over.distribution.value),
        ("年初结转和结余".to_owned(), opening),
    ]
}

/// 年初预算.
fn budget(year: &YearReport) -> Amounts {
    let rows = &year.budget;
    let initial = rows.iter().filter_map(|row| row.initial).map(|amount| amount.value).sum();
    let full_year = rows.iter().filter_map(|row| row.full_year.or(row.initial));
    let full_year = full_year.map(|amount| amount.value).sum();
    vec![("年初预算数".to_owned(), initial), ("全年预算数".to_owned(), full_year)]
}

/// What “三公” expense came to.
fn three_public(year: &YearReport) -> Amounts {
    let spent = outturns(year);
    let of_item = |item: Item| (item.term().to_owned(), spent[item]);
    with_sum(Item::ALL.into_iter().map(of_item).collect(), "“三公”支出合计")
}

/// 政府采购.
fn procurement(year: &YearReport) -> Amounts {
    let bought = &year.procurement;
    let all = [("货物", bought.goods), ("工程", bought.works), ("服务", bought.services)];
    let all = all.map(|(term, amount)| (term.to_owned(), amount.value));
    with_sum(all.into(), "采购合计")
}

/// 国有资产 in numbers.
fn assets(year: &YearReport) -> Amounts {
    let count = |count: u32| Money::whole(u64::from(count));
    let vehicles = count(year.assets.vehicles.value.total());
    let equipment = count(year.assets.equipment.value);
    vec![("车辆（辆）".to_owned(), vehicles), ("设备（台、套）".to_owned(), equipment)]
}

/// 机关运行经费.
fn operating_expense(year: &YearReport) -> Amounts {
    vec![("机关运行经费".to_owned(), operating::of_year(year))]
}
