//! Projects in a folder of their own, and the program run in them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use juesuan::engine::{Engine, Fonts, Inspected, forget};
use juesuan::files::Files;
use juesuan::problem::{Problem, Sources, render};
use juesuan::project::{Examined, Noted, Prepared, Project, Purpose, Selected};
use rust_decimal::Decimal;
use tempfile::TempDir;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The folder of the reference unit.
pub(crate) const REFERENCE: &str = "fenyang-social-insurance";

/// The repository, which is itself a project.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// So many made-up cases are many: a long run makes a quarter of them.
const MANY: u32 = 400;

/// How many cases a test runs: `short`, or `all` where `JUESUAN_TESTS=all` asks for them. `JUESUAN_TESTS=long` asks for all
/// as well, but for a quarter where they are many.
pub(crate) fn cases(short: u32, all: u32) -> u32 {
    match std::env::var("JUESUAN_TESTS").as_deref() {
        Ok("all") => all,
        Ok("long") if all >= MANY => (all / 4).max(short),
        Ok("long") => all,
        Ok(other) => panic!("JUESUAN_TESTS is {other}: it may be long or all"),
        Err(_) => short,
    }
}

/// Whether a test runs all of its cases that are written one by one.
pub(crate) fn is_long() -> bool {
    cases(0, 1) == 1
}

/// Whether a test does all that it can, however much of it is alike.
pub(crate) fn is_everything() -> bool {
    std::env::var("JUESUAN_TESTS").is_ok_and(|asked| asked == "all")
}

/// All of some cases, or every so many of them where time is short.
pub(crate) fn some<T>(all: impl IntoIterator<Item = T>, every: usize) -> impl Iterator<Item = T> {
    all.into_iter().step_by(if is_long() { 1 } else { every })
}

/// The same for what is held against something stored: all of it is made where that is written anew.
pub(crate) fn some_shown<T>(
    all: impl IntoIterator<Item = T>,
    every: usize,
) -> impl Iterator<Item = T> {
    all.into_iter().step_by(if is_whole() { 1 } else { every })
}

/// Whether all that is stored is made.
pub(crate) fn is_whole() -> bool {
    let updates = |variable| std::env::var_os(variable).is_some();
    is_long() || updates("INSTA_UPDATE") || updates("UPDATE")
}

/// Checks that sections of a gallery, which begin with `## `, stand in the stored one as they are, and nothing else beneath
/// their headings.
pub(crate) fn assert_shown(snapshot: &str, sections: &str) {
    let path = repository().join(format!("tests/suite/snapshots/suite__{snapshot}.snap"));
    let stored = fs::read_to_string(path).unwrap();
    let split = |text: &str| -> Vec<String> {
        let sections = text.split("\n## ").map(|section| section.trim_end().to_owned());
        sections.collect()
    };
    let stored = split(&stored);
    for section in split(&format!("\n{sections}")).iter().skip(1) {
        let heading = section.lines().next().unwrap();
        let same = stored.iter().find(|stored| stored.lines().next() == Some(heading));
        assert_eq!(same, Some(section), "{snapshot}");
    }
}

/// A copy of a project that a test may spoil.
pub(crate) struct Sandbox {
    /// Removed at the end of the test.
    folder: TempDir,
}

impl Sandbox {
    /// A copy of the repository's own project: settings and data.
    pub(crate) fn reference() -> Self {
        let sandbox = Self { folder: TempDir::new().unwrap() };
        copy(&repository().join("juesuan.toml"), &sandbox.path("juesuan.toml"));
        let data = Path::new("data").join(REFERENCE);
        copy(&repository().join(&data), &sandbox.root().join(&data));
        sandbox
    }

    /// The same without the totals of the accounts system, so that a change of one figure is a matter of warnings.
    pub(crate) fn without_control() -> Self {
        let sandbox = Self::reference();
        let year = format!("data/{REFERENCE}/2022.toml");
        let text = fs::read_to_string(sandbox.path(&year)).unwrap();
        let (before, rest) = text.split_once("[control]").unwrap();
        let (_, after) = rest.split_once("\n]\n").unwrap();
        sandbox.write(&year, format!("{before}{after}").as_bytes());
        sandbox
    }

