//! Names of accounts and budgets, and what people write for them.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::check::words::near_names::Names;
use crate::check::words::pattern::Pattern;

/// Names of former years and slips, each with the right name.
const FORMER: [(&str, &str); 20] = [
    ("文化体育与传媒支出", "文化旅游体育与传媒支出"),
    ("医疗卫生与计划生育支出", "卫生健康支出"),
    ("国土海洋气象等支出", "自然资源海洋气象等支出"),
    ("人力资源和社会保险管理事务", "人力资源和社会保障管理事务"),
    ("国有资金经营预算", "国有资本经营预算"),
    ("国有资产经营预算", "国有资本经营预算"),
    ("国有资本运营预算", "国有资本经营预算"),
    ("政府基金预算", "政府性基金预算"),
    ("政府型基金", "政府性基金"),
    ("一般公用预算", "一般公共预算"),
    ("一般公共财政预算", "一般公共预算"),
    ("财政拔款", "财政拨款"),
    ("财政拨欵", "财政拨款"),
    ("财拨款", "财政拨款"),
    ("财拨政款", "财政拨款"),
    ("政财拨款", "财政拨款"),
    ("财政款拨", "财政拨款"),
    ("结转和节余", "结转和结余"),
    ("三公经费经费", "三公经费"),
    ("因公出国境费", "因公出国（境）费"),
];

/// 支出 with another character for the second.
const SPENT: &str = "支岀";

/// The end of 财政拨款.
const APPROPRIATED: &str = "拨款";

/// Terms of budgets that are looked for with one slip.
const TERMS: [&str; 11] = [
    "一般公共预算",
    "政府性基金",
    "国有资本经营预算",
    "机关运行经费",
    "“三公”经费",
    "公务接待费",
    "公务用车运行维护费",
    "公务用车购置费",
    "住房公积金",
    "基本养老保险",
    "基本医疗保险",
];

/// The names of classes and the terms, as they are looked for.
pub(in crate::check) fn terms<'n>(classes: impl Iterator<Item = &'n str>) -> Names<'static> {
    let mut names = Names::default();
    for (former, right) in FORMER {
        names.add_former(former, right);
    }
    for term in TERMS {
        names.add(term, true);
    }
    // Short ones have neighbours that are right: 交通运输支出, 交通运营支出.
    for class in classes {
        names.add(class, false);
    }
    names
}

/// The names in a text that are not right, each with the right one.
pub(in crate::check) fn misnamed(text: &str, names: &Names<'_>) -> Vec<(Range<usize>, String)> {
    static TITLE: Pattern = Pattern::new("《[^》\n]*》");
    static SPENT_FINDER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(SPENT));
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let spent = SPENT_FINDER.find_iter(text.as_bytes());
    found.extend(spent.map(|at| (at..at + SPENT.len(), "支出".to_owned())));
    let slips = appropriations(text).into_iter();
    found.extend(slips.map(|range| (range, "财政拨款".to_owned())));
    found.extend(names.near(text, |_| None));
    if found.is_empty() {
        return found;
    }
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found.dedup_by(|next, first| next.0.start < first.0.end);
    let titles: Vec<Range<usize>> = TITLE.ranges(text).collect();
    found.retain(|(range, _)| !titles.iter().any(|title| title.contains(&range.start)));
    found
}

/// 财政拨款 with another character for the second, such as 财正拨款.
fn appropriations(text: &str) -> Vec<Range<usize>> {
    static END: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(APPROPRIATED));
    let slip = |at: usize| {
        let mut before = text.get(..at)?.chars().rev();
        let (second, first) = (before.next()?, before.next()?);
        // “财政局拨款”, “理财，拨款”: other words.
        let is_slip =
            first == '财' && second.is_alphanumeric() && !"政务厅局委部力物".contains(second);
        let start = at - second.len_utf8() - first.len_utf8();
        is_slip.then_some(start..at + APPROPRIATED.len())
    };
    END.find_iter(text.as_bytes()).filter_map(slip).collect()
}

