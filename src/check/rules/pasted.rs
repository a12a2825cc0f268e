//! 粘贴和抄录

use std::ops::Range;

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::characters::{around, is_blank, is_han};
use crate::check::words::look_alikes::{folded, usual};
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::terms::{misnamed, of_budget, terms};
use crate::check::words::traits::Traits;
use crate::model::unseen::is_unseen;
use crate::problem::Problem;

/// R1014 warning：一段话没有从中间断开
///
/// 多行的文字，一行就是一段。一行停在半句话上（末尾没有句号、分号、冒号这样的标点），下一行接着说，又不是标题、编号、一行一项的，多半是从 PDF、网页粘贴来的，原来的每一行都会各成一段。
///
/// 为什么：印出来一句话断成几段，每段空两格。
///
/// 例：“……参与全县公共文化服务体系建 ⏎ 设，推动全民阅 ⏎ 读。”
///
/// 怎么办：把断开的行接成一行。
pub(super) fn wrapped_line(evidence: &Evidence<'_>) -> Verdict {
    Ok(gather(
        evidence.passages().iter().filter(|passage| passage.text.contains('\n')),
        |passage| wrapped(&passage.text),
        |words| format!("一句话断成了两段：{words}"),
        "一行就是一段；请把断开的行接起来",
    ))
}

/// A line with so many characters fills a line of a page or a window.
const FULL: usize = 16;

/// The ends of lines that break a sentence.
fn wrapped(text: &str) -> Vec<Mark> {
    static NUMBERED: Pattern = Pattern::new(concat!(
        r"^[\s\x{3000}]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|第[0-9一二三四五六七八九十]{1,3}|",
        r"[一二三四五六七八九十]是|其[一二三四五六七八九十]|[①-⑳●■◆▲★○•·\-—*])",
    ));
    static HEADING: Pattern =
        Pattern::new("(?:职责|职能|概况|设置|情况|简介|任务|范围|编制|机构|方面|工作)$");
    let lines: Vec<Range<usize>> = lines(text);
    let mut marks = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let (words, following) = (text.get(line.clone()), text.get(next.clone()));
        let (Some(words), Some(following)) = (words, following) else { continue };
        let (Some(last), Some(first)) = (words.chars().next_back(), following.chars().next())
        else {
            continue;
        };
        let broken = if "，。、；：！？）”》】".contains(first) {
            true
        } else if NUMBERED.is_in(following) || !(is_han(first) || first.is_ascii_digit()) {
            false
        } else if "，、（“《".contains(last) {
            true
        } else {
            let open = is_han(last) || last.is_ascii_digit();
            // A heading, or an item of a list, has a line of its own.
            let heading = (NUMBERED.is_in(words) || HEADING.is_in(words))
                && !words.contains(['，', '。', '；']);
            let sentence = following.contains(['，', '。', '；']);
            // A few last words of a sentence are no line of their own.
            let rest = following.ends_with('。') && following.chars().count() <= 4;
            open && !heading && sentence && (rest || words.chars().count() >= FULL)
        };
        if broken {
            let tail = words.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
            let range = line.start + tail..line.end;
            let head: String = following.chars().take(4).collect();
            let shown = format!("{}／{head}", text.get(range.clone()).unwrap_or_default());
            marks.push(Mark::new(range, shown, "这一行没有说完"));
        }
    }
    marks
}

/// The lines of a text that are not empty, without blanks at either end.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_matches(|c| is_blank(c) || c == '\n' || c == '\r');
        let blank = line.len() - line.trim_start_matches(is_blank).len();
        if !words.is_empty() {
            lines.push(start + blank..start + blank + words.len());
        }
        start += line.len();
    }
    lines
}

/// R1015 warning：没有形似的字
///
/// 部首字（⽤ U+2F64、⼈ U+2F08）和兼容字（力 U+F98A），看上去与常用的字一样，其实是另一个字。
///
/// 为什么：从 PDF 粘贴来的文字常有。印出来看不出，在 PDF 里搜索“用”“人”却找不到，朗读也读不出；核对文字的规则也会漏掉。
///
/// 例：“⽤于图书馆⽇常开⽀”
///
/// 怎么办：改成常用的字；结论里写着每个字应改成什么。
pub(super) fn look_alike(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let alike = passage.text.char_indices().filter_map(|(at, c)| {
            let usual = usual(c)?;
            let label =
                format!("“{c}” U+{:04X} 应为“{usual}” U+{:04X}", u32::from(c), u32::from(usual));
            Some(Mark::new(at..at + c.len_utf8(), format!("{c} → {usual}"), label))
        });
        alike.collect()
    };
    let mut findings = gather(
        evidence.leaving().iter().filter(|passage| passage.traits.has_any(Traits::LOOK_ALIKE)),
        marks,
        |words| format!("形似的字：{words}"),
        "多半是从 PDF 粘贴来的；请改成常用的字",
    );
    // Names that the report prints as the catalogue has them do not leave the office.
    for named in evidence.report.named_codes.iter().filter(|named| !named.listed) {
        let right = folded(&named.name);
        if right != named.name {
            findings.push(
                Problem::finding(format!("名称“{}”里有形似的字，应为“{right}”", named.name))
                    .at(named.place, format!("应为“{right}”"))
                    .help("多半是从 PDF 粘贴来的；请改成常用的字"),
            );
        }
    }
    Ok(findings)
}

