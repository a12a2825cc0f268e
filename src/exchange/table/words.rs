//! Words as they are compared: without blanks of any kind, in half-width letters, digits and brackets.

use unicode_normalization::UnicodeNormalization;

/// Words as they are compared.
pub(crate) fn plain(words: &str) -> String {
    let narrow = words.nfkc().filter(|c| !c.is_whitespace() && !c.is_control());
    // Not blanks by the letter, but as invisible.
    narrow.filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')).collect()
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
