//! Names of persons.

use std::ops::Range;

use crate::check::words::characters::{after, before, head, is_han};
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;

/// Common surnames; those that mostly begin other words are left out.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑梁谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚";

/// Characters of things, sums, places and offices, which are in no name of a person in a list of payments.
const OTHER: &str = "费金额款税价资薪补贴保险支出收入预算决成本利息账站局镇村乡县市区等共计合人均约年月日每各项元万亿水电庄堡屯寨沟湾坡营坪岭山河桥店铺集街道路巷口坝川塬社园场院校所部厂矿馆员师工长者生民兵户家队组班期类数量项目物料品设备车油药器材业务转款用";

/// Names of persons with what they were paid, or after a label such as 姓名.
pub(in crate::check) fn paid_persons(text: &str, traits: Traits) -> Vec<Range<usize>> {
    static PAID: Pattern = Pattern::new(concat!(
        r"(?:^|[、，；：。,;:\s（(])([一-龥]{2,3})(?:同志)?",
        r"(?:的?(?:护理费|遗属补助|抚恤金|丧葬费|生活补助|困难补助|补助|救助金?|慰问金|工资|养老金|退休费|津贴|奖金))?[：:]?[0-9][0-9,.]*(?:万?元|\*|×)",
    ));
    static LABELLED: Pattern = Pattern::new(
        r"(?:姓名|户名|收款人|领款人|领取人|受益人|救助对象|补助对象|受助人)[：:]\s?([一-龥]{2,4})",
    );
    let mut found = Vec::new();
    let mut short = Vec::new();
    let if_any = |kind: Traits| if traits.has_any(kind) { text } else { "" };
    for groups in PAID.groups(if_any(Traits::SUM)) {
        let Some(name) = groups.get(1) else { continue };
        if is_name(name.as_str()) {
            match name.as_str().chars().count() {
                3 => found.push(name.range()),
                _ => short.push(name.range()),
            }
        }
    }
    if short.len() + found.len() > 1 {
        found.extend(short);
    }
    for groups in LABELLED.groups(if_any(Traits::LABEL)) {
        let Some(name) = groups.get(1) else { continue };
        let ends = after(text, name.end()).is_none_or(|c| !is_han(c));
        if ends && name.as_str().chars().count() < 4 && is_name(name.as_str()) {
            found.push(name.range());
        }
    }
    found.extend(listed_persons(if_any(Traits::AND_SO_MANY)));
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}

/// Names before “等11人”: the last of the list, of three characters.
fn listed_persons(text: &str) -> Vec<Range<usize>> {
    static COUNTED: Pattern =
        Pattern::new(r"、([一-龥]{3})等(?:[0-9]+|[一二三四五六七八九十]+)(?:人|名|户|位)");
    let mut found = Vec::new();
    for groups in COUNTED.groups(text) {
        let Some(name) = groups.get(1).filter(|name| is_name(name.as_str())) else { continue };
        let left = head(text, name.start() - '、'.len_utf8());
        let from: usize = left.chars().rev().take(3).map(char::len_utf8).sum();
        let other = left.len() - from..left.len();
        if text.get(other.clone()).is_some_and(|words| words.chars().all(is_han) && is_name(words))
        {
            found.push(other);
        }
        if before(text, name.start()).is_some() {
            found.push(name.range());
        }
    }
    found
}

/// Whether two or three characters can be a person's name.
fn is_name(words: &str) -> bool {
    /// Words that begin with a surname and are none.
    const WORDS: [&str; 24] = [
        "周转", "周边", "周年", "陈列", "陈旧", "黄河", "黄金", "张贴", "白色", "白糖", "石材",
        "石油", "江苏", "江西", "万元", "武装", "武汉", "康复", "夏季", "常规", "范围", "许可",
        "何时", "余下",
    ];
    let mut characters = words.chars();
    let surname = characters.next().is_some_and(|c| SURNAMES.contains(c));
    surname
        && characters.all(|c| is_han(c) && !OTHER.contains(c))
        && !WORDS.iter().any(|word| words.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a text.
    fn names(text: &str) -> Vec<&str> {
        paid_persons(text, Traits::of(text)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_stand_with_sums_or_labels() {
        assert_eq!(names("补发王小明1200元"), [""; 0]);
        assert_eq!(names("补发：王小明1200元、李四800元"), ["王小明", "李四"]);
        assert_eq!(names("王小明护理费2410*12=28920元"), ["王小明"]);
        assert_eq!(names("姓名：张三，户名：李小红"), ["张三", "李小红"]);
        assert_eq!(names("畜牧局王小明、李小红等11人"), ["王小明", "李小红"]);
        for fine in [
            "高温费1200元、成本300元、金额500元",
            "杨家庄20600元、王家村300元",
            "，余额300元，常规检查200元",
            "户名：汾阳市社会保险中心",
            "养老、医疗、工伤等3人",
            "张三和李四",
            "石油1200元、黄金300元",
        ] {
            assert!(names(fine).is_empty(), "{fine}: {:?}", names(fine));
        }
    }
}
