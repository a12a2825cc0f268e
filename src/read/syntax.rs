//! Mistakes in the writing of TOML, in the user's words.

use toml::de::Error;

use crate::model::amount::Money;
use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;
use crate::read::brackets::{Unpaired, unpaired};

/// How many syntax errors of one file are shown; one slip often makes the rest of the file unreadable.
const SHOWN: usize = 3;

/// Problems from what the TOML parser says: the first of each line, a few of each file.
pub(super) fn problems(errors: &[Error], file: FileNumber, text: &str) -> Vec<Problem> {
    // What follows a bracket without its partner is misread: no other error means anything.
    if let Some(unpaired) = unpaired(text) {
        return vec![bracket(unpaired, file, text)];
    }
    let mut problems: Vec<(usize, Problem)> = Vec::new();
    for error in errors {
        let problem = problem(error, file, text);
        let start = problem.places.first().map_or(0, |(place, _)| place.start);
        let line = text.get(..start).map_or(0, |before| before.matches('\n').count());
        if !problems.iter().any(|(other, _)| *other == line) {
            problems.push((line, problem));
        }
    }
    problems.sort_by_key(|(line, _)| *line);
    problems.into_iter().take(SHOWN).map(|(_, problem)| problem).collect()
}

/// The problem of a bracket without its partner.
fn bracket(unpaired: Unpaired, file: FileNumber, text: &str) -> Problem {
    let (Unpaired::Open(at) | Unpaired::Closed(at)) = unpaired;
    let mark = text.get(at..=at).unwrap_or_default();
    let begins_line =
        text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    let (label, help) = match (unpaired, mark) {
        (Unpaired::Open(_), "[") if begins_line => {
            ("表头没有写完".to_owned(), "表头写法是 [名称]".to_owned())
        }
        (Unpaired::Open(_), "[") => {
            ("这个 [ 没有对应的 ]".to_owned(), "请在它的最后一行之后补上 ]".to_owned())
        }
        (Unpaired::Open(_), _) => {
            ("这个 { 没有对应的 }".to_owned(), "请在它的最后一项之后补上 }".to_owned())
        }
        (Unpaired::Closed(_), mark) => {
            let help = format!("请删去这个 {mark}，或补上它前面缺的括号");
            (format!("这个 {mark} 前面没有对应的括号"), help)
        }
    };
    Problem::error("toml-syntax", "括号没有配对").at(Place::new(file, at..at + 1), label).help(help)
}

/// A problem from one error.
fn problem(error: &Error, file: FileNumber, text: &str) -> Problem {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = error.message();
    let words = in_words(text, span.start);
    let found = || full_width(text, span.start).or_else(|| value_of(text, span.start));
    let found = if words { None } else { found() };
    if let Some((range, headline, help)) = found {
        let place = Place::new(file, range);
        return Problem::error("toml-syntax", headline).at(place, "请改正").help(help);
    }
    let (headline, help) = explain(message);
    let (place, label) = match headline {
        "两项之间缺少逗号" => (code_before(text, span.start), "这后面要有逗号"),
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
        ("unclosed array", "方括号没有配对", "请在最后一行之后补上 ]"),
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
            _ if !quoted
                && "“”‘’＝，、（）［］｛｝【】＃：；。．　！？《》０１２３４５６７８９－"
                    .contains(c) =>
            {
                let at = start + offset;
                let headline = format!("这里用了全角符号“{c}”");
                let help = "数字、引号、等号、逗号、括号、小数点都要用半角（英文输入法）";
                return Some((at..at + c.len_utf8(), headline, help));
            }
            _ => {}
        }
    }
    None
}

/// A value written as TOML does not allow it, in the line of an error.
fn value_of(text: &str, at: usize) -> Option<Found> {
    let (start, line) = line_at(text, at)?;
    let before = line.get(..at.checked_sub(start)?)?;
    let equals = before.rfind('=')?;
    let value = line.get(equals + 1..)?;
    let blanks = value.len() - value.trim_start().len();
    let value = value.trim_start();
    let end = value.find(['#', '}']).unwrap_or(value.len());
    let end = value.find(", ").map_or(end, |comma| comma.min(end));
    let value = value.get(..end)?.trim_end();
    let place = start + equals + 1 + blanks;
    let range = place..place + value.len();
    let Some(first) = value.chars().next() else {
        let range = place.saturating_sub(1)..place;
        return Some((range, "等号后面没有内容".to_owned(), "请写上内容；没有内容的字段整行删去"));
    };
    let bare = value.trim_end_matches(',');
    let (headline, help) = if matches!(first, '"' | '\'' | '[' | '{') {
        return None;
    } else if !bare.contains(',') && Money::parse(bare).is_ok() {
        if bare == value {
            return None;
        }
        ("多写了逗号".to_owned(), "请删去行末的逗号；只有 [ ] 里的各行之间才写逗号")
    } else if is_date(value) {
        let help = "写法如 2023-09-05：月、日都写两位，用半角连字符，并且确有这一天";
        (format!("日期“{value}”不对"), help)
    } else if first.is_ascii_digit() || "-+.".contains(first) {
        let help = "金额写成 1234.56，不加单位和空格；带千分位逗号的两边要加引号，如 \"1,234.56\"";
        (format!("数“{value}”的写法不对"), help)
    } else {
        (format!("文字“{value}”没有加引号"), "文字两边要加半角双引号")
    };
    Some((range, headline, help))
}

/// Whether a value looks like a day: four digits and a mark that parts year and month.
fn is_date(value: &str) -> bool {
    let mut letters = value.chars();
    let year = letters.by_ref().take(4).filter(char::is_ascii_digit).count();
    let mark = letters.next();
    year == 4 && matches!(mark, Some('-' | '/' | '年')) || {
        let dots = value.matches('.').count();
        year == 4 && mark == Some('.') && dots == 2
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_before_a_place_skips_comments_and_blank_lines() {
        let text = "  { a = 1 }  # 注，\n\n  { a = 2 }";
        let range = code_before(text, text.len() - 9);
        assert_eq!(&text[range], "}");
    }
}
