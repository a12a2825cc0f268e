//! Mistakes in the writing of TOML, in the user's words.

use toml::de::Error;

use crate::fields::field::Shape;
use crate::model::amount::Money;
use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;
use crate::tables::brackets::{Unpaired, unpaired};
use crate::tables::lexed::{Kind, Lexed, Piece};
use crate::tables::quotes::{self, Found};
use crate::tables::slips;

/// How many syntax errors of one file are shown; one slip often makes the rest of the file unreadable.
const SHOWN: usize = 3;

/// How many syntax errors are looked at: a file that is no TOML has one in every line.
const LOOKED_AT: usize = 100;

/// Problems from what the TOML parser says: the first of each line, a few of each file.
pub(super) fn problems(
    errors: &[Error],
    file: FileNumber,
    text: &str,
    shape: &'static Shape,
) -> Vec<Problem> {
    if errors.is_empty() {
        return Vec::new();
    }
    let lexed = Lexed::new(text);
    if let Some(problem) = slips::full_width_throughout(&lexed, file) {
        return vec![problem];
    }
    // What follows a quote or a bracket without its partner is misread: no other error means anything.
    if let Some(problem) = quotes::unclosed(&lexed, file) {
        return vec![problem];
    }
    if let Some(unpaired) = unpaired(&lexed) {
        return vec![bracket(unpaired, file, text)];
    }
    let mut problems: Vec<(usize, Problem)> = Vec::new();
    for error in errors.iter().take(LOOKED_AT) {
        let problem = problem(error, file, &lexed, shape);
        let start = problem.places.first().map_or(0, |(place, _)| place.start);
        let line = text.get(..start).map_or(0, |before| before.matches('\n').count());
        if !problems.iter().any(|(other, _)| *other == line) {
            problems.push((line, problem));
        }
    }
    problems.sort_by_key(|(line, _)| *line);
    problems.into_iter().take(SHOWN).map(|(_, problem)| problem).collect()
}

/// The problem of a bracket without its partner.
fn bracket(unpaired: Unpaired, file: FileNumber, text: &str) -> Problem {
    let (Unpaired::Open(at) | Unpaired::Closed(at)) = unpaired;
    let mark = text.get(at..=at).unwrap_or_default();
    let begins_line =
        text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    let (label, help) = match (unpaired, mark) {
        (Unpaired::Open(_), "[") if begins_line => {
            ("表头没有写完".to_owned(), "表头写法是 [名称]".to_owned())
        }
        (Unpaired::Open(_), "[") => {
            ("这个 [ 没有对应的 ]".to_owned(), "请在它的最后一行之后补上 ]".to_owned())
        }
        (Unpaired::Open(_), _) => {
            ("这个 { 没有对应的 }".to_owned(), "请在它的最后一项之后补上 }".to_owned())
        }
        (Unpaired::Closed(_), mark) => {
            let help = format!("请删去这个 {mark}，或补上它前面缺的括号");
            (format!("这个 {mark} 前面没有对应的括号"), help)
        }
    };
    Problem::error("toml-syntax", "括号没有配对").at(Place::new(file, at..at + 1), label).help(help)
}

/// A problem from one error.
fn problem(error: &Error, file: FileNumber, lexed: &Lexed<'_>, shape: &'static Shape) -> Problem {
    let end = lexed.text.len();
    let span = error.span().unwrap_or(end..end);
    let message = error.message();
    let words = lexed.at(span.start).is_some_and(|piece| {
        piece.kind == Kind::Words && piece.start < span.start && !piece.is_left_open()
    });
    let found = || {
        let line = lexed.line(span.start);
        slips::other_languages(&line)
            .or_else(|| quotes::within(&line))
            .or_else(|| slips::cells(&line))
            .or_else(|| slips::open_words(&line))
            .or_else(|| full_width(&line))
            .or_else(|| slips::key(lexed, &line, span.start, shape))
            .or_else(|| value_of(&line, span.start))
    };
    let found = if words { None } else { found() };
    if let Some((range, headline, help)) = found {
        let place = Place::new(file, range);
        return Problem::error("toml-syntax", headline).at(place, "请改正").help(help);
    }
    let (headline, help) = explain(message);
    let (place, label) = match headline {
        "两项之间缺少逗号" => (lexed.code_before(span.start), "这后面要有逗号"),
        _ => (span, "从这里起读不下去"),
    };
    Problem::error("toml-syntax", headline).at(Place::new(file, place), label).help(help)
}

