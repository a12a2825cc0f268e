//! Characters that look like usual ones and are others.

use unicode_normalization::UnicodeNormalization;

/// The usual character that another one looks like.
pub(in crate::check) fn usual(c: char) -> Option<char> {
    /// Radicals of the supplement that stand for characters, and the characters.
    const RADICALS: [(char, char); 24] = [
        ('⺀', '冫'),
        ('⺁', '厂'),
        ('⺈', '刀'),
        ('⺊', '卜'),
        ('⺌', '小'),
        ('⺍', '小'),
        ('⺝', '月'),
        ('⺟', '母'),
        ('⺠', '民'),
        ('⺢', '水'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻢', '马'),
        ('⻬', '齐'),
    ];
    if !matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}') {
        return None;
    }
    let listed = RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, usual)| *usual);
    let mut folded = std::iter::once(c).nfkc();
    let folded = folded.next().filter(|folded| *folded != c);
    listed.or(folded)
}

/// Words with the usual characters in the place of those that look like them.
pub(in crate::check) fn folded(words: &str) -> String {
    words.chars().map(|c| usual(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_have_a_usual_character() {
        for (alike, right) in [
            ('⽤', '用'),
            ('⼈', '人'),
            ('⾏', '行'),
            ('⼯', '工'),
            ('\u{f98a}', '力'),
            ('⻚', '页'),
            ('⻓', '长'),
        ] {
            assert_eq!(usual(alike), Some(right), "{alike}");
        }
        for fine in ['用', '人', 'Ａ', '①', '﹁', '〇'] {
            assert_eq!(usual(fine), None, "{fine}");
        }
    }
}
