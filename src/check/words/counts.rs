//! Numbers of things that a text tells together with their parts or their names.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::number::decimal;
use crate::check::words::characters::is_han;
use crate::check::words::pattern::Pattern;

/// A whole that a sentence tells with its parts.
pub(in crate::check) struct Parted {
    /// From the whole to the last part.
    pub(in crate::check) range: Range<usize>,
    /// The whole.
    pub(in crate::check) whole: Decimal,
    /// What the parts come to.
    pub(in crate::check) sum: Decimal,
    /// What is counted, such as 个.
    pub(in crate::check) unit: String,
    /// The parts as they are added: `8 + 8`.
    pub(in crate::check) told: String,
}

/// The wholes of a text whose parts do not come to them.
pub(in crate::check) fn parted(text: &str) -> Vec<Parted> {
    static SENTENCE: Pattern = Pattern::new("[^。；！？\n]+");
    if !text.contains("其中") {
        return Vec::new();
    }
    SENTENCE
        .ranges(text)
        .flat_map(|sentence| {
            let words = text.get(sentence.clone()).unwrap_or_default();
            words
                .match_indices("其中")
                .filter_map(move |(at, among)| {
                    let parted = around(words, at, at + among.len())?;
                    let (start, end) = (parted.range.start, parted.range.end);
                    Some(Parted { range: sentence.start + start..sentence.start + end, ..parted })
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The whole before 其中 and the parts behind, where they do not agree and are meant to.
fn around(sentence: &str, before: usize, after: usize) -> Option<Parted> {
    static NUMBER: Pattern = Pattern::new(concat!(
        r"([0-9][0-9,]*(?:\.[0-9]+)?)(?:多|余)?(",
        "个|家|人次|人|名|户|册|项|件|所|台|辆|套|批次|批|次|公里|亩|吨|平方米|条|处|村|宗|份|篇|场|期|万元|元",
        ")",
    ));
    // Parts of these kinds overlap or leave something out.
    static OVERLAP: Pattern = Pattern::new(concat!(
        "另有|另外|此外|尾差|重复|交叉|含|包括|兼|党员|女|男|本科|大专|硕士|博士|研究生|学历|职称|高级|中级|以上|以下|岁|新增|重点|占|平均|约|近|多个|余个|完成|已|",
        "比上年|较上年|增长|增加了|减少了|基本支出|项目支出",
    ));
    let own = sentence.get(..before)?;
    let (whole, unit, start) = NUMBER.groups(own).last().and_then(|found| {
        let digits = found.get(1)?;
        Some((value(digits.as_str())?, found.get(2)?.as_str().to_owned(), digits.start()))
    })?;
    // The parts follow at once.
    let gap = own.get(start..)?.chars().filter(|c| is_han(*c)).count();
    let rest = sentence.get(after..)?;
    // A second 其中 is about another whole.
    let rest = rest.split("其中").next().unwrap_or(rest);
    if gap > 12 || OVERLAP.is_in(rest) {
        return None;
    }
    let (mut parts, mut end) = (Vec::new(), 0);
    for found in NUMBER.groups(rest) {
        let (digits, counted) = (found.get(1)?, found.get(2)?);
        if counted.as_str() != unit {
            break;
        }
        parts.push(value(digits.as_str())?);
        end = counted.end();
    }
    let sum: Decimal = parts.iter().copied().sum();
    // Amounts and measures with decimals are rounded each for itself.
    let decimals = parts.iter().chain([&whole]).map(|part| part.scale()).max().unwrap_or(0);
    let rounding = if decimals == 0 {
        Decimal::ZERO
    } else {
        Decimal::new(1, decimals) * Decimal::from(parts.len() as u64)
    };
    let apart = (sum - whole).abs();
    let near = apart > rounding && apart * Decimal::TEN <= whole;
    let told: Vec<String> = parts.iter().map(ToString::to_string).collect();
    (parts.len() >= 2 && sum != whole && near).then(|| Parted {
        range: start..after + end,
        whole,
        sum,
        unit,
        told: told.join(" + "),
    })
}

/// A number from its digits.
fn value(digits: &str) -> Option<Decimal> {
    (digits.len() < 20).then(|| decimal(digits)).flatten()
}

/// Names that a text lists after saying how many there are.
pub(in crate::check) struct Listed {
    /// From the number to the last name.
    pub(in crate::check) range: Range<usize>,
    /// How many it says.
    pub(in crate::check) told: u32,
    /// How many it lists.
    pub(in crate::check) names: u32,
    /// What they are, such as 个科室.
    pub(in crate::check) unit: String,
}

/// The lists of a text that are longer or shorter than it says.
pub(in crate::check) fn listed(text: &str) -> Vec<Listed> {
    static LIST: Pattern = Pattern::new(concat!(
        "([0-9]{1,3}|[一二两三四五六七八九十]{1,3})([个家])((?:内设|职能|业务|直属|下属|所属|二级|预算|事业|行政)*",
        "(?:科室|处室|股室|部室|室|科|处|股|部门|单位|机构|中心|学校|站|所))",
        "(?:：|:|，?(?:分别)?(?:是|为)|，?(?:包括|即|有)|（)：?((?:[^，。；、：（）\n]{2,24}(?:（[^（）\n]{1,12}）)?[、和及])+[^，。；、：（）\n]{2,24})(?:[。；）\n]|$)",
    ));
    // A comma within brackets parts no names.
    static BRACKET: Pattern = Pattern::new("（[^（）]*、[^（）]*）");
    let groups = LIST.groups(text);
    let lists = groups.filter_map(|found| {
        let (number, counter, what, names) =
            (found.get(1)?, found.get(2)?, found.get(3)?, found.get(4)?);
        let told = small(number.as_str())?;
        if names.as_str().ends_with('等') || names.as_str().contains("等") {
            return None;
        }
        let names_alone = names.as_str().split('、');
        let (mut count, mut doubtful) = (0_u32, 0_u32);
        if BRACKET.is_in(names.as_str()) || names.as_str().contains("负责") {
            return None;
        }
        for name in names_alone {
            count += 1;
            // 和 and 及 part two names, or stand within one: 规划和自然资源科.
            doubtful += u32::try_from(name.matches(['和', '及', '与']).count()).unwrap_or(0);
        }
        let agrees = (count..=count + doubtful).contains(&told);
        (!agrees).then(|| Listed {
            range: number.start()..names.end(),
            told,
            names: count,
            unit: format!("{}{}", counter.as_str(), what.as_str()),
        })
    });
    lists.collect()
}

/// The numbers of units that a text says are in the accounts, with where they stand.
pub(in crate::check) fn units_told(text: &str) -> Vec<(Range<usize>, u32)> {
    static TOLD: Pattern = Pattern::new(
        "(?:纳入|编制范围|所属|下属|部门决算)[^。；\n]{0,30}?(?:共|共计|共有|合计)([0-9]{1,3}|[一二两三四五六七八九十]{1,3})[个家](?:预算)?单位",
    );
    let found = TOLD.groups(text).filter_map(|found| {
        let number = found.get(1)?;
        Some((number.range(), small(number.as_str())?))
    });
    found.collect()
}

/// A small number in digits or in Chinese numerals.
fn small(words: &str) -> Option<u32> {
    if let Ok(number) = words.parse() {
        return Some(number);
    }
    let digit = |c: char| match c {
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    let characters: Vec<char> = words.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        [one] => digit(*one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_added_up() {
        for (text, told) in [
            ("2024年实施项目共15个，其中年初批复8个、年中增加8个", "8 + 8"),
            ("购书5120册，其中成人图书3200册、少儿图书1900册。", "3200 + 1900"),
            ("在职职工60人，其中：行政编制20人，事业编制41人", "20 + 41"),
            ("项目资金30万元，其中设备购置18万元、维修11万元", "18 + 11"),
        ] {
            let found: Vec<String> = parted(text).into_iter().map(|parted| parted.told).collect();
            assert_eq!(found, [told], "{text}");
        }
        for fine in [
            "共16个，其中年初批复8个、年中增加8个",
            "共15个，其中重点项目8个",
            "职工100人，其中党员60人、女性45人",
            "职工100人，其中本科以上60人、中级职称42人",
            "共100户，其中甲村20户、乙村30户",
            "支出15万元，其中3个项目、2次会议",
            "实施15个项目。其中8个完成、8个结转",
            "126人，其中甲村52人（含网格员9人）、乙村40人、丙村34人",
            "共20项，其中上半年12项、下半年7项，另有2项跨年",
            "资金215.37万元，其中省级100.12万元、县级115.26万元",
            "受理1860件，其中来电1200件、来访360件、来信310件（一件多渠道反映的重复计算）",
        ] {
            assert!(parted(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn names_are_counted() {
        let listed = |text: &str| -> Vec<(u32, u32)> {
            listed(text).into_iter().map(|listed| (listed.told, listed.names)).collect()
        };
        assert_eq!(listed("内设5个科室：办公室、财务科、业务科、人事科。"), [(5, 4)]);
        assert_eq!(listed("下设三个股室，分别为综合股、业务股、监督股、信息股"), [(3, 4)]);
        assert_eq!(listed("共2家单位，包括县图书馆、县文化馆、县博物馆。"), [(2, 3)]);
        for fine in [
            "内设4个科室：办公室、财务科、业务科、人事科。",
            "内设5个科室：办公室、财务科、业务科等。",
            "内设3个科室：办公室、规划和建设科、人事科。",
            "内设3个科室：办公室、财务科和人事科。",
            "内设十二个处室。",
            "内设3个科室：党政办公室（含人事、档案）、医务科、护理部。",
            "内设2个科室：党政办公室负责文秘、机要、后勤；党建办公室负责党务。",
            "共有5个单位参加、协办",
            "下设5个科室，负责文献收集、整理、保存工作",
        ] {
            assert!(listed(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn small_numbers_are_read() {
        for (words, number) in
            [("3", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("两", 2)]
        {
            assert_eq!(small(words), Some(number), "{words}");
        }
        assert_eq!(small("百"), None);
        assert_eq!(
            units_told("纳入本部门决算编制范围的单位共5家单位").first().map(|t| t.1),
            Some(5)
        );
    }
}
