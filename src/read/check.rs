//! `[check]` of `juesuan.toml`: severities and thresholds.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::model::check::{CheckSettings, Level};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// The settings; the usual ones when nothing is written.
pub(super) fn settings(parent: &Table<'_>) -> CheckSettings {
    let mut settings = CheckSettings::default();
    let Some(table) = parent.table("check") else { return settings };
    for (key, threshold) in [
        ("change-threshold", &mut settings.change_threshold),
        ("budget-threshold", &mut settings.budget_threshold),
    ] {
        if let Some(written) = per_cent(&table, key) {
            *threshold = written;
        }
    }
    if table.has("publication-days") {
        settings.publication_days = table.count("publication-days").value;
    }
    if let Some(rules) = table.table("rules") {
        settings.levels = levels(&rules);
    }
    table.finish();
    settings
}

/// A threshold in per cent, nothing or more.
fn per_cent(table: &Table<'_>, key: &'static str) -> Option<Decimal> {
    let (value, place) = table.value(key)?;
    let text = match value {
        DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str()),
        DeValue::Float(float) => Some(float.as_str()),
        _ => None,
    };
    let number = text.and_then(|text| text.parse::<Decimal>().ok());
    let number = number.filter(|number| !number.is_sign_negative());
    if number.is_none() {
        table.mistyped(key, value, place, "百分数（如 10 表示 10%，0 表示凡有差异都要说明）");
    }
    number
}

/// The severities of single rules; whether there are such rules is for the check to say.
fn levels(table: &Table<'_>) -> Vec<(Located<String>, Level)> {
    let mut levels = Vec::new();
    for (rule, level, place) in table.entries() {
        let known = level.as_deref().and_then(|level| match level {
            "error" => Some(Level::Error),
            "warning" => Some(Level::Warning),
            "hint" => Some(Level::Hint),
            "off" => Some(Level::Off),
            _ => None,
        });
        match (known, level) {
            (Some(known), _) => levels.push((Located::new(rule, place), known)),
            (None, Some(level)) => table.reading.problem(
                Problem::error(
                    "unknown-choice",
                    format!("{} 没有“{level}”这种写法", table.path(&rule)),
                )
                .at(place, "不在可选范围内")
                .help("可选：error（错误）、warning（警告）、hint（提示）、off（不查）"),
            ),
            (None, None) => {}
        }
    }
    levels
}
