//! 文字

use crate::check::evidence::Evidence;
use crate::check::verdict::{NotRun, Verdict};
use crate::check::words::characters::{after, around, before, head, is_blank, is_han, tail};
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::placeholders::{placeholders, struck_out};
use crate::check::words::traits::Traits;
use crate::check::words::unit_names::{OwnName, split};

/// R1006 warning：话要说完
///
/// 文字不停在逗号、顿号、冒号、分号上，也不停在“原因为”“用于”“包括”“由于”“以及”这样后面还应有话的词上，不停在“执行数为”“经费增”“10.00万”这样缺了半截的话上，不论后面有没有句号；两个金额不紧挨着（“较上年688.84万元131.49万元”，掉了“增加”）；句中的“和”“与”“或”后面不直接是标点。
///
/// 为什么：多半是录入时漏了后半句，或粘贴时截断了（常见差错 17）。
///
/// 例：“按照预算金额，该项目有1282元未支付完成，原因为”“提升绩效管理水平和，及时跟踪问效”。
///
/// 怎么办：把话补完，或删去多出来的字。[reasons]、[three-public] 中原因末尾的分号排版时会去掉，不算。
pub(super) fn broken_off(evidence: &Evidence<'_>) -> Verdict {
    /// Keys of short entries in a table.
    const CELLS: [&str; 6] = ["level-one", "level-two", "initial", "adjusted", "actual", "source"];
    let passages = evidence.passages().iter().filter(|passage| !CELLS.contains(&passage.key()));
    Ok(gather(
        passages,
        |passage| {
            let clause = passage.is_in("reasons") || passage.is_in("three-public");
            let mut marks = unfinished(&passage.text, clause);
            if passage.traits.has_any(Traits::YUAN) {
                marks.extend(side_by_side(&passage.text));
            }
            if passage.traits.has_any(Traits::DANGLING) {
                marks.extend(dangling(&passage.text));
            }
            marks
        },
        |words| format!("话没有说完：{words}"),
        "请把话补完，或删去多出来的字",
    ))
}

/// Two amounts with nothing between them, where a verb is missing: 较上年688.84万元131.49万元.
fn side_by_side(text: &str) -> Vec<Mark> {
    static TWO: Pattern =
        Pattern::new(r"[0-9](?:万元|亿元|元)[0-9][0-9,]*(?:\.[0-9]+)?(?:万元|亿元|元)");
    let marks = TWO.ranges(text).map(|range| {
        let words = around(text, &range, 6);
        Mark::new(range, words, "两个金额之间缺了话")
    });
    marks.collect()
}

/// Where a text stops short; a `clause` may end in a semicolon.
fn unfinished(text: &str, clause: bool) -> Vec<Mark> {
    /// Words that something must follow.
    const LEADING: [&str; 18] = [
        "原因为",
        "原因是",
        "原因在于",
        "主要是",
        "主要用于",
        "用于",
        "包括",
        "由于",
        "因为",
        "以及",
        "根据",
        "按照",
        "例如",
        "共计",
        "并且",
        "而且",
        "其中：",
        "分别为",
    ];
    // What no text ends with: an amount, a number or a comparison of which the rest is missing.
    static HALF: Pattern = Pattern::new(concat!(
        r"(?:[数率额量值]|合计|总计|共计|[均别共])为$|(?:经费|支出|收入|费用|资金|人员|预算|项目|数量)[增减]$|",
        r"(?:较|比|与)(?:上年|去年|预算)(?:度|数)?(?:相比)?$|[0-9]万$",
    ));
    let whole = text.trim_end();
    let sign = whole.chars().next_back().filter(|c| match c {
        '，' | '、' | '：' | ',' | ':' => true,
        '；' | ';' => !clause,
        _ => false,
    });
    let sentence = whole.trim_end_matches(['。', '；']);
    let word = || {
        let last = sentence.chars().next_back()?;
        let may_lead = matches!(
            last,
            '为' | '是' | '于' | '括' | '及' | '据' | '照' | '如' | '计' | '且' | '：'
        );
        let word = LEADING
            .into_iter()
            .find(|word| may_lead && sentence.ends_with(word) && !is_whole(sentence, word));
        let half = || HALF.ranges(sentence).last().map(|range| range.len());
        word.map(str::len).or_else(half)
    };
    let at = match sign {
        Some(sign) => Some(whole.len() - sign.len_utf8()..whole.len()),
        None => word().map(|length| sentence.len() - length..sentence.len()),
    };
    let short = at
        .filter(|range| sign.is_none() || range.start > 0)
        .map(|range| Mark::new(range.clone(), around(text, &range, 8), "到这里就完了"));
    short.into_iter().collect()
}

