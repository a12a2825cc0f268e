//! What kinds of characters a passage has, found in one pass: a rule then reads only the passages that it can concern.

/// A set of kinds of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Traits(u32);

/// Defines the kinds, one bit each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)+) => {
        impl Traits {
            $($(#[$doc])* pub(in crate::check) const $name: Self = Self(1 << $bit);)+
        }
    };
}

kinds! {
    /// ASCII digits.
    DIGIT = 0;
    /// Eleven ASCII digits or more, together or apart.
    MANY_DIGITS = 1;
    /// Two lower-case ASCII letters in a row.
    WORD = 2;
    /// Half-width punctuation.
    HALF_WIDTH = 3;
    /// Brackets and quotes of any kind that come in pairs.
    PAIRED = 4;
    /// Two marks of punctuation in a row.
    DOUBLED_MARK = 5;
    /// A blank of any kind.
    BLANK = 6;
    /// A character or a word of two that stands twice in a row.
    DOUBLED_WORD = 7;
    /// A conjunction or the end of a preposition right before a mark of punctuation.
    DANGLING = 8;
    /// Characters that placeholders begin with.
    PLACEHOLDER = 9;
    /// Signs that stand for something left out.
    SIGN = 10;
    /// A colon.
    COLON = 11;
    /// Characters of words about secrecy.
    SECRET = 12;
    /// Characters of addresses.
    ADDRESS = 13;
    /// A character of lists of persons.
    AND_SO_ON = 14;
    /// Letters, digits or the sign of a percentage that figures are written with.
    PER_CENT = 15;
}

impl Traits {
    /// The kinds of characters of a text.
    pub(in crate::check) fn of(text: &str) -> Self {
        let mut traits = 0;
        let mut digits = 0;
        // The characters before the present one, the nearest first.
        let mut before = ['\0'; 3];
        for c in text.chars() {
            let [last, second, third] = before;
            traits |= alone(c);
            if c.is_ascii_digit() {
                digits += 1;
            }
            if is_mark(c) && is_mark(last) {
                traits |= Self::DOUBLED_MARK.0;
            }
            if c.is_ascii_lowercase() && last.is_ascii_lowercase() {
                traits |= Self::WORD.0;
            }
            if !c.is_ascii() && (c == last || (c == second && last == third)) {
                traits |= Self::DOUBLED_WORD.0;
            }
            let stops = matches!(c, '，' | '。' | '；' | '、');
            if stops && matches!(last, '为' | '是' | '于' | '及' | '和' | '与' | '或') {
                traits |= Self::DANGLING.0;
            }
            let three = [second, last, c];
            if [['大', '小', '于'], ['减', '增', '加'], ['增', '减', '少']].contains(&three)
            {
                traits |= Self::PLACEHOLDER.0;
            }
            before = [c, last, second];
        }
        if digits >= 11 {
            traits |= Self::MANY_DIGITS.0;
        }
        Self(traits)
    }

    /// Whether it has some of these kinds.
    pub(in crate::check) fn has_any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// These kinds and those.
    pub(in crate::check) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The kinds of a character by itself.
fn alone(c: char) -> u32 {
    let is = |kinds: &[Traits]| kinds.iter().fold(0, |all, kind| all | kind.0);
    match c {
        '0'..='9' => is(&[Traits::DIGIT]),
        ',' | ';' | '!' | '.' => is(&[Traits::HALF_WIDTH]),
        ':' => is(&[Traits::HALF_WIDTH, Traits::COLON]),
        '?' => is(&[Traits::HALF_WIDTH, Traits::PLACEHOLDER]),
        '：' => is(&[Traits::COLON]),
        '%' | '％' => is(&[Traits::PER_CENT]),
        '(' | ')' | '（' | '）' => is(&[Traits::PAIRED, Traits::PLACEHOLDER]),
        '“' | '”' | '‘' | '’' | '《' | '》' | '【' | '】' | '〔' | '〕' | '「' | '」' | '『'
        | '』' | '〈' | '〉' | '{' | '}' | '[' | ']' | '［' | '］' | '﹝' | '﹞' | '〖' | '〗'
        | '<' | '>' => is(&[Traits::PAIRED]),
        'X' | 'x' => is(&[Traits::SIGN, Traits::PLACEHOLDER]),
        'Ｘ' | 'ｘ' | '×' | '✕' | '╳' | '*' | '＊' | '○' => is(&[Traits::SIGN]),
        'a'..='z'
        | 'A'..='Z'
        | '#'
        | '＃'
        | '\u{FFFD}'
        | '？'
        | '_'
        | '＿'
        | '…'
        | '□'
        | '某'
        | '待'
        | '此' => is(&[Traits::PLACEHOLDER]),
        '密' | '内' | '外' | '予' | '仅' | '供' | '限' => is(&[Traits::SECRET]),
        '址' | '栋' | '幢' | '楼' | '元' => is(&[Traits::ADDRESS]),
        '等' => is(&[Traits::AND_SO_ON]),
        ' ' | '\t' | '\n' | '\r' | '\u{3000}' | '\u{a0}' => is(&[Traits::BLANK]),
        c if c.is_whitespace() => is(&[Traits::BLANK]),
        _ => 0,
    }
}

/// Whether a character is a mark of punctuation that can be doubled.
fn is_mark(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_kinds_of_its_characters() {
        for (text, kind) in [
            ("共3人", Traits::DIGIT),
            ("138-0000-0000", Traits::MANY_DIGITS),
            ("老人 and 五保户", Traits::WORD),
            ("收入,支出", Traits::HALF_WIDTH),
            ("（一", Traits::PAIRED),
            ("完成。。", Traits::DOUBLED_MARK),
            ("管理 制度", Traits::BLANK),
            ("进行进行", Traits::DOUBLED_WORD),
            ("用的的", Traits::DOUBLED_WORD),
            ("水平和，", Traits::DANGLING),
            ("某某项目", Traits::PLACEHOLDER),
            ("×××", Traits::SIGN),
            ("内部资料", Traits::SECRET),
        ] {
            assert!(Traits::of(text).has_any(kind), "{text}");
            assert!(!Traits::of("完成全年工作").has_any(kind), "{text}");
        }
        assert_eq!(Traits::of(""), Traits(0));
    }
}
