//! Processes, and what they cost.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often memory is looked at. The kernel keeps the peak, so this need not be often.
const LOOK: Duration = Duration::from_millis(50);

/// What some processes cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds from the first start to the last end.
    pub(crate) seconds: f64,
    /// Seconds of processor, of all of them and of those that they started.
    pub(crate) processor: f64,
    /// Peak memory of the largest process, in megabytes.
    pub(crate) memory: f64,
}

/// Runs some commands, so many at once; all must succeed.
pub(crate) fn run(commands: Vec<Command>, at_once: usize) -> Cost {
    let peak = AtomicU64::new(0);
    let over = AtomicBool::new(false);
    let before = processor();
    let start = Instant::now();
    let queue = Mutex::new(commands.into_iter());
    let seconds = thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                peak.fetch_max(largest("self"), Ordering::Relaxed);
                thread::sleep(LOOK);
            }
        });
        let runners: Vec<_> =
            (0..at_once).map(|_| scope.spawn(|| while finish_next(&queue) {})).collect();
        for runner in runners {
            runner.join().expect("a command failed");
        }
        let seconds = start.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        seconds
    });
    let memory = peak.load(Ordering::Relaxed) as f64 / 1024.0;
    Cost { seconds, processor: processor() - before, memory }
}

/// Runs the next command to its end; false where there is none.
fn finish_next(queue: &Mutex<impl Iterator<Item = Command>>) -> bool {
    let next = queue.lock().expect("another command failed").next();
    let Some(mut command) = next else { return false };
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    true
}

/// The peak memory of the largest process that a process has started, in kilobytes.
fn largest(process: &str) -> u64 {
    let Ok(tasks) = fs::read_dir(format!("/proc/{process}/task")) else { return 0 };
    let children = tasks.flatten().filter_map(|task| {
        // A process stands among the children of the thread that started it.
        fs::read_to_string(task.path().join("children")).ok()
    });
    let children: Vec<String> = children
        .flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    children.iter().map(|child| peak_of(child).max(largest(child))).max().unwrap_or(0)
}

/// The peak memory of a process, in kilobytes.
fn peak_of(process: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The processor time of all processes that ended so far, in seconds.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may have blanks; cutime and cstime are the 16th and 17th fields, in hundredths of a second.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields = rest.split_whitespace().skip(13).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}
