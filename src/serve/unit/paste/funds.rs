//! Which fund a row of a block is of, where the block does not say: the row that is there tells, else its code.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::fill::Row;
use crate::fields::field::{Field, Kind};
use crate::model::amount::Money;
use crate::model::fund::FiscalFund;
use crate::serve::unit::paste::block::Block;
use crate::serve::unit::paste::pasted::{Pasted, REST, fiscal};

/// The words of a row by their keys.
type Words = BTreeMap<&'static str, String>;

impl Block<'_> {
    /// The word of a key that no column has for a row whose other words are given; why it cannot be told. `told` is what was
    /// chosen: one word for all rows, one for those that nothing else tells, or nothing.
    pub(super) fn word(
        &self,
        field: &'static Field,
        told: &str,
        words: &Words,
    ) -> Result<String, String> {
        let choices = field.choices();
        let is_choice = |word: &str| choices.iter().any(|choice| choice.key == word);
        let term = |word: &str| {
            let choice = choices.iter().find(|choice| choice.key == word);
            choice.map(|choice| choice.term).unwrap_or_default()
        };
        let nature = self.nature(words).filter(|nature| is_choice(nature.key()));
        let apart = nature.filter(|nature| *nature != FiscalFund::General);
        if is_choice(told) {
            let is_fiscal = FiscalFund::ALL.into_iter().any(|fund| fund.key() == told);
            return match apart.filter(|nature| is_fiscal && nature.key() != told) {
                Some(nature) => {
                    Err(format!("这个编码是{}的，不是{}的", nature.fund().term(), term(told)))
                }
                None => Ok(told.to_owned()),
            };
        }
        let rows = self.slot.said.rows(self.path);
        let word = |row: &Row, key: &str| {
            let default = self.shape.field(key).map(|field| field.default).unwrap_or_default();
            row.fields.get(key).cloned().unwrap_or_else(|| default.to_owned())
        };
        let is_same = |row: &&Row| {
            let mut others = self.shape.row_keys.iter().filter(|key| **key != field.key);
            others.all(|key| words.get(key).is_some_and(|own| *own == word(row, key)))
        };
        let same: Vec<String> = match self.shape.row_keys.len() {
            0 | 1 => Vec::new(),
            _ => rows.iter().filter(is_same).map(|row| word(row, field.key)).collect(),
        };
        match same.as_slice() {
            [only] => return Ok(only.clone()),
            [] => {}
            [..] => {
                let terms: Vec<&str> = same.iter().map(|word| term(word)).collect();
                return Err(format!(
                    "这个编码有几行（{}），看不出是哪一行；表里加一栏“{}”，或在上面选",
                    terms.join("、"),
                    field.term
                ));
            }
        }
        if let Some(nature) = apart {
            return Ok(nature.key().to_owned());
        }
        if let Some(rest) = told.strip_prefix(REST).filter(|rest| is_choice(rest)) {
            return Ok(rest.to_owned());
        }
        let all: BTreeSet<String> = rows.iter().map(|row| word(row, field.key)).collect();
        let is_of_others = |word: &str| {
            let other = FiscalFund::ALL.into_iter().find(|fund| fund.key() == word);
            nature.is_some() && other.is_some_and(|other| other != FiscalFund::General)
        };
        match all.first().filter(|word| all.len() == 1 && is_choice(word) && !is_of_others(word)) {
            Some(only) => Ok(only.clone()),
            // What is not written is of the fund that ordinary codes are of.
            None if nature.is_some() && is_choice(field.default) => Ok(field.default.to_owned()),
            None => Err(format!("新的一行，看不出“{}”是哪一种：在上面选", field.term)),
        }
    }

    /// The field that an amount of 财政拨款 of whatever fund goes to; none where the row says it already; why it cannot be told.
    pub(super) fn of_fund(
        &self,
        amount: &str,
        words: &Words,
        there: Option<&Row>,
        pasted: &Pasted,
    ) -> Result<Option<&'static Field>, String> {
        let money = |text: &String| Money::parse(text).unwrap_or_default();
        let is_given = |field: &&'static Field| {
            pasted.columns.iter().any(|column| column.field.is_some_and(|own| own.key == field.key))
        };
        let (given, free): (Vec<&'static Field>, Vec<&'static Field>) =
            fiscal(&pasted.fields).into_iter().partition(is_given);
        let amount = money(&amount.to_owned());
        let told: Money = given.iter().filter_map(|field| words.get(field.key)).map(money).sum();
        if told != Money::default() {
            return match told == amount {
                true => Ok(None),
                false => Err(format!(
                    "财政拨款收入 {amount} 与各资金的和 {told} 不等，看不出差的是哪一种"
                )),
            };
        }
        let said = |field: &&'static Field| {
            let said = there.and_then(|row| row.fields.get(field.key)).map(money);
            said.filter(|said| *said != Money::default())
        };
        let with: Vec<&'static Field> =
            fiscal(&pasted.fields).into_iter().filter(|field| said(field).is_some()).collect();
        let untold = || "看不出财政拨款收入是哪种资金：在上面的栏里选，或在表里填".to_owned();
        match with.as_slice() {
            [only] if free.iter().any(|field| field.key == only.key) => Ok(Some(only)),
            [] if amount == Money::default() => Ok(None),
            [] => {
                let nature = self.nature(words).ok_or_else(untold)?;
                let own = free.iter().find(|field| field.key == nature.key());
                own.map(|field| Some(*field)).ok_or_else(untold)
            }
            [..] => {
                let sum: Money = with.iter().filter_map(said).sum();
                let why =
                    format!("这一行有几种资金的数，和是 {sum}，看不出财政拨款收入 {amount} 怎样分");
                if sum == amount { Ok(None) } else { Err(why) }
            }
        }
    }

    /// Refuses an amount of a fund that the code of its row is not of, unless the file has one there.
    pub(super) fn own_fund(
        &self,
        field: &Field,
        words: &Words,
        there: Option<&Row>,
    ) -> Result<(), String> {
        let fund = FiscalFund::ALL.into_iter().find(|fund| fund.key() == field.key);
        let nature = self.nature(words).filter(|nature| *nature != FiscalFund::General);
        let (Some(fund), Some(nature)) = (fund, nature) else { return Ok(()) };
        let is_nothing = words
            .get(field.key)
            .is_none_or(|text| Money::parse(text).is_ok_and(|money| money == Money::default()));
        let is_there = there.is_some_and(|row| row.fields.contains_key(field.key));
        match fund == nature || is_nothing || is_there {
            true => Ok(()),
            false => {
                Err(format!("这个编码是{}的，不是{}的", nature.fund().term(), fund.fund().term()))
            }
        }
    }

    /// The kind of 财政拨款 that the code of a row is of.
    fn nature(&self, words: &Words) -> Option<FiscalFund> {
        let field = self.shape.fields().find(|field| matches!(field.kind, Kind::Code(_)))?;
        self.now.catalog.nature(words.get(field.key)?)
    }
}
