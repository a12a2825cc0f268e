//! Tables → the units and years that they are of.

use std::collections::BTreeMap;

use crate::exchange::table::{Cell, Form, Grid, Heading, Piece, UnitOfMoney, pieces, plain};

/// What the user says where the tables leave it open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The folder of the unit.
    pub unit: Option<String>,
    /// The name of the unit of that folder, where it is known.
    pub name: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The unit of money of tables that state none.
    pub amounts: Option<UnitOfMoney>,
}

/// A table with what it says of itself.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// On which sheet it stands, by number.
    pub grid: usize,
    /// Where.
    pub piece: Piece,
    /// The cell in which it says whose it is.
    pub named: Option<Cell>,
    /// The cell in which it states the unit of its amounts.
    pub stated: Option<Cell>,
    /// The unit of its amounts.
    pub money: Result<UnitOfMoney, String>,
}

/// A table with whose it is and of which year, as far as it or one above it on its sheet says so.
#[derive(Debug)]
struct Found {
    /// The unit's name.
    name: Option<(String, Cell)>,
    /// The year.
    year: Option<(u16, Cell)>,
    /// The table.
    page: Page,
}

/// The tables of one unit's year.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    /// The unit's name, where they say it.
    pub name: Option<(String, Cell)>,
    /// The year, where they say it.
    pub years: BTreeMap<u16, Cell>,
    /// The tables.
    pub pages: Vec<Page>,
}

/// The tables of some sheets, sorted, and what is not among them.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    /// The tables by unit.
    pub units: Vec<Tables>,
    /// Sheets and tables that nothing is taken from, each in a sentence.
    pub left_out: Vec<String>,
    /// Why it cannot be told whose the tables are.
    pub refused: Option<String>,
}

/// Sorts the tables of sheets by the units that they say they are of.
pub(super) fn sorted(grids: &[Grid], wanted: &Wanted) -> Sorted {
    let mut sorted = Sorted::default();
    let mut found: Vec<Found> = Vec::new();
    for (number, grid) in grids.iter().enumerate() {
        let mut on_sheet = pieces(grid);
        let last = found.last().map(|found| found.page.piece.form);
        if let Some(form) = last.filter(|_| on_sheet.is_empty() && goes_on(grid)) {
            sorted.left_out.push(format!(
                "{}：没有表题，各行有编码，当作“{}”的续页",
                grid.name,
                form.term()
            ));
            on_sheet.push(Piece::going_on(grid, form));
        }
        if on_sheet.is_empty() && !grid.rows.is_empty() {
            sorted.left_out.push(format!("{}：没有认出决算表的表题", grid.name));
        }
        // What the first table of a sheet says of the unit holds for those below it.
        let (mut name, mut year) = (None, None);
        for piece in on_sheet {
            let heading = Heading::of(grid, &piece);
            name = heading.name.clone().or(name);
            year = heading.year.clone().or(year);
            match piece.form {
                Form::Unused => {
                    sorted.left_out.push(format!("{} 的“{}”：用不到", grid.name, piece.title))
                }
                Form::Foreign => {
                    sorted
                        .left_out
                        .push(format!("{} 的“{}”：不是决算公开的表", grid.name, piece.title));
                }
                _ => {
                    let before = found.last().map(|found| &found.page);
                    let goes_on = before
                        .filter(|page| page.piece.form == piece.form && page.grid + 1 >= number);
                    let money = money(grid, &piece, &heading, goes_on, wanted);
                    let named = heading.name.as_ref().map(|(_, cell)| cell.clone());
                    let stated = heading.money.first().map(|(_, cell)| cell.clone());
                    let page = Page { grid: number, piece, named, stated, money };
                    found.push(Found { name: name.clone(), year: year.clone(), page });
                }
            }
        }
    }
    let mut units: BTreeMap<String, Tables> = BTreeMap::new();
    let mut nameless: Vec<Found> = Vec::new();
    for found in found {
        match &found.name {
            None => nameless.push(found),
            Some((name, cell)) => {
                let tables = units.entry(plain(name)).or_default();
                tables.name.get_or_insert((name.clone(), cell.clone()));
                take(tables, found);
            }
        }
    }
    sorted.choose(units, nameless, wanted);
    sorted
}

