//! `[check]` of `juesuan.toml`: severities and thresholds.

use crate::fields::check::check as fields;
use crate::fields::project::project;
use crate::model::check::{CheckSettings, Level};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// The settings; the usual ones when nothing is written.
pub(super) fn settings(parent: &Table<'_>) -> CheckSettings {
    let mut settings = CheckSettings::default();
    let Some(table) = parent.table(&project::CHECK) else { return settings };
    for (field, threshold) in [
        (&fields::CHANGE_THRESHOLD, &mut settings.change_threshold),
        (&fields::BUDGET_THRESHOLD, &mut settings.budget_threshold),
    ] {
        if let Some(written) = table.number(field) {
            *threshold = written.value;
        }
    }
    if table.has(&fields::PUBLICATION_DAYS) {
        settings.publication_days = table.count(&fields::PUBLICATION_DAYS).value;
    }
    if let Some(rules) = table.table(&fields::RULES) {
        settings.levels = levels(&rules);
    }
    table.finish();
    settings
}

/// The severities of single rules; whether there are such rules is for the check to say.
fn levels(table: &Table<'_>) -> Vec<(Located<String>, Level)> {
    let all = Level::ALL.map(|level| format!("{}（{}）", level.key(), level.term()));
    let mut levels = Vec::new();
    for (rule, level, place) in table.entries() {
        let of = |word: &str| Level::ALL.into_iter().find(|level| level.key() == word);
        let known = level.as_deref().and_then(of);
        match (known, level) {
            (Some(known), _) => levels.push((Located::new(rule, place), known)),
            (None, Some(level)) => table.reading.problem(
                Problem::error(
                    "unknown-choice",
                    format!("{} 没有“{level}”这种写法", table.path(&rule)),
                )
                .at(place, "不在可选范围内")
                .help(format!("可选：{}", all.join("、"))),
            ),
            (None, None) => {}
        }
    }
    levels
}
