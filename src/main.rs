//! The program `juesuan`.

use std::process::ExitCode;

fn main() -> ExitCode {
    juesuan::cli::run(std::env::args_os())
}
