//! `[[corrections]]`: what was corrected after publication.

use crate::fields::correction::correction as fields;
use crate::fields::year::year;
use crate::model::correction::Correction;
use crate::model::date::Date;
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::{Reading, Table};

/// The corrections; each has a day and a reason.
pub(super) fn rows(table: &Table<'_>) -> Vec<Correction> {
    let rows = table.rows(&year::CORRECTIONS).into_iter().filter_map(|row| {
        let date = row.date(&fields::DATE);
        if !row.has(&fields::DATE) {
            row.missing(&fields::DATE, "例：date = 2023-11-06");
        }
        let reason = row.required_string(&fields::REASON);
        row.finish();
        Some(Correction { place: row.place, date: date?, reason })
    });
    rows.collect()
}

/// Notes corrections that are dated before the publication or the correction before.
pub(super) fn in_order(
    reading: &Reading<'_>,
    corrections: &[Correction],
    published: Located<Date>,
) {
    let mut before = ("公开日期", published);
    for correction in corrections {
        let (what, earlier) = before;
        if correction.date.value < earlier.value {
            let headline =
                format!("更正日期 {} 早于{what} {}", correction.date.value, earlier.value);
            reading.problem(
                Problem::error("correction-order", headline)
                    .at(correction.date.place, "更正日期")
                    .at(earlier.place, what)
                    .help("更正在公开以后；几次更正按日期的次序写，先更正的写在前面"),
            );
        }
        before = ("上一次更正的日期", correction.date);
    }
}
