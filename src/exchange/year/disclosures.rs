//! `[three-public]`, `[procurement]`, `[assets]`, `operating-expense`.

use crate::exchange::statement::{Budget, Statements};
use crate::exchange::table::Figure;
use crate::exchange::year::draft::Draft;
use crate::exchange::year::economic::parts;
use crate::fields::resources::procurement;
use crate::model::amount::Money;
use crate::model::three_public::Item;
use crate::model::unit::Nature;

/// “三公” expense: budgets as they are printed, final figures where they do not follow from the economic sections.
pub(super) fn three_public(statements: &Statements, draft: &mut Draft) {
    let figure = |budget: Budget, item: Item| -> Option<Figure> {
        let of_table = statements
            .three_public
            .as_ref()
            .and_then(|table| table.figures.get(&(budget, Some(item))));
        let of_statistics = statements
            .statistics
            .as_ref()
            .and_then(|table| table.three_public.get(&(budget, Some(item))));
        of_table.or(of_statistics).cloned()
    };
    let any = Item::ALL.into_iter().any(|item| {
        figure(Budget::Final, item).is_some() || figure(Budget::Initial, item).is_some()
    });
    if !any {
        return draft.gap("three-public（“三公”经费）：没有这张表");
    }
    for item in Item::ALL {
        let path = format!("three-public.{}", item.key());
        draft.amount(format!("{path}.initial"), figure(Budget::Initial, item));
        draft.amount(format!("{path}.full-year"), figure(Budget::FullYear, item));
        let spent = figure(Budget::Final, item);
        let follows = spent
            .as_ref()
            .zip(derived(statements, item))
            .is_some_and(|(spent, derived)| spent.amount == derived);
        draft.amount(format!("{path}.final"), spent.filter(|_| !follows));
    }
    if Item::ALL.into_iter().all(|item| figure(Budget::Initial, item).is_none()) {
        draft.gap("three-public 各项的 initial：表里只有全年预算数，没有年初预算数");
    }
    let counts = statements.statistics.iter().flat_map(|table| &table.counts);
    let counts: Vec<_> = counts.filter(|(path, _)| path.starts_with("three-public.")).collect();
    if counts.is_empty() {
        draft.gap("three-public 的团组、人次、辆数、批次：表里没有个数");
    }
    for (path, count) in counts {
        draft.count(path.clone(), Some(count.clone()));
    }
    let amounts = statements.statistics.iter().flat_map(|table| &table.amounts);
    for (path, figure) in
        amounts.filter(|(path, figure)| path.starts_with("three-public.") && !figure.is_zero())
    {
        draft.amount(path.clone(), Some(figure.clone()));
    }
}

/// The final figure that follows from the economic sections; none where they are not all known.
fn derived(statements: &Statements, item: Item) -> Option<Money> {
    let parts = parts(statements);
    let basic = parts.basic?;
    let project = parts.project.unwrap_or_default();
    let amounts = item.sections().iter().flat_map(|code| [basic.get(*code), project.get(*code)]);
    Some(amounts.flatten().map(|figure| figure.amount).sum())
}

/// Procurement, assets and operating expense.
pub(super) fn resources(statements: &Statements, draft: &mut Draft) {
    let Some(table) = &statements.statistics else {
        draft.gap(
            "procurement（政府采购）、assets（国有资产）、operating-expense（机关运行经费）：没有这样的表",
        );
        return;
    };
    let amounts = |key: &str| table.amounts.get(&format!("procurement.{key}")).cloned();
    for key in [procurement::GOODS.key, procurement::WORKS.key, procurement::SERVICES.key] {
        draft.amount(format!("procurement.{key}"), amounts(key));
    }
    let awards = [procurement::SMALL_AND_MEDIUM.key, procurement::SMALL_AND_MICRO.key];
    for key in awards {
        draft.amount(format!("procurement.{key}"), amounts(key));
    }
    if awards.iter().any(|key| amounts(key).is_none()) {
        draft.gap("procurement 的 small-and-medium、small-and-micro：表里没有授予中小企业、小微企业的合同金额");
    }
    for (path, count) in table.counts.iter().filter(|(path, _)| path.starts_with("assets.")) {
        draft.count(path.clone(), Some(count.clone()));
    }
    let [administrative, managed] = &table.operating;
    let some = |figure: &Option<Figure>| figure.as_ref().is_some_and(|figure| !figure.is_zero());
    draft.nature = match (some(administrative), some(managed)) {
        (true, false) => Some(Nature::Administrative),
        (false, true) => Some(Nature::CivilServiceManaged),
        (true, true) | (false, false) => None,
    };
    let expense = operating_expense(statements).filter(|expense| !expense.is_zero());
    let public = public_basic(statements);
    let follows =
        expense.as_ref().zip(public).is_some_and(|(expense, public)| expense.amount == public);
    draft.amount("operating-expense", expense.filter(|_| !follows));
}

/// 机关运行经费 as it is printed.
pub(super) fn operating_expense(statements: &Statements) -> Option<Figure> {
    let table = statements.statistics.as_ref()?;
    let mut found = table.operating.iter().flatten().filter(|figure| !figure.is_zero());
    match (found.next(), found.next()) {
        (Some(first), Some(second)) => Some(first.clone().plus(second)),
        (Some(first), None) => Some(first.clone()),
        (None, _) => table
            .operating_whole
            .clone()
            .or_else(|| table.operating.iter().flatten().next().cloned()),
    }
}

/// The public part of basic expenditure, as it follows from the economic sections.
fn public_basic(statements: &Statements) -> Option<Money> {
    let basic = parts(statements).basic?;
    let public = basic.iter().filter(|(code, _)| {
        code.len() == 5 && !code.starts_with("301") && !code.starts_with("303")
    });
    Some(public.map(|(_, figure)| figure.amount).sum())
}
