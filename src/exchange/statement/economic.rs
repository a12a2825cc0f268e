//! Expenditure of the general public budget by economic section: sections as columns, or as rows.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::exchange::statement::coded::Coded;
use crate::exchange::statement::codes::{Code, code};
use crate::exchange::statement::{Paper, Read, Troubles};
use crate::exchange::table::{Column, Figure, Form, plain};

/// What a table lists: amounts by economic code of any level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// The amounts by code.
    pub amounts: BTreeMap<String, Figure>,
    /// 人员经费合计, where it is printed.
    pub personnel: Option<Figure>,
    /// 公用经费合计, where it is printed.
    pub public: Option<Figure>,
}

/// What a table of economic sections prints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Economic {
    /// All that was spent.
    pub whole: Option<Listing>,
    /// What of it was basic expenditure.
    pub basic: Option<Listing>,
}

/// The economic classes and sections by name.
#[derive(Debug)]
struct Names<'c> {
    /// The catalogue.
    catalog: &'c Catalog,
}

impl Economic {
    /// Reads its pages. Of a table of basic expenditure the only amounts are basic ones.
    pub(crate) fn read(
        papers: &[Paper<'_>],
        only_basic: bool,
        catalog: &Catalog,
        troubles: &mut Troubles,
    ) -> Self {
        let names = Names { catalog };
        let across = papers
            .iter()
            .flat_map(|paper| &paper.columns)
            .filter(|column| names.code(column).is_some_and(|code| code > 0))
            .count();
        let mut economic = if across >= 5 {
            let listing = listing_across(papers, &names, troubles);
            Self { whole: listing, basic: None }
        } else {
            listed(papers, troubles)
        };
        if only_basic && economic.basic.is_none() {
            economic = Self { whole: None, basic: economic.whole.take() };
        } else if only_basic {
            economic.whole = None;
        }
        economic
    }
}

impl Names<'_> {
    /// The code of a column: of a section, of a class for its sum, or 0 for the sum of all.
    fn code(&self, column: &Column) -> Option<u32> {
        if column.is_name() || column.is_code() {
            return None;
        }
        let class = column
            .path
            .iter()
            .enumerate()
            .find_map(|(place, words)| Some((place, self.class(words)?)));
        let Some((place, class)) = class else {
            return (column.last() == "合计").then_some(0);
        };
        let below = column.path.get(place + 1..).unwrap_or_default();
        match below.last().map(String::as_str) {
            None | Some("小计" | "合计") => class.parse().ok(),
            Some(name) => self.section(&class, name)?.parse().ok(),
        }
    }

    /// The class of a name.
    fn class(&self, name: &str) -> Option<String> {
        let mut codes = (301..400_u32).map(|code| code.to_string());
        codes.find(|code| self.is(code, name))
    }

    /// The section of a name within a class.
    fn section(&self, class: &str, name: &str) -> Option<String> {
        let mut codes = (1..100_u32).map(|number| format!("{class}{number:02}"));
        codes.find(|code| self.is(code, name))
    }

    /// Whether a code has or had a name.
    fn is(&self, code: &str, name: &str) -> bool {
        let latest = self.catalog.economic(code).into_iter();
        let former = self.catalog.formers(code).iter().map(|former| former.name.as_str());
        latest.chain(former).any(|own| plain(own) == name)
    }
}

/// Reads sections as columns: the row of the whole, or the sum of the rows where it was not calculated.
fn listing_across(
    papers: &[Paper<'_>],
    names: &Names<'_>,
    troubles: &mut Troubles,
) -> Option<Listing> {
    let is_of_projects = papers.iter().any(|paper| paper.form == Form::Projects);
    let table: Coded<u32> = match is_of_projects {
        true => Coded::added_up(papers, |column| names.code(column), troubles)?,
        false => Coded::read(papers, |column| names.code(column), troubles)?,
    };
    let mut listing = Listing::default();
    for code in table.has.iter().filter(|code| **code > 0) {
        let printed = table.whole(*code);
        let summed = || {
            let mut sum: Option<Figure> = None;
            for leaf in table.leaves() {
                let figure = table.printed(leaf, *code)?;
                sum = Some(match sum {
                    None => figure,
                    Some(_) if figure.is_zero() => continue,
                    Some(sum) if sum.is_zero() => figure,
                    Some(sum) => sum.plus(&figure),
                });
            }
            sum
        };
        match printed.or_else(summed) {
            Some(figure) => {
                listing.amounts.insert(code.to_string(), figure);
            }
            None => troubles.leave_out(format!("经济分类 {code} 的合计没有算出来")),
        }
    }
    Some(listing)
}

/// What a column of amounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All.
    Whole,
    /// Basic expenditure.
    Basic,
    /// Neither.
    Other,
}

