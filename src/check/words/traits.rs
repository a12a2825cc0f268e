//! What kinds of characters a passage has, found in one pass: a rule then reads only the passages that it can concern.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::model::unseen::{UNSEEN, is_unseen};

/// A set of kinds of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Traits(u64);

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
    /// Eleven ASCII digits or more, some of them in a long run that blanks and dashes may part.
    MANY_DIGITS = 1;
    /// Two lower-case ASCII letters in a row.
    WORD = 2;
    /// Half-width punctuation after a character that is not ASCII.
    SIGN_AFTER_WIDE = 3;
    /// Half-width punctuation before a character that is not ASCII.
    SIGN_BEFORE_WIDE = 4;
    /// Half-width round brackets.
    HALF_BRACKET = 5;
    /// Half-width quotes.
    HALF_QUOTE = 6;
    /// Escapes, which are blanked out.
    ESCAPED = 7;
    /// Brackets and quotes of any kind that come in pairs.
    PAIRED = 8;
    /// A bracket with the first digit of a year in it.
    YEAR_IN_BRACKETS = 9;
    /// Two marks of punctuation in a row.
    DOUBLED_MARK = 10;
    /// A blank of any width after a character that is not ASCII.
    BLANK = 11;
    /// A character or a word of two that stands twice in a row.
    DOUBLED_WORD = 12;
    /// A conjunction or the end of a preposition right before a mark of punctuation.
    DANGLING = 13;
    /// Signs that stand for something left out.
    SIGN = 14;
    /// What placeholders have that are known by a single character.
    PLACEHOLDER_SIGN = 15;
    /// 某某.
    SOME = 16;
    /// 待 before a word for filling in.
    TO_BE_FILLED = 17;
    /// 此处.
    HERE = 18;
    /// A bracket after the end of a word that has an opposite.
    OR_ELSE = 19;
    /// A bracket with the beginning of an instruction in it.
    INSTRUCTION = 20;
    /// 小于, as in 大小于.
    BELOW = 21;
    /// 减增 or 增减.
    MORE_OR_LESS = 22;
    /// The word for secrecy.
    SECRET = 23;
    /// 内部.
    INTERNAL = 24;
    /// 外传.
    PASSED_ON = 25;
    /// 对外.
    TO_OTHERS = 26;
    /// 予公, as in 不予公开.
    DISCLOSED = 27;
    /// The character of addresses.
    PLACE = 28;
    /// 号楼.
    BUILDING = 29;
    /// A building after a digit.
    BLOCK = 30;
    /// 单元.
    STAIRCASE = 31;
    /// A digit or numeral after 等, as in a list of persons.
    AND_SO_MANY = 32;
    /// A figure before 元 or a sign of multiplication.
    SUM = 33;
    /// A colon after the end of a label of persons.
    LABEL = 34;
    /// 年 after a digit or a blank.
    YEAR = 35;
    /// The word for a grade after what comes before a grade.
    GRADE = 36;
    /// A sign of equality.
    EQUALS = 37;
    /// 元.
    YUAN = 38;
    /// A radical or a compatibility character, which looks like a usual one.
    LOOK_ALIKE = 39;
    /// A character that shows nothing, or another thing on every machine.
    UNSEEN = 40;
    /// Words of rates, and what stands before a rate that lacks its sign.
    RATE = 41;
    /// The end of a number where a sign of per cent may be left out.
    BARE_END = 42;
    /// A number from 个 and the beginning of what an office is parted into.
    PARTED = 43;
    /// A negative number or nought after the end of a word for more or less.
    BY_NOTHING = 44;
    /// A number after the end of a word for a course.
    COME_TO = 45;
    /// The end of a word before a number that may be a rate without its sign.
    BEFORE_BARE = 46;
}

