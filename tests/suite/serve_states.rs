//! The pages of `serve` that are no topic of a unit, and the states of those that are, each looked at in every size: how a project
//! begins, what is imported, a batch, editions, and what goes wrong.

use std::fs;
use std::time::{Duration, Instant};

use crate::browser::{Browser, CONTROL, ENTER, TAB};
use crate::looking::look;
use crate::serve_import::{leads_to, send, workbook};
use crate::serve_paste::put;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The help.
const F1: char = '\u{e031}';

/// A browser over a page of the program.
struct Desk {
    /// The browser.
    browser: Browser,
    /// The page.
    page: Serving,
}

impl Desk {
    /// Looks at the page at a path.
    fn look_at(&self, name: &str, path: &str) {
        self.browser.open(&format!("{}{path}", self.page.address()));
        self.look(name);
    }

    /// Looks at the page that is open.
    fn look(&self, name: &str) {
        look(&self.browser, &format!("state-{name}"));
        assert_eq!(self.browser.out_of_reach(), Vec::<String>::new(), "{name}");
    }

    /// Looks at what the files that are dropped onto the page lead to, and writes it where that is wanted.
    fn look_at_import(&self, name: &str, files: &[(&str, Vec<u8>)]) -> String {
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let seen = leads_to(&self.page, &send(&self.page, &files));
        self.look_at(name, &seen);
        seen
    }

    /// Looks at what a button of the page that is open leads to.
    fn look_behind(&self, name: &str, button: &str, until: &str) {
        self.browser.click(button);
        self.browser.until(until);
        self.look(name);
    }

    /// Waits until what was begun to be built is over.
    fn built(&self) {
        let end = Instant::now() + Duration::from_secs(180);
        while !self.page.get("progress").text().contains("data-over") {
            assert!(Instant::now() < end, "not built");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Nothing was complained of; the page is left, as one that is open while its program ends complains.
    fn leave(self) {
        assert_eq!(self.browser.complaints(), Vec::<String>::new());
        self.browser.open("about:blank");
        self.browser.complaints();
    }
}

/// Workbooks by their names.
fn workbooks<'n>(names: &[&'n str]) -> Vec<(&'n str, Vec<u8>)> {
    names.iter().map(|name| (*name, workbook(name))).collect()
}

/// A folder without a project, one whose settings went astray, and a project without units.
#[test]
fn beginnings_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::empty();
    let desk = Desk { browser, page: Serving::of(&sandbox) };
    desk.look_at("start", "");
    fs::create_dir_all(sandbox.path("data/汾阳市社会保险中心")).unwrap();
    desk.look_at("start-astray", "");
    fs::remove_dir_all(sandbox.path("data")).unwrap();
    desk.browser.open(&desk.page.address());
    desk.look_behind(
        "empty",
        "#begin button.primary",
        "document.body.textContent.includes('还没有单位')",
    );
    for page in ["import", "new", "roll", "settings", "nothing"] {
        desk.look_at(&format!("empty-{page}"), page);
    }
    // A name that no folder can have.
    desk.browser.open(&format!("{}new", desk.page.address()));
    desk.browser.run("document.querySelector('[name=name]').value = 'CON'");
    desk.look_behind(
        "new-refused",
        "main form button.primary",
        "document.querySelector('.said, .band')",
    );
    sandbox.replace("juesuan.toml", "year = ", "year = = ");
    desk.look_at("settings-broken", "settings");
    desk.look_at("overview-broken", "");
    desk.browser.open("about:blank");
    desk.browser.complaints();
}

/// What workbooks of all kinds lead to, before it is written, once it is, and when it is taken back.
#[test]
fn imports_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    let desk = Desk { browser, page: Serving::of(&sandbox) };
    desk.look_at_import("import-accounts", &workbooks(&["a-accounts.xls"]));
    let written = "document.body.textContent.includes('写入了')";
    desk.look_behind("import-written", "#write", written);
    desk.look_behind("import-back", "#back", "document.body.textContent.includes('撤销了')");
    desk.look_at_import("import-wan", &workbooks(&["c-public-wan.xlsx"]));
    desk.look_at_import("import-units", &workbooks(&["d11-two-units.xlsx"]));
    desk.look_at_import("import-two", &workbooks(&["a-accounts.xls", "b-public-yuan.xlsx"]));
    let all = [
        "d01-text-amounts.xlsx",
        "d02-full-width.xlsx",
        "d05-uncalculated.xlsx",
        "d06-brackets.xlsx",
        "d12-error-value.xlsx",
        "d13-web-page.xls",
        "d15-password.xlsx",
        "read-only.xlsx",
    ];
    desk.look_at_import("import-faults", &workbooks(&all));
    let seen = desk.look_at_import("import-again", &workbooks(&["a-accounts.xls"]));
    assert_eq!(desk.page.post(&seen, &[("write", "yes")]).status, 200);
    desk.look_at_import("import-filled", &workbooks(&["filled-1.xlsx"]));
    desk.look_at_import("import-rivals", &workbooks(&["filled-1.xlsx", "filled-2.xlsx"]));
    let others = [("坏.xlsx", b"PK\x03\x04x".to_vec()), ("坏.pdf", b"%PDF-1.7 x".to_vec())];
    desk.look_at_import("import-broken", &others);
    desk.leave();
}

