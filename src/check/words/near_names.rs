//! Names that are all but written: a character left out, another one in its place, or two of them turned round; and what
//! nobody should write for them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::words::characters::is_han;
use crate::check::words::pattern::Pattern;
use crate::steps::count;

/// Names that are looked for.
#[derive(Debug, Default)]
pub(in crate::check) struct Names<'v> {
    /// The names.
    names: Vec<Name<'v>>,
    /// What nobody should write, each with the right name.
    former: Vec<(Vec<char>, &'static str)>,
    /// Which of the short ones begin or end with two characters.
    short: BTreeMap<[char; 2], Edges>,
    /// Which of the long ones begin or end with three.
    long: BTreeMap<[char; 3], Edges>,
    /// Where characters stand in these twos and threes.
    parts: Parts,
}

/// The numbers of the names that begin, and of those that end, with some characters.
#[derive(Debug, Default)]
struct Edges {
    /// Those that begin with them.
    begin: Vec<usize>,
    /// Those that end with them.
    end: Vec<usize>,
    /// What nobody should write that begins with them.
    former: Vec<usize>,
}

/// One name.
#[derive(Debug)]
struct Name<'v> {
    /// Its characters.
    characters: Vec<char>,
    /// The same from the last to the first.
    reversed: Vec<char>,
    /// Whether another character in the place of one is looked for, which short names have by right: 患者满意度, 患儿满意度.
    replaced: bool,
    /// What is measured by it: where the number of one of these follows, another character in the place of one is a slip in
    /// short names as well.
    measured: Vec<&'v str>,
}

