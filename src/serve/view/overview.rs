//! All units.

use maud::{Markup, html};

use std::collections::BTreeMap;
use std::time::SystemTime;

use crate::batch::{OPEN, Pdf, ReportState, Row, Status, in_beijing};
use crate::editions::Since;
use crate::exchange::fill::part_of;
use crate::model::date::Date;
use crate::model::unit::{Kind, Nature};
use crate::project::Selected;
use crate::serve::answer::Answer;
use crate::serve::building::{Said, Work};
use crate::serve::office::Office;
use crate::serve::overview::{About, First, Overview};
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::topics::Topic;
use crate::serve::view::addresses::{encoded, in_own_year, pdf, place_of, settings_at};
use crate::serve::view::building::{band, copied, said_of};
use crate::serve::view::frame::frame;
use crate::serve::view::import::well;

/// What is done with reports, and what there is to say of each.
type AllSaid = (Work, BTreeMap<Selected, Said>);

/// A choice of rows: its word in the page's scripts, what it is called, and which rows are meant.
type Chip = (&'static str, &'static str, fn(&Row) -> bool);

/// From more than how many reports on departments for which nothing is to be done are folded.
const MANY: usize = 60;

/// The choices of rows.
const CHIPS: [Chip; 6] = [
    ("gaps", "有缺的", |row| row.gaps.is_some_and(|gaps| gaps > 0)),
    ("errors", "有错误", |row| {
        (row.state == ReportState::Unread && !row.is_only_open()) || count(row, 0) > 0
    }),
    ("warnings", "有警告", |row| count(row, 1) > 0),
    ("due", "要生成", |row| matches!(row.state, ReportState::Ready | ReportState::Stale)),
    ("made", "已生成", |row| row.state == ReportState::Made),
    ("late", "超期", |row| row.awaited().is_some()),
];

/// The page of all units.
pub(in crate::serve) fn overview(office: &Office) -> Answer {
    let overview = office.overview();
    let token = &office.address.token;
    let building = office.building();
    let year = overview.status.as_ref().map(|status| status.year);
    let title = match year {
        Some(year) => format!("{year} 年度决算公开"),
        None => "决算公开".to_owned(),
    };
    let folder = office.root.file_name().map(|name| name.to_string_lossy().into_owned());
    let due = overview.due().len();
    let goes_on = building.as_ref().is_some_and(|building| building.goes_on());
    let said = building.as_ref().map(|building| (building.work, building.said()));
    let is_empty = overview.status.as_ref().is_none_or(|status| status.rows.is_empty());
    let body = html! {
        a.skip href=(if is_empty { "#units" } else { "#table" }) { "到单位表" }
        header.top {
            h1 { (title) }
            span.quiet.small.folder {
                "项目文件夹：" (folder.unwrap_or_default()) "　·　只在这台电脑上运行，数据不出这台电脑"
            }
            span.grow {}
            nav.links aria-label="做什么" {
                a.button href="import" { "导入" }
                a.button href="new" { "新建单位" }
                a.button href="roll" title="由上年的数据开始新的一年" { "转入下年" }
                a.button href="workbooks.zip" title="各单位的填报表，填好再拖回来" { "填报表" }
                a.button href="reports.zip" title="生成好的报告，压成一个文件" { "全部 PDF" }
                a.button href="settings" { "项目设置" }
            }
            @if goes_on {
                form method="post" action="stop" { button { "停下" } }
            } @else if due == 0 {
                button disabled title="最新的不用再做，有错误的先改好" { "没有要生成的" }
            } @else {
                form method="post" action="build" {
                    input type="hidden" name="what" value="due";
                    button.primary { "生成要生成的 " (due) " 份" }
                }
            }
        }
        @for found in &overview.found {
            div.band.bad role="alert" {
                @if found.at.as_ref().is_some_and(|at| at.file == SETTINGS) { strong { "项目设置：" } }
                (found.said)
                @for help in &found.help { "。" (help) }
                @if found.at.as_ref().is_some_and(|at| at.file == SETTINGS) {
                    "　" a href=(settings_at(token, found)) { "到项目设置" }
                }
            }
        }
        div.band.bad role="alert" hidden id="offline" {
            strong { "程序停了，或者连不上。" }
            "下面是刚才的样子，可以看，不能改。请再打开一次程序，这一页会自己接上。"
        }
        div id="progress" role="region" aria-label="做到哪里了" { (band(building.as_deref(), &overview)) }
        main.stage id="units" {
            @match &overview.status {
                Some(status) if !status.rows.is_empty() => (table(token, status, &overview, said.as_ref())),
                None if !overview.found.is_empty() => div.whole.none { p { "改好上面说的，单位就列在这里。" } },
                Some(_) | None => (empty(token)),
            }
        }
    };
    Answer::page(frame(token, &title, &["common.js", "overview.js", "drop.js"], &body))
}

