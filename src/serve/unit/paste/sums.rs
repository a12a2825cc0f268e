//! What the sums of a block say beside what its rows come to once they are written.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::exchange::{UnitOfMoney, plain};
use crate::fields::field::{Field, Kind};
use crate::model::amount::Money;
use crate::serve::unit::paste::block::{Block, SUMS};
use crate::serve::unit::paste::cells::{number, scaled};
use crate::serve::unit::paste::pasted::{Line, Pasted};
use crate::serve::view::{grouped, shown};

/// How many differences are said one by one.
const MOST: usize = 20;

/// The amounts of rows by what they are called, and by their keys.
type Amounts<'a> = BTreeMap<&'a str, BTreeMap<&'static str, Money>>;

impl Block<'_> {
    /// What of the block does not fit what would be written: an amount that moved and is left where it was as well, sums.
    pub(super) fn misfits(&self, unit: UnitOfMoney, pasted: &Pasted) -> Vec<String> {
        let after = self.after(pasted);
        let moved = pasted.rows.iter().filter_map(moved);
        let mut said: Vec<String> = moved.collect();
        let totals: Vec<usize> = pasted
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.field.is_none() && !column.is_fiscal && !column.is_other)
            .filter(|(_, column)| column.is_total || is_total(&column.heading))
            .map(|(at, _)| at)
            .collect();
        let amount = |row: usize, at: usize| -> Option<Money> {
            let text = self.cells.get(row)?.get(at)?;
            number(text)?;
            Money::parse(&number(&scaled(text, unit))?.to_string()).ok()
        };
        let differs = |called: &str, block: Option<Money>, is: Money| {
            let block = block.filter(|block| *block != is)?;
            let [block, is] = [block, is].map(|amount| grouped(&amount.to_string()));
            Some(format!("{called}：贴的里面是 {block}，写入以后是 {is}"))
        };
        if let [total] = totals.as_slice() {
            said.extend(pasted.rows.iter().filter_map(|row| {
                let amounts: Option<Vec<Money>> =
                    row.at.iter().map(|at| amount(*at, *total)).collect();
                let is = after.get(row.label.as_str())?.values().copied().sum();
                let called = format!("{} 合计", row.called);
                differs(&called, Some(amounts?.into_iter().sum()), is)
            }));
        }
        let sums = (0..self.cells.len()).filter(|row| {
            if let Some(rows) = self.sums.get(row) {
                return rows.is_some();
            }
            let first = self.cells.get(*row).into_iter().flatten();
            let first = first.map(|text| plain(text)).find(|text| !text.is_empty());
            first.is_some_and(|text| is_total(&text))
        });
        // Headings may say the same words; they have no numbers.
        for row in sums {
            let rows = self.sums.get(&row).and_then(Option::as_ref);
            let own = rows.map(|rows| {
                let lines = pasted.rows.iter();
                let lines = lines.filter(|line| line.at.iter().any(|at| rows.contains(at)));
                lines.map(|line| line.label.as_str()).collect::<BTreeSet<&str>>()
            });
            let said_there =
                self.cells.get(row).and_then(|row| row.first()).map(|text| plain(text));
            let whose =
                said_there.filter(|_| own.is_some()).unwrap_or_else(|| "各行合计".to_owned());
            for (at, column) in pasted.columns.iter().enumerate() {
                let field = column.field.filter(|field| matches!(field.kind, Kind::Money(_)));
                let whole = totals.as_slice() == [at];
                if field.is_none() && !whole {
                    continue;
                }
                let is_wanted = |key: &str| field.is_none_or(|field| field.key == key);
                let of = |label: &str| own.as_ref().is_none_or(|own| own.contains(label));
                let all = after.iter().filter(|(label, _)| of(label)).flat_map(|(_, all)| all);
                let all = all.filter(|(key, _)| is_wanted(key));
                let is = all.map(|(_, amount)| *amount).sum();
                let term = field.map(|field| field.term).unwrap_or_default();
                said.extend(differs(&format!("{whose} {term}"), amount(row, at), is));
            }
        }
        if said.len() > MOST {
            let rest = said.split_off(MOST).len();
            said.push(format!("还有 {rest} 处"));
        }
        said
    }

    /// The amounts that the file has once the rows are written.
    fn after<'a>(&'a self, pasted: &'a Pasted) -> Amounts<'a> {
        let money = |field: &&'static Field| matches!(field.kind, Kind::Money(_));
        let fields: Vec<&'static Field> = self.shape.fields().filter(money).collect();
        let mut after = Amounts::new();
        for row in self.slot.said.rows(self.path) {
            let amounts = fields.iter().filter_map(|field| {
                Some((field.key, Money::parse(row.fields.get(field.key)?).ok()?))
            });
            after.insert(&row.label, amounts.collect());
        }
        for row in &pasted.rows {
            let own = after.entry(&row.label).or_default();
            let cells = row.cells.iter().filter(|(field, _, _)| money(field));
            own.extend(
                cells.filter_map(|(field, _, is)| Some((field.key, Money::parse(is).ok()?))),
            );
        }
        after
    }
}

/// What is said of a row that gets an amount where there was none, while the one that is blank in the block stays.
fn moved(row: &Line) -> Option<String> {
    let has = |field: &Field, text: &str| {
        matches!(field.kind, Kind::Money(_))
            && text.parse::<Decimal>().is_ok_and(|number| !number.is_zero())
    };
    let (new, _, is) =
        row.cells.iter().find(|(field, was, is)| has(field, is) && !has(field, was))?;
    let (old, was, _) = row.kept.iter().find(|(field, was, _)| has(field, was))?;
    Some(format!(
        "{}：{} 新有 {}，{} 在贴的里面空着，文件里的 {} 不动，两个数都在这一行；{} 真的没有了，写 0 再贴",
        row.called,
        new.term,
        shown(new, is),
        old.term,
        shown(old, was),
        old.term
    ))
}

/// Whether words say the sum of all, of rows or of columns.
fn is_total(words: &str) -> bool {
    let last = words.split(' ').next_back().unwrap_or_default();
    let bare = last.split('(').next().unwrap_or_default().trim_start_matches("本年");
    let bare = bare.trim_start_matches("收入").trim_start_matches("支出");
    bare != "小计" && SUMS.contains(&bare)
}
