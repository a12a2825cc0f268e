//! Groups of columns that stand side by side, each with codes of its own (公开06表) → the groups one below the other. Where
//! anything tells that they are no such groups, the cells stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::exchange::fill::{Content, read};
use crate::exchange::plain;
use crate::fields::field::{Codes, Field, Kind};
use crate::serve::unit::paste::block::{Block, SUMS, name};
use crate::serve::unit::paste::cells::number;
use crate::serve::unit::paste::columns::means;
use crate::serve::unit::paste::groups::FUNDS;

impl Block<'_> {
    /// Puts groups that stand side by side one below the other.
    pub(super) fn stack(&mut self) {
        let coded = self.shape.fields().find_map(|field| {
            let Kind::Code(codes) = field.kind else { return None };
            Some((field, codes))
        });
        let Some((code, codes)) = coded else { return };
        let (whole, is_functional) = match codes {
            Codes::Economic => (5, false),
            Codes::Item => (7, true),
            // Where sums are rows as well, a repetition is not told from a group.
            Codes::Function | Codes::Any => return,
        };
        let known = |text: &str| {
            let read = read(code, &Content::Text(text.to_owned())).ok().flatten();
            read.filter(|code| code.starts_with('2') == is_functional)
                .filter(|code| name(self.now, self.slot, code).is_some())
        };
        let stacked = stacked(self.cells.clone(), whole, known, |words| self.tells_apart(words));
        (self.cells, self.groups, self.sums) = (stacked.cells, stacked.groups, stacked.sums);
    }

    /// Whether the words above some groups say another year or budget, or what the amounts of each are.
    fn tells_apart(&self, words: &[Vec<String>]) -> bool {
        let money = self.shape.fields().filter(|field| matches!(field.kind, Kind::Money(_)));
        let money: Vec<&'static Field> = money.collect();
        let said = words.iter().map(|words| -> BTreeSet<&str> {
            let meant = money.iter().filter(|field| {
                words.iter().any(|word| means(field, std::slice::from_ref(word), false))
            });
            let funds =
                FUNDS.into_iter().filter(|fund| words.iter().any(|word| word.contains(fund)));
            meant.map(|field| field.key).chain(funds).collect()
        });
        let said: BTreeSet<BTreeSet<&str>> = said.filter(|said| !said.is_empty()).collect();
        said.len() > 1 || words.iter().any(|words| self.is_other(words, &money))
    }
}

/// Cells with the groups one below the other.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stacked {
    /// The cells.
    pub cells: Vec<Vec<String>>,
    /// How many groups there were; one where nothing was moved.
    pub groups: usize,
    /// The rows that the sum of a group adds up, by the number of its row; none where that cannot be told.
    pub sums: BTreeMap<usize, Option<Range<usize>>>,
}

/// A sum in a row: the group of its words, and that of its amount.
type Sum = (usize, usize);

/// Puts groups with the same headings one below the other. `code` is the code that begins a text, if somebody knows it, `whole`
/// how many digits those have that are no sums of others; `is_apart` tells whether the words above groups, those of a group
/// each, say that the groups are not of the same.
pub(super) fn stacked(
    cells: Vec<Vec<String>>,
    whole: usize,
    code: impl Fn(&str) -> Option<String>,
    is_apart: impl Fn(&[Vec<String>]) -> bool,
) -> Stacked {
    let table = Table { cells: &cells, code: &code };
    let found = table.found(whole).filter(|groups| !is_apart(&table.words_above(groups)));
    match found {
        Some(groups) => table.below(&groups),
        None => Stacked { cells, groups: 1, sums: BTreeMap::new() },
    }
}

/// Groups that were found.
struct Groups {
    /// The columns of each.
    columns: Vec<Vec<usize>>,
    /// The first row of their headings.
    heading: usize,
    /// The row below their headings.
    below: usize,
    /// The first row of codes or sums.
    data: usize,
}

/// Cells with what knows codes.
struct Table<'a> {
    /// The cells.
    cells: &'a [Vec<String>],
    /// The code that begins a text, if somebody knows it.
    code: &'a dyn Fn(&str) -> Option<String>,
}

