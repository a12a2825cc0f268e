//! `[[accept]]`: findings that the office accepts.

use crate::fields::acceptance::acceptance as fields;
use crate::fields::year::year;
use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::problem::Problem;
use crate::tables::Table;

/// So many characters of a finding must be quoted at least in the earlier form.
const WORDS: usize = 3;

/// How an acceptance comes to be written.
const HELP: &str = "juesuan check 单位/年度 --accept 规则 --reason \"理由\" 会写好这一段";

/// The acceptances; each names the rule, what it covers and the reason.
pub(super) fn rows(table: &Table<'_>) -> Vec<Acceptance> {
    let rows = table.rows(&year::ACCEPT).into_iter().map(|row| {
        let acceptance = Acceptance {
            place: row.place,
            rule: row.required_string(&fields::RULE),
            covers: covers(&row),
            reason: row.required_string(&fields::REASON),
        };
        row.finish();
        acceptance
    });
    rows.collect()
}

/// What an acceptance covers.
fn covers(row: &Table<'_>) -> Covers {
    let at = row.texts(&fields::AT);
    let [figures, words] = [&fields::FIGURES, &fields::WORDS]
        .map(|field| row.texts(field).map_or_else(Vec::new, |(texts, _)| texts));
    match (at, row.string(&fields::FINDING)) {
        (None, Some(finding)) => {
            let characters = finding.value.chars().filter(|c| !c.is_whitespace()).count();
            if characters < WORDS {
                row.reading.problem(
                    Problem::error(
                        "short-accept",
                        "[[accept]] 的 finding 太短，会把别的结论也接受了",
                    )
                    .at(finding.place, format!("只有 {characters} 个字"))
                    .help(HELP),
                );
            }
            Covers::Words(finding)
        }
        (Some((_, place)), Some(finding)) => {
            row.reading.problem(
                Problem::error("mixed-accept", "[[accept]] 写了 at，就不用再写 finding")
                    .at(finding.place, "请删去")
                    .at(place, "按字段接受"),
            );
            Covers::Words(finding)
        }
        (Some((at, place)), None) => {
            if at.iter().any(|path| path.is_empty()) || at.is_empty() {
                let empty = Problem::error("empty-text", "[[accept]] 的 at 不能为空");
                row.reading.problem(empty.at(place, "没有字段").help(HELP));
            }
            Covers::Finding(Identity { at, figures, words })
        }
        (None, None) => {
            if !row.has(&fields::AT) && !row.has(&fields::FINDING) {
                row.missing(&fields::AT, HELP);
            }
            Covers::Finding(Identity::default())
        }
    }
}
