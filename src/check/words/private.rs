//! What must not leave the office, and how it is known in a text.

use std::ops::Range;

use crate::check::words::pattern::Pattern;
use crate::check::words::persons::paid_persons;
use crate::check::words::private_numbers::{
    bank_numbers, identity_numbers, masked, mobile_numbers,
};
use crate::check::words::traits::Traits;

/// One kind of words that must not leave.
#[derive(Debug)]
pub(in crate::check) struct Private {
    /// The number of the rule that says so.
    pub(in crate::check) rule: &'static str,
    /// What it is called.
    pub(in crate::check) what: &'static str,
    /// What is said at the place.
    pub(in crate::check) label: &'static str,
    /// What to do.
    pub(in crate::check) help: &'static str,
    /// The kinds of characters without which a text has none.
    pub(in crate::check) traits: Traits,
    /// How it is known.
    find: Find,
}

/// How words are known.
#[derive(Debug)]
enum Find {
    /// Numbers, which are shown in part.
    Numbers(fn(&str) -> Vec<Range<usize>>),
    /// Names of persons.
    Persons,
    /// Whatever a pattern finds.
    Words(&'static Pattern),
    /// The same without the brackets and marks at its ends.
    Marks(&'static Pattern),
}

/// Words that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Found {
    /// Which bytes of the text.
    pub(in crate::check) range: Range<usize>,
    /// The words, as they are shown.
    pub(in crate::check) words: String,
}

/// All kinds, in the order of the rules.
pub(in crate::check) static ALL: [&Private; 7] =
    [&IDENTITY, &TELEPHONE, &ACCOUNT, &PERSON, &ADDRESS, &SECRECY, &INTERNAL];

/// 居民身份证号.
pub(in crate::check) static IDENTITY: Private = numbers("R1101", "居民身份证号", identity_numbers);
/// 手机号码.
pub(in crate::check) static TELEPHONE: Private = numbers("R1102", "手机号码", mobile_numbers);
/// 银行卡号、账号.
pub(in crate::check) static ACCOUNT: Private = numbers("R1103", "银行卡号或账号", bank_numbers);
/// 领钱的人的姓名.
pub(in crate::check) static PERSON: Private = Private {
    rule: "R1104",
    what: "领钱的人的姓名",
    label: "像是人名",
    help: "请只写人数和合计金额",
    traits: Traits::SUM.or(Traits::LABEL).or(Traits::AND_SO_MANY),
    find: Find::Persons,
};
/// 住址.
pub(in crate::check) static ADDRESS: Private = Private {
    rule: "R1105",
    what: "住址",
    label: "像是个人的住址",
    help: "请删去门牌号",
    traits: Traits::ADDRESS,
    find: Find::Words(&ADDRESSES),
};
/// 密级标志.
pub(in crate::check) static SECRECY: Private = Private {
    rule: "R1106",
    what: "密级标志",
    label: "密级标志",
    help: "请报保密机构审查；不能公开的内容删去",
    traits: Traits::SECRECY,
    find: Find::Marks(&MARKINGS),
};
/// 内部资料的字样.
pub(in crate::check) static INTERNAL: Private = Private {
    rule: "R1107",
    what: "内部资料的字样",
    label: "内部资料的字样",
    help: "请核对能不能公开：能公开的删去这些字样，不能的删去内容",
    traits: Traits::SECRECY,
    find: Find::Marks(&INTERNAL_WORDS),
};

/// A kind of numbers.
const fn numbers(
    rule: &'static str,
    what: &'static str,
    find: fn(&str) -> Vec<Range<usize>>,
) -> Private {
    Private {
        rule,
        what,
        label: what,
        help: "这是不能公开的信息，请删去",
        traits: Traits::MANY_DIGITS,
        find: Find::Numbers(find),
    }
}

/// Addresses down to the door.
static ADDRESSES: Pattern = Pattern::new(concat!(
    r"[0-9]+(?:号楼|栋|幢)(?:[0-9一二三四五六七八九]+单元)?[0-9一二三四五六七八九]+[室户]|",
    r"[0-9一二三四五六七八九]+单元[0-9]+(?:室|户|号)|",
    r"(?:住址|家庭地址|家庭住址|户籍地址|居住地址)[：:为是]\s?[一-龥][^，。；\n]*",
));

/// Markings of secrecy.
static MARKINGS: Pattern = Pattern::new(concat!(
    r"(?:绝密|机密|秘密)级?\s?[★☆]|[【\[(（〔](?:绝密|机密|秘密)级?[】\])）〕]|",
    r"密级[：:为是]{1,2}\s?(?:绝密|机密|秘密)|^(?:绝密|机密|秘密)级?$|",
    r"[^保\s]密[〔\[【（(](?:19|20)[0-9][0-9][〕\]】）)]\s?第?[0-9]+号",
));

/// Words of what is not meant for others.
static INTERNAL_WORDS: Pattern = Pattern::new(concat!(
    r"内部(?:文件|掌握|传阅|参阅)|内部资料(?:[^性]|$)|仅?[供限]内部(?:使用|参考|交流)?|内部使用[）)。，；\s]|",
    r"(?:不得|严禁|禁止|请勿)(?:外传|对外(?:公开|提供|泄露))|不予公开(?:[）)。，；]|$)|请?注意保密(?:[）)。，；！]|$)",
));

impl Private {
    /// The words of this kind in a text with some kinds of characters.
    pub(in crate::check) fn found(&self, text: &str, traits: Traits) -> Vec<Found> {
        if !traits.has_any(self.traits) {
            return Vec::new();
        }
        let found = |range: Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default().to_owned();
            Found { range, words }
        };
        match self.find {
            Find::Numbers(find) => {
                let hidden = |found: Found| Found { words: masked(&found.words), ..found };
                find(text).into_iter().map(found).map(hidden).collect()
            }
            Find::Persons => paid_persons(text, traits).into_iter().map(found).collect(),
            Find::Words(pattern) => pattern.ranges(text).map(found).collect(),
            Find::Marks(pattern) => pattern.ranges(text).map(found).map(trimmed).collect(),
        }
    }
}

/// What was found without the brackets and marks at its ends.
fn trimmed(found: Found) -> Found {
    let words = found.words.trim_matches(|c: char| "）)。，；".contains(c) || c.is_whitespace());
    let (start, words) = (found.range.start, words.to_owned());
    Found { range: start..start + words.len(), words }
}
