//! The program itself, and the projects that it is run in.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::generate::{self, Size};
use crate::process::Cost;
use crate::table::{median, number};

/// A project of made-up units, in a folder that is removed at the end.
pub(crate) struct Project {
    /// The folder.
    folder: TempDir,
    /// Its units, in order.
    pub(crate) units: Vec<String>,
}

impl Project {
    /// One of so many units.
    pub(crate) fn of(units: usize, size: Size) -> Self {
        let folder = TempDir::new().expect("no temporary folder");
        generate::write(folder.path(), units, size).expect("the project cannot be written");
        Self { folder, units: (0..units).map(|number| format!("{number:06}")).collect() }
    }

    /// A path in it.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// A command of the program in it.
    pub(crate) fn command<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Command {
        let mut command = Command::new(program());
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    /// A build of all units into a folder, by so many workers.
    pub(crate) fn build(&self, out: &str, jobs: usize) -> Command {
        let mut command = self.command(["build", "--out", out]);
        if takes_jobs() {
            command.arg("--jobs").arg(jobs.to_string());
        }
        command
    }

    /// The reports in an output folder, in order, and when each was written.
    pub(crate) fn reports(&self, out: &str) -> Vec<(PathBuf, SystemTime)> {
        let mut reports = Vec::new();
        pdfs(&self.path(out), &mut reports);
        reports.sort();
        reports
    }

    /// Changes a figure of one unit, in the data and in the totals that it is checked against.
    pub(crate) fn correct(&self, unit: &str) {
        let file = self.path(&format!("data/{unit}/2022.toml"));
        let text = fs::read_to_string(&file).expect("no data");
        let lines = text.lines().map(|line| match line.strip_prefix("equipment = ") {
            Some(count) => {
                let count: i64 = count.trim().parse().expect("no number");
                format!("equipment = {}\n", count + 1)
            }
            None => format!("{line}\n"),
        });
        fs::write(&file, lines.collect::<String>()).expect("no data");
    }
}

/// The program that is measured: the one just built, unless the variable `JUESUAN` names another.
fn program() -> OsString {
    std::env::var_os("JUESUAN").unwrap_or_else(|| env!("CARGO_BIN_EXE_juesuan").into())
}

/// Whether the program builds in worker processes.
pub(crate) fn takes_jobs() -> bool {
    let help = Command::new(program()).args(["build", "--help"]).output();
    help.is_ok_and(|help| String::from_utf8_lossy(&help.stdout).contains("--jobs"))
}

/// The pages of some reports; the first twenty stand for all.
pub(crate) fn pages(reports: &[(PathBuf, SystemTime)]) -> f64 {
    let some = reports.iter().take(20).map(|(report, _)| {
        let document = lopdf::Document::load(report).expect("not a PDF");
        document.get_pages().len() as f64
    });
    median(some)
}

/// The middle size of some reports in kilobytes.
pub(crate) fn kilobytes(reports: &[(PathBuf, SystemTime)]) -> f64 {
    median(
        reports
            .iter()
            .map(|(report, _)| fs::metadata(report).map_or(0.0, |m| m.len() as f64 / 1024.0)),
    )
}

/// The heads of a table that compares ways to make reports.
pub(crate) const COMPARED: [&str; 8] = [
    "用什么",
    "每份秒",
    "每份处理器秒",
    "最大的进程（MB）",
    "每份页数",
    "每份 KB",
    "时间之比",
    "处理器时间之比",
];

/// The row of a way that was measured in turns with ours.
pub(crate) fn compared(
    name: &str,
    costs: &[Cost],
    ours: &[Cost],
    reports: &[(PathBuf, SystemTime)],
) -> Vec<String> {
    let each = |of: fn(&Cost) -> f64| number(median(costs.iter().map(of)) / reports.len() as f64);
    let ratio = |of: fn(&Cost) -> f64| {
        let ratios = costs.iter().zip(ours).map(|(one, ours)| of(one) / of(ours));
        format!("{} 倍", number(median(ratios)))
    };
    vec![
        name.to_owned(),
        each(|cost| cost.seconds),
        each(|cost| cost.processor),
        number(costs.iter().map(|cost| cost.memory).fold(0.0, f64::max)),
        number(pages(reports)),
        number(kilobytes(reports)),
        ratio(|cost| cost.seconds),
        ratio(|cost| cost.processor),
    ]
}

/// Adds the PDFs below a folder.
fn pdfs(folder: &Path, found: &mut Vec<(PathBuf, SystemTime)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pdfs(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            let written = entry.metadata().and_then(|metadata| metadata.modified());
            found.push((path, written.expect("no time")));
        }
    }
}
