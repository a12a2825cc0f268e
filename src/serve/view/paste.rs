//! What a block copied from a spreadsheet would write, before it is written.

use maud::{Markup, html};

use crate::exchange::UnitOfMoney;
use crate::fields::field::{Field, Kind};
use crate::serve::unit::paste::{ASKED, Column, FISCAL, Line, Pasted, REST, Twice, Unit};
use crate::serve::view::addresses::page;
use crate::serve::view::fields::shown;

/// The units that amounts may be in.
const UNITS: [UnitOfMoney; 4] = [
    UnitOfMoney::Yuan,
    UnitOfMoney::Thousand,
    UnitOfMoney::TenThousand,
    UnitOfMoney::HundredMillion,
];

/// The block with what would be written, which columns are what, and what is left out.
pub(super) fn paste(pasted: &Pasted, slug: &str, base: &str) -> Markup {
    let Pasted {
        file,
        path,
        term,
        text,
        groups,
        fields: _,
        columns: _,
        sums_funds: _,
        asks: asks_columns,
        fixed,
        money,
        twice,
        misfits,
        rows,
        left_out,
        stays,
        since,
    } = pasted;
    let new = rows.iter().filter(|row| row.is_new).count();
    let changed = rows.iter().filter(|row| row.changes() && !row.is_new).count();
    let same = rows.len() - new - changed;
    let asks = *money == Unit::Asked;
    html! {
        section aria-labelledby="heading" {
            header {
                h2 id="heading" tabindex="-1" { "贴到“" (term) "”" }
                p { "改 " (changed) " 行，新加 " (new) " 行，一样的 " (same) " 行，不贴 " (left_out.len()) " 行。按编码、名称对行，不按位置。" @if *groups > 1 { "并排的 " (groups) " 组接成了一组。" } }
            }
            @if !since.is_empty() {
                div.said.warn id="since" role="status" {
                    p { "没有写：列出以后改过了。下面是照现在的文件要写的，请再看一遍。" }
                    ul { @for said in since { li { (said) } } }
                }
            }
            form id="paste" method="post" action={ (base) "/" (page(slug)) "/paste" } {
                input type="hidden" name="table" value={ (file) "|" (path) };
                input type="hidden" name="seen" value=(pasted.seen());
                textarea name="text" hidden aria-label="贴进来的内容" { "\n" (text) }
                div.asks {
                    @for (field, told) in fixed { (word(field, told)) }
                    label.n-err[asks] {
                        "金额单位：" select name="amounts" id="amounts" aria-invalid=[asks.then_some("true")] {
                            @if asks { option value="" { "请选" } }
                            @for unit in UNITS {
                                option value=(unit.term()) selected[*money == Unit::Known(unit)] { (unit.term()) }
                            }
                        }
                    }
                    @if let Some(twice) = twice { (of_twice(*twice)) }
                    button name="again" value="yes" { "照新的选择再看一遍" }
                }
                @if *asks_columns {
                    p.said.warn id="which" {
                        @if pasted.columns.iter().any(|column| column.is_asked) {
                            "有几栏都像是同一项：先在下面这几栏上面选用哪一栏，别的选“不用”，再看一遍。"
                        } @else { "看不出各栏的数是什么：先在下面各栏上面选，再看一遍。" }
                    }
                }
                @if asks {
                    p.said.warn { "贴的里面写着万元、千元，或者数与文件里的、上年的相差百倍以上（文件里没有的，都不到一万），或者不止两位小数：先选金额单位，再看一遍。" }
                }
                @if *twice == Some(Twice::Asked) {
                    p.said.warn { "有的行贴了几次，数都列在“不贴的”里：先在上面选加起来还是不贴，再看一遍。" }
                }
                (columns(pasted))
                @if !misfits.is_empty() {
                    div.said.warn id="misfits" {
                        p { "请核对：" }
                        ul { @for said in misfits { li { (said) } } }
                    }
                }
                (written(rows))
                (kept(rows))
                @if !left_out.is_empty() {
                    h3.rest { "不贴的 " (left_out.len()) " 行" }
                    table.list { tbody {
                        @for (row, why) in left_out { tr { td { (row) } td.quiet { (why) } } }
                    } }
                }
                @if !stays.is_empty() {
                    h3.rest { "文件里有、贴的里面没有的 " (stays.len()) " 行，不动" }
                    p.quiet { (stays.join("；")) }
                }
                p.do {
                    @if *asks_columns {
                        span.quiet { "没有要写的：选好各栏是什么以后再写" }
                    } @else if asks {
                        span.quiet { "选好金额单位以后再写" }
                    } @else if *twice == Some(Twice::Asked) {
                        span.quiet { "选好贴了几次的行怎样办以后再写" }
                    } @else if new + changed > 0 {
                        button.primary name="write" value="yes" id="write" { "写入 " (new + changed) " 行" }
                    } @else {
                        span.quiet { "没有要写的" }
                    }
                    " " a.button href={ (base) "/" (page(slug)) } id="leave" { "不贴了" }
                }
            }
        }
    }
}

