//! Workbooks made on the spot: of tables written as text, in whatever way the test wants them to be odd.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Made {
    /// Its sheets: name, cells as text, one row a line, cells parted by tabs.
    pub(crate) sheets: Vec<(String, String)>,
    /// The names of sheets that are hidden.
    pub(crate) hidden: Vec<String>,
    /// Whether every element has a prefix, as some programs write.
    pub(crate) prefixed: bool,
    /// Whether it counts days from 1904.
    pub(crate) from_1904: bool,
    /// Whether it is of the strict kind.
    pub(crate) strict: bool,
    /// What stands in each sheet behind its cells.
    pub(crate) after: String,
    /// What stands in each sheet between its rows.
    pub(crate) more_rows: String,
}

/// The tables of a small unit, in 元: ten numbers that agree.
const TABLES: [(&str, &str); 9] = [
    (
        "01",
        "收入支出决算总表\n\t\t\t公开01表\n部门名称：某县档案局\t2023年度\t\t金额单位：元\n收入\t\t支出\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t1080.00\t一、一般公共服务支出\t1030.00\n八、其他收入\t50.00\t十九、住房保障支出\t80.00\n本年收入合计\t1130.00\t本年支出合计\t1110.00\n使用非财政拨款结余\t\t结余分配\n年初结转和结余\t\t年末结转和结余\t20.00\n总计\t1130.00\t总计\t1130.00\n注：本表反映总收支情况。",
    ),
    (
        "02",
        "收入决算表\n\t\t\t\t\t\t\t\t公开02表\n部门名称：某县档案局\t2023年度\t\t\t\t\t\t\t金额单位：元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入\n栏次\t\t1\t2\t3\t4\t5\t6\t7\n合计\t\t1130.00\t1080.00\t\t\t\t\t50.00\n'201\t一般公共服务支出\t1050.00\t1000.00\t\t\t\t\t50.00\n'20103\t政府办公厅（室）及相关机构事务\t1050.00\t1000.00\t\t\t\t\t50.00\n'2010301\t行政运行\t1050.00\t1000.00\t\t\t\t\t50.00\n'221\t住房保障支出\t80.00\t80.00\n'22102\t住房改革支出\t80.00\t80.00\n'2210201\t住房公积金\t80.00\t80.00\n注：本表反映各项收入情况。",
    ),
    (
        "03",
        "支出决算表\n\t\t\t\t\t\t\t公开03表\n部门名称：某县档案局\t2023年度\t\t\t\t\t\t金额单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出\n栏次\t\t1\t2\t3\t4\t5\t6\n合计\t\t1110.00\t1010.00\t100.00\n'201\t一般公共服务支出\t1030.00\t930.00\t100.00\n'20103\t政府办公厅（室）及相关机构事务\t1030.00\t930.00\t100.00\n'2010301\t行政运行\t1030.00\t930.00\t100.00\n'221\t住房保障支出\t80.00\t80.00\n'22102\t住房改革支出\t80.00\t80.00\n'2210201\t住房公积金\t80.00\t80.00",
    ),
    (
        "04",
        "财政拨款收入支出决算总表\n\t\t\t\t\t公开04表\n部门名称：某县档案局\t2023年度\t\t\t\t金额单位：元\n收入\t\t支出\n项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n一、一般公共预算财政拨款\t1080.00\t一、一般公共服务支出\t1000.00\t1000.00\n二、政府性基金预算财政拨款\t\t十九、住房保障支出\t80.00\t80.00\n三、国有资本经营预算财政拨款\n本年收入合计\t1080.00\t本年支出合计\t1080.00\t1080.00\n年初财政拨款结转和结余\t\t年末财政拨款结转和结余\n一、一般公共预算财政拨款\n二、政府性基金预算财政拨款\n三、国有资本经营预算财政拨款\n总计\t1080.00\t总计\t1080.00\t1080.00",
    ),
    (
        "05",
        "一般公共预算财政拨款支出决算表\n\t\t\t\t公开05表\n部门名称：某县档案局\t2023年度\t\t\t金额单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n栏次\t\t1\t2\t3\n合计\t\t1080.00\t980.00\t100.00\n'201\t一般公共服务支出\t1000.00\t900.00\t100.00\n'20103\t政府办公厅（室）及相关机构事务\t1000.00\t900.00\t100.00\n'2010301\t行政运行\t1000.00\t900.00\t100.00\n'221\t住房保障支出\t80.00\t80.00\n'22102\t住房改革支出\t80.00\t80.00\n'2210201\t住房公积金\t80.00\t80.00",
    ),
    (
        "06",
        "一般公共预算财政拨款支出决算明细表\n\t\t\t公开06表\n部门名称：某县档案局\t2023年度\t\t金额单位：元\n科目编码\t科目名称\t金额\t其中：基本支出\t科目编码\t科目名称\t金额\t其中：基本支出\n'301\t工资福利支出\t980.00\t980.00\t'302\t商品和服务支出\t100.00\n'30101\t基本工资\t980.00\t980.00\t'30201\t办公费\t100.00\n人员经费合计\t\t980.00\t980.00\t公用经费合计\t\t100.00",
    ),
    (
        "07",
        "财政拨款“三公”经费支出决算表\n\t\t\t公开07表\n部门名称：某县档案局\t2023年度\t\t金额单位：元\n年初预算数\t\t\t\t决算数\n合计\t因公出国（境）费\t公务用车购置费\t公务用车运行维护费\t合计\t因公出国（境）费\t公务用车购置费\t公务用车运行维护费\t公务接待费\n60.00\t\t\t60.00\t5.00\t\t\t\t5.00",
    ),
    (
        "08",
        "政府性基金预算财政拨款收入支出决算表\n\t\t\t公开08表\n部门名称：某县档案局\t2023年度\t\t金额单位：元\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余\n合计\n注：本单位没有政府性基金收支。",
    ),
    (
        "09",
        "国有资本经营预算财政拨款支出决算表\n\t\t\t公开09表\n部门名称：某县档案局\t2023年度\t\t金额单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计",
    ),
];

