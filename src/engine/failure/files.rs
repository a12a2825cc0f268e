//! Messages about files that are imported, included or read.

use crate::engine::failure::words::{Words, between, with};

/// What a message about a file says.
pub(super) fn explain(message: &str) -> Option<Words> {
    if message.starts_with("failed to load linked image") {
        return with(
            "SVG 图片里又引用了别的图片，版式不能用它",
            "请在画图软件里把引用的图片嵌入 SVG，或另存为 PNG",
        );
    }
    if message.contains("missing alt text") {
        return with(
            "图片没有替代文字，读屏软件读不出来",
            "请写上图片说的是什么：image(\"文件名\", alt: \"…\")",
        );
    }
    if message.starts_with("PDF/") {
        return with(
            "排出来的内容不合 PDF/A、PDF/UA（可存档、可读屏）的要求",
            "请看原话；刚改过的地方先改回，再一处一处地试",
        );
    }
    if message.starts_with("failed to parse SVG") || message.starts_with("failed to decode image") {
        return with("图片打不开", "请在画图软件里打开，另存为 PNG 或普通的 SVG");
    }
    if let Some(path) = between(message, "file not found (searched at ", ")") {
        if path.contains(":/") {
            return with("版式不能从网上取东西", "请把文件下载下来，放进版式的文件夹里再用");
        }
        return with(
            format!("没有文件 {path}"),
            "路径从这个版式文件所在的文件夹算起，以 / 开头的从项目文件夹算起；版式只看得到 layouts 里自己用到的版式",
        );
    }
    if message.contains("would escape") {
        return with(
            "版式不能读项目文件夹以外的文件",
            "请把要用的文件复制到版式的文件夹里，写它的文件名",
        );
    }
    if message.starts_with("failed to load file (access denied)") || message.contains("package") {
        return with(
            "版式不能使用 Typst 的程序包",
            "程序包要从网上下载；请把要用的 .typ 文件复制到版式的文件夹里，用 #import \"文件名\" 引入",
        );
    }
    match message {
        "cyclic import" => {
            with("几个版式文件互相引入，绕成了一圈", "请把共用的部分移到另一个文件里，两边都引入它")
        }
        "file is not valid UTF-8" => {
            with("这个版式文件不是 UTF-8 编码", "请用记事本打开，“另存为”时编码选 UTF-8")
        }
        "not a Typst source file" => with(
            "引入的不是 .typ 文件",
            "#import、#include 后面写 .typ 文件；图片用 image(\"文件名\")",
        ),
        "path must not contain a backslash" => {
            with("路径里有反斜杠 \\", "请用正斜杠，如 \"narrative/income.typ\"")
        }
        "unknown image format" => {
            with("图片打不开", "图片用 PNG、JPEG 或 SVG，文件名的结尾要与内容相符")
        }
        _ => None,
    }
}
