//! Typst's hints in words that an office understands.

/// Hints by how they begin; those without words are covered by the message itself.
const HINTS: &[(&str, Option<&str>)] = &[
    ("cannot access files outside", None),
    ("you can adjust the project root", None),
    ("see https://", None),
    ("you are already in code mode", None),
    ("try removing the `#`", None),
    ("the preceding hash is causing", None),
    ("try escaping the preceding hash", Some("要印出 # 的，写成 \\#")),
    ("in Typst, `and` is used", Some("“并且”写 and")),
    ("in Typst, `or` is used", Some("“或者”写 or")),
    ("in Typst, `not` is used", Some("“不是”写 not")),
    ("or did you mean to write `!=`", Some("“不等于”写 !=")),
    ("in Typst, `!=` is used", Some("“不等于”写 !=")),
    ("try using a backslash escape: \\]", Some("文字里要印出右方括号的，写成 \\]")),
    ("there may not be any spaces before", Some("函数名和圆括号之间不能有空格")),
    ("labels can only be applied", None),
    ("if you meant to use subtraction", Some("减号两边要有空格；名字里的连字符两边不能有空格")),
    (
        "if you meant to display this as text",
        Some("要印成文字的，两边加半角双引号，或放在方括号 [ ] 里"),
    ),
    ("see 1 additional warning", None),
    ("try adding a trailing comma", Some("只有一个值的一串，要写成 (值,)")),
    ("a length needs a unit", Some("长度要写单位，如 12pt、5mm、2em")),
    ("use forward slashes instead", None),
    ("in earlier Typst versions, backslashes", None),
    ("this behavior is no longer supported", None),
];

/// A hint in Chinese, or as it is; nothing for one that adds nothing.
pub(super) fn explain(hint: &str) -> Option<String> {
    match HINTS.iter().find(|(start, _)| hint.starts_with(start)) {
        Some((_, words)) => words.map(str::to_owned),
        None => Some(format!("引擎的提示：{hint}")),
    }
}
