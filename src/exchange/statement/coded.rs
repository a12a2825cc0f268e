//! Tables with a row for each functional code.

use std::collections::BTreeMap;

use crate::exchange::statement::codes::{Code, code};
use crate::exchange::statement::{Paper, Read, Troubles};
use crate::exchange::table::{Cell, Column, Figure, Value};
use crate::model::amount::Money;

/// A row of such a table by its columns, those that mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<K> {
    /// The name that is printed with the code.
    pub name: String,
    /// The cell of the code.
    pub at: Cell,
    /// The cell of the name.
    pub named_at: Cell,
    /// The amounts.
    pub amounts: BTreeMap<K, Read>,
}

/// Such a table, all its pages together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coded<K> {
    /// The row of the whole.
    pub total: Option<Line<K>>,
    /// The rows by code.
    pub rows: BTreeMap<String, Line<K>>,
    /// The columns that it has.
    pub has: Vec<K>,
    /// Whether rows of the same code are added.
    adds: bool,
}

/// What the row of the whole is called.
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "本年收入合计", "本年支出合计", "支出合计"];

impl<K: Ord + Copy> Coded<K> {
    /// Reads the pages of such a table; `means` says what a column is.
    pub(crate) fn read(
        papers: &[Paper<'_>],
        means: impl Fn(&Column) -> Option<K>,
        troubles: &mut Troubles,
    ) -> Option<Self> {
        Self::gathered(papers, means, false, troubles)
    }

    /// Reads the pages of a table that has a row for each project, so that codes come again and their amounts are added.
    pub(crate) fn added_up(
        papers: &[Paper<'_>],
        means: impl Fn(&Column) -> Option<K>,
        troubles: &mut Troubles,
    ) -> Option<Self> {
        Self::gathered(papers, means, true, troubles)
    }

    /// Reads the pages of a table whose rows of one code may be added or not.
    fn gathered(
        papers: &[Paper<'_>],
        means: impl Fn(&Column) -> Option<K>,
        adds: bool,
        troubles: &mut Troubles,
    ) -> Option<Self> {
        let mut table = Self { total: None, rows: BTreeMap::new(), has: Vec::new(), adds };
        // A page without a head of its own has the columns of the page before.
        let mut columns: Vec<Column> = Vec::new();
        for paper in papers {
            if paper.columns.iter().any(|column| means(column).is_some()) {
                columns.clone_from(&paper.columns);
            }
            table.page(paper, &columns, &means, troubles);
        }
        (!table.has.is_empty()).then_some(table)
    }

    /// Reads a page.
    fn page(
        &mut self,
        paper: &Paper<'_>,
        columns: &[Column],
        means: &impl Fn(&Column) -> Option<K>,
        troubles: &mut Troubles,
    ) {
        let amounts = amount_columns(paper, columns, means, troubles);
        self.has.extend(amounts.values().copied());
        self.has.sort();
        self.has.dedup();
        let codes = code_columns(paper, columns);
        let name =
            columns.iter().find(|column| column.is_name() && !codes.contains(&column.number));
        for row in &paper.rows {
            let (key, own_name) = match code(paper, *row, &codes, troubles) {
                Code::Of(code, name) => (Some(code), name),
                Code::None => (None, None),
                Code::Wrong => continue,
            };
            let has_number = amounts.keys().any(|column| {
                !matches!(paper.grid.value(*row, *column), Value::Nothing | Value::Words(_))
            });
            let is_total =
                paper.grid.texts(*row).any(|(_, words)| TOTALS.contains(&words.as_str()));
            if key.is_none() && !is_total {
                if has_number {
                    let at = paper.cell(*row, amounts.keys().next().copied().unwrap_or_default());
                    troubles.leave_out(format!(
                        "{at} 这一行没有编码，也不是合计（{}）",
                        paper.label(*row)
                    ));
                }
                continue;
            }
            // The head of a page that repeats the columns says the same words.
            if key.is_none() && !has_number {
                continue;
            }
            let printed =
                own_name.or_else(|| name.map(|column| paper.grid.words(*row, column.number)));
            let read =
                amounts.iter().map(|(column, key)| (*key, paper.read(*row, *column, troubles)));
            let line = Line {
                name: printed.unwrap_or_default(),
                at: paper.cell(*row, codes.first().copied().unwrap_or_default()),
                named_at: paper.cell(*row, name.map_or(0, |column| column.number)),
                amounts: read.collect(),
            };
            match key {
                None => {
                    self.total.get_or_insert(line);
                }
                Some(code) => match self.rows.get(&code) {
                    None => {
                        self.rows.insert(code, line);
                    }
                    Some(first) if self.adds => {
                        let sum = added(first, &line);
                        self.rows.insert(code, sum);
                    }
                    Some(first) if same(first, &line) => {}
                    Some(first) => troubles.refuse(format!(
                        "编码 {code} 在 {} 和 {} 各有一行，数不同",
                        first.at, line.at
                    )),
                },
            }
        }
    }

    /// Whether it has a column.
    pub(crate) fn has(&self, column: K) -> bool {
        self.has.contains(&column)
    }

    /// The codes below which there are no others.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = &str> {
        let above = |code: &str| {
            let mut after = self.rows.range(code.to_owned()..).skip(1);
            after.next().is_some_and(|(next, _)| next.starts_with(code))
        };
        self.rows.keys().map(String::as_str).filter(move |code| !above(code))
    }

    /// An amount of a code; none where it has no such row or column, or where it was not calculated, which is a trouble where
    /// it is needed.
    pub(crate) fn figure(&self, code: &str, column: K, troubles: &mut Troubles) -> Option<Figure> {
        let read = self.rows.get(code)?.amounts.get(&column)?;
        if let Read::Uncalculated(cell) = read {
            troubles.refuse(format!(
                "{cell} 的公式没有存下结果（{code}）；请用 Excel 或 WPS 打开，重算、保存以后再导入"
            ));
        }
        read.figure()
    }

    /// The printed amount of a code, where it was calculated.
    pub(crate) fn printed(&self, code: &str, column: K) -> Option<Figure> {
        self.rows.get(code)?.amounts.get(&column)?.figure()
    }

    /// The printed amount of the whole, where it was calculated.
    pub(crate) fn whole(&self, column: K) -> Option<Figure> {
        self.total.as_ref()?.amounts.get(&column)?.figure()
    }

    /// Notes where what is printed for a class, section or the whole is not the sum of what lies below it; `tolerance` is what
    /// one rounded amount may be off.
    pub(crate) fn prove(&self, title: &str, tolerance: Money, troubles: &mut Troubles) {
        for column in &self.has {
            let above = self
                .rows
                .keys()
                .filter(|code| code.len() < 7)
                .map(|code| (Some(code.as_str()), code.len() + 2));
            for (code, length) in above.chain([(None, 3)]) {
                let within = |row: &&String| {
                    row.len() == length && code.is_none_or(|code| row.starts_with(code))
                };
                let below: Vec<&String> = self.rows.keys().filter(within).collect();
                let printed = match code {
                    Some(code) => self.printed(code, *column),
                    None => self.whole(*column),
                };
                let parts: Option<Vec<Figure>> =
                    below.iter().map(|row| self.printed(row, *column)).collect();
                let (Some(printed), Some(parts)) =
                    (printed, parts.filter(|parts| !parts.is_empty()))
                else {
                    continue;
                };
                let sum: Money = parts.iter().map(|part| part.amount).sum();
                let count = parts.iter().filter(|part| !part.is_zero()).count() as u64;
                let bound = (0..=count).map(|_| tolerance).sum::<Money>();
                if (printed.amount - sum).abs() > bound {
                    let what = code.map_or("合计".to_owned(), |code| format!("{code} 的合计"));
                    troubles.contradict(format!(
                        "{title}：{} 的{what} {}，不等于下面各行之和 {sum}（{}）",
                        printed.origin,
                        printed.amount,
                        cells(&parts)
                    ));
                }
            }
        }
    }
}

/// The cells of some figures.
fn cells(parts: &[Figure]) -> String {
    let mut names: Vec<String> =
        parts.iter().take(12).map(|part| part.origin.to_string()).collect();
    if parts.len() > 12 {
        names.push(format!("等 {} 格", parts.len()));
    }
    names.join("、")
}

/// A row with the amounts of another one added.
fn added<K: Ord + Copy>(one: &Line<K>, other: &Line<K>) -> Line<K> {
    let amounts = one.amounts.iter().map(|(key, read)| {
        let sum = match (read.figure(), other.amounts.get(key).and_then(Read::figure)) {
            (Some(one), Some(other)) => Read::Amount(one.plus(&other)),
            _ => read.clone(),
        };
        (*key, sum)
    });
    Line {
        name: one.name.clone(),
        at: one.at.clone(),
        named_at: one.named_at.clone(),
        amounts: amounts.collect(),
    }
}

/// Whether two rows say the same.
fn same<K: Ord>(one: &Line<K>, other: &Line<K>) -> bool {
    let amounts = |line: &Line<K>| -> Vec<Option<Money>> {
        line.amounts.values().map(|read| read.figure().map(|figure| figure.amount)).collect()
    };
    amounts(one) == amounts(other)
}

/// The columns of amounts with what each is; a second column for the same is not understood.
fn amount_columns<K: Ord + Copy>(
    paper: &Paper<'_>,
    columns: &[Column],
    means: &impl Fn(&Column) -> Option<K>,
    troubles: &mut Troubles,
) -> BTreeMap<u32, K> {
    let mut found: BTreeMap<u32, K> = BTreeMap::new();
    for column in columns.iter().filter(|column| !column.is_code() && !column.numbers_rows()) {
        let Some(key) = means(column) else { continue };
        if found.values().any(|other| *other == key) {
            let row = paper.rows.first().copied().unwrap_or_default();
            let at = paper.cell(row, column.number);
            troubles.leave_out(format!(
                "{at} 起的一列“{}”与前面的一列同名，没有采用",
                column.path.join("—")
            ));
            continue;
        }
        found.insert(column.number, key);
    }
    found
}

/// The columns of codes: those that are headed so, else the first in which codes stand.
fn code_columns(paper: &Paper<'_>, columns: &[Column]) -> Vec<u32> {
    let headed: Vec<u32> =
        columns.iter().filter(|column| column.is_code()).map(|column| column.number).collect();
    if !headed.is_empty() {
        return headed;
    }
    let is_code = |column: &&u32| {
        let codes = paper.rows.iter().filter(|row| {
            let words = paper.grid.words(**row, **column);
            let digits = words.chars().take_while(char::is_ascii_digit).count();
            matches!(digits, 3 | 5 | 7) && words.starts_with('2') && !words.contains('.')
        });
        codes.count() > 0
    };
    let first = paper
        .rows
        .iter()
        .flat_map(|row| paper.grid.rows.get(row).into_iter().flat_map(|cells| cells.keys()));
    let mut first: Vec<u32> = first.copied().collect();
    first.sort_unstable();
    first.dedup();
    first.iter().find(is_code).copied().into_iter().collect()
}
