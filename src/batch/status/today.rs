//! The day on which the program runs, and the days and hours of other moments.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::date::Date;

/// How many seconds Beijing is ahead of UTC.
const AHEAD: u64 = 8 * 60 * 60;

/// Today by the clock of Beijing, whatever time zone the machine is set to: the law counts its days by it.
#[expect(
    clippy::disallowed_methods,
    reason = "only where the user asks for today, or looks at the page"
)]
pub(crate) fn today() -> Date {
    in_beijing(SystemTime::now()).0
}

/// The day, the hour and the minute of a moment by the clock of Beijing.
pub(crate) fn in_beijing(at: SystemTime) -> (Date, u64, u64) {
    let since = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) + AHEAD;
    let days = u32::try_from(since / (24 * 60 * 60)).unwrap_or(u32::MAX);
    let minutes = since / 60;
    (Date::since_1970(days), minutes / 60 % 24, minutes % 60)
}
