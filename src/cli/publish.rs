//! `juesuan publish`: built reports become editions that stay.

use std::path::PathBuf;
use std::sync::Arc;

use crate::batch::{Decision, Lock, Workplace, made};
use crate::cli::args::PublishArgs;
use crate::cli::start::{Opened, fonts, open};
use crate::cli::{Exit, show};
use crate::editions::{Outcome, Publisher, published};
use crate::engine::Engine;
use crate::files::shown_path;
use crate::problem::{Problem, Sources, any_failure};
use crate::project::{Purpose, Selected};

/// What is said when nothing at all is published.
const NOTHING_PUBLISHED: &str = "没有公开任何报告";

/// Publishes the reports that were chosen; one that cannot be is told and left out.
pub(super) fn run(project: &Option<PathBuf>, args: &PublishArgs) -> Exit {
    let opened = open(project, &args.select, NOTHING_PUBLISHED);
    let ready = opened.and_then(|opened| {
        let fonts = fonts(&opened, args.fonts.as_deref())?;
        Ok((opened, fonts))
    });
    let (opened, fonts) = match ready {
        Ok(ready) => ready,
        Err(exit) => return exit,
    };
    let Opened { project, chosen, sources: _ } = &opened;
    let root = project.files.root();
    let workplace = Workplace {
        out: args.out.clone().unwrap_or_else(|| root.join("out")),
        fonts: args.fonts.clone(),
        purpose: Purpose::Publication,
    };
    let lock = match Lock::whole(&published(root)) {
        Ok(lock) => lock,
        Err(problem) => {
            return crate::cli::start::failed(&[problem], &Sources::default(), NOTHING_PUBLISHED);
        }
    };
    let reports: Vec<&Selected> = chosen.reports.iter().collect();
    let (made, problems) = made(project, chosen, &workplace, &reports);
    show::problems(&problems, &Sources::default());
    let mut publisher = Publisher { project, engine: Engine::new(Arc::new(fonts)) };
    let (mut new, mut unchanged, mut refused, mut failed) = (0, 0, 0, false);
    for (selected, (decision, _)) in reports.iter().zip(&made) {
        let built = match decision {
            Decision::Keep(entry) => Some(&entry.sha256),
            Decision::Build(_) => None,
        };
        let outcome = match of_choice(&opened, selected) {
            Some(problem) => Outcome::Refused(vec![problem], Sources::default()),
            None => publisher.publish(selected, built),
        };
        let Selected { folder, year } = selected;
        match outcome {
            Outcome::Published(edition, path) => {
                show::result(&format!(
                    "已公开 {folder}/{year} 第 {edition} 版：{}",
                    shown_path(&path)
                ));
                new += 1;
            }
            Outcome::Unchanged(edition) => {
                show::result(&format!("{folder}/{year} 第 {edition} 版已经公开过，数据没有变"));
                unchanged += 1;
            }
            Outcome::Refused(problems, sources) => {
                show::problems(&problems, &sources);
                show::remark(&format!("未公开 {folder}/{year}"));
                failed |= any_failure(&problems);
                refused += 1;
            }
        }
    }
    drop(lock);
    show::remark(&format!(
        "共 {} 份：已公开 {new}，公开过的 {unchanged}，未公开 {refused}",
        reports.len()
    ));
    match refused {
        0 => Exit::Done,
        _ if failed => Exit::Failed,
        _ => Exit::Errors,
    }
}

/// What keeps a report from being made at all, whatever its data.
fn of_choice(opened: &Opened, selected: &Selected) -> Option<Problem> {
    let chosen = &opened.chosen;
    chosen.census.misplaced(&selected.folder).or(chosen.refused.get(selected)).cloned()
}
