//! What the program does to every report after the export, where no layout can undo it.

mod attachments;
mod fonts;
mod identity;
mod mark;
mod pages;
mod structure;

use crate::engine::Fonts;
use crate::engine::pdf::{File, without_return};
use crate::layout::Attachment;
use crate::model::date::Date;
use crate::problem::Problem;

/// What a report gets after the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finishing {
    /// The files attached to it; there may be none.
    pub attachments: Vec<Attachment>,
    /// The day of publication, which is the date of the attachments.
    pub published: Date,
    /// For a draft, the families that its mark is drawn with; none for a report that is to be published.
    pub draft: Option<Vec<String>>,
}

/// Finishes a PDF as the exporter wrote it.
pub(super) fn finish<'a>(
    exported: &'a [u8],
    finishing: &Finishing,
    fonts: &Fonts,
) -> Result<File<'a>, Problem> {
    let Finishing { attachments, published, draft } = finishing;
    let mut file = File::read(exported).ok_or_else(|| failed("读不懂导出的文件"))?;
    fonts::without_matrix(&mut file).ok_or_else(|| failed("字体压缩不了"))?;
    structure::corrected(&mut file).ok_or_else(|| failed("找不到文件的目录"))?;
    if let Some(families) = draft {
        let outlines = mark::outlines(fonts, families)?;
        pages::marked(&mut file, &outlines).ok_or_else(|| failed("草稿标记加不上"))?;
    }
    attachments::attached(&mut file, attachments, *published)?;
    identity::renewed(&mut file, finishing).ok_or_else(|| failed("文件的标识改不了"))?;
    for object in &mut file.objects {
        without_return(object).ok_or_else(|| failed("数据流压缩不了"))?;
    }
    Ok(file)
}

/// The problem of a PDF that could not be finished.
fn failed(what: &str) -> Problem {
    Problem::error("pdf-failed", format!("PDF 没有做完：{what}"))
        .help("这是程序的问题，请把数据和版式发给维护者")
}
