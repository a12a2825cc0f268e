//! `serve`: workbooks dropped onto the page are seen before they are written, and written as `import` writes them; workbooks to
//! be filled in go out and come back; new units, settings and contents of an office's own.

use std::fs;
use std::io::{Cursor, Read};

use crate::serve_words::{between, english, unescaped, words};
use crate::serving::{Answered, Serving};
use crate::support::{REFERENCE, Sandbox, repository};

/// A workbook of the tests.
pub(crate) fn workbook(name: &str) -> Vec<u8> {
    fs::read(repository().join("tests/workbooks").join(name)).unwrap()
}

/// Sends files to the page.
pub(crate) fn send(page: &Serving, files: &[(&str, &[u8])]) -> Answered {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend_from_slice(
            format!("--xyz\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--xyz--\r\n");
    page.post_as("import", "multipart/form-data; boundary=xyz", &body)
}

/// Where an answer leads, behind the token.
pub(crate) fn leads_to(page: &Serving, answer: &Answered) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let location = answer.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    location.trim().strip_prefix(&format!("/{}/", page.token)).unwrap().to_owned()
}

/// A project as `init` makes it.
pub(crate) fn begun() -> Sandbox {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    sandbox
}

/// What is dropped is seen first, nothing is written before it is asked for, and then it is what `import` writes, byte by byte;
/// the workbook that was filled in goes the same way.
#[test]
fn workbooks_are_seen_and_written_as_by_the_command() {
    let (sandbox, other) = (begun(), begun());
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    for (name, said) in [("a-accounts.xls", "新建"), ("filled-1.xlsx", "改 ")] {
        let before = sandbox.files("data");
        let seen = leads_to(&page, &send(&page, &[(name, &workbook(name))]));
        let report = page.get(&seen);
        assert_eq!(report.status, 200);
        let told = words(&report.text());
        // What files and sheets are called is not the page's.
        let own = report.text().replace(name, "").replace("CS02", "");
        assert!(english(&own).is_empty(), "{:?}", english(&own));
        assert!(
            told.contains("导入前看一遍")
                && told.contains("青禾县司法局 2023 年度")
                && told.contains(said),
            "{told}"
        );
        // Places are told by the names of their codes, and every figure is told.
        let places = [
            "加“支出，2040601 行政运行（非财政拨款）”：“基本支出” 9,480.00，“项目支出” 12,000.00",
            "加“核对用合计，20808 抚恤”：“本年收入合计” 98,742.00，“本年支出合计” 98,742.00，“其中：基本支出” 98,742.00",
            "“年初预算”：年初预算只有到类的数",
        ];
        let is_new = said == "新建";
        assert_eq!(places.map(|place| told.contains(place)), [is_new; 3], "{told}");
        assert_eq!(sandbox.files("data"), before);
        let written = page.post(&seen, &[("write", "yes")]);
        assert!(words(&written.text()).contains("写入了 1 个单位"), "{}", words(&written.text()));
        fs::write(other.path(name), workbook(name)).unwrap();
        assert_eq!(other.run(&["import", name]).status(), 0);
        assert_eq!(sandbox.files("data"), other.files("data"));
        // Once more, there is nothing to write.
        assert!(
            words(&page.get(&seen).text()).contains("没有要写的"),
            "{}",
            words(&page.get(&seen).text())
        );
    }
    assert_ne!(sandbox.files("data"), before);
}

