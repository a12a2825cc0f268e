//! Reasons of whole sections.

use serde::Serialize;

use crate::facts::words;
use crate::model::reasons::Reasons;

/// Why the totals changed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ReasonFacts {
    /// 收支总计.
    total: Option<String>,
    /// 财政拨款总计.
    fiscal: Option<String>,
    /// 一般公共预算支出.
    general: Option<String>,
    /// 政府性基金支出.
    government_fund: Option<String>,
    /// 国有资本经营支出.
    state_capital: Option<String>,
}

/// The reasons of a report.
pub(super) fn reasons(reasons: &Reasons) -> ReasonFacts {
    ReasonFacts {
        total: words(reasons.total.as_ref()),
        fiscal: words(reasons.fiscal.as_ref()),
        general: words(reasons.general.as_ref()),
        government_fund: words(reasons.government_fund.as_ref()),
        state_capital: words(reasons.state_capital.as_ref()),
    }
}