/// What is wrong at a place.
#[derive(Debug, Clone, Copy)]
enum Wrong {
    /// It is all but the name of a number.
    Near(usize),
    /// It is what nobody should write: the right name.
    Former(&'static str),
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

/// From so many characters on, one slip leaves the first three or the last three right.
const LONG: usize = 7;

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

impl<'v> Names<'v> {
    /// Adds a name; of fixed terms another character in the place of one is looked for however short they are.
    pub(in crate::check) fn add(&mut self, name: &str, fixed: bool) {
        self.add_measured(name, fixed, Vec::new());
    }

    /// Adds a name with the values that are measured by it.
    pub(in crate::check) fn add_measured(
        &mut self,
        name: &str,
        fixed: bool,
        measured: Vec<&'v str>,
    ) {
        let characters: Vec<char> = name.chars().collect();
        let length = characters.len();
        if length < SHORTEST {
            return;
        }
        let known = self.beginning_like(&characters).iter().copied();
        let same = |number: &usize| {
            self.names.get(*number).is_some_and(|known| known.characters == characters)
        };
        if let Some(known) = known.into_iter().find(same) {
            // Indicators of several projects have one name.
            if let Some(known) = self.names.get_mut(known) {
                known.measured.extend(measured);
            }
            return;
        }
        let number = self.names.len();
        if length < LONG {
            let (begin, end) = (edge(&characters, 0), edge(&characters, length - 2));
            for two in [begin, end].into_iter().flatten() {
                self.parts.mark_two(two);
            }
            if let Some(begin) = begin {
                self.short.entry(begin).or_default().begin.push(number);
            }
            if let Some(end) = end {
                self.short.entry(end).or_default().end.push(number);
            }
        } else {
            let (begin, end) = (edge(&characters, 0), edge(&characters, length - 3));
            for three in [begin, end].into_iter().flatten() {
                self.parts.mark_three(three);
            }
            if let Some(begin) = begin {
                self.long.entry(begin).or_default().begin.push(number);
            }
            if let Some(end) = end {
                self.long.entry(end).or_default().end.push(number);
            }
        }
        let reversed = characters.iter().rev().copied().collect();
        let replaced = fixed || length >= REPLACED;
        self.names.push(Name { characters, reversed, replaced, measured });
    }

    /// Adds what nobody should write, of three characters or more, with the right name.
    pub(in crate::check) fn add_former(&mut self, former: &str, right: &'static str) {
        let characters: Vec<char> = former.chars().collect();
        let Some(begin) = edge(&characters, 0) else { return };
        self.parts.mark_three(begin);
        self.long.entry(begin).or_default().former.push(self.former.len());
        self.former.push((characters, right));
    }

    /// The names of the same kind of length that begin like some characters.
    fn beginning_like(&self, characters: &[char]) -> &[usize] {
        let edges = if characters.len() < LONG {
            edge(characters, 0).and_then(|two| self.short.get(&two))
        } else {
            edge(characters, 0).and_then(|three| self.long.get(&three))
        };
        edges.map_or(&[], |edges| &edges.begin)
    }

    /// The places of a text where a name is all but written, each with the name; told which number a value is.
    pub(in crate::check) fn near(
        &self,
        text: &str,
        number_of: impl Fn(&str) -> Option<String>,
    ) -> Vec<(Range<usize>, String)> {
        static TITLE: Pattern = Pattern::new("《[^》\n]*》");
        let mut found: Vec<(Range<usize>, Wrong)> = Vec::new();
        let mut characters: Vec<char> = Vec::new();
        for Place { range, edges } in self.places(text) {
            let (before, behind) = (
                text.get(..range.end).unwrap_or_default(),
                text.get(range.start..).unwrap_or_default(),
            );
            let told = |own: &Range<usize>, name: &Name<'_>, slip: &Slip| {
                name.is_told(slip, text.get(own.end..).unwrap_or_default(), &number_of)
            };
            for (former, right) in edges.former.iter().filter_map(|number| self.former.get(*number))
            {
                if former.iter().copied().eq(behind.chars().take(former.len())) {
                    let length = former.iter().map(|c| c.len_utf8()).sum::<usize>();
                    found.push((range.start..range.start + length, Wrong::Former(right)));
                }
            }
            for (name, number) in self.numbered(&edges.begin) {
                let slip = name.slip_in(&name.characters, behind.chars(), &mut characters);
                let slip = slip.map(|(slip, length)| (slip, range.start..range.start + length));
                let slip = slip.filter(|(slip, own)| told(own, name, slip));
                found.extend(slip.map(|(_, own)| (own, Wrong::Near(number))));
            }
            for (name, number) in self.numbered(&edges.end) {
                let slip = name.slip_in(&name.reversed, before.chars().rev(), &mut characters);
                let slip = slip.map(|(slip, length)| (slip, range.end - length..range.end));
                let slip = slip.filter(|(slip, own)| told(own, name, slip));
                found.extend(slip.map(|(_, own)| (own, Wrong::Near(number))));
            }
        }
        if found.is_empty() {
            return Vec::new();
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup_by(|next, first| next.0.start < first.0.end);
        let titles: Vec<Range<usize>> = TITLE.ranges(text).collect();
        let near = found.into_iter().filter_map(|(range, wrong)| {
            let number = match wrong {
                Wrong::Former(right) => return Some((range, right.to_owned())),
                Wrong::Near(number) => number,
            };
            let words = text.get(range.clone())?;
            let name: String = self.names.get(number)?.characters.iter().collect();
            let right = RIGHT.contains(&words)
                || titles.iter().any(|title| title.contains(&range.start))
                || self.is_of_another(words);
            (!right).then_some((range, name))
        });
        near.collect()
    }

    /// The characters of a text that a name begins or ends with.
    fn places<'n>(&'n self, text: &str) -> Vec<Place<'n>> {
        let mut places = Vec::new();
        // The two characters before, each with its place and where it stands in twos and threes.
        let (mut first, mut second) = ((0, '\0', 0), (0, '\0', 0));
        let mut length = 0;
        for (at, c) in text.char_indices() {
            let third = (at, c, self.parts.of(c));
            if Parts::are_two(second.2, third.2)
                && let Some(edges) = self.short.get(&[second.1, c])
            {
                places.push(Place { range: second.0..at + c.len_utf8(), edges });
            }
            if Parts::are_three(first.2, second.2, third.2)
                && let Some(edges) = self.long.get(&[first.1, second.1, c])
            {
                places.push(Place { range: first.0..at + c.len_utf8(), edges });
            }
            (first, second) = (second, third);
            length += 1;
        }
        count(length);
        places
    }

