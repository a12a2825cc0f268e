//! Last year's file: a whole one, or one for comparison only.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::generate::accounts::{Accounts, Fund, Item};
use crate::generate::year::{economic, expenditure, income, three_public};
use crate::generate::{Unit, YEAR};

/// The text of the file.
pub(super) fn of(unit: &mut Unit) -> String {
    if unit.whole_last_year { whole(unit) } else { comparison(unit) }
}

/// A file that last year's own report could be made of.
fn whole(unit: &mut Unit) -> String {
    let mut text = format!("year = {}\npublished = {YEAR}-09-19\n\n", YEAR - 1);
    income(&mut text, &unit.last);
    expenditure(&mut text, &unit.last);
    economic(&mut text, &unit.last);
    three_public(&mut text, unit, false);
    text
}

/// A file with the figures that are compared.
fn comparison(unit: &Unit) -> String {
    let mut text = format!("year = {}\ncomparison-only = true\n", YEAR - 1);
    if unit.domain.agency() {
        let _ = writeln!(text, "operating-expense = {}", unit.last.public().0);
    }
    let classes = classes(&unit.last);
    text.push_str("\nincome = [\n");
    let mut rows: BTreeMap<&str, String> = BTreeMap::new();
    for ((code, fund), item) in &classes {
        let source = if *fund == Fund::Own { "other" } else { fund.key() };
        let _ = write!(rows.entry(code).or_default(), ", {source} = {}", item.income);
    }
    for (code, sources) in rows {
        let _ = writeln!(text, "  {{ code = \"{code}\"{sources} }},");
    }
    text.push_str("]\n\nexpenditure = [\n");
    for ((code, fund), item) in &classes {
        let (fund, basic, project) = (fund.key(), item.basic, item.project);
        let _ = writeln!(
            text,
            "  {{ code = \"{code}\", fund = \"{fund}\", basic = {basic}, project = {project} }},"
        );
    }
    let (reception, cars) = (unit.last.economic("30217").0, unit.last.economic("30231").0);
    let _ = writeln!(
        text,
        "]\n\n[three-public]\nabroad = 0\nvehicle-purchase = 0\nvehicle-operation = {cars}\nreception = {reception}"
    );
    text
}

/// The accounts by class; a government fund's by item, as the report describes them.
fn classes(accounts: &Accounts) -> BTreeMap<(String, Fund), Item> {
    let keys = accounts.items.keys().map(|(code, fund)| {
        let digits = if *fund == Fund::Government { 7 } else { 3 };
        (code.chars().take(digits).collect::<String>(), *fund)
    });
    keys.map(|(code, fund)| {
        let sum = accounts.sum(&code, Some(fund));
        ((code, fund), sum)
    })
    .collect()
}