    /// A copy of a project.
    pub(crate) fn of(project: &Path) -> Self {
        let sandbox = Self { folder: TempDir::new().unwrap() };
        copy(project, sandbox.root());
        sandbox
    }

    /// A copy of the project of nine small units, in few pages.
    pub(crate) fn nine() -> Self {
        Self::of(&repository().join("tests/projects/branches")).in_few_pages()
    }

    /// The reference unit's project, in few pages where time is short.
    pub(crate) fn brief() -> Self {
        Self::reference().shortened()
    }

    /// The same project, in few pages where time is short.
    pub(crate) fn shortened(self) -> Self {
        if is_long() { self } else { self.in_few_pages() }
    }

    /// The same project, whose Shanxi form has few pages: for tests of what happens to reports, not of what stands in them.
    /// A statement and the explanations of terms would be two fifths of what such a report costs.
    pub(crate) fn in_few_pages(self) -> Self {
        self.write_form("shanxi", &[], &["totals"]);
        let sandbox = self.without_evaluations();
        let form = "layouts/shanxi/layout.toml";
        sandbox.replace(form, "\"statements\", \"narrative\", \"glossary\"]", "\"narrative\"]");
        sandbox
    }

    /// The same project; where it is in few pages, one of them is a statement.
    pub(crate) fn with_a_statement(self) -> Self {
        let form = "layouts/shanxi/layout.toml";
        if !self.path(form).exists() {
            return self;
        }
        self.replace(form, "\nstatements = []", "\nstatements = [\"totals\"]");
        self.replace(form, "\"narrative\"]", "\"statements\", \"narrative\"]");
        self
    }

    /// The same project, whose Shanxi form prints no reports of self-evaluation where time is short.
    pub(crate) fn without_reports(self) -> Self {
        if is_long() { self } else { self.without_evaluations() }
    }

    /// The same project, whose Shanxi form prints no reports of self-evaluation.
    fn without_evaluations(self) -> Self {
        let path = "layouts/shanxi/layout.toml";
        if !self.path(path).exists() {
            copy(&repository().join(path), &self.path(path));
        }
        self.replace(path, "\"glossary\", \"attachments\"]", "\"glossary\"]");
        self
    }

    /// Writes a form into it that prints only some statements and sections of a built-in one.
    pub(crate) fn write_form(&self, layout: &str, statements: &[&str], sections: &[&str]) {
        let path = format!("layouts/{layout}/layout.toml");
        let form = fs::read_to_string(repository().join(&path)).unwrap();
        let list = |form: &str, key: &str, files: &[&str]| {
            let line = format!("\n{key} = {files:?}\n");
            let Some((before, rest)) = form.split_once(&format!("\n{key} = [\n")) else {
                // What a form takes over is said before its tables.
                return form.replacen("\nfacts-format", &format!("{line}facts-format"), 1);
            };
            let (_, after) = rest.split_once("\n]\n").unwrap();
            format!("{before}{line}{after}")
        };
        let form = list(&list(&form, "statements", statements), "sections", sections);
        self.write(&path, form.as_bytes());
    }

    /// A copy of a project's settings and data, without what it made.
    pub(crate) fn of_data(project: &Path) -> Self {
        let sandbox = Self::empty();
        copy(&project.join("juesuan.toml"), &sandbox.path("juesuan.toml"));
        copy(&project.join("data"), &sandbox.path("data"));
        sandbox
    }

    /// Copies a file or folder into it.
    pub(crate) fn add(&self, from: &Path, below: &str) {
        copy(from, &self.path(below));
    }

    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// Where it is.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// Where the reference unit's report is written.
    pub(crate) fn report(&self) -> PathBuf {
        self.path("out/2022/汾阳市社会保险中心2022年度单位决算公开.pdf")
    }

