//! One worker process, seen from outside.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::batch::memory::in_use;

/// How much of what a dying worker says is kept, in bytes.
const LAST_WORDS: usize = 2000;

/// The stack of each thread of a worker: the engine and its parser go deep where a layout nests deep, and a stack that
/// overflows ends the process.
const STACK: usize = 64 << 20;

/// What a report may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// How long.
    pub time: Duration,
    /// How many bytes of memory.
    pub memory: u64,
}

/// Why a report has no reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gone {
    /// Its worker ended, or could not be started: how.
    Ended(String),
    /// It took too long.
    Overdue,
    /// It took too much memory, as it would again.
    Greedy,
}

/// Where a worker can be watched and stopped from another thread.
#[derive(Debug, Default)]
pub(crate) struct Post(Mutex<Watched>);

/// A worker that is watched.
#[derive(Debug, Default)]
struct Watched {
    /// Its process.
    child: Option<Child>,
    /// Since when it has been at its report.
    since: Option<Instant>,
    /// Why it was stopped, if it was.
    stopped: Option<Gone>,
}

impl Post {
    /// Stops the worker if its report takes more than it may, or in any case.
    pub(crate) fn watch(&self, bounds: Bounds, dropped: bool) {
        let mut watched = self.lock();
        let Watched { child: Some(child), since, stopped } = &mut *watched else { return };
        let why = match since {
            _ if dropped => None,
            Some(since) if since.elapsed() > bounds.time => Some(Gone::Overdue),
            Some(_) if in_use(child.id()) > bounds.memory => Some(Gone::Greedy),
            _ => return,
        };
        // One that is gone already is as good.
        let _ = child.kill();
        *stopped = why;
    }

    /// The worker.
    fn lock(&self) -> MutexGuard<'_, Watched> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A worker process that was started; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Hand<'p> {
    /// Where it is watched.
    post: &'p Post,
    /// Takes orders; the worker ends when it is closed.
    orders: Option<ChildStdin>,
    /// Gives replies.
    replies: BufReader<ChildStdout>,
    /// Gathers what it says when it breaks.
    last_words: Option<JoinHandle<String>>,
    /// How many bytes of memory it may ask for.
    memory: u64,
}

impl<'p> Hand<'p> {
    /// Starts a worker with so many threads for its engine.
    pub(crate) fn start(
        program: &Path,
        arguments: &[OsString],
        threads: usize,
        post: &'p Post,
    ) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .env("RAYON_NUM_THREADS", threads.to_string())
            .env("RUST_MIN_STACK", STACK.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(orders), Some(replies), Some(errors)) = pipes else {
            return Err(io::Error::other("no pipes"));
        };
        let listening = thread::Builder::new().spawn(move || tail(errors)).inspect_err(|_| {
            // Its pipes are closed by now: it ends by itself, too.
            let _ = child.kill().and_then(|()| child.wait());
        });
        let last_words = Some(listening?);
        *post.lock() = Watched { child: Some(child), since: None, stopped: None };
        let (orders, replies) = (Some(orders), BufReader::new(replies));
        Ok(Self { post, orders, replies, last_words, memory: u64::MAX })
    }

    /// The same that may ask for so many bytes of memory at once.
    pub(super) fn within(mut self, memory: u64) -> Self {
        self.memory = memory;
        self
    }

    /// Has an order carried out; else why the worker is gone.
    pub(crate) fn ask<O: Serialize, R: DeserializeOwned>(&mut self, order: &O) -> Result<R, Gone> {
        self.post.lock().since = Some(Instant::now());
        let reply = self.exchange(order);
        self.post.lock().since = None;
        reply.ok_or_else(|| self.why_gone())
    }

    /// Sends an order and waits for the reply; nothing if the worker broke off.
    fn exchange<O: Serialize, R: DeserializeOwned>(&mut self, order: &O) -> Option<R> {
        let line = serde_json::to_string(order).ok()? + "\n";
        self.orders.as_mut()?.write_all(line.as_bytes()).ok()?;
        let mut reply = String::new();
        self.replies.read_line(&mut reply).ok()?;
        serde_json::from_str(&reply).ok()
    }

    /// Lets the worker end, and says how it did.
    fn why_gone(&mut self) -> Gone {
        // Its output has ended: what is left of it, if anything, does not answer any more.
        let (status, stopped) = self.end();
        if let Some(stopped) = stopped {
            return stopped;
        }
        let words = self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        if asked_for(&words).is_some_and(|asked| asked > self.memory) {
            return Gone::Greedy;
        }
        let how = match (said(&words), status) {
            (Some(said), _) => format!("进程意外结束（{said}）"),
            (None, Some(status)) => format!("进程意外结束（{}）", how(status)),
            (None, None) => "进程意外结束".to_owned(),
        };
        Gone::Ended(how)
    }

    /// Closes the worker's input and waits for its end; also why it was stopped, if it was.
    fn end(&mut self) -> (Option<ExitStatus>, Option<Gone>) {
        self.orders = None;
        let mut watched = self.post.lock();
        let status = watched.child.take().and_then(|mut child| child.wait().ok());
        (status, watched.stopped.take())
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

/// The end of what a worker writes to its standard error.
fn tail(mut errors: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = errors.read(&mut buffer) {
        kept.extend_from_slice(buffer.get(..length).unwrap_or_default());
        let surplus = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..surplus);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// How many bytes of memory a worker asked for in vain.
fn asked_for(words: &str) -> Option<u64> {
    let (_, rest) = words.rsplit_once(NO_MEMORY)?;
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    digits.parse::<u64>().ok()?.checked_mul(1 << 20)
}

/// What the program says when the system has no memory left.
const NO_MEMORY: &str = "错误[no-memory]: 内存不够";

/// Why a worker ended, by what it said; what the system said in its own words is left out.
fn said(words: &str) -> Option<String> {
    if words.contains(NO_MEMORY) {
        return Some("内存不够".to_owned());
    }
    if words.contains("has overflowed its stack") {
        return Some("版式或数据嵌套得太深".to_owned());
    }
    let line = words.lines().map(str::trim).rfind(|line| !line.is_empty() && is_ours(line));
    line.map(|line| format!("它最后说：{line}"))
}

/// Whether a line is in the words of this program.
fn is_ours(line: &str) -> bool {
    line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// How a process ended, in the user's words.
#[cfg(unix)]
fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (_, Some(9)) => "被强行终止，可能是内存不够".to_owned(),
        (_, Some(6 | 11)) => "程序内部出错".to_owned(),
        (_, Some(24)) => "用完了系统允许的处理器时间".to_owned(),
        (_, Some(signal)) => format!("信号 {signal}"),
        (code, None) => format!("代码 {}", code.unwrap_or_default()),
    }
}

/// How a process ended, in the user's words.
#[cfg(not(unix))]
fn how(status: ExitStatus) -> String {
    format!("代码 {}", status.code().unwrap_or_default())
}
