//! Classification codes, held against the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use crate::fields::field::{Field, Need};
use crate::model::check::NamedCode;
use crate::model::code::{EconomicCode, FunctionCode, ItemCode};
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::problem::Problem;
use crate::steps::count;
use crate::tables::corrected::digits;
use crate::tables::table::Table;

/// The key of a code's name, which only serves to be held against the catalogue.
const NAME: &str = "name";

/// How many codes a message lists.
const LISTED: usize = 4;

impl Table<'_> {
    /// A functional item; it is noted where it must be there and is not.
    pub(crate) fn item(&self, field: &Field) -> Option<Located<ItemCode>> {
        let wanted = "七位的功能分类项级编码（如 \"2080109\"）";
        let code = self.code(field, wanted, ItemCode::parse)?;
        let (class, section) = (code.value.class(), code.value.section());
        self.known(&[class.as_str(), section.as_str(), code.value.as_str()], code.place);
        self.name_of(code.value.as_str());
        Some(code)
    }

    /// A functional code of any level.
    pub(crate) fn function(&self, field: &Field) -> Option<Located<FunctionCode>> {
        let wanted = "三、五或七位的功能分类编码（如 \"208\"）";
        let code = self.code(field, wanted, FunctionCode::parse)?;
        let digits = code.value.as_str();
        let chain: Vec<&str> =
            [3, 5, 7].iter().filter_map(|length| digits.get(..*length)).collect();
        self.known(&chain, code.place);
        self.name_of(digits);
        Some(code)
    }

    /// An economic section.
    pub(crate) fn economic(&self, field: &Field) -> Option<Located<EconomicCode>> {
        let wanted = "五位的经济分类款级编码（如 \"30101\"）";
        let code = self.code(field, wanted, EconomicCode::parse)?;
        self.known(&[code.value.class().as_str(), code.value.as_str()], code.place);
        self.name_of(code.value.as_str());
        Some(code)
    }

    /// The fund of a row, or the one that its field stands for where none is written.
    pub(crate) fn fund(&self, field: &Field) -> Option<Located<Fund>> {
        let of = |word: &str| Fund::ALL.into_iter().find(|fund| fund.key() == word);
        if self.has(field) {
            return self.choice(field, of);
        }
        let usual = of(field.default);
        if usual.is_none() {
            self.missing(field, "例：fund = \"general\"（一般公共预算）");
        }
        usual.map(|fund| self.absent(fund))
    }

    /// A code, read by `parse`; without one the row has no name to give it.
    fn code<T>(
        &self,
        field: &Field,
        wanted: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let Some((value, place)) = self.value(field) else {
            if field.need == Need::Required {
                self.missing(field, format!("请写{wanted}"));
            }
            self.field(NAME).into_iter().for_each(|name| self.refuse(name));
            return None;
        };
        let DeValue::String(text) = value else {
            self.mistyped(field.key, value, place, &format!("加引号的{wanted}"));
            return None;
        };
        if self.is_blank(field, value, place) {
            return None;
        }
        let code = parse(text.trim());
        if code.is_none() {
            let headline = format!("{} 应当是{wanted}", self.path(field.key));
            let written = text.trim();
            let meant = digits(written);
            let help = match self.reading.catalog.government(written) {
                None if meant != written && parse(&meant).is_some() => {
                    format!("编码只写数字，请写成：{} = \"{meant}\"", field.key)
                }
                None if !self.reading.catalog.below(&meant).is_empty() => {
                    let below = self.reading.catalog.below(&meant);
                    let named: Vec<String> = below
                        .iter()
                        .take(LISTED)
                        .map(|(code, name)| format!("{} = \"{code}\"（{name}）", field.key))
                        .collect();
                    let more = if below.len() > LISTED { "等" } else { "" };
                    format!("{meant} 不是要写的那一级；它下面的请写成：{}{more}", named.join("、"))
                }
                Some(name) => format!(
                    "{written}（{name}）是政府预算支出经济分类；这里用部门预算支出经济分类，以 3 开头"
                ),
                None if written.starts_with('5') => {
                    "5 开头的是政府预算支出经济分类；这里用部门预算支出经济分类，以 3 开头"
                        .to_owned()
                }
                None => "功能分类以 2 开头，经济分类以 3 开头；款、类和合计由程序汇总，不用填写"
                    .to_owned(),
            };
            self.reading.problem(
                Problem::error("bad-code", headline).at(place, "位数或开头不对").help(help),
            );
        }
        code.map(|code| Located::new(code, place))
    }

    /// Notes the name that the row gives its code, if it gives one.
    fn name_of(&self, code: &str) {
        if let Some(name) = self.field(NAME).and_then(|name| self.string(name)) {
            self.reading.named_code(NamedCode {
                code: code.to_owned(),
                name: name.value,
                place: name.place,
                listed: false,
            });
        }
    }

    /// Notes the first of some codes, from the class down, that has no name.
    fn known(&self, codes: &[&str], place: Place) {
        let Some(code) = codes.iter().find(|code| !self.reading.knows(code)) else { return };
        self.reading.problem(
            Problem::error("unknown-code", format!("科目目录中没有编码 {code}"))
                .at(place, "目录中没有")
                .help(format!(
                    "请核对编码；确认无误的，在本文件中写 [names]，其下写 {code} = \"科目名称\""
                )),
        );
    }
}