impl Made {
    /// The tables of a small unit.
    pub(crate) fn of_a_unit() -> Self {
        let sheets = TABLES.iter().map(|(name, table)| ((*name).to_owned(), (*table).to_owned()));
        Self { sheets: sheets.collect(), ..Self::default() }
    }

    /// The same with some text of a sheet replaced everywhere; it must be there.
    pub(crate) fn with(mut self, sheet: &str, from: &str, to: &str) -> Self {
        let found = self.sheets.iter_mut().find(|(name, _)| name == sheet).unwrap();
        assert!(found.1.contains(from), "{sheet} has no {from}");
        found.1 = found.1.replace(from, to);
        self
    }

    /// The same with some text of all sheets replaced.
    pub(crate) fn with_all(mut self, from: &str, to: &str) -> Self {
        for (_, table) in &mut self.sheets {
            *table = table.replace(from, to);
        }
        self
    }

    /// The same with another sheet.
    pub(crate) fn and(mut self, name: &str, table: &str) -> Self {
        self.sheets.push((name.to_owned(), table.to_owned()));
        self
    }

    /// The same without a sheet.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.sheets.retain(|(other, _)| other != name);
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, text: &str| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        let (main, links) = match self.strict {
            true => (
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
            false => (
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            ),
        };
        let mut types = String::new();
        let mut related = String::new();
        let mut listed = String::new();
        for (number, (name, table)) in self.sheets.iter().enumerate() {
            let id = number + 1;
            let _ = write!(
                types,
                "<Override PartName=\"/xl/worksheets/sheet{id}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            );
            let _ = write!(
                related,
                "<Relationship Id=\"rId{id}\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
            );
            let state = if self.hidden.contains(name) { " state=\"hidden\"" } else { "" };
            let _ =
                write!(listed, "<sheet name=\"{name}\" sheetId=\"{id}\"{state} r:id=\"rId{id}\"/>");
            put(&format!("xl/worksheets/sheet{id}.xml"), &self.sheet(main, table));
        }
        put(
            "[Content_Types].xml",
            &format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"
            ),
        );
        put(
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        );
        put(
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
            ),
        );
        let epoch = if self.from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        put(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{links}\">{epoch}<sheets>{listed}</sheets></workbook>"
            ),
        );
        zip.finish().unwrap().into_inner()
    }

    /// The file as spreadsheet programs write it: amounts with a format that shows thousands of them, some rows and a column
    /// hidden.
    pub(crate) fn formatted(&self) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let thousands = rust_xlsxwriter::Format::new().set_num_format("0,");
        for (name, table) in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap();
            for (row, line) in (0..).zip(table.lines()) {
                let cells = (0..).zip(line.split('\t')).filter(|(_, text)| !text.is_empty());
                for (column, text) in cells {
                    match text.parse::<f64>() {
                        Ok(number) => {
                            sheet.write_number_with_format(row, column, number, &thousands).unwrap()
                        }
                        Err(_) => {
                            let words = text.strip_prefix('\'').unwrap_or(text);
                            sheet.write_string(row, column, words).unwrap()
                        }
                    };
                }
                if row > 5 && row % 2 == 0 {
                    sheet.set_row_hidden(row).unwrap();
                }
            }
            sheet.set_column_hidden(1).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    }

    /// A sheet. The area that it says it has is wrong, as that of some programs is.
    fn sheet(&self, main: &str, table: &str) -> String {
        let mut rows = String::new();
        for (row, line) in table.lines().enumerate() {
            let _ = write!(rows, "<row r=\"{}\">", row + 1);
            for (column, text) in line.split('\t').enumerate().filter(|(_, text)| !text.is_empty())
            {
                let at = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
                let _ = write!(rows, "{}", cell(&at, text));
            }
            rows.push_str("</row>");
        }
        let (more, after) = (&self.more_rows, &self.after);
        let body = format!("<dimension ref=\"A1\"/><sheetData>{rows}{more}</sheetData>{after}");
        match self.prefixed {
            false => format!("<worksheet xmlns=\"{main}\">{body}</worksheet>"),
            true => {
                let body = body.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
                format!("<x:worksheet xmlns:x=\"{main}\">{body}</x:worksheet>")
            }
        }
    }
}

/// A cell: a formula without a result after `=`, an error after `!`, words after `'`, else a number or words.
fn cell(at: &str, text: &str) -> String {
    let words = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    match text.chars().next() {
        Some('=') => format!("<c r=\"{at}\"><f>{}</f></c>", &text[1..]),
        Some('!') => format!("<c r=\"{at}\" t=\"e\"><v>{}</v></c>", &text[1..]),
        Some('\'') => words(&text[1..]),
        _ => match text.parse::<f64>() {
            Ok(_) => format!("<c r=\"{at}\"><v>{text}</v></c>"),
            Err(_) => words(text),
        },
    }
}