/// A batch, what is registered, editions and the next year.
#[test]
fn a_year_is_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::nine();
    let cover = fs::read_to_string(repository().join("layouts/shanxi/cover.typ")).unwrap();
    let slowly = "#let moment = { let n = 0\n for i in range(2000000) { n += 1 } }\n";
    sandbox.write("layouts/shanxi/cover.typ", format!("{slowly}{cover}").as_bytes());
    let desk = Desk { browser, page: Serving::of(&sandbox) };
    let (browser, page) = (&desk.browser, &desk.page);
    let edition = "u/unchanged/2022/edition";
    desk.look_at("edition-not-built", edition);
    browser.open(&page.address());
    browser.click(".top button.primary");
    browser.until("document.querySelector('#progress .band')");
    for (width, height) in crate::looking::SIZES {
        browser.size(width, height);
        browser.picture(&format!("state-batch-{width}"));
    }
    desk.built();
    desk.look_at("batch-done", "");
    desk.look_at("edition-built", edition);
    browser.open(&page.address());
    browser.click("#all");
    desk.look_behind(
        "registering",
        ".dock button[formaction$=register]",
        "document.querySelector('.changes')",
    );
    browser.click("button.primary");
    browser.until("document.querySelector('#progress [data-over]')");
    desk.look("registered");
    desk.look_at("edition-same", edition);
    let year = "data/unchanged/2022.toml";
    let before = fs::read_to_string(sandbox.path(year)).unwrap();
    let (head, tail) = before.split_once("general = ").unwrap();
    let end = tail.find([' ', ',', '}']).unwrap();
    sandbox.write(year, format!("{head}general = 1.00{}", &tail[end..]).as_bytes());
    desk.look_at("edition-errors", edition);
    sandbox.write(year, before.replacen("year = 2022", "year = 2022\nwrong = ", 1).as_bytes());
    desk.look_at("edition-unreadable", edition);
    desk.look_at("broken-overview", "");
    for topic in ["income", "todo", "profile"] {
        desk.look_at(&format!("broken-{topic}"), &format!("u/unchanged/2022/{topic}"));
    }
    sandbox.write(year, before.as_bytes());
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    desk.look_at("edition-changed", edition);
    desk.look_at("no-year", "u/unchanged/2023/income");
    desk.look_at("no-year-todo", "u/unchanged/2023/todo");
    desk.look_at("new", "new");
    desk.look_at("import", "import");
    desk.look_at("settings", "settings");
    desk.look_at("roll", "roll");
    browser.run("document.querySelectorAll('[name=unit]').forEach(one => { one.checked = true; })");
    desk.look_behind("rolled", "main form button.primary", "document.querySelector('main form button.primary') === null || document.body.textContent.includes('再看一遍')");
    desk.look_at("overview-rolled", "");
    desk.leave();
}

/// What stands on the page of a topic for a while: what is held, changed on both sides, pasted, asked, explained and told.
#[test]
fn states_of_a_topic_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    let year = format!("data/{REFERENCE}/2022.toml");
    let desk = Desk { browser, page: Serving::of(&sandbox) };
    let (browser, page) = (&desk.browser, &desk.page);
    let at = |topic: &str| {
        browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", page.address()));
        browser.until("document.readyState === 'complete' && document.getElementById('fields')");
    };
    let cell = "[name='is|2022.toml|expenditure[2210201/general].basic']";
    // Held, and the row of a code that there is not.
    at("expenditure");
    browser.click(cell);
    browser.keys(&format!("12元{TAB}"));
    browser.until("document.getElementById('saved').textContent.includes('1 处没有存下')");
    desk.look("held");
    browser.click("[data-theirs]");
    browser.until("!document.getElementById('saved').textContent.includes('没有存下')");
    // Changed on both sides.
    at("expenditure");
    browser.click(cell);
    browser.with(CONTROL, 'a');
    browser.keys("400663");
    sandbox.replace(&year, "basic = 400662.00", "basic = 400664.00");
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('[data-theirs]')");
    desk.look("both-changed");
    desk.look_at("both-changed-todo", &format!("u/{REFERENCE}/2022/todo"));
    at("expenditure");
    browser.click("[data-theirs]");
    browser.until("!document.getElementById('saved').textContent.includes('没有存下')");
    // Elsewhere, with an error that it makes, explained.
    at("expenditure");
    std::thread::sleep(Duration::from_millis(1200));
    sandbox.replace(&year, "basic = 400664.00", "basic = 400626.00");
    browser.until("!document.getElementById('elsewhere').hidden");
    desk.look("elsewhere");
    at("economic");
    desk.look("error");
    browser.open(&format!("{}u/{REFERENCE}/2022/todo", page.address()));
    browser.run("document.querySelectorAll('main details').forEach(one => { one.open = true; })");
    desk.look("todo-open");
    // Pasted.
    at("expenditure");
    browser.click(cell);
    let text = "编码\t名称\t基本支出\t项目支出\n\t合计\t3\t4\n201\t一般公共服务支出\t3\t4\n2010101\t行政运行\t1\t2\n2010199\t别的名称\t2\t2\n2999999\t没有的\t5\t6\n";
    put(browser, cell, text);
    browser.until("document.getElementById('paste')");
    desk.look("pasted");
    // The help, and the places of a field with how a number is made.
    at("income");
    browser.click("[name='is|2022.toml|income[2080109].general']");
    browser.until("document.querySelector('#places [data-on]')");
    browser.until_pages_are_shown();
    for (width, height) in crate::looking::SIZES {
        browser.size(width, height);
        browser.until_pages_are_shown();
        browser.picture(&format!("state-places-{width}"));
    }
    browser.keys(&F1.to_string());
    browser.until("document.getElementById('help').open");
    for (width, height) in crate::looking::SIZES {
        browser.size(width, height);
        browser.picture(&format!("state-help-{width}"));
    }
    desk.leave();
}
