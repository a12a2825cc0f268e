//! `cargo bench --bench stages`: how long each step of one report takes, in one process with one thread.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot go on"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use juesuan::check::{Subject, check};
use juesuan::engine::{Engine, Fonts, export, finished, forget};
use juesuan::figures::figures;
use juesuan::files::{Files, write_whole};
use juesuan::project::{Noted, Prepared, Project, Purpose, Selected};
use juesuan::read::{Reading, read_report, read_unit};

/// How often a report is made; the medians are printed.
const RUNS: usize = 15;

/// The steps.
const STAGES: [&str; 8] = [
    "读数据",
    "推算各数",
    "核对",
    "成事实（连同前三步）",
    "排版",
    "导出 PDF",
    "收尾和压缩",
    "写到磁盘",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let selected = Selected { folder: "fenyang-social-insurance".to_owned(), year: 2022 };
    let folder = tempfile::tempdir().expect("no temporary folder");
    let begun = Instant::now();
    let project = Project::open(&Files::on(root)).expect("no settings");
    let mut engine = Engine::new(Arc::new(Fonts::load(root, None)));
    let started = begun.elapsed();
    let mut times: [Vec<Duration>; STAGES.len()] = Default::default();
    let mut note = |stage: usize, begun: Instant| times[stage].push(begun.elapsed());
    for _ in 0..RUNS {
        let examined = project.examine(&selected);
        let derived = examined.derived.expect("the data have errors");
        let layout = examined.layout.expect("no layout");
        let Project { settings, catalog, files, .. } = &project;
        let begun = Instant::now();
        let derived_figures = figures(&derived.report, catalog, layout.style.form());
        note(1, begun);
        let begun = Instant::now();
        let report = &derived.report;
        let (written, sources) = (&examined.written, &examined.sources);
        let subject =
            Subject::new(report, &derived_figures, catalog, written, sources, &layout, settings);
        check(&subject, &settings.check);
        note(2, begun);
        let reading = Reading::new(files, catalog);
        let begun = Instant::now();
        let unit = read_unit(&reading, &selected.folder);
        read_report(&reading, settings, &selected.folder, unit, selected.year);
        note(0, begun);
        let begun = Instant::now();
        let (prepared, Noted { mut sources, .. }) =
            project.prepare(engine.fonts(), &selected, Purpose::Publication);
        note(3, begun);
        let begun = Instant::now();
        let Prepared { folder: files, finishing, .. } = prepared.expect("errors");
        let laid_out = engine.lay_out(&files, &mut sources);
        let laid_out = laid_out.expect("the layout has errors");
        note(4, begun);
        let begun = Instant::now();
        let pdf = export(&laid_out, &mut sources).expect("no PDF");
        note(5, begun);
        let begun = Instant::now();
        let packed = finished(&pdf, &finishing, engine.fonts()).expect("not finished");
        note(6, begun);
        let begun = Instant::now();
        write_whole(&folder.path().join("report.pdf"), &packed).expect("not written");
        note(7, begun);
        drop(laid_out);
        forget(0);
    }
    println!(
        "参考报告（70 页），{RUNS} 次取中位数；启动（字体、科目目录）{:.0} 毫秒\n",
        milliseconds(started)
    );
    println!("| 步骤 | 毫秒 |\n|---|---|");
    for (stage, mut runs) in STAGES.iter().zip(times) {
        runs.sort();
        println!("| {stage} | {:.1} |", milliseconds(runs[RUNS / 2]));
    }
}

/// A time in milliseconds.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
