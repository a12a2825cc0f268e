//! The day on which the program runs.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::date::Date;

/// Today by the clock of Beijing, whatever time zone the machine is set to: the law counts its days by it.
#[expect(
    clippy::disallowed_methods,
    reason = "only where the user asks for today, or looks at the page"
)]
pub(crate) fn today() -> Date {
    /// How many seconds Beijing is ahead of UTC.
    const AHEAD: u64 = 8 * 60 * 60;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = u32::try_from((since + AHEAD) / (24 * 60 * 60)).unwrap_or(u32::MAX);
    Date { year: 1970, month: 1, day: 1 }.plus(days)
}
