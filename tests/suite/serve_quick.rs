//! `serve` in a real browser: quick edits one after the other, a program that is slow, and pages that are left in the middle:
//! nothing that was typed is lost, and nobody is in conflict with himself.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::browser::{Browser, CONTROL, ENTER, F8, TAB};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, cases, some};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// Makes every answer late.
fn slow() -> String {
    let late = cases(150, 1500);
    format!(
        "const real = window.fetch;
        window.fetch = async (...asked) => {{
            const answer = await real(...asked);
            await new Promise(done => setTimeout(done, {late}));
            return answer;
        }};"
    )
}

/// A browser at a topic of the reference unit.
struct Desk {
    /// The browser.
    browser: Browser,
    /// The project.
    sandbox: Sandbox,
    /// The program.
    page: Serving,
}

impl Desk {
    /// Opens a topic.
    fn at(browser: Option<Browser>, topic: &str) -> Option<Self> {
        let browser = browser?;
        let sandbox = Sandbox::brief();
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let desk = Self { browser, sandbox, page };
        desk.open(topic);
        Some(desk)
    }

    /// Opens a topic anew.
    fn open(&self, topic: &str) {
        self.browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", self.page.address()));
        self.browser
            .until("document.readyState === 'complete' && document.getElementById('fields')");
    }

    /// What the file says.
    fn file(&self) -> String {
        fs::read_to_string(self.sandbox.path(YEAR)).unwrap()
    }

    /// Waits until the file has some texts.
    fn has(&self, texts: &[&str]) {
        let end = Instant::now() + Duration::from_secs(60);
        while let Some(text) = texts.iter().find(|text| !self.file().contains(**text)) {
            assert!(
                Instant::now() < end,
                "{text} is lost:\n{}\n{}",
                self.browser.text(),
                self.file()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until all is written, of which nothing is held.
    fn all_written(&self) {
        // What scripts declare as constants, other scripts than the page's own do not see in every browser.
        self.browser.wait("const done = arguments[arguments.length - 1]; written().then(done)");
        assert!(!self.browser.text().contains("没有存下"), "{}", self.browser.text());
    }

    /// Puts the focus on a reason, behind what it says.
    fn focus(&self, key: &str) {
        let selector = reason(key);
        self.browser.click(&selector);
        self.browser.run(&format!(
            "const box = document.querySelector(\"{selector}\"); box.setSelectionRange(box.value.length, box.value.length)"
        ));
    }
}

/// The selector of a reason.
fn reason(key: &str) -> String {
    format!("[name='is|2022.toml|reasons.{key}']")
}

/// A page that is renewed while somebody types takes nothing for done: the words are written once, whole.
#[test]
fn typing_goes_on_while_the_page_is_renewed() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "reasons") else { return };
    let browser = &desk.browser;
    browser
        .run("window.renewals = 0; document.addEventListener('renewed', () => { window.renewals += 1; })");
    desk.focus("total");
    for (number, part) in ["前一半的话", "中间的话", "后一半的话"].into_iter().enumerate()
    {
        browser.keys(part);
        desk.sandbox.replace(YEAR, "year = 2022", &format!("year = 2022 # 外面改的第{number}次"));
        browser.until(&format!("renewals > {number}"));
        assert!(!desk.file().contains("前一半"), "{}", desk.file());
    }
    browser.keys(&TAB.to_string());
    desk.has(&["前一半的话中间的话后一半的话", "外面改的第2次"]);
    desk.all_written();
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Fields that are changed one right after the other, while the program is slow; one that is changed again, and one that is
/// changed back, before it has answered.
#[test]
fn quick_edits_are_all_written() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "reasons") else { return };
    let browser = &desk.browser;
    browser.run(&slow());
    let was = desk.file();
    desk.focus("total");
    browser.keys(&format!("甲处的话{TAB}乙处的话{TAB}丙处的话{TAB}"));
    desk.has(&["甲处的话", "乙处的话", "丙处的话"]);
    desk.all_written();
    // Once more, and once more, before it is written.
    desk.focus("total");
    browser.keys("丁处的话");
    browser.with(CONTROL, 's');
    browser.keys("又加的话");
    browser.with(CONTROL, 's');
    browser.keys("再加的话");
    browser.with(CONTROL, ENTER);
    browser.with(CONTROL, ENTER);
    desk.has(&["丁处的话又加的话再加的话"]);
    desk.all_written();
    // Changed back before it is written.
    let before = desk.file();
    desk.focus("total");
    browser.keys("戊");
    browser.with(CONTROL, 's');
    browser.keys("\u{e003}");
    browser.with(CONTROL, 's');
    desk.has(&["再加的话戊"]);
    desk.all_written();
    assert_eq!(desk.file(), before);
    // Each was a step of its own, and all of them are undone.
    browser.run("document.activeElement.blur()");
    for _ in 0..8 {
        browser.run("document.getElementById('undo').click()");
        desk.all_written();
    }
    let (file, lines) =
        (desk.file(), |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let changed = lines(&file).into_iter().zip(lines(&was)).find(|(is, was)| is != was);
    assert_eq!((file.len(), changed), (was.len(), None));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Amounts down a column, as fast as keys come.
#[test]
fn a_column_is_typed_at_once() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "economic") else { return };
    desk.browser.run(&slow());
    desk.browser.click("[name='is|2022.toml|economic[30101].basic']");
    desk.browser.keys(&format!("111.11{ENTER}222.22{ENTER}333.33{ENTER}"));
    desk.has(&["111.11", "222.22", "333.33"]);
    desk.all_written();
    assert_eq!(desk.browser.complaints(), Vec::<String>::new());
}

