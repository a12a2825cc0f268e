//! `[names]`: names of codes that the catalogue lacks.

use std::collections::BTreeMap;

use crate::fields::year::year;
use crate::model::check::NamedCode;
use crate::model::code::{EconomicClassCode, EconomicCode, FunctionCode};
use crate::problem::Problem;
use crate::tables::Reading;
use crate::tables::file;
use crate::tables::{Table, parse};

/// Notes the names that a file gives, before anything else of it is read; what is wrong there is noted later.
pub(super) fn peek(reading: &Reading<'_>, path: &str) {
    let quiet = Reading::new(&reading.files, reading.catalog);
    if file::has(reading, path, "names")
        && let Ok((file, text)) = file::read(&quiet, path)
        && let Some(names) = parse(&quiet, file, &text, &year::SHAPE, table)
    {
        reading.name(&names);
    }
}

/// The table; empty when it is left out.
pub(super) fn table(parent: &Table<'_>) -> BTreeMap<String, String> {
    let Some(table) = parent.table(&year::NAMES) else { return BTreeMap::new() };
    let mut names = BTreeMap::new();
    for (code, name, place) in table.entries() {
        let right = FunctionCode::parse(&code).is_some()
            || EconomicCode::parse(&code).is_some()
            || EconomicClassCode::parse(&code).is_some();
        let catalog = table.reading.catalog;
        if !right {
            table.reading.problem(
                Problem::error("bad-code", format!("[names] 中的 {code} 不是科目编码"))
                    .at(place, "位数或开头不对")
                    .help("写法：编码 = \"科目名称\"，如 2080188 = \"某某支出\""),
            );
        } else if let Some(name) = name {
            table.reading.named_code(NamedCode {
                code: code.clone(),
                name: name.clone(),
                place,
                listed: true,
            });
            if catalog.function(&code).or(catalog.economic(&code)).is_none() {
                names.insert(code, name);
            }
        }
    }
    names
}
