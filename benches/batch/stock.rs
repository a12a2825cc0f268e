//! The stock typst on the same facts, layouts and fonts: one process a report, as many at once as there are cores.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::Stock;
use crate::generate::Size;
use crate::machine::cores;
use crate::peers::installed;
use crate::process::{Cost, run};
use crate::program::{COMPARED, Project, compared};
use crate::table;

/// Measures both in turns and prints the table.
pub(crate) fn measure(stock: &Stock) {
    let Some(typst) = typst() else {
        println!("没有找到 typst 0.15.1，不比较；安装见 benches/peers/install.sh\n");
        return;
    };
    let project = Project::of(stock.reports, Size::Reference);
    write_folders(&project);
    fs::create_dir_all(project.path("stock/out")).expect("no folder");
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..stock.rounds {
        let _ = fs::remove_dir_all(project.path("out"));
        costs[0].push(run(vec![project.build("out", cores())], 1));
        let commands = project.units.iter().map(|unit| compile(&typst, &project, unit)).collect();
        costs[1].push(run(commands, cores()));
        eprintln!("{:?}\n{:?}", costs[0].last(), costs[1].last());
    }
    let made = [project.reports("out"), project.reports("stock/out")];
    assert!(made.iter().all(|reports| reports.len() == stock.reports), "not all were made");
    let rows = ["本程序", "typst 0.15.1，每份一个进程"].iter().zip(&costs).zip(&made);
    let rows = rows.map(|((name, cost), reports)| compared(name, cost, &costs[0], reports));
    let title =
        format!("{} 份报告，{} 个进程，轮流 {} 次取中位数", stock.reports, cores(), stock.rounds);
    table::print(&title, &COMPARED, &rows.collect::<Vec<_>>());
}

/// The stock typst, if it is there and of the right version.
fn typst() -> Option<PathBuf> {
    let typst = installed("typst/bin/typst").unwrap_or_else(|| PathBuf::from("typst"));
    let version = Command::new(&typst).arg("--version").output().ok()?;
    String::from_utf8_lossy(&version.stdout).starts_with("typst 0.15.1").then_some(typst)
}

/// Writes the facts, layouts and attachments of every report; the fonts are taken from one place, as by the program.
fn write_folders(project: &Project) {
    for unit in &project.units {
        let folder = project.path(&format!("stock/{unit}"));
        let facts = [Path::new("facts"), Path::new(unit), Path::new("--write"), &folder];
        run(vec![project.command(facts)], 1);
        fs::remove_dir_all(folder.join("fonts")).expect("no fonts were written");
    }
}

/// Compiles a report with the options that the program has.
fn compile(typst: &Path, project: &Project, unit: &str) -> Command {
    let folder = project.path(&format!("stock/{unit}"));
    let mut command = Command::new(typst);
    command
        .args(["compile", "--ignore-system-fonts", "--pdf-standard", "1.7,a-3a,ua-1"])
        .arg("--font-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"))
        .arg("--root")
        .arg(&folder)
        .arg(folder.join("main.typ"))
        .arg(project.path(&format!("stock/out/{unit}.pdf")));
    command
}
