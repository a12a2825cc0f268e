//! `juesuan verify`: whether the pages of a PDF are what its own data yield.

mod human;
mod json;
mod published;
mod which;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use crate::cli::args::{Said, VerifyArgs};
use crate::cli::{Exit, show};
use crate::files::{is_folder, shown_path};
use crate::problem::{Problem, Sources};
use crate::verify::{Order, Verdict, Verified, verify_files};

/// A PDF with what came of it.
struct One {
    /// Its path.
    pdf: PathBuf,
    /// What came of it.
    verified: Verified,
    /// Whether a published index has it, where one was asked for.
    published: Option<bool>,
}

/// Verifies PDFs, and those in folders.
pub(super) fn run(project: &Option<PathBuf>, args: &VerifyArgs) -> Exit {
    let VerifyArgs { pdfs, published, fonts, format } = args;
    let here = std::env::current_dir().unwrap_or_default();
    let named = [("--fonts", fonts), ("--published", published), ("--project", project)];
    for (option, folder) in named {
        if let Some(folder) = folder.as_ref().filter(|folder| !is_folder(&here.join(folder))) {
            return refused("missing-folder", format!("没有文件夹 {}", shown_path(folder)), option);
        }
    }
    let index = match published.as_ref().map(|folder| published::index(&here.join(folder))) {
        Some(Err(why)) => return refused("missing-folder", why, "--published"),
        Some(Ok(index)) => Some(index),
        None => None,
    };
    let found = match which::pdfs(&here, pdfs) {
        Ok(found) => found,
        Err(why) => return refused("missing-pdf", why, "PDF 或文件夹"),
    };
    let order = |pdf: &PathBuf| Order {
        pdf: here.join(pdf),
        project: project.as_ref().map(|folder| here.join(folder)),
        fonts: fonts.as_ref().map(|folder| here.join(folder)),
    };
    let orders: Vec<Order> = found.iter().map(order).collect();
    let many = found.len() > 1 && io::stderr().is_terminal();
    let verified = verify_files(&orders, |done| {
        if many && done % 20 == 0 {
            show::remark(&format!("已核实 {done}/{}", orders.len()));
        }
    });
    let all: Vec<One> = found
        .into_iter()
        .zip(verified)
        .map(|(pdf, verified)| {
            let sha256 = verified.sha256.as_ref();
            let published =
                index.as_ref().map(|index| sha256.is_some_and(|own| index.contains(own.as_str())));
            One { pdf, verified, published }
        })
        .collect();
    match format {
        Said::Human => human::show(&all),
        Said::Json => show::json(&json::text(&all)),
    }
    exit(&all)
}

/// How the program ends: well only where all is proved, and published where that was asked.
fn exit(all: &[One]) -> Exit {
    let is_well = |one: &One| one.verified.verdict.is_proof() && one.published != Some(false);
    if all.iter().any(|one| one.verified.verdict == Verdict::Failed) {
        Exit::Failed
    } else if all.iter().all(is_well) {
        Exit::Done
    } else {
        Exit::Errors
    }
}

/// Says what was asked for and is not there.
fn refused(id: &'static str, headline: String, option: &str) -> Exit {
    let problem = Problem::error(id, headline).help(format!("请核对 {option} 的路径"));
    show::problems(&[problem], &Sources::default());
    show::remark("未核实任何文件");
    Exit::Errors
}
