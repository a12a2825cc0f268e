//! The first sheet: how the workbook is used.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::exchange::fill::book::Book;
use crate::exchange::fill::looks::lines_of;

/// Its title.
pub(super) const GUIDE: &str = "填表说明";

/// Writes the sheet that says how the workbook is used.
pub(super) fn introduce(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    year: u16,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(
        0,
        1,
        format!("{}决算公开填报表", book.name),
        &book.looks.title,
    )?;
    let label = book.looks.heading.clone().set_text_wrap();
    sheet.set_column_width(1, 110)?;
    let lines = [
        format!("单位：{}　年度：{year}", book.name.trim_end_matches(&format!("{year}年度"))),
        "1．先看“要说明的”：哪些数的增减、差异和用途要写，一行一条，数在旁边。".to_owned(),
        "2．白的格子填写，灰的不用填（程序推算的、上年的、别处填的）。有下拉列表的从列表里选；编码也可以只写数字。".to_owned(),
        "3．金额单位一律是元，最多两位小数；没有的不填。点一下格子，旁边会说明它是什么、怎样填。".to_owned(),
        "4．变红的格子多半填得不对；黄的是必填而还没有填的。".to_owned(),
        "5．行不够可以插入行；整行清空就是删去这一行。不要删去表和列，不要改表的名字。".to_owned(),
        "6．没有改动的格子不会改动数据；改了的，导入时逐格列出。填报期间别人在数据文件里改了同一格的，导入会指出，两边都不动。".to_owned(),
        "7．填好保存成 xlsx 交回，管数据的人把它拖到工作页的“导入”里，或者运行 juesuan import 填报表.xlsx".to_owned(),
    ];
    for (row, line) in (2..).zip(lines) {
        let format = if row == 2 { &label } else { &book.looks.label };
        sheet.set_row_height(row, 15 * lines_of(&line, 106) + 8)?;
        sheet.write_string_with_format(row, 1, line, format)?;
    }
    Ok(())
}