/// Whether a sheet without a title may be a page of the table before: its rows begin with codes.
fn goes_on(grid: &Grid) -> bool {
    let begins_with_code = |row: &&u32| {
        let first = grid.rows.get(*row).and_then(|cells| cells.keys().next());
        let words = first.map(|column| grid.words(**row, *column)).unwrap_or_default();
        matches!(words.len(), 3 | 5 | 7)
            && words.bytes().all(|b| b.is_ascii_digit())
            && words.starts_with(['2', '3'])
    };
    let codes = grid.rows.keys().filter(begins_with_code).count();
    codes >= 2 && codes * 2 >= grid.rows.len()
}

/// Takes a table of a unit.
fn take(tables: &mut Tables, found: Found) {
    let Found { name: _, year, page } = found;
    if let Some((year, cell)) = year {
        tables.years.entry(year).or_insert(cell);
    }
    tables.pages.push(page);
}

impl Sorted {
    /// Makes out which units are meant.
    fn choose(
        &mut self,
        mut units: BTreeMap<String, Tables>,
        nameless: Vec<Found>,
        wanted: &Wanted,
    ) {
        let meant = [&wanted.name, &wanted.unit]
            .into_iter()
            .flatten()
            .map(|name| plain(name))
            .find(|name| units.contains_key(name));
        if let Some(meant) = meant
            && units.len() > 1
        {
            let others: Vec<String> = units
                .iter()
                .filter(|(name, _)| **name != meant)
                .filter_map(|(_, tables)| Some(tables.name.as_ref()?.0.clone()))
                .collect();
            self.left_out.push(format!("{} 的表：不是要导入的单位", others.join("、")));
            units.retain(|name, _| *name == meant);
        }
        if units.len() > 1 && (wanted.unit.is_some() || !units.values().all(is_whole_set)) {
            let names = named_apart(&units);
            self.refused = Some(format!("里面有几个单位的表：{}", names.join("，")));
            return;
        }
        if units.is_empty() {
            units.insert(String::new(), Tables::default());
        }
        if !nameless.is_empty() {
            if units.len() > 1 {
                self.left_out.extend(
                    nameless
                        .iter()
                        .map(|found| format!("“{}”：没有写是哪个单位的", found.page.piece.title)),
                );
            } else if let Some(tables) = units.values_mut().next() {
                nameless.into_iter().for_each(|found| take(tables, found));
            }
        }
        self.units = units.into_values().filter(|tables| !tables.pages.is_empty()).collect();
        for tables in &mut self.units {
            tables.pages.sort_by_key(|page| (page.grid, page.piece.below_title));
        }
    }
}

/// The names of several units with their cells: those of a table that each of them has, if there is one.
fn named_apart(units: &BTreeMap<String, Tables>) -> Vec<String> {
    let has = |tables: &Tables, form: Form| tables.pages.iter().any(|page| page.piece.form == form);
    let forms = units.values().flat_map(|tables| tables.pages.iter().map(|page| page.piece.form));
    let common = forms.into_iter().find(|form| units.values().all(|tables| has(tables, *form)));
    let cell = |tables: &Tables| {
        let same =
            tables.pages.iter().filter(|page| common.is_none_or(|form| page.piece.form == form));
        same.filter_map(|page| page.named.clone()).next()
    };
    let named = units.values().filter_map(|tables| {
        let (name, first) = tables.name.as_ref()?;
        Some(format!("{} 是“{name}”", cell(tables).unwrap_or_else(|| first.clone())))
    });
    named.collect()
}

/// Whether a unit has tables of its own of what a year's file needs.
fn is_whole_set(tables: &Tables) -> bool {
    [Form::Income, Form::Expenditure]
        .iter()
        .all(|form| tables.pages.iter().any(|page| page.piece.form == *form))
}

/// The unit of a table's amounts; why it is not known, if so.
fn money(
    grid: &Grid,
    piece: &Piece,
    heading: &Heading,
    goes_on: Option<&Page>,
    wanted: &Wanted,
) -> Result<UnitOfMoney, String> {
    let mut said = heading.money.iter();
    match (said.next(), goes_on, wanted.amounts) {
        (Some((first, at)), _, _) => match said.find(|(other, _)| other != first) {
            None => Ok(*first),
            Some((other, there)) => {
                Err(format!("{at} 写的金额单位是{}，{there} 写的是{}", first.term(), other.term()))
            }
        },
        (None, Some(page), _) => page.money.clone(),
        (None, None, Some(unit)) => Ok(unit),
        (None, None, None) => Err(format!("{} 的“{}”没有写金额单位", grid.name, piece.title)),
    }
}
