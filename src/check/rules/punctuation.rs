//! 文字

use std::ops::Range;

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::characters::{after, around, before, head, is_blank, is_han, tail};
use crate::check::words::marks::{Mark, gather};
use crate::check::words::pairs::without_partner;
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;

/// R1001 warning：标点没有重复
///
/// 两个标点连在一起的，如“。。”“，，”“；。”。省略号、破折号、连用的问号和感叹号不算。
///
/// 为什么：多半是改稿时留下的，印出来很显眼（GB/T 15834；常见差错 17）。
///
/// 例：“完成档案数字化加工。。”
///
/// 怎么办：删去多余的一个。
pub(super) fn doubled_punctuation(evidence: &Evidence<'_>) -> Verdict {
    static DOUBLED: Pattern =
        Pattern::new(r"[。，、；：！？][。，、；：！？,;:.]+|[,;:][。，、；：！？]+");
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        let doubled = DOUBLED.ranges(text).filter(|range| {
            let signs = text.get(range.clone()).unwrap_or_default();
            !signs.chars().all(|c| matches!(c, '！' | '？'))
        });
        doubled.map(|range| Mark::new(range.clone(), around(text, &range, 4), "标点重复")).collect()
    };
    Ok(gather(
        evidence.passages_with(Traits::DOUBLED_MARK),
        marks,
        |words| format!("标点重复：{words}"),
        "请删去多余的标点",
    ))
}

/// R1002 warning：中文里用全角标点
///
/// 夹在汉字之间的半角逗号、分号、冒号、问号、感叹号、句点，以及括着汉字的半角括号、引号。数、时间、网址、邮箱中的半角标点不算。
///
/// 为什么：中文标点用全角（GB/T 15834），半角的印出来与前后的字挤在一起；从别处粘贴的文字常有（常见差错 17）。
///
/// 例：“取暖费,死亡抚恤金”“属于"优"”。
///
/// 怎么办：改成全角的“，；：？！。（）“””。
pub(super) fn half_width_punctuation(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let mut marks = Vec::new();
        if passage.traits.has_any(Traits::HALF_WIDTH) {
            marks.extend(half_width_signs(&passage.text));
        }
        if passage.traits.has_any(Traits::HALF_BRACKET) {
            marks.extend(half_width_brackets(&passage.text));
        }
        marks.extend(half_width_quotes(&passage.text, source(evidence, passage)));
        marks.sort_by_key(|mark| mark.range.start);
        marks
    };
    let kinds = Traits::HALF_WIDTH.or(Traits::HALF_BRACKET).or(Traits::HALF_QUOTE);
    Ok(gather(
        evidence.passages_with(kinds.or(Traits::ESCAPED)),
        marks,
        |words| format!("中文里用了半角标点：{words}"),
        "请改成全角的标点",
    ))
}

/// The words of a passage as they stand in the file, with their escapes.
fn source<'s>(evidence: &Evidence<'s>, passage: &Passage<'_>) -> &'s str {
    let place = passage.whole();
    let file = evidence.sources.file(place.file);
    file.and_then(|file| file.text.get(place.start..place.end)).unwrap_or_default()
}

/// Half-width commas and the like after Chinese characters.
fn half_width_signs(text: &str) -> Vec<Mark> {
    let sign = |c: &(usize, u8)| matches!(c.1, b',' | b';' | b':' | b'?' | b'!' | b'.');
    let signs = text.bytes().enumerate().filter(sign).filter(|(at, sign)| {
        let (left, right) = (before(text, *at), after(text, at + 1));
        let chinese =
            left.is_some_and(|c| is_han(c) || matches!(c, '”' | '）' | '》' | '】' | '％'));
        let (han, end) = (right.is_some_and(is_han), right.is_none_or(|c| c == '\n'));
        match sign {
            b'.' => chinese && (han || end),
            b',' | b';' => chinese || (han && left.is_some_and(|c| c.is_ascii_digit() || c == '%')),
            _ => chinese,
        }
    });
    let mark = |(at, _): (usize, u8)| {
        let range = at..at + 1;
        Mark::new(range.clone(), around(text, &range, 4), "半角标点")
    };
    signs.map(mark).collect()
}

