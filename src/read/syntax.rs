//! Mistakes in the writing of TOML, in the user's words.

use toml::de::Error;

use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;

/// A problem from what the TOML parser says.
pub(super) fn problem(error: &Error, file: FileNumber, text: &str) -> Problem {
    let span = error.span().unwrap_or(text.len()..text.len());
    if let Some((at, mark)) = full_width(text, span.start) {
        return Problem::error("toml-syntax", format!("这里用了全角符号“{mark}”"))
            .at(Place::new(file, at..at + mark.len_utf8()), "请改成半角")
            .help("引号、等号、逗号、括号都要用半角（英文输入法）");
    }
    let (headline, help) = explain(error.message());
    Problem::error("toml-syntax", headline)
        .at(Place::new(file, span), "从这里起读不下去")
        .help(help)
}

/// A full-width mark in the line of an error, outside comments and closed quotes.
fn full_width(text: &str, at: usize) -> Option<(usize, char)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?;
    let mut quoted = false;
    for (offset, c) in line.char_indices() {
        match c {
            '"' | '\'' => quoted = !quoted,
            '#' if !quoted => return None,
            '“' | '”' | '‘' | '’' | '＝' | '，' | '、' | '（' | '）' | '［' | '］' | '｛'
            | '｝' | '【' | '】' | '＃' | '：' | '。' | '　'
                if !quoted =>
            {
                return Some((start + offset, c));
            }
            _ => {}
        }
    }
    None
}

/// The parser's English message in Chinese, and what to do.
fn explain(message: &str) -> (&'static str, &'static str) {
    let known: [(&str, &str, &str); 12] = [
        ("duplicate key", "同一个字段写了两次", "请删去其中一个"),
        ("missing assignment", "字段名后面缺少等号", "写法是 字段名 = 内容"),
        ("missing value", "等号后面没有内容", "写法是 字段名 = 内容；没有内容的字段请整行删去"),
        ("missing comma", "两项之间缺少逗号", "一行 { … } 结束后要写逗号"),
        ("extra comma", "多写了逗号", "请删去多余的逗号（请用半角逗号）"),
        ("unclosed array", "方括号没有配对", "请补上 ]"),
        ("unclosed inline table", "花括号没有配对", "请补上 }"),
        ("unclosed table", "表头的方括号没有配对", "表头写法是 [名称]"),
        (
            "invalid unquoted key",
            "字段名中有不允许的字符",
            "字段名只能用小写英文字母、数字和连字符",
        ),
        (
            "invalid basic string",
            "文字的引号没有配对",
            "文字两边用半角双引号 \"；多行文字两边各用三个",
        ),
        ("invalid multi-line", "多行文字的引号没有配对", "多行文字两边各用三个半角双引号 \"\"\""),
        ("string values must be quoted", "文字没有加引号", "文字两边请加半角双引号 \""),
    ];
    known.iter().find(|(part, ..)| message.contains(part)).map_or(
        (
            "这里不符合 TOML 的写法",
            "请检查引号、逗号、等号和括号是否用了半角字符并且配对；文字两边要加半角双引号",
        ),
        |(_, headline, help)| (*headline, *help),
    )
}
