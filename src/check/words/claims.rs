//! What a reason says in figures of the very thing that it explains.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::number::{decimal, scale};
use crate::check::words::pattern::Pattern;
use crate::model::budget::Basis;

/// A figure of the thing itself that a text tells.
#[derive(Debug)]
pub(in crate::check) struct Claim {
    /// Where it stands.
    pub(in crate::check) range: Range<usize>,
    /// What it is a figure of.
    pub(in crate::check) of: Of,
    /// The words that say of which thing, where it is not the thing that the text is about.
    pub(in crate::check) subject: Option<String>,
    /// Whether it is said to be less.
    pub(in crate::check) less: bool,
    /// The figure.
    pub(in crate::check) value: Value,
}

/// What a figure compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Of {
    /// Last year.
    Change,
    /// The budget: the one that is named, if any is.
    Budget(Option<Basis>),
}

/// A figure as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Value {
    /// In per cent, with so many decimals.
    Rate {
        /// The number.
        value: Decimal,
        /// How many decimals it is written with.
        digits: u32,
    },
    /// In 元, with what its last digit stands for.
    Amount {
        /// The number in 元.
        value: Decimal,
        /// One unit of its last digit in 元.
        step: Decimal,
    },
}

/// Whose figures clauses without a subject tell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    /// Those of the thing that the text is about.
    Own,
    /// Those of another thing.
    Of(String),
    /// Nobody knows.
    Unknown,
}

/// The figures that a text about the thing called `name`, such as `208 社会保障和就业支出`, tells of it and of others; last
/// year may be called by its number.
pub(in crate::check) fn claims(text: &str, name: &str, last: u16) -> Vec<Claim> {
    static CHANGE: Pattern = Pattern::new(concat!(
        r"^(.*?)(?:(?:比|较|与|同)(?P<year>上年度?|去年|20[0-9]{2}年度?)(?:决算数?|支出|同期)?(?:相比)?(?:，)?|同比)",
        r"(?P<turn>增加|增长|上升|提高|减少|下降|降低)(?:了)?(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>%|％|元|万元|亿元)$",
    ));
    // After it the same thing is compared: 机关运行经费198.44万元，比上年减少7.95万元.
    static AMOUNT: Pattern = Pattern::new(
        r"^(.{2,60}?)(?:共计|合计|共|支出|为|是)?[0-9][0-9,]*(?:\.[0-9]+)?(?:元|万元|亿元)$",
    );
    static BUDGET: Pattern = Pattern::new(
        "^(.*?)(?:完成|达到|为|是|占)(?:了)?(年初|全年|本年|调整)?预算数?的?([0-9][0-9,]*(?:\\.[0-9]+)?)(%|％)$",
    );
    static OVER: Pattern = Pattern::new(
        "^(.*?)(?:比|较|与)(年初|全年|调整)?预算数?(?:相比)?(增加|多|超出?|大|减少|少|小|低)(?:支出?|了)?([0-9][0-9,]*(?:\\.[0-9]+)?)(元|万元|亿元)$",
    );
    static CLAUSE: Pattern = Pattern::new(r"[^，。；、：！？\n]+");
    // Clauses after which a figure without a subject is still of the thing itself.
    static BEGINS: Pattern = Pattern::new(
        "^(?:主要)?(?:原因)?(?:是|为|在于)?$|^(?:本年度?|今年|全年|20[0-9]{2}年度?)$|^(?:与|较|比|同)(?:上年度?|去年)(?:决算数?)?相比$",
    );
    // After how much something changed, by which rate it did, and the other way round.
    static GOES_ON: Pattern = Pattern::new(
        "^(增加|增长|上升|提高|减少|下降|降低)(?:了)?([0-9][0-9,]*(?:\\.[0-9]+)?)(%|％|元|万元|亿元)$",
    );
    let year = format!("{last}年");
    let mut found: Vec<Claim> = Vec::new();
    let mut end = 0;
    // A clause without a subject goes on with that of the one before.
    let mut whose = Whose::Own;
    for clause in CLAUSE.ranges(text) {
        let words = text.get(clause.clone()).unwrap_or_default();
        let goes_on = text.get(end..clause.start) == Some("，");
        end = clause.end;
        let before = found.last().filter(|before| before.of == Of::Change && goes_on);
        let before = before.filter(|before| before.range.end + "，".len() == clause.start);
        // All patterns of a figure end with its unit.
        let figure = words.ends_with(['%', '％', '元']);
        let goes_on = before.filter(|_| figure).and_then(|before| {
            let groups = GOES_ON.groups(words).next()?;
            Some((groups, before))
        });
        if let Some((groups, before)) = goes_on {
            let part = |number| groups.get(number).map_or("", |part| part.as_str());
            let (less, subject) = (is_less(part(1)), before.subject.clone());
            let claim = |value| Claim { range: clause, of: Of::Change, subject, less, value };
            found.extend(value(part(2), part(3)).map(claim));
            continue;
        }
        let told = if !figure {
            None
        } else if let Some(groups) = CHANGE.groups(words).next() {
            let part = |name| groups.name(name).map_or("", |part| part.as_str());
            let named = part("year").is_empty() || !part("year").starts_with("20");
            let known = named || part("year").starts_with(&year);
            let subject = groups.get(1).map_or("", |subject| subject.as_str());
            let value = value(part("digits"), part("unit")).filter(|_| known);
            Some((subject, Of::Change, is_less(part("turn")), value))
        } else if let Some(groups) = BUDGET.groups(words).next() {
            let part = |number| groups.get(number).map_or("", |part| part.as_str());
            Some((part(1), named(part(2)), false, value(part(3), part(4))))
        } else if let Some(groups) = OVER.groups(words).next() {
            let part = |number| groups.get(number).map_or("", |part| part.as_str());
            Some((part(1), named(part(2)), is_less(part(3)), value(part(4), part(5))))
        } else {
            None
        };
        if let Some((subject, of, less, value)) = told {
            if !subject.is_empty() {
                let own = is_itself(subject, name);
                whose = if own { Whose::Own } else { Whose::Of(subject.to_owned()) };
            }
            let subject = match &whose {
                Whose::Own => None,
                Whose::Of(subject) => Some(subject.clone()),
                // A rate of the budget that nothing else has is the thing's own.
                Whose::Unknown if of != Of::Change && !OVER.is_in(words) => None,
                Whose::Unknown => continue,
            };
            found.extend(value.map(|value| Claim { range: clause, of, subject, less, value }));
        } else if figure
            && let Some(subject) = AMOUNT.groups(words).next().and_then(|groups| groups.get(1))
        {
            whose = Whose::Of(subject.as_str().to_owned());
        } else {
            // What goes before may be the subject of what follows.
            whose = if BEGINS.is_in(words) { Whose::Own } else { Whose::Unknown };
        }
    }
    found
}

