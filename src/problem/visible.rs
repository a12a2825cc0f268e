//! Characters that steer a terminal in place of being shown, made visible.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character steers what is shown around it, and is not shown itself.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// A text with such characters spelt out; its own lines and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| steers(c) && c != '\n' && c != '\t';
    if !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            c if !is_bad(c) => shown.push(c),
            '\u{7f}' => shown.push('␡'),
            c @ '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + c as u32)),
            c => {
                let _ = write!(shown, "‹U+{:04X}›", c as u32);
            }
        }
    }
    Cow::Owned(shown)
}

/// A text in one line.
pub(crate) fn in_one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// A text of the same length in bytes with signs in place of such characters, but for those of ASCII: an excerpt's places
/// stay where they are.
pub(crate) fn same_length(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| steers(c) && !c.is_ascii();
    if !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c.len_utf8() {
        2 => '·',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(|c| if is_bad(c) { sign(c) } else { c }).collect())
}

/// A JSON text in which such characters stand as escapes, which say the same.
pub(crate) fn escaped(json: &str) -> Cow<'_, str> {
    let is_bad = |c: char| steers(c) && !matches!(c, '\n' | '\t' | '\r');
    if !json.contains(is_bad) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_bad(character) {
            let _ = write!(text, "\\u{:04x}", character as u32);
        } else {
            text.push(character);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that steers.
    fn all() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|c| steers(*c))
    }

    #[test]
    fn nothing_that_is_shown_steers() {
        for character in all() {
            let text = format!("一{character}二");
            let shown = visible(&text);
            assert!(shown.chars().all(|c| !steers(c) || c == '\n' || c == '\t'), "{character:?}");
            assert!(shown.starts_with('一') && shown.ends_with('二'), "{character:?}");
            let same = same_length(&text);
            assert_eq!(same.len(), text.len(), "{character:?}");
            assert!(same.chars().all(|c| !steers(c) || c.is_ascii()), "{character:?}");
        }
        assert_eq!(visible("\u{1b}[2J\u{9b}31m\u{202e}"), "␛[2J‹U+009B›31m‹U+202E›");
        for plain in ["", "某单位\n\t第二行", "“引号”——〇，1,000.00", "e\u{301}👨\u{200d}👩"]
        {
            assert_eq!(visible(plain), plain);
        }
        assert_eq!(in_one_line("好\n  核对 1 份\r\n"), "好 核对 1 份");
    }

    #[test]
    fn an_escaped_json_says_the_same() {
        for character in all() {
            let value = serde_json::json!({ "name": format!("一{character}二") });
            let text = serde_json::to_string_pretty(&value).unwrap();
            let escaped = escaped(&text);
            assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
            assert!(escaped.chars().all(|c| !steers(c) || c == '\n'), "{character:?}");
        }
    }
}
