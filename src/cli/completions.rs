//! `juesuan completions`: what shells complete commands by, and the manual page.

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::cli::args::{Args, CompletionForm, CompletionsArgs};
use crate::cli::{Exit, show};

/// What the program is called.
const NAME: &str = "juesuan";

/// Writes the completions of a shell, or the manual page.
pub(super) fn run(args: &CompletionsArgs) -> Exit {
    let mut command = Args::command();
    let mut written = Vec::new();
    let shell = match args.form {
        CompletionForm::Bash => Some(Shell::Bash),
        CompletionForm::Zsh => Some(Shell::Zsh),
        CompletionForm::Fish => Some(Shell::Fish),
        CompletionForm::Powershell => Some(Shell::PowerShell),
        CompletionForm::Elvish => Some(Shell::Elvish),
        CompletionForm::Man => None,
    };
    match shell {
        Some(shell) => generate(shell, &mut command, NAME, &mut written),
        None => {
            // The page of each command follows that of the program.
            command.build();
            let pages = std::iter::once(&command).chain(command.get_subcommands());
            for page in pages.filter(|page| !page.is_hide_set()) {
                if Man::new(page.clone()).render(&mut written).is_err() {
                    return Exit::Failed;
                }
            }
        }
    }
    show::text(String::from_utf8_lossy(&written).trim_end());
    Exit::Done
}
