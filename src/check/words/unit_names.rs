//! Names of units: where they are and what they are called there.

use std::ops::Range;

use memchr::memmem;

use crate::check::words::characters::{head, is_han, tail};
use crate::check::words::pattern::Pattern;

/// A unit's name cut after the region: 汾阳市 and 社会保险中心; none without a region.
pub(in crate::check) fn split(name: &str) -> Option<(&str, &str)> {
    static REGION: Pattern = Pattern::new(concat!(
        r"^(?:[^省市县区旗州盟]{2,4}(?:省|自治区))?",
        r"(?:[^省市县区旗州盟]{2,6}(?:市|自治州|州|地区|盟))?",
        r"(?:[^省市县区旗州盟]{1,6}县|[^省市县区旗州盟]{2,6}(?:区|旗|市))?",
    ));
    let region = REGION.ranges(name).next()?;
    let (region, core) = name.split_at_checked(region.end)?;
    (region.chars().count() >= 2 && core.chars().count() >= 3).then_some((region, core))
}

/// The unit's own name, as it is looked for.
pub(in crate::check) struct OwnName<'n> {
    /// The region: 霁川市云岫区.
    region: &'n str,
    /// Its levels: 霁川市 and 云岫区.
    levels: Vec<&'n str>,
    /// The narrowest level: 云岫区.
    level: &'n str,
    /// The narrowest level without what kind of region it is: 云岫.
    stem: &'n str,
    /// The name without the region.
    core: memmem::Finder<'n>,
}

impl<'n> OwnName<'n> {
    /// A name that was cut after its region.
    pub(in crate::check) fn new(region: &'n str, core: &'n str) -> Self {
        let levels = levels(region);
        let level = levels.last().copied().unwrap_or(region);
        let kind = level.chars().next_back().map_or(0, char::len_utf8);
        let stem = head(level, level.len() - kind);
        Self { region, levels, level, stem, core: memmem::Finder::new(core) }
    }

    /// Mentions of the unit that are not its name, each with what is wrong.
    pub(in crate::check) fn mentions(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let (level, stem) = (self.level, self.stem);
        let mut found = Vec::new();
        for at in self.core.find_iter(text.as_bytes()) {
            let left = head(text, at);
            let end = at + self.core.needle().len();
            if let Some(above) = self.levels.iter().find(|level| left.ends_with(**level)) {
                // The body of a wider region, unless what follows can only be said of the own one.
                if *above != level && speaks_of_itself(tail(text, end)) {
                    let label = format!("本单位是{}的", self.region);
                    found.push((at - above.len()..end, label));
                }
                continue;
            }
            if stem.chars().count() >= 2 && left.ends_with(stem) {
                let missing = level.chars().next_back().unwrap_or_default();
                // A name in quotes is a brand or an account.
                let quoted =
                    head(text, at - stem.len()).ends_with('“') && tail(text, end).starts_with('”');
                if !quoted {
                    found.push((at - stem.len()..end, format!("漏了“{missing}”字")));
                }
            } else if let Some(wrong) =
                left.chars().next_back().filter(|c| is_han(*c) && !"市县区旗省州盟的".contains(*c))
                && stem.chars().count() >= 2
                && head(left, left.len() - wrong.len_utf8()).ends_with(stem)
            {
                let right = level.chars().next_back().unwrap_or_default();
                let start = at - wrong.len_utf8() - stem.len();
                found.push((start..end, format!("“{wrong}”应为“{right}”")));
            } else if let Some(other) = other_region(left)
                && !is_on_purpose(text, level, other, at..end)
            {
                found.push((at - other.len()..end, format!("本单位在{}", self.region)));
            }
        }
        found.extend(self.misspelt(text));
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    /// Names that follow the own region and differ from the own one in a single character.
    fn misspelt(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let core: Vec<char> = String::from_utf8_lossy(self.core.needle()).chars().collect();
        // Of a short name, another one with one other character is another unit.
        if core.len() < 6 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, level) in text.match_indices(self.level) {
            let start = at + level.len();
            let own: Vec<char> = tail(text, start).chars().take(core.len()).collect();
            let mut differ = own.iter().zip(&core).filter(|(one, other)| one != other);
            let (Some((wrong, right)), None) = (differ.next(), differ.next()) else { continue };
            if own.len() == core.len() && own.last() == core.last() && own.first() == core.first() {
                let end = start + own.iter().map(|c| c.len_utf8()).sum::<usize>();
                found.push((at..end, format!("“{wrong}”应为“{right}”")));
            }
        }
        found
    }
}

/// Whether words that follow a name say something that is only said of the unit that reports.
fn speaks_of_itself(right: &str) -> bool {
    static SELF: Pattern = Pattern::new(
        "^(?:共?下设|共?内设|主要职责|主要职能|为[正副]?[处科县厅]级|现有(?:编制|在职|职工)|核定编制|编制|年度?决算|决算|预算)",
    );
    SELF.is_in(right)
}

