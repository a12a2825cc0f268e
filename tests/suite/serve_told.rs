//! `serve`: why something was not written is seen at once, wherever its field stands in the window.

use std::time::Duration;

use crate::browser::{Browser, TAB};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The windows: one with heads, sums and ties that stay in view, a lower one, and one of a magnified page.
const WINDOWS: [(u32, u32); 3] = [(1366, 640), (1280, 600), (683, 317)];

/// The amounts that can be typed into.
const FIELDS: &str = "[...document.querySelectorAll('#form tbody tr:not(.new) td input[data-money]:not([readonly])')]
    .filter(one => one.getClientRects().length > 0)";

/// How the words lie that say why the field of a name is not written: `null` where they are wholly seen.
const LIES: &str = "const why = document.getElementById('why|' + window.name_of_it);
    if (!why) return 'not there';
    const form = document.getElementById('form').getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(why);
    for (const at of words.getClientRects()) {
        if (at.width < 2) continue;
        if (at.top < form.top - 1 || at.bottom > form.bottom + 1) return 'not in view ' + JSON.stringify([at.top, at.bottom, form.bottom]);
        const over = document.elementFromPoint(at.left + 2, (at.top + at.bottom) / 2);
        if (!over) return 'outside ' + JSON.stringify([at.left, at.right, innerWidth]);
        if (!why.contains(over) && !over.contains(why)) return 'under ' + over.outerHTML.slice(0, 80);
    }
    return null";

/// Each field of a column in turn is given what is no amount, at the lower edge of the form and left by the Tab key.
#[test]
fn why_is_seen_at_once() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let everything = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let mut hidden = Vec::new();
    for (sandbox, unit, topics) in [
        (Sandbox::reference().without_reports(), REFERENCE, ["expenditure", "economic"]),
        (everything, "qingyu-affairs", ["budget", "income"]),
    ] {
        let page = Serving::of(&sandbox);
        for (topic, (width, height)) in
            topics.iter().flat_map(|topic| WINDOWS.map(|window| (topic, window)))
        {
            browser.size(width, height);
            browser.open(&format!("{}u/{unit}/2022/{topic}", page.address()));
            browser.until("document.querySelector('#form td input[data-money]')");
            let count = browser.run(&format!("return {FIELDS}.length")).as_u64().unwrap();
            for number in (0..count).step_by(usize::try_from(count / 6 + 1).unwrap()) {
                browser.run(&format!(
                    "const one = {FIELDS}[{number}];
                    one.scrollIntoView({{ block: 'end' }});
                    one.focus();
                    one.select();
                    window.name_of_it = one.name"
                ));
                browser.keys(&format!("十万{number}{width}{TAB}"));
                browser.until(&format!(
                    "document.getElementById('why|' + window.name_of_it)?.textContent.includes('十万{number}{width}')"
                ));
                std::thread::sleep(Duration::from_millis(150));
                let how = browser.run(LIES);
                if !how.is_null() {
                    hidden.push(format!("{topic} {number} {width}×{height}: {how}"));
                }
            }
        }
    }
    assert_eq!(hidden, Vec::<String>::new());
}
