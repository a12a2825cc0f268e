//! Operating expense and assets.

use serde::Serialize;

use crate::facts::words;
use crate::figures::resources::OperatingExpense;
use crate::model::date::Date;
use crate::model::reasons::ReasonOf;
use crate::model::report::YearReport;
use crate::model::resources::Vehicles;

/// 机关运行经费.
#[derive(Debug, Serialize)]
pub(super) struct OperatingFacts<'a> {
    /// The numbers.
    #[serde(flatten)]
    figures: &'a OperatingExpense,
    /// Why it changed.
    reason: Option<String>,
}

/// The operating expense of a report.
pub(super) fn operating<'a>(
    year: &YearReport,
    figures: &'a OperatingExpense,
) -> OperatingFacts<'a> {
    OperatingFacts { figures, reason: words(year.reasons.of(ReasonOf::OperatingExpense)) }
}

/// 国有资产占用情况 at the end of the year.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct AssetFacts {
    /// The last day of the year.
    date: Date,
    /// Vehicles of all kinds.
    vehicles: u32,
    /// Vehicles by kind.
    kinds: Vehicles,
    /// What the vehicles of the last kind are used for.
    other_use: Option<String>,
    /// 单价100万元以上设备, 台（套）.
    equipment: u32,
}

/// The assets of a report.
pub(super) fn assets(year: &YearReport) -> AssetFacts {
    let kinds = year.assets.vehicles.value;
    AssetFacts {
        date: Date { year: year.year, month: 12, day: 31 },
        vehicles: kinds.total(),
        kinds,
        other_use: words(year.assets.other_purpose.as_ref()),
        equipment: year.assets.equipment.value,
    }
}
