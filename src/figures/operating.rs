//! What 机关运行经费 comes to in a year, and who has it.

use serde::Serialize;

use crate::figures::economic::{Group, groups};
use crate::figures::ledger::{Ledger, Part};
use crate::figures::rounding::bound_of;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::{Report, YearReport};
use crate::model::unit::Nature;

/// 机关运行经费 by the nature of the units that have it, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OperatingByNature {
    /// That of 行政单位.
    pub administrative: Money,
    /// That of 参照公务员法管理的事业单位.
    pub civil_service_managed: Money,
}

impl OperatingByNature {
    /// Of a report: what its units have, and the rest as its own nature, or else as that of most of it.
    pub(super) fn of(report: &Report, amount: Money) -> Self {
        let of = |nature| {
            let members = report.members.iter().map(|member| &member.report);
            let having = members.filter(|member| member.unit.nature == nature);
            having.map(|member| of_year(&member.year)).sum::<Money>()
        };
        let (administrative, civil_service_managed) =
            (of(Nature::Administrative), of(Nature::CivilServiceManaged));
        let rest = amount - administrative - civil_service_managed;
        let is_administrative = match report.unit.nature {
            Nature::Administrative => true,
            Nature::CivilServiceManaged => false,
            Nature::Institution => administrative >= civil_service_managed,
        };
        if is_administrative {
            Self { administrative: administrative + rest, civil_service_managed }
        } else {
            Self { administrative, civil_service_managed: civil_service_managed + rest }
        }
    }
}

/// That of one unit in a year: as written, or else the public part of its basic expenditure.
pub(crate) fn of_year(year: &YearReport) -> Money {
    amount(year, groups(year).1.basic)
}

/// As written, or else the public part of basic expenditure; where the two differ only by what was rounded, it is one
/// figure, that part.
pub(super) fn amount(year: &YearReport, public: Money) -> Money {
    let Some(written) = year.operating_expense else { return public };
    let parts = public_basic(&Ledger::of(year));
    let bound = bound_of(year, parts.iter().map(|part| part.value));
    let same = !public.is_zero() && (written.value - public).abs() <= bound;
    if same { public } else { written.value }
}

/// The amounts of the public part of basic expenditure.
pub(crate) fn public_basic(ledger: &Ledger<'_>) -> Vec<Located<Money>> {
    ledger.sections(Part::Basic, |code| Group::of(&code.class()) == Group::Public)
}

/// Whether a unit's nature, or that of one of a department's units, has operating expense.
pub(crate) fn has_operating_expense(report: &Report) -> bool {
    let members = report.members.iter().map(|member| member.report.unit.nature);
    std::iter::once(report.unit.nature).chain(members).any(Nature::has_operating_expense)
}