/// Whether a word that something follows ends its sentence by right: 均已包括, 作为根据.
fn is_whole(sentence: &str, word: &str) -> bool {
    let left = sentence.strip_suffix(word).unwrap_or_default();
    ["均已", "都已", "已", "不", "未", "为", "作为", "有", "无", "的", "全部"]
        .iter()
        .any(|end| matches!(word, "包括" | "根据" | "按照") && left.ends_with(end))
}

/// Words in mid-sentence that something must follow, right before a mark of punctuation.
fn dangling(text: &str) -> Vec<Mark> {
    static DANGLING: Pattern =
        Pattern::new(r"(?:原因为|原因是|主要用于|以及|由于|[和与或])[，。；、]");
    let mut marks: Vec<Mark> = Vec::new();
    for range in DANGLING.ranges(text) {
        let word = after(text, range.start).unwrap_or_default();
        let compound = match word {
            '和' => "总饱缓温中调柔谐共祥亲暖",
            '与' => "参给赋授赠付施",
            _ => "",
        };
        if !before(text, range.start).is_some_and(|c| compound.contains(c)) {
            marks.push(Mark::new(range.clone(), around(text, &range, 6), "后面缺了话"));
        }
    }
    marks
}

/// R1007 hint：汉字之间没有夹着英文单词
///
/// 汉字之间小写的英文单词，如 and。单位、常见的简称（km、app 等）和大写的缩写（PPP）不算。
///
/// 为什么：多半是翻译、识别或粘贴留下的。
///
/// 例：“晋政发〔2020〕11号文件精神 and 2021年社保基金预算”
///
/// 怎么办：改成中文。
pub(super) fn latin_word(evidence: &Evidence<'_>) -> Verdict {
    Ok(gather(
        evidence.passages_with(Traits::WORD),
        |passage| latin(&passage.text),
        |words| format!("中文里夹着英文单词：{words}"),
        "请改成中文；确是名称的不必改",
    ))
}

/// The small Latin words between Chinese characters.
fn latin(text: &str) -> Vec<Mark> {
    static WORD: Pattern = Pattern::new(r"[a-z]{2,}");
    /// Units of measure and names that are written so.
    const KNOWN: [&str; 26] = [
        "km", "cm", "mm", "kg", "mg", "ml", "kw", "kwh", "mw", "ha", "hm", "hz", "db", "mu", "nm",
        "gb", "mb", "tb", "app", "wifi", "pdf", "excel", "word", "ppt", "vs", "vpn",
    ];
    let chinese = |c: char| is_han(c) || "，。、；：）”》".contains(c);
    let alone = WORD.ranges(text).filter(|range| {
        let word = text.get(range.clone()).unwrap_or_default();
        let left = head(text, range.start).trim_end_matches(is_blank).chars().next_back();
        let right = tail(text, range.end).trim_start_matches(is_blank).chars().next();
        let spaced = after(text, range.end).is_some_and(|c| is_blank(c) || is_han(c));
        let follows = right.is_some_and(|c| chinese(c) || (spaced && c.is_ascii_digit()));
        left.is_some_and(chinese) && follows && !KNOWN.contains(&word)
    });
    alone.map(|range| Mark::new(range.clone(), around(text, &range, 4), "英文单词")).collect()
}

