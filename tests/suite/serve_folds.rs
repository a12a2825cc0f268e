//! `serve` in a real browser: what folds away by itself, because nothing is written there any more, does not while somebody is in
//! it; nothing that is typed goes nowhere.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, CONTROL, ENTER, TAB};
use crate::looking::SIZES;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The key that takes away what stands behind the cursor.
const DELETE: char = '\u{e017}';

/// The arrow up.
const UP: char = '\u{e013}';

/// The arrow down.
const DOWN: char = '\u{e015}';

/// A topic in a browser that hears of what is written a little later.
struct Desk {
    /// The browser.
    browser: Browser,
    /// The project.
    sandbox: Sandbox,
    /// The program.
    _page: Serving,
}

impl Desk {
    /// Opens a topic of a project whose year's file was changed first.
    fn at(topic: &str, change: impl Fn(&str) -> String) -> Option<Self> {
        let browser = Browser::start_in_long_runs()?;
        let sandbox = Sandbox::brief();
        let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        fs::write(sandbox.path(YEAR), change(&text)).unwrap();
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", page.address()));
        browser.until("document.readyState === 'complete' && document.getElementById('fields')");
        browser.run(
            "window.renewals = 0;
            document.addEventListener('renewed', () => { window.renewals += 1; });
            const real = window.fetch;
            window.fetch = async (...asked) => {
                const answer = await real(...asked);
                await new Promise(done => setTimeout(done, 400));
                return answer;
            };",
        );
        Some(Self { browser, sandbox, _page: page })
    }

    /// Waits until the page was taken anew since something was done.
    fn renewed_after(&self, done: impl Fn()) {
        self.browser.run("window.renewals = 0");
        done();
        self.browser.until("window.renewals > 0");
    }

    /// Waits until the file has a text.
    fn has(&self, text: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        let file = || fs::read_to_string(self.sandbox.path(YEAR)).unwrap();
        while !file().contains(text) {
            assert!(Instant::now() < end, "{text} is lost:\n{}", file());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether an input is seen, and has the focus.
    fn is_at(&self, selector: &str) -> [bool; 2] {
        let seen = format!(
            "const one = document.querySelector(\"{selector}\"); return [one.getClientRects().length > 0 && !one.closest('details:not([open])'), one === document.activeElement]"
        );
        serde_json::from_value(self.browser.run(&seen)).unwrap()
    }

    /// Goes out of the form, and waits until an input is folded away.
    fn left(&self, selector: &str) {
        self.browser.keys(&TAB.to_string());
        self.browser.run("document.querySelector('.topics a').focus()");
        // What is folded away still has its place in some browsers.
        self.browser.until(&format!(
            "(one => one.getClientRects().length === 0 || one.closest('details:not([open])'))(document.querySelector(\"{selector}\"))"
        ));
    }
}

/// A number is moved to the row above, and was the only one of its column: the column stays while somebody is in its table.
#[test]
fn a_column_stays_while_somebody_is_in_its_table() {
    let Some(desk) = Desk::at("income", |text| {
        text.replacen("general = 400662.00 }", "general = 400662.00, other = 38216.07 }", 1)
    }) else {
        return;
    };
    let cell = |code: &str, key: &str| format!("[name='is|2022.toml|income[{code}].{key}']");
    let (from, to) = (cell("2210201", "other"), cell("2089999", "other"));
    desk.browser.click(&from);
    desk.renewed_after(|| desk.browser.keys(&format!("{DELETE}{UP}382")));
    assert_eq!(desk.is_at(&to), [true, true]);
    desk.renewed_after(|| desk.browser.keys(&format!("16.07{DOWN}")));
    desk.has("general = 5248640.00, other = 38216.07 }");
    assert_eq!(desk.is_at(&from), [true, true]);
    // Emptied again, it stays for another column of the table as well, and goes once the table is left.
    desk.browser.click(&to);
    desk.renewed_after(|| {
        desk.browser.keys(&DELETE.to_string());
        desk.browser.click(&cell("2080109", "general"));
    });
    assert_eq!(desk.is_at(&to), [true, false]);
    desk.has("general = 5248640.00 }");
    desk.left(&to);
    assert_eq!(desk.is_at(&cell("2080109", "general")), [true, false]);
    assert_eq!(desk.browser.complaints(), Vec::<String>::new());
}

/// The names of folded columns, and the headings of those that are unfolded, are not torn.
#[test]
fn the_names_of_columns_are_not_torn() {
    let Some(desk) = Desk::at("income", str::to_owned) else { return };
    let lines = "const lines = one => {
            const all = [];
            let last = null;
            const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                [...node.data].forEach((letter, at) => {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    const { top, left, width } = range.getBoundingClientRect();
                    if (width === 0) return;
                    if (last === null || top > last + 5) all.push([left, '']);
                    last = top;
                    all[all.length - 1][1] += letter;
                });
            }
            return all;
        };";
    for (width, height) in SIZES {
        desk.browser.size(width, height);
        let torn = desk.browser.run(&format!(
            "{lines}
            document.querySelectorAll('details.idle').forEach(one => {{ one.open = true; }});
            const names = [...document.querySelectorAll('details.idle summary')].map(lines);
            const heads = [...document.querySelectorAll('.grid thead th:not(.w-del)')].map(lines);
            return [names.length, heads.length,
                names.filter(all => all.slice(0, -1).some(([, words]) => !/[：、]$/.test(words)) || new Set(all.map(([left]) => left)).size > 1),
                heads.filter(all => all.slice(1).some(([, words]) => !/^(财政拨款|经营预算|补助支出|上缴收入)/.test(words)))]"
        ));
        assert!(torn[0].as_u64() > Some(0) && torn[1].as_u64() > Some(8), "{torn}");
        assert_eq!(torn[2], json!([]), "{width}");
        assert_eq!(torn[3], json!([]), "{width}");
    }
    assert_eq!(desk.browser.complaints(), Vec::<String>::new());
}

