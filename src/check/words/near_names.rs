//! Names that are all but written: a character left out, another one in its place, or two of them turned round.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::words::characters::is_han;
use crate::check::words::pattern::Pattern;
use crate::steps::count;

/// Names that are looked for.
#[derive(Debug, Default)]
pub(in crate::check) struct Names {
    /// The names.
    names: Vec<Name>,
    /// Which of them begin with two characters.
    begin: BTreeMap<[char; 2], Vec<usize>>,
    /// Which of them end with two characters.
    end: BTreeMap<[char; 2], Vec<usize>>,
    /// For every pair of characters that any begins or ends with, one bit by what the pair comes to.
    pairs: Vec<u64>,
    /// For the first character of each of these pairs, one bit by what it comes to.
    firsts: Vec<u64>,
}

/// One name.
#[derive(Debug)]
struct Name {
    /// Its characters.
    characters: Vec<char>,
    /// The same from the last to the first.
    reversed: Vec<char>,
    /// Whether another character in the place of one is looked for, which short names have by right: 患者满意度, 患儿满意度.
    replaced: bool,
    /// What is measured by it: where one of these follows, another character in the place of one is a slip in short names
    /// as well.
    measured: Vec<String>,
}

/// A name all but written.
#[derive(Debug, Clone, Copy)]
struct Slip {
    /// How many characters of the text it has.
    length: usize,
    /// Whether it is one only where what follows is measured by the name.
    if_measured: bool,
}

/// The shortest name that is looked for.
const SHORTEST: usize = 5;

/// The shortest name of which another character in the place of one is looked for.
const REPLACED: usize = 8;

/// How many words of 64 bits there are for the pairs: so many that few other pairs come to the same bit.
const WORDS: usize = 512;

/// Characters that people leave out of a name, or put in, without changing it.
const LIGHT: &str = "的和与及或等类款项内外上下前后性率量度额总各县市区省级";

/// What is one character off a name and is right as well.
const RIGHT: [&str; 7] = [
    "政策性基金",
    "政府性资金",
    "机关运转经费",
    "机关运行费",
    "公务用车运行维修费",
    "公务车运行维护费",
    "公务车购置费",
];

impl Names {
    /// Adds a name; of fixed terms another character in the place of one is looked for however short they are.
    pub(in crate::check) fn add(&mut self, name: &str, fixed: bool) {
        self.add_measured(name, fixed, Vec::new());
    }

    /// Adds a name with the numbers that it is measured in.
    pub(in crate::check) fn add_measured(
        &mut self,
        name: &str,
        fixed: bool,
        measured: Vec<String>,
    ) {
        let characters: Vec<char> = name.chars().collect();
        let length = characters.len();
        let (Some(begin), Some(end)) =
            (pair(&characters, 0), pair(&characters, length.saturating_sub(2)))
        else {
            return;
        };
        if length < SHORTEST {
            return;
        }
        let mut known = self.begin.get(&begin).into_iter().flatten().copied();
        let same = |number: &usize| {
            self.names.get(*number).is_some_and(|known| known.characters == characters)
        };
        if let Some(known) = known.find(same) {
            // Indicators of several projects have one name.
            if let Some(known) = self.names.get_mut(known) {
                known.measured.extend(measured);
            }
            return;
        }
        let number = self.names.len();
        self.begin.entry(begin).or_default().push(number);
        self.end.entry(end).or_default().push(number);
        self.pairs.resize(WORDS, 0);
        self.firsts.resize(WORDS, 0);
        for pair in [begin, end] {
            mark(&mut self.pairs, sum_of(pair));
            let [first, _] = pair;
            mark(&mut self.firsts, first as usize);
        }
        let reversed = characters.iter().rev().copied().collect();
        let replaced = fixed || length >= REPLACED;
        self.names.push(Name { characters, reversed, replaced, measured });
    }