/// R1008 hint：没有重复的字词
///
/// “的的”“了了”“和和”“在在”这样连写两遍的虚字，和“进行进行”“完成完成”这样连写两遍的词。“目的的”“为了了解”这样通顺的不算。
///
/// 为什么：多半是改稿时留下的（常见差错 17）。
///
/// 例：“负责全县档案的的接收”
///
/// 怎么办：删去一个。
pub(super) fn doubled_word(evidence: &Evidence<'_>) -> Verdict {
    Ok(gather(
        evidence.passages_with(Traits::DOUBLED_WORD),
        |passage| doubled(&passage.text),
        |words| format!("字词重复：{words}"),
        "请删去多余的一个；读来通顺的不必改",
    ))
}

/// The words written twice.
fn doubled(text: &str) -> Vec<Mark> {
    static DOUBLED: Pattern = Pattern::new(concat!(
        "的的|了了|和和|在在|是是|为为|与与|对对|及及|由由|于于|将将|",
        "进行进行|完成完成|提高提高|加强加强|开展开展|按照按照|根据根据|通过通过|主要主要|以及以及|",
        "由于由于|用于用于|包括包括|其中其中|增加增加|减少减少|实现实现|确保确保|促进促进|推动推动|",
        "万元万元|元元|年度年度",
    ));
    let slips = DOUBLED.ranges(text).filter(|range| {
        let word = after(text, range.start).unwrap_or_default();
        let (left, right) = (before(text, range.start), after(text, range.end));
        let (lefts, rights) = neighbours(word);
        let single = text.get(range.clone()).is_some_and(|words| words.chars().count() == 2);
        let fluent =
            left.is_some_and(|c| lefts.contains(c)) || right.is_some_and(|c| rights.contains(c));
        !single || !fluent
    });
    slips.map(|range| Mark::new(range.clone(), around(text, &range, 4), "重复")).collect()
}

/// What makes a doubled character right when it stands before or after it: 目的的, 为了了解.
fn neighbours(word: char) -> (&'static str, &'static str) {
    match word {
        '的' => ("目标", "确"),
        '了' => ("", "解结断却然"),
        '和' => ("总饱缓温平共谐中", "谐平解美睦田顺"),
        '在' => ("现存所实正内潜旨好", "职编建岗线校乡逃押场"),
        '是' => ("但可就只于还若不也都凡国", "否非"),
        '为' => ("作认因成以行", "民期主了人"),
        '与' => ("参给赋授", "会"),
        '对' => ("针核校面应绝相反", "象口外账比策接应方付待标手称"),
        '及' => ("涉以普顾波提触", "时格"),
        '由' => ("理自缘事", "于此"),
        '于' => ("由关对等属至", ""),
        '将' => ("即必", "军来"),
        _ => ("", ""),
    }
}

/// R1009 warning：单位名称写得对
///
/// 文字中提到本单位，不漏“市”“县”“区”，也不写成别处的同名单位。“本中心”“市社会保险中心”这样的简称不算；别级的单位（县的单位说到市的），“由……牵头”“与……签订”这样明说是别的单位的，也不算；公务接待的对象不查。
///
/// 为什么：套用别处的稿子，或简写时漏了字，都常见（勾稽 25；常见差错 14）。
///
/// 例：单位是“汾阳市社会保险中心”，文字中写成“孝义市社会保险中心”或“汾阳社会保险中心”。
///
/// 怎么办：改成本单位的名称；确实是说别的单位的，写 [[accept]] 并说明理由。
pub(super) fn unit_name(evidence: &Evidence<'_>) -> Verdict {
    let name = evidence.report.unit.name.value.as_str();
    let Some((region, core)) = split(name) else {
        return Err(NotRun::because("单位名称前没有省、市、县、区的名称，无从比较"));
    };
    let passages = evidence.passages().iter().filter(|passage| !passage.is_in("three-public"));
    let own = OwnName::new(region, core);
    let marks = |passage: &Passage<'_>| {
        let found = own.mentions(&passage.text).into_iter();
        let mark = |(range, label): (std::ops::Range<usize>, String)| {
            let words = passage.text.get(range.clone()).unwrap_or_default().to_owned();
            Mark::new(range, words, label)
        };
        found.map(mark).collect()
    };
    Ok(gather(
        passages,
        marks,
        |words| format!("文字中的{words}与单位名称“{name}”不同"),
        "请核对是不是套用了别处的稿子，或漏了“市”“县”“区”",
    ))
}

