//! `economic`: the general public budget's expenditure by section, and how much of it was basic.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::statement::{Statements, Troubles};
use crate::exchange::table::Figure;
use crate::exchange::year::draft::{Array, Draft, Row};

/// The amounts by code.
type Amounts = BTreeMap<String, Figure>;

/// The basic amounts, and the project ones where they can be told.
pub(super) struct Parts {
    /// Basic expenditure.
    pub(super) basic: Option<Amounts>,
    /// Project expenditure.
    pub(super) project: Option<Amounts>,
}

/// What the tables tell of both parts.
pub(super) fn parts(statements: &Statements) -> Parts {
    let Statements { details, basic, projects, .. } = statements;
    let whole = details.as_ref().and_then(|table| table.whole.as_ref());
    let within = details.as_ref().and_then(|table| table.basic.as_ref());
    let basic = within.or(basic.as_ref().and_then(|table| table.basic.as_ref()));
    let apart = projects.as_ref().and_then(|table| table.whole.as_ref());
    let basic = basic.map(|listing| listing.amounts.clone());
    let project = match (whole, &basic, apart) {
        (Some(whole), Some(basic), _) => {
            let codes: BTreeSet<&String> = whole.amounts.keys().chain(basic.keys()).collect();
            let of = |code: &String| {
                let all = whole.amounts.get(code).cloned().unwrap_or_default();
                (code.clone(), all.less(basic.get(code)))
            };
            Some(codes.into_iter().map(of).collect())
        }
        (_, _, Some(apart)) => Some(apart.amounts.clone()),
        (Some(_), None, None) | (None, _, None) => None,
    };
    Parts { basic, project }
}

/// The rows.
pub(super) fn rows(statements: &Statements, draft: &mut Draft, troubles: &mut Troubles) {
    let Parts { basic, project } = parts(statements);
    if basic.is_none() && project.is_none() {
        return draft.gap("economic（一般公共预算支出的经济分类）：没有经济分类的支出表，或分不出基本支出和项目支出");
    }
    let none_spent = statements.general.as_ref().and_then(|general| {
        general.whole((
            crate::exchange::statement::Group::Out,
            crate::exchange::statement::Part::Project,
        ))
    });
    let nothing = none_spent.is_some_and(|figure| figure.is_zero());
    if project.is_none() && !nothing {
        draft.gap("economic 各行的 project：经济分类的表只有基本支出，项目支出不在里面");
    }
    if basic.is_none() {
        draft.gap("economic 各行的 basic：没有基本支出的经济分类表");
    }
    let mut codes = BTreeSet::new();
    for amounts in [&basic, &project].into_iter().flatten() {
        codes.extend(amounts.keys().filter(|code| code.len() == 5).cloned());
    }
    let mut rows = Vec::new();
    for code in codes {
        let of = |amounts: &Option<Amounts>| {
            amounts.as_ref()?.get(&code).filter(|figure| !figure.is_zero()).cloned()
        };
        let (basic, project) = (of(&basic), of(&project));
        if let Some(project) = project
            .as_ref()
            .filter(|project| project.amount.is_negative() && !project.origin.minus.is_empty())
        {
            troubles.contradict(format!(
                "{code} 的项目支出算出来是负数 {}：{}",
                project.amount, project.origin
            ));
        }
        let amounts: Vec<(&'static str, Figure)> = [("basic", basic), ("project", project)]
            .into_iter()
            .filter_map(|(key, figure)| Some((key, figure?)))
            .collect();
        if !amounts.is_empty() {
            rows.push(Row { keys: vec![("code", code)], amounts });
        }
    }
    let mut owned = Vec::new();
    owned.extend(basic.is_some().then_some("basic"));
    owned.extend(project.is_some().then_some("project"));
    draft.arrays.push(Array { path: "economic", owned, rows });
}