/// The page before there is any unit.
fn empty(token: &str) -> Markup {
    html! {
        div.whole.none {
            p { strong { "还没有单位。" } }
            (well(token))
            p { "没有工作簿的，" a href="new" { "新建单位" } "。" }
        }
    }
}

/// The sentence to be read out, the choices of rows, and the table.
fn table(token: &str, status: &Status, overview: &Overview, all_said: Option<&AllSaid>) -> Markup {
    let rows = &status.rows;
    html! {
        div.sum { p { (sentence(status)) " " (copied(&sentence(status))) } }
        div.tools {
            input type="search" id="find" aria-label="找单位" placeholder="找单位：名称";
            div.chips role="toolbar" aria-label="只看" data-arrows {
                button type="button" aria-pressed="true" data-chip="" { "全部" b { (rows.len()) } }
                @for (key, term, is_meant) in CHIPS {
                    button type="button" aria-pressed="false" data-chip=(key) {
                        (term) b { (rows.iter().filter(|row| is_meant(row)).count()) }
                    }
                }
            }
            span.grow {}
            @if overview.about.iter().any(|about| about.members > 0) {
                label.small { input type="checkbox" id="together" checked; " 按部门排在一起" }
            }
        }
        form.stage method="post" action="build" {
            div.whole id="table" tabindex="0" role="region" aria-label="单位表" {
                table.list.units aria-label="单位" {
                    thead { tr data-arrows {
                        th.w-check scope="col" { input type="checkbox" id="all" aria-label="全选"; }
                        (heading("name", "单位", "", ""))
                        (heading("kind", "性质", "w-kind", ""))
                        (heading("gaps", "缺", "num w-count", "还要填的"))
                        (heading("errors", "错误", "num w-count", "有错误的不生成正式报告"))
                        (heading("warnings", "警告", "num w-count", ""))
                        (heading("accepted", "接受", "num w-count", "写明理由接受了的"))
                        (heading("report", "报告", "w-report", ""))
                        (heading("public", "公开", "w-public", "登记公开的版次；没有登记的，写明数据里定的公开日期"))
                        (heading("due", "公开期限", "w-due", "批复以后要在期限以内公开；登记了的才算公开"))
                        (heading("written", "上次改动", "w-written", "这个单位的数据上次改动，北京时间"))
                        th.w-first scope="col" title="最要紧的一处，点它就到那一格" { "先看这个" }
                    } }
                    tbody {
                        @for (row, about) in rows.iter().zip(&overview.about) {
                            @let said = all_said.and_then(|(work, all)| Some((*work, all.get(&row.selected)?)));
                            (line(token, row, about, status, said))
                        }
                    }
                }
            }
            footer.dock {
                span id="picked" role="status" { "没有选中单位" }
                span.grow {}
                label.small { input type="checkbox" name="draft" value="yes"; " 生成草稿（有错误也排）" }
                button { "生成选中的" }
                button formaction="register" { "登记公开…" }
            }
        }
    }
}

