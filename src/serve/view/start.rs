//! The page of a folder that is no project yet: what to begin with.

use maud::html;

use crate::batch::today;
use crate::files::is_folder;
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::view::frame::frame;
use crate::serve::view::import::KINDS;

/// How many years are offered.
const YEARS: u16 = 6;

/// The year and the format of a new project, and the files that it begins with.
pub(in crate::serve) fn start(office: &Office) -> Answer {
    let token = &office.address.token;
    let folder = office.root.file_name().map(|name| name.to_string_lossy().into_owned());
    let last = today().year.saturating_sub(1);
    let layouts = office.layouts();
    // A project whose settings went astray is no new one.
    let has_data = is_folder(&office.root.join("data"));
    let body = html! {
        a.skip href="#begin" { "到新建" }
        header.top {
            h1 { "决算公开" }
            span.quiet.small.folder { "只在这台电脑上运行，数据不出这台电脑" }
        }
        @if has_data {
            div.band role="status" id="no-project" {
                span {
                    strong { "这个文件夹里没有项目设置。" }
                    "有数据，以前大概用过：项目设置被移走、改了名的，请放回原处，再刷新这一页；不见了的，在下面再建一份，数据不动。"
                }
            }
        }
        div.band.bad role="alert" hidden id="offline" {
            strong { "程序停了，或者连不上。" }
            "请再打开一次程序，刷新这一页。"
        }
        main.stage id="start" {
            form.whole.begin id="begin" method="post" action="begin" enctype="multipart/form-data" autocomplete="off" {
                h2 { @if has_data { "再建一份项目设置" } @else { "这个文件夹里还没有决算项目" } }
                p.note {
                    "文件夹：" (folder.unwrap_or_default())
                    "。打开错了文件夹的，关掉程序，到项目的文件夹里再打开。"
                }
                div.field {
                    label for="year" { "年度" }
                    div {
                        select id="year" name="year" {
                            @for year in (last.saturating_sub(YEARS - 1)..=last).rev() { option value=(year) { (year) } }
                        }
                        p.note { "以后能改，已经填的数不用重填；金额一律填元" }
                    }
                }
                div.field role="radiogroup" aria-labelledby="format" {
                    span id="format" { "格式" }
                    div {
                        @for (number, (name, title)) in layouts.iter().enumerate() {
                            p { label { input type="radio" name="layout" value=(name) checked[is_first(name, number, &layouts)]; " " (title) } }
                        }
                        p.note { "没有本地的格式？先选最接近的，以后能改" }
                    }
                }
                div.field {
                    label for="published" { "公开日期" }
                    div {
                        input type="date" id="published" name="published";
                        p.note {
                            "打算在网上公开的那一天，印在报告里；还没有定的空着，以后在“项目设置”里写，有的单位不同，在它的“单位和概况”里另写。没有写以前只能做草稿"
                        }
                    }
                }
                div.field {
                    label for="files" { "从哪里开始" }
                    div.well {
                        p { strong { "把文件拖到这一页" } }
                        p { "决算系统导出的工作簿、公开表、填好的填报表、本程序做的上年的 PDF" }
                        input type="file" id="files" name="files" multiple accept=(KINDS);
                        p.note { "可以一次许多个，也可以先空着；先看一遍要写什么，再写" }
                    }
                }
                p.do {
                    button.primary { "建好，开始" }
                    " " button name="then" value="new" { "先建一个空的单位" }
                }
                p.note { "会在这个文件夹里写下项目设置和单位的数据，不动别的文件。" }
            }
        }
    };
    Answer::page(frame(token, "新建决算公开", &["common.js", "drop.js"], &body))
}

/// Whether a layout is the one that is chosen at first: that which `init` takes, else the first of all.
fn is_first(name: &str, number: usize, layouts: &[(String, String)]) -> bool {
    let usual = crate::fields::project::project::LAYOUT.example;
    match layouts.iter().any(|(other, _)| other == usual) {
        true => name == usual,
        false => number == 0,
    }
}
