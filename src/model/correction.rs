//! Corrections of a report that was published.

use crate::model::date::Date;
use crate::model::place::{Located, Place};

/// One `[[corrections]]` of a year's file.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Where it stands.
    pub place: Place,
    /// 更正日期: the day on which the corrected report is published.
    pub date: Located<Date>,
    /// 更正的原因.
    pub reason: Located<String>,
}