/// The parser's English message in Chinese, and what to do.
fn explain(message: &str) -> (&'static str, &'static str) {
    let known: [(&str, &str, &str); 14] = [
        ("duplicate key", "同一个字段写了两次", "请删去其中一个"),
        ("missing assignment", "字段名后面缺少等号", "写法是 字段名 = 内容"),
        ("missing value", "等号后面没有内容", "写法是 字段名 = 内容；没有内容的字段请整行删去"),
        ("missing comma", "两项之间缺少逗号", "各行 { … } 之间、行内各项之间都要有逗号"),
        ("extra comma", "多写了逗号", "请删去多余的逗号"),
        ("unclosed array table", "表头的方括号没有配对", "表头写法是 [名称]"),
        ("unclosed array", "方括号没有配对", "请在最后一行之后补上 ]"),
        ("unclosed inline table", "花括号没有配对", "请补上 }"),
        ("unclosed table", "表头的方括号没有配对", "表头写法是 [名称]"),
        ("invalid unquoted key", "字段名中有不允许的字符", "字段名只用小写英文字母、数字和连字符"),
        ("missing escaped value", "文字里有反斜线 \\", "请把 \\ 写成 \\\\，或删去"),
        ("escape", "文字里有反斜线 \\", "请把 \\ 写成 \\\\，或删去"),
        ("invalid basic string", "文字的引号没有配对", "文字两边用半角双引号；文字里面的引号写“”"),
        ("invalid multi-line", "多行文字的引号没有配对", "多行文字两边各用三个半角双引号 \"\"\""),
    ];
    known.iter().find(|(part, ..)| message.contains(part)).map_or(
        (
            "这里不符合 TOML 的写法",
            "请检查引号、逗号、等号和括号是否用了半角字符并且配对；文字两边要加半角双引号，文字里面的引号写“”",
        ),
        |(_, headline, help)| (*headline, *help),
    )
}