/// Behind the first row of a table that was empty all columns stay until the table is left.
#[test]
fn the_columns_of_an_empty_table_stay_behind_its_first_row() {
    let Some(desk) = Desk::at("income", |text| {
        let (before, rest) = text.split_once("income = [").unwrap();
        let (_, after) = rest.split_once("\n]").unwrap();
        format!("{before}income = [\n]{after}")
    }) else {
        return;
    };
    let new = |key: &str| format!("[name='new|2022.toml|income|{key}']");
    desk.browser.click(&new("code"));
    desk.renewed_after(|| desk.browser.keys(&format!("2080109{TAB}1{ENTER}2080507")));
    assert_eq!(desk.is_at(&new("other")), [true, false]);
    desk.browser.click(&new("other"));
    desk.browser.keys(&format!("67810.40{ENTER}"));
    desk.has("{ code = \"2080507\", other = 67810.40 }");
    desk.left(&new("business"));
    assert_eq!(desk.browser.complaints(), Vec::<String>::new());
}

/// What only another layout prints folds away as a block where nothing is written: not while somebody is in it.
#[test]
fn a_block_stays_while_somebody_is_in_it() {
    let Some(desk) = Desk::at("procurement", |text| {
        text.replacen(
            "\n[assets]",
            "\n[procurement.reserved]\nsmall-and-medium = 7.00\n\n[assets]",
            1,
        )
    }) else {
        return;
    };
    let cell = "[name='is|2022.toml|procurement.reserved.small-and-medium']";
    desk.browser.click(cell);
    desk.browser.with(CONTROL, 'a');
    desk.renewed_after(|| {
        desk.browser.keys(&DELETE.to_string());
        desk.browser.with(CONTROL, 's');
    });
    assert_eq!(desk.is_at(cell), [true, true]);
    desk.browser.keys(&format!("8{TAB}"));
    desk.has("small-and-medium = 8.00");
    desk.browser.click(cell);
    desk.browser.with(CONTROL, 'a');
    desk.renewed_after(|| {
        desk.browser.keys(&DELETE.to_string());
        desk.browser.with(CONTROL, 's');
    });
    desk.left(cell);
    assert_eq!(desk.browser.complaints(), Vec::<String>::new());
}