/// The choice of a word that rows are called by and no column has: what each row tells, or one for all, or for the rest.
fn word(field: &Field, told: &str) -> Markup {
    html! {
        label { (field.term) "：" select name={ "fixed|" (field.key) } {
            option value="" selected[told.is_empty()] { "照文件里的行和编码" }
            @for choice in field.choices() {
                @let rest = format!("{REST}{}", choice.key);
                option value=(rest) selected[rest == told] { "看不出的行：" (choice.term) }
            }
            @for choice in field.choices() {
                option value=(choice.key) selected[choice.key == told] { "每一行都是：" (choice.term) }
            }
        } }
    }
}

/// The choice of what becomes of rows that come more than once.
fn of_twice(twice: Twice) -> Markup {
    let asks = twice == Twice::Asked;
    html! {
        label.n-err[asks] { "贴了几次的行：" select name="twice" id="twice" aria-invalid=[asks.then_some("true")] {
            @if asks { option value="" { "请选" } }
            option value="add" selected[twice == Twice::Add] { "金额加起来" }
            option value="leave" selected[twice == Twice::Leave] { "都不贴" }
        } }
    }
}

/// The columns of the block, each with what it is and some of its cells.
fn columns(pasted: &Pasted) -> Markup {
    let columns = &pasted.columns;
    let count = columns.iter().map(|column| column.samples.len()).max().unwrap_or_default();
    html! {
        div.columns tabindex="0" role="region" aria-label="各栏是什么" {
            table.list {
                thead { tr {
                    @for (number, column) in columns.iter().enumerate() {
                        th scope="col" {
                            (column.heading) " "
                            (meaning(pasted, number, column))
                            @if column.is_other { " " small { "是别的年度、预算、结转的，没有用" } }
                            @if column.is_total { " " small { "是后面各栏的合计" } }
                        }
                    }
                } }
                tbody {
                    @for row in 0..count {
                        tr { @for column in columns { td.quiet { (column.samples.get(row).map(String::as_str).unwrap_or_default()) } } }
                    }
                }
            }
        }
    }
}

/// The choice of what a column is.
fn meaning(pasted: &Pasted, number: usize, column: &Column) -> Markup {
    let is_unused = column.field.is_none() && !column.is_fiscal;
    html! {
        select name={ "column|" (number) } aria-label={ "第 " (number + 1) " 栏是" } aria-invalid=[column.is_asked.then_some("true")] {
            @if column.is_asked && is_unused { option value=(ASKED) selected { "请选" } }
            option value="" selected[is_unused && !column.is_asked] { "不用" }
            @for field in &pasted.fields {
                option value=(field.key) selected[column.field.is_some_and(|own| own.key == field.key)] { (called(field)) }
            }
            @if pasted.sums_funds {
                option value=(FISCAL) selected[column.is_fiscal] { "财政拨款收入（照编码分到各资金）" }
            }
        }
    }
}

/// What would be written, row by row.
fn written(rows: &[Line]) -> Markup {
    let rows: Vec<&Line> = rows.iter().filter(|row| row.changes()).collect();
    html! {
        @if !rows.is_empty() {
            h3.rest { "要写的 " (rows.len()) " 行" }
            table.list.changes {
                thead { tr {
                    th scope="col" { "哪一行" } th scope="col" { "哪一格" }
                    th.num scope="col" { "文件里" } th.num scope="col" { "改成" }
                } }
                tbody {
                    @for row in rows {
                        @for (number, (field, was, is)) in row.cells.iter().filter(|(_, was, is)| was != is).enumerate() {
                            tr {
                                @if number == 0 {
                                    th scope="row" { (row.called) @if row.is_new { " " span.tag.changed { "新" } } }
                                } @else { td {} }
                                td { (field.term) }
                                td.num.old { @if was.is_empty() { "（没有）" } @else { (shown(field, was)) } }
                                td.num.new { @if is.is_empty() { "（没有）" } @else { (shown(field, is)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The cells that are blank in the block and stay as the file has them.
fn kept(rows: &[Line]) -> Markup {
    let cells = rows.iter().flat_map(|row| row.kept.iter().map(move |cell| (row, cell)));
    let cells: Vec<_> = cells.collect();
    html! {
        @if !cells.is_empty() {
            h3.rest { "文件里有、贴的里面空着的 " (cells.len()) " 格，不动" }
            table.list { tbody {
                @for (row, (field, was, text)) in cells {
                    tr {
                        td { (row.called) }
                        td { (field.term) }
                        td.quiet {
                            "文件里有 " (shown(field, was)) "，表里是" @if text.is_empty() { "空的" } @else { "“" (text) "”" }
                            "，没有动；真的没有，写 0 再贴，或在表里删去"
                        }
                    }
                }
            } }
        }
    }
}

/// What a field is called in the list of what a column may be.
fn called(field: &Field) -> &'static str {
    match field.kind {
        Kind::Code(_) => "编码",
        _ => field.term,
    }
}
