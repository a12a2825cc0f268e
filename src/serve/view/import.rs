//! Workbooks brought in: what they would change, seen before it is written.

use std::collections::BTreeSet;

use maud::{Markup, html};

use std::path::Path;

use crate::exchange::fill::part_of;
use crate::exchange::{Fate, Odds, Outcome, Rival};
use crate::serve::answer::Answer;
use crate::serve::bringing::Brought;
use crate::serve::last_year::is_report;
use crate::serve::office::Office;
use crate::serve::unit::At;
use crate::serve::unit::topics::Topic;
use crate::serve::view::addresses::{encoded, place_of};
use crate::serve::view::frame::frame;

/// So many changes are listed one by one.
const LISTED: usize = 400;

/// The endings of the files that are taken.
pub(super) const KINDS: &str = ".xls,.xlsx,.xlsm,.ods,.et,.htm,.html,.pdf";

/// The units that amounts may be in, where tables do not say.
const UNITS: [&str; 3] = ["元", "千元", "万元"];

/// The page that takes workbooks.
pub(in crate::serve) fn bring_in(office: &Office) -> Answer {
    let token = &office.address.token;
    let body = html! {
        (top(token, "导入工作簿"))
        main.stage {
            div.whole.begin {
                (well(token))
                p.note { "可以一次拖许多个。先看一遍要写什么，再写；原来的文件不动，只抄一份进来。" }
            }
        }
    };
    Answer::page(frame(token, "导入工作簿", &["common.js", "drop.js"], &body))
}

/// Where files can be dropped or chosen.
pub(super) fn well(token: &str) -> Markup {
    html! {
        form.well method="post" action={ "/" (token) "/import" } enctype="multipart/form-data" id="well" {
            p { "把决算系统导出的工作簿、填好的填报表、本程序做的上年的 PDF 拖到这一页" }
            label for="files" { "或者选文件：" }
            input type="file" id="files" name="files" multiple accept=(KINDS);
            button.primary { "看一遍" }
        }
    }
}

/// The heading of a page.
pub(super) fn top(token: &str, title: &str) -> Markup {
    html! {
        header.top {
            a href={ "/" (token) "/" } { "‹ 全部单位" }
            span.sep {}
            h1 { (title) }
            span.grow {}
        }
    }
}

/// What workbooks would change, or have changed.
pub(in crate::serve) fn brought(office: &Office, brought: &Brought) -> Answer {
    let token = &office.address.token;
    let Brought {
        id,
        options,
        outcomes,
        conflicts: _,
        units,
        year,
        typed_year,
        no_year,
        can_go_back,
    } = brought;
    let tried = options.dry_run;
    let fine = outcomes.iter().filter(|outcome| outcome.refused.is_empty()).count();
    let changes: usize = outcomes
        .iter()
        .filter(|outcome| outcome.refused.is_empty())
        .map(|outcome| outcome.count.max(usize::from(outcome.is_new)))
        .sum();
    let count = units_of(outcomes);
    // What a report brings says its year and its unit of money by itself.
    let has_tables = outcomes.iter().any(|outcome| !is_report(Path::new(&outcome.source)));
    let choices = choices(outcomes);
    let title = match (tried, fine) {
        (true, _) => "导入前看一遍",
        (false, 0) => "没有导入",
        (false, _) => "导入完了",
    };
    let body = html! {
        (top(token, title))
        @if !tried {
            div.band.bad[fine == 0] role="status" {
                span {
                    @if fine == 0 {
                        strong { "没有写入，文件没有动；原因在下面" }
                    } @else {
                        strong { "写入了 " (count) " 个单位" }
                        @if fine < outcomes.len() { "，没有写的文件 " (outcomes.len() - fine) " 个" }
                    }
                }
                a href={ "/" (token) "/" } { "到全部单位" }
                @if *can_go_back {
                    form method="post" action={ "/" (token) "/import/" (id) "/back" } { button id="back" { "撤销这次导入" } }
                }
            }
        }
        main.review {
            nav.files aria-label="文件" {
                h2 { "文件和单位 " (outcomes.len()) " 个" }
                ol {
                    @for (number, outcome) in outcomes.iter().enumerate() {
                        li { a href={ "#of" (number) } {
                            span.mark { @if outcome.refused.is_empty() { "✓" } @else { span.tag.err aria-label="没有写" { "错" } } }
                            strong { (whose(outcome)) }
                            small { (outcome.source) }
                        } }
                    }
                }
            }
            div.read tabindex="0" role="region" aria-label="读到了什么" {
                @if tried {
                    form method="post" action={ "/" (token) "/import/" (id) } {
                        div.asks {
                            label { "单位：" select name="unit" {
                                option value="" { "照表里写的" }
                                @for (folder, name) in units {
                                    option value=(folder) selected[options.unit.as_ref() == Some(folder)] { (name) }
                                }
                            } }
                            @if has_tables { label { "年度：" input.year name="year" inputmode="numeric" size="6" value=(typed_year) placeholder="照表里写的"; } }
                            @if has_tables { label { "没有写金额单位的表：" select name="amounts" {
                                option value="" { "不导入" }
                                @for unit in UNITS {
                                    option value=(unit) selected[options.amounts.is_some_and(|known| known.term() == unit)] { (unit) }
                                }
                            } } }
                            @if outcomes.len() > 1 || !options.apart {
                                label { input type="checkbox" name="together" value="yes" checked[!options.apart]; " 这些文件是一个单位的几张表" }
                            }
                            @for choice in &choices { (choice.asked()) }
                            button { "照新的选择再看一遍" }
                            @if no_year.is_some() {
                                span.quiet { "先把年度改好" }
                            } @else if fine > 0 && changes > 0 {
                                button.primary name="write" value="yes" id="write" { "写入 " (count) " 个单位，" (changes) " 处" }
                            } @else {
                                span.quiet { @if fine > 0 { "与文件里的一样，没有要写的" } @else if !choices.is_empty() { "先选用哪一份" } @else { "没有能写入的" } }
                            }
                        }
                    }
                    @if let Some(why) = no_year { p.said.err { span.tag.err { "错" } span { (why) } } }
                    p.note { "项目的年度是 " (year) "；别的年度的也能导入，改年度在“项目设置”。" }
                }
                @for (number, outcome) in outcomes.iter().enumerate() { (one(token, number, outcome, tried, brought)) }
            }
        }
    };
    Answer::page(frame(token, title, &["common.js", "drop.js"], &body))
}

