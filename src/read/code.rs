//! Classification codes, held against the catalogue.

use toml::de::DeValue;

use crate::model::code::{ClassCode, EconomicCode, FunctionCode, ItemCode, SectionCode};
use crate::model::fund::Fund;
use crate::model::income::OwnNames;
use crate::model::place::{Located, Place};
use crate::problem::Problem;
use crate::read::table::Table;

impl Table<'_> {
    /// The functional item of a row, with the names given for what the catalogue lacks.
    pub fn item(&self) -> (Option<Located<ItemCode>>, OwnNames) {
        let code = self.code(true, "七位的功能分类项级编码（如 \"2080109\"）", ItemCode::parse);
        (code.clone(), self.own_names(code))
    }

    /// The functional item of a row that may do without one.
    pub fn optional_item(&self) -> (Option<Located<ItemCode>>, OwnNames) {
        let code = self.code(false, "七位的功能分类项级编码（如 \"2080109\"）", ItemCode::parse);
        (code.clone(), self.own_names(code))
    }

    /// A functional code of any level.
    pub fn function(&self) -> Option<Located<FunctionCode>> {
        self.code(true, "三、五或七位的功能分类编码（如 \"208\"）", FunctionCode::parse)
    }

    /// An economic section, with the name given for what the catalogue lacks.
    pub fn economic(&self) -> (Option<Located<EconomicCode>>, Option<Located<String>>) {
        let code = self.code(true, "五位的经济分类款级编码（如 \"30101\"）", EconomicCode::parse);
        let name = self.string("name");
        if let Some(code) = &code {
            let known = self.reading.catalog.economic(code.value.as_str()).is_some();
            self.judge(code.value.as_str(), code.place, known, name.as_ref(), "name");
            let class = code.value.class();
            if self.reading.catalog.economic(class.as_str()).is_none() {
                self.unknown_class(class.as_str(), code.place);
            }
        }
        (code, name)
    }

    /// The fund of a row; the general public budget where `default` says so and none is written.
    pub fn fund(&self, default: Option<Fund>) -> Option<Located<Fund>> {
        let choices = Fund::ALL.map(|fund| (fund.key(), fund.term(), fund));
        match default {
            Some(fund) if !self.has("fund") => Some(self.absent(fund)),
            _ if !self.has("fund") => {
                self.missing("fund", "例：fund = \"general\"（一般公共预算）");
                None
            }
            _ => self.choice("fund", &choices),
        }
    }

    /// The key `code`, read by `parse`.
    fn code<T>(
        &self,
        required: bool,
        wanted: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let Some((value, place)) = self.value("code") else {
            if required {
                self.missing("code", format!("请写{wanted}"));
            }
            return None;
        };
        let DeValue::String(text) = value else {
            self.mistyped("code", value, place, &format!("加引号的{wanted}"));
            return None;
        };
        let code = parse(text.trim());
        if code.is_none() {
            let headline = format!("{} 应当是{wanted}", self.path("code"));
            self.reading.problem(
                Problem::error("bad-code", headline)
                    .at(place, "位数或开头不对")
                    .help("功能分类以 2 开头，经济分类以 3 开头；款、类和合计由程序汇总，不用填写"),
            );
        }
        code.map(|code| Located::new(code, place))
    }

    /// The names that a row gives for its item and section.
    fn own_names(&self, code: Option<Located<ItemCode>>) -> OwnNames {
        let names = OwnNames { item: self.string("name"), section: self.string("section-name") };
        if let Some(code) = code {
            let catalog = self.reading.catalog;
            let section: SectionCode = code.value.section();
            let class: ClassCode = code.value.class();
            let known = |code: &str| catalog.function(code).is_some();
            if !known(class.as_str()) {
                self.unknown_class(class.as_str(), code.place);
                return names;
            }
            let item = code.value.as_str();
            self.judge(item, code.place, known(item), names.item.as_ref(), "name");
            let section = section.as_str();
            let own = names.section.as_ref();
            self.judge(section, code.place, known(section), own, "section-name");
        }
        names
    }

    /// Notes a code that the catalogue lacks: an error without a name of its own, else a warning.
    fn judge(
        &self,
        code: &str,
        place: Place,
        known: bool,
        name: Option<&Located<String>>,
        key: &str,
    ) {
        match name {
            _ if known => {}
            Some(name) => self.reading.problem(
                Problem::warning("unknown-code", format!("科目目录中没有编码 {code}"))
                    .at(place, format!("按本行所写的名称“{}”处理", name.value))
                    .help("请核对编码；确认无误可以不管"),
            ),
            None => self.reading.problem(
                Problem::error("unknown-code", format!("科目目录中没有编码 {code}"))
                    .at(place, "目录中没有")
                    .help(format!("请核对编码；确认无误的，在本行加上 {key} = \"科目名称\"")),
            ),
        }
    }

    /// Notes a class that the catalogue lacks.
    fn unknown_class(&self, class: &str, place: Place) {
        self.reading.problem(
            Problem::error("unknown-code", format!("科目目录中没有 {class} 类"))
                .at(place, "类级编码不存在")
                .help("请核对编码的前三位"),
        );
    }
}

/// Notes rows that stand twice, comparing what `key` says of each.
pub(super) fn duplicates<'r, R, K: PartialEq>(
    table: &Table<'_>,
    rows: impl IntoIterator<Item = &'r R>,
    key: impl Fn(&R) -> (K, Place, String),
    same: impl Fn(&K, &K) -> bool,
) where
    R: 'r,
{
    let mut seen: Vec<(K, Place, String)> = Vec::new();
    for row in rows {
        let (code, place, shown) = key(row);
        if let Some((_, first, other)) = seen.iter().find(|(earlier, ..)| same(earlier, &code)) {
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
        seen.push((code, place, shown));
    }
}
