//! Words as they are compared: without blanks of any kind, in half-width letters, digits and brackets.

use unicode_normalization::UnicodeNormalization;

/// Words as they are compared.
pub(crate) fn plain(words: &str) -> String {
    narrow(words).filter(|c| !c.is_whitespace()).collect()
}

/// The same with the blanks within.
pub(super) fn spaced(words: &str) -> String {
    narrow(words).collect::<String>().trim().to_owned()
}

/// Whether a sign is a number and no digit of either width, such as `⑤`, `²` or `Ⅷ`: what it stands for is a guess.
pub(crate) fn is_other_number(c: char) -> bool {
    c.is_numeric() && !matches!(c, '0'..='9' | '０'..='９')
}

/// Words with half-width signs, without what cannot be seen.
fn narrow(words: &str) -> impl Iterator<Item = char> {
    let seen = words.nfkc().filter(|c| c.is_whitespace() || !c.is_control());
    // Not blanks by the letter, but as invisible.
    seen.filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_blanks_do_not_count() {
        for (words, wanted) in [
            ("合    计", "合计"),
            ("合　计\u{a0}", "合计"),
            ("２０４０６０１", "2040601"),
            ("因公出国（境）费", "因公出国(境)费"),
            ("金额单位： 元", "金额单位:元"),
            ("\u{feff}项\n目", "项目"),
        ] {
            assert_eq!(plain(words), wanted);
        }
    }
}
