//! Words that were carried over and may be out of date.

use std::sync::LazyLock;

use regex::Regex;
use toml::de::{DeTable, DeValue};

use crate::fields::field::{Kind, NextYear, Shape};

/// Words that mention a year, a number of persons or a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// The path of the field.
    pub path: String,
    /// What is mentioned, in its surroundings.
    pub words: String,
}

/// So many characters are shown on each side.
const AROUND: usize = 12;

/// What is out of date soon: digits of any kind, numbers in characters with what they count, and words for a year.
static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "[〇零一二两三四五六七八九十百千万亿]+";
    let counted =
        "(?:多|余)?(?:人|名|位|年|元|个|家|户|辆|台|套|处|所|科|股|室|中心|项|件|次|倍|成|％|%)";
    Regex::new(&format!("[0-9０-９]|(?:{number}){counted}|[今去上本]年|近年|目前|截至")).ok()
});

/// The words of a file that stay for the next year and are to be looked at, in the order of the fields.
pub(crate) fn looks(text: &str, shape: &'static Shape) -> Vec<Look> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, _) = DeTable::parse_recoverable(text);
    let mut looks = Vec::new();
    of_table(table.get_ref(), shape, "", false, &mut looks);
    looks
}

/// Notes the words of a table; `kept` where all of it stays.
fn of_table(
    table: &DeTable<'_>,
    shape: &'static Shape,
    above: &str,
    kept: bool,
    looks: &mut Vec<Look>,
) {
    for field in shape.fields() {
        let Some(value) = table.get(field.key) else { continue };
        let path = format!("{above}{}", field.key);
        let kept = match field.next_year {
            NextYear::Left => continue,
            NextYear::Kept => true,
            NextYear::Emptied => kept,
        };
        match (field.kind, value.get_ref()) {
            (Kind::Table(shape), DeValue::Table(table)) => {
                of_table(table, shape, &format!("{path}."), kept, looks);
            }
            (Kind::Tables(shape), DeValue::Table(tables)) => {
                for (name, table) in tables {
                    if let Some(table) = table.get_ref().as_table() {
                        of_table(table, shape, &format!("{path}.{}.", name.get_ref()), kept, looks);
                    }
                }
            }
            (Kind::Rows(shape), DeValue::Array(rows)) => {
                for (number, row) in rows.iter().enumerate() {
                    if let Some(row) = row.get_ref().as_table() {
                        let above = format!("{path}[{}].", number + 1);
                        of_table(row, shape, &above, kept, looks);
                    }
                }
            }
            (Kind::Words | Kind::Paragraphs, DeValue::String(words)) if kept => {
                note(path, words, looks);
            }
            (Kind::Line, DeValue::String(words)) => note(path, words, looks),
            (Kind::List(_), DeValue::Array(words)) => {
                let words = words.iter().filter_map(|words| words.get_ref().as_str());
                words.for_each(|words| note(path.clone(), words, looks));
            }
            _ => {}
        }
    }
}

/// Notes words that mention something.
fn note(path: String, words: &str, looks: &mut Vec<Look>) {
    let Some(found) = MENTION.as_ref().and_then(|mention| mention.find(words)) else { return };
    let (before, after) = (words.get(..found.start()), words.get(found.start()..));
    let line = |part: &str, end: bool| {
        let mut lines = part.split(['\n', '\r']);
        (if end { lines.next_back() } else { lines.next() }).unwrap_or_default().to_owned()
    };
    let before: Vec<char> = line(before.unwrap_or_default(), true).chars().collect();
    let from = before.len().saturating_sub(AROUND);
    let before: String = before.get(from..).unwrap_or_default().iter().collect();
    let after: String = line(after.unwrap_or_default(), false).chars().take(2 * AROUND).collect();
    looks.push(Look { path, words: format!("{}{}", before.trim_start(), after.trim_end()) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    #[test]
    fn words_that_age_are_found_and_others_are_not() {
        let unit = shape_of("data/a/unit.toml").unwrap();
        let told = |words: &str| looks(&format!("profile.duties = \"{words}\""), unit);
        for words in [
            "2023年机构改革后成立。",
            "核定编制３０人。",
            "编制三十人。",
            "内设五个科室。",
            "去年划入市场监管职责。",
            "目前有职工若干。",
        ] {
            assert_eq!(told(words).len(), 1, "{words}");
        }
        for words in ["收集、保存文献。", "负责统一管理历史档案。", "贯彻执行党的方针政策。"]
        {
            assert_eq!(told(words), [], "{words}");
        }
        // What becomes a blank is not looked at.
        let year = shape_of("data/a/2022.toml").unwrap();
        assert_eq!(looks("reasons.total = \"增加2人\"", year), []);
        let own = "[extra.a]\nname = \"2022年重点工作\"\n";
        assert_eq!(looks(own, year)[0].path, "extra.a.name");
    }
}