    /// All files below a folder: each path as `/` writes it, with its bytes.
    pub(crate) fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        let (mut found, mut folders) = (Vec::new(), vec![self.path(below)]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(path);
                    continue;
                }
                let inside = path.strip_prefix(self.root()).unwrap().to_string_lossy().into_owned();
                found.push((inside.replace('\\', "/"), fs::read(path).unwrap()));
            }
        }
        found.sort();
        found
    }

    /// Replaces some text in a file; it must be there.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        self.write(file, text.replacen(from, to, 1).as_bytes())
    }

    /// Writes a file.
    pub(crate) fn write(&self, file: &str, contents: &[u8]) -> &Self {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), contents).unwrap();
        self
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program in it with some variables of the environment.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
        command.current_dir(self.root()).args(arguments).envs(variables.iter().copied());
        Run(command.output().unwrap())
    }
}

#[cfg(unix)]
impl Sandbox {
    /// Runs the program in it; also how long the processors worked at it and at what it began itself.
    #[expect(clippy::zombie_processes, reason = "`wait4` waits for it")]
    pub(crate) fn run_timed(&self, arguments: &[&str]) -> (Run, Duration) {
        use std::os::unix::process::ExitStatusExt;
        use std::process::Stdio;
        let said = TempDir::new().unwrap();
        let file = |name: &str| fs::File::create(said.path().join(name)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
        command.current_dir(self.root()).args(arguments).stdout(file("out")).stderr(file("err"));
        let child = command.stdin(Stdio::null()).spawn().unwrap();
        let id = libc::pid_t::try_from(child.id()).unwrap();
        // SAFETY: both are plain values that the call fills, and nothing else waits for the child.
        let (status, used) = unsafe {
            let (mut status, mut used) = (0, std::mem::zeroed::<libc::rusage>());
            assert_eq!(libc::wait4(id, &raw mut status, 0, &raw mut used), id);
            (status, used)
        };
        let time = |time: libc::timeval| {
            let seconds = Duration::from_secs(u64::try_from(time.tv_sec).unwrap());
            seconds + Duration::from_micros(u64::try_from(time.tv_usec).unwrap())
        };
        let read = |name: &str| fs::read(said.path().join(name)).unwrap();
        let status = std::process::ExitStatus::from_raw(status);
        let run = Run(Output { status, stdout: read("out"), stderr: read("err") });
        (run, time(used.ru_utime) + time(used.ru_stime))
    }
}

#[cfg(not(unix))]
impl Sandbox {
    /// Runs the program in it; also how long that took.
    pub(crate) fn run_timed(&self, arguments: &[&str]) -> (Run, Duration) {
        let begun = std::time::Instant::now();
        let run = self.run(arguments);
        (run, begun.elapsed())
    }
}

/// What the program said.
pub(crate) struct Run(Output);

impl Run {
    /// The exit status.
    pub(crate) fn status(&self) -> i32 {
        self.0.status.code().expect("the program was killed")
    }

    /// Standard output.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// Standard error.
    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }
}

/// A project; its settings must be right.
pub(crate) fn open(root: &Path) -> Project {
    Project::open(&Files::on(root)).unwrap()
}

/// The fonts of the repository, loaded once.
pub(crate) fn fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| Arc::new(Fonts::load(&repository(), None))))
}

/// The reports of a project that some selections name.
pub(crate) fn selected(root: &Path, selections: &[String]) -> Vec<Selected> {
    open(root).choose(selections).0.unwrap().reports
}

/// Lays out a report of a project; its data must be right.
pub(crate) fn lay_out(root: &Path, unit: &str, year: u16) -> Inspected {
    lay_out_for(root, unit, year, Purpose::Publication)
}

/// Lays out a report of a project to be published, or as a draft.
pub(crate) fn lay_out_for(root: &Path, unit: &str, year: u16, purpose: Purpose) -> Inspected {
    let fonts = Arc::new(Fonts::load(root, Some(&repository().join("fonts"))));
    let laid_out = with_prepared(root, fonts, unit, year, purpose, |prepared, engine, sources| {
        Inspected::from(engine.lay_out(&prepared.folder, sources).expect("the layout has errors"))
    });
    laid_out.unwrap_or_else(|problems| panic!("{problems}"))
}

