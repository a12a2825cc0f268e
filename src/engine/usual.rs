//! The characters that every font that comes with the program has, known without reading one.

use std::sync::LazyLock;

/// The signs and characters of GB/T 2312, a row on each line.
const USUAL: &str = include_str!("usual.txt");

/// How many characters one word of the set tells of.
const BITS: usize = 64;

/// The set, a bit for each character up to U+FFFF.
static SET: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut set = vec![0; 0x1_0000 / BITS];
    for c in USUAL.chars().map(|c| c as usize) {
        if let Some(word) = set.get_mut(c / BITS) {
            *word |= 1_u64 << (c % BITS);
        }
    }
    set
});

/// Whether all characters of some words are printed by every font that comes with the program.
pub(crate) fn is_usual(words: &str) -> bool {
    let set = &*SET;
    words.chars().all(|c| {
        let (word, bit) = (c as usize / BITS, c as usize % BITS);
        c.is_ascii_graphic()
            || c.is_whitespace()
            || set.get(word).is_some_and(|word| word >> bit & 1 == 1)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::engine::fonts::Fonts;

    #[test]
    fn usual_words_are_known() {
        assert!(is_usual("“三公”经费　1.5万元（含公务接待费）—见附件①\n"));
        for rare in ['\u{200b}', '\u{e5e5}', '𤋮', '\u{7}', '㙦'] {
            assert!(!is_usual(&format!("增设{rare}")), "{rare:?}");
        }
    }

    #[test]
    fn every_chinese_font_has_them() {
        let fonts = Fonts::load(Path::new(env!("CARGO_MANIFEST_DIR")), None);
        for family in ["Noto Serif SC", "Noto Sans SC", "FandolKai", "FandolFang R"] {
            let faces = fonts.faces_of(family);
            let lacking: String =
                USUAL.chars().filter(|c| !c.is_whitespace() && !fonts.covers(&faces, *c)).collect();
            assert!(!faces.is_empty() && lacking.is_empty(), "{family}: {lacking}");
        }
    }
}
