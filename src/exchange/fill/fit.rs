//! What was typed into a field says, or why the field cannot say that: a code that is not whole, a number too large, no day.

use crate::edit::fits;
use crate::exchange::fill::cells::Content;
use crate::exchange::fill::content::{read, value};
use crate::fields::field::{Codes, Field, Kind};

/// What was typed says for a field; none where it is blank, why not where the field cannot say that.
pub(crate) fn of_field(field: &Field, typed: &str) -> Result<Option<String>, String> {
    let text = read(field, &Content::Text(typed.to_owned()))?;
    match text.as_ref().and_then(|text| unfit(field, text)) {
        Some(why) => Err(why),
        None => Ok(text),
    }
}

/// Why a text in its one form cannot be the value of a field; none where it can.
pub(super) fn unfit(field: &Field, text: &str) -> Option<String> {
    let why = match field.kind {
        Kind::Code(codes) => unfit_code(codes, text),
        Kind::Count(_) => format!("“{text}”不是 0 到 99999999 的整数"),
        Kind::Whole { least, most, .. } => format!("“{text}”不在 {least} 到 {most} 之间"),
        Kind::Number { least, most, decimals, .. } => {
            let tenths = |number: u32| match (number / 10, number % 10) {
                (whole, 0) => whole.to_string(),
                (whole, tenth) => format!("{whole}.{tenth}"),
            };
            let most = most.map(|most| format!("，不大于 {}", tenths(most))).unwrap_or_default();
            let decimals = decimals.map(|most| format!("，小数最多 {most} 位")).unwrap_or_default();
            format!("“{text}”不行：要不小于 {}{most}{decimals}", tenths(least))
        }
        Kind::Score => format!("“{text}”不是 0 到 100 的数（小数最多 2 位）"),
        Kind::Year => format!("“{text}”不是 1990 到 2100 之间的年度"),
        Kind::Date => format!("没有“{text}”这一天；请写成 2023-09-20 这样"),
        Kind::Settings(choices) => {
            let choices = choices();
            if choices.iter().any(|choice| choice.key == text) {
                return None;
            }
            let terms: Vec<&str> = choices.iter().map(|choice| choice.term).collect();
            return Some(format!("“{text}”不在可选的词里：{}", terms.join("、")));
        }
        // What these may be is told where they are read.
        Kind::Money(_)
        | Kind::Flag
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::Choice(_)
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names => return None,
    };
    (!fits(field, &value(field, text))).then_some(why)
}

/// Why a text is no code of a classification.
fn unfit_code(codes: Codes, text: &str) -> String {
    let (first, digits, wanted) = match codes {
        Codes::Item => ("2", "7", "写到项级"),
        Codes::Economic => ("3", "5", "写到款级"),
        Codes::Function => ("2", "3、5、7", "写类、款、项级都行"),
        Codes::Any => {
            return format!(
                "“{text}”不是编码：功能分类的是 2 开头的 3、5、7 位数字，经济分类的是 3 开头的 3、5 位数字"
            );
        }
    };
    let level = match text.len() {
        3 => "类级",
        5 => "款级",
        _ => "",
    };
    if !text.starts_with(first) || level.is_empty() || codes == Codes::Function {
        let count = text.len();
        return format!(
            "“{text}”（{count} 位）不是这里的编码：要 {first} 开头的 {digits} 位数字，{wanted}"
        );
    }
    format!("“{text}”是{level}的编码，不完整：要{wanted}，{first} 开头的 {digits} 位数字")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::field::all_below;
    use crate::fields::shape_of;

    #[test]
    fn what_does_not_fit_says_why() {
        for (file, path, text, wanted) in [
            ("data/a/2022.toml", "economic[].code", "302", Some("类级")),
            ("data/a/2022.toml", "economic[].code", "3020", Some("（4 位）")),
            ("data/a/2022.toml", "economic[].code", "50201", Some("3 开头")),
            ("data/a/2022.toml", "economic[].code", "30201", None),
            // What the catalogue lacks is told otherwise.
            ("data/a/2022.toml", "economic[].code", "39999", None),
            ("data/a/2022.toml", "income[].code", "20801", Some("款级")),
            ("data/a/2022.toml", "income[].code", "208", Some("类级")),
            ("data/a/2022.toml", "income[].code", "2080109", None),
            ("data/a/2022.toml", "income[].code", "20801099", Some("7 位数字")),
            ("data/a/2022.toml", "budget[].code", "2080", Some("3、5、7 位")),
            ("data/a/2022.toml", "budget[].code", "208", None),
            ("data/a/2022.toml", "control.rows[].code", "12", Some("不是编码")),
            ("data/a/2022.toml", "control.rows[].code", "301", None),
            ("data/a/2022.toml", "published", "2023-13-45", Some("这一天")),
            ("data/a/2022.toml", "published", "2023-09-20", None),
            ("data/a/2022.toml", "assets.equipment", "-3", Some("整数")),
            ("data/a/2022.toml", "assets.equipment", "100000000", Some("整数")),
            ("data/a/2022.toml", "assets.equipment", "3", None),
            ("data/a/2022.toml", "rounded-to", "0", Some("之间")),
            ("data/a/2022.toml", "performance.whole.score", "101", Some("0 到 100")),
            ("data/a/2022.toml", "performance.whole.score", "86.5", None),
            ("data/a/unit.toml", "established", "22", Some("年度")),
            ("data/a/unit.toml", "established", "2022", None),
            ("data/a/2022.toml", "operating-expense", "12.00", None),
            ("data/a/2022.toml", "reasons.total", "甲\n乙", None),
        ] {
            let all = all_below(shape_of(file).unwrap(), "");
            let (_, field) = all.into_iter().find(|(other, _)| other == path).unwrap();
            let said = unfit(field, text);
            match wanted {
                None => assert_eq!(said, None, "{path} {text}"),
                Some(wanted) => {
                    assert!(
                        said.as_ref().is_some_and(|said| said.contains(wanted)),
                        "{path} {text}: {said:?}"
                    );
                }
            }
        }
    }
}
