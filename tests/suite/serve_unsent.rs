//! `serve` in a real browser: what is typed while the program is gone outlasts its page, and what a busy program did not answer is
//! asked again.

use std::fs;
use std::time::{Duration, Instant};

use crate::browser::{Browser, TAB};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// What the browser keeps of what is not written.
const KEPT: &str = "Object.keys(localStorage).filter(key => key.startsWith('unsent ')).length";

/// Opens a topic, and waits until nothing is kept any more.
fn open(browser: &Browser, page: &Serving, topic: &str) {
    browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", page.address()));
    browser.until("document.readyState === 'complete' && document.getElementById('form')");
    browser.until(&format!("{KEPT} === 0"));
}

/// Waits until the file has a text.
fn has(sandbox: &Sandbox, text: &str) {
    let end = Instant::now() + Duration::from_secs(30);
    let file = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    while !file().contains(text) {
        assert!(Instant::now() < end, "{text} is lost:\n{}", file());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Typed while the program is gone and left, or not left yet, a page that is closed asks first; opened again, also on another
/// topic, it is written, or in conflict with what was changed meanwhile.
#[test]
fn what_is_typed_while_the_program_is_gone_outlasts_its_page() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let mut page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let cell = "[name='is|2022.toml|economic[30101].basic']";
    let asks = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    for (number, end, topic) in
        [("4321.01", TAB.to_string(), "economic"), ("4321.02", String::new(), "todo")]
    {
        open(&browser, &page, "economic");
        assert_eq!(browser.run(asks), false, "{number}");
        let address = page.address();
        drop(page);
        browser.until("document.body.classList.contains('gone')");
        browser.click(cell);
        browser.keys(&format!("{number}{end}"));
        assert_eq!(browser.run(asks), true, "{number}");
        browser.open("about:blank");
        page = Serving::of(&sandbox);
        assert_eq!(page.address(), address);
        open(&browser, &page, topic);
        has(&sandbox, &format!("\"30101\", basic = {number}"));
        assert!(!browser.text().contains("没有存下"), "{}", browser.text());
    }
    open(&browser, &page, "economic");
    drop(page);
    browser.until("document.body.classList.contains('gone')");
    browser.click(cell);
    browser.keys(&format!("777{TAB}"));
    sandbox.replace(YEAR, "basic = 4321.02", "basic = 4321.03");
    browser.open("about:blank");
    page = Serving::of(&sandbox);
    open(&browser, &page, "economic");
    browser.until("document.body.textContent.includes('在别处改过')");
    has(&sandbox, "basic = 4321.03");
    assert_eq!(browser.run(&format!("return document.querySelector(\"{cell}\").value")), "777");
}

/// What another page keeps is sent once that is closed, not while it may send it itself; what another report's keeps is not.
#[test]
fn what_an_open_page_keeps_is_its_own() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    open(&browser, &page, "economic");
    browser.run(
        "const report = location.pathname.split('/').slice(0, 5).join('/');
        const cell = document.querySelector(\"[name='is|2022.toml|economic[30101].basic']\");
        const pairs = JSON.stringify([[cell.name, '9.99'], [cell.name.replace('is', 'was'), cell.value]]);
        const key = `unsent ${report} other`;
        navigator.locks.request(key, () => new Promise(done => { window.close_other = done; }));
        for (const one of [key, `unsent ${report}4 other`]) {
            localStorage.setItem(one, pairs);
            window.dispatchEvent(new StorageEvent('storage', { key: one }));
        }",
    );
    std::thread::sleep(Duration::from_secs(1));
    assert!(!fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("9.99"));
    browser.run("window.close_other()");
    has(&sandbox, "\"30101\", basic = 9.99");
    browser.until(&format!("{KEPT} === 1"));
    browser.run("localStorage.clear()");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Where a field is printed, and the pages, are asked for again after the program was busy or did not answer.
#[test]
fn what_was_not_answered_is_asked_again() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    open(&browser, &page, "economic");
    browser.until_pages_are_shown();
    browser.run(
        "const real = window.fetch;
        const failed = { trace: 0, pages: 0 };
        window.failed = failed;
        window.fetch = async (...asked) => {
            const what = String(asked[0]).split('/').pop();
            if (!(what in failed) || failed[what] >= 2) return real(...asked);
            failed[what] += 1;
            if (failed[what] === 1) throw new TypeError('gone');
            return new Response('忙', { status: 503 });
        };
        window.edition = document.getElementById('pages').dataset.edition;",
    );
    browser.click("[name='is|2022.toml|economic[30101].basic']");
    browser.until("document.querySelectorAll('#places [data-on]').length > 0");
    browser.until("document.querySelector('#pages svg.marks rect')");
    assert_eq!(browser.run("return window.failed.trace"), 2);
    browser.keys(&format!("1.23{TAB}"));
    browser.until("document.getElementById('pages').dataset.edition !== window.edition");
    assert_eq!(browser.run("return window.failed.pages"), 2);
}
