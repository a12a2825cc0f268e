//! `juesuan serve`: the office's working page.

use std::path::PathBuf;

use crate::cli::args::ServeArgs;
use crate::cli::start::{files, root_or_here};
use crate::cli::{Exit, show};
use crate::serve::Open;

/// What is said when there is no page.
const NOTHING_SERVED: &str = "没有打开工作页";

/// Serves the page until the program is ended.
pub(super) fn run(project: &Option<PathBuf>, args: &ServeArgs) -> Exit {
    let root = match root_or_here(project, NOTHING_SERVED) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let ready = |url: &str, open: Open| {
        show::result(url);
        show::remark(match (open, args.port) {
            (Open::Here, _) => {
                "工作页的地址在上面，只有这台电脑能打开；关掉这个窗口或按 Ctrl-C，工作页就停了"
            }
            (Open::Already, None) => "这个项目的工作页已经开着，地址在上面；没有再开一个",
            (Open::Already, Some(_)) => {
                "这个项目的工作页已经开着，地址在上面；没有再开一个，--port 没有用上，要换端口，先关掉开着的那一个"
            }
        });
        if !args.no_open && open::that_detached(url).is_err() {
            show::remark("浏览器没有打开，请把地址复制到浏览器里");
        }
    };
    match crate::serve::serve(&root, args.port, ready) {
        Ok(()) => Exit::Done,
        Err(why) => {
            show::remark(&format!("错误[not-served]: {why}"));
            show::remark(&format!(
                "  = 办法: 换一个端口（--port），或不写 --port；{NOTHING_SERVED}"
            ));
            Exit::Failed
        }
    }
}

/// Sets the pages that standard input orders.
pub(super) fn set_pages(project: &Option<PathBuf>) -> Exit {
    // Ctrl-C reaches all processes of a terminal; this one ends with the one that gives the orders.
    let _ = ctrlc::set_handler(|| {});
    match files(project, NOTHING_SERVED) {
        Ok(files) => {
            crate::serve::at_desk(files);
            Exit::Done
        }
        Err(exit) => exit,
    }
}
