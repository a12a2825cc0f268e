//! A TOML table that notes what is missing, misspelt or of the wrong type.

use std::cell::{LazyCell, RefCell};
use std::collections::BTreeSet;

use strsim::osa_distance;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::place::{FileNumber, Located, Place};
use crate::problem::Problem;
use crate::tables::reading::Reading;
use crate::tables::syntax;

/// Parses a text and hands its top table to `read`; syntax errors are noted and then nothing is read.
pub fn parse<T>(
    reading: &Reading<'_>,
    file: FileNumber,
    text: &str,
    read: impl FnOnce(&Table<'_>) -> T,
) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for problem in syntax::problems(&errors, file, text) {
            reading.problem(problem);
        }
        return None;
    }
    let table = Table::new(reading, file, table.get_ref(), Place::new(file, 0..0), String::new());
    let value = read(&table);
    table.finish();
    Some(value)
}

/// Parses several texts, of which each takes over what the ones after it say and it does not, table by table, and hands
/// them to `read` as one table; syntax errors are noted and then nothing is read.
pub fn parse_layers<T>(
    reading: &Reading<'_>,
    layers: &[(FileNumber, &str)],
    read: impl FnOnce(&Table<'_>) -> T,
) -> Option<T> {
    let mut parsed = Vec::new();
    let mut sound = true;
    for (file, text) in layers {
        let (table, errors) = DeTable::parse_recoverable(text);
        sound &= errors.is_empty();
        for problem in syntax::problems(&errors, *file, text) {
            reading.problem(problem);
        }
        parsed.push((*file, table));
    }
    let mut layers = parsed.iter().map(|(file, table)| (*file, table.get_ref()));
    let (file, table) = layers.next().filter(|_| sound)?;
    let mut table = Table::new(reading, file, table, Place::new(file, 0..0), String::new());
    table.below = layers.collect();
    let value = read(&table);
    table.finish();
    Some(value)
}

/// Keys that stand before the first table of a file; written after one they become its own.
const TOP_KEYS: [&str; 35] = [
    "name",
    "kind",
    "nature",
    "established",
    "members",
    "layout",
    "output",
    "attach",
    "year",
    "published",
    "approved",
    "rounded-to",
    "comparison-only",
    "income",
    "expenditure",
    "economic",
    "budget",
    "outside",
    "operating-expense",
    "extends",
    "facts-format",
    "title",
    "region",
    "years",
    "report-title",
    "parts",
    "part-heading",
    "statements",
    "sections",
    "classes",
    "account-level",
    "account-changes",
    "budget-reasons",
    "state-capital-balances",
    "nil-items",
];

/// A table being read.
#[derive(Debug)]
pub struct Table<'a> {
    /// Where problems go.
    pub reading: &'a Reading<'a>,
    /// The file that it stands in.
    file: FileNumber,
    /// The parsed table.
    table: &'a DeTable<'a>,
    /// The tables, each with its file, that say what this one does not.
    below: Vec<(FileNumber, &'a DeTable<'a>)>,
    /// Where it stands.
    pub place: Place,
    /// Its name for messages, such as `three-public.abroad`; empty for the top table.
    name: String,
    /// The keys asked for so far, some of them several times.
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    /// A table at a place.
    fn new(
        reading: &'a Reading<'a>,
        file: FileNumber,
        table: &'a DeTable<'a>,
        place: Place,
        name: String,
    ) -> Self {
        Self { reading, file, table, below: Vec::new(), place, name, known: RefCell::default() }
    }

    /// The value of a key with its place, if it is there.
    pub fn value(&self, key: &'static str) -> Option<(&'a DeValue<'a>, Place)> {
        self.known.borrow_mut().push(key);
        let (file, value): (FileNumber, &Spanned<DeValue<'a>>) =
            self.layers().find_map(|(file, table)| Some((file, table.get(key)?)))?;
        Some((value.get_ref(), Place::new(file, value.span())))
    }

    /// Whether a key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// Notes that a key is missing.
    pub fn missing(&self, key: &str, help: impl Into<String>) {
        let place = if self.name.is_empty() { Place::new(self.file, 0..0) } else { self.place };
        self.reading.problem(
            Problem::error("missing-field", format!("缺少必填的 {}", self.path(key)))
                .at(place, "在这里补上")
                .lacking(key)
                .help(help),
        );
    }

    /// Notes that a value has the wrong type, or a number of the right type lies out of range.
    pub fn mistyped(&self, key: &str, value: &DeValue<'_>, place: Place, wanted: &str) {
        let headline = format!("{} 应当是{wanted}", self.path(key));
        let label = match value {
            DeValue::Integer(number) => format!("写成了 {number}"),
            DeValue::Float(number) => format!("写成了 {number}"),
            value => format!("写成了{}", type_name(value)),
        };
        self.reading.problem(
            Problem::error("wrong-type", headline).at(place, label).help(format!("请改成{wanted}")),
        );
    }

    /// A table within this one; nothing is noted when it is not there.
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let (value, place) = self.value(key)?;
        match value.as_table() {
            Some(table) => {
                let mut child = self.child(table, place, self.path(key));
                let below = self.layers().skip_while(|(file, _)| *file != place.file).skip(1);
                child.below = below
                    .filter_map(|(file, table)| Some((file, table.get(key)?.get_ref().as_table()?)))
                    .collect();
                Some(child)
            }
            None => {
                self.mistyped(key, value, place, "一张表（写成 [表名] 或 { … }）");
                None
            }
        }
    }

    /// A table within this one that replaces those below as a whole; nothing is noted when it is not there.
    pub fn whole_table(&self, key: &'static str) -> Option<Table<'a>> {
        Some(Table { below: Vec::new(), ..self.table(key)? })
    }

    /// The rows of an array of tables; none when it is not there.
    pub fn rows(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some((value, place)) = self.value(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            let wanted =
                format!("若干行（写成 {key} = [ {{ … }}, {{ … }} ]，或 [[{}]]）", self.path(key));
            self.mistyped(key, value, place, &wanted);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for row in array.iter() {
            let place = Place::new(place.file, row.span());
            match row.get_ref().as_table() {
                Some(table) => rows.push(self.child(table, place, self.path(key))),
                None => self.mistyped(key, row.get_ref(), place, "一行（写成 { … }）"),
            }
        }
        rows
    }

    /// The tables within this one by their names, where the names are the user's own.
    pub fn named_tables(&self) -> Vec<(String, Table<'a>)> {
        let mut named: Vec<(String, Table<'a>)> = Vec::new();
        for (file, table) in self.layers() {
            for (key, value) in table {
                let (name, place): (&str, Place) = (key.get_ref(), Place::new(file, value.span()));
                let Some(table) = value.get_ref().as_table() else {
                    self.mistyped(name, value.get_ref(), place, "一张表（写成 [表名] 或 { … }）");
                    continue;
                };
                match named.iter_mut().find(|(known, _)| known == name) {
                    Some((_, above)) => above.below.push((file, table)),
                    None => {
                        named.push((name.to_owned(), self.child(table, place, self.path(name))));
                    }
                }
            }
        }
        named
    }

    /// Every key with its words and place, for tables whose keys are the user's own; what is not words is noted.
    pub fn entries(&self) -> Vec<(String, Option<String>, Place)> {
        let entries = self.table.iter().map(|(key, value)| {
            let place = Place::new(self.file, value.span());
            let name: &str = key.get_ref();
            let words = match value.get_ref() {
                DeValue::String(text) if text.trim().is_empty() => {
                    self.reading.problem(
                        Problem::error("empty-text", format!("{} 不能为空", self.path(name)))
                            .at(place, "没有文字")
                            .help("请写上科目名称，或删去这一行"),
                    );
                    None
                }
                DeValue::String(text) => {
                    let words = Located::new(text.trim().to_owned(), place);
                    self.reading.words(self.path(name), &words);
                    Some(words.value)
                }
                other => {
                    self.mistyped(name, other, place, "文字（两边加半角双引号）");
                    None
                }
            };
            (name.to_owned(), words, place)
        });
        entries.collect()
    }

    /// Notes every key that nothing asked for.
    pub fn finish(&self) {
        let known: BTreeSet<&str> = self.known.borrow().iter().copied().collect();
        let listed = LazyCell::new(|| known.iter().copied().collect::<Vec<_>>().join("、"));
        let keys = self.layers().flat_map(|(file, table)| table.keys().map(move |key| (file, key)));
        for (file, key) in keys {
            let name: &str = key.get_ref();
            if known.contains(name) {
                continue;
            }
            let headline = format!("不认识的字段 {}", self.path(name));
            let problem = Problem::error("unknown-field", headline)
                .at(Place::new(file, key.span()), "没有这个字段");
            let above = !self.name.is_empty() && TOP_KEYS.contains(&name);
            self.reading.problem(match nearest(name, known.iter().copied()) {
                _ if above => problem.help(format!(
                    "{name} 要写在第一个 [表名] 之前；写在 [{}] 之后就成了它的内容",
                    self.name
                )),
                Some(near) => problem.help(format!("是否想写 {near}？")),
                None => problem.help(format!("这里可以写的字段：{}", *listed)),
            });
        }
    }

    /// The full name of a key, for messages.
    pub fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { [&self.name, ".", key].concat() }
    }

    /// A located value at this table's own place, for what was left out.
    pub fn absent<T>(&self, value: T) -> Located<T> {
        Located::new(value, self.place)
    }

    /// A table below this one.
    fn child(&self, table: &'a DeTable<'a>, place: Place, name: String) -> Table<'a> {
        Table::new(self.reading, place.file, table, place, name)
    }

    /// This table and those below it, each with its file.
    fn layers(&self) -> impl Iterator<Item = (FileNumber, &'a DeTable<'a>)> {
        std::iter::once((self.file, self.table)).chain(self.below.iter().copied())
    }
}

/// What a value is, in the user's words.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "是否（true 或 false）",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "若干行",
        DeValue::Table(_) => "一张表",
    }
}

/// The known key that a misspelt one is nearest to, if any is near.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    known
        .filter(|key| length.abs_diff(key.chars().count()) <= 1 + key.chars().count() / 4)
        .map(|key| (osa_distance(name, key), key))
        .filter(|(distance, key)| *distance <= 1 + key.chars().count() / 4)
        .min()
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_finds_its_neighbour() {
        assert_eq!(nearest("genral", ["general", "project"].into_iter()), Some("general"));
        assert_eq!(nearest("totla", ["actual", "total"].into_iter()), Some("total"));
        assert_eq!(nearest("预算", ["general", "project"].into_iter()), None);
    }
}
