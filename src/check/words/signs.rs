//! Rates that are written without a sign of per cent.

use std::ops::Range;

use crate::check::words::characters::head;
use crate::check::words::pattern::Pattern;

/// The numbers of a text that must be rates and are written as bare numbers or as amounts.
pub(in crate::check) fn unsigned(text: &str) -> Vec<Range<usize>> {
    static RATE: Pattern = Pattern::new(concat!(
        "(?:率|满意度|占比|比重|比例|增幅|降幅|占(?:全部|总|全年|本年|同期)?[^，。；、：（）0-9\n]{0,8}的?)",
        "(?:均|都|也|已|分别|只有|仅)*(?:达到了?|达|为|是|在|：|稳定在|保持在|控制在|提高到|提升到|上升到|下降到|降到|降至|升至|",
        "不低于|不少于|不高于|不超过|高于|低于|大于|小于|超过|≥|≤|=|约)*",
        r"([0-9]+(?:\.[0-9]+)?)(万元|亿元|元|以上|以下|以内|，|。|；|、|）|\n|$)",
    ));
    static OF_BUDGET: Pattern = Pattern::new(concat!(
        r"(?:完成|达到|为|占)(?:了)?(?:年初|全年|调整|年度)?(?:采购|购置)?(?:预算|目标|计划|任务)[^，。；：\n]{0,10}?的",
        r"([0-9]+(?:\.[0-9]+)?)(以上|左右|以内|，|。|；|、|）|\n|$)",
    ));
    // “高于75的目标值”“平均为94.25；”“完成85.71；”“增长10以上”“比例（12）”.
    static ALONE: Pattern = Pattern::new(concat!(
        r"(?:高于|低于|达到|未达|不到|超过|比)([0-9]+(?:\.[0-9]+)?)的(?:控制|年度|年初)?(?:目标|控制线|控制数)|",
        r"(?:平均|完成)(?:为|是|达到)?([0-9]+\.[0-9]+)(?:，|。|；|\n|$)|完成([0-9]{2,})(?:。|；|\n|$)|",
        r"(?:增长|下降|提高|降低)([0-9]+(?:\.[0-9]+)?)(?:以上|以下|以内)|比例（([0-9]+(?:\.[0-9]+)?)）|",
        r"占([0-9]{2,})(?:；|。)|(?:比上年|较上年|同比)(?:增加|减少)([0-9]+\.[0-9]+)(?:，|。|；|\n|$)",
    ));
    static CHANGED: Pattern = Pattern::new(concat!(
        r"(?:增长|下降|上升)(?:了)?([0-9]+\.[0-9]+)(，|。|；|、|）|\n|$)|",
        r"(?:比上年|较上年|比去年|较去年|同比)(?:增长|下降|上升)(?:了)?([0-9]+)(，|。|；|、|）|\n|$)",
    ));
    let mut found = Vec::new();
    if ["率", "满意度", "比重", "占", "幅"].iter().any(|word| text.contains(word)) {
        for groups in RATE.groups(text) {
            let (Some(whole), Some(number), Some(after)) =
                (groups.get(0), groups.get(1), groups.get(2))
            else {
                continue;
            };
            let words = whole.as_str();
            let of_share = words.starts_with('占') && !words.starts_with("占比");
            let money = after.as_str().ends_with('元');
            let list = after.as_str() == "、" && !number.as_str().contains('.');
            let before = head(text, whole.start());
            let no_share = is_no_share(before) && !before.ends_with("有效");
            if no_share && words.starts_with('率')
                || of_share && (money || !number.as_str().contains('.'))
                || list
            {
                continue;
            }
            found.push(number.start()..if money { after.end() } else { number.end() });
        }
    }
    let others = OF_BUDGET.groups(text).chain(CHANGED.groups(text));
    found.extend(others.filter_map(|groups| {
        let number = groups.get(1).or_else(|| groups.get(3))?;
        Some(number.range())
    }));
    found.extend(ALONE.groups(text).filter_map(|groups| {
        let number = groups.iter().skip(1).flatten().next()?;
        Some(number.range())
    }));
    found.sort_by_key(|range| range.start);
    found.dedup_by_key(|range| range.start);
    found
}

/// Whether the words before 率 make it one that is no share of a hundred.
fn is_no_share(before: &str) -> bool {
    [
        "汇", "费", "倍", "斜", "频", "功", "效", "利", "税", "速", "分辨", "周转", "死亡", "发病",
        "曲", "概", "标准", "生育",
    ]
    .iter()
    .any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers without a sign.
    fn found(text: &str) -> Vec<&str> {
        unsigned(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn rates_without_a_sign_are_known() {
        for (text, number) in [
            ("预算执行率88.39，", "88.39"),
            ("患者满意度94.10。", "94.10"),
            ("医疗服务收入占比36.8，", "36.8"),
            ("占本年支出的76.23，其中", "76.23"),
            ("比上年减少19万元，下降18.87；", "18.87"),
            ("药占比控制在30以内", "30"),
            ("满意度达到90万元以上", "90万元"),
            ("完成年初预算的99.53；", "99.53"),
            ("比上年增长12，", "12"),
            ("规范管理率不低于95", "95"),
            ("满意度88.9%，高于75的目标值", "75"),
            ("两项平均为94.25；", "94.25"),
            ("目标7台，实际6台，完成85.71；", "85.71"),
            ("为目标4000人次的112.5。", "112.5"),
            ("按规定比例（12）缴存", "12"),
            ("治疗量增长10以上", "10"),
            ("收回问卷392份（有效率98），", "98"),
            ("12人功能明显改善，占80；", "80"),
            ("比上年减少27.68，", "27.68"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for fine in [
            "预算执行率88.39%，满意度94.10％",
            "执行率得分9.73，满意度平均得分98.2",
            "满意度4.8分，执行率10分",
            "汇率7.1，费率5元，分辨率600",
            "占地120亩，占用3个，占道5处",
            "增长120人次，下降2.4个百分点",
            "门诊量增长120",
            "灌溉水利用系数由0.55提高到0.58。",
            "合格率一级98%、二级92%",
            "效率为1.5，",
            "满意度指标3、4",
            "占3，",
            "完成8台，完成3。",
            "平均为4.6分",
            "比例为8:2",
            "完成6；",
            "比上年增加3，",
            "高于75分的目标",
        ] {
            assert!(found(fine).is_empty(), "{fine}: {:?}", found(fine));
        }
    }
}