/// Whether the unit of another region, whose name without the region is at `core`, is meant to be another one.
fn is_on_purpose(text: &str, own: &str, other: &str, core: Range<usize>) -> bool {
    static WITH: Pattern =
        Pattern::new("(?:由|与|同|和|向|跟|带动|配合|协助|会同|联合|支持|指导|帮扶|援助|原|由原)$");
    static DOES: Pattern =
        Pattern::new("^的?(?:牵头|签订|合作|联合|对口|结对|帮扶|托管|代管|支援)");
    let city = |region: &str| region.ends_with('市');
    let (left, right) = (head(text, core.start - other.len()), tail(text, core.end));
    let another_level = city(own) != city(other) && !speaks_of_itself(right);
    another_level || WITH.is_in(left) || DOES.is_in(right)
}

/// The levels of a region: 霁川市 and 云岫区.
fn levels(region: &str) -> Vec<&str> {
    region.split_inclusive(['省', '市', '县', '区', '旗', '州', '盟']).collect()
}

/// The name of a region at the end of some words, unless it is a word such as 全市.
fn other_region(left: &str) -> Option<&str> {
    /// What stands before 市 or 县 without being a name.
    const PARTICLES: &str = "由向到在对和与及从为被把的各全本我该外邻至省上下原级县市区是将给经按报于受合助请送交缴付拨派同据随属归往赴来、，。；：（“";
    let suffix = left.chars().next_back().filter(|c| "市县区旗".contains(*c))?;
    let name = head(left, left.len() - suffix.len_utf8());
    let mut rest = name;
    for c in name.chars().rev().take(4) {
        if !is_han(c) || PARTICLES.contains(c) {
            break;
        }
        rest = head(rest, rest.len() - c.len_utf8());
    }
    let letters = name.len() - rest.len();
    let other = left.get(rest.len()..)?;
    (letters >= '市'.len_utf8() * 2 && other.chars().count() <= 4).then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_after_its_region() {
        assert_eq!(split("汾阳市社会保险中心"), Some(("汾阳市", "社会保险中心")));
        assert_eq!(split("汾阳市城市管理局"), Some(("汾阳市", "城市管理局")));
        assert_eq!(split("交口县市场监督管理局"), Some(("交口县", "市场监督管理局")));
        assert_eq!(split("霁川市云岫区青榆综合事务局"), Some(("霁川市云岫区", "青榆综合事务局")));
        assert_eq!(split("清河县档案馆"), Some(("清河县", "档案馆")));
        assert_eq!(split("第三幼儿园"), None);
    }

    #[test]
    fn other_units_and_mutilated_names_are_mentions() {
        let words = |text: &str| {
            let found = OwnName::new("汾阳市", "社会保险中心").mentions(text);
            found.into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("上缴孝义市社会保险中心"), ["孝义市社会保险中心"]);
        assert_eq!(words("汾阳社会保险中心成立"), ["汾阳社会保险中心"]);
        for fine in [
            "汾阳市社会保险中心",
            "本市社会保险中心",
            "由市社会保险中心负责",
            "各县区社会保险中心",
            "社会保险中心",
        ] {
            assert!(words(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn the_own_unit_of_another_level_or_with_another_character_is_none() {
        let words = |text: &str| {
            let found = OwnName::new("云江市清河区", "规划和自然资源局").mentions(text);
            found.into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("云江市规划和自然资源局内设10个科室"), ["云江市规划和自然资源局"]);
        assert_eq!(words("云江市清河区规划与自然资源局为正处级"), ["清河区规划与自然资源局"]);
        for fine in [
            "云江市清河区规划和自然资源局内设10个科室",
            "接受云江市规划和自然资源局指导",
            "清河区规划和建设管理中心",
            "清河区发展和改革局内设5个科室",
        ] {
            assert!(words(fine).is_empty(), "{fine}: {:?}", words(fine));
        }
    }

    #[test]
    fn other_units_may_be_meant() {
        let words = |text: &str| {
            let found = OwnName::new("岚丘县", "人民医院").mentions(text);
            found.into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>()
        };
        for fine in [
            "加入由吕梁市人民医院牵头的医联体",
            "吕梁市人民医院专家坐诊",
            "与临泉县人民医院签订协议",
            "临泉县人民医院对口支援",
            "带动临泉县人民医院等3家单位组建联盟",
            "配合临泉县人民医院开展会诊",
            "由原临泉县人民医院更名",
            "“岚丘人民医院”微信公众号",
        ] {
            assert!(words(fine).is_empty(), "{fine}");
        }
        assert_eq!(words("临泉县人民医院下设内科"), ["临泉县人民医院"]);
        assert_eq!(words("吕梁市人民医院下设内科"), ["吕梁市人民医院"]);
        assert_eq!(words("全年，临泉县人民医院运转"), ["临泉县人民医院"]);
        assert_eq!(words("与岚丘人民医院签订协议"), ["岚丘人民医院"]);
    }
}
