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
    r"请?在?此处(?:填|写|列|省略|应|说明|插入)[^，。；\n]{0,6}|",
    r"待(?:补录|填写|填列|填报|完善后填)(?:完整)?|待(?:补充|补|填)(?:完整)?(?:[。，；）)]|$)|",
    r"【(?:填|请|待|单位名称|部门名称|年度|金额|项目名称)[^】\n]{0,10}】|",
    r"\{\{?(?:单位|部门|年度|金额|项目)[^}\n]{0,10}\}\}?|",
    r"(?:部门[（(]单位[）)]|单位[（(]部门[）)])(?:主要)?(?:职责|职能|概况|机构设置|基本情况|简介|名称)|",
    r"部门[（(][^（）()\n]+[）)][（(]单位[）)](?:主要)?(?:职责|职能|概况|机构设置|基本情况)|",
    r"包括[：:]?具体[^，。；\n]+情况等|",
    // Fields of Word, cells of Excel, variables of templates, HTML.
    r"PAGEREF|HYPERLINK|MERGEFI?ELD|MERGEFORMAT|_Toc[0-9]+|错误[！!][\x{20}\x{3000}]?(?:未找到引用源|未定义书签|不能|文档中没有|链接无效)|",
    r"Error! (?:Bookmark|Reference)|#{3,}|[=＝](?:SUM|IF|VLOOKUP|ROUND|AVERAGE|INDEX)[(（]|",
    r"(?-u:\b)[0-9]\.[0-9]+[Ee][+-]?[0-9]{1,2}(?-u:\b)|(?-u:\b)[0-9]+[Ee]\+[0-9]{1,2}(?-u:\b)|",
    r"\$\{[^}\n]+\}|\{\{[^}\n]+\}\}|<%[^%\n]*%>|«[^»\n]{1,30}»|",
    r"</?(?:br|p|div|span|td|tr|th|table|b|i|u|font|strong|em|img|a)(?:[\x{20}/][^>\n]*)?>|&(?:nbsp|lt|gt|amp|quot|[lr]dquo|e[mn]sp);|",
    // Something left out with dots.
    r"^[\s。]*(?:…+|\.{3,})[\s。]*$|[增加减少升降长为到计](?:…+|\.{3,})(?:万元|元|%|％|个|人|次)|",
    r"(?:指标|内容|原因)[0-9]*[：:][\x{20}\x{3000}]*(?:…+|\.{3,}|/|／)[\s。]*$",
));

/// Signs that stand for something to be filled in, or for something struck out.
static SIGNS: Pattern = Pattern::new(r"[XxＸｘ]+|[×✕╳*＊]+|○{2,}");

/// The words of a text that should have been filled in.
pub(crate) fn placeholders(text: &str) -> Vec<Range<usize>> {
    // “各部门（单位）” are all of them.
    let all = |range: &Range<usize>| {
        let words = text.get(range.clone()).unwrap_or_default();
        let either = words.starts_with("部门") || words.starts_with("单位");
        either && before(text, range.start).is_some_and(|c| "各等关他管属算级个".contains(c))
    };
    let mut found: Vec<Range<usize>> = WORDS.ranges(text).chain(instructions(text)).collect();
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, first| next.start < first.end);
    found.retain(|range| !all(range));
    found.extend(SIGNS.ranges(text).filter(|range| kind(text, range) == Some(Kind::Empty)));
    found.sort_by_key(|range| range.start);
    found
}

/// What a form says in brackets of how it is to be filled in, and the words that it leaves to choose from.
fn instructions(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, bracket) in text.char_indices().filter(|(_, c)| matches!(c, '（' | '(')) {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let from = start + bracket.len_utf8();
        let length = instruction(tail(text, from));
        found.extend(length.map(|length| start..from + length));
    }
    found
}

