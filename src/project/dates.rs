//! Dates that are far from the year of a report.

use crate::model::report::Report;
use crate::problem::Problem;

/// A date more than so many years after the report's is asked about.
const FAR: u16 = 5;

/// A warning for every date of a report that is far in the future, as seen from its year: the clock is nobody's business.
pub(super) fn far_dates(report: &Report) -> Vec<Problem> {
    let year = report.year.year;
    let approved = report.year.approved.map(|date| ("批复日期", date));
    let dates = [("公开日期", report.published)].into_iter().chain(approved);
    let far = dates.filter(|(_, date)| date.value.year > year.saturating_add(FAR));
    far.map(|(what, date)| {
        let headline = format!("{year} 年度的决算，{what}是{}，是不是写错了", date.value);
        Problem::warning("far-date", headline)
            .at(date.place, what)
            .help("写错的请改正；没有错的不用改")
    })
    .collect()
}
