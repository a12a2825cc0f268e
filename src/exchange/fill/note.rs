//! What is said of a cell: what it is, in what unit, what it means to leave it blank.

use crate::exchange::fill::units::{is_unit, is_units};
use crate::fields::field::{Codes, Field, Kind, Need, Sign};

/// What is said of a field at its cell.
pub(super) fn note(field: &Field, path: &str) -> String {
    let mut lines = vec![match field.need {
        Need::Required => format!("{}（必填）", field.term),
        Need::Sometimes(_) | Need::Optional => field.term.to_owned(),
    }];
    lines.push(format!("填：{}", how(field)));
    if let Need::Sometimes(when) = field.need {
        lines.push(format!("必填：{when}"));
    }
    if !of_file(field).is_empty() {
        lines.push(format!("说明：{}", of_file(field)));
    }
    lines.extend(unwritten(field).map(|unwritten| format!("不填：{unwritten}")));
    lines.push(format!("字段：{path}"));
    lines.join("\n").replace('`', "")
}

/// What is said of a field beside its cell.
pub(super) fn beside(field: &Field) -> String {
    let mut parts = vec![how(field)];
    if !of_file(field).is_empty() {
        parts.push(of_file(field).to_owned());
    }
    parts.extend(unwritten(field).map(|unwritten| format!("不填：{unwritten}")));
    parts.join("；").replace('`', "")
}

/// What the description of a field adds; of units, it says how a file calls them, which a workbook calls by their names.
fn of_file(field: &Field) -> &'static str {
    if is_unit(field) || is_units(field) { "写单位的全称" } else { field.note }
}

/// What it means to leave a field blank; none where that goes without saying.
fn unwritten(field: &Field) -> Option<String> {
    match (field.unwritten, field.default) {
        ("", "") => None,
        ("", default) => {
            let choice = field.choices().into_iter().find(|choice| choice.key == default);
            Some(format!("当作“{}”", choice.map_or(default, |choice| choice.term)))
        }
        (unwritten, _) => Some(unwritten.to_owned()),
    }
}

/// What is to be filled in.
pub(super) fn how(field: &Field) -> String {
    match field.kind {
        Kind::Money(Sign::Positive) => "金额，单位：元，最多两位小数，不能为负".to_owned(),
        Kind::Money(Sign::Any) => "金额，单位：元，最多两位小数，可以为负".to_owned(),
        Kind::Count(unit) => format!("整数，单位：{unit}"),
        Kind::Whole { least, most, unit, .. } => format!("整数，{least} 到 {most}，单位：{unit}"),
        Kind::Number { unit, .. } => format!("数，单位：{unit}"),
        Kind::Score => "0 到 100 的数，最多两位小数，单位：分".to_owned(),
        Kind::Year => "年度，如 2022".to_owned(),
        Kind::Date => "日期，如 2023-09-20".to_owned(),
        Kind::Flag => "是或否".to_owned(),
        Kind::Line => "文字，写在一行里".to_owned(),
        Kind::Words => "文字".to_owned(),
        Kind::Paragraphs => "文字，一行一段（用 Alt+Enter 换行）".to_owned(),
        Kind::Code(codes) => {
            let which = match codes {
                Codes::Item => "功能分类项级编码，7 位",
                Codes::Function => "功能分类编码，类、款、项都行",
                Codes::Economic => "部门预算支出经济分类款级编码，5 位",
                Codes::Any => "功能分类或经济分类的编码",
            };
            format!("{which}；从下拉列表里选，也可以只写编码")
        }
        Kind::Choice(choices) => {
            let terms: Vec<&str> = choices().iter().map(|choice| choice.term).collect();
            format!("从下拉列表里选：{}", terms.join("、"))
        }
        Kind::List(_) if is_units(field) => {
            "部门汇总的各单位，一行一个（用 Alt+Enter 换行）；只有部门填".to_owned()
        }
        Kind::List(what) => format!("若干{what}，一行一个（用 Alt+Enter 换行）"),
        Kind::OneOrMore => "文字，几个的一行一个".to_owned(),
        Kind::Table(_) | Kind::Rows(_) | Kind::Tables(_) | Kind::Names | Kind::Settings(_) => {
            String::new()
        }
    }
}

/// The unit of an amount, to stand in the title of a column; empty for other kinds.
pub(crate) fn unit(field: &Field) -> String {
    match field.kind {
        Kind::Money(_) => "（元）".to_owned(),
        Kind::Count(unit) | Kind::Whole { unit, .. } | Kind::Number { unit, .. } => {
            format!("（{unit}）")
        }
        Kind::Score => "（分）".to_owned(),
        _ => String::new(),
    }
}

/// A text cut to so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            format!("{kept}…")
        }
    }
}