/// How it stands with all units, in a sentence.
fn sentence(status: &Status) -> String {
    let count = |state| status.count(state);
    let all = status.rows.len();
    let mut said = format!("共 {all} 份报告：已生成 {}", count(ReportState::Made));
    let waiting = count(ReportState::Ready) + count(ReportState::Stale);
    let open = status.rows.iter().filter(|row| row.is_only_open()).count();
    let awaited = status.rows.iter().filter(|row| row.awaited().is_some()).count();
    for (number, words) in [
        (waiting, "可以生成"),
        (count(ReportState::Errors) + count(ReportState::Unread) - open, "有错误"),
        (open, OPEN),
        (count(ReportState::Members), "等所属单位改正"),
        (count(ReportState::Missing), "没有数据"),
        (awaited, "已经超期"),
    ] {
        if number > 0 {
            said.push_str(&format!("，{words} {number}"));
        }
    }
    said.push('。');
    said
}

/// The heading of a column by which the table can be sorted.
fn heading(key: &str, term: &str, class: &str, title: &str) -> Markup {
    html! {
        th scope="col" class=(class) title=[(!title.is_empty()).then_some(title)] {
            button type="button" data-sort=(key) { (term) }
        }
    }
}

/// The line of a unit.
fn line(
    token: &str,
    row: &Row,
    about: &About,
    status: &Status,
    said: Option<(Work, &Said)>,
) -> Markup {
    let chips = CHIPS.iter().filter(|(.., is_meant)| is_meant(row)).map(|(key, ..)| *key);
    let chips: Vec<&str> = chips.collect();
    let folder = &row.selected.folder;
    let called = format!("{folder}/{}", row.selected.year);
    let base = format!("/{token}/u/{}/{}", encoded(folder), row.selected.year);
    let kind = match about.kind {
        Some((Kind::Department, _)) => "部门",
        Some((Kind::Unit, Nature::CivilServiceManaged)) => "参公",
        Some((Kind::Unit, nature)) => nature.term().trim_end_matches("单位"),
        None => "",
    };
    let [gaps, errors, warnings] = own(row, about);
    let deadline = row.deadline.map(|day| due(day, row, status.on));
    let group = (about.members > 0).then_some(folder);
    let is_folded = about.is_idle && status.rows.len() > MANY;
    let seconds = about.written.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    html! {
        tr data-name=(row.called()) data-chips=(chips.join(" ")) data-in=[&about.head] data-group=[group] data-folded[is_folded] {
            td.w-check { input type="checkbox" name="unit" value=(called) aria-label={ "选 " (row.called()) }; }
            th scope="row" title=(row.called()) {
                @if group.is_some() { button.fold type="button" hidden { "▾" } }
                a href={ (base) "/todo" } { (row.called()) }
                @if group.is_some() { span.note { " 汇总 " (about.members) " 个单位" } }
            }
            td { (kind) }
            td.num.n-gap { (some(gaps)) }
            td.num.n-err { (some(errors)) }
            td.num.n-warn { (some(warnings)) }
            td.num { (some(row.accepted)) }
            @match said {
                Some((Work::Build(_), said)) => { (said_of(said)) td { (published(row)) } },
                Some((Work::Register, said)) => { (report(token, row)) (said_of(said)) },
                None => { (report(token, row)) td { (published(row)) } },
            }
            td.n-err[row.awaited().is_some()] data-order=[row.deadline.map(|day| day.key())] { (deadline.unwrap_or_default()) }
            td.quiet data-order=[seconds.map(|since| since.as_secs())] {
                @if let Some(at) = about.written { (moment(at, status.on)) }
            }
            td.w-first { @if let Some(first) = &about.first { (first_of_all(first, row.selected.year, &base)) } }
        }
    }
}

/// The cell of a row's report.
fn report(token: &str, row: &Row) -> Markup {
    let address = pdf(token, &row.selected);
    html! {
        td data-order=(row.state as usize) {
            @match (&row.pdf, row.state) {
                (Pdf::Current(_, pages), _) => a href=(address) { "最新　" (pages) " 页" },
                _ if row.is_only_open() => (OPEN),
                (_, state) => (report_said(state)),
            }
        }
    }
}

