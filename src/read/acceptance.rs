//! `[[accept]]`: findings that the office accepts.

use crate::model::acceptance::Acceptance;
use crate::problem::Problem;
use crate::read::table::Table;

/// So many characters of a finding must be quoted at least.
const WORDS: usize = 3;

/// The acceptances; each names the rule, words of the finding and the reason.
pub(super) fn rows(table: &Table<'_>) -> Vec<Acceptance> {
    let rows = table.rows("accept").into_iter().map(|row| {
        let read = Acceptance {
            place: row.place,
            rule: row.required_string("rule", "R0301"),
            finding: row.required_string("finding", "结论中的几个字或数，如 416868418.20"),
            reason: row.required_string("reason", "为什么可以接受"),
        };
        row.finish();
        let words = read.finding.value.chars().filter(|c| !c.is_whitespace()).count();
        if (1..WORDS).contains(&words) {
            row.reading.problem(
                Problem::error("short-accept", "[[accept]] 的 finding 太短，会把别的结论也接受了")
                    .at(read.finding.place, format!("只有 {words} 个字"))
                    .help(format!("请抄上结论中的数或几个字，至少 {WORDS} 个字")),
            );
        }
        read
    });
    rows.collect()
}