/// A full-width mark in the line of an error, outside comments and quotes.
fn full_width(line: &[Piece<'_>]) -> Option<Found> {
    const MARKS: &str = "“”‘’＝，、（）［］｛｝【】＃：；。．　！？《》０１２３４５６７８９－";
    let bare = line.iter().filter(|piece| piece.kind == Kind::Bare);
    let mut marks = bare.flat_map(|piece| {
        let letters = piece.says.char_indices();
        letters.filter(|(_, c)| MARKS.contains(*c)).map(|(offset, c)| (piece.start + offset, c))
    });
    let (at, mark) = marks.next()?;
    let headline = format!("这里用了全角符号“{mark}”");
    let help = "数字、引号、等号、逗号、括号、小数点都要用半角（英文输入法）";
    Some((at..at + mark.len_utf8(), headline, help.to_owned()))
}

/// A value written as TOML does not allow it, in the line of an error.
fn value_of(line: &[Piece<'_>], at: usize) -> Option<Found> {
    let equals = line.iter().rposition(|piece| piece.says == "=" && piece.start < at)?;
    let after = line.get(equals + 1..)?;
    let blank = |piece: &Piece<'_>| piece.kind == Kind::Blank;
    let after = after.get(after.iter().take_while(|piece| blank(piece)).count()..)?;
    let ends = |number: usize, piece: &Piece<'_>| {
        let parts = || after.get(number + 1).is_none_or(blank);
        piece.kind == Kind::Comment
            || piece.says == "}"
            || piece.says == "," && parts() && number + 1 < after.len()
    };
    let count =
        after.iter().enumerate().take_while(|(number, piece)| !ends(*number, piece)).count();
    let value = after.get(..count)?;
    let words: String = value.iter().map(|piece| piece.says).collect();
    let words = words.trim_end();
    let Some(first) = value.first().filter(|_| !words.is_empty()) else {
        let place = line.get(equals).map_or(at, Piece::end);
        let range = place.saturating_sub(1)..place;
        let help = "请写上内容；没有内容的字段整行删去".to_owned();
        return Some((range, "等号后面没有内容".to_owned(), help));
    };
    let bare = words.trim_end_matches(',');
    let begins = words.chars().next().unwrap_or_default();
    let range = first.start..first.start + words.len();
    if first.kind != Kind::Words
        && let Some((headline, help)) = slips::adorned(bare)
    {
        return Some((range, headline, help));
    }
    let (headline, help) = if first.kind == Kind::Words || matches!(begins, '[' | '{') {
        return None;
    } else if !bare.contains(',') && Money::parse(bare).is_ok() {
        if bare == words {
            return None;
        }
        ("多写了逗号".to_owned(), "请删去行末的逗号；只有 [ ] 里的各行之间才写逗号")
    } else if is_date(words) {
        let help = "写法如 2023-09-05：月、日都写两位，用半角连字符，并且确有这一天";
        (format!("日期“{words}”不对"), help)
    } else if begins.is_ascii_digit() || "-+.".contains(begins) {
        let help = "金额写成 1234.56，不加单位和空格；带千分位逗号的两边要加引号，如 \"1,234.56\"";
        (format!("数“{words}”的写法不对"), help)
    } else {
        (format!("文字“{words}”没有加引号"), "文字两边要加半角双引号")
    };
    Some((range, headline, help.to_owned()))
}

/// Whether a value looks like a day: four digits and a mark that parts year and month.
fn is_date(value: &str) -> bool {
    let mut letters = value.chars();
    let year = letters.by_ref().take(4).filter(char::is_ascii_digit).count();
    let mark = letters.next();
    year == 4 && matches!(mark, Some('-' | '/' | '年')) || {
        let dots = value.matches('.').count();
        year == 4 && mark == Some('.') && dots == 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of a year's file.
    fn shape() -> &'static Shape {
        crate::fields::shape_of("data/a/2022.toml").unwrap()
    }

    /// What is said of a text: each headline with the marked words.
    fn said(text: &str) -> Vec<(String, &str)> {
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        let problems = problems(&errors, FileNumber(0), text, shape()).into_iter();
        let marked = |problem: Problem| {
            let place = problem.places.first().map(|(place, _)| place.start..place.end);
            (problem.headline, place.and_then(|range| text.get(range)).unwrap_or_default())
        };
        problems.map(marked).collect()
    }

    /// The first thing said of a text.
    fn first(text: &str) -> (String, &str) {
        said(text).into_iter().next().expect(text)
    }

    #[test]
    fn a_missing_comma_is_marked_in_code_whatever_the_words_hold() {
        for (words, last) in [
            ("{ a = \"甲#乙\" }", "}"),
            ("{ a = '甲#乙' }", "}"),
            ("{ a = \"it's\" }", "}"),
            ("{ a = \"甲\" } # 注，\"", "}"),
            ("{ a = \"一，二\" } # 'x", "}"),
        ] {
            let text = format!("rows = [\n  {words}\n  {{ a = 2 }},\n]\n");
            let (headline, marked) = first(&text);
            assert_eq!((headline.as_str(), marked), ("两项之间缺少逗号", last), "{text}");
        }
    }

    #[test]
    fn full_width_marks_in_words_and_comments_are_no_mistake() {
        for line in [
            "a = \"it's 甲，乙\" b",
            "a = '说：\"好\"' b",
            "a = \"\"\"一，二\"\"\" b",
            "a = \"甲，\" x # ，",
        ] {
            let (headline, _) = first(line);
            assert!(!headline.contains("全角"), "{line}: {headline}");
        }
    }

    #[test]
    fn full_width_marks_in_code_are_named() {
        for (text, mark) in [
            ("a ＝ 1", "＝"),
            ("a = “甲”", "“"),
            ("a = 1，\n", "，"),
            ("a = [\n  { b = \"it's\"， c = 1 },\n]", "，"),
            ("a = １", "１"),
            ("a = 1 ＃注", "＃"),
        ] {
            assert_eq!(first(text), (format!("这里用了全角符号“{mark}”"), mark), "{text}");
        }
    }

    #[test]
    fn quotes_within_words_are_named_and_quotes_left_open_too() {
        let within = "文字里面有半角引号，文字到这里就断了";
        for (text, headline) in [
            ("a = \"职工的\"住房\"公积金\"", within),
            ("a = \"\"住房\"公积金\"", within),
            ("a = '职工的'住房'公积金'", within),
            ("a = [{ b = \"参加\"双创\"活动\" }]", within),
            ("a = [{ b = \"2080109, c = \"general\", d = 1 }]", "这个引号没有配对"),
            ("a = [{ b = \"甲, c = \"乙\" }]", "这个引号没有配对"),
        ] {
            assert_eq!(first(text).0, headline, "{text}");
        }
    }

    #[test]
    fn a_text_of_several_lines_without_its_end_is_named_where_it_begins() {
        let unclosed = "多行文字没有写结束的引号";
        for text in [
            "a = \"\"\"\n甲。\n\nb = \"\"\"\n乙。\n\"\"\"\n",
            "a = \"\"\"\n甲。\n[b]\nc = 1\n",
            "a = '''\n甲\n",
            "a = \"\"\"甲，\"乙\"。\n\nb-c = \"\"\"\n丙\n\"\"\"\nd = 1\n",
        ] {
            let (headline, marked) = first(text);
            assert_eq!(headline, unclosed, "{text}");
            assert!(text.starts_with(&format!("a = {marked}")), "{text}: {marked}");
        }
        for text in
            ["a = \"\"\"\n甲 \"乙\" #丙 'd' =\n\"\"\"\nb = 1 2\n", "a = '''x = '''\nb = 1 2\n"]
        {
            assert_ne!(first(text).0, unclosed, "{text}");
        }
    }

    #[test]
    fn slips_of_a_first_file_are_told_with_what_to_write() {
        for (text, headline, help) in [
            ("year = 2024年\n", "年度“2024年”带了“年”字", "2024"),
            ("a = 100元\n", "数“100元”带了单位", "只写数：100"),
            ("a = 12.5万元\n", "数“12.5万元”带了单位", "125000"),
            ("a = 15%\n", "数“15%”带了单位", "15"),
            ("a = [{ b = 4批, c = 30人 }]\n", "数“4批”带了单位", "只写数：4"),
            ("a = ¥100\n", "金额前面写了货币符号", "100"),
            ("a = (100)\n", "负数写成了括号", "-100"),
            ("a = 无\n", "没有的数写成了“无”", "0"),
            ("a = 100 000.00\n", "数的中间有空格", "100000.00"),
            ("a: 0\n", "等号写成了冒号", "="),
            ("\"a\": 0\n", "等号写成了冒号", "="),
            ("a = 1 // 注\n", "注写成了 //", "#"),
            (
                "income = [\n2070104\t图书馆\t1200000.00\n]\n",
                "这一行像是从电子表格粘贴来的，没有写字段名",
                "code = \"2070104\", 字段 = 1200000.00",
            ),
            ("[procurement]\n货物 = 0\n", "字段名“货物”要用英文写", "goods"),
            ("年度 = 2024\n", "字段名“年度”要用英文写", "year"),
            (
                "income = [\n  { 功能分类编码 = \"2070104\" },\n]\n",
                "字段名“功能分类编码”要用英文写",
                "code",
            ),
            ("[政府采购]\ngoods = 0\n", "字段名“政府采购”要用英文写", "procurement"),
            (
                "[performance]\nlevel one = { amount = 1.00 }\n",
                "字段名“level one”里有空格",
                "level-one",
            ),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            let problems = problems(&errors, FileNumber(0), text, shape());
            let first = problems.first().expect(text);
            assert_eq!(first.headline, headline, "{text}");
            assert!(first.help.concat().contains(help), "{text}: {:?}", first.help);
        }
    }

    #[test]
    fn full_width_marks_throughout_a_file_are_one_problem() {
        let row = "  { code = “2070104”， general = 1.00 }，\n";
        let text = format!("income = [\n{}]\n", row.repeat(40));
        let found = said(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "整个文件里用了全角符号：““”40 处，“””40 处，“，”80 处");
        // A few are told one by one, and words that lost their quotes are no code.
        let text = format!("income = [\n{}]\n", row.repeat(3));
        let few = said(&text);
        assert!(few.iter().all(|(headline, _)| headline.starts_with("这里用了全角符号")));
        assert_eq!(few.len(), 3);
        let words = "a = \n一，二。\n三，四。\n五，六。\n七，八。\n九，十。\n";
        assert!(said(words).iter().all(|(headline, _)| !headline.contains("整个文件")));
    }
}
