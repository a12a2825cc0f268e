//! The command line: one file a command.

mod args;
mod build;
mod check;
mod explain;
mod export;
mod facts;
mod help;
mod import;
mod init;
mod layout;
mod merge;
mod new;
mod relaxed;
mod schema;
mod show;
mod start;
mod status;
mod usage;
mod watch;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

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

/// Runs the program with its arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let exit = match Args::try_parse_from(arguments) {
        Ok(args) => match args.command {
            Command::Check(check) => check::run(&args.project, &check),
            Command::Explain(explain) => explain::run(&explain),
            Command::Status(status) => status::run(&args.project, &status),
            Command::Build(build) => build::run(&args.project, &build),
            Command::Export(export) => export::run(&args.project, &export),
            Command::Facts(facts) => facts::run(&args.project, &facts),
            Command::Init(init) => init::run(&init),
            Command::New(new) => new::run(&args.project, &new),
            Command::Import(import) => import::run(&args.project, &import),
            Command::Merge(merge) => merge::run(&args.project, &merge),
            Command::Schema(schema) => schema::run(&schema),
            Command::Layout(layout) => layout::run(&args.project, &layout),
            Command::Worker(worker) => worker::run(&args.project, worker),
            Command::ReadWorkbooks => {
                crate::exchange::at_desk();
                Exit::Done
            }
        },
        Err(error) => usage::explain(&error),
    };
    ExitCode::from(exit as u8)
}