/// What cannot be read, has no unit of money, or is of several units says so and writes nothing, without words of a terminal;
/// what is asked is answered on the page.
#[test]
fn what_is_open_is_asked_on_the_page() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    for (files, wanted) in [
        (vec![("坏.xlsx", b"PK\x03\x04x".to_vec())], "没有写"),
        (vec![("d15-password.xlsx", workbook("d15-password.xlsx"))], "密码"),
        (vec![("../../设置.toml", b"year = 1".to_vec())], "没有写"),
    ] {
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let seen = leads_to(&page, &send(&page, &files));
        let told = words(&page.get(&seen).text());
        assert!(told.contains(wanted), "{files:?}: {told}");
        assert!(!told.contains("--") && !told.contains("juesuan"), "{told}");
        let written = page.post(&seen, &[("write", "yes")]);
        assert_eq!(written.status, 200);
        assert_eq!(sandbox.files("data"), before);
    }
    // Two workbooks of the same tables: each for itself, or together.
    let two = [
        ("a-accounts.xls", workbook("a-accounts.xls")),
        ("b-public-yuan.xlsx", workbook("b-public-yuan.xlsx")),
    ];
    let two: Vec<(&str, &[u8])> =
        two.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let seen = leads_to(&page, &send(&page, &two));
    assert!(words(&page.get(&seen).text()).contains("文件和单位 2 个"));
    let together = page.post(&seen, &[("together", "yes")]).text();
    assert!(words(&together).contains("文件和单位 1 个"), "{}", words(&together));
    assert_eq!(send(&page, &[]).status, 409);
    for bad in ["import/0000000000000000", "import/..%2f..", "import/x"] {
        assert!(page.get(bad).status >= 400, "{bad}");
    }
    // A file that is too large is refused before it is read, and a torn one is not taken.
    let head = format!(
        "POST /{}/import HTTP/1.1\r\nhost: 127.0.0.1:{}\r\norigin: http://127.0.0.1:{}\r\ncontent-type: multipart/form-data; boundary=xyz\r\n",
        page.token, page.port, page.port
    );
    assert_eq!(
        page.raw(format!("{head}content-length: 1073741824\r\n\r\n").as_bytes()).status,
        413
    );
    let torn = page.post_as(
        "import",
        "multipart/form-data; boundary=xyz",
        b"--xyz\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.xls\"\r\n\r\nabc",
    );
    assert_eq!(torn.status, 400);
    assert_eq!(sandbox.files("data"), before);
}

/// Workbooks to be filled in are those of `export`, one by one and all in one file; all reports come in one file as well.
#[test]
fn workbooks_and_reports_are_handed_out() {
    let sandbox = Sandbox::nine();
    let page = Serving::of(&sandbox);
    assert_eq!(page.get("reports.zip").status, 404);
    let exported = sandbox.run(&["export", "--to", "workbook", "--out", "sent"]);
    assert_eq!(exported.status(), 0, "{}", exported.stderr());
    let open = |bytes: Vec<u8>| zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |archive: &mut zip::ZipArchive<Cursor<Vec<u8>>>| {
        let count = archive.len();
        let files = (0..count).map(|number| {
            let mut file = archive.by_index(number).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        });
        let mut files: Vec<(String, Vec<u8>)> = files.collect();
        files.sort();
        files
    };
    let named = |below: &str| {
        let files = sandbox.files(below).into_iter();
        let mut files: Vec<(String, Vec<u8>)> = files
            .map(|(path, bytes)| (path.rsplit('/').next().unwrap().to_owned(), bytes))
            .collect();
        files.sort();
        files
    };
    let handed = page.get("workbooks.zip");
    assert!(handed.head.contains("application/zip"), "{}", handed.head);
    assert!(
        read(&mut open(handed.body)) == named("sent"),
        "other workbooks than those of the command"
    );
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let reports = page.get("reports.zip");
    let mut built = named("out");
    built.retain(|(name, _)| name.ends_with(".pdf"));
    assert!(
        read(&mut open(reports.body.clone())) == built,
        "other reports than those that were built"
    );
    assert!(reports.body == page.get("reports.zip").body);
    let unit = built.len();
    assert!(unit > 3, "{unit}");
}

/// A new unit has the files that `new` makes, once; what cannot be a unit is said.
#[test]
fn a_unit_is_begun() {
    let (sandbox, other) = (begun(), begun());
    let page = Serving::of(&sandbox);
    let form = |name: &'static str, year: &'static str| {
        [("name", name), ("kind", "unit"), ("nature", "institution"), ("year", year)]
    };
    for (name, year, why) in [
        ("", "2024", "还没有写"),
        ("县图书馆", "二〇二四", "四位数字"),
        ("县图书馆", "24", "四位数字"),
        ("..", "2024", "不能作文件夹"),
    ] {
        let refused = page.post("new", &form(name, year));
        assert_eq!(refused.status, 409, "{name}");
        assert!(refused.text().contains(why), "{}", words(&refused.text()));
    }
    let made = page.post("new", &form("县图书馆", "2024"));
    assert_eq!(leads_to(&page, &made), "u/%E5%8E%BF%E5%9B%BE%E4%B9%A6%E9%A6%86/2024/profile");
    let by_command = other.run(&[
        "new",
        "县图书馆",
        "--name",
        "县图书馆",
        "--nature",
        "institution",
        "--year",
        "2024",
    ]);
    assert_eq!(by_command.status(), 0, "{}", by_command.stderr());
    assert_eq!(sandbox.files("data"), other.files("data"));
    assert_eq!(page.post("new", &form("县图书馆", "2024")).status, 409);
    let odd = page.post("new", &form("../../x/y:甲", "2024"));
    assert_eq!(odd.status, 409, "{}", words(&odd.text()));
    let odd = page.post("new", &form("甲/乙:丙", "2024"));
    assert_eq!(odd.status, 303);
    assert!(sandbox.path("data/甲_乙_丙/unit.toml").is_file());
}

