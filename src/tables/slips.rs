//! Slips of those who write their first file: full-width marks throughout, cells of a spreadsheet, Chinese keys, units.

use rust_decimal::Decimal;

use crate::fields::field::{Field, Shape};
use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;
use crate::tables::lexed::{Kind, Lexed, Piece};
use crate::tables::nearest::nearest;
use crate::tables::quotes::Found;

/// From so many lines on, full-width marks are told of together.
const MANY: usize = 4;

/// Full-width marks that stand for one of code, each with that.
const MARKS: [(char, &str); 8] = [
    ('“', "\""),
    ('”', "\""),
    ('＝', "="),
    ('，', ","),
    ('｛', "{"),
    ('｝', "}"),
    ('［', "["),
    ('］', "]"),
];

/// The problem of a file in which full-width marks stand throughout for those of code.
pub(super) fn full_width_throughout(lexed: &Lexed<'_>, file: FileNumber) -> Option<Problem> {
    let mut found: Vec<(usize, char)> = Vec::new();
    let (mut lines, mut start) = (0, 0);
    for line in lexed.text.split_inclusive('\n') {
        let pieces = lexed.line(start);
        // Only what is written like code: words that lost their quotes have such marks as well.
        let is_code = |piece: &Piece<'_>| {
            matches!(piece.says, "=" | "{")
                || piece.kind == Kind::Bare && piece.says.contains(['＝', '｛'])
        };
        if pieces.iter().any(is_code) {
            let bare = pieces.iter().filter(|piece| piece.kind == Kind::Bare);
            let marks = bare.flat_map(|piece| {
                let letters = piece.says.char_indices();
                letters.map(|(offset, c)| (piece.start + offset, c))
            });
            let before = found.len();
            found.extend(marks.filter(|(_, c)| MARKS.iter().any(|(mark, _)| mark == c)));
            lines += usize::from(found.len() > before);
        }
        start += line.len();
    }
    let (at, first) = *found.first().filter(|_| lines >= MANY)?;
    let counts = MARKS.iter().filter_map(|(mark, half)| {
        let count = found.iter().filter(|(_, c)| c == mark).count();
        (count > 0).then(|| (format!("“{mark}”{count} 处"), format!("{mark} 换成 {half}")))
    });
    let (counts, swaps): (Vec<String>, Vec<String>) = counts.unzip();
    let headline = format!("整个文件里用了全角符号：{}", counts.join("，"));
    let help = format!(
        "用记事本的“替换”（Ctrl+H）把{}；文字里面本来要用的，换好以后再改回来",
        swaps.join("，")
    );
    Some(
        Problem::error("toml-syntax", headline)
            .at(Place::new(file, at..at + first.len_utf8()), "从这里起")
            .help(help)
            .help("写数据文件时用英文输入法；文字（引号里面）才用全角标点"),
    )
}

