//! Mistakes in the writing of TOML, in the user's words.

use toml::de::Error;

use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;

/// How many syntax errors of one file are shown; one slip often makes the rest of the file unreadable.
const SHOWN: usize = 3;

/// Problems from what the TOML parser says, the first of each line, a few of each file.
pub(super) fn problems(errors: &[Error], file: FileNumber, text: &str) -> Vec<Problem> {
    let mut problems: Vec<(usize, Problem)> = Vec::new();
    for error in errors {
        let start = error.span().map_or(text.len(), |span| span.start).min(text.len());
        let line = text.get(..start).map_or(0, |before| before.matches('\n').count());
        if !problems.iter().any(|(other, _)| *other == line) {
            problems.push((line, problem(error, file, text)));
        }
    }
    problems.sort_by_key(|(line, _)| *line);
    let unclosed = problems.iter().position(|(_, problem)| problem.headline == UNCLOSED_ARRAY);
    // What follows an array that is never closed is read as part of it: only that error means anything.
    let shown = match unclosed {
        Some(index) => problems.drain(index..=index).collect(),
        None => problems,
    };
    shown.into_iter().take(SHOWN).map(|(_, problem)| problem).collect()
}

/// What is said of an array without its end.
const UNCLOSED_ARRAY: &str = "方括号没有配对";

/// A problem from one error.
fn problem(error: &Error, file: FileNumber, text: &str) -> Problem {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = error.message();
    let words = in_words(text, span.start);
    let found = match message {
        _ if words => None,
        _ => full_width(text, span.start).or_else(|| value_of(text, span.start)),
    };
    if let Some((range, headline, help)) = found {
        let place = Place::new(file, range);
        return Problem::error("toml-syntax", headline).at(place, "请改正").help(help);
    }
    let (headline, help) = explain(message);
    let open = open_array(text);
    let (place, label) = match headline {
        "两项之间缺少逗号" => (code_before(text, span.start), "这一行末尾要有逗号"),
        UNCLOSED_ARRAY => match open {
            Some(open) => (open, "从这里开始的 [ 没有对应的 ]"),
            None => (span, "到这里还没有找到对应的 ]"),
        },
        _ => (span, "从这里起读不下去"),
    };
    Problem::error("toml-syntax", headline).at(Place::new(file, place), label).help(help)
}

/// The parser's English message in Chinese, and what to do.
fn explain(message: &str) -> (&'static str, &'static str) {
    let known: [(&str, &str, &str); 14] = [
        ("duplicate key", "同一个字段写了两次", "请删去其中一个"),
        ("missing assignment", "字段名后面缺少等号", "写法是 字段名 = 内容"),
        ("missing value", "等号后面没有内容", "写法是 字段名 = 内容；没有内容的字段请整行删去"),
        ("missing comma", "两项之间缺少逗号", "各行 { … } 之间、行内各项之间都要有逗号"),
        ("extra comma", "多写了逗号", "请删去多余的逗号"),
        ("unclosed array table", "表头的方括号没有配对", "表头写法是 [名称]"),
        ("unclosed array", UNCLOSED_ARRAY, "请在最后一行之后补上 ]"),
        ("unclosed inline table", "花括号没有配对", "请补上 }"),
        ("unclosed table", "表头的方括号没有配对", "表头写法是 [名称]"),
        ("invalid unquoted key", "字段名中有不允许的字符", "字段名只用小写英文字母、数字和连字符"),
        ("missing escaped value", "文字里有反斜线 \\", "请把 \\ 写成 \\\\，或删去"),
        ("escape", "文字里有反斜线 \\", "请把 \\ 写成 \\\\，或删去"),
        ("invalid basic string", "文字的引号没有配对", "文字两边用半角双引号；文字里面的引号写“”"),
        ("invalid multi-line", "多行文字的引号没有配对", "多行文字两边各用三个半角双引号 \"\"\""),
    ];
    known.iter().find(|(part, ..)| message.contains(part)).map_or(
        (
            "这里不符合 TOML 的写法",
            "请检查引号、逗号、等号和括号是否用了半角字符并且配对；文字两边要加半角双引号，文字里面的引号写“”",
        ),
        |(_, headline, help)| (*headline, *help),
    )
}

