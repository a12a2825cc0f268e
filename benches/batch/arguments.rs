//! The arguments after `--`.

use std::path::PathBuf;
use std::process;

use clap::{Args, Parser, Subcommand};

use crate::generate::Size;

/// Measures batches of reports; prints tables of docs/performance.md as Markdown.
#[derive(Parser)]
pub(crate) struct Arguments {
    /// What to do; all measurements where nothing is said.
    #[command(subcommand)]
    pub(crate) part: Option<Part>,
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
    /// Whole batches, nothing changed, one figure corrected.
    Batch(Batch),
    /// The stock typst on the same facts, layouts and fonts.
    Stock(Stock),
    /// LibreOffice, WeasyPrint and xelatex on the same content.
    Peers(Peers),
}

/// How to measure batches.
#[derive(Args)]
pub(crate) struct Batch {
    /// How many units; several numbers make several tables.
    #[arg(long, value_delimiter = ',', default_values_t = [200, 1000])]
    pub(crate) units: Vec<usize>,
    /// How many worker processes; the numbers take turns.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2])]
    pub(crate) jobs: Vec<usize>,
    /// How often.
    #[arg(long, default_value_t = 1)]
    pub(crate) rounds: usize,
    /// How large the reports are.
    #[arg(long, value_enum, default_value_t = Size::Reference)]
    pub(crate) size: Size,
}

/// How to measure the stock typst.
#[derive(Args)]
pub(crate) struct Stock {
    /// How many reports.
    #[arg(long, default_value_t = 200)]
    pub(crate) reports: usize,
    /// How often; the contenders take turns.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

/// How to measure the peers.
#[derive(Args)]
pub(crate) struct Peers {
    /// How many reports.
    #[arg(long, default_value_t = 10)]
    pub(crate) reports: usize,
    /// How often; the contenders take turns.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

impl Part {
    /// All measurements, each as it is when nothing else is said.
    pub(crate) fn all() -> Vec<Self> {
        let parts = ["batch", "stock", "peers"].map(|part| {
            let parsed = Arguments::try_parse_from(["batch", part]);
            parsed.ok().and_then(|arguments| arguments.part)
        });
        parts.into_iter().flatten().collect()
    }
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
