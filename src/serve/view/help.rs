//! What the keys do, and the few things to know: it opens over the page and goes away with Esc.

use maud::{Markup, html};

/// What keys do what: keys that are held down together in one, either of two keys in two.
const KEYS: [(&[&[&str]], &str); 18] = [
    (&[&["Tab"], &["Shift", "Tab"]], "下一格、上一格"),
    (&[&["Enter"], &["Shift", "Enter"]], "表里：下一行、上一行同一列"),
    (&[&["↑"], &["↓"]], "表里：上一行、下一行，跳过小计"),
    (&[&["Shift", "方向键"]], "表里：选一片，下面显示合计"),
    (&[&["Ctrl", "Enter"]], "文字框里：到下一个框"),
    (&[&["F8"], &["Shift", "F8"]], "下一处、上一处待办"),
    (&[&["Esc"]], "放弃这一格刚改的；关上小窗"),
    (&[&["Ctrl", "Z"]], "撤销上一次存下的"),
    (&[&["Ctrl", "Y"]], "重做"),
    (&[&["Ctrl", "C"]], "复制选中的一片，电子表格贴得进"),
    (&[&["Ctrl", "V"]], "贴入；有编码的先看一遍"),
    (&[&["Ctrl", "Delete"]], "删去这一行，可以撤销"),
    (&[&["Ctrl", "S"]], "不用按：离开一格就存"),
    (&[&["F9"]], "到右边的页；再按回来"),
    (&[&["Enter"], &["方向键"]], "在页上：到这一页的数；在数之间走"),
    (&[&["↓"], &["Enter"]], "列出编码时：选一个；填上"),
    (&[&["空格"]], "打勾、去掉勾"),
    (&[&["F1"]], "这一页"),
];

/// What else is to be known.
const HINTS: [&str; 4] = [
    "没有“保存”：离开一格就写进文件。红框的还没有写进去，下面写着为什么。",
    "点右边页上的数，说它怎样来、填在哪里；填着哪一格，页上框出它印在哪里。",
    "缺、错误、警告、提示都在“待办”里；每条后面的“说明”是这条规则。",
    "待办用 F8 一处接一处地走，不用先知道在哪个主题。",
];

/// The panel, which a script opens.
pub(super) fn help() -> Markup {
    html! {
        dialog.help id="help" aria-labelledby="help-heading" {
            header {
                h2 id="help-heading" { "键盘和帮助" }
                button.plain type="button" id="help-close" { "关上 " kbd.kbd { "Esc" } }
            }
            dl {
                @for (keys, does) in KEYS {
                    div {
                        dt {
                            @for (number, together) in keys.iter().enumerate() {
                                @if number > 0 { "、" }
                                @for (number, key) in together.iter().enumerate() {
                                    @if number > 0 { "＋" }
                                    kbd.kbd { (key) }
                                }
                            }
                        }
                        dd { (does) }
                    }
                }
            }
            ul { @for hint in HINTS { li { (hint) } } }
        }
    }
}
