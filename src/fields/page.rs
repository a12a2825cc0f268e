//! The tables of fields and of nouns on the pages of the documentation.

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::fields::field::{Choice, Field, Kind, Need, Shape, Sign, all_below};
use crate::fields::files::FILES;
use crate::model::evaluation::EvaluationText;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::Source;
use crate::model::nouns::Noun;

/// The pages that have tables of fields or of nouns.
pub const PAGES: [&str; 3] = ["docs/data.md", "docs/layouts.md", "docs/facts.md"];

/// A page with its tables as the descriptions have them: what stands between `<!-- 字段：name -->` and `<!-- 字段完 -->` is
/// replaced, and so are the nouns between `<!-- 名词：name -->` and `<!-- 名词完 -->`. An error names a table that there is
/// no description for.
pub fn tables(page: &str) -> Result<String, String> {
    let shapes = shapes();
    let listed: Vec<&str> = page.lines().filter_map(marked).collect();
    let mut result = String::new();
    let mut within = false;
    for line in page.lines() {
        within &= line != END && line != END_OF_NOUNS;
        if !within {
            result.push_str(line);
            result.push('\n');
        }
        if let Some(name) = marked(line) {
            let shape = || shapes.get(name).ok_or(format!("没有字段表 {name}"));
            result.push_str(&if name == ROWS { rows() } else { table(shape()?, &listed) });
            within = true;
        }
        if let Some(name) = line.strip_prefix("<!-- 名词：").and_then(|l| l.strip_suffix(" -->"))
        {
            result.push_str(&nouns(name).ok_or(format!("没有名词表 {name}"))?);
            within = true;
        }
    }
    Ok(result)
}

/// The end of a table of nouns.
const END_OF_NOUNS: &str = "<!-- 名词完 -->";

/// The table of a list of nouns.
fn nouns(name: &str) -> Option<String> {
    fn rows<K: Noun<N> + Debug, const N: usize>(term: fn(K) -> &'static str) -> String {
        let row = |noun: K| format!("| `{}` | {} | `{noun:?}` |\n", noun.word(), term(noun));
        K::LIST.into_iter().map(row).collect()
    }
    let rows = match name {
        "资金" => rows(Fund::term),
        "收入来源" => rows(Source::term),
        "支出性质" => rows(Spending::term),
        "自评的各段文字" => rows(EvaluationText::term),
        _ => return None,
    };
    Some(format!("| 键 | 含义 | 代码 |\n|---|---|---|\n{rows}"))
}

/// The names of all shapes that have fields, so that a test can tell which no page lists.
pub fn names() -> Vec<&'static str> {
    let shapes = shapes().into_values().filter(|shape| shape.fields().next().is_some());
    shapes.map(|shape| shape.name).collect()
}

/// The names of the shapes whose fields a page shows.
pub fn shown(page: &str) -> Vec<&'static str> {
    let shapes = shapes();
    let listed = page.lines().filter_map(marked).filter_map(|name| shapes.get(name));
    listed.flat_map(|shape| std::iter::once(shape.name).chain(added(shape))).collect()
}

/// The name of the table of what rows are called by.
const ROWS: &str = "各行";

/// What rows are called by, file by file.
fn rows() -> String {
    let mut table = "| 文件 | 行 | 用什么指明 |\n|---|---|---|\n".to_owned();
    for form in &FILES {
        for (path, field) in all_below(form.shape, "") {
            let Kind::Rows(shape) = field.kind else { continue };
            let words = |key: &&str| {
                let default = shape.field(key).map_or("", |field| field.default);
                match default {
                    "" => format!("`{key}`"),
                    default => format!("`{key}`（不写是 `{default}`）"),
                }
            };
            let keys: Vec<String> = shape.row_keys.iter().map(words).collect();
            let keys = if keys.is_empty() { "第几行".to_owned() } else { keys.join("、") };
            table.push_str(&format!("| {} | `{path}` | {keys} |\n", form.files));
        }
    }
    table
}

/// The end of a table.
const END: &str = "<!-- 字段完 -->";

/// The name of the shape whose table begins after a line.
fn marked(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- 字段：")?.strip_suffix(" -->")
}

/// All shapes by name.
fn shapes() -> BTreeMap<&'static str, &'static Shape> {
    let mut shapes = BTreeMap::new();
    let mut next: Vec<&'static Shape> =
        FILES.iter().flat_map(|form| std::iter::once(form.shape).chain(form.compared)).collect();
    while let Some(shape) = next.pop() {
        if shapes.insert(shape.name, shape).is_none() {
            next.extend(shape.plus);
            next.extend(shape.fields().filter_map(Field::shape));
        }
    }
    shapes
}

