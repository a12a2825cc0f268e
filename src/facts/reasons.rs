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
    /// 一般公共预算支出与年初预算的差异.
    general_budget: Option<String>,
    /// 政府性基金支出.
    government_fund: Option<String>,
    /// 国有资本经营支出.
    state_capital: Option<String>,
    /// “三公”经费与年初预算的差异.
    three_public_budget: Option<String>,
}

/// The reasons of a report.
pub(super) fn reasons(reasons: &Reasons) -> ReasonFacts {
    ReasonFacts {
        total: words(reasons.total.as_ref()),
        fiscal: words(reasons.fiscal.as_ref()),
        general: words(reasons.general.as_ref()),
        general_budget: words(reasons.general_budget.as_ref()),
        government_fund: words(reasons.government_fund.as_ref()),
        state_capital: words(reasons.state_capital.as_ref()),
        three_public_budget: words(reasons.three_public_budget.as_ref()),
    }
}