    /// The places of a text where a name is all but written, each with the name.
    pub(in crate::check) fn near(&self, text: &str) -> Vec<(Range<usize>, String)> {
        static TITLE: Pattern = Pattern::new("《[^》\n]*》");
        let places = self.places(text);
        if places.is_empty() {
            return Vec::new();
        }
        let characters: Vec<char> = text.chars().collect();
        let mut reversed: Vec<char> = Vec::new();
        let told = |name: &Name, range: &Range<usize>, slip: &Slip| {
            let behind = characters.get(range.end..).unwrap_or_default();
            !slip.if_measured || measures(behind, &name.measured)
        };
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for at in places {
            let Some(two) = pair(&characters, at) else { break };
            for number in self.begin.get(&two).into_iter().flatten() {
                let rest = characters.get(at..).unwrap_or_default();
                let Some(name) = self.names.get(*number) else { continue };
                let slip = name.forward(rest).map(|slip| (at..at + slip.length, slip));
                let slip = slip.filter(|(range, slip)| told(name, range, slip));
                found.extend(slip.map(|(range, _)| (range, *number)));
            }
            let end = at + 2;
            for number in self.end.get(&two).into_iter().flatten() {
                let Some(name) = self.names.get(*number) else { continue };
                let before = characters.get(..end).unwrap_or_default();
                reversed.clear();
                reversed.extend(before.iter().rev().take(name.reversed.len()));
                let slip = name.backward(&reversed).map(|slip| (end - slip.length..end, slip));
                let slip = slip.filter(|(range, slip)| told(name, range, slip));
                found.extend(slip.map(|(range, _)| (range, *number)));
            }
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup_by(|next, first| next.0.start < first.0.end);
        if found.is_empty() {
            return Vec::new();
        }
        let titles: Vec<Range<usize>> = TITLE.ranges(text).collect();
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let bytes = |range: Range<usize>| -> Option<Range<usize>> {
            Some(*places.get(range.start)?..*places.get(range.end)?)
        };
        let near = found.into_iter().filter_map(|(range, number)| {
            let range = bytes(range)?;
            let words = text.get(range.clone())?;
            let name: String = self.names.get(number)?.characters.iter().collect();
            let right = RIGHT.contains(&words)
                || titles.iter().any(|title| title.contains(&range.start))
                || self.is_of_another(words);
            (!right).then_some((range, name))
        });
        near.collect()
    }

    /// The numbers of the characters of a text that are, with the next one, like the beginning or the end of a name.
    fn places(&self, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        let (mut begun, mut length) = (None, 0);
        for (at, c) in text.chars().enumerate() {
            let pair = begun.map(|first| [first, c]);
            if pair.is_some_and(|pair| is_marked(&self.pairs, sum_of(pair))) {
                places.push(at - 1);
            }
            begun = is_marked(&self.firsts, c as usize).then_some(c);
            length = at;
        }
        count(length);
        places
    }

    /// Whether some words stand in one of the names.
    fn is_of_another(&self, words: &str) -> bool {
        self.names.iter().any(|name| name.characters.iter().collect::<String>().contains(words))
    }
}

impl Name {
    /// How many characters of a text make the name all but for one slip, the first two being right.
    fn forward(&self, text: &[char]) -> Option<Slip> {
        self.slip(&self.characters, text)
    }

    /// The same from the end, the last two being right; the text is read from the last character to the first.
    fn backward(&self, text: &[char]) -> Option<Slip> {
        self.slip(&self.reversed, text)
    }