/// What a column of a list is.
fn kind(column: &Column) -> Kind {
    match () {
        () if column.last().contains("基本支出") => Kind::Basic,
        () if ["项目支出", "人员经费", "公用经费"]
            .iter()
            .any(|word| column.last().contains(word)) =>
        {
            Kind::Other
        }
        () if ["金额", "决算", "合计", "小计", "支出数", "本年支出"]
            .iter()
            .any(|word| column.last().contains(word)) =>
        {
            Kind::Whole
        }
        () => Kind::Other,
    }
}

/// Reads sections as rows, several lists side by side.
fn listed(papers: &[Paper<'_>], troubles: &mut Troubles) -> Economic {
    let (mut whole, mut basic): (Listing, Listing) = Default::default();
    let (mut has_whole, mut has_basic) = (false, false);
    for paper in papers {
        let lists = lists(&paper.columns);
        for row in &paper.rows {
            for (codes, amounts) in &lists {
                let Code::Of(code, _) = code(paper, *row, codes, troubles) else { continue };
                if !code.starts_with('3') || code.len() > 5 {
                    continue;
                }
                for (column, kind) in amounts {
                    let (listing, has) = match kind {
                        Kind::Whole => (&mut whole, &mut has_whole),
                        Kind::Basic => (&mut basic, &mut has_basic),
                        Kind::Other => continue,
                    };
                    *has = true;
                    match paper.read(*row, *column, troubles) {
                        Read::Uncalculated(cell) if code.len() == 5 => troubles.refuse(format!(
                            "{cell} 的公式没有存下结果（{code}）；请用 Excel 或 WPS 打开，重算、保存以后再导入"
                        )),
                        Read::Uncalculated(_) => {}
                        read => {
                            if let Some(figure) = read.figure() {
                                listing.amounts.entry(code.clone()).or_insert(figure);
                            }
                        }
                    }
                }
            }
            sums(paper, *row, &lists, &mut whole, &mut basic, troubles);
        }
    }
    Economic { whole: has_whole.then_some(whole), basic: has_basic.then_some(basic) }
}

/// A list: its columns of codes, and those of amounts.
type List = (Vec<u32>, Vec<(u32, Kind)>);

/// The lists side by side: each begins with columns of codes.
fn lists(columns: &[Column]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut in_codes = false;
    for column in columns {
        if column.is_code() {
            match lists.last_mut().filter(|_| in_codes) {
                Some((codes, _)) => codes.push(column.number),
                None => lists.push((vec![column.number], Vec::new())),
            }
            in_codes = true;
        } else {
            in_codes = false;
            if let Some((_, amounts)) = lists.last_mut() {
                amounts.push((column.number, kind(column)));
            }
        }
    }
    lists
}

/// Takes 人员经费合计 and 公用经费合计 of a row.
fn sums(
    paper: &Paper<'_>,
    row: u32,
    lists: &[List],
    whole: &mut Listing,
    basic: &mut Listing,
    troubles: &mut Troubles,
) {
    let labels: Vec<(u32, String)> =
        paper.grid.texts(row).filter(|(_, words)| words.contains("经费合计")).collect();
    for (place, (column, words)) in labels.iter().enumerate() {
        let end = labels.get(place + 1).map_or(u32::MAX, |(next, _)| *next);
        for (number, kind) in lists.iter().flat_map(|(_, amounts)| amounts) {
            if !(*column + 1..end).contains(number) || paper.grid.content(row, *number).is_none() {
                continue;
            }
            let listing = match kind {
                Kind::Whole => &mut *whole,
                Kind::Basic => &mut *basic,
                Kind::Other => continue,
            };
            let place =
                if words.contains("人员") { &mut listing.personnel } else { &mut listing.public };
            *place = paper.read(row, *number, troubles).figure();
        }
    }
}
