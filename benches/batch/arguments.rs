//! The arguments after `--`.

use std::path::PathBuf;
use std::process;

use clap::{Parser, Subcommand};

use crate::generate::Size;

/// Measures batches of reports; prints the tables of docs/performance.md.
#[derive(Parser)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) part: Part,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Part {
    /// Writes a project of made-up units.
    Generate {
        /// Where to.
        folder: PathBuf,
        /// How many units.
        #[arg(long, default_value_t = 200)]
        units: usize,
        /// How large their reports are.
        #[arg(long, value_enum, default_value_t = Size::Reference)]
        size: Size,
    },
}

/// The arguments of this run; ends the program where they are wrong.
pub(crate) fn arguments() -> Arguments {
    // Cargo adds an argument of its own, which tells that this is a measurement.
    let given = std::env::args_os().filter(|argument| argument != "--bench");
    Arguments::try_parse_from(given).unwrap_or_else(|error| {
        let _ = error.print();
        process::exit(error.exit_code())
    })
}
