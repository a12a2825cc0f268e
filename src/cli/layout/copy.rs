//! `juesuan layout copy`: a file of a layout in the project, to be changed.

use crate::cli::layout::args::CopyArgs;
use crate::cli::layout::{check_name, file, write_new};
use crate::cli::{Exit, show};
use crate::files::Files;

/// Copies a file of a layout into the project's folder of that layout; one that is there stays as it is.
pub(super) fn run(files: &Files, args: &CopyArgs) -> Exit {
    let copied = check_name(files, &args.layout)
        .and_then(|()| file(files, &args.layout, &args.file))
        .and_then(|(path, file)| write_new(files, &path, &file.contents).map(|()| path));
    match copied {
        Ok(path) => {
            show::result(&format!("已复制 {path}，改它就行；删去它就回到原来的"));
            Exit::Done
        }
        Err(exit) => exit,
    }
}