    /// Some of the names with their numbers.
    fn numbered<'n>(&'n self, numbers: &'n [usize]) -> impl Iterator<Item = (&'n Name<'v>, usize)> {
        numbers.iter().filter_map(|number| Some((self.names.get(*number)?, *number)))
    }

    /// Whether some words stand in one of the names.
    fn is_of_another(&self, words: &str) -> bool {
        self.names.iter().any(|name| name.characters.iter().collect::<String>().contains(words))
    }
}

/// A place of a text where names begin or end.
struct Place<'n> {
    /// The bytes that they begin or end with.
    range: Range<usize>,
    /// The names.
    edges: &'n Edges,
}

impl Name<'_> {
    /// Whether a slip is told of, by what stands behind it.
    fn is_told(
        &self,
        slip: &Slip,
        behind: &str,
        number_of: impl Fn(&str) -> Option<String>,
    ) -> bool {
        !slip.if_measured
            || measures(behind, self.measured.iter().filter_map(|value| number_of(value)))
    }

    /// A slip of the name in a text, both read in one direction, and how many bytes of the text make the name; told where to
    /// keep so much of the text as is looked at.
    fn slip_in(
        &self,
        name: &[char],
        text: impl Iterator<Item = char>,
        kept: &mut Vec<char>,
    ) -> Option<(Slip, usize)> {
        kept.clear();
        kept.extend(text.take(name.len()));
        let slip = self.slip(name, kept)?;
        let length = kept.iter().take(slip.length).map(|c| c.len_utf8()).sum();
        Some((slip, length))
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
fn measures(behind: &str, mut numbers: impl Iterator<Item = String>) -> bool {
    let clause = behind.chars().take(FOLLOWING).take_while(|c| !"，。；\n".contains(*c));
    let clause: String = clause.collect();
    let written: Vec<&str> = clause.split(|c: char| !(c.is_ascii_digit() || c == '.')).collect();
    numbers.any(|number| written.contains(&number.as_str()))
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

/// So many characters from a place on.
fn edge<const N: usize>(characters: &[char], at: usize) -> Option<[char; N]> {
    characters.get(at..)?.first_chunk().copied()
}

/// For every character, whether it is the first or the second of some two, and the first, the second or the third of some
/// three; few others have the same entry.
#[derive(Debug)]
struct Parts(Vec<u8>);

impl Default for Parts {
    fn default() -> Self {
        Self(vec![0; Self::ENTRIES])
    }
}

impl Parts {
    /// How many entries there are.
    const ENTRIES: usize = 1 << 14;

    /// Marks two.
    fn mark_two(&mut self, [first, second]: [char; 2]) {
        self.mark(first, 1);
        self.mark(second, 2);
    }

    /// Marks three.
    fn mark_three(&mut self, [first, second, third]: [char; 3]) {
        self.mark(first, 4);
        self.mark(second, 8);
        self.mark(third, 16);
    }

    /// Marks where a character stands.
    fn mark(&mut self, c: char, place: u8) {
        if let Some(places) = self.0.get_mut(c as usize % Self::ENTRIES) {
            *places |= place;
        }
    }

    /// Where a character stands.
    fn of(&self, c: char) -> u8 {
        self.0.get(c as usize % Self::ENTRIES).copied().unwrap_or_default()
    }

    /// Whether characters that stand so may be two that were marked.
    fn are_two(first: u8, second: u8) -> bool {
        first & 1 != 0 && second & 2 != 0
    }

    /// Whether characters that stand so may be three that were marked.
    fn are_three(first: u8, second: u8, third: u8) -> bool {
        first & 4 != 0 && second & 8 != 0 && third & 16 != 0
    }
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
        names.add_measured("村民满意度", false, vec!["≥93.5%"]);
        let number_of = |value: &str| value.strip_prefix('≥')?.strip_suffix('%').map(str::to_owned);
        names.near(text, number_of).into_iter().map(|(_, name)| name).collect()
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