    /// How many characters of a text make the name all but for one slip, both read in one direction.
    fn slip(&self, name: &[char], text: &[char]) -> Option<Slip> {
        let length = name.len();
        let text = text.get(..length).unwrap_or(text);
        let at = name.iter().zip(text).position(|(one, other)| one != other)?;
        let (own, other) = (*name.get(at)?, *text.get(at)?);
        let tail = |from: usize| name.get(from..).unwrap_or_default();
        let rest = |from: usize| text.get(from..).unwrap_or_default();
        let plain = |length: usize| Some(Slip { length, if_measured: false });
        // Two of them turned round.
        if let (Some(next), Some(after)) = (name.get(at + 1), text.get(at + 1))
            && own == *after
            && other == *next
            && rest(at + 2) == tail(at + 2)
        {
            return plain(length);
        }
        // The last one belongs to what stands behind as likely.
        if at + 1 == length {
            return None;
        }
        if rest(at).starts_with(tail(at + 1)) && is_heavy(own) {
            return plain(length - 1);
        }
        if rest(at + 1) != tail(at + 1) {
            return None;
        }
        let joined = |c: char| "和与及".contains(c);
        let letters = self.replaced
            && (is_heavy(own) && is_heavy(other) && is_han(other) || joined(own) && joined(other))
            && !EXCHANGED.contains(&(own, other))
            && !APART.iter().any(|kin| kin.contains(own) && kin.contains(other));
        // Another number is another year or another part.
        let digits = own.is_ascii_digit() && other.is_ascii_digit();
        let measured = !self.measured.is_empty() && is_han(own) && is_han(other);
        (letters || digits || measured)
            .then_some(Slip { length, if_measured: !(letters || digits) })
    }
}

/// Whether one of some numbers follows in the clause.
fn measures(behind: &[char], numbers: &[String]) -> bool {
    let clause = behind.iter().take(FOLLOWING).take_while(|c| !"，。；\n".contains(**c));
    let clause: String = clause.collect();
    let mut written = clause.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    written.any(|number| numbers.iter().any(|own| own == number))
}

/// How many characters after a name its number is looked for in.
const FOLLOWING: usize = 20;

/// Characters that tell things of one kind apart: 第一小学, 第二小学; 城东, 城西.
const APART: [&str; 3] =
    ["〇零一二三四五六七八九十", "东西南北中上下左右前后内外", "老新大小男女儿"];

/// Characters that stand for one another in words that are both right.
const EXCHANGED: [(char, char); 6] =
    [('预', '决'), ('决', '预'), ('缴', '交'), ('收', '支'), ('支', '收'), ('增', '减')];

/// Whether a character cannot be left out or exchanged without a slip.
fn is_heavy(c: char) -> bool {
    c.is_alphanumeric() && !LIGHT.contains(c)
}

/// The pair of characters at a place.
fn pair(characters: &[char], at: usize) -> Option<[char; 2]> {
    Some([*characters.get(at)?, *characters.get(at + 1)?])
}

/// What a pair comes to, by which few are taken for others.
fn sum_of([one, other]: [char; 2]) -> usize {
    let mixed = (one as u32).wrapping_mul(0x9e37_79b1) ^ (other as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 17) as usize
}

/// Sets the bit of a sum.
fn mark(bits: &mut [u64], sum: usize) {
    if let Some(word) = bits.get_mut(sum / 64 % WORDS) {
        *word |= 1 << (sum % 64);
    }
}

/// Whether the bit of a sum is set.
fn is_marked(bits: &[u64], sum: usize) -> bool {
    bits.get(sum / 64 % WORDS).is_some_and(|word| word & (1 << (sum % 64)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that a text all but writes.
    fn near(text: &str) -> Vec<String> {
        let mut names = Names::default();
        for name in ["一般公共预算", "政府性基金", "机关运行经费", "住房公积金", "“三公”经费"]
        {
            names.add(name, true);
        }
        for name in [
            "机关事业单位基本养老保险缴费支出",
            "公务员医疗补助",
            "职业年金缴费",
            "患者满意度",
            "2024年高标准农田建设项目",
            "县域内就诊率",
        ] {
            names.add(name, false);
        }
        names.add_measured("村民满意度", false, vec!["93.5".to_owned()]);
        names.near(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn slips_in_names_are_known() {
        for (text, name) in [
            ("一般共预算支出增加", "一般公共预算"),
            ("一般公用预算拨款", "一般公共预算"),
            ("用于职工住公积金", "住房公积金"),
            ("职工住公房积金缴存", "住房公积金"),
            ("“三”经费减少", "“三公”经费"),
            ("机关行运经费", "机关运行经费"),
            ("公务医疗补助的单位缴费", "公务员医疗补助"),
            ("单位职年业金缴费", "职业年金缴费"),
            ("机关事业单位基本养老保脸缴费支出", "机关事业单位基本养老保险缴费支出"),
            ("患满意度93%", "患者满意度"),
            ("“2023年高标准农田建设项目”", "2024年高标准农田建设项目"),
            ("2024年高标农田建设项目", "2024年高标准农田建设项目"),
            ("村名满意度达到93.5%", "村民满意度"),
        ] {
            assert_eq!(near(text), [name], "{text}");
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        for fine in [
            "一般公共预算、政府性基金、机关运行经费",
            "一般公共决算",
            "政策性基金",
            "机关运转经费",
            "职业年金单位缴费",
            "企业年金缴费",
            "患儿满意度",
            "县域就诊率",
            "住房公积金管理中心",
            "公务员的医疗补助",
            "公务员医保补助",
            "三公经费",
            "《机关运作经费管理办法》",
            "高标准农田建设项目",
            "村干满意度达到90%",
        ] {
            assert!(near(fine).is_empty(), "{fine}: {:?}", near(fine));
        }
    }
}