/// What was copied from a spreadsheet into the line of an error: cells with tabs between, and no key.
pub(super) fn cells(line: &[Piece<'_>]) -> Option<Found> {
    let is_tab = |piece: &Piece<'_>| piece.kind == Kind::Blank && piece.says.contains('\t');
    let is_cell = |piece: &&Piece<'_>| matches!(piece.kind, Kind::Bare | Kind::Words);
    let between = line.windows(3).any(|three| match three {
        [one, tab, other] => is_cell(&one) && is_tab(tab) && is_cell(&other),
        _ => false,
    });
    if !between || line.iter().any(|piece| matches!(piece.says, "=" | "{")) {
        return None;
    }
    let first = line.iter().find(is_cell)?;
    let last = line.iter().rfind(is_cell)?;
    let whole: String = line.iter().map(|piece| piece.says).collect();
    let said = || whole.split('\t').map(str::trim);
    let is_code = |cell: &&str| cell.len() >= 3 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let code = said().find(is_code).unwrap_or("2080109");
    let amount = said().rfind(|cell| cell.contains('.') && is_number(cell));
    let amount = amount.unwrap_or("1234.56");
    let help = format!(
        "一行写成 {{ code = \"{code}\", 字段 = {amount} }}, 这样：编码加引号，每个数前面写字段名，各项之间用逗号；名称可以写成 name = \"…\"，合计行不要"
    );
    let headline = "这一行像是从电子表格粘贴来的，没有写字段名".to_owned();
    Some((first.start..last.end(), headline, help))
}

/// A mark of other languages in the line of an error: a colon for an equals sign, `//` before a note.
pub(super) fn other_languages(line: &[Piece<'_>]) -> Option<Found> {
    let mut code = line.iter().filter(|piece| piece.kind != Kind::Blank);
    if let Some(note) =
        line.iter().find(|piece| piece.kind == Kind::Bare && piece.says.starts_with("//"))
    {
        let range = note.start..note.start + 2;
        return Some((range, "注写成了 //".to_owned(), "注要以 # 开头".to_owned()));
    }
    let first = code.next().filter(|piece| matches!(piece.kind, Kind::Bare | Kind::Words))?;
    let colon = |piece: &Piece<'_>| {
        let at = piece.says.find([':', '：'])?;
        let width = piece.says.get(at..)?.chars().next()?.len_utf8();
        Some(piece.start + at..piece.start + at + width)
    };
    let range = match first.kind {
        Kind::Bare => colon(first).or_else(|| colon(code.next()?)),
        _ => code.next().filter(|next| next.says.starts_with([':', '：'])).and_then(colon),
    }?;
    let has_equals = line.iter().any(|piece| piece.says == "=" && piece.start < range.start);
    let headline = "等号写成了冒号".to_owned();
    (!has_equals).then(|| (range, headline, "写法是 字段名 = 内容".to_owned()))
}

/// Words of one line in the line of an error whose closing quote is missing.
pub(super) fn open_words(line: &[Piece<'_>]) -> Option<Found> {
    let open = line.iter().find(|piece| piece.is_left_open() && !piece.is_of_several_lines())?;
    let headline = "文字没有写结束的引号，或中间换了行".to_owned();
    let help = "文字写在一行里，两边各一个半角双引号；要分段的，两边各用三个引号 \"\"\"".to_owned();
    Some((open.start..open.start + 1, headline, help))
}

/// A value with something about its number that is none of it, as the user would write it; `words` are the value.
pub(super) fn adorned(words: &str) -> Option<(String, String)> {
    let said = |headline: String, help: String| Some((headline, help));
    if matches!(words, "无" | "没有" | "暂无" | "-" | "—" | "——" | "/" | "零") {
        let help = "这里写数的，没有就写 0，或整行删去；写文字的，两边加半角双引号".to_owned();
        return said(format!("没有的数写成了“{words}”"), help);
    }
    if let Some(amount) = words.strip_prefix(['¥', '￥', '$']) {
        let help = format!("只写数：{amount}");
        return said("金额前面写了货币符号".to_owned(), help);
    }
    let inner = words.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    if let Some(inner) = inner.filter(|inner| is_number(inner)) {
        return said("负数写成了括号".to_owned(), format!("负数写成 -{inner}"));
    }
    let end = words.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)))?;
    let (number, unit) = words.split_at_checked(end)?;
    let is_unit = |c: char| !c.is_ascii() || c == '%';
    if !is_number(number) || unit.is_empty() || !unit.chars().all(is_unit) {
        let joined: String = words.split_whitespace().collect();
        return (joined != words && is_number(&joined))
            .then(|| ("数的中间有空格".to_owned(), format!("写成 {joined}")));
    }
    let plain = number.replace(',', "");
    let times = match unit {
        "万" | "万元" => Some(10_000),
        "亿" | "亿元" => Some(100_000_000),
        "千元" => Some(1_000),
        _ => None,
    };
    if unit == "年" && number.len() == 4 {
        let headline = format!("年度“{words}”带了“年”字");
        return said(headline, format!("年度只写四位数：{number}；日期写成 {number}-09-20"));
    }
    if unit.contains(['年', '月', '日']) {
        return None;
    }
    let headline = format!("数“{words}”带了单位");
    match times.and_then(|times| Some(plain.parse::<Decimal>().ok()? * Decimal::from(times))) {
        Some(amount) => said(headline, format!("金额一律按元写，不写单位：{}", amount.normalize())),
        None => said(headline, format!("只写数：{plain}")),
    }
}

/// Whether some words are a number, commas aside.
fn is_number(words: &str) -> bool {
    let plain = words.replace(',', "");
    plain.starts_with(|c: char| c.is_ascii_digit()) && plain.parse::<Decimal>().is_ok()
}

