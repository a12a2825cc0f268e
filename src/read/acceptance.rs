//! `[[accept]]`: findings that the office accepts.

use crate::model::acceptance::Acceptance;
use crate::read::table::Table;

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
        read
    });
    rows.collect()
}
