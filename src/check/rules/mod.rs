//! The rules, one file a family; `build.rs` lists them by their doc comments.

mod between;
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
mod missing_reasons;
mod named_in_reasons;
mod natures;
mod pasted;
mod performance;
mod privacy;
mod punctuation;
mod reasons;
mod rounded;
mod transfers;
mod units;
mod within;
mod wording;
mod years;

use crate::check::rule::Rule;
use crate::problem::Severity;

// `build.rs` makes the list from the functions of the families, in the order of their numbers.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));