/// R1016 error：没有看不见的字
///
/// 零宽的空格和连接符（U+200B、U+FEFF）、方向符（U+200E）、软连字符（U+00AD）、变体选择符（U+FE0F）、私用区的字（U+E000—U+F8FF）和控制字符。
///
/// 为什么：从网页、聊天软件、旧字库粘贴来的文字常有。看不见，却会使搜索、核对落空；字体里没有这样的字，报告生成不了。
///
/// 例：“购书\u{200B}五千册”
///
/// 怎么办：删去，把前后的字重新打一遍；私用区的字换成通用的字。
pub(super) fn unseen_character(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let unseen = passage.text.char_indices().filter(|(_, c)| is_unseen(*c));
        let mark = |(at, c): (usize, char)| {
            let range = at..at + c.len_utf8();
            let beside = around(&passage.text, &range, 4).replace(is_unseen, "");
            let kind = match c {
                '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
                    "私用区的字，别的电脑上显示不出"
                }
                _ => "看不见的字",
            };
            Mark::new(range, format!("{beside}（U+{:04X}）", u32::from(c)), kind)
        };
        unseen.map(mark).collect()
    };
    Ok(gather(
        evidence.leaving().iter().filter(|passage| passage.traits.has_any(Traits::UNSEEN)),
        marks,
        |words| format!("有看不见的字：{words}"),
        "请删去，把前后的字重新打一遍；私用区的字换成通用的字",
    ))
}

/// R1017 warning：科目和预算的名称写得对
///
/// 文字中提到的支出科目，与政府收支分类科目的名称一致，不写早年的名称（文化体育与传媒支出、医疗卫生与计划生育支出），不错一个字、漏一个字；“一般公共预算”“政府性基金”“住房公积金”这样的名词也是；“国有资本经营预算”不写成“国有资金经营预算”，“财政拨款”不写成“财政拔款”；标题、引言里不把决算公开写成“部门预算公开”。引文件、书的名称（在《》里）的不算。
///
/// 为什么：名称由目录规定，一份报告里两种叫法，读者会以为是两件事（常见差错 8）。
///
/// 例：“207 类文化体育与传媒支出增加”，现在的名称是文化旅游体育与传媒支出。
///
/// 怎么办：改成目录里的名称。
pub(super) fn misnamed_term(evidence: &Evidence<'_>) -> Verdict {
    let names = terms(evidence.catalog.classes());
    let marks = |passage: &Passage<'_>| {
        let found = misnamed(&passage.text, &names).into_iter();
        let mark = |(range, right): (Range<usize>, String)| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, format!("应为{right}"))
        };
        let budget = of_budget(&passage.text).into_iter().map(|range| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, "这是决算公开")
        });
        found.map(mark).chain(budget).collect()
    };
    Ok(gather(
        evidence.passages().iter(),
        marks,
        |words| format!("名称写得不对：{words}"),
        "请改成现在的、完整的名称",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_break_a_sentence_are_known() {
        for broken in [
            "一、收集、整理和保存文献，参与全县公共文化服务体系建\n设，推动全民阅读。",
            "推动全民阅\n，读书。",
            "负责档案的接收、\n保管和利用",
            "贯彻执行国家和省市有关图书馆工作的方针政策并组织\n实施，开展业务培训。",
        ] {
            assert_eq!(wrapped(broken).len(), 1, "{broken}");
        }
        for fine in [
            "一、主要职责\n收集、整理和保存文献。",
            "桐岩县中医医院（中医适宜技术推广中心）主要职责\n本院始建于1958年，是二级医院。",
            "▲中医药文化传播与国际交流合作职责\n承担对外交流。",
            "收集文献。\n\n提供借阅。",
            "（一）贯彻执行有关档案工作的法律法规；\n（二）负责档案的接收；",
            "办公室\n财务科\n借阅部",
            "本单位下设以下科室：\n办公室、财务科。",
            "第一，收集文献\n第二，提供借阅",
            "1.负责全县文献收集整理和保存工作\n2.负责全民阅读推广工作",
        ] {
            assert!(wrapped(fine).is_empty(), "{fine}");
        }
    }
}