impl Table<'_> {
    /// The groups, if each has the same headings, codes in its first column and amounts, and none has the codes of another.
    fn found(&self, whole: usize) -> Option<Groups> {
        let data = self.cells.iter().position(|row| {
            row.iter().any(|text| (self.code)(text).is_some())
                || first(row).is_some_and(|text| is_sum(&text))
                    && row.iter().any(|text| number(text).is_some())
        })?;
        let heads = self.cells.get(..data)?;
        let below = heads.iter().rposition(|row| !counts(row))? + 1;
        let lowest = heads.get(below - 1)?;
        let width = self.cells.iter().map(Vec::len).max().unwrap_or_default();
        let rows = || self.cells.iter().skip(below - 1);
        let is_used = |at: &usize| rows().any(|row| !word(row, *at).is_empty());
        let used: Vec<usize> = (0..width).filter(is_used).collect();
        let begin = used.first().map(|at| word(lowest, *at)).filter(|text| !text.is_empty())?;
        let mut columns: Vec<Vec<usize>> = Vec::new();
        for at in used {
            if word(lowest, at) == begin {
                columns.push(Vec::new());
            }
            columns.last_mut()?.push(at);
        }
        let is_same = |row: &Vec<String>| {
            let words = |columns: &Vec<usize>| -> Vec<String> {
                columns.iter().map(|at| word(row, *at)).collect()
            };
            let mut groups = columns.iter().map(words);
            groups.next().is_some_and(|one| groups.all(|other| other == one))
        };
        // Levels in columns of their own go on from the row above, which is of another group then.
        let is_parted = lowest.iter().any(|text| plain(text) == "款");
        if columns.len() < 2 || is_parted || !is_same(lowest) {
            return None;
        }
        let alike = heads.iter().take(below).rev().take_while(|row| is_same(row)).count();
        let groups = Groups { columns, heading: below - alike, below, data };
        self.has_codes_and_amounts(&groups, whole).then_some(groups)
    }

    /// Whether each group has codes first and amounts behind them, none the codes of another.
    fn has_codes_and_amounts(&self, groups: &Groups, whole: usize) -> bool {
        let rows = || self.cells.iter().skip(groups.data);
        let mut seen = BTreeSet::new();
        groups.columns.iter().all(|columns| {
            let [first, others @ ..] = columns.as_slice() else { return false };
            let codes: Vec<String> =
                rows().filter_map(|row| (self.code)(row.get(*first)?)).collect();
            let own: BTreeSet<String> =
                codes.iter().filter(|code| code.len() >= whole).cloned().collect();
            let has_amounts = others.iter().any(|at| rows().any(|row| is_number(row, *at)));
            let is_new = own.is_disjoint(&seen);
            seen.extend(own);
            !codes.is_empty() && has_amounts && is_new
        })
    }

    /// The words that stand above each group, those that are the same above all left out.
    fn words_above(&self, groups: &Groups) -> Vec<Vec<String>> {
        let lasts = groups.columns.iter().skip(1).filter_map(|columns| columns.first().copied());
        let lasts = lasts.chain([usize::MAX]);
        let mut begin = 0;
        let ranges: Vec<Range<usize>> =
            lasts.map(|end| std::mem::replace(&mut begin, end)..end).collect();
        let above = self.cells.iter().take(groups.heading);
        let words = ranges.iter().map(|range| {
            let texts = above.clone().flat_map(|row| row.iter().take(range.end).skip(range.start));
            texts.map(|text| plain(text)).filter(|text| !text.is_empty()).collect()
        });
        words.collect()
    }

    /// The cells with the groups one below the other.
    fn below(&self, groups: &Groups) -> Stacked {
        // What stands above is of all groups: the year, the unit of the amounts.
        let above = self.cells.iter().take(groups.heading).map(|row| {
            let words = row.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
            vec![words.collect::<Vec<_>>().join(" ")]
        });
        let mut cells: Vec<Vec<String>> = above.collect();
        let heads = self.cells.iter().take(groups.below).skip(groups.heading);
        cells.extend(
            groups
                .columns
                .first()
                .into_iter()
                .flat_map(|columns| heads.clone().map(|row| part(row, columns))),
        );
        let sums: Vec<Vec<Sum>> = self.cells.iter().map(|row| self.sums_of(row, groups)).collect();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (group, columns) in groups.columns.iter().enumerate() {
            let begin = cells.len();
            for (number, row) in self.cells.iter().enumerate().skip(groups.data) {
                let own = sums.get(number).map(Vec::as_slice).unwrap_or_default();
                let mut part = part(row, columns);
                // Words of a sum that are above merged cells go to where the amount is.
                if own.iter().any(|(from, to)| *from == group && *to != group) {
                    continue;
                }
                if let Some((from, _)) = own.iter().find(|(_, to)| *to == group) {
                    let words = groups.columns.get(*from).and_then(|columns| {
                        columns
                            .iter()
                            .filter_map(|at| row.get(*at))
                            .find(|text| !text.trim().is_empty())
                    });
                    if let (Some(cell), Some(words)) = (part.first_mut(), words) {
                        words.clone_into(cell);
                    }
                    places.insert((number, group), cells.len());
                }
                if part.iter().any(|text| !text.trim().is_empty()) {
                    cells.push(part);
                }
            }
            ranges.push(begin..cells.len());
        }
        let sums = added_up(&sums, &places, &ranges);
        Stacked { cells, groups: groups.columns.len(), sums }
    }

    /// The sums of a row: its words and its amount may be in groups that stand apart.
    fn sums_of(&self, row: &[String], groups: &Groups) -> Vec<Sum> {
        let mut sums = Vec::new();
        let mut open = None;
        for (group, columns) in groups.columns.iter().enumerate() {
            let own = part(row, columns);
            let has_number = own.iter().skip(1).any(|text| number(text).is_some());
            let words = first(&own).filter(|text| number(text).is_none());
            open = match words {
                Some(text) if is_sum(&text) => Some(group),
                Some(_) => None,
                None if own.first().is_some_and(|text| !text.trim().is_empty()) => None,
                None => open,
            };
            if has_number && let Some(from) = open.take() {
                sums.push((from, group));
            }
        }
        sums
    }
}