/// The places where a text calls itself a publication of the budget, which a report on the accounts never is.
pub(in crate::check) fn of_budget(text: &str) -> Vec<Range<usize>> {
    static BUDGET: Pattern = Pattern::new(concat!(
        "(?m)现将[^，。；\n]{0,30}预算(?:信息|情况)?(?:予以|进行)?公开",
        "|^[^，。；\n]{0,40}年度?(?:部门|单位)预算公开(?:情况)?(?:说明|报告)?$",
    ));
    // Most texts have nothing of the kind, which is seen at once.
    if !text.contains("公开") {
        return Vec::new();
    }
    BUDGET
        .ranges(text)
        .filter(|range| !text.get(range.clone()).is_some_and(|words| words.contains("决算")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publications_of_the_budget_are_known() {
        for text in [
            "清河县档案馆2022年度部门预算公开",
            "2022年部门预算公开说明",
            "主要职责\n2022年度单位预算公开情况说明\n负责档案。",
            "现将2022年度部门预算公开如下。",
            "现将我单位2022年度预算情况予以公开",
        ] {
            assert_eq!(of_budget(text).len(), 1, "{text}");
        }
        for text in [
            "负责部门预算公开工作。",
            "按时完成2022年度部门预算公开，公开率100%。",
            "组织2022年度部门预算公开和2021年度部门决算公开",
            "现将2022年度部门预算、决算公开如下",
            "现将2022年度部门决算公开如下。",
            "预算公开",
        ] {
            assert!(of_budget(text).is_empty(), "{text}");
        }
    }

    /// The right names for what a text says.
    fn right(text: &str) -> Vec<String> {
        let classes = [
            "一般公共服务支出",
            "教育支出",
            "文化旅游体育与传媒支出",
            "社会保障和就业支出",
            "卫生健康支出",
            "城乡社区支出",
            "住房保障支出",
            "交通运输支出",
            "公共安全支出",
            "债务付息支出",
            "自然资源海洋气象等支出",
        ];
        misnamed(text, &terms(classes.into_iter())).into_iter().map(|(_, right)| right).collect()
    }

    #[test]
    fn names_of_former_years_and_slips_are_known() {
        for (text, name) in [
            ("207类文化体育与传媒支出增加", "文化旅游体育与传媒支出"),
            ("医疗卫生与计划生育支出", "卫生健康支出"),
            ("国有资金经营预算拨款", "国有资本经营预算"),
            ("财政拔款收入", "财政拨款"),
            ("财拨款增加", "财政拨款"),
            ("财正拨款增加", "财政拨款"),
            ("财政款拨增加", "财政拨款"),
            ("财拨政款增加", "财政拨款"),
            ("本年支岀减少", "支出"),
            ("社会保障与就业支出", "社会保障和就业支出"),
            ("自然资源海洋气像等支出", "自然资源海洋气象等支出"),
            ("一般共预算支出", "一般公共预算"),
            ("职工住公房积金", "住房公积金"),
            ("卫生康支出增加", "卫生健康支出"),
        ] {
            assert_eq!(right(text), [name], "{text}");
        }
    }

    #[test]
    fn every_former_name_is_known() {
        for (former, name) in FORMER {
            assert_eq!(right(&format!("本年{former}如下")), [name], "{former}");
        }
    }

    #[test]
    fn right_names_and_others_are_left_alone() {
        for fine in [
            "文化旅游体育与传媒支出",
            "社会保障和就业支出与住房保障支出",
            "教育支出",
            "基本支出和项目支出",
            "按照《关于医疗卫生与计划生育支出的通知》",
            "城乡社区支出",
            "养老保障支出",
            "居民个人医疗卫生支出的负担",
            "债务利息支出",
            "交通运营支出",
            "公共安防支出",
            "住房公积金等住房保障支出",
            "市财政局财务拨款单",
            "理财，拨款",
            "理财 拨款",
            "理财、拨款",
            "文化旅游体育与传媒支出等",
        ] {
            assert!(right(fine).is_empty(), "{fine}: {:?}", right(fine));
        }
    }
}
