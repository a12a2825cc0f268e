//! Paths of fields in words: fields by their terms, rows by their codes, with what these are called and their funds.

use crate::catalog::Catalog;
use crate::exchange::fill::Slot;
use crate::fields::FILES;
use crate::fields::field::{Codes, Field, Kind, Shape, all_below};
use crate::fields::path::{Part, described, taken_apart};
use crate::serve::unit::quotes::own;

/// The terms of tables that the list of topics has otherwise, as it has them: what the page speaks of is found there.
const AS_LISTED: [(&str, &str); 9] = [
    ("与部门以外的单位之间的补助和上缴", "部门以外的往来"),
    ("一般公共预算支出的经济分类", "经济分类"),
    ("预算", "年初预算"),
    ("国有资产占用情况", "国有资产"),
    ("预算绩效情况", "预算绩效"),
    ("核对用的合计数", "核对用合计"),
    ("科目目录里没有的名称", "科目名称"),
    ("本单位自己的内容，按自己定的名字", "自己的内容"),
    ("公开以后的更正", "公开后的更正"),
];

/// What codes are called; none where a code is not known.
pub(in crate::serve) type Names<'n> = &'n (dyn Fn(&str) -> Option<String> + Sync);

/// A path in words, as within a sentence; none where a file of the shape has no such field.
pub(in crate::serve) fn of_path(
    shape: &'static Shape,
    path: &str,
    names: Names<'_>,
) -> Option<String> {
    placed(shape, path, names).map(|parts| parts.join("，"))
}

/// What a code is called: by the own names of some files, or by the catalogue.
pub(in crate::serve) fn name_of(
    slots: &[Slot],
    catalog: &Catalog,
    codes: Codes,
    code: &str,
) -> Option<String> {
    let mut own = slots.iter().filter_map(|slot| slot.said.row("names", code));
    let own = own.find_map(|row| row.fields.get("name").cloned());
    let function = || catalog.function(code);
    let economic = || catalog.economic(code);
    let name = match codes {
        Codes::Item | Codes::Function => function(),
        Codes::Economic => economic(),
        Codes::Any => function().or_else(economic),
    };
    own.or_else(|| name.map(str::to_owned))
}

/// The path of the field in which something is filled in: of one of several texts, that of all of them.
pub(in crate::serve) fn filled_in<'p>(shape: &'static Shape, path: &'p str) -> &'p str {
    let list = path.rsplit_once('[').map_or(path, |(list, _)| list);
    let is_list = |field: &Field| matches!(field.kind, Kind::List(_) | Kind::OneOrMore);
    if described(shape, list).is_some_and(is_list) { list } else { path }
}

/// What is called by nothing but its code.
pub(in crate::serve) const NAMELESS: Names<'static> = &|_| None;

/// Where a field stands, in words, a part each, for a reader to whom a code alone says nothing; none where a file of the shape
/// has no such field. That the rows of a table are told by codes goes without saying beside the code.
pub(in crate::serve) fn placed(
    shape: &'static Shape,
    path: &str,
    names: Names<'_>,
) -> Option<Vec<String>> {
    let terms = terms(shape, path, |label| of_row(label, names))?;
    let has_row = terms.iter().any(|(_, is_row)| *is_row);
    let is_said = |(term, is_row): &(String, bool)| *is_row || !has_row || !term.starts_with('按');
    Some(terms.into_iter().filter(is_said).map(|(term, _)| term).collect())
}

/// What a row is called: its code, what that is called, and its fund.
pub(in crate::serve) fn of_row(label: &str, names: Names<'_>) -> String {
    let (code, rest) =
        label.split_once('/').map_or((label, None), |(code, rest)| (code, Some(rest)));
    let is_code = !code.is_empty() && code.bytes().all(|digit| digit.is_ascii_digit());
    let Some(name) = names(code).filter(|_| is_code) else { return of_label(label) };
    let rest = rest.map(|rest| format!("（{}）", of_label(rest))).unwrap_or_default();
    format!("{code} {name}{rest}")
}

