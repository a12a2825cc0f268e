//! Workbooks → what their units' files shall be.

use crate::catalog::Catalog;
use crate::exchange::statement::{Paper, Statements, Troubles};
use crate::exchange::table::Grid;
use crate::exchange::units::{Page, Tables, sorted};
use crate::exchange::workbook::Workbook;
use crate::exchange::year::{Draft, as_prior, draft, of_department};

pub(crate) use crate::exchange::units::Wanted;

/// What was found of a unit's year.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// The unit's name, where the tables say it.
    pub name: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// What its file shall hold; none where it is refused.
    pub draft: Option<Draft>,
    /// The tables that were read: what from where, each in a sentence.
    pub read: Vec<String>,
    /// What came up.
    pub troubles: Troubles,
}

/// What was found in some workbooks.
#[derive(Debug, Default)]
pub(crate) struct AllImported {
    /// The units.
    pub units: Vec<Imported>,
    /// Sheets and tables that nothing was taken from.
    pub left_out: Vec<String>,
}

/// Reads workbooks that belong together, each with what it is called in messages. `is_department` tells of a unit's name
/// whether it is that of a department that adds up its units.
pub(crate) fn import(
    workbooks: Vec<(String, Workbook)>,
    wanted: &Wanted,
    catalog: &Catalog,
    is_department: &dyn Fn(Option<&str>) -> bool,
) -> AllImported {
    let mut all = AllImported::default();
    let several = workbooks.len() > 1;
    let mut grids = Vec::new();
    for (file, workbook) in workbooks {
        for sheet in workbook.sheets {
            let name = if several { format!("{file}/{}", sheet.name) } else { sheet.name.clone() };
            if sheet.hidden {
                if !sheet.cells.is_empty() {
                    all.left_out.push(format!("{name}：是隐藏的表，没有读；要读请先取消隐藏"));
                }
                continue;
            }
            grids.push(Grid::of(sheet, &name));
        }
    }
    let sorted = sorted(&grids, wanted);
    all.left_out.extend(sorted.left_out);
    if let Some(why) = sorted.refused {
        let mut troubles = Troubles::default();
        troubles.refuse(why);
        all.units.push(Imported { troubles, ..Imported::default() });
        return all;
    }
    for tables in sorted.units {
        all.units.push(unit(&grids, tables, wanted, catalog, is_department));
    }
    all
}

/// Reads the tables of a unit.
fn unit(
    grids: &[Grid],
    tables: Tables,
    wanted: &Wanted,
    catalog: &Catalog,
    is_department: &dyn Fn(Option<&str>) -> bool,
) -> Imported {
    let Tables { name, years, pages } = tables;
    let mut imported = Imported { name: name.map(|(name, _)| name), ..Imported::default() };
    let troubles = &mut imported.troubles;
    let mut of_last_year = false;
    imported.year = match (wanted.year, years.len()) {
        (Some(year), 0) => Some(year),
        (Some(year), _) if years.contains_key(&year) && years.len() == 1 => Some(year),
        // A workbook of the year before says what this year is compared with.
        (Some(year), 1) if years.contains_key(&year.saturating_sub(1)) => {
            of_last_year = true;
            for (said, cell) in &years {
                troubles.remark(format!(
                    "表里写的是 {said} 年度（{cell}），要的是 {year} 年度：各数都写作 {year} 年度的上年数，不是 {year} 年度的收支"
                ));
            }
            Some(year)
        }
        (None, 1) => years.keys().next().copied(),
        (None, 0) => {
            troubles.refuse("表里没有写是哪一年度的；请用 --year 写明".to_owned());
            None
        }
        (_, _) => {
            let said: Vec<String> =
                years.iter().map(|(year, cell)| format!("{cell} 是 {year} 年度")).collect();
            let asked = wanted.year.map_or(String::new(), |year| format!("，--year 写的是 {year}"));
            troubles.refuse(format!("年度对不上：{}{asked}", said.join("，")));
            None
        }
    };
    let mut papers = Vec::new();
    for page in &pages {
        let Some(grid) = grids.get(page.grid) else { continue };
        match &page.money {
            Ok(unit) => {
                let paper = Paper::of(grid, &page.piece, *unit);
                imported.read.push(format!(
                    "{}（{}，{}）：{} 行",
                    page.piece.form.term(),
                    grid.name,
                    unit.term(),
                    paper.rows.len()
                ));
                papers.push(paper);
            }
            Err(why) => troubles
                .refuse(format!("{why}；请用 --amounts 元 或 --amounts 万元 写明（要先看清楚）")),
        }
    }
    if pages.is_empty() {
        troubles.refuse("没有认出一张决算表".to_owned());
    }
    let statements = Statements::read(papers, catalog, troubles);
    let year = imported.year.unwrap_or_default();
    let found = match is_department(imported.name.as_deref()) {
        true => of_department(&statements, troubles),
        false if of_last_year => as_prior(&statements, catalog, year, troubles),
        false => draft(&statements, catalog, year, troubles),
    };
    if let [first, ..] = troubles.uncalculated.as_slice() {
        let count = troubles.uncalculated.len();
        let first = first.clone();
        troubles.remark(format!(
            "{first} 等 {count} 格的公式没有存下结果，其中的合计没有写进 [control]；各行照常读"
        ));
    }
    name_units(&pages, grids, troubles);
    imported.draft = troubles.refused.is_empty().then_some(found);
    imported
}

/// Where tables are said to be in the wrong unit of money: the cells that state the units.
fn name_units(pages: &[Page], grids: &[Grid], troubles: &mut Troubles) {
    for sentence in troubles.refused.iter_mut().filter(|sentence| sentence.contains("约一万倍"))
    {
        let of_sheet = |page: &&Page| {
            grids.get(page.grid).is_some_and(|grid| sentence.contains(&format!("{}!", grid.name)))
        };
        let cells = pages.iter().filter(of_sheet).filter_map(|page| page.stated.as_ref());
        let cells: Vec<String> = cells.map(ToString::to_string).collect();
        if !cells.is_empty() {
            sentence.push_str(&format!("（金额单位写在 {}）", cells.join("、")));
        }
    }
}
