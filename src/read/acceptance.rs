//! `[[accept]]`: findings that the office accepts.

use toml::de::DeValue;

use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::model::place::Place;
use crate::problem::Problem;
use crate::tables::Table;

/// So many characters of a finding must be quoted at least in the earlier form.
const WORDS: usize = 3;

/// How an acceptance comes to be written.
const HELP: &str = "juesuan check 单位/年度 --accept 规则 --reason \"理由\" 会写好这一段";

/// The acceptances; each names the rule, what it covers and the reason.
pub(super) fn rows(table: &Table<'_>) -> Vec<Acceptance> {
    let rows = table.rows("accept").into_iter().map(|row| {
        let acceptance = Acceptance {
            place: row.place,
            rule: row.required_string("rule", "R0301"),
            covers: covers(&row),
            reason: row.required_string("reason", "为什么可以接受"),
        };
        row.finish();
        acceptance
    });
    rows.collect()
}

/// What an acceptance covers.
fn covers(row: &Table<'_>) -> Covers {
    let at = texts(row, "at");
    let [figures, words] =
        ["figures", "words"].map(|key| texts(row, key).map_or_else(Vec::new, |(texts, _)| texts));
    match (at, row.string("finding")) {
        (None, Some(finding)) => {
            let characters = finding.value.chars().filter(|c| !c.is_whitespace()).count();
            if characters < WORDS {
                row.reading.problem(
                    Problem::error(
                        "short-accept",
                        "[[accept]] 的 finding 太短，会把别的结论也接受了",
                    )
                    .at(finding.place, format!("只有 {characters} 个字"))
                    .help(HELP),
                );
            }
            Covers::Words(finding)
        }
        (Some((_, place)), Some(finding)) => {
            row.reading.problem(
                Problem::error("mixed-accept", "[[accept]] 写了 at，就不用再写 finding")
                    .at(finding.place, "请删去")
                    .at(place, "按字段接受"),
            );
            Covers::Words(finding)
        }
        (Some((at, place)), None) => {
            if at.iter().any(|path| path.is_empty()) || at.is_empty() {
                let empty = Problem::error("empty-text", "[[accept]] 的 at 不能为空");
                row.reading.problem(empty.at(place, "没有字段").help(HELP));
            }
            Covers::Finding(Identity { at, figures, words })
        }
        (None, None) => {
            if !row.has("at") && !row.has("finding") {
                row.missing("at", HELP);
            }
            Covers::Finding(Identity::default())
        }
    }
}

/// One or several texts or numbers, as they are written, with their place; none where the key is left out or mistyped.
fn texts(row: &Table<'_>, key: &'static str) -> Option<(Vec<String>, Place)> {
    let (value, place) = row.value(key)?;
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    };
    let texts = match value {
        DeValue::Array(array) => array.iter().map(|entry| text(entry.get_ref())).collect(),
        one => text(one).map(|text| vec![text]),
    };
    if texts.is_none() {
        row.mistyped(key, value, place, "文字（两边加半角双引号），几处的写成 [\"…\", \"…\"]");
    }
    texts.map(|texts| (texts, place))
}
