//! A real browser, driven as the W3C says (WebDriver). Where there is none, tests that need it say so; with
//! `JUESUAN_TESTS=long`, as before a change lands, they fail.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{Driver, Kind};
use crate::support::{cases, is_everything, is_long};

/// The keys by the numbers of the standard: Tab.
pub(crate) const TAB: char = '\u{e004}';
/// Enter.
pub(crate) const ENTER: char = '\u{e007}';
/// F8.
pub(crate) const F8: char = '\u{e038}';
/// Ctrl.
pub(crate) const CONTROL: char = '\u{e009}';

/// How long something may take to show.
const PATIENCE: Duration = Duration::from_secs(60);

/// What Firefox keeps of what it complained of: errors of pages of this computer, and what their policy refused.
const ERRORS: &str = "const all = Services.console.getMessageArray();
    Services.console.reset();
    const isOurs = one => one instanceof Ci.nsIScriptError && /127\\.0\\.0\\.1/.test(one.sourceName + one.errorMessage);
    const isError = one => !(one.flags & Ci.nsIScriptError.warningFlag) || /^CSP/.test(one.category);
    return all.filter(one => isOurs(one) && isError(one)).map(one => one.category + ': ' + one.errorMessage);";

/// The kinds of places on pages in which axe-core found nothing wrong, as `shapes.js` tells them apart.
static JUDGED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// A browser with one window.
pub(crate) struct Browser {
    /// What drives it; nothing once it is left to another test.
    driver: Option<Driver>,
    /// How wide and high the page was made.
    size: Cell<Option<(u32, u32)>>,
}

impl Browser {
    /// Starts a browser, or takes one that another test has done with; none where there is none, which is said.
    pub(crate) fn start() -> Option<Self> {
        let kind = Kind::asked();
        let waiting = idle::take();
        match waiting.map_or_else(|| Driver::start(kind), Ok) {
            Ok(driver) => Some(Self { driver: Some(driver), size: Cell::new(None) }),
            Err(error) => {
                let program = kind.program();
                assert!(cases(0, 1) == 0, "{program} is not installed: {error}");
                let said =
                    format!("*** SKIPPED: {program} is not installed, no page was looked at\n");
                let _ = std::io::stderr().write_all(said.as_bytes());
                None
            }
        }
    }

    /// The same where time is not short: a short run has one test of each kind of work on the page.
    pub(crate) fn start_in_long_runs() -> Option<Self> {
        is_long().then(Self::start).flatten()
    }

    /// Which browser it is.
    pub(crate) fn kind(&self) -> Kind {
        self.driver().kind
    }

    /// What drives it.
    fn driver(&self) -> &Driver {
        self.driver.as_ref().expect("it is in use")
    }

    /// Has the session do something.
    fn does(&self, method: &str, path: &str, body: &Value) -> Value {
        self.driver().does(method, path, body)
    }

    /// Opens an address.
    pub(crate) fn open(&self, address: &str) {
        self.does("POST", "/url", &json!({ "url": address }));
    }

    /// Loads the page anew: what is looked for afterwards is not found on the one that goes.
    pub(crate) fn reload(&self) {
        self.does("POST", "/refresh", &json!({}));
    }

    /// What a script returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.does("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression holds.
    pub(crate) fn until(&self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        // Each look costs the browser some work, which it lacks for what is waited for.
        let mut pause = Duration::from_millis(20);
        while self.run(&format!("return Boolean({expression})")) != Value::Bool(true) {
            assert!(Instant::now() < end, "{expression} does not hold:\n{}", self.text());
            std::thread::sleep(pause);
            pause = (pause * 3 / 2).min(Duration::from_millis(150));
        }
    }

