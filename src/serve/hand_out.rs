//! Files that are handed out: workbooks to be filled in, and all reports in one.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::batch::Pdf;
use crate::exchange::fill;
use crate::files::{Files, Most, read_within};
use crate::project::{Project, Selected, file_stem};
use crate::serve::office::Office;

/// The kind of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file that is handed out.
#[derive(Debug)]
pub(super) struct HandedOut {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All reports that are as the data make them, in one file.
pub(super) fn reports(office: &Office) -> Result<HandedOut, String> {
    let overview = office.overview();
    let status = overview.status.as_ref().ok_or("项目读不出来")?;
    let mut files = Vec::new();
    for row in &status.rows {
        let Pdf::Current(path, _) = &row.pdf else { continue };
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let bytes = read_within(&office.root.join("out"), path, Most::Pdf)
            .map_err(|_| format!("{name} 读不出来，看它是否被别的程序打开"))?;
        files.push((name, bytes));
    }
    match files.is_empty() {
        true => Err("还没有生成好的报告".to_owned()),
        false => Ok(zipped(&format!("{}年度决算公开.zip", status.year), files)?),
    }
}

/// The workbooks to be filled in of all units, in one file.
pub(super) fn workbooks(office: &Office) -> Result<HandedOut, String> {
    let overview = office.overview();
    let status = overview.status.as_ref().ok_or("项目读不出来")?;
    let selected: Vec<Selected> = status.rows.iter().map(|row| row.selected.clone()).collect();
    let project = open(office)?;
    let mut files = Vec::new();
    for selected in &selected {
        let HandedOut { name, kind: _, bytes } = workbook(&project, selected)?;
        files.push((name, bytes));
    }
    match files.is_empty() {
        true => Err("还没有单位".to_owned()),
        false => zipped(&format!("{}年度填报表.zip", status.year), files),
    }
}

/// The workbook to be filled in of one report.
pub(super) fn workbook_of(office: &Office, folder: &str, year: &str) -> Result<HandedOut, String> {
    let year = year.parse::<u16>().map_err(|_| "没有这个年度")?;
    workbook(&open(office)?, &Selected { folder: folder.to_owned(), year })
}

/// The project as it is now.
fn open(office: &Office) -> Result<Project, String> {
    Project::open(&Files::on(&office.root)).map_err(|_| "项目的设置读不出来".to_owned())
}

/// The workbook of a report of a unit that is there.
fn workbook(project: &Project, selected: &Selected) -> Result<HandedOut, String> {
    let (census, _) = project.units();
    let census = census.ok_or("数据文件夹读不出来")?;
    let unit = census.unit(&selected.folder).ok_or("没有这个单位，或者单位的数据读不通")?;
    let stem = file_stem(&project.settings, unit, selected.year);
    let bytes = fill::workbook(project, selected)
        .map_err(|_| format!("{stem}的数据读不通，填报表做不出来；先改正"))?;
    Ok(HandedOut { name: format!("{stem}填报表.xlsx"), kind: XLSX, bytes })
}

/// Files in one, each under a name of its own, the same bytes for the same files.
fn zipped(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<HandedOut, String> {
    let failed = |error: String| format!("压缩不成（{error}）");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // What is in it is compressed already.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name, options).map_err(|error| failed(error.to_string()))?;
        archive.write_all(&bytes).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = archive.finish().map_err(|error| failed(error.to_string()))?.into_inner();
    Ok(HandedOut { name: name.to_owned(), kind: "application/zip", bytes })
}