/// Whichever way a page is left, while something is on its way, something waits, and something is being typed: by a link, by
/// F8, by going to another address, by building; all of it is in the file.
#[test]
fn a_page_is_left_in_the_middle() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "reasons") else { return };
    let browser = &desk.browser;
    let leave: [(&str, &dyn Fn()); 4] = [
        ("走", &|| browser.click(".topics a[href$='/income']")),
        ("跳", &|| browser.keys(&F8.to_string())),
        ("换", &|| browser.open(&desk.page.address())),
        ("做", &|| browser.click(".top button.primary")),
    ];
    for (word, leave) in some(leave, 2) {
        desk.open("reasons");
        browser.run(&slow());
        browser.run("window.isOld = true");
        desk.focus("total");
        browser.keys(&format!("{word}一处{TAB}{word}二处{TAB}{word}三处"));
        leave();
        let [one, two, three] = ["一", "二", "三"].map(|number| format!("{word}{number}处"));
        desk.has(&[&one, &two, &three]);
        // What is made of a report leaves its page where it is.
        if !["跳", "做"].contains(&word) {
            browser.until("window.isOld === undefined");
        }
        browser.until("document.readyState === 'complete'");
        assert!(!browser.text().contains("没有存下"), "{word}: {}", browser.text());
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is typed on the way to the next thing to be done gets there, however far that is and however slow the program: not into
/// the field that was left, nor nowhere; the key behind it as well.
#[test]
fn keys_on_the_way_get_there() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "income") else { return };
    let browser = &desk.browser;
    desk.sandbox.replace(YEAR, "use = \"职工的住房公积金支出\", ", "");
    let without = desk.file();
    for way in some(["等到了", "马上走"], 2) {
        fs::write(desk.sandbox.path(YEAR), &without).unwrap();
        desk.open("income");
        browser.run("sessionStorage.clear()");
        browser.run(&slow());
        browser.run("window.isOld = true");
        let find = "return [...document.querySelectorAll('#queue a')].findIndex(one => decodeURIComponent(one.hash).endsWith('accounts[221/general].use'))";
        let steps = browser.run(find).as_u64().expect("a gap") + 1;
        browser.click("[name='is|2022.toml|income[2080101].general'], .grid [data-money]");
        let keys = F8.to_string().repeat(usize::try_from(steps).unwrap());
        browser.keys(&format!("{keys}路上输入的用途"));
        let is_there =
            format!("document.getElementById('where').textContent.startsWith('待办 {steps}／')");
        if way == "等到了" {
            browser.until(&is_there);
            assert_eq!(browser.run("return document.activeElement.value"), "路上输入的用途");
            assert_eq!(browser.run("return document.getElementById('ahead')"), Value::Null);
        }
        browser.with(CONTROL, ENTER);
        desk.has(&["use = \"路上输入的用途\""]);
        desk.all_written();
        let others = |text: &str| {
            let lines = text.lines().filter(|line| !line.contains("code = \"221\", "));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(others(&desk.file()), others(&without), "{way}");
        // The page is the same, at another address; back leads to the topic before.
        assert_eq!(browser.run("return window.isOld"), true);
        assert!(browser.run("return location.pathname").as_str().unwrap().ends_with("/reasons"));
        browser.run("history.back()");
        browser.until("window.isOld === undefined && document.getElementById('form')?.dataset.slug !== 'reasons'");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A row that is begun and left is held and shown again; emptied, it is let go of. What is typed into a file that is broken
/// meanwhile is held until it can be read again, and written then.
#[test]
fn what_is_begun_is_held() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &desk.browser;
    let before = desk.file();
    let [code, basic] =
        ["code", "basic"].map(|key| format!("[name='new|2022.toml|economic|{key}']"));
    browser.click(&basic);
    browser.keys("12.34");
    browser.open(&desk.page.address());
    desk.open("economic");
    // It stands for itself, above the row for the next.
    let held = "[name^='new|2022.toml|economic~'][name$='|basic']";
    browser.until(&format!("document.querySelector(\"{held}\")?.value === '12.34'"));
    assert!(browser.text().contains("1 处没有存下"), "{}", browser.text());
    assert_eq!(desk.file(), before);
    browser.click(held);
    browser.with(CONTROL, 'a');
    browser.keys("\u{e003}");
    browser.click(&code);
    browser.until("!document.body.textContent.includes('没有存下')");
    // Broken outside while somebody types.
    desk.open("reasons");
    desk.focus("total");
    browser.keys("坏了也留着的话");
    browser.run("document.dispatchEvent(new CompositionEvent('compositionstart'))");
    fs::write(desk.sandbox.path(YEAR), before.replacen("year = 2022", "year = = 2022", 1)).unwrap();
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.includes('只能看')");
    // What the page sends as it is left comes while the file is broken still.
    browser.open(&desk.page.address());
    std::thread::sleep(Duration::from_secs(1));
    fs::write(desk.sandbox.path(YEAR), &before).unwrap();
    desk.open("reasons");
    browser.until(&format!(
        "document.querySelector(\"{}\").value.includes('坏了也留着的话')",
        reason("total")
    ));
    // Once it can be read, it is written by itself.
    browser.until("!document.body.textContent.includes('没有存下')");
    assert!(desk.file().contains("坏了也留着的话"), "what was held is not written");
}

/// Left in the middle, with an undo on its way that is refused by then: what was typed before it and behind it is written.
#[test]
fn what_is_typed_behind_a_refused_undo_is_not_lost() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "corrections") else { return };
    let browser = &desk.browser;
    let cell = |key: &str| format!("[name='new|2022.toml|corrections|{key}']");
    // A window that nobody has clicked in may tell of no focus.
    browser.click(&cell("reason"));
    browser.run(&format!(
        "for (const [name, value] of [[\"{}\", '2023-11-06'], [\"{}\", '列错了科目']]) {{
            const field = document.querySelector(name);
            field.focus();
            field.value = value;
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        }}
        document.activeElement.blur();",
        cell("date"),
        cell("reason")
    ));
    desk.has(&["列错了科目"]);
    desk.all_written();
    browser.until("!document.getElementById('undo').hidden");
    desk.sandbox.replace(YEAR, "列错了科目", "列错了两个科目");
    browser.until("[...document.querySelectorAll('#fields [data-was]')].some(one => one.value === '列错了两个科目')");
    // The next topic keeps what there is to undo.
    browser.run(&format!(
        "{}
        window.type = (name, words) => {{
            const field = document.querySelector(`[name='is|2022.toml|${{name}}']`);
            field.focus();
            field.value = words;
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            field.blur();
        }};
        window.type('corrections[1].date', '2023-11-07');
        document.getElementById('undo').click();
        window.type('corrections[1].reason', '打在后面的话');
        location.reload();",
        slow()
    ));
    desk.has(&["2023-11-07", "打在后面的话"]);
}