/// What the sums add up, by where they stand now: those of a row that tells one of every group add up their groups. Of a single
/// one nothing is said here: it may be the sum of all.
fn added_up(
    sums: &[Vec<Sum>],
    places: &BTreeMap<(usize, usize), usize>,
    ranges: &[Range<usize>],
) -> BTreeMap<usize, Option<Range<usize>>> {
    let mut added = BTreeMap::new();
    let is_all = |own: &Vec<Sum>| {
        own.len() > 1 && own.iter().flat_map(|(from, to)| *from..=*to).eq(0..ranges.len())
    };
    // Several such rows add up parts of their groups.
    let is_only = sums.iter().filter(|own| is_all(own)).count() == 1;
    let is_alone = sums.iter().map(Vec::len).sum::<usize>() == 1;
    for (number, own) in sums.iter().enumerate() {
        let is_told = is_only && is_all(own);
        for (from, to) in own {
            let is_whole = *from == 0 && *to + 1 == ranges.len();
            let rows = ranges.get(*from).zip(ranges.get(*to)).filter(|_| is_told);
            let Some(place) = places.get(&(number, *to)).filter(|_| !is_whole && !is_alone) else {
                continue;
            };
            added.insert(*place, rows.map(|(from, to)| from.start..to.end));
        }
    }
    added
}

/// The cells of a row in some columns.
fn part(row: &[String], columns: &[usize]) -> Vec<String> {
    columns.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
}

/// The words of a cell.
fn word(row: &[String], at: usize) -> String {
    row.get(at).map(|text| plain(text)).unwrap_or_default()
}

/// The first words of a row.
fn first(row: &[String]) -> Option<String> {
    row.iter().map(|text| plain(text)).find(|text| !text.is_empty())
}

/// Whether words say a sum.
fn is_sum(text: &str) -> bool {
    SUMS.iter().any(|sum| text.ends_with(sum))
}

/// Whether a cell is a number.
fn is_number(row: &[String], at: usize) -> bool {
    row.get(at).is_some_and(|text| number(text).is_some())
}