impl Traits {
    /// Half-width punctuation beside a character that is not ASCII.
    pub(in crate::check) const HALF_WIDTH: Self = Self::SIGN_AFTER_WIDE.or(Self::SIGN_BEFORE_WIDE);
    /// What placeholders begin with or have in them.
    pub(in crate::check) const PLACEHOLDER: Self = Self::PLACEHOLDER_SIGN
        .or(Self::SOME)
        .or(Self::TO_BE_FILLED)
        .or(Self::HERE)
        .or(Self::OR_ELSE)
        .or(Self::INSTRUCTION)
        .or(Self::BELOW)
        .or(Self::MORE_OR_LESS);
    /// Words about secrecy.
    pub(in crate::check) const SECRECY: Self =
        Self::SECRET.or(Self::INTERNAL).or(Self::PASSED_ON).or(Self::TO_OTHERS).or(Self::DISCLOSED);
    /// Words of addresses.
    pub(in crate::check) const ADDRESS: Self =
        Self::PLACE.or(Self::BUILDING).or(Self::BLOCK).or(Self::STAIRCASE);

    /// The kinds of characters of a text.
    pub(in crate::check) fn of(text: &str) -> Self {
        let table = &*TABLE;
        let mut traits = 0;
        let (mut digits, mut run, mut longest) = (0_usize, 0_usize, 0_usize);
        // The characters before the present one, the nearest first.
        let mut before = ['\0'; 3];
        let mut begun = Kinds::default();
        for c in text.chars() {
            let kinds = table.kinds(c);
            traits |= kinds.alone | (begun.first & kinds.second);
            let [last, second, third] = before;
            if c.is_ascii() {
                let digit = c.is_ascii_digit();
                digits += usize::from(digit);
                run = if digit || (run > 0 && matches!(c, ' ' | '-')) { run + 1 } else { 0 };
                longest = longest.max(run);
            } else {
                run = 0;
                if c == last || (c == second && last == third) {
                    traits |= Self::DOUBLED_WORD.0;
                }
                if c > '\u{ffff}' && is_unseen(c) {
                    traits |= Self::UNSEEN.0;
                }
            }
            before = [c, last, second];
            begun = kinds;
        }
        if before.first().is_some_and(char::is_ascii_digit) {
            traits |= Self::BARE_END.0;
        }
        if digits >= 11 && longest >= 10 {
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

/// ASCII digits.
const DIGITS: &str = "0123456789";

/// Lower-case ASCII letters.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Half-width marks of punctuation.
const HALF_WIDTH: &str = ",;:?!.";

/// Marks of punctuation that can be doubled.
const MARKS: &str = "。，、；：！？,;:.";

/// Blanks that are no line ends.
const BLANKS: &str = " \t\u{a0}\u{2002}\u{2003}\u{3000}";

/// White space, as regular expressions understand it.
const SPACES: &str = concat!(
    " \t\n\u{b}\u{c}\r\u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}",
    "\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}",
);

/// Kinds that a single character has.
const ALONE: [(Traits, &str); 11] = [
    (Traits::DIGIT, DIGITS),
    (Traits::HALF_BRACKET, "()"),
    (Traits::HALF_QUOTE, "\"'"),
    (Traits::PAIRED, "()（）“”‘’《》【】〔〕「」『』〈〉{}[]［］﹝﹞〖〗<>"),
    (Traits::SIGN, "XxＸｘ×✕╳*＊○"),
    // The letters are those that the English placeholders begin with: TODO, TBD, FIXME, null, NaN, undefined, None,
    // PAGEREF, HYPERLINK, MERGEFIELD, Error.
    (Traits::PLACEHOLDER_SIGN, "#＃\u{FFFD}?？_＿…□【{TFNnuPHME«<&$"),
    (Traits::SECRET, "密"),
    (Traits::PLACE, "址"),
    (Traits::EQUALS, "=＝"),
    (Traits::YUAN, "元"),
    (Traits::RATE, "率占幅"),
];

/// Kinds that all characters of a block have.
const BLOCKS: [(Traits, RangeInclusive<char>); 2] =
    [(Traits::LOOK_ALIKE, '\u{2e80}'..='\u{2fdf}'), (Traits::LOOK_ALIKE, '\u{f900}'..='\u{faff}')];

/// Kinds that two characters in a row have; one that may be any wide character is left out here.
const IN_A_ROW: [(Traits, &str, &str); 43] = [
    (Traits::WORD, LETTERS, LETTERS),
    (Traits::DOUBLED_MARK, MARKS, MARKS),
    (Traits::DANGLING, "为是于及和与或", "，。；、"),
    (Traits::YEAR_IN_BRACKETS, "[［【（(〈<﹝{〖〔", "12"),
    (Traits::SOME, "某", "某"),
    (Traits::TO_BE_FILLED, "待", "补填完"),
    (Traits::HERE, "此", "处"),
    (Traits::OR_ELSE, "长加升于降少低门位", "（("),
    (Traits::INSTRUCTION, "（(", "如此请填列比参需应注若可根按各或部单"),
    (Traits::INSTRUCTION, "图内右略", "）)"),
    (Traits::INSTRUCTION, "具", "体"),
    (Traits::INSTRUCTION, "错", "误"),
    (Traits::INSTRUCTION, "=＝", "SIVRA"),
    (Traits::INSTRUCTION, DIGITS, "Ee"),
    (Traits::INSTRUCTION, ".", "."),
    (Traits::INSTRUCTION, "标容因0123456789", "：:"),
    (Traits::BELOW, "小", "于"),
    (Traits::MORE_OR_LESS, "减", "增"),
    (Traits::MORE_OR_LESS, "增", "减"),
    (Traits::INTERNAL, "内", "部"),
    (Traits::PASSED_ON, "外", "传"),
    (Traits::TO_OTHERS, "对", "外"),
    (Traits::DISCLOSED, "予", "公"),
    (Traits::BUILDING, "号", "楼"),
    (Traits::BLOCK, DIGITS, "栋幢"),
    (Traits::STAIRCASE, "单", "元"),
    (Traits::AND_SO_MANY, "等", "0123456789一二三四五六七八九十"),
    (Traits::SUM, "0123456789,.万", "元*×"),
    (Traits::LABEL, "名人象", "：:"),
    (Traits::YEAR, "0123456789 ", "年"),
    (Traits::GRADE, "为于到至“\"「", "优良中差"),
    (Traits::GRADE, SPACES, "优良中差"),
    (Traits::SIGN_AFTER_WIDE, "", HALF_WIDTH),
    (Traits::SIGN_BEFORE_WIDE, HALF_WIDTH, ""),
    (Traits::BLANK, "", BLANKS),
    (Traits::RATE, "意", "度"),
    (Traits::RATE, "比", "重例"),
    (Traits::BEFORE_BARE, "的于到达过比均成为是长升降高低了加少", DIGITS),
    (Traits::BEFORE_BARE, "例", "（"),
    (Traits::BARE_END, DIGITS, "万亿元以左，。；、）的\n"),
    (Traits::PARTED, "个家", "内职业直下所二预事行科处股部室单机中学站"),
    (Traits::BY_NOTHING, "加少长降低升高额了为", "-－−0"),
    (Traits::COME_TO, "到至为", DIGITS),
];

/// What a character is by itself, and what it may begin and end.
#[derive(Debug, Clone, Copy, Default)]
struct Kinds {
    /// The kinds that it has by itself.
    alone: u64,
    /// The kinds in a row that it can be the first character of.
    first: u64,
    /// The kinds in a row that it can be the second character of.
    second: u64,
}

/// What a character is that is not ASCII and of no kind by itself.
const WIDE: Kinds = Kinds {
    alone: 0,
    first: Traits::SIGN_AFTER_WIDE.0 | Traits::BLANK.0,
    second: Traits::SIGN_BEFORE_WIDE.0,
};

/// How many characters a page of the table has.
const PAGE: usize = 64;

/// How many pages there are up to U+FFFF; of those beyond, some cannot be seen and the others are of no kind.
const PAGES: usize = 0x10000 / PAGE;

/// The kinds of every character, in pages of which most are the same.
struct Table {
    /// The number of the page that a character is on, by the character's number over the size of a page.
    places: [u8; PAGES],
    /// The pages; the first has wide characters of no kind.
    pages: Vec<[Kinds; PAGE]>,
}

/// The table.
static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    /// The table, filled in.
    fn new() -> Self {
        let mut table = Self { places: [0; PAGES], pages: vec![[WIDE; PAGE]] };
        for ascii in ['\0', '@'] {
            table.own_page(ascii, Kinds::default());
        }
        for (kind, characters) in ALONE {
            characters.chars().for_each(|c| table.change(c, |kinds| kinds.alone |= kind.0));
        }
        for (kind, characters) in BLOCKS {
            characters.clone().for_each(|c| table.change(c, |kinds| kinds.alone |= kind.0));
        }
        for unseen in UNSEEN.into_iter().flatten() {
            table.change(unseen, |kinds| kinds.alone |= Traits::UNSEEN.0);
        }
        for (kind, first, second) in IN_A_ROW {
            first.chars().for_each(|c| table.change(c, |kinds| kinds.first |= kind.0));
            second.chars().for_each(|c| table.change(c, |kinds| kinds.second |= kind.0));
        }
        table
    }

    /// The kinds of a character.
    fn kinds(&self, c: char) -> Kinds {
        let (place, rest) = (c as usize / PAGE, c as usize % PAGE);
        let page = self.places.get(place).copied().unwrap_or_default();
        let kinds = self.pages.get(usize::from(page)).and_then(|page| page.get(rest));
        kinds.copied().unwrap_or_default()
    }

    /// Changes the kinds of a character.
    fn change(&mut self, c: char, change: impl Fn(&mut Kinds)) {
        let place = c as usize / PAGE;
        if self.places.get(place) == Some(&0) {
            self.own_page(c, WIDE);
        }
        let page = self.places.get(place).copied().unwrap_or_default();
        let page = self.pages.get_mut(usize::from(page));
        if let Some(kinds) = page.and_then(|page| page.get_mut(c as usize % PAGE)) {
            change(kinds);
        }
    }

    /// Gives the page of a character a place of its own.
    fn own_page(&mut self, c: char, kinds: Kinds) {
        let number = u8::try_from(self.pages.len());
        if let (Some(place), Ok(number)) = (self.places.get_mut(c as usize / PAGE), number) {
            *place = number;
            self.pages.push([kinds; PAGE]);
        }
    }
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
            ("收入,支出", Traits::SIGN_AFTER_WIDE),
            ("2%,支出", Traits::SIGN_BEFORE_WIDE),
            ("（一", Traits::PAIRED),
            ("〔2011", Traits::YEAR_IN_BRACKETS),
            ("完成。。", Traits::DOUBLED_MARK),
            ("管理 制度", Traits::BLANK),
            ("进行进行", Traits::DOUBLED_WORD),
            ("用的的", Traits::DOUBLED_WORD),
            ("水平和，", Traits::DANGLING),
            ("某某项目", Traits::PLACEHOLDER),
            ("增长（下降）", Traits::PLACEHOLDER),
            ("×××", Traits::SIGN),
            ("内部资料", Traits::SECRECY),
            ("2单元", Traits::ADDRESS),
            ("等三人", Traits::AND_SO_MANY),
            ("1.5万元", Traits::SUM),
            ("户名：", Traits::LABEL),
            ("2022 年", Traits::YEAR),
            ("属于 优", Traits::GRADE),
            ("满意度98", Traits::RATE),
            ("所占比重", Traits::RATE),
            ("完成95.2", Traits::BEFORE_BARE),
            ("比例（12", Traits::BEFORE_BARE),
            ("共95", Traits::BARE_END),
            ("完成95，", Traits::BARE_END),
            ("3个科室", Traits::PARTED),
            ("减少0元", Traits::BY_NOTHING),
            ("减至3人", Traits::COME_TO),
        ] {
            assert!(Traits::of(text).has_any(kind), "{text}");
            assert!(!Traits::of("完成全年工作").has_any(kind), "{text}");
        }
        assert_eq!(Traits::of(""), Traits(0));
    }

    #[test]
    fn digits_are_many_where_they_make_a_long_run() {
        for few in ["2022年1月2日3人45678元", "1234567890", "1 2 3 4 5"] {
            assert!(!Traits::of(few).has_any(Traits::MANY_DIGITS), "{few}");
        }
    }

    #[test]
    fn the_table_knows_what_is_wide_and_what_is_white() {
        let table = Table::new();
        assert!(table.pages.len() < 256);
        for c in (0..=0x1_0000).filter_map(char::from_u32) {
            let kinds = table.kinds(c);
            assert_eq!(kinds.first & WIDE.first == WIDE.first, !c.is_ascii(), "{c:?}");
            let graded = c.is_whitespace() || "为于到至“\"「".contains(c);
            assert_eq!(kinds.first & Traits::GRADE.0 != 0, graded, "{c:?}");
        }
    }
}