/// The PDF of a report with the fonts of the repository; what is wrong if there is none.
pub(crate) fn pdf_of(
    root: &Path,
    unit: &str,
    year: u16,
    purpose: Purpose,
) -> Result<Vec<u8>, String> {
    let made = with_prepared(root, fonts(), unit, year, purpose, |prepared, engine, sources| {
        let made = prepared.typeset("报告.pdf", engine, sources);
        made.map(|typeset| typeset.pdf).map_err(|problems| shown(&problems, sources))
    });
    made?
}

/// What comes of a report that was read and derived; what is wrong if it cannot be set.
fn with_prepared<T>(
    root: &Path,
    fonts: Arc<Fonts>,
    unit: &str,
    year: u16,
    purpose: Purpose,
    work: impl FnOnce(Prepared<'_>, &mut Engine, &mut Sources) -> T,
) -> Result<T, String> {
    let project = open(root);
    let selected = Selected { folder: unit.to_owned(), year };
    let (prepared, Noted { problems, mut sources }) = project.prepare(&fonts, &selected, purpose);
    let prepared = prepared.ok_or_else(|| shown(&problems, &sources))?;
    let made = work(prepared, &mut Engine::new(fonts), &mut sources);
    forget(2);
    Ok(made)
}

/// Problems as a user sees them.
pub(crate) fn shown(problems: &[Problem], sources: &Sources) -> String {
    let shown: Vec<String> = problems.iter().map(|p| render(p, sources, false)).collect();
    shown.join("\n\n")
}

/// What the program says of a report of a sandbox: what is wrong with its files, and what the check finds.
pub(crate) fn found(sandbox: &Sandbox, folder: &str, year: u16) -> Vec<Problem> {
    let selected = Selected { folder: folder.to_owned(), year };
    let Examined { derived, mut problems, .. } = open(sandbox.root()).examine(&selected);
    problems.extend(derived.into_iter().flat_map(|derived| derived.checked.findings));
    problems
}

/// The amounts of some tables of a data file, or of all of them, with their places: what is written with decimals and is
/// no score.
pub(crate) fn amounts(text: &str, tables: &[&str]) -> Vec<(Range<usize>, Decimal)> {
    let table = DeTable::parse(text).unwrap();
    let mut found = Vec::new();
    for (key, value) in table.get_ref().iter() {
        if tables.is_empty() || tables.contains(&key.get_ref().as_ref()) {
            collect(key.get_ref(), value, text, &mut found);
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Collects the amounts of a value.
fn collect(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    text: &str,
    found: &mut Vec<(Range<usize>, Decimal)>,
) {
    let score = ["score", "average", "execution-score", "weight"].contains(&key);
    match value.get_ref() {
        DeValue::Float(_) if !score => {
            found.push((value.span(), text[value.span()].parse().unwrap()));
        }
        DeValue::Array(rows) => rows.iter().for_each(|row| collect(key, row, text, found)),
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| collect(key.get_ref(), value, text, found));
        }
        _ => {}
    }
}

/// A data file with every amount changed.
pub(crate) fn changed(text: &str, change: impl Fn(Decimal) -> Decimal) -> String {
    let mut changed = text.to_owned();
    for (range, amount) in amounts(text, &[]).into_iter().rev() {
        changed.replace_range(range, &format!("{:.2}", change(amount)));
    }
    changed
}

/// Compares a file of the repository with what it should be; writes it instead where `UPDATE` is set.
pub(crate) fn kept(path: &str, wanted: &str) -> Result<(), String> {
    let full = repository().join(path);
    if std::env::var_os("UPDATE").is_some() {
        // Written beside and renamed: other tests may be reading it.
        let beside = full.with_extension(format!("new-{}", std::process::id()));
        fs::write(&beside, wanted).unwrap();
        fs::rename(&beside, &full).unwrap();
    }
    let written = fs::read_to_string(&full).unwrap_or_default().replace("\r\n", "\n");
    if written == wanted {
        return Ok(());
    }
    let differs = written.lines().zip(wanted.lines()).find(|(one, other)| one != other);
    let (is, should) = differs.unwrap_or(("(its end)", "(its end)"));
    Err(format!("{path} is stale; run the tests with UPDATE=1\nis:     {is}\nshould: {should}"))
}

/// Copies a file or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}
