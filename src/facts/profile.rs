//! What the unit does and whom its accounts cover.

use serde::Serialize;

use crate::facts::{paragraphs, words};
use crate::model::report::Report;
use crate::model::text::Text;
use crate::model::unit::{ListedUnit, Profile};

/// Duties, organization and the units of the accounts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ProfileFacts<'a> {
    /// 职责.
    duties: &'a [String],
    /// 机构设置.
    organization: &'a [String],
    /// 纳入决算编制范围的单位.
    units: Vec<ListedFacts<'a>>,
    /// What some kinds of income mainly are.
    main_income: MainIncomeFacts,
}

/// A unit that the accounts cover.
#[derive(Debug, Serialize)]
struct ListedFacts<'a> {
    /// 单位名称.
    name: &'a str,
    /// 备注.
    note: Option<&'a str>,
}

/// What some kinds of income mainly are.
#[derive(Debug, Serialize)]
struct MainIncomeFacts {
    /// 事业收入.
    business: Option<String>,
    /// 经营收入.
    operating: Option<String>,
    /// 其他收入.
    other: Option<String>,
}

/// The profile of a report: this year's where it is written, or else the unit's.
pub(super) fn profile(report: &Report) -> ProfileFacts<'_> {
    let (own, unit) = (&report.year.profile, &report.unit.profile);
    let text =
        |of: for<'p> fn(&'p Profile) -> &'p Option<Text>| of(own).as_ref().or(of(unit).as_ref());
    let written = if own.units.is_empty() { &unit.units } else { &own.units };
    let members = report.members.iter().map(|member| &member.report.unit.name.value);
    let added_up = members.map(|name| ListedFacts { name, note: None });
    ProfileFacts {
        duties: paragraphs(text(|profile| &profile.duties)),
        organization: paragraphs(text(|profile| &profile.organization)),
        units: written.iter().map(listed).chain(added_up).collect(),
        main_income: MainIncomeFacts {
            business: words(text(|profile| &profile.main_income.business)),
            operating: words(text(|profile| &profile.main_income.operating)),
            other: words(text(|profile| &profile.main_income.other)),
        },
    }
}

/// One unit of the list.
fn listed(unit: &ListedUnit) -> ListedFacts<'_> {
    let note = unit.note.as_ref().map(|note| note.value.as_str());
    ListedFacts { name: &unit.name.value, note }
}