/// The names of the shapes whose fields a shape has as well.
fn added(shape: &'static Shape) -> Vec<&'static str> {
    shape.plus.iter().flat_map(|plus| std::iter::once(plus.name).chain(added(plus))).collect()
}

/// The fields of a shape for its own table: those of shapes that have a table of their own are left to it.
fn own_fields(shape: &'static Shape, listed: &[&str]) -> Vec<&'static Field> {
    let own = shape.fields.iter().copied().chain((shape.each)());
    let plus = shape.plus.iter().filter(|plus| !listed.contains(&plus.name));
    own.chain(plus.flat_map(|plus| own_fields(plus, listed))).collect()
}

/// The table of a shape; columns that say nothing are left out.
fn table(shape: &'static Shape, listed: &[&str]) -> String {
    let fields = own_fields(shape, listed);
    let column = |title, cell: fn(&Field) -> String| {
        let cells: Vec<String> = fields.iter().map(|field| cell(field)).collect();
        (title, cells)
    };
    let mut columns = vec![
        column("字段", |field| format!("`{}`", heading(field))),
        column("含义", meaning),
        column("写法", written),
        column("必填", |field| need(field).to_owned()),
        column("不写时", unwritten),
    ];
    columns.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells
            .map(|cell| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") })
            .collect();
        format!("|{}\n", cells.concat())
    };
    let mut table = line(&mut columns.iter().map(|(title, _)| *title));
    table.push_str(&format!("|{}\n", "---|".repeat(columns.len())));
    for row in 0..fields.len() {
        let cells = |(_, cells): &'_ (&str, Vec<String>)| cells.get(row).cloned();
        let cells: Vec<String> = columns.iter().filter_map(cells).collect();
        table.push_str(&line(&mut cells.iter().map(String::as_str)));
    }
    table
}

/// A key as it stands in a file.
fn heading(field: &Field) -> String {
    if field.is_headed() { format!("[{}]", field.key) } else { field.key.to_owned() }
}

/// What a field means.
fn meaning(field: &Field) -> String {
    match field.note {
        "" => field.term.to_owned(),
        note => format!("{}；{note}", field.term),
    }
}

/// How a field is written.
fn written(field: &Field) -> String {
    let words = |choices: Vec<Choice>| {
        let words = choices.iter().map(|choice| format!("`\"{}\"` {}", choice.key, choice.term));
        words.collect::<Vec<_>>().join("、")
    };
    match field.kind {
        Kind::Money(Sign::Positive) => "金额，不可负".to_owned(),
        Kind::Money(Sign::Any) => "金额，可负".to_owned(),
        Kind::Count(unit) => format!("个数（{unit}）"),
        Kind::Whole { least, most, unit, wanted: _ } => {
            format!("整数，{least} 到 {most}（{unit}）")
        }
        Kind::Number { unit, .. } => format!("数（{unit}）"),
        Kind::Score => "分数".to_owned(),
        Kind::Year => "年度".to_owned(),
        Kind::Date => "日期".to_owned(),
        Kind::Flag => "`true`、`false`".to_owned(),
        Kind::Line | Kind::Words => "文字".to_owned(),
        Kind::Paragraphs => "段落".to_owned(),
        Kind::Code(_) => "编码".to_owned(),
        Kind::Choice(choices) | Kind::Settings(choices) => words(choices()),
        Kind::List(what) => format!("若干{what}，`[\"…\", \"…\"]`"),
        Kind::OneOrMore => "文字，或若干文字".to_owned(),
        Kind::Table(_) => "一张表".to_owned(),
        Kind::Rows(_) => "若干行".to_owned(),
        Kind::Tables(_) => "各一张表".to_owned(),
        Kind::Names => "`编码 = \"名称\"`".to_owned(),
    }
}

/// Whether a field must be there.
fn need(field: &Field) -> &'static str {
    match field.need {
        Need::Required => "是",
        Need::Sometimes(when) => when,
        Need::Optional => "",
    }
}

/// What it means to leave a field out.
fn unwritten(field: &Field) -> String {
    match (field.unwritten, field.default) {
        ("", "") => String::new(),
        ("", default) => format!("`\"{default}\"`"),
        (unwritten, _) => unwritten.to_owned(),
    }
}
