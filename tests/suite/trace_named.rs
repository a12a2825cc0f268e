//! Numbers that are repeated on the pages say what they are, and figures are called by their own row and column alone.

use std::collections::BTreeMap;

use crate::support::is_long;
use crate::trace::{examples, with_trace};

/// The ordinals that lists of a statement begin with.
const ORDINALS: &str = "一二三四五六七八九十";

/// Whether a name begins with an ordinal: `二、外交支出`.
fn is_numbered(name: &str) -> bool {
    name.split_once('、').is_some_and(|(lead, _)| lead.chars().all(|c| ORDINALS.contains(c)))
}

/// What the heads of tables that go on over several pages say, and the pages' own numbers, is known there as well; in each of the
/// layouts. A figure has the names of one list, of those that stand beside one another, be the amount beside it blank or not; a
/// table of the report's words has names for its columns.
#[test]
fn what_stands_on_the_pages_is_called_by_its_own() {
    for (sandbox, unit, year, layout) in examples() {
        let case = format!("{unit} in {layout}");
        with_trace(sandbox.root(), unit, year, |trace| {
            let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
            for (printed, kind) in trace.asides() {
                assert!(printed.fact.is_none() && !printed.place.spots.is_empty(), "{printed:?}");
                assert!(
                    printed.place.page > 0 && printed.place.spots[0].page == printed.place.page
                );
                *kinds.entry(kind.term()).or_default() += 1;
            }
            let last = trace.printed().iter().map(|printed| printed.place.page).max().unwrap();
            let own = kinds.get("这一页的页码").copied().unwrap_or_default();
            assert!(own > last / 2, "{case}: {last} pages, {kinds:?}");
            if is_long() && unit == "qingyu-affairs" && layout != "shanghai" {
                let heads = ["行次或栏次", "表号"].map(|kind| kinds.contains_key(kind));
                assert_eq!(heads, [true, true], "{case}: {kinds:?}");
            }
            let figures = trace.printed().iter().filter(|printed| printed.fact.is_some());
            for cell in figures.filter_map(|printed| printed.place.cell.as_ref()) {
                let numbered = cell.row.iter().filter(|name| is_numbered(name)).count();
                assert!(numbered < 2, "{case}: {cell:?}");
                let is_list = cell.statement.is_some();
                let twice = cell.row.windows(2).find(|pair| is_list && pair[0] == pair[1]);
                assert_eq!(twice, None, "{case}: {cell:?}");
                if cell.title.contains("预算执行情况") {
                    let head = cell.column.join("／");
                    let wanted =
                        ["目标申报", "预算编制", "全年预算数", "执行数", "资金结", "率", "得分"];
                    assert!(head.contains(wanted[cell.column_number - 1]), "{case}: {cell:?}");
                }
            }
        });
    }
}
