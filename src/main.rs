//! The program `juesuan`.

mod machine;

use std::process::ExitCode;

fn main() -> ExitCode {
    machine::prepare();
    juesuan::cli::run(std::env::args_os(), machine::has_output())
}
