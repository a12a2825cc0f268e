//! The rules, one file a family; `build.rs` lists them by their doc comments.

mod average_score;
mod between;
mod budgets;
mod catalogue;
mod control;
mod counts_in_text;
mod department;
mod disclosure;
mod evaluation_indicators;
mod evaluation_report;
mod evaluation_scores;
mod figures_in_text;
mod impossible;
mod last_year;
mod levels;
mod like_indicators;
mod missing_reasons;
mod named_in_reasons;
mod natures;
mod near_misses;
mod not_printed;
mod pasted;
mod performance;
mod privacy;
mod punctuation;
mod reasons;
mod restated;
mod rounded;
mod things_in_text;
mod transfers;
mod units;
mod within;
mod wording;
mod years;

use crate::check::rule::Rule;
use crate::problem::Severity;

// `build.rs` makes the list from the functions of the families, in the order of their numbers.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule by its number or name.
pub fn find(name: &str) -> Option<&'static Rule> {
    let numbered = name.get(..5).and_then(|number| {
        let place = RULES.binary_search_by_key(&number, |rule| rule.number).ok()?;
        RULES.get(place)
    });
    let called = |rule: &&Rule| rule.is_called(name);
    numbered.filter(called).or_else(|| RULES.iter().find(called))
}