/// R1012 error：没有留下占位的字
///
/// 模板里待填的字都已填好：XX、XXX、××年、“增长（下降）”“大于（小于）”“（如…”“（此处…”“待补充”“某某”“本部门（单位）”“…………”“____”，以及表格里的 #REF!、乱码和空框“□”。
///
/// 为什么：占位的字印出来，就是没有填完的报告（勾稽 26；常见差错 1）。
///
/// 例：“主要原因是XXX项目支出增长（下降）”
///
/// 怎么办：填上实际的内容；不涉及的整句删去。
pub(super) fn placeholder(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        let mark = |range: std::ops::Range<usize>| {
            Mark::new(range.clone(), around(text, &range, 4), "占位的字")
        };
        placeholders(text).into_iter().map(mark).collect()
    };
    Ok(gather(
        evidence.passages_with(Traits::PLACEHOLDER.or(Traits::SIGN)),
        marks,
        |words| format!("留下了占位的字：{words}"),
        "请填上实际的内容；不涉及的整句删去",
    ))
}

/// R1013 hint：隐去的字请再确认
///
/// 文字中的“×××”“***”，可能是有意隐去的姓名，也可能是没有填的空。已知是占位的见 R1012。
///
/// 为什么：个人姓名应当隐去，但更好的写法是不提人名，只写人数（勾稽 27；常见差错 1、20）。
///
/// 例：“畜牧局×××、×××等11人”
///
/// 怎么办：改成“畜牧局等11人”；是没有填的空，填上。
pub(super) fn struck_out_words(evidence: &Evidence<'_>) -> Verdict {
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        let mark = |range: std::ops::Range<usize>| {
            Mark::new(range.clone(), around(text, &range, 4), "隐去的字")
        };
        struck_out(text).into_iter().map(mark).collect()
    };
    Ok(gather(
        evidence.passages_with(Traits::SIGN),
        marks,
        |words| format!("有隐去的字：{words}"),
        "是姓名的，不如只写人数；是没有填的空，请填上",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stops_short_at_signs_and_leading_words() {
        for short in [
            "未支付完成，原因为",
            "一是人员增加；二是，",
            "主要是",
            "主要原因是主要是。",
            "用于图书馆日常开支，当年预算执行数为。",
            "因机构改革，接待经费减。",
            "追加经费10.00万",
            "三个项目的金额分别为；",
            "支出较上年",
        ] {
            assert_eq!(unfinished(short, true).len(), 1, "{short}");
        }
        assert_eq!(dangling("绩效管理水平和，及时").len(), 1);
        for fine in ["欢乐祥和、文明有序", "捐赠与、遗赠"] {
            assert!(dangling(fine).is_empty(), "{fine}");
        }
        for fine in [
            "职工参与",
            "支出增加；",
            "验收通过",
            "金额总和，均已支付",
            "规范执法行为。",
            "人员有所增减",
            "人口约12万人",
            "有所作为",
            "公示栏均已包括。",
            "不以口头约定为根据。",
            "与往年相比",
        ] {
            assert!(unfinished(fine, true).is_empty() && dangling(fine).is_empty(), "{fine}");
        }
        assert_eq!(unfinished("次年不再安排；", false).len(), 1);
    }

    #[test]
    fn doubled_words_that_read_well_are_none() {
        for slip in ["档案的的接收", "完成了了任务", "进行进行了验收", "10元元"]
        {
            assert_eq!(doubled(slip).len(), 1, "{slip}");
        }
        for fine in ["达到目的的", "为了了解情况", "存在在建项目", "以及及时发放", "参与与会人员"]
        {
            assert!(doubled(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn latin_words_are_small_words_between_chinese_ones() {
        assert_eq!(latin("精神 and 2021年").len(), 1);
        assert_eq!(latin("文件and通知").len(), 1);
        for fine in
            ["长12.6km的路", "手机app开发", "PPP项目", "网站 https://a.b 上", "邮箱office_1@a"]
        {
            assert!(latin(fine).is_empty(), "{fine}");
        }
    }
}
