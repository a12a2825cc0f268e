//! Many tabs of the working page at once: a browser keeps few connections to one program, and none of them waits for another.

use std::fs;

use crate::browser::Browser;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// How many tabs are opened besides the first: with it, more than the connections that a browser keeps to one program.
const TABS: usize = 9;

/// All tabs come, what is typed in one is written and heard in every other, also when the tab that came first is gone.
#[test]
fn many_tabs_do_not_keep_each_other_waiting() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let income = format!("{}u/{REFERENCE}/2022/income", page.address());
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    browser.open(&income);
    browser.until("document.readyState === 'complete' && document.getElementById('fields')");
    browser.run("window.tabs = []");
    for number in 0..TABS {
        browser.run("window.tabs.push(open(location.href))");
        let tab = format!("window.tabs[{number}].document");
        browser
            .until(&format!("{tab}.readyState === 'complete' && {tab}.getElementById('fields')"));
    }
    let write = |number: usize, typed: &str| {
        let tab = format!("window.tabs[{number}].document");
        browser.run(&format!(
            "const field = {tab}.getElementById('is|2022.toml|income[2080109].general');
            field.value = '{typed}';
            field.dispatchEvent(new FocusEvent('focusout', {{ bubbles: true }}));"
        ));
        browser.until(&format!("{tab}.getElementById('saved').textContent.startsWith('已存盘')"));
        assert!(read().contains(&format!("general = {typed}")), "{}", read());
        browser.until(&format!(
            "[window, ...window.tabs].filter(tab => !tab.closed).every(tab =>
                tab.document.getElementById('is|2022.toml|income[2080109].general').value.replaceAll(',', '') === '{typed}')"
        ));
    };
    write(TABS - 1, "61751372.80");
    write(0, "61751372.81");
    // Whichever listens for the others, it may be closed.
    for number in 0..3 {
        browser.run(&format!("window.tabs[{number}].close()"));
    }
    browser.until("window.tabs.slice(0, 3).every(tab => tab.closed)");
    write(TABS - 1, "61751372.82");
    fs::write(sandbox.path(YEAR), read().replace("61751372.82", "61751372.83")).unwrap();
    browser.until(
        "[window, ...window.tabs].filter(tab => !tab.closed).every(tab =>
            tab.document.getElementById('is|2022.toml|income[2080109].general').value.replaceAll(',', '') === '61751372.83')",
    );
    browser.run("window.tabs.forEach(tab => tab.close())");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
