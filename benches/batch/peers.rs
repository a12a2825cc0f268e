//! What offices use instead, on the same content: headings, paragraphs and tables as the tags of our PDFs have them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::arguments::Peers;
use crate::generate::Size;
use crate::machine::cores;
use crate::process::{Cost, run};
use crate::program::{COMPARED, Project, compared};
use crate::table;

/// What LibreOffice is to make: a tagged PDF/A-3, as ours is.
const ARCHIVE: &str = r#"pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},"PDFUACompliance":{"type":"boolean","value":"true"}}"#;

/// The commands that make all reports, their sources being in a folder.
type Commands<'a> = Box<dyn Fn(&Path) -> Vec<Command> + 'a>;

/// A way to make the reports.
struct Contender<'a> {
    /// What it is.
    name: &'static str,
    /// How it is run.
    commands: Commands<'a>,
    /// Where it puts the PDFs, below that folder.
    made: &'static str,
    /// What each run cost.
    costs: Vec<Cost>,
}

/// A file of the folder that the peers were installed into, named by the variable `PEERS`.
pub(crate) fn installed(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PEERS")?;
    Some(Path::new(&folder).join(path)).filter(|file| file.exists())
}

/// Measures all that are there in turns, and prints the table.
pub(crate) fn measure(peers: &Peers) {
    let Some(python) = installed("venv/bin/python") else {
        println!("没有找到比较用的程序，不比较；安装见 benches/peers/install.sh，再设 PEERS\n");
        return;
    };
    let project = Project::of(peers.reports, Size::Reference);
    run(vec![project.build("out", cores())], 1);
    let work = TempDir::new().expect("no temporary folder");
    write_sources(&python, &project, work.path());
    let mut contenders = contenders(&project, peers.reports);
    contenders.retain(|contender| contender.found());
    for _ in 0..peers.rounds {
        for contender in &mut contenders {
            let _ = fs::remove_dir_all(project.path("out"));
            let cost = run((contender.commands)(work.path()), cores());
            eprintln!("{}: {cost:?}", contender.name);
            contender.costs.push(cost);
        }
    }
    let rows: Vec<Vec<String>> = contenders
        .iter()
        .map(|contender| contender.row(&contenders[0], &project, work.path()))
        .collect();
    let title =
        format!("{} 份报告，{} 个进程，轮流 {} 次取中位数", peers.reports, cores(), peers.rounds);
    table::print(&title, &COMPARED, &rows);
}

/// Writes every report as DOCX, HTML and TeX, and where fonts are to be found.
fn write_sources(python: &Path, project: &Project, work: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reports = project.reports("out");
    let commands = reports.iter().enumerate().map(|(number, (report, _))| {
        let mut command = Command::new(python);
        command.arg(root.join("benches/peers/convert.py")).arg(root.join("fonts"));
        command.arg(work.join(format!("{number:04}"))).arg(report);
        command
    });
    run(commands.collect(), cores());
    for folder in ["weasyprint", "xelatex"] {
        fs::create_dir(work.join(folder)).expect("no folder");
    }
    let (fonts, cache) = (root.join("fonts"), work.join("cache"));
    let settings = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
        fonts.display(),
        cache.display()
    );
    fs::write(work.join("fonts.conf"), settings).expect("no font settings");
}

/// The ways to make so many reports; ours is the first.
fn contenders(project: &Project, reports: usize) -> Vec<Contender<'_>> {
    let each = move |of: fn(&Path, String) -> Command| {
        move |work: &Path| (0..reports).map(|number| of(work, format!("{number:04}"))).collect()
    };
    let contender = |name, commands, made| Contender { name, commands, made, costs: Vec::new() };
    vec![
        contender("本程序", Box::new(move |_| vec![project.build("out", cores())]), ""),
        contender("LibreOffice，每份一个进程", Box::new(each(office_each)), "office-each"),
        contender(
            "LibreOffice，每核一个进程，多份一次",
            Box::new(move |work| office_together(work, reports, ARCHIVE, "office-together")),
            "office-together",
        ),
        contender(
            "同上，不带标签，不合 PDF/A",
            Box::new(move |work| office_together(work, reports, "pdf", "office-plain")),
            "office-plain",
        ),
        contender("WeasyPrint，每份一个进程", Box::new(each(weasyprint)), "weasyprint"),
        contender("xelatex + ctex，每份一个进程，排一遍", Box::new(each(xelatex)), "xelatex"),
    ]
}

impl Contender<'_> {
    /// Whether its program is there; says so where not.
    fn found(&self) -> bool {
        let command = (self.commands)(Path::new("/nowhere")).remove(0);
        let found = Command::new(command.get_program()).arg("--version").output().is_ok();
        if !found {
            println!("没有找到 {:?}，不比较 {}\n", command.get_program(), self.name);
        }
        found
    }

    /// Its row of the table.
    fn row(&self, ours: &Self, project: &Project, work: &Path) -> Vec<String> {
        let reports = if self.made.is_empty() {
            run((self.commands)(work), 1);
            project.reports("out")
        } else {
            let mut made: Vec<_> =
                fs::read_dir(work.join(self.made)).expect("nothing made").flatten().collect();
            made.retain(|entry| entry.path().extension().is_some_and(|ending| ending == "pdf"));
            made.iter().map(|entry| (entry.path(), std::time::UNIX_EPOCH)).collect()
        };
        let count = project.units.len();
        assert!(reports.len() == count, "{} made {} of {count}", self.name, reports.len());
        compared(self.name, &self.costs, &ours.costs, &reports)
    }
}

/// LibreOffice for some documents, with a profile of its own.
fn office(work: &Path, profile: &str, form: &str, out: &str) -> Command {
    let mut command = Command::new("soffice");
    command
        .env("FONTCONFIG_FILE", work.join("fonts.conf"))
        .arg(format!(
            "-env:UserInstallation=file://{}",
            work.join("profiles").join(profile).display()
        ))
        .args(["--headless", "--convert-to", form, "--outdir"])
        .arg(work.join(out));
    command
}

/// LibreOffice for one document. Profiles are made in the first round and kept, as an office keeps its own.
fn office_each(work: &Path, name: String) -> Command {
    let mut command = office(work, &name, ARCHIVE, "office-each");
    command.arg(work.join(format!("{name}.docx")));
    command
}

/// LibreOffice for all documents, one process for every core.
fn office_together(work: &Path, reports: usize, form: &str, out: &str) -> Vec<Command> {
    let core = |core: usize| {
        let mut command = office(work, &format!("core-{core}"), form, out);
        let own = (0..reports).filter(|number| number % cores() == core);
        command.args(own.map(|number| work.join(format!("{number:04}.docx"))));
        command
    };
    (0..cores()).map(core).collect()
}

/// WeasyPrint for one document.
fn weasyprint(work: &Path, name: String) -> Command {
    let program = installed("venv/bin/weasyprint").unwrap_or_else(|| PathBuf::from("weasyprint"));
    let mut command = Command::new(program);
    command
        .env("FONTCONFIG_FILE", work.join("fonts.conf"))
        .args(["--quiet", "--pdf-variant", "pdf/ua-1"])
        .arg(work.join(format!("{name}.html")))
        .arg(work.join(format!("weasyprint/{name}.pdf")));
    command
}

/// xelatex for one document; all widths are given, so it is run once.
fn xelatex(work: &Path, name: String) -> Command {
    let mut command = Command::new("xelatex");
    command
        .args(["-interaction=batchmode", "-halt-on-error", "-output-directory"])
        .arg(work.join("xelatex"))
        .arg(work.join(format!("{name}.tex")));
    command
}
