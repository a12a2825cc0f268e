//! What a block copied from a spreadsheet would write, before it is written.

use crate::serve::view::addresses::page;
use maud::{Markup, html};

use crate::exchange::UnitOfMoney;
use crate::fields::field::{Field, Kind};
use crate::serve::unit::paste::{Line, Pasted, Unit};

/// The units that amounts may be in.
const UNITS: [UnitOfMoney; 4] = [
    UnitOfMoney::Yuan,
    UnitOfMoney::Thousand,
    UnitOfMoney::TenThousand,
    UnitOfMoney::HundredMillion,
];

/// The block with what would be written, which columns are what, and what is left out.
pub(super) fn paste(pasted: &Pasted, slug: &str, base: &str) -> Markup {
    let Pasted { file, path, term, text, fields, columns, fixed, money, rows, left_out, stays } =
        pasted;
    let new = rows.iter().filter(|row| row.is_new).count();
    let changed = rows.iter().filter(|row| row.changes() && !row.is_new).count();
    let same = rows.len() - new - changed;
    let asks = *money == Unit::Asked;
    html! {
        section aria-labelledby="heading" {
            header {
                h2 id="heading" tabindex="-1" { "贴到“" (term) "”" }
                p { "改 " (changed) " 行，新加 " (new) " 行，一样的 " (same) " 行，不贴 " (left_out.len()) " 行。按编码、名称对行，不按位置。" }
            }
            form id="paste" method="post" action={ (base) "/" (page(slug)) "/paste" } {
                input type="hidden" name="table" value={ (file) "|" (path) };
                textarea name="text" hidden aria-label="贴进来的内容" { "\n" (text) }
                div.asks {
                    @for (field, word) in fixed {
                        label { (field.term) "：" select name={ "fixed|" (field.key) } {
                            @for choice in field.choices() {
                                option value=(choice.key) selected[choice.key == word] { (choice.term) }
                            }
                        } }
                    }
                    label.n-err[asks] {
                        "金额单位：" select name="amounts" id="amounts" aria-invalid=[asks.then_some("true")] {
                            @if asks { option value="" { "请选" } }
                            @for unit in UNITS {
                                option value=(unit.term()) selected[*money == Unit::Known(unit)] { (unit.term()) }
                            }
                        }
                    }
                    button name="again" value="yes" { "照新的选择再看一遍" }
                }
                @if asks {
                    p.said.warn { "贴的里面写着万元、千元，或者数比文件里的小一万倍左右：先选金额单位，再看一遍。" }
                }
                div.columns tabindex="0" role="region" aria-label="各栏是什么" {
                    table.list { thead { tr {
                        @for (number, column) in columns.iter().enumerate() {
                            th scope="col" {
                                (column.heading) " "
                                select name={ "column|" (number) } aria-label={ "第 " (number + 1) " 栏是" } {
                                    option value="" selected[column.field.is_none()] { "不用" }
                                    @for field in fields {
                                        option value=(field.key) selected[column.field.is_some_and(|own| own.key == field.key)] { (called(field)) }
                                    }
                                }
                            }
                        }
                    } } }
                }
                (written(rows))
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
                    @if new + changed > 0 && !asks {
                        button.primary name="write" value="yes" id="write" { "写入 " (new + changed) " 行" }
                    } @else if asks {
                        span.quiet { "选好金额单位以后再写" }
                    } @else {
                        span.quiet { "没有要写的" }
                    }
                    " " a.button href={ (base) "/" (page(slug)) } id="leave" { "不贴了" }
                }
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
                                td.num.old { @if was.is_empty() { "（没有）" } @else { (was) } }
                                td.num.new { @if is.is_empty() { "（没有）" } @else { (is) } }
                            }
                        }
                    }
                }
            }
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
