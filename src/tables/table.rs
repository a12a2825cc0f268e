//! A TOML table that notes what is missing, misspelt or of the wrong type.

use std::cell::{Cell, LazyCell, RefCell};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fields::field::{Field, Shape};
use crate::model::place::{FileNumber, Located, Place};
use crate::problem::Problem;
use crate::tables::corrected::corrected;
use crate::tables::nearest::nearest;
use crate::tables::reading::Reading;
use crate::tables::slips::by_term;
use crate::tables::syntax;

/// Parses a text and hands its top table, which may have the fields of a shape, to `read`; syntax errors are noted and then nothing is read.
pub(crate) fn parse<T>(
    reading: &Reading<'_>,
    file: FileNumber,
    text: &str,
    shape: &'static Shape,
    read: impl FnOnce(&Table<'_>) -> T,
) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for problem in syntax::problems(&errors, file, text, shape) {
            reading.problem(problem);
        }
        return None;
    }
    let table = Table::top(reading, file, table.get_ref(), shape);
    let value = read(&table);
    table.finish();
    Some(value)
}

/// Parses several texts, of which each takes over what the ones after it say and it does not, table by table, and hands
/// them to `read` as one table; syntax errors are noted and then nothing is read.
pub(crate) fn parse_layers<T>(
    reading: &Reading<'_>,
    layers: &[(FileNumber, &str)],
    shape: &'static Shape,
    read: impl FnOnce(&Table<'_>) -> T,
) -> Option<T> {
    let mut parsed = Vec::new();
    let mut sound = true;
    for (file, text) in layers {
        let (table, errors) = DeTable::parse_recoverable(text);
        sound &= errors.is_empty();
        for problem in syntax::problems(&errors, *file, text, shape) {
            reading.problem(problem);
        }
        parsed.push((*file, table));
    }
    let mut layers = parsed.iter().map(|(file, table)| (*file, table.get_ref()));
    let (file, table) = layers.next().filter(|_| sound)?;
    let mut table = Table::top(reading, file, table, shape);
    table.below = layers.collect();
    let value = read(&table);
    table.finish();
    Some(value)
}

/// A table being read.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// Where problems go.
    pub(crate) reading: &'a Reading<'a>,
    /// The file that it stands in.
    file: FileNumber,
    /// The parsed table.
    table: &'a DeTable<'a>,
    /// The tables, each with its file, that say what this one does not.
    below: Vec<(FileNumber, &'a DeTable<'a>)>,
    /// Where it stands.
    pub(crate) place: Place,
    /// Its name for messages, such as `three-public.abroad`; empty for the top table.
    name: String,
    /// The fields that it may have.
    shape: Cell<&'static Shape>,
    /// Those of them that it may not have after all.
    refused: RefCell<Vec<&'static str>>,
    /// The fields that the top of the file may have.
    top: &'static Shape,
}

impl<'a> Table<'a> {
    /// The top of a file.
    fn top(
        reading: &'a Reading<'a>,
        file: FileNumber,
        table: &'a DeTable<'a>,
        shape: &'static Shape,
    ) -> Self {
        Self {
            reading,
            file,
            table,
            below: Vec::new(),
            place: Place::new(file, 0..0),
            name: String::new(),
            shape: Cell::new(shape),
            refused: RefCell::default(),
            top: shape,
        }
    }

    /// The value of a field with its place, if it is there.
    pub(super) fn value(&self, field: &Field) -> Option<(&'a DeValue<'a>, Place)> {
        let (file, value): (FileNumber, &Spanned<DeValue<'a>>) =
            self.layers().find_map(|(file, table)| Some((file, table.get(field.key)?)))?;
        Some((value.get_ref(), Place::new(file, value.span())))
    }

    /// The field of a key, where it may have one.
    pub(super) fn field(&self, key: &str) -> Option<&'static Field> {
        self.shape.get().field(key)
    }

    /// Takes the table for one of another shape, once something in it has told so.
    pub(crate) fn reshape(&self, shape: &'static Shape) {
        self.shape.set(shape);
    }

    /// A field that what else is written does not allow: it counts as unknown.
    pub(crate) fn refuse(&self, field: &'static Field) {
        self.refused.borrow_mut().push(field.key);
    }

    /// Whether a field is there.
    pub(crate) fn has(&self, field: &Field) -> bool {
        self.value(field).is_some()
    }

    /// Notes a field that must be there and is not, with its example.
    pub(crate) fn require(&self, field: &Field) {
        if !self.has(field) {
            self.missing(field, format!("例：{}", field.written_out()));
        }
    }

    /// Notes that a field is missing.
    pub(crate) fn missing(&self, field: &Field, help: impl Into<String>) {
        self.missing_key(field.key, help);
    }

    /// Notes that a key is missing.
    pub(crate) fn missing_key(&self, key: &str, help: impl Into<String>) {
        let place = if self.name.is_empty() { Place::new(self.file, 0..0) } else { self.place };
        self.reading.problem(
            Problem::error("missing-field", format!("缺少必填的 {}", self.path(key)))
                .at(place, "在这里补上")
                .lacking(key)
                .help(help),
        );
    }