/// Settings are written in place, and held where they cannot be; rules get levels; a broken file is shown with its line.
#[test]
fn settings_are_filled_in() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let read = || fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let before = read();
    let seen = page.get("settings").text();
    assert!(words(&seen).contains("要生成报告的年度"), "{}", words(&seen));
    let year = between(&seen, "id=\"is|juesuan.toml|year\"", ">");
    assert!(year.contains("value=\"2022\"") && !year.contains("readonly"), "{year}");
    let save = |name: &str, typed: &str, was: &str| {
        let (is, was_name) =
            (format!("is|juesuan.toml|{name}"), format!("was|juesuan.toml|{name}"));
        page.post("settings", &[(&is, typed), (&was_name, was), ("live", "1")]).text()
    };
    let saved = save("check.rules.R0401", "hint", "");
    assert!(!saved.contains("没有存下"), "{}", words(&saved));
    assert!(read().contains("R0401 = \"hint\""), "{}", read());
    save("check.rules.R0401", "", "hint");
    let held = save("year", "20x2", "2022");
    assert!(held.contains("1 处没有存下"));
    assert!(save("year", "2021", "2022").contains("data-undo=\"[["));
    assert!(read().contains("year = 2021"));
    save("year", "2022", "2021");
    let held = save("layout", "nowhere", "shanxi");
    assert!(held.contains("没有存下"), "{}", words(&held));
    save("layout", "shanxi", "shanxi");
    assert_eq!(read().replace("\n[check]\nrules = {  }", "").trim_end(), before.trim_end());
    sandbox.write("juesuan.toml", b"year = = 2022\n");
    let broken = page.get("settings").text();
    assert!(
        broken.contains("第 1 行读不通") && broken.contains("year = = 2022"),
        "{}",
        words(&broken)
    );
    // What cannot be read is no new project.
    let overview = words(&page.get("").text());
    assert!(overview.contains("项目设置：") && overview.contains("改好上面说的"), "{overview}");
    assert!(!overview.contains("还没有单位"), "{overview}");
    assert!(page.post("settings", &[("is|juesuan.toml|year", "2021"), ("live", "1")]).is_refused());
}

/// Contents of an office's own are filled in, changed and removed as rows.
#[test]
fn own_contents_are_filled_in() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let path = format!("data/{REFERENCE}/2022.toml");
    let read = || fs::read_to_string(sandbox.path(&path)).unwrap();
    let before = read();
    let topic = format!("u/{REFERENCE}/2022/extra");
    assert_eq!(page.get(&topic).status, 200);
    let new =
        |key: &'static str, value: &'static str| (format!("new|2022.toml|extra|{key}"), value);
    let cells = [
        new("key", "index"),
        new("name", "监督索引号"),
        new("text", "A-1"),
        new("columns", "甲\n乙"),
        new("rows", "1 | 2\n3 | 4"),
    ];
    let fields: Vec<(&str, &str)> =
        cells.iter().map(|(name, value)| (name.as_str(), *value)).chain([("live", "1")]).collect();
    let added = page.post(&topic, &fields);
    assert!(!added.text().contains("没有存下"), "{}", words(&added.text()));
    let undo: Vec<(String, String)> =
        serde_json::from_str(&unescaped(between(&added.text(), "data-undo=\"", "\""))).unwrap();
    let after = read();
    assert!(
        after.contains("监督索引号") && after.contains("A-1") && after.contains("[\"1\", \"2\"]"),
        "{after}"
    );
    let seen = page.get(&topic).text();
    assert!(seen.contains("is|2022.toml|extra.index.text"), "{}", words(&seen));
    let changed = page.post(
        &topic,
        &[
            ("is|2022.toml|extra.index.text", "A-2"),
            ("was|2022.toml|extra.index.text", "A-1"),
            ("live", "1"),
        ],
    );
    assert!(!changed.text().contains("没有存下"), "{}", words(&changed.text()));
    assert!(read().contains("A-2"));
    let back = page.post(
        &topic,
        &[
            ("is|2022.toml|extra.index.text", "A-1"),
            ("was|2022.toml|extra.index.text", "A-2"),
            ("live", "1"),
        ],
    );
    assert_eq!(back.status, 200);
    let fields: Vec<(&str, &str)> = undo
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain([("live", "1")])
        .collect();
    let undone = page.post(&topic, &fields);
    assert_eq!(undone.status, 200, "{}", undone.text());
    assert!(!read().contains("监督索引号"), "{}", read());
    assert_eq!(read().replace("[extra]\n", "").trim_end(), before.trim_end());
}

