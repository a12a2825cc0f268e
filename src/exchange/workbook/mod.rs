//! Bytes → the cells of a workbook; where they cannot be read, what they are and what to do.

mod kind;
mod ods;
mod sheet;
mod web_page;
mod xls;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

pub(crate) use kind::Kind;
pub use sheet::Content;
pub(crate) use sheet::{Sheet, Workbook};

use sheet::{Gathering, TooMuch};

/// Why a file was not read, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unreadable {
    /// What it is.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Unreadable {
    /// A file of a kind that is not read.
    fn of(kind: Kind) -> Self {
        Self { what: kind.term().to_owned(), remedy: kind.remedy().to_owned() }
    }

    /// A file that holds more than any such workbook.
    pub(crate) fn too_large() -> Self {
        Self {
            what: "工作簿，但里面的内容多得不像决算表（或是压缩炸弹）".to_owned(),
            remedy: "请把要用的表复制到新的工作簿里，只留有内容的行和列，再导入".to_owned(),
        }
    }

    /// A file that its reader broke on.
    pub(crate) fn broke() -> Self {
        Self {
            what: "读到中途出了错的文件，可能已经损坏".to_owned(),
            remedy: Kind::Unknown.remedy().to_owned(),
        }
    }

    /// A workbook that its reader cannot make sense of.
    fn damaged(kind: Kind) -> Self {
        Self {
            what: format!("{}，但读不下去，可能已经损坏", kind.term()),
            remedy: "请用 Excel 或 WPS 打开，另存为 xlsx（“Excel 工作簿”）再导入；打不开的，请重新导出一份"
                .to_owned(),
        }
    }
}

/// Why a reader stops.
#[derive(Debug)]
enum Stopped {
    /// There is too much.
    TooMuch,
    /// A password is asked for.
    Password,
    /// It makes no sense.
    Damaged,
}

impl From<TooMuch> for Stopped {
    fn from(_: TooMuch) -> Self {
        Self::TooMuch
    }
}

/// Reads the cells of a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let kind = Kind::of(bytes);
    let reader: fn(&[u8], &mut Gathering) -> Result<(), Stopped> = match kind {
        Kind::Xlsx => xlsx::read,
        Kind::Xls => xls::read,
        Kind::Ods => ods::read,
        Kind::WebPage => web_page::read,
        Kind::Mhtml
        | Kind::Xml2003
        | Kind::Encrypted
        | Kind::OldXls
        | Kind::OtherOle
        | Kind::Xlsb
        | Kind::OtherZip
        | Kind::Text
        | Kind::Pdf
        | Kind::Lock
        | Kind::Empty
        | Kind::Unknown => return Err(Unreadable::of(kind)),
    };
    let mut gathering = Gathering::default();
    // The libraries that read these formats have been known to break on damaged files.
    let read = catch_unwind(AssertUnwindSafe(|| reader(bytes, &mut gathering)));
    match read {
        Ok(Ok(())) => Ok(gathering.finish()),
        Ok(Err(Stopped::TooMuch)) => Err(Unreadable::too_large()),
        Ok(Err(Stopped::Password)) => Err(Unreadable::of(Kind::Encrypted)),
        Ok(Err(Stopped::Damaged)) | Err(_) => Err(Unreadable::damaged(kind)),
    }
}