/// What a row is called, with the terms of funds and the like.
pub(in crate::serve) fn of_label(label: &str) -> String {
    let words = label.split('/').map(|word| {
        let word = word.trim_matches('"');
        let choices = all_fields().flat_map(|field| field.choices());
        let known = choices.into_iter().find(|choice| choice.key == word);
        known.map_or_else(|| own(word), |choice| choice.term.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A term as the list of topics has it; without what it says of how files are written, without how many digits a code has, and
/// without the number of a rule.
pub(in crate::serve) fn plain(term: &str) -> &str {
    if let Some((_, listed)) = AS_LISTED.iter().find(|(own, _)| *own == term) {
        return listed;
    }
    match term.split_once('，') {
        Some((plain, rest)) if rest.contains('`') || rest.ends_with(" 位") => plain,
        Some(_) | None => term.split("（R").next().unwrap_or(term),
    }
}

/// What a term is called where the list of topics has it otherwise, the other way round.
pub(super) fn unlisted(term: &str) -> Option<&'static str> {
    AS_LISTED.iter().find(|(_, listed)| *listed == term).map(|(own, _)| *own)
}

/// All fields of data files.
pub(super) fn all_fields() -> impl Iterator<Item = &'static Field> {
    let of_file = FILES.iter().filter(|form| form.name != "layout");
    of_file.flat_map(|form| all_below(form.shape, "")).map(|(_, field)| field)
}

/// The parts of a path in words, each with whether it is a row, which something else says; none where a file of the shape has no
/// such field.
fn terms(
    shape: &'static Shape,
    path: &str,
    row: impl Fn(&str) -> String,
) -> Option<Vec<(String, bool)>> {
    let parts = taken_apart(path)?;
    let Some(Part::Key(first)) = parts.first() else { return None };
    let first = shape.field(first)?;
    // What stands below names of the user's own is told by these names.
    if first.has_own_names() {
        let own = path.get(first.key.len()..).unwrap_or_default().trim_start_matches('.');
        let own = own.trim_matches('"');
        let is_plain = !own.is_empty() && !own.contains(|c: char| c.is_ascii_lowercase());
        let own = is_plain.then(|| (own.to_owned(), true));
        return Some(std::iter::once((plain(first.term).to_owned(), false)).chain(own).collect());
    }
    described(shape, path)?;
    let mut terms: Vec<(String, bool)> = Vec::new();
    let mut so_far = String::new();
    for part in parts {
        match part {
            Part::Key(key) => {
                if !so_far.is_empty() {
                    so_far.push('.');
                }
                so_far.push_str(&key);
                let field = described(shape, &so_far);
                terms.push((field.map_or(key, |field| plain(field.term).to_owned()), false));
            }
            Part::Label(label) => {
                terms.push((row(&label), true));
                so_far.push_str("[1]");
            }
        }
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    #[test]
    fn a_code_is_told_by_its_name_and_kept_apart_from_its_column() {
        let names = |code: &str| match code {
            "2082602" => Some("财政对基金的补助".to_owned()),
            "221" => Some("住房保障支出".to_owned()),
            _ => None,
        };
        let year = shape_of("data/a/2022.toml").unwrap();
        for (path, wanted) in [
            (
                "expenditure[2082602/general].project",
                "支出，2082602 财政对基金的补助（一般公共预算），项目支出",
            ),
            ("income[2082602].other", "收入，2082602 财政对基金的补助，其他收入"),
            ("income[2082602]", "收入，2082602 财政对基金的补助"),
            // A code that has no name says at least its fund.
            ("expenditure[2089999/general]", "支出，2089999 一般公共预算"),
            (
                "reasons.accounts[221/general].change",
                "原因和用途，221 住房保障支出（一般公共预算），比上年增减的原因",
            ),
            ("reasons.accounts", "原因和用途，按科目的用途和原因"),
            ("control.rows[221].basic", "核对用合计，221 住房保障支出，其中：基本支出"),
            ("three-public.vehicle-operation.reason", "“三公”经费，公务用车运行维护，变动原因"),
            ("names.2082602", "科目名称，2082602"),
        ] {
            assert_eq!(placed(year, path, &names).unwrap().join("，"), wanted, "{path}");
        }
        assert_eq!(placed(year, "no.such", &names), None);
        // A row may be called by what a table is called by.
        let evaluation = shape_of("data/a/2022/b.toml").unwrap();
        let place = placed(evaluation, "indicators[按期完工率].score", &names).unwrap();
        assert_eq!(place.join("，"), "绩效指标，按期完工率，得分");
    }
}
