//! 一般公共预算财政拨款支出决算明细表: expenditure by economic section.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::figures::expenditure::GeneralColumns;
use crate::figures::rollup::Row;
use crate::model::amount::Money;
use crate::model::code::Level;
use crate::model::report::YearReport;

/// The classes that are personnel expense (人员经费); the others are public expense (公用经费).
pub(super) const PERSONNEL: [&str; 2] = ["301", "303"];

/// General-public-budget expenditure by economic classification.
#[derive(Debug, Clone, Serialize)]
pub struct Economic {
    /// Every class and section of the catalogue and of the data.
    pub rows: Vec<Row<GeneralColumns>>,
    /// 人员经费.
    pub personnel: GeneralColumns,
    /// 公用经费.
    pub public: GeneralColumns,
    /// Both.
    pub total: GeneralColumns,
}

/// Economic classification of a year.
pub(super) fn economic(year: &YearReport, catalog: &Catalog) -> Economic {
    let mut rows: BTreeMap<String, Row<GeneralColumns>> = catalog
        .economics()
        .map(|(code, name)| {
            let level = if code.len() == 3 { Level::Class } else { Level::Section };
            let columns = GeneralColumns::default();
            (code.to_owned(), Row { code: code.to_owned(), name: name.to_owned(), level, columns })
        })
        .collect();
    let mut personnel = GeneralColumns::default();
    let mut public = GeneralColumns::default();
    for row in &year.economic {
        let (basic, project) = (row.basic.value, row.project.value);
        let columns = GeneralColumns { total: basic + project, basic, project };
        let class = row.code.value.class();
        for (code, level) in
            [(class.as_str(), Level::Class), (row.code.value.as_str(), Level::Section)]
        {
            let entry = rows.entry(code.to_owned()).or_insert_with(|| Row {
                code: code.to_owned(),
                name: catalog.economic(code).unwrap_or_default().to_owned(),
                level,
                columns: GeneralColumns::default(),
            });
            entry.columns += columns;
        }
        if PERSONNEL.contains(&class.as_str()) {
            personnel += columns;
        } else {
            public += columns;
        }
    }
    let mut total = personnel;
    total += public;
    Economic { rows: rows.into_values().collect(), personnel, public, total }
}

/// What was spent on some economic sections, in 元.
pub(super) fn spent_on(year: &YearReport, codes: &[&str]) -> Money {
    let rows = year.economic.iter().filter(|row| codes.contains(&row.code.value.as_str()));
    rows.map(|row| row.basic.value + row.project.value).sum()
}
