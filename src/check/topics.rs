//! Words by which one knows what a reason is about.

use std::ops::Range;

use crate::check::reasoned::Says;
use crate::check::words::pattern::Pattern;

/// The first word of another “三公” item in the reason of an item, where nothing is said of the item itself.
pub(super) fn foreign_expense(text: &str, index: usize) -> Option<Range<usize>> {
    static ABROAD: Pattern =
        Pattern::new(r"因公出国(?:[（(]境[)）])?|出国|出境|出访|国[（(]境[)）]");
    static VEHICLES: Pattern = Pattern::new("公务用车|公车|用车|车辆|购车|燃油|燃料|汽油|新车");
    static RECEPTION: Pattern = Pattern::new("公务接待|接待|来访|招待|来宾");
    static ALL: Pattern = Pattern::new("三公|各项|四项");
    let (own, others) = match index {
        0 => (&ABROAD, [&VEHICLES, &RECEPTION]),
        1 | 2 => (&VEHICLES, [&ABROAD, &RECEPTION]),
        _ => (&RECEPTION, [&ABROAD, &VEHICLES]),
    };
    if own.is_in(text) || ALL.is_in(text) {
        return None;
    }
    others.into_iter().find_map(|other| other.ranges(text).next())
}

/// The first word of another class in the words on a code, where nothing is said of its own class.
///
/// Only the three classes are asked that every unit has and whose contents are narrow.
pub(super) fn foreign_class(text: &str, code: &str, says: Says) -> Option<Range<usize>> {
    static SECURITY: Pattern = Pattern::new(
        "养老保险|机关养老|企业养老|职业年金|社会保险|失业保险|工伤保险|遗属|抚恤|退役安置",
    );
    static HEALTH: Pattern =
        Pattern::new("基本医疗|医疗保险|医疗补助|医保|卫生|药品|疾病|疫情|防疫|疫苗|计划生育");
    static HOUSING: Pattern =
        Pattern::new("住房公积金|公积金|购房补贴|住房补贴|住房保障|保障性住房|公租房|廉租");
    static SCHOOL: Pattern = Pattern::new("学校|教学|学生|幼儿园|教师");
    static FARMING: Pattern = Pattern::new("农田|水利|林业|农业生产|防汛");
    static POLLUTION: Pattern = Pattern::new("污染|大气|节能|环保");
    static OWN_SECURITY: Pattern = Pattern::new(concat!(
        "养老|社会保|社保|退休|离休|年金|抚恤|丧葬|失业|工伤|就业|低保|救助|救济|残疾|优抚|退役|军转|福利|",
        "民政|殡葬|遗属|儿童|老年|老人|人力资源|保险|创业|慰问|五保|特困|社区|工资|人员",
    ));
    static OWN_HEALTH: Pattern = Pattern::new(
        "医|卫生|药|疾|疫|病|计划生育|健康|体检|诊|血|妇幼|育儿|生育|食品|核酸|防护|老龄|中医|护理",
    );
    static OWN_HOUSING: Pattern =
        Pattern::new("住房|公积金|购房|房租|棚户|保障房|公租|廉租|危房|老旧小区|房改|住宅|缴存");
    let (own, others): (&Pattern, [&Pattern; 5]) = match code.get(..3)? {
        "208" => (&OWN_SECURITY, [&HEALTH, &HOUSING, &SCHOOL, &FARMING, &POLLUTION]),
        "210" => (&OWN_HEALTH, [&SECURITY, &HOUSING, &SCHOOL, &FARMING, &POLLUTION]),
        "221" => (&OWN_HOUSING, [&SECURITY, &HEALTH, &SCHOOL, &FARMING, &POLLUTION]),
        _ => return None,
    };
    static FUND: Pattern = Pattern::new("住房公积金|公积金|医疗保险|医保|养老保险|职业年金");
    if own.is_in(text) {
        return None;
    }
    let all = others.into_iter().find_map(|other| other.ranges(text).next());
    match says {
        Says::Purpose => all,
        Says::Change | Says::Budget => all.and_then(|_| FUND.ranges(text).next()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether words on a code are about another class.
    fn strays(text: &str, code: &str, says: Says) -> bool {
        foreign_class(text, code, says).is_some()
    }

    #[test]
    fn items_are_known_by_their_words() {
        assert!(foreign_expense("本单位无因公出国（境）支出", 1).is_some());
        assert!(foreign_expense("本单位无“三公”经费支出", 0).is_none());
        assert!(foreign_expense("接待用车减少", 2).is_none());
        assert!(foreign_expense("批次减少", 3).is_none());
    }

    #[test]
    fn classes_are_known_by_their_words() {
        assert!(strays("职工医疗保险缴费", "221", Says::Purpose));
        assert!(strays("公积金缴存基数提高", "2100101", Says::Change));
        assert!(!strays("职工住房公积金", "221", Says::Purpose));
        assert!(!strays("受疫情影响，缴费推迟", "221", Says::Change));
        assert!(!strays("学校保安公益性岗位社保补贴", "208", Says::Purpose));
        assert!(!strays("教师工资", "205", Says::Purpose));
    }
}
