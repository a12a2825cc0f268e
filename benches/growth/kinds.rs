//! Texts and rows of all kinds, as long as one likes, for the clean unit of the tests.

/// What a text is filled with, from the number of its piece.
pub(crate) type Piece = fn(usize) -> String;

/// Texts of all kinds.
pub(crate) const TEXTS: [(&str, Piece); 42] = [
    ("counts", |n| format!("{n}人，")),
    ("other counts", |n| format!("{}人，", n * 7919 % 100_003)),
    ("the same count", |_| "123人，".to_owned()),
    ("amounts", |n| format!("{n}.{:02}元，", n % 100)),
    ("amounts in a list", |n| format!("{}.{:02}万元、", n * 7919 % 100_003, n % 97)),
    ("the same amount", |_| "1元，".to_owned()),
    ("nothing", |_| "0元，".to_owned()),
    ("rough amounts", |n| format!("约{n}亿元，")),
    ("percentages", |n| format!("{}.{:02}%，", n % 100, n * 7 % 100)),
    ("whole percentages", |n| format!("{}%，", n % 100)),
    ("all in one", |n| format!("每人{}元，共{n}人，占{}.{:02}%，", n % 300 + 1, n % 100, n % 97)),
    ("all in one without marks", |n| format!("每人{}元共{n}件占{}.1%", n % 300 + 1, n % 100)),
    ("means", |n| format!("平均{}.{}%、", n % 100, n % 7)),
    ("months", |n| format!("每月{n}元全年{}元", n * 13)),
    ("courses", |n| format!("由{n}人增加到{}人", n + 2)),
    ("equations", |n| format!("{n}+{}={}，", n + 1, 2 * n + 1)),
    ("wrong equations", |n| format!("{n}元*12={}元，", n * 13)),
    ("an endless sum", |n| format!("{n}+")),
    ("asides left open", |n| format!("（其中{n}元")),
    ("asides", |n| format!("（其中：{n}元）共{}元", n * 2)),
    ("brackets left open", |_| "（【".to_owned()),
    ("brackets of two kinds", |_| "（】".to_owned()),
    ("quotes", |_| "“甲'".to_owned()),
    ("commas", |_| "，甲,".to_owned()),
    ("units", |_| "孝义市档案馆".to_owned()),
    ("years", |n| format!("{}年", 1950 + n % 90)),
    ("years in titles", |n| format!("《{}年", 1950 + n % 90)),
    ("streaks", |n| format!("连续三年{}年", 2000 + n % 20)),
    ("no marks", |_| "某单位完成了全年的工作任务并取得了良好的效果".to_owned()),
    ("digits", |_| "1234567890".to_owned()),
    ("digits in groups", |_| "123,".to_owned()),
    ("numbers of persons", |_| "11010519491231002X，".to_owned()),
    ("accounts", |n| format!("账号：{}，", 6_222_000_000_000_000_u64 + n as u64)),
    ("names", |_| "王小明1200元、李小红等11人".to_owned()),
    ("doubled words", |_| "的的，。".to_owned()),
    ("blanks", |_| "甲 and 乙".to_owned()),
    ("places to be filled in", |_| "××某某（如有，".to_owned()),
    ("named rates", |n| format!("执行率{}%", n % 100)),
    ("named amounts", |n| format!("共支出{n}元，")),
    ("satisfaction and score", |n| format!("满意度{}%，自评得分{}分，", n % 100, n % 100)),
    ("grades", |_| "等级为优自评上升为良".to_owned()),
    ("short paragraphs", |n| format!("第{n}段，支出{n}元，惠及{n}人。\\n")),
];

/// Rows of all kinds: where they are put, and what they are.
pub(crate) const ROWS: [(&str, &str, &str, Piece); 9] = [
    ("indicators", EVALUATION, "indicators = [\n", |n| {
        format!(
            "{{ level-one = \"产出{n}\", level-two = \"数量\", name = \"人数\", initial = \"{n}元\", actual = \"{n}人\", weight = 1, score = 1, deviation = \"满意度{}%\" }},\n",
            n % 100
        )
    }),
    ("degrees of satisfaction", EVALUATION, "indicators = [\n", |n| {
        format!(
            "{{ level-one = \"满意度\", level-two = \"满意度\", name = \"满意度\", initial = \"90%\", actual = \"{}%\", weight = 0.01, score = 0, deviation = \"满意度为{}%\" }},\n",
            n % 100,
            n % 99
        )
    }),
    ("funds", EVALUATION, "funds = [\n", |n| {
        format!(
            "{{ source = \"来源{n}\", approved = {n}.00, full-year = {n}.00, executed = {n}.00 }},\n"
        )
    }),
    ("the same row", YEAR, "expenditure = [\n", |_| {
        "{ code = \"2012604\", fund = \"general\", basic = 1.00 },\n".to_owned()
    }),
    ("rows of other codes", YEAR, "expenditure = [\n", |n| {
        format!("{{ code = \"2{:06}\", fund = \"general\", basic = 1.00 }},\n", n * 37 % 1_000_000)
    }),
    ("wrong rows", YEAR, "expenditure = [\n", |_| {
        "{ code = \"2012604\", fund = \"general\", basic = \"一\" },\n".to_owned()
    }),
    ("wrong rows in one line", YEAR, "income = [\n", |_| {
        "{ code = \"2012604\", general = \"一\" }, ".to_owned()
    }),
    ("acceptances", YEAR, "", |n| {
        format!("[[accept]]\nrule = \"R0701\"\nfinding = \"第{n}处\"\nreason = \"核对过了\"\n")
    }),
    ("mistakes in the writing", YEAR, "year = 2022\n", |n| format!("a{n} = 一\n")),
];

/// The self-evaluation report of the unit.
pub(crate) const EVALUATION: &str = "data/archives/2022/01-档案数字化.toml";
/// Its year.
pub(crate) const YEAR: &str = "data/archives/2022.toml";

/// So many bytes of pieces.
pub(crate) fn filled(piece: Piece, bytes: usize) -> String {
    let mut filled = String::new();
    for number in 1.. {
        if filled.len() >= bytes {
            break;
        }
        filled.push_str(&piece(number));
    }
    filled
}

/// The evaluation report with another text of what was achieved.
pub(crate) fn achieved(file: &str, text: &str) -> String {
    file.replace("achieved = \"2022年加工档案5000卷。\"", &format!("achieved = \"{text}\""))
}

/// A file with rows behind some words of it, or at its end where there are none.
pub(crate) fn with_rows(file: &str, after: &str, rows: &str) -> String {
    match after {
        "" => format!("{file}{rows}"),
        after => file.replacen(after, &format!("{after}{rows}"), 1),
    }
}
