//! Messages about names: of variables, keys, fields, functions and their arguments.

use crate::engine::failure::kinds::kind;
use crate::engine::failure::words::{Words, bare, between, with};

/// Names that are withheld from layouts.
const WITHHELD: &str = "plugin";

/// What a message about a name says.
pub(super) fn explain(message: &str) -> Option<Words> {
    variable(message).or_else(|| field(message)).or_else(|| argument(message))
}

/// Variables and what is imported.
fn variable(message: &str) -> Option<Words> {
    if let Some(name) = between(message, "unknown variable: ", "") {
        return match name {
            WITHHELD => {
                with("版式不能使用插件（plugin）", "插件是程序；版式只能用 .typ 文件里的写法")
            }
            name => with(
                format!("没有“{name}”这个名字"),
                "是否拼错了？用别的文件里的函数，要先在文件开头写 #import；文字里写了 # 的，改成 \\#",
            ),
        };
    }
    if message == "unresolved import"
        || message.starts_with("module") && message.contains("not contain")
    {
        return with(
            "要引入的名字在那个文件里没有",
            "请打开 #import 后面的文件，看 #let 后面的名字是否与这里的相同",
        );
    }
    if let Some(name) = between(message, "cannot mutate a constant: ", "") {
        return with(format!("“{name}”是排版引擎自己的名字，不能改它的值"), "请换一个名字");
    }
    let captured = "variables from outside the function are read-only and cannot be modified";
    if message == captured {
        return with("函数里不能改外面的值", "请在函数里另用 let 写一个名字，或把结果作为函数的值");
    }
    None
}

/// Keys of dictionaries, fields and methods.
fn field(message: &str) -> Option<Words> {
    if let Some(rest) = between(message, "dictionary does not contain key ", "") {
        let key = rest.split(" and no default").next().unwrap_or(rest);
        let key = bare(key);
        return with(
            format!("没有“{key}”这一项"),
            "全部可用的数和话见 docs/facts.md；juesuan facts 单位 在屏幕上列出",
        );
    }
    if let Some(what) = between(message, "cannot access fields on type ", "") {
        let help = match what {
            "none" => "这一项没有填（none）；先判断再用：if 某项 != none { … }",
            _ => "点后面的名字只能用在有若干项的值上；请看点前面写的是什么",
        };
        return with(format!("{}没有下一级的项可取", kind(what)), help);
    }
    if let Some(rest) = between(message, "type ", "") {
        if let Some((what, method)) = rest.split_once(" has no method ") {
            return with(
                format!("{}不能用“.{}(…)”", kind(what), bare(method)),
                "是否拼错了？还要看点前面的值是不是想要的那一种",
            );
        }
        if let Some((what, field)) = rest.split_once(" does not contain field ") {
            return with(format!("{}没有“{}”", kind(what), bare(field)), "是否拼错了？");
        }
    }
    if let Some((what, field)) = message.split_once(" does not contain field ") {
        return with(format!("{}没有“{}”", kind(what), bare(field)), "是否拼错了？");
    }
    if let Some(name) = between(message, "duplicate key: ", "") {
        return with(format!("同一个键“{}”写了两次", bare(name)), "请删去一个");
    }
    None
}

/// Arguments of functions.
fn argument(message: &str) -> Option<Words> {
    if let Some(name) = between(message, "unexpected argument: ", "") {
        return with(
            format!("这个函数没有“{name}”这个选项"),
            "是否拼错了？请对照函数的定义（#let 那一行）",
        );
    }
    if message == "unexpected argument" {
        return with(
            "这里给的内容多了一个",
            "请对照函数的定义（#let 那一行），看圆括号里应当有几个",
        );
    }
    if let Some(name) = between(message, "missing argument: ", "") {
        return with(
            format!("用函数时少给了“{name}”"),
            "请对照函数的定义（#let 那一行），在圆括号里补上",
        );
    }
    if let Some(name) = between(message, "duplicate argument: ", "") {
        return with(format!("“{name}”写了两次"), "请删去一个");
    }
    if let Some(name) = between(message, "the argument `", "` is positional") {
        return with(format!("“{name}”不写名字"), format!("请删去“{name}:”，只写它的内容"));
    }
    if let Some(what) = between(message, "expected function, found ", "") {
        return with(
            format!("圆括号前面应当是函数，这里是{}", kind(what)),
            "文字里要印圆括号的，在括号前面加一个空格，或用全角括号（）",
        );
    }
    None
}