    /// Waits until every printed page that is in view is there as the files are and as large as it is seen, or it is said why none can be.
    pub(crate) fn until_pages_are_shown(&self) {
        self.until(
            "document.querySelector('#why') || (() => {
                const view = document.getElementById('pages').getBoundingClientRect();
                const figures = [...document.querySelectorAll('#pages figure')];
                const seen = figures.filter(figure => {
                    const page = figure.getBoundingClientRect();
                    return page.bottom > view.top && page.top < view.bottom && page.height > 0;
                });
                const isThere = figure => {
                    const image = figure.querySelector('img');
                    const source = image.getAttribute('src');
                    const wanted = figure.dataset.source + '/' + Math.round(figure.clientWidth * devicePixelRatio);
                    return source === wanted && image.complete && image.naturalWidth > 0;
                };
                return seen.length > 0 && seen.every(isThere);
            })()",
        );
    }

    /// The words of the page.
    pub(crate) fn text(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Clicks on what a selector finds first; where the page puts another in its place meanwhile, on that.
    pub(crate) fn click(&self, selector: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let said = self.try_to_click(selector);
            if said["error"].is_null() {
                return;
            }
            let stale = said["error"] == "stale element reference";
            assert!(stale && Instant::now() < end, "{selector}: {said}");
        }
    }

    /// Chooses a file in an input for files.
    pub(crate) fn choose(&self, selector: &str, path: &Path) {
        let found =
            self.does("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        self.does("POST", &format!("/element/{id}/value"), &json!({ "text": path }));
    }

    /// What the driver says to a click on what a selector finds first.
    fn try_to_click(&self, selector: &str) -> Value {
        // Not at an edge, where what stays in view may lie over it.
        let sought = Value::String(selector.to_owned());
        self.run(&format!(
            "document.querySelector({sought})?.scrollIntoView({{ block: 'center' }})"
        ));
        let found =
            self.does("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        self.driver().answer("POST", &format!("/element/{id}/click"), &json!({}))
    }

    /// Types on the keyboard, wherever the focus is; keys without letters have the numbers of the standard.
    pub(crate) fn keys(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                [
                    json!({ "type": "keyDown", "value": key }),
                    json!({ "type": "keyUp", "value": key }),
                ]
            })
            .collect();
        self.act(strokes);
    }

    /// Types a key while another is held down.
    pub(crate) fn with(&self, held: char, key: char) {
        self.with_each(held, &key.to_string());
    }

    /// Types keys, one after the other, while another is held down.
    pub(crate) fn with_each(&self, held: char, keys: &str) {
        let down = |key: char| json!({ "type": "keyDown", "value": key });
        let up = |key: char| json!({ "type": "keyUp", "value": key });
        let strokes = keys.chars().flat_map(|key| [down(key), up(key)]);
        self.act([down(held)].into_iter().chain(strokes).chain([up(held)]).collect());
    }

    /// Clicks on a point of the window.
    pub(crate) fn click_at(&self, x: f64, y: f64) {
        let moves = json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() });
        let [down, up] =
            ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let pointer = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [moves, down, up],
        });
        self.does("POST", "/actions", &json!({ "actions": [pointer] }));
    }

    /// Acts on the keyboard.
    fn act(&self, strokes: Vec<Value>) {
        let actions =
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.does("POST", "/actions", &actions);
    }

    /// A command of Chromium's own protocol.
    fn command(&self, command: &str, parameters: &Value) {
        self.does("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    /// What a script returns that Firefox runs as one of its own.
    fn within(&self, script: &str) -> Value {
        self.does("POST", "/moz/context", &json!({ "context": "chrome" }));
        let returned = self.run(script);
        self.does("POST", "/moz/context", &json!({ "context": "content" }));
        returned
    }

    /// Shows letters that an input method composes, wherever the focus is.
    pub(crate) fn compose(&self, letters: &str) {
        let length = letters.chars().count();
        match self.kind() {
            Kind::Chromium => self.command(
                "Input.imeSetComposition",
                &json!({ "text": letters, "selectionStart": length, "selectionEnd": length }),
            ),
            Kind::Firefox => drop(self.within(&format!(
                "const method = window.inputMethod = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
                if (!method.beginInputTransactionForTests(window)) throw new Error('no input method');
                method.setPendingCompositionString({});
                method.appendClauseToPendingComposition({length}, method.ATTR_RAW_CLAUSE);
                method.setCaretInPendingComposition({length});
                if (!method.flushPendingComposition()) throw new Error('no composition');",
                json!(letters)
            ))),
        }
    }

    /// Has the input method write what its letters mean.
    pub(crate) fn composed(&self, words: &str) {
        match self.kind() {
            Kind::Chromium => self.command("Input.insertText", &json!({ "text": words })),
            Kind::Firefox => {
                let words = json!(words);
                drop(self.within(&format!("window.inputMethod.commitCompositionWith({words})")));
            }
        }
    }

    /// Makes the page so wide and high.
    pub(crate) fn size(&self, width: u32, height: u32) {
        if self.size.replace(Some((width, height))) == Some((width, height)) {
            return;
        }
        match self.kind() {
            Kind::Chromium => self.command(
                "Emulation.setDeviceMetricsOverride",
                &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
            ),
            Kind::Firefox => {
                let around =
                    self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]");
                let [wider, higher] = [0, 1].map(|side| around[side].as_u64().unwrap());
                let rect = json!({ "width": u64::from(width) + wider, "height": u64::from(height) + higher });
                self.does("POST", "/window/rect", &rect);
                self.until(&format!("innerWidth === {width} && innerHeight === {height}"));
                // The page hears of it with its next frame.
                self.wait("const [done] = arguments; requestAnimationFrame(() => setTimeout(done))");
            }
        }
    }

    /// Keeps a picture of the page where `JUESUAN_PICTURES` names a folder.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("JUESUAN_PICTURES") else { return };
        let picture = self.does("GET", "/screenshot", &json!({}));
        let bytes = decoded(picture.as_str().unwrap());
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
    }

    /// The page as it is printed on A4 paper.
    pub(crate) fn printed(&self) -> Vec<u8> {
        let paper = json!({ "page": { "width": 21.0, "height": 29.7 } });
        decoded(self.does("POST", "/print", &paper).as_str().unwrap())
    }

    /// What a script hands to its last argument, once it does.
    pub(crate) fn wait(&self, script: &str) -> Value {
        self.does("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// What axe-core finds wrong with the page, a line each. It is not asked where every kind of place on the page was on a
    /// page of this run in which it found nothing; but with `JUESUAN_TESTS=all`, it always is.
    pub(crate) fn violations(&self) -> Vec<String> {
        let shapes: Vec<String> =
            serde_json::from_value(self.run(include_str!("../axe/shapes.js"))).unwrap();
        let is_judged = |shape: &String| JUDGED.lock().unwrap().contains(shape);
        if !is_everything() && shapes.iter().all(is_judged) {
            return Vec::new();
        }
        if self.run("return typeof window.axe") != json!("object") {
            self.run(include_str!("../axe/axe.min.js"));
        }
        let found = self.wait(
            "const done = arguments[arguments.length - 1];
            const line = found => found.id + ': ' + found.nodes.map(node => node.html.slice(0, 160)).join(' | ');
            axe.run(document, { resultTypes: ['violations'] }).then(
                found => done(found.violations.map(line)), failure => done([String(failure)]));",
        );
        let lines = found.as_array().expect("axe answers").iter();
        let lines: Vec<String> = lines.map(|line| line.as_str().unwrap().to_owned()).collect();
        if lines.is_empty() {
            JUDGED.lock().unwrap().extend(shapes);
        }
        lines
    }

    /// What can be used on the page and is not reached by the Tab key, or does not show that it is. The walk goes from before the
    /// page to behind it, where it stays: from there, one browser goes on to the page's beginning, another to its own buttons,
    /// from which no script brings the keyboard back. What takes a row away is passed by, as Ctrl+Delete does the same in the row,
    /// and all buttons but one of a group through which the arrow keys lead.
    pub(crate) fn out_of_reach(&self) -> Vec<String> {
        let count = self.run(
            "const isStop = one => one.closest('[data-arrows]')?.querySelector('button[tabindex=\"0\"]');
            const isPassed = one => one.tabIndex === -1 && (one.name === 'remove' || one.dataset.drop !== undefined || isStop(one));
            const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')];
            window.usable = all.filter(one => !one.disabled && one.checkVisibility() && one.type !== 'radio' && !isPassed(one));
            window.shown = new Map();
            document.addEventListener('focusin', event => {
                const style = getComputedStyle(event.target);
                window.shown.set(event.target, style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
            });
            window.ends = [0, 1].map(() => document.createElement('div'));
            for (const end of window.ends) {
                end.tabIndex = 0;
                end.style.position = 'fixed';
            }
            window.ends[1].addEventListener('keydown', event => event.preventDefault());
            document.body.prepend(window.ends[0]);
            document.body.append(window.ends[1]);
            window.ends[0].focus();
            return usable.length;",
        );
        let count = usize::try_from(count.as_u64().unwrap()).unwrap();
        // The parts of a date are a step each, and what scrolls may be one.
        let mut left = 2 * count + 3 * self.dates() + 50;
        let is_through = "return document.activeElement === window.ends[1]";
        while left > 0 && self.run(is_through) != true {
            let some = left.min(50);
            self.keys(&TAB.to_string().repeat(some));
            left -= some;
        }
        let found = self.run(
            "const isThrough = document.activeElement === window.ends[1];
            window.ends.forEach(end => end.remove());
            const missed = window.usable.filter(one => one.isConnected && !window.shown.get(one)).map(one => one.outerHTML.slice(0, 160));
            return isThrough ? missed : [...missed, 'the end of the page']",
        );
        let found = found.as_array().unwrap().iter();
        found.map(|one| one.as_str().unwrap().to_owned()).collect()
    }

    /// How many inputs for dates the page has.
    fn dates(&self) -> usize {
        let dates = self.run("return document.querySelectorAll('[type=date]').length");
        usize::try_from(dates.as_u64().unwrap()).unwrap()
    }

    /// What the browser complained of since it was last asked.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let complaints = match self.kind() {
            Kind::Chromium => self.does("POST", "/se/log", &json!({ "type": "browser" })),
            Kind::Firefox => self.within(ERRORS),
        };
        let said = |entry: &Value| entry.as_str().or(entry["message"].as_str()).map(str::to_owned);
        complaints.as_array().unwrap().iter().map(|entry| said(entry).unwrap_or_default()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failure nobody knows what it is at.
        let driver = self.driver.take().filter(|_| !std::thread::panicking());
        driver.into_iter().for_each(idle::leave);
    }
}

/// Browsers that were left by one test and wait for the next: starting one costs more than most tests do with it.
#[cfg(unix)]
mod idle {
    use std::sync::{Mutex, Once};

    use serde_json::{Value, json};

    use crate::driver::{Driver, Kind};

    /// Those that wait.
    static WAITING: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

    /// One that waits.
    pub(super) fn take() -> Option<Driver> {
        WAITING.lock().unwrap().pop()
    }

    /// Leaves one to others as if it were new: with another window, nothing kept and nothing complained of.
    pub(super) fn leave(driver: Driver) {
        if driver.kind != Kind::Chromium {
            return;
        }
        let old = driver.does("GET", "/window", &json!({}));
        let new = driver.does("POST", "/window/new", &json!({ "type": "tab" }));
        driver.does("DELETE", "/window", &json!({}));
        driver.does("POST", "/window", &json!({ "handle": new["handle"] }));
        assert_ne!(old, new["handle"]);
        let all = json!({ "origin": "*", "storageTypes": "all" });
        let clear = json!({ "cmd": "Storage.clearDataForOrigin", "params": all });
        driver.does("POST", "/goog/cdp/execute", &clear);
        let _: Value = driver.does("POST", "/se/log", &json!({ "type": "browser" }));
        static ENDED: Once = Once::new();
        ENDED.call_once(|| {
            // SAFETY: the function takes nothing and returns nothing, and what it uses is there until the process ends.
            let noted = unsafe { libc::atexit(end) };
            assert_eq!(noted, 0);
        });
        WAITING.lock().unwrap().push(driver);
    }

    /// Ends those that still wait when the tests are done: they would outlive them.
    extern "C" fn end() {
        if let Ok(mut waiting) = WAITING.lock() {
            waiting.clear();
        }
    }
}

/// Where a process cannot be told to see to them at its end, each test ends its own.
#[cfg(not(unix))]
mod idle {
    use crate::driver::Driver;

    /// None ever waits.
    pub(super) fn take() -> Option<Driver> {
        None
    }

    /// Ends one.
    pub(super) fn leave(driver: Driver) {
        drop(driver);
    }
}

/// The bytes of a text in base 64.
fn decoded(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes().filter_map(|byte| LETTERS.iter().position(|known| *known == byte)) {
        bits = bits << 6 | u32::try_from(letter).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

/// A link that the Tab key passes over is found, one that does not show the focus, and what lets nobody go on; a page without
/// them has nothing out of reach.
#[test]
fn what_is_out_of_reach_is_found() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let found = |body: &str| {
        browser.open(&format!("data:text/html,<!doctype html><title>x</title><body>{body}"));
        browser.out_of_reach()
    };
    let sound = "<a href=.>1</a><input><input type=date><select><option>2</select>";
    assert_eq!(found(sound), Vec::<String>::new());
    assert_eq!(found(&format!("{sound}<a href=. tabindex=-1>3</a>")).len(), 1);
    assert_eq!(found(&format!("<a href=. style=outline:none>4</a>{sound}")).len(), 1);
    let trap = "<button onkeydown=event.preventDefault()>5</button>";
    assert_eq!(found(&format!("{trap}<a href=.>6</a>")).len(), 2);
}