/// Whether a row only numbers the columns.
fn counts(row: &[String]) -> bool {
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let texts: Vec<String> =
        row.iter().map(|text| plain(text)).filter(|text| !text.is_empty()).collect();
    texts.iter().all(|text| text == "栏次" || text.len() < 3 && is_digits(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::unit::paste::cells::cut;

    /// A block with its groups one below the other.
    fn of(text: &str) -> Stacked {
        let code = |text: &str| {
            let code: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
            let is_known = [3, 5].contains(&code.len()) && code.starts_with('3');
            is_known.then_some(code)
        };
        let is_apart = |words: &[Vec<String>]| words.iter().flatten().any(|word| word == "上年");
        stacked(cut(text), 5, code, is_apart)
    }

    /// The rows, a line each.
    fn lines(stacked: &Stacked) -> Vec<String> {
        stacked.cells.iter().map(|row| row.join("|")).collect()
    }

    #[test]
    fn groups_come_one_below_the_other() {
        let text = "公开06表\n部门：甲\t\t\t\t\t\t\t\t\t\t单位：元\n人员经费\t\t\t\t公用经费\t\t\t\t\t\t\n编码\t名称\t决算数\t\t编码\t名称\t决算数\t\t编码\t名称\t决算数\n栏次\t\t1\t\t栏次\t\t2\t\t栏次\t\t3\n301\t工资\t3\t\t302\t商品\t4\t\t307\t债务\t5\n30101\t基本\t1\t\t30201\t办公\t4\t\t30701\t利息\t5\n30102\t津贴\t2\n人员经费合计\t\t3\t\t公用经费合计\t\t\t\t\t\t9\n";
        let stacked = of(text);
        assert_eq!(
            lines(&stacked),
            [
                "公开06表",
                "部门：甲 单位：元",
                "人员经费 公用经费",
                "编码|名称|决算数",
                "301|工资|3",
                "30101|基本|1",
                "30102|津贴|2",
                "人员经费合计||3",
                "302|商品|4",
                "30201|办公|4",
                "307|债务|5",
                "30701|利息|5",
                "公用经费合计||9",
            ]
        );
        assert_eq!(stacked.groups, 3);
        assert_eq!(stacked.sums, BTreeMap::from([(7, Some(4..8)), (12, Some(8..13))]));
    }

    #[test]
    fn sums_add_up_their_own_groups() {
        let head = "编码\t决算数\t编码\t决算数\n30101\t1\t30201\t2\n";
        for (foot, sums) in [
            ("合计\t1\t合计\t2\n", vec![(2, Some(1..3)), (4, Some(3..5))]),
            ("合计\t1\t30202\t3\n\t\t合计\t5\n", vec![(2, None), (5, None)]),
            // One alone may be of all.
            ("合计\t\t\t3\n", vec![]),
            ("合计\t3\t\t\n", vec![]),
        ] {
            let stacked = of(&format!("{head}{foot}"));
            assert_eq!(stacked.groups, 2, "{foot}");
            assert_eq!(stacked.sums.into_iter().collect::<Vec<_>>(), sums, "{foot}");
        }
    }

    #[test]
    fn what_is_no_such_table_stays() {
        for text in [
            // Headings differ, or there are none.
            "编码\t名称\t决算数\t编码\t名称\t金额\n30101\t甲\t1\t30201\t乙\t2\n",
            "30101\t甲\t1\t30201\t乙\t2\n",
            "编码\t名称\t编码\t名称\t金额\n30101\t甲\t30201\t乙\t2\n",
            // Codes of one kind each, or the same again.
            "编码\t名称\t金额\t编码\t名称\t金额\n30101\t甲\t1\t2080501\t乙\t2\n",
            "编码\t金额\t编码\t金额\n30101\t1\t30101\t2\n",
            "编码\t金额\t编码\t金额\n30101\t1\t30201\t2\n30201\t1\t30102\t2\n",
            // Amounts that look like codes, and no amounts.
            "编码\t基本\t项目\n30101\t30201\t30202\n",
            "编码\t金额\t金额\n30101\t30201\t30202\n",
            "编码\t名称\t编码\t名称\n30101\t甲\t30201\t乙\n",
            // Levels of codes, another year, words between headings and codes.
            "类\t款\t金额\t类\t款\t金额\n301\t01\t1\t302\t01\t2\n",
            "上年\t\t本年\t\n编码\t金额\t编码\t金额\n30101\t1\t30201\t2\n",
            "编码\t金额\t编码\t金额\n\t基本\t\t项目\n30101\t1\t30201\t2\n",
            "序号\t编码\t金额\t编码\t金额\n1\t30101\t1\t30201\t2\n",
        ] {
            assert_eq!(of(text).cells, cut(text), "{text}");
            assert_eq!(of(text).groups, 1, "{text}");
        }
    }
}
