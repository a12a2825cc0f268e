//! `serve` in a folder that is no project yet: a page to begin with, which offers what can be done and nothing else; files that come
//! with it are seen before they are written.

use std::fs;

use crate::browser::Browser;
use crate::serve_import::{leads_to, send, workbook};
use crate::serve_twice::{Ended, Start};
use crate::serve_words::{english, words};
use crate::serving::{Answered, Serving};
use crate::support::Sandbox;

/// An empty folder, and its page.
fn empty() -> (Sandbox, Serving) {
    let sandbox = Sandbox::empty();
    let page = Serving::of(&sandbox);
    (sandbox, page)
}

/// Sends the form of the first page, with files.
fn begin(page: &Serving, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answered {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--xyz\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--xyz\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--xyz--\r\n");
    page.post_as("begin", "multipart/form-data; boundary=xyz", &body)
}

/// The first page asks for the year, the format and files, looks like no error, and offers nothing that cannot be done.
#[test]
fn an_empty_folder_is_begun_in() {
    let (sandbox, page) = empty();
    let html = page.get("").text();
    let told = words(&html);
    for wanted in [
        "还没有决算项目",
        "年度",
        "格式",
        "山西",
        "上海",
        "公开日期",
        "把文件拖到这一页",
        "建好，开始",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let folder = sandbox.root().file_name().unwrap().to_str().unwrap().to_owned();
    assert!(english(&html.replace(&folder, "")).is_empty(), "{told}");
    for unmeant in
        ["没有项目设置", "填报表</a>", "转入下年", "全部 PDF", "role=\"alert\" id=\"no-project\""]
    {
        assert!(!html.contains(unmeant), "{unmeant}: {told}");
    }
    assert!(html.matches(" checked").count() == 1, "{html}");
}

/// A folder without a project, with none above it, is begun in, which is said once; below a project, that is meant; where the
/// settings seem to have a wrong name, that is told and nothing is opened.
#[test]
fn the_folder_that_is_meant_is_opened() {
    let sandbox = Sandbox::empty();
    let mut start = Start::of(sandbox.root(), &[]);
    let said = start.remark();
    assert!(said.contains("新的项目") && !said.contains("错误"), "{said}");
    assert!(said.contains(sandbox.root().file_name().unwrap().to_str().unwrap()), "{said}");
    drop(start);
    let names = |sandbox: &Sandbox| -> Vec<String> {
        sandbox.files(".").into_iter().map(|(path, _)| path).collect()
    };
    assert!(names(&sandbox).iter().all(|path| path.starts_with(".juesuan/")));
    let project = Sandbox::brief();
    let mut start = Start::of(&project.path("data"), &[]);
    let said = start.remark();
    assert!(!said.contains("新的项目"), "{said}");
    assert!(project.path(".juesuan/address").exists());
    assert!(!project.path("data/.juesuan").exists());
    drop(start);
    // Elsewhere names that differ in their case are one.
    let wrong: &[&str] = match cfg!(target_os = "linux") {
        true => &["juesuan.toml.txt", "Juesuan.toml"],
        false => &["juesuan.toml.txt"],
    };
    for name in wrong.iter().copied() {
        let sandbox = Sandbox::empty();
        sandbox.write(name, b"year = 2024\n");
        fs::create_dir(sandbox.path("data")).unwrap();
        for folder in [sandbox.root(), &sandbox.path("data")] {
            let mut start = Start::of(folder, &[]);
            let Ended { status, remarks, .. } = start.end();
            assert_eq!((status, start.address.as_str()), (Some(1), ""), "{name}");
            assert!(remarks.contains("no-project") && remarks.contains(name), "{remarks}");
        }
        assert_eq!(names(&sandbox), [name]);
    }
}

/// What needs a project leads to where one is begun, or says so, and writes nothing.
#[test]
fn nothing_is_done_without_a_project() {
    let (sandbox, page) = empty();
    let home = format!("location: /{}/\r\n", page.token);
    for path in [
        "import",
        "new",
        "roll",
        "workbooks.zip",
        "reports.zip",
        "settings",
        "import/0123456789abcdef",
    ] {
        let answer = page.get(path);
        assert!(answer.status == 303 && answer.head.contains(&home), "{path}: {}", answer.head);
    }
    let unit =
        [("name", "县图书馆"), ("year", "2024"), ("kind", "unit"), ("nature", "institution")];
    let file: (&str, &[u8]) = ("a-accounts.xls", &workbook("a-accounts.xls"));
    for answer in
        [page.post("new", &unit), page.post("roll", &[("write", "yes")]), send(&page, &[file])]
    {
        assert_eq!(answer.status, 409);
        assert!(words(&answer.text()).contains("还没有项目设置"), "{}", answer.text());
    }
    assert!(!sandbox.path("data").exists() && !sandbox.path("juesuan.toml").exists());
    assert!(!sandbox.path(".juesuan/incoming").exists());
    // Near: with settings, all of it can be done.
    assert_eq!(page.post("begin", &[]).status, 303);
    for path in ["import", "new", "roll", "settings"] {
        assert_eq!(page.get(path).status, 200, "{path}");
    }
    assert_eq!(page.post("new", &unit).status, 303);
}

/// A project is made for the year and in the format that were chosen; what comes next is a unit or its files, seen first.
#[test]
fn a_project_begins_with_its_files() {
    let (sandbox, page) = empty();
    let file: (&str, &[u8]) = ("a-accounts.xls", &workbook("a-accounts.xls"));
    let chosen = [("year", "2023"), ("layout", "shanghai")];
    let seen = leads_to(&page, &begin(&page, &chosen, &[file, ("", b"")]));
    let told = words(&page.get(&seen).text());
    assert!(told.contains("写入 1 个单位") && told.contains("项目的年度是 2023"), "{told}");
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    assert!(settings.contains("year = 2023\n") && settings.contains("\"shanghai\""), "{settings}");
    assert!(!sandbox.path("data").exists());
    for (then, leads) in [("", ""), ("new", "new")] {
        let (_sandbox, page) = empty();
        assert_eq!(leads_to(&page, &begin(&page, &[("then", then)], &[("", b"")])), leads);
        let told = words(&page.get(leads).text());
        assert!(told.contains("新建单位") && !told.contains("读不通"), "{told}");
        assert!(words(&page.get("").text()).contains("还没有单位"));
    }
    // The day of publication, without which there is no report but a draft, may be told at once, or later.
    for (typed, wanted) in [("2024-09-20", Some("2024-09-20")), ("", None), (" ", None)] {
        let (sandbox, page) = empty();
        assert_eq!(begin(&page, &[("published", typed)], &[]).status, 303);
        let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
        let wanted = wanted.map(|day| format!("published = {day}\n"));
        assert!(wanted.is_none_or(|wanted| settings.contains(&wanted)), "{settings}");
        assert_eq!(settings.contains("published"), typed.trim() != "", "{settings}");
        assert_eq!(page.get("settings").status, 200);
    }
    for wrong in [
        ("year", "24"),
        ("year", "二〇二三"),
        ("layout", "../x"),
        ("layout", "nothing"),
        ("published", "2024-02-30"),
        ("published", "下周"),
    ] {
        let (sandbox, page) = empty();
        assert_eq!(begin(&page, &[wrong], &[file]).status, 409, "{wrong:?}");
        assert!(!sandbox.path("juesuan.toml").exists(), "{wrong:?}");
    }
}

/// Drops a file of the page's own making onto it.
fn drop_file(browser: &Browser, name: &str) {
    browser.run(&format!(
        "const data = new DataTransfer(); data.items.add(new File(['x'], '{name}'));
        for (const what of ['dragenter', 'dragover', 'drop'])
          document.querySelector('main').dispatchEvent(new DragEvent(what, {{ dataTransfer: data, bubbles: true, cancelable: true }}));"
    ));
}

/// In a browser: files that are dropped onto the first page make the project and are seen; what is refused says so in words, never
/// in the source of a page, and can be closed.
#[test]
fn files_are_dropped_in_a_browser() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let (sandbox, page) = empty();
    browser.size(1366, 640);
    browser.open(&page.address());
    browser.until("document.querySelector('#begin')");
    browser.picture("start");
    assert!(browser.violations().is_empty(), "{:?}", browser.violations());
    drop_file(&browser, "甲.xlsx");
    browser.until("/import.[^/]+$/.test(location.pathname)");
    assert!(browser.text().contains("导入前看一遍") && sandbox.path("juesuan.toml").exists());
    // The settings go while the page is open.
    fs::remove_file(sandbox.path("juesuan.toml")).unwrap();
    drop_file(&browser, "乙.xlsx");
    let shown =
        "const said = document.querySelector('.drop'); return said.hidden ? '' : said.innerText";
    browser.until(&format!("(() => {{ {shown} }})().includes('还没有项目设置')"));
    let said = browser.run(shown).to_string();
    assert!(!said.contains('<'), "{said}");
    browser.picture("start-refused");
    browser.click(".drop");
    assert_eq!(browser.run(shown).as_str(), Some(""));
}
