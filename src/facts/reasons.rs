//! Reasons of whole sections.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::facts::words;
use crate::model::reasons::{PerReason, ReasonOf, Reasons, Sum};

/// Why the totals changed: all reasons but those that stand beside their figures.
#[derive(Debug)]
pub(super) struct ReasonFacts(PerReason<Option<String>>);

impl Serialize for ReasonFacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (sum, text) in self.0.iter().filter(|(sum, _)| !stands_beside_figures(*sum)) {
            map.serialize_entry(sum.key(), text)?;
        }
        map.end()
    }
}

/// Whether a reason is found among the facts that it explains.
fn stands_beside_figures(reason: ReasonOf) -> bool {
    match reason.sum() {
        Sum::ThreePublic => !reason.is_of_budget(),
        Sum::OperatingExpense => true,
        Sum::Total | Sum::Fiscal | Sum::Fund(_) => false,
    }
}

/// The reasons of a report.
pub(super) fn reasons(reasons: &Reasons) -> ReasonFacts {
    ReasonFacts(reasons.sums.map(|_, text| words(text.as_ref())))
}
