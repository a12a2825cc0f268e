//! What was typed and does not stand on the pages.

use std::collections::BTreeSet;

use crate::attachments::Shown;
use crate::check::is_printed;
use crate::engine::Words;
use crate::layout::Layout;
use crate::model::check::Written;
use crate::model::place::{FileNumber, Place};
use crate::problem::{Problem, Severity};
use crate::project::prepare::Prepared;

/// How many letters a text has at least that is looked for: shorter ones are mostly 不涉及 and the like.
const LETTERS: usize = 5;
/// How many texts a headline names.
const NAMED: usize = 5;
/// With how many characters.
const BRIEF: usize = 12;

/// One hint for all texts and amounts of the report's own data that are not on its pages. What the check has told of, and
/// what no file of the form asks for, is left to it.
pub(super) fn unprinted(prepared: &Prepared<'_>, words: &Words) -> Option<Problem> {
    let shown = Shown::found(&words.pages, BTreeSet::new());
    let (report, layout) = (&prepared.report, &prepared.layout);
    let own = [report.unit.place.file, report.year.place.file];
    let reports: BTreeSet<FileNumber> =
        report.year.evaluations.iter().map(|evaluation| evaluation.place.file).collect();
    let is_meant = |written: &&Written| {
        let file = written.words.place.file;
        let ours = own.contains(&file) || reports.contains(&file) && layout.asks_for("evaluations");
        let folder = matches!(written.field.as_str(), "members" | "outside.unit");
        let is_text = is_printed(&written.field) && !folder;
        ours && is_text && is_asked(layout, &written.field)
    };
    let texts = prepared.written.iter().filter(is_meant).filter(|written| {
        written.words.value.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS
    });
    let texts = texts.filter(|written| !shown.words(&written.words.value));
    let texts = texts.map(|written| (written.words.place, brief(&written.words.value)));
    let amounts = report.year.extra.iter().filter_map(|own| own.amount);
    let amounts = amounts.filter(|amount| layout.asks_for("extra") && !shown.amount(amount.value));
    let amounts = amounts.map(|amount| (amount.place, format!("{} 元", amount.value)));
    let missing: Vec<(Place, String)> =
        texts.chain(amounts).filter(|(place, _)| !prepared.known.contains(place)).collect();
    if missing.is_empty() {
        return None;
    }
    let named: Vec<&str> = missing.iter().take(NAMED).map(|(_, words)| words.as_str()).collect();
    let more = if missing.len() > NAMED { " 等" } else { "" };
    let (count, named) = (missing.len(), named.join("、"));
    let headline = format!("填了而没有印出来的 {count} 处：{named}{more}");
    let hint = Problem::warning("not-printed", headline);
    let hint = missing.iter().fold(hint, |hint, (place, _)| hint.at(*place, "没有印"));
    let hint =
        hint.help("这个版式或这种情形（如持平、没有发生）不印；不印的不用管，也不随报告公开");
    Some(Problem { severity: Severity::Hint, ..hint })
}

/// The beginning of a text in quotes.
fn brief(text: &str) -> String {
    let mut letters = text.chars();
    let begins: String = letters.by_ref().take(BRIEF).collect();
    let more = if letters.next().is_some() { "……" } else { "" };
    format!("“{begins}{more}”")
}

/// Whether a form's files ask for what a field says, as far as that is told by the check.
fn is_asked(layout: &Layout, field: &str) -> bool {
    let (table, rest) = field.split_once('.').unwrap_or((field, ""));
    match table {
        "extra" => layout.asks_for("extra"),
        "performance" => {
            let key = rest.split('.').next().unwrap_or(rest);
            !["systems", "mechanism", "level-one", "level-two", "whole", "department"]
                .contains(&key)
                || layout.asks_for(key)
        }
        _ => true,
    }
}
