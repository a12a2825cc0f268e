//! The machine that is measured on.

use std::fs;
use std::thread;

/// How many cores it has.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// A line that tells what it is.
pub(crate) fn described() -> String {
    let model = value("/proc/cpuinfo", "model name");
    let memory = value("/proc/meminfo", "MemTotal");
    let kilobytes: f64 = memory.trim_end_matches(" kB").parse().unwrap_or_default();
    format!(
        "机器：{model}，{} 核，{:.0} GB 内存；{}",
        cores(),
        kilobytes / 1024.0 / 1024.0,
        value("/etc/os-release", "PRETTY_NAME").trim_matches('"')
    )
}

/// The first value of a name in a file of names and values.
fn value(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_once([':', '=']).map_or(String::new(), |(_, value)| value.trim().to_owned())
}
