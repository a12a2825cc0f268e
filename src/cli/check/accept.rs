//! `check --accept` and `--renew`: acceptances written into the files of the year.

use std::path::Path;

use super::check_one;
use crate::check::{find, private_numbers};
use crate::cli::args::CheckArgs;
use crate::cli::start::Opened;
use crate::cli::{Exit, show};
use crate::edit::{NewAcceptance, Renewal, appended, renewed};
use crate::files::{Most, rewrite_whole};
use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::problem::{Problem, Source, Sources, reason};
use crate::project::Reviewed;

/// A finding by its rule and what it is recognised by.
type Named<'a> = (&'a str, &'a Identity);

/// Makes sure that the arguments say what is to be accepted and why.
pub(super) fn understood(args: &CheckArgs) -> Result<(), Exit> {
    let CheckArgs {
        accept,
        at,
        reason,
        select: _,
        list: _,
        format: _,
        strict: _,
        fonts: _,
        renew: _,
    } = args;
    let usage = |message: &str, help: &str| {
        show::remark(&format!("错误[usage]: {message}"));
        show::remark(&format!("  = 办法: {help}"));
        Err(Exit::Usage)
    };
    let example = "例：juesuan check 单位/年度 --accept R0301 --reason \"年初调整，见批复\"";
    if accept.is_empty() {
        return match (at.is_empty(), reason) {
            (true, None) => Ok(()),
            _ => usage("--at、--reason 要与 --accept 一起写", example),
        };
    }
    let words = reason.as_deref().unwrap_or_default();
    if words.trim().is_empty() {
        return usage("接受结论要写理由：--reason", example);
    }
    if let Some((what, number)) = private_numbers(words).first() {
        return usage(&format!("理由里有{what}：{number}"), "请删去号码；理由不用写号码");
    }
    for name in accept {
        match find(name) {
            None => {
                let message = format!("没有规则“{name}”");
                return usage(&message, "juesuan check --list 列出全部规则");
            }
            Some(rule) if !rule.may_be_accepted() => {
                show::problems(&[not_acceptable(rule.label)], &Sources::default());
                return Err(Exit::Errors);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The problem of findings that may not be accepted.
fn not_acceptable(rule: &str) -> Problem {
    Problem::error("not-acceptable", format!("{rule} 的结论不能接受"))
        .help("这样的内容不能公开，只能改正")
}

/// Writes what the arguments ask for into the files of the selected reports; says what was written and what was not.
pub(super) fn carry_out(opened: &Opened, args: &CheckArgs) -> Result<(), ()> {
    if !args.renew && args.accept.is_empty() {
        return Ok(());
    }
    let (mut written, mut others, mut failed) = (0, Vec::new(), false);
    for selected in &opened.chosen.reports {
        let before = check_one(opened, selected);
        let change = if before.checked.is_none() {
            let name = format!("{}/{}", selected.folder, selected.year);
            Err(refused(&format!("{name} 的数据文件有错误"), "请先改正，再接受结论"))
        } else if args.renew {
            renew(opened, &before)
        } else {
            accept(opened, &before, args)
        };
        match change {
            Ok(count) => written += count,
            Err(problem) => {
                failed = true;
                show::problems(&[problem], &before.sources);
            }
        }
        others.extend(at_of(&before, &args.accept));
    }
    if written == 0 && !failed {
        let problem = match args.renew {
            true => refused("没有旧写法的 [[accept]] 可改", "不用改"),
            false => {
                others.sort();
                others.dedup();
                let help = match others.is_empty() {
                    true => "没有接受的结论用 juesuan check 列出".to_owned(),
                    false => format!("这条规则的结论在这些字段：{}", others.join("；")),
                };
                refused("没有可以接受的结论", &help)
            }
        };
        show::problems(&[problem], &Sources::default());
    }
    if written == 0 || failed { Err(()) } else { Ok(()) }
}

/// The problem of acceptances that were not written.
fn refused(why: &str, help: &str) -> Problem {
    Problem::error("not-accepted", format!("没有写入：{why}")).help(help)
}

/// Accepts the findings of a report that the arguments name; how many.
fn accept(opened: &Opened, before: &Reviewed, args: &CheckArgs) -> Result<usize, Problem> {
    let meant: Vec<Named<'_>> = open(before)
        .into_iter()
        .filter(|(rule, identity)| {
            let named = args.accept.iter().any(|name| find(name).is_some_and(|r| r.label == *rule));
            named && (args.at.is_empty() || args.at.iter().any(|at| identity.at.contains(at)))
        })
        .collect();
    if meant.is_empty() {
        return Ok(0);
    }
    let reason = args.reason.as_deref().unwrap_or_default().trim();
    let acceptances: Vec<NewAcceptance<'_>> =
        meant.iter().map(|(rule, identity)| NewAcceptance { rule, identity, reason }).collect();
    let source = year_file(before)?;
    let text = appended(&source.text, &acceptances);
    rewrite(opened, before, source, &text, &meant)?;
    show::remark(&format!("已接受 {} 条，写入 {}：", meant.len(), source.name));
    for (rule, identity) in &meant {
        show::remark(&format!("  {rule} {}", identity.at.join("、")));
    }
    Ok(meant.len())
}

/// Brings up the acceptances of a report that are in the earlier form; how many.
pub(super) fn renew(opened: &Opened, before: &Reviewed) -> Result<usize, Problem> {
    let (mut renewals, mut more): (Vec<Renewal<'_>>, Vec<NewAcceptance<'_>>) = Default::default();
    for (finding, acceptance) in before.checked.iter().flat_map(|checked| &checked.accepted) {
        let Acceptance { place: row, rule: _, covers, reason } = acceptance;
        let (Covers::Words(words), Some(identity)) = (covers, finding.identity.as_deref()) else {
            continue;
        };
        if renewals.iter().any(|renewal| renewal.row == *row) {
            more.push(NewAcceptance { rule: finding.id, identity, reason: &reason.value });
        } else {
            renewals.push(Renewal { row: *row, finding: words.place, identity });
        }
    }
    if renewals.is_empty() {
        return Ok(0);
    }
    let source = year_file(before)?;
    let unusual = || {
        refused(
            "有的 [[accept]] 写法特别，改不了",
            "请删去它，再用 juesuan check --accept 接受一次",
        )
    };
    let text = appended(&renewed(&source.text, &renewals).ok_or_else(unusual)?, &more);
    rewrite(opened, before, source, &text, &[])?;
    let count = renewals.len() + more.len();
    show::remark(&format!(
        "已把 {} 处旧写法改成 {count} 处新写法：{}",
        renewals.len(),
        source.name
    ));
    Ok(count)
}

/// The file of the year.
fn year_file(report: &Reviewed) -> Result<&Source, Problem> {
    let name = format!("data/{}/{}.toml", report.selected.folder, report.selected.year);
    let mut sources = report.sources.all().iter();
    sources.find(|source| source.name == name).ok_or_else(|| refused(&name, "没有这个文件"))
}

/// Writes a file anew, checks the report again, and takes the file back unless exactly the findings that were meant are
/// accepted now, besides those that were.
fn rewrite(
    opened: &Opened,
    before: &Reviewed,
    source: &Source,
    text: &str,
    meant: &[Named<'_>],
) -> Result<(), Problem> {
    let files = &opened.project.files;
    let path = files.root().join(&source.name);
    let old = source.bytes();
    if !files.read(&source.name, Most::Data).is_ok_and(|bytes| bytes == old) {
        return Err(refused(&format!("{} 刚刚被改过", source.name), "请再运行一次"));
    }
    write(&path, &source.bytes_with(text), &source.name)?;
    let after = check_one(opened, &before.selected);
    let sorted = |mut findings: Vec<(String, Identity)>| {
        findings.sort();
        findings
    };
    let own = |findings: Vec<Named<'_>>| -> Vec<(String, Identity)> {
        findings.into_iter().map(|(rule, identity)| (rule.to_owned(), identity.clone())).collect()
    };
    let still_open = [own(open(&after)), own(meant.to_vec())].concat();
    let now_accepted = own(accepted(&after));
    let wanted = [own(accepted(before)), own(meant.to_vec())].concat();
    if sorted(still_open) == sorted(own(open(before))) && sorted(now_accepted) == sorted(wanted) {
        return Ok(());
    }
    write(&path, &old, &source.name)?;
    Err(refused(
        &format!("写好以后再读，{} 的结论与想接受的不一样；文件已还原", source.name),
        "请把 [[accept]] 手工写进文件；写法见 docs/data.md",
    ))
}

/// Writes the file of the year.
fn write(path: &Path, bytes: &[u8], name: &str) -> Result<(), Problem> {
    rewrite_whole(path, bytes).map_err(|error| {
        Problem::error("not-written", format!("无法写入 {name}（{}）", reason(&error)))
            .help("请检查文件是否只读，是否被其他程序打开")
    })
}

/// The findings of a report that are not accepted.
fn open(report: &Reviewed) -> Vec<Named<'_>> {
    report.problems.iter().filter_map(named).collect()
}

/// The findings of a report that are accepted.
fn accepted(report: &Reviewed) -> Vec<Named<'_>> {
    let accepted = report.checked.iter().flat_map(|checked| &checked.accepted);
    accepted.filter_map(|(finding, _)| named(finding)).collect()
}

/// A finding by its rule and what it is recognised by.
fn named(finding: &Problem) -> Option<Named<'_>> {
    Some((finding.id, finding.identity.as_deref()?))
}

/// The fields at which a report has findings of some rules.
fn at_of(report: &Reviewed, rules: &[String]) -> Vec<String> {
    let is_meant = |rule: &str| rules.iter().any(|r| find(r).is_some_and(|r| r.label == rule));
    let meant = open(report).into_iter().filter(|(rule, _)| is_meant(rule));
    meant.flat_map(|(_, identity)| identity.at.first().cloned()).collect()
}
