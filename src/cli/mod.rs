//! The command line: one file a command.

mod args;
mod build;
mod check;
mod completions;
mod diff;
mod door;
mod explain;
mod export;
mod facts;
mod fmt;
mod help;
mod import;
mod init;
mod layout;
mod merge;
mod new;
mod notice;
mod publish;
mod relaxed;
mod roll;
mod schema;
mod serve;
mod show;
mod start;
mod status;
mod trace;
mod usage;
mod verify;
mod watch;
mod worker;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{panic, thread};

use clap::Parser;

use args::{Args, Command};
use door::Start;
use show::Lost;

use crate::files::{is_file, is_folder};
use crate::problem::{Problem, Sources, reason};
use crate::project::find_root;

/// The stack of the thread that carries a command out; that of a process's first thread is small on some systems, or
/// made small.
const STACK: usize = 16 << 20;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// The data or a report has errors.
    Errors = 1,
    /// The program was called wrongly.
    Usage = 2,
    /// The program or the machine failed.
    Failed = 3,
    /// The user asked to stop, as shells count it.
    Interrupted = 130,
}

/// What the program was started in.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// Whether there is a standard output to write results to.
    pub has_output: bool,
    /// Whether the program has a window of its own, which closes when it ends: somebody clicked on it.
    pub has_own_window: bool,
}

/// Runs the program with its arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>, around: Surroundings) -> ExitCode {
    let Surroundings { has_output, has_own_window } = around;
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|place| format!("{}:{}", place.file(), place.line()));
        broken(&place.unwrap_or_default());
    }));
    if !has_output {
        show::no_output();
    }
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let thread = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || carry_out(arguments, has_own_window));
    let exit = match thread {
        Ok(thread) => thread.join().unwrap_or(Exit::Failed),
        Err(error) => {
            show::remark(&format!("错误[internal]: 程序无法开始（{}）", reason(&error)));
            Exit::Failed
        }
    };
    ExitCode::from(with_output(exit) as u8)
}

/// Says once that the program itself broke, and where: more of it is nobody's business.
fn broken(place: &str) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        let problem = Problem::error("internal", format!("程序内部出错（{place}）"))
            .help("这是程序的问题，请把数据和屏幕上的文字发给维护者；原有的文件没有动");
        show::problems(&[problem], &Sources::default());
    }
}

/// How the program ends where results were lost on their way: a failure of the machine outweighs errors of the data.
fn with_output(exit: Exit) -> Exit {
    let lost = show::lost();
    if let Some(Lost::Failed(why)) = &lost {
        show::remark(&format!("错误[not-written]: 结果写不到标准输出（{why}）"));
    }
    match (exit, lost) {
        (Exit::Done | Exit::Errors, Some(_)) => Exit::Failed,
        (exit, _) => exit,
    }
}

/// Does what the program was started for.
fn carry_out(arguments: Vec<OsString>, has_own_window: bool) -> Exit {
    let project_of = |path: &Path| find_root(path).filter(|_| is_file(path) || is_folder(path));
    let exit = match door::start(&arguments, has_own_window, project_of) {
        Start::Command => return command(arguments),
        // Where somebody clicked on the program in a project, the page is what is meant.
        Start::Alone => match find_root(&std::env::current_dir().unwrap_or_default()) {
            Some(_) => command(["juesuan", "serve"].map(OsString::from).to_vec()),
            None => {
                door::welcome();
                Exit::Done
            }
        },
        Start::Dropped { projects, strangers } => {
            strangers.iter().for_each(|path| door::explain_stranger(path));
            let first = if strangers.is_empty() { Exit::Done } else { Exit::Errors };
            projects.into_iter().map(build_dropped).fold(first, worse)
        }
        Start::Eaten(path) => {
            door::explain_eaten(&path);
            Exit::Usage
        }
    };
    if has_own_window {
        door::wait();
    }
    exit
}

/// Builds the reports of a project.
fn build_dropped(project: PathBuf) -> Exit {
    let words = ["juesuan", "build", "--project"].map(OsString::from);
    command(words.into_iter().chain([project.into_os_string()]).collect())
}

/// The worse of two ends.
fn worse(one: Exit, other: Exit) -> Exit {
    if (one as u8) < (other as u8) { other } else { one }
}

/// Carries out a command.
fn command(arguments: Vec<OsString>) -> Exit {
    match Args::try_parse_from(arguments) {
        Ok(args) => match args.command {
            Command::Check(check) => check::run(&args.project, &check),
            Command::Explain(explain) => explain::run(&explain),
            Command::Status(status) => status::run(&args.project, &status),
            Command::Build(build) => build::run(&args.project, &build),
            Command::Export(export) => export::run(&args.project, &export),
            Command::Facts(facts) => facts::run(&args.project, &facts),
            Command::Fmt(fmt) => fmt::run(&args.project, &fmt),
            Command::Init(init) => init::run(&init),
            Command::New(new) => new::run(&args.project, &new),
            Command::Roll(roll) => roll::run(&args.project, &roll),
            Command::Import(import) => import::run(&args.project, &import),
            Command::Publish(publish) => publish::run(&args.project, &publish),
            Command::Diff(diff) => diff::run(&args.project, &diff),
            Command::Trace(trace) => trace::run(&args.project, &trace),
            Command::Notice(notice) => notice::run(&args.project, &notice),
            Command::Merge(merge) => merge::run(&args.project, &merge),
            Command::Schema(schema) => schema::run(&schema),
            Command::Serve(serve) => serve::run(&args.project, &serve),
            Command::Layout(layout) => layout::run(&args.project, &layout),
            Command::Completions(completions) => completions::run(&completions),
            Command::Verify(verify) => verify::run(&args.project, &verify),
            Command::Worker(worker) => worker::run(&args.project, worker),
            Command::SetPages => serve::set_pages(&args.project),
            Command::ReadWorkbooks => {
                crate::exchange::at_desk();
                Exit::Done
            }
            Command::VerifyReports => {
                crate::verify::at_desk();
                Exit::Done
            }
        },
        Err(error) => usage::explain(&error),
    }
}