/// Half-width brackets around Chinese characters.
fn half_width_brackets(text: &str) -> Vec<Mark> {
    static BRACKETS: Pattern = Pattern::new(r"[(（][^()（）\n]{1,80}[)）]");
    let half = BRACKETS.ranges(text).filter(|range| {
        let words = text.get(range.clone()).unwrap_or_default();
        let year = words.starts_with("(19") || words.starts_with("(20");
        words.contains(['(', ')']) && words.chars().any(is_han) && !year
    });
    half.map(|range| Mark::new(range.clone(), around(text, &range, 0), "半角括号")).collect()
}

/// Half-width quotes around Chinese characters; `source` has the escapes that `text` lacks.
fn half_width_quotes(text: &str, source: &str) -> Vec<Mark> {
    static QUOTES: Pattern = Pattern::new(r#""[^"\n]{1,80}"|'[^'\n]{1,80}'"#);
    if source.len() != text.len() || !source.contains(['"', '\'']) {
        return Vec::new();
    }
    let half = QUOTES.ranges(source).filter(|range| {
        let words = source.get(range.clone()).unwrap_or_default();
        let letter = before(source, range.start).is_some_and(|c| c.is_ascii_alphanumeric());
        words.chars().any(is_han) && !(words.starts_with('\'') && letter)
    });
    let mark = |range: Range<usize>| {
        let words = source.get(range.clone()).unwrap_or_default().replace('\\', "");
        Mark::new(range, words, "半角引号")
    };
    half.map(mark).collect()
}

/// R1003 warning：括号、引号成对
///
/// （）“”‘’《》【】〔〕[] 等有左就有右，有右就有左。序号“1）”和区间“[80,90)”不算。
///
/// 为什么：少了一半，读者不知道括到哪里；常常是话没有录完（GB/T 15834；常见差错 17）。
///
/// 例：“城乡居民养老保险（出口补助资金”
///
/// 怎么办：补上或删去；“优“这样两个都是左引号的，改成“优”。
pub(super) fn unpaired_brackets(evidence: &Evidence<'_>) -> Verdict {
    Ok(gather(
        evidence.passages_with(Traits::PAIRED),
        |passage| unpaired(&passage.text),
        |words| format!("括号、引号没有成对：{words}"),
        "请补上另一半，或删去多余的",
    ))
}

/// The brackets and quotes of a text that have no partner.
fn unpaired(text: &str) -> Vec<Mark> {
    let mark = |(at, c): (usize, char)| {
        let range = at..at + c.len_utf8();
        Mark::new(range.clone(), around(text, &range, 6), "没有与它配对的")
    };
    without_partner(text).into_iter().map(mark).collect()
}

/// R1004 warning：发文字号的年份用六角括号
///
/// 引用文件的发文字号，年份写在六角括号〔〕中，序号前不加“第”：汾政发〔2011〕53号。
///
/// 为什么：GB/T 9704-2012《党政机关公文格式》规定，发文字号的年份、发文顺序号用阿拉伯数字标注，年份用全称，以六角括号“〔〕”括入，发文顺序号不加“第”字。
///
/// 例：“汾政发[2011]53号”“晋老险字【1997】250号”“（2014）88号”。
///
/// 怎么办：改成〔〕；输入法里打“六角括号”可以选出。
pub(super) fn document_number(evidence: &Evidence<'_>) -> Verdict {
    Ok(gather(
        evidence.passages_with(Traits::YEAR_IN_BRACKETS),
        |passage| wrong_numbers(&passage.text),
        |words| format!("发文字号没有用六角括号：{words}"),
        "GB/T 9704-2012：年份以六角括号“〔〕”括入，发文顺序号不加“第”字",
    ))
}

/// Numbers of documents that are not written as `汾政发〔2011〕53号`.
fn wrong_numbers(text: &str) -> Vec<Mark> {
    static NUMBER: Pattern = Pattern::new(
        r"[\[［【（(〈<﹝{〖〔]((?:19|20)[0-9]{2})年?[\]］】）)〉>﹞}〗〕] ?(?:(第?) ?([0-9]{1,5}) ?号)?",
    );
    /// What the name of a series of documents ends with.
    const SERIES: &str = "发函字办规通令电复社教财预综建农审批指政党";
    /// What makes a number one of a thing.
    const THINGS: &str = "楼线机井桥路院库厂车泵坑";
    let mut marks = Vec::new();
    for groups in NUMBER.groups(text) {
        let (Some(whole), Some(year)) = (groups.get(0), groups.get(1)) else { continue };
        let left = before(text, whole.start());
        let bracket = whole.as_str().chars().next();
        let (right, label) = match groups.get(3) {
            Some(number) => {
                let ordinal = groups.get(2).is_some_and(|ordinal| !ordinal.is_empty());
                if whole.as_str().starts_with('〔') && whole.as_str().contains('〕') && !ordinal {
                    continue;
                }
                let thing = after(text, whole.end()).is_some_and(|c| THINGS.contains(c));
                let named = left.is_none_or(|c| is_han(c) || is_blank(c));
                (!thing && named, format!("应为“〔{}〕{}号”", year.as_str(), number.as_str()))
            }
            None => {
                let square = matches!(bracket, Some('[' | '［' | '【' | '〖' | '﹝'));
                let series = left.is_some_and(|c| SERIES.contains(c));
                (square && series, format!("应为“〔{}〕×号”，写明序号", year.as_str()))
            }
        };
        if right {
            let from = whole.start() - series(head(text, whole.start())).len();
            let range = from..whole.start() + whole.as_str().trim_end().len();
            let words = text.get(range.clone()).unwrap_or_default().to_owned();
            marks.push(Mark::new(range, words, label));
        }
    }
    marks
}

/// The name of a series of documents at the end of some words: 汾政发.
fn series(left: &str) -> &str {
    let mut rest = left;
    for _ in 0..8 {
        match rest.chars().next_back() {
            Some(c) if is_han(c) => rest = head(rest, rest.len() - c.len_utf8()),
            _ => break,
        }
    }
    let name = tail(left, rest.len());
    let stops =
        ["根据", "按照", "依据", "依照", "关于", "文件", "和", "及", "与", "据", "的", "按"];
    let cut = stops.iter().filter_map(|stop| name.rfind(stop).map(|at| at + stop.len())).max();
    tail(name, cut.unwrap_or(0))
}

/// R1005 hint：汉字之间没有空格
///
/// 两个汉字之间，或汉字与标点之间，有空格、全角空格、制表符。“第一条”“第一章”之后的不算，联合发文的几个机关之间的也不算（中共中央办公厅 国务院办公厅印发……）。
///
/// 为什么：多半是从别处粘贴来的，或是漏了一个标点；印出来是一个洞。
///
/// 例：“严格执行预算绩效管理进度 定期做好支出财务分析”——这里是漏了逗号。
///
/// 怎么办：漏了标点的补上，多余的删去。
pub(super) fn blank_between_characters(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| blanks(&passage.text, source(evidence, passage));
    Ok(gather(
        evidence.passages_with(Traits::BLANK),
        marks,
        |words| format!("汉字之间有空格：{words}"),
        "漏了标点的请补上，多余的空格请删去",
    ))
}

/// The blanks between Chinese characters and signs; `source` has the escapes that `text` lacks.
fn blanks(text: &str, source: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = tail(text, from).find(is_blank).map(|at| at + from) {
        let rest = tail(text, start);
        let end = text.len() - rest.trim_start_matches(is_blank).len();
        from = end;
        let escaped = source.get(start..end).is_some_and(|blanks| blanks.contains('\\'));
        let (left, right) = (before(text, start), after(text, end));
        let (Some(left), Some(right)) = (left, right) else { continue };
        let closing = |c| "，。；：、）”》".contains(c);
        let opening = |c| "，。；：、（“《".contains(c);
        let between = match (is_han(left), is_han(right)) {
            (true, true) => !"条章节".contains(left),
            (true, false) => closing(right),
            (false, true) => opening(left),
            (false, false) => false,
        };
        if between && !escaped && !joins_organs(text, start, end) {
            marks.push(Mark::new(start..end, around(text, &(start..end), 4), "空格"));
        }
    }
    marks
}

/// Whether a blank joins the organs that issue a document together.
fn joins_organs(text: &str, start: usize, end: usize) -> bool {
    static LEFT: Pattern = Pattern::new(concat!(
        "(?:中央|办公[厅室]|委员会|(?:协|联合|总|工)会|国务院|法院|检察院|人民政府|委|",
        "[^全内外干局支]部|[^全布结格大]局|[^大餐客]厅)$",
    ));
    static RIGHT: Pattern = Pattern::new(concat!(
        r"^(?:(?:(?:中共)?(?:中央|国务院|全国|国家|最高人民)|(?:[\p{Han}]{2,5})?[省市县区])[\p{Han}]{0,14}?",
        "(?:国务院|办公[厅室]|委员会|[委部厅局署会办]|[法察]院|人民政府)|国务院|",
        "(?:教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|",
        "住房和?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人(?:事务)?|应急管理|",
        "卫生健康|医疗保障|审计|统计)[部厅局委署](?:办公厅)?)",
        r"(?:[ \x{3000}]|(?:联合|共同)?(?:印发|下发|转发|发布|公布|制定|出台)|关于|文件|《|〈)",
    ));
    LEFT.is_in(head(text, start)) && RIGHT.is_in(tail(text, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of marks.
    fn words(marks: Vec<Mark>) -> Vec<String> {
        marks.into_iter().map(|mark| mark.words).collect()
    }

    #[test]
    fn half_width_signs_are_those_between_chinese_characters() {
        assert_eq!(words(half_width_signs("取暖费,死亡抚恤金")), ["取暖费,死亡抚恤"]);
        assert_eq!(half_width_signs("甲,乙,丙;丁:戊").len(), 4);
        for fine in ["1,200.5元", "上午9:30", "https://a.b/c?d=1", "比例1:2", "3.5%", "Co., Ltd"]
        {
            assert!(half_width_signs(fine).is_empty(), "{fine}");
        }
        assert_eq!(words(half_width_brackets("补助(出口)、f(x)、(2014)88号")), ["(出口)"]);
        assert_eq!(words(half_width_quotes("属于\"优\"", "属于\"优\"")), ["\"优\""]);
    }

    #[test]
    fn every_opening_sign_has_its_closing_one() {
        for fine in
            ["（一）", "“优”", "1）甲；2）乙", "[80,90)分", "《甲（试行）》", "it’s", "一）甲"]
        {
            assert!(unpaired(fine).is_empty(), "{fine}");
        }
        assert_eq!(unpaired("养老保险（出口补助").len(), 1);
        assert_eq!(unpaired("属于“优“").len(), 2);
        assert_eq!(unpaired("（甲“乙）").len(), 1);
        assert_eq!(unpaired("补助）").len(), 1);
    }

    #[test]
    fn numbers_of_documents_are_known_by_their_form() {
        assert_eq!(words(wrong_numbers("根据汾政发[2011]53号文件")), ["汾政发[2011]53号"]);
        assert_eq!(words(wrong_numbers("晋人社厅发【2013】文件")), ["晋人社厅发【2013】"]);
        assert_eq!(words(wrong_numbers("云发改审批〔2021〕第8号")), ["云发改审批〔2021〕第8号"]);
        for fine in ["汾政发〔2011〕53号", "全县（2021）年", "（2022）1号楼", "数组[2022]"]
        {
            assert!(wrong_numbers(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn blanks_count_between_chinese_characters_only() {
        assert_eq!(blanks("进度 定期", "进度 定期").len(), 1);
        assert_eq!(blanks("第一条 第 1 号 PPP 项目", "第一条 第 1 号 PPP 项目").len(), 0);
        assert_eq!(blanks("甲  乙", "甲\\n乙").len(), 0);
    }

    #[test]
    fn blanks_join_the_organs_that_issue_a_document() {
        for fine in [
            "《中共中央办公厅 国务院办公厅印发〈意见〉的通知》",
            "《财政部 教育部关于印发办法的通知》",
            "中共中央 国务院关于乡村振兴的意见",
            "山西省财政厅　山西省人力资源和社会保障厅关于补助的通知",
            "省财政厅 省教育厅 省民政厅联合印发",
        ] {
            assert!(blanks(fine, fine).is_empty(), "{fine}");
        }
        for slip in [
            "由县财政局 民政部门审核",
            "资金已全部 县财政局拨付",
            "报县财政局 国家政策另有规定的除外",
            "工作进度 省财政厅关于绩效的要求",
            "报县财政局 定期分析",
        ] {
            assert_eq!(blanks(slip, slip).len(), 1, "{slip}");
        }
    }
}
