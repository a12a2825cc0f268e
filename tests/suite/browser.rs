//! A real browser, driven as the W3C says (WebDriver): Debian's chromium with its driver. Where there is none, tests that need
//! it say so; with `JUESUAN_TESTS=long`, as before a change lands, they fail.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::cases;

/// The program that drives the browser.
const DRIVER: &str = "chromedriver";

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

/// A browser with one window.
pub(crate) struct Browser {
    /// The program that drives it.
    driver: Child,
    /// Where that listens.
    port: u16,
    /// The address of the session.
    session: String,
    /// What the browser keeps; removed at the end.
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser; none where there is none, which is said.
    pub(crate) fn start() -> Option<Self> {
        let started = Command::new(DRIVER)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match started {
            Ok(driver) => driver,
            Err(error) => {
                assert!(cases(0, 1) == 0, "{DRIVER} is not installed: {error}");
                let said =
                    format!("*** SKIPPED: {DRIVER} is not installed, no page was looked at\n");
                let _ = std::io::stderr().write_all(said.as_bytes());
                return None;
            }
        };
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse::<u16>().ok()
        });
        // It goes on talking, and somebody has to listen.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = TempDir::new().unwrap();
        let mut browser = Self {
            driver,
            port: port.expect("the driver says its port"),
            session: String::new(),
            _profile: profile,
        };
        let folder = browser._profile.path().to_str().unwrap();
        let arguments = [
            "--headless=new".to_owned(),
            // Tests run as root in containers, where there is no other way.
            "--no-sandbox".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-gpu".to_owned(),
            "--lang=zh-CN".to_owned(),
            format!("--user-data-dir={folder}"),
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let begun = browser.ask("POST", "/session", &wanted);
        browser.session = format!("/session/{}", begun["sessionId"].as_str().unwrap());
        Some(browser)
    }

    /// Has the driver do something.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.answer(method, path, body);
        assert!(value["error"].is_null(), "{method} {path}: {value}");
        value
    }

    /// What the driver answers, be it an error.
    fn answer(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(4 * PATIENCE)).unwrap();
        let body = if method == "GET" { String::new() } else { body.to_string() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .unwrap();
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).expect("the driver answers");
            if line.trim().is_empty() {
                break;
            }
            if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse::<usize>().unwrap();
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap();
        let value: Value = serde_json::from_slice(&body).expect("the driver answers in JSON");
        value["value"].clone()
    }

    /// Has the session do something.
    fn does(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(method, &format!("{}{path}", self.session), body)
    }

    /// Opens an address.
    pub(crate) fn open(&self, address: &str) {
        self.does("POST", "/url", &json!({ "url": address }));
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
        self.answer("POST", &format!("{}/element/{id}/click", self.session), &json!({}))
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
        self.act(vec![
            json!({ "type": "keyDown", "value": held }),
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
            json!({ "type": "keyUp", "value": held }),
        ]);
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

    /// A command of the browser's own protocol.
    pub(crate) fn command(&self, command: &str, parameters: &Value) -> Value {
        self.does("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Makes the page so wide and high.
    pub(crate) fn size(&self, width: u32, height: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// Keeps a picture of the page where `JUESUAN_PICTURES` names a folder.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("JUESUAN_PICTURES") else { return };
        let picture = self.command("Page.captureScreenshot", &json!({ "format": "png" }));
        let bytes = decoded(picture["data"].as_str().unwrap());
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
    }

    /// What a script hands to its last argument, once it does.
    pub(crate) fn wait(&self, script: &str) -> Value {
        self.does("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// What axe-core finds wrong with the page, a line each.
    pub(crate) fn violations(&self) -> Vec<String> {
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
        lines.map(|line| line.as_str().unwrap().to_owned()).collect()
    }

    /// What can be used on the page and is not reached by the Tab key, or does not show that it is.
    pub(crate) fn out_of_reach(&self) -> Vec<String> {
        let count = self.run(
            "const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')];
            window.usable = all.filter(one => !one.disabled && one.checkVisibility() && one.type !== 'radio');
            window.shown = new Map();
            document.addEventListener('focusin', event => {
                const style = getComputedStyle(event.target);
                window.shown.set(event.target, style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
            });
            document.activeElement.blur();
            return usable.length;",
        );
        let count = usize::try_from(count.as_u64().unwrap()).unwrap();
        // The parts of a date are a step each.
        let mut left = count + 3 * self.dates() + 4;
        while left > 0 {
            let some = left.min(50);
            self.keys(&"\u{e004}".repeat(some));
            left -= some;
        }
        let found = self.run(
            "return window.usable.filter(one => one.isConnected && !window.shown.get(one)).map(one => one.outerHTML.slice(0, 160))",
        );
        let found = found.as_array().unwrap().iter();
        found.map(|one| one.as_str().unwrap().to_owned()).collect()
    }

    /// How many inputs for dates the page has.
    fn dates(&self) -> usize {
        let dates = self.run("return document.querySelectorAll('[type=date]').length");
        usize::try_from(dates.as_u64().unwrap()).unwrap()
    }

    /// What the browser complained of.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.does("POST", "/se/log", &json!({ "type": "browser" }));
        let entries = log.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
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

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Its windows go with the session; without it they would outlive the driver.
            if !std::thread::panicking() {
                self.ask("DELETE", &self.session, &json!({}));
            }
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
