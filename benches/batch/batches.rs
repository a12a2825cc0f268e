//! Whole batches, by different numbers of workers; nothing changed; one figure corrected.

use std::fs;

use crate::arguments::Batch;
use crate::generate::Size;
use crate::process::{Cost, run};
use crate::program::{Project, kilobytes, pages, takes_jobs};
use crate::table::{self, median, number};

/// The heads of the table.
const HEADS: [&str; 8] =
    ["做什么", "进程", "秒", "处理器秒", "份/秒", "页/秒", "最大的进程（MB）", "与 1 个进程比"];

/// Measures and prints one table for each number of units.
pub(crate) fn measure(batch: &Batch) {
    for units in &batch.units {
        let project = Project::of(*units, batch.size);
        let jobs = if takes_jobs() { batch.jobs.clone() } else { vec![1] };
        let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); jobs.len()];
        for _ in 0..batch.rounds {
            for (index, jobs) in jobs.iter().enumerate() {
                let _ = fs::remove_dir_all(project.path("out"));
                costs[index].push(run(vec![project.build("out", *jobs)], 1));
                eprintln!("{units} units, {jobs} workers: {:?}", costs[index].last());
                let made = project.reports("out").len();
                assert!(made == *units, "{made} of {units} reports were made");
            }
        }
        let reports = project.reports("out");
        let pages = pages(&reports);
        let alone = jobs.iter().position(|jobs| *jobs == 1).map(|index| seconds(&costs[index]));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (jobs, costs) in jobs.iter().zip(&costs) {
            let rate = *units as f64 / seconds(costs);
            let times = alone.map_or(f64::NAN, |alone| alone / seconds(costs));
            let mut row = cells("全部生成", *jobs, costs);
            row.extend([
                number(rate),
                number(rate * pages),
                memory(costs),
                format!("{} 倍", number(times)),
            ]);
            rows.push(row);
        }
        rows.extend(again(&project, jobs.last().copied().unwrap_or(1)));
        let size =
            if batch.size == Size::Reference { "与参考报告相当" } else { "大小不一" };
        let title = format!(
            "{units} 份报告（{size}，每份 {} 页，{} KB）",
            number(pages),
            number(kilobytes(&reports))
        );
        table::print(&title, &HEADS, &rows);
    }
}

/// The rows of two more builds: of nothing, and of one corrected unit.
fn again(project: &Project, jobs: usize) -> Vec<Vec<String>> {
    let before = project.reports("out");
    let nothing = run(vec![project.build("out", jobs)], 1);
    let unchanged = project.reports("out");
    project.correct(&project.units[project.units.len() / 2]);
    let corrected = run(vec![project.build("out", jobs)], 1);
    let after = project.reports("out");
    let differing = |one: &[_], other: &[_]| one.iter().zip(other).filter(|(a, b)| a != b).count();
    let row = |what: String, cost: Cost| {
        let mut row = cells(&what, jobs, &[cost]);
        row.extend(["".to_owned(), "".to_owned(), memory(&[cost]), "".to_owned()]);
        row
    };
    vec![
        row(format!("什么都没改（重写了 {} 份）", differing(&before, &unchanged)), nothing),
        row(format!("改正一个数（重写了 {} 份）", differing(&unchanged, &after)), corrected),
    ]
}

/// The first cells of a row.
fn cells(what: &str, jobs: usize, costs: &[Cost]) -> Vec<String> {
    let processor = median(costs.iter().map(|cost| cost.processor));
    vec![what.to_owned(), jobs.to_string(), number(seconds(costs)), number(processor)]
}

/// The middle time of some runs.
fn seconds(costs: &[Cost]) -> f64 {
    median(costs.iter().map(|cost| cost.seconds))
}

/// The most memory of some runs.
fn memory(costs: &[Cost]) -> String {
    number(costs.iter().map(|cost| cost.memory).fold(0.0, f64::max))
}