/// Notes rows of the same code and fund; `overlap` says which codes count as the same.
pub(crate) fn duplicates_of_fund<'r, C: Ord + Clone + 'r>(
    table: &Table<'_>,
    rows: impl Iterator<Item = (&'r Located<C>, Fund)>,
    digits: impl Fn(&C) -> &str,
    overlap: impl Fn(&C, &C) -> bool,
) {
    let rows: Vec<(&Located<C>, Fund)> = rows.collect();
    duplicates(
        table,
        &rows,
        |(code, fund)| {
            let shown = format!("{}（{}）", digits(&code.value), fund.term());
            ((code.value.clone(), *fund), code.place, shown)
        },
        |(code, fund)| (*fund, class(digits(code)).to_owned()),
        |one, other| one.1 == other.1 && overlap(&one.0, &other.0),
    );
}

/// The digits of a code's class: no code overlaps one of another class.
pub(crate) fn class(digits: &str) -> &str {
    digits.get(..3).unwrap_or(digits)
}

/// Notes rows that stand twice, comparing what `key` says of each; only rows of one `kind` can be the same.
pub(crate) fn duplicates<'r, R, K: Ord + Clone, G: Ord>(
    table: &Table<'_>,
    rows: impl IntoIterator<Item = &'r R>,
    key: impl Fn(&R) -> (K, Place, String),
    kind: impl Fn(&K) -> G,
    same: impl Fn(&K, &K) -> bool,
) where
    R: 'r,
{
    let mut known: BTreeSet<K> = BTreeSet::new();
    let mut seen: BTreeMap<G, Vec<(K, Place, String)>> = BTreeMap::new();
    for row in rows {
        let (code, place, shown) = key(row);
        let seen = seen.entry(kind(&code)).or_default();
        if let Some((_, first, other)) =
            seen.iter().inspect(|_| count(1)).find(|(earlier, ..)| same(earlier, &code))
        {
            let headline = if *other == shown {
                format!("编码 {shown} 重复")
            } else {
                format!("编码 {shown} 与 {other} 有包含关系，会重复计算")
            };
            table.reading.problem(
                Problem::error("duplicate-code", headline)
                    .at(place, "又写了一次")
                    .at(*first, format!("{other} 已在这里写过"))
                    .help("同一编码、同一资金只写一行；请合并，或改正其中一个编码"),
            );
        }
        // Of equal ones the first is enough.
        if known.insert(code.clone()) {
            seen.push((code, place, shown));
        }
    }
}
