//! What a browser is shown that cannot be given what it asks for.

use maud::{DOCTYPE, html};

use crate::serve::answer::Answer;
use crate::serve::view::frame::message;

/// What somebody does who has not got the whole address.
const TO_STRANGERS: &str = "工作页的地址里有一段钥匙，少一个字也打不开：请从程序的窗口里整个复制过来，或者再打开一次程序，它会打开浏览器。";

/// A page that says why something is not there or was not done, and what to do; with the way to all units for whoever has the token,
/// and with nothing of the project for others.
pub(in crate::serve) fn refused(token: Option<&str>, status: u16, words: &str) -> Answer {
    let page = match token {
        Some(token) => message(token, words, Some(advice(status))),
        // Neither styles nor scripts are to be had without the token.
        None => html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { (words) }
                    link rel="icon" href="data:,";
                }
                body {
                    h1 { (words) }
                    p.note.advice { (TO_STRANGERS) }
                }
            }
        },
    };
    Answer::page(page).with_status(status)
}

/// What to do about an answer of a status.
fn advice(status: u16) -> &'static str {
    match status {
        400 => "退回上一页再试一次；还是这样的，从“全部单位”进去。",
        404 => "地址写错了，或者单位、年度、文件已经不在了，在“全部单位”里再找。",
        408 => "退回上一页，再试一次。",
        409 => "退回上一页，照上面说的改好，再试一次。",
        413 => "文件合起来不能超过 128 兆，多的分几次传；贴的表、写的话太长的，分几次存。",
        503 => "过一会再刷新这一页；开着许多工作页的，先关掉几个。",
        _ => "再试一次；还是这样的，关掉程序，再打开。",
    }
}