/// A key that is no key of TOML: in Chinese, or in two words.
pub(super) fn key(
    lexed: &Lexed<'_>,
    line: &[Piece<'_>],
    at: usize,
    shape: &'static Shape,
) -> Option<Found> {
    let number = line.iter().position(|piece| piece.end() > at)?;
    let own = line.get(number).filter(|piece| piece.kind == Kind::Bare)?;
    let before = line
        .get(..number)?
        .iter()
        .rev()
        .take_while(|piece| matches!(piece.kind, Kind::Bare | Kind::Blank));
    let start =
        before.filter(|piece| piece.kind == Kind::Bare).last().map_or(own.start, |p| p.start);
    let rest = line.get(number..)?.iter();
    let end = rest.take_while(|piece| matches!(piece.kind, Kind::Bare | Kind::Blank));
    let end = end.filter(|piece| piece.kind == Kind::Bare).last().map_or(own.end(), Piece::end);
    let words = lexed.text.get(start..end)?;
    let next = line.iter().find(|piece| piece.start >= end && piece.kind != Kind::Blank);
    if !next.is_some_and(|next| matches!(next.says, "=" | "]")) {
        return None;
    }
    let here = table_at(lexed, start, shape);
    if words.is_ascii() {
        let joined = words.split_whitespace().collect::<Vec<_>>().join("-");
        let known = here.unwrap_or(shape).field(&joined).is_some();
        let headline = format!("字段名“{words}”里有空格");
        return (joined != words && known)
            .then(|| (start..end, headline, format!("是否想写 {joined}？")));
    }
    let headline = format!("字段名“{words}”要用英文写");
    // Where several fields of the table may be meant, none of another is.
    let is_of_here = |here: &'static Shape| here.fields().any(|field| field.term.contains(words));
    let above = Some(shape).filter(|_| !here.is_some_and(is_of_here));
    let meant = here.and_then(|here| by_term(here, words));
    let meant = meant.or_else(|| by_term(above?, words));
    let help = match meant {
        Some(field) => format!("是否想写 {}（{}）？", field.key, field.term),
        None => {
            let named = here.unwrap_or(shape).fields();
            let named = named.map(|field| format!("{}（{}）", field.key, field.term));
            format!("这里可以写的字段：{}", named.collect::<Vec<_>>().join("、"))
        }
    };
    Some((start..end, headline, help))
}

/// The field of a shape that goes by a Chinese term, or nearly so.
pub(super) fn by_term(shape: &'static Shape, words: &str) -> Option<&'static Field> {
    let words = words.trim_matches(['“', '”', '"']);
    if words.is_ascii() {
        return None;
    }
    let all = |is_meant: &dyn Fn(&str) -> bool| {
        shape.fields().filter(|field| is_meant(field.term)).collect::<Vec<_>>()
    };
    let long = words.chars().count() >= 2;
    let exact = all(&|term| term == words);
    let held = all(&|term| long && (term.contains(words) || words.contains(term)));
    let near = nearest(words, shape.fields().map(|field| field.term));
    let near = all(&|term| near == Some(term));
    let found = [exact, held, near].into_iter().find(|fields| !fields.is_empty())?;
    let shortest = found.iter().min_by_key(|field| field.term.len())?;
    // 支出 may be that of goods, of works or of services.
    let is_other =
        |field: &&Field| field.key != shortest.key && field.term.len() == shortest.term.len();
    (!found.iter().any(is_other)).then_some(*shortest)
}

/// The fields of the table or row that a place lies in.
fn table_at(lexed: &Lexed<'_>, at: usize, top: &'static Shape) -> Option<&'static Shape> {
    let (mut heading, mut open): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut last, mut begins_line, mut in_heading) = ("", true, false);
    for piece in lexed.pieces().take_while(|piece| piece.start < at) {
        match (piece.kind, piece.says) {
            (Kind::Newline, _) => {
                (begins_line, in_heading) = (true, false);
                continue;
            }
            (Kind::Blank | Kind::Comment, _) => continue,
            (Kind::Mark, "[") if begins_line && open.is_empty() => {
                (heading, in_heading) = (Vec::new(), true);
            }
            (Kind::Mark, "[") if in_heading => {}
            (Kind::Mark, "]") if in_heading => in_heading = false,
            (Kind::Bare, name) if in_heading => heading.push(name),
            (Kind::Mark, "[" | "{") => {
                open.push(last);
                last = "";
            }
            (Kind::Mark, "]" | "}") => {
                open.pop();
            }
            (Kind::Bare, name) => last = name,
            _ => {}
        }
        begins_line = false;
    }
    let way = heading.into_iter().chain(open).filter(|key| !key.is_empty());
    let mut shape = top;
    for key in way {
        shape = shape.field(key)?.shape()?;
    }
    Some(shape)
}
