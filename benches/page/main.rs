//! `cargo bench --bench page`: how long the working page takes from an edit to the page in view, how long the table of 300 units
//! takes, and how much memory 1,000 edits leave behind; beside it, `juesuan build` of the whole. Where chromedriver or, with
//! `JUESUAN_BROWSER=firefox`, geckodriver is, a browser does it as well, and what is timed ends when it has painted the page.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot go on"
)]

#[path = "../../tests/suite/driver.rs"]
#[expect(dead_code, reason = "the tests of the page ask for more of the driver")]
#[expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "written for tests, which stop where they cannot go on"
)]
mod driver;
#[path = "../generate/mod.rs"]
mod generate;
mod painted;
mod sorted;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sysinfo::{Pid, ProcessesToUpdate, System};

use generate::Size;

/// The program, as it is used.
const PROGRAM: &str = env!("CARGO_BIN_EXE_juesuan");

/// The unit that is edited.
const UNIT: &str = "fenyang-social-insurance";

/// The field that is edited; it is printed on the page in view.
const FIELD: &str = "2022.toml|expenditure[2210201/general].basic";

/// How many edits there are; each is followed by the page in view.
const EDITS: u32 = 1_000;

/// How many units the table has.
const UNITS: usize = 300;

/// The page of the report that is in view.
const PAGE: usize = 15;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("no temporary folder");
    fs::copy(root.join("juesuan.toml"), folder.path().join("juesuan.toml")).expect("no settings");
    copy(&root.join("data").join(UNIT), &folder.path().join("data").join(UNIT));
    let begun = Instant::now();
    let built = Command::new(PROGRAM).current_dir(folder.path()).arg("build").output();
    assert!(built.expect("no program").status.success(), "it is not built");
    println!("juesuan build of the whole: {} ms", begun.elapsed().as_millis());
    edits(folder.path());
    let page = Page::of(folder.path());
    painted::edits(&page.address(&format!("u/{UNIT}/2022/expenditure")), FIELD);
    drop(page);
    let folder = tempfile::tempdir().expect("no temporary folder");
    generate::write(folder.path(), UNITS, Size::Mixed).expect("no units");
    table(folder.path());
}

/// Times edits and what follows from them.
fn edits(root: &Path) {
    let page = Page::of(root);
    let base = format!("u/{UNIT}/2022");
    let drawn = |edition: &str| page.get(&format!("{base}/page/{edition}/{PAGE}")).len();
    assert!(drawn("x") > 1000, "no page {PAGE}");
    let (mut saved, mut renewed, mut was) = (Vec::new(), Vec::new(), "400662.00".to_owned());
    for number in 0..EDITS {
        let is = format!("{}.{:02}", 400_700 + number / 100, number % 100);
        let begun = Instant::now();
        let answer = page.post(
            &format!("{base}/expenditure"),
            &[(&format!("is|{FIELD}"), &is), (&format!("was|{FIELD}"), &was), ("live", "1")],
        );
        assert!(answer.contains("data-undo=\"[["), "the edit was not taken");
        was = is;
        saved.push(begun.elapsed());
        let pages = page.get(&format!("{base}/pages"));
        let (_, edition) = pages.split_once("data-edition=\"").expect("no pages");
        let edition = edition.split('"').next().unwrap_or_default().to_owned();
        assert!(drawn(&edition) > 1000, "no page {PAGE}");
        renewed.push(begun.elapsed());
    }
    told("from an edit to its being written and checked", saved);
    told("from an edit to the page in view", renewed);
    let memory = page.memory() >> 20;
    println!("memory after {EDITS} edits: {memory} MB (with the processes that set pages)");
}

/// Times the table of many units.
fn table(root: &Path) {
    let page = Page::of(root);
    let begun = Instant::now();
    let first = page.get("");
    println!(
        "table of {UNITS} units, first: {} ms ({} KB)",
        begun.elapsed().as_millis(),
        first.len() / 1024
    );
    let mut again: Vec<Duration> = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        page.get("");
        again.push(begun.elapsed());
    }
    told("the same again", again);
    sorted::table(&page.address(""));
}

/// Prints the median and the 95th of a hundred.
fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_millis();
    println!("{what}: median {} ms, 95 % {} ms, longest {} ms", at(50), at(95), at(100));
}

/// The program serving its page.
struct Page {
    /// The program.
    child: Child,
    /// Its port.
    port: u16,
    /// The token in its address.
    token: String,
}

impl Page {
    /// Serves the page of a project.
    fn of(root: &Path) -> Self {
        let mut command = Command::new(PROGRAM);
        command.current_dir(root).args(["serve", "--no-open"]).stderr(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("no program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("no output"))
            .read_line(&mut line)
            .expect("no address");
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect("no address");
        let (port, token) = address.trim_end_matches('/').split_once('/').expect("no token");
        let (port, token) = (port.parse::<u16>().expect("no port"), token.to_owned());
        Self { child, port, token }
    }

    /// The address of what is at a path.
    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{}/{path}", self.port, self.token)
    }

    /// What is at a path.
    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET /{}/{path} HTTP/1.1\r\n", self.token), "")
    }

    /// What a form gets.
    fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let encoded =
            |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let fields =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let form = fields.collect::<Vec<_>>().join("&");
        let head = format!(
            "POST /{}/{path} HTTP/1.1\r\norigin: http://127.0.0.1:{}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
            self.token,
            self.port,
            form.len()
        );
        self.ask(&head, &form)
    }

    /// What is answered.
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("nobody listens");
        write!(stream, "{head}host: 127.0.0.1:{}\r\nconnection: close\r\n\r\n{body}", self.port)
            .expect("nobody listens");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("no answer");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The memory of the program and of the processes that it started.
    fn memory(&self) -> u64 {
        let mut system = System::new();
        system.refresh_processes(ProcessesToUpdate::All, true);
        let own = Pid::from_u32(self.child.id());
        let all = system.processes().values();
        let ours = all.filter(|process| process.pid() == own || process.parent() == Some(own));
        // Threads are listed besides their process on some systems.
        ours.filter(|process| process.thread_kind().is_none()).map(sysinfo::Process::memory).sum()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("no folder");
    for entry in fs::read_dir(from).expect("no data").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("not copied")),
        }
    }
}
