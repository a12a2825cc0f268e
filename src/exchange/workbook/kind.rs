//! What a file is, by its first bytes: its name may say anything.

use std::io::Cursor;

use encoding_rs::{GBK, UTF_8};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `.xlsx`: a ZIP archive with a workbook in it.
    Xlsx,
    /// `.xls` of Excel 97 to 2003, `.et` as well: an OLE file with a stream `Workbook`.
    Xls,
    /// `.ods`.
    Ods,
    /// A web page.
    WebPage,
    /// A web page with its pictures in one file.
    Mhtml,
    /// XML of Excel 2003.
    Xml2003,
    /// A workbook that asks for a password.
    Encrypted,
    /// `.xls` of Excel 95 or earlier.
    OldXls,
    /// An OLE file that is no workbook, such as a `.doc`.
    OtherOle,
    /// `.xlsb`.
    Xlsb,
    /// A ZIP archive that is no workbook.
    OtherZip,
    /// Text with tabs or commas.
    Text,
    /// A PDF.
    Pdf,
    /// A lock file that an office program leaves.
    Lock,
    /// Nothing at all.
    Empty,
    /// None of these.
    Unknown,
}

/// How an OLE file begins.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How much of a text is looked at.
const BEGINNING: usize = 2048;

impl Kind {
    /// What some bytes are.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [] => Self::Empty,
            _ if bytes.starts_with(OLE) => of_ole(bytes),
            _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") => {
                of_zip(bytes)
            }
            _ if bytes.starts_with(b"%PDF") => Self::Pdf,
            // BIFF2 to BIFF4 begin with the record itself.
            [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => Self::OldXls,
            [length @ 1..=54, ..] if bytes.len() == 165 && usize::from(*length) < 165 => Self::Lock,
            _ => of_text(bytes),
        }
    }

    /// What it is, in the user's words.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx 工作簿",
            Self::Xls => "xls 工作簿",
            Self::Ods => "ods 工作簿",
            Self::WebPage => "网页（HTML），只是名字像电子表格",
            Self::Mhtml => "单个文件的网页（MHTML），只是名字像电子表格",
            Self::Xml2003 => "XML 表格 2003（XML Spreadsheet），只是名字像 xls",
            Self::Encrypted => "加密的工作簿，打开要密码",
            Self::OldXls => "Excel 95（Excel 5.0、BIFF5）或更早的 xls",
            Self::OtherOle => "别的 Office 文件（如 Word 文档），不是工作簿",
            Self::Xlsb => "二进制工作簿（xlsb）",
            Self::OtherZip => "压缩包，里面没有工作簿",
            Self::Text => {
                "纯文本（如 CSV；GBK 或 UTF-8 编码，制表符或逗号分隔），只是名字像电子表格"
            }
            Self::Pdf => "PDF",
            Self::Lock => "Office 打开文件时留下的锁文件，不是工作簿",
            Self::Empty => "空文件",
            Self::Unknown => "认不出的文件，可能已经损坏",
        }
    }

    /// What to do where it cannot be read.
    pub(crate) fn remedy(self) -> &'static str {
        match self {
            Self::Encrypted => "请用 Excel 或 WPS 打开，输入密码，去掉密码后另存为 xlsx，再导入",
            Self::WebPage
            | Self::Mhtml
            | Self::Xml2003
            | Self::OldXls
            | Self::Xlsb
            | Self::Text => "请用 Excel 或 WPS 打开，另存为 xlsx（“Excel 工作簿”），再导入",
            Self::OtherOle | Self::OtherZip | Self::Pdf => {
                "请核对是不是选错了文件；要导入的是决算系统导出的工作簿或公开表的工作簿"
            }
            Self::Lock => "不用导入它；请关掉打开着的文件，导入那个文件本身",
            Self::Xlsx | Self::Xls | Self::Ods | Self::Empty | Self::Unknown => {
                "请用 Excel 或 WPS 打开看看；打得开的，另存为 xlsx 再导入，打不开的，请重新导出一份"
            }
        }
    }
}

/// What an OLE file is, by the names of its streams.
fn of_ole(bytes: &[u8]) -> Kind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // A name ends with a zero, so that `Workbook` is not found within another one.
        let wide = [wide, vec![0, 0]].concat();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    match () {
        () if has("EncryptedPackage") => Kind::Encrypted,
        () if has("Workbook") => Kind::Xls,
        () if has("Book") => Kind::OldXls,
        () if has("WordDocument") || has("PowerPoint Document") => Kind::OtherOle,
        () => Kind::Unknown,
    }
}

/// What a ZIP archive is, by the names of its files.
fn of_zip(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Kind::Unknown };
    let has =
        |name: &str| archive.file_names().flatten().any(|file| file.eq_ignore_ascii_case(name));
    match () {
        () if has("xl/workbook.bin") => Kind::Xlsb,
        () if has("xl/workbook.xml") || has("[Content_Types].xml") && has("_rels/.rels") => {
            let words = archive.file_names().flatten().any(|file| file.starts_with("word/"));
            if words { Kind::OtherZip } else { Kind::Xlsx }
        }
        () if has("content.xml") && has("META-INF/manifest.xml") => Kind::Ods,
        () => Kind::OtherZip,
    }
}

/// What a text is.
fn of_text(bytes: &[u8]) -> Kind {
    let Some(text) = decoded(bytes) else { return Kind::Unknown };
    let beginning: String = text.chars().take(BEGINNING).collect::<String>().to_lowercase();
    let beginning = beginning.trim_start();
    match () {
        () if beginning.starts_with("mime-version") => Kind::Mhtml,
        () if beginning.contains("schemas-microsoft-com:office:spreadsheet")
            || beginning.contains("excel.sheet") =>
        {
            Kind::Xml2003
        }
        () if ["<html", "<!doctype html", "<table", "<meta", "<head"]
            .iter()
            .any(|tag| beginning.contains(tag)) =>
        {
            Kind::WebPage
        }
        () if beginning.contains('\t') || beginning.contains(',') => Kind::Text,
        () => Kind::Unknown,
    }
}

/// The text of some bytes: as their byte order mark says, in UTF-8, or in GBK; none where they are no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (GBK, bytes),
    };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let beginning = text.chars().take(BEGINNING);
    let is_text = !malformed && beginning.into_iter().all(|c| !c.is_control() || c.is_whitespace());
    is_text.then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let gbk = GBK.encode("科目\t金额\n办公费\t1\n").0.into_owned();
        let lock = [vec![5], vec![b'a'; 164]].concat();
        for (bytes, kind) in [
            (&b""[..], Kind::Empty),
            (b"%PDF-1.7", Kind::Pdf),
            (b"MIME-Version: 1.0\r\n", Kind::Mhtml),
            (b"\r\n <HTML><table>", Kind::WebPage),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", Kind::Xml2003),
            (&gbk, Kind::Text),
            (&lock, Kind::Lock),
            (&[0x09, 0x04, 0x06, 0x00, 0, 0], Kind::OldXls),
            (&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0], Kind::Unknown),
            (b"PK\x03\x04 broken", Kind::Unknown),
            (OLE, Kind::Unknown),
        ] {
            assert_eq!(Kind::of(bytes), kind);
            assert!(!kind.term().is_empty() && !kind.remedy().is_empty());
        }
    }
}