/// How many bytes an instruction has that begins right behind a bracket, with the other bracket; none where there is none.
fn instruction(words: &str) -> Option<usize> {
    static PROMPT: Pattern = Pattern::new(concat!(
        r"^(?:如…|如\.\.|如有[，,）)]|(?:如无|如没有|如不涉及|如涉及)(?:[，,]?(?:请|则|应|可|也|删|填|写|不用|不需|无需|此项|该项|本项|以下|上述|相关)|",
        r"[）)])|此处|请填|请列|请注明|请说明|请根据|填写(?:[：:）)]|原因|内容|说明|情况|金额|单位|部门|具体|本|实际)|列明(?:[：:）)]|原因|内容|具体|明细))",
    ));
    static NOTE: Pattern = Pattern::new(concat!(
        r"^(?:比照|参照本|需公开|需列明|需说明|应公开|应列明|应说明|应当说明|注[：:](?:数据|本表|此|请|填|各|参|如|表|金额|单位|以上|根据)|请(?:填|列|注|说|根|",
        r"按|写|删|选|在|参|补|用|各)|若无|若没有|若不涉及|可根据实际|根据实际情况(?:填|写|修|改|增|删)|按实际情况(?:填|写)|各[单部][位门](?:根据|结合|可))",
    ));
    static CHOICE: Pattern = Pattern::new(
        "^或(?:者)?(?:与|同|大于|小于|高于|低于|多于|少于|增|减|上升|下降|持平|决算|预算|上年)",
    );
    static BOTH: Pattern = Pattern::new("^(?:部门|单位)[）)][（(](?:部门|单位)[）)]");
    let begun = |pattern: &Pattern| pattern.ranges(words).next().map(|head| head.end);
    if let Some(head) = begun(&PROMPT) {
        return Some(within(words, head, SHORT).0);
    }
    if let Some(head) = begun(&NOTE) {
        return Some(within(words, head, LONG).0);
    }
    if let Some(head) = begun(&CHOICE) {
        return Some(within(words, head, SHORT)).filter(|(_, closed)| *closed).map(|(end, _)| end);
    }
    let (end, closed) = within(words, 0, LONG);
    let inside = words.get(..end)?.trim_end_matches(['）', ')']);
    let before = LEFT.iter().find_map(|word| inside.strip_suffix(word));
    if closed && before.is_some_and(|before| before.chars().count() <= SHORT) {
        return Some(end);
    }
    begun(&BOTH)
}

/// How many characters may follow the beginning of a prompt within its brackets.
const SHORT: usize = 20;

/// How many may follow that of a note.
const LONG: usize = 60;

/// What stands last in the brackets where something was to be drawn or cut short.
const LEFT: [&str; 7] = ["字以内", "字左右", "饼状图", "柱状图", "折线图", "结构图", "示意图略"];

/// Where words end that begin with the head of a prompt and go on for so many characters at most, and whether a bracket
/// closes them.
fn within(words: &str, head: usize, most: usize) -> (usize, bool) {
    if words.get(..head).is_some_and(|head| head.ends_with(['）', ')'])) {
        return (head, true);
    }
    let mut end = head;
    for (count, c) in tail(words, head).chars().enumerate() {
        match c {
            '）' | ')' => return (end + c.len_utf8(), true),
            '（' | '(' | '\n' => break,
            _ if count == most => break,
            _ => end += c.len_utf8(),
        }
    }
    (end, false)
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
            "具体金额待补充。",
            "（如无，请删去）",
            "（如不涉及，此项不填）",
            "（填写原因）",
            "#REF!",
            "金额____元",
            "×万元",
            "X年X月",
            "其中：…………",
            "（比照预算公开的内容格式）",
            "（需公开内设机构数量和下属单位数量及名称）",
            "小于预算数（或与预算数持平）",
            "（注：数据来源于财决07表）",
            "（收入决算结构图）（饼状图）",
            "（部门）（单位）职责",
            "部门（单位）职责如下",
            "部门（清河县档案馆）（单位）职责",
            "开展内容包括：具体出国开支及开展工作情况等",
            "产出指标1：……",
            "指标1：/",
            "……",
            "较上年增加…万元",
            "第一部分 PAGEREF _Toc25831 h 3",
            "错误！未找到引用源。",
            "#####",
            "=SUM(B2:B9)",
            "共1.0E7元",
            "共3E+08元",
            "${unit.name}",
            "{{ amount }}",
            "«单位名称»",
            "购书<br/>五千册",
            "购书&nbsp;五千册",
            "（200字以内）",
        ] {
            assert!(!placeholders(empty).is_empty(), "{empty}");
        }
        for fine in [
            "（如会议费、培训费）",
            "（如无异议，按程序归档）",
            "（如无水资源论证的不予许可）",
            "（填写一张表、盖一次章）",
            "（注：节假日顺延）",
            "待补充的药材",
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
            "（见下表）",
            "部门（单位）整体支出绩效评价",
            "各部门（单位）职责清晰",
            "（或其授权的人）",
            "（或称财政专户）",
            "3E评价",
            "1.5倍",
            "购书、办公等……",
            "错误率下降",
            "A类（一等）",
            "a<b且c>d",
            "（请假人员除外的）",
            "（注册会计师）",
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
