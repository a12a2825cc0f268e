//! 财政拨款“三公”经费支出决算表, in all its shapes: six budgets and six final figures, pairs of them, or a label a row.

use std::collections::BTreeMap;

use crate::exchange::statement::labelled::entries;
use crate::exchange::statement::{Paper, Read, Troubles};
use crate::exchange::table::{Column, Figure, Value};
use crate::model::three_public::Item;

/// Which figure of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Budget {
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    FullYear,
    /// 决算数.
    Final,
}

/// What the table prints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ThreePublic {
    /// The figures of each item; none as the item is their sum.
    pub figures: BTreeMap<(Budget, Option<Item>), Figure>,
}

impl ThreePublic {
    /// Reads its pages.
    pub(crate) fn read(papers: &[Paper<'_>], troubles: &mut Troubles) -> Self {
        let mut table = Self::default();
        for paper in papers {
            let budget = budget(paper, troubles);
            let wide = paper
                .columns
                .iter()
                .filter(|column| item(column).is_some_and(|item| item.is_some()));
            if wide.count() >= 3 {
                table.wide(paper, budget, troubles);
            } else {
                table.labelled(paper, budget, troubles);
            }
        }
        table
    }

    /// Reads items as columns: one row of figures, blank where there were none.
    fn wide(&mut self, paper: &Paper<'_>, budget: Budget, troubles: &mut Troubles) {
        let items: Vec<u32> = paper
            .columns
            .iter()
            .filter(|column| item(column).is_some())
            .map(|column| column.number)
            .collect();
        let has_number = |row: &u32| {
            let mut values = items.iter().map(|column| paper.grid.value(*row, *column));
            values.any(|value| matches!(value, Value::Number(_) | Value::Error(_)))
        };
        let rows: Vec<u32> = paper.rows.iter().copied().filter(has_number).collect();
        let of_all = rows.iter().find(|row| {
            paper.grid.texts(**row).any(|(_, words)| words == "合计" || words == "总计")
        });
        let row = match (rows.as_slice(), of_all) {
            ([one], _) => *one,
            ([], _) => paper.rows.first().copied().unwrap_or_else(|| paper.below_columns()),
            (_, Some(row)) => *row,
            ([first, ..], None) => {
                troubles.leave_out(format!(
                    "{} 起有几行数，不知道哪一行是本单位的",
                    paper.cell(*first, 0)
                ));
                return;
            }
        };
        for column in &paper.columns {
            let Some(item) = item(column) else { continue };
            let key = match which(column, budget) {
                Some(which) => (which, item),
                None => continue,
            };
            if let (false, Read::Amount(_) | Read::Blank(_)) =
                (self.figures.contains_key(&key), &paper.read(row, column.number, troubles))
                && let Some(figure) = paper.read(row, column.number, troubles).figure()
            {
                self.figures.insert(key, figure);
            }
        }
    }

    /// Reads items as rows.
    fn labelled(&mut self, paper: &Paper<'_>, budget: Budget, troubles: &mut Troubles) {
        for entry in entries(paper) {
            let item = match Item::called(&entry.label) {
                Some(item) => Some(item),
                None if ["合计", "总计", "“三公”经费合计", "支出合计"]
                    .contains(&entry.label.as_str()) =>
                {
                    None
                }
                None => continue,
            };
            for wanted in [Budget::Initial, Budget::FullYear, Budget::Final] {
                let fits = |column: &Column| match which(column, budget) {
                    Some(which) => which == wanted,
                    None => wanted == Budget::Final && !column.has("上年") && !column.has("增减"),
                };
                if let Some(figure) = entry.figure(paper, fits, troubles) {
                    self.figures.entry((wanted, item)).or_insert(figure);
                }
            }
        }
    }
}

/// Which item a column is of; none within is their sum.
fn item(column: &Column) -> Option<Option<Item>> {
    let name = column.path.iter().rev().find_map(|words| Item::called(words));
    if let Some(item) = name {
        return Some(Some(item));
    }
    let of_vehicles = column.path.iter().any(|words| words.contains("购置及运行"));
    let sum = ["合计", "总计"].iter().any(|word| column.path.iter().any(|words| words == word));
    (sum && !of_vehicles).then_some(None)
}

/// Which figure a column has; `budget` is which one is meant where it only says that it is a budget.
fn which(column: &Column, budget: Budget) -> Option<Budget> {
    let says = |words: &[&str]| words.iter().any(|word| column.has(word));
    match () {
        () if says(&["年初预算"]) => Some(Budget::Initial),
        () if says(&["全年预算", "调整预算", "调整后预算"]) => Some(Budget::FullYear),
        () if column.path.iter().any(|words| words.contains("预算数") || words == "预算") => {
            Some(budget)
        }
        () if says(&["决算数", "支出数", "执行数", "统计数"])
            || column.path.iter().any(|words| words == "决算") =>
        {
            Some(Budget::Final)
        }
        () => None,
    }
}

/// Which budget the table means where its columns do not say: what the note says, else the initial one where budget and final
/// figure stand side by side, as in Shanghai, and that of the full year where they stand in two halves, as the ministry has it.
fn budget(paper: &Paper<'_>, troubles: &mut Troubles) -> Budget {
    let notes = paper.notes.concat();
    if notes.contains("全年预算") || notes.contains("调整后的预算") || notes.contains("调整预算")
    {
        return Budget::FullYear;
    }
    if notes.contains("年初预算") || notes.contains("年初批复") {
        return Budget::Initial;
    }
    let says = |word: &str| paper.columns.iter().any(|column| column.has(word));
    if says("年初预算") || says("全年预算") || !says("预算数") {
        return Budget::Initial;
    }
    let halves = paper.columns.iter().any(|column| {
        column
            .path
            .iter()
            .position(|words| words.contains("预算数"))
            .is_some_and(|place| place + 1 < column.path.len())
    });
    let (budget, name) = match halves {
        true => (Budget::FullYear, "全年预算数"),
        false => (Budget::Initial, "年初预算数"),
    };
    troubles.remark(format!(
        "{} 没有说“预算数”是年初的还是全年的，照这种表的惯例当作{name}",
        paper.grid.name
    ));
    budget
}