/// What is wrong, where, and what to do.
type Found = (std::ops::Range<usize>, String, &'static str);

/// A full-width mark in the line of an error, outside comments and quotes.
fn full_width(text: &str, at: usize) -> Option<Found> {
    let (start, line) = line_at(text, at)?;
    let mut quoted = false;
    for (offset, c) in line.char_indices() {
        match c {
            '"' | '\'' => quoted = !quoted,
            '#' if !quoted => return None,
            _ if !quoted && "“”‘’＝，、（）［］｛｝【】＃：。．　".contains(c) =>
            {
                let at = start + offset;
                let headline = format!("这里用了全角符号“{c}”");
                let help = "引号、等号、逗号、括号、小数点都要用半角（英文输入法）";
                return Some((at..at + c.len_utf8(), headline, help));
            }
            _ => {}
        }
    }
    None
}

/// A number or date written as TOML does not allow it, in the line of an error.
fn value_of(text: &str, at: usize) -> Option<Found> {
    let (start, line) = line_at(text, at)?;
    let before = line.get(..at.checked_sub(start)?)?;
    let equals = before.rfind('=')?;
    let value = line.get(equals + 1..)?;
    let blanks = value.len() - value.trim_start().len();
    let value = value.trim_start();
    let end = value.find(['#', '}', '\n']).unwrap_or(value.len());
    let value = value.get(..end)?.trim_end();
    if !value.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c)) {
        return None;
    }
    let place = start + equals + 1 + blanks;
    let range = place..place + value.len();
    let dashes = value.get(1..).is_some_and(|rest| rest.matches('-').count() == 2);
    Some(if dashes {
        (range, format!("日期“{value}”不对"), "月、日都写两位，如 2023-09-05，并且确有这一天")
    } else {
        let help = "金额写成 1234.56，不加单位和空格；带千分位逗号的两边要加引号，如 \"1,234.56\"";
        (range, format!("数“{value}”的写法不对"), help)
    })
}

/// The line that a place lies in, and where it starts.
fn line_at(text: &str, at: usize) -> Option<(usize, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    Some((start, text.get(start..)?.lines().next()?))
}

/// Whether a place lies within a text of several lines.
fn in_words(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.matches("\"\"\"").count() % 2 == 1)
}

/// The end of the last code before a place, without comments and blanks.
fn code_before(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut end = at.min(text.len());
    while let Some(before) = text.get(..end) {
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let code = before.get(start..).unwrap_or_default();
        let code = code.split('#').next().unwrap_or_default().trim_end();
        if !code.is_empty() {
            let last = code.chars().next_back().map_or(0, char::len_utf8);
            return start + code.len() - last..start + code.len();
        }
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    at..at
}

/// The opening line of the last array of rows that has no line with its end.
fn open_array(text: &str) -> Option<std::ops::Range<usize>> {
    let mut open = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default().trim();
        if code.ends_with("= [") {
            if open.is_some() {
                return open;
            }
            open = Some(offset..offset + code.len());
        } else if code == "]" || code == "]," {
            open = None;
        } else if code.starts_with('[') && code.ends_with(']') && open.is_some() {
            return open;
        }
        offset += line.len();
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_array_left_open_is_found() {
        let text = "a = [\n  { b = 1 },\n]\nc = [ # 注\n  { b = 1 },\n\n[table]\nd = 1\n";
        assert_eq!(open_array(text).map(|range| &text[range]), Some("c = ["));
    }

    #[test]
    fn the_code_before_a_place_skips_comments_and_blank_lines() {
        let text = "  { a = 1 }  # 注，\n\n  { a = 2 }";
        let range = code_before(text, text.len() - 9);
        assert_eq!(&text[range], "}");
    }
}