/// Whether a word says that something is less.
fn is_less(word: &str) -> bool {
    matches!(word, "减少" | "下降" | "降低" | "少" | "小" | "低")
}

/// Whether some words name a thing called `name`, with nothing before the name but the year and whose it is.
pub(in crate::check) fn names(words: &str, name: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(concat!(
        "^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.]?)?(?:[一二三四五六七八九十]是)?(?:其中：?|其中)?",
        "(?:主要)?(?:原因)?(?:是|为)?(?:20[0-9]{2}年度?|本年度?|今年|全年)?(?:本单位|我单位|本部门|我院|全院|全部门)?(?:的)?$",
    ));
    let words = words.trim_end_matches("决算数").trim_end_matches("决算").trim();
    words.strip_suffix(name).is_some_and(|before| BEFORE.is_in(before))
}

/// The budget that is named; an adjusted one is that of the whole year.
fn named(word: &str) -> Of {
    Of::Budget(match word {
        "年初" => Some(Basis::Initial),
        "全年" | "调整" => Some(Basis::FullYear),
        _ => None,
    })
}

/// Whether words before a figure mean the thing itself.
fn is_itself(subject: &str, name: &str) -> bool {
    static BARE: Pattern = Pattern::new(concat!(
        "^(?:主要)?(?:原因)?(?:是|为)?(?:本年度?|今年|全年|20[0-9]{2}年度?)?(?:本单位|我单位|本部门)?",
        "(?:收支|收入支出|决算|支出|收入|经费|费用|总)?(?:总额|总计|合计|决算数?|支出|收入)*$",
    ));
    if BARE.is_in(subject) {
        // Income or spending alone is not the total of both, and income is no spending.
        let sides = (subject.contains("收入"), subject.contains("支出"));
        let both = name.contains("收支");
        return match sides {
            (true, true) | (false, false) => true,
            (true, false) => name.contains("收入") && !both,
            (false, true) => !both && !name.contains("收入"),
        };
    }
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let (subject, name) = (bare(subject), bare(name));
    let stem = |words: &str| -> String {
        let words = words.trim_end_matches("决算数").trim_end_matches("决算");
        words.replace("财政拨款", "").replace("主要原因是", "").trim_end_matches("支出").to_owned()
    };
    let (subject, name) = (stem(&subject), stem(&name));
    // 公务接待费 is 接待费 for short.
    let short = ["公务用车", "公务", "因公"].into_iter().find_map(|first| name.strip_prefix(first));
    !name.is_empty() && (subject == name || short == Some(subject.as_str()))
}