/// An import is taken back in one step, with the unit that came with it; one that was gone on with stays as it is.
#[test]
fn an_import_is_taken_back() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    let seen = leads_to(&page, &send(&page, &[("a.xls", &workbook("a-accounts.xls"))]));
    let back = format!("{seen}/back");
    // Nothing was written yet.
    assert_eq!(page.post(&back, &[]).status, 409);
    let written = page.post(&seen, &[("write", "yes")]).text();
    assert!(written.contains(&format!("{back}\"")), "{written}");
    assert_ne!(sandbox.files("data"), before);
    let said = page.post(&back, &[]);
    assert_eq!(said.status, 200, "{}", said.text());
    assert!(words(&said.text()).contains("撤销了这次导入"), "{}", said.text());
    assert_eq!(sandbox.files("data"), before);
    assert!(!sandbox.path("data/青禾县司法局").exists());
    assert_eq!(page.post(&back, &[]).status, 409);
    // Changed since by hand, it stays; so do files that an import changed and did not make.
    page.post(&seen, &[("write", "yes")]);
    let first = sandbox.files("data");
    let filled = leads_to(&page, &send(&page, &[("f.xlsx", &workbook("filled-1.xlsx"))]));
    page.post(&filled, &[("write", "yes")]);
    assert_ne!(sandbox.files("data"), first);
    assert_eq!(page.post(&back, &[]).status, 409, "that was not the last one");
    assert_eq!(page.post(&format!("{filled}/back"), &[]).status, 200);
    assert_eq!(sandbox.files("data"), first);
    page.post(&filled, &[("write", "yes")]);
    let year = "data/青禾县司法局/2023.toml";
    sandbox.replace(year, "year = 2023", "year = 2023 # 改过");
    let changed = sandbox.files("data");
    let refused = page.post(&format!("{filled}/back"), &[]);
    assert!(refused.status == 409 && english(&refused.text()).is_empty(), "{}", refused.text());
    assert_eq!(sandbox.files("data"), changed);
}

/// The next year of all units is begun on the page as by the command; one that is there already stays.
#[test]
fn the_next_year_is_begun() {
    let project = repository().join("tests/projects/branches");
    let (sandbox, other) = (Sandbox::of_data(&project), Sandbox::of_data(&project));
    let page = Serving::of(&sandbox);
    let form = page.get("roll").text();
    assert!(english(&form).is_empty(), "{:?}", english(&form));
    assert!(
        form.contains("name=\"year\" inputmode=\"numeric\" size=\"6\" required value=\"2023\""),
        "{form}"
    );
    let folders: Vec<String> = form
        .split("name=\"unit\" value=\"")
        .skip(1)
        .map(|rest| unescaped(rest.split('"').next().unwrap()))
        .collect();
    assert!(folders.len() > 3, "{folders:?}");
    let before = sandbox.files("data");
    assert_eq!(page.post("roll", &[("year", "2023"), ("write", "yes")]).status, 409);
    assert_eq!(sandbox.files("data"), before);
    let mut fields = vec![("year", "2023"), ("write", "yes")];
    fields.extend(folders.iter().map(|folder| ("unit", folder.as_str())));
    let said = page.post("roll", &fields).text();
    assert!(english(&said).is_empty(), "{:?}", english(&said));
    assert!(words(&said).contains("项目设置"), "{}", words(&said));
    other.run(&["roll", "*", "2023"]);
    let (ours, theirs) = (sandbox.files("data"), other.files("data"));
    assert!(ours.len() > before.len());
    assert_eq!(ours, theirs);
    // Once more: nothing can be begun, and nothing is.
    let form = words(&page.get("roll").text());
    assert!(form.contains("已经有 2023 年度的数据"), "{form}");
    let said = words(&page.post("roll", &fields).text());
    assert!(said.contains("已经有了"), "{said}");
    assert_eq!(sandbox.files("data"), ours);
}

