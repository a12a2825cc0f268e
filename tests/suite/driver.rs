//! The program that drives a browser as the W3C says (WebDriver), and what one browser has that another has not:
//! `JUESUAN_BROWSER=firefox` asks for Firefox with geckodriver, otherwise it is Chromium with chromedriver.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// Which browser it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Debian's chromium.
    Chromium,
    /// Debian's firefox-esr.
    Firefox,
}

/// A driver with its browser.
pub(crate) struct Driver {
    /// Which browser it drives.
    pub(crate) kind: Kind,
    /// The program.
    child: Child,
    /// Where it listens.
    port: u16,
    /// The address of the session.
    session: String,
    /// What the browser keeps; removed at the end.
    _profile: TempDir,
}

impl Kind {
    /// The one that is asked for.
    pub(crate) fn asked() -> Self {
        match std::env::var("JUESUAN_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("JUESUAN_BROWSER is {other}: it may be chromium or firefox"),
        }
    }

    /// Its driver.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    /// What the driver is started with: at a port of its own choice.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["--port=0"],
            // What the browser complained of is only told to those who may look into it.
            Self::Firefox => &["--port=0", "--allow-system-access"],
        }
    }

    /// The port, where a line of the driver's tells it.
    fn port(self, line: &str) -> Option<u16> {
        let before = match self {
            Self::Chromium => "started successfully on port ",
            Self::Firefox => "Listening on 127.0.0.1:",
        };
        line.split_once(before)?.1.trim_end_matches('.').parse::<u16>().ok()
    }

    /// The browser that is wanted.
    fn wanted(self, profile: &TempDir) -> Value {
        match self {
            Self::Chromium => {
                let arguments = [
                    "--headless=new".to_owned(),
                    // Tests run as root in containers, where there is no other way.
                    "--no-sandbox".to_owned(),
                    "--disable-dev-shm-usage".to_owned(),
                    "--disable-gpu".to_owned(),
                    "--lang=zh-CN".to_owned(),
                    format!("--user-data-dir={}", profile.path().display()),
                ];
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": { "args": arguments },
                    "goog:loggingPrefs": { "browser": "ALL" },
                })
            }
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless"],
                    // A screen on which the largest of the windows has room.
                    "env": { "MOZ_HEADLESS_WIDTH": "2400", "MOZ_HEADLESS_HEIGHT": "1600" },
                    // A tab that is made a copy of another is opened by a script.
                    "prefs": { "intl.accept_languages": "zh-CN", "dom.disable_open_during_load": false },
                },
            }),
        }
    }
}

impl Driver {
    /// Starts the driver and a browser with one window; an error where the driver cannot be started.
    pub(crate) fn start(kind: Kind) -> Result<Self> {
        let mut child = Command::new(kind.program())
            .args(kind.arguments())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| kind.port(&line));
        // It goes on talking, and somebody has to listen.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = TempDir::new().unwrap();
        let wanted = json!({ "capabilities": { "alwaysMatch": kind.wanted(&profile) } });
        let mut driver = Self {
            kind,
            child,
            port: port.expect("the driver says its port"),
            session: String::new(),
            _profile: profile,
        };
        let begun = driver.does("POST", "/session", &wanted);
        driver.session = format!("/session/{}", begun["sessionId"].as_str().unwrap());
        Ok(driver)
    }

    /// Has the session do something.
    pub(crate) fn does(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.answer(method, path, body);
        assert!(value["error"].is_null(), "{method} {path}: {value}");
        value
    }

    /// What the session answers, be it an error.
    pub(crate) fn answer(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_to_ask(method, path, body).expect("the driver answers")
    }

    /// Asks the driver.
    fn try_to_ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let body = if method == "GET" { String::new() } else { body.to_string() };
        write!(
            stream,
            "{method} {}{path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.session,
            self.port,
            body.len()
        )?;
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse::<usize>().unwrap();
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        let value: Value = serde_json::from_slice(&body)?;
        Ok(value["value"].clone())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser goes with the session; without it, it would outlive the driver.
        if !self.session.is_empty() {
            let _ = self.try_to_ask("DELETE", "", &json!({}));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
