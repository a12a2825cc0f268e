//! Names that some file systems hold for the same.

use unicode_normalization::UnicodeNormalization;

/// A name as file systems compare it that do not tell upper from lower case, or letters from their parts.
pub(crate) fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_one_file_elsewhere_are_the_same() {
        for (one, other) in
            [("Lib", "lib"), ("é", "e\u{301}"), ("É", "e\u{301}"), ("Å", "\u{212b}"), ("甲", "甲")]
        {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("lib", "lib2"), ("甲", "乙"), ("A", "Ａ"), ("a-b", "a b")] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }
}
