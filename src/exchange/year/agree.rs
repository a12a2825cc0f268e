//! What tables must say alike: whether they do, and whether they are in the unit that they say.

use rust_decimal::Decimal;

use crate::exchange::statement::Budget;
use crate::exchange::statement::{
    Coded, Economic, FundColumn, Group, IncomeColumn, Part, SpendingColumn, Statements, Troubles,
};
use crate::exchange::table::Figure;
use crate::exchange::year::disclosures::operating_expense;
use crate::exchange::year::draft::Only;
use crate::exchange::year::economic::parts;
use crate::exchange::year::funds::OUT;
use crate::model::amount::Money;
use crate::model::fund::FiscalFund;
use crate::model::three_public::Item;

/// Refuses tables of which one is in 万元 and says 元, or the other way round: what must be equal is about ten thousand times
/// as much.
pub(super) fn units(statements: &Statements, troubles: &mut Troubles) {
    for (what, one, other) in pairs(statements).into_iter().chain(looser_pairs(statements)) {
        if one.is_zero() || other.is_zero() {
            continue;
        }
        let ratio = one.amount.decimal().abs().checked_div(other.amount.decimal().abs());
        let near = |ratio: Decimal, times: u32| {
            let times = Decimal::from(times);
            (ratio - times).abs() * Decimal::TEN < times
        };
        let is_off = ratio.is_some_and(|ratio| {
            let inverse = Decimal::ONE.checked_div(ratio).unwrap_or_default();
            near(ratio, 10_000) || near(inverse, 10_000)
        });
        if is_off {
            troubles.refuse(format!(
                "{what}：{} 是 {}，{} 是 {}，差约一万倍；有一张表写的金额单位（元、万元）不对",
                one.origin, one.amount, other.origin, other.amount
            ));
        }
    }
}

/// Notes where tables disagree with one another, and with the sums of their own rows.
pub(super) fn tables(statements: &Statements, tolerance: Money, troubles: &mut Troubles) {
    let bound = tolerance + tolerance;
    for (what, one, other) in pairs(statements) {
        if (one.amount - other.amount).abs() > bound {
            troubles.contradict(format!(
                "{what}：{} 是 {}，{} 是 {}，两处不等",
                one.origin, one.amount, other.origin, other.amount
            ));
        }
    }
    prove(statements.income.as_ref(), "收入决算表", tolerance, troubles);
    prove(statements.expenditure.as_ref(), "支出决算表", tolerance, troubles);
    let funds = [&statements.general, &statements.government_fund, &statements.state_capital];
    for (fund, table) in FiscalFund::ALL.into_iter().zip(funds) {
        prove(table.as_ref(), fund.term(), tolerance, troubles);
    }
}

/// Proves the sums of a table, if it is there.
fn prove<K: Ord + Copy>(
    table: Option<&Coded<K>>,
    title: &str,
    tolerance: Money,
    troubles: &mut Troubles,
) {
    if let Some(table) = table {
        table.prove(title, tolerance, troubles);
    }
}

/// What two tables print for the same.
fn pairs(statements: &Statements) -> Vec<(&'static str, Figure, Figure)> {
    let Statements {
        totals,
        income,
        expenditure,
        fiscal,
        general,
        government_fund,
        state_capital,
        details,
        basic,
        ..
    } = statements;
    let totals = totals.as_ref();
    let of_general = |column: FundColumn| general.as_ref()?.whole(column);
    let spent = |fund: FiscalFund| fiscal.as_ref()?.spent[fund].clone();
    let mut pairs = Vec::new();
    let mut pair = |what, one: Option<Figure>, other: Option<Figure>| {
        if let (Some(one), Some(other)) = (one, other) {
            pairs.push((what, one, other));
        }
    };
    pair(
        "本年收入合计",
        income.as_ref().and_then(|table| table.whole(IncomeColumn::Whole)),
        totals.and_then(|totals| totals.income.clone()),
    );
    pair(
        "本年支出合计",
        expenditure.as_ref().and_then(|table| table.whole(SpendingColumn::Whole)),
        totals.and_then(|totals| totals.expenditure.clone()),
    );
    pair("一般公共预算财政拨款支出合计", of_general(OUT), spent(FiscalFund::General));
    pair(
        "政府性基金支出合计",
        government_fund.as_ref().and_then(|table| table.whole(OUT)),
        spent(FiscalFund::GovernmentFund),
    );
    pair(
        "国有资本经营支出合计",
        state_capital.as_ref().and_then(|table| table.whole(OUT)),
        spent(FiscalFund::StateCapital),
    );
    pair(
        "一般公共预算支出的功能分类与经济分类",
        of_general(OUT),
        details.as_ref().and_then(|table| sum(table, false)),
    );
    let of_basic = basic.as_ref().or(details.as_ref()).and_then(|table| sum(table, true));
    pair("基本支出的功能分类与经济分类", of_general((Group::Out, Part::Basic)), of_basic);
    pairs
}

/// What two tables print for nearly the same: enough to tell in what unit they are.
fn looser_pairs(statements: &Statements) -> Vec<(&'static str, Figure, Figure)> {
    let mut pairs = Vec::new();
    let spent = statements
        .three_public
        .as_ref()
        .and_then(|table| table.figures.get(&(Budget::Final, None)).cloned());
    let amounts = parts(statements);
    let sections = Item::ALL.into_iter().flat_map(Item::sections);
    let of_sections = sections.flat_map(|code| {
        [&amounts.basic, &amounts.project]
            .into_iter()
            .flatten()
            .filter_map(|amounts| amounts.get(*code).cloned())
    });
    let summed =
        of_sections.filter(|figure| !figure.is_zero()).reduce(|sum, figure| sum.plus(&figure));
    if let (Some(spent), Some(summed)) = (spent, summed) {
        pairs.push(("“三公”经费与经济分类", spent, summed));
    }
    let expense = operating_expense(statements);
    let public = statements
        .details
        .iter()
        .chain(&statements.basic)
        .find_map(|table| table.basic.as_ref()?.public.clone());
    if let (Some(expense), Some(public)) = (expense, public) {
        pairs.push(("机关运行经费与公用经费", expense, public));
    }
    pairs
}

/// The printed sum of the sections of one kind of expenditure, basic or project.
pub(super) fn sum_of_sections(statements: &Statements, only: Only) -> Option<Figure> {
    let Statements { details, basic, projects, .. } = statements;
    match only {
        Only::Basic => basic.iter().chain(details).find_map(|table| sum(table, true)),
        Only::Project => projects.iter().find_map(|table| sum(table, false)),
    }
}

/// The printed sum of economic sections: personnel and public together, or that of the classes.
fn sum(table: &Economic, basic: bool) -> Option<Figure> {
    let listing = if basic { table.basic.as_ref() } else { table.whole.as_ref() }?;
    if let (Some(personnel), Some(public)) = (&listing.personnel, &listing.public) {
        return Some(personnel.clone().plus(public));
    }
    let mut classes =
        listing.amounts.iter().filter(|(code, figure)| code.len() == 3 && !figure.is_zero());
    let (_, first) = classes.next()?;
    Some(classes.fold(first.clone(), |sum, (_, figure)| sum.plus(figure)))
}
