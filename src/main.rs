//! The program `juesuan`.

mod machine;

use std::process::ExitCode;

use juesuan::cli::Surroundings;

fn main() -> ExitCode {
    machine::prepare();
    let around = Surroundings {
        has_output: machine::has_output(),
        has_own_window: machine::has_own_window(),
    };
    juesuan::cli::run(std::env::args_os(), around)
}