    /// Notes that a value has the wrong type, or a number of the right type lies out of range.
    pub(super) fn mistyped(&self, key: &str, value: &DeValue<'_>, place: Place, wanted: &str) {
        let headline = format!("{} 应当是{wanted}", self.path(key));
        let label = match value {
            DeValue::Integer(number) => format!("写成了 {number}"),
            DeValue::Float(number) => format!("写成了 {number}"),
            value => format!("写成了{}", type_name(value)),
        };
        let help = match corrected(key, value, wanted) {
            Some(line) => format!("请写成：{line}"),
            None => format!("请改成{wanted}"),
        };
        self.reading.problem(Problem::error("wrong-type", headline).at(place, label).help(help));
    }

    /// A table within this one; nothing is noted when it is not there.
    pub(crate) fn table(&self, field: &Field) -> Option<Table<'a>> {
        let (value, place) = self.value(field)?;
        let key = field.key;
        match value.as_table() {
            Some(table) => {
                let mut child = self.child(table, place, self.path(key), field.shape());
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
    pub(crate) fn whole_table(&self, field: &Field) -> Option<Table<'a>> {
        Some(Table { below: Vec::new(), ..self.table(field)? })
    }

    /// The rows of an array of tables; none when it is not there.
    pub(crate) fn rows(&self, field: &Field) -> Vec<Table<'a>> {
        let key = field.key;
        let Some((value, place)) = self.value(field) else { return Vec::new() };
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
                Some(table) => rows.push(self.child(table, place, self.path(key), field.shape())),
                None => self.mistyped(key, row.get_ref(), place, "一行（写成 { … }）"),
            }
        }
        rows
    }

    /// The tables within a table by their names, where the names are the user's own.
    pub(crate) fn tables(&self, field: &Field) -> Vec<(String, Table<'a>)> {
        let Some(parent) = self.table(field) else { return Vec::new() };
        let mut named: Vec<(String, Table<'a>)> = Vec::new();
        for (file, table) in parent.layers() {
            for (key, value) in table {
                let (name, place): (&str, Place) = (key.get_ref(), Place::new(file, value.span()));
                let Some(table) = value.get_ref().as_table() else {
                    parent.mistyped(name, value.get_ref(), place, "一张表（写成 [表名] 或 { … }）");
                    continue;
                };
                match named.iter_mut().find(|(known, _)| known == name) {
                    Some((_, above)) => above.below.push((file, table)),
                    None => {
                        named.push((
                            name.to_owned(),
                            parent.child(table, place, parent.path(name), field.shape()),
                        ));
                    }
                }
            }
        }
        named
    }

    /// Every key with its words and place, for tables whose keys are the user's own; what is not words is noted.
    pub(crate) fn entries(&self) -> Vec<(String, Option<String>, Place)> {
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

    /// Notes every key that is no field of it.
    pub(crate) fn finish(&self) {
        let shape = self.shape.get();
        let refused = self.refused.borrow();
        let known = |name: &str| shape.field(name).filter(|field| !refused.contains(&field.key));
        let listed = LazyCell::new(|| {
            let fields = shape.fields().map(|field| field.key);
            let mut keys: Vec<&str> = fields.filter(|key| !refused.contains(key)).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        });
        let keys = self.layers().flat_map(|(file, table)| table.keys().map(move |key| (file, key)));
        for (file, key) in keys {
            let name: &str = key.get_ref();
            if known(name).is_some() {
                continue;
            }
            let headline = format!("不认识的字段 {}", self.path(name));
            let problem = Problem::error("unknown-field", headline)
                .at(Place::new(file, key.span()), "没有这个字段");
            let above = self.top.field(name).filter(|field| !field.is_headed());
            self.reading.problem(match nearest(name, listed.iter().copied()) {
                _ if above.is_some() && !self.name.is_empty() => problem.help(format!(
                    "{name} 要写在第一个 [表名] 之前；写在 [{}] 之后就成了它的内容",
                    self.name
                )),
                Some(near) => problem.help(format!("是否想写 {near}？")),
                None => problem.help(match by_term(shape, name) {
                    Some(meant) => {
                        format!("是否想写 {}（{}）？字段名用英文", meant.key, meant.term)
                    }
                    None => format!("这里可以写的字段：{}", listed.join("、")),
                }),
            });
        }
    }

    /// The full name of a key, for messages.
    pub(crate) fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { [&self.name, ".", key].concat() }
    }

    /// A located value at this table's own place, for what was left out.
    pub(crate) fn absent<T>(&self, value: T) -> Located<T> {
        Located::new(value, self.place)
    }

    /// A table below this one.
    fn child(
        &self,
        table: &'a DeTable<'a>,
        place: Place,
        name: String,
        shape: Option<&'static Shape>,
    ) -> Table<'a> {
        let shape = Cell::new(shape.unwrap_or(&Shape::NONE));
        let (reading, top, file) = (self.reading, self.top, place.file);
        let (below, refused) = (Vec::new(), RefCell::default());
        Table { reading, file, table, below, place, name, shape, refused, top }
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
