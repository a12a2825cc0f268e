//! Messages about the way a file is written.

use crate::engine::failure::words::{Words, between, with};

/// What Typst calls the pieces of its notation.
const PIECES: &[(&str, &str)] = &[
    ("expression", "一个值或式子"),
    ("comma or semicolon", "逗号"),
    ("semicolon or line break", "换行"),
    ("comma", "逗号"),
    ("semicolon", "分号"),
    ("colon", "冒号"),
    ("equals sign", "等号"),
    ("identifier", "名字"),
    ("pattern", "名字"),
    ("block", "花括号或方括号括起来的一段"),
    ("argument list", "圆括号括起来的内容"),
    ("named or keyed pair", "“名字: 值”"),
    ("keyword `in`", "in"),
    ("keyword `else`", "else"),
    ("keyword `let`", "let"),
    ("keyword `import`", "import"),
    ("keyword `set`", "set"),
    ("keyword `show`", "show"),
    ("keyword `if`", "if"),
    ("keyword `for`", "for"),
    ("opening brace", "左花括号 {"),
    ("closing brace", "右花括号 }"),
    ("opening bracket", "左方括号 ["),
    ("closing bracket", "右方括号 ]"),
    ("opening paren", "左圆括号 ("),
    ("closing paren", "右圆括号 )"),
    ("end of block comment", "注的结尾 */"),
    ("dollar sign", "$"),
    ("hash", "#"),
    ("star", "*"),
    ("slash", "/"),
    ("dot", "点"),
    ("dots", "两个点"),
    ("string", "文字"),
    ("integer", "整数"),
];

/// What a message about the way of writing says.
pub(super) fn explain(message: &str) -> Option<Words> {
    match message {
        "unclosed delimiter" => {
            return with(
                "括号没有配对",
                "从标出的括号起，找出漏掉的另一半；也看文字里有没有多写的方括号",
            );
        }
        "unclosed string" => {
            return with("文字的引号没有配对", "在文字末尾补上半角双引号；文字里面的引号用“”");
        }
        "unclosed raw text" => return with("反引号 ` 没有配对", "要印出反引号的，写成 \\`"),
        "unclosed label" | "label cannot be empty" => {
            return with("小于号 < 被当成了标签", "要印出小于号的，写成 \\< 或用全角＜");
        }
        "unclosed block comment" => return with("注 /* 没有结尾", "请补上 */"),
        _ => {}
    }
    if let Some(what) = between(message, "the character `", "` is not valid in code")
        .or_else(|| between(message, "`", "` is not valid in code"))
    {
        return match what {
            "#" => with("这里不用写 #", "已经在花括号、圆括号或 # 引起的式子里，直接写名字"),
            what if !what.is_ascii() => with(
                format!("式子里有全角符号或汉字“{what}”"),
                "式子里的标点用半角；要印出来的文字，放在方括号 [ ] 里，或两边加半角双引号",
            ),
            what => with(format!("式子里不能写“{what}”"), "要印出来的文字，放在方括号 [ ] 里"),
        };
    }
    if let Some(wanted) = between(message, "expected ", "")
        && !wanted.contains(" found ")
    {
        let piece = piece(wanted)?;
        return with(format!("这里应当有{piece}"), "请看标出的地方前后，是否漏了什么，或多了什么");
    }
    if let Some(found) = between(message, "unexpected ", "")
        && let Some(piece) = piece(found)
    {
        return with(format!("这里多了{piece}"), "请看它的另一半是否漏了；多写的删去");
    }
    if let Some(suffix) = between(message, "invalid number suffix: ", "") {
        let suffix = suffix.trim_matches('`');
        return with(
            format!("数后面的“{suffix}”不是单位"),
            "长度的单位是 pt、mm、cm、em 和 %；要印出来的，放在方括号 [ ] 里",
        );
    }
    None
}

/// A piece of notation in Chinese.
fn piece(name: &str) -> Option<&'static str> {
    PIECES.iter().find(|(english, _)| *english == name).map(|(_, chinese)| *chinese)
}