/// A figure from its digits and its unit.
fn value(digits: &str, unit: &str) -> Option<Value> {
    if digits.len() > 18 {
        return None;
    }
    let value = decimal(digits)?;
    let digits = value.scale();
    if ["%", "％"].contains(&unit) {
        return Some(Value::Rate { value, digits });
    }
    let (_, scale) = scale(unit);
    Some(Value::Amount { value: value * scale, step: Decimal::new(1, digits) * scale })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many figures a text tells of a thing.
    fn count(text: &str, name: &str) -> usize {
        let claims = claims(text, name, 2023).into_iter();
        claims.filter(|claim| claim.subject.is_none()).count()
    }

    #[test]
    fn figures_of_the_thing_itself_are_claims() {
        for (text, claimed) in [
            ("一般公共预算支出比上年增长76.56%，完成年初预算的23.44%", 2),
            ("与上年相比，支出比上年增加80000元", 1),
            ("比上年增加80000元", 1),
            ("主要原因是本年支出较上年减少8.00万元", 1),
            ("一般公共预算财政拨款支出同比下降3.2%", 1),
            ("较年初预算多12.5万元", 1),
            ("人员增资，完成年初预算的59.5%", 1),
            ("比上年减少5365.65元，下降7.63%，比年初预算少5041.35元", 3),
            ("完成全年预算的98.5%", 1),
            ("比全年预算少12.5万元", 1),
        ] {
            assert_eq!(count(text, "一般公共预算支出"), claimed, "{text}");
        }
        for other in [
            "人员经费比上年增长5%",
            "新增设备购置，项目支出比上年增加80000元",
            "工资标准提高5%",
            "公积金基数比上年提高3%",
            "人员经费增加，比上年增长5%",
            "门诊人次由21.6万增加到22.5万，同比增长4.17%",
            "接待批次由13批次减到11批次，比上年减少15.38%",
            "耗材单价下降，比上年减少18.6万元",
            "公立医院补助增加94万元，比上年增长43.12%",
            "本年收入合计比上年增长0.77%",
        ] {
            assert_eq!(count(other, "一般公共预算支出"), 0, "{other}");
        }
        assert_eq!(count("本年收入比上年增长0.77%", "收支总计"), 0);
        assert_eq!(count("收入支出总计比上年增长0.77%", "收支总计"), 1);
        assert_eq!(count("公务接待费比上年下降28.57%", "公务接待费"), 1);
        assert_eq!(count("接待费比上年下降28.57%", "公务接待费"), 1);
        assert_eq!(count("运行维护费比上年下降28.57%", "公务用车运行维护费"), 1);
        assert_eq!(count("维修费比上年下降28.57%", "公务用车运行维护费"), 0);
        assert_eq!(count("社会保障和就业支出比上年下降28.57%", "208 社会保障和就业支出"), 1);
    }

    #[test]
    fn figures_of_other_things_are_claims_of_theirs() {
        let told = |text: &str| -> Vec<String> {
            let claims = claims(text, "收支总计", 2023).into_iter();
            claims.filter_map(|claim| claim.subject).collect()
        };
        for (text, subject) in [
            ("事业收入比上年增长5%", "事业收入"),
            ("（四）机关运行经费198.44万元，比2023年减少7.95万元", "（四）机关运行经费"),
        ] {
            assert_eq!(told(text), [subject], "{text}");
        }
        assert_eq!(told("机关运行经费198.44万元，比2022年减少7.95万元").len(), 0);
        assert_eq!(told("人员增加，比上年增长5%").len(), 0);
        for (words, name) in [
            ("（四）机关运行经费", "机关运行经费"),
            ("其中事业收入", "事业收入"),
            ("二是公务接待费", "公务接待费"),
            ("2024年机关运行经费", "机关运行经费"),
        ] {
            assert!(names(words, name), "{words}");
        }
        for other in ["药品事业收入", "人均机关运行经费", "机关运行经费中的取暖费"]
        {
            assert!(!names(other, "机关运行经费") && !names(other, "事业收入"), "{other}");
        }
    }

    #[test]
    fn figures_keep_their_digits() {
        let claims = claims("比上年减少8.00万元", "总计", 2023);
        let step = Decimal::from(100);
        assert_eq!(claims[0].value, Value::Amount { value: Decimal::from(80_000), step });
        assert!(claims[0].less);
    }
}
