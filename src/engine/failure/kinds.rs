//! What Typst calls the kinds of values.

/// The kinds by Typst's name.
const KINDS: &[(&str, &str)] = &[
    ("none", "空（none）"),
    ("auto", "自动（auto）"),
    ("boolean", "真假（true、false）"),
    ("integer", "整数"),
    ("float", "小数"),
    ("decimal", "精确小数"),
    ("length", "长度"),
    ("relative length", "长度"),
    ("fraction", "份数（fr）"),
    ("ratio", "百分比"),
    ("angle", "角度"),
    ("color", "颜色"),
    ("alignment", "对齐方式"),
    ("symbol", "符号"),
    ("string", "文字（引号里的）"),
    ("bytes", "字节"),
    ("label", "标签"),
    ("datetime", "日期"),
    ("content", "内容（方括号里的）"),
    ("array", "一串值"),
    ("dictionary", "一组“名字: 值”"),
    ("function", "函数"),
    ("arguments", "函数的参数"),
    ("module", "引入的文件"),
    ("type", "类型"),
];

/// A kind of value in Chinese, or several of which any will do.
pub(super) fn kind(name: &str) -> String {
    let kinds = name.split(", ").flat_map(|part| part.split(" or "));
    let kinds =
        kinds.map(|part| part.trim_start_matches("or ").trim()).filter(|part| !part.is_empty());
    let words: Vec<&str> = kinds.map(one).collect();
    words.join("或")
}

/// One kind.
fn one(name: &str) -> &str {
    KINDS.iter().find(|(english, _)| *english == name).map_or(name, |(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_kinds_are_named() {
        assert_eq!(kind("none"), "空（none）");
        assert_eq!(kind("integer, float, or none"), "整数或小数或空（none）");
        assert_eq!(kind("gizmo"), "gizmo");
    }
}
