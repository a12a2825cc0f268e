//! Messages about values of the wrong kind or size.

use crate::engine::failure::kinds::kind;
use crate::engine::failure::words::{Words, between, with};

/// What a message about a value says.
pub(super) fn explain(message: &str) -> Option<Words> {
    mixed(message).or_else(|| wrong_kind(message)).or_else(|| out_of_range(message))
}

/// Values that do not go together.
fn mixed(message: &str) -> Option<Words> {
    for (verb, between_them, chinese) in [
        ("cannot join ", " with ", "接在一起"),
        ("cannot add ", " and ", "相加"),
        ("cannot add ", " to ", "相加"),
        ("cannot multiply ", " with ", "相乘"),
        ("cannot divide ", " by ", "相除"),
        ("cannot compare ", " and ", "比较"),
        ("cannot compare ", " with ", "比较"),
    ] {
        if let Some((one, other)) =
            between(message, verb, "").and_then(|m| m.split_once(between_them))
        {
            return with(
                format!("{}和{}不能{chinese}", kind(one), kind(other)),
                "事实里的金额、比率是文字；要印出来的用 money、percent 等函数，要判断的用 is-zero",
            );
        }
    }
    if let Some(rest) = between(message, "cannot subtract ", "") {
        let (one, other) = rest.split_once(" from ")?;
        return with(
            format!("{}不能减{}", kind(other), kind(one)),
            "版式里不算金额；要的数在事实里多半已经算好，见 docs/facts.md",
        );
    }
    if let Some(rest) = between(message, "cannot apply ", "") {
        return with(format!("这里的运算不能这样写（{rest}）"), "请看运算符两边的值");
    }
    None
}

/// A value of another kind than is wanted.
fn wrong_kind(message: &str) -> Option<Words> {
    if let Some(what) = between(message, "cannot loop over ", "") {
        return with(
            format!("for 不能逐个处理{}", kind(what)),
            "in 后面要写一串值，如 facts.income.rows",
        );
    }
    if let Some(what) = between(message, "cannot destructure ", "") {
        return with(format!("{what} 拆不成几个名字"), "等号左边写一个名字就行");
    }
    if let Some((wanted, found)) =
        between(message, "expected ", "").and_then(|m| m.split_once(", found "))
    {
        let help = match found {
            "none" => "这一项没有填（none）；先判断再用：if 某项 != none { … }",
            _ => "请看标出的值从哪里来；文字两边加半角双引号，数不加",
        };
        return with(format!("这里应当是{}，给的却是{}", kind(wanted), kind(found)), help);
    }
    None
}

/// A value out of range, and what the layout itself stops at.
fn out_of_range(message: &str) -> Option<Words> {
    if let Some(rest) = between(message, "array index out of bounds (index: ", ")") {
        let (index, length) = rest.split_once(", len: ").unwrap_or((rest, "?"));
        let length = length.split(')').next().unwrap_or(length);
        return with(
            format!("一串值里没有第 {index} 个（从 0 数起，共 {length} 个）"),
            "请先看有几个（.len()），或用 for 逐个处理",
        );
    }
    if message == "unable to get the current date" {
        return with(
            "版式不能用今天的日期",
            "同样的数据要得到同样的报告；公开日期用 facts.published",
        );
    }
    if message.starts_with("array is empty") {
        return with("这一串值是空的，没有第一个或最后一个", "请先判断：if 某某.len() > 0 { … }");
    }
    if message.starts_with("panicked") || message.starts_with("assertion failed") {
        return with("版式自己停了下来", "版式里写了 panic 或 assert；原话里是它要说的");
    }
    if message.contains("divide by zero") || message == "divisor must not be zero" {
        return with(
            "除数是零",
            "版式里不算金额和比率；要的数在事实里多半已经算好，见 docs/facts.md",
        );
    }
    if message.starts_with("number must be ") || message.starts_with("value must be ") {
        return with("数的大小不合要求", "请看标出的数是怎样得来的；是不是要的那一个");
    }
    None
}