/// How many units something is written of: several files may be of one.
fn units_of(outcomes: &[Outcome]) -> usize {
    let says = |outcome: &&Outcome| outcome.is_new || outcome.count > 0;
    let fine = outcomes.iter().filter(|outcome| outcome.refused.is_empty()).filter(says);
    let unit = |outcome: &'_ Outcome| {
        let folder = outcome.path.as_deref().and_then(|path| path.split('/').nth(1));
        folder.or(outcome.name.as_deref()).unwrap_or(&outcome.source).to_owned()
    };
    fine.map(unit).collect::<BTreeSet<String>>().len()
}

/// Whose the tables are.
fn whose(outcome: &Outcome) -> String {
    let year = outcome.year.map(|year| format!(" {year} 年度")).unwrap_or_default();
    let name = match (&outcome.name, outcome.refused.is_empty()) {
        (Some(name), _) => name,
        (None, true) => "没有写单位",
        // What cannot be read is of nobody.
        (None, false) => &outcome.source,
    };
    format!("{name}{year}")
}

/// The address of a field of a file of a unit.
fn field_at(token: &str, folder: &str, year: u16, file: &str, path: &str) -> String {
    let topic = Topic::of_field(part_of(file, year), path);
    let at = At { file: file.to_owned(), path: path.to_owned() };
    format!("/{token}/u/{}/{year}/{}", encoded(folder), place_of(topic, &at))
}

