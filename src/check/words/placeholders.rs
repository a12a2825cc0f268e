//! What is left of a form that was not filled in.

use std::ops::Range;

use crate::check::words::characters::{after, before, is_han, tail};
use crate::check::words::pattern::Pattern;

/// Words of forms and of broken cells.
static WORDS: Pattern = Pattern::new(concat!(
    r"[#＃](?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|\x{FFFD}|[?？]{3,}|_{2,}|＿{2,}|…{3,}|□|",
    r"(?-u:\b)(?:TODO|TBD|FIXME|null|NaN|undefined|None)(?-u:\b)|某某|大小于|减增加|增减少|",
    r"(?:增长|增加|上升|大于|高于|多于)[（(](?:下降|减少|降低|小于|低于|少于)[)）]|",
    r"(?:下降|减少|降低|小于|低于|少于)[（(](?:增长|增加|上升|大于|高于|多于)[)）]|",
    r"[本我](?:部门[（(]单位[)）]|单位[（(]部门[)）])|",
    r"[（(](?:如…|如\.\.|如有[，,）)]|如无|如没有|如不涉及|如涉及|此处|请填|请列|请注明|请说明|请根据|填写|列明)",
    r"[^（）()\n]{0,20}[）)]?|",
    r"请?在?此处(?:填|写|列|省略|应|说明|插入)[^，。；\n]{0,6}|",
    r"待(?:补充|补录|填写|填列|填报|完善后填)(?:完整)?|待(?:补|填)(?:[。，；）)]|$)|",
    r"【(?:填|请|待|单位名称|部门名称|年度|金额|项目名称)[^】\n]{0,10}】|",
    r"\{\{?(?:单位|部门|年度|金额|项目)[^}\n]{0,10}\}\}?",
));

/// Signs that stand for something to be filled in, or for something struck out.
static SIGNS: Pattern = Pattern::new(r"[XxＸｘ]+|[×✕╳*＊]+|○{2,}");

/// The words of a text that should have been filled in.
pub(in crate::check) fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = WORDS.ranges(text).collect();
    found.extend(SIGNS.ranges(text).filter(|range| kind(text, range) == Some(Kind::Empty)));
    found.sort_by_key(|range| range.start);
    found
}

/// The words of a text that were struck out.
pub(in crate::check) fn struck_out(text: &str) -> Vec<Range<usize>> {
    SIGNS.ranges(text).filter(|range| kind(text, range) == Some(Kind::StruckOut)).collect()
}

/// What a run of signs stands for.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// Something to be filled in.
    Empty,
    /// Something that was struck out.
    StruckOut,
}

/// What a run of signs stands for; none where it is a letter, a product or a masked number.
fn kind(text: &str, range: &Range<usize>) -> Option<Kind> {
    static COUNTED: Pattern = Pattern::new(
        "^(?:万元|亿元|元|%|％|个|人|年|月|日|次|批|辆|台|户|项|件|家|名|号|单位|部门|局|厅|委|办|中心|公司|县|市|省|区|镇|乡|村|工作|资金|[（(][类款项][)）])",
    );
    let sign = after(text, range.start)?;
    let run = text.get(range.clone()).unwrap_or_default();
    let many = run.chars().nth(1).is_some();
    let (left, right) = (before(text, range.start), after(text, range.end));
    let code = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
    let digit =
        |c: char| c.is_ascii_digit() || c == ' ' || "元人月次个天张台套户年％%）)".contains(c);
    let counted = COUNTED.is_in(tail(text, range.end));
    match sign {
        'X' | 'x' | 'Ｘ' | 'ｘ' => {
            let word = left.is_some_and(code) || right.is_some_and(code);
            let filled = (many && run.chars().all(|c| c == sign)) || (sign != 'x' && counted);
            (!word && filled).then_some(Kind::Empty)
        }
        '○' => {
            let year = |c: char| "一二三四五六七八九十〇".contains(c);
            (!left.is_some_and(year) && !right.is_some_and(year)).then_some(Kind::Empty)
        }
        _ if left.is_some_and(|c| c.is_ascii_alphanumeric()) => None,
        _ if counted && (many || !left.is_some_and(digit)) => Some(Kind::Empty),
        _ if !many || right.is_some_and(|c| c.is_ascii_alphanumeric()) => None,
        _ => {
            let beside = left.is_none_or(|c| is_han(c) || "，。、；：（“".contains(c));
            beside.then_some(Kind::StruckOut)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_were_not_filled_in_are_known() {
        for empty in [
            "XX单位",
            "主要原因是XXX。",
            "××年",
            "增长（下降）2%",
            "本部门（单位）",
            "（如…表述）",
            "（此处填写原因）",
            "待补充",
            "#REF!",
            "金额____元",
            "×万元",
            "X年X月",
            "其中：…………",
        ] {
            assert!(!placeholders(empty).is_empty(), "{empty}");
        }
        for fine in [
            "（如会议费、培训费）",
            "各部门（单位）",
            "8×1000元",
            "每人500元×12个月",
            "尺码XXL",
            "EXX-1",
            "待补助人员",
            "如有结余",
            "等……",
            "×××护理费2410*12=28920元",
            "二○○八年",
            "a=1*2",
            "X光机",
        ] {
            assert!(placeholders(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn struck_out_names_are_not_empty_places() {
        assert_eq!(struck_out("畜牧局×××、×××等11人").len(), 2);
        assert!(struck_out("1404**********1234").is_empty());
        assert!(struck_out("27702*12").is_empty());
    }
}
