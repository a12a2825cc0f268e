//! Words as TOML writes them.

use std::fmt::Write as _;

/// Words between quotes on one line; line breaks are escaped.
pub(crate) fn quoted(words: &str) -> String {
    format!("\"{}\"", escaped(words))
}

/// A key of the user's own: in quotes where it has more than letters and digits of ASCII.
pub(crate) fn key_of(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// Paragraphs, one a line, between threefold quotes.
pub(crate) fn lines(paragraphs: &[String]) -> String {
    let lines: Vec<String> = paragraphs.iter().map(|paragraph| escaped(paragraph)).collect();
    format!("\"\"\"\n{}\n\"\"\"", lines.join("\n"))
}

/// Words with escapes for what may not stand between quotes.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{:04X}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What TOML reads for a value.
    fn read(value: &str) -> String {
        let text = format!("key = {value}\n");
        let table = toml::de::DeTable::parse(&text).unwrap();
        table.get_ref().get("key").unwrap().get_ref().as_str().unwrap().to_owned()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(words in "(\\PC|[\"\\\\\n\r\t\u{1}\u{7f}\u{85}#']){0,40}") {
            prop_assert_eq!(read(&quoted(&words)), words);
        }

        #[test]
        fn paragraphs_stay_apart(words in prop::collection::vec("(\\PC|[\"\\\\\t#']){1,20}", 1..4)) {
            let read = read(&lines(&words));
            let read: Vec<&str> = read.lines().collect();
            prop_assert_eq!(read, words);
        }
    }
}
