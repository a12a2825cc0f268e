//! Words that only fill a field.

use crate::model::text::Text;

/// What is written where there is nothing to say, without its signs.
const STOPGAPS: [&str; 11] =
    ["", "无", "其他", "其它", "略", "同上", "暂无", "不涉及", "不适用", "无偏差", "没有"];

/// Whether words say more than that there is nothing to say.
pub(in crate::check) fn says_something(words: &str) -> bool {
    let words: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    !STOPGAPS.contains(&words.as_str())
}

/// The same of a text; one that was not written says nothing.
pub(in crate::check) fn text_says_something(text: Option<&Text>) -> bool {
    text.is_some_and(|text| says_something(&text.joined()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopgaps_say_nothing() {
        for nothing in ["", "无", "无。", "—", "/", "（略）", "不适用。", " 暂无 "] {
            assert!(!says_something(nothing), "{nothing}");
        }
        for something in ["无车辆购置", "人员增加", "其他人员增加"] {
            assert!(says_something(something), "{something}");
        }
    }
}