/// How many gaps, errors and warnings a row has that stand in no other row.
fn own(row: &Row, about: &About) -> [Option<usize>; 3] {
    let [gaps, errors, warnings] = about.elsewhere;
    let [of_errors, of_warnings] =
        [0, 1].map(|level| row.found.and_then(|found| found.get(level).copied()));
    let less = |all: Option<usize>, elsewhere| all.map(|all| all.saturating_sub(elsewhere));
    [less(row.gaps, gaps), less(of_errors, errors), less(of_warnings, warnings)]
}

/// Which edition was published; where none is registered, that, and when the report is to be.
fn published(row: &Row) -> Markup {
    let Some(out) = &row.out else {
        return html! { @if let Some(day) = row.published {
            span.quiet.small title="还没有登记；这是数据里写的公开日期" { "未登记　定于 " (short(day)) }
        } };
    };
    let date = out.date.parse::<Date>().map(short).unwrap_or_default();
    html! {
        @match out.since {
            Since::Changed => { span.tag.changed { "改" } " 公开后有改动" },
            Since::Corrected => { span.tag.changed { "改" } " 写了更正，没有登记" },
            Since::Same | Since::Unread => { "第 " (out.edition) " 版　" (date) },
        }
    }
}

/// What is to be looked at first, with the way to its field.
fn first_of_all(first: &First, year: u16, base: &str) -> Markup {
    let First { level, said, at, is_before } = first;
    let [sign, word, class] = level.terms();
    let address = match at {
        Some(at) if *is_before => format!("{base}/{}", in_own_year(at)),
        Some(at) => {
            let topic = Topic::of_field(part_of(&at.file, year), &at.path);
            format!("{base}/{}", place_of(topic, at))
        }
        None => format!("{base}/todo"),
    };
    html! { span.{ "tag " (class) } aria-label=(word) { (sign) } " " a href=(address) title=(said) { (said) } }
}

/// A moment as a table has it, seen from a day.
fn moment(at: SystemTime, on: Option<Date>) -> String {
    let (day, hour, minute) = in_beijing(at);
    match on.map(|on| (on.days_after(day), on.year == day.year)) {
        Some((0, _)) => format!("今天 {hour:02}:{minute:02}"),
        Some((1, _)) => format!("昨天 {hour:02}:{minute:02}"),
        Some((_, true)) => format!("{}月{}日", day.month, day.day),
        Some((_, false)) | None => short(day),
    }
}

/// What is said of a report that is not as it should be.
fn report_said(state: ReportState) -> &'static str {
    match state {
        ReportState::Missing => "没有数据",
        ReportState::Unread => "数据读不通",
        ReportState::Members => "所属单位有错",
        ReportState::Errors => "有错误，没有生成",
        ReportState::Ready => "没有生成",
        ReportState::Stale => "有改动，要重做",
        ReportState::Made => "最新",
    }
}

/// What is said of the last day of publication: what is registered waits for nothing.
fn due(deadline: Date, row: &Row, on: Option<Date>) -> String {
    let left = on.map(|on| deadline.days_after(on)).filter(|left| *left >= 0 && row.out.is_none());
    match (row.late, row.awaited(), left) {
        (_, Some(late), _) => format!("{}　超 {late} 日", short(deadline)),
        (Some(late), None, _) => format!("{}　晚 {late} 日公开", short(deadline)),
        (None, None, Some(left)) => format!("{}　还有 {left} 日", short(deadline)),
        (None, None, None) => short(deadline),
    }
}

/// A day as a table has it.
fn short(day: Date) -> String {
    format!("{}年{}月{}日", day.year, day.month, day.day)
}

/// A number that is shown unless it is nothing.
fn some(number: Option<usize>) -> String {
    number.filter(|number| *number > 0).map(|number| number.to_string()).unwrap_or_default()
}

/// How many findings of a level a row has.
fn count(row: &Row, level: usize) -> usize {
    row.found.and_then(|found| found.get(level).copied()).unwrap_or_default()
}