/// Last year's report, dropped onto the page, becomes the figures that the year is compared with; a report of the year itself, of
/// nobody's and no report at all do not, nor is what is there written over.
#[test]
fn last_years_report_becomes_last_years_figures() {
    let made = Sandbox::brief();
    let built = made.run(&["build"]);
    assert_eq!(built.status(), 0, "{}", built.stderr());
    let pdf = fs::read(made.report()).unwrap();
    let sandbox = Sandbox::brief();
    let last = format!("data/{REFERENCE}/2022.toml");
    let text = fs::read_to_string(sandbox.path(&last)).unwrap();
    let text = text.replacen("year = 2022", "year = 2023", 1);
    sandbox.write(&format!("data/{REFERENCE}/2023.toml"), text.as_bytes());
    fs::remove_file(sandbox.path(&last)).unwrap();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    sandbox.write("juesuan.toml", settings.replacen("year = 2022", "year = 2023", 1).as_bytes());
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    // Once as this year's, and as last year's beside it.
    let shown = || page.get(&format!("u/{REFERENCE}/2023/expenditure")).text();
    let times = |text: &str| text.matches("400,662.00").count();
    let without = times(&shown());
    let seen = leads_to(&page, &send(&page, &[("上年.pdf", &pdf)]));
    let told = page.get(&seen).text();
    assert!(english(&told.replace("上年.pdf", "")).is_empty(), "{:?}", english(&told));
    assert!(words(&told).contains("加 2022 年度的数据"), "{}", words(&told));
    assert_eq!(sandbox.files("data"), before);
    let written = words(&page.post(&seen, &[("write", "yes")]).text());
    assert!(written.contains("写入了 1 个单位"), "{written}");
    let text = fs::read_to_string(sandbox.path(&last)).unwrap();
    assert!(text.contains("year = 2022") && text.contains("400662.00"), "{text}");
    // The year is compared with it.
    let prior = words(&page.get(&format!("u/{REFERENCE}/2023/prior")).text());
    assert!(prior.contains("2210201"), "{prior}");
    assert!(without > 0 && times(&shown()) > without, "{without}: {}", words(&shown()));
    // Again there is nothing to write; it can be taken back.
    assert!(words(&page.get(&seen).text()).contains("没有要写的"));
    let after = sandbox.files("data");
    sandbox.replace(&last, "400662.00", "400663.00");
    let refused = words(&page.get(&seen).text());
    assert!(refused.contains("已经有 2022 年度的数据"), "{refused}");
    sandbox.replace(&last, "400663.00", "400662.00");
    assert_eq!(sandbox.files("data"), after);
    assert_eq!(page.post(&format!("{seen}/back"), &[]).status, 200);
    assert_eq!(sandbox.files("data"), before);
    // What is none.
    for (name, bytes) in
        [("坏.pdf", b"%PDF-1.7 x".to_vec()), ("别的.pdf", pdf[..pdf.len() / 2].to_vec())]
    {
        let seen = leads_to(&page, &send(&page, &[(name, &bytes)]));
        let told = words(&page.post(&seen, &[("write", "yes")]).text());
        assert!(told.contains("没有写"), "{told}");
        assert!(english(&told.replace(name, "")).is_empty(), "{told}");
        assert_eq!(sandbox.files("data"), before);
    }
    sandbox.write("juesuan.toml", settings.as_bytes());
    let seen = leads_to(&page, &send(&page, &[("上年.pdf", &pdf)]));
    let told = words(&page.get(&seen).text());
    assert!(told.contains("这是 2022 年度的报告，项目的年度是 2022"), "{told}");
}

/// Several files of one unit are one unit, of which some may have nothing to be written.
#[test]
fn files_of_one_unit_are_one_unit() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let [accounts, filled] = ["a-accounts.xls", "filled-1.xlsx"].map(workbook);
    let seen = leads_to(&page, &send(&page, &[("a-accounts.xls", &accounts)]));
    assert!(words(&page.post(&seen, &[("write", "yes")]).text()).contains("写入了 1 个单位"));
    let both = [("a-accounts.xls", accounts.as_slice()), ("filled-1.xlsx", &filled)];
    let seen = leads_to(&page, &send(&page, &both));
    let told = words(&page.get(&seen).text());
    assert!(told.contains("文件和单位 2 个") && told.contains("写入 1 个单位，"), "{told}");
    // One that cannot be read is none.
    let three = [both[0], both[1], ("坏.xlsx", b"PK".as_slice())];
    let seen = leads_to(&page, &send(&page, &three));
    let told = words(&page.post(&seen, &[("write", "yes")]).text());
    assert!(told.contains("写入了 1 个单位") && told.contains("没有写的文件 1 个"), "{told}");
}