/// What became of one unit's tables.
fn one(token: &str, number: usize, outcome: &Outcome, tried: bool, brought: &Brought) -> Markup {
    let Outcome {
        source,
        name: _,
        year,
        path,
        is_new,
        changes,
        count,
        rows,
        sums,
        read,
        left_out,
        contradictions,
        remarks,
        gaps,
        refused,
        conflicts,
        rival,
        help,
        machine: _,
    } = outcome;
    let folder = path.as_deref().and_then(|path| path.split('/').nth(1));
    let is_there = |folder: &&str| !tried || brought.units.iter().any(|(known, _)| known == folder);
    let page = folder
        .filter(is_there)
        .zip(*year)
        .map(|(folder, year)| format!("/{token}/u/{}/{year}/todo", encoded(folder)));
    html! {
        section aria-labelledby={ "of" (number) " from" (number) } {
            h2 id={ "of" (number) } tabindex="-1" { (whose(outcome)) }
            p.quiet {
                span id={ "from" (number) } { (source) }
                @if refused.is_empty() {
                    @if *is_new { "：新建，" (count) " 处" } @else { "：改 " (changes.len()) " 处" }
                } @else { "：没有写，文件没有动" }
                @if let Some(page) = page { " " a href=(page) { "到这个单位" } }
            }
            @for why in refused { p.said.err { span.tag.err { "错" } span { (why) } } }
            @for help in help { p.note { (help) } }
            @if let Some(rival) = rival.as_ref().filter(|rival| !rival.is_first) { (differences(rival, source)) }
            @if let Some((folder, year)) = folder.zip(*year).filter(|_| !conflicts.is_empty()) {
                p.note {
                    "两边都改了的格："
                    @for (place, ((file, path), words)) in conflicts.iter().zip(brought.conflicts.get(number).into_iter().flatten()).enumerate() {
                        @if place > 0 { "；" }
                        a href=(field_at(token, folder, year, file, path)) { (words) }
                    }
                }
            }
            @if refused.is_empty() { (list("请留意", remarks)) }
            (list("自相矛盾的（照表写入，请核对）", contradictions))
            @if refused.is_empty() { (list("各表各行相加", sums)) }
            (list("读到的", read))
            @if !refused.is_empty() { (list("请留意", remarks)) }
            (list("没有认出、没有用的", left_out))
            (list("还缺的", gaps))
            @if refused.is_empty() {
                (list("逐处看", &changes.iter().take(LISTED).cloned().collect::<Vec<_>>()))
                @if changes.len() > LISTED { p.quiet { "另有 " (changes.len() - LISTED) " 处" } }
                @if !rows.is_empty() {
                    details {
                        summary { "新的文件里的 " (rows.len()) " 行，逐行看" }
                        ul.plainlist { @for row in rows { li { (row) } } }
                    }
                }
            }
        }
    }
}

/// What two files of the same unit and year say otherwise.
fn differences(rival: &Rival, source: &str) -> Markup {
    let Rival { file: _, other, is_first: _, differences, fate: _ } = rival;
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "没有".to_owned());
    html! {
        h3 { "不同的 " (differences.len()) " 处" }
        table.list {
            thead { tr { th scope="col" { "在哪里" } th.num scope="col" { (other) } th.num scope="col" { (source) } } }
            tbody {
                @for Odds { file: _, path, before, now } in differences.iter().take(LISTED) {
                    tr { td { (path) } td.num { (value(before)) } td.num { (value(now)) } }
                }
            }
        }
        @if differences.len() > LISTED { p.quiet { "另有 " (differences.len() - LISTED) " 处" } }
    }
}

/// Files of the same unit and year of which one is to be taken.
struct Choice {
    /// Whose they are.
    whose: String,
    /// Their numbers, what they are called, and whether they are taken.
    files: Vec<(usize, String, bool)>,
}

/// What is to be chosen between files that contradict one another.
fn choices(outcomes: &[Outcome]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for outcome in outcomes {
        let Some(rival) = &outcome.rival else { continue };
        let Rival { file, other, is_first: _, differences: _, fate } = rival;
        let file = (*file, outcome.source.clone(), *fate == Fate::Taken);
        let whose = whose(outcome);
        // What contradicts a file may be of another unit or year.
        let other_is_elsewhere = !outcomes
            .iter()
            .any(|outcome| outcome.source == *other && self::whose(outcome) == whose);
        let is_of = |choice: &&mut Choice| {
            let mut files = choice.files.iter();
            choice.whose == whose
                || other_is_elsewhere && files.any(|(_, source, _)| source == other)
        };
        match choices.iter_mut().find(is_of) {
            Some(choice) => choice.files.push(file),
            None => choices.push(Choice { whose, files: vec![file] }),
        }
    }
    choices
}

impl Choice {
    /// The question which one to take.
    fn asked(&self) -> Markup {
        let Self { whose, files } = self;
        html! {
            label {
                strong { (whose) "有几份，数不同。用哪一份：" }
                select name="take" {
                    option value="" { "还没有选，都不写" }
                    @for (number, source, is_taken) in files {
                        option value=(number) selected[*is_taken] { (source) }
                    }
                }
            }
        }
    }
}

/// Some sentences under a title.
fn list(title: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            h3 { (title) }
            ul.plainlist { @for sentence in sentences { li { (sentence) } } }
        }
    }
}
