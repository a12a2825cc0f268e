//! Where workbooks are read: in processes of their own, watched for time and memory. A file that was made to do harm ends such a
//! process and nothing else.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::batch::{Bounds, Gone, Hand, Post};
use crate::exchange::workbook::{Unreadable, Workbook, read};
use crate::files::{self, Most};

/// What reading a workbook may take.
const BOUNDS: Bounds = Bounds { time: Duration::from_secs(8), memory: 512 << 20 };

/// How often it is looked at.
const TICK: Duration = Duration::from_millis(10);

/// The command that makes the program a reader of workbooks.
const COMMAND: &str = "read-workbooks";

/// What came of a file.
type Reply = Result<Workbook, Unreadable>;

/// Reads files, several at a time, each on its own.
pub(crate) fn read_files(paths: &[PathBuf]) -> Vec<Reply> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let jobs = cores.min(paths.len());
    let queue: Mutex<VecDeque<usize>> = Mutex::new((0..paths.len()).collect());
    let posts: Vec<Post> = (0..jobs).map(|_| Post::default()).collect();
    let working = AtomicUsize::new(jobs);
    let (sender, replies) = channel();
    thread::scope(|scope| {
        for post in &posts {
            let (queue, sender, working) = (&queue, sender.clone(), &working);
            scope.spawn(move || {
                let mut hand = None;
                while let Some(number) = next(queue) {
                    let Some(path) = paths.get(number) else { continue };
                    let _ = sender.send((number, ask(&mut hand, post, path)));
                }
                working.fetch_sub(1, Ordering::Relaxed);
            });
        }
        while working.load(Ordering::Relaxed) > 0 {
            thread::sleep(TICK);
            posts.iter().for_each(|post| post.watch(BOUNDS, false));
        }
    });
    drop(sender);
    let mut found: Vec<(usize, Reply)> = replies.into_iter().collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, reply)| reply).collect()
}

/// The next file.
fn next(queue: &Mutex<VecDeque<usize>>) -> Option<usize> {
    queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop_front()
}

/// Has a file read by a process; a new one is started where there is none, or where the last one was ended.
fn ask<'p>(hand: &mut Option<Hand<'p>>, post: &'p Post, path: &Path) -> Reply {
    let failed = |what: String| {
        Err(Unreadable {
            what,
            remedy: "请再运行一次；仍然不行，把文件另存为 xlsx 再导入".to_owned(),
        })
    };
    if hand.is_none() {
        let started = process_of(post);
        match started {
            Ok(started) => *hand = Some(started),
            Err(error) => return failed(format!("读它的进程没有启动（{error}）")),
        }
    }
    let Some(path) = path.to_str() else {
        return failed("文件名不是 UTF-8 文字，读不了；请改名".to_owned());
    };
    let reply: Option<Result<Reply, Gone>> = hand.as_mut().map(|hand| hand.ask(&path));
    match reply {
        Some(Ok(reply)) => reply,
        Some(Err(gone)) => {
            *hand = None;
            match gone {
                Gone::Overdue | Gone::Greedy => Err(Unreadable::too_large()),
                Gone::Ended(_) => Err(Unreadable::broke()),
            }
        }
        None => failed("读它的进程没有启动".to_owned()),
    }
}

/// Starts a process that reads workbooks.
fn process_of(post: &Post) -> io::Result<Hand<'_>> {
    let program = std::env::current_exe()?;
    Hand::start(&program, &[OsString::from(COMMAND)], 1, post)
}

/// Reads what standard input names and answers on standard output, until the input ends. Then whoever asked is gone or wants no
/// more: the process ends at once, whatever it was doing.
pub(crate) fn at_desk() {
    let (sender, orders) = channel::<String>();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let path = line.ok().and_then(|line| serde_json::from_str(&line).ok());
            let Some(path) = path else { break };
            if sender.send(path).is_err() {
                return;
            }
        }
        process::exit(0);
    });
    // On a thread of its own, whose stack is as large as whoever started the process wants.
    let reader = thread::spawn(move || {
        for path in orders {
            let Ok(line) = serde_json::to_string(&reply(Path::new(&path))) else { break };
            if writeln!(io::stdout().lock(), "{line}").is_err() {
                break;
            }
        }
    });
    let _ = reader.join();
}

/// What comes of a file.
fn reply(path: &Path) -> Reply {
    match files::read(path, Most::Workbook) {
        Ok(bytes) => read(&bytes),
        Err(unread) => Err(Unreadable {
            what: unread.why(),
            remedy: "请核对文件名和路径，看文件是否被别的程序打开".to_owned(),
        }),
    }
}
