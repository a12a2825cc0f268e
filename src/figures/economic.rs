//! 一般公共预算财政拨款支出决算明细表: expenditure by economic section.

use serde::Serialize;

use crate::catalog::Names;
use crate::figures::expenditure::GeneralColumns;
use crate::figures::rollup::Row;
use crate::model::amount::Money;
use crate::model::any_code::AnyEconomicCode;
use crate::model::code::EconomicClassCode;
use crate::model::report::YearReport;

/// The two groups of economic classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// 人员经费: 301 and 303.
    Personnel,
    /// 公用经费: the others.
    Public,
}

impl Group {
    /// The group of an economic class.
    pub(crate) fn of(class: &EconomicClassCode) -> Self {
        let personnel = ["301", "303"].contains(&class.as_str());
        if personnel { Self::Personnel } else { Self::Public }
    }
}

/// The columns of an economic row, with its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct EconomicColumns {
    /// 人员经费 or 公用经费.
    pub group: Group,
    /// The amounts.
    #[serde(flatten)]
    pub amounts: GeneralColumns,
}

/// General-public-budget expenditure by economic classification.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Economic {
    /// Every class and section of the catalogue and of the data.
    pub rows: Vec<Row<EconomicColumns, AnyEconomicCode>>,
    /// 人员经费.
    pub personnel: GeneralColumns,
    /// 公用经费.
    pub public: GeneralColumns,
    /// 一般公共预算财政拨款支出, as it is by function.
    pub total: GeneralColumns,
}

/// Economic classification of a year, whose total is that of the statement by function: the same expenditure has one
/// total, also where its parts were rounded.
pub(super) fn economic(year: &YearReport, total: GeneralColumns, catalog: Names<'_>) -> Economic {
    let empty = |code: AnyEconomicCode, name: &str| Row {
        name: name.to_owned(),
        level: code.level(),
        columns: EconomicColumns {
            group: Group::of(&code.class()),
            amounts: GeneralColumns::default(),
        },
        code,
    };
    let listed = catalog.economics();
    let listed = listed.filter_map(|(code, name)| Some(empty(AnyEconomicCode::parse(code)?, name)));
    // In the order of their codes.
    let mut rows: Vec<Row<EconomicColumns, AnyEconomicCode>> = listed.collect();
    rows.sort_by(|one, other| one.code.cmp(&other.code));
    let (personnel, public) = groups(year);
    for row in &year.economic {
        let (basic, project) = (row.basic.value, row.project.value);
        let columns = GeneralColumns { total: basic + project, basic, project };
        let section = &row.code.value;
        for code in
            [AnyEconomicCode::Class(section.class()), AnyEconomicCode::Section(section.clone())]
        {
            let place = rows.binary_search_by(|row| row.code.cmp(&code)).unwrap_or_else(|place| {
                let name = catalog.economic(code.as_str()).unwrap_or_default();
                rows.insert(place, empty(code, name));
                place
            });
            if let Some(row) = rows.get_mut(place) {
                row.columns.amounts += columns;
            }
        }
    }
    Economic { rows, personnel, public, total }
}

/// 人员经费 and 公用经费 of a year.
pub(super) fn groups(year: &YearReport) -> (GeneralColumns, GeneralColumns) {
    let mut personnel = GeneralColumns::default();
    let mut public = GeneralColumns::default();
    for row in &year.economic {
        let (basic, project) = (row.basic.value, row.project.value);
        let columns = GeneralColumns { total: basic + project, basic, project };
        match Group::of(&row.code.value.class()) {
            Group::Personnel => personnel += columns,
            Group::Public => public += columns,
        }
    }
    (personnel, public)
}

/// What was spent on some economic sections, in 元.
pub(super) fn spent_on(year: &YearReport, codes: &[&str]) -> Money {
    let rows = year.economic.iter().filter(|row| codes.contains(&row.code.value.as_str()));
    rows.map(|row| row.basic.value + row.project.value).sum()
}
